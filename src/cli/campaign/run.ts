/** `lastwords campaign [FILE]`: does the work of a campaign, or of a shard of it, or what is left of an interrupted one. */
import {
  type CampaignPart,
  emptyPart,
  PartCollector,
  type PlannedUnit,
  type Shard,
  unitsLeft,
} from '../../campaign/part.ts';
import { readPart } from '../../campaign/part-file.ts';
import { campaignId } from '../../campaign/plan.ts';
import { partLines } from '../../campaign/report/json.ts';
import { strengthOf } from '../../campaign/report/words.ts';
import { blocksOf } from '../../campaign/work-unit.ts';
import { UserError } from '../../sim/issue.ts';
import { EXIT, type Given } from '../command.ts';
import { readText, replaceFile, writeNew } from '../files.ts';
import type { Io } from '../io.ts';
import { ProgressLine } from '../progress.ts';
import { deliver, freeName, type Outputs, outputsOf, RESULT_LIMIT } from './output-options.ts';
import { namesPlan, planFrom } from './plan-options.ts';
import { doUnits } from './workers.ts';

const WORKERS_MAX = 256;
const SHARDS_MAX = 100_000;

export async function runCampaign(given: Given, io: Io): Promise<number> {
  const [file, ...others] = given.operands;
  for (const word of others) given.complain(word, 'not expected here: one campaign at a time');
  const workers = given.number('workers', { min: 1, max: WORKERS_MAX }) ?? null;
  const shard = shardOf(given);
  const resumed = given.text('resume');
  const inputs = [file, resumed].filter((name) => name !== undefined);
  const outputs = outputsOf(given, inputs);
  const start = await startOf(given, file, shard);
  given.settle();

  const collector = new PartCollector(start);
  try {
    const isComplete = await work(start, collector, workers, io);
    const part = collector.part();
    return isComplete ? await deliver(part, outputs, io) : saveForLater(part, outputs, resumed, io);
  } catch (error) {
    // What went wrong must not take the work along that is done.
    const part = collector.part();
    if (unitsLeft(part).length < unitsLeft(start).length) keep(part, io);
    throw error;
  }
}

/** What is done already: nothing, or the part of an interrupted run. */
async function startOf(given: Given, file: string | undefined, shard: Shard | null): Promise<CampaignPart> {
  const resumed = given.text('resume');
  if (resumed === undefined) {
    return emptyPart(await planFrom(given, file), shard);
  }
  if (shard !== null) given.complain('--shard', 'cannot be had together with --resume: the part knows its shard');
  const read = readPart(readText(resumed, RESULT_LIMIT), resumed);
  if ('issues' in read) throw new UserError([...given.issues, ...read.issues]);
  if (file !== undefined || namesPlan(given)) {
    const plan = await planFrom(given, file);
    if (campaignId(plan) !== campaignId(read.part.plan)) {
      given.complain('--resume', 'this is a part of another campaign', {
        hint: 'leave out what else says what to try',
      });
    }
  }
  return read.part;
}

function shardOf(given: Given): Shard | null {
  const text = given.text('shard');
  if (text === undefined) return null;
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (match !== null && index >= 1 && index <= count && count <= SHARDS_MAX) return [index, count];
  const hint = index === 0 ? 'shards count from 1: where a job index begins at 0, add 1' : undefined;
  given.complain('--shard', 'no shard', {
    found: `"${text}"`,
    expected: 'I/N with I from 1 to N',
    ...(hint === undefined ? {} : { hint }),
  });
  return null;
}

/** True when all is done; false when somebody pressed Ctrl-C. */
async function work(start: CampaignPart, collector: PartCollector, workers: number | null, io: Io): Promise<boolean> {
  const units = unitsLeft(start);
  const progress = new ProgressLine(io);
  const beginMs = io.nowMs();
  let [done, blocks, isStopped] = [0, 0, false];
  const stop = () => {
    isStopped = true;
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const onDone = (planned: PlannedUnit, tally: Parameters<PartCollector['add']>[1]) => {
    collector.add(planned, tally);
    done++;
    blocks += blocksOf(planned.unit);
    const seconds = Math.max(0.001, (io.nowMs() - beginMs) / 1000);
    progress.tell(
      progressWords(planned, done, units.length, blocks / seconds, (seconds / done) * (units.length - done)),
    );
  };
  try {
    await doUnits({ units, workers, nowMs: io.nowMs, isStopped: () => isStopped, onDone });
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    progress.clear();
  }
  return done === units.length;
}

function progressWords({ unit }: PlannedUnit, done: number, count: number, rate: number, leftSeconds: number): string {
  const { ecc, fault } = unit.configuration;
  const { name, value } = strengthOf(fault);
  const speed =
    rate >= 1e6 ? `${(rate / 1e6).toFixed(1)} M` : rate >= 1e3 ? `${(rate / 1e3).toFixed(0)} k` : rate.toFixed(0);
  const percent = Math.floor((100 * done) / count);
  return `${percent} %, ${speed} blocks/s, ${Math.ceil(leftSeconds)} s left (ecc ${ecc}, ${fault.model}, ${name} ${value})`;
}

function saveForLater(part: CampaignPart, outputs: Outputs, resumed: string | undefined, io: Io): number {
  const file = outputs.part ?? resumed ?? freeName(stemOf(part));
  if (file === resumed) replaceFile(file, partLines(part));
  else writeNew(file, partLines(part), outputs);
  io.err(
    `lastwords campaign: interrupted; what is done is in ${file}. To go on:\n  lastwords campaign --resume ${file}\n`,
  );
  return EXIT.failed;
}

function keep(part: CampaignPart, io: Io): void {
  const file = freeName(stemOf(part));
  writeNew(file, partLines(part), { force: false, inputs: [] });
  io.err(`lastwords campaign: what is done is kept in ${file}. To go on:\n  lastwords campaign --resume ${file}\n`);
}

function stemOf({ plan }: CampaignPart): string {
  return `campaign-${campaignId(plan).slice(0, 8)}`;
}
