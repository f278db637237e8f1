/**
 * Dumps that take one another's place: ramoops fills its zones from the first on at every boot, whatever is in them.
 *
 * So a record that nobody unlinks is lost with the next crash. Left out: logs other than dumps, which every boot begins anew.
 */
import { eventEvidence } from './evidence.ts';
import type { Evidence } from './explanation.ts';
import type { BootFacts } from './facts.ts';
import type { Case } from './run-case.ts';

interface Succession {
  /** The boot whose dump stood there before, and the one that dumped over it. */
  readonly before: BootFacts;
  readonly after: BootFacts;
  /** Of the zones, as `dmesg[0]`. */
  readonly names: readonly string[];
}

export const COLLECT_HINT =
  'let a service of the boot copy the files and unlink them: systemd-pstore, or a script; only an unlinked record makes room';

/** Who dumped over this record before anybody had unlinked it; null: nobody. */
export function successorOf({ dead, later, kind }: Case): Succession | null {
  if (kind !== 'dmesg') return null;
  for (const after of later) {
    const names = successionOf(dead, after, later);
    if (names.length > 0) return { before: dead, after, names };
  }
  return null;
}

/** Whose record this dump took the place of; null: nobody's. */
export function predecessorOf({ facts, dead, kind }: Case): Succession | null {
  if (kind !== 'dmesg') return null;
  for (const before of facts.boots.filter(({ number }) => number < dead.number).toReversed()) {
    const names = successionOf(before, dead, facts.boots);
    if (names.length > 0) return { before, after: dead, names };
  }
  return null;
}

/** The zones that both dumped into, with nobody between them who unlinked the record or dumped there. */
function successionOf(before: BootFacts, after: BootFacts, boots: readonly BootFacts[]): string[] {
  const between = boots.filter(({ number }) => number > before.number && number <= after.number);
  const zones = dumpZones(after);
  return dumpZones(before)
    .filter(({ address }, id) => {
      const wasTaken = between.some(({ erased, deaths }) =>
        erased.some((one) => one.frontEnd === 'dmesg' && one.id === id && one.timeNs < (deaths[0]?.timeNs ?? Infinity)),
      );
      const wasReplaced = between.some(
        (boot) => boot !== after && dumpZones(boot).some((zone) => zone.address === address),
      );
      return !wasTaken && !wasReplaced && zones.some((zone) => zone.address === address);
    })
    .map(({ name }) => name);
}

function dumpZones({ zones, stored }: BootFacts): BootFacts['zones'] {
  const dumps = stored.filter(({ frontEnd, result }) => frontEnd === 'dmesg' && result >= 0).length;
  return zones.filter(({ kind }) => kind === 'dmesg').slice(0, dumps);
}

/** What happened between the two crashes. */
export function successionEvidence({ before, after, names }: Succession, boots: readonly BootFacts[]): Evidence[] {
  const between = boots.filter(({ number }) => number > before.number && number <= after.number);
  const mounts = between.flatMap(({ number, mounts: all }) =>
    all.map(({ timeNs, files }) =>
      eventEvidence(timeNs, `boot ${number} saw ${files.join(', ') || 'no file'}, and it stayed`),
    ),
  );
  const [death] = after.deaths;
  const end =
    death === undefined
      ? []
      : [eventEvidence(death.timeNs, `boot ${after.number} dumped into ${names.join(', ')}: ${death.message}`)];
  return [...mounts.slice(-3), ...end];
}
