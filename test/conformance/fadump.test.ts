import { suite } from './fadump.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
