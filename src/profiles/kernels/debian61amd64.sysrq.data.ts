/**
 * State dumps of kernel deb61, as its recorded consoles show it.
 *
 * Written by scripts/record/state-dumps.ts. Format: see the type.
 */
import type { StateText } from '../state-text.ts';

export const debian61amd64State: StateText = {
  isDistribution: true,
  threads: `2 kthreadd S 00004000 kthreadd 120 72 611.481406 4.983876 0
3 rcu_gp I 00004000 rescuer_thread 100 2 223.017212 0.013142 0
4 rcu_par_gp I 00004000 rescuer_thread 100 2 224.522848 0.013211 0
5 slub_flushwq I 00004000 rescuer_thread 100 2 226.528487 0.013210 0
6 netns I 00004000 rescuer_thread 100 2 228.534155 0.013239 0
7 kworker/0:0 I 00004000 worker_thread 120 8 452.848259 0.089334 0 Workqueue:  0x0 (rcu_gp)
8 kworker/0:0H I 00004000 worker_thread 100 4 339.854921 0.050993 0 Workqueue:  0x0 (events_highpri)
9 kworker/u2:0 I 00004000 worker_thread 120 5 431.630168 159.857712 0 Workqueue:  0x0 (ftrace_check_wq)
10 mm_percpu_wq I 00004000 rescuer_thread 100 2 235.306669 0.013160 0
11 rcu_tasks_kthre I 00004000 rcu_tasks_one_gp 120 2 237.312732 0.010202 0
12 rcu_tasks_rude_ I 00004000 rcu_tasks_one_gp 120 2 239.318290 0.010092 0
13 rcu_tasks_trace I 00004000 rcu_tasks_one_gp 120 2 241.323850 0.010093 0
14 ksoftirqd/0 S 00004000 smpboot_thread_fn 120 14 924.139440 0.986289 0
15 rcu_preempt R 00004000 rcu_gp_fqs_loop 120 42 2670.911943 6.824471 0
16 migration/0 S 00004000 smpboot_thread_fn 0 6 0.000000 0.035452 0 Stopper: 0x0 <- 0x0
17 kworker/0:1 I 00004000 worker_thread 120 24 453.147905 3.333403 0 Workqueue:  0x0 (events_long)
18 cpuhp/0 S 00004000 smpboot_thread_fn 120 7 560.856601 0.494420 0
20 kdevtmpfs S 00004000 devtmpfs_work_loop 120 96 560.763896 4.122923 0
21 inet_frag_wq I 00004000 rescuer_thread 100 2 257.043836 0.013310 0
22 kauditd S 00004000 kauditd_thread 120 2 262.663604 0.040711 0
23 khungtaskd S 00004000 watchdog 120 2 273.308048 0.010469 0
24 kworker/u2:1 I 00004000 worker_thread 120 19 349.818572 62.456851 0 Workqueue:  0x0 (events_unbound)
25 oom_reaper S 00004000 oom_reaper 120 2 274.813513 0.010362 0
26 writeback I 00004000 rescuer_thread 100 2 276.018759 0.013422 0
27 kworker/u2:2 I 00004000 worker_thread 120 33 2351.986827 85.099273 0 Workqueue:  0x0 (events_unbound)
28 kcompactd0 S 00004000 kcompactd 120 6 2415.981807 3.182428 0
29 ksmd S 00004000 ksm_scan_thread 125 2 278.445394 0.014945 0
30 kintegrityd I 00004000 rescuer_thread 100 2 279.635885 0.013392 0
31 kblockd I 00004000 rescuer_thread 100 2 280.840546 0.012324 0
32 blkcg_punt_bio I 00004000 rescuer_thread 100 2 282.045370 0.012436 0
33 tpm_dev_wq I 00004000 rescuer_thread 100 2 317.215202 0.016477 0
34 edac-poller I 00004000 rescuer_thread 100 2 318.223590 0.016159 0
35 devfreq_wq I 00004000 rescuer_thread 100 2 319.226542 0.013476 0
36 kworker/u2:3 I 00004000 worker_thread-2 120 2 323.045597 0.010673 0
37 quota_events_un I 00004000 rescuer_thread 100 2 328.496744 0.013498 0
38 kworker/0:1H I 00004000 worker_thread-2 100 2 342.854668 0.010491 0
39 kswapd0 S 00004000 kswapd 120 3 528.649486 2.537801 0
45 kthrotld I 00004000 rescuer_thread 100 2 442.298196 0.013963 0
47 acpi_thermal_pm I 00004000 rescuer_thread 100 2 452.376692 0.013727 0
48 kworker/0:2 I 00004000 worker_thread 120 14 2511.977073 0.172759 0 Workqueue:  0x0 (events)
49 mld I 00004000 rescuer_thread 100 2 550.498123 0.013303 0
50 ipv6_addrconf I 00004000 rescuer_thread 100 2 552.003706 0.013318 0
55 kstrp I 00004000 rescuer_thread 100 2 563.729746 0.013439 0
60 zswap-shrink I 00004000 rescuer_thread 100 2 577.795183 0.012848 0
61 kworker/u3:0 I 00004000 worker_thread-2 100 2 579.796542 0.009806 0`,
  stacks: {
    kthreadd: ` __schedule+0x34d/0xa00
 schedule+0x5a/0xd0
 kthreadd+0x2bc/0x2d0
 ? kthread_is_per_cpu+0x30/0x30
 ret_from_fork+0x1f/0x30`,
    rescuer_thread: ` __schedule+0x34d/0xa00
 schedule+0x5a/0xd0
 rescuer_thread+0x2ae/0x3a0
 ? process_one_work+0x380/0x380
 kthread+0xd7/0x100
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    worker_thread: ` __schedule+0x34d/0xa00
 schedule+0x5a/0xd0
 worker_thread+0xaf/0x380
 ? rescuer_thread+0x3a0/0x3a0
 kthread+0xd7/0x100
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    rcu_tasks_one_gp: ` __schedule+0x34d/0xa00
 schedule+0x5a/0xd0
 rcu_tasks_one_gp+0x1df/0x3b0
 ? synchronize_rcu_tasks+0xd0/0xd0
 rcu_tasks_kthread+0x2e/0x40
 kthread+0xd7/0x100
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    smpboot_thread_fn: ` __schedule+0x34d/0xa00
 ? sort_range+0x20/0x20
 schedule+0x5a/0xd0
 smpboot_thread_fn+0x147/0x1d0
 kthread+0xd7/0x100
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    rcu_gp_fqs_loop: ` __schedule+0x34d/0xa00
 ? rcu_gp_cleanup+0x460/0x460
 schedule+0x5a/0xd0
 schedule_timeout+0x94/0x150
 ? __bpf_trace_tick_stop+0x10/0x10
 rcu_gp_fqs_loop+0x141/0x560
 rcu_gp_kthread+0xd8/0x1b0
 kthread+0xd7/0x100
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    devtmpfs_work_loop: ` __schedule+0x34d/0xa00
 schedule+0x5a/0xd0
 devtmpfs_work_loop+0x317/0x320
 ? dmar_validate_one_drhd+0xa5/0xa5
 devtmpfsd+0x22/0x2b
 kthread+0xd7/0x100
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    kauditd_thread: ` __schedule+0x34d/0xa00
 ? auditd_reset+0x90/0x90
 schedule+0x5a/0xd0
 kauditd_thread+0x1ce/0x2d0
 ? cpuusage_read+0x10/0x10
 ? auditd_reset+0x90/0x90
 kthread+0xd7/0x100
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    watchdog: ` __schedule+0x34d/0xa00
 ? proc_dohung_task_timeout_secs+0x30/0x30
 schedule+0x5a/0xd0
 schedule_timeout+0x94/0x150
 ? __bpf_trace_tick_stop+0x10/0x10
 watchdog+0x7c/0x440
 ? proc_dohung_task_timeout_secs+0x30/0x30
 kthread+0xd7/0x100
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    oom_reaper: ` __schedule+0x34d/0xa00
 schedule+0x5a/0xd0
 oom_reaper+0x24b/0x390
 ? cpuusage_read+0x10/0x10
 ? __bpf_trace_skip_task_reaping+0x10/0x10
 kthread+0xd7/0x100
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    kcompactd: ` __schedule+0x34d/0xa00
 schedule+0x5a/0xd0
 schedule_timeout+0x94/0x150
 ? __bpf_trace_tick_stop+0x10/0x10
 kcompactd+0x3cf/0x420
 ? cpuusage_read+0x10/0x10
 ? kcompactd_do_work+0x2a0/0x2a0
 kthread+0xd7/0x100
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    ksm_scan_thread: ` __schedule+0x34d/0xa00
 ? try_to_merge_with_ksm_page+0xe0/0xe0
 schedule+0x5a/0xd0
 ksm_scan_thread+0x148d/0x2320
 ? native_load_gs_index+0x15/0x30
 ? finish_task_switch.isra.0+0x90/0x2d0
 ? cpuusage_read+0x10/0x10
 ? try_to_merge_with_ksm_page+0xe0/0xe0
 kthread+0xd7/0x100
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    'worker_thread-2': ` __schedule+0x34d/0xa00
 ? rescuer_thread+0x3a0/0x3a0
 schedule+0x5a/0xd0
 worker_thread+0xaf/0x380
 ? rescuer_thread+0x3a0/0x3a0
 kthread+0xd7/0x100
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    kswapd: ` __schedule+0x34d/0xa00
 schedule+0x5a/0xd0
 kswapd+0x380/0x3a0
 ? cpuusage_read+0x10/0x10
 ? balance_pgdat+0xa40/0xa40
 kthread+0xd7/0x100
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
  },
  waiting: {
    do_wait: ` __schedule+0x34d/0xa00
 schedule+0x5a/0xd0
 do_wait+0x114/0x320
 kernel_wait4+0xb4/0x160
 ? thread_group_exited+0x50/0x50
 __do_sys_wait4+0xa2/0xb0
 do_syscall_64+0x5d/0xb0
 ? __mod_memcg_lruvec_state+0x41/0x90
 ? __mod_lruvec_page_state+0x93/0x140
 ? page_remove_rmap+0xf4/0x520
 ? put_page+0x6/0x50
 ? wp_page_copy+0x394/0x720
 ? __handle_mm_fault+0x97b/0xfa0
 ? __do_sys_clone+0x7b/0xb0
 ? handle_mm_fault+0xdb/0x2d0
 ? do_user_addr_fault+0x1b0/0x570
 ? exit_to_user_mode_prepare+0x44/0x240
 entry_SYSCALL_64_after_hwframe+0x6e/0xd8
RIP: 0033:0x460a63
RSP: 002b:%{usp} EFLAGS: 00000202 ORIG_RAX: 000000000000003d
RAX: ffffffffffffffda RBX: %{brk+1860} RCX: 0000000000460a63
RDX: 0000000000000000 RSI: %{usp+24} RDI: 00000000ffffffff
RBP: 0000000000000001 R08: 0000000000000000 R09: 0000000000000000
R10: 0000000000000000 R11: 0000000000000202 R12: %{brk+1860}
R13: %{brk+6f0} R14: 0000000000000000 R15: 0000000000000001`,
  },
  asking: {
    t: [
      ` sched_show_task.cold+0xce/0xdc
 show_state_filter+0x54/0xe0
 sysrq_handle_showstate+0xc/0x20
 __handle_sysrq.cold+0x41/0x11c
 write_sysrq_trigger+0x24/0x40
 proc_reg_write+0x53/0xa0
 vfs_write+0xc4/0x3f0
 ? f_dupfd+0x47/0x60
 ? do_fcntl+0x577/0x6e0
 ksys_write+0x6b/0xf0
 do_syscall_64+0x5d/0xb0
 ? exit_to_user_mode_prepare+0x44/0x240
 ? syscall_exit_to_user_mode+0x1e/0x40
 ? do_syscall_64+0x69/0xb0
 ? syscall_exit_to_user_mode+0x1e/0x40
 ? do_syscall_64+0x69/0xb0
 ? do_syscall_64+0x69/0xb0
 ? page_add_file_rmap+0xba/0x2f0
 ? do_set_pte+0x189/0x1d0
 ? filemap_map_pages+0x153/0x720
 ? do_fault+0x1a4/0x410
 ? __handle_mm_fault+0x660/0xfa0
 ? exit_to_user_mode_prepare+0x44/0x240
 ? handle_mm_fault+0xdb/0x2d0
 ? do_user_addr_fault+0x1b0/0x570
 ? exit_to_user_mode_prepare+0x44/0x240
 entry_SYSCALL_64_after_hwframe+0x6e/0xd8
RIP: 0033:0x47b7a0
Code: 40 00 48 c7 c2 e0 ff ff ff f7 d8 64 89 02 48 c7 c0 ff ff ff ff eb b7 0f 1f 00 80 3d e8 85 16 00 00 74 17 b8 01 00 00 00 0f 05 <48> 3d 00 f0 ff ff 77 58 c3 0f 1f 80 00 00 00 00 48 83 ec 28 48 89
RSP: 002b:%{usp} EFLAGS: 00000202 ORIG_RAX: 0000000000000001
RAX: ffffffffffffffda RBX: 0000000000000001 RCX: 000000000047b7a0
RDX: %{count} RSI: %{brk+28f0} RDI: 0000000000000001
RBP: %{brk+28f0} R08: fefefefefefefeff R09: %{word}
R10: 00000000000001b6 R11: 0000000000000202 R12: %{count}
R13: %{brk+3a0} R14: 0000000000000001 R15: %{usp+68}`,
    ],
    l: [
      ` dump_stack_lvl+0x44/0x5c
 nmi_cpu_backtrace.cold+0x32/0x79
 ? lapic_can_unplug_cpu+0x70/0x70
 nmi_trigger_cpumask_backtrace+0xed/0x100
 __handle_sysrq.cold+0x41/0x11c
 write_sysrq_trigger+0x24/0x40
 proc_reg_write+0x53/0xa0
 vfs_write+0xc4/0x3f0
 ksys_write+0x6b/0xf0
 do_syscall_64+0x5d/0xb0
 ? handle_mm_fault+0xdb/0x2d0
 ? do_user_addr_fault+0x1b0/0x570
 ? exit_to_user_mode_prepare+0x44/0x240
 entry_SYSCALL_64_after_hwframe+0x6e/0xd8
RIP: 0033:0x47b7a0
Code: 40 00 48 c7 c2 e0 ff ff ff f7 d8 64 89 02 48 c7 c0 ff ff ff ff eb b7 0f 1f 00 80 3d e8 85 16 00 00 74 17 b8 01 00 00 00 0f 05 <48> 3d 00 f0 ff ff 77 58 c3 0f 1f 80 00 00 00 00 48 83 ec 28 48 89
RSP: 002b:%{usp} EFLAGS: 00000202 ORIG_RAX: 0000000000000001
RAX: ffffffffffffffda RBX: 0000000000000001 RCX: 000000000047b7a0
RDX: %{count} RSI: %{brk+28f0} RDI: 0000000000000001
RBP: %{brk+28f0} R08: fefefefefefefeff R09: %{word}
R10: 00000000000001b6 R11: 0000000000000202 R12: %{count}
R13: %{brk+3a0} R14: 0000000000000001 R15: %{usp+68}`,
    ],
  },
  idle: [],
  scheduler: {
    head: `Sched Debug Version: v0.11, {release}
ktime                                   : {now}
sched_clk                               : {now}
cpu_clk                                 : {now}
jiffies                                 : {jiffies}
sched_clock_stable()                    : 1

sysctl_sched
  .sysctl_sched_latency                    : 6.000000
  .sysctl_sched_min_granularity            : 0.750000
  .sysctl_sched_idle_min_granularity       : 0.750000
  .sysctl_sched_wakeup_granularity         : 1.000000
  .sysctl_sched_child_runs_first           : 0
  .sysctl_sched_features                   : 125703739
  .sysctl_sched_tunable_scaling            : 1 (logarithmic)
`,
    cpu: `cpu#{cpu}, 999.951 MHz
  .nr_running                    : {running}
  .nr_switches                   : 813
  .nr_uninterruptible            : 0
  .next_balance                  : 4294.892296
  .curr->pid                     : {pid}
  .clock                         : {now}
  .clock_task                    : {now}
  .avg_idle                      : 1000000
  .max_idle_balance_cost         : 500000

cfs_rq[{cpu}]:/
  .exec_clock                    : 0.000000
  .MIN_vruntime                  : 2670.911943
  .min_vruntime                  : 2673.911943
  .max_vruntime                  : 2670.911943
  .spread                        : 0.000000
  .spread0                       : 0.000000
  .nr_spread_over                : 0
  .nr_running                    : {running}
  .h_nr_running                  : {running}
  .idle_nr_running               : 0
  .idle_h_nr_running             : 0
  .load                          : 2097152
  .load_avg                      : 1965
  .runnable_avg                  : 1180
  .util_avg                      : 1024
  .util_est_enqueued             : 7
  .removed.load_avg              : 0
  .removed.util_avg              : 0
  .removed.runnable_avg          : 0
  .tg_load_avg_contrib           : 0
  .tg_load_avg                   : 0
  .throttled                     : 0
  .throttle_count                : 0

rt_rq[{cpu}]:
  .rt_nr_running                 : 0
  .rt_nr_migratory               : 0
  .rt_throttled                  : 0
  .rt_time                       : 0.000000
  .rt_runtime                    : 950.000000

dl_rq[{cpu}]:
  .dl_nr_running                 : 0
  .dl_nr_migratory               : 0
  .dl_bw->bw                     : 996147
  .dl_bw->total_bw               : 0
`,
    table: `runnable tasks:
 S            task   PID         tree-key  switches  prio     wait-time             sum-exec        sum-sleep
-------------------------------------------------------------------------------------------------------------`,
  },
  timers: null,
};
