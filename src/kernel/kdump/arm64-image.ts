/**
 * What is put into the reserved memory for a crash kernel on arm64: kernel, device tree, ELF core header.
 *
 * Mirrors kexec-tools 2.0.25 `arch/arm64` (kexec-arm64.c, crashdump-arm64.c) as recorded (`kexec -p -d`): the kernel at the bottom, the tree behind it, the core
 * header on the last page; purgatory, which follows the tree, is left out. Nothing is put aside: the crash kernel runs in its own memory alone. Its command
 * line stays as it was given; where the header lies, and which memory it has, stands in the tree's /chosen. No initial RAM disk.
 */
import { type ElfSegment, elfMachines, encodeElfCoreHead, PT_NOTE } from '../../formats/elf-core.ts';
import { serializeFdt } from '../../formats/fdt.ts';
import { type Fdt, findOrAddSubnode, getProperty, setProperty } from '../../formats/fdt-tree.ts';
import { numberCells, readU32, strings } from '../../formats/fdt-values.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import { ENOMEM } from '../../sim/errno.ts';
import { ELF_CORE_HEADER, USABLE_MEMORY_RANGE } from '../memblock/crash-kernel-memory.ts';
import type { BuiltCrashImage } from './crash-image.ts';

const PAGE = 4096;
/** The header's size is told in these. */
const KIB = 1024;
const COMMAND_LINE_MAX = 2048;

export interface Arm64ImageInput {
  readonly reserved: AddressRange;
  /** The second piece of the reserved memory, below 4 GiB; null: none. */
  readonly low: AddressRange | null;
  readonly kernel: Uint8Array;
  /** Bytes that the kernel needs where it runs. */
  readonly runBytes: number;
  readonly commandLine: string;
  readonly notes: readonly { readonly address: number; readonly sizeBytes: number }[];
  /** PT_LOADs of the dead kernel. */
  readonly loads: readonly ElfSegment[];
  /** As this kernel was given it; it is changed. */
  readonly deviceTree: Fdt;
}

/** -ENOMEM where the reserved memory is too small. */
export function buildArm64Image(input: Arm64ImageInput): BuiltCrashImage | number {
  const { reserved, low, kernel, runBytes, deviceTree } = input;
  const pages = (bytes: number) => Math.ceil(bytes / PAGE) * PAGE;
  const notes = input.notes.map(
    ({ address, sizeBytes }): ElfSegment => ({
      type: PT_NOTE,
      offset: address,
      virtual: 0n,
      physical: address,
      sizeBytes,
    }),
  );
  const head = encodeElfCoreHead({ byteOrder: 'little', ...elfMachines.arm64, segments: [...notes, ...input.loads] });
  const headBytes = Math.ceil(head.length / KIB) * KIB;
  const header = reserved.end - pages(headBytes);
  const tree = reserved.start + pages(Math.max(runBytes, kernel.length));
  const commandLine = input.commandLine.slice(0, COMMAND_LINE_MAX - 1);
  const chosen = findOrAddSubnode(deviceTree.root, 'chosen');
  const cellsOf = (name: string) => readU32(getProperty(deviceTree.root, name) ?? new Uint8Array()) ?? 1;
  const place = (start: number, sizeBytes: number) =>
    new Uint8Array([
      ...numberCells(BigInt(start), cellsOf('#address-cells')),
      ...numberCells(BigInt(sizeBytes), cellsOf('#size-cells')),
    ]);
  setProperty(chosen, 'bootargs', strings(commandLine));
  setProperty(chosen, ELF_CORE_HEADER, place(header, headBytes));
  const usable = [...(low === null ? [] : [low]), reserved].map(({ start, end }) => [...place(start, end - start)]);
  setProperty(chosen, USABLE_MEMORY_RANGE, new Uint8Array(usable.flat()));
  const bytes = serializeFdt(deviceTree);
  if (tree + pages(bytes.length) > header) return -ENOMEM;
  return {
    image: { entry: reserved.start, bootParameters: tree, backup: null },
    commandLine,
    segments: [
      { address: reserved.start, bytes: kernel },
      { address: tree, bytes },
      { address: header, bytes: head },
    ],
  };
}
