/** `crashkernel=` on recorded machines: what the kernel said, which memory it took. */
import { CRASH_KERNEL } from '../../src/kernel/kdump/crash-places.ts';
import { reserveCrashKernel } from '../../src/kernel/kdump/reserve-crash-kernel.ts';
import { Memblock } from '../../src/kernel/mm/memblock.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { expectEqualText } from './compare.ts';
import type { Case, Suite } from './suite.ts';
import { hasVector, readJsonVector } from './vectors.ts';

interface Recording {
  readonly kernels: Readonly<
    Record<
      string,
      {
        readonly reserved: readonly string[];
        readonly cases: readonly {
          readonly word: string;
          readonly lines: readonly string[];
          readonly iomem: string | null;
          readonly size: number;
        }[];
        readonly levels: readonly { readonly word: string; readonly lines: readonly string[] }[];
      }
    >
  >;
}

const FILE = 'vmcore/crashkernel.json';
const BOUNCE_BYTES = 0x4000000;
/** The machine of the recordings: 512 MiB, the last 128 KiB the firmware's. */
const MEMORY = [
  { start: 0x1000, end: 0x9f000 },
  { start: 0x100000, end: 0x1ffe0000 },
];
/** The kernel image with its bss, and what lies below 1 MiB. */
const TAKEN = [
  { start: 0, end: 0x100000 },
  { start: 0x1000000, end: 0x4430000 },
];
const SMALLER_IMAGE = [TAKEN[0]!, { start: 0x1000000, end: 0x3c00000 }];

export const suite: Suite = {
  name: 'crashkernel=',
  cases(): Case[] {
    if (!hasVector(FILE)) return [];
    const { kernels } = readJsonVector<Recording>(FILE);
    return Object.entries(kernels).flatMap(([release, { reserved, cases, levels }]) => {
      const isNew = findKernel(release)!.version.patchlevel >= 8;
      const run = (word: string) => {
        const memblock = new Memblock(MEMORY);
        for (const range of isNew ? SMALLER_IMAGE : TAKEN) memblock.reserve(range, 'taken');
        for (const text of reserved) {
          const [, start, end] = /mem (0x\w+)-(0x\w+)/.exec(text)!;
          memblock.reserve({ start: Number(start), end: Number(end) + 1 }, 'taken');
        }
        const commandLine = `console=ttyS0 crashkernel=${word}`;
        return reserveCrashKernel({ commandLine, memory: MEMORY, memblock, isNew, bounceBytes: BOUNCE_BYTES });
      };
      const said = cases.map(({ word, lines, iomem, size }) => ({
        name: `${release} ${word}`,
        run: () => {
          const { range, lines: ours } = run(word);
          const place = range === null ? null : `${hex(range.start)}-${hex(range.end - 1)} : ${CRASH_KERNEL}`;
          const text = [...ours.map((line) => line.text), place, range === null ? 0 : range.end - range.start];
          expectEqualText(text.join('\n'), [...lines, iomem, size].join('\n'), word);
        },
      }));
      const graded = levels.map(({ word, lines }) => ({
        name: `${release} ${word}: levels`,
        run: () =>
          expectEqualText(
            run(word)
              .lines.map(({ level, text }) => `<${level}>${text}`)
              .join('\n'),
            lines.join('\n'),
            word,
          ),
      }));
      return [...said, ...graded];
    });
  },
};

const hex = (value: number) => value.toString(16).padStart(8, '0');
