/**
 * Where a hanging, an idle and an interrupted CPU of `deb61` is: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `hang-deb61-loop`, `nmi-deb61-unknown-panic`; made by `scripts/record/detector-data.ts`.
 * Format: see `DetectorData` in `detector-paths.ts`.
 */
import type { DetectorData } from './detector-paths.ts';

export const debian61amd64Detectors: DetectorData = {
  heads: {
    nmi: `
<NMI>
dump_stack_lvl+0x44/0x5c
panic+0x118/0x2f4
? _printk+0x68/0x83
nmi_panic.cold+0xc/0xc
unknown_nmi_error.cold+0x3b/0x49
exc_nmi+0x11e/0x150
end_repeat_nmi+0x16/0x67
`,
  },
  contexts: {
    'lkdtm-LOOP': {
      systemCall: 'write',
      registers: {
        instructionPointer: 'lkdtm_LOOP+0x5/0x10 [lkdtm]',
        code: '00 00 00 66 90 0f 1f 44 00 00 c7 04 25 00 00 00 00 00 00 00 00 c3 cc cc cc cc 66 66 2e 0f 1f 84 00 00 00 00 00 0f 1f 44 00 00 <eb> fe 66 0f 1f 84 00 00 00 00 00 0f 1f 44 00 00 65 ff 05 64 e6 e1',
        flags: '00000286',
        registers:
          'modules+2014c0 count c0000000ffffefff 0 ffffefff modules+20ce70 buffer 0 sp-160 3 kernel+1ad4448 modules+20ce70 sp+100 count sp+100',
      },
      stacks: [
        {
          stackPointers: [14856],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
? __x64_sys_rt_sigaction+0xeb/0x110
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
? _copy_to_user+0x21/0x30
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? do_syscall_64+0x69/0xb0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
    },
    idle: {
      systemCall: null,
      registers: {
        instructionPointer: 'native_safe_halt+0xb/0x10',
        code: '7f c3 cc cc cc cc 65 48 8b 04 25 80 fb 01 00 3e 80 48 02 20 48 8b 00 a8 08 75 c0 eb 88 cc cc eb 07 0f 00 2d 09 05 5b 00 fb f4 <c3> cc cc cc cc eb 07 0f 00 2d f9 04 5b 00 f4 c3 cc cc cc cc cc 0f',
        flags: '00000246',
        registers: '1ad40 0 0 4000000000000000 83 d4 kernel+1a1aa40 23000 7 fffffffb 1 0 0 0 14790',
      },
      staleInNmi: `
? native_safe_halt+0xb/0x10
? native_safe_halt+0xb/0x10
`,
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
amd_e400_idle+0x3d/0x50
default_idle_call+0x38/0xf0
do_idle+0x206/0x2b0
cpu_startup_entry+0x26/0x30
rest_init+0xca/0xd0
arch_call_rest_init+0xa/0x14
start_kernel+0x6fb/0x70f
secondary_startup_64_no_verify+0xe5/0xeb
</TASK>
`,
          flags: '00000246',
        },
      ],
    },
  },
  threads: {
    'rcu-gp-kthread': {
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
__schedule+0x34d/0xa00
? rcu_gp_cleanup+0x460/0x460
schedule+0x5a/0xd0
schedule_timeout+0x94/0x150
? __bpf_trace_tick_stop+0x10/0x10
rcu_gp_fqs_loop+0x141/0x560
rcu_gp_kthread+0xd8/0x1b0
kthread+0xd7/0x100
? kthread_complete_and_exit+0x20/0x20
ret_from_fork+0x1f/0x30
</TASK>
`,
        },
      ],
    },
  },
};
