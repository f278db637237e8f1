import { suite } from './console-sysrq.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
