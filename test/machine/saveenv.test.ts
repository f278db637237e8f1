/** `saveenv` on the card of the i.MX6 board: what the next boot knows of it, and what it says where nothing can be known. */
import { expect, test } from 'vitest';
import { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { crc32 } from '../../src/formats/crc32.ts';
import { BootSession } from '../../src/inspect/boot-session.ts';
import { runUBootSession } from '../../src/inspect/uboot-session.ts';
import { Machine } from '../../src/machine/machine.ts';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';

const SECTOR = imx6q.uboot!.mmcEnvironment!.offset / 512;
const SECTORS = 16;
const SAVED = 'Saving Environment to MMC... Writing to MMC(1)... OK\n';
const LOADED = 'Loading Environment from MMC... OK\nIn:    serial\n';
const BAD = 'Loading Environment from MMC... *** Warning - bad CRC, using default environment\n\nIn:    serial\n';

function board(userland: 'gnu' | 'busybox' = 'gnu') {
  const machine = new Machine({
    board: imx6q,
    kernel: findKernel(imx6q.defaultKernel!)!,
    uboot: findUBoot('2021.01')!,
    ...(userland === 'gnu' && { userland }),
    seed: 'seed',
    commandLine: imx6q.defaultCommandLine!,
  });
  machine.powerOn();
  const session = new BootSession(machine, 100_000);
  const type = (line: string) => {
    expect(session.waitForPrompt({ uboot: true })).toBe('uboot');
    const from = machine.uart.length;
    session.type(line);
    session.waitForPrompt({ uboot: true });
    return machine.uart.textFrom(from).replaceAll('\r\n', '\n').replace(`${line}\n`, '').replace(/=> $/, '');
  };
  return { machine, type };
}

test('the next boot counts from the saved delay; a broken block brings the defaults back', () => {
  const { machine, type } = board();
  type('setenv bootdelay 7');
  type("setenv odd 'a\\\\b=c d'; setenv console");
  expect(type('saveenv')).toBe(SAVED);
  const block = machine.disk!.read(SECTOR, SECTORS);
  expect(new DataView(block.buffer, block.byteOffset).getUint32(0, true)).toBe(crc32(block.subarray(4)));
  expect(latin1Text(block.subarray(4))).toMatch(/^baudrate=115200\0.*\0odd=.*\0\0+$/);
  const odd = type('printenv odd');

  const again = type('reset');
  expect(again).toContain(LOADED);
  expect(again).toContain('Hit any key to stop autoboot:  7 ');
  expect(type('printenv odd')).toBe(odd);
  expect(type('printenv console')).toBe('## Error: "console" not defined\n');
  expect(type('env default -a; env save')).toBe(`## Resetting to default environment\n${SAVED}`);
  expect(type('reset')).toContain('Hit any key to stop autoboot:  3 ');

  const broken = machine.disk!.read(SECTOR, SECTORS).slice();
  broken[8191]! ^= 1;
  machine.disk!.write(SECTOR, broken);
  expect(type('reset')).toContain(BAD);
});

test('power that fails in the middle of the write leaves a bad checksum', () => {
  const { machine, type } = board();
  // The change is in the second sector; the checksum in the first one is new by then.
  type(`setenv filler ${'x'.repeat(400)}; saveenv`);
  type('setenv zz 7');
  const from = machine.uart.length;
  machine.type('saveenv\r');
  expect(machine.uart.textFrom(from)).toMatch(/MMC\(1\)\.\.\. $/);
  machine.runUntil(machine.clock.now + 570_000, () => false);
  machine.powerOff();
  machine.powerOn();
  expect(type('printenv zz')).toBe('## Error: "zz" not defined\n');
  expect(machine.uart.textFrom(from).replaceAll('\r\n', '\n')).toContain(BAD);
});

test('a machine without a disk has nothing to write to', () => {
  const { type } = board('busybox');
  expect(type('saveenv')).toBe('Saving Environment to MMC... Writing to MMC(1)... failed\nFailed (1)\n');
});

function typed(
  disk: SparseDisk | null,
  lines: readonly string[],
  rest: { isReadOnly?: boolean; variables?: Record<string, string> } = {},
) {
  const { isReadOnly = false, variables = {} } = rest;
  const disks = disk === null ? [] : [{ interface: 'mmc', number: 1, disk, isReadOnly } as const];
  const version = findUBoot('2021.01')!;
  const { commands } = runUBootSession({ board: imx6q, version, loads: [], exec: lines, disks, variables });
  return commands.map(({ wire }) => latin1Text(wire).replaceAll('\r', '')).join('');
}

test('cards that refuse: none, read-only, too short by a sector; the last one that suffices', () => {
  const failed = 'Writing to MMC(1)... ';
  expect(typed(null, ['saveenv; echo $?'])).toBe(
    'Saving Environment to MMC... MMC: no card present\nNo block device\nFailed (1)\n1\n',
  );
  const full = new SparseDisk(SECTOR + SECTORS);
  expect(typed(full, ['saveenv'], { isReadOnly: true })).toBe(
    `Saving Environment to MMC... ${failed}mmc write failed\nfailed\nFailed (1)\n`,
  );
  expect(typed(new SparseDisk(SECTOR + SECTORS - 1), ['saveenv'])).toBe(
    `Saving Environment to MMC... ${failed}MMC: block number 0x610 exceeds max(0x60f)\nfailed\nFailed (1)\n`,
  );
  expect(typed(full, ['saveenv'])).toBe(SAVED);
});

test('as much as fits, and a byte more', () => {
  const disk = new SparseDisk(SECTOR + SECTORS);
  const used = Number(/size: (\d+)/.exec(typed(disk, ['printenv']))![1]);
  const name = 'filler';
  const room = 8188 - used - name.length - 2;
  const variables = { [name]: 'x'.repeat(room) };
  expect(typed(disk, ['saveenv'], { variables })).toBe(SAVED);
  expect(typed(disk, ['printenv filler'])).toBe(`filler=${variables[name]}\n`);
  expect(typed(disk, ['saveenv'], { variables: { [name]: `${variables[name]}y` } })).toBe(
    'Saving Environment to MMC... Env export buffer too small: 8188, but need 8189\n' +
      'Cannot export environment: errno = 12\nFailed (1)\n',
  );
});

test("the user's variables go before saved ones", () => {
  const disk = new SparseDisk(SECTOR + SECTORS);
  typed(disk, ['setenv a saved; setenv b saved; saveenv']);
  expect(typed(disk, ['printenv a b'], { variables: { a: 'given' } })).toBe('a=given\nb=saved\n');
});

test('strings of any kind under a right checksum', () => {
  const disk = new SparseDisk(SECTOR + SECTORS);
  const load = (strings: string) => {
    const block = new Uint8Array(SECTORS * 512);
    block.set(latin1Bytes(strings), 4);
    new DataView(block.buffer).setUint32(0, crc32(block.subarray(4)), true);
    disk.write(SECTOR, block);
    return typed(disk, ['printenv']);
  };
  expect(load('')).toBe('\nEnvironment size: 1/8188 bytes\n');
  expect(load('a=1\0nothing\0#b=2\0 c=\xff\0\0d=4')).toBe('a=1\nc=\xff\n\nEnvironment size: 9/8188 bytes\n');
  expect(load('\\'.repeat(8188))).toContain('Environment size: 1/8188');
});
