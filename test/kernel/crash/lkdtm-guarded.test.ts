/**
 * LKDTM's copies to and from user space and its overflows, with and without the checks that find them: what holds for every
 * run of them. The whole texts of Debian's kernels are compared with recordings (test/conformance, console-crash).
 */
import { describe, expect, test } from 'vitest';
import { lkdtmTypes } from '../../../src/kernel/debugfs/lkdtm-types.ts';
import { kernelText } from '../../../src/profiles/kernel-texts.ts';
import { kernels } from '../../../src/profiles/kernels.ts';
import { boot, pcMachine } from '../../machine/pc.ts';

const x86 = kernels.filter(({ architecture }) => architecture === 'x86_64');
const HANGS = /^(LOOP|SOFTLOCKUP|HARDLOCKUP|SPINLOCKUP|HUNG_TASK|SMP_CALL_LOCKUP)$/;

test.each(x86.map(({ release }) => release))('every type of %s that does not hang has a text', (release) => {
  const profile = x86.find((one) => one.release === release)!;
  const { paths } = kernelText(release)!.crash;
  const types = lkdtmTypes(profile).filter((type) => !HANGS.test(type));
  expect(types.filter((type) => !Object.hasOwn(paths, `lkdtm-${type}`))).toEqual([]);
});

function session(kernel: string) {
  const machine = pcMachine({ kernel });
  boot(machine);
  return (type: string): string[] => {
    const from = machine.uart.text.length;
    machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', type);
    const lines = machine.uart.text.slice(from).split('\r\n').slice(0, -1);
    const told = lines.map((line) => line.replace(/^\[ *\d+\.\d+\] /, ''));
    return told.slice(told.indexOf(`lkdtm: Performing direct entry ${type}`) + 1);
  };
}

describe('Debian 6.1 checks', () => {
  const provoke = session('6.1.0-56-amd64');

  test.each([
    ['SLAB_SIZE_TO', "exposure attempt detected from SLUB object 'kmalloc-1k' (offset 16, size 1024)!"],
    ['SLAB_SIZE_FROM', "overwrite attempt detected to SLUB object 'kmalloc-1k' (offset 16, size 1024)!"],
    ['SLAB_WHITELIST_FROM', "overwrite attempt detected to SLUB object 'lkdtm-usercopy' (offset 255, size 64)!"],
    ['STACK_FRAME_TO', 'exposure attempt detected from process stack (offset 72, size 32)!'],
    ['FOLIO', 'exposure attempt detected from page alloc (offset 6144, size 4096)!'],
  ])('USERCOPY_%s', (type, message) => {
    const lines = provoke(`USERCOPY_${type}`);
    const at = lines.indexOf(`usercopy: Kernel memory ${message}`);
    expect(at).toBeGreaterThan(0);
    expect(lines.slice(at + 1, at + 3)).toEqual([
      '------------[ cut here ]------------',
      'kernel BUG at mm/usercopy.c:101!',
    ]);
    expect(lines).toContain('RIP: 0010:usercopy_abort+0x75/0x77');
    expect(lines).toContain(' direct_entry.cold+0x18/0x24 [lkdtm]');
    // What printk returned is the length of the message.
    const length = lines[at]!.length.toString(16).padStart(16, '0');
    expect(lines.some((line) => line.startsWith(`RAX: ${length} RBX: `))).toBe(true);
  });

  test('the address of the kernel text and its offset are one', () => {
    const lines = provoke('USERCOPY_KERNEL');
    const address = /from kernel text: ([0-9a-f]{16})$/.exec(lines.find((line) => line.includes('kernel text:'))!)![1];
    const offset = /kernel text \(offset (\d+), size 4096\)/.exec(lines.join('\n'))![1]!;
    expect(BigInt(`0x${address}`) - 0xffffffff81000000n).toBe(BigInt(offset));
  });

  test('beyond the stack: 8 bytes of it, and a distance below zero', () => {
    const lines = provoke('USERCOPY_STACK_BEYOND');
    expect(lines.find((line) => line.includes('bad_stack'))).toMatch(/: [0-9a-f]{12}[37bf]ff8-[0-9a-f]{12}[048c]018$/);
    expect(lines.join('\n')).toMatch(/process stack \(offset 1844674407370955\d{4}, size 32\)!/);
  });
});

describe('Debian 6.12 warns before', () => {
  const provoke = session('6.12.117+deb12-amd64');

  test('a field that is spanned is told once, and the write is done', () => {
    const once = /field-spanning write \(size 15\) of single field "target\.a" at \S+:\d+ \(size 10\)$/;
    const failed = /^lkdtm: FAIL: fortify did not block a memcpy\(\) struct member write overflow!$/;
    const runs = [provoke('FORTIFY_MEM_MEMBER'), provoke('FORTIFY_MEM_MEMBER')];
    expect(runs.map((lines) => lines.filter((line) => once.test(line)).length)).toEqual([1, 0]);
    expect(runs.map((lines) => lines.filter((line) => failed.test(line)).length)).toEqual([1, 1]);
    expect(runs[1]!.at(-1)).toBe(
      'lkdtm: Unexpected! This kernel (6.12.117+deb12-amd64 x86_64) was built with CONFIG_FORTIFY_SOURCE=y',
    );
  });

  test('types of 6.12 alone', () => {
    expect(provoke('KFENCE_READ_AFTER_FREE')).toEqual(['lkdtm: FAIL: kfence memory never allocated!']);
    const lines = provoke('REFCOUNT_SUB_AND_TEST_ZERO');
    expect(lines[0]).toBe('lkdtm: attempting bad refcount_sub_and_test() at zero');
    expect(lines).toContain('refcount_t: underflow; use-after-free.');
    expect(lines.at(-1)).toBe('lkdtm: Negative detected: saturated');
  });
});

test('without the checks nothing is found, and the kernel says why', () => {
  const provoke = session('6.1.192-oracle');
  const without = (option: string) =>
    `lkdtm: This is probably expected, since this kernel (6.1.192-oracle x86_64) was built *without* CONFIG_${option}=y`;
  expect(provoke('USERCOPY_SLAB_SIZE_TO')).toEqual([
    'lkdtm: attempting good copy_to_user of correct size',
    'lkdtm: attempting bad copy_to_user of too large size',
    'lkdtm: FAIL: bad usercopy not detected!',
    without('HARDENED_USERCOPY'),
  ]);
  expect(provoke('USERCOPY_STACK_BEYOND').at(-1)).toBe('lkdtm: copy_to_user failed, but lacked Oops');
  expect(provoke('FORTIFY_STRSCPY')).toEqual([
    'lkdtm: FAIL: strscpy() overflow not detected!',
    without('FORTIFY_SOURCE'),
  ]);
  expect(provoke('READ_BUDDY_AFTER_FREE').at(-1)).toBe(without('INIT_ON_FREE_DEFAULT_ON'));
  expect(provoke('CFI_BACKWARD')).toHaveLength(5);
});
