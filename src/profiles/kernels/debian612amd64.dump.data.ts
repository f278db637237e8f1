/**
 * What dump tools know of kernel 6.12.117+deb12-amd64: structures, variables and frame sizes.
 *
 * Read from the debug file of Debian's package linux-image-6.12.117+deb12-amd64-dbg by scripts/record/dump-facts.py. Format: `DumpFacts`.
 */
import type { DumpFacts } from '../dump-facts.ts';

export const debian612amd64Dump: DumpFacts = {
  types: `
__call_single_node 16
address_space 192 i_pages:8:xarray nrpages:88:u64
atomic_long_t 8 counter:0:i64
atomic_t 4 counter:0:i32
callback_head 16 next:0:*callback_head func:8:*
cea_exception_stacks 77824 NMI_stack:16384:char[8192]
cfs_bandwidth 240
cfs_rq 512 nr_running:16:u32 tasks_timeline:64:rb_root_cached curr:80:*sched_entity tg:344:*task_group throttled:416:i32
cgroup_subsys_state 208
cpu_entry_area 241664
cpu_itimer 16
cpu_user_regs 200 cs:136:u16 ss:160:u16
cpuinfo_x86 328
cpumask 1024 bits:0:u64[128]
cred 184 usage:0:atomic_long_t uid:8:u32 gid:12:u32 suid:16:u32 sgid:20:u32 euid:24:u32 egid:28:u32 fsuid:32:u32 fsgid:36:u32 securebits:40:u32 cap_inheritable:48:u64 cap_permitted:56:u64 cap_effective:64:u64 cap_bset:72:u64 cap_ambient:80:u64 jit_keyring:88:u8 session_keyring:96:*key process_keyring:104:*key thread_keyring:112:*key request_key_auth:120:*key security:128:* user:136:*user_struct user_ns:144:*user_namespace ucounts:152:*ucounts group_info:160:*group_info non_rcu:168:i32 rcu:168:callback_head
dentry 192 d_parent:24:*dentry d_name:32:qstr d_inode:48:*inode d_iname:56:u8[40] d_sb:104:*super_block
desc_struct 8
dev_printk_info 64 subsystem:0:char[16] device:16:char[48]
elf_prstatus 336 pr_reg:112:u64[27]
entry_stack 4096
entry_stack_page 4096 stack:0:entry_stack
exception_stacks 49152 NMI_stack:8192:char[8192]
fdtable 56 max_fds:0:u32 fd:8:* open_fds:24:*u64
file 184 f_count:0:atomic_long_t f_op:16:*file_operations private_data:32:* f_path:64:path
file_lock 192
file_system_type 72 name:0:*char
files_struct 704 count:0:atomic_t resize_in_progress:4:bool resize_wait:8:wait_queue_head fdt:32:*fdtable fdtab:40:fdtable file_lock:128:spinlock_t next_fd:132:u32 close_on_exec_init:136:u64[1] open_fds_init:144:u64[1] full_fds_bits_init:152:u64[1] fd_array:160:*file[64]
fpu 4224
fred_cs 8
fred_ss 8
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
inet6_dev 1056 addr_list:8:list_head
inet6_ifaddr 296 addr:0:in6_addr if_list:200:list_head
inet_sock 1000 sk:0:sock inet_sport:806:u16
inode 624 i_mode:0:umode_t i_op:32:*inode_operations i_sb:40:*super_block i_mapping:48:*address_space i_sb_list:272:list_head i_fop:352:*file_operations
ipv6_pinfo 144
irq_chip 264 name:0:*char
irq_common_data 40 affinity:24:*cpumask
irq_cpustat_t 128 kvm_cpu_l1tf_flush_l1d:0:u8 __nmi_count:4:u32 apic_timer_irqs:8:u32 irq_spurious_count:12:u32 icr_read_retry_count:16:u32 kvm_posted_intr_ipis:20:u32 kvm_posted_intr_wakeup_ipis:24:u32 kvm_posted_intr_nested_ipis:28:u32 x86_platform_ipis:32:u32 apic_perf_irqs:36:u32 apic_irq_work_irqs:40:u32 irq_resched_count:44:u32 irq_call_count:48:u32 irq_tlb_count:52:u32 irq_thermal_count:56:u32 irq_threshold_count:60:u32 irq_deferred_error_count:64:u32 irq_hv_callback_count:68:u32 irq_hv_reenlightenment_count:72:u32 hyperv_stimer0_count:76:u32
irq_data 56 chip:24:*irq_chip
irq_desc 448 irq_common_data:0:irq_common_data irq_data:40:irq_data
irq_stack 16384 stack:0:char[16384]
irqaction 128 handler:0:* dev_id:8:* next:24:*irqaction flags:60:u32 name:80:*char
k_sigaction 32 sa:0:sigaction
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
maple_tree 16 ma_lock:0:spinlock_t ma_external_lock:0:u8[0] ma_flags:4:u32 ma_root:8:*
mem_section 32 section_mem_map:0:u64
mm_struct 1344 mm_count:0:atomic_t mm_mt:64:maple_tree mmap_base:80:u64 mmap_legacy_base:88:u64 mmap_compat_base:96:u64 mmap_compat_legacy_base:104:u64 task_size:112:u64 pgd:120:* membarrier_state:128:atomic_t mm_users:132:atomic_t pcpu_cid:136:*mm_cid mm_cid_next_scan:144:u64 pgtables_bytes:152:atomic_long_t map_count:160:i32 page_table_lock:164:spinlock_t mmap_lock:168:rw_semaphore mmlist:208:list_head mm_lock_seq:224:seqcount futex_unique_id:232:u64 hiwater_rss:240:u64 hiwater_vm:248:u64 total_vm:256:u64 locked_vm:264:u64 pinned_vm:272:u64 data_vm:280:u64 exec_vm:288:u64 stack_vm:296:u64 def_flags:304:u64 write_protect_seq:312:seqcount arg_lock:316:spinlock_t start_code:320:u64 end_code:328:u64 start_data:336:u64 end_data:344:u64 start_brk:352:u64 brk:360:u64 start_stack:368:u64 arg_start:376:u64 arg_end:384:u64 env_start:392:u64 env_end:400:u64 saved_auxv:408:u64[52] rss_stat:824:percpu_counter[4] binfmt:984:*linux_binfmt context:992:u8[136] flags:1128:u64 ioctx_lock:1136:spinlock_t ioctx_table:1144:*kioctx_table owner:1152:*task_struct user_ns:1160:*user_namespace exe_file:1168:*file notifier_subscriptions:1176:*mmu_notifier_subscriptions numa_next_scan:1184:u64 numa_scan_offset:1192:u64 numa_scan_seq:1200:i32 tlb_flush_pending:1204:atomic_t tlb_flush_batched:1208:atomic_t uprobes_state:1216:uprobes_state hugetlb_usage:1224:atomic_long_t async_put_work:1232:work_struct iommu_mm:1264:*iommu_mm_data ksm_merging_pages:1272:u64 ksm_rmap_items:1280:u64 ksm_zero_pages:1288:atomic_long_t lru_gen:1296:u8[32] cpu_bitmap:1344:u64[0]
mnt_namespace 136 root:24:*mount
mod_arch_specific 24 num_orcs:0:u32 orc_unwind_ip:8:*i32 orc_unwind:16:*orc_entry
mod_kallsyms 32 symtab:0:*elf64_sym num_symtab:8:u32 strtab:16:*char
module 1280 state:0:u32 list:8:list_head name:24:char[56] syms:208:*kernel_symbol num_syms:224:u32 num_gpl_syms:276:u32 gpl_syms:280:*kernel_symbol arch:824:mod_arch_specific taints:848:u64 core_kallsyms:896:mod_kallsyms sect_attrs:928:*module_sect_attrs percpu:952:*
module_sect_attr 80 address:72:u64
module_sect_attrs 48 nsections:40:u32 attrs:48:module_sect_attr[0]
mount 336 mnt_parent:16:*mount mnt_mountpoint:24:*dentry mnt:32:vfsmount mnt_devname:144:*char mnt_list:152:list_head
mutex 32
neigh_hash_table 48 hash_buckets:0:* hash_shift:8:u32
neigh_table 600 key_len:8:u32 nht:584:*neigh_hash_table
neighbour 400 next:0:*neighbour nud_state:132:u8 ha:152:u8[32] dev:392:*net_device primary_key:400:u8[0]
net 4736 dev_base_head:144:list_head
net_device 2560 ip6_ptr:192:*inet6_dev name:304:char[16] dev_list:360:list_head type:560:u16 addr_len:864:u8 ip_ptr:1008:*in_device
new_utsname 390 sysname:0:char[65] nodename:65:char[65] release:130:char[65] version:195:char[65] machine:260:char[65] domainname:325:char[65]
nodemask_t 128 bits:0:u64[16]
ns_common 24
nsproxy 72 ipc_ns:16:*ipc_namespace mnt_ns:24:*mnt_namespace net_ns:40:*net
orc_entry 6 sp_offset:0:i16 bp_offset:2:i16 sp_reg:4.0.4:u32 bp_reg:4.4.4:u32 type:5.0.3:u32 signal:5.3.1:u32
pacct_struct 56
page 64 flags:0:u64 lru:8:list_head mapping:24:*address_space index:32:u64 private:40:u64 compound_head:8:u64 _mapcount:48:atomic_t _refcount:52:atomic_t
page_frag 16 page:0:*page offset:8:u32 size:12:u32
path 16 mnt:0:*vfsmount dentry:8:*dentry
pcpu_hot 64 current_task:0:*task_struct preempt_count:8:i32 cpu_number:12:i32 call_depth:16:u64 top_of_stack:24:u64 hardirq_stack_ptr:32:* softirq_pending:40:u16 hardirq_stack_inuse:42:bool pad:0:u8[64]
percpu_counter 40 lock:0:raw_spinlock_t count:8:i64 list:16:list_head counters:32:*i32
pglist_data 174464 node_zones:0:zone[5] nr_zones:171552:i32 node_start_pfn:171560:u64 node_present_pages:171568:u64 node_spanned_pages:171576:u64 node_id:171584:i32 vm_stat:174024:atomic_long_t[47]
pid 128 count:0:refcount_t level:4:u32 lock:8:spinlock_t stashed:16:*dentry ino:24:u64 tasks:32:hlist_head[4] inodes:64:hlist_head wait_pidfd:72:wait_queue_head rcu:96:callback_head numbers:112:upid[1]
pid_namespace 144 idr:0:idr rcu:24:callback_head pid_allocated:40:u32 child_reaper:48:*task_struct pid_cachep:56:*kmem_cache level:64:u32 parent:72:*pid_namespace bacct:80:*fs_pin user_ns:88:*user_namespace ucounts:96:*ucounts reboot:104:i32 ns:112:ns_common memfd_noexec_scope:136:i32
plist_node 40
posix_cputimers 80
posix_cputimers_work 56
prb_data_blk_lpos 16 begin:0:u64 next:8:u64
prb_data_ring 32 size_bits:0:u32 data:8:*char head_lpos:16:atomic_long_t tail_lpos:24:atomic_long_t
prb_desc 24 state_var:0:atomic_long_t text_blk_lpos:8:prb_data_blk_lpos
prb_desc_ring 48 count_bits:0:u32 descs:8:*prb_desc infos:16:*printk_info head_id:24:atomic_long_t tail_id:32:atomic_long_t last_finalized_seq:40:atomic_long_t
prev_cputime 24
printk_info 88 seq:0:u64 ts_nsec:8:u64 text_len:16:u16 facility:18:u8 flags:19.0.5:u8 level:19.5.3:u8 caller_id:20:u32 dev_info:24:dev_printk_info
printk_ringbuffer 88 desc_ring:0:prb_desc_ring text_data_ring:48:prb_data_ring fail:80:atomic_long_t
pt_regs 168 r15:0:u64 r14:8:u64 r13:16:u64 r12:24:u64 bp:32:u64 bx:40:u64 r11:48:u64 r10:56:u64 r9:64:u64 r8:72:u64 ax:80:u64 cx:88:u64 dx:96:u64 si:104:u64 di:112:u64 orig_ax:120:u64 ip:128:u64 cs:136:u16 csx:136:u64 fred_cs:136:fred_cs flags:144:u64 sp:152:u64 ss:160:u16 ssx:160:u64 fred_ss:160:fred_ss
pv_info 16 name:8:*char
qstr 16 len:4:u32 name:8:*u8
raw_spinlock 4
rb_node 24 __rb_parent_color:0:u64 rb_right:8:*rb_node rb_left:16:*rb_node
rb_root 8 rb_node:0:*rb_node
rb_root_cached 16 rb_root:0:rb_root rb_leftmost:8:*rb_node
refcount_struct 4 refs:0:atomic_t
restart_block 56
rlimit 16
rq 3456 nr_running:4:u32 cfs:128:cfs_rq rt:640:rt_rq curr:2680:*task_struct idle:2696:*task_struct clock:2736:u64 cpu:2920:i32
rt_prio_array 1616 bitmap:0:u64[2] queue:16:list_head[100]
rt_rq 1664 active:0:rt_prio_array rt_nr_running:1616:u32 highest_prio:1624:u64
rw_semaphore 40
sched_avg 64
sched_dl_entity 240
sched_entity 256 load:0:load_weight run_node:16:rb_node deadline:40:u64 min_vruntime:48:u64 min_slice:56:u64 group_node:64:list_head on_rq:80:u8 sched_delayed:81:u8 rel_deadline:82:u8 custom_slice:83:u8 exec_start:88:u64 sum_exec_runtime:96:u64 prev_sum_exec_runtime:104:u64 vruntime:112:u64 vlag:120:i64 slice:128:u64 nr_migrations:136:u64 depth:144:i32 parent:152:*sched_entity cfs_rq:160:*cfs_rq my_q:168:*cfs_rq runnable_weight:176:u64 avg:192:sched_avg
sched_info 32 pcount:0:u64 run_delay:8:u64 last_arrival:16:u64 last_queued:24:u64
sched_rt_entity 48 run_list:0:list_head
sched_statistics 256
seccomp 16
seqcount 4
seqcount_spinlock 4
sigaction 32 sa_handler:0:* sa_flags:8:u64 sa_mask:24:u64
sighand_struct 2080 action:32:k_sigaction[64]
siginfo 128 si_signo:0:i32
signal_struct 1104 sigcnt:0:refcount_t live:4:atomic_t nr_threads:8:i32 quick_threads:12:i32 thread_head:16:list_head wait_chldexit:32:wait_queue_head curr_target:56:*task_struct shared_pending:64:sigpending multiprocess:88:hlist_head group_exit_code:96:i32 notify_count:100:i32 group_exec_task:104:*task_struct group_stop_count:112:i32 flags:116:u32 core_state:120:*core_state is_child_subreaper:128.0.1:u32 has_child_subreaper:128.1.1:u32 next_posix_timer_id:132:u32 posix_timers:136:hlist_head real_timer:144:hrtimer it_real_incr:208:ktime_t it:216:cpu_itimer[2] cputimer:248:thread_group_cputimer posix_cputimers:272:posix_cputimers pids:352:*pid[4] tick_dep_mask:384:atomic_t tty_old_pgrp:392:*pid leader:400:i32 tty:408:*tty_struct autogroup:416:*autogroup stats_lock:424:u64 utime:432:u64 stime:440:u64 cutime:448:u64 cstime:456:u64 gtime:464:u64 cgtime:472:u64 prev_cputime:480:prev_cputime nvcsw:504:u64 nivcsw:512:u64 cnvcsw:520:u64 cnivcsw:528:u64 min_flt:536:u64 maj_flt:544:u64 cmin_flt:552:u64 cmaj_flt:560:u64 inblock:568:u64 oublock:576:u64 cinblock:584:u64 coublock:592:u64 maxrss:600:u64 cmaxrss:608:u64 ioac:616:task_io_accounting sum_sched_runtime:672:u64 rlim:680:rlimit[16] pacct:936:pacct_struct stats:992:*taskstats audit_tty:1000:u32 tty_audit_buf:1008:*tty_audit_buf oom_flag_origin:1016:bool oom_score_adj:1018:i16 oom_score_adj_min:1020:i16 oom_mm:1024:*mm_struct cred_guard_mutex:1032:mutex exec_update_lock:1064:rw_semaphore
sigpending 24 list:0:list_head signal:16:u64
sigqueue 80 list:0:list_head info:24:kernel_siginfo
slab 64 slab_cache:8:*kmem_cache slab_list:16:list_head next:16:*slab freelist:32:* inuse:40.0.16:u32 objects:42.0.15:u32
sock 776 __sk_common:0:sock_common sk_type:572:u16
sock_common 136 skc_daddr:0:u32 skc_rcv_saddr:4:u32 skc_dport:12:u16 skc_num:14:u16 skc_family:16:u16 skc_v6_daddr:56:in6_addr skc_v6_rcv_saddr:72:in6_addr
socket 128 sk:24:*sock
socket_alloc 768 vfs_inode:128:inode
spinlock 4 rlock:0:raw_spinlock
super_block 1408 s_type:40:*file_system_type s_fs_info:912:* s_inodes:1352:list_head
swap_info_struct 680 flags:16:u64 prio:24:i16 max:76:u32 swap_map:80:*u8 pages:504:u32 inuse_pages:508:u32 bdev:544:*block_device swap_file:552:*file
syscall_user_dispatch 32
sysv_sem 8
sysv_shm 16
taint_flag 16 c_true:0:char c_false:1:char module:2:bool desc:8:*char
task_group 640 css:0:cgroup_subsys_state cfs_rq:224:* parent:296:*task_group siblings:304:list_head children:320:list_head cfs_bandwidth:344:cfs_bandwidth
task_io_accounting 56
task_struct 9792 thread_info:0:thread_info __state:24:u32 saved_state:28:u32 stack:32:* usage:40:refcount_t flags:44:u32 ptrace:48:u32 on_cpu:52:i32 wake_entry:56:__call_single_node wakee_flips:72:u32 wakee_flip_decay_ts:80:u64 last_wakee:88:*task_struct recent_used_cpu:96:i32 wake_cpu:100:i32 on_rq:104:i32 prio:108:i32 static_prio:112:i32 normal_prio:116:i32 rt_priority:120:u32 se:128:sched_entity rt:384:sched_rt_entity dl:432:sched_dl_entity dl_server:672:*sched_dl_entity sched_class:680:*sched_class sched_task_group:688:*task_group stats:704:sched_statistics preempt_notifiers:960:hlist_head btrace_seq:968:u32 policy:972:u32 max_allowed_capacity:976:u64 nr_cpus_allowed:984:i32 cpus_ptr:992:*cpumask user_cpus_ptr:1000:*cpumask cpus_mask:1008:cpumask_t migration_pending:2032:* migration_disabled:2040:u16 migration_flags:2042:u16 rcu_read_lock_nesting:2044:i32 rcu_read_unlock_special:2048:rcu_special rcu_node_entry:2056:list_head rcu_blocked_node:2072:*rcu_node rcu_tasks_nvcsw:2080:u64 rcu_tasks_holdout:2088:u8 rcu_tasks_idx:2089:u8 rcu_tasks_idle_cpu:2092:i32 rcu_tasks_holdout_list:2096:list_head rcu_tasks_exit_cpu:2112:i32 rcu_tasks_exit_list:2120:list_head trc_reader_nesting:2136:i32 trc_ipi_to_cpu:2140:i32 trc_reader_special:2144:rcu_special trc_holdout_list:2152:list_head trc_blkd_node:2168:list_head trc_blkd_cpu:2184:i32 sched_info:2192:sched_info tasks:2224:list_head pushable_tasks:2240:plist_node pushable_dl_tasks:2280:rb_node mm:2304:*mm_struct active_mm:2312:*mm_struct faults_disabled_mapping:2320:*address_space exit_state:2328:i32 exit_code:2332:i32 exit_signal:2336:i32 pdeath_signal:2340:i32 jobctl:2344:u64 personality:2352:u32 sched_reset_on_fork:2356.0.1:u32 sched_contributes_to_load:2356.1.1:u32 sched_migrated:2356.2.1:u32 sched_task_hot:2356.3.1:u32 sched_remote_wakeup:2360.0.1:u32 sched_rt_mutex:2360.1.1:u32 user_dumpable:2360.2.1:u32 in_execve:2360.3.1:u32 in_iowait:2360.4.1:u32 restore_sigmask:2360.5.1:u32 in_lru_fault:2360.6.1:u32 no_cgroup_migration:2360.7.1:u32 frozen:2361.0.1:u32 use_memdelay:2361.1.1:u32 in_memstall:2361.2.1:u32 in_eventfd:2361.3.1:u32 pasid_activated:2361.4.1:u32 reported_split_lock:2361.5.1:u32 in_thrashing:2361.6.1:u32 atomic_flags:2368:u64 restart_block:2376:restart_block pid:2432:pid_t tgid:2436:pid_t stack_canary:2440:u64 real_parent:2448:*task_struct parent:2456:*task_struct children:2464:list_head sibling:2480:list_head group_leader:2496:*task_struct ptraced:2504:list_head ptrace_entry:2520:list_head thread_pid:2536:*pid pid_links:2544:hlist_node[4] thread_node:2608:list_head vfork_done:2624:*completion set_child_tid:2632:*i32 clear_child_tid:2640:*i32 worker_private:2648:* utime:2656:u64 stime:2664:u64 gtime:2672:u64 prev_cputime:2680:prev_cputime vtime:2704:vtime tick_dep_mask:2752:atomic_t nvcsw:2760:u64 nivcsw:2768:u64 start_time:2776:u64 start_boottime:2784:u64 min_flt:2792:u64 maj_flt:2800:u64 posix_cputimers:2808:posix_cputimers posix_cputimers_work:2888:posix_cputimers_work ptracer_cred:2944:*cred real_cred:2952:*cred cred:2960:*cred cached_requested_key:2968:*key comm:2976:char[16] nameidata:2992:*nameidata sysvsem:3000:sysv_sem sysvshm:3008:sysv_shm last_switch_count:3024:u64 last_switch_time:3032:u64 fs:3040:*fs_struct files:3048:*files_struct io_uring:3056:*io_uring_task nsproxy:3064:*nsproxy signal:3072:*signal_struct sighand:3080:*sighand_struct blocked:3088:u64 real_blocked:3096:u64 saved_sigmask:3104:u64 pending:3112:sigpending sas_ss_sp:3136:u64 sas_ss_size:3144:u64 sas_ss_flags:3152:u32 task_works:3160:*callback_head audit_context:3168:*audit_context loginuid:3176:u32 sessionid:3180:u32 seccomp:3184:seccomp syscall_dispatch:3200:syscall_user_dispatch parent_exec_id:3232:u64 self_exec_id:3240:u64 alloc_lock:3248:spinlock_t pi_lock:3252:raw_spinlock_t wake_q:3256:wake_q_node pi_waiters:3264:rb_root_cached pi_top_task:3280:*task_struct pi_blocked_on:3288:*rt_mutex_waiter journal_info:3296:* bio_list:3304:*bio_list plug:3312:*blk_plug reclaim_state:3320:*reclaim_state io_context:3328:*io_context capture_control:3336:*capture_control ptrace_message:3344:u64 last_siginfo:3352:*kernel_siginfo ioac:3360:task_io_accounting psi_flags:3416:u32 acct_rss_mem1:3424:u64 acct_vm_mem1:3432:u64 acct_timexpd:3440:u64 mems_allowed:3448:nodemask_t mems_allowed_seq:3576:seqcount_spinlock cpuset_mem_spread_rotor:3580:i32 cgroups:3584:*css_set cg_list:3592:list_head closid:3608:u32 rmid:3612:u32 robust_list:3616:*robust_list_head compat_robust_list:3624:*compat_robust_list_head pi_state_list:3632:list_head pi_state_cache:3648:*futex_pi_state futex_exit_mutex:3656:mutex futex_state:3688:u32 perf_recursion:3692:u8[4] perf_event_ctxp:3696:*perf_event_context perf_event_mutex:3704:mutex perf_event_list:3736:list_head mempolicy:3752:*mempolicy il_prev:3760:i16 il_weight:3762:u8 pref_node_fork:3764:i16 numa_scan_seq:3768:i32 numa_scan_period:3772:u32 numa_scan_period_max:3776:u32 numa_preferred_nid:3780:i32 numa_migrate_retry:3784:u64 node_stamp:3792:u64 last_task_numa_placement:3800:u64 last_sum_exec_runtime:3808:u64 numa_work:3816:callback_head numa_group:3832:*numa_group numa_faults:3840:*u64 total_numa_faults:3848:u64 numa_faults_locality:3856:u64[3] numa_pages_migrated:3880:u64 rseq:3888:*rseq rseq_len:3896:u32 rseq_sig:3900:u32 rseq_event_mask:3904:u64 mm_cid:3912:i32 last_mm_cid:3916:i32 migrate_from_cpu:3920:i32 mm_cid_active:3924:i32 cid_work:3928:callback_head tlb_ubc:3944:tlbflush_unmap_batch splice_pipe:4976:*pipe_inode_info task_frag:4984:page_frag delays:5000:*task_delay_info nr_dirtied:5008:i32 nr_dirtied_pause:5012:i32 dirty_paused_when:5016:u64 timer_slack_ns:5024:u64 default_timer_slack_ns:5032:u64 curr_ret_stack:5040:i32 curr_ret_depth:5044:i32 ret_stack:5048:*u64 ftrace_timestamp:5056:u64 trace_overrun:5064:atomic_t tracing_graph_pause:5068:atomic_t trace_recursion:5072:u64 memcg_nr_pages_over_high:5080:u32 active_memcg:5088:*mem_cgroup objcg:5096:*obj_cgroup throttle_disk:5104:*gendisk utask:5112:*uprobe_task sequential_io:5120:u32 sequential_io_avg:5124:u32 kmap_ctrl:5128:kmap_ctrl rcu:5128:callback_head rcu_users:5144:refcount_t pagefault_disabled:5148:i32 oom_reaper_list:5152:*task_struct oom_reaper_timer:5160:timer_list stack_vm_area:5200:*vm_struct stack_refcount:5208:refcount_t patch_state:5212:i32 security:5216:* bpf_storage:5224:*bpf_local_storage bpf_ctx:5232:*bpf_run_ctx bpf_net_context:5240:*bpf_net_context kstack_offset:5248:u32 mce_vaddr:5256:* mce_kflags:5264:u64 mce_addr:5272:u64 mce_ripv:5280.0.1:u64 mce_whole_page:5280.1.1:u64 __mce_reserved:5280.2.62:u64 mce_kill_me:5288:callback_head mce_count:5304:i32 kretprobe_instances:5312:llist_head rethooks:5320:llist_head l1d_flush_kill:5328:callback_head thread:5376:thread_struct
thread_group_cputimer 24
thread_info 24 flags:0:u64 syscall_work:8:u64 status:16:u32 cpu:20:u32
thread_shstk 16
thread_struct 4416 tls_array:0:desc_struct[3] sp:24:u64 es:32:u16 ds:34:u16 fsindex:36:u16 gsindex:38:u16 fsbase:40:u64 gsbase:48:u64 ptrace_bps:56:*perf_event[4] virtual_dr6:88:u64 ptrace_dr7:96:u64 cr2:104:u64 trap_nr:112:u64 error_code:120:u64 io_bitmap:128:*io_bitmap iopl_emul:136:u64 iopl_warn:144.0.1:u32 pkru:148:u32 features:152:u64 features_locked:160:u64 shstk:168:thread_shstk fpu:192:fpu
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
vm_area_struct 176 vm_start:0:u64 vm_end:8:u64 vm_mm:16:*mm_struct vm_flags:32:u64 vm_pgoff:120:u64 vm_file:128:*file
vm_struct 72 next:0:*vm_struct addr:8:* size:16:u64
vmap_area 72 va_start:0:u64 va_end:8:u64 list:40:list_head vm:56:*vm_struct flags:64:u64
vtime 48
wait_queue_entry 40 private:8:* entry:24:list_head
wait_queue_head 24 head:8:list_head
wake_q_node 8
work_struct 32
x86_hw_tss 104 reserved1:0:u32 sp0:4:u64 sp1:12:u64 sp2:20:u64 reserved2:28:u64 ist:36:u64[7] reserved3:92:u32 reserved4:96:u32 reserved5:100:u16 io_bitmap_base:102:u16
x86_io_bitmap 16416
xa_node 576 shift:0:u8 offset:1:u8 count:2:u8 nr_values:3:u8 parent:8:*xa_node array:16:*xarray private_list:24:list_head callback_head:24:callback_head slots:40:*[64] tags:552:u64[3] marks:552:u64[3]
xarray 16 xa_lock:0:spinlock_t xa_flags:4:u32 xa_head:8:*
zone 1536 _watermark:0:u64[4] lowmem_reserve:56:i64[5] zone_pgdat:104:*pglist_data zone_start_pfn:144:u64 managed_pages:152:atomic_long_t spanned_pages:160:u64 present_pages:168:u64 name:184:*char free_area:256:free_area[11] flags:1240:u64 vm_stat:1344:atomic_long_t[12]
typedef cpumask_t cpumask
typedef spinlock_t spinlock
typedef raw_spinlock_t raw_spinlock
typedef gate_desc gate_struct
typedef pid_t i32
typedef ktime_t i64
typedef refcount_t refcount_struct
typedef note_buf_t u32[92]
typedef umode_t u16
enum zone_stat_item NR_FREE_PAGES=0 NR_ZONE_LRU_BASE=1 NR_ZONE_INACTIVE_ANON=1 NR_ZONE_ACTIVE_ANON=2 NR_ZONE_INACTIVE_FILE=3 NR_ZONE_ACTIVE_FILE=4 NR_ZONE_UNEVICTABLE=5 NR_ZONE_WRITE_PENDING=6 NR_MLOCK=7 NR_BOUNCE=8 NR_ZSPAGES=9 NR_FREE_CMA_PAGES=10 NR_UNACCEPTED=11 NR_VM_ZONE_STAT_ITEMS=12
enum node_stat_item NR_LRU_BASE=0 NR_INACTIVE_ANON=0 NR_ACTIVE_ANON=1 NR_INACTIVE_FILE=2 NR_ACTIVE_FILE=3 NR_UNEVICTABLE=4 NR_SLAB_RECLAIMABLE_B=5 NR_SLAB_UNRECLAIMABLE_B=6 NR_ISOLATED_ANON=7 NR_ISOLATED_FILE=8 WORKINGSET_NODES=9 WORKINGSET_REFAULT_BASE=10 WORKINGSET_REFAULT_ANON=10 WORKINGSET_REFAULT_FILE=11 WORKINGSET_ACTIVATE_BASE=12 WORKINGSET_ACTIVATE_ANON=12 WORKINGSET_ACTIVATE_FILE=13 WORKINGSET_RESTORE_BASE=14 WORKINGSET_RESTORE_ANON=14 WORKINGSET_RESTORE_FILE=15 WORKINGSET_NODERECLAIM=16 NR_ANON_MAPPED=17 NR_FILE_MAPPED=18 NR_FILE_PAGES=19 NR_FILE_DIRTY=20 NR_WRITEBACK=21 NR_WRITEBACK_TEMP=22 NR_SHMEM=23 NR_SHMEM_THPS=24 NR_SHMEM_PMDMAPPED=25 NR_FILE_THPS=26 NR_FILE_PMDMAPPED=27 NR_ANON_THPS=28 NR_VMSCAN_WRITE=29 NR_VMSCAN_IMMEDIATE=30 NR_DIRTIED=31 NR_WRITTEN=32 NR_THROTTLED_WRITTEN=33 NR_KERNEL_MISC_RECLAIMABLE=34 NR_FOLL_PIN_ACQUIRED=35 NR_FOLL_PIN_RELEASED=36 NR_KERNEL_STACK_KB=37 NR_PAGETABLE=38 NR_SECONDARY_PAGETABLE=39 NR_IOMMU_PAGES=40 NR_SWAPCACHE=41 PGPROMOTE_SUCCESS=42 PGPROMOTE_CANDIDATE=43 PGDEMOTE_KSWAPD=44 PGDEMOTE_DIRECT=45 PGDEMOTE_KHUGEPAGED=46 NR_VM_NODE_STAT_ITEMS=47
enum numa_stat_item NUMA_HIT=0 NUMA_MISS=1 NUMA_FOREIGN=2 NUMA_INTERLEAVE_HIT=3 NUMA_LOCAL=4 NUMA_OTHER=5 NR_VM_NUMA_EVENT_ITEMS=6
enum vm_event_item PGPGIN=0 PGPGOUT=1 PSWPIN=2 PSWPOUT=3 PGALLOC_DMA=4 PGALLOC_DMA32=5 PGALLOC_NORMAL=6 PGALLOC_MOVABLE=7 PGALLOC_DEVICE=8 ALLOCSTALL_DMA=9 ALLOCSTALL_DMA32=10 ALLOCSTALL_NORMAL=11 ALLOCSTALL_MOVABLE=12 ALLOCSTALL_DEVICE=13 PGSCAN_SKIP_DMA=14 PGSCAN_SKIP_DMA32=15 PGSCAN_SKIP_NORMAL=16 PGSCAN_SKIP_MOVABLE=17 PGSCAN_SKIP_DEVICE=18 PGFREE=19 PGACTIVATE=20 PGDEACTIVATE=21 PGLAZYFREE=22 PGFAULT=23 PGMAJFAULT=24 PGLAZYFREED=25 PGREFILL=26 PGREUSE=27 PGSTEAL_KSWAPD=28 PGSTEAL_DIRECT=29 PGSTEAL_KHUGEPAGED=30 PGSCAN_KSWAPD=31 PGSCAN_DIRECT=32 PGSCAN_KHUGEPAGED=33 PGSCAN_DIRECT_THROTTLE=34 PGSCAN_ANON=35 PGSCAN_FILE=36 PGSTEAL_ANON=37 PGSTEAL_FILE=38 PGSCAN_ZONE_RECLAIM_SUCCESS=39 PGSCAN_ZONE_RECLAIM_FAILED=40 PGINODESTEAL=41 SLABS_SCANNED=42 KSWAPD_INODESTEAL=43 KSWAPD_LOW_WMARK_HIT_QUICKLY=44 KSWAPD_HIGH_WMARK_HIT_QUICKLY=45 PAGEOUTRUN=46 PGROTATED=47 DROP_PAGECACHE=48 DROP_SLAB=49 OOM_KILL=50 NUMA_PTE_UPDATES=51 NUMA_HUGE_PTE_UPDATES=52 NUMA_HINT_FAULTS=53 NUMA_HINT_FAULTS_LOCAL=54 NUMA_PAGE_MIGRATE=55 PGMIGRATE_SUCCESS=56 PGMIGRATE_FAIL=57 THP_MIGRATION_SUCCESS=58 THP_MIGRATION_FAIL=59 THP_MIGRATION_SPLIT=60 COMPACTMIGRATE_SCANNED=61 COMPACTFREE_SCANNED=62 COMPACTISOLATED=63 COMPACTSTALL=64 COMPACTFAIL=65 COMPACTSUCCESS=66 KCOMPACTD_WAKE=67 KCOMPACTD_MIGRATE_SCANNED=68 KCOMPACTD_FREE_SCANNED=69 HTLB_BUDDY_PGALLOC=70 HTLB_BUDDY_PGALLOC_FAIL=71 UNEVICTABLE_PGCULLED=72 UNEVICTABLE_PGSCANNED=73 UNEVICTABLE_PGRESCUED=74 UNEVICTABLE_PGMLOCKED=75 UNEVICTABLE_PGMUNLOCKED=76 UNEVICTABLE_PGCLEARED=77 UNEVICTABLE_PGSTRANDED=78 THP_FAULT_ALLOC=79 THP_FAULT_FALLBACK=80 THP_FAULT_FALLBACK_CHARGE=81 THP_COLLAPSE_ALLOC=82 THP_COLLAPSE_ALLOC_FAILED=83 THP_FILE_ALLOC=84 THP_FILE_FALLBACK=85 THP_FILE_FALLBACK_CHARGE=86 THP_FILE_MAPPED=87 THP_SPLIT_PAGE=88 THP_SPLIT_PAGE_FAILED=89 THP_DEFERRED_SPLIT_PAGE=90 THP_UNDERUSED_SPLIT_PAGE=91 THP_SPLIT_PMD=92 THP_SCAN_EXCEED_NONE_PTE=93 THP_SCAN_EXCEED_SWAP_PTE=94 THP_SCAN_EXCEED_SHARED_PTE=95 THP_SPLIT_PUD=96 THP_ZERO_PAGE_ALLOC=97 THP_ZERO_PAGE_ALLOC_FAILED=98 THP_SWPOUT=99 THP_SWPOUT_FALLBACK=100 BALLOON_INFLATE=101 BALLOON_DEFLATE=102 BALLOON_MIGRATE=103 SWAP_RA=104 SWAP_RA_HIT=105 SWPIN_ZERO=106 SWPOUT_ZERO=107 KSM_SWPIN_COPY=108 COW_KSM=109 ZSWPIN=110 ZSWPOUT=111 ZSWPWB=112 DIRECT_MAP_LEVEL2_SPLIT=113 DIRECT_MAP_LEVEL3_SPLIT=114 NR_VM_EVENT_ITEMS=115
enum zone_type ZONE_DMA=0 ZONE_DMA32=1 ZONE_NORMAL=2 ZONE_MOVABLE=3 ZONE_DEVICE=4 __MAX_NR_ZONES=5
enum zone_watermarks WMARK_MIN=0 WMARK_LOW=1 WMARK_HIGH=2 WMARK_PROMO=3 NR_WMARK=4
enum pid_type PIDTYPE_PID=0 PIDTYPE_TGID=1 PIDTYPE_PGID=2 PIDTYPE_SID=3 PIDTYPE_MAX=4
enum node_states N_POSSIBLE=0 N_ONLINE=1 N_NORMAL_MEMORY=2 N_HIGH_MEMORY=2 N_MEMORY=3 N_CPU=4 N_GENERIC_INITIATOR=5 NR_NODE_STATES=6
enum pageflags PG_locked=0 PG_writeback=1 PG_referenced=2 PG_uptodate=3 PG_dirty=4 PG_lru=5 PG_head=6 PG_waiters=7 PG_active=8 PG_workingset=9 PG_owner_priv_1=10 PG_owner_2=11 PG_arch_1=12 PG_reserved=13 PG_private=14 PG_private_2=15 PG_reclaim=16 PG_swapbacked=17 PG_unevictable=18 PG_mlocked=19 PG_hwpoison=20 PG_young=21 PG_idle=22 PG_arch_2=23 __NR_PAGEFLAGS=24 PG_readahead=16 PG_swapcache=10 PG_checked=10 PG_anon_exclusive=11 PG_mappedtodisk=11 PG_fscache=15 PG_pinned=10 PG_savepinned=4 PG_foreign=10 PG_xen_remapped=10 PG_isolated=16 PG_reported=3 PG_vmemmap_self_hosted=10 PG_has_hwpoisoned=8 PG_large_rmappable=9 PG_partially_mapped=16
`,
  variables: `
__per_cpu_offset ffffffff825e8e20 u64[8192]
linux_banner ffffffff82196100 char[256]
init_uts_ns ffffffff82e1f700 uts_namespace
init_task ffffffff82c10940 task_struct
init_stack ffffffff82c00000 u64[2048]
init_pid_ns ffffffff82c53040 pid_namespace
init_mm ffffffff82d69140 mm_struct
init_top_pgt ffffffff82c22000 u64[512]
jiffies_64 ffffffff82c079c0 u64
jiffies ffffffff82c079c0 u64
avenrun ffffffff83793b30 u64[3]
shadow_timekeeper ffffffff837bfda0 timekeeper
__cpu_possible_mask ffffffff825f9560 cpumask
__cpu_present_mask ffffffff82e66400 cpumask
__cpu_online_mask ffffffff82e66c00 cpumask
__cpu_active_mask ffffffff82e66000 cpumask
nr_cpu_ids ffffffff82e67220 u32
nr_threads ffffffff8378f6c8 i32
tainted_mask ffffffff8378fcd8 u64
taint_flags ffffffff820115a0 taint_flag[19]
page_offset_base ffffffff825d85a8 u64
vmalloc_base ffffffff825d85a0 u64
vmemmap_base ffffffff825d8598 u64
phys_base ffffffff82c2c010 u64
__pgtable_l5_enabled ffffffff825d85b8 u32
prb ffffffff82c5c380 *printk_ringbuffer
printk_rb_static ffffffff82c5c3a0 printk_ringbuffer
mem_section ffffffff8382fbd8 **mem_section
node_data ffffffff83837a80 *pglist_data[1024]
node_states ffffffff82e68780 nodemask_t[6]
nr_node_ids ffffffff82e68768 u32
vm_zone_stat ffffffff82c09540 atomic_long_t[12]
vm_node_stat ffffffff82c093c0 atomic_long_t[47]
vm_committed_as ffffffff837ce3c0 percpu_counter
_totalram_pages ffffffff82e68720 atomic_long_t
high_memory ffffffff837cea40 *
max_pfn ffffffff837d2bc8 u64
sysctl_overcommit_memory ffffffff82e686f4 i32
sysctl_overcommit_ratio ffffffff82e686f0 i32
sysctl_overcommit_kbytes ffffffff82e686e8 u64
nr_swapfiles ffffffff837d5788 u32
modules ffffffff82d2ed80 list_head
slab_caches ffffffff82d5c3e0 list_head
cpu_khz ffffffff82e642d0 u32
sysrq_pressed ffffffff838a8a40 u64
crashing_cpu ffffffff82c34740 i32
panic_cpu ffffffff82c474c0 atomic_t
__start_orc_unwind_ip ffffffff82e8d2e4 i32[]
__start_orc_unwind ffffffff8303b0d8 orc_entry[]
orc_lookup ffffffff832bfdc8 u32[]
lookup_num_blocks ffffffff825f9350 u32
%pcpu_hot 351c0 pcpu_hot
%runqueues 36040 rq
%cpu_tss_rw 6000 tss_struct
%cpu_info 19020 cpuinfo_x86
`,
  marks: `
_text ffffffff81000000
_stext ffffffff81000000
_etext ffffffff82000000
_sinittext ffffffff8333a000
_einittext ffffffff833dd594
__init_begin ffffffff83301000
__init_end ffffffff8372b000
_sdata ffffffff82c00000
_edata ffffffff82e70f80
__bss_start ffffffff83736000
__bss_stop ffffffff83c00000
_end ffffffff83c30000
__per_cpu_start 0
__per_cpu_end 39000
__stop_orc_unwind_ip ffffffff8303b0d8
__stop_orc_unwind ffffffff832bfdc6
`,
  functions: `
schedule b2
__schedule be5
__switch_to_asm 65
ret_from_fork 48
asm_common_interrupt 2b
asm_exc_divide_error 1f
repeat_nmi 0
dd_init_sched f0
panic 39c
sysrq_handle_crash 1a
stop_this_cpu b9
schedule_timeout 16a
do_exit ae1
crash_nmi_callback 78
vmemmap_populate a3
schedule_timeout_interruptible 1d
schedule_timeout_uninterruptible 1d
schedule_idle 34
pv_native_safe_halt 14
default_idle 15
default_idle_call f2
do_idle 293
cpu_startup_entry 2b
rest_init cc
start_kernel 8cd
x86_64_start_reservations 26
x86_64_start_kernel 98
common_startup_64 0
start_secondary 13b
__sysvec_reboot 1a
sysvec_reboot 75
asm_sysvec_reboot 1f
oops_end e3
page_fault_oops 5ab
exc_page_fault 18a
asm_exc_page_fault 2b
do_trap fc
do_error_trap 89
exc_invalid_op 64
asm_exc_invalid_op 1f
`,
  frames: `
__alloc_pages_noprof+0x2ef sp 96 -40 __alloc_pages_slowpath.constprop.0
__alloc_pages_slowpath.constprop.0+0x67f sp 208 -48 out_of_memory
__cgroup_rstat_updated+0x69 sp 56 -48
__check_heap_object+0xd9 sp 40 -32 usercopy_abort
__check_object_size+0x132 sp 40 -32 usercopy_abort
__check_object_size+0x158 sp 40 -32 usercopy_abort
__check_object_size+0x16b sp 40 -32 __check_heap_object
__check_object_size+0x19a sp 40 -32 usercopy_abort
__count_memcg_events+0x53 sp 24 -16 __cgroup_rstat_updated
__do_sys_mremap+0x232 sp 248 -48
__do_sys_wait4+0xa2 bp 16 -16 kernel_wait4
__flush_smp_call_function_queue+0x95 sp 56 -48
__fortify_panic+0xd sp 8 - __fortify_report
__fortify_report+0x43 sp 8 -
__handle_mm_fault+0x6f1 sp 216 -48 do_fault
__handle_mm_fault+0xb19 sp 216 -48 do_wp_page
__handle_mm_fault+0xb81 sp 216 -48 do_anonymous_page
__handle_sysrq+0xa4 sp 48 -40
__hrtimer_run_queues+0x10a sp 88 -48
__list_add_valid_or_report+0x61 sp 8 - _printk
__list_del_entry_valid_or_report+0xbe sp 8 - _printk
__note_gp_changes+0x151 sp 32 -24
__pfx_autoremove_wake_function+0x10 sp 8 -
__pfx_call_rcu_hurry+0x10 sp 8 -
__pfx_child_wait_callback+0x10 sp 8 -
__pfx_devtmpfsd+0x10 sp 8 -
__pfx_irq_thread+0x10 sp 8 -
__pfx_irq_thread_fn+0x10 sp 8 -
__pfx_kauditd_thread+0x10 sp 8 -
__pfx_kcompactd+0x10 sp 8 -
__pfx_ksm_scan_thread+0x10 sp 8 -
__pfx_kswapd+0x10 sp 8 -
__pfx_kthread+0x10 sp 8 -
__pfx_kthread_worker_fn+0x10 sp 8 -
__pfx_kthreadd+0x10 sp 8 -
__pfx_multi_cpu_stop+0x10 sp 8 -
__pfx_nmi_raise_cpu_backtrace+0x10 sp 8 -
__pfx_oom_reaper+0x10 sp 8 -
__pfx_process_timeout+0x10 sp 8 -
__pfx_pwq_release_workfn+0x10 sp 8 -
__pfx_rcu_gp_kthread+0x10 sp 8 -
__pfx_rcu_tasks_kthread+0x10 sp 8 -
__pfx_rescuer_thread+0x10 sp 8 -
__pfx_schedule_timeout+0x10 sp 8 -
__pfx_smpboot_thread_fn+0x10 sp 8 -
__pfx_tick_nohz_handler+0x10 sp 8 -
__pfx_wait_rcu_exp_gp+0x10 sp 8 -
__pfx_wakeme_after_rcu+0x10 sp 8 -
__pfx_watchdog+0x10 sp 8 -
__pfx_worker_thread+0x10 sp 8 -
__pte_offset_map+0x1b sp 32 -24
__schedule+0x4e0 bp 16 -16 __switch_to_asm
__schedule+0x4e8 bp 16 -16 finish_task_switch.isra.0
__stack_chk_fail+0x19 sp 8 - panic
__stop_cpus.constprop.0+0x70 sp 72 -16
__sysvec_apic_timer_interrupt+0x55 sp 24 -16
__sysvec_call_function_single+0x1c sp 8 -
__sysvec_reboot+0x1a sp 8 - stop_this_cpu
__vfs_getxattr+0x59 sp 56 -40 xattr_resolve_name
__wait_for_common+0x90 sp 120 -48
__wait_rcu_gp+0x13e sp 64 -48 wait_for_completion_state
__x64_sys_exit_group+0x18 sp 8 - do_group_exit
__x64_sys_fcntl+0x9b sp 64 -48 do_fcntl
__x64_sys_rt_sigaction+0xbd sp 96 -16 _copy_to_user
_copy_to_user+0x36 sp 8 -
_printk+0x64 bp 16 -16
_raw_spin_rq_lock_irqsave+0x1c sp 16 -
alloc_fd+0xb4 sp 72 -48
alloc_pages_mpol_noprof+0x8f sp 72 -40 __alloc_pages_noprof
arch_do_signal_or_restart+0x3e sp 144 -40 get_signal
arch_exit_to_user_mode_prepare.constprop.0+0x16 sp 16 -
asm_exc_invalid_op+0x1a sp 0 - exc_invalid_op
asm_exc_page_fault+0x26 sp 0 - exc_page_fault
asm_sysvec_apic_timer_interrupt+0x1a sp 0 - sysvec_apic_timer_interrupt
asm_sysvec_call_function_single+0x1a sp 0 - sysvec_call_function_single
asm_sysvec_reboot+0x1a sp 0 - sysvec_reboot
clockevents_program_event+0x97 sp 32 -24
commit_merge+0x112 sp 152 -48 vma_complete
count_memcg_events.constprop.0+0x1a sp 16 - __count_memcg_events
cpu_startup_entry+0x29 sp 16 - do_idle
cpu_stopper_thread+0x94 sp 64 -48
default_idle+0x9 sp 8 -
default_idle_call+0x30 sp 8 -
devtmpfs_work_loop+0x2f5 sp 200 -48 schedule
devtmpfsd+0x2e sp 16 - devtmpfs_work_loop
do_anonymous_page+0x2bd sp 80 -48 vma_alloc_folio_noprof
do_coredump+0x339 bp 16 -16
do_dup2+0xbb sp 80 -48 filp_close
do_error_trap+0x6a sp 64 -48 do_trap
do_exit+0x9a3 sp 96 -48 panic
do_fault+0x281 sp 40 -32
do_fcntl+0x6a6 sp 104 -40
do_filp_open+0xc4 bp 16 -16 path_openat
do_free_init+0x19 sp 24 -16
do_group_exit+0x30 sp 40 -32 do_exit
do_idle+0x172 sp 64 -40 schedule_idle
do_idle+0x26b sp 64 -40 default_idle_call
do_sigaction+0x131 sp 80 -48
do_sys_openat2+0x97 sp 72 -24
do_syscall_64+0x87 bp 16 -16 x64_sys_call
do_syscall_64+0x93 bp 16 -16 syscall_exit_to_user_mode
do_trap+0xdd sp 64 -48
do_truncate+0x98 sp 128 -32 notify_change
do_truncate+0xaa sp 128 -32
do_user_addr_fault+0x15d sp 64 -48 handle_mm_fault
do_user_addr_fault+0x379 sp 64 -48
do_wait+0x5d sp 40 -32 schedule
do_wp_page+0x8c4 sp 128 -48 wp_page_reuse
dump_header+0x43 sp 32 -24
dump_stack_lvl+0x64 sp 24 -16
end_repeat_nmi+0xf sp 0 - exc_nmi
entry_SYSCALL_64_after_hwframe+0x76 sp 0 - do_syscall_64
exc_invalid_op+0x50 sp 32 -16 do_error_trap
exc_nmi+0x125 sp 32 -24
exc_page_fault+0x76 sp 40 -32 do_user_addr_fault
filemap_map_pages+0x556 sp 240 -48
filp_close+0x1d sp 24 -16
filp_flush+0x4e sp 32 -24
finish_task_switch.isra.0+0x97 bp 16 -16
full_proxy_write+0x54 sp 56 -48
get_signal+0x8fe sp 96 -48 do_group_exit
handle_mm_fault+0x180 sp 64 -48 __handle_mm_fault
handle_mm_fault+0xae sp 64 -48
hrtimer_interrupt+0x123 sp 88 -48
hrtimer_interrupt+0xfa sp 88 -48 __hrtimer_run_queues
irq_thread+0xf5 sp 104 -48 schedule
irqentry_exit_to_user_mode+0x12e sp 32 -24 arch_do_signal_or_restart
kauditd_thread+0x1d2 sp 104 -48 schedule
kcompactd+0x3f2 sp 120 -48 schedule_timeout
kernel_wait4+0xb7 sp 144 -40 do_wait
khugepaged_enter_vma+0x2d sp 24 -16
kmem_cache_free+0x1e5 bp 16 -16
kmem_cache_free+0x2ca bp 16 -16
kmem_cache_free+0x30d bp 16 -16
ksm_scan_thread+0x15b6 sp 224 -48 schedule
kswapd+0x342 sp 120 -48 schedule
ksys_dup3+0x63 sp 56 -48
ksys_read+0x6f sp 56 -32 vfs_read
ksys_write+0x6f sp 56 -32 vfs_write
kthread+0xcf sp 56 -48
kthread_worker_fn+0x10a sp 56 -48 schedule
kthreadd+0x2d3 sp 144 -48 schedule
lapic_next_event+0x15 sp 8 -
locked_inode_to_wb_and_lock_list+0x59 sp 40 -32
memcpy_orig+0x78 sp 8 -
memset_orig+0x82 sp 8 -
mntput_no_expire+0x4a sp 72 -40
moom_callback+0x7a sp 80 - out_of_memory
multi_cpu_stop+0x6d sp 72 -48
native_apic_mem_write+0xc sp 8 -
native_load_gs_index+0x2a sp 16 -
next_uptodate_folio+0x85 sp 48 -40
nmi_cpu_backtrace+0xd6 sp 48 -40
nmi_panic+0x2b sp 8 - panic
nmi_trigger_cpumask_backtrace+0x124 sp 32 -24 nmi_cpu_backtrace
oom_kill_process+0xfa sp 40 -32 dump_header
oom_reaper+0x29d sp 104 -48 schedule
oops_end+0xe3 sp 32 -24 panic
out_of_memory+0x257 sp 72 -48 oom_kill_process
out_of_memory+0xc2 sp 72 -48 dump_header
out_of_memory+0xe7 sp 72 -48 panic
page_fault_oops+0x197 sp 136 -48 oops_end
panic+0x31c bp 16 -16 panic_print_sys_info.part.0
panic+0x344 bp 16 -16
panic_print_sys_info.part.0+0x2c sp 8 - show_state_filter
path_openat+0x653 sp 160 -48 terminate_walk
proc_reg_write+0x57 sp 24 -
process_one_work+0x18d sp 64 -48
psi_task_switch+0x167 sp 96 -48
ptep_set_access_flags+0x32 sp 16 -
pv_native_safe_halt+0xf sp 8 -
rcu_gp_fqs_loop+0x140 sp 104 -48 schedule_timeout
rcu_gp_kthread+0xdb sp 56 -16 rcu_gp_fqs_loop
rcu_sched_clock_irq+0x1217 sp 240 -48 panic
rcu_tasks_kthread+0x95 sp 32 -24 rcu_tasks_one_gp
rcu_tasks_one_gp+0x210 sp 96 -48 schedule
read_zero+0x72 sp 56 -48
read_zero+0x99 sp 56 -48
refcount_warn_saturate+0x55 sp 8 -
refcount_warn_saturate+0x78 sp 8 -
refcount_warn_saturate+0x9b sp 8 -
refcount_warn_saturate+0xbe sp 8 -
refcount_warn_saturate+0xff sp 8 -
rep_stos_alternative+0x57 sp 8 -
rescuer_thread+0x4c4 sp 144 -48 schedule
rest_init+0xcc sp 16 - cpu_startup_entry
ret_from_fork+0x31 sp 32 -24
sched_show_task+0x11a sp 24 -16
schedule+0x27 sp 16 - __schedule
schedule_idle+0x23 sp 16 - __schedule
schedule_timeout+0x15d sp 88 -24 schedule
schedule_timeout+0x9e sp 88 -24 schedule
security_inode_post_setattr+0xe5 sp 32 -24
show_state_filter+0x58 sp 40 -32 sched_show_task
smp_call_function_single+0xfb bp 16 -16
smpboot_thread_fn+0x14c sp 40 -32 schedule
smpboot_thread_fn+0xda sp 40 -32
start_kernel+0x63f sp 56 -40
start_secondary+0x11e sp 24 - cpu_startup_entry
stop_this_cpu+0x4f sp 48 -16
synchronize_rcu_normal+0xad bp 16 -16 synchronize_rcu_normal.part.0
synchronize_rcu_normal.part.0+0x45 sp 72 - __wait_rcu_gp
syscall_exit_to_user_mode+0x37 sp 32 -24 arch_exit_to_user_mode_prepare.constprop.0
sysrq_handle_crash+0x1a sp 8 - panic
terminate_walk+0xee sp 32 -24
tick_nohz_handler+0x8f sp 32 -24 update_process_times
timekeeping_update+0xdd sp 32 -24
tmigr_requires_handle_remote+0x7d sp 88 -
tomoyo_path_perm+0xa8 sp 368 -48
unknown_nmi_error+0x73 sp 24 -16 nmi_panic
update_load_avg+0x7e sp 80 -48
update_process_times+0x70 sp 32 -16 rcu_sched_clock_irq
usercopy_abort+0x6c sp 32 - _printk
vfs_read+0xe4 sp 152 -48
vfs_write+0xf5 sp 152 -48
vma_alloc_folio_noprof+0x71 sp 56 -24 alloc_pages_mpol_noprof
vma_complete+0x121 sp 40 -32
vma_expand+0x96 sp 40 -32 commit_merge
vma_merge_extend+0xf5 sp 160 -16 vma_merge_new_range
vma_merge_new_range+0xb3 sp 80 -48 khugepaged_enter_vma
wait_for_completion_state+0x21 sp 8 - __wait_for_common
watchdog+0x2f2 sp 104 -48 panic
watchdog+0x7f sp 104 -48 schedule_timeout_interruptible
worker_thread+0x191 sp 64 -48 process_one_work
worker_thread+0x97 sp 64 -48 schedule
wp_page_reuse+0x8d sp 24 -16
write_sysrq_trigger+0x59 sp 40 -32 __handle_sysrq
x64_sys_call+0x14b1 sp 8 - __x64_sys_exit_group
x86_64_start_kernel+0x96 sp 24 -16
x86_64_start_reservations+0x18 sp 8 -
xattr_resolve_name+0xab sp 8 -
`,
  ways: `
halted pv_native_safe_halt+0xf/0x20 default_idle+0x9/0x20 default_idle_call+0x30/0x100 do_idle+0x26b/0x2a0
boot cpu_startup_entry+0x29/0x30 rest_init+0xcc/0xd0 start_kernel+0x63f/0x8d0 x86_64_start_reservations+0x18/0x30 x86_64_start_kernel+0x96/0xa0 common_startup_64+0x13e/0x141
secondary cpu_startup_entry+0x29/0x30 start_secondary+0x11e/0x140 common_startup_64+0x13e/0x141
idle schedule_idle+0x23/0x40 do_idle+0x172/0x2a0
stopped stop_this_cpu+0x4f/0xc0 __sysvec_reboot+0x1a/0x20 sysvec_reboot+0x5b/0x80 asm_sysvec_reboot+0x1a/0x20
page-fault oops_end+0xe3/0xf0 page_fault_oops+0x197/0x5b0 exc_page_fault+0x76/0x190 asm_exc_page_fault+0x26/0x30
bug oops_end+0xe3/0xf0 do_trap+0xdd/0x100 do_error_trap+0x6a/0x90 exc_invalid_op+0x50/0x70 asm_exc_invalid_op+0x1a/0x20
`,
};
