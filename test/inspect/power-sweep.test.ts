/** The sweep against machines whose power is really cut: what it says of store k is what Linux finds after a cut at store k. */
import { expect, test } from 'vitest';
import { powerSweep, type SweepRow } from '../../src/inspect/power-sweep.ts';
import { RegionReading } from '../../src/inspect/region-reading.ts';
import { regionAfter } from '../../src/inspect/store-trace.ts';
import { Machine } from '../../src/machine/machine.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { traceCrash } from '../../src/scenario/sweep.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { boot, pcMachine, pstoreText, REGION, region, runTo } from '../machine/pc.ts';

const WORDS = 'pstore.compress=none ramoops.ecc=1';

function swept(steps: string, crash = 1, board = 'pc') {
  const { commandLine, kernel } = pcMachine({ words: WORDS }).options;
  const head = board === 'pc' ? `kernel: ${kernel!.release}\ncommandLine: ${commandLine}\n` : '';
  const parsed = parseScenario(`name: x\nboard: ${board}\n${head}steps:\n${steps}`, 'x.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return { ...parsed, crashed: traceCrash(parsed.scenario, parsed.setup, { seed: 'seed', crash }) };
}

const PANIC =
  '  - power: on\n  - wait: { state: kernel.running }\n  - crash: panic\n  - wait: { event: machine.reset }\n';

test('what is told of store k is what the next Linux finds when the power goes after store k', () => {
  const { setup, crashed } = swept(PANIC);
  if ('code' in crashed) throw new Error(crashed.message);
  const { trace } = crashed;
  const { board } = setup;
  const rows: SweepRow[] = [];
  const options = { board, uboot: null, cause: null, every: 1, from: 0, to: Number.MAX_SAFE_INTEGER, seed: 'seed' };
  Array.from(powerSweep(trace, options, rows));
  expect(rows[0]).toMatchObject({ from: 0 });
  expect(rows.at(-1)!.to).toBe(trace.storeCount);
  expect(rows.slice(1).map(({ from }) => from)).toEqual(rows.slice(0, -1).map(({ to }) => to + 1));
  const classes = rows.map(({ outcomes }) => outcomes[0]!.records.find(({ name }) => name === 'dmesg[0]')?.class);
  // The header's parity is stored last: until then ECC mends the new counters back to those of an empty zone.
  expect(classes).toEqual(['lost', 'corrected', 'clean']);

  // Both ends of some rows, by real cuts.
  const sampled = rows.flatMap(({ from, to }) => [from, to]);
  for (const number of new Set(sampled.filter((one) => one > 0 && one < trace.storeCount))) {
    const machine = new Machine({ ...pcMachine({ words: WORDS }).options, countsStores: true });
    boot(machine);
    machine.cutPowerAfter(number, 'warm');
    machine.kernelWrite('/proc/sysrq-trigger', 'c');
    expect(region(machine)).toEqual(regionAfter(trace, number));
    runTo(machine, 'kernel.running');
    machine.kernelMount('pstore');
    const read = new RegionReading(trace.region, [{ address: REGION.address, bytes: regionAfter(trace, number) }]);
    const records = read.mount();
    const listed = machine.kernelList('/sys/fs/pstore');
    if (typeof listed === 'number') throw new Error(`listing gave ${listed}`);
    expect(records.map(({ fileName }) => fileName)).toEqual(listed.map(({ name }) => name));
    for (const { fileName, bytes } of records) {
      expect(pstoreText(machine, fileName).startsWith(latin1Text(bytes))).toBe(true);
    }
    expect(listed.length > 0).toBe(found(rows, number) !== 'lost');
  }
});

function found(rows: readonly SweepRow[], number: number): string | undefined {
  const row = rows.find(({ from, to }) => from <= number && number <= to)!;
  return row.outcomes[0]!.records.find(({ name }) => name === 'dmesg[0]')?.class;
}

test('without power nothing is left of any store', () => {
  const { setup, crashed } = swept(PANIC);
  if ('code' in crashed) throw new Error(crashed.message);
  const rows: SweepRow[] = [];
  const options = { board: setup.board, uboot: null, every: 97, from: 5, to: 4000, seed: 'seed' };
  Array.from(powerSweep(crashed.trace, { ...options, cause: 'power-loss' }, rows));
  expect(rows).toHaveLength(1);
  expect(rows[0]!.outcomes[0]!.records.map((record) => record.class)).toEqual(['lost']);
});

test.each([
  ['  - power: on\n', 1, 'pc', 'no step of this scenario crashes the kernel'],
  [PANIC, 2, 'pc', 'the scenario has no such crash'],
  ['  - power: on\n', 1, 'sandbox', 'board sandbox boots no kernel, so that none can crash'],
])('%j, crash %i on %s', (steps, crash, board, message) => {
  expect(swept(steps, crash, board).crashed).toMatchObject({ message });
});
