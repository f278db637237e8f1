import { suite } from './console.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
