/** `bdinfo` on RAM of the recorded size: what a 2026.07 sandbox with 1 GiB printed. `…`: hardware of that build, left open. */
import { expect, test } from 'vitest';
import type { BoardProfile } from '../../src/profiles/board.ts';
import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { promptBench } from './prompt.ts';

const RECORDED = `boot_params = 0x0000000000000000
DRAM bank   = 0x0000000000000000
-> start    = 0x0000000000000000
-> size     = 0x0000000040000000
flashstart  = 0x0000000000000000
flashsize   = 0x0000000000000000
flashoffset = 0x0000000000000000
baudrate    = 115200 bps
relocaddr   = 0x000000003fdfd000
reloc off   = …
Build       = 64-bit
current eth = …
ethaddr     = …
IP addr     = …
fdt_blob    = 0x0000000039df7ef0
lmb_dump_all:
 memory.count = 0x1
 memory[0]	[0x0-0x3fffffff], 0x40000000 bytes, flags: none
 reserved.count = 0x1
 reserved[0]	[0x38df6ff0-0x3fffffff], 0x7209010 bytes, flags: no-overwrite
devicetree  = board
serial addr = 0x00000000badacce5
 width      = 0x0000000000000001
 shift      = 0x0000000000000000
 offset     = 0x0000000000000000
 clock      = 0x00000000001c2000
`;

test('bdinfo of a sandbox with 1 GiB', () => {
  const board: BoardProfile = { ...sandbox, ramBanks: [{ start: 0, end: 0x40000000 }] };
  const bench = promptBench({ version: '2026.07', board, medium: null });
  bench.type('bdinfo\n');
  const text = bench
    .take()
    .replaceAll('\r\n', '\n')
    .replace(/^bdinfo\n/, '')
    .replace(/=> $/, '');
  expect(text.replace(/^(reloc off|current eth|ethaddr|IP addr)( *)= .*$/gm, '$1$2= …')).toBe(RECORDED);
});

test('mtest without iterations goes on until Ctrl-C, which tells how many it did', () => {
  for (const version of ['2026.07', '2021.01']) {
    const bench = promptBench({ version, board: sandbox, medium: null });
    bench.type('mtest 200000 2000000; echo $?\n');
    bench.runMs(1500);
    expect(bench.uboot.state).toBe('running');
    const done = bench.take().split('Iteration:').length - 1;
    bench.type('\x03');
    bench.runMs(1500);
    expect(bench.take()).toMatch(
      new RegExp(`\\r\nTested (${done}|${done + 1}) iteration\\(s\\) with 0 errors\\.\r\n1\r\n=> $`),
    );
  }
});
