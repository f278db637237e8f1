import { describeSuite } from './suite.ts';
import { suites } from './uboot-disk.suite.ts';

for (const suite of suites) describeSuite(suite);
