/**
 * Crash texts of `deb61`: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `lkdtm-deb61-access_userspace`, `lkdtm-deb61-bug`, `lkdtm-deb61-corrupt_list_del`, `lkdtm-deb61-exception`, `lkdtm-deb61-exec_null`, `lkdtm-deb61-exhaust_stack`, `lkdtm-deb61-init-on-alloc`, `lkdtm-deb61-slab_free_double`, `lkdtm-deb61-warnings`, `lkdtm-deb61-write_ro`, `oops-deb61-survived-then-second`, `panic-deb61-init-exits`, `panic-deb61-on-oops`, `sysrq-deb61-c`; made by
 * `scripts/record/crash-data.ts`. Format: see `CrashPath` in `../kernel-text.ts`.
 */
import type { CrashData } from '../crash-data.ts';

export const debian61amd64Crash: CrashData = {
  symbols: `
lkdtm_BUG 10 @ffffffffc0201620 lkdtm
lkdtm_EXCEPTION 20 @ffffffffc02014a0 lkdtm
lkdtm_WARNING 20 @ffffffffc0201630 lkdtm

`,
  paths: {
    'lkdtm-ACCESS_USERSPACE': {
      before: `
6 lkdtm: attempting bad read at %{map}
3 lkdtm: FAIL: survived bad read
6 lkdtm: attempting bad write at %{map}
3 lkdtm: FAIL: survived bad write
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-BUG': {
      fault: {
        cause: 'bug',
        location: 'drivers/misc/lkdtm/bugs.c:78',
        instructionPointer: 'lkdtm_BUG+0x5/0x10 [lkdtm]',
        code: '85 c0 0f 85 51 17 00 00 48 89 df e8 55 79 0b c1 48 89 ef 48 83 c4 08 5b 5d e9 47 79 0b c1 0f 1f 80 00 00 00 00 0f 1f 44 00 00 <0f> 0b 66 0f 1f 84 00 00 00 00 00 0f 1f 44 00 00 83 05 b0 c2 00 00',
        flags: '00000282',
        registers:
          'modules+201620 count c0000000ffffefff 0 ffffefff modules+20ce30 buffer 0 sp-160 3 kernel+1ad4448 modules+20ce30 sp+100 count sp+100',
      },
      stacks: [
        {
          stackPointers: [15528],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? filemap_map_pages+0x153/0x720
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000282',
          userFlags: '00000202',
        },
        {
          stackPointers: [15104],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? do_truncate+0x94/0xe0
? do_truncate+0xa6/0xe0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
? do_syscall_64+0x69/0xb0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000282',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-CORRUPT_LIST_DEL': {
      before: `
6 lkdtm: attempting good list removal
6 lkdtm: attempting corrupted list removal
3 list_del corruption. next->prev should be %{sp+8}, but was 0000000000000000. (next=%{sp+30})
`,
      fault: {
        cause: 'bug',
        location: 'lib/list_debug.c:62',
        instructionPointer: '__list_del_entry_valid.cold+0x23/0x6f',
        code: 'e8 c3 9a fe ff 0f 0b 48 89 fe 48 c7 c7 70 b4 3a 82 e8 b2 9a fe ff 0f 0b 48 89 d1 48 c7 c7 90 b5 3a 82 48 89 c2 e8 9e 9a fe ff <0f> 0b 48 89 f2 48 89 fe 48 c7 c7 40 b5 3a 82 e8 8a 9a fe ff 0f 0b',
        flags: '00000246',
        registers: '6d sp+20 c0000000ffffefff 0 ffffefff 1 sp+60 0 sp-168 3 kernel+1ad4448 sp+20 sp+168 count sp+168',
      },
      stacks: [
        {
          stackPointers: [15160],
          frames: `
<TASK>
lkdtm_CORRUPT_LIST_DEL.cold+0x7e/0x13e [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000246',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXCEPTION': {
      fault: {
        cause: 'page-fault',
        errorCode: 2,
        address: '0',
        pageTables: 'pgd+67 pgd+67 pud+67 0',
        instructionPointer: 'lkdtm_EXCEPTION+0x5/0x20 [lkdtm]',
        code: 'f4 ff ff ff eb d2 31 f6 48 89 ef e8 75 4d 0f c1 48 c7 c0 f2 ff ff ff eb bf 66 2e 0f 1f 84 00 00 00 00 00 66 90 0f 1f 44 00 00 <c7> 04 25 00 00 00 00 00 00 00 00 c3 cc cc cc cc 66 66 2e 0f 1f 84',
        flags: '00000286',
        registers:
          'modules+2014a0 count c0000000ffffefff 0 ffffefff modules+20ce60 buffer 0 sp-160 3 kernel+1ad4448 modules+20ce60 sp+100 count sp+100',
      },
      stacks: [
        {
          stackPointers: [15248],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? do_set_pte+0x189/0x1d0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
        {
          stackPointers: [15664, 15688],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_NULL': {
      before: `
6 lkdtm: attempting ok execution at %{modules+201b90}
6 lkdtm: attempting bad execution at 0000000000000000
`,
      fault: {
        cause: 'page-fault',
        errorCode: 16,
        address: '0',
        pageTables: 'pgd+67 pgd+67 pud+67 0',
        instructionPointer: '=0',
        code: null,
        flags: '00000246',
        registers: '33 0 c0000000ffffefff 0 ffffefff 1 0 0 sp-160 3 kernel+1ad4448 modules+20d180 sp+118 count sp+118',
      },
      stacks: [
        {
          stackPointers: [15000],
          frames: `
<TASK>
execute_location+0x46/0x57 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? exit_to_user_mode_prepare+0x44/0x240
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? __x64_sys_fcntl+0x90/0xc0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000246',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXHAUST_STACK': {
      before: '6 lkdtm: Calling function with 1024 frame size to depth 32 ...',
      fault: {
        cause: 'stack-guard',
        message:
          '0 BUG: TASK stack guard page was hit at (____ptrval____) (stack is (____ptrval____)..(____ptrval____))',
        instructionPointer: 'recursive_loop+0x2f/0xc0 [lkdtm]',
        code: '53 89 fa b9 80 00 00 00 48 81 ec 10 04 00 00 65 48 8b 04 25 28 00 00 00 48 89 84 24 08 04 00 00 31 c0 48 8d 5c 24 08 48 89 df <f3> 48 ab 0f b6 c2 48 89 df 48 b9 01 01 01 01 01 01 01 01 48 0f af',
        flags: '00000246',
        registers: '0 sp+8 80 12 ffffefff sp+8 buffer 0 sp+3c78 3 kernel+1ad4448 modules+20ce80 sp+3ee0 count sp+3ee0',
        inInterrupt: true,
      },
      stacks: [
        {
          stackPointers: [15800],
          frames: `
<TASK>
recursive_loop+0xa6/0xc0 [lkdtm]
recursive_loop+0xa6/0xc0 [lkdtm]
recursive_loop+0xa6/0xc0 [lkdtm]
recursive_loop+0xa6/0xc0 [lkdtm]
recursive_loop+0xa6/0xc0 [lkdtm]
recursive_loop+0xa6/0xc0 [lkdtm]
recursive_loop+0xa6/0xc0 [lkdtm]
recursive_loop+0xa6/0xc0 [lkdtm]
recursive_loop+0xa6/0xc0 [lkdtm]
recursive_loop+0xa6/0xc0 [lkdtm]
recursive_loop+0xa6/0xc0 [lkdtm]
recursive_loop+0xa6/0xc0 [lkdtm]
recursive_loop+0xa6/0xc0 [lkdtm]
recursive_loop+0xa6/0xc0 [lkdtm]
lkdtm_EXHAUST_STACK+0x27/0x33 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? path_openat+0xa7d/0x1260
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? do_set_pte+0x189/0x1d0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000246',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-SLAB_INIT_ON_ALLOC': {
      before: '6 lkdtm: Memory appears initialized (0, no earlier values)',
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-BUDDY_INIT_ON_ALLOC': {
      before: '6 lkdtm: Memory appears initialized (0, no earlier values)',
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-SLAB_FREE_DOUBLE': {
      before: '6 lkdtm: Attempting double slab free ...',
      fault: {
        cause: 'bug',
        location: 'mm/slub.c:419',
        instructionPointer: 'kmem_cache_free+0x2f7/0x310',
        code: '0f 1f 00 e9 61 fe ff ff 4d 89 e9 48 89 d9 48 89 da 4c 89 e6 5b 48 89 ef 41 b8 01 00 00 00 5d 41 5c 41 5d 41 5e e9 19 f9 ff ff <0f> 0b 48 8b 15 80 ca 6e 01 e9 42 fd ff ff 66 66 2e 0f 1f 84 00 00',
        flags: '00000246',
        registers:
          'buffer+9d8 buffer+9d8 buffer+a18 4000 ffffea0000000000 buffer1+c00 buffer1+c00 0 sp-148 3 kernel+1ad4448 ffffea000018d200 modules+202900 count sp+128',
      },
      stacks: [
        {
          stackPointers: [15736],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000246',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-WARNING': {
      fault: {
        cause: 'warn',
        location: 'drivers/misc/lkdtm/bugs.c:85',
        instructionPointer: 'lkdtm_WARNING+0x13/0x20 [lkdtm]',
        code: '0f 1f 80 00 00 00 00 0f 1f 44 00 00 0f 0b 66 0f 1f 84 00 00 00 00 00 0f 1f 44 00 00 83 05 b0 c2 00 00 01 75 05 c3 cc cc cc cc <0f> 0b c3 cc cc cc cc 66 0f 1f 44 00 00 0f 1f 44 00 00 b8 02 00 00',
        flags: '00000202',
        registers:
          'modules+201630 count c0000000ffffefff 0 ffffefff modules+20ce40 buffer 0 sp-160 3 kernel+1ad4448 modules+20ce40 sp+100 count sp+100',
      },
      stacks: [
        {
          stackPointers: [15504],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? filemap_map_pages+0x153/0x720
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000202',
          userFlags: '00000202',
        },
        {
          stackPointers: [14856],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? __vfs_getxattr+0x2a/0x70
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? f_dupfd+0x47/0x60
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000206',
          userFlags: '00000202',
        },
        {
          stackPointers: [15192],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000202',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-WARNING_MESSAGE': {
      fault: {
        cause: 'warn',
        location: 'drivers/misc/lkdtm/bugs.c:90',
        message: '4 Warning message trigger count: %{warnings:decimal}',
        instructionPointer: 'lkdtm_WARNING_MESSAGE+0x20/0x30 [lkdtm]',
        code: '84 00 00 00 00 00 0f 1f 40 00 0f 1f 44 00 00 8b 05 b1 c1 00 00 48 c7 c7 c8 67 20 c0 8d 70 01 89 35 a1 c1 00 00 e8 f0 02 ea c0 <0f> 0b c3 cc cc cc cc 66 0f 1f 84 00 00 00 00 00 0f 1f 44 00 00 55',
        flags: '00000286',
        registers:
          '0 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20ce50 sp+100 count sp+100',
      },
      stacks: [
        {
          stackPointers: [15200],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? alloc_fd+0xb5/0x150
? f_dupfd+0x47/0x60
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
        {
          stackPointers: [15344],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? do_syscall_64+0x69/0xb0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? page_add_file_rmap+0xba/0x2f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? __x64_sys_rt_sigaction+0xb9/0x110
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-WRITE_RO': {
      before: '6 lkdtm: attempting bad rodata write at %{modules+205140}',
      fault: {
        cause: 'page-fault',
        errorCode: 3,
        address: 'modules+205140',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 pte+8000000000000161',
        instructionPointer: 'lkdtm_WRITE_RO+0x2e/0x3a [lkdtm]',
        code: '00 48 c7 c7 b0 67 20 c0 48 c7 c6 40 51 20 c0 e8 6d 49 80 c1 48 8b 05 69 1c 00 00 ba 34 12 cd ab 48 c7 c7 f0 66 20 c0 48 31 d0 <48> 89 05 53 1c 00 00 e9 4b 49 80 c1 0f 1f 44 00 00 48 c7 c7 e0 67',
        flags: '00000202',
        registers:
          '198b861 count c0000000ffffefff abcd1234 ffffefff modules+2066f0 buffer 0 sp-168 3 kernel+1ad4448 modules+20d0e0 sp+100 count sp+100',
      },
      stacks: [
        {
          stackPointers: [15768],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000202',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'sysrq-c': {
      fault: null,
      panic: 'sysrq triggered crash',
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
dump_stack_lvl+0x44/0x5c
panic+0x118/0x2f4
? _printk+0x68/0x83
sysrq_handle_crash+0x16/0x20
__handle_sysrq.cold+0x41/0x11c
write_sysrq_trigger+0x24/0x40
proc_reg_write+0x53/0xa0
vfs_write+0xc4/0x3f0
? exit_to_user_mode_prepare+0x44/0x240
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    exit: {
      fault: null,
      panic: 'Attempted to kill init! exitcode=0x00000300',
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
dump_stack_lvl+0x44/0x5c
panic+0x118/0x2f4
do_exit.cold+0x15/0x15
? ksys_read+0x6b/0xf0
? exit_to_user_mode_prepare+0x44/0x240
do_group_exit+0x2d/0x80
__x64_sys_exit_group+0x14/0x20
do_syscall_64+0x5d/0xb0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          userFlags: '00000202',
        },
      ],
      systemCall: 'exit_group',
    },
  },
};
