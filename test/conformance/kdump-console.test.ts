import { suite } from './kdump-console.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
