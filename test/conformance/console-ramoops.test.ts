import { suite } from './console-ramoops.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
