/**
 * Crash texts of `full61`: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `lkdtm-full61-access_null`, `lkdtm-full61-arith-bounds`, `lkdtm-full61-bug`, `lkdtm-full61-corrupt_list_add`, `lkdtm-full61-corrupt_stack`, `lkdtm-full61-double_fault`, `lkdtm-full61-exception`, `lkdtm-full61-exec_kmalloc`, `lkdtm-full61-exec_rodata`, `lkdtm-full61-exec_userspace`, `lkdtm-full61-exhaust_stack`, `lkdtm-full61-init-on-alloc`, `lkdtm-full61-panic`, `lkdtm-full61-read_after_free`, `lkdtm-full61-refcount-a`, `lkdtm-full61-slab_free_cross`, `lkdtm-full61-slab_free_page`, `lkdtm-full61-stack-reports`, `lkdtm-full61-stack_guard_page_trailing`, `lkdtm-full61-unset_smep`, `lkdtm-full61-vmalloc_linear_overflow`, `lkdtm-full61-warnings`, `lkdtm-full61-write_kern`, `lkdtm-full61-write_ro_after_init`, `oops-full61-survived-then-second`, `panic-full61-init-exits`, `panic-full61-init-oops`, `panic-full61-kmsg-during-panic`, `panic-full61-no-root`, `panic-full61-on-oops`, `panic-full61-on-taint`, `panic-full61-oops-limit`, `panic-full61-print-all`, `panic-full61-timeout-10`, `panic-full61-timeout-minus1`, `ramoops-full61-console-only`, `ramoops-full61-kmsg-bytes--1`, `ramoops-full61-kmsg-bytes-100000`, `ramoops-full61-ok-then-panic`, `sysrq-full61-c`; made by
 * `scripts/record/crash-data.ts`. Format: see `CrashPath` in `../kernel-text.ts`.
 */
import type { CrashData } from '../crash-data.ts';

