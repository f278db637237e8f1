/**
 * Crash texts of 6.1.192-ppc64: the stacks, registers and code words its recorded consoles show.
 *
 * Source: linux-ppc64 `b61p-oops`, `b61p-panic-2cpu`; made by
 * `scripts/record/arch-crash-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type { ArchCrashData } from '../arch-crash-text.ts';

export const build61ppc64CrashPaths: ArchCrashData = {
  symbols: `
system_call_common 258 @c00000000000b860
.system_call_exception 130 @c00000000001f720
.panic 418 @c00000000009a978
._printk 44 @c0000000000fc280
.vfs_write 3c0 @c0000000001c7b30
.ksys_write 140 @c0000000001c8040
.proc_reg_write 150 @c00000000022eb30
.full_proxy_write c0 @c000000000251c00
.sysrq_handle_crash 20 @c0000000002c6330
.__handle_sysrq 220 @c0000000002c6540
.write_sysrq_trigger e0 @c0000000002c6760
.direct_entry 140 @c0000000002eed60
.lkdtm_do_action 60 @c0000000002ef190
.lkdtm_EXCEPTION 10 @c0000000002ef210
.dump_stack_lvl 98 @c000000000311634
`,
  paths: {
    'lkdtm-EXCEPTION': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3a50],
          frames: `
sp ._printk+0x30/0x44 (unreliable)
sp+70 .direct_entry+0x124/0x140
sp+100 .full_proxy_write+0x7c/0xc0
sp+1a0 .vfs_write+0xf0/0x3c0
sp+2a0 .ksys_write+0x74/0x140
sp+340 .system_call_exception+0x9c/0x130
sp+3c0 system_call_common+0xf4/0x258
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        signal: 11,
        address: '0',
        errorCode: 0x42000000,
        instructionPointer: '.lkdtm_EXCEPTION+0x4/0x10',
        linkRegister: '.lkdtm_do_action+0x48/0x60',
        code: `
7c0803a6 4e800020 4e800020 3d42002d 812a9e80 39290001 912a9e80 7d2907b4 
0b090000 4e800020 60000000 39200000 <91290000> 4e800020 60000000 48000000 
`,
        flags: '8000000000009032',
        trap: '0300',
        special: 'kernel+2ef1d8 kernel+2ef210 84008202 20040000 sp-2a0 kernel+bd74',
        registers:
          'kernel+2eee84 sp kernel+3f8000 kernel+5fbc30 kernel+584d10 kernel+584db8 1 1 kernel+584cb8 0 kernel+2ef210 3 48008202 kernel+6d0000 0 0 0 0 0 0 0 0 0 0 0 0 obj0+3240 sp+310 sp+310 usp+de82 9 kernel+5fbc30',
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=1000018c',
          linkRegister: '=1000061c',
          code: null,
          flags: '800000000000d032',
          trap: '0c00',
          special: '1000061c 0 20000000 0 sp+430',
          registers:
            '4 usp 10018000 3 usp+de82 9 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 10000b90 10000b50 3 usp+de82',
        },
      ],
    },
    'sysrq-c': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x38a0],
          frames: `
sp .dump_stack_lvl+0x68/0x98 (unreliable)
sp+80 .panic+0x168/0x418
sp+130 .sysrq_handle_crash+0x18/0x20
sp+1a0 .__handle_sysrq+0xc8/0x220
sp+250 .write_sysrq_trigger+0x54/0xe0
sp+2d0 .proc_reg_write+0xf4/0x150
sp+350 .vfs_write+0xf0/0x3c0
sp+450 .ksys_write+0x74/0x140
sp+4f0 .system_call_exception+0x9c/0x130
sp+570 system_call_common+0xf4/0x258
@0
`,
        },
      ],
      fault: null,
      blocks: [
        {
          instructionPointer: '=1000018c',
          linkRegister: '=1000061c',
          code: null,
          flags: '800000000000d032',
          trap: '0c00',
          special: '1000061c 0 20000000 0 sp+5e0',
          registers:
            '4 usp 10018000 3 10000aa8 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 10000b90 10000b50 3 10000aa8',
        },
      ],
    },
  },
};
