/** `crashkernel=` on recorded machines of POWER and arm64: what the kernel said, which memory it took. */

import { arm64EarlyMemory } from '../../src/kernel/boot/arm64-memory-text.ts';
import { parseCommandLine } from '../../src/kernel/cmdline.ts';
import { reserveArm64CrashKernel } from '../../src/kernel/kdump/reserve-arm64.ts';
import { reservePowerpcCrashKernel } from '../../src/kernel/kdump/reserve-powerpc.ts';
import { layOutMemory, memoryLimit } from '../../src/kernel/memblock/memory-layout.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { hex } from '../../src/sim/bytes.ts';
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
/** QEMU's `virt` with 512 MiB, and the kernel of 6.1 where it is loaded; that of 6.12 is longer, which decides nothing here. */
const VIRT_RAM = { start: 0x40000000, end: 0x60000000 };
const ARM64_IMAGE = { address: 0x40200000, sizeBytes: 0x2010000 };

export const suite: Suite = {
  name: 'crashkernel= on POWER and arm64',
  cases(): Case[] {
    if (!hasVector(FILE)) return [];
    const { kernels } = readJsonVector<{
      readonly kernels: Readonly<Record<string, { readonly cases: readonly RecordedCase[] }>>;
    }>(FILE);
    return Object.entries(kernels).flatMap(([release, { cases }]) => {
      const { architecture, version } = findKernel(release)!;
      const isNew = version.major > 6 || version.patchlevel >= 8;
      const run = architecture === 'ppc64le' ? powerpc : (one: RecordedCase) => arm64(one, isNew);
      return cases.map((one) => ({ name: `${release} ${one.word}`, run: () => run(one) }));
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

function arm64({ word, lines, size, iomem }: RecordedCase, isNew: boolean): void {
  const text = `console=ttyAMA0 nokaslr crashkernel=${word}`;
  const layout = layOutMemory({
    architecture: 'arm64',
    commandLine: parseCommandLine(text),
    banks: [VIRT_RAM],
    firmwareMap: null,
    deviceTree: null,
    listsReservedMemory: isNew,
    kernelImage: ARM64_IMAGE,
  });
  const { memblock } = arm64EarlyMemory(layout, { cpus: 1, totalPagesWithMap: isNew });
  const { range, lines: said } = reserveArm64CrashKernel(text, layout.memory, memblock, isNew);
  const shown = range === null ? null : `${hex(range.start, 8)}-${hex(range.end - 1, 8)} : Crash kernel`;
  const ours = [
    ...said.map((line) => `<${line.level}>${line.text}`),
    shown,
    range === null ? 0 : range.end - range.start,
  ];
  expectEqualText(ours.join('\n'), [...lines, iomem, size].join('\n'), word);
}
