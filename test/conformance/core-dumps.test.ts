import { suite } from './core-dumps.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
