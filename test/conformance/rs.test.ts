import { suite } from './rs.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
