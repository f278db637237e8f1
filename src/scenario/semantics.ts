/** What the schema cannot see: steps that make no sense, on this board or on any. Told before anything runs, at their place in the file. */
import { crashNames, findCrash } from '../inspect/crash-kinds.ts';
import { FLIPS_MAX } from '../memory/fault-plan.ts';
import { errnoNames } from '../sim/errno.ts';
import type { Issue } from '../sim/issue.ts';
import type { DocumentPath } from './document-path.ts';
import { nameHint } from './nearest-name.ts';
import type { ScenarioSetup } from './resolve.ts';
import type { Expectation, Scenario, Step } from './schema.ts';
import type { Source } from './source.ts';
import { stateNames } from './state-names.ts';

type GivenSetup = Omit<ScenarioSetup, 'faults'>;

export function semanticIssues(scenario: Scenario, setup: GivenSetup, source: Source): Issue[] {
  const overwritten = (scenario.firmware?.overwrite ?? []).flatMap((range, index) =>
    missingRam({ ...range, at: ['firmware', 'overwrite', index, 'address'] }, [], setup, source),
  );
  return [
    ...overwritten,
    ...scenario.steps.flatMap((step, index) => stepIssues(step, ['steps', index], setup, source)),
  ];
}

function stepIssues(step: Step, path: DocumentPath, setup: GivenSetup, source: Source): Issue[] {
  const { board } = setup;
  const issues: Issue[] = [];
  if (step.uboot !== undefined && setup.uboot === null) {
    issues.push(impossible(`board ${board.name} has no U-Boot`, source.place([...path, 'uboot'])));
  }
  if (step.kernel !== undefined && setup.kernel === null) {
    issues.push(impossible(`board ${board.name} boots no kernel`, source.place([...path, 'kernel'])));
  }
  if (step.shell !== undefined && setup.userland === null) {
    issues.push({
      ...impossible('nobody lives in user space', source.place([...path, 'shell'])),
      hint: 'write userland: busybox (or gnu) at the top, or use a kernel step',
    });
  }
  const crash = typeof step.crash === 'object' ? step.crash.kind : step.crash;
  if (crash !== undefined && findCrash(crash, setup.kernel) === undefined) {
    issues.push({
      ...impossible('unknown way to crash', source.place([...path, 'crash'])),
      found: `"${crash}"`,
      hint: nameHint(crash, crashNames(setup.kernel)),
    });
  }
  issues.push(...refreshedReset(step, path, setup, source));
  issues.push(...rangesOf(step).flatMap((range) => missingRam(range, path, setup, source)));
  for (const { at, name, known, what } of namesOf(step)) {
    if (known.includes(name)) continue;
    issues.push({
      ...impossible(`unknown ${what}`, source.place([...path, ...at])),
      found: `"${name}"`,
      hint: nameHint(name, known),
    });
  }
  for (const at of emptyParts(step.expect)) {
    issues.push(impossible(`nothing is expected of "${at}"`, source.place([...path, 'expect', at])));
  }
  const uniform = step.fault?.uniform;
  if (uniform !== undefined && uniform.length * 8 * uniform.rate > FLIPS_MAX) {
    issues.push({
      ...impossible('too many bits to flip', source.place([...path, 'fault', 'uniform', 'rate'])),
      found: `about ${Math.round(uniform.length * 8 * uniform.rate)} of them`,
      expected: `at most ${FLIPS_MAX} in one step`,
      hint: 'RAM that forgets everything is power: off, then power: on',
    });
  }
  return issues;
}

/** That a reset which names a time without refresh is one at which this board's memory is refreshed. */
function refreshedReset({ reset }: Step, path: DocumentPath, { board }: GivenSetup, source: Source): Issue[] {
  if (typeof reset !== 'object') return [];
  const { cause } = reset;
  const forgets = (board.retention[cause] ?? []).some(
    ({ outcome, module }) => module !== undefined || (typeof outcome === 'object' && 'gap' in outcome),
  );
  if (forgets) return [];
  return [
    {
      ...impossible(
        `no cell of board ${board.name} forgets at a ${cause} reset`,
        source.place([...path, 'reset', 'off']),
      ),
      found: `off: ${reset.off}`,
      hint: `say what module it is: retention: { ${cause}: ddr4-typical }`,
    },
  ];
}

