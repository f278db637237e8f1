/**
 * Crash texts of 6.1.0-50-powerpc64le on PowerNV: the stacks, registers and code words its recorded consoles show.
 *
 * Source: linux-powernv `d61n-init-killed`, `d61n-nmi`, `d61n-panic-2cpu`; made by
 * `scripts/record/arch-crash-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type { ArchCrashData } from '../arch-crash-text.ts';

export const debian61powernvCrashPaths: ArchCrashData = {
  symbols: `
system_call_vectored_common 280 @c00000000000c000
start_here_common 20 @c00000000000d974
rest_init f0 @c0000000000126d0
system_call_exception 250 @c00000000002aed0
replay_system_reset a0 @c0000000000300f0
arch300_idle_type c0 @c0000000000c0b00
panic 444 @c000000000137c6c
do_exit be0 @c000000000140f70
do_group_exit c0 @c000000000141d70
sys_exit_group 30 @c000000000141e30
call_cpuidle 90 @c0000000001ad2b0
do_idle 430 @c0000000001b2f80
cpu_startup_entry 60 @c0000000001b35d0
vfs_write 4c0 @c00000000052b4c0
ksys_write 160 @c00000000052bb00
proc_reg_write 160 @c000000000604280
sysrq_handle_crash 30 @c0000000008e5c40
__handle_sysrq 230 @c0000000008e6540
write_sysrq_trigger 178 @c0000000008e6e40
cpuidle_enter_state 600 @c000000000a6a250
cpuidle_enter 80 @c000000000a6a8a0
stop_loop 60 @c000000000a6e350
dump_stack_lvl a0 @c000000000d8b3fc
arch_post_acpi_subsys_init c @c000000002003c98
start_kernel 99c @c000000002003cc8
`,
  paths: {
    exit: {
      systemCall: 'exit_group',
      stacks: [
        {
          stackPointers: [0x3b30],
          frames: `
sp dump_stack_lvl+0x70/0xa0 (unreliable)
sp+30 panic+0x16c/0x444
sp+c0 do_exit+0xbcc/0xbe0
sp+190 do_group_exit+0x4c/0xc0
sp+1d0 sys_exit_group+0x28/0x30
sp+1f0 system_call_exception+0x130/0x250
sp+2e0 system_call_vectored_common+0xf0/0x280
@0
`,
        },
      ],
      fault: null,
      blocks: [
        {
          instructionPointer: '=100be7c0',
          linkRegister: '=100be7c0',
          code: null,
          flags: '900000000280f033',
          trap: '3000',
          special: '100be7c0 0 48004448 0 sp+350',
          registers:
            'ea usp 10277b00 3 0 usp+200 usp+210 0 0 0 0 0 0 41b477c0 0 0 0 0 0 0 0 0 0 10278ce0 0 10269850 10128e80 0 41b40850 41b477c0 heap+f000 3',
        },
      ],
    },
    'system-reset/opal': {
      systemCall: null,
      stacks: [
        {
          stackPointers: [0x3b10],
          frames: `
sp replay_system_reset+0x60/0xa0 (unreliable)
sp+1b0 arch300_idle_type+0x94/0xc0
sp+1e0 stop_loop+0x40/0x60
sp+210 cpuidle_enter_state+0x314/0x600
sp+270 cpuidle_enter+0x54/0x80
sp+2b0 call_cpuidle+0x4c/0x90
sp+2d0 do_idle+0x2e0/0x430
sp+350 cpu_startup_entry+0x4c/0x60
sp+380 rest_init+0xec/0xf0
sp+3b0 arch_post_acpi_subsys_init+0x0/0xc
sp+3d0 start_kernel+0x948/0x99c
sp+480 start_here_common+0x1c/0x20
`,
        },
      ],
      fault: {
        signal: 6,
        cause: 'trap',
        die: 'System Reset',
        instructionPointer: 'replay_system_reset+0x44/0xa0',
        linkRegister: 'arch300_idle_type+0x94/0xc0',
        code: `
38a00180 38800000 f8010010 f821fe51 38610028 e92d0c78 f92101a8 39200000 
4807a325 60000000 38610028 4803e28d <60000000> 39400001 39200100 38610028 
`,
        flags: '9000000000001033',
        trap: '0100',
        special: 'kernel+c0b94 0 24002880 20040018 sp+28 0',
        registers:
          '0 sp kernel+1148100 sp-48 0 0 sp+1a8 kernel+2880000 300331 0 ff ffffffffffffffff kernel+a6e350 kernel+2880000 0 0 31c10000 300031bc 0 0 0 2 3 kernel+2632b48 80000 kernel+26e7530 0 177a09424 kernel+2632b48 obj0+140 3003ff 9000000000111033',
        masked: 3,
        stackPointer: 'kernel+26afb10',
        irqsDisabled: false,
      },
    },
  },
};
