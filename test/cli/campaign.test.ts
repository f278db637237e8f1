// `lastwords campaign`: outputs, threads, shards, interruption, baselines, and what users get wrong.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from './terminal.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-campaign-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const campaign = (...words: string[]) => run(['campaign', '--workers', '1', ...words]);
const small = ['--ecc', '4,16', '--ber', '1e-3,5e-3', '--trials', '3000'];

describe('what it prints', () => {
  test('JSON lines: every class, adding up; the fields that are promised', async () => {
    const { code, out } = await campaign(...small, '--json');
    expect(code).toBe(0);
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map(({ ecc, ber }) => [ecc, ber])).toEqual([
      [4, 1e-3],
      [16, 1e-3],
      [4, 5e-3],
      [16, 5e-3],
    ]);
    for (const row of rows) {
      expect(row.blocks).toBe(3000);
      expect(row.clean + row.corrected + row.uncorrectable + row.miscorrected).toBe(3000);
      expect(row).toMatchObject({ lastwords: 1, model: 'uniform', seed: '1', layout: { record: null, zone: 4096 } });
      expect(row.theory.clean + row.theory.corrected + row.theory.uncorrectable + row.theory.miscorrected).toBeCloseTo(
        1,
        9,
      );
      const [low, high] = row.interval.corrected;
      expect(low).toBeLessThan(row.corrected / 3000);
      expect(high).toBeGreaterThan(row.corrected / 3000);
    }
    expect(out).toMatchSnapshot();
  });

  test('a table and the cliff', async () => {
    const { code, out } = await campaign('--ecc', '2..16', '--ber', '1e-3..1e-2', '--trials', '2000');
    expect(code).toBe(0);
    expect(out).toMatchSnapshot();
  });

  test('every model has its table', async () => {
    const words = ['--ecc', '0,16', '--model', 'flips,burst,chip,charged', '--ber', '0,0.01,1', '--flips', '1..9'];
    const { code, out } = await campaign(...words, '--trials', '300');
    expect(code).toBe(0);
    expect(out).toMatchSnapshot();
  });

  test('memory modules have theirs: more time loses more, and what keeps everything loses nothing', async () => {
    const decay = [
      '--model',
      'decay,row',
      '--retention',
      'warm-ideal,ddr4-slow,cold-spray,uniform',
      '--off',
      '500ms,20s',
    ];
    const { code, out } = await campaign('--ecc', '16', '--ber', '0,1', ...decay, '--trials', '300', '--json');
    expect(code).toBe(0);
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const lost = rows.map((row) => [
      row.retention ?? 'row',
      row.offSeconds ?? row.ber ?? null,
      row.uncorrectable + row.miscorrected,
    ]);
    expect(lost).toEqual([
      ['warm-ideal', null, 0],
      ['ddr4-slow', 0.5, 0],
      ['ddr4-slow', 20, 300],
      ['cold-spray', 0.5, 0],
      ['cold-spray', 20, 0],
      ['uniform', null, 0],
      ['row', 0, 0],
      ['row', 1, 300],
    ]);
    expect(rows.map(({ theory }) => theory !== null)).toEqual([false, false, false, false, false, true, false, false]);
  });

  test('CSV and JUnit', async () => {
    const { code, out } = await campaign(...small, '--csv', '--junit', at('junit.xml'));
    expect(code).toBe(0);
    expect(out).toMatchSnapshot();
    expect(readFileSync(at('junit.xml'), 'utf8')).toMatchSnapshot();
  });

  test('a page with plots, the same from shards; never over a file that is there', async () => {
    const page = async (name: string, ...words: string[]) => {
      expect((await campaign(...words, '--html', at(name))).code).toBe(0);
      return readFileSync(at(name), 'utf8');
    };
    const single = await page('single.html', ...small);
    expect(single).toContain('<svg viewBox="0 0 960 540"');
    expect(single).toContain(
      'lastwords campaign --seed 1 --ecc 4,16 --model uniform --ber 0.001,0.005 --trials 3000 --layout zone=4096',
    );
    const parts = await Promise.all([1, 2].map((index) => campaign(...small, '--shard', `${index}/2`, '--json')));
    const files = parts.map(({ out }, index) => {
      writeFileSync(at(`page-${index}.jsonl`), out);
      return at(`page-${index}.jsonl`);
    });
    expect((await run(['campaign', 'merge', ...files, '--html', at('merged.html')])).code).toBe(0);
    expect(readFileSync(at('merged.html'), 'utf8')).toBe(single);

    const again = await campaign(...small, '--html', at('single.html'));
    expect(again.code).toBe(2);
    expect(again.err).toContain('exists already');
  });

  test('a file says the same as options; options count before it', async () => {
    writeFileSync(at('ecc.yaml'), 'ecc: [4, 16]\nber: [1e-3, 5e-3]\ntrials: 7\nseed: 1\n');
    const fromFile = await campaign(at('ecc.yaml'), '--trials', '3000', '--json');
    expect(fromFile.out).toBe((await campaign(...small, '--json')).out);
  });

  test('whole machines', async () => {
    const words = ['--mode', 'machine', '--ecc', '0,16', '--ber', '1e-3', '--trials', '200', '--json'];
    const { code, out } = await campaign(...words);
    expect(code).toBe(0);
    const rows = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toMatchObject([
      { mode: 'machine', kernel: '6.1.0-56-amd64', compress: 'none', ecc: 0, blocks: 200, corrected: 0 },
      { mode: 'machine', ecc: 16, blocks: 200, uncorrectable: 0, records: { lost: 0, undetected: 0 } },
    ]);
    expect(rows[1].records.corrected).toBe(rows[1].records.records);
  });
});

