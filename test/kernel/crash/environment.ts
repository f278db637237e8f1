/** A crash environment of the emulated PC (or of 32-bit ARM) for tests, and a printk that collects. */
import { parseCommandLine } from '../../../src/kernel/cmdline.ts';
import { drawAddressSpace } from '../../../src/kernel/crash/address-space.ts';
import type { CrashEnvironment } from '../../../src/kernel/crash/crash-environment.ts';
import { layOutMemory } from '../../../src/kernel/memblock/memory-layout.ts';
import { imx6q } from '../../../src/profiles/boards/imx6q.ts';
import { pc, pcFirmwareMap } from '../../../src/profiles/boards/pc.ts';
import { kernelText } from '../../../src/profiles/kernel-texts.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';
import { RandomStreams } from '../../../src/sim/random.ts';

export function environmentOf(kernelName: string, commandLineText = 'nokaslr', seed = 'test'): CrashEnvironment {
  const kernel = findKernel(kernelName)!;
  const text = kernelText(kernel.release)!;
  const board = kernel.architecture === 'arm' ? imx6q : pc;
  const commandLine = parseCommandLine(commandLineText);
  const memory = layOutMemory({
    architecture: kernel.architecture,
    commandLine,
    banks: board.ramBanks,
    firmwareMap: board === pc ? pcFirmwareMap : null,
    deviceTree: null,
    listsReservedMemory: text.reservedMemoryLines,
    kernelImage: board.kernelImage,
  });
  return {
    kernel,
    text,
    hardwareName: board.hardwareName,
    onlineCpus: board.cpus,
    addresses: drawAddressSpace(text.crash, commandLine, memory, new RandomStreams(seed).stream('kernel/addresses')),
    systemRam: memory.systemRam,
    taint: 0,
    oopsId: 0n,
    modules: [],
    lastUnloadedModule: null,
    kdumpLoaded: false,
    pageTableIsolation: false,
    memoryLimit: null,
    usesHashMmu: false,
    cpuId: kernel.architecture === 'arm' ? '412fc09a' : null,
  };
}

export interface CollectedLine {
  readonly level: number;
  readonly text: string;
}

export function collector(): {
  readonly lines: CollectedLine[];
  readonly printk: (level: number, text: string) => void;
} {
  const lines: CollectedLine[] = [];
  return { lines, printk: (level, text) => lines.push({ level, text }) };
}

export const shell = { comm: 'sh', pid: 89, uid: 0 };
