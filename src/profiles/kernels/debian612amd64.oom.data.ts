/**
 * Out of memory of kernel deb612, as its recorded consoles show it.
 *
 * Written by scripts/record/state-dumps.ts. Format: see the type.
 */
import type { OomText } from '../oom-text.ts';

export const debian612amd64Oom: OomText = {
  readFault: {
    tops: {
      kill: ` dump_stack_lvl+0x64/0x80
 dump_header+0x43/0x1d0
 oom_kill_process+0xfa/0x200
 out_of_memory+0x257/0x520`,
      panic: ` dump_stack_lvl+0x64/0x80
 dump_header+0x43/0x1d0
 out_of_memory+0xc2/0x520`,
      'panic-panic': ` panic+0x344/0x3a0
 out_of_memory+0xe7/0x520`,
    },
    below: [
      ` __alloc_pages_slowpath.constprop.0+0x67f/0xe00
 __alloc_pages_noprof+0x2ef/0x310
 alloc_pages_mpol_noprof+0x8f/0x1e0
 vma_alloc_folio_noprof+0x71/0xe0
 do_anonymous_page+0x2bd/0x7d0
 ? __pte_offset_map+0x1b/0x180
 __handle_mm_fault+0xb81/0xff0
 handle_mm_fault+0x180/0x2d0
 do_user_addr_fault+0x15d/0x6a0
 exc_page_fault+0x76/0x190
 asm_exc_page_fault+0x26/0x30
RIP: 0010:rep_stos_alternative+0x57/0x80
Code: ef 83 f9 08 73 ef eb de 66 66 2e 0f 1f 84 00 00 00 00 00 48 89 07 48 89 47 08 48 89 47 10 48 89 47 18 48 89 47 20 48 89 47 28 <48> 89 47 30 48 89 47 38 48 83 c7 40 48 83 e9 40 48 83 f9 40 73 d3
RSP: 0018:%{stack+3b50} EFLAGS: 00000246
RAX: 0000000000000000 RBX: %{map+10} RCX: 0000000000000040
RDX: 0000000000001000 RSI: %{map+10} RDI: %{map+fd0}
RBP: 00007ffffffff000 R08: %{size} R09: 0000000000000000
R10: 0000000000000000 R11: 0000000000000000 R12: 0000000000000000
R13: 0000000000002000 R14: 0000000000000000 R15: %{buffer+8c0}
 read_zero+0x72/0x100
 vfs_read+0xe4/0x370
 ? vma_complete+0x121/0x2c0
 ? commit_merge+0x112/0x2b0
 ksys_read+0x6f/0xf0
 do_syscall_64+0x87/0x1b0
 ? vma_expand+0x96/0x160
 ? khugepaged_enter_vma+0x2d/0xb0
 ? vma_merge_new_range+0xb3/0x330
 ? vma_merge_extend+0xf5/0x120
 ? __do_sys_mremap+0x232/0x930
 ? read_zero+0x99/0x100
 ? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
 ? syscall_exit_to_user_mode+0x37/0x1b0
 ? do_syscall_64+0x93/0x1b0
 ? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
 ? syscall_exit_to_user_mode+0x37/0x1b0
 ? do_syscall_64+0x93/0x1b0
 ? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
 ? syscall_exit_to_user_mode+0x37/0x1b0
 ? do_syscall_64+0x93/0x1b0
 ? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
 entry_SYSCALL_64_after_hwframe+0x76/0x7e
RIP: 0033:0x47b6fd
Code: 07 31 c0 e9 b5 fe ff ff 50 48 8d 3d e5 26 12 00 e8 38 7d 00 00 0f 1f 84 00 00 00 00 00 80 3d 88 86 16 00 00 74 17 31 c0 0f 05 <48> 3d 00 f0 ff ff 77 5b c3 66 2e 0f 1f 84 00 00 00 00 00 48 83 ec
RSP: 002b:%{usp} EFLAGS: 00000246 ORIG_RAX: 0000000000000000
RAX: ffffffffffffffda RBX: 0000000000000004 RCX: 000000000047b6fd
RDX: 0000000000002000 RSI: %{map+10} RDI: 0000000000000004
RBP: %{map+10} R08: %{size} R09: 0000000000000000
R10: 0000000000000001 R11: 0000000000000246 R12: 0000000000002000
R13: %{brk+3a0} R14: 0000000000000000 R15: %{usp+478}`,
      ` __alloc_pages_slowpath.constprop.0+0x67f/0xe00
 __alloc_pages_noprof+0x2ef/0x310
 alloc_pages_mpol_noprof+0x8f/0x1e0
 vma_alloc_folio_noprof+0x71/0xe0
 do_anonymous_page+0x2bd/0x7d0
 ? __pte_offset_map+0x1b/0x180
 __handle_mm_fault+0xb81/0xff0
 handle_mm_fault+0x180/0x2d0
 do_user_addr_fault+0x15d/0x6a0
 exc_page_fault+0x76/0x190
 asm_exc_page_fault+0x26/0x30
RIP: 0010:rep_stos_alternative+0x57/0x80
Code: ef 83 f9 08 73 ef eb de 66 66 2e 0f 1f 84 00 00 00 00 00 48 89 07 48 89 47 08 48 89 47 10 48 89 47 18 48 89 47 20 48 89 47 28 <48> 89 47 30 48 89 47 38 48 83 c7 40 48 83 e9 40 48 83 f9 40 73 d3
RSP: 0018:%{stack+3b60} EFLAGS: 00000246
RAX: 0000000000000000 RBX: %{map+10} RCX: 0000000000000040
RDX: 0000000000001000 RSI: %{map+10} RDI: %{map+fd0}
RBP: 00007ffffffff000 R08: %{size} R09: 0000000000000000
R10: 0000000000000000 R11: 0000000000000000 R12: 0000000000000000
R13: 0000000000002000 R14: 0000000000000000 R15: %{buffer+8c0}
 read_zero+0x72/0x100
 vfs_read+0xe4/0x370
 ? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
 ? syscall_exit_to_user_mode+0x37/0x1b0
 ksys_read+0x6f/0xf0
 do_syscall_64+0x87/0x1b0
 ? exc_page_fault+0x76/0x190
 ? asm_exc_page_fault+0x26/0x30
 ? rep_stos_alternative+0x57/0x80
 ? read_zero+0x99/0x100
 ? vfs_read+0xe4/0x370
 ? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
 ? syscall_exit_to_user_mode+0x37/0x1b0
 ? do_syscall_64+0x93/0x1b0
 ? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
 ? syscall_exit_to_user_mode+0x37/0x1b0
 ? do_syscall_64+0x93/0x1b0
 ? do_syscall_64+0x93/0x1b0
 ? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
 entry_SYSCALL_64_after_hwframe+0x76/0x7e
RIP: 0033:0x47b6fd
Code: 07 31 c0 e9 b5 fe ff ff 50 48 8d 3d e5 26 12 00 e8 38 7d 00 00 0f 1f 84 00 00 00 00 00 80 3d 88 86 16 00 00 74 17 31 c0 0f 05 <48> 3d 00 f0 ff ff 77 5b c3 66 2e 0f 1f 84 00 00 00 00 00 48 83 ec
RSP: 002b:%{usp} EFLAGS: 00000246 ORIG_RAX: 0000000000000000
RAX: ffffffffffffffda RBX: 0000000000000004 RCX: 000000000047b6fd
RDX: 0000000000002000 RSI: %{map+10} RDI: 0000000000000004
RBP: %{map+10} R08: %{size} R09: 0000000000000000
R10: 0000000000000001 R11: 0000000000000246 R12: 0000000000002000
R13: %{brk+3a0} R14: 0000000000000000 R15: %{usp+478}`,
    ],
  },
  manual: {
    tops: {
      kill: ` dump_stack_lvl+0x64/0x80
 dump_header+0x43/0x1d0
 oom_kill_process+0xfa/0x200
 out_of_memory+0x257/0x520`,
    },
    below: [
      ` moom_callback+0x7a/0xc0
 process_one_work+0x18d/0x3a0
 worker_thread+0x191/0x2f0
 ? __pfx_worker_thread+0x10/0x10
 kthread+0xcf/0x100
 ? __pfx_kthread+0x10/0x10
 ret_from_fork+0x31/0x50
 ? __pfx_kthread+0x10/0x10
 ret_from_fork_asm+0x1a/0x30`,
    ],
  },
  slabs: `RAWv6 15 15
bio-256 3 3
mqueue_inode_cache 7 7
RAW 8 8
hugetlbfs_inode_cache 7 7
bio-248 8 8
bio-192 4 4
biovec-max 192 192
biovec-128 16 16
memdup_user-16 4 4
memdup_user-8 4 4
iommu_iova_magazine 8 8
dmaengine-unmap-256 30 30
dmaengine-unmap-128 15 15
dmaengine-unmap-2 4 4
skbuff_small_head 7 7
skbuff_head_cache 4 4
file_lock_cache 3 3
fsnotify_mark_connector 3 3
proc_dir_entry 51 51
sigqueue 3 3
shmem_inode_cache 311 311
kernfs_node_cache 1601 1601
mnt_cache 11 11
filp 3 3
names_cache 32 32
lsm_inode_cache 67 67
nsproxy 3 3
vma_lock 3 3
vm_area_struct 7 7
files_cache 7 7
signal_cache 126 126
sighand_cache 123 123
task_struct 388 515
cred 23 23
anon_vma_chain 4 4
anon_vma 3 3
pid 16 16
Acpi-State 3 3
shared_policy_node 19 19
numa_policy 3 3
perf_event 15 15
trace_event_file 141 141
ftrace_event_field 211 211
pool_workqueue 36 36
maple_node 32 32
mm_struct 15 15
vmap_area 39 39
kmalloc_buckets 3 3
kmalloc-cg-4k 64 64
kmalloc-cg-2k 48 48
kmalloc-cg-1k 16 16
kmalloc-cg-512 12 12
kmalloc-cg-256 4 4
kmalloc-cg-128 8 8
kmalloc-cg-64 4 4
kmalloc-cg-32 4 4
kmalloc-cg-16 4 4
kmalloc-cg-8 4 4
kmalloc-cg-192 11 11
kmalloc-cg-96 3 3
kmalloc-8k 96 96
kmalloc-4k 96 96
kmalloc-2k 256 256
kmalloc-1k 256 256
kmalloc-512 144 144
kmalloc-256 92 92
kmalloc-128 48 48
kmalloc-64 120 120
kmalloc-32 22 44
kmalloc-16 20 20
kmalloc-8 11 12
kmalloc-192 70 70
kmalloc-96 208 208
kmem_cache_node 12 12
kmem_cache 48 48`,
};
