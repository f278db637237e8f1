/**
 * What is put into the reserved memory for a crash kernel on POWER: kernel, room for the first 64 KiB, ELF core header, device tree.
 *
 * Mirrors kexec-tools 2.0.25 `arch/ppc64` (kexec-elf-ppc64.c, crashdump-ppc64.c, fs2dt.c) as recorded (`kexec -p -d`): from the bottom up kernel, backup, core header
 * and purgatory (here without its code), each on 64 KiB; the tree at the top, below the firmware's RTAS where that is in the way. The tree tells the crash kernel
 * which memory it may use and what of it belongs to the dead one. No initial RAM disk.
 */
import { type ElfSegment, elfMachines, encodeElfCoreHead, PT_NOTE } from '../../formats/elf-core.ts';
import { serializeFdt } from '../../formats/fdt.ts';
import { type Fdt, findOrAddSubnode, setProperty } from '../../formats/fdt-tree.ts';
import { numberCells, strings } from '../../formats/fdt-values.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import { type AddressRange, subtract } from '../../memory/memory-map.ts';
import { ENOMEM } from '../../sim/errno.ts';
import type { BuiltCrashImage } from './crash-image.ts';

const KIB = 1024;
const PAGE = 0x10000;
/** What the kernel overwrites at address 0, and so is put aside. */
const BACKUP_BYTES = 0x10000;
const COMMAND_LINE_MAX = 2048;
/** SLOF and prom_init put RTAS on the last page below this, or below the end of memory. */
const RTAS_LIMIT = 768 * 2 ** 20;
const PT_LOAD = 1;
const LINEAR_MAP = 0xc000000000000000n;

export interface PowerpcImageInput {
  readonly reserved: AddressRange;
  /** All memory of this kernel. */
  readonly memory: readonly AddressRange[];
  readonly kernel: Uint8Array;
  /** Bytes that the kernel needs where it runs. */
  readonly runBytes: number;
  /** Without elfcorehdr=. */
  readonly commandLine: string;
  readonly notes: readonly { readonly address: number; readonly sizeBytes: number }[];
  /** As this kernel was given it; it is changed. */
  readonly deviceTree: Fdt;
  readonly byteOrder: ByteOrder;
}

/** -ENOMEM where the reserved memory is too small. */
export function buildPowerpcImage(input: PowerpcImageInput): BuiltCrashImage | number {
  const { reserved, memory, kernel, runBytes, deviceTree, byteOrder } = input;
  const pages = (bytes: number) => Math.ceil(bytes / PAGE) * PAGE;
  const entry = reserved.start;
  const backup = entry + pages(Math.max(runBytes, kernel.length));
  const header = backup + BACKUP_BYTES;
  const purgatory = header + PAGE;
  const ramEnd = memory.at(-1)?.end ?? 0;
  const rtas = { start: Math.min(ramEnd, RTAS_LIMIT) - PAGE, end: Math.min(ramEnd, RTAS_LIMIT) };
  const isInside = rtas.start >= reserved.start && rtas.end <= reserved.end;
  const tree = (isInside ? Math.min(rtas.start, reserved.end) : reserved.end) - PAGE;
  if (tree < purgatory + PAGE) return -ENOMEM;
  const segments = [
    ...input.notes.map(
      ({ address, sizeBytes }): ElfSegment => ({
        type: PT_NOTE,
        offset: address,
        virtual: 0n,
        physical: address,
        sizeBytes,
      }),
    ),
    ...loads(memory, reserved, backup, isInside ? rtas : null),
  ];
  // kexec-tools does not say which ABI it is.
  const head = encodeElfCoreHead({ byteOrder, machine: elfMachines.ppc64le.machine, flags: 0, segments });
  // The real one leaves a blank behind its word.
  const commandLine = `${input.commandLine} elfcorehdr=${header / KIB}K `.slice(0, COMMAND_LINE_MAX - 1);
  const taken = [
    { start: BACKUP_BYTES, end: reserved.start },
    { start: backup, end: purgatory },
    { start: tree, end: tree + PAGE },
  ];
  tell(deviceTree, commandLine, reserved.end, taken);
  const bytes = serializeFdt(deviceTree);
  if (head.length > PAGE || bytes.length > PAGE) return -ENOMEM;
  return {
    image: { entry, bootParameters: tree, backup: { from: { start: 0, end: BACKUP_BYTES }, to: backup } },
    commandLine,
    segments: [
      { address: entry, bytes: kernel },
      { address: header, bytes: head },
      { address: tree, bytes },
    ],
  };
}

/** The dead kernel's memory: its first 64 KiB from where they are put aside, all else but the crash kernel's own; RTAS last. */
function loads(
  memory: readonly AddressRange[],
  reserved: AddressRange,
  backup: number,
  rtas: AddressRange | null,
): ElfSegment[] {
  const load = ({ start, end }: AddressRange, offset = start): ElfSegment => ({
    type: PT_LOAD,
    offset,
    virtual: LINEAR_MAP + BigInt(start),
    physical: start,
    sizeBytes: end - start,
  });
  const first = { start: 0, end: BACKUP_BYTES };
  const rest = subtract(memory, [first, reserved]);
  return [load(first, backup), ...rest.map((range) => load(range)), ...(rtas === null ? [] : [load(rtas)])];
}

function tell(tree: Fdt, commandLine: string, end: number, taken: readonly AddressRange[]): void {
  setProperty(findOrAddSubnode(tree.root, 'chosen'), 'bootargs', strings(commandLine));
  const memory =
    tree.root.children.find(({ name }) => /^memory(?:@|$)/.test(name)) ?? findOrAddSubnode(tree.root, 'memory@0');
  setProperty(memory, USABLE_MEMORY, new Uint8Array([...numberCells(0n, 2), ...numberCells(BigInt(end), 2)]));
  for (const { start, end: to } of taken) tree.reservations.push({ address: BigInt(start), size: BigInt(to - start) });
}

/** Of a memory node: addresses and sizes of 64 bits. */
export const USABLE_MEMORY = 'linux,usable-memory';
