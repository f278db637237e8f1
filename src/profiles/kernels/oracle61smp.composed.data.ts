/**
 * Crash texts of `full61smp` that are **composed**, not recorded: the frames of the build without SMP below this build's panic
 * frames.
 */
import type { CrashData } from '../crash-data.ts';

export const oracle61smpComposed: CrashData = {
  symbols: '',
  paths: {
    exit: {
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
dump_stack_lvl+0x3a/0x4c
dump_stack+0x10/0x12
panic+0xfe/0x2be
do_exit.cold+0x15/0x15
do_group_exit+0x2c/0x60
__x64_sys_exit_group+0x18/0x20
x64_sys_call+0x3ad/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
        },
      ],
      fault: null,
      systemCall: 'exit_group',
    },
  },
};
