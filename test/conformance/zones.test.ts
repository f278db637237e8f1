import { describeSuite } from './suite.ts';
import { suite } from './zones.suite.ts';

describeSuite(suite);
