// The HTML report: well-formed, self-contained, everything drawn inside its frame, colours that can be told apart, numbers that can be had again.
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { compareWithBaseline } from '../../src/campaign/baseline.ts';
import { emptyPart } from '../../src/campaign/part.ts';
import { readBaseline } from '../../src/campaign/part-file.ts';
import { campaignId } from '../../src/campaign/plan.ts';
import { parsePlan } from '../../src/campaign/plan-source.ts';
import { lossChart, recordChart, survivalChart } from '../../src/campaign/plot/curve-chart.ts';
import { HEIGHT, plotBox, WIDTH } from '../../src/campaign/plot/frame.ts';
import { heatMap } from '../../src/campaign/plot/heat-map.ts';
import { overheadChart } from '../../src/campaign/plot/overhead-chart.ts';
import { commandLine } from '../../src/campaign/report/command-line.ts';
import { htmlReport } from '../../src/campaign/report/html.ts';
import { styleSheet } from '../../src/campaign/report/html-style.ts';
import { jsonLines } from '../../src/campaign/report/json.ts';
import { type CampaignResult, resultOf } from '../../src/campaign/result.ts';
import { addTallies, type Tally } from '../../src/campaign/tally.ts';
import { type Element, everyElement, readXml, wordsIn } from './xml.ts';

function planOf(flags: Record<string, unknown>) {
  const parsed = parsePlan(null, flags);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.plan;
}

/** A result with invented counts: `lostOf` says how many of 1000 blocks a configuration lost; null: nothing was counted. */
function resultWith(flags: Record<string, unknown>, lostOf: (at: number) => number | null): CampaignResult {
  const part = emptyPart(planOf({ trials: 1000, ...flags }));
  const rows = part.rows.map((row, at) => {
    const lost = lostOf(at);
    return lost === null ? row : { ...row, tally: addTallies(row.tally, tallyWith(lost, row.tally)) };
  });
  return resultOf({ ...part, rows });
}

/** The lost blocks are uncorrectable and lie at the begin of the zone. */
function tallyWith(lost: number, empty: Tally): Tally {
  const places = empty.places.map((_, at) => (at < 8 ? 125 : 0));
  return {
    ...empty,
    blocks: { ...empty.blocks, blocks: 1000, clean: 1000 - lost, uncorrectable: lost },
    records: { ...empty.records, records: 40, clean: lost > 0 ? 0 : 40, flagged: lost > 0 ? 40 : 0 },
    losses: places.map((count, at) => Math.min(count, Math.max(0, lost - at * 125))),
    places,
  };
}

const charts = { survivalChart, lossChart, recordChart, overheadChart, heatMap };

