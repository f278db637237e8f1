import { suite } from './guess.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
