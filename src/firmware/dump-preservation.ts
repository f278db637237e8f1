/**
 * Firmware-assisted dump, the firmware's part: it puts a dead kernel's boot memory, its CPUs and its hash page table where the kernel had
 * asked for, before anything is loaded over them, and says in the device tree what it did.
 *
 * Mirrors QEMU 10.2 `hw/ppc/spapr_fadump.c` (trigger_fadump_boot) and PAPR 7.4.9. A section that cannot be saved is marked, and the next
 * ones go on. Memory is copied by sharing its pages, so it costs what was touched. Composed: of a hash page table zeros are saved, for
 * the simulated kernel has none.
 */
import {
  type DumpRegistration,
  dumpErrors,
  dumpSections,
  dumpStatus,
  type RegisteredSection,
} from '../formats/fadump-registration.ts';
import { type Fdt, findOrAddSubnode, setProperty } from '../formats/fdt-tree.ts';
import { cells, u64 } from '../formats/fdt-values.ts';
import { encodeRegisterSaveArea, type SavedCpu } from '../formats/register-save-area.ts';
import { CONFIGURE_KERNEL_DUMP_TOKEN, type Rtas } from '../hardware/rtas.ts';
import type { AddressRange } from '../memory/memory-map.ts';
import { PAGE_SIZE, type PhysicalMemory } from '../memory/physical-memory.ts';
import type { FadumpFaults } from '../profiles/fadump.ts';

interface Preservation {
  readonly memory: PhysicalMemory;
  readonly ram: readonly AddressRange[];
  readonly cpus: readonly SavedCpu[];
  readonly faults?: FadumpFaults;
}

const faultOf: Readonly<Record<number, 'cpuState' | 'hpte' | 'realMode'>> = {
  [dumpSections.cpuState]: 'cpuState',
  [dumpSections.hpte]: 'hpte',
  [dumpSections.realMode]: 'realMode',
};

/** Saves what a kernel registered; the registration as the next kernel finds it. */
export function preserveDump(registration: DumpRegistration, preservation: Preservation): DumpRegistration {
  const { faults = {} } = preservation;
  const sections = registration.sections.map((section) => {
    const name = faultOf[section.type];
    const { errorFlags: planted = 0, dumpedBytes } = (name === undefined ? undefined : faults[name]) ?? {};
    const wanted = Math.min(section.sourceBytes, dumpedBytes ?? (planted === 0 ? section.sourceBytes : 0));
    const errorFlags = saveSection({ ...section, sourceBytes: wanted }, preservation) | planted;
    return { ...section, errorFlags, dumpedBytes: errorFlags === planted ? wanted : 0 };
  });
  return { ...registration, status: faults.status ?? dumpStatus.performed | dumpStatus.triggered, sections };
}

/** 0, or the section's error flags. */
function saveSection(section: RegisteredSection, { memory, ram, cpus }: Preservation): number {
  const { type, source, sourceBytes, destination } = section;
  const writer = memory.writer('firmware');
  const place = reach(ram, destination, sourceBytes);
  const isIntoNothing = place === 'outside' ? dumpErrors.badDestination : dumpErrors.destinationTooSmall;
  switch (type) {
    case dumpSections.cpuState:
      if (place !== 'inside') return isIntoNothing;
      memory.fill(destination, sourceBytes, 0, writer);
      memory.write(destination, encodeRegisterSaveArea(cpus, sourceBytes), writer);
      return 0;
    case dumpSections.hpte:
      if (place !== 'inside') return isIntoNothing;
      memory.fill(destination, sourceBytes, 0, writer);
      return 0;
    case dumpSections.realMode: {
      const from = reach(ram, source, sourceBytes);
      if (from !== 'inside') return from === 'outside' ? dumpErrors.badSource : dumpErrors.lengthExceedsSource;
      if (place !== 'inside') return isIntoNothing;
      copy(memory, section);
      return 0;
    }
    case dumpSections.parameters:
      // It lies where the next kernel looks for it.
      return reach(ram, source, sourceBytes) === 'inside' ? 0 : dumpErrors.badSource;
    default:
      return dumpErrors.badDataType;
  }
}

/** Whether a range lies in RAM, begins there, or does not even begin there. */
function reach(ram: readonly AddressRange[], address: number, length: number): 'inside' | 'cut off' | 'outside' {
  const bank = ram.find(({ start, end }) => address >= start && address < end);
  if (bank === undefined) return 'outside';
  return address + length <= bank.end ? 'inside' : 'cut off';
}

function copy(memory: PhysicalMemory, { source, sourceBytes, destination }: RegisteredSection): void {
  const writer = memory.writer('firmware');
  if ([source, sourceBytes, destination].every((value) => value % PAGE_SIZE === 0)) {
    memory.aliasRange(source, destination, sourceBytes, writer);
    return;
  }
  // The 2011 text's example ends on no page boundary. Pages of zeros cost nothing there.
  memory.fill(destination, sourceBytes, 0, writer);
  for (let at = 0; at < sourceBytes; at += PAGE_SIZE) {
    const page = memory.read(source + at, Math.min(PAGE_SIZE, sourceBytes - at));
    if (!isZero(page)) memory.write(destination + at, page, writer);
  }
}

/** A loop: a callback for each byte costs seconds in a dump. */
function isZero(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes[at] !== 0) return false;
  return true;
}

/** Tells the next kernel what the firmware can do, and what it saved. */
export function describeDump(tree: Fdt, rtas: Rtas): void {
  const node = findOrAddSubnode(tree.root, 'rtas');
  const { cpuState, hpte } = rtas.sizes;
  setProperty(node, 'ibm,configure-kernel-dump', cells(CONFIGURE_KERNEL_DUMP_TOKEN));
  const size = (type: number, bytes: number) => [...cells(type), ...u64(BigInt(bytes))];
  const sizes = [...size(dumpSections.cpuState, cpuState), ...size(dumpSections.hpte, hpte)];
  setProperty(node, 'ibm,configure-kernel-dump-sizes', Uint8Array.from(sizes));
  setProperty(node, 'ibm,configure-kernel-dump-version', Uint8Array.of(1, 0, 1, 0));
  setProperty(node, 'ibm,extended-os-term', new Uint8Array(0));
  const dump = rtas.kernelDump;
  if (dump !== null) setProperty(node, 'ibm,kernel-dump', dump);
  if (rtas.reservedRanges.length === 0) return;
  const ranges = rtas.reservedRanges.flatMap(({ start, end }) => [...u64(BigInt(start)), ...u64(BigInt(end - start))]);
  setProperty(tree.root, 'reserved-ranges', Uint8Array.from(ranges));
}
