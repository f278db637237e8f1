/**
 * Crash texts of `full61smp`: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `panic-full61smp-on-oops`, `panic-full61smp-print-cpus`, `sysrq-full61smp-c`; made by
 * `scripts/record/crash-data.ts`. Format: see `CrashPath` in `../kernel-text.ts`.
 */
import type { CrashData } from '../crash-data.ts';

export const oracle61smpCrash: CrashData = {
  symbols: `
lkdtm_EXCEPTION 20 @ffffffffa0000260 lkdtm

`,
  paths: {
    'lkdtm-EXCEPTION': {
      fault: {
        cause: 'page-fault',
        errorCode: 2,
        address: '0',
        pageTables: 'pgd+67 pgd+67 pud+67 0',
        instructionPointer: 'lkdtm_EXCEPTION+0x6/0x20 [lkdtm]',
        code: 'e8 7f 9f 18 e1 48 83 c4 20 48 89 d8 5b 41 5c 41 5d 41 5e 41 5f 5d c3 48 c7 c3 f4 ff ff ff eb e5 0f 1f 40 00 0f 1f 44 00 00 55 <c7> 04 25 00 00 00 00 00 00 00 00 48 89 e5 5d c3 66 2e 0f 1f 84 00',
        flags: '00000286',
        registers:
          'modules+260 count ffffefff ffffffea sp-148 modules+92c0 sp+10 4ffb ffffefff 1 kernel+a3e720 buffer modules+92c0 sp+128 sp+128',
      },
      stacks: [
        {
          stackPointers: [15808],
          frames: `
<TASK>
? lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x320
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-PANIC': {
      fault: null,
      panic: 'dumptest',
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
dump_stack_lvl+0x3a/0x4c
dump_stack+0x10/0x12
panic+0xfe/0x2be
? vprintk_default+0x1d/0x20
lkdtm_PANIC+0x15/0x15 [lkdtm]
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x320
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'sysrq-c': {
      fault: null,
      panic: 'sysrq triggered crash',
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
dump_stack_lvl+0x3a/0x4c
dump_stack+0x10/0x12
panic+0xfe/0x2be
? vprintk+0x2e/0x30
sysrq_handle_crash+0x15/0x20
__handle_sysrq.cold+0x3f/0x10c
write_sysrq_trigger+0x28/0x40
proc_reg_write+0x54/0x90
vfs_write+0xb3/0x320
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
  },
};
