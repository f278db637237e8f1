/** A crash environment of the emulated PC (or of 32-bit ARM) for tests, and a printk that collects. */
import { parseCommandLine } from '../../../src/kernel/cmdline.ts';
import { type AddressSpace, drawAddressSpace } from '../../../src/kernel/crash/address-space.ts';
import { codeWindows } from '../../../src/kernel/crash/code-bytes.ts';
import type { CrashEnvironment, VirtualBytes } from '../../../src/kernel/crash/crash-environment.ts';
import { layOutMemory } from '../../../src/kernel/memblock/memory-layout.ts';
import { imx6q } from '../../../src/profiles/boards/imx6q.ts';
import { pc, pcFirmwareMap } from '../../../src/profiles/boards/pc.ts';
import type { CrashText } from '../../../src/profiles/kernel-text.ts';
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
  const addresses = drawAddressSpace(
    text.crash,
    commandLine,
    memory,
    new RandomStreams(seed).stream('kernel/addresses'),
  );
  return {
    kernel,
    text,
    hardwareName: board.hardwareName,
    onlineCpus: board.cpus,
    addresses,
    systemRam: memory.systemRam,
    objectRam: memory.systemRam,
    stackRam: memory.systemRam,
    read: new CodeMemory(text.crash, addresses).read,
    taint: 0,
    oopsId: 0n,
    modules: [],
    lastUnloadedModule: null,
    kdumpLoaded: false,
    pageTableIsolation: false,
    memoryLimit: null,
    usesHashMmu: false,
    isBareMetal: false,
    cpuId: kernel.architecture === 'arm' ? '412fc09a' : null,
  };
}

/** Memory that holds the code a report can show, and what else was written to it. */
export class CodeMemory {
  readonly #bytes = new Map<bigint, number>();

  constructor(crash: CrashText, { text, modules }: AddressSpace) {
    for (const { module, offset, bytes } of codeWindows(crash)) {
      this.write({ address: BigInt(`0x${module === null ? text : modules}`) + BigInt(offset), bytes });
    }
  }

  write({ address, bytes }: VirtualBytes): void {
    for (const [index, byte] of bytes.entries()) this.#bytes.set(address + BigInt(index), byte);
  }

  readonly read = (address: bigint, length: number): Uint8Array | null => {
    const bytes = Array.from({ length }, (_, index) => this.#bytes.get(address + BigInt(index)));
    return bytes.includes(undefined) ? null : Uint8Array.from(bytes as number[]);
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
