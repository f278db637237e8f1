import { suite } from './arch-lkdtm.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
