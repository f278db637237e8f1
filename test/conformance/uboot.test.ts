import { describeSuite } from './suite.ts';
import { suites } from './uboot.suite.ts';

for (const suite of suites) describeSuite(suite);
