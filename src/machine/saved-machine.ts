/**
 * A machine as a file, and a machine again from it, in this process or another.
 *
 * The file holds what the machine was made from, the journal of its inputs, where it stood, and as a witness what could be seen
 * of it there: its state, the pages of RAM it had written, the changes of its disk. Opening it replays the run and compares all of
 * that; a machine that came out otherwise is refused, with the first difference. So what is opened is the world that was saved.
 */
import * as z from 'zod';
import { type Issue, UserError } from '../sim/issue.ts';
import type { JournalEntry } from '../sim/journal.ts';
import type { Json } from '../sim/json.ts';
import { startingPoint } from './board-disk.ts';
import type { Machine } from './machine.ts';
import type { MachineOptions } from './machine-options.ts';
import { rangeSections, readRanges, readRecipe, recipeSections, unsavable } from './machine-recipe.ts';
import { jsonDifferences, machineState } from './machine-state.ts';
import { type PageStore, pageDifference, readPageStore, storePages } from './page-store.ts';
import { advanceTo, type Moment, machineAtStart, momentOf } from './replay.ts';
import {
  jsonBytes,
  type Packer,
  readContainer,
  readJson,
  refusal,
  type SaveContents,
  writeContainer,
} from './save-container.ts';

/** A busy machine has some 250 events a second: this is half a day of them. */
const EVENTS_MAX = 10_000_000;
/** The clock's horizon, 104 days. */
const TIME_MAX = Number.MAX_SAFE_INTEGER;
const INPUTS_MAX = 1_000_000;

export interface SaveOptions {
  /** Who writes the file, as `0.1.0`. */
  readonly tool: string;
  readonly packer?: Packer;
}

/** The bytes of a file that this machine can be opened from. Throws `UserError` for a machine that cannot be saved. */
export function saveMachine(machine: Machine, { tool, packer }: SaveOptions): Uint8Array {
  const contents = {
    kind: 'snapshot',
    tool,
    about: aboutMachine(machine),
    sections: machineSections(machine),
  } as const;
  return writeContainer(contents, packer);
}

/** For the header: which machine this is and where it stands. */
export function aboutMachine(machine: Machine): SaveContents['about'] {
  const { board, kernel, uboot, seed, userland } = machine.origin;
  return {
    board: board.name,
    kernel: kernel?.release ?? null,
    uboot: uboot?.version ?? null,
    userland: userland ?? null,
    seed,
    state: machine.state,
    timeNs: machine.clock.now,
  };
}

/** The sections a machine is opened from. */
export function machineSections(machine: Machine): Map<string, Uint8Array> {
  const why = unsavable(machine.origin) ?? (machine.events > EVENTS_MAX ? 'its run is too long to be replayed' : null);
  if (why !== null) {
    throw new UserError([{ code: 'saved.unsavable', message: `this machine cannot be saved: ${why}` }]);
  }
  const ram = storePages(machine.memory);
  return new Map([
    ...recipeSections(machine.origin),
    ['journal', jsonBytes(machine.journal.entries)],
    ['moment', jsonBytes(momentOf(machine))],
    ['state', jsonBytes(machineState(machine))],
    ['ram.index', jsonBytes(ram.index)],
    ['ram.bytes', ram.bytes],
    ...diskChanges(machine),
  ]);
}

/** What is on the machine's disk and was not at the start. */
function diskChanges({ disk, origin }: Machine): [string, Uint8Array][] {
  const before = disk === null ? null : startingPoint(origin).disk;
  if (disk === null || before === null) return [];
  return rangeSections('diskChanges', disk.sectorCount, disk.changesSince(before));
}

/** A saved run, read and found well-formed, not replayed yet. */
export interface SavedRun {
  readonly options: MachineOptions;
  readonly entries: readonly JournalEntry[];
  readonly moment: Moment;
  readonly state: Json;
  readonly ram: PageStore;
  readonly contents: SaveContents;
  /** Name of the file. */
  readonly file: string;
}

