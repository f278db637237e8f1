import { describe, expect, it } from 'vitest';
import { ramMapText } from '../../src/inspect/ram-map.ts';

const BANK = { start: 0x1000_0000, end: 0x2000_0000 };

describe('the map of the RAM', () => {
  it('draws owners in order of address, free RAM between them, and a small owner all the same', () => {
    const owners = [
      { start: 0x1800_0000, end: 0x1810_0000, name: 'ramoops' },
      { start: 0x1000_8000, end: 0x1400_0000, name: 'kernel image' },
    ];
    expect(ramMapText([BANK], owners, 60)).toEqual([
      '0x10000000 [aaaaaaaaaa.........b..................] 0x1fffffff',
      '  .  0x10000000-0x10007fff     32 KiB  free',
      '  a  0x10008000-0x13ffffff  65504 KiB  kernel image',
      '  .  0x14000000-0x17ffffff     64 MiB  free',
      '  b  0x18000000-0x180fffff      1 MiB  ramoops',
      '  .  0x18100000-0x1fffffff    127 MiB  free',
    ]);
  });

  it('a bank that nobody has is free', () => {
    const lines = ramMapText([BANK], [], 10);
    expect(lines).toEqual(['0x10000000 [................] 0x1fffffff', '  .  0x10000000-0x1fffffff    256 MiB  free']);
  });
});
