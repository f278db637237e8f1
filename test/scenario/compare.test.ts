// The comparison of the mechanisms: every cell by running, held against the table of what each promises.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { encodeElfCoreHead } from '../../src/formats/elf-core.ts';
import { PAGE_SIZE } from '../../src/memory/page.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import type { CellResult } from '../../src/scenario/compare/cell-result.ts';
import { disasters } from '../../src/scenario/compare/disasters.ts';
import { cellDocument } from '../../src/scenario/compare/document.ts';
import { cellsOf, compare } from '../../src/scenario/compare/matrix.ts';
import { measureVmcore } from '../../src/scenario/compare/vmcore-measure.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { compareText } from '../../src/scenario/report/compare.ts';
import { plainPalette } from '../../src/scenario/report/palette.ts';

const LOG = 'log console pmsg';
const ZONES = 'console pmsg';

/**
 * A table that engineers compare by: its rows, and in each what must be there afterwards. Where it says "perhaps" or "if", what this machine does is one
 * of the cases; the order of the crash path decides.
 */
const table: readonly (readonly [disaster: string, saved: Readonly<Record<string, string>>])[] = [
  // ramoops: log only; kdump and fadump: full; kmemdump: chosen regions
  ['panic', { ramoops: LOG, phram: 'copy', kdump: 'memory', fadump: 'memory', kmemdump: 'regions' }],
  // ramoops: no; kdump: yes, no reset takes place; fadump: no; kmemdump: yes if firmware dumps before
  ['panic-ram-lost', { ramoops: '', phram: '', kdump: 'memory', fadump: '', kmemdump: 'regions' }],
  // … else no; the others as in the row above
  ['ram-not-kept', { kmemdump: '' }],
  // ramoops: console, pmsg and ftrace, no dmesg record; kdump: no; fadump: no trigger; kmemdump: yes
  ['hang', { ramoops: ZONES, phram: 'copy', kdump: '', fadump: '', kmemdump: 'regions' }],
  // ramoops: perhaps, kmsg_dump runs late: the oops dumps what the panic cannot; kdump: perhaps: it jumps before; fadump, kmemdump: yes
  ['nested-panic', { ramoops: LOG, phram: 'copy', kdump: 'memory', fadump: 'memory', kmemdump: 'regions' }],
  ['panic-deadlock', { ramoops: ZONES, phram: 'copy', kdump: 'memory', fadump: 'memory', kmemdump: 'regions' }],
  // all but kdump
  ['kexec-forbidden', { ramoops: LOG, kdump: '', fadump: 'memory', kmemdump: 'regions' }],
  // ramoops, kdump: yes; fadump, kmemdump: no
  ['no-firmware', { ramoops: LOG, kdump: 'memory', fadump: '', kmemdump: '' }],
  // ramoops: the zone may be damaged; kdump: not affected; fadump: firmware has copied low memory; kmemdump: firmware dumps first
  ['loader-overwrites', { ramoops: '', phram: 'copy', kdump: 'memory', fadump: 'memory', kmemdump: 'regions' }],
  // nobody
  ['power-loss', { ramoops: '', phram: '', kdump: '', fadump: '', kmemdump: '' }],
];

const costs: Readonly<Record<string, number>> = {
  ramoops: 0x100000,
  phram: 0x10000,
  kdump: 0x8000000,
  // Boot memory, and 128 KiB for what the kernel and the firmware tell of it.
  fadump: 0x14020000,
  // The header of the core image, and the table: `about 16 KiB` and `8 KiB`.
  kmemdump: 15_840 + 201 * 40,
};

const ranBefore = new Map<string, CellResult>();

/** Of one run, whoever asks. */
function cell(mechanism: string, disaster: string): CellResult {
  const name = `${mechanism}/${disaster}`;
  const found = ranBefore.get(name) ?? [...compare({ mechanisms: [mechanism], disasters: [disaster] })][0]!;
  ranBefore.set(name, found);
  return found;
}

const said = ({ saved }: CellResult) => saved.map(({ what }) => what).join(' ');

describe('what is saved of which disaster', () => {
  test('the table has all of them', () => {
    expect(table.map(([name]) => name)).toEqual(disasters.map(({ name }) => name));
  });

  test.each(table.flatMap(([disaster, row]) => Object.entries(row).map((entry) => [disaster, ...entry] as const)))(
    '%s: %s saves "%s"',
    (disaster, mechanism, wanted) => {
      const found = cell(mechanism, disaster);
      expect(said(found)).toBe(wanted);
      // What is nothing, or not all, has its reason.
      if (wanted === '' || wanted === ZONES) expect(found.why).toMatch(/\w/);
      for (const { damage } of found.saved) {
        if (disaster === 'loader-overwrites' && mechanism === 'phram') expect(damage).toMatch(/^8192 of its /);
        else expect(damage).toBeNull();
      }
      if (disaster !== 'no-firmware') expect(found.cost?.bytes).toBe(costs[mechanism]);
    },
  );

  test('the same seed gives the same cell', () => {
    const again = () => [...compare({ mechanisms: ['phram'], disasters: ['panic'], seed: 'seven' })];
    expect(again()).toEqual(again());
  });
});

