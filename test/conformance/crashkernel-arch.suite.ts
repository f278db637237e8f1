/** `crashkernel=` on recorded machines of POWER and arm64: what the kernel said, which memory it took. */

import { parseCommandLine } from '../../src/kernel/cmdline.ts';
import { reservePowerpcCrashKernel } from '../../src/kernel/kdump/reserve-powerpc.ts';
import { memoryLimit } from '../../src/kernel/memblock/memory-layout.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { expectEqualText } from './compare.ts';
import type { Case, Suite } from './suite.ts';
import { hasVector, readJsonVector } from './vectors.ts';

interface RecordedCase {
  readonly word: string;
  readonly lines: readonly string[];
  readonly iomem: string | null;
  readonly size: number;
  readonly base?: number | null;
}

const FILE = 'vmcore/crashkernel-arch.json';
/** The partition of the recordings, and where its kernel's image ends. */
const PARTITION_END = 2 ** 30;
const POWERPC_IMAGE = { start: 0, end: 0x2880000 };

export const suite: Suite = {
  name: 'crashkernel= on POWER and arm64',
  cases(): Case[] {
    if (!hasVector(FILE)) return [];
    const { kernels } = readJsonVector<{
      readonly kernels: Readonly<Record<string, { readonly cases: readonly RecordedCase[] }>>;
    }>(FILE);
    return Object.entries(kernels).flatMap(([release, { cases }]) => {
      const { architecture } = findKernel(release)!;
      if (architecture !== 'ppc64le') return [];
      return cases.map((one) => ({ name: `${release} ${one.word}`, run: () => powerpc(one) }));
    });
  },
};

function powerpc({ word, lines, size, base }: RecordedCase): void {
  const text = `console=hvc0 crashkernel=${word}`;
  const end = memoryLimit(parseCommandLine(text)) ?? PARTITION_END;
  const { range, lines: said } = reservePowerpcCrashKernel({
    commandLine: text,
    memory: [{ start: 0, end }],
    image: POWERPC_IMAGE,
    isBareMetal: false,
  });
  const ours = [...said.map((line) => `<${line.level}>${line.text}`), range?.start ?? null];
  const bytes = range === null ? 0 : range.end - range.start;
  expectEqualText([...ours, bytes].join('\n'), [...lines, base ?? null, size].join('\n'), word);
}
