/**
 * Out of memory of kernel full61, as its recorded consoles show it.
 *
 * Written by scripts/record/state-dumps.ts. Format: see the type.
 */
import type { OomText } from '../oom-text.ts';

export const oracle61Oom: OomText = {
  readFault: {
    tops: {
      kill: ` dump_stack_lvl+0x1f/0x2c
 dump_stack+0x10/0x12
 dump_header+0x64/0x241
 oom_kill_process.cold+0xb/0x34
 out_of_memory+0x2ac/0x3f0`,
      none: ` dump_stack_lvl+0x1f/0x2c
 dump_stack+0x10/0x12
 dump_header+0x64/0x241
 out_of_memory.cold+0x39/0x7e`,
      'none-panic': ` dump_stack_lvl+0x1f/0x2c
 dump_stack+0x10/0x12
 panic+0xf5/0x2ae
 ? _printk+0x5a/0x5c
 out_of_memory.cold+0x5e/0x7e`,
      panic: ` dump_stack_lvl+0x1f/0x2c
 dump_stack+0x10/0x12
 dump_header+0x64/0x241
 out_of_memory.cold+0xa/0x7e`,
      'panic-panic': ` dump_stack_lvl+0x1f/0x2c
 dump_stack+0x10/0x12
 panic+0xf5/0x2ae
 ? dump_header+0x1da/0x241
 out_of_memory.cold+0x2f/0x7e`,
    },
    below: [
      ` __alloc_pages_slowpath.constprop.0+0x564/0x840
 __alloc_pages+0x1ef/0x200
 __folio_alloc+0x14/0x20
 __handle_mm_fault+0x76f/0xd10
 handle_mm_fault+0x42/0x130
 exc_page_fault+0x19d/0x5e0
 asm_exc_page_fault+0x27/0x30
RIP: 0010:clear_user_rep_good+0xe/0x30
Code: e1 03 83 e0 07 48 01 c1 eb f1 89 c1 eb ed 66 66 2e 0f 1f 84 00 00 00 00 00 0f 1f 00 48 83 f9 40 72 aa 89 ca 48 c1 e9 03 74 03 <f3> 48 ab 83 e2 07 74 04 89 d1 f3 aa 31 c0 c3 48 c1 e1 03 83 e2 07
RSP: 0018:%{stack+3e18} EFLAGS: 00000206
RAX: 0000000000000000 RBX: %{map+10} RCX: 0000000000000002
RDX: 0000000000001000 RSI: 0000000000001000 RDI: %{map+0}
RBP: %{stack+3e40} R08: %{size} R09: 0000000000000000
R10: 0000000000000000 R11: 0000000000000000 R12: 0000000000001000
R13: 0000000000001000 R14: %{buffer+400} R15: 0000000000000000
 ? read_zero+0x5d/0x100
 vfs_read+0x8a/0x250
 ? __x64_sys_mremap+0x2db/0x860
 ? ktime_get+0x3d/0xa0
 ksys_read+0x64/0xe0
 __x64_sys_read+0x19/0x20
 x64_sys_call+0x995/0x9a0
 do_syscall_64+0x3c/0x90
 entry_SYSCALL_64_after_hwframe+0x4b/0xb5
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
