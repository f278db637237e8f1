import { suite } from './console-crash.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
