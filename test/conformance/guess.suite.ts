/** `autopsy --guess` on the regions of `linux/` and `linux-arch/`, parameters withheld, in 16 MiB of noise. */
import { guessCases } from './guess-cases.ts';
import type { Suite } from './suite.ts';

export const suite: Suite = { name: 'guess', cases: () => [...guessCases('linux'), ...guessCases('linux-arch')] };
