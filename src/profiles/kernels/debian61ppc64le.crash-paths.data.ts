/**
 * Crash texts of 6.1.0-50-powerpc64le: the stacks, registers and code words its recorded consoles show.
 *
 * Source: linux-arch `ppcd61-hash-iomap-oops`, `ppcd61-hash-memtype2-panic`, `ppcd61-nmi`, `ppcd61-oops-bug-panic-2cpu`, `ppcd61-read-panic`; made by
 * `scripts/record/arch-crash-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type { ArchCrashData } from '../arch-crash-text.ts';

export const debian61ppc64leCrashPaths: ArchCrashData = {
  symbols: `
system_call_vectored_common 280 @c00000000000c000
start_here_common 20 @c00000000000d974
do_one_initcall 320 @c000000000012130
rest_init f0 @c0000000000126d0
system_call_exception 250 @c00000000002aed0
plpar_hcall_norets_notrace 2c @c0000000000e1118
panic 444 @c000000000137c6c
call_cpuidle 90 @c0000000001ad2b0
do_idle 430 @c0000000001b2f80
cpu_startup_entry 60 @c0000000001b35d0
do_init_module 290 @c00000000021a450
__do_sys_finit_module 190 @c00000000021db20
vfs_write 4c0 @c00000000052b4c0
ksys_write 160 @c00000000052bb00
proc_reg_write 160 @c000000000604280
sysrq_handle_crash 30 @c0000000008e5c40
__handle_sysrq 230 @c0000000008e6540
write_sysrq_trigger 178 @c0000000008e6e40
bus_for_each_dev 140 @c00000000094b660
bus_add_driver 300 @c00000000094db20
driver_attach 50 @c00000000094e6b0
really_probe 590 @c00000000094f180
__driver_probe_device 280 @c00000000094f710
driver_probe_device 130 @c00000000094f990
__driver_attach 2b0 @c000000000950580
driver_register 1c0 @c000000000951ad0
__platform_driver_register 50 @c000000000953b60
platform_probe 110 @c0000000009541a0
cpuidle_enter_state 600 @c000000000a6a250
cpuidle_enter 80 @c000000000a6a8a0
shared_cede_loop 1b0 @c000000000a6dd80
dump_stack_lvl a0 @c000000000d8b3fc
arch_post_acpi_subsys_init c @c000000002003c98
start_kernel 99c @c000000002003cc8
crashme_null 20 @c0080000005d0000 crashme
crashme_read 28 @c0080000005d0020 crashme
crashme_bug 18 @c0080000005d0090 crashme
crashme_warn 50 @c0080000005d00a8 crashme
crashme_write 2b0 @c0080000005d00f8 crashme
ramoops_init_przs.constprop.0 3f0 @c008000000510948 ramoops
ramoops_probe 7c0 @c008000000510d38 ramoops
persistent_ram_decode_rs8 a0 @c008000000511dd8 ramoops
persistent_ram_new 8d8 @c008000000512b48 ramoops
ramoops_init cad4 @c00800000051352c ramoops
`,
  paths: {
    'crashme-bug': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x38a0],
          frames: `
sp crashme_write+0x6c/0x2b0 [crashme] (unreliable)
sp+80 proc_reg_write+0xfc/0x160
sp+b0 vfs_write+0xfc/0x4c0
sp+170 ksys_write+0x90/0x160
sp+1c0 system_call_exception+0x130/0x250
sp+570 system_call_vectored_common+0xf0/0x280
@0
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'crashme/crashme.c:10',
        signal: 5,
        instructionPointer: 'crashme_bug+0x8/0x18 [crashme]',
        linkRegister: 'crashme_write+0x24c/0x2b0 [crashme]',
        code: `
f9210028 e9810028 f8410018 7d8903a6 4e800421 e8410018 38210030 e8010010 
7c0803a6 4e800020 7c0802a6 60000000 <0fe00000> 60420000 00028058 00000000 
`,
        flags: '8000000000029033',
        trap: '0700',
        special: 'module+344 kernel+7e7aa0 28002484 20040006 sp-2a0 module+340',
        registers:
          'module+344 sp module+28100 0 heap+6ca4 4 sp+190 ffffffff 62 0 65 module+4a8 kernel+7e7aa0 obj0+f300 usp+508 10277870 heap+2670 heap+27c0 heap+27b8 0 1 0 2 0 0 20 usp+e0 heap+6ca0 sp+190 obj1+7f00 heap+6ca0 4',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=100c4180',
          linkRegister: '=100c4180',
          code: null,
          flags: '800000000280f033',
          trap: '3000',
          special: '100c4180 0 48002484 0 sp+5e0',
          registers:
            '4 usp 10277b00 1 heap+6ca0 4 677562 7f7f7f7f7f7f7f7f negheap-27a0 0 0 0 0 heap+77c0 usp+508 10277870 heap+2670 heap+27c0 heap+27b8 0 1 0 2 0 0 20 usp+e0 1 0 4 heap+6ca0 1',
        },
      ],
    },
    'crashme-null': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3840],
          frames: `
sp crashme_write+0x6c/0x2b0 [crashme] (unreliable)
sp+80 proc_reg_write+0xfc/0x160
sp+b0 vfs_write+0xfc/0x4c0
sp+170 ksys_write+0x90/0x160
sp+1c0 system_call_exception+0x130/0x250
sp+5d0 system_call_vectored_common+0xf0/0x280
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        signal: 11,
        address: '0',
        errorCode: 0x42000000,
        instructionPointer: 'crashme_null+0x10/0x20 [crashme]',
        linkRegister: 'crashme_write+0x21c/0x2b0 [crashme]',
        code: `
XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX XXXXXXXX 
7c0802a6 60000000 39200000 39401234 <91490000> 4e800020 60000000 60420000 
`,
        flags: '8000000000009033',
        trap: '0300',
        special: 'module+314 kernel+7e7aa0 28002485 20040006 sp-2a0 module+310',
        registers:
          'module+314 sp module+28100 0 heap+6ca4 5 sp+190 0 6e756c6c00000000 0 1234 module+4a8 kernel+7e7aa0 obj0+f300 usp+508 10277870 heap+2670 heap+27c0 heap+27b8 0 1 0 2 0 0 20 usp+e0 heap+6ca0 sp+190 obj1+7f00 heap+6ca0 5',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=100c4180',
          linkRegister: '=100c4180',
          code: null,
          flags: '800000000280f033',
          trap: '3000',
          special: '100c4180 0 48002485 0 sp+640',
          registers:
            '4 usp 10277b00 1 heap+6ca0 5 0 7f7f7f7f7f7f7f7f negheap-27a0 0 0 0 0 heap+77c0 usp+508 10277870 heap+2670 heap+27c0 heap+27b8 0 1 0 2 0 0 20 usp+e0 1 0 5 heap+6ca0 1',
        },
      ],
    },
    'crashme-read': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3af0],
          frames: `
sp crashme_write+0x6c/0x2b0 [crashme] (unreliable)
sp+80 proc_reg_write+0xfc/0x160
sp+b0 vfs_write+0xfc/0x4c0
sp+170 ksys_write+0x90/0x160
sp+1c0 system_call_exception+0x130/0x250
sp+320 system_call_vectored_common+0xf0/0x280
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        signal: 11,
        address: 'dead0000',
        errorCode: 0x40000000,
        instructionPointer: 'crashme_read+0x10/0x28 [crashme]',
        linkRegister: 'crashme_write+0x1dc/0x2b0 [crashme]',
        code: `
7c0802a6 60000000 39200000 39401234 91490000 4e800020 60000000 60420000 
7c0802a6 60000000 3d20dead 79290020 <81290000> 4e800020 60000000 60420000 
`,
        flags: '8000000000009033',
        trap: '0300',
        special: 'module+2d4 kernel+7e7aa0 28002485 20040006 sp-2a0 module+2d0',
        registers:
          'module+2d4 sp module+28100 0 heap+6ca4 5 sp+190 0 7265616400000000 dead0000 0 module+4a8 kernel+7e7aa0 kernel+2880000 usp+508 10277870 heap+2670 heap+27c0 heap+27b8 0 1 0 2 0 0 20 usp+e0 heap+6ca0 sp+190 obj0+c600 heap+6ca0 5',
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=100c4180',
          linkRegister: '=100c4180',
          code: null,
          flags: '800000000280f033',
          trap: '3000',
          special: '100c4180 0 48002485 0 sp+390',
          registers:
            '4 usp 10277b00 1 heap+6ca0 5 0 7f7f7f7f7f7f7f7f negheap-27a0 0 0 0 0 heap+77c0 usp+508 10277870 heap+2670 heap+27c0 heap+27b8 0 1 0 2 0 0 20 usp+e0 1 0 5 heap+6ca0 1',
        },
      ],
    },
    'crashme-warn': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3940],
          frames: `
sp crashme_warn+0x28/0x50 [crashme] (unreliable)
sp+60 crashme_write+0x25c/0x2b0 [crashme]
sp+e0 proc_reg_write+0xfc/0x160
sp+110 vfs_write+0xfc/0x4c0
sp+1d0 ksys_write+0x90/0x160
sp+220 system_call_exception+0x130/0x250
sp+4d0 system_call_vectored_common+0xf0/0x280
@0
`,
        },
      ],
      fault: {
        cause: 'warn',
        location: 'crashme/crashme.c:11',
        instructionPointer: 'crashme_warn+0x2c/0x50 [crashme]',
        linkRegister: 'crashme_warn+0x28/0x50 [crashme]',
        code: `
00000000 3c4c0003 38428058 7c0802a6 60000000 3d220000 7c0802a6 e8698010 
f8010010 f821ffa1 48000365 e8410018 <0fe00000> 60000000 60420000 38210060 
`,
        flags: '8000000000029033',
        trap: '0700',
        special: 'module+d0 0 24002282 20040006 sp-2a0 kernel+1372b0',
        registers:
          'module+d0 sp module+28100 12 ffffefff sp-250 sp-258 0 kernel+2536978 1 0 2000 kernel+28f70 obj0+f300 usp+508 10277870 heap+2670 heap+27c0 heap+27b8 0 1 0 2 0 0 20 usp+e0 heap+6ca0 sp+1f0 obj1+7f00 heap+6ca0 5',
        message: '4 crashme: a warning',
        irqsDisabled: false,
      },
      blocks: [
        {
          instructionPointer: '=100c4180',
          linkRegister: '=100c4180',
          code: null,
          flags: '800000000280f033',
          trap: '3000',
          special: '100c4180 0 48002485 0 sp+540',
          registers:
            '4 usp 10277b00 1 heap+6ca0 5 0 7f7f7f7f7f7f7f7f negheap-27a0 0 0 0 0 heap+77c0 usp+508 10277870 heap+2670 heap+27c0 heap+27b8 0 1 0 2 0 0 20 usp+e0 1 0 5 heap+6ca0 1',
        },
      ],
    },
    'stop-persistent_ram_new': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3250],
          frames: `
sp =obj4+400 (unreliable)
sp+70 persistent_ram_new+0x364/0x8d8 [ramoops]
sp+140 ramoops_init_przs.constprop.0+0x148/0x3f0 [ramoops]
sp+220 ramoops_probe+0x1e4/0x7c0 [ramoops]
sp+330 platform_probe+0x78/0x110
sp+3b0 really_probe+0x108/0x590
sp+440 __driver_probe_device+0xc0/0x280
sp+4c0 driver_probe_device+0x54/0x130
sp+500 __driver_attach+0x158/0x2b0
sp+580 bus_for_each_dev+0xb4/0x140
sp+5e0 driver_attach+0x34/0x50
sp+600 bus_add_driver+0x218/0x300
sp+690 driver_register+0xb4/0x1c0
sp+700 __platform_driver_register+0x38/0x50
sp+720 ramoops_init+0x70/0xcad4 [ramoops]
sp+7f0 do_one_initcall+0x80/0x320
sp+8d0 do_init_module+0x6c/0x290
sp+950 __do_sys_finit_module+0xd8/0x190
sp+a80 system_call_exception+0x130/0x250
sp+bc0 system_call_vectored_common+0xf0/0x280
@0
`,
        },
      ],
      fault: {
        cause: 'page-fault',
        signal: 7,
        address: 'area0+3ff0',
        errorCode: 0x40000000,
        instructionPointer: 'persistent_ram_decode_rs8+0x44/0xa0 [ramoops]',
        linkRegister: 'persistent_ram_new+0x364/0x8d8 [ramoops]',
        code: `
7cab2b78 f8010010 f821ff91 81230064 2c090000 40810034 39400000 60000000 
60420000 7d4907b4 e9030070 394a0001 <7ce648ae> 79290fa4 7ce84b2e 81230064 
`,
        flags: '800000000280b033',
        trap: '0300',
        special: 'module+2eac 0 44004480 11e sp-2a0 module+2ea8',
        registers:
          'module+2eac sp module+38100 obj0+600 area0 c area0+3ff0 35be0000 obj1+4440 0 1 c kernel+43d040 kernel+2880000 usp+338 10277870 heap+2670 obj2+5010 module+304a0 0 4000 module+30500 module+304a0 0 kernel+252e188 module+30500 0 obj3+2d80 0 0 area0 obj0+600',
        message: `
3 lpar: Failed hash pte insert with error -4
6 hash-mmu: mm: Hashing failure ! EA=0x%{area0+3ff0} access=0xc00000000000000c current=insmod
6 hash-mmu:     trap=0x300 vsid=0x7ca2c8f ssize=1 base psize=2 psize 2 pte=0xc00000003c0001be
6 hash-mmu: mm: Hashing failure ! EA=0x%{area0+3ff0} access=0xc00000000000000c current=insmod
6 hash-mmu:     trap=0x300 vsid=0x7ca2c8f ssize=1 base psize=2 psize 2 pte=0xc00000003c0001be
`,
        irqsDisabled: true,
      },
      blocks: [
        {
          instructionPointer: '=101f6638',
          linkRegister: '=101f6638',
          code: null,
          flags: '800000000280f033',
          trap: '3000',
          special: '101f6638 0 44004228 0 sp+c30',
          registers:
            '161 usp 10277b00 4 heap+6c90 0 20 102222f6 fffffffffffff000 0 0 0 0 heap+77c0 usp+338 10277870 heap+2670 heap+42f0 heap+42e8 ffffffffffffffff 0 0 a 0 0 62 heap+2690 0 heap+42f0 heap+3780 heap+6c90 4',
        },
      ],
    },
    'sysrq-c': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3970],
          frames: `
sp dump_stack_lvl+0x70/0xa0 (unreliable)
sp+30 panic+0x16c/0x444
sp+c0 sysrq_handle_crash+0x28/0x30
sp+120 __handle_sysrq+0xd0/0x230
sp+1c0 write_sysrq_trigger+0xc8/0x178
sp+200 proc_reg_write+0xfc/0x160
sp+230 vfs_write+0xfc/0x4c0
sp+2f0 ksys_write+0x90/0x160
sp+340 system_call_exception+0x130/0x250
sp+4a0 system_call_vectored_common+0xf0/0x280
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
          special: '100c4180 0 48002482 0 sp+510',
          registers:
            '4 usp 10277b00 1 heap+6ca0 2 63 7f7f7f7f7f7f7f7f negheap-19c8 0 0 0 0 heap+77c0 usp+508 10277870 heap+2670 heap+19e8 heap+19e0 0 0 0 2 0 0 20 usp+e0 1 0 2 heap+6ca0 1',
        },
      ],
    },
    'system-reset': {
      systemCall: null,
      stacks: [
        {
          stackPointers: [0x3ca0],
          frames: `
sp =1 (unreliable)
sp+80 cpuidle_enter_state+0x314/0x600
sp+e0 cpuidle_enter+0x54/0x80
sp+120 call_cpuidle+0x4c/0x90
sp+140 do_idle+0x2e0/0x430
sp+1c0 cpu_startup_entry+0x4c/0x60
sp+1f0 rest_init+0xec/0xf0
sp+220 arch_post_acpi_subsys_init+0x0/0xc
sp+240 start_kernel+0x948/0x99c
sp+2f0 start_here_common+0x1c/0x20
`,
        },
      ],
      fault: {
        signal: 6,
        cause: 'trap',
        die: 'System Reset',
        instructionPointer: 'plpar_hcall_norets_notrace+0x18/0x2c',
        linkRegister: 'shared_cede_loop+0x128/0x1b0',
        code: `
e8010010 ebe1fff8 7c0803a6 4e800020 48cdd8d9 60000000 3c4c0106 38426fe8 
7c421378 7c000026 90010008 44000022 <38800000> 988d0931 80010008 7c0ff120 
`,
        flags: '800000000280b033',
        trap: '0100',
        special: 'kernel+a6dea8 kernel+a6dd80 44000888 18 obj0+3d60 kernel+a6dea4',
        registers:
          '44000888 sp kernel+1148100 0 kernel+26322f8 1 10ee8e697 35ce0000 0 0 kernel+21220a8 0 kernel+a6dd80 kernel+2880000 0 137eee0 137ed60 137ee98 137ec90 137f328 13b26d8 137f350 1 kernel+26322f8 80000 kernel+26e7530 0 aabebc20 kernel+26322f8 1 kernel+21220a0 kernel+21220a8',
        stackPointer: 'kernel+26afca0',
        irqsDisabled: false,
      },
    },
  },
};
