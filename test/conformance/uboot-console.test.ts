import { describeSuite } from './suite.ts';
import { suite } from './uboot-console.suite.ts';

describeSuite(suite);
