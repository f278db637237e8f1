import { suite } from './crashkernel.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
