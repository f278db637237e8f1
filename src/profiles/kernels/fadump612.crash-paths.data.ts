/**
 * Crash texts of 6.12.117-fadump: the stacks, registers and code words its recorded consoles show.
 *
 * Source: linux-ppc64 `b612p-oops`, `b612p-panic-2cpu`; made by
 * `scripts/record/arch-crash-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type { ArchCrashData } from '../arch-crash-text.ts';

export const fadump612CrashPaths: ArchCrashData = {
  symbols: `
system_call_vectored_common 280 @c00000000000b300
system_call_exception 130 @c000000000020a80
panic 4b4 @c000000000092114
vfs_write 414 @c0000000001e820c
ksys_write 138 @c0000000001e8770
proc_reg_write 150 @c00000000025b968
full_proxy_write 104 @c00000000027f00c
sysrq_handle_crash 24 @c000000000332b60
__handle_sysrq 2a8 @c000000000332db4
write_sysrq_trigger 164 @c00000000033308c
lkdtm_do_action 88 @c00000000035fb60
direct_entry 12c @c00000000035fbe8
lkdtm_EXCEPTION c @c000000000360020
dump_stack_lvl f0 @c000000000382720
`,
  paths: {
    'lkdtm-EXCEPTION': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3c20],
          frames: `
sp =sp+30 (unreliable)
sp+30 direct_entry+0xc0/0x12c
sp+b0 full_proxy_write+0x84/0x104
sp+100 vfs_write+0xdc/0x414
sp+1b0 ksys_write+0x7c/0x138
sp+200 system_call_exception+0x9c/0x130
sp+230 system_call_vectored_common+0xf0/0x280
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        signal: 11,
        address: '0',
        errorCode: 0x42000000,
        instructionPointer: 'lkdtm_EXCEPTION+0x4/0xc',
        linkRegister: 'lkdtm_do_action+0x48/0x88',
        code: `
38210040 7c6307b4 e8010010 ebe1fff8 7c0803a6 4e800020 3860fff4 4bffffe4 
60000000 60000000 60000000 39200000 <91290000> 4e800020 60420000 48000000 
`,
        flags: '8000000000009033',
        trap: '0300',
        special: 'kernel+35fba8 kernel+360020 24008282 6 sp-2a0 kernel+bd74',
        registers:
          'kernel+35fca8 sp kernel+488000 kernel+60bc68 kernel+594368 kernel+5943c8 1 1 kernel+5942e8 0 0 44008282 kernel+360020 kernel+6f0000 usp+508 10277870 0 heap+2750 heap+2748 0 0 0 2 0 0 20 obj0+3840 sp+1d0 heap+31f0 sp+1d0 kernel+60bc68 0',
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=100c4180',
          linkRegister: '=100c4180',
          code: null,
          flags: '800000000280f033',
          trap: '3000',
          special: '100c4180 0 4800248a 0 sp+260',
          registers:
            '4 usp 10277b00 1 heap+31f0 a 4e 4f495450 negheap-1a28 0 0 0 0 heap+77c0 usp+508 10277870 0 heap+2750 heap+2748 0 0 0 2 0 0 20 usp+e0 1 0 a heap+31f0 1',
        },
      ],
    },
    'sysrq-c': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3aa0],
          frames: `
sp dump_stack_lvl+0xd8/0xf0 (unreliable)
sp+30 panic+0x2d0/0x4b4
sp+d0 sysrq_handle_crash+0x20/0x24
sp+130 __handle_sysrq+0xf0/0x2a8
sp+1e0 write_sysrq_trigger+0xf8/0x164
sp+250 proc_reg_write+0xf4/0x150
sp+280 vfs_write+0xdc/0x414
sp+330 ksys_write+0x7c/0x138
sp+380 system_call_exception+0x9c/0x130
sp+3b0 system_call_vectored_common+0xf0/0x280
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
          special: '100c4180 0 48002482 0 sp+3e0',
          registers:
            '4 usp 10277b00 1 heap+31f0 2 63 7f7f7f7f7f7f7f7f negheap-1a10 0 0 0 0 heap+77c0 usp+508 10277870 0 heap+1a30 heap+1a28 0 0 0 2 0 0 20 usp+e0 1 0 2 heap+31f0 1',
        },
      ],
    },
  },
};
