import { describeSuite } from './suite.ts';
import { suite } from './vmcore-log.suite.ts';

describeSuite(suite);
