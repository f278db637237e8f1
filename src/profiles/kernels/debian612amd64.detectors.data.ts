/**
 * Where a hanging, an idle and an interrupted CPU of `deb612` is: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `hang-deb612-hung-task`, `hang-deb612-hung-task-panic`, `hang-deb612-smp-call-lockup`, `hang-deb612-smp-rcu-stall-panic`, `watchdog-deb612-i6300esb-nmi`, `watchdog-deb612-softdog-panic`; made by `scripts/record/detector-data.ts`.
 * Format: see `DetectorData` in `detector-paths.ts`.
 */
import type { DetectorData } from './detector-paths.ts';

export const debian612amd64Detectors: DetectorData = {
  heads: {
    'rcu-stall': `
<IRQ>
panic+0x344/0x3a0
rcu_sched_clock_irq+0x1217/0x1220
? update_load_avg+0x7e/0x7d0
? timekeeping_update+0xdd/0x130
? tmigr_requires_handle_remote+0x7d/0x100
update_process_times+0x70/0xc0
tick_nohz_handler+0x8f/0x140
? __pfx_tick_nohz_handler+0x10/0x10
__hrtimer_run_queues+0x10a/0x250
hrtimer_interrupt+0xfa/0x230
__sysvec_apic_timer_interrupt+0x55/0x120
sysvec_apic_timer_interrupt+0x6c/0x90
</IRQ>
<TASK>
asm_sysvec_apic_timer_interrupt+0x1a/0x20
`,
    nmi: `
<NMI>
panic+0x344/0x3a0
? _printk+0x64/0x80
nmi_panic+0x2b/0x40
unknown_nmi_error+0x73/0xc0
exc_nmi+0x125/0x1a0
end_repeat_nmi+0xf/0x53
`,
    softdog: `
<IRQ>
panic+0x344/0x3a0
softdog_fire+0xcd/0xd0 [softdog]
? __pfx_softdog_fire+0x10/0x10 [softdog]
__hrtimer_run_queues+0x10a/0x250
hrtimer_interrupt+0xfa/0x230
__sysvec_apic_timer_interrupt+0x55/0x120
sysvec_apic_timer_interrupt+0x6c/0x90
</IRQ>
<TASK>
asm_sysvec_apic_timer_interrupt+0x1a/0x20
`,
  },
  contexts: {
    'smp-call-target': {
      systemCall: null,
      registers: {
        instructionPointer: '__lkdtm_SMP_CALL_LOCKUP+0xb/0x10 [lkdtm]',
        code: 'eb fc 66 66 2e 0f 1f 84 00 00 00 00 00 66 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 0f 1f 44 00 00 f3 90 <eb> fc 0f 1f 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3',
        flags: '00000046',
        registers: '10 0 vmalloc+1bfb00 0 1043513e1 0 0 0 0 0 sp+48 vmalloc+1bfb00 0 modules+201640 0',
      },
      blocks: [
        {
          instructionPointer: 'pv_native_safe_halt+0xf/0x20',
          code: '22 d7 c3 cc cc cc cc 0f 1f 40 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa eb 07 0f 00 2d a5 4e 32 00 fb f4 <c3> cc cc cc cc 66 66 2e 0f 1f 84 00 00 00 00 00 90 90 90 90 90 90',
          flags: '00000206',
          registers: '0 0 fffedf4b 0 82 18c4 kernel+1c10940 kernel+1c03df8 1 1 kernel+1c5a380 0 0 0 147b0',
          stackPointer: 'kernel+1c03e88',
        },
      ],
      stacks: [
        {
          stackPointers: [16304],
          frames: `
<IRQ>
__flush_smp_call_function_queue+0x95/0x410
__sysvec_call_function_single+0x1c/0xc0
sysvec_call_function_single+0x6c/0x90
</IRQ>
<TASK>
asm_sysvec_call_function_single+0x1a/0x20
@0
default_idle+0x9/0x20
default_idle_call+0x30/0x100
do_idle+0x26b/0x2a0
cpu_startup_entry+0x29/0x30
rest_init+0xcc/0xd0
start_kernel+0x63f/0x8d0
x86_64_start_reservations+0x18/0x30
x86_64_start_kernel+0x96/0xa0
common_startup_64+0x13e/0x141
</TASK>
`,
          flags: '00000046',
        },
      ],
    },
    'lkdtm-SMP_CALL_LOCKUP': {
      systemCall: 'write',
      registers: {
        instructionPointer: 'smp_call_function_single+0xfb/0x140',
        code: '25 28 00 00 00 75 5d c9 c3 cc cc cc cc 48 89 e6 48 89 54 24 18 4c 89 44 24 10 e8 d0 fd ff ff 8b 54 24 08 83 e2 01 74 0b f3 90 <8b> 54 24 08 83 e2 01 75 f5 eb b9 8b 05 24 dd 5b 02 85 c0 0f 85 66',
        flags: '00000202',
        registers: '0 1 0 1 fb 0 sp+58 modules+201640 3 sp-e0 kernel+1ccc3e8 modules+2092b0 sp+178 count sp+178',
      },
      stacks: [
        {
          stackPointers: [15104],
          frames: `
<TASK>
? __pfx___lkdtm_SMP_CALL_LOCKUP+0x10/0x10 [lkdtm]
? find_crashtype+0x4f/0x80 [lkdtm]
lkdtm_SMP_CALL_LOCKUP+0x5f/0xa0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? filemap_map_pages+0x556/0x680
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? ksys_dup3+0x63/0xf0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000202',
          userFlags: '00000202',
        },
      ],
    },
    'lkdtm-SOFTLOCKUP': {
      systemCall: 'write',
      registers: {
        instructionPointer: 'lkdtm_SOFTLOCKUP+0x12/0x20 [lkdtm]',
        code: '00 eb fe 0f 1f 44 00 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 0f 1f 44 00 00 65 ff 05 d8 3b e3 3f f3 90 <eb> fc 66 66 2e 0f 1f 84 00 00 00 00 00 90 90 90 90 90 90 90 90 90',
        flags: '00000282',
        registers:
          'modules+2015e0 buffer c0000000ffffefff 0 ffffefff modules+209290 count 0 3 sp-150 kernel+1ccc3e8 modules+209290 sp+108 count sp+108',
      },
      stacks: [
        {
          stackPointers: [15520],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __cgroup_rstat_updated+0x69/0x220
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
          userFlags: '00000202',
        },
      ],
      staleInInterrupt: '? __pfx_lkdtm_SOFTLOCKUP+0x10/0x10 [lkdtm]',
    },
    idle: {
      systemCall: null,
      registers: {
        instructionPointer: 'pv_native_safe_halt+0xf/0x20',
        code: '22 d7 c3 cc cc cc cc 0f 1f 40 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa eb 07 0f 00 2d a5 4e 32 00 fb f4 <c3> cc cc cc cc 66 66 2e 0f 1f 84 00 00 00 00 00 90 90 90 90 90 90',
        flags: '00000206',
        registers: '0 0 0 0 87 364 kernel+1c10940 buffer+ea0 7 1 kernel+1c5a380 0 0 0 147b0',
      },
      staleInNmi: `
? pv_native_safe_halt+0xf/0x20
? pv_native_safe_halt+0xf/0x20
`,
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
default_idle+0x9/0x20
default_idle_call+0x30/0x100
do_idle+0x26b/0x2a0
cpu_startup_entry+0x29/0x30
rest_init+0xcc/0xd0
start_kernel+0x63f/0x8d0
x86_64_start_reservations+0x18/0x30
x86_64_start_kernel+0x96/0xa0
common_startup_64+0x13e/0x141
</TASK>
`,
          flags: '00000206',
        },
      ],
      flags: { softdog: '00000202' },
      staleInInterrupt: '',
    },
  },
  threads: {
    'lkdtm-HUNG_TASK': {
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
__schedule+0x4e0/0xbf0
schedule+0x27/0xc0
lkdtm_HUNG_TASK+0x1e/0x20 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? locked_inode_to_wb_and_lock_list+0x59/0x160
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? notify_change+0x29e/0x510
? xattr_resolve_name+0xab/0xc0
? __vfs_getxattr+0x59/0xb0
? alloc_fd+0xb4/0x170
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          userFlags: '00000202',
        },
        {
          stackPointers: [],
          frames: `
<TASK>
__schedule+0x4e0/0xbf0
schedule+0x27/0xc0
lkdtm_HUNG_TASK+0x1e/0x20 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? syscall_exit_to_user_mode+0x37/0x1b0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? terminate_walk+0xee/0x100
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          userFlags: '00000202',
        },
        {
          stackPointers: [],
          frames: `
<TASK>
__schedule+0x4e0/0xbf0
schedule+0x27/0xc0
lkdtm_HUNG_TASK+0x1e/0x20 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          userFlags: '00000202',
        },
      ],
    },
    'hung-task-panic': {
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
panic+0x344/0x3a0
watchdog+0x2f2/0x5d0
? __pfx_watchdog+0x10/0x10
kthread+0xcf/0x100
? __pfx_kthread+0x10/0x10
ret_from_fork+0x31/0x50
? __pfx_kthread+0x10/0x10
ret_from_fork_asm+0x1a/0x30
</TASK>
`,
        },
      ],
    },
    'rcu-gp-kthread': {
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
__schedule+0x4e0/0xbf0
schedule+0x27/0xc0
schedule_timeout+0x9e/0x170
? __pfx_process_timeout+0x10/0x10
rcu_gp_fqs_loop+0x140/0x540
? __note_gp_changes+0x151/0x1a0
? __pfx_rcu_gp_kthread+0x10/0x10
rcu_gp_kthread+0xdb/0x1b0
kthread+0xcf/0x100
? __pfx_kthread+0x10/0x10
ret_from_fork+0x31/0x50
? __pfx_kthread+0x10/0x10
ret_from_fork_asm+0x1a/0x30
</TASK>
`,
        },
      ],
    },
  },
};
