import { suite } from './linux-arch-console.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
