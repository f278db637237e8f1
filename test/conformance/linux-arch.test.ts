import { suite } from './linux-arch.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