/** That a range does not lie in RAM. */
function missingRam(
  { at, address, length }: NamedRange,
  path: DocumentPath,
  { board }: GivenSetup,
  source: Source,
): Issue[] {
  const banks = board.ramBanks;
  if (banks.some(({ start, end }) => address >= start && address + length <= end)) return [];
  const expected = banks.map(({ start, end }) => `${hex(start)} to ${hex(end - 1)}`).join(', ');
  const found = length === 1 ? hex(address) : `${hex(address)} to ${hex(address + length - 1)}`;
  return [{ ...impossible(`board ${board.name} has no RAM here`, source.place([...path, ...at])), found, expected }];
}

interface UsedName {
  readonly at: DocumentPath;
  readonly name: string;
  readonly known: readonly string[];
  readonly what: string;
}

/** Names that would never come true if they are mistyped. */
function namesOf({ wait, expect, kernel, crash }: Step): UsedName[] {
  const names: UsedName[] = [];
  const state = (at: DocumentPath, name: string) => names.push({ at, name, known: stateNames, what: 'state' });
  if (typeof wait === 'object' && wait.state !== undefined) state(['wait', 'state'], wait.state);
  if (expect?.state !== undefined) state(['expect', 'state'], expect.state);
  if (typeof crash === 'object' && crash.error !== undefined)
    names.push({ at: ['crash', 'error'], name: crash.error, known: errnoNames, what: 'error name' });
  if (kernel?.error !== undefined)
    names.push({ at: ['kernel', 'error'], name: kernel.error, known: errnoNames, what: 'error name' });
  return names;
}

/** Parts of an expectation that compare nothing and so would always pass. */
function emptyParts(expect: Expectation | undefined): string[] {
  const { console, output, ram } = expect ?? {};
  const isEmpty = (part: object | undefined, ...besides: string[]) =>
    part !== undefined && Object.entries(part).every(([key, value]) => value === undefined || besides.includes(key));
  return [
    ...(isEmpty(console, 'since') ? ['console'] : []),
    ...(isEmpty(output) ? ['output'] : []),
    ...(isEmpty(ram, 'address') ? ['ram'] : []),
  ];
}

interface NamedRange {
  readonly at: DocumentPath;
  readonly address: number;
  readonly length: number;
}

const ZONE_HEADER_BYTES = 12;

/** The RAM that a step names. */
function rangesOf({ poke, fault, expect }: Step): NamedRange[] {
  const ranges: NamedRange[] = [];
  if (poke !== undefined) ranges.push({ at: ['poke', 'address'], address: poke.address, length: byteLength(poke) });
  fault?.bits?.forEach(({ address }, index) => {
    ranges.push({ at: ['fault', 'bits', index, 'address'], address, length: 1 });
  });
  if (fault?.uniform !== undefined) ranges.push({ at: ['fault', 'uniform', 'address'], ...fault.uniform });
  if (typeof fault?.field === 'object') {
    ranges.push({ at: ['fault', 'field', 'zone'], address: fault.field.zone, length: ZONE_HEADER_BYTES });
  }
  const ram = expect?.ram;
  if (ram !== undefined)
    ranges.push({ at: ['expect', 'ram', 'address'], address: ram.address, length: byteLength(ram) });
  return ranges;
}

function byteLength({
  hex: pairs,
  text,
}: {
  readonly hex?: string | undefined;
  readonly text?: string | undefined;
}): number {
  const ofHex = pairs === undefined ? 0 : pairs.replaceAll(/\s/g, '').length / 2;
  const ofText = text === undefined ? 0 : new TextEncoder().encode(text).length;
  return Math.max(ofHex, ofText);
}

function impossible(message: string, place: Issue['place'] & object): Issue {
  return { code: 'scenario.impossible', message, place };
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
