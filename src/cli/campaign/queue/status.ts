/** `lastwords campaign status`: how far the campaigns on the server are. */
import { EXIT, type Given } from '../../command.ts';
import type { Io } from '../../io.ts';
import { serverAddress } from './address.ts';
import { chosenCampaign } from './chosen.ts';
import { UnitsWaiting } from './queue.ts';
import { withServer } from './server.ts';
import { type Campaign, CampaignStore } from './store.ts';

export async function tellStatus(given: Given, io: Io): Promise<number> {
  const words = given.operands.slice(1);
  const address = serverAddress(given, io);
  given.settle();
  if (address === undefined) return EXIT.usage;

  return withServer(address, async (redis) => {
    const store = new CampaignStore(redis);
    const units = await UnitsWaiting.open(redis, store);
    const campaigns: Campaign[] = [];
    for (const word of words.length > 0 ? words : (await store.ids()).sort()) {
      campaigns.push(await chosenCampaign(store, word));
    }
    if (campaigns.length === 0 && !given.flag('json')) io.out('no campaigns on this server\n');
    for (const { id, plan, unitCount } of campaigns) {
      const [done, working, failed] = [
        await store.doneCount(id),
        await units.activeCount(id),
        (await units.failed(id)).length,
      ];
      const { name } = plan;
      if (given.flag('json')) {
        io.out(`${JSON.stringify({ campaign: id, name, units: unitCount, done, working, failed })}\n`);
        continue;
      }
      const percent = `${Math.floor((100 * done) / unitCount)} %`.padStart(5);
      const failures = failed > 0 ? `, ${failed} failed` : '';
      io.out(`${id} ${percent}  ${done} of ${unitCount} units, ${working} at work${failures}  ${name ?? ''}`.trimEnd());
      io.out('\n');
    }
    return EXIT.ok;
  });
}