/** Presses Ctrl-C as soon as somebody listens to it. */
async function interrupt(): Promise<void> {
  const listeners = process.listenerCount('SIGINT');
  while (process.listenerCount('SIGINT') === listeners) await new Promise((resolve) => setImmediate(resolve));
  process.emit('SIGINT');
}

describe('who does the work', () => {
  const words = ['--ecc', '8,16', '--ber', '5e-3', '--trials', '60000', '--json'];

  test('one, two or three threads give the same bytes', async () => {
    const outputs = await Promise.all(['1', '2', '3'].map((count) => run(['campaign', ...words, '--workers', count])));
    expect(outputs.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(outputs[1]!.out).toBe(outputs[0]!.out);
    expect(outputs[2]!.out).toBe(outputs[0]!.out);
  });

  test('four shards merged in any order are the single run, byte for byte', async () => {
    const single = await campaign(...words);
    const files: string[] = [];
    for (const index of [1, 2, 3, 4]) {
      const { code, out } = await campaign(...words, '--shard', `${index}/4`);
      expect(code).toBe(0);
      files.push(at(`shard${index}`));
      writeFileSync(files.at(-1)!, out);
    }
    for (const order of [files, [...files].reverse()]) {
      expect(await run(['campaign', 'merge', ...order, '--json'])).toMatchObject({ code: 0, out: single.out });
    }
    const half = await run(['campaign', 'merge', files[3]!, files[1]!, '--part', at('half')]);
    expect(half.code).toBe(0);
    expect((await run(['campaign', 'merge', files[0]!, at('half'), files[2]!, '--json'])).out).toBe(single.out);

    const missing = await run(['campaign', 'merge', files[0]!, files[2]!]);
    expect([missing.code, missing.err.replaceAll(folder, '')]).toMatchSnapshot();
    const twice = await run(['campaign', 'merge', files[0]!, files[1]!, files[0]!]);
    expect([twice.code, twice.err.replaceAll(folder, '')]).toMatchSnapshot();
    writeFileSync(at('foreign'), (await campaign('--ecc', '8', '--trials', '100', '--shard', '1/2', '--json')).out);
    writeFileSync(at('text'), 'no part of anything\n');
    const foreign = await run(['campaign', 'merge', files[0]!, at('foreign'), at('text')]);
    expect([foreign.code, foreign.err.replaceAll(folder, '')]).toMatchSnapshot();
    const other = await run(['campaign', 'merge', files[0]!, at('foreign')]);
    expect([other.code, other.err.replaceAll(folder, '')]).toMatchSnapshot();
  });

  test('Ctrl-C keeps what is done; --resume goes on to the same bytes', async () => {
    const given = ['--ecc', '16', '--ber', '5e-3,1e-2', '--trials', '100000', '--json'];
    const single = await campaign(...given);
    const cut = campaign(...given, '--part', at('cut'));
    await interrupt();
    const { code, out, err } = await cut;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`lastwords campaign --resume ${at('cut')}`);
    const again = campaign('--resume', at('cut'));
    await interrupt();
    expect((await again).code).toBe(1);
    const resumed = await campaign('--resume', at('cut'), '--json');
    expect(resumed).toMatchObject({ code: 0, out: single.out });
  });
});

