/**
 * How a kernel on pseries talks with the firmware about dumps: the registration structure, RTAS calls with what is said of their status,
 * the check of a dump, and debugfs' view of it.
 *
 * Mirrors Linux v6.1 `arch/powerpc/platforms/pseries/rtas-fadump.c`, `rtas_busy_delay_time`, and v3.4 `arch/powerpc/kernel/fadump.c` for the old
 * texts. Left out: that the newest kernels give up when the firmware is busy for a minute.
 */
import {
  DUMP_FORMAT_VERSION,
  type DumpRegistration,
  dumpSections,
  dumpStatus,
  type RegisteredSection,
} from '../../formats/fadump-registration.ts';
import { type DumpSizes, rtasStatus } from '../../hardware/rtas.ts';
import { hex } from '../../sim/bytes.ts';
import { EEXIST, EINVAL, EIO } from '../../sim/errno.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';
import type { DumpJudgement, RegisterOutcome } from './dump-platform.ts';
import { PARAMETER_BYTES, type ParameterArea } from './parameter-area.ts';
import { type FadumpGeneration, type FadumpReservation, isNewFadump, isOldFadump } from './reservation.ts';

const REQUEST = 1;

/** What is registered for a reserved area, in the order in which it lies there. */
export function registrationFor(
  { area, bootRegions }: FadumpReservation,
  {
    sizes,
    generation,
    pageSizeBytes,
    parameters,
  }: {
    readonly sizes: DumpSizes;
    readonly generation: FadumpGeneration;
    readonly pageSizeBytes: number;
    /** Where the parameters for the next kernel lie; null: there are none. */
    readonly parameters: number | null;
  },
): DumpRegistration {
  let destination = area.start;
  const section = (type: number, source: number, sourceBytes: number): RegisteredSection => {
    const made = { requestFlag: REQUEST, type, errorFlags: 0, source, sourceBytes, dumpedBytes: 0, destination };
    destination += sourceBytes;
    return made;
  };
  const cpu = section(dumpSections.cpuState, 0, sizes.cpuState);
  const hpte = section(dumpSections.hpte, 0, sizes.hpte);
  if (!isOldFadump(generation)) destination = Math.ceil(destination / pageSizeBytes) * pageSizeBytes;
  const boot = bootRegions.map(({ start, end }) => section(dumpSections.realMode, start, end - start));
  const sections = [cpu, hpte, ...boot];
  if (parameters !== null) {
    destination = parameters;
    sections.push(section(dumpSections.parameters, parameters, PARAMETER_BYTES));
  }
  return { version: DUMP_FORMAT_VERSION, status: 0, sections };
}

export const sectionsOf = ({ sections }: DumpRegistration, wanted: keyof typeof dumpSections) =>
  sections.filter(({ type }) => type === dumpSections[wanted]);

/** RTAS_BUSY and RTAS_EXTENDED_DELAY_MIN … _MAX: how long to wait before the call is made again, in milliseconds; 0: it was carried out. */
export function busyDelayMs(status: number): number {
  if (status === -2) return 1;
  return status >= 9900 && status <= 9905 ? 10 ** (status - 9900) : 0;
}

/** What a status of `ibm,configure-kernel-dump`, command 1, comes to. */
export function registerOutcome(status: number, generation: FadumpGeneration): RegisterOutcome {
  const isOld = isOldFadump(generation);
  const failure = (reason: string, error: number): RegisterOutcome => {
    const text = isOld
      ? `Failed to register firmware-assisted kernel dump. ${reason}.`
      : `rtas fadump: Failed to register. ${reason}.`;
    return { isRegistered: false, error, message: { level: KERN_ERR, text } };
  };
  switch (status) {
    case rtasStatus.ok: {
      const text = isOld
        ? 'firmware-assisted kernel dump registration is successful'
        : 'rtas fadump: Registration is successful!';
      return { isRegistered: true, error: 0, message: { level: KERN_INFO, text } };
    }
    case rtasStatus.hardware:
      return failure('Hardware Error(-1)', -EIO);
    case rtasStatus.parameter:
      return failure('Parameter Error(-3)', -EINVAL);
    case rtasStatus.registered: {
      // Two blanks stand in the old text.
      const text = isOld ? 'firmware-assisted kernel dump is already  registered.' : 'rtas fadump: Already registered!';
      return { isRegistered: true, error: -EEXIST, message: { level: KERN_ERR, text } };
    }
    default:
      if (isOld) return { isRegistered: false, error: 0, message: null };
      return failure(`Unknown Error(${status})`, -EIO);
  }
}

