/** `lastwords campaign`: what survives of a log under so much damage, with so much parity. */
import { mergeParts } from '../campaign/merge.ts';
import { defineOutputOptions } from '../campaign/output-options.ts';
import { definePlanOptions } from '../campaign/plan-options.ts';
import { QUEUE_COMMANDS, refuseQueueOptions } from '../campaign/queue/commands.ts';
import { runCampaign } from '../campaign/run.ts';
import type { CommandModule } from '../command.ts';

export const campaignCommand: CommandModule = {
  define(command) {
    command
      .argument('[file]', 'a campaign file (YAML), or merge, submit, work, status, collect')
      .argument('[parts...]', 'of merge: the parts; of submit: a campaign file; of the others: the id of a campaign');
    definePlanOptions(command);
    command
      .option('--workers <number>', 'threads; default: as many as pay')
      .option('--shard <i/n>', 'do only the i-th of n equal shares; --json is then a part')
      .option('--resume <file>', 'go on with the part of an interrupted run');
    defineOutputOptions(command);
    command
      .option('--redis <url>', 'submit, work, status, collect: the server; default: $REDIS_URL, or this computer')
      .option('--concurrency <number>', 'work: units at a time; default: as many as there are CPUs')
      .option('--until-done', 'work: end when nothing is left');
    command.addHelpText(
      'after',
      `
Without file and options: the cliff of uniform bit flips for 2 to 32 bytes of parity.
Options count before the same keys of the file.

  clean          no bit of the block changed     uncorrectable  the decoder gave it up
  corrected      changed, and true again         miscorrected   the decoder made another text of it

Exit code: 1 when counts disagree with theory, or became worse than the baseline, or after Ctrl-C.

Examples:
  lastwords campaign --ecc 8,16 --ber 1e-4..1e-2 --trials 100000
  lastwords campaign ecc.yaml --shard 2/4 --json > part2.jsonl
  lastwords campaign merge part1.jsonl part2.jsonl part3.jsonl part4.jsonl

Many computers and a Redis or Valkey server (an id may be left out where there is one campaign):
  lastwords campaign submit ecc.yaml --redis redis://queue.example
  lastwords campaign work --until-done --redis redis://queue.example
  lastwords campaign status --redis redis://queue.example
  lastwords campaign collect --json --redis redis://queue.example
`,
    );
  },

  perform(given, io) {
    const [first, ...rest] = given.operands;
    const queueCommand = QUEUE_COMMANDS.find(({ name }) => name === first);
    if (queueCommand !== undefined) return queueCommand.perform(given, io);
    refuseQueueOptions(given);
    return first === 'merge' ? mergeParts(given, rest, io) : runCampaign(given, io);
  },
};
