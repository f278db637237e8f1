/**
 * Crash texts of 4.19.0-6-armmp. **Read, not recorded**: the lines follow Linux v4.19 `arch/arm/kernel/traps.c`, `smp.c` and
 * `drivers/tty/sysrq.c`. From the Apertis document's transcript are the code bytes, the addresses of cpu_startup_entry,
 * secondary_start_kernel and of the CPUs' physical entry. All other addresses, sizes, offsets and stack words are stand-ins, which
 * fit together: what a word or a branch names is the symbol of that address.
 */
import type { ArchCrashData } from '../arch-crash-text.ts';

export const apertis419CrashPaths: ArchCrashData = {
  symbols: `
secondary_start_kernel 188 @c031280c
cpu_startup_entry 24 @c03845d8
do_idle 2a8 @c03842cc
call_cpuidle 4c @c038420c
cpuidle_enter 20 @c09cb6e0
cpuidle_enter_state 3f8 @c09cb2c4
arch_cpu_idle 44 @c0309190
__irq_svc 90 @c0301a2c
gic_handle_irq ac @c0302388
handle_IPI 3ec @c0311fb4
arm_heavy_mb 38 @c031b648
ret_fast_syscall 54 @c0301000
sysrq_handle_crash 2c @c07d24f0
__handle_sysrq 178 @c07d2aa8
write_sysrq_trigger 54 @c07d3074
proc_reg_write 94 @c05639d4
__vfs_write 170 @c04dd0b8
vfs_write 1b4 @c04dd3f4
ksys_write f4 @c04dd6e8
show_stack 24 @c030d6bc
unwind_backtrace 120 @c0313b28
dump_stack 9c @c0c63bd8
panic 2d0 @c0345d2c
do_exit c10 @c034a2b4
do_group_exit e4 @c034b7e8
__wake_up_parent 30 @c034b8cc
`,
  paths: {
    exit: {
      systemCall: 'exit_group',
      stacks: [
        {
          stackPointers: [],
          frames: `
unwind_backtrace from show_stack+0x20/0x24
show_stack from dump_stack+0x88/0x9c
dump_stack from panic+0xf4/0x2d0
panic from do_exit+0xbdc/0xc10
do_exit from do_group_exit+0x5c/0xe4
do_group_exit from __wake_up_parent+0x0/0x30
__wake_up_parent from ret_fast_syscall+0x0/0x54
@0
`,
        },
      ],
      fault: null,
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+108',
          registers: '0 usp+1c4 1 0 heap+11f8 0 0 f8 1 heap+10c0 usp+1d0 heap+1140 f8 usp-8 60164 0 200b0030 0',
        },
      ],
    },
    'sysrq-c': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ee8],
          frames: `
sysrq_handle_crash from __handle_sysrq+0xac/0x178
__handle_sysrq from write_sysrq_trigger+0x4c/0x54
write_sysrq_trigger from proc_reg_write+0x74/0x94
proc_reg_write from __vfs_write+0x50/0x170
__vfs_write from vfs_write+0xb0/0x1b4
vfs_write from ksys_write+0x64/0xf4
ksys_write from ret_fast_syscall+0x0/0x54
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        address: '0',
        pageTables: '0',
        errorCode: 0x805,
        instructionPointer: 'sysrq_handle_crash+0x24/0x2c',
        linkRegister: 'sysrq_handle_crash+0x1c/0x2c',
        flags: '60000013',
        code: 'e5834000 f57ff04e ebed244d e3a03000 (e5c34000) ',
        registers: '0 0 51 sp+80 kernel+120534c 7 63 0 1 0 kernel+12a3f54 0 63',
        stackWords:
          '7 kernel+4d2b54 2 0 obj0+80 kernel+4d30c0 obj1+80 2 kernel+4d3074 kernel+263a48 obj0+80 ' +
          'kernel+2639d4 heap+2b8 2 sp+80 0 0 kernel+1dd108 canary obj0+80 0 2 obj2 0 7fffffff heap+2b8 obj0+80 ' +
          'sp+80 0 kernel+1dd4a4 2 0 0 obj0+80 obj0+80 heap+2b8 canary sp+80 kernel+1dd74c 0 0 canary 2 ' +
          'heap+2b8 1 0 4 kernel+1000 2 heap+2b8 1 heap+2b8 2 0 2 heap+2b8 b6f5bce8 4 2 0 0 usp 0 b6ee1a60 ' +
          '60000010 1 0 0 0 0',
        special: 'table+6a',
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+c0',
          registers: '2 heap+2b8 1 heap+2b8 2 0 2 heap+2b8 b6f5bce8 4 2 0 0 usp 0 b6ee1a60 60000010 1',
        },
      ],
    },
  },
};
