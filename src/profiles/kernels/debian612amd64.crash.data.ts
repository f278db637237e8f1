/**
 * Crash texts of `deb612`: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `lkdtm-deb612-access_null`, `lkdtm-deb612-arith-bounds`, `lkdtm-deb612-corrupt-stack-strong`, `lkdtm-deb612-corrupt_list_add`, `lkdtm-deb612-corrupt_stack`, `lkdtm-deb612-double_fault`, `lkdtm-deb612-exception`, `lkdtm-deb612-exec`, `lkdtm-deb612-exec_null`, `lkdtm-deb612-exec_userspace`, `lkdtm-deb612-exhaust-stack`, `lkdtm-deb612-fam_bounds`, `lkdtm-deb612-fortify`, `lkdtm-deb612-heap`, `lkdtm-deb612-init-on-alloc`, `lkdtm-deb612-lists`, `lkdtm-deb612-panic`, `lkdtm-deb612-panic_stop_irqoff`, `lkdtm-deb612-perms`, `lkdtm-deb612-refcount-a`, `lkdtm-deb612-refcount-all`, `lkdtm-deb612-refcount-b`, `lkdtm-deb612-refcount-c`, `lkdtm-deb612-refcount-d`, `lkdtm-deb612-refcount-sub-zero`, `lkdtm-deb612-slab-free-page`, `lkdtm-deb612-slab-linear`, `lkdtm-deb612-slab_free_cross`, `lkdtm-deb612-spoken`, `lkdtm-deb612-stack-pages`, `lkdtm-deb612-stack-reports`, `lkdtm-deb612-told-once`, `lkdtm-deb612-usercopy-a`, `lkdtm-deb612-usercopy-b`, `lkdtm-deb612-vmalloc_linear_overflow`, `lkdtm-deb612-write-after-free`, `lkdtm-deb612-write_ro`, `oops-deb612-survived-then-second`, `panic-deb612-init-exits`, `panic-deb612-init-segv`, `panic-deb612-on-oops`, `panic-deb612-on-oops-timeout-1`, `panic-deb612-print-all`, `panic-deb612-timeout-minus1`, `ramoops-deb612-ok-then-panic`, `sysrq-deb612-c`; made by
 * `scripts/record/crash-data.ts`. Format: see `CrashPath` in `../kernel-text.ts`.
 */
import type { CrashData } from '../crash-data.ts';

