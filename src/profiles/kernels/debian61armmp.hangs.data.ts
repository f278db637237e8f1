/**
 * Where hanging and starved CPUs of 6.1.0-50-armmp are: the stacks and registers its recorded consoles show.
 *
 * Source: linux-arch-hangs `armd61-hard-lockup-2cpu`,
 * `armd61-hung-task-panic`,
 * `armd61-loop-2cpu`,
 * `armd61-oom-kill`,
 * `armd61-oom-ramfs`,
 * `armd61-oom-read-panic`,
 * `armd61-rcu-stall-panic`,
 * `armd61-softlockup-panic`,
 * `armd61-spin-2cpu`;
 * made by `scripts/record/arch-hang-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type { ArchCrashData } from '../arch-crash-text.ts';

export const debian61armmpHangs: ArchCrashData = {
  symbols: `
_raw_spin_lock 48 @c0d3a854
direct_entry 13c @bf000184 lkdtm
lkdtm_LOOP c @bf000588 lkdtm
lkdtm_SOFTLOCKUP 38 @bf000594 lkdtm
`,
  paths: {
    'hung-task-panic': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x0],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from panic+0x110/0x370
panic from watchdog+0x2f8/0x4e8
watchdog from kthread+0xd8/0xf4
kthread from ret_from_fork+0x14/0x28
@0
`,
        },
      ],
      fault: null,
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp-50',
          registers: '0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 13 0',
        },
      ],
    },
    idle: {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ec8],
          frames: `
_raw_spin_lock from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'registers',
        code: null,
        instructionPointer: '_raw_spin_lock+0x30/0x48',
        linkRegister: 'direct_entry+0x11c/0x13c [lkdtm]',
        flags: '800b0013',
        registers: 'ffffefff heap+31d0 obj0+c00 sp+b8 bf00a7a0 sp+b8 0 b obj1 0 1 0 bf00aca0',
        special: 'table+6a',
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+e0',
          registers: '1d4 heap+3d90 1 heap+3d90 b 1 1d4 heap+3d90 b 4 14b470 usp 20 heap+31d0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-HUNG_TASK': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ff8],
          frames: `
__schedule from schedule+0x54/0xe8
schedule from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: null,
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp-50',
          registers: '1d4 heap+8208 1 heap+8208 a 1 1d4 heap+8208 a 4 14b470 usp 20 heap+71d0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-LOOP': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ec8],
          frames: `
lkdtm_LOOP [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'registers',
        code: null,
        instructionPointer: 'lkdtm_LOOP+0x8/0xc [lkdtm]',
        linkRegister: 'direct_entry+0x11c/0x13c [lkdtm]',
        flags: 'a0000013',
        registers: 'ffffefff 1cb1d0 obj0+800 sp+b8 module+a758 sp+b8 0 5 obj1 module+588 0 0 module+a758',
        special: 'table+6a',
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+e0',
          registers: '1d4 1cbd90 1 1cbd90 5 1 1d4 1cbd90 5 4 14b470 usp 20 1cb1d0 4 usp-48 c381f 11226',
        },
      ],
    },
    'lkdtm-SOFTLOCKUP': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ec8],
          frames: `
lkdtm_SOFTLOCKUP [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'registers',
        code: null,
        instructionPointer: 'lkdtm_SOFTLOCKUP+0x8/0x38 [lkdtm]',
        linkRegister: 'direct_entry+0x11c/0x13c [lkdtm]',
        flags: 'a0030013',
        registers: 'ffffefff heap+41d0 obj0+c00 sp+b8 module+a790 sp+b8 0 b obj1 module+594 0 0 module+a790',
        special: 'table+6a',
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+e0',
          registers: '1d4 heap+51f8 1 heap+51f8 b 1 1d4 heap+51f8 b 4 14b470 usp+8 20 heap+41d0 4 usp-40 c381f 11226',
        },
      ],
    },
    'oom-fork/none': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ff8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from dump_header+0x50/0x20c
dump_header from out_of_memory+0x300/0x34c
out_of_memory from __alloc_pages+0xe18/0x1094
__alloc_pages from __get_free_pages+0x1c/0x2c
__get_free_pages from pgd_alloc+0x20/0x1b0
pgd_alloc from mm_init+0x118/0x1f4
mm_init from copy_process+0x1544/0x1cc8
copy_process from kernel_clone+0xac/0x3c4
kernel_clone from sys_clone+0x78/0x9c
sys_clone from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: null,
      allocation: 'gfp_mask=0xcc0(GFP_KERNEL), order=2',
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp-50',
          registers:
            'heap+f068 heap+f500 1200011 0 0 0 heap+f068 heap+f500 0 78 148d20 0 heap+ffec 148d20 78 usp+8 bbca3 11226',
        },
      ],
    },
    'oom-fork/none-panic': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ff8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from panic+0x110/0x370
panic from out_of_memory+0x334/0x34c
out_of_memory from __alloc_pages+0xe18/0x1094
__alloc_pages from __get_free_pages+0x1c/0x2c
__get_free_pages from pgd_alloc+0x20/0x1b0
pgd_alloc from mm_init+0x118/0x1f4
mm_init from copy_process+0x1544/0x1cc8
copy_process from kernel_clone+0xac/0x3c4
kernel_clone from sys_clone+0x78/0x9c
sys_clone from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: null,
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp-50',
          registers:
            'heap+f068 heap+f500 1200011 0 0 0 heap+f068 heap+f500 0 78 148d20 0 heap+ffec 148d20 78 usp+8 bbca3 11226',
        },
      ],
    },
    'oom-manual/none': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x0],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from dump_header+0x50/0x20c
dump_header from out_of_memory+0x300/0x34c
out_of_memory from moom_callback+0x58/0xa4
moom_callback from process_one_work+0x1f8/0x4b4
process_one_work from worker_thread+0x54/0x50c
worker_thread from kthread+0xd8/0xf4
kthread from ret_from_fork+0x14/0x28
@0
`,
        },
      ],
      fault: null,
      allocation: 'gfp_mask=0xcc0(GFP_KERNEL), order=-1',
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp-50',
          registers: '0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 13 0',
        },
      ],
    },
    'oom-read/kill': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ed0],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from dump_header+0x50/0x20c
dump_header from oom_kill_process+0x22c/0x238
oom_kill_process from out_of_memory+0x218/0x34c
out_of_memory from __alloc_pages+0xe18/0x1094
__alloc_pages from handle_mm_fault+0x66c/0x1044
handle_mm_fault from do_page_fault+0x17c/0x330
do_page_fault from do_DataAbort+0x44/0xb8
do_DataAbort from __dabt_svc+0x4c/0x80
@0
__dabt_svc from __clear_user_std+0x34/0x68
__clear_user_std from read_zero+0x58/0xec
read_zero from vfs_read+0xa8/0x2b0
vfs_read from ksys_read+0x78/0xf8
ksys_read from ret_fast_syscall+0x0/0x1c
@1
`,
        },
      ],
      fault: null,
      allocation: 'gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0',
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp-50',
          registers:
            'b26d0000 0 0 55 1000 1000 obj0+5c0 1000 b26ce008 51 1 kernel+67a890 0 sp kernel+67a8e8 kernel+9f6258 60070013 ffffffff',
        },
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+d8',
          registers: '1d4 b26ce008 3 b26ce008 2000 1 1d4 b26ce008 2000 3 14b470 1 0 1 3 usp+8 c3797 11226',
        },
      ],
    },
    'oom-read/panic': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ed0],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from dump_header+0x50/0x20c
dump_header from out_of_memory+0x2b0/0x34c
out_of_memory from __alloc_pages+0xe18/0x1094
__alloc_pages from handle_mm_fault+0x66c/0x1044
handle_mm_fault from do_page_fault+0x17c/0x330
do_page_fault from do_DataAbort+0x44/0xb8
do_DataAbort from __dabt_svc+0x4c/0x80
@0
__dabt_svc from __clear_user_std+0x34/0x68
__clear_user_std from read_zero+0x58/0xec
read_zero from vfs_read+0xa8/0x2b0
vfs_read from ksys_read+0x78/0xf8
ksys_read from ret_fast_syscall+0x0/0x1c
@1
`,
        },
      ],
      fault: null,
      allocation: 'gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0',
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp-50',
          registers:
            'bcfc8000 0 0 55 1000 1000 obj0+c0 1000 bcfc6008 51 1 kernel+67a890 0 sp kernel+67a8e8 kernel+9f6258 60070013 ffffffff',
        },
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+d8',
          registers: '1d4 bcfc6008 3 bcfc6008 2000 1 1d4 bcfc6008 2000 3 14b470 1 0 1 3 usp+8 c3797 11226',
        },
      ],
    },
    'oom-read/panic-panic': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ed0],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from panic+0x110/0x370
panic from out_of_memory+0x2d8/0x34c
out_of_memory from __alloc_pages+0xe18/0x1094
__alloc_pages from handle_mm_fault+0x66c/0x1044
handle_mm_fault from do_page_fault+0x17c/0x330
do_page_fault from do_DataAbort+0x44/0xb8
do_DataAbort from __dabt_svc+0x4c/0x80
@0
__dabt_svc from __clear_user_std+0x34/0x68
__clear_user_std from read_zero+0x58/0xec
read_zero from vfs_read+0xa8/0x2b0
vfs_read from ksys_read+0x78/0xf8
ksys_read from ret_fast_syscall+0x0/0x1c
@1
`,
        },
      ],
      fault: null,
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp-50',
          registers:
            'bcfc8000 0 0 55 1000 1000 obj0+c0 1000 bcfc6008 51 1 kernel+67a890 0 sp kernel+67a8e8 kernel+9f6258 60070013 ffffffff',
        },
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+d8',
          registers: '1d4 bcfc6008 3 bcfc6008 2000 1 1d4 bcfc6008 2000 3 14b470 1 0 1 3 usp+8 c3797 11226',
        },
      ],
    },
    'oom-write/kill': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ff8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from dump_header+0x50/0x20c
dump_header from oom_kill_process+0x22c/0x238
oom_kill_process from out_of_memory+0x218/0x34c
out_of_memory from __alloc_pages+0xe18/0x1094
__alloc_pages from __filemap_get_folio+0x160/0x40c
__filemap_get_folio from pagecache_get_page+0x18/0x54
pagecache_get_page from simple_write_begin+0x28/0xa8
simple_write_begin from generic_perform_write+0xc8/0x224
generic_perform_write from __generic_file_write_iter+0xb4/0xbc
__generic_file_write_iter from generic_file_write_iter+0x64/0xfc
generic_file_write_iter from vfs_write+0x1f4/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: null,
      allocation: 'gfp_mask=0x140cc2(GFP_HIGHUSER|__GFP_COMP), order=0',
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp-50',
          registers:
            '1d4 b6f00000 1 b6f00000 100000 1 1d4 b6f00000 100000 4 14b470 b6f00000 0 10dfb8 4 usp c381f 11226',
        },
      ],
    },
    'rcu-gp-kthread': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x0],
          frames: `
__schedule from schedule+0x54/0xe8
schedule from schedule_timeout+0x98/0x158
schedule_timeout from rcu_gp_fqs_loop+0x128/0x49c
rcu_gp_fqs_loop from rcu_gp_kthread+0x134/0x194
rcu_gp_kthread from kthread+0xd8/0xf4
kthread from ret_from_fork+0x14/0x28
@0
`,
        },
      ],
      fault: null,
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp-50',
          registers: '0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 13 0',
        },
      ],
    },
    'rcu-stall/lkdtm-LOOP': {
      systemCall: null,
      stacks: [
        {
          stackPointers: [0x1ec8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from panic+0x110/0x370
panic from round_up_default_nslabs+0x0/0x70
`,
        },
      ],
      fault: null,
    },
    'softlockup/lkdtm-SOFTLOCKUP': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ec8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from panic+0x110/0x370
panic from watchdog_timer_fn+0x21c/0x264
watchdog_timer_fn from __hrtimer_run_queues+0x18c/0x2b4
__hrtimer_run_queues from hrtimer_interrupt+0x128/0x294
hrtimer_interrupt from arch_timer_handler_virt+0x30/0x38
arch_timer_handler_virt from handle_percpu_devid_irq+0x84/0x1c0
handle_percpu_devid_irq from handle_irq_desc+0x74/0x84
handle_irq_desc from gic_handle_irq+0x70/0x9c
gic_handle_irq from generic_handle_arch_irq+0x34/0x44
generic_handle_arch_irq from call_with_stack+0x18/0x20
call_with_stack from __irq_svc+0x98/0xb0
@0
__irq_svc from lkdtm_SOFTLOCKUP+0x8/0x38 [lkdtm]
lkdtm_SOFTLOCKUP [lkdtm] from direct_entry+0x11c/0x13c [lkdtm]
direct_entry [lkdtm] from full_proxy_write+0x5c/0x8c
full_proxy_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@1
`,
        },
      ],
      fault: null,
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp-50',
          registers:
            'module+a790 0 0 module+594 obj1 b 0 sp+b8 module+a790 sp+b8 obj0+c00 heap+41d0 ffffefff sp module+2a0 module+59c a0030013 ffffffff',
        },
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+e0',
          registers: '1d4 heap+51f8 1 heap+51f8 b 1 1d4 heap+51f8 b 4 14b470 usp+8 20 heap+41d0 4 usp-40 c381f 11226',
        },
      ],
    },
  },
};
