/** What `pstore save` picks out of the region, and what it says without a disk; the files of the recording are conformance. */
import { expect, test } from 'vitest';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { promptBench } from './prompt.ts';
import { HEADER, region, session, shown } from './region.ts';

const SET = 'pstore set 3000000 10000';
const bytes = region(0x10000, [
  { at: 0x1000, data: `${HEADER}one` },
  { at: 0x3000, data: `====1.2-C\nzipped` },
  { at: 0xd000, data: 'console' },
]);

test('no such device: its lines once for each record, and status 0', () => {
  const lines = "** Bad device specification mmc 9 **\nCouldn't find partition mmc 9:1\n";
  expect(shown(bytes, [SET, 'pstore save mmc 9:1 /'])).toBe(lines.repeat(3));
  expect(session(bytes, [SET, 'pstore save mmc 9:1 /'])[1]!.status).toBe(0);
  expect(shown(bytes, [SET, 'pstore save host 0 /'], { version: '2021.01' })).toBe('');
});

test('an empty region saves nothing', () => {
  expect(shown(region(1, []), [SET, 'pstore save mmc 9:1 /'])).toBe('');
});

test('the stand-in for the boot medium is an ext4 with metadata_csum: refused, file by file', () => {
  const board = promptBench({ board: imx6q });
  const memory = board.memory;
  memory.write(0x30000000, bytes.slice(0, 0x4000), memory.writer('test'));
  board.type('pstore set 30000000 10000 1000 1000; pstore save mmc 1:1 /logs\r');
  const refused = (name: string) =>
    `Unsupported feature metadata_csum found, not writing.\r\n** Error ext4fs_write() **\r\n** Unable to write file /logs/${name} **\r\n`;
  expect(board.take()).toBe(
    'pstore set 30000000 10000 1000 1000; pstore save mmc 1:1 /logs\r\n' +
      `${refused('dmesg-ramoops-0')}${refused('dmesg-ramoops-1.enc.z')}=> `,
  );
});

test('a span that is no multiple of the record size: the console is looked for where the dump loop stopped', () => {
  // 0xd000 of dumps in steps of 0x3000 stop at 0xf000, where the pmsg zone lies.
  const odd = region(0x10000, [
    { at: 0xd000, data: 'console' },
    { at: 0xf000, data: 'pmsg' },
  ]);
  const text = shown(odd, ['pstore set 3000000 10000 3000', 'pstore save mmc 9:1 /']);
  expect(text.match(/Couldn't/g)).toHaveLength(1);
});

test('record size 0 hangs, start beyond size crashes, as in display', () => {
  expect(session(bytes, ['pstore set 3000000 10000 0', 'pstore save mmc 9:1 /'])[1]).toMatchObject({
    hung: expect.stringContaining('endless'),
  });
  const bad = region(0x10000, [{ at: 0xd000, start: 2, size: 1, data: 'x' }]);
  expect(session(bad, [SET, 'pstore save mmc 9:1 /'])[1]).toMatchObject({ ended: 'off' });
});
