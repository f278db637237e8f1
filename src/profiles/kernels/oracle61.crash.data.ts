/**
 * Crash texts of 6.1.192-oracle: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `lkdtm-full61-bug`, `lkdtm-full61-exception`, `lkdtm-full61-panic`, `oops-full61-survived-then-second`, `panic-full61-init-exits`, `panic-full61-on-oops`, `sysrq-full61-c`.
 * Format: see `CrashPath` in `../kernel-text.ts`.
 */
import type { X86CrashText } from '../kernel-text.ts';

export const oracle61Crash: X86CrashText = {
  architecture: 'x86_64',
  kaslr: false,
  modulesBase: 'ffffffffa0000000',
  diePrefix: '',
  dieSuffix: '',
  pageTableIsolation: false,
  gs: 'kernel+a4d000',
  cr4: '6b0',
  symbols: `
dump_stack_lvl 2c
dump_stack 12
panic 2ae
vprintk 30
sysrq_handle_crash 20
__handle_sysrq.cold 105
write_sysrq_trigger 40
proc_reg_write 90
vfs_write 310
ksys_write e0
__x64_sys_write 20
x64_sys_call 9a0
do_syscall_64 90
entry_SYSCALL_64_after_hwframe b5
do_exit.cold 15
do_group_exit 60
__x64_sys_exit_group 20
vprintk_default 20
lkdtm_PANIC 15 lkdtm
lkdtm_do_action 1e lkdtm
direct_entry.cold 23 lkdtm
full_proxy_write 80
lkdtm_EXCEPTION 20 @ffffffffa0000260 lkdtm
lkdtm_BUG 10 @ffffffffa0000350 lkdtm
lkdtm_WARNING 20 @ffffffffa0000360 lkdtm
`,
  paths: {
    'sysrq-c': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [],
          frames: `
dump_stack_lvl+0x1f
dump_stack+0x10
panic+0xf5
? vprintk+0x2c
sysrq_handle_crash+0x15
__handle_sysrq.cold+0x3f
write_sysrq_trigger+0x28
proc_reg_write+0x53
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
    exit: {
      systemCall: 'exit_group',
      stacks: [
        {
          stackPointers: [],
          frames: `
dump_stack_lvl+0x1f
dump_stack+0x10
panic+0xf5
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
    'lkdtm-PANIC': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [],
          frames: `
dump_stack_lvl+0x1f
dump_stack+0x10
panic+0xf5
? vprintk_default+0x1d
lkdtm_PANIC+0x15
lkdtm_do_action+0x1c
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
        code: 'e8 4f cf 14 e1 48 83 c4 20 48 89 d8 5b 41 5c 41 5d 41 5e 41 5f 5d c3 48 c7 c3 f4 ff ff ff eb e5 0f 1f 40 00 0f 1f 44 00 00 55 <c7> 04 25 00 00 00 00 00 00 00 00 48 89 e5 5d c3 66 2e 0f 1f 84 00',
        flags: '00000286',
        registers:
          'modules+260 count ffffefff ffffffea sp-148 modules+92c0 sp+10 4ffb ffffefff 1 kernel+a58f60 buffer modules+92c0 sp+128 sp+128',
      },
    },
    'lkdtm-BUG': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3dc0],
          frames: `
lkdtm_do_action+0x1c
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
        cause: 'bug',
        location: 'drivers/misc/lkdtm/bugs.c:78',
        instructionPointer: 'lkdtm_BUG+0x9',
        code: '85 c0 0f 85 c2 13 00 00 48 89 df e8 b1 99 12 e1 4c 89 e7 e8 a9 99 12 e1 48 83 c4 08 5b 41 5c 5d c3 0f 1f 44 00 00 55 48 89 e5 <0f> 0b 0f 1f 44 00 00 0f 1f 44 00 00 83 05 08 99 00 00 01 55 48 89',
        flags: '00000286',
        registers:
          'modules+350 count ffffefff ffffffea sp-148 modules+9290 sp 4ffb ffffefff 1 kernel+a58f60 buffer modules+9290 sp+128 sp+128',
      },
    },
    'lkdtm-WARNING': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3dc0],
          frames: `
lkdtm_do_action+0x1c
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
        cause: 'warning',
        location: 'drivers/misc/lkdtm/bugs.c:85',
        instructionPointer: 'lkdtm_WARNING+0x14',
        code: '08 5b 41 5c 5d c3 0f 1f 44 00 00 55 48 89 e5 0f 0b 0f 1f 44 00 00 0f 1f 44 00 00 83 05 08 99 00 00 01 55 48 89 e5 75 02 5d c3 <0f> 0b 5d c3 0f 1f 84 00 00 00 00 00 0f 1f 44 00 00 55 48 8b 04 25',
        flags: '00000202',
        registers:
          'modules+360 count ffffefff ffffffea sp-148 modules+92a0 sp 4ffb ffffefff 1 kernel+a58f60 buffer modules+92a0 sp+128 sp+128',
      },
    },
  },
};
