/**
 * The vmlinux that belongs to a core: an ELF file with the symbols and types of the kernel that died, for crash and gdb.
 *
 * A real one has the kernel's code beside; here sections are empty but for the version string, and a debugger reads code and data from the core.
 * Addresses are those of the linker: a kernel that KASLR moved is found by VMCOREINFO.
 */

import { parseCType } from '../formats/c-types.ts';
import { encodeDwarf } from '../formats/dwarf.ts';
import { type ElfSection, type ElfSymbol, encodeElfExecutable } from '../formats/elf-executable.ts';
import type { CoreCompanion } from '../kernel/vmcore/core-structures.ts';
import type { KernelIdentity } from '../kernel/vmcore/kernel-core.ts';
import type { PlacedKernel } from '../kernel/vmcore/placed-kernel.ts';
import { HZ } from '../kernel/vmcore/state/kernel-state.ts';
import { unwindTableEnds } from '../kernel/vmcore/state/unwind-table.ts';
import { latin1Bytes } from '../sim/bytes.ts';

const EMPTY = new Uint8Array(64);
const START_KERNEL_MAP = 0xffffffff80000000n;

/** What goes into the file; addresses as linked. */
interface VmlinuxParts extends PlacedKernel {
  /** By `write_expire`, a constant of the deadline scheduler, crash learns it; null: it is not told. */
  readonly hz: number | null;
  readonly physical: (virtual: bigint) => bigint;
}

/** Null where the kernel's structures are not known. */
export function vmlinuxFile(kernel: KernelIdentity): Uint8Array | null {
  const { companion, placed } = kernel;
  if (companion !== null) return encodeVmlinux(kernel, knownState(companion));
  // arm64's linker script gives no load addresses of their own.
  return placed === null ? null : encodeVmlinux(kernel, { ...placed, hz: null, physical: (virtual) => virtual });
}

function knownState({ layout, banner }: CoreCompanion): VmlinuxParts {
  const { symbols, types, frames } = layout;
  const ends = unwindTableEnds(frames, (place) => symbols.place(place));
  const marks = new Map(symbols.marks);
  const after = (name: string, bytes: number) => symbols.variable(name).address + BigInt(bytes);
  marks.set('__stop_orc_unwind_ip', after('__start_orc_unwind_ip', ends.addresses));
  marks.set('__stop_orc_unwind', after('__start_orc_unwind', ends.entries));
  // crash looks for KASLR only in a kernel that has this name; since 6.10 no kernel has, and crash 8.0.2 does not know of that.
  marks.set('module_load_offset', marks.get('_sdata')!);
  return {
    types,
    variables: [...symbols.variables.values()],
    marks,
    functions: [...symbols.functions.values()],
    banner,
    hz: HZ,
    physical: (virtual) => virtual - START_KERNEL_MAP,
  };
}

function encodeVmlinux({ byteOrder, machine, flags, release }: KernelIdentity, parts: VmlinuxParts): Uint8Array {
  const { types, variables, marks, functions, banner, hz, physical } = parts;
  const mark = (name: string) => marks.get(name)!;
  const length = (from: string, to: string) => Number(mark(to) - mark(from));
  const bannerAt = variables.find(({ name }) => name === 'linux_banner')!.address;
  const sections: ElfSection[] = [
    // Without contents in these two crash takes the file for one of debug information alone.
    { name: '.text', address: mark('_text'), contents: EMPTY, access: 'execute' },
    {
      name: '.text.rest',
      address: mark('_text') + BigInt(EMPTY.length),
      contents: length('_text', '_etext') - EMPTY.length,
      access: 'execute',
    },
    { name: '.rodata', address: bannerAt, contents: latin1Bytes(`${banner}\n\0`), access: 'read' },
    { name: '.data', address: mark('_sdata'), contents: EMPTY, access: 'write' },
    { name: '.data..percpu', address: mark('__per_cpu_start'), contents: EMPTY, access: 'write' },
    {
      name: '.init.text',
      address: mark('_sinittext'),
      contents: length('_sinittext', '_einittext'),
      access: 'execute',
    },
    { name: '.bss', address: mark('__bss_start'), contents: length('__bss_start', '_end'), access: 'write' },
  ];
  const dwarf = encodeDwarf({
    byteOrder,
    name: `linux-${release}`,
    types,
    variables: [
      ...variables.map(({ name, type, address }) => ({ name, type, at: { address } })),
      ...(hz === null ? [] : [{ name: 'write_expire', type: 'i32', at: { constant: 5 * hz } }]),
    ],
    code: { start: mark('_text'), sizeBytes: length('_text', '_etext') },
  });
  const table: ElfSymbol[] = [
    ...[...marks].map(([name, value]) => ({
      name,
      value,
      sizeBytes: 0,
      type: 'notype' as const,
      section: sectionOfMark(name),
    })),
    ...functions.map(({ name, address, sizeBytes }) => ({
      name,
      value: address,
      sizeBytes,
      type: 'function' as const,
      // gdb names no address by a symbol whose section is elsewhere.
      section: sections.findLast(
        (section) => section.address !== null && section.address <= address && section.access === 'execute',
      )!.name,
    })),
    ...variables.map(({ name, address, type, isPerCpu }) => ({
      name,
      value: address,
      sizeBytes: types.bytes(parseCType(type)),
      type: 'object' as const,
      section: isPerCpu ? '.data..percpu' : '.data',
    })),
  ];
  return encodeElfExecutable({
    byteOrder,
    machine,
    flags,
    entry: mark('_text'),
    sections: [
      ...sections,
      { name: '.debug_abbrev', address: null, contents: dwarf.abbreviations, access: 'read' },
      { name: '.debug_info', address: null, contents: dwarf.info, access: 'read' },
    ],
    symbols: table.sort((a, b) => (a.value < b.value ? -1 : 1)),
    physical,
  });
}

function sectionOfMark(name: string): string {
  if (name.startsWith('__per_cpu')) return '.data..percpu';
  return name.endsWith('text') ? '.text' : '.data';
}
