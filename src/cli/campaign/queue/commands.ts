/** The commands of the queue, and which options they have. Client and queue are loaded only by who uses them. */
import type { Given } from '../../command.ts';
import type { Io } from '../../io.ts';
import { PLAN_OPTIONS } from '../plan-options.ts';

interface QueueCommand {
  readonly name: string;
  perform(given: Given, io: Io): Promise<number>;
}

const RUN_OPTIONS = ['--workers', '--shard', '--resume'];
const WORK_OPTIONS = ['--concurrency', '--until-done'];
const QUEUE_OPTIONS = ['--redis', ...WORK_OPTIONS];

export const QUEUE_COMMANDS: readonly QueueCommand[] = [
  {
    name: 'submit',
    async perform(given, io) {
      refuse(given, 'submit', (option) => !['--redis', '--json', ...PLAN_OPTIONS].includes(option));
      return (await import('./submit.ts')).submitCampaign(given, io);
    },
  },
  {
    name: 'work',
    async perform(given, io) {
      refuse(given, 'work', (option) => !QUEUE_OPTIONS.includes(option));
      return (await import('./work.ts')).workOnCampaigns(given, io);
    },
  },
  {
    name: 'status',
    async perform(given, io) {
      refuse(given, 'status', (option) => !['--redis', '--json'].includes(option));
      return (await import('./status.ts')).tellStatus(given, io);
    },
  },
  {
    name: 'collect',
    async perform(given, io) {
      // What is left are the options of outputs.
      refuse(given, 'collect', (option) => [...PLAN_OPTIONS, ...RUN_OPTIONS, ...WORK_OPTIONS].includes(option));
      return (await import('./collect.ts')).collectResult(given, io);
    },
  },
];

/** For campaigns without a queue. */
export function refuseQueueOptions(given: Given): void {
  refuse(given, null, (option) => QUEUE_OPTIONS.includes(option));
}

function refuse(given: Given, command: string | null, isRefused: (option: string) => boolean): void {
  const words =
    command === null ? 'is for a queue: lastwords campaign submit, work, status, collect' : `is not for ${command}`;
  for (const option of given.optionNames.filter(isRefused)) given.complain(option, words);
}
