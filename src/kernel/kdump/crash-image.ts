/**
 * What is put into the reserved memory for a crash kernel: kernel, initial RAM disk, boot parameters, command line, ELF core header, room for low memory.
 *
 * Mirrors kexec-tools 2.0.25 `arch/x86_64` and `crashdump-x86.c` as recorded (`kexec -p -d`): from the top down the backup of the first 640 KiB, the core
 * header, purgatory (here: command line and boot parameters, of which only their place is composed), then the kernel on 2 MiB and right below it the initial RAM disk. The crash kernel's own memory
 * map is the first 640 KiB and the reserved memory below the header.
 */
import { type ElfSegment, elfMachines, encodeElfCoreHead } from '../../formats/elf-core.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import { ENOMEM } from '../../sim/errno.ts';
import { E820_TYPE_RAM, type E820Entry } from '../memblock/e820.ts';
import { BOOT_PARAMS_BYTES, bootParamsBytes } from './boot-params.ts';
import type { CrashImage, KexecSegment } from './kexec.ts';

const KIB = 1024;
const HEADER_BYTES = 0x4000;
const PURGATORY_BYTES = 0xf000;
const KERNEL_ALIGN = 0x200000;
/** What kexec-tools leaves at the very top of the reserved memory. */
const TOP_GAP = 0x400;
const RESERVED_TYPE = 2;
const PAGE = 4096;
/** COMMAND_LINE_SIZE. */
const COMMAND_LINE_MAX = 2048;

export interface CrashImageInput {
  readonly reserved: AddressRange;
  /** The second piece of the reserved memory, below 4 GiB; null: none. */
  readonly low: AddressRange | null;
  readonly firmwareMap: readonly E820Entry[];
  readonly kernel: Uint8Array;
  /** No bytes: none. */
  readonly initrd: Uint8Array;
  /** Bytes that the kernel needs where it runs. */
  readonly runBytes: number;
  /** Without elfcorehdr=. */
  readonly commandLine: string;
  /** PT_NOTEs of the CPUs and of VMCOREINFO, by their places in RAM. */
  readonly notes: readonly { readonly address: number; readonly sizeBytes: number }[];
  /** PT_LOADs of the dead kernel. */
  readonly loads: readonly ElfSegment[];
}

export interface BuiltCrashImage {
  readonly image: CrashImage;
  readonly segments: readonly KexecSegment[];
  readonly commandLine: string;
}

const down = (address: number, unit: number) => Math.floor(address / unit) * unit;

/** -ENOMEM where the reserved memory is too small. */
export function buildCrashImage(input: CrashImageInput): BuiltCrashImage | number {
  const { reserved, low: second, firmwareMap, kernel, initrd, runBytes } = input;
  const low = firmwareMap.find(({ start, type }) => start === 0 && type === E820_TYPE_RAM) ?? { start: 0, end: PAGE };
  const from = { start: PAGE, end: low.end };
  const backup = down(reserved.end - Math.ceil((from.end - from.start) / PAGE) * PAGE, PAGE);
  const header = backup - HEADER_BYTES;
  const purgatory = header - PURGATORY_BYTES;
  const entry = down(purgatory - Math.max(runBytes, kernel.length), KERNEL_ALIGN);
  const initrdAt = entry - Math.ceil(initrd.length / PAGE) * PAGE;
  if (initrdAt < reserved.start) return -ENOMEM;
  const commandLine = `${input.commandLine} elfcorehdr=${header / KIB}K`.slice(0, COMMAND_LINE_MAX - 1);
  const commandLineAddress = purgatory + BOOT_PARAMS_BYTES;
  const note = ({ address, sizeBytes }: CrashImageInput['notes'][number]): ElfSegment => ({
    type: 4,
    offset: address,
    virtual: 0n,
    physical: address,
    sizeBytes,
  });
  const moved = input.loads.map((load) => (load.offset === from.start ? { ...load, offset: backup } : load));
  const head = encodeElfCoreHead({
    byteOrder: 'little',
    ...elfMachines.x86_64,
    segments: [...input.notes.map(note), ...moved],
  });
  if (head.length > HEADER_BYTES) return -ENOMEM;
  const map: E820Entry[] = [
    { start: 0, end: PAGE, type: RESERVED_TYPE },
    { ...from, type: E820_TYPE_RAM },
    ...firmwareMap.filter(({ type, start }) => type !== E820_TYPE_RAM && start < 0x100000),
    ...(second === null ? [] : [{ ...second, type: E820_TYPE_RAM }]),
    { start: reserved.start, end: header, type: E820_TYPE_RAM },
    { start: reserved.end - TOP_GAP, end: reserved.end, type: E820_TYPE_RAM },
    ...firmwareMap.filter(({ type, start }) => type !== E820_TYPE_RAM && start >= 0x100000),
  ];
  const initrdPlace = initrd.length === 0 ? null : { start: initrdAt, end: initrdAt + initrd.length };
  const parameters = { map, commandLineAddress, initrd: initrdPlace };
  return {
    image: { entry, bootParameters: purgatory, backup: { from, to: backup } },
    commandLine,
    segments: [
      ...(initrd.length === 0 ? [] : [{ address: initrdAt, bytes: initrd }]),
      { address: entry, bytes: kernel },
      { address: purgatory, bytes: bootParamsBytes(parameters) },
      { address: commandLineAddress, bytes: latin1Bytes(`${commandLine}\0`) },
      { address: header, bytes: head },
    ],
  };
}
