/**
 * Crash texts of 6.12.117+deb12-arm64: the stacks, registers and code words its recorded consoles show.
 *
 * Source: linux-arch `a64d612-dt-oops-bug-panic`, `a64d612-dt-panic-ecc16`; made by
 * `scripts/record/arch-crash-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type { ArchCrashData } from '../arch-crash-text.ts';

export const debian612arm64CrashPaths: ArchCrashData = {
  symbols: '',
  paths: {
    'crashme-bug': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3b60],
          frames: `
crashme_bug+0x8/0x18 [crashme]
proc_reg_write+0xa4/0x100
vfs_write+0xdc/0x3b8
ksys_write+0x7c/0x120
__arm64_sys_write+0x24/0x38
invoke_syscall+0x60/0xe0
el0_svc_common.constprop.0+0x48/0xf0
do_el0_svc+0x24/0x38
el0_svc+0x38/0x150
el0t_64_sync_handler+0xc8/0xe0
el0t_64_sync+0x190/0x198
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'crashme/crashme.c:10',
        errorCode: 0xf2000800,
        instructionPointer: 'crashme_bug+0x8/0x18 [crashme]',
        linkRegister: 'crashme_write+0x1cc/0xf30 [crashme]',
        flags: '60000005',
        registers:
          'sp obj0+c80 0 0 0 0 sp+f0 obj1+800 heap+aaf0 heap+aaf0 4 0 0 0 heap+aaf0 ffffffffffffffff 0 5 101010101010101 0 module+29c fefefeff09667461 70d026980808080 69020d07 8080808000000000 af0cac6000000000 4e 4 module+b038 67',
        code: '80f77fe8 ffff8000 aa1e03e9 d503201f (d4210000) ',
        irqsDisabled: true,
      },
      next: 'idle-warning',
    },
    'crashme-null': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3a30],
          frames: `
crashme_null+0x10/0x20 [crashme]
proc_reg_write+0xa4/0x100
vfs_write+0xdc/0x3b8
ksys_write+0x7c/0x120
__arm64_sys_write+0x24/0x38
invoke_syscall+0x60/0xe0
el0_svc_common.constprop.0+0x48/0xf0
do_el0_svc+0x24/0x38
el0_svc+0x38/0x150
el0t_64_sync_handler+0xc8/0xe0
el0t_64_sync+0x190/0x198
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        address: '0',
        errorCode: 0x96000046,
        pageTables: 'pgd+800000000000003 pgd+800000000000003 pud+800000000000003 0',
        instructionPointer: 'crashme_null+0x10/0x20 [crashme]',
        linkRegister: 'crashme_write+0x1a4/0xf30 [crashme]',
        flags: '60000005',
        registers:
          'sp obj0+c80 0 0 0 0 sp+f0 obj1+800 heap+aaf0 heap+aaf0 5 0 0 0 heap+aaf0 ffffffffffffffff 0 24 101010101010101 0 module+274 fefeff096b6b746d a808080 a00000000 8080800000000000 0 a0 4 1234 0',
        code: 'aa1e03e9 d503201f d2800000 52824681 (b9000001) ',
        irqsDisabled: false,
      },
    },
    'crashme-read': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3c30],
          frames: `
crashme_read+0xc/0x20 [crashme]
proc_reg_write+0xa4/0x100
vfs_write+0xdc/0x3b8
ksys_write+0x7c/0x120
__arm64_sys_write+0x24/0x38
invoke_syscall+0x60/0xe0
el0_svc_common.constprop.0+0x48/0xf0
do_el0_svc+0x24/0x38
el0_svc+0x38/0x150
el0t_64_sync_handler+0xc8/0xe0
el0t_64_sync+0x190/0x198
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        address: 'dead0000',
        errorCode: 0x96000005,
        pageTables: 'pgd+800000000000003 pgd+800000000000003 0',
        instructionPointer: 'crashme_read+0xc/0x20 [crashme]',
        linkRegister: 'crashme_write+0x134/0xf30 [crashme]',
        flags: '60000005',
        registers:
          'sp obj0+c80 0 0 0 0 sp+f0 obj1+800 heap+aaf0 heap+aaf0 5 0 0 0 heap+aaf0 ffffffffffffffff 0 24 101010101010101 0 module+204 fefeff0963606471 a808080 a00000000 8080800000000000 0 a0 4 module+b030 dead0000',
        code: 'ffff8000 aa1e03e9 d503201f d2bbd5a0 (b9400000) ',
        irqsDisabled: false,
      },
    },
    'crashme-warn': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3cd0],
          frames: `
crashme_warn+0x20/0x38 [crashme]
crashme_write+0x1bc/0xf30 [crashme]
proc_reg_write+0xa4/0x100
vfs_write+0xdc/0x3b8
ksys_write+0x7c/0x120
__arm64_sys_write+0x24/0x38
invoke_syscall+0x60/0xe0
el0_svc_common.constprop.0+0x48/0xf0
do_el0_svc+0x24/0x38
el0_svc+0x38/0x150
el0t_64_sync_handler+0xc8/0xe0
el0t_64_sync+0x190/0x198
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'crashme/crashme.c:11',
        message: '4 crashme: a warning',
        instructionPointer: 'crashme_warn+0x20/0x38 [crashme]',
        linkRegister: 'crashme_warn+0x20/0x38 [crashme]',
        flags: '60000005',
        registers:
          'sp obj0+c80 0 0 0 0 sp+100 obj1+800 heap+aaf0 heap+aaf0 5 6 0 0 sp-5f0 0 676e696e72617720 kernel+27020e8 1 1 kernel+1483f8 c0000000ffffefff kernel+26a9f08 57fa8 kernel+2702090 0 0 0 0 obj0+c80',
        irqsDisabled: false,
        code: null,
      },
    },
    'idle-warning': {
      systemCall: null,
      stacks: [
        {
          stackPointers: [0x3d60],
          frames: `
ct_kernel_exit.constprop.0+0xa0/0xa8
ct_idle_enter+0x14/0x20
default_idle_call+0x20/0xe0
do_idle+0x2ac/0x2e0
cpu_startup_entry+0x40/0x50
rest_init+0xc4/0xd0
start_kernel+0x50c/0x820
__primary_switched+0x80/0x90
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'kernel/context_tracking.c:128',
        instructionPointer: 'ct_kernel_exit.constprop.0+0xa0/0xa8',
        linkRegister: 'ct_idle_enter+0x14/0x20',
        flags: '200000c5',
        registers:
          'sp 0 0 kernel+16c8080 kernel+2689580 0 kernel+267ec30 kernel+2689580 kernel+267eaf8 5 obj0+608 0 0 0 usp+8 0 0 kernel+267ec38 c0 bd0 kernel+114660 kernel+268a1b0 0 0 4000000000000002 area0 sp kernel+1f64608 kernel+1f64608 4000000000000000',
        stackPointer: 'kernel+2673d60',
        irqsDisabled: false,
        code: null,
        isOnce: true,
      },
    },
    'sysrq-c': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [],
          frames: `
dump_backtrace+0xa0/0x128
show_stack+0x20/0x38
dump_stack_lvl+0x38/0x90
dump_stack+0x18/0x28
panic+0x398/0x400
sysrq_handle_crash+0x20/0x28
__handle_sysrq+0xb4/0x1e0
write_sysrq_trigger+0xec/0x108
proc_reg_write+0xa4/0x100
vfs_write+0xdc/0x3b8
ksys_write+0x7c/0x120
__arm64_sys_write+0x24/0x38
invoke_syscall+0x60/0xe0
el0_svc_common.constprop.0+0x48/0xf0
do_el0_svc+0x24/0x38
el0_svc+0x38/0x150
el0t_64_sync_handler+0xc8/0xe0
el0t_64_sync+0x190/0x198
`,
        },
      ],
      fault: null,
    },
  },
};
