/** `pstore set`: parsing, the check that is none, and the texts around the command. */
import { expect, test } from 'vitest';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import type { BoardProfile } from '../../src/profiles/board.ts';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { pstoreZones } from '../../src/uboot/pstore-settings.ts';
import { runningUBoot } from '../../src/uboot/running-uboot.ts';
import { region, session, shown } from './region.ts';

function settingsAfter(board: BoardProfile, ...lines: string[]) {
  const profile = findUBoot('2026.07')!;
  const memory = new PhysicalMemory();
  const hush = runningUBoot({ profile, board, config: board.uboot!, memory, bootMedium: null, puts: () => {} });
  for (const line of lines) for (const _ of hush.run(line));
  return hush.context.pstore;
}

const TOO_SMALL = 'pstore <len> should be larger than the sum of all records sizes\n';
const nothing = region(1, []);

test('all seven numbers are hexadecimal, ecc too; omitted ones keep their value', () => {
  expect(settingsAfter(imx6q, 'pstore set 0x30000000 0x100000 0x2000 1000 800 400 16')).toEqual({
    address: 0x30000000n,
    length: 0x100000n,
    recordSize: 0x2000,
    consoleSize: 0x1000,
    ftraceSize: 0x800,
    pmsgSize: 0x400,
    eccSize: 0x16,
    bufferSize: 0,
  });
  expect(settingsAfter(sandbox, 'pstore set 3000000 100000 2000', 'pstore set 4000000 100000')).toMatchObject({
    address: 0x4000000n,
    recordSize: 0x2000,
    consoleSize: 0x1000,
  });
  expect(settingsAfter(sandbox, 'pstore set 3000000 10000 1000 1000 1000 1000 1')).toMatchObject({ eccSize: 1 });
});

test('address and length are as wide as phys_addr_t, sizes 32 bits', () => {
  const wide = { ...sandbox, uboot: { ...sandbox.uboot!, physicalAddressBits: 64 as const } };
  expect(settingsAfter(wide, 'pstore set 123456789a 1f00010000 100001000')).toMatchObject({
    address: 0x123456789an,
    length: 0x1f00010000n,
    recordSize: 0x1000,
  });
  // The sandbox is a 64-bit program, but is built without CONFIG_PHYS_64BIT.
  for (const board of [imx6q, sandbox]) {
    expect(settingsAfter(board, 'pstore set 123456789a 1f00010000 100001000')).toMatchObject({
      address: 0x3456789an,
      length: 0x10000n,
      recordSize: 0x1000,
    });
  }
  expect(shown(nothing, ['pstore set 3000000 100000000'])).toBe(TOO_SMALL);
});

test('a length below the sum of the sizes clears the length, with status 0; equality is accepted', () => {
  expect(session(nothing, ['pstore set 3000000 3fff; echo $?'])[0]).toMatchObject({ status: 0 });
  expect(shown(nothing, ['pstore set 3000000 3fff; echo $?'])).toBe(`${TOO_SMALL}0\n`);
  expect(shown(nothing, ['pstore set 3000000 4000'])).toBe('');
  expect(settingsAfter(sandbox, 'pstore set 3000000 3fff 1000')).toMatchObject({ address: 0x3000000n, length: 0n });
});

test('the sum wraps at 32 bits', () => {
  expect(shown(nothing, ['pstore set 3000000 10 fffffff0 10 0 0'])).toBe('');
  expect(shown(nothing, ['pstore set 3000000 0 fffffff0 f 0 0'])).toBe(TOO_SMALL);
});

test('zone addresses wrap at the width of phys_addr_t', () => {
  const sizes = { recordSize: 0, consoleSize: 0x1000, ftraceSize: 0x1000, pmsgSize: 0x1000, eccSize: 0, bufferSize: 0 };
  expect(pstoreZones({ address: 0n, length: 0x1000n, ...sizes }, 32)).toEqual({
    dump: 0n,
    console: 0xffffe000n,
    ftrace: 0xfffff000n,
    pmsg: 0n,
  });
  expect(pstoreZones({ address: 0xfffff000n, length: 0x4000n, ...sizes }, 32)).toEqual({
    dump: 0xfffff000n,
    console: 0n,
    ftrace: 0x1000n,
    pmsg: 0x2000n,
  });
});

test.each([
  ['pstore', 1],
  ['pstore set', 1],
  ['pstore set 1000', 1],
  ['pstore nosuch', 1],
  ['pstore s', 1],
  ['pstore .', 1],
  ["pstore ''", 1],
  ['pstore save', 1],
  ['pstore save host 0', 1],
  ['pstore set a b c d e f g h i', 1],
])('%s: usage', (line, status) => {
  const report = session(nothing, [line])[0]!;
  expect(report.status).toBe(status);
  expect(shown(nothing, [line])).toBe(USAGE);
});

test.each([
  'pstore set 3000000 10000 1000 1000 1000 1000 0 extra',
  'pstore se 3000000 10000',
  'pst set.x 3000000 10000',
])('%s: accepted', (line) => {
  expect(shown(nothing, [line])).toBe('');
  expect(session(nothing, [line])[0]!.status).toBe(0);
});

test.each(['help pstore', '? pstore'])('%s', (line) => {
  expect(shown(nothing, [line])).toBe(USAGE);
  expect(session(nothing, [line])[0]!.status).toBe(1);
});

test('save without a configuration', () => {
  expect(shown(nothing, ['pstore set 3000000 0 0 0 0 0', 'pstore save host 0 /'])).toBe(
    `Please set PStore configuration\n${USAGE}`,
  );
});

/** From the spec, typed in by hand. */
const USAGE = `pstore - Manage Linux Persistent Storage

Usage:
pstore set <addr> <len> [record-size] [console-size] [ftrace-size] [pmsg_size] [ecc-size]
- Set pstore reserved memory info, starting at 'addr' for 'len' bytes.
  Default length for records is 4K.
  'record-size' is the size of one panic or oops record ('dump' type).
  'console-size' is the size of the kernel logs record.
  'ftrace-size' is the size of the ftrace record(s), this can be a single
  record or divided in parts based on number of CPUs.
  'pmsg-size' is the size of the user space logs record.
  'ecc-size' enables/disables ECC support and specifies ECC buffer size in
  bytes (0 disables it, 1 is a special value, means 16 bytes ECC).
pstore display [record-type] [nb]
- Display existing records in pstore reserved memory. A 'record-type' can
  be given to only display records of this kind. 'record-type' can be one
  of 'dump', 'console', 'ftrace' or 'user'. For 'dump' and 'ftrace' types,
  a 'nb' can be given to only display one record.
pstore save <interface> <dev[:part]> <directory-path>
- Save existing records in pstore reserved memory under 'directory path'
  to partition 'part' on device type 'interface' instance 'dev'.
  Filenames are automatically generated, depending on record type, like
  in /sys/fs/pstore under Linux.
  The 'directory-path' should already exist.

`;
