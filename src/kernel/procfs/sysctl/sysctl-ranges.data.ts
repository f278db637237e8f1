/**
 * What each sysctl takes: its C type and the values it refuses, from the tables of Linux v6.1 (`kernel/sysctl.c`, `kernel/panic.c`,
 * `kernel/watchdog.c`, `kernel/printk/sysctl.c`, `fs/namei.c` and others). What is not named here is an int without limits.
 *
 * A line: `PATH TYPE [MIN..MAX]`; TYPE is int, uint, ulong or string (then the size of its buffer follows).
 */
export const sysctlRanges = `
debug/exception-trace int
dev/tty/ldisc_autoload int 0..1
dev/tty/legacy_tiocsti int 0..1
fs/aio-max-nr ulong
fs/aio-nr ulong
fs/dir-notify-enable int
fs/epoll/max_user_watches ulong
fs/file-max ulong
fs/inotify/max_queued_events int 0..
fs/inotify/max_user_instances int 0..
fs/inotify/max_user_watches int 0..
fs/mount-max uint 1..
fs/nr_open uint 64..2147483584
fs/overflowgid int 0..65535
fs/overflowuid int 0..65535
fs/pipe-user-pages-hard ulong
fs/pipe-user-pages-soft ulong
fs/protected_fifos int 0..2
fs/protected_hardlinks int 0..1
fs/protected_regular int 0..2
fs/protected_symlinks int 0..1
fs/suid_dumpable int 0..2
fs/verity/require_signatures int 0..1
kernel/apparmor_display_secid_mode int 0..1
kernel/apparmor_restrict_unprivileged_unconfined int 0..1
kernel/core_file_note_size_limit uint 4194304..16777216
kernel/core_pattern string 128
kernel/core_sort_vma int
kernel/dmesg_restrict int 0..1
kernel/domainname string 65
kernel/hardlockup_all_cpu_backtrace int 0..1
kernel/hardlockup_panic int 0..1
kernel/hostname string 65
kernel/hung_task_all_cpu_backtrace int 0..1
kernel/hung_task_check_count int 0..
kernel/hung_task_check_interval_secs ulong 0..9223372036854775
kernel/hung_task_panic int 0..1
kernel/hung_task_timeout_secs ulong 0..9223372036854775
kernel/hung_task_warnings int -1..
kernel/io_uring_disabled int 0..2
kernel/kexec_load_disabled int 1..1
kernel/kexec_load_limit_panic int 0..
kernel/kexec_load_limit_reboot int 0..
kernel/keys/maxbytes int 0..
kernel/keys/maxkeys int 0..
kernel/kptr_restrict int 0..2
kernel/max_rcu_stall_to_panic int 1..2147483647
kernel/modprobe string 256
kernel/modules_disabled int 1..1
kernel/msgmni int 0..32768
kernel/nmi_watchdog int 0..1
kernel/numa_balancing int 0..3
kernel/oops_all_cpu_backtrace int 0..1
kernel/overflowgid int 0..65535
kernel/overflowuid int 0..65535
kernel/panic_on_rcu_stall int 0..1
kernel/panic_on_warn int 0..1
kernel/panic_print ulong
kernel/perf_cpu_time_max_percent int 0..100
kernel/perf_event_max_contexts_per_stack int 0..1000
kernel/perf_event_max_sample_rate int 1..
kernel/perf_event_max_stack int 0..640
kernel/pid_max int 301..4194304
kernel/poweroff_cmd string 256
kernel/printk_delay int 0..10000
kernel/pty/max int 0..
kernel/pty/reserve int 0..
kernel/sched_autogroup_enabled uint 0..1
kernel/sched_child_runs_first uint
kernel/sched_cfs_bandwidth_slice_us uint 1..
kernel/sched_energy_aware int 0..1
kernel/sched_rt_period_us uint 1..2147483647
kernel/sched_rt_runtime_us int -1..
kernel/sched_schedstats int 0..1
kernel/shm_rmid_forced int 0..1
kernel/shmall ulong
kernel/shmmax ulong
kernel/shmmni int 0..32768
kernel/soft_watchdog int 0..1
kernel/softlockup_all_cpu_backtrace int 0..1
kernel/softlockup_panic int 0..1
kernel/split_lock_mitigate uint 0..1
kernel/sysctl_writes_strict int -1..1
kernel/task_delayacct int 0..1
kernel/threads-max int 20..
kernel/timer_migration uint 0..1
kernel/unprivileged_bpf_disabled int 0..2
kernel/unprivileged_userns_apparmor_policy int 0..1
kernel/watchdog int 0..1
kernel/watchdog_thresh int 0..60
kernel/yama/ptrace_scope int 0..3
net/core/somaxconn int 0..
net/ipv4/icmp_echo_ignore_all uint 0..1
net/ipv4/ip_default_ttl uint 1..255
net/ipv4/tcp_syncookies uint 0..255
vm/admin_reserve_kbytes ulong
vm/compact_unevictable_allowed int 0..1
vm/compaction_proactiveness int 0..100
vm/dirty_background_bytes ulong 1..
vm/dirty_background_ratio int 0..100
vm/dirty_bytes ulong 8192..
vm/dirty_expire_centisecs uint 0..
vm/dirty_ratio int 0..100
vm/dirtytime_expire_seconds int 0..
vm/enable_soft_offline int 0..1
vm/extfrag_threshold int 0..1000
vm/legacy_va_layout int 0..
vm/max_map_count int 0..
vm/memfd_noexec int 0..2
vm/memory_failure_early_kill int 0..1
vm/memory_failure_recovery int 0..1
vm/min_free_kbytes int 0..
vm/min_slab_ratio int 0..100
vm/min_unmapped_ratio int 0..100
vm/mmap_min_addr ulong
vm/mmap_rnd_bits int 28..32
vm/mmap_rnd_compat_bits int 8..16
vm/nr_hugepages ulong
vm/nr_hugepages_mempolicy ulong
vm/nr_overcommit_hugepages ulong
vm/oom_dump_tasks int
vm/overcommit_kbytes ulong
vm/overcommit_memory int 0..2
vm/overcommit_ratio int
vm/page-cluster int 0..31
vm/panic_on_oom int 0..2
vm/percpu_pagelist_high_fraction int 0..
vm/stat_interval int
vm/swappiness int 0..200
vm/unprivileged_userfaultfd int 0..1
vm/user_reserve_kbytes ulong
vm/vfs_cache_pressure int 0..
vm/watermark_boost_factor int 0..
vm/watermark_scale_factor int 1..3000
vm/zone_reclaim_mode int 0..
`;

/** The few network settings that are shown without a network: those people set by habit. */
export const networkSysctls = String.raw`
net/555
 core/555
  rmem_default~212992
  rmem_max~212992
  somaxconn~4096
  wmem_default~212992
  wmem_max~212992
 ipv4/555
  icmp_echo_ignore_all~0
  ip_default_ttl~64
  ip_forward~0
  ip_local_port_range~32768\t60999
  tcp_syncookies~1
`;
