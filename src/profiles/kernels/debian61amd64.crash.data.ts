/**
 * Crash texts of `deb61`: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `lkdtm-deb61-access_userspace`, `lkdtm-deb61-bug`, `lkdtm-deb61-corrupt-stack`, `lkdtm-deb61-corrupt-stack-strong`, `lkdtm-deb61-corrupt_list_del`, `lkdtm-deb61-exception`, `lkdtm-deb61-exec`, `lkdtm-deb61-exec_null`, `lkdtm-deb61-exhaust_stack`, `lkdtm-deb61-fortify`, `lkdtm-deb61-heap`, `lkdtm-deb61-init-on-alloc`, `lkdtm-deb61-lists`, `lkdtm-deb61-panic`, `lkdtm-deb61-perms`, `lkdtm-deb61-refcount-a`, `lkdtm-deb61-refcount-all`, `lkdtm-deb61-refcount-b`, `lkdtm-deb61-refcount-c`, `lkdtm-deb61-refcount-d`, `lkdtm-deb61-slab-free-page`, `lkdtm-deb61-slab-linear`, `lkdtm-deb61-slab_free_double`, `lkdtm-deb61-spoken`, `lkdtm-deb61-stack-pages`, `lkdtm-deb61-told-once`, `lkdtm-deb61-usercopy-a`, `lkdtm-deb61-usercopy-b`, `lkdtm-deb61-warnings`, `lkdtm-deb61-write-after-free`, `lkdtm-deb61-write_ro`, `oops-deb61-survived-then-second`, `panic-deb61-init-exits`, `panic-deb61-on-oops`, `sysrq-deb61-c`; made by
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
    'lkdtm-CORRUPT_STACK': {
      before: '6 lkdtm: Corrupting stack containing char array ...',
      fault: null,
      panic: 'stack-protector: Kernel stack is corrupted in: lkdtm_CORRUPT_STACK+0x42/0x4b [lkdtm]',
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
dump_stack_lvl+0x44/0x5c
panic+0x118/0x2f4
? _printk+0x68/0x83
? lkdtm_CORRUPT_STACK+0x42/0x4b [lkdtm]
__stack_chk_fail+0x10/0x10
lkdtm_CORRUPT_STACK+0x42/0x4b [lkdtm]
? vfs_write+0xc4/0x3f0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
? ksys_write+0x6b/0xf0
? do_syscall_64+0x5d/0xb0
? do_set_pte+0x189/0x1d0
? __x64_sys_rt_sigaction+0xb9/0x110
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? exit_to_user_mode_prepare+0x44/0x240
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
? entry_SYSCALL_64_after_hwframe+0x6e/0xd8
</TASK>
`,
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-CORRUPT_STACK_STRONG': {
      before: '6 lkdtm: Corrupting stack containing union ...',
      fault: null,
      panic: 'stack-protector: Kernel stack is corrupted in: lkdtm_CORRUPT_STACK_STRONG+0x42/0x4b [lkdtm]',
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
dump_stack_lvl+0x44/0x5c
panic+0x118/0x2f4
? _printk+0x68/0x83
? lkdtm_CORRUPT_STACK_STRONG+0x42/0x4b [lkdtm]
__stack_chk_fail+0x10/0x10
lkdtm_CORRUPT_STACK_STRONG+0x42/0x4b [lkdtm]
? vfs_write+0xc4/0x3f0
? syscall_exit_to_user_mode+0x1e/0x40
? ksys_write+0x6b/0xf0
? do_syscall_64+0x5d/0xb0
? alloc_fd+0xb5/0x150
? f_dupfd+0x47/0x60
? do_fcntl+0x577/0x6e0
? __x64_sys_fcntl+0x90/0xc0
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
? entry_SYSCALL_64_after_hwframe+0x6e/0xd8
</TASK>
`,
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
    'lkdtm-EXEC_DATA': {
      before: `
6 lkdtm: attempting ok execution at %{modules+201b90}
6 lkdtm: attempting bad execution at %{modules+20d920}
`,
      fault: {
        cause: 'page-fault',
        errorCode: 17,
        address: 'modules+20d920',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 pte+8000000000000163',
        message: '2 kernel tried to execute NX-protected page - exploit attempt? (uid: 0)',
        instructionPointer: 'data_area+0x0/0xffffffffffff76e0 [lkdtm]',
        code: '00 00 00 bc d9 05 80 88 ff ff 00 bd d9 05 80 88 ff ff 00 bb d9 05 80 88 ff ff 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 <0f> 1f 44 00 00 c3 cc cc cc cc 66 0f 1f 44 00 00 0f 1f 44 00 00 53',
        flags: '00000246',
        registers:
          '33 modules+20d920 c0000000ffffefff 0 ffffefff 1 1 0 sp-160 3 kernel+1ad4448 modules+20d120 sp+118 a sp+118',
      },
      stacks: [
        {
          stackPointers: [15296],
          frames: `
<TASK>
? execute_location+0x46/0x57 [lkdtm]
? direct_entry.cold+0x18/0x24 [lkdtm]
? full_proxy_write+0x50/0x80
? vfs_write+0xc4/0x3f0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? ksys_write+0x6b/0xf0
? do_syscall_64+0x5d/0xb0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
? entry_SYSCALL_64_after_hwframe+0x6e/0xd8
</TASK>
`,
          flags: '00000246',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_STACK': {
      before: `
6 lkdtm: attempting ok execution at %{modules+201b90}
6 lkdtm: attempting bad execution at %{sp+20}
`,
      fault: {
        cause: 'page-fault',
        errorCode: 17,
        address: 'sp+20',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 pte+8000000000000163',
        message: '2 kernel tried to execute NX-protected page - exploit attempt? (uid: 0)',
        instructionPointer: '=sp+20',
        code: 'ff ff 18 00 00 00 00 00 00 00 95 35 20 c0 ff ff ff ff 0b 00 00 00 00 00 00 00 00 f0 f2 05 80 88 ff ff f4 35 20 c0 ff ff ff ff <0f> 1f 44 00 00 c3 cc cc cc cc 66 0f 1f 44 00 00 0f 1f 44 00 00 53',
        flags: '00000246',
        registers: '33 sp+20 c0000000ffffefff 0 ffffefff 1 1 0 sp-160 3 kernel+1ad4448 modules+20d130 sp+168 b sp+168',
      },
      stacks: [
        {
          stackPointers: [15184],
          frames: `
<TASK>
? execute_location+0x46/0x57 [lkdtm]
? lkdtm_EXEC_STACK+0x33/0x51 [lkdtm]
? direct_entry.cold+0x18/0x24 [lkdtm]
? full_proxy_write+0x50/0x80
? vfs_write+0xc4/0x3f0
? exit_to_user_mode_prepare+0x44/0x240
? ksys_write+0x6b/0xf0
? do_syscall_64+0x5d/0xb0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
? entry_SYSCALL_64_after_hwframe+0x6e/0xd8
</TASK>
`,
          flags: '00000246',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_KMALLOC': {
      before: `
6 lkdtm: attempting ok execution at %{modules+201b90}
6 lkdtm: attempting bad execution at %{buffer+380}
`,
      fault: {
        cause: 'page-fault',
        errorCode: 17,
        address: 'buffer+380',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+80000000000001e3',
        message: '2 kernel tried to execute NX-protected page - exploit attempt? (uid: 0)',
        instructionPointer: '=buffer+380',
        code: 'ff ff 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 <0f> 1f 44 00 00 c3 cc cc cc cc 66 0f 1f 44 00 00 0f 1f 44 00 00 53',
        flags: '00000246',
        registers:
          '33 buffer+380 c0000000ffffefff 0 ffffefff 1 1 0 sp-160 3 kernel+1ad4448 modules+20d140 sp+128 d sp+128',
      },
      stacks: [
        {
          stackPointers: [15112],
          frames: `
<TASK>
? execute_location+0x46/0x57 [lkdtm]
? lkdtm_EXEC_KMALLOC+0x2c/0x40 [lkdtm]
? direct_entry.cold+0x18/0x24 [lkdtm]
? full_proxy_write+0x50/0x80
? vfs_write+0xc4/0x3f0
? __x64_sys_fcntl+0x90/0xc0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? ksys_write+0x6b/0xf0
? do_syscall_64+0x5d/0xb0
? do_sys_openat2+0x9b/0x170
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
? syscall_exit_to_user_mode+0x1e/0x40
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
? entry_SYSCALL_64_after_hwframe+0x6e/0xd8
</TASK>
`,
          flags: '00000246',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_VMALLOC': {
      before: `
6 lkdtm: attempting ok execution at %{modules+201b90}
6 lkdtm: attempting bad execution at %{vmalloc+3f000}
`,
      fault: {
        cause: 'page-fault',
        errorCode: 17,
        address: 'vmalloc+3f000',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 pte+8000000000000163',
        message: '2 kernel tried to execute NX-protected page - exploit attempt? (uid: 0)',
        instructionPointer: '=vmalloc+3f000',
        code: null,
        flags: '00000246',
        registers:
          '33 vmalloc+3f000 c0000000ffffefff 0 ffffefff 1 1 0 sp-160 3 kernel+1ad4448 modules+20d150 sp+128 d sp+128',
      },
      stacks: [
        {
          stackPointers: [15496],
          frames: `
<TASK>
? execute_location+0x46/0x57 [lkdtm]
? lkdtm_EXEC_VMALLOC+0x20/0x30 [lkdtm]
? direct_entry.cold+0x18/0x24 [lkdtm]
? full_proxy_write+0x50/0x80
? vfs_write+0xc4/0x3f0
? ksys_write+0x6b/0xf0
? do_syscall_64+0x5d/0xb0
? syscall_exit_to_user_mode+0x1e/0x40
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
? entry_SYSCALL_64_after_hwframe+0x6e/0xd8
</TASK>
`,
          flags: '00000246',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_RODATA': {
      before: `
6 lkdtm: attempting ok execution at %{modules+201b90}
6 lkdtm: attempting bad execution at %{modules+205150}
`,
      fault: {
        cause: 'page-fault',
        errorCode: 17,
        address: 'modules+205150',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 pte+8000000000000161',
        message: '2 kernel tried to execute NX-protected page - exploit attempt? (uid: 0)',
        instructionPointer: 'lkdtm_rodata_do_nothing+0x0/0xfffffffffffffeb0 [lkdtm]',
        code: 'ff ff f0 d3 20 c0 ff ff ff ff 20 d4 20 c0 ff ff ff ff 60 d4 20 c0 ff ff ff ff 55 aa 55 aa 00 00 00 00 00 00 00 00 00 00 00 00 <c3> cc 00 00 00 00 00 00 00 00 00 00 00 00 00 00 54 68 69 73 20 69',
        flags: '00000246',
        registers:
          '33 modules+205150 c0000000ffffefff 0 ffffefff 1 0 0 sp-160 3 kernel+1ad4448 modules+20d160 sp+118 c sp+118',
      },
      stacks: [
        {
          stackPointers: [15456],
          frames: `
<TASK>
? execute_location+0x46/0x57 [lkdtm]
? direct_entry.cold+0x18/0x24 [lkdtm]
? full_proxy_write+0x50/0x80
? vfs_write+0xc4/0x3f0
? filemap_map_pages+0x153/0x720
? ksys_write+0x6b/0xf0
? do_syscall_64+0x5d/0xb0
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? handle_mm_fault+0xdb/0x2d0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
? entry_SYSCALL_64_after_hwframe+0x6e/0xd8
</TASK>
`,
          flags: '00000246',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_USERSPACE': {
      before: `
6 lkdtm: attempting ok execution at %{modules+201b90}
6 lkdtm: attempting bad execution at %{map}
3 lkdtm: FAIL: func returned
`,
      stacks: [],
      fault: null,
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
    'lkdtm-FORTIFY_STR_OBJECT': {
      before: `
6 lkdtm: trying to strcmp() past the end of a struct
0 detected buffer overflow in strncpy
`,
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        instructionPointer: 'fortify_panic+0xf/0x11',
        code: 'f0 ab 3a 82 48 89 d6 e8 80 9c fe ff 49 8d 7c 24 e0 e8 f9 ec 88 ff e9 a0 d3 b1 ff 48 89 fe 48 c7 c7 e8 ad 3a 82 e8 62 9c fe ff <0f> 0b 48 8b 54 24 10 48 8b 74 24 08 4c 89 e9 48 c7 c7 26 ae 3a 82',
        flags: '00000246',
        registers:
          '23 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-168 3 kernel+1ad4448 modules+20d480 sp+148 count sp+148',
      },
      stacks: [
        {
          stackPointers: [15744],
          frames: `
<TASK>
lkdtm_FORTIFY_STR_OBJECT+0x50/0xa2 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
    'lkdtm-FORTIFY_STR_MEMBER': {
      before: `
6 lkdtm: trying to strncpy() past the end of a struct member...
0 detected buffer overflow in strncpy
`,
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        instructionPointer: 'fortify_panic+0xf/0x11',
        code: 'f0 ab 3a 82 48 89 d6 e8 80 9c fe ff 49 8d 7c 24 e0 e8 f9 ec 88 ff e9 a0 d3 b1 ff 48 89 fe 48 c7 c7 e8 ad 3a 82 e8 62 9c fe ff <0f> 0b 48 8b 54 24 10 48 8b 74 24 08 4c 89 e9 48 c7 c7 26 ae 3a 82',
        flags: '00000246',
        registers:
          '23 f c0000000ffffefff 0 ffffefff 1 buffer+920 0 sp-168 3 kernel+1ad4448 modules+20d490 sp+138 count sp+138',
      },
      stacks: [
        {
          stackPointers: [14904],
          frames: `
<TASK>
lkdtm_FORTIFY_STR_MEMBER.cold+0x6d/0x72 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? terminate_walk+0xee/0x100
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? f_dupfd+0x47/0x60
? do_fcntl+0x577/0x6e0
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
    'lkdtm-FORTIFY_MEM_OBJECT': {
      before: `
6 lkdtm: trying to memcpy() past the end of a struct
6 lkdtm: 0: 16
6 lkdtm: 1: 16
6 lkdtm: s: 20
0 detected buffer overflow in memcpy
`,
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        instructionPointer: 'fortify_panic+0xf/0x11',
        code: 'f0 ab 3a 82 48 89 d6 e8 80 9c fe ff 49 8d 7c 24 e0 e8 f9 ec 88 ff e9 a0 d3 b1 ff 48 89 fe 48 c7 c7 e8 ad 3a 82 e8 62 9c fe ff <0f> 0b 48 8b 54 24 10 48 8b 74 24 08 4c 89 e9 48 c7 c7 26 ae 3a 82',
        flags: '00000246',
        registers:
          '22 sp+20 c0000000ffffefff 0 ffffefff 1 buffer 0 sp-168 3 kernel+1ad4448 modules+20d4a0 sp+180 count sp+180',
      },
      stacks: [
        {
          stackPointers: [15360],
          frames: `
<TASK>
lkdtm_FORTIFY_MEM_OBJECT+0xfb/0x105 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? filemap_map_pages+0x153/0x720
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? __handle_mm_fault+0x660/0xfa0
? exit_to_user_mode_prepare+0x44/0x240
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
    'lkdtm-FORTIFY_MEM_MEMBER': {
      before: '6 lkdtm: trying to memcpy() past the end of a struct member...',
      fault: {
        cause: 'warn',
        location: 'drivers/misc/lkdtm/fortify.c:128',
        isOnce: true,
        message:
          '4 memcpy: detected field-spanning write (size 15) of single field "target.a" at drivers/misc/lkdtm/fortify.c:128 (size 10)',
        instructionPointer: 'lkdtm_FORTIFY_MEM_MEMBER.cold+0x49/0xa8 [lkdtm]',
        code: '3d 2a 89 00 00 00 75 24 b9 0a 00 00 00 48 c7 c2 28 88 20 c0 48 89 de 48 c7 c7 60 88 20 c0 c6 05 0b 89 00 00 01 e8 6e ce e9 c0 <0f> 0b 48 89 ee 48 89 da 48 8d 7c 24 04 e8 9c 42 84 c1 0f be 44 24',
        flags: '00000282',
        registers:
          '0 f c0000000ffffefff 0 ffffefff 1 buffer+f00 0 sp-188 3 kernel+1ad4448 modules+20d4b0 sp+130 count sp+130',
      },
      after: `
3 lkdtm: FAIL: fortify did not block a memcpy() struct member write overflow!
3 lkdtm: Unexpected! This kernel (6.1.0-56-amd64 x86_64) was built with CONFIG_FORTIFY_SOURCE=y
`,
      stacks: [
        {
          stackPointers: [14864],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? do_fcntl+0x577/0x6e0
? do_syscall_64+0x69/0xb0
? __x64_sys_fcntl+0x90/0xc0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? syscall_exit_to_user_mode+0x1e/0x40
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
          stackPointers: [15464],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? filemap_map_pages+0x153/0x720
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? __handle_mm_fault+0x660/0xfa0
? exit_to_user_mode_prepare+0x44/0x240
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
    'lkdtm-FORTIFY_STRSCPY': {
      before: '0 detected buffer overflow in strnlen',
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        instructionPointer: 'fortify_panic+0xf/0x11',
        code: 'f0 ab 3a 82 48 89 d6 e8 80 9c fe ff 49 8d 7c 24 e0 e8 f9 ec 88 ff e9 a0 d3 b1 ff 48 89 fe 48 c7 c7 e8 ad 3a 82 e8 62 9c fe ff <0f> 0b 48 8b 54 24 10 48 8b 74 24 08 4c 89 e9 48 c7 c7 26 ae 3a 82',
        flags: '00000246',
        registers:
          '23 buffer+280 c0000000ffffefff 0 ffffefff 1 buffer1 0 sp-168 3 kernel+1ad4448 modules+20d4c0 sp+138 count sp+138',
      },
      stacks: [
        {
          stackPointers: [15280],
          frames: `
<TASK>
lkdtm_FORTIFY_STRSCPY.cold+0xc/0x77 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? do_dup2+0x96/0xd0
? exit_to_user_mode_prepare+0x44/0x240
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
    'lkdtm-READ_AFTER_FREE': {
      before: `
6 lkdtm: Value in memory before free: 12345678
6 lkdtm: Attempting bad read from freed memory
3 lkdtm: FAIL: Memory was not poisoned!
4 lkdtm: This is probably expected, since this kernel (6.1.0-56-amd64 x86_64) was built *without* CONFIG_INIT_ON_FREE_DEFAULT_ON=y
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-READ_BUDDY_AFTER_FREE': {
      before: `
6 lkdtm: Value in memory before free: 12345678
6 lkdtm: Attempting to read from freed memory
3 lkdtm: FAIL: Buddy page was not poisoned!
4 lkdtm: This is probably expected, since this kernel (6.1.0-56-amd64 x86_64) was built *without* CONFIG_INIT_ON_FREE_DEFAULT_ON=y
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-WRITE_BUDDY_AFTER_FREE': {
      before: `
6 lkdtm: Writing to the buddy page before free
6 lkdtm: Attempting bad write to the buddy page after free
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-SLAB_FREE_CROSS': {
      before: '6 lkdtm: Attempting cross-cache slab free ...',
      fault: {
        cause: 'warn',
        location: 'mm/slab.h:665',
        message: '4 cache_from_obj: Wrong slab cache. lkdtm-heap-b but object is from lkdtm-heap-a',
        instructionPointer: 'cache_from_obj+0xa1/0x120',
        code: '2d 9d 8d 01 00 74 48 31 c0 eb da 48 8b 57 60 48 8b 48 60 48 c7 c6 10 e0 03 82 48 89 04 24 48 c7 c7 60 93 37 82 e8 2f 48 d7 ff <0f> 0b 48 8b 3c 24 48 89 de e8 a1 c8 ff ff 48 8b 04 24 48 83 c4 08',
        flags: '00000286',
        registers:
          '0 buffer+480 c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d090 sp+140 count sp+140',
      },
      stacks: [
        {
          stackPointers: [15592],
          frames: `
<TASK>
kmem_cache_free+0x15/0x310
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
        {
          stackPointers: [15184],
          frames: `
<TASK>
kmem_cache_free+0x15/0x310
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? do_dup2+0x96/0xd0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? do_set_pte+0x189/0x1d0
? do_fcntl+0x577/0x6e0
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
        {
          stackPointers: [15416],
          frames: `
<TASK>
kmem_cache_free+0x15/0x310
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? filemap_map_pages+0x153/0x720
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? exit_to_user_mode_prepare+0x44/0x240
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
    'lkdtm-CORRUPT_LIST_ADD': {
      before: `
6 lkdtm: attempting good list addition
6 lkdtm: attempting corrupted list addition
3 list_add corruption. next->prev should be prev (%{sp+30}), but was 0000000000000000. (next=%{sp+40}).
`,
      fault: {
        cause: 'bug',
        location: 'lib/list_debug.c:27',
        instructionPointer: '__list_add_valid.cold+0x4b/0x5b',
        code: 'fe ff 0f 0b 48 89 d1 48 89 c6 4c 89 c2 48 c7 c7 e0 b3 3a 82 e8 e2 9a fe ff 0f 0b 48 89 c1 48 c7 c7 88 b3 3a 82 e8 d1 9a fe ff <0f> 0b 48 c7 c7 60 b3 3a 82 e8 c3 9a fe ff 0f 0b 48 89 fe 48 c7 c7',
        flags: '00000246',
        registers: '75 sp+30 c0000000ffffefff 0 ffffefff 1 sp+78 0 sp-168 3 kernel+1ad4448 sp+18 sp+40 sp+30 sp+180',
      },
      stacks: [
        {
          stackPointers: [15576],
          frames: `
<TASK>
lkdtm_CORRUPT_LIST_ADD+0xb8/0x133 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
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
          flags: '00000246',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-VMALLOC_LINEAR_OVERFLOW': {
      before: `
6 lkdtm: Attempting vmalloc linear overflow ...
0 detected buffer overflow in memset
`,
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        instructionPointer: 'fortify_panic+0xf/0x11',
        code: 'f0 ab 3a 82 48 89 d6 e8 80 9c fe ff 49 8d 7c 24 e0 e8 f9 ec 88 ff e9 a0 d3 b1 ff 48 89 fe 48 c7 c7 e8 ad 3a 82 e8 62 9c fe ff <0f> 0b 48 8b 54 24 10 48 8b 74 24 08 4c 89 e9 48 c7 c7 26 ae 3a 82',
        flags: '00000246',
        registers:
          '22 vmalloc+3f000 c0000000ffffefff 0 ffffefff 1 vmalloc+41000 0 sp-168 3 kernel+1ad4448 modules+20d010 sp+118 count sp+118',
      },
      stacks: [
        {
          stackPointers: [15488],
          frames: `
<TASK>
lkdtm_VMALLOC_LINEAR_OVERFLOW.cold+0xc/0xc [lkdtm]
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
          flags: '00000246',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-PANIC': {
      fault: null,
      panic: 'dumptest',
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
dump_stack_lvl+0x44/0x5c
panic+0x118/0x2f4
? _printk+0x68/0x83
lkdtm_PANIC+0x11/0x11 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? filemap_map_pages+0x153/0x720
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
    'lkdtm-WRITE_RO_AFTER_INIT': {
      before: '6 lkdtm: attempting bad ro_after_init write at %{modules+20b008}',
      fault: {
        cause: 'page-fault',
        errorCode: 3,
        address: 'modules+20b008',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 pte+8000000000000161',
        instructionPointer: 'lkdtm_WRITE_RO_AFTER_INIT+0x4e/0x5a [lkdtm]',
        code: '6f 20 c0 e9 b3 49 80 c1 48 c7 c7 98 6f 20 c0 e8 a7 49 80 c1 48 8b 05 6b 7b 00 00 ba 34 12 cd ab 48 c7 c7 10 6f 20 c0 48 31 d0 <48> 89 05 55 7b 00 00 e9 85 49 80 c1 0f 1f 44 00 00 48 c7 c7 d0 6f',
        flags: '00000202',
        registers:
          'fe67479e count c0000000ffffefff abcd1234 ffffefff modules+206f10 buffer 0 sp-168 3 kernel+1ad4448 modules+20d0f0 sp+100 count sp+100',
      },
      stacks: [
        {
          stackPointers: [15040],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? filp_close+0x5b/0x70
? do_dup2+0x96/0xd0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? f_dupfd+0x47/0x60
? do_fcntl+0x577/0x6e0
? __x64_sys_fcntl+0x90/0xc0
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
    'lkdtm-WRITE_KERN': {
      before: '6 lkdtm: attempting bad 6333 byte write at %{modules+20344d}',
      fault: {
        cause: 'page-fault',
        errorCode: 3,
        address: 'modules+20344d',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 pte+161',
        instructionPointer: 'lkdtm_WRITE_KERN+0x37/0x4c [lkdtm]',
        code: '48 c7 c7 40 70 20 c0 53 48 89 eb 48 89 ea 48 81 eb 90 1b 20 c0 48 89 de e8 10 49 80 c1 48 89 ef 48 89 d9 48 c7 c6 90 1b 20 c0 <f3> a4 48 c7 c7 10 6f 20 c0 e8 f5 48 80 c1 5b 5d e9 fe fe ff ff 0f',
        flags: '00000246',
        registers:
          '39 18bd 18bd 0 modules+201b90 modules+20344d modules+20344d 0 sp-168 3 kernel+1ad4448 modules+20d100 sp+110 count sp+110',
      },
      stacks: [
        {
          stackPointers: [15112],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? f_dupfd+0x47/0x60
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
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
    'lkdtm-WRITE_OPD': {
      before: "6 lkdtm: XFAIL: Platform doesn't use function descriptors.",
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-ACCESS_NULL': {
      before: '6 lkdtm: attempting bad read at 0000000000000000',
      fault: {
        cause: 'page-fault',
        errorCode: 0,
        address: '0',
        pageTables: 'pgd+67 pgd+67 pud+67 0',
        instructionPointer: 'lkdtm_ACCESS_NULL+0x14/0x53 [lkdtm]',
        code: '48 89 de 5b e9 a3 9e 12 c1 48 c7 c7 30 6e 20 c0 5b e9 43 4a 80 c1 0f 1f 44 00 00 53 31 f6 48 c7 c7 98 6e 20 c0 e8 2f 4a 80 c1 <48> 8b 1c 25 00 00 00 00 b8 de c0 de c0 48 c7 c7 c0 6e 20 c0 48 01',
        flags: '00000246',
        registers:
          '2e count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-168 3 kernel+1ad4448 modules+20d1a0 sp+108 count sp+108',
      },
      stacks: [
        {
          stackPointers: [15056],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
? __x64_sys_rt_sigaction+0xeb/0x110
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? do_syscall_64+0x69/0xb0
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
    'lkdtm-REFCOUNT_INC_OVERFLOW': {
      before: `
6 lkdtm: attempting good refcount_inc() without overflow
6 lkdtm: attempting bad refcount_inc() overflow
`,
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:22',
        isOnce: true,
        message: '4 refcount_t: saturated; leaking memory.',
        instructionPointer: 'refcount_warn_saturate+0x51/0x110',
        code: '84 bc 00 00 00 c3 cc cc cc cc 85 f6 74 23 80 3d 46 98 6c 01 00 75 ee 48 c7 c7 68 ac 3a 82 c6 05 36 98 6c 01 01 e8 0f 43 b6 ff <0f> 0b c3 cc cc cc cc 80 3d 24 98 6c 01 00 75 cb 48 c7 c7 68 ac 3a',
        flags: '00000282',
        registers:
          '0 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d1e0 sp+118 count sp+118',
      },
      after: '6 lkdtm: Overflow detected: saturated',
      stacks: [
        {
          stackPointers: [15672],
          frames: `
<TASK>
lkdtm_REFCOUNT_INC_OVERFLOW+0x70/0x98 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
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
          flags: '00000282',
          userFlags: '00000202',
        },
        {
          stackPointers: [15368],
          frames: `
<TASK>
lkdtm_REFCOUNT_INC_OVERFLOW+0x70/0x98 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? do_syscall_64+0x69/0xb0
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
      ],
      systemCall: 'write',
    },
    'lkdtm-REFCOUNT_INC_NOT_ZERO_OVERFLOW': {
      before: '6 lkdtm: attempting bad refcount_inc_not_zero() overflow',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:19',
        isOnce: true,
        message: '4 refcount_t: saturated; leaking memory.',
        instructionPointer: 'refcount_warn_saturate+0x74/0x110',
        code: '01 01 e8 0f 43 b6 ff 0f 0b c3 cc cc cc cc 80 3d 24 98 6c 01 00 75 cb 48 c7 c7 68 ac 3a 82 c6 05 14 98 6c 01 01 e8 ec 42 b6 ff <0f> 0b c3 cc cc cc cc 80 3d ff 97 6c 01 00 75 a8 48 c7 c7 90 ac 3a',
        flags: '00000282',
        registers:
          '0 7fffffff c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d200 sp+128 count sp+128',
      },
      after: '6 lkdtm: Overflow detected: saturated',
      stacks: [
        {
          stackPointers: [15168],
          frames: `
<TASK>
__refcount_add_not_zero.constprop.0+0x26/0x31 [lkdtm]
lkdtm_REFCOUNT_INC_NOT_ZERO_OVERFLOW+0x3c/0x74 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
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
          flags: '00000282',
          userFlags: '00000202',
        },
        {
          stackPointers: [15696],
          frames: `
<TASK>
__refcount_add_not_zero.constprop.0+0x26/0x31 [lkdtm]
lkdtm_REFCOUNT_INC_NOT_ZERO_OVERFLOW+0x3c/0x74 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? syscall_exit_to_user_mode+0x1e/0x40
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
    'lkdtm-REFCOUNT_DEC_ZERO': {
      before: `
6 lkdtm: attempting good refcount_dec()
6 lkdtm: attempting bad refcount_dec() to zero
`,
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:31',
        isOnce: true,
        message: '4 refcount_t: decrement hit 0; leaking memory.',
        instructionPointer: 'refcount_warn_saturate+0xfb/0x110',
        code: '18 ad 3a 82 c6 05 a2 97 6c 01 01 e8 7f 42 b6 ff 0f 0b c3 cc cc cc cc 48 c7 c7 e8 ac 3a 82 c6 05 89 97 6c 01 01 e8 65 42 b6 ff <0f> 0b c3 cc cc cc cc 66 66 2e 0f 1f 84 00 00 00 00 00 0f 1f 00 8b',
        flags: '00000286',
        registers:
          '0 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d220 sp+118 count sp+118',
      },
      after: '6 lkdtm: Zero detected: saturated',
      stacks: [
        {
          stackPointers: [15712],
          frames: `
<TASK>
lkdtm_REFCOUNT_DEC_ZERO+0x4d/0xbd [lkdtm]
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
          flags: '00000286',
          userFlags: '00000202',
        },
        {
          stackPointers: [15016],
          frames: `
<TASK>
lkdtm_REFCOUNT_DEC_ZERO+0x4d/0xbd [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? f_dupfd+0x47/0x60
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? sysvec_apic_timer_interrupt+0xa/0x90
? asm_sysvec_apic_timer_interrupt+0x16/0x20
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? update_load_avg+0x7e/0x780
? update_load_avg+0x7e/0x780
? set_next_entity+0xda/0x150
? native_load_gs_index+0x15/0x30
? __rseq_handle_notify_resume+0xa9/0x480
? finish_task_switch.isra.0+0x90/0x2d0
? exit_to_user_mode_prepare+0x172/0x240
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
    'lkdtm-REFCOUNT_DEC_AND_TEST_NEGATIVE': {
      before: '6 lkdtm: attempting bad refcount_dec_and_test() below zero',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:28',
        isOnce: true,
        message: '4 refcount_t: underflow; use-after-free.',
        instructionPointer: 'refcount_warn_saturate+0xba/0x110',
        code: '01 01 e8 c9 42 b6 ff 0f 0b c3 cc cc cc cc 80 3d db 97 6c 01 00 75 85 48 c7 c7 c0 ac 3a 82 c6 05 cb 97 6c 01 01 e8 a6 42 b6 ff <0f> 0b c3 cc cc cc cc 80 3d b6 97 6c 01 00 0f 85 5e ff ff ff 48 c7',
        flags: '00000282',
        registers:
          '0 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d240 sp+120 count sp+120',
      },
      after: '6 lkdtm: Negative detected: saturated',
      stacks: [
        {
          stackPointers: [15216],
          frames: `
<TASK>
__refcount_sub_and_test.constprop.0+0x34/0x40 [lkdtm]
lkdtm_REFCOUNT_DEC_AND_TEST_NEGATIVE+0x3a/0x74 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? do_set_pte+0x189/0x1d0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? f_dupfd+0x47/0x60
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
          stackPointers: [15504],
          frames: `
<TASK>
__refcount_sub_and_test.constprop.0+0x34/0x40 [lkdtm]
lkdtm_REFCOUNT_DEC_AND_TEST_NEGATIVE+0x3a/0x74 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
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
    'lkdtm-REFCOUNT_INC_ZERO': {
      before: `
6 lkdtm: attempting safe refcount_inc_not_zero() from zero
6 lkdtm: Good: zero detected
6 lkdtm: Correctly stayed at zero
6 lkdtm: attempting bad refcount_inc() from zero
`,
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:25',
        isOnce: true,
        message: '4 refcount_t: addition on 0; use-after-free.',
        instructionPointer: 'refcount_warn_saturate+0x97/0x110',
        code: '01 01 e8 ec 42 b6 ff 0f 0b c3 cc cc cc cc 80 3d ff 97 6c 01 00 75 a8 48 c7 c7 90 ac 3a 82 c6 05 ef 97 6c 01 01 e8 c9 42 b6 ff <0f> 0b c3 cc cc cc cc 80 3d db 97 6c 01 00 75 85 48 c7 c7 c0 ac 3a',
        flags: '00000286',
        registers:
          '0 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d260 sp+118 count sp+118',
      },
      after: '6 lkdtm: Zero detected: saturated',
      stacks: [
        {
          stackPointers: [15176],
          frames: `
<TASK>
lkdtm_REFCOUNT_INC_ZERO+0x95/0xbd [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
? do_fcntl+0x577/0x6e0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? syscall_exit_to_user_mode+0x1e/0x40
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
          stackPointers: [15392],
          frames: `
<TASK>
lkdtm_REFCOUNT_INC_ZERO+0x95/0xbd [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
      ],
      systemCall: 'write',
    },
    'lkdtm-REFCOUNT_ADD_OVERFLOW': {
      before: `
6 lkdtm: attempting good refcount_add() without overflow
6 lkdtm: attempting bad refcount_add() overflow
`,
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:22',
        isOnce: true,
        message: '4 refcount_t: saturated; leaking memory.',
        instructionPointer: 'refcount_warn_saturate+0x51/0x110',
        code: '84 bc 00 00 00 c3 cc cc cc cc 85 f6 74 23 80 3d 46 98 6c 01 00 75 ee 48 c7 c7 68 ac 3a 82 c6 05 36 98 6c 01 01 e8 0f 43 b6 ff <0f> 0b c3 cc cc cc cc 80 3d 24 98 6c 01 00 75 cb 48 c7 c7 68 ac 3a',
        flags: '00000286',
        registers:
          '0 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d1f0 sp+118 count sp+118',
      },
      after: '6 lkdtm: Overflow detected: saturated',
      stacks: [
        {
          stackPointers: [15528],
          frames: `
<TASK>
lkdtm_REFCOUNT_ADD_OVERFLOW+0x7f/0xa7 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
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
    'lkdtm-REFCOUNT_ADD_NOT_ZERO_OVERFLOW': {
      before: '6 lkdtm: attempting bad refcount_add_not_zero() overflow',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:19',
        isOnce: true,
        message: '4 refcount_t: saturated; leaking memory.',
        instructionPointer: 'refcount_warn_saturate+0x74/0x110',
        code: '01 01 e8 0f 43 b6 ff 0f 0b c3 cc cc cc cc 80 3d 24 98 6c 01 00 75 cb 48 c7 c7 68 ac 3a 82 c6 05 14 98 6c 01 01 e8 ec 42 b6 ff <0f> 0b c3 cc cc cc cc 80 3d ff 97 6c 01 00 75 a8 48 c7 c7 90 ac 3a',
        flags: '00000286',
        registers:
          '0 7fffffff c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d210 sp+128 count sp+128',
      },
      after: '6 lkdtm: Overflow detected: saturated',
      stacks: [
        {
          stackPointers: [14992],
          frames: `
<TASK>
__refcount_add_not_zero.constprop.0+0x26/0x31 [lkdtm]
lkdtm_REFCOUNT_ADD_NOT_ZERO_OVERFLOW+0x3c/0x74 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? do_dup2+0x96/0xd0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
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
      ],
      systemCall: 'write',
    },
    'lkdtm-REFCOUNT_DEC_NEGATIVE': {
      before: '6 lkdtm: attempting bad refcount_dec() below zero',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:31',
        isOnce: true,
        message: '4 refcount_t: decrement hit 0; leaking memory.',
        instructionPointer: 'refcount_warn_saturate+0xfb/0x110',
        code: '18 ad 3a 82 c6 05 a2 97 6c 01 01 e8 7f 42 b6 ff 0f 0b c3 cc cc cc cc 48 c7 c7 e8 ac 3a 82 c6 05 89 97 6c 01 01 e8 65 42 b6 ff <0f> 0b c3 cc cc cc cc 66 66 2e 0f 1f 84 00 00 00 00 00 0f 1f 00 8b',
        flags: '00000286',
        registers:
          '0 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d230 sp+118 count sp+118',
      },
      after: '6 lkdtm: Negative detected: saturated',
      stacks: [
        {
          stackPointers: [15040],
          frames: `
<TASK>
lkdtm_REFCOUNT_DEC_NEGATIVE+0x35/0x5f [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
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
      ],
      systemCall: 'write',
    },
    'lkdtm-REFCOUNT_SUB_AND_TEST_NEGATIVE': {
      before: '6 lkdtm: attempting bad refcount_sub_and_test() below zero',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:28',
        isOnce: true,
        message: '4 refcount_t: underflow; use-after-free.',
        instructionPointer: 'refcount_warn_saturate+0xba/0x110',
        code: '01 01 e8 c9 42 b6 ff 0f 0b c3 cc cc cc cc 80 3d db 97 6c 01 00 75 85 48 c7 c7 c0 ac 3a 82 c6 05 cb 97 6c 01 01 e8 a6 42 b6 ff <0f> 0b c3 cc cc cc cc 80 3d b6 97 6c 01 00 0f 85 5e ff ff ff 48 c7',
        flags: '00000282',
        registers:
          '0 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d250 sp+120 count sp+120',
      },
      after: '6 lkdtm: Negative detected: saturated',
      stacks: [
        {
          stackPointers: [15256],
          frames: `
<TASK>
__refcount_sub_and_test.constprop.0+0x34/0x40 [lkdtm]
lkdtm_REFCOUNT_SUB_AND_TEST_NEGATIVE+0x3c/0x79 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? exit_to_user_mode_prepare+0x44/0x240
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? filp_close+0x5b/0x70
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
    'lkdtm-REFCOUNT_ADD_ZERO': {
      before: `
6 lkdtm: attempting safe refcount_add_not_zero() from zero
6 lkdtm: Good: zero detected
6 lkdtm: Correctly stayed at zero
6 lkdtm: attempting bad refcount_add() from zero
`,
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:25',
        isOnce: true,
        message: '4 refcount_t: addition on 0; use-after-free.',
        instructionPointer: 'refcount_warn_saturate+0x97/0x110',
        code: '01 01 e8 ec 42 b6 ff 0f 0b c3 cc cc cc cc 80 3d ff 97 6c 01 00 75 a8 48 c7 c7 90 ac 3a 82 c6 05 ef 97 6c 01 01 e8 c9 42 b6 ff <0f> 0b c3 cc cc cc cc 80 3d db 97 6c 01 00 75 85 48 c7 c7 c0 ac 3a',
        flags: '00000282',
        registers:
          '0 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d270 sp+118 count sp+118',
      },
      after: '6 lkdtm: Zero detected: saturated',
      stacks: [
        {
          stackPointers: [15768],
          frames: `
<TASK>
lkdtm_REFCOUNT_ADD_ZERO+0x95/0xbd [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
    'lkdtm-REFCOUNT_INC_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_inc() from saturated',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:22',
        isOnce: true,
        message: '4 refcount_t: saturated; leaking memory.',
        instructionPointer: 'refcount_warn_saturate+0x51/0x110',
        code: '84 bc 00 00 00 c3 cc cc cc cc 85 f6 74 23 80 3d 46 98 6c 01 00 75 ee 48 c7 c7 68 ac 3a 82 c6 05 36 98 6c 01 01 e8 0f 43 b6 ff <0f> 0b c3 cc cc cc cc 80 3d 24 98 6c 01 00 75 cb 48 c7 c7 68 ac 3a',
        flags: '00000286',
        registers:
          '0 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d280 sp+118 count sp+118',
      },
      after: '6 lkdtm: Saturation detected: still saturated',
      stacks: [
        {
          stackPointers: [14880],
          frames: `
<TASK>
lkdtm_REFCOUNT_INC_SATURATED+0x3c/0x64 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? do_fcntl+0x577/0x6e0
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
      ],
      systemCall: 'write',
    },
    'lkdtm-REFCOUNT_DEC_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_dec() from saturated',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:31',
        isOnce: true,
        message: '4 refcount_t: decrement hit 0; leaking memory.',
        instructionPointer: 'refcount_warn_saturate+0xfb/0x110',
        code: '18 ad 3a 82 c6 05 a2 97 6c 01 01 e8 7f 42 b6 ff 0f 0b c3 cc cc cc cc 48 c7 c7 e8 ac 3a 82 c6 05 89 97 6c 01 01 e8 65 42 b6 ff <0f> 0b c3 cc cc cc cc 66 66 2e 0f 1f 84 00 00 00 00 00 0f 1f 00 8b',
        flags: '00000286',
        registers:
          '0 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d290 sp+118 count sp+118',
      },
      after: '6 lkdtm: Saturation detected: still saturated',
      stacks: [
        {
          stackPointers: [15544],
          frames: `
<TASK>
lkdtm_REFCOUNT_DEC_SATURATED+0x37/0x5f [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
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
    'lkdtm-REFCOUNT_INC_NOT_ZERO_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_inc_not_zero() from saturated',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:19',
        isOnce: true,
        message: '4 refcount_t: saturated; leaking memory.',
        instructionPointer: 'refcount_warn_saturate+0x74/0x110',
        code: '01 01 e8 0f 43 b6 ff 0f 0b c3 cc cc cc cc 80 3d 24 98 6c 01 00 75 cb 48 c7 c7 68 ac 3a 82 c6 05 14 98 6c 01 01 e8 ec 42 b6 ff <0f> 0b c3 cc cc cc cc 80 3d ff 97 6c 01 00 75 a8 48 c7 c7 90 ac 3a',
        flags: '00000286',
        registers:
          '0 c0000000 c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d2b0 sp+128 count sp+128',
      },
      after: '6 lkdtm: Saturation detected: still saturated',
      stacks: [
        {
          stackPointers: [15624],
          frames: `
<TASK>
__refcount_add_not_zero.constprop.0+0x26/0x31 [lkdtm]
lkdtm_REFCOUNT_INC_NOT_ZERO_SATURATED+0x3c/0x74 [lkdtm]
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
    'lkdtm-REFCOUNT_DEC_AND_TEST_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_dec_and_test() from saturated',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:28',
        isOnce: true,
        message: '4 refcount_t: underflow; use-after-free.',
        instructionPointer: 'refcount_warn_saturate+0xba/0x110',
        code: '01 01 e8 c9 42 b6 ff 0f 0b c3 cc cc cc cc 80 3d db 97 6c 01 00 75 85 48 c7 c7 c0 ac 3a 82 c6 05 cb 97 6c 01 01 e8 a6 42 b6 ff <0f> 0b c3 cc cc cc cc 80 3d b6 97 6c 01 00 0f 85 5e ff ff ff 48 c7',
        flags: '00000282',
        registers:
          '0 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d2d0 sp+120 count sp+120',
      },
      after: '6 lkdtm: Saturation detected: still saturated',
      stacks: [
        {
          stackPointers: [15360],
          frames: `
<TASK>
__refcount_sub_and_test.constprop.0+0x34/0x40 [lkdtm]
lkdtm_REFCOUNT_DEC_AND_TEST_SATURATED+0x3c/0x74 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? filp_close+0x5b/0x70
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
    'lkdtm-REFCOUNT_ADD_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_dec() from saturated',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:22',
        isOnce: true,
        message: '4 refcount_t: saturated; leaking memory.',
        instructionPointer: 'refcount_warn_saturate+0x51/0x110',
        code: '84 bc 00 00 00 c3 cc cc cc cc 85 f6 74 23 80 3d 46 98 6c 01 00 75 ee 48 c7 c7 68 ac 3a 82 c6 05 36 98 6c 01 01 e8 0f 43 b6 ff <0f> 0b c3 cc cc cc cc 80 3d 24 98 6c 01 00 75 cb 48 c7 c7 68 ac 3a',
        flags: '00000286',
        registers:
          '0 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d2a0 sp+118 count sp+118',
      },
      after: '6 lkdtm: Saturation detected: still saturated',
      stacks: [
        {
          stackPointers: [15136],
          frames: `
<TASK>
lkdtm_REFCOUNT_ADD_SATURATED+0x3c/0x64 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
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
      ],
      systemCall: 'write',
    },
    'lkdtm-REFCOUNT_ADD_NOT_ZERO_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_add_not_zero() from saturated',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:19',
        isOnce: true,
        message: '4 refcount_t: saturated; leaking memory.',
        instructionPointer: 'refcount_warn_saturate+0x74/0x110',
        code: '01 01 e8 0f 43 b6 ff 0f 0b c3 cc cc cc cc 80 3d 24 98 6c 01 00 75 cb 48 c7 c7 68 ac 3a 82 c6 05 14 98 6c 01 01 e8 ec 42 b6 ff <0f> 0b c3 cc cc cc cc 80 3d ff 97 6c 01 00 75 a8 48 c7 c7 90 ac 3a',
        flags: '00000282',
        registers:
          '0 c0000000 c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d2c0 sp+128 count sp+128',
      },
      after: '6 lkdtm: Saturation detected: still saturated',
      stacks: [
        {
          stackPointers: [15352],
          frames: `
<TASK>
__refcount_add_not_zero.constprop.0+0x26/0x31 [lkdtm]
lkdtm_REFCOUNT_ADD_NOT_ZERO_SATURATED+0x3c/0x74 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
    'lkdtm-REFCOUNT_SUB_AND_TEST_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_sub_and_test() from saturated',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:28',
        isOnce: true,
        message: '4 refcount_t: underflow; use-after-free.',
        instructionPointer: 'refcount_warn_saturate+0xba/0x110',
        code: '01 01 e8 c9 42 b6 ff 0f 0b c3 cc cc cc cc 80 3d db 97 6c 01 00 75 85 48 c7 c7 c0 ac 3a 82 c6 05 cb 97 6c 01 01 e8 a6 42 b6 ff <0f> 0b c3 cc cc cc cc 80 3d b6 97 6c 01 00 0f 85 5e ff ff ff 48 c7',
        flags: '00000286',
        registers:
          '0 count c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d2e0 sp+120 count sp+120',
      },
      after: '6 lkdtm: Saturation detected: still saturated',
      stacks: [
        {
          stackPointers: [15392],
          frames: `
<TASK>
__refcount_sub_and_test.constprop.0+0x34/0x40 [lkdtm]
lkdtm_REFCOUNT_SUB_AND_TEST_SATURATED+0x3c/0x74 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
? do_sys_openat2+0x9b/0x170
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
      ],
      systemCall: 'write',
    },
    'lkdtm-SLAB_FREE_PAGE': {
      before: '6 lkdtm: Attempting non-Slab slab free ...',
      fault: {
        cause: 'warn',
        location: 'mm/slab.h:630',
        isOnce: true,
        message: '4 virt_to_cache: Object is not a Slab page!',
        instructionPointer: 'cache_from_obj+0xe0/0x120',
        code: '08 5b c3 cc cc cc cc 48 8d 42 ff e9 7b ff ff ff 48 c7 c6 00 e0 03 82 48 c7 c7 40 93 37 82 c6 05 ce 9c 8d 01 01 e8 f0 47 d7 ff <0f> 0b 31 c0 e9 73 ff ff ff f7 c2 00 00 01 00 0f 84 4c ff ff ff 48',
        flags: '00000282',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 buffer 0 sp-188 3 kernel+1ad4448 modules+20d0a0 sp+150 count sp+150',
      },
      stacks: [
        {
          stackPointers: [15048],
          frames: `
<TASK>
kmem_cache_free+0x15/0x310
lkdtm_SLAB_FREE_PAGE+0x2b/0x40 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? filp_close+0x5b/0x70
? do_dup2+0x96/0xd0
? exit_to_user_mode_prepare+0x44/0x240
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? path_openat+0xa7d/0x1260
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
          flags: '00000282',
          userFlags: '00000202',
        },
        {
          stackPointers: [15056],
          frames: `
<TASK>
kmem_cache_free+0x15/0x310
lkdtm_SLAB_FREE_PAGE+0x2b/0x40 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-SLAB_LINEAR_OVERFLOW': {
      before: '6 lkdtm: Attempting slab linear overflow ...',
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
    'lkdtm-REPORT_STACK': {
      before: `
6 lkdtm: Starting stack offset tracking for pid %{pid:decimal}
6 lkdtm: Stack offset: 0
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-UNALIGNED_LOAD_STORE_WRITE': {
      before: '3 lkdtm: XFAIL: arch has CONFIG_HAVE_EFFICIENT_UNALIGNED_ACCESS',
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-OVERFLOW_SIGNED': {
      before: `
6 lkdtm: Normal signed addition ...
6 lkdtm: Overflowing signed addition ...
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-OVERFLOW_UNSIGNED': {
      before: `
6 lkdtm: Normal unsigned addition ...
6 lkdtm: Overflowing unsigned addition ...
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-ARRAY_BOUNDS': {
      before: `
6 lkdtm: Array access within bounds ...
6 lkdtm: Array access beyond bounds ...
3 lkdtm: FAIL: survived array bounds overflow!
4 lkdtm: This is probably expected, since this kernel (6.1.0-56-amd64 x86_64) was built *without* CONFIG_UBSAN_BOUNDS=y
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-CORRUPT_PAC': {
      before: '3 lkdtm: XFAIL: this test is arm64-only',
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-DOUBLE_FAULT': {
      before: '3 lkdtm: XFAIL: this test is ia32-only',
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-CFI_FORWARD_PROTO': {
      before: `
6 lkdtm: Calling matched prototype ...
6 lkdtm: Calling mismatched prototype ...
3 lkdtm: FAIL: survived mismatched prototype function call!
4 lkdtm: This is probably expected, since this kernel (6.1.0-56-amd64 x86_64) was built *without* CONFIG_CFI_CLANG=y
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-CFI_BACKWARD': {
      before: `
6 lkdtm: Attempting unchecked stack return address redirection ...
6 lkdtm: ok: redirected stack return address.
6 lkdtm: Attempting checked stack return address redirection ...
3 lkdtm: FAIL: stack return address was redirected!
4 lkdtm: This is probably expected, since this kernel (6.1.0-56-amd64 x86_64) was built *without* CONFIG_ARM64_PTR_AUTH_KERNEL=y nor CONFIG_SHADOW_CALL_STACK=y
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-STACKLEAK_ERASING': {
      before: '3 lkdtm: XFAIL: stackleak is not enabled (CONFIG_GCC_PLUGIN_STACKLEAK=n)',
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-STACK_GUARD_PAGE_LEADING': {
      before: '6 lkdtm: attempting bad read from page below current stack',
      fault: {
        cause: 'stack-guard',
        message:
          '0 BUG: TASK stack guard page was hit at (____ptrval____) (stack is (____ptrval____)..(____ptrval____))',
        instructionPointer: 'lkdtm_STACK_GUARD_PAGE_LEADING+0x25/0x3f [lkdtm]',
        code: 'e9 8d 54 80 c1 0f 1f 44 00 00 53 48 c7 c7 b8 60 20 c0 50 65 48 8b 04 25 80 fb 01 00 48 8b 58 20 c6 44 24 07 00 e8 68 54 80 c1 <8a> 43 ff 48 c7 c7 f8 60 20 c0 88 44 24 07 0f b6 74 24 07 5a 5b e9',
        flags: '00000246',
        registers:
          '38 sp-3a50 c0000000ffffefff 0 ffffefff 1 buffer 0 sp-168 3 kernel+1ad4448 modules+20cf70 sp+110 count sp+110',
      },
      stacks: [
        {
          stackPointers: [14928],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? f_dupfd+0x47/0x60
? do_fcntl+0x577/0x6e0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
? filp_close+0x5b/0x70
? do_dup2+0x96/0xd0
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
? filemap_map_pages+0x153/0x720
? do_fault+0x1a4/0x410
? __handle_mm_fault+0x660/0xfa0
? do_sigaction+0x12e/0x280
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
    'lkdtm-STACK_GUARD_PAGE_TRAILING': {
      before: '6 lkdtm: attempting bad read from page above current stack',
      fault: {
        cause: 'page-fault',
        errorCode: 0,
        address: 'sp+2a8',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 0',
        instructionPointer: 'lkdtm_STACK_GUARD_PAGE_TRAILING+0x25/0x42 [lkdtm]',
        code: 'e9 cf 54 80 c1 0f 1f 44 00 00 53 48 c7 c7 40 60 20 c0 50 65 48 8b 04 25 80 fb 01 00 48 8b 58 20 c6 44 24 07 00 e8 aa 54 80 c1 <8a> 83 00 40 00 00 48 c7 c7 80 60 20 c0 88 44 24 07 0f b6 74 24 07',
        flags: '00000246',
        registers:
          '38 sp-3d58 c0000000ffffefff 0 ffffefff 1 buffer 0 sp-168 3 kernel+1ad4448 modules+20cf80 sp+110 count sp+110',
      },
      stacks: [
        {
          stackPointers: [15704],
          frames: `
<TASK>
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
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
          flags: '00000246',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-FORTIFY_MEM_MEMBER/again': {
      before: `
6 lkdtm: trying to memcpy() past the end of a struct member...
3 lkdtm: FAIL: fortify did not block a memcpy() struct member write overflow!
3 lkdtm: Unexpected! This kernel (6.1.0-56-amd64 x86_64) was built with CONFIG_FORTIFY_SOURCE=y
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-USERCOPY_SLAB_SIZE_TO': {
      before: `
6 lkdtm: attempting good copy_to_user of correct size
6 lkdtm: attempting bad copy_to_user of too large size
0 usercopy: Kernel memory exposure attempt detected from SLUB object 'kmalloc-1k' (offset 16, size 1024)!
`,
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        instructionPointer: 'usercopy_abort+0x75/0x77',
        code: '36 82 51 48 0f 45 d6 48 89 c1 49 c7 c3 68 bd 37 82 41 52 48 c7 c6 c8 0c 36 82 48 c7 c7 08 bd 37 82 49 0f 45 f3 e8 4d 54 ff ff <0f> 0b 48 89 f1 49 89 e8 44 89 e2 31 f6 48 c7 c7 b2 bd 37 82 e8 72',
        flags: '00000246',
        registers:
          '67 buffer+410 c0000000ffffefff 0 ffffefff 1 400 0 sp-168 3 kernel+1ad4448 1 buffer+810 buffer+410 map',
      },
      stacks: [
        {
          stackPointers: [15640],
          frames: `
<TASK>
__check_heap_object+0xa9/0xc0
__check_object_size+0x1df/0x220
do_usercopy_slab_size.cold+0x18d/0x1a6 [lkdtm]
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
    'lkdtm-USERCOPY_SLAB_SIZE_FROM': {
      before: `
6 lkdtm: attempting good copy_from_user of correct size
6 lkdtm: attempting bad copy_from_user of too large size
0 usercopy: Kernel memory overwrite attempt detected to SLUB object 'kmalloc-1k' (offset 16, size 1024)!
`,
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        instructionPointer: 'usercopy_abort+0x75/0x77',
        code: '36 82 51 48 0f 45 d6 48 89 c1 49 c7 c3 68 bd 37 82 41 52 48 c7 c6 c8 0c 36 82 48 c7 c7 08 bd 37 82 49 0f 45 f3 e8 4d 54 ff ff <0f> 0b 48 89 f1 49 89 e8 44 89 e2 31 f6 48 c7 c7 b2 bd 37 82 e8 72',
        flags: '00000246',
        registers:
          '66 buffer+10 c0000000ffffefff 0 ffffefff 1 400 0 sp-168 3 kernel+1ad4448 0 buffer+410 buffer+10 map',
      },
      stacks: [
        {
          stackPointers: [15704],
          frames: `
<TASK>
__check_heap_object+0xa9/0xc0
__check_object_size+0x1df/0x220
do_usercopy_slab_size.cold+0xf0/0x1a6 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
    'lkdtm-USERCOPY_SLAB_WHITELIST_TO': {
      before: `
6 lkdtm: attempting good copy_to_user inside whitelist
6 lkdtm: attempting bad copy_to_user outside whitelist
0 usercopy: Kernel memory exposure attempt detected from SLUB object 'lkdtm-usercopy' (offset 255, size 64)!
`,
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        instructionPointer: 'usercopy_abort+0x75/0x77',
        code: '36 82 51 48 0f 45 d6 48 89 c1 49 c7 c3 68 bd 37 82 41 52 48 c7 c6 c8 0c 36 82 48 c7 c7 08 bd 37 82 49 0f 45 f3 e8 4d 54 ff ff <0f> 0b 48 89 f1 49 89 e8 44 89 e2 31 f6 48 c7 c7 b2 bd 37 82 e8 72',
        flags: '00000246',
        registers: '6a buffer+4ff c0000000ffffefff 0 ffffefff 1 40 0 sp-168 3 kernel+1ad4448 1 buffer+53f 100 sp+178',
      },
      stacks: [
        {
          stackPointers: [15712],
          frames: `
<TASK>
__check_heap_object+0xa9/0xc0
__check_object_size+0x1df/0x220
do_usercopy_slab_whitelist.cold+0x14d/0x195 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
    'lkdtm-USERCOPY_SLAB_WHITELIST_FROM': {
      before: `
6 lkdtm: attempting good copy_from_user inside whitelist
6 lkdtm: attempting bad copy_from_user outside whitelist
0 usercopy: Kernel memory overwrite attempt detected to SLUB object 'lkdtm-usercopy' (offset 255, size 64)!
`,
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        instructionPointer: 'usercopy_abort+0x75/0x77',
        code: '36 82 51 48 0f 45 d6 48 89 c1 49 c7 c3 68 bd 37 82 41 52 48 c7 c6 c8 0c 36 82 48 c7 c7 08 bd 37 82 49 0f 45 f3 e8 4d 54 ff ff <0f> 0b 48 89 f1 49 89 e8 44 89 e2 31 f6 48 c7 c7 b2 bd 37 82 e8 72',
        flags: '00000246',
        registers: '69 buffer+8ff c0000000ffffefff 0 ffffefff 1 40 0 sp-168 3 kernel+1ad4448 0 buffer+93f 100 sp+178',
      },
      stacks: [
        {
          stackPointers: [15216],
          frames: `
<TASK>
__check_heap_object+0xa9/0xc0
__check_object_size+0x1df/0x220
do_usercopy_slab_whitelist.cold+0xe1/0x195 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? _copy_to_user+0x21/0x30
? __x64_sys_rt_sigaction+0xb9/0x110
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
    'lkdtm-USERCOPY_STACK_FRAME_TO': {
      before: `
6 lkdtm: good_stack: %{sp+50}-%{sp+70}
6 lkdtm: bad_stack : %{sp-28}-%{sp-8}
6 lkdtm: attempting good copy_to_user of local stack
6 lkdtm: attempting bad copy_to_user of distant stack
0 usercopy: Kernel memory exposure attempt detected from process stack (offset 72, size 32)!
`,
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        instructionPointer: 'usercopy_abort+0x75/0x77',
        code: '36 82 51 48 0f 45 d6 48 89 c1 49 c7 c3 68 bd 37 82 41 52 48 c7 c6 c8 0c 36 82 48 c7 c7 08 bd 37 82 49 0f 45 f3 e8 4d 54 ff ff <0f> 0b 48 89 f1 49 89 e8 44 89 e2 31 f6 48 c7 c7 b2 bd 37 82 e8 72',
        flags: '00000246',
        registers: '5a sp-28 c0000000ffffefff 0 ffffefff 1 20 0 sp-168 3 kernel+1ad4448 1 sp-8 count sp+198',
      },
      stacks: [
        {
          stackPointers: [15064],
          frames: `
<TASK>
__check_object_size.cold+0x5e/0xcb
do_usercopy_stack.cold+0x1ee/0x206 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? do_fcntl+0x577/0x6e0
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
          flags: '00000246',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-USERCOPY_STACK_FRAME_FROM': {
      before: `
6 lkdtm: good_stack: %{sp+50}-%{sp+70}
6 lkdtm: bad_stack : %{sp-28}-%{sp-8}
6 lkdtm: attempting good copy_from_user of local stack
6 lkdtm: attempting bad copy_from_user of distant stack
0 usercopy: Kernel memory overwrite attempt detected to process stack (offset 72, size 32)!
`,
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        instructionPointer: 'usercopy_abort+0x75/0x77',
        code: '36 82 51 48 0f 45 d6 48 89 c1 49 c7 c3 68 bd 37 82 41 52 48 c7 c6 c8 0c 36 82 48 c7 c7 08 bd 37 82 49 0f 45 f3 e8 4d 54 ff ff <0f> 0b 48 89 f1 49 89 e8 44 89 e2 31 f6 48 c7 c7 b2 bd 37 82 e8 72',
        flags: '00000246',
        registers: '59 sp-28 c0000000ffffefff 0 ffffefff 1 20 0 sp-168 3 kernel+1ad4448 0 sp-8 count sp+198',
      },
      stacks: [
        {
          stackPointers: [15464],
          frames: `
<TASK>
__check_object_size.cold+0x5e/0xcb
do_usercopy_stack.cold+0x1c2/0x206 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? do_fault+0x1a4/0x410
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
    'lkdtm-USERCOPY_STACK_BEYOND': {
      before: `
6 lkdtm: good_stack: %{sp+50}-%{sp+70}
6 lkdtm: bad_stack : %{sp+2e8}-%{sp+308}
6 lkdtm: attempting good copy_to_user of local stack
6 lkdtm: attempting bad copy_to_user of distant stack
0 usercopy: Kernel memory exposure attempt detected from process stack (offset 18446744073709550904, size 32)!
`,
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        instructionPointer: 'usercopy_abort+0x75/0x77',
        code: '36 82 51 48 0f 45 d6 48 89 c1 49 c7 c3 68 bd 37 82 41 52 48 c7 c6 c8 0c 36 82 48 c7 c7 08 bd 37 82 49 0f 45 f3 e8 4d 54 ff ff <0f> 0b 48 89 f1 49 89 e8 44 89 e2 31 f6 48 c7 c7 b2 bd 37 82 e8 72',
        flags: '00000246',
        registers: '6c sp+2e8 c0000000ffffefff 0 ffffefff 1 20 0 sp-168 3 kernel+1ad4448 1 sp+308 count sp+198',
      },
      stacks: [
        {
          stackPointers: [15632],
          frames: `
<TASK>
__check_object_size.cold+0x5e/0xcb
do_usercopy_stack.cold+0x1ee/0x206 [lkdtm]
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
    'lkdtm-USERCOPY_VMALLOC': {
      before: `
6 lkdtm: attempting good copy_to_user() from kernel vmalloc: %{vmalloc+3f800}
6 lkdtm: attempting bad copy_to_user() from kernel vmalloc: %{vmalloc+3f800}
4 lkdtm: Good, copy_to_user() failed, but lacked Oops(?!)
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-USERCOPY_FOLIO': {
      before: `
6 lkdtm: attempting good copy_to_user() from kernel folio: %{buffer+800}
6 lkdtm: attempting bad copy_to_user() from kernel folio: %{buffer+800}
0 usercopy: Kernel memory exposure attempt detected from page alloc (offset 6144, size 4096)!
`,
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        instructionPointer: 'usercopy_abort+0x75/0x77',
        code: '36 82 51 48 0f 45 d6 48 89 c1 49 c7 c3 68 bd 37 82 41 52 48 c7 c6 c8 0c 36 82 48 c7 c7 08 bd 37 82 49 0f 45 f3 e8 4d 54 ff ff <0f> 0b 48 89 f1 49 89 e8 44 89 e2 31 f6 48 c7 c7 b2 bd 37 82 e8 72',
        flags: '00000246',
        registers:
          '5b buffer+800 c0000000ffffefff 0 ffffefff 1 1000 0 sp-168 3 kernel+1ad4448 1 buffer1+800 800 sp+180',
      },
      stacks: [
        {
          stackPointers: [15352],
          frames: `
<TASK>
__check_object_size.cold+0x17/0xcb
do_usercopy_page_span.cold+0xa1/0xd8 [lkdtm]
lkdtm_USERCOPY_FOLIO+0x53/0x70 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
? filemap_map_pages+0x153/0x720
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
    'lkdtm-USERCOPY_KERNEL': {
      before: `
6 lkdtm: attempting good copy_to_user from kernel rodata: %{modules+205160}
6 lkdtm: attempting bad copy_to_user from kernel text: %{kernel+2ad570}
0 usercopy: Kernel memory exposure attempt detected from kernel text (offset 2807152, size 4096)!
`,
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        instructionPointer: 'usercopy_abort+0x75/0x77',
        code: '36 82 51 48 0f 45 d6 48 89 c1 49 c7 c3 68 bd 37 82 41 52 48 c7 c6 c8 0c 36 82 48 c7 c7 08 bd 37 82 49 0f 45 f3 e8 4d 54 ff ff <0f> 0b 48 89 f1 49 89 e8 44 89 e2 31 f6 48 c7 c7 b2 bd 37 82 e8 72',
        flags: '00000246',
        registers:
          '5f kernel+2ad570 c0000000ffffefff 0 ffffefff 1 1000 0 sp-168 3 kernel+1ad4448 1 kernel+2ae570 count sp+158',
      },
      stacks: [
        {
          stackPointers: [15760],
          frames: `
<TASK>
__check_object_size.cold+0x96/0xcb
lkdtm_USERCOPY_KERNEL.cold+0xed/0x128 [lkdtm]
direct_entry.cold+0x18/0x24 [lkdtm]
full_proxy_write+0x50/0x80
vfs_write+0xc4/0x3f0
ksys_write+0x6b/0xf0
do_syscall_64+0x5d/0xb0
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
    'lkdtm-WRITE_AFTER_FREE': {
      before: `
6 lkdtm: Allocated memory (____ptrval____)-(____ptrval____)
6 lkdtm: Attempting bad write to freed memory at (____ptrval____)
`,
      stacks: [],
      fault: null,
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
