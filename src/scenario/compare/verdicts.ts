/** What each mechanism has saved when its cell has run, and why it is not more: from bytes that can be read, and from what happened. */
import { explainRun } from '../../inspect/explain/explain-run.ts';
import type { RunWitness } from '../../inspect/explain/run-witness.ts';
import type { JudgedRecord, RecordClass } from '../../inspect/record-classes.ts';
import type { RunResult } from '../runner.ts';
import { withoutCr } from '../session.ts';
import type { SavedThing, Verdict } from './cell-result.ts';
import type { CellWitness } from './cell-witness.ts';
import type { MechanismName } from './mechanisms.ts';
import { measureVmcore } from './vmcore-measure.ts';

/** A cell that has run. */
export interface Evidence {
  readonly witness: CellWitness;
  /** Of ramoops. */
  readonly records: RunWitness | null;
  readonly result: RunResult;
  /** The device of phram just before the disaster. */
  readonly before: Uint8Array;
  /** RAM that was not set aside. */
  readonly usedBytes: number;
  /** What was printed while the mechanism was armed: the first line. */
  readonly armed: string;
}

const verdicts: Readonly<Record<MechanismName, (evidence: Evidence) => Verdict>> = {
  ramoops: ramoopsVerdict,
  phram: phramVerdict,
  kdump: kdumpVerdict,
  fadump: fadumpVerdict,
  kmemdump: kmemdumpVerdict,
};

export function verdictOf(mechanism: MechanismName, evidence: Evidence): Verdict {
  return verdicts[mechanism](evidence);
}

const TRUE_CLASSES: readonly RecordClass[] = ['clean', 'corrected', 'truncated'];
const frontEnds = { dmesg: 'log', console: 'console', ftrace: 'ftrace', pmsg: 'pmsg' } as const;

function ramoopsVerdict({ witness, result, records }: Evidence): Verdict {
  const found = (result.records.at(-1)?.records ?? []).filter((record) => record.class !== 'lost');
  const saved = Object.entries(frontEnds).flatMap(([frontEnd, what]): SavedThing[] => {
    const own = found.filter(({ name }) => name.startsWith(frontEnd));
    if (own.length === 0) return [];
    const bytes = own.reduce((sum, record) => sum + record.bytes, 0);
    return [{ what, bytes, pieces: own.length, damage: damageOf(own) }];
  });
  if (records === null || saved.some(({ what }) => what === 'log')) return { saved, why: null };
  if (saved.length === 0 && witness.lostRam) return { saved, why: lossOf(witness) };
  const { broken, links } = explainRun(records);
  if (broken === 'untouched') return { saved, why: lossOf(witness) };
  return { saved, why: links.find(({ name }) => name === broken)?.finding ?? null };
}

function damageOf(records: readonly JudgedRecord[]): string | null {
  return records.find((record) => !TRUE_CLASSES.includes(record.class))?.class ?? null;
}

/** Blocks of the copy that are compared as a whole: single bytes agree by chance. */
const BLOCK_BYTES = 64;

function phramVerdict({ witness, before, armed }: Evidence): Verdict {
  const written = before.subarray(0, before.findLastIndex((byte) => byte !== 0) + 1);
  if (written.length === 0) return { saved: [], why: `nothing was put aside: ${armed}` };
  const after = witness.machine.kernelRead('/dev/mtd0');
  if (typeof after === 'number') return { saved: [], why: 'the next kernel has no device there' };
  let bytes = 0;
  for (let at = 0; at < written.length; at += BLOCK_BYTES) {
    const block = written.subarray(at, at + BLOCK_BYTES);
    if (block.every((byte, index) => after[at + index] === byte)) bytes += block.length;
  }
  const wrong = written.length - bytes;
  if (wrong === 0) return { saved: [{ what: 'copy', bytes, pieces: 1, damage: null }], why: COPY_ENDS };
  if (bytes === 0) return { saved: [], why: lossOf(witness) };
  const damage = `${wrong} of its ${written.length} bytes are others now, and nothing marks them: ${lossOf(witness)}`;
  return { saved: [{ what: 'copy', bytes, pieces: 1, damage }], why: COPY_ENDS };
}

const COPY_ENDS = 'copied before the crash, of which it has nothing';

function lossOf({ lostRam, reset }: CellWitness): string {
  if (!lostRam) return 'the boot loader stored over it on the way up';
  return reset === 'power-loss' || reset === null
    ? 'RAM forgets without power'
    : `RAM did not outlive the ${reset} reset`;
}

function kdumpVerdict({ witness, armed, usedBytes }: Evidence): Verdict {
  const { vmcore, dead, panic } = witness;
  if (vmcore !== null && dead !== null) return { saved: [measureVmcore(vmcore, dead, usedBytes)], why: null };
  if (armed !== '') return { saved: [], why: `no crash kernel was loaded: ${armed}` };
  const end = panic === null ? endOf(witness) : 'the panic does not get so far';
  return { saved: [], why: `nobody jumps into the crash kernel: ${end}` };
}

function fadumpVerdict({ witness, result, armed, usedBytes }: Evidence): Verdict {
  const { vmcore, dead, panic } = witness;
  if (vmcore !== null && dead !== null) return { saved: [measureVmcore(vmcore, dead, usedBytes)], why: null };
  const lines = withoutCr(result.console).split('\n');
  const told = (pattern: RegExp) => lines.findLast((line) => pattern.test(line))?.replace(/^\[[^\]]*\] /, '');
  if (armed !== '1')
    return { saved: [], why: `nothing is registered with the firmware: “${told(/fadump: .*not/) ?? armed}”` };
  if (panic === null) return { saved: [], why: `nobody asks the firmware for a dump: ${endOf(witness)}` };
  const said = told(/fadump: .*(not valid|[Ff]ailed|[Ee]rror|not found)/);
  return { saved: [], why: `${lossOf(witness)}${said === undefined ? '' : `; the next kernel says “${said}”`}` };
}

function kmemdumpVerdict({ witness, armed }: Evidence): Verdict {
  const { machine, atReset } = witness;
  const sessions = machine.firmwareDevices.download?.sessions ?? [];
  const session = sessions.find(({ regions }) => regions.length > 0) ?? sessions[0];
  if (session !== undefined && session.regions.length > 0 && atReset !== null) {
    const { regions } = session;
    const wrong = regions.filter(({ address, bytes }) => !isEqual(atReset.read(address, bytes.length), bytes)).length;
    const bytes = regions.reduce((sum, { length }) => sum + length, 0);
    const damage = wrong === 0 ? null : `${wrong} of ${regions.length} regions are not what RAM held at the reset`;
    return { saved: [{ what: 'regions', bytes, pieces: regions.length, damage }], why: null };
  }
  if (machine.firmwareDevices.download === null)
    return { saved: [], why: 'regions are listed, and no firmware reads the list' };
  if (armed === '') return { saved: [], why: 'download mode was not asked for' };
  const skipped = session?.skipped.map(({ what, why }) => `${what}: ${why}`).join('; ') ?? '';
  return {
    saved: [],
    why: skipped === '' ? lossOf(witness) : `${lossOf(witness)}; the firmware leaves out ${skipped}`,
  };
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** How a machine ended that never panicked. */
function endOf({ hang, lostRam }: CellWitness): string {
  if (hang !== null) return 'the CPUs stopped without a panic';
  return lostRam ? 'the power went without a panic' : 'there was no panic';
}