test('the table in the documents is the one that is printed', () => {
  const cells = cellsOf().map(({ mechanism, disaster }) => cell(mechanism.name, disaster.name));
  const page = readFileSync('docs/explanation/mechanisms.md', 'utf8');
  const shown = /^<!-- lastwords compare -->\n```text\n([\s\S]*?)^```$/m.exec(page)?.[1];
  expect(shown).toBe(compareText('1', cells, plainPalette));
});

test.each(cellsOf().map(({ mechanism, disaster }) => [mechanism.name, disaster.name] as const))(
  '%s/%s is a scenario that runs by itself',
  (mechanism, disaster) => {
    const { mechanism: given, disaster: wanted } = cellsOf({ mechanisms: [mechanism], disasters: [disaster] })[0]!;
    const { name, text } = cellDocument(given, wanted, '1');
    expect(parseScenario(text, name)).toMatchObject({ ok: true });
  },
);

describe('how much of a dead kernel’s memory a core gives back', () => {
  const dead = new PhysicalMemory();
  const writer = dead.writer('kernel');
  for (let page = 0; page < 4; page++) dead.write(0x10000 + page * PAGE_SIZE, Uint8Array.of(page + 1), writer);
  const load = { type: 1, offset: PAGE_SIZE, virtual: 0n, physical: 0x10000, sizeBytes: 3 * PAGE_SIZE };
  const head = encodeElfCoreHead({ byteOrder: 'little', machine: 62, flags: 0, segments: [load, load] });
  const core = (change: (bytes: Uint8Array) => void) => {
    const bytes = new Uint8Array(4 * PAGE_SIZE);
    bytes.set(head);
    bytes.set(dead.read(0x10000, 3 * PAGE_SIZE), PAGE_SIZE);
    change(bytes);
    const file = { sizeBytes: bytes.length, read: (at: number, length: number) => bytes.slice(at, at + length) };
    return measureVmcore({ ...file, copy: () => ({ ...file, copy: () => undefined as never }) }, dead.snapshot(), 0);
  };

  test('what lies in two segments counts once', () => {
    expect(core(() => undefined)).toMatchObject({ bytes: 3 * PAGE_SIZE, pieces: 2, damage: null });
  });
  test('one wrong byte is a wrong page', () => {
    const found = core((bytes) => {
      bytes[3 * PAGE_SIZE - 1]! ^= 1;
    });
    expect(found.damage).toBe('1 of 3 pages are not the dead kernel’s');
  });
  test('a head that is none gives nothing', () => {
    expect(core((bytes) => bytes.fill(0, 0, 4))).toMatchObject({ bytes: 0, pieces: 0 });
  });
});

describe('the table as text', () => {
  const one = (mechanism: string, disaster: string, more: Partial<CellResult>): CellResult => ({
    mechanism,
    disaster,
    board: 'pc',
    kernel: '6.1',
    saved: [],
    why: null,
    cost: null,
    endNs: 0,
    ...more,
  });
  const memory = { what: 'memory', pieces: 2, damage: null } as const;
  const cells = [
    one('ramoops', 'panic', {
      saved: [{ what: 'log', bytes: 12_288, pieces: 1, damage: 'flagged' }],
      cost: { bytes: 2 ** 20, lentBytes: 0, source: '/a/file' },
    }),
    one('kdump', 'panic', { saved: [{ ...memory, bytes: 2 ** 29, ofBytes: 2 ** 29 }] }),
    one('fadump', 'panic', { saved: [{ ...memory, bytes: 2 ** 28, ofBytes: 2 ** 29 }] }),
    one('ramoops', 'hang', { saved: [{ what: 'pmsg', bytes: 21, pieces: 1, damage: null }], why: 'no panic' }),
    one('kdump', 'hang', { why: 'no panic' }),
    one('fadump', 'hang', { why: `a reason ${'that is very long '.repeat(9)}` }),
  ];

  test('reasons stand below it, each once', () => {
    expect(compareText('1', cells, plainPalette)).toMatchSnapshot();
  });
  test('nothing is wider than 100 columns, with all mechanisms and in a row of one', () => {
    const wide = cellsOf().map(({ mechanism, disaster }) =>
      one(mechanism.name, disaster.name, { ...cells[2]!, mechanism: mechanism.name, disaster: disaster.name }),
    );
    for (const text of [compareText('x'.repeat(9), wide, plainPalette), compareText('1', [cells[5]!], plainPalette)]) {
      for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    }
  });
});
