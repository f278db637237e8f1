/**
 * Crash texts of 6.1.192-oracle-smp: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `panic-full61smp-on-oops`, `sysrq-full61smp-c`.
 * The stack of `exit` is **composed**, not recorded: the frames of the build without SMP below this build's panic frames.
 * Format: see `CrashPath` in `../kernel-text.ts`.
 */
import type { X86CrashText } from '../kernel-text.ts';

export const oracle61smpCrash: X86CrashText = {
  architecture: 'x86_64',
  kaslr: false,
  modulesBase: 'ffffffffa0000000',
  diePrefix: '',
  dieSuffix: ' SMP',
  pageTableIsolation: false,
  gs: 'percpu+7600000',
  cr4: '6b0',
  symbols: `
dump_stack_lvl 4c
dump_stack 12
panic 2be
vprintk 30
sysrq_handle_crash 20
__handle_sysrq.cold 10c
write_sysrq_trigger 40
proc_reg_write 90
vfs_write 320
ksys_write e0
__x64_sys_write 20
x64_sys_call 9a0
do_syscall_64 90
entry_SYSCALL_64_after_hwframe b5
lkdtm_do_action 1e lkdtm
direct_entry.cold 23 lkdtm
full_proxy_write 80
lkdtm_EXCEPTION 20 @ffffffffa0000260 lkdtm
do_exit.cold 15
do_group_exit 60
__x64_sys_exit_group 20
`,
  paths: {
    'sysrq-c': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [],
          frames: `
dump_stack_lvl+0x3a
dump_stack+0x10
panic+0xfe
? vprintk+0x2e
sysrq_handle_crash+0x15
__handle_sysrq.cold+0x3f
write_sysrq_trigger+0x28
proc_reg_write+0x54
vfs_write+0xb3
ksys_write+0x64
__x64_sys_write+0x19
x64_sys_call+0x98e
do_syscall_64+0x3c
entry_SYSCALL_64_after_hwframe+0x4b
`,
        },
      ],
      fault: null,
    },
    'lkdtm-EXCEPTION': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3dc0],
          frames: `
? lkdtm_do_action+0x1c
direct_entry.cold+0x18
full_proxy_write+0x57
vfs_write+0xb3
ksys_write+0x64
__x64_sys_write+0x19
x64_sys_call+0x98e
do_syscall_64+0x3c
entry_SYSCALL_64_after_hwframe+0x4b
`,
        },
      ],
      fault: {
        cause: 'null-write',
        location: null,
        instructionPointer: 'lkdtm_EXCEPTION+0x6',
        code: 'e8 7f 9f 18 e1 48 83 c4 20 48 89 d8 5b 41 5c 41 5d 41 5e 41 5f 5d c3 48 c7 c3 f4 ff ff ff eb e5 0f 1f 40 00 0f 1f 44 00 00 55 <c7> 04 25 00 00 00 00 00 00 00 00 48 89 e5 5d c3 66 2e 0f 1f 84 00',
        flags: '00000286',
        registers:
          'modules+260 count ffffefff ffffffea sp-148 modules+92c0 sp+10 4ffb ffffefff 1 kernel+a3e720 buffer modules+92c0 sp+128 sp+128',
      },
    },
    exit: {
      systemCall: 'exit_group',
      stacks: [
        {
          stackPointers: [],
          frames: `
dump_stack_lvl+0x3a
dump_stack+0x10
panic+0xfe
do_exit.cold+0x15
do_group_exit+0x2c
__x64_sys_exit_group+0x18
x64_sys_call+0x3ad
do_syscall_64+0x3c
entry_SYSCALL_64_after_hwframe+0x4b
`,
        },
      ],
      fault: null,
    },
  },
};
