// Campaigns as values: units, parts and their joining, comparison with theory and with a baseline.
import { fc, test } from '@fast-check/vitest';
import { afterEach, describe, expect, vi } from 'vitest';
import { compareWithBaseline } from '../../src/campaign/baseline.ts';
import { campaignPlan, runCampaign } from '../../src/campaign/campaign.ts';
import { fisherTest } from '../../src/campaign/exact-tests.ts';
import { runMachineUnit } from '../../src/campaign/machine-unit.ts';
import {
  type CampaignPart,
  emptyPart,
  incompleteness,
  joinParts,
  PartCollector,
  unitsLeft,
} from '../../src/campaign/part.ts';
import { readBaseline, readPart } from '../../src/campaign/part-file.ts';
import { parsePlan } from '../../src/campaign/plan-source.ts';
import { jsonLines, partLines } from '../../src/campaign/report/json.ts';
import { resultOf } from '../../src/campaign/result.ts';
import { runUnit, type WorkUnit } from '../../src/campaign/work-unit.ts';
import { runZoneUnit } from '../../src/campaign/zone-unit.ts';
import { rsCodec } from '../../src/ecc/reed-solomon.ts';
import { UserError } from '../../src/sim/issue.ts';
import { run } from '../cli/terminal.ts';

function planOf(flags: Record<string, unknown>) {
  const parsed = parsePlan(null, flags);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.plan;
}

const tallyOf = (unit: WorkUnit) => runUnit(unit, unit.configuration.mode === 'machine' ? runMachineUnit : runZoneUnit);

/** Does the units of a part, in an order of one's own. */
function done(part: CampaignPart, order = (units: ReturnType<typeof unitsLeft>) => units): CampaignPart {
  const collector = new PartCollector(part);
  for (const planned of order(unitsLeft(part))) collector.add(planned, tallyOf(planned.unit));
  return collector.part();
}

const plan = planOf({ ecc: '0,4,16', ber: '2e-3,5e-3', trials: 40_000 });
const whole = done(emptyPart(plan));

