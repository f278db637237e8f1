/** `linux/`: regions written and read by real Linux 6.1 and 6.12 on an emulated PC. */
import { linuxCases } from './linux-cases.ts';
import type { Suite } from './suite.ts';

export const suite: Suite = { name: 'linux', cases: () => linuxCases('linux', {}) };
