import { suites } from './collectors.suite.ts';
import { describeSuite } from './suite.ts';

for (const suite of suites) describeSuite(suite);
