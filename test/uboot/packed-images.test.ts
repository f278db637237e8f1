/** What lies in RAM need not be an image: readers of packed kernels and FIT images take any bytes, and end. */
import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { findBoard, withUBoot } from '../../src/profiles/boards.ts';
import { promptBench } from './prompt.ts';

const board = withUBoot(findBoard('virt-arm64')!)!;
const AT = '42000000';
const LINES = [`iminfo ${AT}`, `booti ${AT} - 40000000`, `bootm ${AT}`];

/** Types the boot commands on these bytes; each has to come back, to boot, to reset or to hang as U-Boot does. */
function tryAll(bytes: Uint8Array): void {
  for (const line of LINES) {
    const session = promptBench({ version: '2023.01', board, medium: null });
    session.memory.write(Number(`0x${AT}`), bytes, session.memory.writer('loader'));
    session.type(`setenv kernel_comp_addr_r 44000000; setenv kernel_comp_size 4000\n`);
    session.runMs(100);
    session.take();
    session.type(`${line}\n`);
    session.runMs(1000);
    expect(session.take().length).toBeLessThan(200_000);
  }
}

const images = [
  'fit64',
  'image64-lzma',
  'image64-lz4',
  'image64-lzo',
  'image64-gz',
  'legacy64-lzma',
  'legacy64-lz4',
  'legacy64-lzo',
].map((name) => new Uint8Array(readFileSync(`test/fixtures/uboot-console/images/${name}`)));

const damage = fc.array(fc.tuple(fc.nat(16_383), fc.nat(255)), { minLength: 1, maxLength: 12 });

test.prop([fc.constantFrom(...images), damage, fc.nat(100)], { numRuns: 25 })(
  'damaged and cut images end every boot command',
  (image, places, percent) => {
    const bytes = image.slice(0, Math.ceil((image.length * (100 - percent / 2)) / 100));
    // Most of the damage goes to the front, where the headers are.
    for (const [at, value] of places) bytes[(at % 2 === 0 ? at % 96 : at) % bytes.length] = value;
    tryAll(bytes);
  },
);

const MAGICS = [
  [0x5d, 0, 0, 0x80, 0],
  [0x04, 0x22, 0x4d, 0x18],
  [0x89, 0x4c, 0x5a, 0x4f, 0, 0x0d, 0x0a, 0x1a, 0x0a],
  [0xd0, 0x0d, 0xfe, 0xed],
];

test.prop([fc.constantFrom(...MAGICS), fc.uint8Array({ minLength: 0, maxLength: 400 })], { numRuns: 25 })(
  'any bytes behind a magic end every boot command',
  (magic, rest) => tryAll(Uint8Array.from([...magic, ...rest])),
);
