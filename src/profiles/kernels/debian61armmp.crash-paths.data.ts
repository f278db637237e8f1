/**
 * Crash texts of 6.1.0-50-armmp: the stacks, registers and code words its recorded consoles show.
 *
 * Source: linux-arch `armd61-dt-init-killed`, `armd61-dt-oops-bug-panic-2cpu`, `armd61-dt-read-panic`, `armd61-mem-panic-ecc16`; made by
 * `scripts/record/arch-crash-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type { ArchCrashData } from '../arch-crash-text.ts';

export const debian61armmpCrashPaths: ArchCrashData = {
  symbols: `
crashme_null 18 @bf005000 crashme
crashme_read 18 @bf005018 crashme
crashme_bug c @bf005074 crashme
crashme_write f80 @bf005080 crashme
`,
  paths: {
    'crashme-bug': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ec0],
          frames: `
crashme_bug [crashme] from crashme_write+0x198/0xf80 [crashme]
crashme_write [crashme] from proc_reg_write+0xb0/0xd4
proc_reg_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'crashme/crashme.c:10',
        errorCode: 0,
        instructionPointer: 'crashme_bug+0x8/0xc [crashme]',
        linkRegister: 'crashme_write+0x198/0xf80 [crashme]',
        flags: '60070013',
        code: 'e3a0100b ea4d1510 e52de004 e28dd004 (e7f001f2) ',
        registers: '65 heap+f1d0 sp+c0 4 heap+12730 obj0+600 51 heap+12730 4 67 module+10d4 module+10d1 ffffffff',
        stackWords:
          'heap+f1d0 a677562 0 canary obj1+c80 module+80 1 kernel+35f5a4 kernel+35f4f4 obj0+600 4 sp+c0 obj2+c0 heap+12730 obj3+800 kernel+2cbf3c obj4 0 0 0 obj5+fc obj6+8d8 0 canary 145000 sp+f0 3ae44 80000017 obj2+c0 254 obj7+a00 kernel+a3ad20 sp+f0 kernel+a3ad20 0 0 0 canary 1d4 obj0+600 obj0+600 0 0 kernel+2f0 obj2+c0 4 heap+f1d0 kernel+2cc390 0 0 obj0+600 canary 1 1d4 heap+12730 4 4 kernel+c0 1d4 heap+12730 1 heap+12730 4 1 1d4 heap+12730 4 4 14b470 usp+8 20 heap+f1d0 4 usp-40 c381f 11226 60070030 1 0 0',
        special: 'table+6a',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+e8',
          registers:
            '1d4 heap+12730 1 heap+12730 4 1 1d4 heap+12730 4 4 14b470 usp+8 20 heap+f1d0 4 usp-40 c381f 11226',
        },
      ],
    },
    'crashme-null': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ec0],
          frames: `
crashme_null [crashme] from crashme_write+0x178/0xf80 [crashme]
crashme_write [crashme] from proc_reg_write+0xb0/0xd4
proc_reg_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        address: '0',
        pageTables: 'pgd+835 0 0',
        errorCode: 2075,
        instructionPointer: 'crashme_null+0x10/0x18 [crashme]',
        linkRegister: 'crashme_write+0x178/0xf80 [crashme]',
        flags: '60000013',
        code: 'e52de004 e28dd004 e3a03000 e3012234 (e5832000) ',
        registers: '6c heap+f1d0 sp+c0 5 heap+12730 obj0+f00 51 heap+12730 5 0 1234 module+10c4 0',
        stackWords:
          'heap+f1d0 6c6c756e a canary obj1+c80 module+80 0 kernel+35f5a4 kernel+35f4f4 obj0+f00 5 sp+c0 obj2+c0 heap+12730 obj3+800 kernel+2cbf3c obj4 0 0 0 obj5+fc obj6+8d8 0 canary 145000 sp+f0 3ae44 80000017 obj2+c0 254 obj7+600 kernel+a3ad20 sp+f0 kernel+a3ad20 0 0 0 canary 1d4 obj0+f00 obj0+f00 0 0 kernel+2f0 obj2+c0 4 heap+f1d0 kernel+2cc390 0 0 obj0+f00 canary 1 1d4 heap+12730 5 4 kernel+c0 1d4 heap+12730 1 heap+12730 5 1 1d4 heap+12730 5 4 14b470 usp+8 20 heap+f1d0 4 usp-40 c381f 11226 60000030 1 0 0',
        special: 'table+6a',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+e8',
          registers:
            '1d4 heap+12730 1 heap+12730 5 1 1d4 heap+12730 5 4 14b470 usp+8 20 heap+f1d0 4 usp-40 c381f 11226',
        },
      ],
    },
    'crashme-read': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1ec0],
          frames: `
crashme_read [crashme] from crashme_write+0x150/0xf80 [crashme]
crashme_write [crashme] from proc_reg_write+0xb0/0xd4
proc_reg_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        address: 'dead0000',
        pageTables: '0',
        errorCode: 5,
        instructionPointer: 'crashme_read+0x10/0x18 [crashme]',
        linkRegister: 'crashme_write+0x150/0xf80 [crashme]',
        flags: '60000013',
        code: 'e52de004 e28dd004 e3003fff e34d3ead (e5133fff) ',
        registers: '64 heap+f1d0 sp+c0 5 heap+12730 obj0+6c0 51 heap+12730 5 dead0fff module+10cc module+10cc 0',
        stackWords:
          'heap+f1d0 64616572 a canary obj1+f80 module+80 0 kernel+35f5a4 kernel+35f4f4 obj0+6c0 5 sp+c0 obj2+600 heap+12730 obj3 kernel+2cbf3c obj4 0 0 0 obj5+fc obj6+9b4 0 canary 145000 sp+f0 3ae44 80000017 obj2+600 254 obj7+400 kernel+a3ad20 sp+f0 kernel+a3ad20 0 0 0 canary 1d4 obj0+6c0 obj0+6c0 0 0 kernel+2f0 obj2+600 4 heap+f1d0 kernel+2cc390 0 0 obj0+6c0 canary 1 1d4 heap+12730 5 4 kernel+c0 1d4 heap+12730 1 heap+12730 5 1 1d4 heap+12730 5 4 14b470 usp+8 20 heap+f1d0 4 usp-40 c381f 11226 60000030 1 0 0',
        special: 'table+6a',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp+e8',
          registers:
            '1d4 heap+12730 1 heap+12730 5 1 1d4 heap+12730 5 4 14b470 usp+8 20 heap+f1d0 4 usp-40 c381f 11226',
        },
      ],
    },
    'crashme-warn': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x1fa8],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from __warn+0x80/0x11c
__warn from warn_slowpath_fmt+0x128/0x198
warn_slowpath_fmt from crashme_write+0x180/0xf80 [crashme]
crashme_write [crashme] from proc_reg_write+0xb0/0xd4
proc_reg_write from vfs_write+0xbc/0x394
vfs_write from ksys_write+0x78/0xf8
ksys_write from ret_fast_syscall+0x0/0x1c
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'crashme/crashme.c:11',
        instructionPointer: 'crashme_write+0x180/0xf80 [crashme]',
        message: '4 crashme: a warning',
        flags: '0',
        registers: '',
        code: null,
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=0',
          code: null,
          flags: '0',
          stackPointer: 'sp',
          registers: '1d4 heap+2730 1 heap+2730 5 1 1d4 heap+2730 5 4 14b470 usp+8 20 heap-e30 4 usp-40 c381f 11226',
        },
      ],
    },
    exit: {
      systemCall: 'exit_group',
      stacks: [
        {
          stackPointers: [],
          frames: `
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from panic+0x110/0x370
panic from make_task_dead+0x0/0x16c
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
unwind_backtrace from show_stack+0x18/0x1c
show_stack from dump_stack_lvl+0x40/0x4c
dump_stack_lvl from panic+0x110/0x370
panic from sysrq_reset_seq_param_set+0x0/0x90
`,
        },
      ],
      fault: null,
    },
  },
};
