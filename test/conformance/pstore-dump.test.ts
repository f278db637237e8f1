import { suite } from './pstore-dump.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