export const oracle61Crash: CrashData = {
  symbols: `
lkdtm_BUG 10 @ffffffffa0000350 lkdtm
lkdtm_EXCEPTION 20 @ffffffffa0000260 lkdtm
lkdtm_WARNING 20 @ffffffffa0000360 lkdtm

`,
  paths: {
    'lkdtm-ACCESS_NULL': {
      before: '6 lkdtm: attempting bad read at 0000000000000000',
      fault: {
        cause: 'page-fault',
        errorCode: 0,
        address: '0',
        pageTables: 'pgd+67 pgd+67 pud+67 0',
        instructionPointer: 'lkdtm_ACCESS_NULL+0x18/0x59 [lkdtm]',
        code: '5d f8 c9 c3 48 c7 c7 30 5c 00 a0 e8 8f cf 36 e1 eb ec 0f 1f 44 00 00 55 31 f6 48 c7 c7 98 5c 00 a0 48 89 e5 53 e8 75 cf 36 e1 <48> 8b 1c 25 00 00 00 00 b8 de c0 de c0 48 c7 c7 c0 5c 00 a0 48 01',
        flags: '00000282',
        registers:
          '2e count ffffefff ffffffea sp-168 ffffefff sp+8 4ffb ffffefff 1 kernel+a58f60 buffer modules+9600 sp+130 sp+130',
      },
      stacks: [
        {
          stackPointers: [15800],
          frames: `
<TASK>
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000282',
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
4 lkdtm: This is probably expected, since this kernel (6.1.192-oracle x86_64) was built *without* CONFIG_UBSAN_BOUNDS=y
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-BUG': {
      fault: {
        cause: 'bug',
        location: 'drivers/misc/lkdtm/bugs.c:78',
        instructionPointer: 'lkdtm_BUG+0x9/0x10 [lkdtm]',
        code: '85 c0 0f 85 c2 13 00 00 48 89 df e8 b1 99 12 e1 4c 89 e7 e8 a9 99 12 e1 48 83 c4 08 5b 41 5c 5d c3 0f 1f 44 00 00 55 48 89 e5 <0f> 0b 0f 1f 44 00 00 0f 1f 44 00 00 83 05 08 99 00 00 01 55 48 89',
        flags: '00000286',
        registers:
          'modules+350 count ffffefff ffffffea sp-148 modules+9290 sp 4ffb ffffefff 1 kernel+a58f60 buffer modules+9290 sp+128 sp+128',
      },
      stacks: [
        {
          stackPointers: [15808],
          frames: `
<TASK>
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-CORRUPT_LIST_ADD': {
      before: `
6 lkdtm: attempting good list addition
6 lkdtm: attempting corrupted list addition
3 lkdtm: list_add() corruption not detected!
4 lkdtm: This is probably expected, since this kernel (6.1.192-oracle x86_64) was built *without* CONFIG_DEBUG_LIST=y
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-CORRUPT_STACK': {
      before: '6 lkdtm: Corrupting stack containing char array ...',
      fault: {
        cause: 'page-fault',
        errorCode: 16,
        address: 'ffffffffffffffff',
        pageTables: 'pgd+67 pgd+67 pud+67 0',
        instructionPointer: '=ffffffffffffffff',
        code: null,
        flags: '00000282',
        registers:
          'ff e 0 ffffffea sp-180 sp+28 ffffffffffffffff 4ffb ffffefff 1 kernel+a58f60 buffer modules+92f0 sp+118 sp+118',
      },
      stacks: [
        {
          stackPointers: [15824],
          frames: `
<TASK>
? full_proxy_write+0x57/0x80
? vfs_write+0xb3/0x310
? ksys_write+0x64/0xe0
? __x64_sys_write+0x19/0x20
? x64_sys_call+0x98e/0x9a0
? do_syscall_64+0x3c/0x90
? entry_SYSCALL_64_after_hwframe+0x4b/0xb5
</TASK>
`,
          flags: '00000282',
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
        instructionPointer: 'lkdtm_EXCEPTION+0x6/0x20 [lkdtm]',
        code: 'e8 4f cf 14 e1 48 83 c4 20 48 89 d8 5b 41 5c 41 5d 41 5e 41 5f 5d c3 48 c7 c3 f4 ff ff ff eb e5 0f 1f 40 00 0f 1f 44 00 00 55 <c7> 04 25 00 00 00 00 00 00 00 00 48 89 e5 5d c3 66 2e 0f 1f 84 00',
        flags: '00000286',
        registers:
          'modules+260 count ffffefff ffffffea sp-148 modules+92c0 sp+10 4ffb ffffefff 1 kernel+a58f60 buffer modules+92c0 sp+128 sp+128',
      },
      stacks: [
        {
          stackPointers: [15808],
          frames: `
<TASK>
? lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_KMALLOC': {
      before: `
6 lkdtm: attempting ok execution at %{modules+7f0}
6 lkdtm: attempting bad execution at %{buffer+640}
`,
      fault: {
        cause: 'page-fault',
        errorCode: 17,
        address: 'buffer+640',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+80000000000001e3',
        message: '2 kernel tried to execute NX-protected page - exploit attempt? (uid: 0)',
        instructionPointer: '=buffer+640',
        code: '00 00 18 16 2d 02 80 88 ff ff 18 16 2d 02 80 88 ff ff 00 00 00 00 06 00 00 00 00 00 00 00 00 00 00 00 56 d3 09 81 ff ff ff ff <0f> 1f 44 00 00 55 48 89 e5 5d c3 0f 1f 44 00 00 0f 1f 44 00 00 55',
        flags: '00000286',
        registers:
          '33 buffer+640 ffffefff ffffffea sp-160 ffffefff sp+18 4ffb ffffefff 1 kernel+a58f60 1 modules+95a0 sp+158 sp+158',
      },
      stacks: [
        {
          stackPointers: [15760],
          frames: `
<TASK>
? execute_location+0x4c/0x5d [lkdtm]
lkdtm_EXEC_KMALLOC+0x30/0x40 [lkdtm]
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_RODATA': {
      before: `
6 lkdtm: attempting ok execution at %{modules+7f0}
6 lkdtm: attempting bad execution at %{modules+4150}
`,
      fault: {
        cause: 'page-fault',
        errorCode: 17,
        address: 'modules+4150',
        pageTables: 'pgd+67 pgd+67 pud+63 pmd+67 pte+8000000000000161',
        message: '2 kernel tried to execute NX-protected page - exploit attempt? (uid: 0)',
        instructionPointer: 'lkdtm_rodata_do_nothing+0x0/0xfffffffffffffeb0 [lkdtm]',
        code: 'ff ff 50 98 00 a0 ff ff ff ff 80 98 00 a0 ff ff ff ff c0 98 00 a0 ff ff ff ff 55 aa 55 aa 00 00 00 00 00 00 00 00 00 00 00 00 <c3> 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 54 68 69 73 20 69',
        flags: '00000286',
        registers:
          '33 modules+4150 ffffefff ffffffea sp-160 ffffefff sp+18 4ffb ffffefff 1 kernel+a58f60 0 modules+95c0 sp+150 sp+150',
      },
      stacks: [
        {
          stackPointers: [15768],
          frames: `
<TASK>
? execute_location+0x4c/0x5d [lkdtm]
lkdtm_EXEC_RODATA+0x17/0x19 [lkdtm]
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-EXEC_USERSPACE': {
      before: `
6 lkdtm: attempting ok execution at %{modules+7f0}
6 lkdtm: attempting bad execution at %{map}
3 lkdtm: FAIL: func returned
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-EXHAUST_STACK': {
      before: '6 lkdtm: Calling function with 512 frame size to depth 64 ...',
      fault: {
        cause: 'stack-guard',
        message:
          '0 BUG: TASK stack guard page was hit at (____ptrval____) (stack is (____ptrval____)..(____ptrval____))',
        instructionPointer: 'recursive_loop+0x24/0xa0 [lkdtm]',
        code: '78 38 e1 5d c3 90 0f 1f 44 00 00 55 89 fa 31 c0 b9 40 00 00 00 48 89 e5 53 48 8d 9d f8 fd ff ff 48 89 df 48 81 ec 08 02 00 00 <f3> 48 ab 0f b6 c2 48 89 df 48 b9 01 01 01 01 01 01 01 01 c7 85 f4',
        flags: '00000286',
        registers:
          '0 sp+8 40 23 sp+3e58 sp+8 sp+210 4ffb ffffefff 1 kernel+a58f60 buffer modules+92e0 vmalloc+afee8 vmalloc+afee8',
        inInterrupt: true,
      },
      stacks: [
        {
          stackPointers: [15872],
          frames: `
<TASK>
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? recursive_loop+0x8a/0xa0 [lkdtm]
? lkdtm_EXHAUST_STACK+0x2b/0x39 [lkdtm]
? lkdtm_do_action+0x1c/0x1e [lkdtm]
? direct_entry.cold+0x18/0x23 [lkdtm]
? full_proxy_write+0x57/0x80
? vfs_write+0xb3/0x310
? ksys_write+0x64/0xe0
? __x64_sys_write+0x19/0x20
? x64_sys_call+0x98e/0x9a0
? do_syscall_64+0x3c/0x90
? entry_SYSCALL_64_after_hwframe+0x4b/0xb5
</TASK>
`,
          flags: '00000286',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-SLAB_INIT_ON_ALLOC': {
      before: `
3 lkdtm: FAIL: Slab was not initialized
4 lkdtm: This is probably expected, since this kernel (6.1.192-oracle x86_64) was built *without* CONFIG_INIT_ON_ALLOC_DEFAULT_ON=y
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-BUDDY_INIT_ON_ALLOC': {
      before: `
3 lkdtm: FAIL: Slab was not initialized
4 lkdtm: This is probably expected, since this kernel (6.1.192-oracle x86_64) was built *without* CONFIG_INIT_ON_ALLOC_DEFAULT_ON=y
`,
      stacks: [],
      fault: null,
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
dump_stack_lvl+0x1f/0x2c
dump_stack+0x10/0x12
panic+0xf5/0x2ae
? vprintk_default+0x1d/0x20
lkdtm_PANIC+0x15/0x15 [lkdtm]
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
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
4 lkdtm: This is probably expected, since this kernel (6.1.192-oracle x86_64) was built *without* CONFIG_INIT_ON_FREE_DEFAULT_ON=y
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
        instructionPointer: 'refcount_warn_saturate+0x67/0xf0',
        code: '8e 24 90 00 01 e8 98 71 15 00 0f 0b 5d c3 80 3d 81 24 90 00 00 75 d5 48 c7 c7 98 c4 93 81 c6 05 71 24 90 00 01 e8 78 71 15 00 <0f> 0b 5d c3 80 3d 60 24 90 00 00 75 b5 48 c7 c7 c0 c4 93 81 c6 05',
        flags: '00000286',
        registers:
          '26 count ffffefff ffffffea sp-178 ffffefff sp 4ffb ffffefff 1 kernel+a58f60 buffer modules+9640 sp+150 sp+150',
      },
      after: '6 lkdtm: Overflow detected: saturated',
      stacks: [
        {
          stackPointers: [15768],
          frames: `
<TASK>
__refcount_add.constprop.0+0x24/0x40 [lkdtm]
lkdtm_REFCOUNT_INC_OVERFLOW+0x5c/0x67 [lkdtm]
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
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
6 lkdtm: Overflow detected: saturated
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-REFCOUNT_INC_NOT_ZERO_OVERFLOW': {
      before: '6 lkdtm: attempting bad refcount_inc_not_zero() overflow',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:19',
        isOnce: true,
        message: '4 refcount_t: saturated; leaking memory.',
        instructionPointer: 'refcount_warn_saturate+0xa7/0xf0',
        code: '50 24 90 00 01 e8 58 71 15 00 0f 0b 5d c3 80 3d 42 24 90 00 00 75 95 48 c7 c7 98 c4 93 81 c6 05 32 24 90 00 01 e8 38 71 15 00 <0f> 0b 5d c3 80 3d 1d 24 90 00 00 0f 85 71 ff ff ff 48 c7 c7 48 c5',
        flags: '00000292',
        registers:
          '26 7fffffff ffffefff ffffffea sp-178 ffffefff sp 4ffb ffffefff 1 kernel+a58f60 buffer modules+9660 sp+158 sp+158',
      },
      after: '6 lkdtm: Overflow detected: saturated',
      stacks: [
        {
          stackPointers: [15760],
          frames: `
<TASK>
__refcount_add_not_zero.constprop.0+0x29/0x31 [lkdtm]
lkdtm_REFCOUNT_INC_NOT_ZERO_OVERFLOW+0x2b/0x46 [lkdtm]
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000292',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-REFCOUNT_ADD_NOT_ZERO_OVERFLOW': {
      before: `
6 lkdtm: attempting bad refcount_add_not_zero() overflow
6 lkdtm: Overflow detected: saturated
`,
      stacks: [],
      fault: null,
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
        instructionPointer: 'refcount_warn_saturate+0x47/0xf0',
        code: '3d ae 24 90 00 00 0f 84 a6 00 00 00 5d c3 80 3d 9e 24 90 00 00 75 f5 48 c7 c7 18 c5 93 81 c6 05 8e 24 90 00 01 e8 98 71 15 00 <0f> 0b 5d c3 80 3d 81 24 90 00 00 75 d5 48 c7 c7 98 c4 93 81 c6 05',
        flags: '00000286',
        registers:
          '2c count ffffefff ffffffea sp-178 ffffefff sp 4ffb ffffefff 1 kernel+a58f60 buffer modules+9680 sp+150 sp+150',
      },
      after: '6 lkdtm: Zero detected: saturated',
      stacks: [
        {
          stackPointers: [15768],
          frames: `
<TASK>
__refcount_dec.constprop.0+0x18/0x1b [lkdtm]
lkdtm_REFCOUNT_DEC_ZERO+0x3b/0x8d [lkdtm]
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
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
      before: `
6 lkdtm: attempting bad refcount_dec() below zero
6 lkdtm: Negative detected: saturated
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-REFCOUNT_DEC_AND_TEST_NEGATIVE': {
      before: '6 lkdtm: attempting bad refcount_dec_and_test() below zero',
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:28',
        isOnce: true,
        message: '4 refcount_t: underflow; use-after-free.',
        instructionPointer: 'refcount_warn_saturate+0xe2/0xf0',
        code: '48 c7 c7 48 c5 93 81 c6 05 09 24 90 00 01 e8 14 71 15 00 0f 0b 5d c3 48 c7 c7 f0 c4 93 81 c6 05 f4 23 90 00 01 e8 fd 70 15 00 <0f> 0b 5d c3 66 2e 0f 1f 84 00 00 00 00 00 8b 07 3d 00 00 00 c0 74',
        flags: '00000286',
        registers:
          '26 count ffffefff ffffffea sp-178 ffffefff sp 4ffb ffffefff 1 kernel+a58f60 buffer modules+96a0 sp+150 sp+150',
      },
      after: '6 lkdtm: Negative detected: saturated',
      stacks: [
        {
          stackPointers: [15768],
          frames: `
<TASK>
__refcount_sub_and_test.constprop.0+0x2d/0x40 [lkdtm]
lkdtm_REFCOUNT_DEC_AND_TEST_NEGATIVE+0x29/0x46 [lkdtm]
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
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
      before: `
6 lkdtm: attempting bad refcount_sub_and_test() below zero
6 lkdtm: Negative detected: saturated
`,
      stacks: [],
      fault: null,
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
        instructionPointer: 'refcount_warn_saturate+0x87/0xf0',
        code: '71 24 90 00 01 e8 78 71 15 00 0f 0b 5d c3 80 3d 60 24 90 00 00 75 b5 48 c7 c7 c0 c4 93 81 c6 05 50 24 90 00 01 e8 58 71 15 00 <0f> 0b 5d c3 80 3d 42 24 90 00 00 75 95 48 c7 c7 98 c4 93 81 c6 05',
        flags: '00000286',
        registers:
          '2a count ffffefff ffffffea sp-178 ffffefff sp 4ffb ffffefff 1 kernel+a58f60 buffer modules+96c0 sp+150 sp+150',
      },
      after: '6 lkdtm: Zero detected: saturated',
      stacks: [
        {
          stackPointers: [15768],
          frames: `
<TASK>
__refcount_add.constprop.0+0x30/0x40 [lkdtm]
lkdtm_REFCOUNT_INC_ZERO+0x82/0x8d [lkdtm]
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
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
6 lkdtm: Zero detected: saturated
`,
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-SLAB_FREE_CROSS': {
      before: '6 lkdtm: Attempting cross-cache slab free ...',
      stacks: [],
      fault: null,
      systemCall: 'write',
    },
    'lkdtm-SLAB_FREE_PAGE': {
      before: '6 lkdtm: Attempting non-Slab slab free ...',
      stacks: [],
      fault: null,
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
      before: `
4 lkdtm: FAIL: did not correctly locate stack canary :(
4 lkdtm: This is probably expected, since this kernel (6.1.192-oracle x86_64) was built *without* CONFIG_STACKPROTECTOR=y
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
    'lkdtm-STACK_GUARD_PAGE_TRAILING': {
      before: '6 lkdtm: attempting bad read from page above current stack',
      fault: {
        cause: 'page-fault',
        errorCode: 0,
        address: 'sp+250',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 0',
        instructionPointer: 'lkdtm_STACK_GUARD_PAGE_TRAILING+0x2e/0x44 [lkdtm]',
        code: '00 55 48 c7 c7 c0 4e 00 a0 48 89 e5 53 50 48 8b 04 25 40 d0 a4 81 48 8b 58 20 c6 45 f7 00 e8 c6 d8 36 e1 48 c7 c7 00 4f 00 a0 <8a> 83 00 40 00 00 88 45 f7 0f b6 75 f7 e8 ad d8 36 e1 5a 5b 5d c3',
        flags: '00000286',
        registers:
          '38 sp-3db0 ffffefff ffffffea sp-168 modules+4f00 sp+10 4ffb ffffefff 1 kernel+a58f60 buffer modules+93e0 sp+138 sp+138',
      },
      stacks: [
        {
          stackPointers: [15792],
          frames: `
<TASK>
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-UNSET_SMEP': { before: '3 lkdtm: FAIL: SMEP not in use', stacks: [], fault: null, systemCall: 'write' },
    'lkdtm-VMALLOC_LINEAR_OVERFLOW': {
      before: '6 lkdtm: Attempting vmalloc linear overflow ...',
      fault: {
        cause: 'page-fault',
        errorCode: 2,
        address: 'vmalloc+1e000',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 0',
        instructionPointer: '__memset+0x29/0x30',
        code: 'cc 0f 1f 44 00 00 49 89 f9 48 89 d1 83 e2 07 48 c1 e9 03 40 0f b6 f6 48 b8 01 01 01 01 01 01 01 01 48 0f af c6 f3 48 ab 89 d1 <f3> aa 4c 89 c8 c3 90 49 89 f9 40 88 f0 48 89 d1 f3 aa 4c 89 c8 c3',
        flags: '00000a87',
        registers:
          'aaaaaaaaaaaaaaaa vmalloc+1d000 1 1 aa vmalloc+1e000 sp+18 4ffb vmalloc+1d000 1 kernel+a58f60 vmalloc+25000 modules+9470 sp+140 sp+140',
      },
      stacks: [
        {
          stackPointers: [15784],
          frames: `
<TASK>
? lkdtm_VMALLOC_LINEAR_OVERFLOW+0x4d/0x70 [lkdtm]
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000a87',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-WARNING': {
      fault: {
        cause: 'warn',
        location: 'drivers/misc/lkdtm/bugs.c:85',
        instructionPointer: 'lkdtm_WARNING+0x14/0x20 [lkdtm]',
        code: '08 5b 41 5c 5d c3 0f 1f 44 00 00 55 48 89 e5 0f 0b 0f 1f 44 00 00 0f 1f 44 00 00 83 05 08 99 00 00 01 55 48 89 e5 75 02 5d c3 <0f> 0b 5d c3 0f 1f 84 00 00 00 00 00 0f 1f 44 00 00 55 48 8b 04 25',
        flags: '00000202',
        registers:
          'modules+360 count ffffefff ffffffea sp-148 modules+92a0 sp 4ffb ffffefff 1 kernel+a58f60 buffer modules+92a0 sp+128 sp+128',
      },
      stacks: [
        {
          stackPointers: [15808],
          frames: `
<TASK>
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000202',
          userFlags: '00000202',
        },
        {
          stackPointers: [15808],
          frames: `
<TASK>
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000206',
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
        instructionPointer: 'lkdtm_WARNING_MESSAGE+0x24/0x30 [lkdtm]',
        code: '00 00 00 0f 1f 00 0f 1f 44 00 00 55 8b 05 28 98 00 00 48 c7 c7 78 55 00 a0 8d 70 01 48 89 e5 89 35 15 98 00 00 e8 1b cb 36 e1 <0f> 0b 5d c3 0f 1f 84 00 00 00 00 00 0f 1f 44 00 00 55 48 89 e5 5d',
        flags: '00000296',
        registers:
          '20 count ffffefff ffffffea sp-178 ffffefff sp 4ffb ffffefff 1 kernel+a58f60 buffer modules+92b0 sp+128 sp+128',
      },
      stacks: [
        {
          stackPointers: [15808],
          frames: `
<TASK>
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000296',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-WRITE_KERN': {
      before: '6 lkdtm: attempting bad 5374 byte write at %{modules+1cee}',
      fault: {
        cause: 'page-fault',
        errorCode: 3,
        address: 'modules+1cee',
        pageTables: 'pgd+67 pgd+67 pud+63 pmd+67 pte+161',
        instructionPointer: 'lkdtm_WRITE_KERN+0x3c/0x54 [lkdtm]',
        code: '49 c7 c4 ee 1c 00 a0 53 4c 89 e3 4c 89 e2 48 81 eb f0 07 00 a0 48 89 de e8 63 cd 36 e1 4c 89 e7 48 89 d9 48 c7 c6 f0 07 00 a0 <f3> a4 48 c7 c7 10 5d 00 a0 e8 48 cd 36 e1 e8 0f fe ff ff 5b 41 5c',
        flags: '00000286',
        registers:
          '39 14fe 14fe ffffffea modules+7f0 modules+1cee sp+10 4ffb ffffefff 1 kernel+a58f60 modules+1cee modules+9560 sp+138 sp+138',
      },
      stacks: [
        {
          stackPointers: [15792],
          frames: `
<TASK>
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      systemCall: 'write',
    },
    'lkdtm-WRITE_RO_AFTER_INIT': {
      before: '6 lkdtm: attempting bad ro_after_init write at %{modules+8008}',
      fault: {
        cause: 'page-fault',
        errorCode: 3,
        address: 'modules+8008',
        pageTables: 'pgd+67 pgd+67 pud+63 pmd+67 pte+8000000000000161',
        instructionPointer: 'lkdtm_WRITE_RO_AFTER_INIT+0x54/0x62 [lkdtm]',
        code: 'a0 e8 ed ce 36 e1 eb 2e 48 c7 c7 98 5d 00 a0 e8 df ce 36 e1 48 8b 05 be 62 00 00 ba 34 12 cd ab 48 c7 c7 10 5d 00 a0 48 31 d0 <48> 89 05 a8 62 00 00 e8 bd ce 36 e1 5d c3 0f 1f 44 00 00 55 48 c7',
        flags: '00000202',
        registers:
          'fe67479e count ffffefff abcd1234 sp-168 modules+5d10 sp 4ffb ffffefff 1 kernel+a58f60 buffer modules+9550 sp+128 sp+128',
      },
      stacks: [
        {
          stackPointers: [15808],
          frames: `
<TASK>
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
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
dump_stack_lvl+0x1f/0x2c
dump_stack+0x10/0x12
panic+0xf5/0x2ae
? vprintk+0x2c/0x30
sysrq_handle_crash+0x15/0x20
__handle_sysrq.cold+0x3f/0x105
write_sysrq_trigger+0x28/0x40
proc_reg_write+0x53/0x90
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
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
dump_stack_lvl+0x1f/0x2c
dump_stack+0x10/0x12
panic+0xf5/0x2ae
do_exit.cold+0x15/0x15
do_group_exit+0x2c/0x60
__x64_sys_exit_group+0x18/0x20
x64_sys_call+0x3ad/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          userFlags: '00000202',
        },
      ],
      systemCall: 'exit_group',
    },
    'no-root': {
      before: `
4 List of all partitions:
4 No filesystem could mount root, tried: 
4 
`,
      fault: null,
      panic: 'VFS: Unable to mount root fs on unknown-block(0,0)',
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
dump_stack_lvl+0x1f/0x2c
dump_stack+0x10/0x12
panic+0xf5/0x2ae
? _printk+0x5a/0x5c
mount_block_root+0x1e3/0x1e3
mount_root+0x16f/0x17b
prepare_namespace+0x13a/0x16b
kernel_init_freeable+0x1c9/0x1d6
? rest_init+0x90/0x90
kernel_init+0x1a/0x110
ret_from_fork+0x1f/0x30
</TASK>
`,
        },
      ],
      systemCall: null,
    },
    'lkdtm-WARNING/panic': {
      fault: null,
      blocks: [
        {
          instructionPointer: 'lkdtm_WARNING+0x14/0x20 [lkdtm]',
          code: '08 5b 41 5c 5d c3 0f 1f 44 00 00 55 48 89 e5 0f 0b 0f 1f 44 00 00 0f 1f 44 00 00 83 05 08 99 00 00 01 55 48 89 e5 75 02 5d c3 <0f> 0b 5d c3 0f 1f 84 00 00 00 00 00 0f 1f 44 00 00 55 48 8b 04 25',
          flags: '00000202',
          registers:
            'modules+360 count ffffefff ffffffea sp-148 modules+92a0 sp 4ffb ffffefff 1 kernel+a58f60 buffer modules+92a0 sp+128 sp+128',
        },
      ],
      panic: 'panic_on_taint set ...',
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
dump_stack_lvl+0x1f/0x2c
dump_stack+0x10/0x12
panic+0xf5/0x2ae
add_taint.cold+0x26/0x26
? lkdtm_WARNING+0x14/0x20 [lkdtm]
__warn.cold+0x90/0xdf
? lkdtm_WARNING+0x14/0x20 [lkdtm]
report_bug+0xa3/0xc0
handle_bug+0x40/0x70
exc_invalid_op+0x18/0x70
asm_exc_invalid_op+0x1b/0x20
@0
? lkdtm_BUG+0x10/0x10 [lkdtm]
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
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
