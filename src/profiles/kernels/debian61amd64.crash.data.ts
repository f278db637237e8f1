/**
 * Crash texts of 6.1.0-56-amd64: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `lkdtm-deb61-bug`, `lkdtm-deb61-exception`, `oops-deb61-survived-then-second`, `panic-deb61-init-exits`, `panic-deb61-on-oops`, `sysrq-deb61-c`.
 * Format: see `CrashPath` in `../kernel-text.ts`.
 */
import type { X86CrashText } from '../kernel-text.ts';

export const debian61amd64Crash: X86CrashText = {
  architecture: 'x86_64',
  kaslr: true,
  modulesBase: 'ffffffffc0000000',
  diePrefix: '',
  dieSuffix: ' PREEMPT SMP',
  pageTableIsolation: true,
  gs: 'percpu+7800000',
  cr4: '6f0',
  symbols: `
dump_stack_lvl 5c
panic 2f4
_printk 83
sysrq_handle_crash 20
__handle_sysrq.cold 11c
write_sysrq_trigger 40
proc_reg_write a0
vfs_write 3f0
exit_to_user_mode_prepare 240
ksys_write f0
do_syscall_64 b0
filemap_map_pages 720
do_fault 410
__handle_mm_fault fa0
handle_mm_fault 2d0
do_user_addr_fault 570
entry_SYSCALL_64_after_hwframe d8
do_exit.cold 15
ksys_read f0
do_group_exit 80
__x64_sys_exit_group 20
direct_entry.cold 24 lkdtm
full_proxy_write 80
syscall_exit_to_user_mode 40
do_set_pte 1d0
lkdtm_EXCEPTION 20 @ffffffffc02014a0 lkdtm
lkdtm_BUG 10 @ffffffffc0201620 lkdtm
do_truncate e0
page_add_file_rmap 2f0
lkdtm_WARNING 20 @ffffffffc0201630 lkdtm
`,
  paths: {
    'sysrq-c': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [],
          frames: `
dump_stack_lvl+0x44
panic+0x118
? _printk+0x68
sysrq_handle_crash+0x16
__handle_sysrq.cold+0x41
write_sysrq_trigger+0x24
proc_reg_write+0x53
vfs_write+0xc4
? exit_to_user_mode_prepare+0x44
ksys_write+0x6b
do_syscall_64+0x5d
? filemap_map_pages+0x153
? do_fault+0x1a4
? __handle_mm_fault+0x660
? handle_mm_fault+0xdb
? do_user_addr_fault+0x1b0
? exit_to_user_mode_prepare+0x44
entry_SYSCALL_64_after_hwframe+0x6e
`,
        },
      ],
      fault: null,
    },
    exit: {
      systemCall: 'exit_group',
      stacks: [
        {
          stackPointers: [],
          frames: `
dump_stack_lvl+0x44
panic+0x118
do_exit.cold+0x15
? ksys_read+0x6b
? exit_to_user_mode_prepare+0x44
do_group_exit+0x2d
__x64_sys_exit_group+0x14
do_syscall_64+0x5d
? handle_mm_fault+0xdb
? do_user_addr_fault+0x1b0
? exit_to_user_mode_prepare+0x44
entry_SYSCALL_64_after_hwframe+0x6e
`,
        },
      ],
      fault: null,
    },
    'lkdtm-EXCEPTION': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3b90],
          frames: `
direct_entry.cold+0x18
full_proxy_write+0x50
vfs_write+0xc4
? exit_to_user_mode_prepare+0x44
? syscall_exit_to_user_mode+0x1e
? do_syscall_64+0x69
ksys_write+0x6b
do_syscall_64+0x5d
? do_set_pte+0x189
? filemap_map_pages+0x153
? do_fault+0x1a4
? __handle_mm_fault+0x660
? handle_mm_fault+0xdb
? do_user_addr_fault+0x1b0
? exit_to_user_mode_prepare+0x44
entry_SYSCALL_64_after_hwframe+0x6e
`,
        },
        {
          stackPointers: [0x3d30, 0x3d48],
          frames: `
direct_entry.cold+0x18
full_proxy_write+0x50
vfs_write+0xc4
? do_fault+0x1a4
? __handle_mm_fault+0x660
ksys_write+0x6b
do_syscall_64+0x5d
? handle_mm_fault+0xdb
? do_user_addr_fault+0x1b0
? exit_to_user_mode_prepare+0x44
entry_SYSCALL_64_after_hwframe+0x6e
`,
        },
      ],
      fault: {
        cause: 'null-write',
        location: null,
        instructionPointer: 'lkdtm_EXCEPTION+0x5',
        code: 'f4 ff ff ff eb d2 31 f6 48 89 ef e8 75 4d 0f c1 48 c7 c0 f2 ff ff ff eb bf 66 2e 0f 1f 84 00 00 00 00 00 66 90 0f 1f 44 00 00 <c7> 04 25 00 00 00 00 00 00 00 00 c3 cc cc cc cc 66 66 2e 0f 1f 84',
        flags: '00000286',
        registers:
          'modules+2014a0 count c0000000ffffefff 0 ffffefff modules+20ce60 buffer 0 sp-160 3 kernel+1ad4448 modules+20ce60 sp+100 count sp+100',
      },
    },
    'lkdtm-BUG': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3ca8],
          frames: `
direct_entry.cold+0x18
full_proxy_write+0x50
vfs_write+0xc4
? filemap_map_pages+0x153
ksys_write+0x6b
do_syscall_64+0x5d
? handle_mm_fault+0xdb
? do_user_addr_fault+0x1b0
? exit_to_user_mode_prepare+0x44
entry_SYSCALL_64_after_hwframe+0x6e
`,
        },
        {
          stackPointers: [0x3b00],
          frames: `
direct_entry.cold+0x18
full_proxy_write+0x50
vfs_write+0xc4
? do_truncate+0x94
? do_truncate+0xa6
ksys_write+0x6b
do_syscall_64+0x5d
? page_add_file_rmap+0xba
? do_set_pte+0x189
? do_syscall_64+0x69
? filemap_map_pages+0x153
? do_fault+0x1a4
? __handle_mm_fault+0x660
? handle_mm_fault+0xdb
? do_user_addr_fault+0x1b0
? exit_to_user_mode_prepare+0x44
entry_SYSCALL_64_after_hwframe+0x6e
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'drivers/misc/lkdtm/bugs.c:78',
        instructionPointer: 'lkdtm_BUG+0x5',
        code: '85 c0 0f 85 51 17 00 00 48 89 df e8 55 79 0b c1 48 89 ef 48 83 c4 08 5b 5d e9 47 79 0b c1 0f 1f 80 00 00 00 00 0f 1f 44 00 00 <0f> 0b 66 0f 1f 84 00 00 00 00 00 0f 1f 44 00 00 83 05 b0 c2 00 00',
        flags: '00000282',
        registers:
          'modules+201620 count c0000000ffffefff 0 ffffefff modules+20ce30 buffer 0 sp-160 3 kernel+1ad4448 modules+20ce30 sp+100 count sp+100',
      },
    },
    'lkdtm-WARNING': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3b58],
          frames: `
direct_entry.cold+0x18
full_proxy_write+0x50
vfs_write+0xc4
ksys_write+0x6b
do_syscall_64+0x5d
? page_add_file_rmap+0xba
? do_set_pte+0x189
? filemap_map_pages+0x153
? do_fault+0x1a4
? __handle_mm_fault+0x660
? handle_mm_fault+0xdb
? do_user_addr_fault+0x1b0
? exit_to_user_mode_prepare+0x44
entry_SYSCALL_64_after_hwframe+0x6e
`,
        },
      ],
      fault: {
        cause: 'warning',
        location: 'drivers/misc/lkdtm/bugs.c:85',
        instructionPointer: 'lkdtm_WARNING+0x13',
        code: '0f 1f 80 00 00 00 00 0f 1f 44 00 00 0f 0b 66 0f 1f 84 00 00 00 00 00 0f 1f 44 00 00 83 05 b0 c2 00 00 01 75 05 c3 cc cc cc cc <0f> 0b c3 cc cc cc cc 66 0f 1f 44 00 00 0f 1f 44 00 00 b8 02 00 00',
        flags: '00000202',
        registers:
          'modules+201630 count c0000000ffffefff 0 ffffefff modules+20ce40 buffer 0 sp-160 3 kernel+1ad4448 modules+20ce40 sp+100 count sp+100',
      },
    },
  },
};