describe('charts', () => {
  const small = resultWith({ ecc: '8,16', model: 'flips', flips: '4,5,9' }, (at) => [0, 0, 900, 0, 1000, 800][at]!);
  for (const [name, draw] of Object.entries(charts)) {
    test(`${name} of six rows`, () => {
      expect(draw(small.rows, 'small').replaceAll('><', '>\n<')).toMatchSnapshot();
    });
  }

  const strengths = fc.uniqueArray(fc.constantFrom(0, 1e-9, 1e-4, 1e-3, 0.05, 0.1, 0.5, 1), {
    minLength: 1,
    maxLength: 5,
  });
  const eccs = fc.uniqueArray(fc.constantFrom(0, 2, 3, 4, 8, 16, 32, 64, 100), { minLength: 1, maxLength: 4 });
  const counts = fc.array(fc.constantFrom(null, 0, 1, 3, 500, 999, 1000), { minLength: 1, maxLength: 20 });
  const models = fc.constantFrom('uniform', 'chip', 'burst', 'row');

  test.prop([strengths, eccs, models, counts], { numRuns: 40 })(
    'everything drawn lies in its frame',
    (ber, ecc, model, lost) => {
      const { rows } = resultWith({ ecc, ber, model }, (at) => lost[at % lost.length]!);
      for (const draw of Object.values(charts)) {
        const text = draw(rows, 'any');
        if (text === '') continue;
        const svg = readXml(text);
        expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
        const [, , width, height] = svg.attributes['viewBox']!.split(' ').map(Number);
        const isOutside = ([x, y]: [number, number]) => !(x >= 0 && x <= width! && y >= 0 && y <= height!);
        expect(everyElement(svg).flatMap(pointsIn).filter(isOutside)).toEqual([]);
        if (draw !== heatMap) expectCurvesInside(svg);
      }
    },
  );

  test('a mark for each point that was counted, and for each in the legend', () => {
    const { rows } = resultWith({ ecc: '0,16', ber: '0,1e-3,1' }, (at) => (at === 0 ? null : at * 200));
    for (const draw of [survivalChart, lossChart, recordChart, overheadChart]) {
      const marks = everyElement(readXml(draw(rows, 'any'))).filter((one) =>
        one.attributes['class']?.startsWith('mark'),
      );
      const told = marks.filter(({ children }) => children.length > 0);
      expect(told.length).toBe(5);
      expect(marks.length - told.length).toBe(draw === overheadChart ? 3 : 2);
    }
  });

  test('nothing to draw a curve through: no chart', () => {
    const one = resultWith({ ecc: '16', ber: '1e-3' }, () => 7);
    const none = resultWith({ ecc: '8,16', ber: '1e-3,1e-2' }, () => null);
    for (const draw of [survivalChart, lossChart, recordChart, overheadChart]) {
      expect(draw(one.rows, 'any')).toBe('');
      expect(draw(none.rows, 'any')).toBe('');
    }
    expect(heatMap(none.rows, 'any')).toBe('');
    expect(heatMap(one.rows, 'any')).not.toBe('');
  });

  test('more curves than colours: some are drawn, and the chart says so', () => {
    const ecc = Array.from({ length: 20 }, (_, at) => at * 4);
    const { rows } = resultWith({ ecc, ber: '1e-3,1e-2' }, () => 7);
    const svg = readXml(survivalChart(rows, 'any'));
    expect(wordsIn(svg)).toContain('Drawn: 8 of 20 parities.');
    expect(everyElement(svg).filter(({ name }) => name === 'polyline').length).toBe(8);
  });
});

/** Corners and points of what is drawn; of panels only when they are moved as a whole, of marks their middle. */
function pointsIn({ name, attributes }: Element): [number, number][] {
  const number = (key: string) => Number(attributes[key]);
  const moved = /^translate\(([^,]*),([^)]*)\)/.exec(attributes['transform'] ?? '');
  if (moved !== null) return [[Number(moved[1]), Number(moved[2])]];
  switch (name) {
    case 'polyline':
      return attributes['points']!.split(' ').map((pair) => pair.split(',').map(Number) as [number, number]);
    case 'line':
      return [
        [number('x1'), number('y1')],
        [number('x2'), number('y2')],
      ];
    case 'rect':
      return [[number('x') + number('width'), number('y') + number('height')]];
    case 'circle':
      return [[number('cx'), number('cy')]];
    case 'text':
      return [[number('x'), number('y')]];
    default:
      return [];
  }
}

function expectCurvesInside(svg: Element): void {
  const isDrawn = ({ name, attributes, children }: Element) =>
    name === 'polyline' ||
    name === 'circle' ||
    (attributes['class']?.startsWith('mark') === true && children.length > 0);
  const ends = everyElement(svg).filter(({ attributes }) => attributes['class']?.startsWith('bar'));
  const { left, right, top, bottom } = plotBox;
  const outside = (cap: number) => {
    return ([x, y]: [number, number]) => !(x >= left - cap && x <= right + cap && y >= top && y <= bottom);
  };
  expect(everyElement(svg).filter(isDrawn).flatMap(pointsIn).filter(outside(0))).toEqual([]);
  expect(ends.flatMap(pointsIn).filter(outside(4))).toEqual([]);
  expect([WIDTH, HEIGHT].join(' ')).toBe(svg.attributes['viewBox']!.slice(4));
}

