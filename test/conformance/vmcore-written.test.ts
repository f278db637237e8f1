import { describeSuite } from './suite.ts';
import { suite } from './vmcore-written.suite.ts';

describeSuite(suite);
