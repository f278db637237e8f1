/**
 * Crash texts of 6.1.192-fadump: the stacks, registers and code words its recorded consoles show.
 *
 * Source: linux-arch `ppcf61-fadump-lkdtm`, `ppcf61-fadump-nocma`; made by
 * `scripts/record/arch-crash-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type { ArchCrashData } from '../arch-crash-text.ts';

export const fadump61CrashPaths: ArchCrashData = {
  symbols: `
system_call_vectored_common 280 @c00000000000b300
system_call_exception 1b0 @c0000000000213a0
panic 410 @c00000000008c8ec
_printk 4c @c0000000000f07c4
vfs_write 400 @c0000000001d2a40
ksys_write 140 @c0000000001d2fa0
proc_reg_write 150 @c000000000253ec0
full_proxy_write c0 @c00000000027a6c0
sysrq_handle_crash 30 @c000000000351b70
__handle_sysrq 220 @c0000000003523d0
write_sysrq_trigger e4 @c000000000352ca0
dump_stack_lvl a0 @c0000000003bd69c
direct_entry 150 @c0080000000c0278 lkdtm
lkdtm_EXCEPTION 10 @c0080000000c0580 lkdtm
lkdtm_do_action 68 @c0080000000c33d8 lkdtm
`,
  paths: {
    'lkdtm-EXCEPTION': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3bd0],
          frames: `
sp _printk+0x38/0x4c (unreliable)
sp+20 direct_entry+0x12c/0x150 [lkdtm]
sp+a0 full_proxy_write+0x7c/0xc0
sp+f0 vfs_write+0x10c/0x400
sp+1b0 ksys_write+0x7c/0x140
sp+200 system_call_exception+0xbc/0x1b0
sp+240 system_call_vectored_common+0xf0/0x280
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        signal: 11,
        address: '0',
        errorCode: 0x42000000,
        instructionPointer: 'lkdtm_EXCEPTION+0x4/0x10 [lkdtm]',
        linkRegister: 'lkdtm_do_action+0x48/0x68 [lkdtm]',
        code: `
00000000 3c4c0001 384215a8 3d220000 e94980e0 812a0000 39290001 912a0000 
7d2907b4 0b090000 4e800020 39200000 <91290000> 4e800020 60420000 48000000 
`,
        flags: '8000000000009033',
        trap: '0300',
        special: 'module+3420 module+580 84008282 6 sp-2a0 module+341c',
        registers:
          'module+3a4 sp module+11b00 module+a3d8 kernel+624730 kernel+624770 1 1 kernel+6246b0 0 0 8000 module+580 kernel+790000 usp+508 10277870 0 heap+2800 heap+27f8 0 1 0 2 0 0 20 obj0+63c0 sp+1d0 sp+1d0 heap+6c80 a module+a3d8',
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=100c4180',
          linkRegister: '=100c4180',
          code: null,
          flags: '800000000280f033',
          trap: '3000',
          special: '100c4180 0 4800248a 0 sp+2b0',
          registers:
            '4 usp 10277b00 1 heap+6c80 a 4e 4f495450 negheap-27d8 0 0 0 0 heap+77c0 usp+508 10277870 0 heap+2800 heap+27f8 0 1 0 2 0 0 20 usp+e0 1 0 a heap+6c80 1',
        },
      ],
    },
    'sysrq-c': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3a90],
          frames: `
sp dump_stack_lvl+0x70/0xa0 (unreliable)
sp+30 panic+0x170/0x410
sp+d0 sysrq_handle_crash+0x20/0x30
sp+130 __handle_sysrq+0xc8/0x220
sp+1d0 write_sysrq_trigger+0x5c/0xe4
sp+200 proc_reg_write+0xec/0x150
sp+230 vfs_write+0x10c/0x400
sp+2f0 ksys_write+0x7c/0x140
sp+340 system_call_exception+0xbc/0x1b0
sp+380 system_call_vectored_common+0xf0/0x280
@0
`,
        },
      ],
      fault: null,
      blocks: [
        {
          instructionPointer: '=100c4180',
          linkRegister: '=100c4180',
          code: null,
          flags: '800000000280f033',
          trap: '3000',
          special: '100c4180 0 48002482 0 sp+3f0',
          registers:
            '4 usp 10277b00 1 heap+6ca0 2 63 7f7f7f7f7f7f7f7f negheap-19c8 0 0 0 0 heap+77c0 usp+508 10277870 heap+2670 heap+19e8 heap+19e0 0 0 0 2 0 0 20 usp+e0 1 0 2 heap+6ca0 1',
        },
      ],
    },
  },
};
