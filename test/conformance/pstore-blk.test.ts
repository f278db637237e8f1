import { suite } from './pstore-blk.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
