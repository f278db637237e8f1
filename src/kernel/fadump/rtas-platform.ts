/**
 * The platform pseries: dumps through RTAS.
 *
 * Mirrors Linux v6.1 `arch/powerpc/platforms/pseries/rtas-fadump.c`; texts and structure are in `platform-dump.ts`.
 */
import { type DumpRegistration, encodeRegistration, readRegistration } from '../../formats/fadump-registration.ts';
import { type FdtNode, getProperty } from '../../formats/fdt-tree.ts';
import { readCells } from '../../formats/fdt-values.ts';
import { readRegisterSaveArea, savedCpuCount } from '../../formats/register-save-area.ts';
import { type DumpSizes, dumpCommands, type Rtas } from '../../hardware/rtas.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import type { AddressRange } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import { KERN_INFO } from '../printk/levels.ts';
import { cpuNotes, savedRegisters } from './crash-memory.ts';
import type { DumpPlatform } from './dump-platform.ts';
import { busyDelayMs, judgeDump, registerOutcome, registrationFor, sectionsOf } from './platform-dump.ts';
import { type FadumpGeneration, isOldFadump } from './reservation.ts';

/** The registration structure lies in the last page of the image, behind all that is known there. Composed. */
const STRUCTURE_BELOW_IMAGE_END = 0x1000;
/** More than the registers of the largest machine. */
const SAVE_AREA_BYTES_MAX = 0x1000000;

interface RtasPlatformInput {
  readonly generation: FadumpGeneration;
  readonly pageSizeBytes: number;
  readonly memory: readonly AddressRange[];
  readonly ram: PhysicalMemory;
  readonly rtas: Rtas;
  readonly image: AddressRange;
  readonly byteOrder: ByteOrder;
  /** `/rtas` of the device tree, with the token and what the firmware kept. */
  readonly node: FdtNode;
  readonly say: (level: number, text: string) => void;
  /** `mdelay`. */
  readonly wait: (milliseconds: number) => void;
}

/** Null where the firmware has no dump to offer. */
export function rtasPlatform(input: RtasPlatformInput): DumpPlatform | null {
  const { generation, pageSizeBytes, memory, ram, rtas, image, byteOrder, node, wait } = input;
  const token = propertyCells(node, 'ibm,configure-kernel-dump')[0];
  if (token === undefined) return null;
  const [, , cpuState = 0, , , hpte = 0] = propertyCells(node, 'ibm,configure-kernel-dump-sizes');
  const sizes: DumpSizes = { cpuState, hpte };
  const place = image.end - STRUCTURE_BELOW_IMAGE_END;
  const prefix = isOldFadump(generation) ? '' : 'rtas fadump: ';
  /** `ibm,configure-kernel-dump`, again and again while the firmware is busy. */
  const configure = (command: number, address: number, length: number): number => {
    for (;;) {
      const status = rtas.call(token, [command, address, length], 1);
      const delayMs = busyDelayMs(status);
      if (delayMs === 0) return status;
      wait(delayMs);
    }
  };
  const kept = getProperty(node, 'ibm,kernel-dump');
  const dump = kept === null ? null : readRegistration(kept);
  const found = dump !== null && sectionsOf(dump, 'cpuState').length > 0 ? dump : null;
  if (found !== null && prefix !== '') input.say(KERN_INFO, `${prefix}Firmware-assisted dump is active.`);
  return {
    prefix,
    sizes,
    limits: null,
    keepsParameters: true,
    found,
    areaStart: (active) => sectionsOf(active, 'cpuState')[0]!.destination,
    reserved: () => {},
    structure: (reservation, parameters) =>
      registrationFor(reservation, { sizes, generation, pageSizeBytes, parameters }),
    register(structure) {
      const bytes = encodeRegistration(structure);
      ram.write(place, bytes, ram.writer('kernel/fadump'));
      return registerOutcome(configure(dumpCommands.register, place, bytes.length), generation);
    },
    unregister() {
      const status = configure(dumpCommands.unregister, place, 0);
      return status === 0 ? null : `rtas fadump: Failed to un-register - unexpected error(${status}).`;
    },
    invalidate() {
      const status = configure(dumpCommands.invalidate, 0, 0);
      return status === 0 ? null : `rtas fadump: Failed to invalidate - unexpected error (${status}).`;
    },
    cleanUp: () => {},
    judge: (active) => judgeDump(active, generation),
    cpus(active, info) {
      const area = saveArea(active, { ram, memory });
      const count = savedCpuCount(area);
      if (count === null) return `${prefix}Unable to read register save area.`;
      const notes = () => {
        const cpus = readRegisterSaveArea(area);
        return typeof cpus === 'string' ? `${prefix}Unable to read CPU state data` : cpuNotes(cpus, info, byteOrder);
      };
      return { count, notes };
    },
    cpuNumber: (cpu) => cpu,
    terminate: (_crashed, cpus) =>
      rtas.terminate(cpus.map((registers, cpu) => ({ cpu, registers: savedRegisters(registers) }))),
  };
}

/** Nothing where it does not lie in RAM. */
function saveArea(
  dump: DumpRegistration,
  { ram, memory }: { readonly ram: PhysicalMemory; readonly memory: readonly AddressRange[] },
): Uint8Array {
  const { destination, sourceBytes } = sectionsOf(dump, 'cpuState')[0]!;
  const bytes = Math.min(sourceBytes, SAVE_AREA_BYTES_MAX);
  const isInRam = memory.some(({ start, end }) => start <= destination && destination + bytes <= end);
  return isInRam ? ram.read(destination, bytes) : new Uint8Array(0);
}

function propertyCells(node: FdtNode, name: string): readonly number[] {
  const value = getProperty(node, name);
  return (value === null ? null : readCells(value)) ?? [];
}
