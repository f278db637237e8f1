import { suite } from './crashkernel-high.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
