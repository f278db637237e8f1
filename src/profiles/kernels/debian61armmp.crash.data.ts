/**
 * Crash texts of 6.1.0-50-armmp: the stacks its recorded consoles show.
 *
 * Source: linux-arch `armd61-mem-panic-ecc16`, `armd61-dt-init-killed` (one CPU), `armd61-dt-oops-bug-panic-2cpu` (the
 * stopped CPU). Addresses are those that the recorded register and stack dumps name. Unwinding ends at `panic`: the return
 * address of a call that never returns lies in the next function.
 * Format: see `CrashPath` in `../kernel-text.ts`.
 */
import type { ArmCrashText } from '../kernel-text.ts';

export const debian61armmpCrash: ArmCrashText = {
  architecture: 'arm',
  textBase: 0xc0300000,
  symbols: `
show_stack 1c
dump_stack_lvl 4c
panic 370
sysrq_reset_seq_param_set 90
make_task_dead 16c
do_handle_IPI 310
ipi_handler 28
handle_percpu_devid_irq 1c0
handle_irq_desc 84
gic_handle_irq 9c
generic_handle_arch_irq 44
call_with_stack 20
__irq_svc b0
arch_cpu_idle 44 @c030999c
default_idle_call ac
do_idle 148
cpu_startup_entry 34
secondary_start_kernel 148
`,
  paths: {
    'sysrq-c': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [],
          frames: `
unwind_backtrace from show_stack+0x18
show_stack from dump_stack_lvl+0x40
dump_stack_lvl from panic+0x110
panic from sysrq_reset_seq_param_set+0x0
`,
        },
      ],
      fault: null,
    },
    exit: {
      systemCall: 'exit_group',
      stacks: [
        {
          stackPointers: [],
          frames: `
unwind_backtrace from show_stack+0x18
show_stack from dump_stack_lvl+0x40
dump_stack_lvl from panic+0x110
panic from make_task_dead+0x0
`,
        },
      ],
      fault: null,
    },
  },
  stopping: {
    framesBeforeException: `
unwind_backtrace from show_stack+0x18
show_stack from dump_stack_lvl+0x40
dump_stack_lvl from do_handle_IPI+0x2d8
do_handle_IPI from ipi_handler+0x20
ipi_handler from handle_percpu_devid_irq+0x84
handle_percpu_devid_irq from handle_irq_desc+0x74
handle_irq_desc from gic_handle_irq+0x70
gic_handle_irq from generic_handle_arch_irq+0x34
generic_handle_arch_irq from call_with_stack+0x18
call_with_stack from __irq_svc+0x98
`,
    exceptionWords:
      '5 0 counter c031fc80 task c140ae9c task c140aefc 0 cpuid 0 0 percpu sp arch_cpu_idle+3c arch_cpu_idle+40 60030013 ffffffff',
    framesAfterException: `
__irq_svc from arch_cpu_idle+0x40
arch_cpu_idle from default_idle_call+0x30
default_idle_call from do_idle+0xd0
do_idle from cpu_startup_entry+0x30
cpu_startup_entry from secondary_start_kernel+0x124
`,
    entryOffset: 0x301a20,
  },
};
