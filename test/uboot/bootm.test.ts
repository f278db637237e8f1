/** `bootm`: a legacy image around the simulated kernel, and what is none. */
import { expect, test } from 'vitest';
import { crc32 } from '../../src/formats/crc32.ts';
import { buildLinuxImage, readLinuxImage } from '../../src/formats/linux-image.ts';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { latin1Bytes } from '../../src/sim/bytes.ts';
import { type Bench, promptBench } from './prompt.ts';

const IMAGE = 0x13000000;
const LOAD = 0x10008000;
const KERNEL = buildLinuxImage({ architecture: 'arm', release: '6.1.0-50-armmp', sizeBytes: 0x4000 });

interface Fields {
  readonly os?: number;
  readonly architecture?: number;
  readonly type?: number;
  readonly compression?: number;
  readonly load?: number;
  readonly entry?: number;
  readonly sizeBytes?: number;
}

/** As mkimage writes it. */
function legacyImage(fields: Fields = {}, data = KERNEL): Uint8Array {
  const { os = 5, architecture = 2, type = 2, compression = 0, load = LOAD, entry = LOAD, sizeBytes } = fields;
  const bytes = new Uint8Array(64 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x27051956);
  view.setUint32(8, 1709294400);
  view.setUint32(12, sizeBytes ?? data.length);
  view.setUint32(16, load);
  view.setUint32(20, entry);
  view.setUint32(24, crc32(data));
  bytes.set([os, architecture, type, compression], 28);
  bytes.set(latin1Bytes('Linux-6.1'), 32);
  bytes.set(data, 64);
  view.setUint32(4, crc32(bytes.subarray(0, 64)));
  return bytes;
}

function prepared(
  image: Uint8Array,
  version = '2021.01',
  address = IMAGE,
): { board: Bench; say: (line: string) => string } {
  const board = promptBench({ version });
  board.type('load mmc 1:1 $fdt_addr_r $fdtfile\r');
  board.runMs(1000);
  board.memory.write(address, image, board.memory.writer('loader'));
  const say = (line: string) => {
    board.take();
    board.type(`${line}\r`);
    board.runMs(1000);
    const text = board.take().replaceAll('\r\n', '\n');
    return text.slice(line.length + 1).replace(/=> $/, '');
  };
  return { board, say };
}

const HEADER = `## Booting kernel from Legacy Image at 13000000 ...
   Image Name:   Linux-6.1
   Image Type:   ARM Linux Kernel Image (uncompressed)
   Data Size:    16384 Bytes = 16 KiB
   Load Address: 10008000
   Entry Point:  10008000
`;
const VERIFIED = `${HEADER}   Verifying Checksum ... OK\n`;

test.each([
  ['2021.01', '   Loading Kernel Image\n'],
  ['2023.01', '   Loading Kernel Image\n'],
  ['2025.01', '   Loading Kernel Image to 10008000\n'],
])('starts the wrapped kernel, %s', (version, loading) => {
  const { board, say } = prepared(legacyImage(), version);
  const text = say('bootm 13000000 - 18000000');
  expect(text.startsWith(`${VERIFIED}## Flattened Device Tree blob at 18000000\n`)).toBe(true);
  expect(text).toContain(`${loading}   Using Device Tree in place at 18000000`);
  expect(text.endsWith('\n\nStarting kernel ...\n\n')).toBe(true);
  expect(board.requests).toMatchObject([{ handOver: { entryAddress: LOAD, registers: { r2: 0x18000000 } } }]);
  expect(readLinuxImage(board.memory.read(LOAD, 0x800))?.release).toBe('6.1.0-50-armmp');
});

test('a kernel that is not to be loaded starts where it lies', () => {
  const { board, say } = prepared(legacyImage({ type: 14, entry: 0 }));
  expect(say('bootm 13000000 - 18000000')).toContain('   XIP Kernel Image (no loading done)\n');
  expect(board.requests).toMatchObject([{ handOver: { entryAddress: IMAGE + 64 } }]);
});

test('no image, by release', () => {
  expect(prepared(KERNEL).say('bootm 13000000; echo $?')).toBe(
    "Wrong Image Format for bootm command\nERROR: can't get kernel image!\n1\n",
  );
  expect(prepared(KERNEL, '2026.07').say('bootm 13000000')).toBe(
    "Wrong Image Type for bootm command\nERROR -91: can't get kernel image!\n",
  );
});

