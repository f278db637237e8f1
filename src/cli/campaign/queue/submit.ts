/** `lastwords campaign submit`: gives a campaign to the server, where workers find it. The same campaign twice is one. */
import { counted } from '../../../campaign/plan.ts';
import { UserError } from '../../../sim/issue.ts';
import { EXIT, type Given } from '../../command.ts';
import type { Io } from '../../io.ts';
import { ProgressLine } from '../../progress.ts';
import { planFrom } from '../plan-options.ts';
import { serverAddress } from './address.ts';
import { UnitsWaiting } from './queue.ts';
import { withServer } from './server.ts';
import { CampaignStore, campaignOf } from './store.ts';

/** The server keeps about a kilobyte for each. */
const UNITS_MAX = 1_000_000;

export async function submitCampaign(given: Given, io: Io): Promise<number> {
  const [file, ...others] = given.operands.slice(1);
  for (const other of others) given.complain(other, 'not expected here: one campaign at a time');
  const address = serverAddress(given, io);
  const plan = await planFrom(given, file);
  given.settle();
  if (address === undefined) return EXIT.usage;
  const campaign = campaignOf(plan);
  const { id, unitCount } = campaign;
  if (unitCount > UNITS_MAX) {
    const message = 'too much for one campaign on a server';
    const expected = `at most ${UNITS_MAX}; fewer trials or configurations, or shards`;
    throw new UserError([{ code: 'campaign.queue', message, found: counted(unitCount, 'work unit'), expected }]);
  }

  return withServer(address, async (redis) => {
    const store = new CampaignStore(redis);
    const units = await UnitsWaiting.open(redis, store);
    const progress = new ProgressLine(io);
    await store.enter(campaign);
    await units.retry(id);
    const queued = await units.enter(campaign, (sent, of) => progress.tell(`${sent} of ${of} units sent`));
    progress.clear();
    if (given.flag('json')) {
      io.out(`${JSON.stringify({ campaign: id, units: unitCount, done: unitCount - queued })}\n`);
      return EXIT.ok;
    }
    const done = queued === unitCount ? '' : `, ${unitCount - queued} of them done already`;
    io.out(`campaign ${id}: ${counted(unitCount, 'unit')}${done}\n`);
    if (queued > 0) io.out('  lastwords campaign work --until-done\n');
    io.out(`  lastwords campaign collect ${id}\n`);
    return EXIT.ok;
  });
}