export const debian612amd64Crash: CrashData = {
  symbols: `
lkdtm_EXCEPTION 20 @ffffffffc0201590 lkdtm
lkdtm_BUG 10 @ffffffffc0201e60 lkdtm
lkdtm_WARNING 20 @ffffffffc0201cd0 lkdtm

`,
  paths: {
    'lkdtm-ACCESS_NULL': {
      before: '6 lkdtm: attempting bad read at 0000000000000000',
      fault: {
        cause: 'page-fault',
        errorCode: 0,
        address: '0',
        pageTables: 'pgd+67 pgd+67 pud+67 0',
        instructionPointer: 'lkdtm_ACCESS_NULL+0x18/0x60 [lkdtm]',
        code: '66 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 0f 1f 44 00 00 53 31 f6 48 c7 c7 c8 07 21 c0 e8 48 16 f6 c0 <48> 8b 1c 25 00 00 00 00 b8 de c0 de c0 48 c7 c7 f0 07 21 c0 48 01',
        flags: '00000246',
        registers:
          '2e buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-160 kernel+1ccc3e8 modules+209580 sp+110 count sp+110',
      },
      stacks: [
        {
          stackPointers: [15224],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_sigaction+0x131/0x280
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000246',
          userFlags: '00000202',
        },
      ],
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
4 lkdtm: This is probably expected, since this kernel (6.12.117+deb12-amd64 x86_64) was built *without* CONFIG_UBSAN_BOUNDS=y
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-CORRUPT_STACK_STRONG': {
      before: '6 lkdtm: Corrupting stack containing union ...',
      fault: null,
      panic: 'stack-protector: Kernel stack is corrupted in: lkdtm_CORRUPT_STACK_STRONG+0x4f/0x50 [lkdtm]',
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
panic+0x344/0x3a0
? _printk+0x64/0x80
? lkdtm_CORRUPT_STACK_STRONG+0x4f/0x50 [lkdtm]
__stack_chk_fail+0x19/0x20
lkdtm_CORRUPT_STACK_STRONG+0x4f/0x50 [lkdtm]
? full_proxy_write+0x54/0x80
? vfs_write+0xf5/0x450
? __handle_mm_fault+0x6f1/0xff0
? syscall_exit_to_user_mode+0x37/0x1b0
? ksys_write+0x6f/0xf0
? do_syscall_64+0x87/0x1b0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? entry_SYSCALL_64_after_hwframe+0x76/0x7e
</TASK>
`,
        },
      ],
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
        location: 'lib/list_debug.c:29',
        instructionPointer: '__list_add_valid_or_report+0x61/0xa0',
        code: 'c7 c7 98 72 58 82 e8 2e 65 a9 ff 0f 0b 48 c7 c7 c0 72 58 82 e8 20 65 a9 ff 0f 0b 48 89 c1 48 c7 c7 e8 72 58 82 e8 0f 65 a9 ff <0f> 0b 48 89 d1 48 89 c6 4c 89 c2 48 c7 c7 40 73 58 82 e8 f8 64 a9',
        flags: '00000246',
        registers: '75 sp+30 c0000000ffffefff 0 ffffefff 1 sp+70 0 3 sp-160 kernel+1ccc3e8 sp+40 sp+180 count sp+180',
      },
      stacks: [
        {
          stackPointers: [14936],
          frames: `
<TASK>
lkdtm_CORRUPT_LIST_ADD+0xc8/0x150 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_syscall_64+0x93/0x1b0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? ksys_dup3+0x63/0xf0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? syscall_exit_to_user_mode+0x37/0x1b0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? _copy_to_user+0x36/0x50
? __x64_sys_rt_sigaction+0xbd/0x110
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000246',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-CORRUPT_STACK': {
      before: '6 lkdtm: Corrupting stack containing char array ...',
      fault: null,
      panic: 'stack-protector: Kernel stack is corrupted in: lkdtm_CORRUPT_STACK+0x4f/0x50 [lkdtm]',
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
panic+0x344/0x3a0
? _printk+0x64/0x80
? lkdtm_CORRUPT_STACK+0x4f/0x50 [lkdtm]
__stack_chk_fail+0x19/0x20
lkdtm_CORRUPT_STACK+0x4f/0x50 [lkdtm]
? full_proxy_write+0x54/0x80
? vfs_write+0xf5/0x450
? _copy_to_user+0x36/0x50
? __x64_sys_rt_sigaction+0xbd/0x110
? ksys_write+0x6f/0xf0
? do_syscall_64+0x87/0x1b0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? entry_SYSCALL_64_after_hwframe+0x76/0x7e
</TASK>
`,
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-DOUBLE_FAULT': {
      before: '3 lkdtm: XFAIL: this test is ia32-only',
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-EXCEPTION': {
      fault: {
        cause: 'page-fault',
        errorCode: 2,
        address: '0',
        pageTables: 'pgd+67 pgd+67 pud+67 0',
        instructionPointer: 'lkdtm_EXCEPTION+0x9/0x20 [lkdtm]',
        code: '48 c7 c0 f2 ff ff ff eb bf 0f 1f 84 00 00 00 00 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 0f 1f 44 00 00 <c7> 04 25 00 00 00 00 00 00 00 00 c3 cc cc cc cc 0f 1f 80 00 00 00',
        flags: '00000286',
        registers:
          'modules+201590 buffer c0000000ffffefff 0 ffffefff modules+209210 count 0 3 sp-150 kernel+1ccc3e8 modules+209210 sp+108 count sp+108',
      },
      stacks: [
        {
          stackPointers: [15600, 15616],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_fault+0x281/0x4d0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
        {
          stackPointers: [15760],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
        {
          stackPointers: [15600],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? asm_sysvec_apic_timer_interrupt+0x1a/0x20
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
6 lkdtm: attempting ok execution at %{modules+202ed0}
6 lkdtm: attempting bad execution at %{modules+209ea0}
`,
      fault: {
        cause: 'page-fault',
        errorCode: 17,
        address: 'modules+209ea0',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 pte+8000000000000163',
        message: '2 kernel tried to execute NX-protected page - exploit attempt? (uid: 0)',
        instructionPointer: 'data_area+0x0/0x40 [lkdtm]',
        code: '00 00 00 7c 2f 05 80 88 ff ff 00 77 2f 05 80 88 ff ff 00 7b 2f 05 80 88 ff ff 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 <f3> 0f 1e fa 0f 1f 44 00 00 c3 cc cc cc cc 66 90 90 90 90 90 90 90',
        flags: '00000246',
        registers:
          '33 modules+209ea0 c0000000ffffefff 0 ffffefff 1 1 0 3 sp-158 kernel+1ccc3e8 modules+209500 sp+120 a sp+120',
      },
      stacks: [
        {
          stackPointers: [15416],
          frames: `
<TASK>
? execute_location+0x7a/0x90 [lkdtm]
? lkdtm_do_action+0x15/0x30 [lkdtm]
? direct_entry+0x9e/0xf0 [lkdtm]
? full_proxy_write+0x54/0x80
? vfs_write+0xf5/0x450
? ksys_write+0x6f/0xf0
? do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? entry_SYSCALL_64_after_hwframe+0x76/0x7e
</TASK>
`,
          flags: '00000246',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_STACK': {
      before: `
6 lkdtm: attempting ok execution at %{modules+202ed0}
6 lkdtm: attempting bad execution at %{sp+20}
`,
      fault: {
        cause: 'page-fault',
        errorCode: 17,
        address: 'sp+20',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 pte+8000000000000163',
        message: '2 kernel tried to execute NX-protected page - exploit attempt? (uid: 0)',
        instructionPointer: '=sp+20',
        code: '00 00 01 00 00 00 00 00 00 00 fa 30 20 c0 ff ff ff ff 00 20 3e 05 80 88 ff ff 0b 00 00 00 00 00 00 00 b8 31 20 c0 ff ff ff ff <f3> 0f 1e fa 0f 1f 44 00 00 c3 cc cc cc cc 66 90 90 90 90 90 90 90',
        flags: '00000246',
        registers: '33 sp+20 c0000000ffffefff 0 ffffefff 1 1 0 3 sp-158 kernel+1ccc3e8 modules+209510 sp+170 b sp+170',
      },
      stacks: [
        {
          stackPointers: [15624],
          frames: `
<TASK>
? execute_location+0x7a/0x90 [lkdtm]
? lkdtm_EXEC_STACK+0x38/0x60 [lkdtm]
? lkdtm_do_action+0x15/0x30 [lkdtm]
? direct_entry+0x9e/0xf0 [lkdtm]
? full_proxy_write+0x54/0x80
? vfs_write+0xf5/0x450
? ksys_write+0x6f/0xf0
? do_syscall_64+0x87/0x1b0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? entry_SYSCALL_64_after_hwframe+0x76/0x7e
</TASK>
`,
          flags: '00000246',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_KMALLOC': {
      before: `
6 lkdtm: attempting ok execution at %{modules+202ed0}
6 lkdtm: attempting bad execution at %{buffer+9c0}
`,
      fault: {
        cause: 'page-fault',
        errorCode: 17,
        address: 'buffer+9c0',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+63 pte+8000000000000163',
        message: '2 kernel tried to execute NX-protected page - exploit attempt? (uid: 0)',
        instructionPointer: '=buffer+9c0',
        code: '00 00 00 00 00 00 00 00 00 00 65 08 a7 14 13 e6 f0 5b 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 <f3> 0f 1e fa 0f 1f 44 00 00 c3 cc cc cc cc 66 90 90 90 90 90 90 90',
        flags: '00000246',
        registers:
          '33 buffer+9c0 c0000000ffffefff 0 ffffefff 1 1 0 3 sp-158 kernel+1ccc3e8 modules+209520 sp+130 d sp+130',
      },
      stacks: [
        {
          stackPointers: [14856],
          frames: `
<TASK>
? execute_location+0x7a/0x90 [lkdtm]
? lkdtm_EXEC_KMALLOC+0x30/0x40 [lkdtm]
? lkdtm_do_action+0x15/0x30 [lkdtm]
? direct_entry+0x9e/0xf0 [lkdtm]
? full_proxy_write+0x54/0x80
? vfs_write+0xf5/0x450
? ksys_write+0x6f/0xf0
? do_syscall_64+0x87/0x1b0
? filp_flush+0x4e/0x70
? filp_close+0x1d/0x30
? do_dup2+0xbb/0x140
? ksys_dup3+0x63/0xf0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? syscall_exit_to_user_mode+0x37/0x1b0
? do_syscall_64+0x93/0x1b0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? syscall_exit_to_user_mode+0x37/0x1b0
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? syscall_exit_to_user_mode+0x37/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? entry_SYSCALL_64_after_hwframe+0x76/0x7e
</TASK>
`,
          flags: '00000246',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_VMALLOC': {
      before: `
6 lkdtm: attempting ok execution at %{modules+202ed0}
6 lkdtm: attempting bad execution at %{vmalloc+45000}
`,
      fault: {
        cause: 'page-fault',
        errorCode: 17,
        address: 'vmalloc+45000',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 pte+8000000000000163',
        message: '2 kernel tried to execute NX-protected page - exploit attempt? (uid: 0)',
        instructionPointer: '=vmalloc+45000',
        code: null,
        flags: '00000246',
        registers:
          '33 vmalloc+45000 c0000000ffffefff 0 ffffefff 1 1 0 3 sp-158 kernel+1ccc3e8 modules+209530 sp+130 d sp+130',
      },
      stacks: [
        {
          stackPointers: [15448],
          frames: `
<TASK>
? execute_location+0x7a/0x90 [lkdtm]
? lkdtm_EXEC_VMALLOC+0x24/0x30 [lkdtm]
? lkdtm_do_action+0x15/0x30 [lkdtm]
? direct_entry+0x9e/0xf0 [lkdtm]
? full_proxy_write+0x54/0x80
? vfs_write+0xf5/0x450
? ksys_write+0x6f/0xf0
? do_syscall_64+0x87/0x1b0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? entry_SYSCALL_64_after_hwframe+0x76/0x7e
</TASK>
`,
          flags: '00000246',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_RODATA': {
      before: `
6 lkdtm: attempting ok execution at %{modules+202ed0}
6 lkdtm: attempting bad execution at %{modules+20f120}
`,
      fault: {
        cause: 'page-fault',
        errorCode: 17,
        address: 'modules+20f120',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 pte+8000000000000121',
        message: '2 kernel tried to execute NX-protected page - exploit attempt? (uid: 0)',
        instructionPointer: 'lkdtm_rodata_do_nothing+0x0/0x10 [lkdtm]',
        code: 'ff ff 40 98 20 c0 ff ff ff ff 55 aa 55 aa 00 00 00 00 00 00 00 00 00 00 00 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 <f3> 0f 1e fa c3 cc 00 00 00 00 00 00 00 00 00 00 54 68 69 73 20 69',
        flags: '00000246',
        registers:
          '33 modules+20f120 c0000000ffffefff 0 ffffefff 1 0 0 3 sp-158 kernel+1ccc3e8 modules+209540 sp+120 c sp+120',
      },
      stacks: [
        {
          stackPointers: [15080],
          frames: `
<TASK>
? execute_location+0x7a/0x90 [lkdtm]
? lkdtm_do_action+0x15/0x30 [lkdtm]
? direct_entry+0x9e/0xf0 [lkdtm]
? full_proxy_write+0x54/0x80
? vfs_write+0xf5/0x450
? do_syscall_64+0x93/0x1b0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? ksys_write+0x6f/0xf0
? do_syscall_64+0x87/0x1b0
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? entry_SYSCALL_64_after_hwframe+0x76/0x7e
</TASK>
`,
          flags: '00000246',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_NULL': {
      before: `
6 lkdtm: attempting ok execution at %{modules+202ed0}
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
        registers: '33 0 c0000000ffffefff 0 ffffefff 1 0 0 3 sp-158 kernel+1ccc3e8 modules+209560 sp+120 count sp+120',
      },
      stacks: [
        {
          stackPointers: [15672],
          frames: `
<TASK>
execute_location+0x7a/0x90 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __handle_mm_fault+0x6f1/0xff0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000246',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_USERSPACE': {
      before: `
6 lkdtm: attempting ok execution at %{modules+202ed0}
6 lkdtm: attempting bad execution at %{map}
3 lkdtm: FAIL: func returned
`,
      stacks: [],
      fault: null,
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
        registers: '0 sp+8 80 12 ffffefff sp+8 count 0 3 sp+3c80 kernel+1ccc3e8 modules+209230 sp+3ee8 count sp+3ee8',
        inInterrupt: true,
      },
      stacks: [
        {
          stackPointers: [15680],
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
lkdtm_EXHAUST_STACK+0x2b/0x40 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_syscall_64+0x93/0x1b0
? do_syscall_64+0x93/0x1b0
? do_syscall_64+0x93/0x1b0
? _copy_to_user+0x36/0x50
? __x64_sys_rt_sigaction+0xbd/0x110
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? __x64_sys_fcntl+0x9b/0xe0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000246',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-FAM_BOUNDS': {
      before: `
6 lkdtm: Array access within bounds ...
6 lkdtm: Array access beyond bounds ...
3 lkdtm: FAIL: survived access of invalid flexible array member index!
4 lkdtm: This is expected since this kernel (6.12.117+deb12-amd64 x86_64) was built with a compiler that does not support __counted_by
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-FORTIFY_STR_OBJECT': {
      before: '6 lkdtm: trying to strcmp() past the end of a struct',
      fault: {
        cause: 'warn',
        location: 'lib/string_helpers.c:1032',
        message: '4 strncpy: detected buffer overflow: 20 byte write of buffer size 10',
        instructionPointer: '__fortify_report+0x43/0x50',
        code: 'c1 83 e7 01 48 c7 c1 cf 17 52 82 48 c7 c7 58 6f 58 82 48 8b 34 c5 20 25 0c 82 48 c7 c0 c5 17 52 82 48 0f 44 c8 e8 6d b9 a0 ff <0f> 0b c3 cc cc cc cc 66 0f 1f 44 00 00 90 90 90 90 90 90 90 90 90',
        flags: '00000286',
        registers:
          '0 sp+18 c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+209860 sp+160 count sp+160',
      },
      next: 'lkdtm-FORTIFY_STR_OBJECT/2',
      stacks: [
        {
          stackPointers: [14856],
          frames: `
<TASK>
__fortify_panic+0xd/0x10
lkdtm_FORTIFY_STR_OBJECT+0xa8/0xb0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? syscall_exit_to_user_mode+0x37/0x1b0
? do_syscall_64+0x93/0x1b0
? filp_flush+0x4e/0x70
? filp_close+0x1d/0x30
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? do_syscall_64+0x93/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? do_sys_openat2+0x97/0xe0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-FORTIFY_STR_OBJECT/2': {
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1040',
        instructionPointer: '__fortify_panic+0xd/0x10',
        code: '0f 0b c3 cc cc cc cc 66 0f 1f 44 00 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 40 0f b6 ff e8 93 ff ff ff <0f> 0b 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e',
        flags: '00000286',
        registers:
          '0 sp+10 c0000000ffffefff 0 ffffefff 1 count 0 3 sp-178 kernel+1ccc3e8 modules+209860 sp+158 count sp+158',
      },
      stacks: [
        {
          stackPointers: [14864],
          frames: `
<TASK>
lkdtm_FORTIFY_STR_OBJECT+0xa8/0xb0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? syscall_exit_to_user_mode+0x37/0x1b0
? do_syscall_64+0x93/0x1b0
? filp_flush+0x4e/0x70
? filp_close+0x1d/0x30
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? do_syscall_64+0x93/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? do_sys_openat2+0x97/0xe0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-FORTIFY_STR_MEMBER': {
      before: '6 lkdtm: trying to strncpy() past the end of a struct member...',
      fault: {
        cause: 'warn',
        location: 'lib/string_helpers.c:1032',
        message: '4 strncpy: detected buffer overflow: 15 byte write of buffer size 10',
        instructionPointer: '__fortify_report+0x43/0x50',
        code: 'c1 83 e7 01 48 c7 c1 cf 17 52 82 48 c7 c7 58 6f 58 82 48 8b 34 c5 20 25 0c 82 48 c7 c0 c5 17 52 82 48 0f 44 c8 e8 6d b9 a0 ff <0f> 0b c3 cc cc cc cc 66 0f 1f 44 00 00 90 90 90 90 90 90 90 90 90',
        flags: '00000286',
        registers: '0 f c0000000ffffefff 0 ffffefff 1 buffer+240 0 3 sp-170 kernel+1ccc3e8 14 sp+150 count sp+150',
      },
      next: 'lkdtm-FORTIFY_STR_MEMBER/2',
      stacks: [
        {
          stackPointers: [15608],
          frames: `
<TASK>
__fortify_panic+0xd/0x10
lkdtm_FORTIFY_STR_MEMBER+0x160/0x1d0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __handle_mm_fault+0x6f1/0xff0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-FORTIFY_STR_MEMBER/2': {
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1040',
        instructionPointer: '__fortify_panic+0xd/0x10',
        code: '0f 0b c3 cc cc cc cc 66 0f 1f 44 00 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 40 0f b6 ff e8 93 ff ff ff <0f> 0b 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e',
        flags: '00000286',
        registers: '0 f c0000000ffffefff 0 ffffefff 1 buffer+240 0 3 sp-178 kernel+1ccc3e8 14 sp+148 count sp+148',
      },
      stacks: [
        {
          stackPointers: [15616],
          frames: `
<TASK>
lkdtm_FORTIFY_STR_MEMBER+0x160/0x1d0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __handle_mm_fault+0x6f1/0xff0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
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
`,
      fault: {
        cause: 'warn',
        location: 'lib/string_helpers.c:1032',
        message: '4 memcpy: detected buffer overflow: 20 byte write of buffer size 16',
        instructionPointer: '__fortify_report+0x43/0x50',
        code: 'c1 83 e7 01 48 c7 c1 cf 17 52 82 48 c7 c7 58 6f 58 82 48 8b 34 c5 20 25 0c 82 48 c7 c0 c5 17 52 82 48 0f 44 c8 e8 6d b9 a0 ff <0f> 0b c3 cc cc cc cc 66 0f 1f 44 00 00 90 90 90 90 90 90 90 90 90',
        flags: '00000282',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+209880 sp+188 count sp+188',
      },
      next: 'lkdtm-FORTIFY_MEM_OBJECT/2',
      stacks: [
        {
          stackPointers: [15664],
          frames: `
<TASK>
__fortify_panic+0xd/0x10
lkdtm_FORTIFY_MEM_OBJECT+0x14f/0x160 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-FORTIFY_MEM_OBJECT/2': {
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1040',
        instructionPointer: '__fortify_panic+0xd/0x10',
        code: '0f 0b c3 cc cc cc cc 66 0f 1f 44 00 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 40 0f b6 ff e8 93 ff ff ff <0f> 0b 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e',
        flags: '00000282',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-178 kernel+1ccc3e8 modules+209880 sp+180 count sp+180',
      },
      stacks: [
        {
          stackPointers: [15672],
          frames: `
<TASK>
lkdtm_FORTIFY_MEM_OBJECT+0x14f/0x160 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
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
        instructionPointer: 'lkdtm_FORTIFY_MEM_MEMBER+0x231/0x2c0 [lkdtm]',
        code: '00 00 0f 85 32 ff ff ff b9 0a 00 00 00 48 c7 c2 38 2a 21 c0 48 89 de 48 c7 c7 70 2a 21 c0 c6 05 0c 39 00 00 01 e8 3f 41 ec c0 <0f> 0b e9 09 ff ff ff be 0f 00 00 00 bf 02 00 00 00 e8 d9 87 4b c1',
        flags: '00000286',
        registers: '0 f c0000000ffffefff 0 ffffefff 1 14 0 3 sp-170 kernel+1ccc3e8 buffer+d20 sp+140 count sp+140',
      },
      after: `
3 lkdtm: FAIL: fortify did not block a memcpy() struct member write overflow!
3 lkdtm: Unexpected! This kernel (6.12.117+deb12-amd64 x86_64) was built with CONFIG_FORTIFY_SOURCE=y
`,
      stacks: [
        {
          stackPointers: [15784],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
        {
          stackPointers: [15368],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? filemap_map_pages+0x556/0x680
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-FORTIFY_STRSCPY': {
      fault: {
        cause: 'warn',
        location: 'lib/string_helpers.c:1032',
        message: '4 strnlen: detected buffer overflow: 6 byte read of buffer size 5',
        instructionPointer: '__fortify_report+0x43/0x50',
        code: 'c1 83 e7 01 48 c7 c1 cf 17 52 82 48 c7 c7 58 6f 58 82 48 8b 34 c5 20 25 0c 82 48 c7 c0 c5 17 52 82 48 0f 44 c8 e8 6d b9 a0 ff <0f> 0b c3 cc cc cc cc 66 0f 1f 44 00 00 90 90 90 90 90 90 90 90 90',
        flags: '00000286',
        registers:
          '0 buffer+348 c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+2098a0 sp+148 count sp+148',
      },
      next: 'lkdtm-FORTIFY_STRSCPY/2',
      stacks: [
        {
          stackPointers: [15632],
          frames: `
<TASK>
__fortify_panic+0xd/0x10
lkdtm_FORTIFY_STRSCPY+0x2b1/0x2d0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __handle_mm_fault+0x6f1/0xff0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-FORTIFY_STRSCPY/2': {
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1040',
        instructionPointer: '__fortify_panic+0xd/0x10',
        code: '0f 0b c3 cc cc cc cc 66 0f 1f 44 00 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 40 0f b6 ff e8 93 ff ff ff <0f> 0b 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e',
        flags: '00000286',
        registers:
          '0 buffer+348 c0000000ffffefff 0 ffffefff 1 count 0 3 sp-178 kernel+1ccc3e8 modules+2098a0 sp+140 count sp+140',
      },
      stacks: [
        {
          stackPointers: [15640],
          frames: `
<TASK>
lkdtm_FORTIFY_STRSCPY+0x2b1/0x2d0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __handle_mm_fault+0x6f1/0xff0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
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
4 lkdtm: This is probably expected, since this kernel (6.12.117+deb12-amd64 x86_64) was built *without* CONFIG_INIT_ON_FREE_DEFAULT_ON=y
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
4 lkdtm: This is probably expected, since this kernel (6.12.117+deb12-amd64 x86_64) was built *without* CONFIG_INIT_ON_FREE_DEFAULT_ON=y
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
    'lkdtm-KFENCE_READ_AFTER_FREE': {
      before: '3 lkdtm: FAIL: kfence memory never allocated!',
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-SLAB_FREE_DOUBLE': {
      before: '6 lkdtm: Attempting double slab free ...',
      fault: {
        cause: 'bug',
        location: 'mm/slub.c:550',
        instructionPointer: 'kmem_cache_free+0x30d/0x450',
        code: 'ff ff 4c 8d 68 ff e9 06 fe ff ff 4d 89 f9 41 b8 01 00 00 00 48 89 d9 48 89 da 4c 89 ee 4c 89 f7 e8 28 de ff ff e9 79 fe ff ff <0f> 0b 48 8b 08 83 e1 40 0f 84 5d fd ff ff 48 8b 48 48 48 8d 71 ff',
        flags: '00000246',
        registers:
          'buffer+630 buffer+630 buffer+670 4000 buffer+630 buffer1+b00 sp+48 0 3 sp-118 kernel+1ccc3e8 ffffea000014ffc0 ffffea000014ffc0 buffer1+b00 modules+2010d5',
      },
      stacks: [
        {
          stackPointers: [15744],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __count_memcg_events+0x53/0xf0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
    'lkdtm-CORRUPT_LIST_DEL': {
      before: `
6 lkdtm: attempting good list removal
6 lkdtm: attempting corrupted list removal
3 list_del corruption. next->prev should be %{sp+8}, but was 0000000000000000. (next=%{sp+30})
`,
      fault: {
        cause: 'bug',
        location: 'lib/list_debug.c:65',
        instructionPointer: '__list_del_entry_valid_or_report+0xbe/0xc0',
        code: '0b 48 89 fe 48 89 c2 48 c7 c7 a0 74 58 82 e8 19 64 a9 ff 0f 0b 48 89 d1 48 c7 c7 f0 74 58 82 48 89 f2 48 89 c6 e8 02 64 a9 ff <0f> 0b 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa',
        flags: '00000246',
        registers: '6d sp+20 c0000000ffffefff 0 ffffefff 1 sp+60 0 3 sp-160 kernel+1ccc3e8 sp+20 sp+170 count sp+170',
      },
      stacks: [
        {
          stackPointers: [15624],
          frames: `
<TASK>
lkdtm_CORRUPT_LIST_DEL+0x101/0x190 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000246',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-BUG': {
      fault: {
        cause: 'bug',
        location: 'drivers/misc/lkdtm/bugs.c:105',
        instructionPointer: 'lkdtm_BUG+0x9/0x10 [lkdtm]',
        code: 'ef 58 5b 5d e9 68 e3 1c c1 0f 1f 84 00 00 00 00 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 0f 1f 44 00 00 <0f> 0b 0f 1f 44 00 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90',
        flags: '00000286',
        registers:
          'modules+201e60 buffer c0000000ffffefff 0 ffffefff modules+2091e0 count 0 3 sp-150 kernel+1ccc3e8 modules+2091e0 sp+108 count sp+108',
      },
      stacks: [
        {
          stackPointers: [15344],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? next_uptodate_folio+0x85/0x2a0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
        {
          stackPointers: [15664],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-WARNING': {
      fault: {
        cause: 'warn',
        location: 'drivers/misc/lkdtm/bugs.c:112',
        instructionPointer: 'lkdtm_WARNING+0x17/0x20 [lkdtm]',
        code: '00 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 0f 1f 44 00 00 83 05 8c 81 00 00 01 75 05 c3 cc cc cc cc <0f> 0b c3 cc cc cc cc 66 90 90 90 90 90 90 90 90 90 90 90 90 90 90',
        flags: '00000202',
        registers:
          'modules+201cd0 buffer c0000000ffffefff 0 ffffefff modules+2091f0 count 0 3 sp-150 kernel+1ccc3e8 modules+2091f0 sp+108 count sp+108',
      },
      stacks: [
        {
          stackPointers: [15840],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000202',
          userFlags: '00000202',
        },
        {
          stackPointers: [15408],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? filemap_map_pages+0x556/0x680
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        location: 'drivers/misc/lkdtm/bugs.c:117',
        message: '4 Warning message trigger count: %{warnings:decimal}',
        instructionPointer: 'lkdtm_WARNING_MESSAGE+0x24/0x30 [lkdtm]',
        code: '90 90 90 90 90 90 f3 0f 1e fa 0f 1f 44 00 00 8b 05 bd 7c 00 00 48 c7 c7 50 08 21 c0 8d 70 01 89 35 ad 7c 00 00 e8 2c 7f ec c0 <0f> 0b c3 cc cc cc cc 0f 1f 44 00 00 90 90 90 90 90 90 90 90 90 90',
        flags: '00000286',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+209200 sp+108 count sp+108',
      },
      stacks: [
        {
          stackPointers: [15280],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? path_openat+0x653/0x12f0
? __pte_offset_map+0x1b/0x180
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
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
panic+0x344/0x3a0
lkdtm_PANIC+0x15/0x20 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? filemap_map_pages+0x556/0x680
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? do_dup2+0xbb/0x140
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          userFlags: '00000202',
        },
        {
          stackPointers: [],
          frames: `
<TASK>
panic+0x344/0x3a0
lkdtm_PANIC+0x15/0x20 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          userFlags: '00000202',
        },
        {
          stackPointers: [],
          frames: `
<TASK>
panic+0x344/0x3a0
lkdtm_PANIC+0x15/0x20 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? terminate_walk+0xee/0x100
? path_openat+0x653/0x12f0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? filp_close+0x1d/0x30
? ksys_dup3+0x63/0xf0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-PANIC_STOP_IRQOFF': {
      fault: null,
      panic: 'panic stop irqoff test',
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
panic+0x344/0x3a0
? psi_task_switch+0x167/0x2a0
panic_stop_irqoff_fn+0x2f/0x30 [lkdtm]
multi_cpu_stop+0x6d/0x120
? __pfx_multi_cpu_stop+0x10/0x10
cpu_stopper_thread+0x94/0x140
? __pfx_smpboot_thread_fn+0x10/0x10
smpboot_thread_fn+0xda/0x1d0
kthread+0xcf/0x100
? __pfx_kthread+0x10/0x10
ret_from_fork+0x31/0x50
? __pfx_kthread+0x10/0x10
ret_from_fork_asm+0x1a/0x30
</TASK>
`,
        },
      ],
      systemCall: null,
      runsAs: {
        comm: 'migration/0',
        pid: 21,
        worker: 'Stopper: multi_cpu_stop+0x0/0x120 <- __stop_cpus.constprop.0+0x70/0xb0',
      },
    },
    'lkdtm-WRITE_RO_AFTER_INIT': {
      before: '6 lkdtm: attempting bad ro_after_init write at %{modules+217008}',
      fault: {
        cause: 'page-fault',
        errorCode: 3,
        address: 'modules+217008',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 pte+8000000000000121',
        instructionPointer: 'lkdtm_WRITE_RO_AFTER_INIT+0x52/0x60 [lkdtm]',
        code: '12 21 c0 e9 70 12 f6 c0 48 c7 c7 68 12 21 c0 e8 64 12 f6 c0 48 8b 05 15 3d 01 00 ba 34 12 cd ab 48 c7 c7 e0 10 21 c0 48 31 d0 <48> 89 05 ff 3c 01 00 e9 42 12 f6 c0 66 90 90 90 90 90 90 90 90 90',
        flags: '00000202',
        registers:
          'fe67479e buffer c0000000ffffefff abcd1234 ffffefff modules+2110e0 count 0 3 sp-160 kernel+1ccc3e8 modules+2094d0 sp+108 count sp+108',
      },
      stacks: [
        {
          stackPointers: [15776],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
      before: '6 lkdtm: attempting bad 144 byte write at %{modules+202f60}',
      fault: {
        cause: 'page-fault',
        errorCode: 3,
        address: 'modules+202fe8',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 pte+121',
        instructionPointer: 'memcpy_orig+0x78/0x140',
        code: '48 01 d7 48 83 ea 20 66 66 2e 0f 1f 84 00 00 00 00 00 48 83 ea 20 4c 8b 46 f8 4c 8b 4e f0 4c 8b 56 e8 4c 8b 5e e0 48 8d 76 e0 <4c> 89 47 f8 4c 89 4f f0 4c 89 57 e8 4c 89 5f e0 48 8d 7f e0 73 d2',
        flags: '00000206',
        registers:
          'modules+202f60 90 c0000000ffffefff 50 modules+202f40 modules+202ff0 count 9090909090909090 9090909090909090 841f0f 66c0f61609e9c021 modules+2094e0 sp+118 count sp+118',
      },
      stacks: [
        {
          stackPointers: [15168],
          frames: `
<TASK>
lkdtm_WRITE_KERN+0x44/0x60 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_sigaction+0x131/0x280
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? filemap_map_pages+0x556/0x680
? syscall_exit_to_user_mode+0x37/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000206',
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
        instructionPointer: 'refcount_warn_saturate+0x55/0x110',
        code: '84 bc 00 00 00 c3 cc cc cc cc 85 f6 74 23 80 3d 70 f7 76 01 00 75 ee 48 c7 c7 50 6e 58 82 c6 05 60 f7 76 01 01 e8 1b dd a0 ff <0f> 0b c3 cc cc cc cc 80 3d 4e f7 76 01 00 75 cb 48 c7 c7 50 6e 58',
        flags: '00000286',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+2095c0 sp+120 count sp+120',
      },
      after: '6 lkdtm: Overflow detected: saturated',
      stacks: [
        {
          stackPointers: [14808],
          frames: `
<TASK>
lkdtm_REFCOUNT_INC_OVERFLOW+0x111/0x190 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? security_inode_post_setattr+0xe5/0x110
? notify_change+0x29e/0x510
? xattr_resolve_name+0xab/0xc0
? __vfs_getxattr+0x59/0xb0
? do_truncate+0x98/0xf0
? do_truncate+0xaa/0xf0
? mntput_no_expire+0x4a/0x260
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
        {
          stackPointers: [15048],
          frames: `
<TASK>
lkdtm_REFCOUNT_INC_OVERFLOW+0x111/0x190 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
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
        instructionPointer: 'refcount_warn_saturate+0x78/0x110',
        code: '01 01 e8 1b dd a0 ff 0f 0b c3 cc cc cc cc 80 3d 4e f7 76 01 00 75 cb 48 c7 c7 50 6e 58 82 c6 05 3e f7 76 01 01 e8 f8 dc a0 ff <0f> 0b c3 cc cc cc cc 80 3d 29 f7 76 01 00 75 a8 48 c7 c7 78 6e 58',
        flags: '00000286',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+2095e0 sp+120 count sp+120',
      },
      after: '6 lkdtm: Overflow detected: saturated',
      stacks: [
        {
          stackPointers: [14952],
          frames: `
<TASK>
lkdtm_REFCOUNT_INC_NOT_ZERO_OVERFLOW+0xbb/0xd0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? mntput_no_expire+0x4a/0x260
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_filp_open+0xc4/0x170
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? filp_close+0x1d/0x30
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
        {
          stackPointers: [15272],
          frames: `
<TASK>
lkdtm_REFCOUNT_INC_NOT_ZERO_OVERFLOW+0xbb/0xd0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __pte_offset_map+0x1b/0x180
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? syscall_exit_to_user_mode+0x37/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
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
        instructionPointer: 'refcount_warn_saturate+0xff/0x110',
        code: '00 6f 58 82 c6 05 cc f6 76 01 01 e8 8b dc a0 ff 0f 0b c3 cc cc cc cc 48 c7 c7 d0 6e 58 82 c6 05 b3 f6 76 01 01 e8 71 dc a0 ff <0f> 0b c3 cc cc cc cc 66 2e 0f 1f 84 00 00 00 00 00 90 90 90 90 90',
        flags: '00000286',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+209600 sp+120 count sp+120',
      },
      after: '6 lkdtm: Zero detected: saturated',
      stacks: [
        {
          stackPointers: [15416],
          frames: `
<TASK>
lkdtm_REFCOUNT_DEC_ZERO+0xd9/0x100 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? do_syscall_64+0x93/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
        {
          stackPointers: [15416],
          frames: `
<TASK>
lkdtm_REFCOUNT_DEC_ZERO+0xd9/0x100 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        instructionPointer: 'refcount_warn_saturate+0xbe/0x110',
        code: '01 01 e8 d5 dc a0 ff 0f 0b c3 cc cc cc cc 80 3d 05 f7 76 01 00 75 85 48 c7 c7 a8 6e 58 82 c6 05 f5 f6 76 01 01 e8 b2 dc a0 ff <0f> 0b c3 cc cc cc cc 80 3d e0 f6 76 01 00 0f 85 5e ff ff ff 48 c7',
        flags: '00000286',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+209620 sp+128 count sp+128',
      },
      after: '6 lkdtm: Negative detected: saturated',
      stacks: [
        {
          stackPointers: [15280],
          frames: `
<TASK>
lkdtm_REFCOUNT_DEC_AND_TEST_NEGATIVE+0x8b/0xa0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? do_syscall_64+0x93/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
        {
          stackPointers: [15216],
          frames: `
<TASK>
lkdtm_REFCOUNT_DEC_AND_TEST_NEGATIVE+0x8b/0xa0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? syscall_exit_to_user_mode+0x37/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        instructionPointer: 'refcount_warn_saturate+0x9b/0x110',
        code: '01 01 e8 f8 dc a0 ff 0f 0b c3 cc cc cc cc 80 3d 29 f7 76 01 00 75 a8 48 c7 c7 78 6e 58 82 c6 05 19 f7 76 01 01 e8 d5 dc a0 ff <0f> 0b c3 cc cc cc cc 80 3d 05 f7 76 01 00 75 85 48 c7 c7 a8 6e 58',
        flags: '00000282',
        registers:
          '0 sp+c c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+209650 sp+128 count sp+128',
      },
      after: '6 lkdtm: Zero detected: saturated',
      stacks: [
        {
          stackPointers: [15152],
          frames: `
<TASK>
lkdtm_REFCOUNT_INC_ZERO+0x10b/0x120 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? syscall_exit_to_user_mode+0x37/0x1b0
? do_syscall_64+0x93/0x1b0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? filemap_map_pages+0x556/0x680
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
          userFlags: '00000202',
        },
        {
          stackPointers: [15440],
          frames: `
<TASK>
lkdtm_REFCOUNT_INC_ZERO+0x10b/0x120 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        instructionPointer: 'refcount_warn_saturate+0x55/0x110',
        code: '84 bc 00 00 00 c3 cc cc cc cc 85 f6 74 23 80 3d 70 f7 76 01 00 75 ee 48 c7 c7 50 6e 58 82 c6 05 60 f7 76 01 01 e8 1b dd a0 ff <0f> 0b c3 cc cc cc cc 80 3d 4e f7 76 01 00 75 cb 48 c7 c7 50 6e 58',
        flags: '00000282',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+2095d0 sp+120 count sp+120',
      },
      after: '6 lkdtm: Overflow detected: saturated',
      stacks: [
        {
          stackPointers: [15496],
          frames: `
<TASK>
lkdtm_REFCOUNT_ADD_OVERFLOW+0x12f/0x1d0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
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
        instructionPointer: 'refcount_warn_saturate+0x78/0x110',
        code: '01 01 e8 1b dd a0 ff 0f 0b c3 cc cc cc cc 80 3d 4e f7 76 01 00 75 cb 48 c7 c7 50 6e 58 82 c6 05 3e f7 76 01 01 e8 f8 dc a0 ff <0f> 0b c3 cc cc cc cc 80 3d 29 f7 76 01 00 75 a8 48 c7 c7 78 6e 58',
        flags: '00000282',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+2095f0 sp+120 count sp+120',
      },
      after: '6 lkdtm: Overflow detected: saturated',
      stacks: [
        {
          stackPointers: [15480],
          frames: `
<TASK>
lkdtm_REFCOUNT_ADD_NOT_ZERO_OVERFLOW+0xbb/0xd0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
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
        instructionPointer: 'refcount_warn_saturate+0xff/0x110',
        code: '00 6f 58 82 c6 05 cc f6 76 01 01 e8 8b dc a0 ff 0f 0b c3 cc cc cc cc 48 c7 c7 d0 6e 58 82 c6 05 b3 f6 76 01 01 e8 71 dc a0 ff <0f> 0b c3 cc cc cc cc 66 2e 0f 1f 84 00 00 00 00 00 90 90 90 90 90',
        flags: '00000286',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+209610 sp+120 count sp+120',
      },
      after: '6 lkdtm: Negative detected: saturated',
      stacks: [
        {
          stackPointers: [15096],
          frames: `
<TASK>
lkdtm_REFCOUNT_DEC_NEGATIVE+0x75/0x80 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? filp_close+0x1d/0x30
? ksys_dup3+0x63/0xf0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        instructionPointer: 'refcount_warn_saturate+0xbe/0x110',
        code: '01 01 e8 d5 dc a0 ff 0f 0b c3 cc cc cc cc 80 3d 05 f7 76 01 00 75 85 48 c7 c7 a8 6e 58 82 c6 05 f5 f6 76 01 01 e8 b2 dc a0 ff <0f> 0b c3 cc cc cc cc 80 3d e0 f6 76 01 00 0f 85 5e ff ff ff 48 c7',
        flags: '00000286',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+209630 sp+128 count sp+128',
      },
      after: '6 lkdtm: Negative detected: saturated',
      stacks: [
        {
          stackPointers: [15808],
          frames: `
<TASK>
lkdtm_REFCOUNT_SUB_AND_TEST_NEGATIVE+0x98/0xb0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
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
        instructionPointer: 'refcount_warn_saturate+0x9b/0x110',
        code: '01 01 e8 f8 dc a0 ff 0f 0b c3 cc cc cc cc 80 3d 29 f7 76 01 00 75 a8 48 c7 c7 78 6e 58 82 c6 05 19 f7 76 01 01 e8 d5 dc a0 ff <0f> 0b c3 cc cc cc cc 80 3d 05 f7 76 01 00 75 85 48 c7 c7 a8 6e 58',
        flags: '00000286',
        registers:
          '0 sp+c c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+209660 sp+128 count sp+128',
      },
      after: '6 lkdtm: Zero detected: saturated',
      stacks: [
        {
          stackPointers: [15472],
          frames: `
<TASK>
lkdtm_REFCOUNT_ADD_ZERO+0x10b/0x120 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
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
        instructionPointer: 'refcount_warn_saturate+0x55/0x110',
        code: '84 bc 00 00 00 c3 cc cc cc cc 85 f6 74 23 80 3d 70 f7 76 01 00 75 ee 48 c7 c7 50 6e 58 82 c6 05 60 f7 76 01 01 e8 1b dd a0 ff <0f> 0b c3 cc cc cc cc 80 3d 4e f7 76 01 00 75 cb 48 c7 c7 50 6e 58',
        flags: '00000282',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+209670 sp+120 count sp+120',
      },
      after: '6 lkdtm: Saturation detected: still saturated',
      stacks: [
        {
          stackPointers: [14888],
          frames: `
<TASK>
lkdtm_REFCOUNT_INC_SATURATED+0xad/0xd0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
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
        instructionPointer: 'refcount_warn_saturate+0xff/0x110',
        code: '00 6f 58 82 c6 05 cc f6 76 01 01 e8 8b dc a0 ff 0f 0b c3 cc cc cc cc 48 c7 c7 d0 6e 58 82 c6 05 b3 f6 76 01 01 e8 71 dc a0 ff <0f> 0b c3 cc cc cc cc 66 2e 0f 1f 84 00 00 00 00 00 90 90 90 90 90',
        flags: '00000286',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+209680 sp+120 count sp+120',
      },
      after: '6 lkdtm: Saturation detected: still saturated',
      stacks: [
        {
          stackPointers: [15096],
          frames: `
<TASK>
lkdtm_REFCOUNT_DEC_SATURATED+0xa7/0xb0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? notify_change+0x29e/0x510
? xattr_resolve_name+0xab/0xc0
? __vfs_getxattr+0x59/0xb0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? do_dup2+0xbb/0x140
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        instructionPointer: 'refcount_warn_saturate+0x78/0x110',
        code: '01 01 e8 1b dd a0 ff 0f 0b c3 cc cc cc cc 80 3d 4e f7 76 01 00 75 cb 48 c7 c7 50 6e 58 82 c6 05 3e f7 76 01 01 e8 f8 dc a0 ff <0f> 0b c3 cc cc cc cc 80 3d 29 f7 76 01 00 75 a8 48 c7 c7 78 6e 58',
        flags: '00000282',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+2096a0 sp+120 count sp+120',
      },
      after: '6 lkdtm: Saturation detected: still saturated',
      stacks: [
        {
          stackPointers: [15640],
          frames: `
<TASK>
lkdtm_REFCOUNT_INC_NOT_ZERO_SATURATED+0xbb/0xd0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
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
        instructionPointer: 'refcount_warn_saturate+0xbe/0x110',
        code: '01 01 e8 d5 dc a0 ff 0f 0b c3 cc cc cc cc 80 3d 05 f7 76 01 00 75 85 48 c7 c7 a8 6e 58 82 c6 05 f5 f6 76 01 01 e8 b2 dc a0 ff <0f> 0b c3 cc cc cc cc 80 3d e0 f6 76 01 00 0f 85 5e ff ff ff 48 c7',
        flags: '00000282',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+2096c0 sp+120 count sp+120',
      },
      after: '6 lkdtm: Saturation detected: still saturated',
      stacks: [
        {
          stackPointers: [15128],
          frames: `
<TASK>
lkdtm_REFCOUNT_DEC_AND_TEST_SATURATED+0xc2/0xd0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? filp_close+0x1d/0x30
? do_dup2+0xbb/0x140
? ksys_dup3+0x63/0xf0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        instructionPointer: 'refcount_warn_saturate+0x55/0x110',
        code: '84 bc 00 00 00 c3 cc cc cc cc 85 f6 74 23 80 3d 70 f7 76 01 00 75 ee 48 c7 c7 50 6e 58 82 c6 05 60 f7 76 01 01 e8 1b dd a0 ff <0f> 0b c3 cc cc cc cc 80 3d 4e f7 76 01 00 75 cb 48 c7 c7 50 6e 58',
        flags: '00000282',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+209690 sp+120 count sp+120',
      },
      after: '6 lkdtm: Saturation detected: still saturated',
      stacks: [
        {
          stackPointers: [15656],
          frames: `
<TASK>
lkdtm_REFCOUNT_ADD_SATURATED+0xad/0xd0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __handle_mm_fault+0x6f1/0xff0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
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
        instructionPointer: 'refcount_warn_saturate+0x78/0x110',
        code: '01 01 e8 1b dd a0 ff 0f 0b c3 cc cc cc cc 80 3d 4e f7 76 01 00 75 cb 48 c7 c7 50 6e 58 82 c6 05 3e f7 76 01 01 e8 f8 dc a0 ff <0f> 0b c3 cc cc cc cc 80 3d 29 f7 76 01 00 75 a8 48 c7 c7 78 6e 58',
        flags: '00000282',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+2096b0 sp+120 count sp+120',
      },
      after: '6 lkdtm: Saturation detected: still saturated',
      stacks: [
        {
          stackPointers: [15752],
          frames: `
<TASK>
lkdtm_REFCOUNT_ADD_NOT_ZERO_SATURATED+0xbb/0xd0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        instructionPointer: 'refcount_warn_saturate+0xbe/0x110',
        code: '01 01 e8 d5 dc a0 ff 0f 0b c3 cc cc cc cc 80 3d 05 f7 76 01 00 75 85 48 c7 c7 a8 6e 58 82 c6 05 f5 f6 76 01 01 e8 b2 dc a0 ff <0f> 0b c3 cc cc cc cc 80 3d e0 f6 76 01 00 0f 85 5e ff ff ff 48 c7',
        flags: '00000286',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+2096d0 sp+120 count sp+120',
      },
      after: '6 lkdtm: Saturation detected: still saturated',
      stacks: [
        {
          stackPointers: [15176],
          frames: `
<TASK>
lkdtm_REFCOUNT_SUB_AND_TEST_SATURATED+0xc7/0xd0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_syscall_64+0x93/0x1b0
? tomoyo_path_perm+0xa8/0x200
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? filemap_map_pages+0x556/0x680
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? do_syscall_64+0x93/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-REFCOUNT_SUB_AND_TEST_ZERO': {
      before: '6 lkdtm: attempting bad refcount_sub_and_test() at zero',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:28',
        isOnce: true,
        message: '4 refcount_t: underflow; use-after-free.',
        instructionPointer: 'refcount_warn_saturate+0xbe/0x110',
        code: '01 01 e8 d5 dc a0 ff 0f 0b c3 cc cc cc cc 80 3d 05 f7 76 01 00 75 85 48 c7 c7 a8 6e 58 82 c6 05 f5 f6 76 01 01 e8 b2 dc a0 ff <0f> 0b c3 cc cc cc cc 80 3d e0 f6 76 01 00 0f 85 5e ff ff ff 48 c7',
        flags: '00000286',
        registers:
          '0 buffer c0000000ffffefff 0 ffffefff 1 count 0 3 sp-170 kernel+1ccc3e8 modules+209640 sp+120 count sp+120',
      },
      after: '6 lkdtm: Negative detected: saturated',
      stacks: [
        {
          stackPointers: [15176],
          frames: `
<TASK>
lkdtm_REFCOUNT_SUB_AND_TEST_ZERO+0x71/0x80 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? filemap_map_pages+0x556/0x680
? filp_flush+0x4e/0x70
? do_dup2+0xbb/0x140
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        location: 'mm/slub.c:4756',
        isOnce: true,
        message: '4 virt_to_cache: Object is not a Slab page!',
        instructionPointer: 'kmem_cache_free+0x1e5/0x450',
        code: 'f5 0f 84 c9 fe ff ff 80 3d 00 9e a5 01 00 75 bb 48 c7 c6 40 2d 04 82 48 c7 c7 10 2b 56 82 c6 05 e9 9d a5 01 01 e8 1b 84 cf ff <0f> 0b eb 9d 48 8b 05 58 6f a9 01 48 89 d9 41 8b 56 08 48 29 c1 49',
        flags: '00000282',
        registers: '0 buffer c0000000ffffefff 0 ffffefff 1 sp+48 0 3 sp-170 kernel+1ccc3e8 buffer1 0 count sp+168',
      },
      stacks: [
        {
          stackPointers: [14848],
          frames: `
<TASK>
lkdtm_SLAB_FREE_PAGE+0x2f/0x40 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? notify_change+0x29e/0x510
? xattr_resolve_name+0xab/0xc0
? __vfs_getxattr+0x59/0xb0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? filp_flush+0x4e/0x70
? filp_close+0x1d/0x30
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? do_syscall_64+0x93/0x1b0
? syscall_exit_to_user_mode+0x37/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
          userFlags: '00000202',
        },
        {
          stackPointers: [15088],
          frames: `
<TASK>
lkdtm_SLAB_FREE_PAGE+0x2f/0x40 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? filemap_map_pages+0x556/0x680
? do_syscall_64+0x93/0x1b0
? syscall_exit_to_user_mode+0x37/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
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
    'lkdtm-SLAB_FREE_CROSS': {
      before: '6 lkdtm: Attempting cross-cache slab free ...',
      fault: {
        cause: 'warn',
        location: 'mm/slub.c:4770',
        message: '4 cache_from_obj: Wrong slab cache. lkdtm-heap-b but object is from lkdtm-heap-a',
        instructionPointer: 'kmem_cache_free+0x2ca/0x450',
        code: 'ec e9 4e fe ff ff 4c 8b 7d 08 e9 04 fe ff ff 49 8b 4e 60 48 8b 52 60 48 c7 c6 50 2d 04 82 48 c7 c7 30 2b 56 82 e8 36 83 cf ff <0f> 0b 48 89 de 4c 89 f7 e8 29 c9 ff ff e9 ce fd ff ff 48 8d 41 ff',
        flags: '00000282',
        registers:
          '0 buffer+8b8 c0000000ffffefff 0 ffffefff 1 sp+48 0 3 sp-170 kernel+1ccc3e8 buffer1+8b8 0 buffer2+300 sp+158',
      },
      stacks: [
        {
          stackPointers: [15568],
          frames: `
<TASK>
? lkdtm_SLAB_FREE_CROSS+0x1b/0x60 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
          userFlags: '00000202',
        },
        {
          stackPointers: [15536],
          frames: `
<TASK>
? lkdtm_SLAB_FREE_CROSS+0x1b/0x60 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_fault+0x281/0x4d0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
        {
          stackPointers: [15360],
          frames: `
<TASK>
? lkdtm_SLAB_FREE_CROSS+0x1b/0x60 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
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
    'lkdtm-CORRUPT_PAC': {
      before: '3 lkdtm: XFAIL: this test is arm64-only',
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-CFI_FORWARD_PROTO': {
      before: `
6 lkdtm: Calling matched prototype ...
6 lkdtm: Calling mismatched prototype ...
3 lkdtm: FAIL: survived mismatched prototype function call!
4 lkdtm: This is probably expected, since this kernel (6.12.117+deb12-amd64 x86_64) was built *without* CONFIG_CFI_CLANG=y
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
4 lkdtm: This is probably expected, since this kernel (6.12.117+deb12-amd64 x86_64) was built *without* CONFIG_ARM64_PTR_AUTH_KERNEL=y nor CONFIG_SHADOW_CALL_STACK=y
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
        instructionPointer: 'lkdtm_STACK_GUARD_PAGE_LEADING+0x32/0x50 [lkdtm]',
        code: '00 53 48 c7 c7 18 01 21 c0 48 83 ec 08 65 48 8b 05 23 3a e3 3f c6 44 24 07 00 48 8b 58 20 e8 a5 2d f6 c0 48 c7 c7 58 01 21 c0 <0f> b6 43 ff 88 44 24 07 0f b6 74 24 07 48 83 c4 08 5b e9 87 2d f6',
        flags: '00000246',
        registers:
          '38 sp-3d20 c0000000ffffefff 0 ffffefff modules+210158 count 0 3 sp-160 kernel+1ccc3e8 modules+209340 sp+118 count sp+118',
      },
      stacks: [
        {
          stackPointers: [15648],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        address: 'sp+230',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 0',
        instructionPointer: 'lkdtm_STACK_GUARD_PAGE_TRAILING+0x32/0x50 [lkdtm]',
        code: '00 53 48 c7 c7 a0 00 21 c0 48 83 ec 08 65 48 8b 05 83 3a e3 3f c6 44 24 07 00 48 8b 58 20 e8 05 2e f6 c0 48 c7 c7 e0 00 21 c0 <0f> b6 83 00 40 00 00 88 44 24 07 0f b6 74 24 07 48 83 c4 08 5b e9',
        flags: '00000246',
        registers:
          '38 sp-3dd0 c0000000ffffefff 0 ffffefff modules+2100e0 count 0 3 sp-160 kernel+1ccc3e8 modules+209350 sp+118 count sp+118',
      },
      stacks: [
        {
          stackPointers: [15824],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000246',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-REPORT_STACK_CANARY': {
      before: '6 lkdtm: Recorded stack canary for pid %{pid:decimal} at offset 1',
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-REPORT_STACK_CANARY/again': {
      before: '6 lkdtm: ok: stack canaries differ between pid %{firstpid:decimal} and pid %{pid:decimal} at offset 1.',
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-FORTIFY_MEM_MEMBER/again': {
      before: `
6 lkdtm: trying to memcpy() past the end of a struct member...
3 lkdtm: FAIL: fortify did not block a memcpy() struct member write overflow!
3 lkdtm: Unexpected! This kernel (6.12.117+deb12-amd64 x86_64) was built with CONFIG_FORTIFY_SOURCE=y
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
        location: 'mm/usercopy.c:102',
        instructionPointer: 'usercopy_abort+0x6c/0x80',
        code: '4e 82 51 48 c7 c2 ea 2e 51 82 41 52 48 c7 c7 48 64 56 82 48 0f 45 d6 48 c7 c6 65 39 4e 82 48 89 c1 49 0f 45 f3 e8 24 82 d1 ff <0f> 0b 49 c7 c1 b4 c5 4f 82 4d 89 ca 4d 89 c8 eb a8 0f 1f 00 90 90',
        flags: '00000246',
        registers: '67 10 c0000000ffffefff 0 ffffefff 1 400 0 3 sp-160 kernel+1ccc3e8 buffer+b00 1 200 buffer1+410',
      },
      stacks: [
        {
          stackPointers: [15568],
          frames: `
<TASK>
__check_heap_object+0xd9/0x110
__check_object_size+0x16b/0x2c0
do_usercopy_slab_size+0x14e/0x2b0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_sys_openat2+0x97/0xe0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        location: 'mm/usercopy.c:102',
        instructionPointer: 'usercopy_abort+0x6c/0x80',
        code: '4e 82 51 48 c7 c2 ea 2e 51 82 41 52 48 c7 c7 48 64 56 82 48 0f 45 d6 48 c7 c6 65 39 4e 82 48 89 c1 49 0f 45 f3 e8 24 82 d1 ff <0f> 0b 49 c7 c1 b4 c5 4f 82 4d 89 ca 4d 89 c8 eb a8 0f 1f 00 90 90',
        flags: '00000246',
        registers: '66 10 c0000000ffffefff 0 ffffefff 1 400 0 3 sp-160 kernel+1ccc3e8 buffer+b00 0 200 buffer1+c10',
      },
      stacks: [
        {
          stackPointers: [15584],
          frames: `
<TASK>
__check_heap_object+0xd9/0x110
__check_object_size+0x16b/0x2c0
do_usercopy_slab_size+0x239/0x2b0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        location: 'mm/usercopy.c:102',
        instructionPointer: 'usercopy_abort+0x6c/0x80',
        code: '4e 82 51 48 c7 c2 ea 2e 51 82 41 52 48 c7 c7 48 64 56 82 48 0f 45 d6 48 c7 c6 65 39 4e 82 48 89 c1 49 0f 45 f3 e8 24 82 d1 ff <0f> 0b 49 c7 c1 b4 c5 4f 82 4d 89 ca 4d 89 c8 eb a8 0f 1f 00 90 90',
        flags: '00000246',
        registers: '6a ff c0000000ffffefff 0 ffffefff 1 40 0 3 sp-160 kernel+1ccc3e8 buffer+200 1 100 sp+1a0',
      },
      stacks: [
        {
          stackPointers: [15464],
          frames: `
<TASK>
__check_heap_object+0xd9/0x110
__check_object_size+0x16b/0x2c0
do_usercopy_slab_whitelist+0x12c/0x290 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_fault+0x281/0x4d0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        location: 'mm/usercopy.c:102',
        instructionPointer: 'usercopy_abort+0x6c/0x80',
        code: '4e 82 51 48 c7 c2 ea 2e 51 82 41 52 48 c7 c7 48 64 56 82 48 0f 45 d6 48 c7 c6 65 39 4e 82 48 89 c1 49 0f 45 f3 e8 24 82 d1 ff <0f> 0b 49 c7 c1 b4 c5 4f 82 4d 89 ca 4d 89 c8 eb a8 0f 1f 00 90 90',
        flags: '00000246',
        registers: '69 ff c0000000ffffefff 0 ffffefff 1 40 0 3 sp-160 kernel+1ccc3e8 buffer+200 0 100 sp+1a0',
      },
      stacks: [
        {
          stackPointers: [15192],
          frames: `
<TASK>
__check_heap_object+0xd9/0x110
__check_object_size+0x16b/0x2c0
do_usercopy_slab_whitelist+0x20a/0x290 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? next_uptodate_folio+0x85/0x2a0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        location: 'mm/usercopy.c:102',
        instructionPointer: 'usercopy_abort+0x6c/0x80',
        code: '4e 82 51 48 c7 c2 ea 2e 51 82 41 52 48 c7 c7 48 64 56 82 48 0f 45 d6 48 c7 c6 65 39 4e 82 48 89 c1 49 0f 45 f3 e8 24 82 d1 ff <0f> 0b 49 c7 c1 b4 c5 4f 82 4d 89 ca 4d 89 c8 eb a8 0f 1f 00 90 90',
        flags: '00000246',
        registers: '5a sp-28 c0000000ffffefff 0 ffffefff 1 20 0 3 sp-160 kernel+1ccc3e8 1 sp-8 buffer+840 sp+1a8',
      },
      stacks: [
        {
          stackPointers: [15168],
          frames: `
<TASK>
__check_object_size+0x158/0x2c0
do_usercopy_stack+0x2a2/0x320 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
        location: 'mm/usercopy.c:102',
        instructionPointer: 'usercopy_abort+0x6c/0x80',
        code: '4e 82 51 48 c7 c2 ea 2e 51 82 41 52 48 c7 c7 48 64 56 82 48 0f 45 d6 48 c7 c6 65 39 4e 82 48 89 c1 49 0f 45 f3 e8 24 82 d1 ff <0f> 0b 49 c7 c1 b4 c5 4f 82 4d 89 ca 4d 89 c8 eb a8 0f 1f 00 90 90',
        flags: '00000246',
        registers: '59 sp-28 c0000000ffffefff 0 ffffefff 1 20 0 3 sp-160 kernel+1ccc3e8 0 sp-8 buffer+840 sp+1a8',
      },
      stacks: [
        {
          stackPointers: [15456],
          frames: `
<TASK>
__check_object_size+0x158/0x2c0
do_usercopy_stack+0x1ef/0x320 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_fault+0x281/0x4d0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
6 lkdtm: bad_stack : %{sp+308}-%{sp+328}
6 lkdtm: attempting good copy_to_user of local stack
6 lkdtm: attempting bad copy_to_user of distant stack
0 usercopy: Kernel memory exposure attempt detected from process stack (offset 18446744073709550872, size 32)!
`,
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:102',
        instructionPointer: 'usercopy_abort+0x6c/0x80',
        code: '4e 82 51 48 c7 c2 ea 2e 51 82 41 52 48 c7 c7 48 64 56 82 48 0f 45 d6 48 c7 c6 65 39 4e 82 48 89 c1 49 0f 45 f3 e8 24 82 d1 ff <0f> 0b 49 c7 c1 b4 c5 4f 82 4d 89 ca 4d 89 c8 eb a8 0f 1f 00 90 90',
        flags: '00000246',
        registers: '6c sp+308 c0000000ffffefff 0 ffffefff 1 20 0 3 sp-160 kernel+1ccc3e8 1 sp+328 buffer sp+1a8',
      },
      stacks: [
        {
          stackPointers: [15600],
          frames: `
<TASK>
__check_object_size+0x158/0x2c0
do_usercopy_stack+0x2a2/0x320 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
6 lkdtm: attempting good copy_to_user() from kernel vmalloc: %{vmalloc+45800}
6 lkdtm: attempting bad copy_to_user() from kernel vmalloc: %{vmalloc+45800}
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
        location: 'mm/usercopy.c:102',
        instructionPointer: 'usercopy_abort+0x6c/0x80',
        code: '4e 82 51 48 c7 c2 ea 2e 51 82 41 52 48 c7 c7 48 64 56 82 48 0f 45 d6 48 c7 c6 65 39 4e 82 48 89 c1 49 0f 45 f3 e8 24 82 d1 ff <0f> 0b 49 c7 c1 b4 c5 4f 82 4d 89 ca 4d 89 c8 eb a8 0f 1f 00 90 90',
        flags: '00000246',
        registers:
          '5b buffer+800 c0000000ffffefff 0 ffffefff 1 1000 0 3 sp-160 kernel+1ccc3e8 1 buffer1+800 80000000 sp+188',
      },
      stacks: [
        {
          stackPointers: [15552],
          frames: `
<TASK>
__check_object_size+0x132/0x2c0
do_usercopy_page_span+0x12f/0x1c0 [lkdtm]
lkdtm_USERCOPY_FOLIO+0x67/0x80 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? __handle_mm_fault+0x6f1/0xff0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
6 lkdtm: attempting good copy_to_user from kernel rodata: %{modules+20f130}
6 lkdtm: attempting bad copy_to_user from kernel text: %{kernel+364430}
0 usercopy: Kernel memory exposure attempt detected from kernel text (offset 3556400, size 4096)!
`,
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:102',
        instructionPointer: 'usercopy_abort+0x6c/0x80',
        code: '4e 82 51 48 c7 c2 ea 2e 51 82 41 52 48 c7 c7 48 64 56 82 48 0f 45 d6 48 c7 c6 65 39 4e 82 48 89 c1 49 0f 45 f3 e8 24 82 d1 ff <0f> 0b 49 c7 c1 b4 c5 4f 82 4d 89 ca 4d 89 c8 eb a8 0f 1f 00 90 90',
        flags: '00000246',
        registers:
          '5f kernel+364430 c0000000ffffefff 0 ffffefff 1 1000 0 3 sp-160 kernel+1ccc3e8 1 kernel+365430 count sp+160',
      },
      stacks: [
        {
          stackPointers: [15256],
          frames: `
<TASK>
__check_object_size+0x19a/0x2c0
lkdtm_USERCOPY_KERNEL+0xf8/0x1b0 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? next_uptodate_folio+0x85/0x2a0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
      before: '6 lkdtm: Attempting vmalloc linear overflow ...',
      fault: {
        cause: 'page-fault',
        errorCode: 2,
        address: 'vmalloc+46000',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 0',
        instructionPointer: 'memset_orig+0x82/0xb0',
        code: '0f 1f 84 00 00 00 00 00 89 d1 83 e1 38 74 14 c1 e9 03 66 0f 1f 44 00 00 ff c9 48 89 07 48 8d 7f 08 75 f5 83 e2 07 74 0a ff ca <88> 07 48 8d 7f 01 75 f6 4c 89 d0 c3 cc cc cc cc 48 83 fa 07 76 e3',
        flags: '00000246',
        registers:
          'aaaaaaaaaaaaaaaa vmalloc+45000 0 0 aa vmalloc+46000 vmalloc+4d000 0 0 vmalloc+45000 kernel+1ccc3e8 modules+2093d0 sp+120 count sp+120',
      },
      stacks: [
        {
          stackPointers: [15720],
          frames: `
<TASK>
lkdtm_VMALLOC_LINEAR_OVERFLOW+0x4c/0x60 [lkdtm]
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000246',
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
      before: '6 lkdtm: attempting bad rodata write at %{modules+20f100}',
      fault: {
        cause: 'page-fault',
        errorCode: 3,
        address: 'modules+20f100',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 pte+8000000000000121',
        instructionPointer: 'lkdtm_WRITE_RO+0x32/0x40 [lkdtm]',
        code: '00 48 c7 c7 98 08 21 c0 48 c7 c6 00 f1 20 c0 e8 a4 15 f6 c0 48 8b 05 4d c1 00 00 ba 34 12 cd ab 48 c7 c7 40 08 21 c0 48 31 d0 <48> 89 05 37 c1 00 00 e9 82 15 f6 c0 66 90 90 90 90 90 90 90 90 90',
        flags: '00000202',
        registers:
          '198b861 buffer c0000000ffffefff abcd1234 ffffefff modules+210840 count 0 3 sp-160 kernel+1ccc3e8 modules+2094c0 sp+108 count sp+108',
      },
      stacks: [
        {
          stackPointers: [15664],
          frames: `
<TASK>
lkdtm_do_action+0x15/0x30 [lkdtm]
direct_entry+0x9e/0xf0 [lkdtm]
full_proxy_write+0x54/0x80
vfs_write+0xf5/0x450
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
panic+0x344/0x3a0
? _printk+0x64/0x80
sysrq_handle_crash+0x1a/0x20
__handle_sysrq+0xa4/0x1a0
write_sysrq_trigger+0x59/0x80
proc_reg_write+0x57/0xa0
vfs_write+0xf5/0x450
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          userFlags: '00000202',
        },
        {
          stackPointers: [],
          frames: `
<TASK>
panic+0x344/0x3a0
? _printk+0x64/0x80
sysrq_handle_crash+0x1a/0x20
__handle_sysrq+0xa4/0x1a0
write_sysrq_trigger+0x59/0x80
proc_reg_write+0x57/0xa0
vfs_write+0xf5/0x450
? alloc_fd+0xb4/0x170
ksys_write+0x6f/0xf0
do_syscall_64+0x87/0x1b0
? __x64_sys_fcntl+0x9b/0xe0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? syscall_exit_to_user_mode+0x37/0x1b0
? do_syscall_64+0x93/0x1b0
? __pte_offset_map+0x1b/0x180
? next_uptodate_folio+0x85/0x2a0
? filemap_map_pages+0x556/0x680
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? do_dup2+0xbb/0x140
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
panic+0x344/0x3a0
? _raw_spin_rq_lock_irqsave+0x1c/0x30
do_exit+0x9a3/0xaf0
do_group_exit+0x30/0x80
__x64_sys_exit_group+0x18/0x20
x64_sys_call+0x14b1/0x16a0
do_syscall_64+0x87/0x1b0
? do_syscall_64+0x93/0x1b0
? do_fcntl+0x6a6/0x740
? ptep_set_access_flags+0x32/0x40
? wp_page_reuse+0x8d/0xa0
? do_wp_page+0x8c4/0xc90
? __x64_sys_fcntl+0x9b/0xe0
? __pte_offset_map+0x1b/0x180
? __handle_mm_fault+0xb19/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          userFlags: '00000202',
        },
      ],
      systemCall: 'exit_group',
    },
    'exit-by-signal': {
      fault: null,
      panic: 'Attempted to kill init! exitcode=0x0000000b',
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
panic+0x344/0x3a0
? _raw_spin_rq_lock_irqsave+0x1c/0x30
? do_coredump+0x339/0x1a50
do_exit+0x9a3/0xaf0
do_group_exit+0x30/0x80
get_signal+0x8fe/0x900
arch_do_signal_or_restart+0x3e/0x250
irqentry_exit_to_user_mode+0x12e/0x1a0
asm_exc_page_fault+0x26/0x30
@user
</TASK>
`,
          userFlags: '00000246',
        },
      ],
      systemCall: 'exception-40103d',
    },
  },
};
