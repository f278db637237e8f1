/** `lastwords campaign collect`: the result of a campaign that workers did, as a single run would have given it. */
import { missingChunks } from '../../../campaign/part.ts';
import { counted } from '../../../campaign/plan.ts';
import { UserError } from '../../../sim/issue.ts';
import { EXIT, type Given } from '../../command.ts';
import type { Io } from '../../io.ts';
import { deliver, outputsOf } from '../output-options.ts';
import { serverAddress } from './address.ts';
import { chosenCampaign } from './chosen.ts';
import { withServer } from './server.ts';
import { CampaignStore } from './store.ts';

export async function collectResult(given: Given, io: Io): Promise<number> {
  const [word, ...others] = given.operands.slice(1);
  for (const other of others) given.complain(other, 'not expected here: one campaign at a time');
  const address = serverAddress(given, io);
  const outputs = outputsOf(given, []);
  given.settle();
  if (address === undefined) return EXIT.usage;

  const part = await withServer(address, async (redis) => {
    const store = new CampaignStore(redis);
    return store.part(await chosenCampaign(store, word));
  });
  const missing = missingChunks(part);
  if (missing > 0 && outputs.part === undefined) {
    const message = 'the campaign is not done yet';
    const hint =
      'lastwords campaign work --until-done; or take what is done with --part FILE, and go on with --resume FILE';
    throw new UserError([{ code: 'campaign.queue', message, found: `${counted(missing, 'unit')} left`, hint }]);
  }
  return deliver(part, outputs, io);
}
