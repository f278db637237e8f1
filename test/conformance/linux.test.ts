import { suite } from './linux.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
