import { suite } from './console-user.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