describe('the page', () => {
  const evil = `<script>alert("1")</script> & 'x' \u0000`;
  const result = resultWith(
    { name: evil, ecc: '0,8,16', model: 'uniform,decay,chip', ber: '0,1e-3,1e-2', off: '1,5' },
    (at) => [0, 1000, 1, 250][at % 4]!,
  );
  const better = resultWith({ ecc: '0,8,16', ber: '0,1e-3,1e-2' }, () => 0);
  const baseline = readBaseline(jsonLines(better), 'earlier');
  if ('issues' in baseline) throw new Error('no baseline');
  const text = htmlReport(result, compareWithBaseline(result, baseline.rows), '1.2.3');
  const page = readXml(text);
  const elements = everyElement(page);

  test('is well-formed and needs nothing else', () => {
    const names = new Set(elements.map(({ name }) => name));
    for (const name of ['script', 'link', 'img', 'iframe', 'a', 'use']) expect([...names]).not.toContain(name);
    const addresses = text.match(/https?:[^"\s]*/g) ?? [];
    expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg']));
    expect(text).not.toMatch(/url\(|@import/);
    const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
    expect(policy?.attributes['content']).toBe("default-src 'none'; style-src 'unsafe-inline'");
    expect(wordsIn(elements.find(({ name }) => name === 'h1')!)).toBe(evil.replace('\u0000', '\ufffd'));
  });

  test('each chart has a name and a description that exist once', () => {
    const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const svgs = elements.filter(({ name }) => name === 'svg');
    expect(svgs.length).toBe(15);
    for (const { attributes } of svgs) {
      expect(attributes['role']).toBe('img');
      for (const id of attributes['aria-labelledby']!.split(' ')) expect(ids).toContain(id);
    }
  });

  test('every class that is used has a style', () => {
    const sheet = styleSheet();
    const used = new Set(elements.flatMap(({ attributes }) => attributes['class']?.split(' ') ?? []));
    for (const name of used) expect(sheet).toMatch(new RegExp(`\\.${name}[ ,{.]`));
    expect(used.size).toBeGreaterThan(20);
  });

  test('a line for each configuration, wrong ones marked; verdicts; where the numbers are from', () => {
    const lines = elements.filter(({ name, attributes }) => name === 'tr' && attributes['title'] !== undefined);
    expect(lines.map(({ attributes }) => attributes['title'])).toEqual(result.rows.map(({ key }) => key));
    const marked = lines.filter(({ attributes }) => attributes['class']?.includes('wrong'));
    expect(marked.length).toBeGreaterThan(5);
    const words = wordsIn(page);
    expect(words).toContain('✗ Theory DISAGREES in');
    expect(words).toMatch(/✗ Baseline: \d+ REGRESSIONS;/);
    expect(words).toContain('lastwords 1.2.3');
    expect(words).toContain(campaignId(result.plan));
    expect(words).toContain(commandLine(result.plan).replace('\u0000', '\ufffd'));
  });

  test('of nothing done yet', () => {
    const empty = resultWith({}, () => null);
    const words = wordsIn(readXml(htmlReport(empty, null, '1.2.3')));
    expect(words).toContain('No theory to compare with.');
    expect(words).toContain('Not the whole campaign: 0 of 40000 full blocks are counted here.');
    expect(wordsIn(page)).not.toContain('Not the whole campaign');
    expect(words).not.toContain('NaN');
  });
});

describe('the command line of a plan', () => {
  const some = <Value>(values: readonly Value[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
  const flags = fc.record(
    {
      ecc: some([0, 2, 3, 16]),
      model: some(['uniform', 'flips', 'burst', 'chip', 'charged', 'row', 'decay']),
      seed: fc.string(),
      name: fc.string({ minLength: 1 }),
      trials: fc.integer({ min: 1, max: 2 ** 40 }),
      layout: some([{ zone: 4096 }, { zone: 8192, record: 500 }]),
    },
    { requiredKeys: ['model', 'ecc'] },
  );
  const more = fc.record({
    ber: some([0, 1e-300, 1.5e-7, 0.25, 1]),
    flips: some([1, 7, 30]),
    burst: some([1, 1024]),
    retention: some(['ddr4-slow', 'warm-ideal', 'cold-spray']),
    off: some([0.001, 1, 2_592_000]),
    temperature: some([-273, 0, 25]),
  });

  test.prop([flags, more])('gives the plan again', (given, strengths) => {
    const has = (...models: string[]) => given.model.some((model) => models.includes(model));
    const wanted: Record<string, boolean> = {
      ber: has('uniform', 'burst', 'chip', 'charged', 'row'),
      flips: has('flips'),
      burst: has('burst'),
      retention: has('decay'),
      off: has('decay'),
      temperature: has('decay'),
    };
    const own = Object.fromEntries(Object.entries(strengths).filter(([key]) => wanted[key]));
    const parsed = parsePlan(null, { ...given, ...own });
    fc.pre(parsed.ok);
    if (!parsed.ok) return;
    const again = planOf(flagsIn(commandLine(parsed.plan)));
    expect(campaignId(again)).toBe(campaignId(parsed.plan));
    expect(again.name).toBe(parsed.plan.name);
  });

  test('of whole machines', () => {
    const plan = planOf({ mode: 'machine', compress: 'deflate', ecc: '0,16', ber: '1e-3', seed: "it's" });
    expect(commandLine(plan)).toBe(
      String.raw`lastwords campaign --seed 'it'\''s' --mode machine --ecc 0,16 --model uniform --ber 0.001 ` +
        '--kernel 6.1.0-56-amd64 --compress deflate --trials 10000 --layout zone=16384',
    );
    expect(campaignId(planOf(flagsIn(commandLine(plan))))).toBe(campaignId(plan));
  });
});

/** As a shell splits words and the command reads them. */
function flagsIn(command: string): Record<string, unknown> {
  const words = [...command.matchAll(/(?:'[^']*'|\\'|[^\s'\\])+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|\\(')/g, (_, inside?: string, quote?: string) => inside ?? quote ?? ''),
  );
  expect(words.slice(0, 2)).toEqual(['lastwords', 'campaign']);
  const flags: Record<string, unknown> = {};
  for (let at = 2; words[at] !== '--layout'; at += 2) {
    const [key, value] = [words[at]!.slice(2), words[at + 1]!];
    flags[key] = key === 'trials' ? Number(value) : value;
  }
  const sizes = words.slice(words.lastIndexOf('--layout') + 1);
  flags['layout'] = sizes.map((text) =>
    Object.fromEntries(text.split(',').map((size) => [size.split('=')[0]!, Number(size.split('=')[1])])),
  );
  return flags;
}

describe('colours', () => {
  const grounds = styleSheet().split('color-scheme:light dark;')[1]!.split('@media (prefers-color-scheme:dark)');
  for (const [at, name] of ['light', 'dark'].entries()) {
    const colors = Object.fromEntries(
      [...grounds[at]!.matchAll(/--(\w+):(#\w{6})/g)].map(([, key, hex]) => [key!, rgb(hex!)]),
    );
    const list = (letter: string) =>
      Object.keys(colors)
        .filter((key) => new RegExp(`^${letter}\\d$`).test(key))
        .map((key) => colors[key]!);

    test(`${name}: curves and words stand out from the ground`, () => {
      const ground = luminance(colors['ground']!);
      expect([list('s').length, list('r').length, list('h').length]).toEqual([8, 8, 5]);
      for (const color of [...list('s'), ...list('r')]) expect(contrast(luminance(color), ground)).toBeGreaterThan(3);
      for (const key of ['ink', 'faint', 'good', 'bad']) {
        expect(contrast(luminance(colors[key]!), ground)).toBeGreaterThan(4.5);
        expect(contrast(luminance(colors[key]!), luminance(colors['raised']!))).toBeGreaterThan(4.5);
      }
    });

    test(`${name}: ramps go one way in lightness`, () => {
      for (const letter of ['r', 'h']) {
        const steps = list(letter).map(luminance);
        const sorted = steps.toSorted((a, b) => a - b);
        expect([sorted, sorted.toReversed()]).toContainEqual(steps);
      }
    });

    test(`${name}: the first six series are told apart by every kind of eye`, () => {
      const series = list('s').slice(0, 6);
      for (const [eye, matrix] of Object.entries(eyes)) {
        for (const [a, one] of series.entries()) {
          for (const [b, other] of series.entries()) {
            if (a < b)
              expect(distance(seen(one, matrix), seen(other, matrix)), `${eye}: ${a}, ${b}`).toBeGreaterThan(0.07);
          }
        }
      }
    });
  }
});

type Color = readonly [number, number, number];

/** Linear light, as Machado, Oliveira and Fernandes (2009) simulate full deficiencies. */
const eyes: Record<string, readonly Color[]> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function rgb(hex: string): Color {
  const part = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function luminance([r, g, b]: Color): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function seen([r, g, b]: Color, matrix: readonly Color[]): Color {
  const row = (at: number) => Math.min(1, Math.max(0, matrix[at]![0] * r + matrix[at]![1] * g + matrix[at]![2] * b));
  return [row(0), row(1), row(2)];
}

/** In OKLab (Ottosson 2020). */
function distance(one: Color, other: Color): number {
  const lab = ([r, g, b]: Color): Color => {
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
  };
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
