/** `linux-arch/`: regions written by real Linux on arm64, armhf and ppc64le, read there and on x86-64. */
import { linuxCases } from './linux-cases.ts';
import type { Suite } from './suite.ts';

export const suite: Suite = {
  name: 'linux-arch',
  cases: () =>
    linuxCases('linux-arch', {
      // Its files lie in NVRAM.
      'ppcf61-fadump-on-nvram': { skips: ['files'] },
      // The reader oopsed while it loaded ramoops: nothing was read, and no line was kept.
      'ppcd61-hash-iomap-oops': { skips: ['messages', 'files'] },
    }),
};
