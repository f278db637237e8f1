/**
 * `explain` for a run: walks the facts that a witness has gathered, link by link.
 *
 * A link counts as broken only where the record did not reach its reader: what was against the rules and did no harm is `risky`. Left
 * out: records in NVRAM and regions above 64 MiB, which nobody judges.
 */
import { formatSeconds } from '../../sim/duration.ts';
import { recognisedLink, survivedLink, uncollectedLink, untouchedLink } from './after-crash.ts';
import { boundLink, reservedLink, writtenLink } from './before-crash.ts';
import { type Explanation, explanation, type Link, link, links } from './explanation.ts';
import type { BootFacts } from './facts.ts';
import { type Case, caseOf, type RecordKind } from './run-case.ts';
import type { RunWitness } from './run-witness.ts';

export interface ExplainOptions {
  /** Which kind of record is missed; default: dumps. */
  readonly record?: RecordKind;
  /** Whose last words, by the number of the boot from 1; default: the last that had any. */
  readonly boot?: number;
}

/** Lines of what the reader met, where the chain broke before. */
const LED_TO_MAX = 4;

export function explainRun(witness: RunWitness, { record = 'dmesg', boot }: ExplainOptions = {}): Explanation {
  const one = caseOf(witness.facts(), witness.reports, record, boot);
  if (one === null) {
    const why = boot === undefined ? 'no kernel has run yet' : `nothing is known of a boot ${boot}`;
    const nothing = links.map((name) => link(name, why, { state: 'unknown' }));
    return explanation(why, nothing);
  }
  const walk = [reservedLink, boundLink, writtenLink, survivedLink, untouchedLink, recognisedLink, uncollectedLink].map(
    (judge) => judge(one),
  );
  return explanation(subjectText(one), onlyTheFirst(walk));
}

/** Behind the break nothing holds any more; what went wrong there too is told, for it shows what the break led to. */
function onlyTheFirst(walk: readonly Link[]): Link[] {
  const first = walk.findIndex(({ state }) => state === 'broken');
  return walk.map((one, at) => {
    if (first < 0 || at <= first) return one;
    const { finding, evidence } = one;
    if (one.state === 'broken')
      return link(one.name, finding, {
        state: 'unknown',
        evidence: one.name === 'recognised' ? evidence.slice(0, LED_TO_MAX) : [],
      });
    return link(one.name, 'the chain does not get so far', { state: 'unknown' });
  });
}

function subjectText({ kind, dead }: Case): string {
  const what = kind === 'dmesg' ? 'the dump' : `the ${kind} log`;
  return `${what} of boot ${dead.number} (Linux ${dead.release}), ${deathText(dead)}`;
}

function deathText({ deaths, end }: BootFacts): string {
  const last = deaths.at(-1);
  if (last !== undefined)
    return `${last.kind === 'panic' ? 'panicked' : 'oopsed'} at ${formatSeconds(last.timeNs)}: ${last.message}`;
  return end === null ? 'which still runs' : `ended at ${formatSeconds(end.timeNs)} by ${end.cause}`;
}
