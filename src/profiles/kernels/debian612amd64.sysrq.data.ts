/**
 * State dumps of kernel deb612, as its recorded consoles show it.
 *
 * Written by scripts/record/state-dumps.ts. Format: see the type.
 */
import type { StateText } from '../state-text.ts';

export const debian612amd64State: StateText = {
  isDistribution: true,
  threads: `2 kthreadd S 00004000 kthreadd 120 100 3292.798470 6.770344 3293.439508
3 pool_workqueue_ S 00004000 kthread_worker_fn 120 4 1210.111036 0.041762 1210.800981
4 kworker/R-kvfre I 00004000 rescuer_thread 100 2 213.071790 0.021747 213.765018
5 kworker/R-rcu_g I 00004000 rescuer_thread 100 2 213.102974 0.021883 213.796202
6 kworker/R-sync_ I 00004000 rescuer_thread 100 2 213.147943 0.021762 213.841172
7 kworker/R-slub_ I 00004000 rescuer_thread 100 2 213.179291 0.021748 213.872520
8 kworker/R-netns I 00004000 rescuer_thread 100 2 213.244700 0.022466 213.937209
9 kworker/0:0 I 00004000 worker_thread 120 5 3291.870509 0.092691 3292.550285 Workqueue:  0x0 (pm)
10 kworker/0:1 D 00004000 __wait_for_common 120 43 3286.428934 5.270268 3287.119730 Workqueue: events do_free_init
11 kworker/0:0H I 00004000 worker_thread 100 5 725.754770 0.061878 725.762566 Workqueue:  0x0 (events_highpri)
12 kworker/u4:0 I 00004000 worker_thread 120 7 605.666012 193.719587 606.366012 Workqueue:  0x0 (eval_map_wq)
13 kworker/R-mm_pe I 00004000 rescuer_thread 100 2 213.368246 0.000000 214.068246
14 rcu_tasks_kthre I 00004000 rcu_tasks_one_gp 120 2 211.591757 0.000000 212.291757
15 rcu_tasks_rude_ I 00004000 rcu_tasks_one_gp 120 2 211.591757 0.000000 212.291757
16 rcu_tasks_trace I 00004000 rcu_tasks_one_gp 120 2 211.591757 0.000000 212.291757
17 ksoftirqd/0 S 00004000 smpboot_thread_fn 120 19 1538.022330 10.776172 1538.696304
18 rcu_preempt I 00004000 rcu_gp_fqs_loop 120 50 3291.788387 9.944382 3292.471995
19 rcu_exp_par_gp_ S 00004000 kthread_worker_fn-2 120 2 211.591757 0.000000 212.291757
20 rcu_exp_gp_kthr S 00004000 kthread_worker_fn-3 120 12 1231.476403 0.093373 1232.167797
21 migration/0 S 00004000 smpboot_thread_fn-2 0 6 211.591757 0.021637 212.291757 Stopper: 0x0 <- 0x0
22 idle_inject/0 S 00004000 smpboot_thread_fn-2 49 3 212.068480 0.029069 0.692481
23 cpuhp/0 S 00004000 smpboot_thread_fn 120 8 1016.311717 0.596860 1016.895935
25 kdevtmpfs S 00004000 devtmpfs_work_loop 120 99 1034.658677 4.940484 1035.315827
26 kworker/R-inet_ I 00004000 rescuer_thread 100 2 217.731620 0.418591 218.028019
27 kauditd S 00004000 kauditd_thread 120 3 227.485567 0.063332 228.140325
28 khungtaskd S 00004000 watchdog 120 2 231.653137 0.017859 232.345714
29 kworker/u4:1 I 00004000 worker_thread 120 61 1815.014371 224.111815 1815.701007 Workqueue:  0x0 (events_unbound)
30 oom_reaper S 00004000 oom_reaper 120 2 394.640469 0.019839 395.334893
31 kworker/u4:2 I 00004000 worker_thread 120 2 403.203857 0.018917 403.899231
32 kworker/R-write I 00004000 rescuer_thread 100 2 417.510479 0.023223 418.205563
33 kcompactd0 S 00004000 kcompactd 120 7 3031.483036 0.063974 3032.173598
34 ksmd S 00004000 ksm_scan_thread 125 2 411.016247 0.024607 411.692626
35 kworker/R-kinte I 00004000 rescuer_thread 100 2 443.541935 0.022369 444.234663
36 kworker/R-kbloc I 00004000 rescuer_thread 100 2 445.538257 0.020172 446.233332
37 kworker/R-blkcg I 00004000 rescuer_thread 100 2 446.956541 0.019258 447.652279
38 irq/9-acpi S 00004000 irq_thread 49 2 450.187000 0.024544 0.692430
39 kworker/R-tpm_d I 00004000 rescuer_thread 100 2 484.718068 0.020037 485.413061
40 kworker/R-edac- I 00004000 rescuer_thread 100 2 491.193568 0.020308 491.888705
41 kworker/R-devfr I 00004000 rescuer_thread 100 2 491.820173 0.023849 492.515092
42 kworker/R-quota I 00004000 rescuer_thread 100 2 608.810968 0.022634 609.503333
43 kworker/0:1H I 00004000 worker_thread 100 2 725.774642 0.019362 725.782656
44 kswapd0 S 00004000 kswapd 120 3 759.192374 0.027116 759.885910
51 kworker/R-kthro I 00004000 rescuer_thread 100 2 995.481632 0.021667 996.174886
55 kworker/R-acpi_ I 00004000 rescuer_thread 100 2 1006.409773 0.023224 1007.101538
56 kworker/R-mld I 00004000 rescuer_thread 100 2 1016.287046 0.021800 1016.980290
57 kworker/R-ipv6_ I 00004000 rescuer_thread 100 2 1016.451688 0.021689 1017.144974
62 kworker/R-kstrp I 00004000 rescuer_thread 100 2 1018.350789 0.022355 1019.043424
64 kworker/u5:0 I 00004000 worker_thread 100 2 1108.224274 0.017238 1108.232269
124 kworker/0:2 I 00004000 worker_thread 120 2 3293.392088 0.015388 3294.086984`,
  stacks: {
    kthreadd: ` __schedule+0x4e0/0xbf0
 schedule+0x27/0xc0
 kthreadd+0x2d3/0x2f0
 ? __pfx_kthreadd+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthreadd+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    kthread_worker_fn: ` ? __pfx_pwq_release_workfn+0x10/0x10
 __schedule+0x4e0/0xbf0
 ? __pfx_pwq_release_workfn+0x10/0x10
 schedule+0x27/0xc0
 kthread_worker_fn+0x10a/0x220
 ? __pfx_kthread_worker_fn+0x10/0x10
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    rescuer_thread: ` __schedule+0x4e0/0xbf0
 schedule+0x27/0xc0
 rescuer_thread+0x4c4/0x5b0
 ? __pfx_rescuer_thread+0x10/0x10
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    worker_thread: ` __schedule+0x4e0/0xbf0
 schedule+0x27/0xc0
 worker_thread+0x97/0x2f0
 ? __pfx_worker_thread+0x10/0x10
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    __wait_for_common: ` __schedule+0x4e0/0xbf0
 schedule+0x27/0xc0
 schedule_timeout+0x15d/0x170
 __wait_for_common+0x90/0x1e0
 ? __pfx_schedule_timeout+0x10/0x10
 wait_for_completion_state+0x21/0x40
 __wait_rcu_gp+0x13e/0x140
 synchronize_rcu_normal.part.0+0x45/0x70
 ? __pfx_call_rcu_hurry+0x10/0x10
 ? __pfx_wakeme_after_rcu+0x10/0x10
 synchronize_rcu_normal+0xad/0xc0
 do_free_init+0x19/0x60
 process_one_work+0x18d/0x3a0
 worker_thread+0x191/0x2f0
 ? __pfx_worker_thread+0x10/0x10
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    rcu_tasks_one_gp: ` __schedule+0x4e0/0xbf0
 schedule+0x27/0xc0
 rcu_tasks_one_gp+0x210/0x430
 ? __pfx_rcu_tasks_kthread+0x10/0x10
 rcu_tasks_kthread+0x95/0xa0
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    smpboot_thread_fn: ` ? __pfx_smpboot_thread_fn+0x10/0x10
 __schedule+0x4e0/0xbf0
 ? __pfx_smpboot_thread_fn+0x10/0x10
 schedule+0x27/0xc0
 smpboot_thread_fn+0x14c/0x1d0
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    rcu_gp_fqs_loop: ` __schedule+0x4e0/0xbf0
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
 ret_from_fork_asm+0x1a/0x30`,
    'kthread_worker_fn-2': ` ? __pfx_kthread_worker_fn+0x10/0x10
 __schedule+0x4e0/0xbf0
 ? __pfx_kthread_worker_fn+0x10/0x10
 schedule+0x27/0xc0
 kthread_worker_fn+0x10a/0x220
 ? __pfx_kthread_worker_fn+0x10/0x10
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    'kthread_worker_fn-3': ` ? __pfx_wait_rcu_exp_gp+0x10/0x10
 __schedule+0x4e0/0xbf0
 ? __pfx_wait_rcu_exp_gp+0x10/0x10
 schedule+0x27/0xc0
 kthread_worker_fn+0x10a/0x220
 ? __pfx_kthread_worker_fn+0x10/0x10
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    'smpboot_thread_fn-2': ` __schedule+0x4e0/0xbf0
 ? __pfx_smpboot_thread_fn+0x10/0x10
 schedule+0x27/0xc0
 smpboot_thread_fn+0x14c/0x1d0
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    devtmpfs_work_loop: ` __schedule+0x4e0/0xbf0
 schedule+0x27/0xc0
 devtmpfs_work_loop+0x2f5/0x300
 ? __pfx_devtmpfsd+0x10/0x10
 devtmpfsd+0x2e/0x30
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    kauditd_thread: ` ? __pfx_kauditd_thread+0x10/0x10
 __schedule+0x4e0/0xbf0
 ? __pfx_kauditd_thread+0x10/0x10
 schedule+0x27/0xc0
 kauditd_thread+0x1d2/0x2d0
 ? __pfx_autoremove_wake_function+0x10/0x10
 ? __pfx_kauditd_thread+0x10/0x10
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    watchdog: ` ? __pfx_watchdog+0x10/0x10
 __schedule+0x4e0/0xbf0
 ? __pfx_watchdog+0x10/0x10
 schedule+0x27/0xc0
 schedule_timeout+0x9e/0x170
 ? __pfx_process_timeout+0x10/0x10
 watchdog+0x7f/0x5d0
 ? __pfx_watchdog+0x10/0x10
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    oom_reaper: ` ? __pfx_oom_reaper+0x10/0x10
 __schedule+0x4e0/0xbf0
 ? __pfx_oom_reaper+0x10/0x10
 schedule+0x27/0xc0
 oom_reaper+0x29d/0x400
 ? __pfx_autoremove_wake_function+0x10/0x10
 ? __pfx_oom_reaper+0x10/0x10
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    kcompactd: ` __schedule+0x4e0/0xbf0
 schedule+0x27/0xc0
 schedule_timeout+0x9e/0x170
 ? __pfx_process_timeout+0x10/0x10
 kcompactd+0x3f2/0x450
 ? __pfx_autoremove_wake_function+0x10/0x10
 ? __pfx_kcompactd+0x10/0x10
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    ksm_scan_thread: ` ? __pfx_ksm_scan_thread+0x10/0x10
 __schedule+0x4e0/0xbf0
 ? __pfx_ksm_scan_thread+0x10/0x10
 schedule+0x27/0xc0
 ksm_scan_thread+0x15b6/0x2430
 ? native_load_gs_index+0x2a/0x40
 ? finish_task_switch.isra.0+0x97/0x2f0
 ? __pfx_ksm_scan_thread+0x10/0x10
 ? __schedule+0x4e8/0xbf0
 ? __pfx_autoremove_wake_function+0x10/0x10
 ? __pfx_ksm_scan_thread+0x10/0x10
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    irq_thread: ` __schedule+0x4e0/0xbf0
 schedule+0x27/0xc0
 irq_thread+0xf5/0x290
 ? __pfx_irq_thread_fn+0x10/0x10
 ? __pfx_irq_thread+0x10/0x10
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    kswapd: ` __schedule+0x4e0/0xbf0
 schedule+0x27/0xc0
 kswapd+0x342/0x360
 ? __pfx_autoremove_wake_function+0x10/0x10
 ? __pfx_kswapd+0x10/0x10
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
  },
  waiting: {
    do_wait: ` __schedule+0x4e0/0xbf0
 schedule+0x27/0xc0
 do_wait+0x5d/0x110
 kernel_wait4+0xb7/0x160
 ? __pfx_child_wait_callback+0x10/0x10
 __do_sys_wait4+0xa2/0xb0
 do_syscall_64+0x87/0x1b0
 ? __count_memcg_events+0x53/0xf0
 ? count_memcg_events.constprop.0+0x1a/0x30
 ? handle_mm_fault+0xae/0x2d0
 ? do_user_addr_fault+0x379/0x6a0
 ? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
 entry_SYSCALL_64_after_hwframe+0x76/0x7e
RIP: 0033:0x460a63
RSP: 002b:%{usp} EFLAGS: 00000202 ORIG_RAX: 000000000000003d
RAX: ffffffffffffffda RBX: %{brk+1860} RCX: 0000000000460a63
RDX: 0000000000000000 RSI: %{usp+24} RDI: 00000000ffffffff
RBP: 0000000000000001 R08: 0000000000000000 R09: 0000000000000000
R10: 0000000000000000 R11: 0000000000000202 R12: %{brk+1860}
R13: %{brk+6f0} R14: 0000000000000000 R15: 0000000000000001`,
  },
  asking: {
    'panic-tasks': [
      ` sched_show_task+0x11a/0x150
 show_state_filter+0x58/0xe0
 panic_print_sys_info.part.0+0x2c/0x80
 panic+0x31c/0x3a0`,
    ],
    l: [
      ` dump_stack_lvl+0x64/0x80
 nmi_cpu_backtrace+0xd6/0x110
 ? __pfx_nmi_raise_cpu_backtrace+0x10/0x10
 nmi_trigger_cpumask_backtrace+0x124/0x130
 __handle_sysrq+0xa4/0x1a0
 write_sysrq_trigger+0x59/0x80
 proc_reg_write+0x57/0xa0
 vfs_write+0xf5/0x450
 ? syscall_exit_to_user_mode+0x37/0x1b0
 ksys_write+0x6f/0xf0
 do_syscall_64+0x87/0x1b0
 ? do_user_addr_fault+0x379/0x6a0
 ? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
 entry_SYSCALL_64_after_hwframe+0x76/0x7e
RIP: 0033:0x47b7a0
Code: 40 00 48 c7 c2 e0 ff ff ff f7 d8 64 89 02 48 c7 c0 ff ff ff ff eb b7 0f 1f 00 80 3d e8 85 16 00 00 74 17 b8 01 00 00 00 0f 05 <48> 3d 00 f0 ff ff 77 58 c3 0f 1f 80 00 00 00 00 48 83 ec 28 48 89
RSP: 002b:%{usp} EFLAGS: 00000202 ORIG_RAX: 0000000000000001
RAX: ffffffffffffffda RBX: 0000000000000001 RCX: 000000000047b7a0
RDX: %{count} RSI: %{brk+28f0} RDI: 0000000000000001
RBP: %{brk+28f0} R08: fefefefefefefeff R09: %{word}
R10: 00000000000001b6 R11: 0000000000000202 R12: %{count}
R13: %{brk+3a0} R14: 0000000000000001 R15: %{usp+68}`,
      ` dump_stack_lvl+0x64/0x80
 nmi_cpu_backtrace+0xd6/0x110
 ? __pfx_nmi_raise_cpu_backtrace+0x10/0x10
 nmi_trigger_cpumask_backtrace+0x124/0x130
 __handle_sysrq+0xa4/0x1a0
 write_sysrq_trigger+0x59/0x80
 proc_reg_write+0x57/0xa0
 vfs_write+0xf5/0x450
 ? __pte_offset_map+0x1b/0x180
 ? next_uptodate_folio+0x85/0x2a0
 ksys_write+0x6f/0xf0
 do_syscall_64+0x87/0x1b0
 ? do_fault+0x281/0x4d0
 ? __handle_mm_fault+0x6f1/0xff0
 ? syscall_exit_to_user_mode+0x37/0x1b0
 ? __count_memcg_events+0x53/0xf0
 ? count_memcg_events.constprop.0+0x1a/0x30
 ? handle_mm_fault+0xae/0x2d0
 ? do_user_addr_fault+0x379/0x6a0
 ? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
 entry_SYSCALL_64_after_hwframe+0x76/0x7e
RIP: 0033:0x47b7a0
Code: 40 00 48 c7 c2 e0 ff ff ff f7 d8 64 89 02 48 c7 c0 ff ff ff ff eb b7 0f 1f 00 80 3d e8 85 16 00 00 74 17 b8 01 00 00 00 0f 05 <48> 3d 00 f0 ff ff 77 58 c3 0f 1f 80 00 00 00 00 48 83 ec 28 48 89
RSP: 002b:%{usp} EFLAGS: 00000202 ORIG_RAX: 0000000000000001
RAX: ffffffffffffffda RBX: 0000000000000001 RCX: 000000000047b7a0
RDX: %{count} RSI: 00000000035488f0 RDI: 0000000000000001
RBP: 00000000035488f0 R08: fefefefefefefeff R09: %{word}
R10: 00000000000001b6 R11: 0000000000000202 R12: %{count}
R13: 00000000035463a0 R14: 0000000000000001 R15: %{usp+68}`,
    ],
  },
  idle: [
    {
      isBootCpu: true,
      report: `RIP: 0010:native_apic_mem_write+0xc/0x20
Code: cc cc 66 2e 0f 1f 84 00 00 00 00 00 66 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 89 ff 89 b7 00 d0 5f ff <c3> cc cc cc cc 66 66 2e 0f 1f 84 00 00 00 00 00 0f 1f 40 00 90 90
RSP: 0018:%{stack+3f58} EFLAGS: 00000003
RAX: %{kernel+8a5f0} RBX: 000000000038bf20 RCX: 0000000000000020
RDX: 0000000000000428 RSI: 0000000000038be5 RDI: 0000000000000380
RBP: 0000000000000000 R08: 000000008e930600 R09: 7fffffffffffffff
R10: 000000008e55fd00 R11: 0000000000043d6a R12: %{buffer+80}
R13: 000000008e930600 R14: %{buffer+e40} R15: %{buffer+f78}
FS:  0000000000000000(0000) GS:%{linear+7800000}(0000) knlGS:0000000000000000
CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
CR2: %{brk+730} CR3: %{cr3} CR4: 00000000000006f0
Call Trace:
 <IRQ>
 lapic_next_event+0x15/0x20
 clockevents_program_event+0x97/0x100
 hrtimer_interrupt+0x123/0x230
 __sysvec_apic_timer_interrupt+0x55/0x120
 sysvec_apic_timer_interrupt+0x6c/0x90
 </IRQ>
 <TASK>
 asm_sysvec_apic_timer_interrupt+0x1a/0x20
RIP: 0010:pv_native_safe_halt+0xf/0x20
Code: 22 d7 c3 cc cc cc cc 0f 1f 40 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa eb 07 0f 00 2d a5 4e 32 00 fb f4 <c3> cc cc cc cc 66 66 2e 0f 1f 84 00 00 00 00 00 90 90 90 90 90 90
RSP: 0018:%{kernel+1c03e88} EFLAGS: 00000206
RAX: 0000000000000000 RBX: 0000000000000000 RCX: 0000000000000000
RDX: 0000000000000000 RSI: 0000000000000000 RDI: 0000000000000d64
RBP: %{kernel+1c10940} R08: 0000000000000000 R09: 0000000000000001
R10: 0000000000000001 R11: %{kernel+1c5a380} R12: 0000000000000000
R13: 0000000000000000 R14: 0000000000000000 R15: 00000000000147b0
 default_idle+0x9/0x20
 default_idle_call+0x30/0x100
 do_idle+0x26b/0x2a0
 cpu_startup_entry+0x29/0x30
 rest_init+0xcc/0xd0
 start_kernel+0x63f/0x8d0
 x86_64_start_reservations+0x18/0x30
 x86_64_start_kernel+0x96/0xa0
 common_startup_64+0x13e/0x141
 </TASK>`,
    },
  ],
  scheduler: {
    head: `Sched Debug Version: v0.11, {release}
ktime                                   : {now}
sched_clk                               : {now}
cpu_clk                                 : {now}
jiffies                                 : {jiffies}
sched_clock_stable()                    : 1

sysctl_sched
  .sysctl_sched_base_slice                 : 0.700000
  .sysctl_sched_features                   : 199346143
  .sysctl_sched_tunable_scaling            : 1 (logarithmic)
`,
    cpu: `cpu#{cpu}, 999.951 MHz
  .nr_running                    : {running}
  .nr_switches                   : 1046
  .nr_uninterruptible            : 1
  .next_balance                  : 4294.892296
  .curr->pid                     : {pid}
  .clock                         : {now}
  .clock_task                    : {now}
  .avg_idle                      : 1000000
  .max_idle_balance_cost         : 500000

cfs_rq[{cpu}]:/
  .left_deadline                 : 0.000001
  .left_vruntime                 : 0.000001
  .zero_vruntime                 : 3294.378165
  .avg_vruntime                  : 3294.512642
  .right_vruntime                : 0.000001
  .spread                        : 0.000000
  .nr_running                    : {running}
  .h_nr_runnable                 : {running}
  .h_nr_queued                   : {running}
  .h_nr_delayed                  : 0
  .idle_nr_running               : 0
  .idle_h_nr_running             : 0
  .load                          : 1048576
  .load_avg                      : 2856
  .runnable_avg                  : 985
  .util_avg                      : 969
  .util_est                      : 0
  .removed.load_avg              : 0
  .removed.util_avg              : 0
  .removed.runnable_avg          : 0
  .tg_load_avg_contrib           : 0
  .tg_load_avg                   : 0
  .throttled                     : 0
  .throttle_count                : 0

rt_rq[{cpu}]:
  .rt_nr_running                 : 0

dl_rq[{cpu}]:
  .dl_nr_running                 : 0
  .dl_bw->bw                     : 996147
  .dl_bw->total_bw               : 52428
`,
    table: `runnable tasks:
 S            task   PID       vruntime   eligible    deadline             slice          sum-exec      switches  prio         wait-time        sum-sleep       sum-block  node   group-id  group-path
-----------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------`,
  },
  timers: {
    head: `Timer List Version: v0.10
HRTIMER_MAX_CLOCK_BASES: 8
now at {nowNs} nsecs
`,
    pending: `tick_nohz_handler -24065806 0
pm_suspend_timer_fn 471342297 125000000
watchdog_timer_fn 702218258 0
dl_task_timer 917937842 0`,
    cpu: `cpu: {cpu}
 clock 0:
  .base:       (____ptrval____)
  .index:      0
  .resolution: 1 nsecs
  .get_time:   ktime_get
  .offset:     0 nsecs
active timers:
{timers}
 clock 1:
  .base:       (____ptrval____)
  .index:      1
  .resolution: 1 nsecs
  .get_time:   ktime_get_real
  .offset:     {realNs} nsecs
active timers:
 clock 2:
  .base:       (____ptrval____)
  .index:      2
  .resolution: 1 nsecs
  .get_time:   ktime_get_boottime
  .offset:     0 nsecs
active timers:
 clock 3:
  .base:       (____ptrval____)
  .index:      3
  .resolution: 1 nsecs
  .get_time:   ktime_get_clocktai
  .offset:     {realNs} nsecs
active timers:
 clock 4:
  .base:       (____ptrval____)
  .index:      4
  .resolution: 1 nsecs
  .get_time:   ktime_get
  .offset:     0 nsecs
active timers:
 clock 5:
  .base:       (____ptrval____)
  .index:      5
  .resolution: 1 nsecs
  .get_time:   ktime_get_real
  .offset:     {realNs} nsecs
active timers:
 clock 6:
  .base:       (____ptrval____)
  .index:      6
  .resolution: 1 nsecs
  .get_time:   ktime_get_boottime
  .offset:     0 nsecs
active timers:
 clock 7:
  .base:       (____ptrval____)
  .index:      7
  .resolution: 1 nsecs
  .get_time:   ktime_get_clocktai
  .offset:     {realNs} nsecs
active timers:
  .expires_next   : {tickNs} nsecs
  .hres_active    : 1
  .nr_events      : {events}
  .nr_retries     : 0
  .nr_hangs       : 0
  .max_hang_time  : 0
  .nohz           : 1
  .highres        : 1
  .last_tick      : 0 nsecs
  .tick_stopped   : 0
  .idle_jiffies   : 0
  .idle_calls     : 0
  .idle_sleeps    : 0
  .idle_entrytime : 0 nsecs
  .idle_waketime  : 0 nsecs
  .idle_exittime  : 0 nsecs
  .idle_sleeptime : 0 nsecs
  .iowait_sleeptime: 0 nsecs
  .last_jiffies   : 0
  .next_timer     : 0
  .idle_expires   : 0 nsecs`,
    tail: `jiffies: {jiffies}

Tick Device: mode:     1
Broadcast device
Clock Event Device:\x20
hpet
 max_delta_ns:   21474836451
 min_delta_ns:   1920
 mult:           429496730
 shift:          32
 mode:           1
 next_event:     9223372036854775807 nsecs
 set_next_event: hpet_clkevt_set_next_event
 shutdown:       hpet_clkevt_set_state_shutdown
 periodic:       hpet_clkevt_set_state_periodic
 oneshot:        hpet_clkevt_set_state_oneshot
 resume:         hpet_clkevt_legacy_resume
 event_handler:  tick_handle_oneshot_broadcast

 retries:        0

tick_broadcast_mask: 0
tick_broadcast_oneshot_mask: 0
`,
    device: `Tick Device: mode:     1
Per CPU device: {cpu}
Clock Event Device:\x20
lapic
 max_delta_ns:   34361525197
 min_delta_ns:   1000
 mult:           268421497
 shift:          32
 mode:           3
 next_event:     {tickNs} nsecs
 set_next_event: lapic_next_event
 shutdown:       lapic_timer_shutdown
 periodic:       lapic_timer_set_periodic
 oneshot:        lapic_timer_set_oneshot
 oneshot stopped: lapic_timer_shutdown
 event_handler:  hrtimer_interrupt

 retries:        1
Wakeup Device: <NULL>
`,
  },
};
