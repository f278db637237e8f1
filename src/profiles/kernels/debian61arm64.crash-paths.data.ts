/**
 * Crash texts of 6.1.0-50-arm64: the stacks, registers and code words its recorded consoles show.
 *
 * Source: linux-arch `a64d61-dt-init-killed`, `a64d61-dt-nomap-oops-bug-panic`, `a64d61-dt-panic-2cpu-ecc16`, `a64d61-dt-read-panic`, `a64d61-oom-panic`; made by
 * `scripts/record/arch-crash-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type { ArchCrashData } from '../arch-crash-text.ts';

export const debian61arm64CrashPaths: ArchCrashData = {
  symbols: '',
  paths: {
    'crashme-bug': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3900],
          frames: `
crashme_bug+0x8/0x10 [crashme]
proc_reg_write+0xac/0x100
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
        location: 'crashme/crashme.c:10',
        errorCode: 0xf2000800,
        instructionPointer: 'crashme_bug+0x8/0x10 [crashme]',
        linkRegister: 'crashme_write+0x1a0/0xf50 [crashme]',
        flags: '60000005',
        registers:
          'sp obj0+40 0 0 0 0 sp+f0 obj1 heap+baf0 heap+baf0 4 0 0 0 heap+baf0 ffffffffffffffff 0 5 101010101010101 0 module+250 fefefeff09667461 70d026980808080 69020d07 8080808000000000 af0cac6000000000 4e 4 module+1038 67',
        code: 'd65f03c0 d503201f aa1e03e9 d503201f (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'crashme-null': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x39c0, 0x3cb0],
          frames: `
crashme_null+0x18/0x20 [crashme]
proc_reg_write+0xac/0x100
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
        address: '0',
        errorCode: 0x96000046,
        pageTables: 'pgd+800000000000003 pgd+800000000000003 pud+800000000000003 0',
        instructionPointer: 'crashme_null+0x18/0x20 [crashme]',
        linkRegister: 'crashme_write+0x16c/0xf50 [crashme]',
        flags: '60000005',
        registers:
          'sp obj0+40 0 0 0 0 sp+f0 obj1 heap+baf0 heap+baf0 5 0 0 0 heap+baf0 ffffffffffffffff 0 24 101010101010101 0 module+21c fefeff096b6b746d a808080 a00000000 8080800000000000 0 a0 4 1234 0',
        code: 'd2800000 52824681 d503233f d50323bf (b9000001) ',
        irqsDisabled: false,
      },
    },
    'crashme-read': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3c30],
          frames: `
crashme_read+0x14/0x20 [crashme]
proc_reg_write+0xac/0x100
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
        address: 'dead0000',
        errorCode: 0x96000005,
        pageTables: 'pgd+800000000000003 pgd+800000000000003 0',
        instructionPointer: 'crashme_read+0x14/0x20 [crashme]',
        linkRegister: 'crashme_write+0x13c/0xf50 [crashme]',
        flags: '60000005',
        registers:
          'sp obj0+40 0 0 0 0 sp+f0 obj1 heap+baf0 heap+baf0 5 0 0 0 heap+baf0 ffffffffffffffff 0 24 101010101010101 0 module+1ec fefeff0963606471 a808080 a00000000 8080800000000000 0 a0 4 module+1030 dead0000',
        code: 'd503201f d2bbd5a0 d503233f d50323bf (b9400000) ',
        irqsDisabled: false,
      },
    },
    'crashme-warn': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3b50],
          frames: `
crashme_warn+0x20/0x30 [crashme]
crashme_write+0x184/0xf50 [crashme]
proc_reg_write+0xac/0x100
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
        location: 'crashme/crashme.c:11',
        message: '4 crashme: a warning',
        instructionPointer: 'crashme_warn+0x20/0x30 [crashme]',
        linkRegister: 'crashme_warn+0x20/0x30 [crashme]',
        flags: '60000005',
        registers:
          'sp obj0+40 0 0 0 0 sp+100 obj1 heap+baf0 heap+baf0 5 6 0 0 sp-540 0 676e696e72617720 61203a656d687361 ffffefff kernel+1d409c8 kernel+123dfc 17fe8 c0000000ffffefff 57fa8 fff 0 0 0 0 obj0+40',
        irqsDisabled: false,
        code: null,
      },
    },
    exit: {
      systemCall: 'exit_group',
      stacks: [
        {
          stackPointers: [],
          frames: `
dump_backtrace+0xe4/0x140
show_stack+0x20/0x30
dump_stack_lvl+0x64/0x80
dump_stack+0x18/0x34
panic+0x184/0x364
do_exit+0x9ec/0x9f0
do_group_exit+0x3c/0xa0
__wake_up_parent+0x0/0x40
invoke_syscall+0x68/0xe0
el0_svc_common.constprop.0+0x4c/0xf4
do_el0_svc+0x2c/0x9c
el0_svc+0x34/0xdc
el0t_64_sync_handler+0xf4/0x120
el0t_64_sync+0x18c/0x190
`,
        },
      ],
      fault: null,
    },
    'idle-warning/secondary': {
      systemCall: null,
      stacks: [
        {
          stackPointers: [0x3dc0],
          frames: `
ct_kernel_exit.constprop.0+0xa0/0xb0
ct_idle_enter+0x14/0x20
default_idle_call+0x4c/0x114
do_idle+0x298/0x310
cpu_startup_entry+0x40/0x4c
secondary_start_kernel+0x128/0x150
__secondary_switched+0xb0/0xb4
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'kernel/context_tracking.c:128',
        instructionPointer: 'ct_kernel_exit.constprop.0+0xa0/0xb0',
        linkRegister: 'ct_idle_enter+0x14/0x20',
        flags: '200003c5',
        registers:
          'sp 0 0 obj0+40 0 0 kernel+1cbe9d0 kernel+1815630 kernel+1cbe888 5 obj1+608 area0+418 7 kernel+ef3048 obj2+10c 0 kernel+1cbe9b0 1 3c0 bc0 kernel+f8308 obj0+c60 0 heap+e1f 4000000000000002 area1 sp kernel+1813608 kernel+1813608 4000000000000000',
        irqsDisabled: false,
        code: null,
        isOnce: true,
      },
    },
    oom: {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [],
          frames: `
dump_backtrace+0xe4/0x140
show_stack+0x20/0x30
dump_stack_lvl+0x64/0x80
dump_stack+0x18/0x34
dump_header+0x50/0x21c
out_of_memory+0x498/0x5a0
__alloc_pages+0xa4c/0xfbc
alloc_pages+0x9c/0x140
folio_alloc+0x24/0x60
filemap_alloc_folio+0x144/0x15c
__filemap_get_folio+0x144/0x460
pagecache_get_page+0x24/0x84
grab_cache_page_write_begin+0x20/0x2c
simple_write_begin+0x34/0xa0
generic_perform_write+0xbc/0x1f0
__generic_file_write_iter+0xd0/0xf4
generic_file_write_iter+0x80/0x1ec
vfs_write+0x20c/0x3a0
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
      fault: null,
    },
    'oom-panic': {
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
out_of_memory+0x4c0/0x5a0
__alloc_pages+0xa4c/0xfbc
alloc_pages+0x9c/0x140
folio_alloc+0x24/0x60
filemap_alloc_folio+0x144/0x15c
__filemap_get_folio+0x144/0x460
pagecache_get_page+0x24/0x84
grab_cache_page_write_begin+0x20/0x2c
simple_write_begin+0x34/0xa0
generic_perform_write+0xbc/0x1f0
__generic_file_write_iter+0xd0/0xf4
generic_file_write_iter+0x80/0x1ec
vfs_write+0x20c/0x3a0
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
      fault: null,
    },
    'sysrq-c': {
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
sysrq_reset_seq_param_set+0x0/0xa0
__handle_sysrq+0x90/0x19c
write_sysrq_trigger+0x7c/0xc0
proc_reg_write+0xac/0x100
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
      fault: null,
    },
  },
};
