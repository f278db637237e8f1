import { suite } from './linux-powernv.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