describe('a baseline', () => {
  test('the same run passes; a result that was better once fails, with the test and its level', async () => {
    const words = ['--ecc', '16', '--ber', '5e-3', '--trials', '5000'];
    const { out } = await campaign(...words, '--json');
    writeFileSync(at('base'), out);
    expect((await campaign(...words, '--baseline', at('base'))).code).toBe(0);
    const { uncorrectable, corrected } = JSON.parse(out);
    const better = { ...JSON.parse(out), uncorrectable: uncorrectable - 200, corrected: corrected + 200 };
    writeFileSync(at('better'), JSON.stringify(better));
    const worse = await campaign(...words, '--baseline', at('better'), '--junit', at('worse.xml'));
    expect(worse.code).toBe(1);
    expect(worse.out.slice(worse.out.indexOf('Baseline'))).toMatchSnapshot();
    expect(readFileSync(at('worse.xml'), 'utf8')).toContain('<failure message="zone,ecc=16,');
    expect(await campaign(...words, '--json', '--baseline', at('better'))).toMatchObject({
      code: 1,
      err: 'lastwords campaign: 1 regression against the baseline\n',
    });
  });
});

describe('bad input', () => {
  test.each([
    ['rates that are none', ['--ber', '-0.1,1.5,x', '--ecc', '200,-1,1.5']],
    ['ranges', ['--ber', '1e-2..1e-5', '--ecc', '0..8']],
    ['no trials', ['--trials', '0']],
    ['no room', ['--layout', 'zone=100', '--ecc', '16']],
    ['no full block', ['--layout', 'zone=160', '--ecc', '0,16']],
    ['a record that is too long', ['--layout', 'record=4000,zone=4096', '--ecc', '16']],
    ['an unknown size', ['--layout', 'page=4096']],
    ['unknown names', ['--model', 'unifrm,decay', '--retention', 'ddr4-slw']],
    ['what has no use', ['--model', 'uniform', '--flips', '3', '--off', '2s', '--kernel', '6.1.0-56-amd64']],
    ['too many flips', ['--flips', '100', '--ecc', '2']],
    ['machines', ['--mode', 'machine', '--ecc', '1', '--layout', 'record=100,zone=5000']],
    ['a kernel that nobody knows', ['--mode', 'machine', '--kernel', '9.9']],
    ['shards', ['--shard', '0/4']],
    ['impossible temperatures', ['--model', 'decay', '--temperature', '-300']],
    ['two forms at once', ['--json', '--csv']],
    ['a merge of nothing', ['merge']],
  ])('%s', async (_, words) => {
    const { code, out, err } = await campaign(...words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatchSnapshot();
  });

  test.each([
    ['a file that is none', 'just text\n'],
    ['unknown keys and wrong types', 'eec: 3\nber: {a: 1}\ntrials: many\nlayout: [{zone: 4096, recrod: 3}]\n'],
    ['values in the file', 'ecc: 16\nber: 7\nlayout: {zone: 50}\n'],
  ])('%s', async (_, text) => {
    writeFileSync(at('bad.yaml'), text);
    const { code, err } = await campaign(at('bad.yaml'));
    expect(code).toBe(2);
    expect(err.replaceAll(folder, '')).toMatchSnapshot();
  });

  test.each([
    ['another version', '{"lastwords":2,"configuration":"x"}\n'],
    ['no JSON', 'ecc,ber\n16,1e-3\n'],
    ['other JSON', '{"lastwords":1}\n'],
    ['nothing', ''],
  ])('a baseline of %s', async (_, text) => {
    writeFileSync(at('bad.json'), text);
    const { code, err } = await campaign(...small, '--baseline', at('bad.json'));
    expect(code).toBe(2);
    expect(err.replaceAll(folder, '')).toMatchSnapshot();
  });

  test('a file that is there is kept', async () => {
    writeFileSync(at('there'), 'mine');
    const { code } = await campaign(...small, '--junit', at('there'));
    expect([code, readFileSync(at('there'), 'utf8')]).toEqual([2, 'mine']);
  });

  test('a disk that is full keeps the result elsewhere', async () => {
    const before = readdirSync('.');
    const { code, err } = await campaign(
      '--ecc',
      '16',
      '--ber',
      '1e-3',
      '--trials',
      '100',
      '--junit',
      '/dev/full',
      '--force',
    );
    const made = readdirSync('.').filter((name) => !before.includes(name));
    for (const name of made) rmSync(name);
    expect(code).toBe(2);
    expect(err).toContain('no space left');
    expect(made).toEqual([expect.stringMatching(/^campaign-[0-9a-f]{8}\.part\.jsonl$/)]);
    expect(err).toContain(`what is done is kept in ${made[0]}`);
    expect(existsSync('/dev/full')).toBe(true);
  });
});
