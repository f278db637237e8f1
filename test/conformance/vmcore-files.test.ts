import { describeSuite } from './suite.ts';
import { suite } from './vmcore-files.suite.ts';

describeSuite(suite);
