/**
 * State dumps of kernel full61, as its recorded consoles show it.
 *
 * Written by scripts/record/state-dumps.ts. Format: see the type.
 */
import type { StateText } from '../state-text.ts';

export const oracle61State: StateText = {
  isDistribution: false,
  threads: `2 kthreadd S 00004000 kthreadd 120 16 276.821828 0.344395 0
3 slub_flushwq I 00004000 rescuer_thread 100 2 13.987348 0.004969 0
4 kworker/0:0 I 00004000 worker_thread 120 4 245.955960 0.019403 0 Workqueue:  0x0 (slub_flushwq)
5 kworker/0:0H I 00004000 worker_thread-2 100 2 17.989935 0.003788 0
6 kworker/u2:0 I 00004000 worker_thread 120 6 337.861623 59.630527 0 Workqueue:  0x0 (events_unbound)
7 mm_percpu_wq I 00004000 rescuer_thread 100 2 20.745564 0.004956 0
8 rcu_tasks_rude_ I 00004000 rcu_tasks_one_gp 120 2 22.747853 0.003830 0
9 ksoftirqd/0 S 00004000 smpboot_thread_fn 120 23 2087.537185 0.097447 0
10 kdevtmpfs S 00004000 devtmpfs_work_loop 120 90 286.105250 2.704868 0
11 khungtaskd S 00004000 watchdog 120 2 243.341096 0.002042 0
12 oom_reaper S 00004000 oom_reaper 120 2 245.342891 0.003838 0
13 kworker/u2:1 I 00004000 worker_thread 120 13 286.179877 27.808651 0 Workqueue:  0x0 (events_unbound)
14 kworker/u2:2 I 00004000 worker_thread-2 120 2 246.349323 0.003798 0
15 writeback I 00004000 rescuer_thread 100 2 246.544717 0.005034 0
16 kblockd I 00004000 rescuer_thread 100 2 247.746863 0.005112 0
17 kworker/0:1 I 00004000 worker_thread 120 12 2087.373747 0.113758 0 Workqueue:  0x0 (events)
18 kswapd0 S 00004000 kswapd 120 3 407.167130 0.009056 0
19 acpi_thermal_pm I 00004000 rescuer_thread 100 2 284.119308 0.006950 0`,
  stacks: {
    kthreadd: ` __schedule+0x1cd/0x4b0
 schedule+0x55/0xc0
 kthreadd+0xd9/0xf0
 ? kthread_is_per_cpu+0x30/0x30
 ret_from_fork+0x1f/0x30`,
    rescuer_thread: ` __schedule+0x1cd/0x4b0
 schedule+0x55/0xc0
 rescuer_thread+0x296/0x380
 ? process_one_work+0x370/0x370
 kthread+0xb3/0xd0
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    worker_thread: ` __schedule+0x1cd/0x4b0
 schedule+0x55/0xc0
 worker_thread+0xc4/0x3b0
 ? rescuer_thread+0x380/0x380
 kthread+0xb3/0xd0
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    'worker_thread-2': ` __schedule+0x1cd/0x4b0
 ? rescuer_thread+0x380/0x380
 schedule+0x55/0xc0
 worker_thread+0xc4/0x3b0
 ? rescuer_thread+0x380/0x380
 kthread+0xb3/0xd0
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    rcu_tasks_one_gp: ` __schedule+0x1cd/0x4b0
 schedule+0x55/0xc0
 rcu_tasks_one_gp+0x168/0x290
 ? rcu_tasks_one_gp+0x290/0x290
 rcu_tasks_kthread+0x23/0x30
 kthread+0xb3/0xd0
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    smpboot_thread_fn: ` __schedule+0x1cd/0x4b0
 ? sort_range+0x30/0x30
 schedule+0x55/0xc0
 smpboot_thread_fn+0xda/0x120
 kthread+0xb3/0xd0
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    devtmpfs_work_loop: ` __schedule+0x1cd/0x4b0
 schedule+0x55/0xc0
 devtmpfs_work_loop+0x302/0x310
 ? acpi_os_map_memory+0x10/0x10
 devtmpfsd+0x26/0x30
 kthread+0xb3/0xd0
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    watchdog: ` __schedule+0x1cd/0x4b0
 ? proc_dohung_task_timeout_secs+0x40/0x40
 schedule+0x55/0xc0
 schedule_timeout+0x88/0x100
 ? trace_raw_output_hrtimer_start+0x90/0x90
 schedule_timeout_interruptible+0x1d/0x20
 watchdog+0x71/0x410
 ? proc_dohung_task_timeout_secs+0x40/0x40
 ? proc_dohung_task_timeout_secs+0x40/0x40
 kthread+0xb3/0xd0
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    oom_reaper: ` __schedule+0x1cd/0x4b0
 ? trace_event_raw_event_mark_victim+0x170/0x170
 schedule+0x55/0xc0
 oom_reaper+0x157/0x320
 ? completion_done+0x30/0x30
 ? trace_event_raw_event_mark_victim+0x170/0x170
 kthread+0xb3/0xd0
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
    kswapd: ` __schedule+0x1cd/0x4b0
 schedule+0x55/0xc0
 kswapd+0x208/0x270
 ? completion_done+0x30/0x30
 ? balance_pgdat+0x450/0x450
 kthread+0xb3/0xd0
 ? kthread_complete_and_exit+0x20/0x20
 ret_from_fork+0x1f/0x30`,
  },
  waiting: {
    do_wait: ` __schedule+0x1cd/0x4b0
 schedule+0x55/0xc0
 do_wait+0x10d/0x2e0
 kernel_wait4+0xa6/0x130
 ? thread_group_exited+0x40/0x40
 __do_sys_wait4+0x86/0xa0
 ? irqentry_exit+0x13/0x20
 __x64_sys_wait4+0x1c/0x20
 x64_sys_call+0x7ea/0x9a0
 do_syscall_64+0x3c/0x90
 entry_SYSCALL_64_after_hwframe+0x4b/0xb5
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
      ` sched_show_task.cold+0xb3/0xc4
 show_state_filter+0x4f/0xd0
 panic_print_sys_info.part.0+0x19/0x53
 panic+0x17e/0x2ae`,
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
  .sysctl_sched_features                   : 62854715
  .sysctl_sched_tunable_scaling            : 1 (logarithmic)
`,
    cpu: `cpu#{cpu}, 999.951 MHz
  .nr_running                    : {running}
  .nr_switches                   : 330
  .nr_uninterruptible            : 0
  .next_balance                  : 0.000000
  .curr->pid                     : {pid}
  .clock                         : {now}
  .clock_task                    : {now}

cfs_rq[{cpu}]:
  .exec_clock                    : 0.000000
  .MIN_vruntime                  : 0.000001
  .min_vruntime                  : 2092.533268
  .max_vruntime                  : 0.000001
  .spread                        : 0.000000
  .spread0                       : 0.000000
  .nr_spread_over                : 0
  .nr_running                    : {running}
  .h_nr_running                  : {running}
  .idle_nr_running               : 0
  .idle_h_nr_running             : 0
  .load                          : 1048576

rt_rq[{cpu}]:
  .rt_nr_running                 : 0
  .rt_throttled                  : 0
  .rt_time                       : 0.000000
  .rt_runtime                    : 950.000000

dl_rq[{cpu}]:
  .dl_nr_running                 : 0
  .dl_bw->bw                     : 996147
  .dl_bw->total_bw               : 0
`,
    table: `runnable tasks:
 S            task   PID         tree-key  switches  prio     wait-time             sum-exec        sum-sleep
-------------------------------------------------------------------------------------------------------------`,
  },
  timers: {
    head: `Timer List Version: v0.9
HRTIMER_MAX_CLOCK_BASES: 8
now at {nowNs} nsecs
`,
    pending: `tick_sched_timer -7227119 0
watchdog_timer_fn 1859995450 0`,
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
  .nohz_mode      : 0
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

 retries:        0
Wakeup Device: <NULL>
`,
  },
};
