/**
 * Which last words an explanation is about: whose they are, where they should lie, who looked for them and what that reader got.
 */

import type { RecordClass } from '../record-classes.ts';
import type { RecordReport } from '../record-ledger.ts';
import type { ReadZone } from '../region-reading.ts';
import type { BootFacts, RunFacts, UBootLook } from './facts.ts';

export const recordKinds = ['dmesg', 'console', 'ftrace', 'pmsg'] as const;
export type RecordKind = (typeof recordKinds)[number];

/** Who looked last. */
type Reader =
  | { readonly who: 'linux'; readonly boot: BootFacts; readonly report: RecordReport | null }
  | { readonly who: 'uboot'; readonly look: UBootLook; readonly report: RecordReport | null };

export interface Case {
  readonly facts: RunFacts;
  readonly kind: RecordKind;
  /** The boot whose last words they are. */
  readonly dead: BootFacts;
  /** The boots after it. */
  readonly later: readonly BootFacts[];
  /** Where the records should lie, by the layout of that boot. */
  readonly zones: readonly ReadZone[];
  /** What the reader got of each, by name; absent: nothing. */
  readonly classes: ReadonlyMap<string, RecordClass>;
  readonly reader: Reader | null;
  /** Somebody had all of them, as they were meant. */
  readonly wasFound: boolean;
}

const GOOD: readonly RecordClass[] = ['clean', 'corrected'];
/** Ends that a hung kernel comes to without a word. */
const SILENT_STATES = ['hung'];

/** About the last words of boot `number`, else of the last that had any; null where there was no such boot. */
export function caseOf(
  facts: RunFacts,
  reports: readonly RecordReport[],
  kind: RecordKind,
  number?: number,
): Case | null {
  const dead = number === undefined ? deadBoot(facts) : facts.boots.find((boot) => boot.number === number);
  if (dead === undefined) return null;
  const later = facts.boots.filter(({ number }) => number > dead.number);
  const zones = zonesOf(dead, kind);
  const since = dead.end?.timeNs ?? Number.POSITIVE_INFINITY;
  const after = reports.filter(({ timeNs }) => timeNs >= since);
  const reader = readerOf(facts, dead, later, after);
  // Each boot begins its other logs anew: what the second one finds is the log of the first.
  const isTheirs = kind === 'dmesg' || later.length <= 1;
  const last = new Map(isTheirs ? reader?.report?.records.map((record) => [record.name, record.class]) : []);
  const classes = new Map<string, RecordClass>();
  for (const { name } of zones) {
    const found = last.get(name) ?? (wasErased(later, name) ? bestOf(after, name) : undefined);
    if (found !== undefined) classes.set(name, found);
  }
  const wasFound = zones.length > 0 && zones.every(({ name }) => GOOD.includes(classes.get(name) ?? 'lost'));
  return { facts, kind, dead, later, zones, classes, reader, wasFound };
}

/** The last boot that panicked or oopsed; a later one that hung or that a watchdog ended counts as well; else the last that ended. */
function deadBoot({ boots }: RunFacts): BootFacts | undefined {
  return (
    boots.findLast(({ deaths, end }) => {
      return deaths.length > 0 || (end !== null && (end.cause === 'watchdog' || SILENT_STATES.includes(end.state)));
    }) ??
    boots.findLast(({ end }) => end !== null) ??
    boots.at(-1)
  );
}

/** Dumps fill the zones from the first on; ramoops begins anew at each boot. Of the others there is one a kind, or one a CPU. */
function zonesOf({ zones, stored }: BootFacts, kind: RecordKind): ReadZone[] {
  const own = zones.filter((zone) => zone.kind === kind);
  if (kind !== 'dmesg') return own;
  const dumps = stored.filter(({ frontEnd, result }) => frontEnd === 'dmesg' && result >= 0).length;
  return own.slice(0, dumps);
}

function readerOf(
  { looks }: RunFacts,
  dead: BootFacts,
  later: readonly BootFacts[],
  after: readonly RecordReport[],
): Reader | null {
  const look = looks.findLast(({ afterBoot }) => afterBoot >= dead.number && dead.end !== null);
  const boot = later.at(-1);
  if (look !== undefined && (boot === undefined || look.timeNs > boot.startNs)) {
    const report = after.findLast(({ reader, timeNs }) => reader === 'uboot' && timeNs >= look.timeNs) ?? null;
    return { who: 'uboot', look, report };
  }
  if (boot === undefined) return null;
  const report = after.findLast(({ reader, timeNs }) => reader === 'linux' && timeNs >= boot.startNs) ?? null;
  return { who: 'linux', boot, report };
}

/** `dmesg[3]` is the file dmesg-ramoops-3. */
function fileOf(name: string): { readonly frontEnd: string; readonly id: string } {
  const [, frontEnd = name, id = '0'] = /^(\w+)\[(\d+)\]$/.exec(name) ?? [];
  return { frontEnd, id };
}

function wasErased(later: readonly BootFacts[], name: string): boolean {
  const { frontEnd, id } = fileOf(name);
  return later.some(({ erased }) => erased.some((one) => one.frontEnd === frontEnd && one.id === Number(id)));
}

function bestOf(reports: readonly RecordReport[], name: string): RecordClass | undefined {
  const all = reports.flatMap(({ records }) => records.filter((record) => record.name === name));
  return (all.find((record) => GOOD.includes(record.class)) ?? all[0])?.class;
}
