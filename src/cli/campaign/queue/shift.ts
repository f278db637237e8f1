/** What one worker does between its start and its end. */
import { counted } from '../../../campaign/plan.ts';
import type { Tally } from '../../../campaign/tally.ts';
import { EXIT } from '../../command.ts';
import type { Io } from '../../io.ts';
import type { ProgressLine } from '../../progress.ts';
import { LOCK_MS, type UnitJob, type UnitsWaiting } from './queue.ts';
import { type Campaign, type CampaignStore, plannedUnit, unitNameOf } from './store.ts';
import type { UnitThread } from './unit-thread.ts';

/** How often a worker without work asks for some. */
const IDLE_MS = 300;
const REASONS_SHOWN = 3;

interface ShiftOptions {
  /** Null: all campaigns on the server. */
  readonly only: Campaign | null;
  readonly untilDone: boolean;
  readonly progress: ProgressLine;
}

/** From the start of a worker to its end. */
export class Shift {
  readonly #store: CampaignStore;
  readonly #units: UnitsWaiting;
  readonly #options: ShiftOptions;
  #isStopped = false;
  #isDone = false;
  #count = 0;
  #failures: readonly UnitJob[] = [];
  /** One of the lanes looks around for all. */
  #look: Promise<void> | null = null;

  constructor(store: CampaignStore, units: UnitsWaiting, options: ShiftOptions) {
    this.#store = store;
    this.#units = units;
    this.#options = options;
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** Does units until there are none, or `stop`. */
  async work(thread: UnitThread, token: string, next: (token: string) => Promise<UnitJob | undefined>): Promise<void> {
    while (!this.#isStopped && !this.#isDone) {
      const job = await next(token);
      if (job === undefined) await this.#rest();
      else await this.#perform(job, token, thread);
    }
  }

  farewell(io: Io): number {
    io.out(`${counted(this.#count, 'unit')} done by this worker\n`);
    if (this.#failures.length > 0) {
      const reasons = this.#failures
        .slice(0, REASONS_SHOWN)
        .map(({ data, failedReason }) => `  ${data.campaign} ${data.row}/${data.chunk}: ${failedReason}\n`);
      const words = `${counted(this.#failures.length, 'unit')} failed; submit the campaign again to try once more`;
      io.err(`lastwords campaign: ${words}\n${reasons.join('')}`);
      return EXIT.failed;
    }
    return this.#options.untilDone && !this.#isDone ? EXIT.failed : EXIT.ok;
  }

  async #perform(job: UnitJob, token: string, thread: UnitThread): Promise<void> {
    const renewal = setInterval(() => job.extendLock(token, LOCK_MS).catch(() => {}), LOCK_MS / 4);
    try {
      const name = unitNameOf(job.data);
      const campaign = name === null ? null : await this.#store.campaign(name.campaign);
      const planned = name === null || campaign === null ? null : plannedUnit(campaign, name);
      if (name !== null && planned !== null && !(await this.#store.isDone(name))) {
        let tally: Tally;
        try {
          tally = await thread.run(planned.unit);
        } catch (error) {
          await unlessTaken(job.moveToFailed(error as Error, token));
          return;
        }
        await this.#store.keep(name, tally);
        this.#count++;
        this.#options.progress.tell(`${counted(this.#count, 'unit')} done by this worker (${name.campaign})`);
      }
      // What is not in a plan is dropped: the campaign has been deleted.
      await unlessTaken(job.moveToCompleted(null, token, false));
    } finally {
      clearInterval(renewal);
    }
  }

  /** There is no work at the moment. */
  async #rest(): Promise<void> {
    if (this.#options.untilDone) {
      this.#look ??= this.#lookAround().finally(() => {
        this.#look = null;
      });
      await this.#look;
      if (this.#isDone) return;
    }
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  }

  async #lookAround(): Promise<void> {
    const { only } = this.#options;
    const ids = only === null ? await this.#store.ids() : [only.id];
    const failures: UnitJob[] = [];
    let isDone = true;
    for (const id of ids) {
      const campaign = await this.#store.campaign(id);
      if (campaign === null || (await this.#store.doneCount(id)) === campaign.unitCount) continue;
      const failed = await this.#units.failed(id);
      failures.push(...failed);
      if ((await this.#store.doneCount(id)) + failed.length >= campaign.unitCount) continue;
      isDone = false;
      // Nobody has them: who submitted them did not come to an end.
      if (await this.#units.isEmpty()) await this.#units.enter(campaign, () => {});
    }
    this.#failures = failures;
    this.#isDone = isDone;
  }
}

/** Another worker may have been given the unit, because this one seemed dead; its counts are kept all the same. */
async function unlessTaken(end: Promise<unknown>): Promise<void> {
  try {
    await end;
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code !== 'number') throw error;
  }
}
