/**
 * What dump tools know of kernel 6.1.0-56-amd64: structures, variables and frame sizes.
 *
 * Read from the debug file of Debian's package linux-image-6.1.0-56-amd64-dbg by scripts/record/dump-facts.py. Format: `DumpFacts`.
 */
import type { DumpFacts } from '../dump-facts.ts';

export const debian61amd64Dump: DumpFacts = {
  types: `
__call_single_node 16
address_space 192 i_pages:8:xarray nrpages:128:u64
atomic_long_t 8 counter:0:i64
atomic_t 4 counter:0:i32
callback_head 16 next:0:*callback_head func:8:*
cea_exception_stacks 77824 NMI_stack:16384:char[8192]
cfs_bandwidth 240
cfs_rq 448 nr_running:16:u32 tasks_timeline:48:rb_root_cached curr:64:*sched_entity tg:336:*task_group throttled:392:i32
cgroup_subsys_state 200
cpu_entry_area 241664
cpu_itimer 16
cpu_user_regs 200 cs:136:u16 ss:160:u16
cpuinfo_x86 288
cpumask 1024 bits:0:u64[128]
cred 176 usage:0:atomic_long_t uid:8:u32 gid:12:u32 suid:16:u32 sgid:20:u32 euid:24:u32 egid:28:u32 fsuid:32:u32 fsgid:36:u32 securebits:40:u32 cap_inheritable:44:kernel_cap_struct cap_permitted:52:kernel_cap_struct cap_effective:60:kernel_cap_struct cap_bset:68:kernel_cap_struct cap_ambient:76:kernel_cap_struct jit_keyring:84:u8 session_keyring:88:*key process_keyring:96:*key thread_keyring:104:*key request_key_auth:112:*key security:120:* user:128:*user_struct user_ns:136:*user_namespace ucounts:144:*ucounts group_info:152:*group_info non_rcu:160:i32 rcu:160:callback_head
dentry 192 d_parent:24:*dentry d_name:32:qstr d_inode:48:*inode d_iname:56:u8[32] d_sb:104:*super_block
desc_struct 8
dev_printk_info 64 subsystem:0:char[16] device:16:char[48]
elf_prstatus 336 pr_reg:112:u64[27]
entry_stack 4096
entry_stack_page 4096 stack:0:entry_stack
exception_stacks 49152 NMI_stack:8192:char[8192]
fdtable 56 max_fds:0:u32 fd:8:* open_fds:24:*u64
file 232 f_path:16:path f_op:40:*file_operations f_count:56:atomic_long_t private_data:200:*
file_lock 216 fl_owner:72:*
file_system_type 72 name:0:*char
files_struct 704 count:0:atomic_t resize_in_progress:4:bool resize_wait:8:wait_queue_head fdt:32:*fdtable fdtab:40:fdtable file_lock:128:spinlock_t next_fd:132:u32 close_on_exec_init:136:u64[1] open_fds_init:144:u64[1] full_fds_bits_init:152:u64[1] fd_array:160:*file[64]
fpu 4224
free_area 88 free_list:0:list_head[5] nr_free:80:u64
fs_struct 56 users:0:i32 lock:4:spinlock_t seq:8:seqcount_spinlock umask:12:i32 in_exec:16:i32 root:24:path pwd:40:path
gate_struct 16
hlist_head 8 first:0:*hlist_node
hlist_node 16 next:0:*hlist_node pprev:8:*
hrtimer 64 node:0:timerqueue_node _softexpires:32:ktime_t function:40:*
hrtimer_clock_base 64 active:32:timerqueue_head get_time:48:* offset:56:ktime_t
hrtimer_cpu_base 640 clock_base:64:hrtimer_clock_base[8]
idr 24 idr_rt:0:xarray idr_base:16:u32 idr_next:20:u32
in6_addr 16 in6_u:0:u8[16]
in_device 360 ifa_list:16:*in_ifaddr
in_ifaddr 120 ifa_next:16:*in_ifaddr ifa_address:52:u32
inactive_task_frame 56 r15:0:u64 r14:8:u64 r13:16:u64 r12:24:u64 bx:32:u64 bp:40:u64 ret_addr:48:u64
inet6_dev 1048 addr_list:8:list_head
inet6_ifaddr 296 addr:0:in6_addr if_list:200:list_head
inet_sock 992 sk:0:sock inet_sport:804:u16
inode 632 i_mode:0:umode_t i_op:32:*inode_operations i_sb:40:*super_block i_mapping:48:*address_space i_sb_list:280:list_head i_fop:360:*file_operations
ipv6_pinfo 160
irq_chip 264 name:0:*char
irq_common_data 40 affinity:24:*cpumask
irq_cpustat_t 128 __softirq_pending:0:u16 kvm_cpu_l1tf_flush_l1d:2:u8 __nmi_count:4:u32 apic_timer_irqs:8:u32 irq_spurious_count:12:u32 icr_read_retry_count:16:u32 kvm_posted_intr_ipis:20:u32 kvm_posted_intr_wakeup_ipis:24:u32 kvm_posted_intr_nested_ipis:28:u32 x86_platform_ipis:32:u32 apic_perf_irqs:36:u32 apic_irq_work_irqs:40:u32 irq_resched_count:44:u32 irq_call_count:48:u32 irq_tlb_count:52:u32 irq_thermal_count:56:u32 irq_threshold_count:60:u32 irq_deferred_error_count:64:u32 irq_hv_callback_count:68:u32 irq_hv_reenlightenment_count:72:u32 hyperv_stimer0_count:76:u32
irq_data 56 chip:24:*irq_chip
irq_desc 448 irq_common_data:0:irq_common_data irq_data:40:irq_data
irq_stack 16384 stack:0:char[16384]
irqaction 128 handler:0:* dev_id:8:* next:24:*irqaction flags:60:u32 name:80:*char
k_sigaction 32 sa:0:sigaction
kernel_cap_struct 8 cap:0:u32[2]
kernel_siginfo 48
kernel_stat 48
kernel_symbol 12 value_offset:0:i32 name_offset:4:i32 namespace_offset:8:i32
kmap_ctrl 0
kmem_cache 8408 cpu_slab:0:*kmem_cache_cpu flags:8:u32 size:24:u32 object_size:28:u32 offset:40:u32 oo:52:kmem_cache_order_objects inuse:80:u32 align:84:u32 red_left_pad:88:u32 name:96:*char list:104:list_head random:184:u64 node:216:*kmem_cache_node[1024]
kmem_cache_cpu 32 freelist:0:* slab:16:*slab partial:24:*slab
kmem_cache_node 64 nr_partial:8:u64 partial:16:list_head nr_slabs:32:atomic_long_t total_objects:40:atomic_long_t full:48:list_head
kmem_cache_order_objects 4
list_head 16 next:0:*list_head prev:8:*list_head
llist_head 8
load_weight 16 weight:0:u64 inv_weight:8:u32
maple_arange_64 248 pivot:8:u64[9] slot:80:*[10] gap:160:u64[10] meta:240:maple_metadata
maple_metadata 2 end:0:u8 gap:1:u8
maple_node 256 parent:0:*maple_pnode slot:8:*[31] mr64:0:maple_range_64 ma64:0:maple_arange_64
maple_range_64 256 pivot:8:u64[15] slot:128:*[16]
maple_tree 24 ma_lock:0:spinlock_t ma_external_lock:0:u8[0] ma_root:8:* ma_flags:16:u32
mem_section 32 section_mem_map:0:u64
mm_rss_stat 32 count:0:atomic_long_t[4]
mm_struct 1096 mm_mt:0:maple_tree get_unmapped_area:24:* mmap_base:32:u64 mmap_legacy_base:40:u64 mmap_compat_base:48:u64 mmap_compat_legacy_base:56:u64 task_size:64:u64 pgd:72:* membarrier_state:80:atomic_t mm_users:84:atomic_t mm_count:88:atomic_t pgtables_bytes:96:atomic_long_t map_count:104:i32 page_table_lock:108:spinlock_t mmap_lock:112:rw_semaphore mmlist:152:list_head futex_unique_id:168:u64 hiwater_rss:176:u64 hiwater_vm:184:u64 total_vm:192:u64 locked_vm:200:u64 pinned_vm:208:u64 data_vm:216:u64 exec_vm:224:u64 stack_vm:232:u64 def_flags:240:u64 write_protect_seq:248:seqcount arg_lock:252:spinlock_t start_code:256:u64 end_code:264:u64 start_data:272:u64 end_data:280:u64 start_brk:288:u64 brk:296:u64 start_stack:304:u64 arg_start:312:u64 arg_end:320:u64 env_start:328:u64 env_end:336:u64 saved_auxv:344:u64[48] rss_stat:728:mm_rss_stat binfmt:760:*linux_binfmt context:768:u8[136] flags:904:u64 ioctx_lock:912:spinlock_t ioctx_table:920:*kioctx_table owner:928:*task_struct user_ns:936:*user_namespace exe_file:944:*file notifier_subscriptions:952:*mmu_notifier_subscriptions numa_next_scan:960:u64 numa_scan_offset:968:u64 numa_scan_seq:976:i32 tlb_flush_pending:980:atomic_t tlb_flush_batched:984:atomic_t uprobes_state:992:uprobes_state hugetlb_usage:1000:atomic_long_t async_put_work:1008:work_struct pasid:1040:u32 ksm_merging_pages:1048:u64 ksm_rmap_items:1056:u64 lru_gen:1064:u8[32] cpu_bitmap:1096:u64[0]
mnt_namespace 120 root:24:*mount list:32:list_head
mod_arch_specific 24 num_orcs:0:u32 orc_unwind_ip:8:*i32 orc_unwind:16:*orc_entry
mod_kallsyms 32 symtab:0:*elf64_sym num_symtab:8:u32 strtab:16:*char
module 896 state:0:u32 list:8:list_head name:24:char[56] syms:208:*kernel_symbol num_syms:224:u32 num_gpl_syms:276:u32 gpl_syms:280:*kernel_symbol core_layout:320:module_layout init_layout:400:module_layout arch:480:mod_arch_specific taints:504:u64 core_kallsyms:552:mod_kallsyms sect_attrs:584:*module_sect_attrs percpu:608:*
module_layout 80 base:0:* size:8:u32 text_size:12:u32
module_sect_attr 72 address:64:u64
module_sect_attrs 48 nsections:40:u32 attrs:48:module_sect_attr[0]
mount 320 mnt_parent:16:*mount mnt_mountpoint:24:*dentry mnt:32:vfsmount mnt_devname:136:*char mnt_list:144:list_head
mutex 32
neigh_hash_table 48 hash_buckets:0:* hash_shift:8:u32
neigh_table 600 key_len:8:u32 nht:584:*neigh_hash_table
neighbour 400 next:0:*neighbour nud_state:132:u8 ha:152:u8[32] dev:392:*net_device primary_key:400:u8[0]
net 4480 dev_base_head:152:list_head
net_device 2432 name:0:char[16] dev_list:64:list_head type:296:u16 addr_len:605:u8 ip_ptr:744:*in_device ip6_ptr:752:*inet6_dev
new_utsname 390 sysname:0:char[65] nodename:65:char[65] release:130:char[65] version:195:char[65] machine:260:char[65] domainname:325:char[65]
nodemask_t 128 bits:0:u64[16]
ns_common 24
nsproxy 72 ipc_ns:16:*ipc_namespace mnt_ns:24:*mnt_namespace net_ns:40:*net
orc_entry 6 sp_offset:0:i16 bp_offset:2:i16 sp_reg:4.0.4:u32 bp_reg:4.4.4:u32 type:5.0.2:u32 end:5.2.1:u32
pacct_struct 56
page 64 flags:0:u64 lru:8:list_head mapping:24:*address_space index:32:u64 private:40:u64 compound_head:8:u64 _mapcount:48:atomic_t _refcount:52:atomic_t
page_frag 16 page:0:*page offset:8:u32 size:12:u32
path 16 mnt:0:*vfsmount dentry:8:*dentry
percpu_counter 40 lock:0:raw_spinlock_t count:8:i64 list:16:list_head counters:32:*i32
pglist_data 174208 node_zones:0:zone[5] nr_zones:171552:i32 node_start_pfn:171560:u64 node_present_pages:171568:u64 node_spanned_pages:171576:u64 node_id:171584:i32 vm_stat:173832:atomic_long_t[43]
pid 112 count:0:refcount_t level:4:u32 lock:8:spinlock_t tasks:16:hlist_head[4] inodes:48:hlist_head wait_pidfd:56:wait_queue_head rcu:80:callback_head numbers:96:upid[1]
pid_namespace 136 idr:0:idr rcu:24:callback_head pid_allocated:40:u32 child_reaper:48:*task_struct pid_cachep:56:*kmem_cache level:64:u32 parent:72:*pid_namespace bacct:80:*fs_pin user_ns:88:*user_namespace ucounts:96:*ucounts reboot:104:i32 ns:112:ns_common
plist_node 40
posix_cputimers 80
posix_cputimers_work 56
prb_data_blk_lpos 16 begin:0:u64 next:8:u64
prb_data_ring 32 size_bits:0:u32 data:8:*char head_lpos:16:atomic_long_t tail_lpos:24:atomic_long_t
prb_desc 24 state_var:0:atomic_long_t text_blk_lpos:8:prb_data_blk_lpos
prb_desc_ring 48 count_bits:0:u32 descs:8:*prb_desc infos:16:*printk_info head_id:24:atomic_long_t tail_id:32:atomic_long_t last_finalized_id:40:atomic_long_t
prev_cputime 24
printk_info 88 seq:0:u64 ts_nsec:8:u64 text_len:16:u16 facility:18:u8 flags:19.0.5:u8 level:19.5.3:u8 caller_id:20:u32 dev_info:24:dev_printk_info
printk_ringbuffer 88 desc_ring:0:prb_desc_ring text_data_ring:48:prb_data_ring fail:80:atomic_long_t
pt_regs 168 r15:0:u64 r14:8:u64 r13:16:u64 r12:24:u64 bp:32:u64 bx:40:u64 r11:48:u64 r10:56:u64 r9:64:u64 r8:72:u64 ax:80:u64 cx:88:u64 dx:96:u64 si:104:u64 di:112:u64 orig_ax:120:u64 ip:128:u64 cs:136:u64 flags:144:u64 sp:152:u64 ss:160:u64
pv_info 16 name:8:*char
qstr 16 len:4:u32 name:8:*u8
raw_spinlock 4
rb_node 24 __rb_parent_color:0:u64 rb_right:8:*rb_node rb_left:16:*rb_node
rb_root 8 rb_node:0:*rb_node
rb_root_cached 16 rb_root:0:rb_root rb_leftmost:8:*rb_node
refcount_struct 4 refs:0:atomic_t
restart_block 56
rlimit 16
rq 3264 nr_running:4:u32 cfs:128:cfs_rq rt:576:rt_rq curr:2400:*task_struct idle:2408:*task_struct clock:2448:u64 cpu:2672:i32
rt_prio_array 1616 bitmap:0:u64[2] queue:16:list_head[100]
rt_rq 1696 active:0:rt_prio_array rt_nr_running:1616:u32 highest_prio:1624:u64 rt_throttled:1668:i32
rw_semaphore 40
sched_avg 64
sched_dl_entity 224
sched_entity 256 load:0:load_weight run_node:16:rb_node group_node:40:list_head on_rq:56:u32 exec_start:64:u64 sum_exec_runtime:72:u64 vruntime:80:u64 prev_sum_exec_runtime:88:u64 nr_migrations:96:u64 depth:104:i32 parent:112:*sched_entity cfs_rq:120:*cfs_rq my_q:128:*cfs_rq runnable_weight:136:u64 avg:192:sched_avg
sched_info 32 pcount:0:u64 run_delay:8:u64 last_arrival:16:u64 last_queued:24:u64
sched_rt_entity 48 run_list:0:list_head
sched_statistics 256
seccomp 16
seqcount 4
seqcount_spinlock 4
sigaction 32 sa_handler:0:* sa_flags:8:u64 sa_mask:24:u64
sighand_struct 2080 action:32:k_sigaction[64]
siginfo 128 si_signo:0:i32
signal_struct 1112 sigcnt:0:refcount_t live:4:atomic_t nr_threads:8:i32 quick_threads:12:i32 thread_head:16:list_head wait_chldexit:32:wait_queue_head curr_target:56:*task_struct shared_pending:64:sigpending multiprocess:88:hlist_head group_exit_code:96:i32 notify_count:100:i32 group_exec_task:104:*task_struct group_stop_count:112:i32 flags:116:u32 core_state:120:*core_state is_child_subreaper:128.0.1:u32 has_child_subreaper:128.1.1:u32 next_posix_timer_id:132:u32 posix_timers:136:list_head real_timer:152:hrtimer it_real_incr:216:ktime_t it:224:cpu_itimer[2] cputimer:256:thread_group_cputimer posix_cputimers:280:posix_cputimers pids:360:*pid[4] tick_dep_mask:392:atomic_t tty_old_pgrp:400:*pid leader:408:i32 tty:416:*tty_struct autogroup:424:*autogroup stats_lock:432:u64 utime:440:u64 stime:448:u64 cutime:456:u64 cstime:464:u64 gtime:472:u64 cgtime:480:u64 prev_cputime:488:prev_cputime nvcsw:512:u64 nivcsw:520:u64 cnvcsw:528:u64 cnivcsw:536:u64 min_flt:544:u64 maj_flt:552:u64 cmin_flt:560:u64 cmaj_flt:568:u64 inblock:576:u64 oublock:584:u64 cinblock:592:u64 coublock:600:u64 maxrss:608:u64 cmaxrss:616:u64 ioac:624:task_io_accounting sum_sched_runtime:680:u64 rlim:688:rlimit[16] pacct:944:pacct_struct stats:1000:*taskstats audit_tty:1008:u32 tty_audit_buf:1016:*tty_audit_buf oom_flag_origin:1024:bool oom_score_adj:1026:i16 oom_score_adj_min:1028:i16 oom_mm:1032:*mm_struct cred_guard_mutex:1040:mutex exec_update_lock:1072:rw_semaphore
sigpending 24 list:0:list_head signal:16:u64
sigqueue 80 list:0:list_head info:24:kernel_siginfo
slab 64 slab_list:8:list_head next:8:*slab slab_cache:24:*kmem_cache freelist:32:* inuse:40.0.16:u32 objects:42.0.15:u32
sock 776 __sk_common:0:sock_common sk_type:514:u16
sock_common 136 skc_daddr:0:u32 skc_rcv_saddr:4:u32 skc_dport:12:u16 skc_num:14:u16 skc_family:16:u16 skc_v6_daddr:56:in6_addr skc_v6_rcv_saddr:72:in6_addr
socket 128 sk:24:*sock
socket_alloc 768 vfs_inode:128:inode
spinlock 4 rlock:0:raw_spinlock
super_block 1472 s_type:40:*file_system_type s_fs_info:920:* s_inodes:1416:list_head
swap_info_struct 288 flags:16:u64 prio:24:i16 max:76:u32 swap_map:80:*u8 pages:120:u32 inuse_pages:124:u32 bdev:160:*block_device swap_file:168:*file old_block_size:176:u32
syscall_user_dispatch 32
sysv_sem 8
sysv_shm 16
taint_flag 3 c_true:0:char c_false:1:char module:2:bool
task_group 640 css:0:cgroup_subsys_state cfs_rq:208:* parent:296:*task_group siblings:304:list_head children:320:list_head cfs_bandwidth:344:cfs_bandwidth
task_io_accounting 56
task_rss_stat 20 count:4:i32[4]
task_struct 9792 thread_info:0:thread_info __state:24:u32 stack:32:* usage:40:refcount_t flags:44:u32 ptrace:48:u32 on_cpu:52:i32 wake_entry:56:__call_single_node wakee_flips:72:u32 wakee_flip_decay_ts:80:u64 last_wakee:88:*task_struct recent_used_cpu:96:i32 wake_cpu:100:i32 on_rq:104:i32 prio:108:i32 static_prio:112:i32 normal_prio:116:i32 rt_priority:120:u32 se:128:sched_entity rt:384:sched_rt_entity dl:432:sched_dl_entity sched_class:656:*sched_class sched_task_group:664:*task_group stats:704:sched_statistics preempt_notifiers:960:hlist_head btrace_seq:968:u32 policy:972:u32 nr_cpus_allowed:976:i32 cpus_ptr:984:*cpumask user_cpus_ptr:992:*cpumask cpus_mask:1000:cpumask_t migration_pending:2024:* migration_disabled:2032:u16 migration_flags:2034:u16 rcu_read_lock_nesting:2036:i32 rcu_read_unlock_special:2040:rcu_special rcu_node_entry:2048:list_head rcu_blocked_node:2064:*rcu_node rcu_tasks_nvcsw:2072:u64 rcu_tasks_holdout:2080:u8 rcu_tasks_idx:2081:u8 rcu_tasks_idle_cpu:2084:i32 rcu_tasks_holdout_list:2088:list_head trc_reader_nesting:2104:i32 trc_ipi_to_cpu:2108:i32 trc_reader_special:2112:rcu_special trc_holdout_list:2120:list_head trc_blkd_node:2136:list_head trc_blkd_cpu:2152:i32 sched_info:2160:sched_info tasks:2192:list_head pushable_tasks:2208:plist_node pushable_dl_tasks:2248:rb_node mm:2272:*mm_struct active_mm:2280:*mm_struct rss_stat:2288:task_rss_stat exit_state:2308:i32 exit_code:2312:i32 exit_signal:2316:i32 pdeath_signal:2320:i32 jobctl:2328:u64 personality:2336:u32 sched_reset_on_fork:2340.0.1:u32 sched_contributes_to_load:2340.1.1:u32 sched_migrated:2340.2.1:u32 sched_task_hot:2340.3.1:u32 sched_remote_wakeup:2344.0.1:u32 user_dumpable:2344.1.1:u32 in_execve:2344.2.1:u32 in_iowait:2344.3.1:u32 restore_sigmask:2344.4.1:u32 in_user_fault:2344.5.1:u32 in_lru_fault:2344.6.1:u32 no_cgroup_migration:2344.7.1:u32 frozen:2345.0.1:u32 use_memdelay:2345.1.1:u32 in_memstall:2345.2.1:u32 in_eventfd:2345.3.1:u32 pasid_activated:2345.4.1:u32 reported_split_lock:2345.5.1:u32 in_thrashing:2345.6.1:u32 atomic_flags:2352:u64 restart_block:2360:restart_block pid:2416:pid_t tgid:2420:pid_t stack_canary:2424:u64 real_parent:2432:*task_struct parent:2440:*task_struct children:2448:list_head sibling:2464:list_head group_leader:2480:*task_struct ptraced:2488:list_head ptrace_entry:2504:list_head thread_pid:2520:*pid pid_links:2528:hlist_node[4] thread_group:2592:list_head thread_node:2608:list_head vfork_done:2624:*completion set_child_tid:2632:*i32 clear_child_tid:2640:*i32 worker_private:2648:* utime:2656:u64 stime:2664:u64 gtime:2672:u64 prev_cputime:2680:prev_cputime vtime:2704:vtime tick_dep_mask:2752:atomic_t nvcsw:2760:u64 nivcsw:2768:u64 start_time:2776:u64 start_boottime:2784:u64 min_flt:2792:u64 maj_flt:2800:u64 posix_cputimers:2808:posix_cputimers posix_cputimers_work:2888:posix_cputimers_work ptracer_cred:2944:*cred real_cred:2952:*cred cred:2960:*cred cached_requested_key:2968:*key comm:2976:char[16] nameidata:2992:*nameidata sysvsem:3000:sysv_sem sysvshm:3008:sysv_shm last_switch_count:3024:u64 last_switch_time:3032:u64 fs:3040:*fs_struct files:3048:*files_struct io_uring:3056:*io_uring_task nsproxy:3064:*nsproxy signal:3072:*signal_struct sighand:3080:*sighand_struct blocked:3088:u64 real_blocked:3096:u64 saved_sigmask:3104:u64 pending:3112:sigpending sas_ss_sp:3136:u64 sas_ss_size:3144:u64 sas_ss_flags:3152:u32 task_works:3160:*callback_head audit_context:3168:*audit_context loginuid:3176:u32 sessionid:3180:u32 seccomp:3184:seccomp syscall_dispatch:3200:syscall_user_dispatch parent_exec_id:3232:u64 self_exec_id:3240:u64 alloc_lock:3248:spinlock_t pi_lock:3252:raw_spinlock_t wake_q:3256:wake_q_node pi_waiters:3264:rb_root_cached pi_top_task:3280:*task_struct pi_blocked_on:3288:*rt_mutex_waiter journal_info:3296:* bio_list:3304:*bio_list plug:3312:*blk_plug reclaim_state:3320:*reclaim_state backing_dev_info:3328:*backing_dev_info io_context:3336:*io_context capture_control:3344:*capture_control ptrace_message:3352:u64 last_siginfo:3360:*kernel_siginfo ioac:3368:task_io_accounting psi_flags:3424:u32 acct_rss_mem1:3432:u64 acct_vm_mem1:3440:u64 acct_timexpd:3448:u64 mems_allowed:3456:nodemask_t mems_allowed_seq:3584:seqcount_spinlock cpuset_mem_spread_rotor:3588:i32 cpuset_slab_spread_rotor:3592:i32 cgroups:3600:*css_set cg_list:3608:list_head closid:3624:u32 rmid:3628:u32 robust_list:3632:*robust_list_head compat_robust_list:3640:*compat_robust_list_head pi_state_list:3648:list_head pi_state_cache:3664:*futex_pi_state futex_exit_mutex:3672:mutex futex_state:3704:u32 perf_event_ctxp:3712:*perf_event_context[2] perf_event_mutex:3728:mutex perf_event_list:3760:list_head mempolicy:3776:*mempolicy il_prev:3784:i16 pref_node_fork:3786:i16 numa_scan_seq:3788:i32 numa_scan_period:3792:u32 numa_scan_period_max:3796:u32 numa_preferred_nid:3800:i32 numa_migrate_retry:3808:u64 node_stamp:3816:u64 last_task_numa_placement:3824:u64 last_sum_exec_runtime:3832:u64 numa_work:3840:callback_head numa_group:3856:*numa_group numa_faults:3864:*u64 total_numa_faults:3872:u64 numa_faults_locality:3880:u64[3] numa_pages_migrated:3904:u64 rseq:3912:*rseq rseq_sig:3920:u32 rseq_event_mask:3928:u64 tlb_ubc:3936:tlbflush_unmap_batch rcu_users:4968:refcount_t rcu:4968:callback_head splice_pipe:4984:*pipe_inode_info task_frag:4992:page_frag delays:5008:*task_delay_info nr_dirtied:5016:i32 nr_dirtied_pause:5020:i32 dirty_paused_when:5024:u64 timer_slack_ns:5032:u64 default_timer_slack_ns:5040:u64 curr_ret_stack:5048:i32 curr_ret_depth:5052:i32 ret_stack:5056:*ftrace_ret_stack ftrace_timestamp:5064:u64 trace_overrun:5072:atomic_t tracing_graph_pause:5076:atomic_t trace_recursion:5080:u64 memcg_in_oom:5088:*mem_cgroup memcg_oom_gfp_mask:5096:u32 memcg_oom_order:5100:i32 memcg_nr_pages_over_high:5104:u32 active_memcg:5112:*mem_cgroup throttle_queue:5120:*request_queue utask:5128:*uprobe_task sequential_io:5136:u32 sequential_io_avg:5140:u32 kmap_ctrl:5144:kmap_ctrl pagefault_disabled:5144:i32 oom_reaper_list:5152:*task_struct oom_reaper_timer:5160:timer_list stack_vm_area:5200:*vm_struct stack_refcount:5208:refcount_t patch_state:5212:i32 security:5216:* bpf_storage:5224:*bpf_local_storage bpf_ctx:5232:*bpf_run_ctx kstack_offset:5240:u32 mce_vaddr:5248:* mce_kflags:5256:u64 mce_addr:5264:u64 mce_ripv:5272.0.1:u64 mce_whole_page:5272.1.1:u64 __mce_reserved:5272.2.62:u64 mce_kill_me:5280:callback_head mce_count:5296:i32 kretprobe_instances:5304:llist_head rethooks:5312:llist_head l1d_flush_kill:5320:callback_head thread:5376:thread_struct
thread_group_cputimer 24
thread_info 24 flags:0:u64 syscall_work:8:u64 status:16:u32 cpu:20:u32
thread_struct 4416 tls_array:0:desc_struct[3] sp:24:u64 es:32:u16 ds:34:u16 fsindex:36:u16 gsindex:38:u16 fsbase:40:u64 gsbase:48:u64 ptrace_bps:56:*perf_event[4] virtual_dr6:88:u64 ptrace_dr7:96:u64 cr2:104:u64 trap_nr:112:u64 error_code:120:u64 io_bitmap:128:*io_bitmap iopl_emul:136:u64 iopl_warn:144.0.1:u32 pkru:148:u32 fpu:192:fpu
timekeeper 280 tkr_mono:0:tk_read_base tkr_raw:56:tk_read_base xtime_sec:112:u64 ktime_sec:120:u64 wall_to_monotonic:128:timespec64 offs_real:144:ktime_t offs_boot:152:ktime_t offs_tai:160:ktime_t tai_offset:168:i32 clock_was_set_seq:172:u32 cs_was_changed_seq:176:u8 next_leap_ktime:184:ktime_t raw_sec:192:u64 monotonic_to_boot:200:timespec64 cycle_interval:216:u64 xtime_interval:224:u64 xtime_remainder:232:i64 raw_interval:240:u64 ntp_tick:248:u64 ntp_error:256:i64 ntp_error_shift:264:u32 ntp_err_mult:268:u32 skip_second_overflow:272:u32
timer_base 4736 vectors:112:hlist_head[576]
timer_list 40 entry:0:hlist_node expires:16:u64 function:24:*
timerqueue_head 16 rb_root:0:rb_root_cached
timerqueue_node 32 node:0:rb_node expires:24:ktime_t
timespec64 16 tv_sec:0:i64 tv_nsec:8:i64
tk_read_base 56 clock:0:*clocksource mask:8:u64 cycle_last:16:u64 mult:24:u32 shift:28:u32 xtime_nsec:32:u64 base:40:ktime_t base_real:48:u64
tlbflush_unmap_batch 1032
tms 32 tms_utime:0:i64 tms_stime:8:i64
tss_struct 20480 x86_tss:0:x86_hw_tss io_bitmap:104:x86_io_bitmap
union rcu_special 4
union thread_union 16384 stack:0:u64[2048]
upid 16 nr:0:i32 ns:8:*pid_namespace
uprobes_state 8
user_regs_struct 216 r15:0:u64 r14:8:u64 r13:16:u64 r12:24:u64 bp:32:u64 bx:40:u64 r11:48:u64 r10:56:u64 r9:64:u64 r8:72:u64 ax:80:u64 cx:88:u64 dx:96:u64 si:104:u64 di:112:u64 ip:128:u64 cs:136:u64 flags:144:u64 sp:152:u64 ss:160:u64
uts_namespace 432 name:0:new_utsname user_ns:392:*user_namespace ucounts:400:*ucounts ns:408:ns_common
vcpu_guest_context 5168 user_regs:520:cpu_user_regs ctrlreg:4984:u64[8]
vfsmount 32 mnt_sb:8:*super_block
vm_area_struct 152 vm_start:0:u64 vm_end:8:u64 vm_mm:16:*mm_struct vm_flags:32:u64 vm_pgoff:104:u64 vm_file:112:*file
vm_struct 64 next:0:*vm_struct addr:8:* size:16:u64
vmap_area 64 va_start:0:u64 va_end:8:u64 list:40:list_head vm:56:*vm_struct
vtime 48
wait_queue_entry 40 private:8:* entry:24:list_head
wait_queue_head 24 head:8:list_head
wake_q_node 8
work_struct 32
x86_hw_tss 104 reserved1:0:u32 sp0:4:u64 sp1:12:u64 sp2:20:u64 reserved2:28:u64 ist:36:u64[7] reserved3:92:u32 reserved4:96:u32 reserved5:100:u16 io_bitmap_base:102:u16
x86_io_bitmap 16416
xa_node 576 shift:0:u8 offset:1:u8 count:2:u8 nr_values:3:u8 parent:8:*xa_node array:16:*xarray private_list:24:list_head callback_head:24:callback_head slots:40:*[64] tags:552:u64[3] marks:552:u64[3]
xarray 16 xa_lock:0:spinlock_t xa_flags:4:u32 xa_head:8:*
zone 1536 _watermark:0:u64[4] lowmem_reserve:48:i64[5] zone_pgdat:96:*pglist_data zone_start_pfn:128:u64 managed_pages:136:atomic_long_t spanned_pages:144:u64 present_pages:152:u64 name:168:*char free_area:256:free_area[11] flags:1224:u64 vm_stat:1344:atomic_long_t[11]
typedef cpumask_t cpumask
typedef spinlock_t spinlock
typedef raw_spinlock_t raw_spinlock
typedef gate_desc gate_struct
typedef pid_t i32
typedef ktime_t i64
typedef refcount_t refcount_struct
typedef note_buf_t u32[92]
typedef umode_t u16
enum zone_stat_item NR_FREE_PAGES=0 NR_ZONE_LRU_BASE=1 NR_ZONE_INACTIVE_ANON=1 NR_ZONE_ACTIVE_ANON=2 NR_ZONE_INACTIVE_FILE=3 NR_ZONE_ACTIVE_FILE=4 NR_ZONE_UNEVICTABLE=5 NR_ZONE_WRITE_PENDING=6 NR_MLOCK=7 NR_BOUNCE=8 NR_ZSPAGES=9 NR_FREE_CMA_PAGES=10 NR_VM_ZONE_STAT_ITEMS=11
enum node_stat_item NR_LRU_BASE=0 NR_INACTIVE_ANON=0 NR_ACTIVE_ANON=1 NR_INACTIVE_FILE=2 NR_ACTIVE_FILE=3 NR_UNEVICTABLE=4 NR_SLAB_RECLAIMABLE_B=5 NR_SLAB_UNRECLAIMABLE_B=6 NR_ISOLATED_ANON=7 NR_ISOLATED_FILE=8 WORKINGSET_NODES=9 WORKINGSET_REFAULT_BASE=10 WORKINGSET_REFAULT_ANON=10 WORKINGSET_REFAULT_FILE=11 WORKINGSET_ACTIVATE_BASE=12 WORKINGSET_ACTIVATE_ANON=12 WORKINGSET_ACTIVATE_FILE=13 WORKINGSET_RESTORE_BASE=14 WORKINGSET_RESTORE_ANON=14 WORKINGSET_RESTORE_FILE=15 WORKINGSET_NODERECLAIM=16 NR_ANON_MAPPED=17 NR_FILE_MAPPED=18 NR_FILE_PAGES=19 NR_FILE_DIRTY=20 NR_WRITEBACK=21 NR_WRITEBACK_TEMP=22 NR_SHMEM=23 NR_SHMEM_THPS=24 NR_SHMEM_PMDMAPPED=25 NR_FILE_THPS=26 NR_FILE_PMDMAPPED=27 NR_ANON_THPS=28 NR_VMSCAN_WRITE=29 NR_VMSCAN_IMMEDIATE=30 NR_DIRTIED=31 NR_WRITTEN=32 NR_THROTTLED_WRITTEN=33 NR_KERNEL_MISC_RECLAIMABLE=34 NR_FOLL_PIN_ACQUIRED=35 NR_FOLL_PIN_RELEASED=36 NR_KERNEL_STACK_KB=37 NR_PAGETABLE=38 NR_SECONDARY_PAGETABLE=39 NR_SWAPCACHE=40 PGPROMOTE_SUCCESS=41 PGPROMOTE_CANDIDATE=42 NR_VM_NODE_STAT_ITEMS=43
enum numa_stat_item NUMA_HIT=0 NUMA_MISS=1 NUMA_FOREIGN=2 NUMA_INTERLEAVE_HIT=3 NUMA_LOCAL=4 NUMA_OTHER=5 NR_VM_NUMA_EVENT_ITEMS=6
enum vm_event_item PGPGIN=0 PGPGOUT=1 PSWPIN=2 PSWPOUT=3 PGALLOC_DMA=4 PGALLOC_DMA32=5 PGALLOC_NORMAL=6 PGALLOC_MOVABLE=7 PGALLOC_DEVICE=8 ALLOCSTALL_DMA=9 ALLOCSTALL_DMA32=10 ALLOCSTALL_NORMAL=11 ALLOCSTALL_MOVABLE=12 ALLOCSTALL_DEVICE=13 PGSCAN_SKIP_DMA=14 PGSCAN_SKIP_DMA32=15 PGSCAN_SKIP_NORMAL=16 PGSCAN_SKIP_MOVABLE=17 PGSCAN_SKIP_DEVICE=18 PGFREE=19 PGACTIVATE=20 PGDEACTIVATE=21 PGLAZYFREE=22 PGFAULT=23 PGMAJFAULT=24 PGLAZYFREED=25 PGREFILL=26 PGREUSE=27 PGSTEAL_KSWAPD=28 PGSTEAL_DIRECT=29 PGDEMOTE_KSWAPD=30 PGDEMOTE_DIRECT=31 PGSCAN_KSWAPD=32 PGSCAN_DIRECT=33 PGSCAN_DIRECT_THROTTLE=34 PGSCAN_ANON=35 PGSCAN_FILE=36 PGSTEAL_ANON=37 PGSTEAL_FILE=38 PGSCAN_ZONE_RECLAIM_FAILED=39 PGINODESTEAL=40 SLABS_SCANNED=41 KSWAPD_INODESTEAL=42 KSWAPD_LOW_WMARK_HIT_QUICKLY=43 KSWAPD_HIGH_WMARK_HIT_QUICKLY=44 PAGEOUTRUN=45 PGROTATED=46 DROP_PAGECACHE=47 DROP_SLAB=48 OOM_KILL=49 NUMA_PTE_UPDATES=50 NUMA_HUGE_PTE_UPDATES=51 NUMA_HINT_FAULTS=52 NUMA_HINT_FAULTS_LOCAL=53 NUMA_PAGE_MIGRATE=54 PGMIGRATE_SUCCESS=55 PGMIGRATE_FAIL=56 THP_MIGRATION_SUCCESS=57 THP_MIGRATION_FAIL=58 THP_MIGRATION_SPLIT=59 COMPACTMIGRATE_SCANNED=60 COMPACTFREE_SCANNED=61 COMPACTISOLATED=62 COMPACTSTALL=63 COMPACTFAIL=64 COMPACTSUCCESS=65 KCOMPACTD_WAKE=66 KCOMPACTD_MIGRATE_SCANNED=67 KCOMPACTD_FREE_SCANNED=68 HTLB_BUDDY_PGALLOC=69 HTLB_BUDDY_PGALLOC_FAIL=70 UNEVICTABLE_PGCULLED=71 UNEVICTABLE_PGSCANNED=72 UNEVICTABLE_PGRESCUED=73 UNEVICTABLE_PGMLOCKED=74 UNEVICTABLE_PGMUNLOCKED=75 UNEVICTABLE_PGCLEARED=76 UNEVICTABLE_PGSTRANDED=77 THP_FAULT_ALLOC=78 THP_FAULT_FALLBACK=79 THP_FAULT_FALLBACK_CHARGE=80 THP_COLLAPSE_ALLOC=81 THP_COLLAPSE_ALLOC_FAILED=82 THP_FILE_ALLOC=83 THP_FILE_FALLBACK=84 THP_FILE_FALLBACK_CHARGE=85 THP_FILE_MAPPED=86 THP_SPLIT_PAGE=87 THP_SPLIT_PAGE_FAILED=88 THP_DEFERRED_SPLIT_PAGE=89 THP_SPLIT_PMD=90 THP_SCAN_EXCEED_NONE_PTE=91 THP_SCAN_EXCEED_SWAP_PTE=92 THP_SCAN_EXCEED_SHARED_PTE=93 THP_SPLIT_PUD=94 THP_ZERO_PAGE_ALLOC=95 THP_ZERO_PAGE_ALLOC_FAILED=96 THP_SWPOUT=97 THP_SWPOUT_FALLBACK=98 BALLOON_INFLATE=99 BALLOON_DEFLATE=100 BALLOON_MIGRATE=101 SWAP_RA=102 SWAP_RA_HIT=103 KSM_SWPIN_COPY=104 COW_KSM=105 ZSWPIN=106 ZSWPOUT=107 DIRECT_MAP_LEVEL2_SPLIT=108 DIRECT_MAP_LEVEL3_SPLIT=109 NR_VM_EVENT_ITEMS=110
enum zone_type ZONE_DMA=0 ZONE_DMA32=1 ZONE_NORMAL=2 ZONE_MOVABLE=3 ZONE_DEVICE=4 __MAX_NR_ZONES=5
enum zone_watermarks WMARK_MIN=0 WMARK_LOW=1 WMARK_HIGH=2 WMARK_PROMO=3 NR_WMARK=4
enum pid_type PIDTYPE_PID=0 PIDTYPE_TGID=1 PIDTYPE_PGID=2 PIDTYPE_SID=3 PIDTYPE_MAX=4
enum node_states N_POSSIBLE=0 N_ONLINE=1 N_NORMAL_MEMORY=2 N_HIGH_MEMORY=2 N_MEMORY=3 N_CPU=4 N_GENERIC_INITIATOR=5 NR_NODE_STATES=6
enum pageflags PG_locked=0 PG_referenced=1 PG_uptodate=2 PG_dirty=3 PG_lru=4 PG_active=5 PG_workingset=6 PG_waiters=7 PG_error=8 PG_slab=9 PG_owner_priv_1=10 PG_arch_1=11 PG_reserved=12 PG_private=13 PG_private_2=14 PG_writeback=15 PG_head=16 PG_mappedtodisk=17 PG_reclaim=18 PG_swapbacked=19 PG_unevictable=20 PG_mlocked=21 PG_uncached=22 PG_hwpoison=23 PG_arch_2=24 __NR_PAGEFLAGS=25 PG_readahead=18 PG_anon_exclusive=17 PG_checked=10 PG_swapcache=10 PG_fscache=14 PG_pinned=10 PG_savepinned=3 PG_foreign=10 PG_xen_remapped=10 PG_slob_free=13 PG_double_map=6 PG_has_hwpoisoned=8 PG_isolated=18 PG_reported=2 PG_vmemmap_self_hosted=10
`,
  variables: `
__per_cpu_offset ffffffff8241cb60 u64[8192]
linux_banner ffffffff82161900 char[256]
init_uts_ns ffffffff82bfb000 uts_namespace
init_task ffffffff82a1aa40 task_struct
init_stack ffffffff82a00000 u64[2048]
init_pid_ns ffffffff82a5b480 pid_namespace
init_mm ffffffff82b5c940 mm_struct
init_top_pgt ffffffff82a10000 u64[512]
jiffies_64 ffffffff82a079c0 u64
jiffies ffffffff82a079c0 u64
avenrun ffffffff83f87300 u64[3]
shadow_timekeeper ffffffff83fd4660 timekeeper
__cpu_possible_mask ffffffff82c3c3e0 cpumask
__cpu_present_mask ffffffff82c3bbe0 cpumask
__cpu_online_mask ffffffff82c3bfe0 cpumask
__cpu_active_mask ffffffff82c3b7e0 cpumask
nr_cpu_ids ffffffff82c3ca10 u32
nr_threads ffffffff83f83068 i32
tainted_mask ffffffff83f83538 u64
taint_flags ffffffff8200fd20 taint_flag[19]
page_offset_base ffffffff82415740 u64
vmalloc_base ffffffff82415738 u64
vmemmap_base ffffffff82415730 u64
phys_base ffffffff82a1a010 u64
__pgtable_l5_enabled ffffffff82415750 u32
prb ffffffff82a643e0 *printk_ringbuffer
printk_rb_static ffffffff82a64400 printk_ringbuffer
mem_section ffffffff8403f298 **mem_section
node_data ffffffff82c393a0 *pglist_data[1024]
node_states ffffffff82c3dec0 nodemask_t[6]
nr_node_ids ffffffff82c3de88 u32
vm_zone_stat ffffffff82a09540 atomic_long_t[11]
vm_node_stat ffffffff82a093c0 atomic_long_t[43]
vm_committed_as ffffffff83fe0440 percpu_counter
_totalram_pages ffffffff82c3dea8 atomic_long_t
high_memory ffffffff83fe0a18 *
max_pfn ffffffff83fe2f38 u64
sysctl_overcommit_memory ffffffff82c3de34 i32
sysctl_overcommit_ratio ffffffff82c3de30 i32
sysctl_overcommit_kbytes ffffffff82c3de28 u64
nr_swapfiles ffffffff83fe30a0 u32
vmap_area_list ffffffff82b5c430 list_head
modules ffffffff82b292a0 list_head
slab_caches ffffffff82b527e0 list_head
cpu_khz ffffffff82c38ee4 u32
sysrq_pressed ffffffff8408f7c0 u64
crashing_cpu ffffffff82a325a0 i32
panic_cpu ffffffff82a4da20 atomic_t
__start_orc_unwind_ip ffffffff82c5f474 i32[]
__start_orc_unwind ffffffff82dd71b8 orc_entry[]
orc_lookup ffffffff8300ada0 u32[]
lookup_num_blocks ffffffff8242d2d8 u32
%cpu_number 199e0 i32
%current_task 1fb80 *task_struct
%hardirq_stack_ptr 1fb48 *
%runqueues 31c40 rq
%cpu_tss_rw 6000 tss_struct
%cpu_info 198c0 cpuinfo_x86
`,
  marks: `
_text ffffffff81000000
_stext ffffffff81000000
_etext ffffffff81e01d32
_sinittext ffffffff83079000
_einittext ffffffff830e7c04
__init_begin ffffffff83044000
__init_end ffffffff83306000
_sdata ffffffff82a00000
_edata ffffffff82c48980
__bss_start ffffffff83310000
__bss_stop ffffffff84400000
_end ffffffff84430000
__per_cpu_start 0
__per_cpu_end 35000
__stop_orc_unwind_ip ffffffff82dd71b8
__stop_orc_unwind ffffffff8300ad9e
`,
  functions: `
schedule c7
__schedule 9f3
__switch_to_asm 56
ret_from_fork 2d
asm_common_interrupt 27
asm_exc_divide_error 1b
repeat_nmi 0
dd_init_sched f9
panic 2f4
sysrq_handle_crash 16
stop_this_cpu a6
schedule_timeout 14d
do_exit b10
crash_nmi_callback 4b
vmemmap_populate 32d
schedule_timeout_interruptible 1a
schedule_timeout_uninterruptible 1a
schedule_idle 37
native_safe_halt 10
amd_e400_idle 43
default_idle_call ee
do_idle 2ae
cpu_startup_entry 28
rest_init ca
arch_call_rest_init a
start_kernel 70f
secondary_startup_64_no_verify 0
start_secondary 147
__sysvec_reboot 27
sysvec_reboot 72
asm_sysvec_reboot 1b
oops_end.cold 18
page_fault_oops 2a1
exc_page_fault 164
asm_exc_page_fault 27
do_trap 109
do_error_trap 89
exc_invalid_op 60
asm_exc_invalid_op 1b
`,
  frames: `
__alloc_pages+0x305 sp 96 -40 __alloc_pages_slowpath.constprop.0
__alloc_pages_slowpath.constprop.0+0x67f sp 224 -48 out_of_memory
__check_heap_object+0xa9 sp 8 - usercopy_abort
__check_object_size+0x1df sp 40 -32 __check_heap_object
__check_object_size.cold+0x17 sp 40 -32 usercopy_abort
__check_object_size.cold+0x5e sp 40 -32 usercopy_abort
__check_object_size.cold+0x96 sp 40 -32 usercopy_abort
__do_sys_clone+0x7b sp 152 -
__do_sys_wait4+0xa2 bp 16 -16 kernel_wait4
__folio_alloc+0x17 sp 24 -16 __alloc_pages
__handle_mm_fault+0x660 sp 208 -48 do_fault
__handle_mm_fault+0x92f sp 208 -48 vma_alloc_folio
__handle_mm_fault+0x97b sp 208 -48
__handle_sysrq.cold+0x41 sp 48 -40
__list_add_valid.cold+0x4b sp 8 - _printk
__list_del_entry_valid.cold+0x23 sp 8 - _printk
__mod_lruvec_page_state+0x93 sp 48 -40
__mod_memcg_lruvec_state+0x41 sp 16 -
__rseq_handle_notify_resume+0xa9 bp 16 -16
__schedule+0x34d bp 16 -16 __switch_to_asm
__stack_chk_fail+0x10 sp 8 - panic
__sysvec_reboot+0x27 sp 8 - stop_this_cpu
__vfs_getxattr+0x2a sp 48 -32
__x64_sys_exit_group+0x14 sp 8 - do_group_exit
__x64_sys_fcntl+0x90 sp 64 -48 do_fcntl
__x64_sys_rt_sigaction+0xb9 sp 96 -16 _copy_to_user
__x64_sys_rt_sigaction+0xeb sp 96 -16 do_sigaction
_copy_to_user+0x21 sp 8 -
_printk+0x68 bp 16 -16
alloc_fd+0xb5 sp 72 -48
amd_e400_idle+0x3d sp 8 -
arch_call_rest_init+0xa sp 8 -
asm_exc_invalid_op+0x16 sp 0 - exc_invalid_op
asm_exc_page_fault+0x22 sp 0 - exc_page_fault
asm_sysvec_apic_timer_interrupt+0x16 sp 0 - sysvec_apic_timer_interrupt
asm_sysvec_reboot+0x16 sp 0 - sysvec_reboot
cache_from_obj+0xa1 sp 24 -
cache_from_obj+0xe0 sp 24 -
clear_user_rep_good+0xe sp 8 -
cpu_startup_entry+0x26 sp 16 - do_idle
default_idle_call+0x38 sp 8 -
devtmpfs_work_loop+0x317 sp 208 -48 schedule
devtmpfsd+0x22 sp 16 - devtmpfs_work_loop
dmar_validate_one_drhd+0xa5 sp 32 -24
do_dup2+0x96 sp 32 -24 filp_close
do_error_trap+0x6a sp 64 -48 do_trap
do_exit.cold+0x15 sp 96 -48 panic
do_fault+0x1a4 sp 40 -32
do_fcntl+0x577 sp 104 -40 f_dupfd
do_group_exit+0x2d sp 40 -32 do_exit
do_idle+0x166 sp 64 -40 schedule_idle
do_idle+0x206 sp 64 -40 default_idle_call
do_set_pte+0x189 sp 64 -48
do_sigaction+0x12e sp 80 -48
do_sys_openat2+0x9b sp 64 -24
do_syscall_64+0x5d bp 16 -16
do_syscall_64+0x69 bp 16 -16 syscall_exit_to_user_mode
do_trap+0xc5 sp 72 -48
do_truncate+0x94 sp 128 -32
do_truncate+0xa6 sp 128 -32
do_user_addr_fault+0x191 sp 72 -48 handle_mm_fault
do_user_addr_fault+0x1b0 sp 72 -48
do_wait+0x114 sp 56 -48 schedule
dump_header+0x4c sp 40 -32
dump_stack_lvl+0x44 sp 24 -16
end_repeat_nmi+0x16 sp 0 - exc_nmi
entry_SYSCALL_64_after_hwframe+0x6e sp 0 - do_syscall_64
exc_invalid_op+0x4c sp 32 -16 do_error_trap
exc_nmi+0x11e sp 32 -24
exc_page_fault+0x70 sp 40 -32 do_user_addr_fault
exit_to_user_mode_prepare+0x172 sp 32 -24
exit_to_user_mode_prepare+0x44 sp 32 -24
f_dupfd+0x47 sp 24 -16
filemap_map_pages+0x153 sp 160 -48
filp_close+0x5b sp 32 -24
finish_task_switch.isra.0+0x90 bp 16 -16
fortify_panic+0xf sp 8 - _printk
full_proxy_write+0x50 sp 56 -48
handle_mm_fault+0xdb sp 56 -48 __handle_mm_fault
kauditd_thread+0x1ce sp 104 -48 schedule
kcompactd+0x3cf sp 120 -48 schedule_timeout
kernel_wait4+0xb4 sp 144 -40 do_wait
kmem_cache_free+0x15 sp 48 -40 cache_from_obj
kmem_cache_free+0x2f7 sp 8 -
ksm_scan_thread+0x148d sp 232 -48 schedule
kswapd+0x380 sp 120 -48 schedule
ksys_read+0x6b sp 56 -32 vfs_read
ksys_write+0x6b sp 56 -32 vfs_write
kthread+0xd7 sp 56 -48
kthreadd+0x2bc sp 144 -48 schedule
native_load_gs_index+0x15 sp 16 -
native_safe_halt+0xb sp 8 -
nmi_cpu_backtrace.cold+0x32 sp 48 -40
nmi_panic.cold+0xc sp 8 - panic
nmi_trigger_cpumask_backtrace+0xed sp 32 -24
oom_kill_process.cold+0xb sp 40 -32 dump_header
oom_reaper+0x24b sp 104 -48 schedule
oops_end.cold+0x18 sp 32 -24 panic
out_of_memory+0x1fd sp 64 -40
page_add_file_rmap+0xba sp 40 -32
page_fault_oops+0xf9 sp 128 -48
page_remove_rmap+0xf4 sp 40 -32
panic+0x118 bp 16 -16
path_openat+0xa7d sp 168 -48 terminate_walk
policy_node+0x51 sp 16 -
proc_reg_write+0x53 sp 24 -
process_one_work+0x380 sp 72 -48
put_page+0x6 sp 16 -
rcu_gp_fqs_loop+0x141 sp 96 -40 schedule_timeout
rcu_gp_kthread+0xd8 sp 56 -16 rcu_gp_fqs_loop
rcu_tasks_kthread+0x2e sp 24 -16 rcu_tasks_one_gp
rcu_tasks_one_gp+0x1df sp 96 -48 schedule
read_zero+0x5d sp 40 -32
refcount_warn_saturate+0x51 sp 8 -
refcount_warn_saturate+0x74 sp 8 -
refcount_warn_saturate+0x97 sp 8 -
refcount_warn_saturate+0xba sp 8 -
refcount_warn_saturate+0xfb sp 8 -
rescuer_thread+0x2ae sp 104 -48 schedule
rest_init+0xca sp 16 - cpu_startup_entry
sched_show_task.cold+0xce sp 24 -16
schedule+0x5a sp 24 -16 __schedule
schedule_idle+0x26 sp 16 - __schedule
schedule_timeout+0x94 sp 80 -16 schedule
set_next_entity+0xda sp 40 -32 update_load_avg
show_state_filter+0x54 sp 40 -32
smpboot_thread_fn+0x147 sp 32 -24 schedule
start_kernel+0x6fb sp 64 -40
start_secondary+0x12a sp 24 - cpu_startup_entry
stop_this_cpu+0x4d sp 48 -16
syscall_exit_to_user_mode+0x1e sp 16 -
sysrq_handle_crash+0x16 sp 8 - panic
sysrq_handle_showstate+0xc sp 8 - show_state_filter
sysvec_apic_timer_interrupt+0xa sp 24 -16
terminate_walk+0xee sp 32 -24
unknown_nmi_error.cold+0x3b sp 24 -16
update_load_avg+0x7e sp 80 -48
usercopy_abort+0x75 sp 32 - _printk
vfs_read+0xa2 sp 160 -48
vfs_write+0xc4 sp 152 -48
vma_alloc_folio+0x9c sp 80 -48 __folio_alloc
watchdog+0x7c sp 96 -48 schedule_timeout_interruptible
worker_thread+0xaf sp 64 -48 schedule
wp_page_copy+0x394 sp 144 -48 put_page
write_sysrq_trigger+0x24 sp 16 -
`,
  ways: `
halted native_safe_halt+0xb/0x10 amd_e400_idle+0x3d/0x50 default_idle_call+0x38/0xf0 do_idle+0x206/0x2b0
boot cpu_startup_entry+0x26/0x30 rest_init+0xca/0xd0 arch_call_rest_init+0xa/0x14 start_kernel+0x6fb/0x70f secondary_startup_64_no_verify+0xe5/0xeb
secondary cpu_startup_entry+0x26/0x30 start_secondary+0x12a/0x150 secondary_startup_64_no_verify+0xe5/0xeb
idle schedule_idle+0x26/0x40 do_idle+0x166/0x2b0
stopped stop_this_cpu+0x4d/0xb0 __sysvec_reboot+0x27/0x30 sysvec_reboot+0x58/0x80 asm_sysvec_reboot+0x16/0x20
page-fault oops_end.cold+0x18/0x20 page_fault_oops+0xf9/0x2b0 exc_page_fault+0x70/0x170 asm_exc_page_fault+0x22/0x30
bug oops_end.cold+0x18/0x20 do_trap+0xc5/0x110 do_error_trap+0x6a/0x90 exc_invalid_op+0x4c/0x60 asm_exc_invalid_op+0x16/0x20
`,
};
