import { suite } from './linux-arch-hang.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
