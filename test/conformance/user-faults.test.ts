import { describeSuite } from './suite.ts';
import { suite } from './user-faults.suite.ts';

describeSuite(suite);
