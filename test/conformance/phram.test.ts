import { suite } from './phram.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
