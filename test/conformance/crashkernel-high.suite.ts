/** `crashkernel=` on recorded machines with memory above 4 GiB: what the kernel said, both pieces of memory, the size that it tells. */
import { arm64EarlyMemory } from '../../src/kernel/boot/arm64-memory-text.ts';
import { parseCommandLine } from '../../src/kernel/cmdline.ts';
import { bounceBufferBytes, hasNewReservation } from '../../src/kernel/kdump/boot-reservation.ts';
import { reserveArm64CrashKernel } from '../../src/kernel/kdump/reserve-arm64.ts';
import { reserveCrashKernel } from '../../src/kernel/kdump/reserve-crash-kernel.ts';
import { layOutMemory } from '../../src/kernel/memblock/memory-layout.ts';
import { Memblock } from '../../src/kernel/mm/memblock.ts';
import type { AddressRange } from '../../src/memory/memory-map.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { hex } from '../../src/sim/bytes.ts';
import { expectEqualText } from './compare.ts';
import type { Case, Suite } from './suite.ts';
import { hasVector, readJsonVector } from './vectors.ts';

interface RecordedMachine {
  readonly gib: number;
  readonly memory: readonly string[];
  readonly reserved: readonly string[];
  readonly cases: readonly {
    readonly word: string;
    readonly lines: readonly string[];
    readonly iomem: readonly string[];
    readonly size: number;
  }[];
}

const FILE = 'vmcore/crashkernel-high.json';
/** What lies below 1 MiB, and the longer of the two kernels' images: nothing was put near. */
const X86_TAKEN = [
  { start: 0, end: 0x100000 },
  { start: 0x1000000, end: 0x4430000 },
];
const ARM64_IMAGE = { address: 0x40200000, sizeBytes: 0x2010000 };

export const suite: Suite = {
  name: 'crashkernel= above 4 GiB',
  cases(): Case[] {
    if (!hasVector(FILE)) return [];
    const { kernels } = readJsonVector<{ readonly kernels: Readonly<Record<string, readonly RecordedMachine[]>> }>(
      FILE,
    );
    return Object.entries(kernels).flatMap(([release, machines]) =>
      machines.flatMap((machine) =>
        machine.cases.map(({ word, lines, iomem, size }) => ({
          name: `${release} ${machine.gib} GiB ${word}`,
          run() {
            const profile = findKernel(release)!;
            const isNew = hasNewReservation(profile);
            const reserve = profile.architecture === 'arm64' ? arm64 : x86;
            const { range, low, lines: said } = reserve(machine, `quiet crashkernel=${word}`, isNew);
            const pieces = [low, range].filter((one) => one !== null);
            const told = isNew ? pieces : pieces.slice(-1);
            const ours = [
              ...said.map((line) => `<${line.level}>${line.text}`),
              ...pieces.map(({ start, end }) => `${hex(start, 8)}-${hex(end - 1, 8)} : Crash kernel`),
              told.reduce((sum, { start, end }) => sum + end - start, 0),
            ];
            expectEqualText(ours.join('\n'), [...lines, ...iomem, size].join('\n'), word);
          },
        })),
      ),
    );
  },
};

const rangeOf = (text: string): AddressRange => {
  const [, start, end] = /(?:0x)?([0-9a-f]+)-(?:0x)?([0-9a-f]+)\]?$/.exec(text)!;
  return { start: Number.parseInt(start!, 16), end: Number.parseInt(end!, 16) + 1 };
};

function x86(machine: RecordedMachine, commandLine: string, isNew: boolean) {
  const memory = machine.memory.map(rangeOf);
  const memblock = new Memblock(memory);
  for (const range of [...X86_TAKEN, ...machine.reserved.map(rangeOf)]) memblock.reserve(range, 'taken');
  const bounceBytes = bounceBufferBytes(parseCommandLine(commandLine));
  return reserveCrashKernel({ commandLine, memory, memblock, isNew, bounceBytes });
}

function arm64(machine: RecordedMachine, commandLine: string, isNew: boolean) {
  const layout = layOutMemory({
    architecture: 'arm64',
    commandLine: parseCommandLine(commandLine),
    banks: machine.memory.map(rangeOf),
    firmwareMap: null,
    deviceTree: null,
    listsReservedMemory: isNew,
    kernelImage: ARM64_IMAGE,
  });
  const { memblock } = arm64EarlyMemory(layout, { cpus: 1, totalPagesWithMap: isNew });
  return reserveArm64CrashKernel(commandLine, layout.memory, memblock, isNew);
}
