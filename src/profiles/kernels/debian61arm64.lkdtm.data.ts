/**
 * What LKDTM's types print on 6.1.0-50-arm64.
 *
 * Source: linux-console `a64d61-lkdtm-basic`, `a64d61-lkdtm-corrupt-stack-strong`, `a64d61-lkdtm-corrupt-stack`, `a64d61-lkdtm-exec`, `a64d61-lkdtm-exhaust-stack`, `a64d61-lkdtm-fortify`, `a64d61-lkdtm-heap`, `a64d61-lkdtm-lists`, `a64d61-lkdtm-pac`, `a64d61-lkdtm-panic`, `a64d61-lkdtm-perms`, `a64d61-lkdtm-refcount-a`, `a64d61-lkdtm-refcount-b`, `a64d61-lkdtm-refcount-c`, `a64d61-lkdtm-refcount-d`, `a64d61-lkdtm-slab-free-page`, `a64d61-lkdtm-slab-linear`, `a64d61-lkdtm-spoken`, `a64d61-lkdtm-stack-pages`, `a64d61-lkdtm-usercopy-a`, `a64d61-lkdtm-usercopy-b`, `a64d61-lkdtm-write-after-free`; made by
 * `scripts/record/arch-lkdtm-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type { ArchCrashData } from '../arch-crash-text.ts';

export const debian61arm64Lkdtm: ArchCrashData = {
  symbols: `
lkdtm_do_action 40 @ffff800000d000d0 lkdtm
direct_entry 170 @ffff800000d002e0 lkdtm
lkdtm_EXCEPTION 20 @ffff800000d00720 lkdtm
lkdtm_BUG 10 @ffff800000d00940 lkdtm
recursive_loop c0 @ffff800000d00b04 lkdtm
lkdtm_WARNING_MESSAGE 4c @ffff800000d00bc4 lkdtm
lkdtm_WARNING 40 @ffff800000d00c50 lkdtm
lkdtm_CORRUPT_LIST_DEL 180 @ffff800000d00d20 lkdtm
lkdtm_SLAB_FREE_PAGE 5c @ffff800000d00f44 lkdtm
lkdtm_VMALLOC_LINEAR_OVERFLOW 90 @ffff800000d01570 lkdtm
lkdtm_SLAB_FREE_CROSS 80 @ffff800000d01600 lkdtm
lkdtm_SLAB_FREE_DOUBLE 84 @ffff800000d01680 lkdtm
lkdtm_EXEC_VMALLOC 4c @ffff800000d01754 lkdtm
lkdtm_EXEC_KMALLOC 50 @ffff800000d017a0 lkdtm
lkdtm_EXEC_USERSPACE f0 @ffff800000d017f0 lkdtm
__refcount_sub_and_test.constprop.0 80 @ffff800000d01b50 lkdtm
__refcount_add.constprop.0 80 @ffff800000d01bd0 lkdtm
lkdtm_USERCOPY_KERNEL 17c @ffff800000d01e24 lkdtm
do_usercopy_page_span 190 @ffff800000d01fa0 lkdtm
lkdtm_USERCOPY_FOLIO e4 @ffff800000d02130 lkdtm
lkdtm_USERCOPY_VMALLOC 60 @ffff800000d02214 lkdtm
do_usercopy_stack 2ec @ffff800000d02274 lkdtm
lkdtm_USERCOPY_STACK_BEYOND 30 @ffff800000d02560 lkdtm
lkdtm_USERCOPY_STACK_FRAME_FROM 30 @ffff800000d02590 lkdtm
lkdtm_USERCOPY_STACK_FRAME_TO 30 @ffff800000d025c0 lkdtm
do_usercopy_slab_whitelist 270 @ffff800000d025f0 lkdtm
lkdtm_USERCOPY_SLAB_WHITELIST_FROM 30 @ffff800000d02860 lkdtm
lkdtm_USERCOPY_SLAB_WHITELIST_TO 30 @ffff800000d02890 lkdtm
do_usercopy_slab_size 290 @ffff800000d028c0 lkdtm
lkdtm_USERCOPY_SLAB_SIZE_FROM 30 @ffff800000d02b50 lkdtm
lkdtm_USERCOPY_SLAB_SIZE_TO 30 @ffff800000d02b80 lkdtm
lkdtm_FORTIFY_MEM_MEMBER 1a0 @ffff800000d02eb0 lkdtm
lkdtm_FORTIFY_STR_MEMBER 160 @ffff800000d03050 lkdtm
lkdtm_STACK_GUARD_PAGE_TRAILING 60 @ffff800000d032c4 lkdtm
lkdtm_STACK_GUARD_PAGE_LEADING 5c @ffff800000d03324 lkdtm
lkdtm_CORRUPT_STACK_STRONG 60 @ffff800000d03564 lkdtm
lkdtm_CORRUPT_STACK 60 @ffff800000d035c4 lkdtm
lkdtm_EXHAUST_STACK 58 @ffff800000d03624 lkdtm
change_pac_parameters 64 @ffff800000d0369c lkdtm
lkdtm_CORRUPT_LIST_ADD 124 @ffff800000d03700 lkdtm
lkdtm_ACCESS_NULL 78 @ffff800000d03824 lkdtm
lkdtm_WRITE_RO_AFTER_INIT 80 @ffff800000d038c8 lkdtm
lkdtm_WRITE_RO 5c @ffff800000d03948 lkdtm
execute_location 94 @ffff800000d039d0 lkdtm
lkdtm_EXEC_NULL 2c @ffff800000d03a64 lkdtm
lkdtm_EXEC_RODATA 30 @ffff800000d03a90 lkdtm
lkdtm_EXEC_STACK 64 @ffff800000d03ac0 lkdtm
lkdtm_EXEC_DATA 30 @ffff800000d03b24 lkdtm
lkdtm_WRITE_KERN 88 @ffff800000d03b54 lkdtm
__refcount_dec.constprop.0 54 @ffff800000d03dc0 lkdtm
lkdtm_REFCOUNT_DEC_ZERO e0 @ffff800000d03e14 lkdtm
lkdtm_REFCOUNT_DEC_NEGATIVE 70 @ffff800000d03ef4 lkdtm
lkdtm_REFCOUNT_DEC_SATURATED 70 @ffff800000d03f64 lkdtm
lkdtm_REFCOUNT_SUB_AND_TEST_NEGATIVE 8c @ffff800000d03fd4 lkdtm
lkdtm_REFCOUNT_SUB_AND_TEST_SATURATED 88 @ffff800000d04060 lkdtm
lkdtm_REFCOUNT_DEC_AND_TEST_NEGATIVE 88 @ffff800000d040e8 lkdtm
lkdtm_REFCOUNT_DEC_AND_TEST_SATURATED 88 @ffff800000d04170 lkdtm
lkdtm_REFCOUNT_INC_OVERFLOW a0 @ffff800000d041f8 lkdtm
lkdtm_REFCOUNT_ADD_OVERFLOW ac @ffff800000d04298 lkdtm
lkdtm_REFCOUNT_ADD_SATURATED 74 @ffff800000d04344 lkdtm
lkdtm_REFCOUNT_INC_SATURATED 74 @ffff800000d043b8 lkdtm
__refcount_add_not_zero.constprop.0 b8 @ffff800000d0442c lkdtm
lkdtm_REFCOUNT_INC_NOT_ZERO_OVERFLOW 88 @ffff800000d044e4 lkdtm
lkdtm_REFCOUNT_INC_ZERO d0 @ffff800000d0456c lkdtm
lkdtm_REFCOUNT_INC_NOT_ZERO_SATURATED 88 @ffff800000d0463c lkdtm
lkdtm_REFCOUNT_ADD_NOT_ZERO_OVERFLOW 88 @ffff800000d046c4 lkdtm
lkdtm_REFCOUNT_ADD_ZERO d0 @ffff800000d0474c lkdtm
lkdtm_REFCOUNT_ADD_NOT_ZERO_SATURATED 88 @ffff800000d0481c lkdtm
_copy_to_user 58 @ffff800000d048f0 lkdtm
lkdtm_FORTIFY_MEM_OBJECT 110 @ffff800000d04c58 lkdtm
lkdtm_FORTIFY_STR_OBJECT 1298 @ffff800000d04d68 lkdtm
`,
  paths: {
    'idle-warning': {
      systemCall: null,
      stacks: [
        {
          stackPointers: [0x3d20],
          frames: `
ct_kernel_exit.constprop.0+0xa0/0xb0
ct_idle_enter+0x14/0x20
default_idle_call+0x4c/0x114
do_idle+0x298/0x310
cpu_startup_entry+0x3c/0x4c
rest_init+0xdc/0xe0
arch_post_acpi_subsys_init+0x0/0x28
start_kernel+0x74c/0x790
__primary_switched+0xbc/0xc4
`,
        },
        {
          stackPointers: [0x3d20],
          frames: `
ct_kernel_exit.constprop.0+0xa0/0xb0
ct_idle_enter+0x14/0x20
default_idle_call+0x4c/0x114
do_idle+0x298/0x310
cpu_startup_entry+0x40/0x4c
rest_init+0xdc/0xe0
arch_post_acpi_subsys_init+0x0/0x28
start_kernel+0x74c/0x790
__primary_switched+0xbc/0xc4
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'kernel/context_tracking.c:128',
        flags: '200000c5',
        stackPointer: 'kernel+1cb3d20',
        instructionPointer: 'ct_kernel_exit.constprop.0+0xa0/0xb0',
        linkRegister: 'ct_idle_enter+0x14/0x20',
        registers:
          'sp 41868da0 0 kernel+1cc8d80 0 0 kernel+1cbe9d0 kernel+1815630 kernel+1cbe888 5 obj0+608 0 0 0 map0+680 0 kernel+1cbe9b0 1 c0 bc0 kernel+f8308 kernel+1cc99a0 0 24e39a2b nesting area0 sp kernel+1813608 kernel+1813608 4000000000000000',
        code: null,
        isOnce: true,
      },
    },
    'lkdtm-ACCESS_NULL': {
      before: '6 lkdtm: attempting bad read at 0000000000000000',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3bc0],
          frames: `
lkdtm_ACCESS_NULL+0x2c/0x78 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x96000006,
        pageTables: 'pgd+800000000000003 pgd+800000000000003 pud+800000000000003 0',
        flags: '60000005',
        instructionPointer: 'lkdtm_ACCESS_NULL+0x2c/0x78 [lkdtm]',
        linkRegister: 'lkdtm_ACCESS_NULL+0x2c/0x78 [lkdtm]',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+150 c 0 obj1 6 0 0 sp-530 0 3030303030303030 3030303030303030 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 2e',
        address: '0',
        code: 'd2800014 90000020 91260000 95fedc59 (f9400293) ',
        irqsDisabled: false,
      },
    },
    'lkdtm-ACCESS_USERSPACE': {
      before: `
6 lkdtm: attempting bad read at %{map0}
3 lkdtm: FAIL: survived bad read
6 lkdtm: attempting bad write at %{map0}
3 lkdtm: FAIL: survived bad write
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-ARRAY_BOUNDS': {
      before: `
6 lkdtm: Array access within bounds ...
6 lkdtm: Array access beyond bounds ...
3 lkdtm: FAIL: survived array bounds overflow!
4 lkdtm: This is probably expected, since this kernel (6.1.0-50-arm64 aarch64) was built *without* CONFIG_UBSAN_BOUNDS=y
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
          stackPointers: [0x3a40],
          frames: `
lkdtm_BUG+0x8/0x10 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'drivers/misc/lkdtm/bugs.c:78',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'lkdtm_BUG+0x8/0x10 [lkdtm]',
        linkRegister: 'lkdtm_do_action+0x24/0x40 [lkdtm]',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+130 4 module+c1f8 obj1 6 0 0 sp-520 0 475542207972746e 6520746365726964 ffffefff kernel+1d409c8 module+f4 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 module+940',
        code: 'd503201f d503201f aa1e03e9 d503201f (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'lkdtm-CFI_BACKWARD': {
      before: `
6 lkdtm: Attempting unchecked stack return address redirection ...
6 lkdtm: ok: redirected stack return address.
6 lkdtm: Attempting checked stack return address redirection ...
3 lkdtm: FAIL: stack return address was redirected!
3 lkdtm: Unexpected! This kernel (6.1.0-50-arm64 aarch64) was built with CONFIG_ARM64_PTR_AUTH_KERNEL=y
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
4 lkdtm: This is probably expected, since this kernel (6.1.0-50-arm64 aarch64) was built *without* CONFIG_CFI_CLANG=y
`,
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-CORRUPT_LIST_ADD': {
      before: `
6 lkdtm: attempting good list addition
6 lkdtm: attempting corrupted list addition
3 list_add corruption. next->prev should be prev (%{sp+48}), but was 0000000000000000. (next=%{sp+78}).
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3990],
          frames: `
__list_add_valid+0xa0/0xb4
lkdtm_CORRUPT_LIST_ADD+0xa0/0x124 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'lib/list_debug.c:27',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: '__list_add_valid+0xa0/0xb4',
        linkRegister: '__list_add_valid+0xa0/0xb4',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+1c0 sp+78 sp+68 sp+48 6 3864393332326130 3030303866666666 2820766572702065 6220646c756f6873 2e29383061333232 6130303030386666 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 75',
        code: 'aa0403e3 d00054a0 91118000 941bd3e9 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'lkdtm-CORRUPT_LIST_DEL': {
      before: `
6 lkdtm: attempting good list removal
6 lkdtm: attempting corrupted list removal
3 list_del corruption. next->prev should be %{sp+30}, but was 0000000000000000. (next=%{sp+58})
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3830],
          frames: `
__list_del_entry_valid+0x80/0xec
lkdtm_CORRUPT_LIST_DEL+0xb4/0x180 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'lib/list_debug.c:62',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: '__list_del_entry_valid+0x80/0xec',
        linkRegister: '__list_del_entry_valid+0x80/0xec',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+1a0 11 sp+48 sp+48 6 20747562202c3036 3833323261303030 3038666666662065 6220646c756f6873 2938383833323261 3030303038666666 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+40 6d',
        code: 'd4210000 d00054a0 9119a000 941bd3c4 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'lkdtm-CORRUPT_PAC': {
      before: '3 lkdtm: FAIL: CPU lacks pointer authentication feature',
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
dump_backtrace+0xe4/0x140
show_stack+0x20/0x30
dump_stack_lvl+0x64/0x80
dump_stack+0x18/0x34
panic+0x184/0x364
__stack_chk_fail+0x28/0x30
lkdtm_CORRUPT_STACK+0x54/0x60 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
=ffffffffffffffff
`,
        },
      ],
      panic: 'stack-protector: Kernel stack is corrupted in: lkdtm_CORRUPT_STACK+0x54/0x60 [lkdtm]',
      fault: null,
    },
    'lkdtm-CORRUPT_STACK_STRONG': {
      before: '6 lkdtm: Corrupting stack containing union ...',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [],
          frames: `
dump_backtrace+0xe4/0x140
show_stack+0x20/0x30
dump_stack_lvl+0x64/0x80
dump_stack+0x18/0x34
panic+0x184/0x364
__stack_chk_fail+0x28/0x30
lkdtm_CORRUPT_STACK_STRONG+0x54/0x60 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
=ffffffffffffffff
`,
        },
      ],
      panic: 'stack-protector: Kernel stack is corrupted in: lkdtm_CORRUPT_STACK_STRONG+0x54/0x60 [lkdtm]',
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
          stackPointers: [0x3980],
          frames: `
lkdtm_EXCEPTION+0x14/0x20 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x96000046,
        pageTables: 'pgd+800000000000003 pgd+800000000000003 pud+800000000000003 0',
        flags: '60000005',
        instructionPointer: 'lkdtm_EXCEPTION+0x14/0x20 [lkdtm]',
        linkRegister: 'lkdtm_do_action+0x24/0x40 [lkdtm]',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+130 a module+c228 obj1 6 0 0 sp-520 0 4e4f495450454358 45207972746e6520 ffffefff kernel+1d409c8 module+f4 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 0',
        address: '0',
        code: 'd503201f d2800000 d503233f d50323bf (b900001f) ',
        irqsDisabled: false,
      },
    },
    'lkdtm-EXEC_DATA': {
      before: `
6 lkdtm: attempting ok execution at %{module+1740}
6 lkdtm: attempting bad execution at %{module+cc10}
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3ae0],
          frames: `
lkdtm_FORTIFY_STR_OBJECT+0x7ea8/0x1298 [lkdtm]
lkdtm_EXEC_DATA+0x24/0x30 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x8600000f,
        pageTables:
          'pgd+1000000000000003 pgd+1000000000000003 pud+1000000000000003 pmd+1000000000000003 pte0+e8000000000703',
        flags: '60000005',
        instructionPointer: 'lkdtm_FORTIFY_STR_OBJECT+0x7ea8/0x1298 [lkdtm]',
        linkRegister: 'execute_location+0x74/0x94 [lkdtm]',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+170 1 module+a020 module+cc10 6 0 0 sp-530 0 3031636330643030 3030303866666666 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 33',
        address: 'module+cc10',
        code: '08063100 ffff0000 08063a00 ffff0000 (aa1e03e9) ',
        irqsDisabled: false,
      },
    },
    'lkdtm-EXEC_KMALLOC': {
      before: `
6 lkdtm: attempting ok execution at %{module+1740}
6 lkdtm: attempting bad execution at %{obj2+200}
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3b30],
          frames: `
=obj2+200
lkdtm_EXEC_KMALLOC+0x38/0x50 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x8600000f,
        pageTables:
          'pgd+1800000000000003 pgd+1800000000000003 pud+1800000000000003 pmd+1800000000000003 pte0+e8000000000707',
        flags: '60000005',
        instructionPointer: '=obj2+200',
        linkRegister: 'execute_location+0x74/0x94 [lkdtm]',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+180 1 module+a020 obj2+200 6 0 0 sp-530 0 3030323636303330 3030303066666666 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 33',
        address: 'obj2+200',
        code: '00000000 00000000 00000000 00000000 (aa1e03e9) ',
        irqsDisabled: false,
      },
    },
    'lkdtm-EXEC_NULL': {
      before: `
6 lkdtm: attempting ok execution at %{module+1740}
6 lkdtm: attempting bad execution at 0000000000000000
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3980],
          frames: `
=0
lkdtm_EXEC_NULL+0x20/0x2c [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x86000006,
        pageTables: 'pgd+800000000000003 pgd+800000000000003 pud+800000000000003 0',
        flags: '60000005',
        instructionPointer: '=0',
        linkRegister: 'execute_location+0x74/0x94 [lkdtm]',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+170 0 module+a020 0 6 0 0 sp-530 0 3030303030303030 3030303030303030 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 33',
        address: '0',
        code: null,
        irqsDisabled: false,
      },
    },
    'lkdtm-EXEC_RODATA': {
      before: `
6 lkdtm: attempting ok execution at %{module+1740}
6 lkdtm: attempting bad execution at %{module+6190}
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x39f0],
          frames: `
lkdtm_FORTIFY_STR_OBJECT+0x1428/0x1298 [lkdtm]
lkdtm_EXEC_RODATA+0x24/0x30 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x8600000f,
        pageTables:
          'pgd+1000000000000003 pgd+1000000000000003 pud+1000000000000003 pmd+1000000000000003 pte0+e0000000000783',
        flags: '60000005',
        instructionPointer: 'lkdtm_FORTIFY_STR_OBJECT+0x1428/0x1298 [lkdtm]',
        linkRegister: 'execute_location+0x74/0x94 [lkdtm]',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+170 0 module+a020 module+6190 6 0 0 sp-530 0 3039313630643030 3030303866666666 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 33',
        address: 'module+6190',
        code: 'aa55aa55 00000000 00000000 00000000 (d503233f) ',
        irqsDisabled: false,
      },
    },
    'lkdtm-EXEC_STACK': {
      before: `
6 lkdtm: attempting ok execution at %{module+1740}
6 lkdtm: attempting bad execution at %{sp+48}
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3ae0],
          frames: `
=sp+48
lkdtm_EXEC_STACK+0x3c/0x64 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x8600000f,
        pageTables:
          'pgd+1000000000000003 pgd+1000000000000003 pud+1000000000000003 pmd+1000000000000003 pte0+e8000000000703',
        flags: '60000005',
        instructionPointer: '=sp+48',
        linkRegister: 'execute_location+0x74/0x94 [lkdtm]',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+1c0 1 module+a020 sp+48 6 0 0 sp-530 0 3832623332326130 3030303866666666 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+40 33',
        address: 'sp+48',
        code: '00d000f4 ffff8000 ffffffc8 00000000 (aa1e03e9) ',
        irqsDisabled: false,
      },
    },
    'lkdtm-EXEC_USERSPACE': {
      before: `
6 lkdtm: attempting ok execution at %{module+1740}
6 lkdtm: attempting bad execution at %{map0}
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x39f0],
          frames: `
=map0
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x8600000f,
        pageTables:
          'pgd+800000000000003 pgd+800000000000003 pud+800000000000003 pmd+800000000000003 pte0+a8000000000f43',
        flags: '60000005',
        instructionPointer: '=map0',
        linkRegister: 'lkdtm_EXEC_USERSPACE+0xd8/0xf0 [lkdtm]',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+160 module+1740 obj0+40 map0 6 obj2+688 kernel+ef3048 sp-530 0 3030303033653362 6666666630303030 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+40 33',
        address: 'map0',
        code: null,
        irqsDisabled: false,
      },
    },
    'lkdtm-EXEC_VMALLOC': {
      before: `
6 lkdtm: attempting ok execution at %{module+1740}
6 lkdtm: attempting bad execution at %{area0}
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3950],
          frames: `
=area0
lkdtm_EXEC_VMALLOC+0x2c/0x4c [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x8600000f,
        pageTables:
          'pgd+1000000000000003 pgd+1000000000000003 pud+1000000000000003 pmd+1000000000000003 pte0+e8000000000703',
        flags: '60000005',
        instructionPointer: '=area0',
        linkRegister: 'execute_location+0x74/0x94 [lkdtm]',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+180 1 module+a020 area0 6 0 0 sp-530 0 3030303133306130 3030303866666666 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+40 33',
        address: 'area0',
        code: null,
        irqsDisabled: false,
      },
    },
    'lkdtm-EXHAUST_STACK': {
      before: '6 lkdtm: Calling function with 1024 frame size to depth 32 ...',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [-0x110],
          frames: `
dump_backtrace+0xe4/0x140
show_stack+0x20/0x30
dump_stack_lvl+0x64/0x80
dump_stack+0x18/0x34
panic+0x184/0x364
nmi_panic+0xb4/0xbc
panic_bad_stack+0xec/0x100
handle_bad_stack+0x34/0x50
__bad_stack+0x78/0x7c
recursive_loop+0x18/0xc0 [lkdtm]
recursive_loop+0xb4/0xc0 [lkdtm]
recursive_loop+0xb4/0xc0 [lkdtm]
recursive_loop+0xb4/0xc0 [lkdtm]
recursive_loop+0xb4/0xc0 [lkdtm]
recursive_loop+0xb4/0xc0 [lkdtm]
recursive_loop+0xb4/0xc0 [lkdtm]
recursive_loop+0xb4/0xc0 [lkdtm]
recursive_loop+0xb4/0xc0 [lkdtm]
recursive_loop+0xb4/0xc0 [lkdtm]
recursive_loop+0xb4/0xc0 [lkdtm]
recursive_loop+0xb4/0xc0 [lkdtm]
recursive_loop+0xb4/0xc0 [lkdtm]
lkdtm_EXHAUST_STACK+0x3c/0x58 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'stack-guard',
        flags: '00000005',
        instructionPointer: 'recursive_loop+0x18/0xc0 [lkdtm]',
        linkRegister: 'recursive_loop+0xb4/0xc0 [lkdtm]',
        registers:
          'sp+430 obj0+c0 0 0 0 heap+6d0 obj1 sp+3bf0 e sp+458 14 6 0 0 sp+3570 0 2e2e2e2032332068 74706564206f7420 ffffefff kernel+1d409c8 module+bb8 sp+858 1414141414141414 3f 40 8 30 400 obj0+c0 13',
        message: `
0 Insufficient stack space to handle exception!
0 ESR: 0x0000000096000047 -- DABT (current EL)
0 FAR: 0x%{sp}
0 Task stack:     [0x%{sp+110}..0x%{sp+4110}]
0 IRQ stack:      [0xffff800008000000..0xffff800008004000]
0 Overflow stack: [0x%{obj2+310}..0x%{obj2+1310}]
`,
        code: null,
      },
      panic: 'kernel stack overflow',
    },
    'lkdtm-FORTIFY_MEM_MEMBER': {
      before: '6 lkdtm: trying to memcpy() past the end of a struct member...',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3c40],
          frames: `
lkdtm_FORTIFY_MEM_MEMBER+0x198/0x1a0 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'drivers/misc/lkdtm/fortify.c:128',
        flags: '60000005',
        instructionPointer: 'lkdtm_FORTIFY_MEM_MEMBER+0x198/0x1a0 [lkdtm]',
        linkRegister: 'lkdtm_FORTIFY_MEM_MEMBER+0x198/0x1a0 [lkdtm]',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+180 module+96f8 obj2+600 f 6 20646c6569662065 6c676e697320666f 2029353120657a69 7328206574697277 29303120657a6973 28203832313a632e ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+40',
        message:
          '4 memcpy: detected field-spanning write (size 15) of single field "target.a" at drivers/misc/lkdtm/fortify.c:128 (size 10)',
        code: null,
        isOnce: true,
      },
      after: `
3 lkdtm: FAIL: fortify did not block a memcpy() struct member write overflow!
3 lkdtm: Unexpected! This kernel (6.1.0-50-arm64 aarch64) was built with CONFIG_FORTIFY_SOURCE=y
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
          stackPointers: [0x3830],
          frames: `
fortify_panic+0x1c/0x20
lkdtm_FORTIFY_MEM_OBJECT+0x100/0x110 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'fortify_panic+0x1c/0x20',
        linkRegister: 'fortify_panic+0x1c/0x20',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+1d0 13 module+c7a8 module+c000 6 0 0 sp-530 0 7970636d656d206e 6920776f6c667265 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 22',
        code: 'aa0003e1 91018040 910003fd 97ffe200 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'lkdtm-FORTIFY_STRSCPY': {
      before: '0 detected buffer overflow in strnlen',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3be0],
          frames: `
fortify_panic+0x1c/0x20
lkdtm_FORTIFY_MEM_MEMBER+0x0/0x1a0 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'fortify_panic+0x1c/0x20',
        linkRegister: 'fortify_panic+0x1c/0x20',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+190 module+61b8 module+c7c8 obj2+480 6 0 0 sp-530 0 6e656c6e72747320 6e6920776f6c6672 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+40 23',
        code: 'aa0003e1 91018040 910003fd 97ffe200 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'lkdtm-FORTIFY_STR_MEMBER': {
      before: `
6 lkdtm: trying to strncpy() past the end of a struct member...
0 detected buffer overflow in strncpy
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3bb0],
          frames: `
fortify_panic+0x1c/0x20
lkdtm_FORTIFY_STR_MEMBER+0xd8/0x160 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'fortify_panic+0x1c/0x20',
        linkRegister: 'fortify_panic+0x1c/0x20',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+190 module+96f8 obj2 14 6 0 0 sp-530 0 7970636e72747320 6e6920776f6c6672 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+40 23',
        code: 'aa0003e1 91018040 910003fd 97ffe200 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'lkdtm-FORTIFY_STR_OBJECT': {
      before: `
6 lkdtm: trying to strcmp() past the end of a struct
0 detected buffer overflow in strncpy
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x38e0],
          frames: `
fortify_panic+0x1c/0x20
lkdtm_FORTIFY_STR_OBJECT+0x64/0x1298 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'fortify_panic+0x1c/0x20',
        linkRegister: 'fortify_panic+0x1c/0x20',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+190 13 module+c788 obj1 6 0 0 sp-530 0 7970636e72747320 6e6920776f6c6672 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 23',
        code: 'aa0003e1 91018040 910003fd 97ffe200 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
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
dump_backtrace+0xe4/0x140
show_stack+0x20/0x30
dump_stack_lvl+0x64/0x80
dump_stack+0x18/0x34
panic+0x184/0x364
change_pac_parameters+0x0/0x64 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
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
4 lkdtm: This is probably expected, since this kernel (6.1.0-50-arm64 aarch64) was built *without* CONFIG_INIT_ON_FREE_DEFAULT_ON=y
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
4 lkdtm: This is probably expected, since this kernel (6.1.0-50-arm64 aarch64) was built *without* CONFIG_INIT_ON_FREE_DEFAULT_ON=y
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
          stackPointers: [0x3bc0],
          frames: `
refcount_warn_saturate+0x9c/0x144
__refcount_add_not_zero.constprop.0+0x9c/0xb8 [lkdtm]
lkdtm_REFCOUNT_ADD_NOT_ZERO_OVERFLOW+0x44/0x88 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:19',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0x9c/0x144',
        linkRegister: 'refcount_warn_saturate+0x9c/0x144',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+180 1f module+c570 7fffffff 6 0 0 sp-540 0 2e79726f6d656d20 676e696b61656c20 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+40',
        message: '4 refcount_t: saturated; leaking memory.',
        code: null,
        isOnce: true,
      },
      after: '6 lkdtm: Overflow detected: saturated',
    },
    'lkdtm-REFCOUNT_ADD_NOT_ZERO_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_add_not_zero() from saturated',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3870],
          frames: `
refcount_warn_saturate+0x9c/0x144
__refcount_add_not_zero.constprop.0+0x9c/0xb8 [lkdtm]
lkdtm_REFCOUNT_ADD_NOT_ZERO_SATURATED+0x44/0x88 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:19',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0x9c/0x144',
        linkRegister: 'refcount_warn_saturate+0x9c/0x144',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+180 20 module+c620 c0000000 6 0 0 sp-540 0 2e79726f6d656d20 676e696b61656c20 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+c0',
        message: '4 refcount_t: saturated; leaking memory.',
        code: null,
        isOnce: true,
      },
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
          stackPointers: [0x3a10],
          frames: `
refcount_warn_saturate+0x74/0x144
__refcount_add.constprop.0+0x6c/0x80 [lkdtm]
lkdtm_REFCOUNT_ADD_OVERFLOW+0x7c/0xac [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:22',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0x74/0x144',
        linkRegister: 'refcount_warn_saturate+0x74/0x144',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+170 16 module+c550 obj1 6 0 0 sp-540 0 2e79726f6d656d20 676e696b61656c20 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+c0',
        message: '4 refcount_t: saturated; leaking memory.',
        code: null,
        isOnce: true,
      },
      after: '6 lkdtm: Overflow detected: saturated',
    },
    'lkdtm-REFCOUNT_ADD_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_dec() from saturated',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x38e0],
          frames: `
refcount_warn_saturate+0x74/0x144
__refcount_add.constprop.0+0x6c/0x80 [lkdtm]
lkdtm_REFCOUNT_ADD_SATURATED+0x44/0x74 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:22',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0x74/0x144',
        linkRegister: 'refcount_warn_saturate+0x74/0x144',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+170 17 module+c600 obj1 6 0 0 sp-540 0 2e79726f6d656d20 676e696b61656c20 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+40',
        message: '4 refcount_t: saturated; leaking memory.',
        code: null,
        isOnce: true,
      },
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
          stackPointers: [0x3940],
          frames: `
refcount_warn_saturate+0xc8/0x144
__refcount_add.constprop.0+0x58/0x80 [lkdtm]
lkdtm_REFCOUNT_ADD_ZERO+0xa0/0xd0 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:25',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0xc8/0x144',
        linkRegister: 'refcount_warn_saturate+0xc8/0x144',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+170 12 module+c5d0 obj1 6 0 0 sp-540 0 2e656572662d7265 7466612d65737520 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+c0',
        message: '4 refcount_t: addition on 0; use-after-free.',
        code: null,
        isOnce: true,
      },
      after: '6 lkdtm: Zero detected: saturated',
    },
    'lkdtm-REFCOUNT_DEC_AND_TEST_NEGATIVE': {
      before: '6 lkdtm: attempting bad refcount_dec_and_test() below zero',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3b30],
          frames: `
refcount_warn_saturate+0xf4/0x144
__refcount_sub_and_test.constprop.0+0x6c/0x80 [lkdtm]
lkdtm_REFCOUNT_DEC_AND_TEST_NEGATIVE+0x40/0x88 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:28',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0xf4/0x144',
        linkRegister: 'refcount_warn_saturate+0xf4/0x144',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+170 1f module+c5a0 obj1 6 0 0 sp-540 0 2e656572662d7265 7466612d65737520 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+40',
        message: '4 refcount_t: underflow; use-after-free.',
        code: null,
        isOnce: true,
      },
      after: '6 lkdtm: Negative detected: saturated',
    },
    'lkdtm-REFCOUNT_DEC_AND_TEST_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_dec_and_test() from saturated',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3b80],
          frames: `
refcount_warn_saturate+0xf4/0x144
__refcount_sub_and_test.constprop.0+0x6c/0x80 [lkdtm]
lkdtm_REFCOUNT_DEC_AND_TEST_SATURATED+0x44/0x88 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:28',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0xf4/0x144',
        linkRegister: 'refcount_warn_saturate+0xf4/0x144',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+170 20 module+c630 obj1 6 0 0 sp-540 0 2e656572662d7265 7466612d65737520 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+40',
        message: '4 refcount_t: underflow; use-after-free.',
        code: null,
        isOnce: true,
      },
      after: '6 lkdtm: Saturation detected: still saturated',
    },
    'lkdtm-REFCOUNT_DEC_NEGATIVE': {
      before: '6 lkdtm: attempting bad refcount_dec() below zero',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3980],
          frames: `
refcount_warn_saturate+0x13c/0x144
__refcount_dec.constprop.0+0x44/0x54 [lkdtm]
lkdtm_REFCOUNT_DEC_NEGATIVE+0x3c/0x70 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:31',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0x13c/0x144',
        linkRegister: 'refcount_warn_saturate+0x13c/0x144',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+170 16 module+c590 obj1 6 0 0 sp-540 0 2e79726f6d656d20 676e696b61656c20 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+c0',
        message: '4 refcount_t: decrement hit 0; leaking memory.',
        code: null,
        isOnce: true,
      },
      after: '6 lkdtm: Negative detected: saturated',
    },
    'lkdtm-REFCOUNT_DEC_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_dec() from saturated',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3bb0],
          frames: `
refcount_warn_saturate+0x13c/0x144
__refcount_dec.constprop.0+0x44/0x54 [lkdtm]
lkdtm_REFCOUNT_DEC_SATURATED+0x40/0x70 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:31',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0x13c/0x144',
        linkRegister: 'refcount_warn_saturate+0x13c/0x144',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+170 17 module+c5f0 obj1 6 0 0 sp-540 0 2e79726f6d656d20 676e696b61656c20 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+40',
        message: '4 refcount_t: decrement hit 0; leaking memory.',
        code: null,
        isOnce: true,
      },
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
          stackPointers: [0x3a70],
          frames: `
refcount_warn_saturate+0x13c/0x144
__refcount_dec.constprop.0+0x44/0x54 [lkdtm]
lkdtm_REFCOUNT_DEC_ZERO+0x54/0xe0 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:31',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0x13c/0x144',
        linkRegister: 'refcount_warn_saturate+0x13c/0x144',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+170 12 module+c580 obj1 6 0 0 sp-540 0 2e79726f6d656d20 676e696b61656c20 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+c0',
        message: '4 refcount_t: decrement hit 0; leaking memory.',
        code: null,
        isOnce: true,
      },
      after: '6 lkdtm: Zero detected: saturated',
    },
    'lkdtm-REFCOUNT_INC_NOT_ZERO_OVERFLOW': {
      before: '6 lkdtm: attempting bad refcount_inc_not_zero() overflow',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3b00],
          frames: `
refcount_warn_saturate+0x9c/0x144
__refcount_add_not_zero.constprop.0+0x9c/0xb8 [lkdtm]
lkdtm_REFCOUNT_INC_NOT_ZERO_OVERFLOW+0x44/0x88 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:19',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0x9c/0x144',
        linkRegister: 'refcount_warn_saturate+0x9c/0x144',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+180 1f module+c560 7fffffff 6 0 0 sp-540 0 2e79726f6d656d20 676e696b61656c20 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+40',
        message: '4 refcount_t: saturated; leaking memory.',
        code: null,
        isOnce: true,
      },
      after: '6 lkdtm: Overflow detected: saturated',
    },
    'lkdtm-REFCOUNT_INC_NOT_ZERO_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_inc_not_zero() from saturated',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3bb0],
          frames: `
refcount_warn_saturate+0x9c/0x144
__refcount_add_not_zero.constprop.0+0x9c/0xb8 [lkdtm]
lkdtm_REFCOUNT_INC_NOT_ZERO_SATURATED+0x44/0x88 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:19',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0x9c/0x144',
        linkRegister: 'refcount_warn_saturate+0x9c/0x144',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+180 20 module+c610 c0000000 6 0 0 sp-540 0 2e79726f6d656d20 676e696b61656c20 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+c0',
        message: '4 refcount_t: saturated; leaking memory.',
        code: null,
        isOnce: true,
      },
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
          stackPointers: [0x39c0],
          frames: `
refcount_warn_saturate+0x74/0x144
__refcount_add.constprop.0+0x6c/0x80 [lkdtm]
lkdtm_REFCOUNT_INC_OVERFLOW+0x70/0xa0 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:22',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0x74/0x144',
        linkRegister: 'refcount_warn_saturate+0x74/0x144',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+170 16 module+c540 obj1 6 0 0 sp-540 0 2e79726f6d656d20 676e696b61656c20 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+c0',
        message: '4 refcount_t: saturated; leaking memory.',
        code: null,
        isOnce: true,
      },
      after: '6 lkdtm: Overflow detected: saturated',
    },
    'lkdtm-REFCOUNT_INC_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_inc() from saturated',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3b70],
          frames: `
refcount_warn_saturate+0x74/0x144
__refcount_add.constprop.0+0x6c/0x80 [lkdtm]
lkdtm_REFCOUNT_INC_SATURATED+0x44/0x74 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:22',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0x74/0x144',
        linkRegister: 'refcount_warn_saturate+0x74/0x144',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+170 17 module+c5e0 obj1 6 0 0 sp-540 0 2e79726f6d656d20 676e696b61656c20 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+c0',
        message: '4 refcount_t: saturated; leaking memory.',
        code: null,
        isOnce: true,
      },
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
          stackPointers: [0x3a30],
          frames: `
refcount_warn_saturate+0xc8/0x144
__refcount_add.constprop.0+0x58/0x80 [lkdtm]
lkdtm_REFCOUNT_INC_ZERO+0xa0/0xd0 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:25',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0xc8/0x144',
        linkRegister: 'refcount_warn_saturate+0xc8/0x144',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+170 12 module+c5c0 obj1 6 0 0 sp-540 0 2e656572662d7265 7466612d65737520 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+40',
        message: '4 refcount_t: addition on 0; use-after-free.',
        code: null,
        isOnce: true,
      },
      after: '6 lkdtm: Zero detected: saturated',
    },
    'lkdtm-REFCOUNT_SUB_AND_TEST_NEGATIVE': {
      before: '6 lkdtm: attempting bad refcount_sub_and_test() below zero',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3be0],
          frames: `
refcount_warn_saturate+0xf4/0x144
__refcount_sub_and_test.constprop.0+0x6c/0x80 [lkdtm]
lkdtm_REFCOUNT_SUB_AND_TEST_NEGATIVE+0x44/0x8c [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:28',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0xf4/0x144',
        linkRegister: 'refcount_warn_saturate+0xf4/0x144',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+170 1f module+c5b0 obj1 6 0 0 sp-540 0 2e656572662d7265 7466612d65737520 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+40',
        message: '4 refcount_t: underflow; use-after-free.',
        code: null,
        isOnce: true,
      },
      after: '6 lkdtm: Negative detected: saturated',
    },
    'lkdtm-REFCOUNT_SUB_AND_TEST_SATURATED': {
      before: '6 lkdtm: attempting bad refcount_sub_and_test() from saturated',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3b90],
          frames: `
refcount_warn_saturate+0xf4/0x144
__refcount_sub_and_test.constprop.0+0x6c/0x80 [lkdtm]
lkdtm_REFCOUNT_SUB_AND_TEST_SATURATED+0x44/0x88 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'lib/refcount.c:28',
        flags: '60000005',
        instructionPointer: 'refcount_warn_saturate+0xf4/0x144',
        linkRegister: 'refcount_warn_saturate+0xf4/0x144',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+170 20 module+c640 obj1 6 0 0 sp-540 0 2e656572662d7265 7466612d65737520 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+40',
        message: '4 refcount_t: underflow; use-after-free.',
        code: null,
        isOnce: true,
      },
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
      before: '6 lkdtm: Recorded stack canary for pid %{pid:decimal} at offset 1',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-REPORT_STACK_CANARY/again': {
      before: '6 lkdtm: ok: stack canaries differ between pid %{firstpid:decimal} and pid %{pid:decimal} at offset 1.',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-SLAB_FREE_CROSS': {
      before: '6 lkdtm: Attempting cross-cache slab free ...',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3a10],
          frames: `
kmem_cache_free+0x318/0x370
lkdtm_SLAB_FREE_CROSS+0x74/0x80 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'mm/slab.h:660',
        flags: '60000005',
        instructionPointer: 'kmem_cache_free+0x318/0x370',
        linkRegister: 'kmem_cache_free+0x318/0x370',
        registers:
          'sp+20 obj0+40 0 0 0 heap+6d0 obj1 module+1674 obj2+400 obj1+d8 fffffc00000c1f80 6 6f72662073692074 63656a626f207475 6220622d70616568 2d6d74646b6c202e 612d706165682d6d 74646b6c206d6f72 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+40',
        message: '4 cache_from_obj: Wrong slab cache. lkdtm-heap-b but object is from lkdtm-heap-a',
        code: null,
      },
    },
    'lkdtm-SLAB_FREE_DOUBLE': {
      before: '6 lkdtm: Attempting double slab free ...',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3910],
          frames: `
set_freepointer+0x30/0x34
lkdtm_SLAB_FREE_DOUBLE+0x80/0x84 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/slub.c:419',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'set_freepointer+0x30/0x34',
        linkRegister: 'kmem_cache_free+0x1e4/0x370',
        registers:
          'sp+20 obj0+c0 0 obj1+d8 obj1+d8 obj1+d8 2 module+1700 obj2+a00 kernel+1820b20 fffffc00000c1d00 6 0 0 sp-4c0 0 2e2e2e2065657266 2062616c7320656c ffffefff kernel+1d409c8 module+1700 17fe8 c0000000ffffefff 57fa8 fff 40 obj1+118 obj1+d8 obj1+d8 obj2+a00',
        code: 'ca000042 ca030042 f8246822 d65f03c0 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'lkdtm-SLAB_FREE_PAGE': {
      before: '6 lkdtm: Attempting non-Slab slab free ...',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3aa0],
          frames: `
kmem_cache_free+0x2ec/0x370
lkdtm_SLAB_FREE_PAGE+0x40/0x5c [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'mm/slab.h:625',
        flags: '60000005',
        instructionPointer: 'kmem_cache_free+0x2ec/0x370',
        linkRegister: 'kmem_cache_free+0x2ec/0x370',
        registers:
          'sp+20 obj0+c0 0 0 0 heap+6d0 obj1 sp+1c0 f obj1 fffffc00000c1d80 6 0 0 sp-540 0 2165676170206261 6c53206120746f6e ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+c0',
        message: '4 virt_to_cache: Object is not a Slab page!',
        code: null,
        isOnce: true,
      },
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
      before: '3 lkdtm: XFAIL: stackleak is not enabled (CONFIG_GCC_PLUGIN_STACKLEAK=n)',
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-STACK_GUARD_PAGE_LEADING': {
      before: '6 lkdtm: attempting bad read from page below current stack',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3880],
          frames: `
lkdtm_STACK_GUARD_PAGE_LEADING+0x38/0x5c [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x96000007,
        pageTables: 'pgd+1000000000000003 pgd+1000000000000003 pud+1000000000000003 pmd+1000000000000003 0',
        flags: '60000005',
        instructionPointer: 'lkdtm_STACK_GUARD_PAGE_LEADING+0x38/0x5c [lkdtm]',
        linkRegister: 'lkdtm_STACK_GUARD_PAGE_LEADING+0x30/0x5c [lkdtm]',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+160 19 module+c338 sp-3880 6 0 0 sp-530 0 6b6361747320746e 657272756320776f ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 module+67d8',
        address: 'sp-3881',
        code: '911e6000 95fedd98 f0000000 911f6000 (385ff261) ',
        irqsDisabled: false,
      },
    },
    'lkdtm-STACK_GUARD_PAGE_TRAILING': {
      before: '6 lkdtm: attempting bad read from page above current stack',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3930],
          frames: `
lkdtm_STACK_GUARD_PAGE_TRAILING+0x3c/0x60 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x96000007,
        pageTables: 'pgd+1000000000000003 pgd+1000000000000003 pud+1000000000000003 pmd+1000000000000003 0',
        flags: '60000005',
        instructionPointer: 'lkdtm_STACK_GUARD_PAGE_TRAILING+0x3c/0x60 [lkdtm]',
        linkRegister: 'lkdtm_STACK_GUARD_PAGE_TRAILING+0x30/0x60 [lkdtm]',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+160 1a module+c348 sp+6d0 6 0 0 sp-530 0 6b6361747320746e 6572727563206576 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 module+6760',
        address: 'sp+6d0',
        code: '95feddb0 91401273 f0000000 911d8000 (39400261) ',
        irqsDisabled: false,
      },
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
6 lkdtm: attempting good copy_to_user() from kernel folio: %{obj2+800}
6 lkdtm: attempting bad copy_to_user() from kernel folio: %{obj2+800}
0 usercopy: Kernel memory exposure attempt detected from page alloc (offset 6144, size 4096)!
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3980],
          frames: `
usercopy_abort+0x98/0x9c
__check_object_size+0x2d8/0x2e0
do_usercopy_page_span+0x158/0x190 [lkdtm]
lkdtm_USERCOPY_FOLIO+0x60/0xe4 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        registers:
          'sp+10 obj0+40 0 0 0 1000000000000 obj2+1000000000800 obj1+800 1 1000 obj2+800 6 6f6c6c6120656761 70206d6f72662064 6574636574656420 74706d6574746120 2129363930342065 7a6973202c343431 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+40 5b',
        code: 'aa0003e3 d0001b40 91128000 97fff1a1 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'lkdtm-USERCOPY_KERNEL': {
      before: `
6 lkdtm: attempting good copy_to_user from kernel rodata: %{module+61a0}
6 lkdtm: attempting bad copy_to_user from kernel text: %{kernel+2e4ad0}
0 usercopy: Kernel memory exposure attempt detected from kernel text (offset 2968272, size 4096)!
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3a50],
          frames: `
usercopy_abort+0x98/0x9c
__check_object_size+0x2c0/0x2e0
lkdtm_USERCOPY_KERNEL+0x144/0x17c [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        registers:
          'sp+10 obj0+c0 0 0 0 heap+6d0 obj1 kernel+2e5ad0 1 1000 kernel+2e4ad0 6 6574206c656e7265 6b206d6f72662064 6574636574656420 74706d6574746120 2129363930342065 7a6973202c323732 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 5f',
        code: 'aa0003e3 d0001b40 91128000 97fff1a1 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
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
          stackPointers: [0x3b50],
          frames: `
usercopy_abort+0x98/0x9c
__check_heap_object+0xc8/0xe0
__check_object_size+0x214/0x2e0
do_usercopy_slab_size+0x274/0x290 [lkdtm]
lkdtm_USERCOPY_SLAB_SIZE_FROM+0x1c/0x30 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        registers:
          'sp+10 obj0+c0 0 200 map0+10 1000000000000 obj1+1000000000010 obj1+410 0 400 obj1+10 6 63656a626f204255 4c53206f74206465 7463657465642074 706d657474612065 2129343230312065 7a6973202c363120 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 66',
        code: 'aa0003e3 d0001b40 91128000 97fff1a1 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
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
          stackPointers: [0x3ba0],
          frames: `
usercopy_abort+0x98/0x9c
__check_heap_object+0xc8/0xe0
__check_object_size+0x214/0x2e0
do_usercopy_slab_size+0x1dc/0x290 [lkdtm]
lkdtm_USERCOPY_SLAB_SIZE_TO+0x1c/0x30 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        registers:
          'sp+10 obj0+c0 0 200 map0+10 1000000000000 obj2+1000000000c10 obj1+10 1 400 obj2+c10 6 656a626f2042554c 53206d6f72662064 6574636574656420 74706d6574746120 2129343230312065 7a6973202c363120 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 67',
        code: 'aa0003e3 d0001b40 91128000 97fff1a1 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
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
          stackPointers: [0x3b30],
          frames: `
usercopy_abort+0x98/0x9c
__check_heap_object+0xc8/0xe0
__check_object_size+0x214/0x2e0
do_usercopy_slab_whitelist+0x198/0x270 [lkdtm]
lkdtm_USERCOPY_SLAB_WHITELIST_FROM+0x1c/0x30 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        registers:
          'sp+10 obj0+c0 0 0 0 1000000000000 obj1+10000000008ff obj1+93f 0 40 obj1+8ff 6 63656a626f204255 4c53206f74206465 7463657465642074 706d657474612065 2129343620657a69 73202c3535322074 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 69',
        code: 'aa0003e3 d0001b40 91128000 97fff1a1 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
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
          stackPointers: [0x3b00],
          frames: `
usercopy_abort+0x98/0x9c
__check_heap_object+0xc8/0xe0
__check_object_size+0x214/0x2e0
do_usercopy_slab_whitelist+0x204/0x270 [lkdtm]
lkdtm_USERCOPY_SLAB_WHITELIST_TO+0x1c/0x30 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        registers:
          'sp+10 obj0+c0 0 0 0 1000000000000 obj1+10000000000ff obj1+13f 1 40 obj1+ff 6 656a626f2042554c 53206d6f72662064 6574636574656420 74706d6574746120 2129343620657a69 73202c3535322074 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 6a',
        code: 'aa0003e3 d0001b40 91128000 97fff1a1 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'lkdtm-USERCOPY_STACK_BEYOND': {
      before: `
6 lkdtm: good_stack: %{sp+a8}-%{sp+c8}
6 lkdtm: bad_stack : %{sp+6b8}-%{sp+6d8}
6 lkdtm: attempting good copy_to_user of local stack
6 lkdtm: attempting bad copy_to_user of distant stack
0 usercopy: Kernel memory exposure attempt detected from process stack (offset 18446744073709549928, size 32)!
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3940],
          frames: `
usercopy_abort+0x98/0x9c
__check_object_size+0x1b8/0x2e0
do_usercopy_stack+0x2d4/0x2ec [lkdtm]
lkdtm_USERCOPY_STACK_BEYOND+0x20/0x30 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        registers:
          'sp+10 obj0+40 0 0 0 heap+6d0 map0 sp+6d8 1 20 sp+6b8 6 7320737365636f72 70206d6f72662064 6574636574656420 74706d6574746120 2129323320657a69 73202c3832393934 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+40 6c',
        code: 'aa0003e3 d0001b40 91128000 97fff1a1 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'lkdtm-USERCOPY_STACK_FRAME_FROM': {
      before: `
6 lkdtm: good_stack: %{sp+a8}-%{sp+c8}
6 lkdtm: bad_stack : %{sp-8}-%{sp+18}
6 lkdtm: attempting good copy_from_user of local stack
6 lkdtm: attempting bad copy_from_user of distant stack
0 usercopy: Kernel memory overwrite attempt detected to process stack (offset 40, size 32)!
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3820],
          frames: `
usercopy_abort+0x98/0x9c
__check_object_size+0x1b8/0x2e0
do_usercopy_stack+0x2ac/0x2ec [lkdtm]
lkdtm_USERCOPY_STACK_FRAME_FROM+0x20/0x30 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        registers:
          'sp+10 obj0+c0 0 0 0 heap+6d0 map0 sp+18 0 20 sp-8 6 747320737365636f 7270206f74206465 7463657465642074 706d657474612065 2129323320657a69 73202c3034207465 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 59',
        code: 'aa0003e3 d0001b40 91128000 97fff1a1 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'lkdtm-USERCOPY_STACK_FRAME_TO': {
      before: `
6 lkdtm: good_stack: %{sp+a8}-%{sp+c8}
6 lkdtm: bad_stack : %{sp-8}-%{sp+18}
6 lkdtm: attempting good copy_to_user of local stack
6 lkdtm: attempting bad copy_to_user of distant stack
0 usercopy: Kernel memory exposure attempt detected from process stack (offset 40, size 32)!
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3920],
          frames: `
usercopy_abort+0x98/0x9c
__check_object_size+0x1b8/0x2e0
do_usercopy_stack+0x2d4/0x2ec [lkdtm]
lkdtm_USERCOPY_STACK_FRAME_TO+0x20/0x30 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'mm/usercopy.c:101',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'usercopy_abort+0x98/0x9c',
        linkRegister: 'usercopy_abort+0x98/0x9c',
        registers:
          'sp+10 obj0+c0 0 0 0 heap+6d0 map0 sp+18 1 20 sp-8 6 7320737365636f72 70206d6f72662064 6574636574656420 74706d6574746120 2129323320657a69 73202c3034207465 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 5a',
        code: 'aa0003e3 d0001b40 91128000 97fff1a1 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'lkdtm-USERCOPY_VMALLOC': {
      before: `
6 lkdtm: attempting good copy_to_user() from kernel vmalloc: %{area0+800}
6 lkdtm: attempting bad copy_to_user() from kernel vmalloc: %{area0+800}
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3960],
          frames: `
__arch_copy_to_user+0x19c/0x240
do_usercopy_page_span+0x168/0x190 [lkdtm]
lkdtm_USERCOPY_VMALLOC+0x38/0x60 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x96000007,
        pageTables: 'pgd+1000000000000003 pgd+1000000000000003 pud+1000000000000003 pmd+1000000000000003 0',
        flags: '20000005',
        instructionPointer: '__arch_copy_to_user+0x19c/0x240',
        linkRegister: '_copy_to_user+0x3c/0x58 [lkdtm]',
        registers:
          'sp obj0+c0 0 0 0 800 module+c000 7fffffff area0+800 map0 1000 6 303866666666203a 636f6c6c616d7620 area0+800 aaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaa map0+7d0 map0+1000 0 400000 7c0 area1 map0',
        address: 'area1',
        code: 'a8c1382d f80008c7 f80088c8 910040c6 (a8c12027) ',
        irqsDisabled: false,
      },
    },
    'lkdtm-VMALLOC_LINEAR_OVERFLOW': {
      before: `
6 lkdtm: Attempting vmalloc linear overflow ...
0 detected buffer overflow in memset
`,
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3c00],
          frames: `
fortify_panic+0x1c/0x20
lkdtm_VMALLOC_LINEAR_OVERFLOW+0x8c/0x90 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'lib/string_helpers.c:1027',
        errorCode: 0xf2000800,
        flags: '60000005',
        instructionPointer: 'fortify_panic+0x1c/0x20',
        linkRegister: 'fortify_panic+0x1c/0x20',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+160 18 area0 area1 6 0 0 sp-530 0 7465736d656d206e 6920776f6c667265 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 obj0+c0 22',
        code: 'aa0003e1 91018040 910003fd 97ffe200 (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'lkdtm-WARNING': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3b60],
          frames: `
lkdtm_WARNING+0x2c/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'drivers/misc/lkdtm/bugs.c:85',
        flags: '60000005',
        instructionPointer: 'lkdtm_WARNING+0x2c/0x40 [lkdtm]',
        linkRegister: 'lkdtm_do_action+0x24/0x40 [lkdtm]',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+130 8 module+c208 obj1 6 0 0 sp-520 0 474e494e52415720 7972746e65207463 ffffefff kernel+1d409c8 module+f4 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 module+cbc0 1',
        code: null,
      },
    },
    'lkdtm-WARNING_MESSAGE': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3b30],
          frames: `
lkdtm_WARNING_MESSAGE+0x34/0x4c [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'drivers/misc/lkdtm/bugs.c:90',
        flags: '60000005',
        instructionPointer: 'lkdtm_WARNING_MESSAGE+0x34/0x4c [lkdtm]',
        linkRegister: 'lkdtm_WARNING_MESSAGE+0x34/0x4c [lkdtm]',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+140 10 module+c218 obj1 6 0 0 sp-540 0 32203a746e756f63 2072656767697274 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+40',
        message: '4 Warning message trigger count: %{warnings:decimal}',
        code: null,
      },
    },
    'lkdtm-WRITE_AFTER_FREE': {
      before: `
6 lkdtm: Allocated memory 0000000050eb45ad-0000000086058ce2
6 lkdtm: Attempting bad write to freed memory at 000000005f7c2b0c
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
      before: '6 lkdtm: attempting bad 8540 byte write at %{module+389c}',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3b90],
          frames: `
__memcpy+0x128/0x260
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x9600004f,
        pageTables:
          'pgd+1000000000000003 pgd+1000000000000003 pud+1000000000000003 pmd+1000000000000003 pte0+c0000000000783',
        flags: '60000005',
        instructionPointer: '__memcpy+0x128/0x260',
        linkRegister: 'lkdtm_WRITE_KERN+0x54/0x88 [lkdtm]',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+160 215c module+1740 module+389c 6 0 0 sp-530 c d50323bfd503233f d503201faa1e03e9 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 d65f03c0d50323bf d503233fd503201f module+59f8 module+389c module+3890 2168 module+1734 module+389c',
        address: 'module+389c',
        code: '927cec03 cb0e0021 8b0e0042 a9411c26 (a900340c) ',
        irqsDisabled: false,
      },
    },
    'lkdtm-WRITE_OPD': {
      before: "6 lkdtm: XFAIL: Platform doesn't use function descriptors.",
      systemCall: 'write',
      stacks: [],
      fault: null,
    },
    'lkdtm-WRITE_RO': {
      before: '6 lkdtm: attempting bad rodata write at %{module+6180}',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3970],
          frames: `
lkdtm_WRITE_RO+0x44/0x5c [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x9600004f,
        pageTables:
          'pgd+1000000000000003 pgd+1000000000000003 pud+1000000000000003 pmd+1000000000000003 pte0+e0000000000783',
        flags: '60000005',
        instructionPointer: 'lkdtm_WRITE_RO+0x44/0x5c [lkdtm]',
        linkRegister: 'lkdtm_WRITE_RO+0x2c/0x5c [lkdtm]',
        registers:
          'sp obj0+c0 0 0 0 heap+6d0 obj1 sp+150 9 module+c460 module+6000 6 0 0 sp-530 0 3038313630643030 3030303866666666 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 abcd1234 198b861 module+79f8',
        address: 'module+6180',
        code: 'f2b579a2 90000020 ca020021 9127e000 (f900c261) ',
        irqsDisabled: false,
      },
    },
    'lkdtm-WRITE_RO_AFTER_INIT': {
      before: '6 lkdtm: attempting bad ro_after_init write at %{module+a020}',
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3bb0],
          frames: `
lkdtm_WRITE_RO_AFTER_INIT+0x68/0x80 [lkdtm]
lkdtm_do_action+0x24/0x40 [lkdtm]
direct_entry+0x158/0x170 [lkdtm]
full_proxy_write+0x68/0xc0
vfs_write+0xdc/0x3a0
ksys_write+0x7c/0x11c
__arm64_sys_write+0x24/0x30
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        errorCode: 0x9600004f,
        pageTables:
          'pgd+1000000000000003 pgd+1000000000000003 pud+1000000000000003 pmd+1000000000000003 pte0+e0000000000783',
        flags: '60000005',
        instructionPointer: 'lkdtm_WRITE_RO_AFTER_INIT+0x68/0x80 [lkdtm]',
        linkRegister: 'lkdtm_WRITE_RO_AFTER_INIT+0x50/0x80 [lkdtm]',
        registers:
          'sp obj0+40 0 0 0 heap+6d0 obj1 sp+150 14 module+c470 module+a000 6 0 0 sp-530 0 3032306130643030 3030303866666666 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 abcd1234 fe67479e module+79f8',
        address: 'module+a020',
        code: 'f2b579a2 90000020 ca020021 9127e000 (f9001261) ',
        irqsDisabled: false,
      },
    },
  },
};
