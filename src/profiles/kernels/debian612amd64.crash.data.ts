/**
 * Crash texts of `deb612`: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `lkdtm-deb612-access_null`, `lkdtm-deb612-arith-bounds`, `lkdtm-deb612-corrupt_list_add`, `lkdtm-deb612-corrupt_stack`, `lkdtm-deb612-double_fault`, `lkdtm-deb612-exception`, `lkdtm-deb612-exec_null`, `lkdtm-deb612-exec_userspace`, `lkdtm-deb612-fam_bounds`, `lkdtm-deb612-init-on-alloc`, `lkdtm-deb612-panic_stop_irqoff`, `lkdtm-deb612-slab_free_cross`, `lkdtm-deb612-stack-reports`, `lkdtm-deb612-vmalloc_linear_overflow`, `lkdtm-deb612-write-after-free`, `lkdtm-deb612-write_ro`, `oops-deb612-survived-then-second`, `panic-deb612-init-exits`, `panic-deb612-init-segv`, `panic-deb612-on-oops`, `panic-deb612-on-oops-timeout-1`, `panic-deb612-print-all`, `panic-deb612-timeout-minus1`, `ramoops-deb612-ok-then-panic`, `sysrq-deb612-c`; made by
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
    'lkdtm-STACKLEAK_ERASING': {
      before: '3 lkdtm: XFAIL: stackleak is not enabled (CONFIG_GCC_PLUGIN_STACKLEAK=n)',
      stacks: [],
      fault: null,
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
    'lkdtm-WRITE_BUDDY_AFTER_FREE': {
      before: `
6 lkdtm: Writing to the buddy page before free
6 lkdtm: Attempting bad write to the buddy page after free
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
  },
};
