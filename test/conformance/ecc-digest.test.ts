import { suite } from './ecc-digest.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
