import { suite } from './efi-pstore.suite.ts';
import { describeSuite } from './suite.ts';

describeSuite(suite);
