/** Which campaign on the server a word means: its id, or enough of it; no word, where there is only one. */
import { counted } from '../../../campaign/plan.ts';
import { UserError } from '../../../sim/issue.ts';
import type { Campaign, CampaignStore } from './store.ts';

const IDS_SHOWN = 10;

export async function chosenCampaign(store: CampaignStore, word: string | undefined): Promise<Campaign> {
  const ids = (await store.ids()).sort();
  const matching = ids.filter((id) => id.startsWith(word ?? ''));
  const [id] = matching;
  const campaign = matching.length === 1 && id !== undefined ? await store.campaign(id) : null;
  if (campaign !== null) return campaign;
  const shown = (matching.length > 0 ? matching : ids).slice(0, IDS_SHOWN).join(', ');
  throw new UserError([
    {
      code: 'campaign.queue',
      message:
        matching.length > 1 ? `which of ${counted(matching.length, 'campaign')}?` : 'no such campaign on the server',
      ...(word === undefined ? {} : { found: `"${word}"` }),
      ...(ids.length === 0
        ? { hint: 'lastwords campaign submit FILE; another version of lastwords has campaigns of its own' }
        : { expected: shown }),
    },
  ]);
}
