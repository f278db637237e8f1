/**
 * Out of memory of kernel deb61, as its recorded consoles show it.
 *
 * Written by scripts/record/state-dumps.ts. Format: see the type.
 */
import type { OomText } from '../oom-text.ts';

export const debian61amd64Oom: OomText = {
  readFault: {
    tops: {
      kill: ` dump_stack_lvl+0x44/0x5c
 dump_header+0x4c/0x22b
 oom_kill_process.cold+0xb/0x10
 out_of_memory+0x1fd/0x4c0`,
    },
    below: [
      ` __alloc_pages_slowpath.constprop.0+0x67f/0xe70
 __alloc_pages+0x305/0x330
 __folio_alloc+0x17/0x50
 ? policy_node+0x51/0x70
 vma_alloc_folio+0x9c/0x370
 __handle_mm_fault+0x92f/0xfa0
 handle_mm_fault+0xdb/0x2d0
 do_user_addr_fault+0x191/0x570
 exc_page_fault+0x70/0x170
 asm_exc_page_fault+0x22/0x30
RIP: 0010:clear_user_rep_good+0xe/0x30
Code: cc cc 48 c1 e1 03 83 e0 07 48 01 c1 eb ed 89 c1 eb e9 66 2e 0f 1f 84 00 00 00 00 00 48 83 f9 40 72 aa 89 ca 48 c1 e9 03 74 03 <f3> 48 ab 83 e2 07 74 04 89 d1 f3 aa 31 c0 c3 cc cc cc cc 48 c1 e1
RSP: 0018:%{stack+3cf0} EFLAGS: 00000206
RAX: 0000000000000000 RBX: 0000000000001000 RCX: 0000000000000002
RDX: 0000000000001000 RSI: 0000000000001000 RDI: %{map+0}
RBP: %{map+10} R08: %{size} R09: %{buffer+cd0}
R10: 0000000000000000 R11: 0000000000000000 R12: 0000000000001000
R13: %{buffer+100} R14: 0000000000002000 R15: %{stack+3dc0}
 read_zero+0x5d/0x110
 vfs_read+0xa2/0x310
 ? clear_user_rep_good+0xe/0x30
 ksys_read+0x6b/0xf0
 do_syscall_64+0x5d/0xb0
 ? exit_to_user_mode_prepare+0x44/0x240
 ? ksys_read+0x6b/0xf0
 ? exit_to_user_mode_prepare+0x44/0x240
 ? syscall_exit_to_user_mode+0x1e/0x40
 ? do_syscall_64+0x69/0xb0
 ? ksys_read+0x6b/0xf0
 ? exit_to_user_mode_prepare+0x44/0x240
 ? syscall_exit_to_user_mode+0x1e/0x40
 ? do_syscall_64+0x69/0xb0
 ? do_syscall_64+0x69/0xb0
 ? do_syscall_64+0x69/0xb0
 ? do_syscall_64+0x69/0xb0
 ? exit_to_user_mode_prepare+0x172/0x240
 entry_SYSCALL_64_after_hwframe+0x6e/0xd8
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
  manual: null,
  slabs: ``,
};
