import { suite } from './console-hang.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
