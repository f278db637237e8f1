/** LKDTM types that were not recorded on a kernel, made from others: they are told and end as the others do. */
import { describe, expect, test } from 'vitest';
import { kernels } from '../../../src/profiles/kernels.ts';
import { boot, pcMachine } from '../../machine/pc.ts';

const x86 = kernels.filter(({ architecture }) => architecture === 'x86_64').map(({ release }) => release);

describe.each(x86)('%s', (kernel) => {
  const provoke = (type: string) => {
    const machine = pcMachine({ kernel });
    boot(machine);
    const from = machine.uart.text.length;
    machine.kernelWrite('/sys/kernel/debug/provoke-crash/DIRECT', type);
    return machine.uart.text.slice(from).replaceAll('\r\n', '\n');
  };

  test.each([
    ['INC', 'inc', 'saturated; leaking memory'],
    ['DEC', 'dec', 'decrement hit 0; leaking memory'],
    ['ADD', 'dec', 'saturated; leaking memory'],
    ['INC_NOT_ZERO', 'inc_not_zero', 'saturated; leaking memory'],
    ['ADD_NOT_ZERO', 'add_not_zero', 'saturated; leaking memory'],
    ['DEC_AND_TEST', 'dec_and_test', 'underflow; use-after-free'],
    ['SUB_AND_TEST', 'sub_and_test', 'underflow; use-after-free'],
  ])('REFCOUNT_%s_SATURATED', (type, call, warning) => {
    const text = provoke(`REFCOUNT_${type}_SATURATED`);
    expect(text).toContain(`lkdtm: attempting bad refcount_${call}() from saturated\n`);
    expect(text).toContain(`refcount_t: ${warning}.\n`);
    expect(text).toContain(`lkdtm_REFCOUNT_${type}_SATURATED+0x`);
    expect(text.trimEnd().endsWith('lkdtm: Saturation detected: still saturated')).toBe(true);
  });

  test('EXEC_NULL', () => {
    const text = provoke('EXEC_NULL');
    expect(text).toContain('attempting bad execution at 0000000000000000\n');
    expect(text).toContain('#PF: supervisor instruction fetch in kernel mode\n');
    expect(text).toContain('RIP: 0010:0x0\n');
    expect(text).toContain('Code: Unable to access opcode bytes at 0xffffffffffffffd6.\n');
    expect(text).toContain('exited with irqs disabled');
  });
});
