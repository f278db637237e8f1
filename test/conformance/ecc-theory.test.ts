import { suite } from './ecc-theory.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
