import { suite } from './rs-decodes.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