/** Whether a dump is good, as the kernel finds it; since 6.10 section by section. */
export function judgeDump({ status, sections }: DumpRegistration, generation: FadumpGeneration): DumpJudgement {
  if (isNewFadump(generation)) return judgeSections(sections);
  const checked = sections.filter(({ type }) => type !== dumpSections.hpte);
  const bad = (what: string): DumpJudgement => ({
    isGood: false,
    lines: [{ level: KERN_ERR, text: `Dump taken by platform is ${what}` }],
  });
  if (status === dumpStatus.error || checked.some(({ errorFlags }) => errorFlags !== 0)) return bad('not valid');
  const isShort = ({ type, dumpedBytes, sourceBytes }: RegisteredSection) =>
    type === dumpSections.cpuState ? dumpedBytes === 0 : dumpedBytes !== sourceBytes;
  return checked.some(isShort) ? bad('incomplete') : { isGood: true, lines: [] };
}

const NEEDED: readonly number[] = [dumpSections.cpuState, dumpSections.hpte, dumpSections.realMode];

function judgeSections(sections: readonly RegisteredSection[]): DumpJudgement {
  const lines: { level: number; text: string }[] = [];
  const warn = (text: string) => lines.push({ level: KERN_WARNING, text });
  for (const [index, { type, errorFlags, dumpedBytes, sourceBytes, source, destination }] of sections.entries()) {
    const place = `type: ${type} src addr: ${narrow(source)} dest addr: ${narrow(destination)}`;
    const faults = [...(errorFlags === 0 ? [] : ['not valid']), ...(dumpedBytes === sourceBytes ? [] : ['incomplete'])];
    if (NEEDED.includes(type)) {
      for (const fault of faults) {
        lines.push({ level: KERN_ERR, text: `Dump taken by platform is ${fault} (${index})` });
      }
      if (faults.length === 0) continue;
      warn(`Region ${place}`);
      return { isGood: false, lines };
    }
    if (type !== dumpSections.parameters) warn(`Unknown region found: ${place}`);
    else if (faults.length > 0) warn('Failed to process additional parameters! Proceeding anyway..');
  }
  return { isGood: true, lines };
}

const wide = (value: number) => `0x${hex(value, 14)}`;
const narrow = (value: number) => `0x${hex(value)}`;

export interface RegionView {
  readonly registration: DumpRegistration;
  readonly generation: FadumpGeneration;
  /** Of a dump that is there: from where on memory is kept; else null. */
  readonly keptFrom: number | null;
  /** For the next kernel's command line; null: there is none. */
  readonly parameters: ParameterArea | null;
}

/** `powerpc/fadump_region` of debugfs. */
export function regionText({ registration, generation, keptFrom, parameters }: RegionView): string {
  const isOld = isOldFadump(generation);
  const line = (title: string, start: number, bytes: number, dumped: number) =>
    `${title}[${wide(start)}-${wide(start + bytes - 1)}] ${narrow(bytes)} bytes, Dumped: ${narrow(dumped)}\n`;
  const ofSection = (title: string, { destination, sourceBytes, dumpedBytes }: RegisteredSection) =>
    line(title, destination, sourceBytes, dumpedBytes);
  const [cpu] = sectionsOf(registration, 'cpuState');
  const [hpte] = sectionsOf(registration, 'hpte');
  let text = '';
  if (cpu !== undefined) text += ofSection(isOld ? 'CPU : ' : 'CPU :', cpu);
  if (hpte !== undefined) text += ofSection(isOld ? 'HPTE: ' : 'HPTE:', hpte);
  for (const boot of sectionsOf(registration, 'realMode')) {
    if (isOld) text += ofSection('DUMP: ', boot);
    else {
      const { source, destination, sourceBytes, dumpedBytes } = boot;
      text += `DUMP: Src: ${wide(source)}, Dest: ${wide(destination)}, Size: ${narrow(sourceBytes)}, Dumped: ${narrow(dumpedBytes)} bytes\n`;
    }
  }
  if (parameters !== null) {
    const { address, text: appended } = parameters;
    text += `\n[${wide(address)}-${wide(address + PARAMETER_BYTES - 1)}]: cmdline append: '${appended}'\n`;
  }
  if (keptFrom === null) return text;
  if (!isOld) return `${text}\nMemory above ${wide(keptFrom)} is reserved for saving crash dump\n`;
  const bytes = (cpu?.destination ?? keptFrom) - keptFrom;
  return bytes > 0 ? text + line('    : ', keptFrom, bytes, bytes) : text;
}
