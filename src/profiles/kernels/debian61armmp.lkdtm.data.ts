/**
 * What LKDTM's types print on 6.1.0-50-armmp.
 *
 * Source: linux-console `armd61-lkdtm-basic`, `armd61-lkdtm-corrupt-stack-strong`, `armd61-lkdtm-corrupt-stack`, `armd61-lkdtm-exec`, `armd61-lkdtm-exhaust-stack`, `armd61-lkdtm-fortify`, `armd61-lkdtm-heap`, `armd61-lkdtm-lists`, `armd61-lkdtm-pac`, `armd61-lkdtm-panic`, `armd61-lkdtm-perms`, `armd61-lkdtm-refcount-a`, `armd61-lkdtm-refcount-b`, `armd61-lkdtm-refcount-c`, `armd61-lkdtm-refcount-d`, `armd61-lkdtm-slab-free-page`, `armd61-lkdtm-slab-linear`, `armd61-lkdtm-spoken`, `armd61-lkdtm-stack-pages`, `armd61-lkdtm-usercopy-a`, `armd61-lkdtm-usercopy-b`, `armd61-lkdtm-write-after-free`; made by
 * `scripts/record/arch-lkdtm-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type { ArchCrashData } from '../arch-crash-text.ts';

export const debian61armmpLkdtm: ArchCrashData = {
  symbols: `
kmem_cache_free 3c0 @c05b0254
__list_add_valid ac @c07a0bc4
__list_del_entry_valid d0 @c07a0c70
__copy_to_user_std 374 @c0cf66b0
mmiocpy 334 @c0cf8200
usercopy_abort 9c @c0d25158
fortify_panic 18 @c0d28d5c
direct_entry 13c @bf000184 lkdtm
lkdtm_EXCEPTION 14 @bf000574 lkdtm
lkdtm_BUG c @bf000954 lkdtm
recursive_loop b4 @bf00097c lkdtm
lkdtm_WARNING_MESSAGE 4c @bf000a30 lkdtm
lkdtm_CORRUPT_LIST_DEL 160 @bf000ab8 lkdtm
lkdtm_SLAB_FREE_PAGE 44 @bf000c24 lkdtm
lkdtm_VMALLOC_LINEAR_OVERFLOW 74 @bf00118c lkdtm
lkdtm_SLAB_FREE_CROSS 60 @bf001200 lkdtm
lkdtm_EXEC_VMALLOC 2c @bf0012f0 lkdtm
lkdtm_EXEC_KMALLOC 3c @bf00131c lkdtm
lkdtm_EXEC_USERSPACE c4 @bf001358 lkdtm
lkdtm_ACCESS_USERSPACE 140 @bf00141c lkdtm
__refcount_sub_and_test.constprop.0 5c @bf001674 lkdtm
lkdtm_USERCOPY_KERNEL 18c @bf001860 lkdtm
do_usercopy_page_span 1c4 @bf0019ec lkdtm
do_usercopy_slab_whitelist 2a8 @bf001bb0 lkdtm
do_usercopy_slab_size 2a0 @bf001e78 lkdtm
lkdtm_USERCOPY_VMALLOC 48 @bf002138 lkdtm
lkdtm_USERCOPY_FOLIO 9c @bf002180 lkdtm
do_usercopy_stack 324 @bf00221c lkdtm
lkdtm_FORTIFY_STRSCPY 2e8 @bf0025b0 lkdtm
lkdtm_FORTIFY_MEM_MEMBER 1c8 @bf002898 lkdtm
lkdtm_FORTIFY_STR_MEMBER 168 @bf002a60 lkdtm
lkdtm_STACK_GUARD_PAGE_TRAILING 50 @bf002d54 lkdtm
lkdtm_STACK_GUARD_PAGE_LEADING 4c @bf002da4 lkdtm
lkdtm_CORRUPT_STACK_STRONG 58 @bf002e9c lkdtm
lkdtm_CORRUPT_STACK 58 @bf002ef4 lkdtm
lkdtm_EXHAUST_STACK 40 @bf002f4c lkdtm
lkdtm_CORRUPT_LIST_ADD 124 @bf002fa4 lkdtm
lkdtm_ACCESS_NULL 60 @bf0030c8 lkdtm
lkdtm_WRITE_RO_AFTER_INIT 6c @bf00313c lkdtm
lkdtm_WRITE_RO 48 @bf0031a8 lkdtm
lkdtm_WRITE_KERN 64 @bf003204 lkdtm
execute_location a0 @bf003268 lkdtm
lkdtm_EXEC_STACK 60 @bf003334 lkdtm
lkdtm_REFCOUNT_DEC_ZERO d4 @bf003518 lkdtm
lkdtm_REFCOUNT_DEC_NEGATIVE 6c @bf0035ec lkdtm
lkdtm_REFCOUNT_DEC_SATURATED 68 @bf003658 lkdtm
lkdtm_REFCOUNT_INC_OVERFLOW 98 @bf0036c0 lkdtm
lkdtm_REFCOUNT_ADD_OVERFLOW a4 @bf003758 lkdtm
lkdtm_REFCOUNT_ADD_SATURATED 6c @bf0037fc lkdtm
lkdtm_REFCOUNT_INC_SATURATED 6c @bf003868 lkdtm
__refcount_add_not_zero.constprop.0 84 @bf0038d4 lkdtm
lkdtm_REFCOUNT_INC_NOT_ZERO_OVERFLOW 80 @bf003958 lkdtm
lkdtm_REFCOUNT_INC_ZERO c0 @bf0039d8 lkdtm
lkdtm_REFCOUNT_INC_NOT_ZERO_SATURATED 80 @bf003a98 lkdtm
lkdtm_REFCOUNT_ADD_NOT_ZERO_OVERFLOW 80 @bf003b18 lkdtm
lkdtm_REFCOUNT_ADD_ZERO c0 @bf003b98 lkdtm
lkdtm_REFCOUNT_ADD_NOT_ZERO_SATURATED 80 @bf003c58 lkdtm
lkdtm_REFCOUNT_SUB_AND_TEST_NEGATIVE 84 @bf003cd8 lkdtm
lkdtm_REFCOUNT_SUB_AND_TEST_SATURATED 80 @bf003d5c lkdtm
lkdtm_REFCOUNT_DEC_AND_TEST_NEGATIVE 80 @bf003ddc lkdtm
lkdtm_REFCOUNT_DEC_AND_TEST_SATURATED 80 @bf003e5c lkdtm
_copy_to_user 54 @bf003edc lkdtm
lkdtm_FORTIFY_MEM_OBJECT 11c @bf0041dc lkdtm
lkdtm_FORTIFY_STR_OBJECT d08 @bf0042f8 lkdtm
`,
  paths: {
    'lkdtm-ACCESS_NULL': {
      before: '6 lkdtm: attempting bad read at 00000000',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1eb8],
          frames: `
lkdtm_ACCESS_NULL [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 27,
        address: '0',
        pageTables: 'pgd+835 0 0',
        instructionPointer: 'lkdtm_ACCESS_NULL+0x20/0x60 [lkdtm]',
        linkRegister: 'lkdtm_ACCESS_NULL+0x20/0x60 [lkdtm]',
        flags: '60070013',
        registers: 'ffffefff heap+d1e0 obj0 sp+c8 module+a8cc sp+c8 0 c 0 obj1+5c0 0 0 26',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+5c0:8} pointer offset 0
NULL pointer
non-paged memory
NULL pointer
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'obj2 c 0 module+2a0 module+184 obj3+6c0 heap+da88 c obj4+a18 kernel+37ef7c kernel+37ef20 obj3+6c0 c sp+c8 obj1+5c0 heap+da88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+ea0 0 canary 145000 sp+f8 8afcc 80000017 obj1+5c0 254 obj8 kernel+a3ad20 sp+f8 kernel+a3ad20 0 0 0 canary 1d4 obj3+6c0 obj3+6c0 0 0 kernel+2f0 obj1+5c0 4 heap+d1e0 kernel+2cc390 0 0 obj3+6c0 canary 1 1d4 heap+da88 c 4 kernel+c0 1d4 heap+da88 1 heap+da88 c 1 1d4 heap+da88 c 4 14b470 usp 20 heap+d1e0 4 usp-48 c381f 11226 60070030 1 0 0',
        code: 'e3060554 e34b0f00 e1a01004 eb747db6 (e5945000) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+f0',
          registers: '1d4 heap+da88 1 heap+da88 c 1 1d4 heap+da88 c 4 14b470 usp 20 heap+d1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-ACCESS_USERSPACE': {
      before: '6 lkdtm: attempting bad read at %{map0:8}',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ea8],
          frames: `
lkdtm_ACCESS_USERSPACE [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 27,
        address: 'map0',
        pageTables: 'pgd+835 pte0+55f pte0+c7e',
        instructionPointer: 'lkdtm_ACCESS_USERSPACE+0xe8/0x140 [lkdtm]',
        linkRegister: 'lkdtm_ACCESS_USERSPACE+0xe8/0x140 [lkdtm]',
        flags: '60000013',
        registers: 'ffffefff 3a91e0 obj0 sp+d8 module+a8c4 sp+d8 0 51 map0 obj1+5c0 0 0 26',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+5c0:8} pointer offset 0
non-paged memory
non-paged memory
NULL pointer
2-page vmalloc region starting at 0x%{sp-1ea8:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1ea8:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          '22 0 0 canary module+5150 obj2 11 module+2a0 module+184 obj3+6c0 3a9a88 11 obj4+a18 kernel+37ef7c kernel+37ef20 obj3+6c0 11 sp+d8 obj1+5c0 3a9a88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+ec4 0 canary 145000 sp+108 8afcc 80000017 obj1+5c0 254 obj8+200 kernel+a3ad20 sp+108 kernel+a3ad20 0 0 0 canary 1d4 obj3+6c0 obj3+6c0 0 0 kernel+2f0 obj1+5c0 4 3a91e0 kernel+2cc390 0 0 obj3+6c0 canary 1 1d4 3a9a88 11 4 kernel+c0 1d4 3a9a88 1 3a9a88 11 1 1d4 3a9a88 11 4 14b470 usp 20 3a91e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e1a01004 e3060554 e34b0f00 eb7484af (e5943000) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+100',
          registers: '1d4 3a9a88 1 3a9a88 11 1 1d4 3a9a88 11 4 14b470 usp 20 3a91e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-ARRAY_BOUNDS': {
      before: `
6 lkdtm: Array access within bounds ...
6 lkdtm: Array access beyond bounds ...
3 lkdtm: FAIL: survived array bounds overflow!
4 lkdtm: This is probably expected, since this kernel (6.1.0-50-armmp armv7l) was built *without* CONFIG_UBSAN_BOUNDS=y
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-BUDDY_INIT_ON_ALLOC': {
      before: '6 lkdtm: Memory appears initialized (0, no earlier values)',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-BUG': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ec8],
          frames: `
lkdtm_BUG [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'drivers/misc/lkdtm/bugs.c:78',
        errorCode: 0,
        instructionPointer: 'lkdtm_BUG+0x8/0xc [lkdtm]',
        linkRegister: 'direct_entry+0x11c/0x13c [lkdtm]',
        flags: 'a0070013',
        registers: 'ffffefff heap+a1e0 obj0 sp+b8 module+a738 sp+b8 0 4 obj1 module+954 0 0 module+a738',
        special: 'table+6a 51',
        objects: `
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
NULL pointer
NULL pointer
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
non-slab/vmalloc memory
non-paged memory
NULL pointer
2-page vmalloc region starting at 0x%{sp-1ec8:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1ec8:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'module+184 obj2+300 heap+aa88 4 obj3+a18 kernel+37ef7c kernel+37ef20 obj2+300 4 sp+b8 obj4+5c0 heap+aa88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+24 0 canary 145000 sp+e8 8afcc 80000017 obj4+5c0 254 obj8 kernel+a3ad20 sp+e8 kernel+a3ad20 0 0 0 canary 1d4 obj2+300 obj2+300 0 0 kernel+2f0 obj4+5c0 4 heap+a1e0 kernel+2cc390 0 0 obj2+300 canary 1 1d4 heap+aa88 4 4 kernel+c0 1d4 heap+aa88 1 heap+aa88 4 1 1d4 heap+aa88 4 4 14b470 usp 20 heap+a1e0 4 usp-48 c381f 11226 60070030 1 0 0',
        code: 'e8bd4070 ea74879b e52de004 e28dd004 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+e0',
          registers: '1d4 heap+aa88 1 heap+aa88 4 1 1d4 heap+aa88 4 4 14b470 usp 20 heap+a1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-CFI_BACKWARD': {
      before: `
6 lkdtm: Attempting unchecked stack return address redirection ...
4 lkdtm: Eek: return address mismatch! %{obj0:8} != %{module+413c:8}
3 lkdtm: FAIL: stack return address manipulation failed!
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-CFI_FORWARD_PROTO': {
      before: `
6 lkdtm: Calling matched prototype ...
6 lkdtm: Calling mismatched prototype ...
3 lkdtm: FAIL: survived mismatched prototype function call!
4 lkdtm: This is probably expected, since this kernel (6.1.0-50-armmp armv7l) was built *without* CONFIG_CFI_CLANG=y
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-CORRUPT_LIST_ADD': {
      before: `
6 lkdtm: attempting good list addition
6 lkdtm: attempting corrupted list addition
3 list_add corruption. next->prev should be prev (%{sp+8:8}), but was 00000000. (next=%{sp+24:8}).
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e80],
          frames: `
__list_add_valid from lkdtm_CORRUPT_LIST_ADD+0xa0/0x124 [lkdtm]
lkdtm_CORRUPT_LIST_ADD [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'lib/list_debug.c:27',
        errorCode: 0,
        instructionPointer: '__list_add_valid+0x98/0xac',
        linkRegister: '__list_add_valid+0x98/0xac',
        flags: '60000013',
        registers: 'ffffefff heap+c1e0 obj0 sp+100 module+a7c8 sp+8 sp+14 sp+24 sp+1c obj1+5c0 0 0 5d',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+5c0:8} pointer offset 0
2-page vmalloc region starting at 0x%{sp-1e80:8} allocated at kernel_clone+0xac/0x3c4
2-page vmalloc region starting at 0x%{sp-1e80:8} allocated at kernel_clone+0xac/0x3c4
2-page vmalloc region starting at 0x%{sp-1e80:8} allocated at kernel_clone+0xac/0x3c4
2-page vmalloc region starting at 0x%{sp-1e80:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1e80:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'sp+1c module+3044 sp+24 sp+14 heap+c1e0 sp+8 sp+8 0 0 0 0 canary sp+100 obj2 11 0 sp+100 module+2a0 module+184 obj3+300 heap+ca88 11 obj4+a18 kernel+37ef7c kernel+37ef20 obj3+300 11 sp+100 obj1+5c0 heap+ca88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+ea0 0 canary heap+c1e0 kernel+bf8 obj3+300 1 obj8+854 1 obj3+300 heap+ca88 11 heap+ca88 kernel+2f0 obj1+5c0 4 canary 10c5387d obj3+300 obj3+300 0 0 kernel+2f0 obj1+5c0 4 heap+c1e0 kernel+2cc390 0 0 obj3+300 canary 1 1d4 heap+ca88 11 4 kernel+c0 1d4 heap+ca88 1 heap+ca88 11 1 1d4 heap+ca88 11 4 14b470 usp 20 heap+c1e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e1a0300c e30806cc e34c0109 eb1606d9 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+128',
          registers: '1d4 heap+ca88 1 heap+ca88 11 1 1d4 heap+ca88 11 4 14b470 usp 20 heap+c1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-CORRUPT_LIST_DEL': {
      before: `
6 lkdtm: attempting good list removal
6 lkdtm: attempting corrupted list removal
3 list_del corruption. next->prev should be %{sp+10:8}, but was 00000000. (next=%{sp+1c:8})
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e98],
          frames: `
__list_del_entry_valid from lkdtm_CORRUPT_LIST_DEL+0xd4/0x160 [lkdtm]
lkdtm_CORRUPT_LIST_DEL [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'lib/list_debug.c:62',
        errorCode: 0,
        instructionPointer: '__list_del_entry_valid+0x70/0xd0',
        linkRegister: '__list_del_entry_valid+0x70/0xd0',
        flags: '60000013',
        registers: 'ffffefff heap+31e0 obj0 sp+e8 module+a7d0 sp+e8 0 11 sp+8 obj1+b80 0 0 55',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+b80:8} pointer offset 0
2-page vmalloc region starting at 0x%{sp-1e98:8} allocated at kernel_clone+0xac/0x3c4
non-paged memory
NULL pointer
2-page vmalloc region starting at 0x%{sp-1e98:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1e98:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'sp+8 module+b8c sp+10 sp+10 sp+1c sp+8 sp+e8 0 0 canary obj2 module+2a0 module+184 obj3+300 heap+3a88 11 obj4+a18 kernel+37ef7c kernel+37ef20 obj3+300 11 sp+e8 obj1+b80 heap+3a88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+f0c 0 canary 145000 sp+118 8afcc 80000017 obj1+b80 254 obj8+200 kernel+a3ad20 sp+118 kernel+a3ad20 0 0 0 canary 1d4 obj3+300 obj3+300 0 0 kernel+2f0 obj1+b80 4 heap+31e0 kernel+2cc390 0 0 obj3+300 canary 1 1d4 heap+3a88 11 4 kernel+c0 1d4 heap+3a88 1 heap+3a88 11 1 1d4 heap+3a88 11 4 14b470 usp 20 heap+31e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e7f001f2 e30808c0 e34c0109 eb1606b8 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+110',
          registers: '1d4 heap+3a88 1 heap+3a88 11 1 1d4 heap+3a88 11 4 14b470 usp 20 heap+31e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-CORRUPT_PAC': {
      before: '3 lkdtm: XFAIL: this test is arm64-only',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-CORRUPT_STACK': {
      before: '6 lkdtm: Corrupting stack containing char array ...',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from panic+0x110/0x370
panic from generic_handle_arch_irq+0x0/0x44
`,
        },
      ],
      panic: 'stack-protector: Kernel stack is corrupted in: lkdtm_CORRUPT_STACK+0x50/0x58 [lkdtm]',
      fault: null,
    },
    'lkdtm-CORRUPT_STACK_STRONG': {
      before: '6 lkdtm: Corrupting stack containing union ...',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from panic+0x110/0x370
panic from generic_handle_arch_irq+0x0/0x44
`,
        },
      ],
      panic: 'stack-protector: Kernel stack is corrupted in: lkdtm_CORRUPT_STACK_STRONG+0x50/0x58 [lkdtm]',
      fault: null,
    },
    'lkdtm-DOUBLE_FAULT': {
      before: '3 lkdtm: XFAIL: this test is ia32-only',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-EXCEPTION': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ec8],
          frames: `
lkdtm_EXCEPTION [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 2075,
        address: '0',
        pageTables: 'pgd+835 0 0',
        instructionPointer: 'lkdtm_EXCEPTION+0xc/0x14 [lkdtm]',
        linkRegister: 'direct_entry+0x11c/0x13c [lkdtm]',
        flags: 'a0010013',
        registers: 'ffffefff heap+41e0 obj0 sp+b8 module+a750 sp+b8 0 a obj1 0 0 0 module+a750',
        special: 'table+6a 51',
        objects: `
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
NULL pointer
NULL pointer
NULL pointer
non-slab/vmalloc memory
non-paged memory
NULL pointer
2-page vmalloc region starting at 0x%{sp-1ec8:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1ec8:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'module+184 obj2+6c0 heap+4a88 a obj3+a18 kernel+37ef7c kernel+37ef20 obj2+6c0 a sp+b8 obj4+b80 heap+4a88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+f70 0 canary 145000 sp+e8 8afcc 80000017 obj4+b80 254 obj8+200 kernel+a3ad20 sp+e8 kernel+a3ad20 0 0 0 canary 1d4 obj2+6c0 obj2+6c0 0 0 kernel+2f0 obj4+b80 4 heap+41e0 kernel+2cc390 0 0 obj2+6c0 canary 1 1d4 heap+4a88 a 4 kernel+c0 1d4 heap+4a88 1 heap+4a88 a 1 1d4 heap+4a88 a 4 14b470 usp 20 heap+41e0 4 usp-48 c381f 11226 60010030 1 0 0',
        code: 'e8bd87f0 e52de004 e28dd004 e3a03000 (e5833000) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+e0',
          registers: '1d4 heap+4a88 1 heap+4a88 a 1 1d4 heap+4a88 a 4 14b470 usp 20 heap+41e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-EXEC_DATA': {
      before: `
6 lkdtm: attempting ok execution at %{module+12e4:8}
6 lkdtm: attempting bad execution at %{module+accc:8}
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1eb8],
          frames: `
execute_location [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x8000000f,
        address: 'module+accc',
        pageTables: 'pgd+811 pte0+65f pte0+45f',
        instructionPointer: 'lkdtm_FORTIFY_STR_OBJECT+0x69d4/0xd08 [lkdtm]',
        linkRegister: 'execute_location+0x90/0xa0 [lkdtm]',
        flags: '60010013',
        registers: 'ffffefff heap+e1e0 obj0 sp+c8 module+a88c sp+c8 1 e52de004 module+accc obj1+5c0 0 0 2b',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+5c0:8} pointer offset 0
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
vmalloc memory
non-paged memory
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'obj2 a 0 module+2a0 module+184 obj3+300 heap+ea88 a obj4+a18 kernel+37ef7c kernel+37ef20 obj3+300 a sp+c8 obj1+5c0 heap+ea88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+ea0 0 canary 145000 sp+f8 8afcc 80000017 obj1+5c0 254 obj8 kernel+a3ad20 sp+f8 kernel+a3ad20 0 0 0 canary 1d4 obj3+300 obj3+300 0 0 kernel+2f0 obj1+5c0 4 heap+e1e0 kernel+2cc390 0 0 obj3+300 canary 1 1d4 heap+ea88 a 4 kernel+c0 1d4 heap+ea88 1 heap+ea88 a 1 1d4 heap+ea88 a 4 14b470 usp 20 heap+e1e0 4 usp-48 c381f 11226 60010030 1 0 0',
        code: '00000000 c1b92600 c1b920c0 c1b92780 (e52de004) ',
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+f0',
          registers: '1d4 heap+ea88 1 heap+ea88 a 1 1d4 heap+ea88 a 4 14b470 usp 20 heap+e1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-EXEC_KMALLOC': {
      before: `
6 lkdtm: attempting ok execution at %{module+12e4:8}
6 lkdtm: attempting bad execution at %{obj0+2c0:8}
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1eb0],
          frames: `
execute_location [lkdtm] from lkdtm_EXEC_KMALLOC+0x30/0x3c [lkdtm]
lkdtm_EXEC_KMALLOC [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x8000000d,
        address: 'obj0+2c0',
        pageTables: 'pgd+41e',
        instructionPointer: '=obj0+2c0',
        linkRegister: 'execute_location+0x90/0xa0 [lkdtm]',
        flags: '60000013',
        registers: 'ffffefff heap+e1e0 obj1 sp+d0 module+a89c sp+d0 1 e52de004 obj0+2c0 obj2+5c0 0 0 2b',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj2+5c0:8} pointer offset 0
slab kmalloc-64 start %{obj0+2c0:8} pointer offset 0 size 64
vmalloc memory
non-paged memory
2-page vmalloc region starting at 0x%{sp-1eb0:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1eb0:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj1:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'obj0+2c0 d 0 module+134c obj3 module+2a0 module+184 obj4+300 heap+ea88 d obj5+a18 kernel+37ef7c kernel+37ef20 obj4+300 d sp+d0 obj2+5c0 heap+ea88 obj1 kernel+2cbf3c obj6 0 0 0 obj7+23c obj8+ea0 0 canary 145000 sp+100 8afcc 80000017 obj2+5c0 254 obj9 kernel+a3ad20 sp+100 kernel+a3ad20 0 0 0 canary 1d4 obj4+300 obj4+300 0 0 kernel+2f0 obj2+5c0 4 heap+e1e0 kernel+2cc390 0 0 obj4+300 canary 1 1d4 heap+ea88 d 4 kernel+c0 1d4 heap+ea88 1 heap+ea88 d 1 1d4 heap+ea88 d 4 14b470 usp 20 heap+e1e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: '00000000 00000000 00000000 00000000 (e52de004) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+f8',
          registers: '1d4 heap+ea88 1 heap+ea88 d 1 1d4 heap+ea88 d 4 14b470 usp 20 heap+e1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-EXEC_NULL': {
      before: `
6 lkdtm: attempting ok execution at %{module+12e4:8}
6 lkdtm: attempting bad execution at 00000000
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1eb8],
          frames: `
execute_location [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 27,
        address: '0',
        instructionPointer: '=0',
        linkRegister: 'execute_location+0x90/0xa0 [lkdtm]',
        flags: '60010013',
        registers: 'ffffefff heap+a1e0 obj0 sp+c8 module+a8bc sp+c8 0 module+9000 0 obj1+5c0 0 0 2b',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+5c0:8} pointer offset 0
NULL pointer
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
NULL pointer
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'obj2 a 0 module+2a0 module+184 obj3+6c0 heap+aa88 a obj4+a18 kernel+37ef7c kernel+37ef20 obj3+6c0 a sp+c8 obj1+5c0 heap+aa88 obj0 kernel+2cbf3c obj5 0 0 0 obj2+123c obj6+e7c 0 canary 145000 sp+f8 8afcc 80000017 obj1+5c0 254 obj7 kernel+a3ad20 sp+f8 kernel+a3ad20 0 0 0 canary 1d4 obj3+6c0 obj3+6c0 0 0 kernel+2f0 obj1+5c0 4 heap+a1e0 kernel+2cc390 0 0 obj3+6c0 canary 1 1d4 heap+aa88 a 4 kernel+c0 1d4 heap+aa88 1 heap+aa88 a 1 1d4 heap+aa88 a 4 14b470 usp 20 heap+a1e0 4 usp-48 c381f 11226 60010030 1 0 0',
        code: null,
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+f0',
          registers: '1d4 heap+aa88 1 heap+aa88 a 1 1d4 heap+aa88 a 4 14b470 usp 20 heap+a1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-EXEC_RODATA': {
      before: `
6 lkdtm: attempting ok execution at %{module+12e4:8}
6 lkdtm: attempting bad execution at %{module+50b8:8}
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1eb8],
          frames: `
execute_location [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x8000000f,
        address: 'module+50b8',
        pageTables: 'pgd+811 pte0+6df pte0+65f',
        instructionPointer: 'lkdtm_FORTIFY_STR_OBJECT+0xdc0/0xd08 [lkdtm]',
        linkRegister: 'execute_location+0x90/0xa0 [lkdtm]',
        flags: '60070013',
        registers: 'ffffefff heap+21e0 obj0 sp+c8 module+a8ac sp+c8 0 module+9000 module+50b8 obj1+b80 0 0 2b',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+b80:8} pointer offset 0
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
NULL pointer
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'obj2 c 0 module+2a0 module+184 obj3+300 heap+2a88 c obj4+a18 kernel+37ef7c kernel+37ef20 obj3+300 c sp+c8 obj1+b80 heap+2a88 obj0 kernel+2cbf3c obj5 0 0 0 obj2+123c obj6+ea0 0 canary 145000 sp+f8 8afcc 80000017 obj1+b80 254 obj7 kernel+a3ad20 sp+f8 kernel+a3ad20 0 0 0 canary 1d4 obj3+300 obj3+300 0 0 kernel+2f0 obj1+b80 4 heap+21e0 kernel+2cc390 0 0 obj3+300 canary 1 1d4 heap+2a88 c 4 kernel+c0 1d4 heap+2a88 1 heap+2a88 c 1 1d4 heap+2a88 c 4 14b470 usp 20 heap+21e0 4 usp-48 c381f 11226 60070030 1 0 0',
        code: '75636572 6f635f72 00746e75 aa55aa55 (e12fff1e) ',
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+f0',
          registers: '1d4 heap+2a88 1 heap+2a88 c 1 1d4 heap+2a88 c 4 14b470 usp 20 heap+21e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-EXEC_STACK': {
      before: `
6 lkdtm: attempting ok execution at %{module+12e4:8}
6 lkdtm: attempting bad execution at %{sp+14:8}
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e68],
          frames: `
execute_location [lkdtm] from lkdtm_EXEC_STACK+0x3c/0x60 [lkdtm]
lkdtm_EXEC_STACK [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x8000000f,
        address: 'sp+14',
        pageTables: 'pgd+811 pte0+65f pte0+45f',
        instructionPointer: '=sp+14',
        linkRegister: 'execute_location+0x90/0xa0 [lkdtm]',
        flags: '60030013',
        registers: 'ffffefff heap+1e0 obj0 sp+118 module+a894 sp+118 1 e52de004 sp+14 obj1+5c0 0 0 2b',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+5c0:8} pointer offset 0
2-page vmalloc region starting at 0x%{sp-1e68:8} allocated at kernel_clone+0xac/0x3c4
vmalloc memory
non-paged memory
2-page vmalloc region starting at 0x%{sp-1e68:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1e68:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'obj2 b 0 module+3370 b e52de004 e28dd004 e12fff1e e92d4010 e52de004 e28dd004 e3a00040 eb56258b e3a01001 e1a04000 eb0007d5 e1a00004 e8bd4010 ea5622c2 e92d4010 e52de004 canary 0 module+2a0 module+184 obj3+300 heap+a88 b obj4+a18 kernel+37ef7c kernel+37ef20 obj3+300 b sp+118 obj1+5c0 heap+a88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+f0c 0 canary 145000 sp+148 8afcc 80000017 obj1+5c0 254 obj8+200 kernel+a3ad20 sp+148 kernel+a3ad20 0 0 0 canary 1d4 obj3+300 obj3+300 0 0 kernel+2f0 obj1+5c0 4 heap+1e0 kernel+2cc390 0 0 obj3+300 canary 1 1d4 heap+a88 b 4 kernel+c0 1d4 heap+a88 1 heap+a88 b 1 1d4 heap+a88 b 4 14b470 usp 20 heap+1e0 4 usp-48 c381f 11226 60030030 1 0 0',
        code: '0000000b 00000000 bf003370 0000000b (e52de004) ',
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+140',
          registers: '1d4 heap+a88 1 heap+a88 b 1 1d4 heap+a88 b 4 14b470 usp 20 heap+1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-EXEC_USERSPACE': {
      before: `
6 lkdtm: attempting ok execution at %{module+12e4:8}
6 lkdtm: attempting bad execution at %{map0:8}
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1eb8],
          frames: `
lkdtm_EXEC_USERSPACE [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 27,
        address: 'map0',
        instructionPointer: '=map0',
        linkRegister: 'lkdtm_EXEC_USERSPACE+0xb4/0xc4 [lkdtm]',
        flags: '60000013',
        registers: 'ffffefff heap+21e0 obj0 sp+c8 module+a8b4 sp+c8 0 f map0 obj1+5c0 0 0 2b',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+5c0:8} pointer offset 0
non-paged memory
non-paged memory
NULL pointer
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          '1 0 obj2 module+2a0 module+184 obj3+6c0 heap+2a88 f obj4+a18 kernel+37ef7c kernel+37ef20 obj3+6c0 f sp+c8 obj1+5c0 heap+2a88 obj0 kernel+2cbf3c obj5 0 0 0 obj2+123c obj6+ea0 0 canary 145000 sp+f8 8afcc 80000017 obj1+5c0 254 obj7+200 kernel+a3ad20 sp+f8 kernel+a3ad20 heap+21e0 kernel+c934 0 canary 1d4 obj3+6c0 obj3+6c0 0 0 kernel+2f0 obj1+5c0 4 heap+21e0 kernel+2cc390 0 0 obj3+6c0 canary 6c7d4 1d4 heap+2a88 f 4 kernel+c0 1d4 heap+2a88 1 heap+2a88 f 1 1d4 heap+2a88 f 4 14b470 usp 20 heap+21e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: null,
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+f0',
          registers: '1d4 heap+2a88 1 heap+2a88 f 1 1d4 heap+2a88 f 4 14b470 usp 20 heap+21e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-EXEC_VMALLOC': {
      before: `
6 lkdtm: attempting ok execution at %{module+12e4:8}
6 lkdtm: attempting bad execution at %{area0:8}
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1eb0],
          frames: `
execute_location [lkdtm] from lkdtm_EXEC_VMALLOC+0x20/0x2c [lkdtm]
lkdtm_EXEC_VMALLOC [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x8000000f,
        address: 'area0',
        pageTables: 'pgd+811 pte0+65f pte0+45f',
        instructionPointer: '=area0',
        linkRegister: 'execute_location+0x90/0xa0 [lkdtm]',
        flags: '60000013',
        registers: 'ffffefff heap+b1e0 obj0 sp+d0 module+a8a4 sp+d0 1 e52de004 area0 obj1+5c0 0 0 2b',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+5c0:8} pointer offset 0
1-page vmalloc region starting at 0x%{area0:8} allocated at lkdtm_EXEC_VMALLOC+0x14/0x2c [lkdtm]
vmalloc memory
non-paged memory
2-page vmalloc region starting at 0x%{sp-1eb0:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1eb0:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'area0 d 0 module+1310 obj2 module+2a0 module+184 obj3+300 heap+ba88 d obj4+a18 kernel+37ef7c kernel+37ef20 obj3+300 d sp+d0 obj1+5c0 heap+ba88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+f0c 0 canary 145000 sp+100 8afcc 80000017 obj1+5c0 254 obj8+200 kernel+a3ad20 sp+100 kernel+a3ad20 0 0 0 canary 1d4 obj3+300 obj3+300 0 0 kernel+2f0 obj1+5c0 4 heap+b1e0 kernel+2cc390 0 0 obj3+300 canary 1 1d4 heap+ba88 d 4 kernel+c0 1d4 heap+ba88 1 heap+ba88 d 1 1d4 heap+ba88 d 4 14b470 usp 20 heap+b1e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: null,
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+f8',
          registers: '1d4 heap+ba88 1 heap+ba88 d 1 1d4 heap+ba88 d 4 14b470 usp 20 heap+b1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-EXHAUST_STACK': {
      before: '6 lkdtm: Calling function with 512 frame size to depth 32 ...',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [-0xa8],
          frames: `
recursive_loop [lkdtm] from recursive_loop+0xa8/0xb4 [lkdtm]
recursive_loop [lkdtm] from recursive_loop+0xa8/0xb4 [lkdtm]
recursive_loop [lkdtm] from recursive_loop+0xa8/0xb4 [lkdtm]
recursive_loop [lkdtm] from recursive_loop+0xa8/0xb4 [lkdtm]
recursive_loop [lkdtm] from recursive_loop+0xa8/0xb4 [lkdtm]
recursive_loop [lkdtm] from recursive_loop+0xa8/0xb4 [lkdtm]
recursive_loop [lkdtm] from recursive_loop+0xa8/0xb4 [lkdtm]
recursive_loop [lkdtm] from recursive_loop+0xa8/0xb4 [lkdtm]
recursive_loop [lkdtm] from recursive_loop+0xa8/0xb4 [lkdtm]
recursive_loop [lkdtm] from recursive_loop+0xa8/0xb4 [lkdtm]
recursive_loop [lkdtm] from recursive_loop+0xa8/0xb4 [lkdtm]
recursive_loop [lkdtm] from recursive_loop+0xa8/0xb4 [lkdtm]
recursive_loop [lkdtm] from recursive_loop+0xa8/0xb4 [lkdtm]
recursive_loop [lkdtm] from recursive_loop+0xa8/0xb4 [lkdtm]
recursive_loop [lkdtm] from lkdtm_EXHAUST_STACK+0x30/0x40 [lkdtm]
lkdtm_EXHAUST_STACK [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'stack-guard',
        errorCode: 0,
        die: 'kernel stack overflow',
        instructionPointer: 'recursive_loop+0x8/0xb4 [lkdtm]',
        linkRegister: 'recursive_loop+0xa8/0xb4 [lkdtm]',
        flags: '20000013',
        registers: 'sp+41c heap+a1e0 obj0 sp+2028 module+a760 sp+2028 0 sp+21c sp+433 21b 0 13131313 12',
        special: 'table+6a 51',
        objects: `
non-paged memory
non-paged memory
NULL pointer
non-paged memory
2-page vmalloc region starting at 0x%{sp+a8:8} allocated at kernel_clone+0xac/0x3c4
2-page vmalloc region starting at 0x%{sp+a8:8} allocated at kernel_clone+0xac/0x3c4
NULL pointer
2-page vmalloc region starting at 0x%{sp+a8:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp+a8:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
2-page vmalloc region starting at 0x%{sp+a8:8} allocated at kernel_clone+0xac/0x3c4
`,
        unreadWords: 42,
        stackWords:
          '57ac6e9d 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 sp+433 sp+21c module+a24 0 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 13131313 canary 0 sp+64c sp+434 module+a24 0 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 14141414 canary 0 sp+865 sp+64c module+a24 0 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 15151515 canary 0 sp+a7e sp+864 module+a24 0 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 16161616 canary 0 sp+c97 sp+a7c module+a24 0 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 17171717 canary 0 sp+eb0 sp+c94 module+a24 0 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 18181818 canary 0 sp+10c9 sp+eac module+a24 0 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 19191919 canary 0 sp+12e2 sp+10c4 module+a24 0 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a 1a1a1a1a canary 0 sp+14fb sp+12dc module+a24 0 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b 1b1b1b1b canary 0 sp+1714 sp+14f4 module+a24 0 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c 1c1c1c1c canary 0 sp+192d sp+170c module+a24 0 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d 1d1d1d1d canary 0 sp+1b46 sp+1924 module+a24 0 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e 1e1e1e1e canary 0 sp+1d5f sp+1b3c module+a24 0 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f 1f1f1f1f canary sp+1db0 sp+1f78 sp+1d54 module+a24 0 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 20202020 canary module+5a68 module+a718 e module+2f7c obj1 module+2a0 module+184 obj2+300 heap+aa88 e obj3+a18 kernel+37ef7c kernel+37ef20 obj2+300 e sp+2028 obj4+5c0 heap+aa88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+24 0 canary 145000 sp+2058 8afcc 80000017 obj4+5c0 254 obj8 kernel+a3ad20 sp+2058 kernel+a3ad20 0 0 0 canary 1d4 obj2+300 obj2+300 0 0 kernel+2f0 obj4+5c0 4 heap+a1e0 kernel+2cc390 0 0 obj2+300 canary 1 1d4 heap+aa88 e 4 kernel+c0 1d4 heap+aa88 1 heap+aa88 e 1 1d4 heap+aa88 e 4 14b470 usp 20 heap+a1e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'f57ff05b ea74cb24 e92d4030 e24ddf83 (e52de004) ',
        message: `
0 Insufficient stack space to handle exception!
0 Task stack:     [0x%{sp+a8:8}..0x%{sp+20a8:8}]
0 IRQ stack:      [0xd0800000..0xd0802000]
0 Overflow stack: [0x%{obj9:8}..0x%{obj9+1000:8}]
`,
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+2050',
          registers: '1d4 heap+aa88 1 heap+aa88 e 1 1d4 heap+aa88 e 4 14b470 usp 20 heap+a1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-FORTIFY_MEM_MEMBER': {
      before: '6 lkdtm: trying to memcpy() past the end of a struct member...',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from lkdtm_FORTIFY_MEM_MEMBER+0x1c0/0x1c8 [lkdtm]
lkdtm_FORTIFY_MEM_MEMBER [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'drivers/misc/lkdtm/fortify.c:128',
        instructionPointer: 'lkdtm_FORTIFY_MEM_MEMBER+0x1c0/0x1c8 [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message:
          '4 memcpy: detected field-spanning write (size 15) of single field "target.a" at drivers/misc/lkdtm/fortify.c:128 (size 10)',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+ea88 1 heap+ea88 13 1 1d4 heap+ea88 13 4 14b470 usp 20 heap+e1e0 4 usp-48 c381f 11226',
        },
      ],
      after: `
3 lkdtm: FAIL: fortify did not block a memcpy() struct member write overflow!
3 lkdtm: Unexpected! This kernel (6.1.0-50-armmp armv7l) was built with CONFIG_FORTIFY_SOURCE=y
`,
    },
    'lkdtm-FORTIFY_MEM_OBJECT': {
      before: `
6 lkdtm: trying to memcpy() past the end of a struct
6 lkdtm: 0: 16
6 lkdtm: 1: 16
6 lkdtm: s: 20
0 detected buffer overflow in memcpy
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e50],
          frames: `
fortify_panic from lkdtm_FORTIFY_MEM_OBJECT+0x114/0x11c [lkdtm]
lkdtm_FORTIFY_MEM_OBJECT [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        errorCode: 0,
        instructionPointer: 'fortify_panic+0x14/0x18',
        linkRegister: 'fortify_panic+0x14/0x18',
        flags: '60030013',
        registers: 'ffffefff 3e41e0 obj0 sp+130 module+aa10 sp+130 0 13 module+ad1c obj1+5c0 0 0 22',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+5c0:8} pointer offset 0
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
non-paged memory
NULL pointer
2-page vmalloc region starting at 0x%{sp-1e50:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1e50:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'module+ad1c module+42f0 14 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 canary obj2 module+2a0 module+184 obj3+300 3e4a88 13 obj4+a18 kernel+37ef7c kernel+37ef20 obj3+300 13 sp+130 obj1+5c0 3e4a88 obj0 kernel+2cbf3c obj5 0 0 0 obj2+123c obj6+ea0 0 canary 145000 sp+160 8afcc 80000017 obj1+5c0 254 obj7 kernel+a3ad20 sp+160 kernel+a3ad20 0 0 0 canary 1d4 obj3+300 obj3+300 0 0 kernel+2f0 obj1+5c0 4 3e41e0 kernel+2cc390 0 0 obj3+300 canary 1 1d4 3e4a88 13 4 kernel+c0 1d4 3e4a88 1 3e4a88 13 1 1d4 3e4a88 13 4 14b470 usp 20 3e41e0 4 usp-48 c381f 11226 60030030 1 0 0',
        code: 'e92d4010 e3080308 e34c0109 ebffe694 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+158',
          registers: '1d4 3e4a88 1 3e4a88 13 1 1d4 3e4a88 13 4 14b470 usp 20 3e41e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-FORTIFY_STRSCPY': {
      before: '0 detected buffer overflow in strnlen',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e90],
          frames: `
fortify_panic from lkdtm_FORTIFY_STRSCPY+0x29c/0x2e8 [lkdtm]
lkdtm_FORTIFY_STRSCPY [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        errorCode: 0,
        instructionPointer: 'fortify_panic+0x14/0x18',
        linkRegister: 'fortify_panic+0x14/0x18',
        flags: '60000013',
        registers: 'ffffefff heap+41e0 obj0 sp+f0 module+aa20 sp+f0 0 0 obj1+f80 obj2+5c0 0 0 23',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj2+5c0:8} pointer offset 0
slab kmalloc-64 start %{obj1+f80:8} pointer offset 0 size 64
NULL pointer
NULL pointer
2-page vmalloc region starting at 0x%{sp-1e90:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1e90:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'obj1+f80 module+284c 60000013 68ffffff 6f6c6c65 21 6f6f6600 0 0 canary module+5150 obj3 10 module+2a0 module+184 obj4+300 heap+4a88 10 obj5+a18 kernel+37ef7c kernel+37ef20 obj4+300 10 sp+f0 obj2+5c0 heap+4a88 obj0 kernel+2cbf3c 0 0 0 0 0 0 0 0 145000 canary 8afcc obj2+5c0 sp+120 0 obj2+5c0 0 obj2+5c0 heap+40ac heap+41e0 kernel+c934 0 canary 1d4 obj4+300 obj4+300 0 0 kernel+2f0 obj2+5c0 4 heap+41e0 kernel+2cc390 0 0 obj4+300 canary 8afcc 1d4 heap+4a88 10 4 kernel+c0 1d4 heap+4a88 1 heap+4a88 10 1 1d4 heap+4a88 10 4 14b470 usp 20 heap+41e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e92d4010 e3080308 e34c0109 ebffe694 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+118',
          registers: '1d4 heap+4a88 1 heap+4a88 10 1 1d4 heap+4a88 10 4 14b470 usp 20 heap+41e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-FORTIFY_STR_MEMBER': {
      before: `
6 lkdtm: trying to strncpy() past the end of a struct member...
0 detected buffer overflow in strncpy
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e90],
          frames: `
fortify_panic from lkdtm_FORTIFY_STR_MEMBER+0xcc/0x168 [lkdtm]
lkdtm_FORTIFY_STR_MEMBER [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        errorCode: 0,
        instructionPointer: 'fortify_panic+0x14/0x18',
        linkRegister: 'fortify_panic+0x14/0x18',
        flags: '60030013',
        registers: 'ffffefff heap+f1e0 obj0 sp+f0 module+aa08 sp+f0 0 obj1+2c0 f obj2+5c0 0 0 23',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj2+5c0:8} pointer offset 0
non-paged memory
slab kmalloc-64 start %{obj1+2c0:8} pointer offset 0 size 64
NULL pointer
2-page vmalloc region starting at 0x%{sp-1e90:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1e90:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'f module+2b2c sp+2c f 0 0 0 0 0 canary module+5150 obj3 13 module+2a0 module+184 obj4+300 heap+fa88 13 obj5+a18 kernel+37ef7c kernel+37ef20 obj4+300 13 sp+f0 obj2+5c0 heap+fa88 obj0 kernel+2cbf3c obj6 0 0 0 obj7+23c obj8+f0c 0 canary 145000 sp+120 8afcc 80000017 obj2+5c0 254 obj9+200 kernel+a3ad20 sp+120 kernel+a3ad20 0 0 0 canary 1d4 obj4+300 obj4+300 0 0 kernel+2f0 obj2+5c0 4 heap+f1e0 kernel+2cc390 0 0 obj4+300 canary 1 1d4 heap+fa88 13 4 kernel+c0 1d4 heap+fa88 1 heap+fa88 13 1 1d4 heap+fa88 13 4 14b470 usp 20 heap+f1e0 4 usp-48 c381f 11226 60030030 1 0 0',
        code: 'e92d4010 e3080308 e34c0109 ebffe694 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+118',
          registers: '1d4 heap+fa88 1 heap+fa88 13 1 1d4 heap+fa88 13 4 14b470 usp 20 heap+f1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-FORTIFY_STR_OBJECT': {
      before: `
6 lkdtm: trying to strcmp() past the end of a struct
0 detected buffer overflow in strncpy
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e80],
          frames: `
fortify_panic from lkdtm_FORTIFY_STR_OBJECT+0x58/0xd08 [lkdtm]
lkdtm_FORTIFY_STR_OBJECT [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        errorCode: 0,
        instructionPointer: 'fortify_panic+0x14/0x18',
        linkRegister: 'fortify_panic+0x14/0x18',
        flags: '60030013',
        registers: 'ffffefff heap+31e0 obj0 sp+100 module+aa00 sp+100 0 13 obj1 obj2+5c0 0 0 23',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj2+5c0:8} pointer offset 0
non-slab/vmalloc memory
non-paged memory
NULL pointer
2-page vmalloc region starting at 0x%{sp-1e80:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1e80:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'obj1 module+4350 14 0 0 0 0 0 0 0 0 0 0 0 0 canary 0 module+2a0 module+184 obj3+300 heap+3a88 13 obj4+a18 kernel+37ef7c kernel+37ef20 obj3+300 13 sp+100 obj2+5c0 heap+3a88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+ea0 0 canary 145000 sp+130 8afcc 80000017 obj2+5c0 254 obj8 kernel+a3ad20 sp+130 kernel+a3ad20 0 0 0 canary 1d4 obj3+300 obj3+300 0 0 kernel+2f0 obj2+5c0 4 heap+31e0 kernel+2cc390 0 0 obj3+300 canary 1 1d4 heap+3a88 13 4 kernel+c0 1d4 heap+3a88 1 heap+3a88 13 1 1d4 heap+3a88 13 4 14b470 usp 20 heap+31e0 4 usp-48 c381f 11226 60030030 1 0 0',
        code: 'e92d4010 e3080308 e34c0109 ebffe694 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+128',
          registers: '1d4 heap+3a88 1 heap+3a88 13 1 1d4 heap+3a88 13 4 14b470 usp 20 heap+31e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-OVERFLOW_SIGNED': {
      before: `
6 lkdtm: Normal signed addition ...
6 lkdtm: Overflowing signed addition ...
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-OVERFLOW_UNSIGNED': {
      before: `
6 lkdtm: Normal unsigned addition ...
6 lkdtm: Overflowing unsigned addition ...
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-PANIC': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from panic+0x110/0x370
panic from lkdtm_CORRUPT_LIST_ADD+0x0/0x124 [lkdtm]
`,
        },
      ],
      panic: 'dumptest',
      fault: null,
    },
    'lkdtm-READ_AFTER_FREE': {
      before: `
6 lkdtm: Value in memory before free: 12345678
6 lkdtm: Attempting bad read from freed memory
3 lkdtm: FAIL: Memory was not poisoned!
4 lkdtm: This is probably expected, since this kernel (6.1.0-50-armmp armv7l) was built *without* CONFIG_INIT_ON_FREE_DEFAULT_ON=y
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-READ_BUDDY_AFTER_FREE': {
      before: `
6 lkdtm: Value in memory before free: 12345678
6 lkdtm: Attempting to read from freed memory
3 lkdtm: FAIL: Buddy page was not poisoned!
4 lkdtm: This is probably expected, since this kernel (6.1.0-50-armmp armv7l) was built *without* CONFIG_INIT_ON_FREE_DEFAULT_ON=y
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-REFCOUNT_ADD_NOT_ZERO_OVERFLOW': {
      before: '6 lkdtm: attempting bad refcount_add_not_zero() overflow',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from __refcount_add_not_zero.constprop.0+0x74/0x84 [lkdtm]
__refcount_add_not_zero.constprop.0 [lkdtm] from lkdtm_REFCOUNT_ADD_NOT_ZERO_OVERFLOW+0x40/0x80 [lkdtm]
lkdtm_REFCOUNT_ADD_NOT_ZERO_OVERFLOW [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:19',
        instructionPointer: '__refcount_add_not_zero.constprop.0+0x74/0x84 [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: saturated; leaking memory.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+9a88 1 heap+9a88 1f 1 1d4 heap+9a88 1f 4 14b470 usp 20 heap+91e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Overflow detected: saturated',
    },
    'lkdtm-REFCOUNT_ADD_NOT_ZERO_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_add_not_zero() from saturated',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from __refcount_add_not_zero.constprop.0+0x74/0x84 [lkdtm]
__refcount_add_not_zero.constprop.0 [lkdtm] from lkdtm_REFCOUNT_ADD_NOT_ZERO_SATURATED+0x40/0x80 [lkdtm]
lkdtm_REFCOUNT_ADD_NOT_ZERO_SATURATED [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:19',
        instructionPointer: '__refcount_add_not_zero.constprop.0+0x74/0x84 [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: saturated; leaking memory.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 188a88 1 188a88 20 1 1d4 188a88 20 4 14b470 usp 20 1881e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Saturation detected: still saturated',
    },
    'lkdtm-REFCOUNT_ADD_OVERFLOW': {
      before: `
6 lkdtm: attempting good refcount_add() without overflow
6 lkdtm: attempting bad refcount_add() overflow
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from lkdtm_REFCOUNT_ADD_OVERFLOW+0x78/0xa4 [lkdtm]
lkdtm_REFCOUNT_ADD_OVERFLOW [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:22',
        instructionPointer: 'lkdtm_REFCOUNT_ADD_OVERFLOW+0x78/0xa4 [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: saturated; leaking memory.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+1a88 1 heap+1a88 16 1 1d4 heap+1a88 16 4 14b470 usp 20 heap+11e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Overflow detected: saturated',
    },
    'lkdtm-REFCOUNT_ADD_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_dec() from saturated',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from lkdtm_REFCOUNT_ADD_SATURATED+0x40/0x6c [lkdtm]
lkdtm_REFCOUNT_ADD_SATURATED [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:22',
        instructionPointer: 'lkdtm_REFCOUNT_ADD_SATURATED+0x40/0x6c [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: saturated; leaking memory.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+8a88 1 heap+8a88 17 1 1d4 heap+8a88 17 4 14b470 usp 20 heap+81e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Saturation detected: still saturated',
    },
    'lkdtm-REFCOUNT_ADD_ZERO': {
      before: `
6 lkdtm: attempting safe refcount_add_not_zero() from zero
6 lkdtm: Good: zero detected
6 lkdtm: Correctly stayed at zero
6 lkdtm: attempting bad refcount_add() from zero
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from lkdtm_REFCOUNT_ADD_ZERO+0x94/0xc0 [lkdtm]
lkdtm_REFCOUNT_ADD_ZERO [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:25',
        instructionPointer: 'lkdtm_REFCOUNT_ADD_ZERO+0x94/0xc0 [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: addition on 0; use-after-free.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+8a88 1 heap+8a88 12 1 1d4 heap+8a88 12 4 14b470 usp 20 heap+81e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Zero detected: saturated',
    },
    'lkdtm-REFCOUNT_DEC_AND_TEST_NEGATIVE': {
      before: '6 lkdtm: attempting bad refcount_dec_and_test() below zero',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from __refcount_sub_and_test.constprop.0+0x54/0x5c [lkdtm]
__refcount_sub_and_test.constprop.0 [lkdtm] from lkdtm_REFCOUNT_DEC_AND_TEST_NEGATIVE+0x3c/0x80 [lkdtm]
lkdtm_REFCOUNT_DEC_AND_TEST_NEGATIVE [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:28',
        instructionPointer: '__refcount_sub_and_test.constprop.0+0x54/0x5c [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: underflow; use-after-free.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+ca88 1 heap+ca88 1f 1 1d4 heap+ca88 1f 4 14b470 usp 20 heap+c1e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Negative detected: saturated',
    },
    'lkdtm-REFCOUNT_DEC_AND_TEST_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_dec_and_test() from saturated',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from __refcount_sub_and_test.constprop.0+0x54/0x5c [lkdtm]
__refcount_sub_and_test.constprop.0 [lkdtm] from lkdtm_REFCOUNT_DEC_AND_TEST_SATURATED+0x40/0x80 [lkdtm]
lkdtm_REFCOUNT_DEC_AND_TEST_SATURATED [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:28',
        instructionPointer: '__refcount_sub_and_test.constprop.0+0x54/0x5c [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: underflow; use-after-free.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+4a88 1 heap+4a88 20 1 1d4 heap+4a88 20 4 14b470 usp 20 heap+41e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Saturation detected: still saturated',
    },
    'lkdtm-REFCOUNT_DEC_NEGATIVE': {
      before: '6 lkdtm: attempting bad refcount_dec() below zero',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from lkdtm_REFCOUNT_DEC_NEGATIVE+0x3c/0x6c [lkdtm]
lkdtm_REFCOUNT_DEC_NEGATIVE [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:31',
        instructionPointer: 'lkdtm_REFCOUNT_DEC_NEGATIVE+0x3c/0x6c [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: decrement hit 0; leaking memory.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+aa88 1 heap+aa88 16 1 1d4 heap+aa88 16 4 14b470 usp 20 heap+a1e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Negative detected: saturated',
    },
    'lkdtm-REFCOUNT_DEC_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_dec() from saturated',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from lkdtm_REFCOUNT_DEC_SATURATED+0x3c/0x68 [lkdtm]
lkdtm_REFCOUNT_DEC_SATURATED [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:31',
        instructionPointer: 'lkdtm_REFCOUNT_DEC_SATURATED+0x3c/0x68 [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: decrement hit 0; leaking memory.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+ca88 1 heap+ca88 17 1 1d4 heap+ca88 17 4 14b470 usp 20 heap+c1e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Saturation detected: still saturated',
    },
    'lkdtm-REFCOUNT_DEC_ZERO': {
      before: `
6 lkdtm: attempting good refcount_dec()
6 lkdtm: attempting bad refcount_dec() to zero
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from lkdtm_REFCOUNT_DEC_ZERO+0x50/0xd4 [lkdtm]
lkdtm_REFCOUNT_DEC_ZERO [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:31',
        instructionPointer: 'lkdtm_REFCOUNT_DEC_ZERO+0x50/0xd4 [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: decrement hit 0; leaking memory.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+fa88 1 heap+fa88 12 1 1d4 heap+fa88 12 4 14b470 usp 20 heap+f1e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Zero detected: saturated',
    },
    'lkdtm-REFCOUNT_INC_NOT_ZERO_OVERFLOW': {
      before: '6 lkdtm: attempting bad refcount_inc_not_zero() overflow',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from __refcount_add_not_zero.constprop.0+0x74/0x84 [lkdtm]
__refcount_add_not_zero.constprop.0 [lkdtm] from lkdtm_REFCOUNT_INC_NOT_ZERO_OVERFLOW+0x40/0x80 [lkdtm]
lkdtm_REFCOUNT_INC_NOT_ZERO_OVERFLOW [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:19',
        instructionPointer: '__refcount_add_not_zero.constprop.0+0x74/0x84 [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: saturated; leaking memory.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+6a88 1 heap+6a88 1f 1 1d4 heap+6a88 1f 4 14b470 usp 20 heap+61e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Overflow detected: saturated',
    },
    'lkdtm-REFCOUNT_INC_NOT_ZERO_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_inc_not_zero() from saturated',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from __refcount_add_not_zero.constprop.0+0x74/0x84 [lkdtm]
__refcount_add_not_zero.constprop.0 [lkdtm] from lkdtm_REFCOUNT_INC_NOT_ZERO_SATURATED+0x40/0x80 [lkdtm]
lkdtm_REFCOUNT_INC_NOT_ZERO_SATURATED [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:19',
        instructionPointer: '__refcount_add_not_zero.constprop.0+0x74/0x84 [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: saturated; leaking memory.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+9a88 1 heap+9a88 20 1 1d4 heap+9a88 20 4 14b470 usp 20 heap+91e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Saturation detected: still saturated',
    },
    'lkdtm-REFCOUNT_INC_OVERFLOW': {
      before: `
6 lkdtm: attempting good refcount_inc() without overflow
6 lkdtm: attempting bad refcount_inc() overflow
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from lkdtm_REFCOUNT_INC_OVERFLOW+0x6c/0x98 [lkdtm]
lkdtm_REFCOUNT_INC_OVERFLOW [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:22',
        instructionPointer: 'lkdtm_REFCOUNT_INC_OVERFLOW+0x6c/0x98 [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: saturated; leaking memory.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+aa88 1 heap+aa88 16 1 1d4 heap+aa88 16 4 14b470 usp 20 heap+a1e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Overflow detected: saturated',
    },
    'lkdtm-REFCOUNT_INC_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_inc() from saturated',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from lkdtm_REFCOUNT_INC_SATURATED+0x40/0x6c [lkdtm]
lkdtm_REFCOUNT_INC_SATURATED [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:22',
        instructionPointer: 'lkdtm_REFCOUNT_INC_SATURATED+0x40/0x6c [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: saturated; leaking memory.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+8a88 1 heap+8a88 17 1 1d4 heap+8a88 17 4 14b470 usp 20 heap+81e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Saturation detected: still saturated',
    },
    'lkdtm-REFCOUNT_INC_ZERO': {
      before: `
6 lkdtm: attempting safe refcount_inc_not_zero() from zero
6 lkdtm: Good: zero detected
6 lkdtm: Correctly stayed at zero
6 lkdtm: attempting bad refcount_inc() from zero
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from lkdtm_REFCOUNT_INC_ZERO+0x94/0xc0 [lkdtm]
lkdtm_REFCOUNT_INC_ZERO [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:25',
        instructionPointer: 'lkdtm_REFCOUNT_INC_ZERO+0x94/0xc0 [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: addition on 0; use-after-free.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+4a88 1 heap+4a88 12 1 1d4 heap+4a88 12 4 14b470 usp 20 heap+41e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Zero detected: saturated',
    },
    'lkdtm-REFCOUNT_SUB_AND_TEST_NEGATIVE': {
      before: '6 lkdtm: attempting bad refcount_sub_and_test() below zero',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from __refcount_sub_and_test.constprop.0+0x54/0x5c [lkdtm]
__refcount_sub_and_test.constprop.0 [lkdtm] from lkdtm_REFCOUNT_SUB_AND_TEST_NEGATIVE+0x40/0x84 [lkdtm]
lkdtm_REFCOUNT_SUB_AND_TEST_NEGATIVE [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:28',
        instructionPointer: '__refcount_sub_and_test.constprop.0+0x54/0x5c [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: underflow; use-after-free.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+ca88 1 heap+ca88 1f 1 1d4 heap+ca88 1f 4 14b470 usp 20 heap+c1e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Negative detected: saturated',
    },
    'lkdtm-REFCOUNT_SUB_AND_TEST_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_sub_and_test() from saturated',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from __refcount_sub_and_test.constprop.0+0x54/0x5c [lkdtm]
__refcount_sub_and_test.constprop.0 [lkdtm] from lkdtm_REFCOUNT_SUB_AND_TEST_SATURATED+0x40/0x80 [lkdtm]
lkdtm_REFCOUNT_SUB_AND_TEST_SATURATED [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:28',
        instructionPointer: '__refcount_sub_and_test.constprop.0+0x54/0x5c [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 refcount_t: underflow; use-after-free.',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 272a88 1 272a88 20 1 1d4 272a88 20 4 14b470 usp 20 2721e0 4 usp-48 c381f 11226',
        },
      ],
      after: '6 lkdtm: Saturation detected: still saturated',
    },
    'lkdtm-REPORT_STACK': {
      before: `
6 lkdtm: Starting stack offset tracking for pid %{pid:decimal}
6 lkdtm: Stack offset: 0
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-REPORT_STACK_CANARY': {
      before: '6 lkdtm: Recorded stack canary for pid %{pid:decimal} at offset 2',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-REPORT_STACK_CANARY/again': {
      before: '6 lkdtm: ok: stack canaries differ between pid %{firstpid:decimal} and pid %{pid:decimal} at offset 2.',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-SLAB_FREE_CROSS': {
      before: '6 lkdtm: Attempting cross-cache slab free ...',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from kmem_cache_free+0x300/0x3c0
kmem_cache_free from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'mm/slab.h:660',
        instructionPointer: 'kmem_cache_free+0x300/0x3c0',
        flags: '0',
        registers: '',
        code: null,
        message: '4 cache_from_obj: Wrong slab cache. lkdtm-heap-b but object is from lkdtm-heap-a',
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+fa88 1 heap+fa88 10 1 1d4 heap+fa88 10 4 14b470 usp 20 heap+f1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-SLAB_FREE_DOUBLE': {
      before: '6 lkdtm: Attempting double slab free ...',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e98],
          frames: `
kmem_cache_free from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/slub.c:419',
        errorCode: 0,
        instructionPointer: 'kmem_cache_free+0x288/0x3c0',
        linkRegister: 'direct_entry+0x11c/0x13c [lkdtm]',
        flags: '60000013',
        registers: '40 35d1e0 obj0 sp+e8 41eb0 module+2a0 obj1+eb0 obj2+948 obj3+780 obj2+988 obj4+bb8 2 obj2+948',
        special: 'table+6a 51',
        objects: `
slab lkdtm-heap-double_free start %{obj2+948:8} pointer offset 0
non-paged memory
non-slab/vmalloc memory
slab lkdtm-heap-double_free start %{obj2+948:8} pointer offset 64
slab kmem_cache start %{obj3+780:8} pointer offset 0
slab lkdtm-heap-double_free start %{obj2+948:8} pointer offset 0
non-slab/vmalloc memory
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
non-paged memory
2-page vmalloc region starting at 0x%{sp-1e98:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'sp+14 module+acc0 obj2+948 0 sp+e8 obj2 11 0 sp+e8 module+a84c sp+e8 module+2a0 module+184 obj5+300 35da88 11 obj6+a18 kernel+37ef7c kernel+37ef20 obj5+300 11 sp+e8 obj7+5c0 35da88 obj0 kernel+2cbf3c obj8 0 0 0 obj9+23c obj1+f0c 0 canary 145000 sp+118 8afcc 80000017 obj7+5c0 254 obj10 kernel+a3ad20 sp+118 kernel+a3ad20 0 0 0 canary 1d4 obj5+300 obj5+300 0 0 kernel+2f0 obj7+5c0 4 35d1e0 kernel+2cc390 0 0 obj5+300 canary 1 1d4 35da88 11 4 kernel+c0 1d4 35da88 1 35da88 11 1 1d4 35da88 11 4 14b470 usp 20 35d1e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e594101c e3550000 e0853001 1affffb8 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+110',
          registers: '1d4 35da88 1 35da88 11 1 1d4 35da88 11 4 14b470 usp 20 35d1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-SLAB_FREE_PAGE': {
      before: '6 lkdtm: Attempting non-Slab slab free ...',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from kmem_cache_free+0x350/0x3c0
kmem_cache_free from lkdtm_SLAB_FREE_PAGE+0x34/0x44 [lkdtm]
lkdtm_SLAB_FREE_PAGE [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'mm/slab.h:625',
        instructionPointer: 'kmem_cache_free+0x350/0x3c0',
        flags: '0',
        registers: '',
        code: null,
        message: '4 virt_to_cache: Object is not a Slab page!',
        isOnce: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+aa88 1 heap+aa88 f 1 1d4 heap+aa88 f 4 14b470 usp 20 heap+a1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-SLAB_INIT_ON_ALLOC': {
      before: '6 lkdtm: Memory appears initialized (0, no earlier values)',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-SLAB_LINEAR_OVERFLOW': {
      before: '6 lkdtm: Attempting slab linear overflow ...',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-STACKLEAK_ERASING': {
      before: '3 lkdtm: XFAIL: stackleak is not supported on this arch (HAVE_ARCH_STACKLEAK=n)',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-STACK_GUARD_PAGE_LEADING': {
      before: '6 lkdtm: attempting bad read from page below current stack',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1eb8],
          frames: `
lkdtm_STACK_GUARD_PAGE_LEADING [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 7,
        address: 'sp-1eb9',
        pageTables: 'pgd+811 0 0',
        instructionPointer: 'lkdtm_STACK_GUARD_PAGE_LEADING+0x34/0x4c [lkdtm]',
        linkRegister: 'lkdtm_STACK_GUARD_PAGE_LEADING+0x2c/0x4c [lkdtm]',
        flags: '60000013',
        registers: 'ffffefff heap+51e0 obj0 sp+c8 module+a7d8 sp+c8 0 19 sp-1eb8 obj1+5c0 0 0 module+5614',
        special: 'table+6a 51',
        objects: `
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
NULL pointer
NULL pointer
slab task_struct start %{obj1+5c0:8} pointer offset 0
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
non-paged memory
NULL pointer
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'module+5150 5de8 obj2 module+2a0 module+184 obj3+300 heap+5a88 19 obj4+a18 kernel+37ef7c kernel+37ef20 obj3+300 19 sp+c8 obj1+5c0 heap+5a88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+ea0 0 canary 145000 sp+f8 8afcc 80000017 obj1+5c0 254 obj8 kernel+a3ad20 sp+f8 kernel+a3ad20 0 0 0 canary 1d4 obj3+300 obj3+300 0 0 kernel+2f0 obj1+5c0 4 heap+51e0 kernel+2cc390 0 0 obj3+300 canary 1 1d4 heap+5a88 19 4 kernel+c0 1d4 heap+5a88 1 heap+5a88 19 1 1d4 heap+5a88 19 4 14b470 usp 20 heap+51e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e593421c eb747e7c e3050614 e34b0f00 (e5543001) ',
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+f0',
          registers: '1d4 heap+5a88 1 heap+5a88 19 1 1d4 heap+5a88 19 4 14b470 usp 20 heap+51e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-STACK_GUARD_PAGE_TRAILING': {
      before: '6 lkdtm: attempting bad read from page above current stack',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1eb8],
          frames: `
lkdtm_STACK_GUARD_PAGE_TRAILING [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 7,
        address: 'sp+148',
        pageTables: 'pgd+811 0 0',
        instructionPointer: 'lkdtm_STACK_GUARD_PAGE_TRAILING+0x38/0x50 [lkdtm]',
        linkRegister: 'lkdtm_STACK_GUARD_PAGE_TRAILING+0x2c/0x50 [lkdtm]',
        flags: '60010013',
        registers: 'ffffefff heap+21e0 obj0 sp+c8 module+a7e0 sp+c8 0 1a sp+148 obj1+5c0 0 0 module+55a0',
        special: 'table+6a 51',
        objects: `
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
NULL pointer
NULL pointer
slab task_struct start %{obj1+5c0:8} pointer offset 0
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
non-paged memory
NULL pointer
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1eb8:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'module+5150 5e04 obj2 module+2a0 module+184 obj3+300 heap+2a88 1a obj4+a18 kernel+37ef7c kernel+37ef20 obj3+300 1a sp+c8 obj1+5c0 heap+2a88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+f0c 0 canary 145000 sp+f8 8afcc 80000017 obj1+5c0 254 obj8+200 kernel+a3ad20 sp+f8 kernel+a3ad20 0 0 0 canary 1d4 obj3+300 obj3+300 0 0 kernel+2f0 obj1+5c0 4 heap+21e0 kernel+2cc390 0 0 obj3+300 canary 1 1d4 heap+2a88 1a 4 kernel+c0 1d4 heap+2a88 1 heap+2a88 1a 1 1d4 heap+2a88 1a 4 14b470 usp 20 heap+21e0 4 usp-48 c381f 11226 60010030 1 0 0',
        code: 'eb747e90 e30505a0 e34b0f00 e2844a02 (e5d43000) ',
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+f0',
          registers: '1d4 heap+2a88 1 heap+2a88 1a 1 1d4 heap+2a88 1a 4 14b470 usp 20 heap+21e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-UNALIGNED_LOAD_STORE_WRITE': {
      before: '3 lkdtm: XFAIL: arch has CONFIG_HAVE_EFFICIENT_UNALIGNED_ACCESS',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-UNSET_SMEP': {
      before: '3 lkdtm: XFAIL: this test is x86_64-only',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-USERCOPY_FOLIO': {
      before: `
6 lkdtm: attempting good copy_to_user() from kernel folio: %{obj4+800:8}
6 lkdtm: attempting bad copy_to_user() from kernel folio: %{obj4+800:8}
0 usercopy: Kernel memory exposure attempt detected from page alloc (offset 6144, size 4096)!
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e58],
          frames: `
usercopy_abort from __check_object_size+0x208/0x2d8
__check_object_size from do_usercopy_page_span+0x184/0x1c4 [lkdtm]
do_usercopy_page_span [lkdtm] from lkdtm_USERCOPY_FOLIO+0x44/0x9c [lkdtm]
lkdtm_USERCOPY_FOLIO [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0,
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        flags: '60000013',
        registers: 'ffffefff heap+91e0 obj0 sp+128 obj1+e8 obj2+800 1 1000 1800 obj3+b80 0 0 5b',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj3+b80:8} pointer offset 0
non-paged memory
non-paged memory
non-paged memory
slab kmalloc-1k start %{obj2+800:8} pointer offset 0 size 1024
non-slab/vmalloc memory
2-page vmalloc region starting at 0x%{sp-1e58:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'kernel+d8a370 kernel+d8a370 kernel+d8a370 1800 1000 obj2+800 obj1+e8 kernel+2c5464 1000 kernel+a227f8 sp+3c map0 obj4+800 1000 module+ad0c 800 sp+128 module+1b70 22 0 obj1+e8 f 0 sp+128 module+a9c0 module+21c4 obj5 module+2a0 module+184 obj6+300 heap+9a88 f obj7+a18 kernel+37ef7c kernel+37ef20 obj6+300 f sp+128 obj3+b80 heap+9a88 obj0 kernel+2cbf3c obj8 0 0 0 obj9+23c obj1+ec4 0 canary 145000 sp+158 8afcc 80000017 obj3+b80 254 obj10+200 kernel+a3ad20 sp+158 kernel+a3ad20 0 0 0 canary 1d4 obj6+300 obj6+300 0 0 kernel+2f0 obj3+b80 4 heap+91e0 kernel+2cc390 0 0 obj6+300 canary 1 1d4 heap+9a88 f 4 kernel+c0 1d4 heap+9a88 1 heap+9a88 f 1 1d4 heap+9a88 f 4 14b470 usp 20 heap+91e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e98d4001 e3090ed4 e34c0106 ebfff574 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+150',
          registers: '1d4 heap+9a88 1 heap+9a88 f 1 1d4 heap+9a88 f 4 14b470 usp 20 heap+91e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-USERCOPY_KERNEL': {
      before: `
6 lkdtm: attempting good copy_to_user from kernel rodata: %{module+50bc:8}
6 lkdtm: attempting bad copy_to_user from kernel text: %{kernel+253e4c:8}
0 usercopy: Kernel memory exposure attempt detected from kernel text (offset 2440780, size 4096)!
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e68],
          frames: `
usercopy_abort from __check_object_size+0x2bc/0x2d8
__check_object_size from lkdtm_USERCOPY_KERNEL+0x148/0x18c [lkdtm]
lkdtm_USERCOPY_KERNEL [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0,
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        flags: '60000013',
        registers: 'ffffefff heap+91e0 obj0 sp+118 obj1+fac kernel+254e4c 1 1000 253e4c obj2+b80 0 0 5f',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj2+b80:8} pointer offset 0
non-paged memory
non-paged memory
non-paged memory
non-slab/vmalloc memory
non-slab/vmalloc memory
2-page vmalloc region starting at 0x%{sp-1e68:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'kernel+d8a370 kernel+d8a370 kernel+d8a370 253e4c 1000 kernel+18900 kernel+253e4c kernel+2c5518 1000 kernel+a227f8 sp+3c map0 1000 11 sp+118 module+a9c8 sp+118 module+19a8 22 0 obj3 10 0 module+2a0 module+184 obj4+300 heap+9a88 10 obj5+a18 kernel+37ef7c kernel+37ef20 obj4+300 10 sp+118 obj2+b80 heap+9a88 obj0 kernel+2cbf3c obj6 0 0 0 obj7+23c obj8+ec4 0 canary 145000 sp+148 8afcc 80000017 obj2+b80 254 obj9 kernel+a3ad20 sp+148 kernel+a3ad20 0 0 heap+91e0 canary 1d4 obj4+300 obj4+300 0 0 kernel+2f0 obj2+b80 4 heap+91e0 kernel+2cc390 0 0 10c5387d canary kernel+c0 1d4 heap+9a88 10 4 kernel+c0 1d4 heap+9a88 1 heap+9a88 10 1 1d4 heap+9a88 10 4 14b470 usp 20 heap+91e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e98d4001 e3090ed4 e34c0106 ebfff574 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+140',
          registers: '1d4 heap+9a88 1 heap+9a88 10 1 1d4 heap+9a88 10 4 14b470 usp 20 heap+91e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-USERCOPY_SLAB_SIZE_FROM': {
      before: `
6 lkdtm: attempting good copy_from_user of correct size
6 lkdtm: attempting bad copy_from_user of too large size
0 usercopy: Kernel memory overwrite attempt detected to SLUB object 'kmalloc-1k' (offset 16, size 1024)!
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e30],
          frames: `
usercopy_abort from __check_heap_object+0xd8/0xf4
__check_heap_object from __check_object_size+0x25c/0x2d8
__check_object_size from do_usercopy_slab_size+0x284/0x2a0 [lkdtm]
do_usercopy_slab_size [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0,
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        flags: '60000013',
        registers: 'ffffefff 200 map0+10 obj0+410 obj0+410 obj1+130 0 400 10 obj2+5c0 0 0 66',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj2+5c0:8} pointer offset 0
zero-size pointer
non-paged memory
NULL pointer
non-slab/vmalloc memory
slab kmalloc-1k start %{obj0+400:8} pointer offset 16 size 1024
slab kmalloc-1k start %{obj0+400:8} pointer offset 16 size 1024
non-paged memory
non-paged memory
non-paged memory
`,
        stackWords:
          'kernel+d69ed0 kernel+d64fd8 kernel+d578b4 10 400 400 50000000 kernel+2b1dcc 400 0 obj0+410 400 0 obj0+810 obj1+130 kernel+2c54b8 400 kernel+a227f8 sp+5c 400 obj0+400 obj0+c00 map0 0 obj0+410 module+20fc 22 0 obj3 obj3 18 0 sp+150 module+a988 sp+150 obj4 heap+41e0 module+2a0 module+184 obj5+300 heap+4a88 18 obj6+a18 kernel+37ef7c kernel+37ef20 obj5+300 18 sp+150 obj2+5c0 heap+4a88 obj4 kernel+2cbf3c obj7 0 0 0 obj8+23c obj1+ea0 0 canary 145000 sp+180 8afcc 80000017 obj2+5c0 254 obj9+200 kernel+a3ad20 sp+180 kernel+a3ad20 0 0 0 canary 1d4 obj5+300 obj5+300 0 0 kernel+2f0 obj2+5c0 4 heap+41e0 kernel+2cc390 0 0 obj5+300 canary 1 1d4 heap+4a88 18 4 kernel+c0 1d4 heap+4a88 1 heap+4a88 18 1 1d4 heap+4a88 18 4 14b470 usp 20 heap+41e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e98d4001 e3090ed4 e34c0106 ebfff574 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+178',
          registers: '1d4 heap+4a88 1 heap+4a88 18 1 1d4 heap+4a88 18 4 14b470 usp 20 heap+41e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-USERCOPY_SLAB_SIZE_TO': {
      before: `
6 lkdtm: attempting good copy_to_user of correct size
6 lkdtm: attempting bad copy_to_user of too large size
0 usercopy: Kernel memory exposure attempt detected from SLUB object 'kmalloc-1k' (offset 16, size 1024)!
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e30],
          frames: `
usercopy_abort from __check_heap_object+0xd8/0xf4
__check_heap_object from __check_object_size+0x25c/0x2d8
__check_object_size from do_usercopy_slab_size+0x1e0/0x2a0 [lkdtm]
do_usercopy_slab_size [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0,
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        flags: '60000013',
        registers: 'ffffefff 200 map0+10 obj0+c10 obj0+c10 obj1+130 1 400 10 obj2+5c0 0 0 67',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj2+5c0:8} pointer offset 0
zero-size pointer
non-paged memory
non-paged memory
non-slab/vmalloc memory
slab kmalloc-1k start %{obj0+c00:8} pointer offset 16 size 1024
slab kmalloc-1k start %{obj0+c00:8} pointer offset 16 size 1024
non-paged memory
non-paged memory
non-paged memory
`,
        stackWords:
          'kernel+d69ed0 kernel+d64fd8 kernel+d578b4 10 400 400 50000000 kernel+2b1dcc 400 1 obj0+c10 400 1 obj0+1010 obj1+130 kernel+2c54b8 400 kernel+a227f8 sp+5c 400 obj0+c00 obj0+1800 map0 1 obj0+c10 module+2058 22 0 obj3 obj3 16 0 sp+150 module+a980 sp+150 obj4 heap+f1e0 module+2a0 module+184 obj5+300 heap+fa88 16 obj6+a18 kernel+37ef7c kernel+37ef20 obj5+300 16 sp+150 obj2+5c0 heap+fa88 obj4 kernel+2cbf3c obj7 0 0 0 obj8+23c obj1+24 0 canary 145000 sp+180 8afcc 80000017 obj2+5c0 254 obj9 kernel+a3ad20 sp+180 kernel+a3ad20 0 0 0 canary 1d4 obj5+300 obj5+300 0 0 kernel+2f0 obj2+5c0 4 heap+f1e0 kernel+2cc390 0 0 obj5+300 canary 1 1d4 heap+fa88 16 4 kernel+c0 1d4 heap+fa88 1 heap+fa88 16 1 1d4 heap+fa88 16 4 14b470 usp 20 heap+f1e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e98d4001 e3090ed4 e34c0106 ebfff574 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+178',
          registers: '1d4 heap+fa88 1 heap+fa88 16 1 1d4 heap+fa88 16 4 14b470 usp 20 heap+f1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-USERCOPY_SLAB_WHITELIST_FROM': {
      before: `
6 lkdtm: attempting good copy_from_user inside whitelist
6 lkdtm: attempting bad copy_from_user outside whitelist
0 usercopy: Kernel memory overwrite attempt detected to SLUB object 'lkdtm-usercopy' (offset 255, size 64)!
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e38],
          frames: `
usercopy_abort from __check_heap_object+0xd8/0xf4
__check_heap_object from __check_object_size+0x25c/0x2d8
__check_object_size from do_usercopy_slab_whitelist+0x1b4/0x2a8 [lkdtm]
do_usercopy_slab_whitelist [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0,
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        flags: '60000013',
        registers: 'ffffefff heap+1e0 0 40 obj0+cff obj1+e8 0 40 ff obj2+b80 0 0 69',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj2+b80:8} pointer offset 0
non-paged memory
non-paged memory
NULL pointer
non-slab/vmalloc memory
slab lkdtm-usercopy start %{obj0+c00:8} pointer offset 255 size 64
non-paged memory
NULL pointer
non-paged memory
non-paged memory
`,
        stackWords:
          'kernel+d69ed0 obj3+880 kernel+d578b4 ff 40 400 50000000 kernel+2b1dcc 40 100 obj0+cff 40 0 obj0+d3f obj1+e8 kernel+2c54b8 map0 kernel+a227f8 sp+5c map0 obj0+c00 module+ad0c obj0+cff 100 40 module+1d64 22 0 obj4 1d 0 sp+148 module+a998 sp+148 obj5 module+2a0 module+184 obj6+6c0 heap+a88 1d obj7+a18 kernel+37ef7c kernel+37ef20 obj6+6c0 1d sp+148 obj2+b80 heap+a88 obj5 kernel+2cbf3c obj8 0 0 0 obj9+23c obj1+ec4 0 canary 145000 sp+178 8afcc 80000017 obj2+b80 254 obj10+200 kernel+a3ad20 sp+178 kernel+a3ad20 0 0 0 canary 1d4 obj6+6c0 obj6+6c0 0 0 kernel+2f0 obj2+b80 4 heap+1e0 kernel+2cc390 0 0 obj6+6c0 canary 1 1d4 heap+a88 1d 4 kernel+c0 1d4 heap+a88 1 heap+a88 1d 1 1d4 heap+a88 1d 4 14b470 usp 20 heap+1e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e98d4001 e3090ed4 e34c0106 ebfff574 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+170',
          registers: '1d4 heap+a88 1 heap+a88 1d 1 1d4 heap+a88 1d 4 14b470 usp 20 heap+1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-USERCOPY_SLAB_WHITELIST_TO': {
      before: `
6 lkdtm: attempting good copy_to_user inside whitelist
6 lkdtm: attempting bad copy_to_user outside whitelist
0 usercopy: Kernel memory exposure attempt detected from SLUB object 'lkdtm-usercopy' (offset 255, size 64)!
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e38],
          frames: `
usercopy_abort from __check_heap_object+0xd8/0xf4
__check_heap_object from __check_object_size+0x25c/0x2d8
__check_object_size from do_usercopy_slab_whitelist+0x248/0x2a8 [lkdtm]
do_usercopy_slab_whitelist [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0,
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        flags: '60030013',
        registers: 'ffffefff heap+d1e0 obj0 40 obj1+ff obj2+e8 1 40 ff obj3+b80 0 0 6a',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj3+b80:8} pointer offset 0
non-paged memory
non-paged memory
non-paged memory
non-slab/vmalloc memory
slab lkdtm-usercopy start %{obj1:8} pointer offset 255 size 64
non-paged memory
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'kernel+d69ed0 obj4+880 kernel+d578b4 ff 40 400 50000000 kernel+2b1dcc 40 100 obj1+ff 40 1 obj1+13f obj2+e8 kernel+2c54b8 map0 kernel+a227f8 sp+5c map0 obj1 module+ad0c obj1+ff 100 40 module+1df8 22 0 obj5 1b 0 sp+148 module+a990 sp+148 obj0 module+2a0 module+184 obj6+6c0 heap+da88 1b obj7+a18 kernel+37ef7c kernel+37ef20 obj6+6c0 1b sp+148 obj3+b80 heap+da88 obj0 kernel+2cbf3c obj8 0 0 0 obj9+23c obj2+ea0 0 canary 145000 sp+178 8afcc 80000017 obj3+b80 254 obj10 kernel+a3ad20 sp+178 kernel+a3ad20 149700 kernel+c934 0 canary 1d4 obj6+6c0 obj6+6c0 0 0 kernel+2f0 obj3+b80 4 heap+d1e0 kernel+2cc390 0 0 obj6+6c0 canary 1 1d4 heap+da88 1b 4 kernel+c0 1d4 heap+da88 1 heap+da88 1b 1 1d4 heap+da88 1b 4 14b470 usp 20 heap+d1e0 4 usp-48 c381f 11226 60030030 1 0 0',
        code: 'e98d4001 e3090ed4 e34c0106 ebfff574 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+170',
          registers: '1d4 heap+da88 1 heap+da88 1b 1 1d4 heap+da88 1b 4 14b470 usp 20 heap+d1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-USERCOPY_STACK_BEYOND': {
      before: `
6 lkdtm: good_stack: %{sp+54:8}-%{sp+74:8}
6 lkdtm: bad_stack : %{sp+1cc:8}-%{sp+1ec:8}
6 lkdtm: attempting good copy_to_user of local stack
6 lkdtm: attempting bad copy_to_user of distant stack
0 usercopy: Kernel memory exposure attempt detected from process stack (offset 4294966868, size 32)!
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e30],
          frames: `
usercopy_abort from __check_object_size+0x12c/0x2d8
__check_object_size from do_usercopy_stack+0x308/0x324 [lkdtm]
do_usercopy_stack [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0,
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        flags: '60000013',
        registers: 'ffffefff heap+e1e0 obj0 sp+73 map0 sp+1ec 1 20 fffffe54 obj1+5c0 0 0 62',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+5c0:8} pointer offset 0
non-paged memory
non-paged memory
non-paged memory
vmalloc memory
non-paged memory
2-page vmalloc region starting at 0x%{sp-1e30:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'kernel+d8a370 kernel+d8a370 kernel+d8a370 fffffe54 20 kernel+c3cf0 sp+3c kernel+2c5388 20 kernel+a227f8 sp+3c 20 20 module+ad0c sp+1cc map0 sp+73 module+2524 22 0 sp+1cc 73696854 20736920 65742061 a2e7473 69685400 73692073 74206120 2e747365 canary sp+8c obj2 16 0 sp+150 module+a9b0 sp+150 module+2a0 module+184 obj3+300 heap+ea88 16 obj4+a18 kernel+37ef7c kernel+37ef20 obj3+300 16 sp+150 obj1+5c0 heap+ea88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+ea0 0 canary 145000 sp+180 8afcc 80000017 obj1+5c0 254 obj8+200 kernel+a3ad20 sp+180 kernel+a3ad20 0 0 0 canary 1d4 obj3+300 obj3+300 0 0 kernel+2f0 obj1+5c0 4 heap+e1e0 kernel+2cc390 0 0 obj3+300 canary 1 1d4 heap+ea88 16 4 kernel+c0 1d4 heap+ea88 1 heap+ea88 16 1 1d4 heap+ea88 16 4 14b470 usp 20 heap+e1e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e98d4001 e3090ed4 e34c0106 ebfff574 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+178',
          registers: '1d4 heap+ea88 1 heap+ea88 16 1 1d4 heap+ea88 16 4 14b470 usp 20 heap+e1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-USERCOPY_STACK_FRAME_FROM': {
      before: `
6 lkdtm: good_stack: %{sp+54:8}-%{sp+74:8}
6 lkdtm: bad_stack : %{sp-24:8}-%{sp-4:8}
6 lkdtm: attempting good copy_from_user of local stack
6 lkdtm: attempting bad copy_from_user of distant stack
0 usercopy: Kernel memory overwrite attempt detected to process stack (offset 68, size 32)!
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e30],
          frames: `
usercopy_abort from __check_object_size+0x12c/0x2d8
__check_object_size from do_usercopy_stack+0x2dc/0x324 [lkdtm]
do_usercopy_stack [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0,
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        flags: '60010013',
        registers: 'ffffefff heap+e1e0 obj0 module+ad0c map0 sp-4 0 20 44 obj1+5c0 0 0 59',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+5c0:8} pointer offset 0
non-paged memory
non-paged memory
NULL pointer
2-page vmalloc region starting at 0x%{sp-1e30:8} allocated at kernel_clone+0xac/0x3c4
non-paged memory
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'kernel+d8a370 kernel+d8a370 kernel+d8a370 44 20 kernel+c3cf0 sp+3c kernel+2c5388 20 kernel+a227f8 sp+3c 20 20 0 sp-24 map0 module+ad0c module+24f8 22 0 sp-24 0 0 0 0 0 0 0 0 canary sp+8c obj2 1a 0 sp+150 module+a9a8 sp+150 module+2a0 module+184 obj3+300 heap+ea88 1a obj4+a18 kernel+37ef7c kernel+37ef20 obj3+300 1a sp+150 obj1+5c0 heap+ea88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+ea0 0 canary 145000 sp+180 8afcc 80000017 obj1+5c0 254 obj8 kernel+a3ad20 sp+180 kernel+a3ad20 0 0 0 canary 1d4 obj3+300 obj3+300 0 0 kernel+2f0 obj1+5c0 4 heap+e1e0 kernel+2cc390 0 0 obj3+300 canary 1 1d4 heap+ea88 1a 4 kernel+c0 1d4 heap+ea88 1 heap+ea88 1a 1 1d4 heap+ea88 1a 4 14b470 usp 20 heap+e1e0 4 usp-48 c381f 11226 60010030 1 0 0',
        code: 'e98d4001 e3090ed4 e34c0106 ebfff574 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+178',
          registers: '1d4 heap+ea88 1 heap+ea88 1a 1 1d4 heap+ea88 1a 4 14b470 usp 20 heap+e1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-USERCOPY_STACK_FRAME_TO': {
      before: `
6 lkdtm: good_stack: %{sp+54:8}-%{sp+74:8}
6 lkdtm: bad_stack : %{sp-24:8}-%{sp-4:8}
6 lkdtm: attempting good copy_to_user of local stack
6 lkdtm: attempting bad copy_to_user of distant stack
0 usercopy: Kernel memory exposure attempt detected from process stack (offset 68, size 32)!
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e30],
          frames: `
usercopy_abort from __check_object_size+0x12c/0x2d8
__check_object_size from do_usercopy_stack+0x308/0x324 [lkdtm]
do_usercopy_stack [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0,
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        flags: '60000013',
        registers: 'ffffefff heap+d1e0 obj0 sp+73 map0 sp-4 1 20 44 obj1+b80 0 0 5a',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+b80:8} pointer offset 0
non-paged memory
non-paged memory
non-paged memory
2-page vmalloc region starting at 0x%{sp-1e30:8} allocated at kernel_clone+0xac/0x3c4
non-paged memory
2-page vmalloc region starting at 0x%{sp-1e30:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'kernel+d8a370 kernel+d8a370 kernel+d8a370 44 20 kernel+c3cf0 sp+3c kernel+2c5388 20 kernel+a227f8 sp+3c 20 20 module+ad0c sp-24 map0 sp+73 module+2524 22 0 sp-24 73696854 20736920 65742061 a2e7473 69685400 73692073 74206120 2e747365 canary sp+8c obj2 18 0 sp+150 module+a9a0 sp+150 module+2a0 module+184 obj3+6c0 heap+da88 18 obj4+a18 kernel+37ef7c kernel+37ef20 obj3+6c0 18 sp+150 obj1+b80 heap+da88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+e7c 0 canary 145000 sp+180 8afcc 80000017 obj1+b80 254 obj8 kernel+a3ad20 sp+180 kernel+a3ad20 0 0 0 canary 1d4 obj3+6c0 obj3+6c0 0 0 kernel+2f0 obj1+b80 4 heap+d1e0 kernel+2cc390 0 0 obj3+6c0 canary 1 1d4 heap+da88 18 4 kernel+c0 1d4 heap+da88 1 heap+da88 18 1 1d4 heap+da88 18 4 14b470 usp 20 heap+d1e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e98d4001 e3090ed4 e34c0106 ebfff574 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+178',
          registers: '1d4 heap+da88 1 heap+da88 18 1 1d4 heap+da88 18 4 14b470 usp 20 heap+d1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-USERCOPY_VMALLOC': {
      before: `
6 lkdtm: attempting good copy_to_user() from kernel vmalloc: %{area1+800:8}
6 lkdtm: attempting bad copy_to_user() from kernel vmalloc: %{area1+800:8}
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e70],
          frames: `
__copy_to_user_std from _copy_to_user+0x38/0x54 [lkdtm]
_copy_to_user [lkdtm] from do_usercopy_page_span+0x194/0x1c4 [lkdtm]
do_usercopy_page_span [lkdtm] from lkdtm_USERCOPY_VMALLOC+0x2c/0x48 [lkdtm]
lkdtm_USERCOPY_VMALLOC [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 7,
        address: 'area0',
        pageTables: 'pgd+811 0 0',
        instructionPointer: '__copy_to_user_std+0x6c/0x374',
        linkRegister: '=aaaaaaaa',
        flags: '20000013',
        registers:
          'aaaaaaaa sp+10 obj0 aaaaaaaa aaaaaaaa module+ad0c aaaaaaaa aaaaaaaa aaaaaaaa aaaaaaaa 780 area0 map0+800',
        special: 'table+6a 55',
        objects: `
non-paged memory
1-page vmalloc region starting at 0x%{area1:8} allocated at lkdtm_USERCOPY_VMALLOC+0x14/0x48 [lkdtm]
non-paged memory
non-paged memory
non-paged memory
non-paged memory
non-paged memory
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
non-paged memory
non-paged memory
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
2-page vmalloc region starting at 0x%{sp-1e70:8} allocated at kernel_clone+0xac/0x3c4
non-paged memory
`,
        stackWords:
          'area1+800 1000 800 sp+110 map0 1000 0 51 1881e0 module+3f14 map0 module+1b80 22 0 area1 11 0 sp+110 module+a9b8 module+2164 obj1 module+2a0 module+184 obj2+300 188a88 11 obj3+a18 kernel+37ef7c kernel+37ef20 obj2+300 11 sp+110 obj4+b80 188a88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+ec4 0 canary 145000 sp+140 8afcc 80000017 obj4+b80 254 obj8 kernel+a3ad20 sp+140 kernel+a3ad20 0 0 0 canary 1d4 obj2+300 obj2+300 0 0 kernel+2f0 obj4+b80 4 1881e0 kernel+2cc390 0 0 obj2+300 canary 1 1d4 188a88 11 4 kernel+c0 1d4 188a88 1 188a88 11 1 1d4 188a88 11 4 14b470 usp 20 1881e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'ba000002 f5d1f03c f5d1f05c f5d1f07c (e8b15378) ',
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+138',
          registers: '1d4 188a88 1 188a88 11 1 1d4 188a88 11 4 14b470 usp 20 1881e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-VMALLOC_LINEAR_OVERFLOW': {
      before: `
6 lkdtm: Attempting vmalloc linear overflow ...
0 detected buffer overflow in memset
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1eb0],
          frames: 'fortify_panic from lkdtm_SLAB_FREE_CROSS+0x0/0x60 [lkdtm]',
        },
      ],
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        errorCode: 0,
        instructionPointer: 'fortify_panic+0x14/0x18',
        linkRegister: 'fortify_panic+0x14/0x18',
        flags: '60000013',
        registers: 'ffffefff heap+41e0 obj0 sp+d0 module+a814 sp+d0 0 area0 area1 obj1+5c0 0 0 22',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
NULL pointer
slab task_struct start %{obj1+5c0:8} pointer offset 0
1-page vmalloc region starting at 0x%{area1:8} allocated at lkdtm_VMALLOC_LINEAR_OVERFLOW+0x14/0x74 [lkdtm]
1-page vmalloc region starting at 0x%{area0:8} allocated at lkdtm_VMALLOC_LINEAR_OVERFLOW+0x20/0x74 [lkdtm]
NULL pointer
2-page vmalloc region starting at 0x%{sp-1eb0:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1eb0:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'area1 module+1200 obj2 18 0 module+2a0 module+184 obj3+6c0 heap+4a88 18 obj4+a18 kernel+37ef7c kernel+37ef20 obj3+6c0 18 sp+d0 obj1+5c0 heap+4a88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+ea0 0 canary 145000 sp+100 8afcc 80000017 obj1+5c0 254 obj8 kernel+a3ad20 sp+100 kernel+a3ad20 0 0 0 canary 1d4 obj3+6c0 obj3+6c0 0 0 kernel+2f0 obj1+5c0 4 heap+41e0 kernel+2cc390 0 0 obj3+6c0 canary 1 1d4 heap+4a88 18 4 kernel+c0 1d4 heap+4a88 1 heap+4a88 18 1 1d4 heap+4a88 18 4 14b470 usp 20 heap+41e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e92d4010 e3080308 e34c0109 ebffe694 (e7f001f2) ',
        irqsDisabled: true,
      },
      blocks: [],
    },
    'lkdtm-WARNING': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x18c/0x198
warn_slowpath_fmt from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'drivers/misc/lkdtm/bugs.c:85',
        instructionPointer: 'direct_entry+0x11c/0x13c [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+2a88 1 heap+2a88 8 1 1d4 heap+2a88 8 4 14b470 usp 20 heap+21e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-WARNING_MESSAGE': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from lkdtm_WARNING_MESSAGE+0x44/0x4c [lkdtm]
lkdtm_WARNING_MESSAGE [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'drivers/misc/lkdtm/bugs.c:90',
        instructionPointer: 'lkdtm_WARNING_MESSAGE+0x44/0x4c [lkdtm]',
        flags: '0',
        registers: '',
        code: null,
        message: '4 Warning message trigger count: %{warnings:decimal}',
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+ba88 1 heap+ba88 10 1 1d4 heap+ba88 10 4 14b470 usp 20 heap+b1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-WRITE_AFTER_FREE': {
      before: `
6 lkdtm: Allocated memory 1715f94a-1ad7d734
6 lkdtm: Attempting bad write to freed memory at 14819db9
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-WRITE_BUDDY_AFTER_FREE': {
      before: `
6 lkdtm: Writing to the buddy page before free
6 lkdtm: Attempting bad write to the buddy page after free
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-WRITE_KERN': {
      before: '6 lkdtm: attempting bad 7748 byte write at %{module+3128:8}',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1e98],
          frames: `
mmiocpy from lkdtm_WRITE_KERN+0x44/0x64 [lkdtm]
lkdtm_WRITE_KERN [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 2063,
        address: 'module+3128',
        pageTables: 'pgd+811 pte0+4df pte0+65e',
        instructionPointer: 'mmiocpy+0x54/0x334',
        linkRegister: '=eb56258b',
        flags: '20030013',
        registers:
          'e3a00040 sp+10 obj0 e28dd004 e52de004 sp+e8 e92d4010 e12fff1e e28dd004 e52de004 1da4 module+1304 module+3128',
        special: 'table+6a 51',
        objects: `
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
non-paged memory
vmalloc memory
vmalloc memory
vmalloc memory
vmalloc memory
2-page vmalloc region starting at 0x%{sp-1e98:8} allocated at kernel_clone+0xac/0x3c4
vmalloc memory
vmalloc memory
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
2-page vmalloc region starting at 0x%{sp-1e98:8} allocated at kernel_clone+0xac/0x3c4
vmalloc memory
`,
        stackWords:
          'module+12e4 1e44 module+a87c sp+e8 module+3128 module+3128 1bb1e0 module+3248 obj1 b 0 module+2a0 module+184 obj2+300 1bba88 b obj3+a18 kernel+37ef7c kernel+37ef20 obj2+300 b sp+e8 obj4+5c0 1bba88 obj0 kernel+2cbf3c obj5 0 0 0 obj1+123c obj6+ea0 0 canary 145000 sp+118 8afcc 80000017 obj4+5c0 254 obj7 kernel+a3ad20 sp+118 kernel+a3ad20 0 0 0 canary 1d4 obj2+300 obj2+300 0 0 kernel+2f0 obj4+5c0 4 1bb1e0 kernel+2cc390 0 0 obj2+300 canary 1 1d4 1bba88 b 4 kernel+c0 1d4 1bba88 1 1bba88 b 1 1d4 1bba88 b 4 14b470 usp 20 1bb1e0 4 usp-48 c381f 11226 60030030 1 0 0',
        code: 'f5d1f05c f5d1f07c e8b15378 e2522020 (e8a05378) ',
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+110',
          registers: '1d4 1bba88 1 1bba88 b 1 1d4 1bba88 b 4 14b470 usp 20 1bb1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-WRITE_OPD': {
      before: "6 lkdtm: XFAIL: Platform doesn't use function descriptors.",
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-WRITE_RO': {
      before: '6 lkdtm: attempting bad rodata write at %{module+50b4:8}',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ec0],
          frames: `
lkdtm_WRITE_RO [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 2063,
        address: 'module+50b4',
        pageTables: 'pgd+811 pte0+6df pte0+65f',
        instructionPointer: 'lkdtm_WRITE_RO+0x34/0x48 [lkdtm]',
        linkRegister: 'lkdtm_WRITE_RO+0x24/0x48 [lkdtm]',
        flags: '60000013',
        registers: 'ffffefff heap+a1e0 obj0 sp+c0 module+a86c sp+c0 0 9 module+50b4 198b861 aa55aa55 0 2e',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
non-paged memory
non-paged memory
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
non-paged memory
NULL pointer
2-page vmalloc region starting at 0x%{sp-1ec0:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1ec0:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'obj1 module+2a0 module+184 obj2+300 heap+aa88 9 obj3+a18 kernel+37ef7c kernel+37ef20 obj2+300 9 sp+c0 obj4+5c0 heap+aa88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+ea0 0 canary 145000 sp+f0 8afcc 80000017 obj4+5c0 254 obj8 kernel+a3ad20 sp+f0 kernel+a3ad20 0 0 0 canary 1d4 obj2+300 obj2+300 0 0 kernel+2f0 obj4+5c0 4 heap+a1e0 kernel+2cc390 0 0 obj2+300 canary 1 1d4 heap+aa88 9 4 kernel+c0 1d4 heap+aa88 1 heap+aa88 9 1 1d4 heap+aa88 9 4 14b470 usp 20 heap+a1e0 4 usp-48 c381f 11226 60000030 1 0 0',
        code: 'e5942000 e3013234 e34a3bcd e0233002 (e5843000) ',
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+e8',
          registers: '1d4 heap+aa88 1 heap+aa88 9 1 1d4 heap+aa88 9 4 14b470 usp 20 heap+a1e0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-WRITE_RO_AFTER_INIT': {
      before: '6 lkdtm: attempting bad ro_after_init write at %{module+9000:8}',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ec0],
          frames: `
lkdtm_WRITE_RO_AFTER_INIT [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 2063,
        address: 'module+9000',
        pageTables: 'pgd+811 pte0+6df pte0+65f',
        instructionPointer: 'lkdtm_WRITE_RO_AFTER_INIT+0x58/0x6c [lkdtm]',
        linkRegister: 'lkdtm_WRITE_RO_AFTER_INIT+0x48/0x6c [lkdtm]',
        flags: '60070013',
        registers: 'ffffefff heap+31e0 obj0 sp+c0 module+a874 sp+c0 0 14 module+9000 fe67479e 55aa55aa 0 35',
        special: 'table+6a 51',
        objects: `
non-paged memory
NULL pointer
non-paged memory
vmalloc memory
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
non-paged memory
NULL pointer
2-page vmalloc region starting at 0x%{sp-1ec0:8} allocated at kernel_clone+0xac/0x3c4
13-page vmalloc region starting at 0x%{module:8} allocated at load_module+0xa90/0x21c8
2-page vmalloc region starting at 0x%{sp-1ec0:8} allocated at kernel_clone+0xac/0x3c4
slab kmalloc-1k start %{obj0:8} pointer offset 0 size 1024
non-paged memory
non-paged memory
`,
        stackWords:
          'obj1 module+2a0 module+184 obj2+300 heap+3a88 14 obj3+a18 kernel+37ef7c kernel+37ef20 obj2+300 14 sp+c0 obj4+5c0 heap+3a88 obj0 kernel+2cbf3c obj5 0 0 0 obj6+23c obj7+f0c 0 area0+bac 145000 sp+f0 8afcc 80000017 obj4+5c0 254 obj8+200 kernel+a3ad20 sp+f0 kernel+a3ad20 0 0 0 area0+bac 1d4 obj2+300 obj2+300 0 0 kernel+2f0 obj4+5c0 4 heap+31e0 kernel+2cc390 0 0 obj2+300 area0+bac 1 1d4 heap+3a88 14 4 kernel+c0 1d4 heap+3a88 1 heap+3a88 14 1 1d4 heap+3a88 14 4 14b470 usp 20 heap+31e0 4 usp-48 c381f 11226 60070030 1 0 0',
        code: 'e5942000 e3013234 e34a3bcd e0233002 (e5843000) ',
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+e8',
          registers: '1d4 heap+3a88 1 heap+3a88 14 1 1d4 heap+3a88 14 4 14b470 usp 20 heap+31e0 4 usp-48 c381f 11226',
        },
      ],
    },
  },
};
