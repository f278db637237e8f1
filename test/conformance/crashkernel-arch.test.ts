import { suite } from './crashkernel-arch.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
