import { suites } from './deflate.suite.ts';
import { describeSuite } from './suite.ts';

for (const suite of suites) describeSuite(suite);