/** `file`: its name, for complaints. Throws `UserError` when the bytes are no whole file of this version. */
export function readSaved(bytes: Uint8Array, file: string, packer?: Packer): SavedRun {
  const contents = readContainer(bytes, file, packer);
  const { sections } = contents;
  const json = (name: string) => readJson(sections.get(name) ?? new Uint8Array(0));
  const options = readRecipe(sections);
  if (typeof options === 'string')
    throw refusal(file, 'recipe', options, { found: `made by version ${contents.tool}` });
  const entries = journalSchema.safeParse(json('journal'));
  const moment = momentSchema.safeParse(json('moment'));
  const state = json('state');
  const ram = readPageStore(json('ram.index'), sections.get('ram.bytes') ?? new Uint8Array(0));
  const wrong = [
    ...(entries.success && isInOrder(entries.data) ? [] : ['the journal']),
    ...(moment.success ? [] : ['the moment']),
    ...(state === undefined ? ['the state'] : []),
    ...(ram === null ? ['the RAM'] : []),
  ];
  if (!entries.success || !moment.success || ram === null || wrong.length > 0) {
    throw refusal(file, 'contents', `does not hold what it should: ${wrong.join(', ')}`, {});
  }
  return {
    options,
    entries: entries.data as readonly JournalEntry[],
    moment: moment.data,
    state: state as Json,
    ram,
    contents,
    file,
  };
}

/** The machine that was saved, in the state it was saved in. Throws `UserError` when it does not come out so. */
export function reviveMachine(saved: SavedRun, watch: (machine: Machine) => void = () => {}): Machine {
  const machine = onlyIf(saved, 'cannot be built', () => machineAtStart(saved.options));
  watch(machine);
  onlyIf(saved, 'does not go the way it is told', () => advanceTo(machine, saved.entries, saved.moment));
  const difference = firstDifference(saved, machine);
  if (difference !== null) {
    throw refusal(saved.file, 'otherwise', `its machine comes out otherwise: ${difference}`, versionHint(saved));
  }
  return machine;
}

export function openMachine(bytes: Uint8Array, file = 'the file', packer?: Packer): Machine {
  return reviveMachine(readSaved(bytes, file, packer));
}

/** What a replayed machine has otherwise than the saved one; null when nothing. */
function firstDifference({ state, ram, contents }: SavedRun, machine: Machine): string | null {
  // Bytes first: an address says more than a hash.
  const inRam = pageDifference(ram, machine.memory);
  if (inRam !== null) return inRam;
  const onDisk = diskDifference(contents, machine);
  if (onDisk !== null) return onDisk;
  const [first] = jsonDifferences(state, machineState(machine));
  return first === undefined ? null : `${first.path} is ${first.b ?? 'absent'}, not ${first.a ?? 'absent'}`;
}

function diskDifference({ sections }: SaveContents, machine: Machine): string | null {
  const saved = readRanges(sections, 'diskChanges');
  const now = new Map(diskChanges(machine));
  const again = readRanges(now, 'diskChanges');
  if (saved === null || again === null) return saved === again ? null : 'one has a disk, the other has none';
  const sectors = new Map(again.ranges.map(({ sector, bytes }) => [sector, bytes]));
  const differing = saved.ranges.find(({ sector, bytes }) => {
    const other = sectors.get(sector);
    return other === undefined || bytes.some((byte, index) => byte !== other[index]);
  });
  if (differing !== undefined) return `the disk differs at sector ${differing.sector}`;
  return again.ranges.length === saved.ranges.length ? null : 'the disk has other changes';
}

/** Contents of a file may be anything: what fails on them is the file's fault, whichever way it fails. */
function onlyIf<Result>(saved: SavedRun, problem: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw refusal(saved.file, 'otherwise', `its machine ${problem}: ${error.message}`, versionHint(saved));
  }
}

function versionHint({ contents }: SavedRun): Pick<Issue, 'found' | 'hint'> {
  return { found: `made by version ${contents.tool}`, hint: 'another version of Lastwords may live another life' };
}

const whole = (max: number) => z.int().min(0).max(max);
const momentSchema = z.strictObject({
  timeNs: whole(TIME_MAX),
  events: whole(EVENTS_MAX),
  inputs: whole(INPUTS_MAX),
});
const journalSchema = z
  .array(
    z.strictObject({
      timeNs: whole(TIME_MAX),
      events: whole(EVENTS_MAX),
      input: z.string().max(100),
      data: z.json(),
    }),
  )
  .max(INPUTS_MAX);

function isInOrder(entries: readonly { readonly timeNs: number; readonly events: number }[]): boolean {
  return entries.every(({ timeNs, events }, index) => {
    const before = entries[index - 1];
    return before === undefined || (before.timeNs <= timeNs && before.events <= events);
  });
}
