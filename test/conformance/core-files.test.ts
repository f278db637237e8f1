import { suite } from './core-files.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
