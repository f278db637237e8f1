/** The options of `lastwords campaign` that say what is tried; they have the names of the keys of a campaign file. */
import type { Command } from 'commander';
import type { CampaignPlan } from '../../campaign/plan.ts';
import { planOfGiven } from '../../campaign/plan-given.ts';
import { UserError } from '../../sim/issue.ts';
import type { Given } from '../command.ts';
import { FileError } from '../errors.ts';
import { readText } from '../files.ts';

const TEXTS = [
  'name',
  'seed',
  'mode',
  'ecc',
  'model',
  'ber',
  'flips',
  'burst',
  'retention',
  'off',
  'temperature',
  'kernel',
  'compress',
] as const;

export const PLAN_OPTIONS: readonly string[] = [...TEXTS, 'trials', 'layout'].map((name) => `--${name}`);

export function definePlanOptions(command: Command): void {
  command
    .option('--ecc <list>', 'parity bytes of a block, literally: 0,8,16 or 2..32')
    .option('--ber <list>', 'chance of each bit to flip: 1e-3, or 1e-5..1e-2')
    .option('--trials <number>', 'full blocks of each configuration; default 10000')
    .option('--model <list>', 'uniform, flips, burst, chip, charged, row, decay')
    .option('--flips <list>', 'model flips: exactly so many bits of each code word')
    .option('--burst <list>', 'model burst: length in bits; default 16')
    .option('--retention <list>', 'model decay: presets of what RAM forgets')
    .option('--off <list>', 'model decay: times without power, as 500ms,2s')
    .option('--temperature <list>', 'model decay: of the memory meanwhile, °C')
    .option('--layout <sizes...>', 'record=BYTES,zone=BYTES; default: a full zone of 4096 bytes')
    .option('--mode <mode>', 'zone (default), or machine: whole machines crash, reset, recover')
    .option('--kernel <release>', 'mode machine: its kernel')
    .option('--compress <how>', 'mode machine: none or deflate')
    .option('--seed <text>', 'seed of all chance; default 1')
    .option('--name <text>', 'what the campaign is about');
}

/** The plan of the file and the options; complaints about options are gathered in `given`, those about the file are thrown. */
export async function planFrom(given: Given, file: string | undefined): Promise<CampaignPlan> {
  const flags: Record<string, unknown> = {};
  for (const name of TEXTS) {
    const text = given.text(name);
    if (text !== undefined) flags[name] = text;
  }
  const trials = given.text('trials');
  if (trials !== undefined) {
    flags['trials'] = given.numberFrom('--trials', trials, { min: 1, max: 2 ** 40 });
    if (flags['trials'] === undefined) delete flags['trials'];
  }
  const layouts = given.list('layout');
  if (layouts.length > 0) flags['layout'] = layouts.map((text) => layoutOf(text, given));
  if (file !== undefined) return planFromFile(given, file, flags);
  const parsed = planOfGiven(null, flags);
  if (parsed.ok) return parsed.plan;
  throw new UserError([...given.issues, ...parsed.issues]);
}

/** The reader of YAML is loaded only where there is a file. */
async function planFromFile(
  given: Given,
  name: string,
  flags: Readonly<Record<string, unknown>>,
): Promise<CampaignPlan> {
  const { parsePlan } = await import('../../campaign/plan-source.ts');
  const { SOURCE_LIMIT } = await import('../../scenario/source.ts');
  const text = readText(name, 16 * SOURCE_LIMIT);
  const parsed = parsePlan({ text, name }, flags);
  if (parsed.ok) return parsed.plan;
  throw new FileError([...given.issues, ...parsed.issues], new Map([[name, text]]));
}

/** Whether any of the options was given. */
export function namesPlan(given: Given): boolean {
  return given.optionNames.some((name) => PLAN_OPTIONS.includes(name));
}

function layoutOf(text: string, given: Given): Record<string, number | undefined> {
  const sizes: Record<string, number | undefined> = {};
  for (const word of text.split(',')) {
    const [name = '', value = ''] = word.split('=');
    if (name !== 'record' && name !== 'zone') {
      given.complain('--layout', 'unknown size', { found: `"${word}"`, expected: 'record=BYTES,zone=BYTES' });
    } else sizes[name] = given.numberFrom('--layout', value, { min: 1, max: 2 ** 30 });
  }
  return Object.fromEntries(Object.entries(sizes).filter(([, value]) => value !== undefined));
}
