/**
 * Where variables of 6.12.117+deb12-arm64 lie, in its image's own symbol table.
 *
 * Source: `vmlinuz-6.12.117+deb12-arm64` of Debian's package, read by `scripts/record/image-places.py`. Format: see `PlaceFacts` in
 * `../place-facts.ts`.
 */
import type { PlaceFacts } from '../place-facts.ts';

export const debian612arm64Places: PlaceFacts = {
  places: `
_text ffff800080000000 65536 4d5a40fa3be87314
_stext ffff800080010000 8 1f2003d51f2003d5
_etext ffff800080f50000 24 0000000000000000
_sinittext ffff800081d00000 8 1f2003d51f2003d5
_einittext ffff800081d9f5a4 4 000000003f2303d5
_end ffff800082b30000 0
__cpu_possible_mask ffff8000816d12d8 64
__cpu_present_mask ffff80008267eb38 64
__cpu_online_mask ffff80008267eaf8 64
__cpu_active_mask ffff80008267eb80 64
_totalram_pages ffff80008267f8c0 8
jiffies_64 ffff8000826779c0 64
linux_banner ffff80008126ab00 216
nr_threads ffff800082a4254c 4
nr_irqs ffff80008271a520 8
tainted_mask ffff800082a42570 8
taint_flags ffff800080f6f2e8 304
mem_section ffff800082a847e0 8
node_data ffff800082a88ef0 128
node_states ffff80008267f928 48
__per_cpu_offset ffff8000826831f8 4096
nr_swapfiles ffff800082a8358c 4
init_uts_ns ffff8000829c9998 432
runqueues ffff800081f695c0 3520
high_memory ffff800082a76c90 8
init_mm ffff80008275da40 1280
swapper_pg_dir ffff800081cfe000 8192
tk_core ffff800082a69dc0 288
__per_cpu_start ffff800081f52000 8
__start_BTF ffff800081796e8c 5597137
kallsyms_num_syms ffff80008126abd8 8 2a50020000000000
kallsyms_relative_base ffff8000814cf140 8 0000000000000000
kallsyms_offsets ffff80008143b098 606376 0000000000000000
kallsyms_names ffff80008126abe0 1897752 05545fbc78740874
kallsyms_token_table ffff80008143aa40 1112 645f5f636f6d706f
kallsyms_token_index ffff80008143ae98 512 0000160020002300
kallsyms_markers ffff80008143a0f8 2376 00000000790c0000
kallsyms_seqs_of_names ffff8000814cf148 2067160 0062610062d00062
_sdata ffff800082670000 16384
__bss_start ffff800082a2c000 8
prb ffff8000826a9e10 8
printk_rb_static ffff8000826a9f08 88
printk_rb_dynamic ffff800082a479d0 88
`,
  types: `
task_struct 4736
atomic_long_t 8 counter:0:i64
atomic_t 4 counter:0:i32
cfs_rq 512 nr_running:16:u32 tasks_timeline:64:rb_root_cached curr:80:*sched_entity tg:344:*task_group throttled:416:i32
cpumask 64 bits:0:u64[8]
dev_printk_info 64 subsystem:0:char[16] device:16:char[48]
free_area 104 free_list:0:list_head[6] nr_free:96:u64
list_head 16 next:0:*list_head prev:8:*list_head
maple_tree 16 ma_lock:0:spinlock_t ma_external_lock:0:u8[0] ma_flags:4:u32 ma_root:8:*
mem_section 32 section_mem_map:0:u64
mm_struct 1216 mm_count:0:atomic_t mm_mt:64:maple_tree mmap_base:80:u64 mmap_legacy_base:88:u64 task_size:96:u64 pgd:104:* membarrier_state:112:atomic_t mm_users:116:atomic_t pcpu_cid:120:*mm_cid mm_cid_next_scan:128:u64 pgtables_bytes:136:atomic_long_t map_count:144:i32 page_table_lock:148:spinlock_t mmap_lock:152:rw_semaphore mmlist:192:list_head mm_lock_seq:208:seqcount futex_unique_id:216:u64 hiwater_rss:224:u64 hiwater_vm:232:u64 total_vm:240:u64 locked_vm:248:u64 pinned_vm:256:u64 data_vm:264:u64 exec_vm:272:u64 stack_vm:280:u64 def_flags:288:u64 write_protect_seq:296:seqcount arg_lock:300:spinlock_t start_code:304:u64 end_code:312:u64 start_data:320:u64 end_data:328:u64 start_brk:336:u64 brk:344:u64 start_stack:352:u64 arg_start:360:u64 arg_end:368:u64 env_start:376:u64 env_end:384:u64 saved_auxv:392:u64[50] rss_stat:792:percpu_counter[4] binfmt:952:*linux_binfmt context:960:u8[48] flags:1008:u64 ioctx_lock:1016:spinlock_t ioctx_table:1024:*kioctx_table owner:1032:*task_struct user_ns:1040:*user_namespace exe_file:1048:*file notifier_subscriptions:1056:*mmu_notifier_subscriptions numa_next_scan:1064:u64 numa_scan_offset:1072:u64 numa_scan_seq:1080:i32 tlb_flush_pending:1084:atomic_t tlb_flush_batched:1088:atomic_t uprobes_state:1096:uprobes_state hugetlb_usage:1104:atomic_long_t async_put_work:1112:work_struct ksm_merging_pages:1144:u64 ksm_rmap_items:1152:u64 ksm_zero_pages:1160:atomic_long_t lru_gen:1168:u8[32] cpu_bitmap:1216:u64[0]
new_utsname 390 sysname:0:char[65] nodename:65:char[65] release:130:char[65] version:195:char[65] machine:260:char[65] domainname:325:char[65]
nodemask_t 8 bits:0:u64[1]
ns_common 24
page 64 flags:0:u64 lru:8:list_head mapping:24:*address_space index:32:u64 private:40:u64 compound_head:8:u64 _mapcount:48:atomic_t _refcount:52:atomic_t
percpu_counter 40 lock:0:raw_spinlock_t count:8:i64 list:16:list_head counters:32:*i32
pglist_data 14144 node_zones:0:zone[5] nr_zones:11232:i32 node_start_pfn:11240:u64 node_present_pages:11248:u64 node_spanned_pages:11256:u64 node_id:11264:i32 vm_stat:13704:atomic_long_t[47]
prb_data_blk_lpos 16 begin:0:u64 next:8:u64
prb_data_ring 32 size_bits:0:u32 data:8:*char head_lpos:16:atomic_long_t tail_lpos:24:atomic_long_t
prb_desc 24 state_var:0:atomic_long_t text_blk_lpos:8:prb_data_blk_lpos
prb_desc_ring 48 count_bits:0:u32 descs:8:*prb_desc infos:16:*printk_info head_id:24:atomic_long_t tail_id:32:atomic_long_t last_finalized_seq:40:atomic_long_t
printk_info 88 seq:0:u64 ts_nsec:8:u64 text_len:16:u16 facility:18:u8 flags:19.0.5:u8 level:19.5.3:u8 caller_id:20:u32 dev_info:24:dev_printk_info
printk_ringbuffer 88 desc_ring:0:prb_desc_ring text_data_ring:48:prb_data_ring fail:80:atomic_long_t
raw_spinlock 4
rb_root 8 rb_node:0:*rb_node
rb_root_cached 16 rb_root:0:rb_root rb_leftmost:8:*rb_node
rq 3520 nr_running:4:u32 cfs:128:cfs_rq rt:640:rt_rq curr:2680:*task_struct idle:2696:*task_struct clock:2736:u64 cpu:2920:i32
rt_prio_array 1616 bitmap:0:u64[2] queue:16:list_head[100]
rt_rq 1664 active:0:rt_prio_array rt_nr_running:1616:u32 highest_prio:1624:u64
rw_semaphore 40
seqcount 4
spinlock 4 rlock:0:raw_spinlock
taint_flag 16 c_true:0:char c_false:1:char module:2:bool desc:8:*char
uprobes_state 8
uts_namespace 432 name:0:new_utsname user_ns:392:*user_namespace ucounts:400:*ucounts ns:408:ns_common
work_struct 32
zone 1728 _watermark:0:u64[4] lowmem_reserve:56:i64[5] zone_pgdat:104:*pglist_data zone_start_pfn:144:u64 managed_pages:152:atomic_long_t spanned_pages:160:u64 present_pages:168:u64 name:192:*char free_area:256:free_area[11] flags:1400:u64 vm_stat:1536:atomic_long_t[11]
typedef spinlock_t spinlock
typedef raw_spinlock_t raw_spinlock
enum zone_type ZONE_DMA=0 ZONE_DMA32=1 ZONE_NORMAL=2 ZONE_MOVABLE=3 ZONE_DEVICE=4 __MAX_NR_ZONES=5
enum pageflags PG_locked=0 PG_writeback=1 PG_referenced=2 PG_uptodate=3 PG_dirty=4 PG_lru=5 PG_head=6 PG_waiters=7 PG_active=8 PG_workingset=9 PG_owner_priv_1=10 PG_owner_2=11 PG_arch_1=12 PG_reserved=13 PG_private=14 PG_private_2=15 PG_reclaim=16 PG_swapbacked=17 PG_unevictable=18 PG_mlocked=19 PG_hwpoison=20 PG_young=21 PG_idle=22 PG_arch_2=23 PG_arch_3=24 __NR_PAGEFLAGS=25 PG_readahead=16 PG_swapcache=10 PG_checked=10 PG_anon_exclusive=11 PG_mappedtodisk=11 PG_fscache=15 PG_pinned=10 PG_savepinned=4 PG_foreign=10 PG_xen_remapped=10 PG_isolated=16 PG_reported=3 PG_vmemmap_self_hosted=10 PG_has_hwpoisoned=8 PG_large_rmappable=9 PG_partially_mapped=16
`,
  variables: `
__cpu_possible_mask cpumask
__cpu_present_mask cpumask
__cpu_online_mask cpumask
__cpu_active_mask cpumask
_totalram_pages atomic_long_t
jiffies_64 u64
linux_banner char[216]
nr_threads i32
nr_irqs u32
tainted_mask u64
taint_flags taint_flag[19]
mem_section **mem_section
node_data *pglist_data[16]
node_states nodemask_t[6]
__per_cpu_offset u64[512]
nr_swapfiles u32
init_uts_ns uts_namespace
%runqueues rq
high_memory *
init_mm mm_struct
swapper_pg_dir u64[1024]
prb *printk_ringbuffer
printk_rb_static printk_ringbuffer
printk_rb_dynamic printk_ringbuffer
`,
};