describe('parts', () => {
  test('the order of the units changes nothing', () => {
    const backwards = done(emptyPart(plan), (units) => [...units].reverse());
    expect(partLines(backwards)).toBe(partLines(whole));
  });

  test('shards joined in any order and grouping are the whole, byte for byte', () => {
    const shards = [1, 2, 3, 4].map((index) => done(emptyPart(plan, [index, 4])));
    const join = (...parts: CampaignPart[]): CampaignPart => {
      const joined = joinParts(
        parts,
        parts.map((_, at) => `part ${at}`),
      );
      if ('issues' in joined) throw new Error(JSON.stringify(joined.issues));
      return joined.part;
    };
    const [a, b, c, d] = shards as [CampaignPart, CampaignPart, CampaignPart, CampaignPart];
    const lines = jsonLines(resultOf(whole));
    for (const joined of [
      join(a, b, c, d),
      join(d, b, a, c),
      join(join(a, b), join(c, d)),
      join(join(join(d, a), c), b),
    ]) {
      expect(incompleteness(joined)).toEqual([]);
      expect(jsonLines(resultOf(joined))).toBe(lines);
    }
    expect(incompleteness(join(a, c))[0]!.expected).toBe('shard 2/4, 4/4 too');
    const twice = joinParts([a, b, a], ['a', 'b', 'again']);
    expect('issues' in twice && twice.issues).toMatchObject([
      { message: 'would be counted twice', place: { file: 'again' } },
    ]);
    const other = done(emptyPart(planOf({ ecc: '4', ber: '2e-3', trials: 100 })));
    const foreign = joinParts([a, other], ['a', 'other']);
    expect('issues' in foreign && foreign.issues).toMatchObject([
      { message: 'is of another campaign', place: { file: 'other' } },
    ]);
  });

  test('an interrupted run goes on to the same result, through its file', () => {
    const units = unitsLeft(emptyPart(plan));
    const collector = new PartCollector(emptyPart(plan));
    for (const planned of units.slice(0, 5)) collector.add(planned, tallyOf(planned.unit));
    const read = readPart(partLines(collector.part()), 'x');
    if ('issues' in read) throw new Error(JSON.stringify(read.issues));
    expect(partLines(done(read.part))).toBe(partLines(whole));
  });

  test.prop([fc.nat(), fc.string({ maxLength: 6 })], { numRuns: 200 })(
    'a damaged file is refused, or read',
    (position, text) => {
      const lines = partLines(whole);
      const at = position % lines.length;
      const read = readPart(lines.slice(0, at) + text + lines.slice(at + text.length + 1), 'x');
      if (!('issues' in read)) expect(read.part.rows.length).toBe(whole.rows.length);
    },
  );

  test('a changed count is found', () => {
    const lines = partLines(whole).replace(/"tally":\{"blocks":\{"blocks":\d+/, '"tally":{"blocks":{"blocks":1');
    expect(readPart(lines, 'x')).toMatchObject({ issues: [{ message: 'has counts that do not fit together' }] });
  });
});

describe('theory', () => {
  test('counts of flips, chips and exact flips agree with it, for the whole table', () => {
    const given = {
      ecc: '0,1,2,3,4,7,8,16',
      model: 'uniform,flips,chip',
      ber: '2e-4,2e-3,2e-2',
      flips: '1,4,5',
      trials: 3000,
    };
    const { theoryTest } = resultOf(done(emptyPart(planOf(given))));
    expect(theoryTest.comparisons).toBeGreaterThan(100);
    expect(theoryTest.disagreements).toEqual([]);
  });

  test('a sampler that flips too much is found', () => {
    const more = planOf({ ecc: '8', ber: '0.0022', trials: 40_000 });
    const { rows } = done(emptyPart(more));
    const claimed = planOf({ ecc: '8', ber: '0.002', trials: 40_000 });
    expect(resultOf({ plan: claimed, shards: [], rows }).theoryTest.disagreements.length).toBeGreaterThan(0);
  });
});

describe('a baseline', () => {
  afterEach(() => vi.restoreAllMocks());

  /** Plants a regression: the codec of 16 parity bytes returns something else. */
  function plant(wrong: (result: number) => number): void {
    const codec = rsCodec(16);
    const [decode, decodeBlocks] = [codec.decode.bind(codec), codec.decodeBlocks.bind(codec)];
    vi.spyOn(codec, 'decode').mockImplementation((...word) => wrong(decode(...word)));
    vi.spyOn(codec, 'decodeBlocks').mockImplementation((...blocks) => {
      const dirty = decodeBlocks(...blocks);
      const results = blocks[5];
      for (const [at, result] of results.entries()) results[at] = wrong(result);
      return dirty;
    });
  }

  const flags = { ecc: '8,16', ber: '1e-3..1e-2', trials: 10_000 };
  const baseline = readBaseline(jsonLines(resultOf(done(emptyPart(planOf(flags))))), 'base');
  if ('issues' in baseline) throw new Error('no baseline');

  test('the same program with another seed has no regression', () => {
    for (const seed of ['2', '3']) {
      const now = resultOf(done(emptyPart(planOf({ ...flags, seed }))));
      expect(compareWithBaseline(now, baseline.rows).regressions).toEqual([]);
    }
  });

  test('a decoder that gives up one error early is found, under every model that reaches it', () => {
    plant((result) => (result === 8 ? -74 : result));
    const now = resultOf(done(emptyPart(planOf({ ...flags, seed: '2' }))));
    const { regressions } = compareWithBaseline(now, baseline.rows);
    expect(new Set(regressions.map(({ row }) => row.configuration.ecc))).toEqual(new Set([16]));
    const lostAt = (ber: number) =>
      regressions.some(
        ({ row: { configuration: c }, measure }) =>
          c.fault.model === 'uniform' && c.fault.ber === ber && measure === 'lost blocks',
      );
    expect([lostAt(5e-3), lostAt(1e-2)]).toEqual([true, true]);
    expect(now.theoryTest.disagreements.length).toBeGreaterThan(0);
  });

  test('a decoder that believes what it should refuse is found', () => {
    plant(Math.abs);
    const now = resultOf(done(emptyPart(planOf({ ...flags, seed: '2' }))));
    const { regressions } = compareWithBaseline(now, baseline.rows);
    expect(regressions.some(({ measure }) => measure === 'miscorrected blocks')).toBe(true);
  });

  test('Fisher’s test: the lady tasting tea, and its limits', () => {
    const four = { hits: 1, trials: 4 };
    expect(fisherTest(four, { hits: 3, trials: 4 })).toBeCloseTo(17 / 70, 12);
    expect(fisherTest({ hits: 0, trials: 4 }, { hits: 4, trials: 4 })).toBeCloseTo(1 / 70, 12);
    expect(fisherTest({ hits: 3, trials: 4 }, four)).toBeCloseTo(69 / 70, 12);
    expect(fisherTest({ hits: 0, trials: 100 }, { hits: 0, trials: 100 })).toBe(1);
    expect(fisherTest({ hits: 5, trials: 0 }, four)).toBe(1);
  });
});

describe('whole machines', () => {
  test('crash, reset and recover; blocks are counted exactly, and the same ones each time', () => {
    const given = { mode: 'machine', ecc: '0,16', model: 'uniform,row,decay', ber: '2e-3', off: '5s', trials: 300 };
    const result = resultOf(done(emptyPart(planOf(given))));
    expect(result.rows.map(({ tally }) => tally.blocks.blocks)).toEqual(Array(6).fill(300));
    expect(result.theoryTest.disagreements).toEqual([]);
    const [plain, coded] = result.rows;
    expect(plain!.tally.records.clean + plain!.tally.records.corrected).toBe(0);
    expect(coded!.tally.records.corrected).toBeGreaterThan(0);
    expect(jsonLines(resultOf(done(emptyPart(planOf(given)))))).toBe(jsonLines(result));
  });
});

describe('from a program', () => {
  const given = { ecc: [4, 16], ber: 2e-3, trials: 40_000, seed: 'door' };

  test('the bytes of the command, whole, in shards, and interrupted', async () => {
    const part = runCampaign(campaignPlan(given));
    const words = [
      'campaign',
      '--ecc',
      '4,16',
      '--ber',
      '2e-3',
      '--trials',
      '40000',
      '--seed',
      'door',
      '--workers',
      '1',
    ];
    expect(jsonLines(resultOf(part))).toBe((await run([...words, '--json'])).out);

    const shards = ([1, 2] as const).map((index) => runCampaign(campaignPlan(given), { shard: [index, 2] }));
    const joined = joinParts(shards, ['one', 'two']);
    if ('issues' in joined) throw new Error(JSON.stringify(joined.issues));
    expect(partLines({ ...joined.part, shards: [] })).toBe(partLines(part));

    const told: number[] = [];
    const early = runCampaign(campaignPlan(given), { onUnit: (done) => told.push(done) < 2 });
    expect(told).toEqual([1, 2]);
    expect(unitsLeft(early)).toHaveLength(unitsLeft(emptyPart(campaignPlan(given))).length - 2);
    expect(partLines(runCampaign(early))).toBe(partLines(part));
  });

  test('whole machines', () => {
    const part = runCampaign(campaignPlan({ mode: 'machine', ecc: 16, ber: 1e-4, trials: 60 }));
    expect(part.rows[0]!.tally.blocks.blocks).toBe(60);
  });

  test('all that is wrong with a plan at once; nothing given is the cliff', () => {
    expect(() => campaignPlan({ ecc: 500, trials: 0, colour: 'red' })).toThrow(UserError);
    try {
      campaignPlan({ ber: 2, flips: -1 });
    } catch (error) {
      expect((error as UserError).issues.map(({ place }) => place?.path)).toEqual(['--ber', '--flips']);
    }
    expect(campaignPlan().ecc).toEqual([2, 4, 8, 16, 32]);
    expect.assertions(3);
  });
});