test('images that are refused', () => {
  const refusal = (image: Uint8Array, line = 'bootm 13000000 - 18000000') => prepared(image).say(line);
  const none = "ERROR: can't get kernel image!\n";
  const header = legacyImage();
  header[40]! ^= 1;
  expect(refusal(header)).toBe(`${HEADER.split('\n')[0]}\nBad Header Checksum\n${none}`);
  const data = legacyImage();
  data[data.length - 1]! ^= 1;
  expect(refusal(data)).toBe(`${HEADER}   Verifying Checksum ... Bad Data CRC\n${none}`);
  expect(refusal(data, 'setenv verify n; bootm 13000000 - 18000000')).toContain('Starting kernel');
  expect(refusal(legacyImage({ type: 3 }))).toContain(`OK\nWrong Image Type for bootm command\n${none}`);
  expect(refusal(legacyImage({ architecture: 22 }))).toContain(`OK\nUnsupported Architecture 0x16\n${none}`);
  expect(refusal(legacyImage({ os: 2 }))).toContain("ERROR: booting os 'NetBSD' (2) is not supported\n");
  expect(refusal(legacyImage(), 'bootm 13000000 13000000 18000000')).toBe(
    `${VERIFIED}## Loading init Ramdisk from Legacy Image at 13000000 ...\n${HEADER.slice(HEADER.indexOf('\n') + 1)}   Verifying Checksum ... OK\nNo Linux ARM Ramdisk Image\nRamdisk image is corrupt or invalid\n`,
  );
  expect(refusal(legacyImage(), 'bootm 13000000 14000000 18000000')).toBe(
    `${VERIFIED}Wrong Ramdisk Image Format\nRamdisk image is corrupt or invalid\n`,
  );
  expect(refusal(legacyImage(), 'bootm 13000000 - 0')).toContain('Could not find a valid device tree\n');
});

test('what ends in a reset, or nowhere', () => {
  const packed = prepared(legacyImage({ compression: 2 }));
  expect(packed.say('bootm 13000000 - 18000000')).toContain(
    'Unimplemented compression type 2\nexit not allowed from main input shell.\n',
  );
  expect(packed.board.requests).toEqual([]);
  const damaged = prepared(legacyImage({ compression: 1 }));
  expect(damaged.say('bootm 13000000 - 18000000')).toContain(
    'gzip compressed: uncompress error -3\nMust RESET board to recover\nresetting ...\n',
  );
  expect(damaged.board.requests).toEqual([{ reset: 'warm' }]);
  const limit = 0x800000;
  expect(prepared(legacyImage({}, new Uint8Array(limit))).say('bootm 13000000 - 18000000')).toContain(
    'Starting kernel',
  );
  expect(prepared(legacyImage({}, new Uint8Array(limit + 1))).say('bootm 13000000 - 18000000')).toContain(
    'Image too large: increase CONFIG_SYS_BOOTM_LEN\nMust RESET board to recover\nresetting ...\n',
  );
  expect(prepared(legacyImage()).say('bootm 13000000')).toContain('FDT and ATAGS support not compiled in - hanging\n');
});

test('addresses without RAM: a data abort, never more', () => {
  const abort = /data abort\n/;
  expect(prepared(KERNEL).say('bootm 0')).toMatch(abort);
  expect(prepared(legacyImage({ load: 0 })).say('bootm 13000000 - 18000000')).toMatch(abort);
  expect(prepared(legacyImage({ load: 0x4ffff000 })).say('bootm 13000000 - 18000000')).toMatch(abort);
  const end = imx6q.ramBanks[0]!.end;
  expect(prepared(legacyImage({ sizeBytes: 0xffffffff })).say('bootm 13000000 - 18000000')).toMatch(abort);
  expect(prepared(legacyImage({}, new Uint8Array(0)), '2021.01', end - 64).say('bootm 4fffffc0')).toMatch(abort);
  expect(prepared(legacyImage().subarray(0, 63), '2021.01', end - 63).say('bootm 4fffffc1')).toContain(
    'Wrong Image Format',
  );
});

test('booti is a command of 64-bit boards alone', () => {
  expect(prepared(KERNEL).say('booti')).toBe("Unknown command 'booti' - try 'help'\n");
});
