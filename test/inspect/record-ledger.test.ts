/** Every class of record, reached on a whole machine: crash, damage, reset, and the next Linux that mounts pstorefs. */
import { expect, test } from 'vitest';
import { type RecordClass, recordClasses } from '../../src/inspect/record-classes.ts';
import { RecordLedger } from '../../src/inspect/record-ledger.ts';
import { Machine } from '../../src/machine/machine.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { boot, pcMachine, pstoreText, REGION, runTo } from '../machine/pc.ts';

const DATA = REGION.address + 12;
/** `====SECONDS.MICROSECONDS-C` and a line feed. */
const HEADER_LINE = 4 + 10 + 1 + 6 + 2 + 1;

interface Case {
  readonly class: RecordClass;
  readonly words?: string;
  /** What happens between the crash and the next boot. */
  readonly damage: (machine: Machine) => void;
  /** What the reader sees of it. */
  readonly shows?: (text: string) => void;
}

const flip = (machine: Machine, ...places: readonly (readonly [address: number, bit: number])[]) =>
  machine.inject({ kind: 'bits', bits: places.map(([address, bit]) => ({ address, bit })) });

const header = (machine: Machine, word: 0 | 4 | 8, value: number) =>
  machine.poke(REGION.address + word, new Uint8Array(new Uint32Array([value]).buffer), 'fault');

/** Two wrong bytes of a block with two parity bytes: this pair is mended into something else. */
const misleading = (machine: Machine) => flip(machine, [DATA + 1000, 0], [DATA + 1001, 3]);

const cases: Record<string, Case> = {
  'a warm reset': { class: 'clean', damage: () => {} },
  'eight wrong bytes in a block': {
    class: 'corrected',
    words: 'ramoops.ecc=1',
    damage: (machine) => flip(machine, ...[0, 1, 2, 3, 4, 5, 6, 7].map((at) => [DATA + 1024 + at, at] as const)),
    shows: (text) => expect(text).toContain('ECC: 8 Corrected bytes, 0 unrecoverable blocks'),
  },
  'nine wrong bytes in a block': {
    class: 'flagged',
    words: 'ramoops.ecc=1',
    damage: (machine) => flip(machine, ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((at) => [DATA + 1024 + at, 1] as const)),
    shows: (text) => expect(text).toContain('ECC: 0 Corrected bytes, 1 unrecoverable blocks'),
  },
  'wrong parity alone': {
    class: 'corrected',
    words: 'ramoops.ecc=1',
    damage: (machine) => flip(machine, [REGION.address + 0x4000 - 16 - 4 * 16, 0]),
  },
  'two wrong bytes with two parity bytes': { class: 'miscorrected', words: 'ramoops.ecc=2', damage: misleading },
  'a wrong size': {
    class: 'truncated',
    damage: (machine) => {
      header(machine, 4, 0);
      header(machine, 8, 700);
    },
  },
  'a wrong bit without ECC': { class: 'undetected', damage: (machine) => flip(machine, [DATA + 600, 0]) },
  'a wrong bit in the time': { class: 'undetected', damage: (machine) => flip(machine, [DATA + 10, 0]) },
  'a wrong first letter': { class: 'lost', damage: (machine) => flip(machine, [DATA, 0]) },
  'a wrong bit in a deflated record, which has no checksum': {
    class: 'undetected',
    words: 'pstore.compress=deflate',
    damage: (machine) => flip(machine, [DATA + 700, 5]),
  },
  'a deflated record that begins with no block': {
    class: 'flagged',
    words: 'pstore.compress=deflate',
    damage: (machine) => machine.poke(DATA + HEADER_LINE, new Uint8Array([7]), 'fault'),
  },
  'the power is cut': {
    class: 'lost',
    damage: (machine) => {
      machine.powerOff();
      machine.powerOn();
    },
  },
};

test.each(Object.entries(cases))('%s', (_, { class: wanted, words = '', damage, shows }) => {
  const compress = words.includes('compress') ? '' : 'pstore.compress=none';
  const machine = pcMachine({ words: `${compress} ${words}`.trim() });
  const records = new RecordLedger(machine);
  boot(machine);
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state.startsWith('firmware'));
  damage(machine);
  runTo(machine, 'kernel.running');
  expect(records.latest).toBeUndefined();
  machine.kernelMount('pstore');
  const found = records.latest!.records.find(({ name }) => name === 'dmesg[0]');
  expect(found?.class).toBe(wanted);
  if (wanted !== 'lost' && shows !== undefined) shows(pstoreText(machine, 'dmesg-ramoops-0'));
  expect(machine.bus.faults).toEqual([]);
});

test('every class is reached above', () => {
  expect(new Set(Object.values(cases).map((one) => one.class))).toEqual(new Set(recordClasses));
});

/** A machine that counts its stores, ready to crash. */
function countingPc(words: string): { machine: Machine; records: RecordLedger } {
  const machine = new Machine({ ...pcMachine({ words }).options, countsStores: true });
  const records = new RecordLedger(machine);
  boot(machine);
  return { machine, records };
}

/** Stores of the crash until the copy of the dump's text is half done, found on a run that goes on. */
function storesToHalf(words: string): number {
  const { machine } = countingPc(words);
  const start = machine.stores!.count;
  let longest = { after: 0, length: 0 };
  machine.memory.onWrite({ start: REGION.address, end: REGION.address + REGION.length }, (_, length) => {
    if (length > longest.length) longest = { after: machine.stores!.count - start, length };
  });
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  return longest.after + Math.floor(longest.length / 2 / machine.stores!.wordBytes);
}

test.each([
  ['plain text, for its size was stored first', 'pstore.compress=none', 'undetected'],
  ['a deflated record, which cannot be inflated', 'pstore.compress=deflate', 'flagged'],
  // The header's parity is stored last: it mends the new size back to that of the empty zone, and only `sweep` knows what was to come.
  ['nothing where the header has parity', 'pstore.compress=none ramoops.ecc=1', undefined],
])('power cut in the middle of the dump: %s', (_, words, wanted) => {
  const stores = storesToHalf(words);
  expect(stores).toBeGreaterThan(500);
  const { machine, records } = countingPc(words);
  machine.cutPowerAfter(stores, 'warm');
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  expect(machine.state).toBe('resetting');
  runTo(machine, 'kernel.running');
  machine.kernelMount('pstore');
  expect(records.latest!.records.find(({ name }) => name === 'dmesg[0]')?.class).toBe(wanted);
});

test('what ECC mended wrongly in one boot is not taken for true in the next', () => {
  const machine = pcMachine({ words: 'pstore.compress=none ramoops.ecc=2' });
  const records = new RecordLedger(machine);
  boot(machine);
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  machine.runUntil(machine.clock.now + 60 * NS_PER_S, () => machine.state.startsWith('firmware'));
  misleading(machine);
  runTo(machine, 'kernel.running');
  for (let boots = 0; boots < 2; boots++) {
    flip(machine, [DATA + 0x3000, boots]);
    machine.reset('pin');
    runTo(machine, 'kernel.running');
  }
  machine.kernelMount('pstore');
  // Nothing is left to mend, so that the wrong bytes now look right to the kernel.
  expect(records.latest!.records.find(({ name }) => name === 'dmesg[0]')?.class).toBe('undetected');
  machine.kernelUnlink('/sys/fs/pstore/dmesg-ramoops-0');
  machine.reset('pin');
  runTo(machine, 'kernel.running');
  machine.kernelMount('pstore');
  expect(records.latest!.records).toEqual([]);
});
