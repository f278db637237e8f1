/**
 * Where hanging and starved CPUs of 6.1.0-50-powerpc64le are: the stacks and registers its recorded consoles show.
 *
 * Source: linux-arch-hangs `ppcd61-hard-lockup-panic`,
 * `ppcd61-hung-task-panic`,
 * `ppcd61-oom-ramfs`,
 * `ppcd61-softlockup-panic`;
 * made by `scripts/record/arch-hang-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type { ArchCrashData } from '../arch-crash-text.ts';

export const debian61ppc64leHangs: ArchCrashData = {
  symbols: `
decrementer_common_virt 220 @c0000000000097b0
soft_nmi_common 1cc @c00000000000bbe0
system_call_vectored_common 280 @c00000000000c000
ret_from_kernel_thread 64 @c00000000000ce80
__switch_to 2d0 @c00000000001a890
timer_interrupt 470 @c000000000023870
system_call_exception 250 @c00000000002aed0
soft_nmi_interrupt 650 @c000000000031f80
mm_init 330 @c000000000132250
copy_process 1b10 @c000000000133f00
kernel_clone 690 @c000000000135ba0
__do_sys_clone d0 @c000000000136230
add_taint f0 @c000000000137730
panic 444 @c000000000137c6c
kthread 130 @c000000000174950
_printk 54 @c0000000001e0834
__hrtimer_run_queues 3a0 @c00000000022cb10
hrtimer_interrupt 2f0 @c00000000022e260
watchdog 5d0 @c00000000029d3e0
watchdog_timer_fn 350 @c00000000029daf0
filemap_alloc_folio 1c0 @c0000000003e8940
generic_perform_write 2c0 @c0000000003e8ee0
__filemap_get_folio 4c0 @c0000000003edb30
__generic_file_write_iter 150 @c0000000003f12b0
generic_file_write_iter 140 @c0000000003f1400
oom_kill_process 350 @c0000000003f5f30
out_of_memory 750 @c0000000003f6b20
dump_header 2a0 @c0000000003f767c
pagecache_get_page c0 @c0000000003fe5e0
__get_free_pages 80 @c000000000487a00
__alloc_pages 1240 @c00000000048fb60
alloc_pages 1b0 @c0000000004c8110
folio_alloc 90 @c0000000004c82c0
vfs_write 4c0 @c00000000052b4c0
ksys_write 160 @c00000000052bb00
simple_write_begin e0 @c00000000057c660
full_proxy_write c0 @c0000000006395a0
dump_stack_lvl a0 @c000000000d8b3fc
__schedule c00 @c000000000dbf430
schedule 140 @c000000000dc0030
lkdtm_do_action 80 @c0080000000c03c8 lkdtm
direct_entry 170 @c0080000000c0588 lkdtm
lkdtm_SOFTLOCKUP 20 @c0080000000c0b60 lkdtm
lkdtm_HARDLOCKUP 28 @c0080000000c0b80 lkdtm
lkdtm_HUNG_TASK 50 @c0080000000c1048 lkdtm
`,
  paths: {
    'hard-lockup/lkdtm-HARDLOCKUP': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3a90],
          frames: `
obj0+3af0 dump_stack_lvl+0x70/0xa0 (unreliable)
obj0+3b20 panic+0x16c/0x444
obj0+3bb0 add_taint+0x0/0xf0
obj0+3c10 soft_nmi_interrupt+0x600/0x650
obj0+3cf0 soft_nmi_common+0x138/0x1cc
@0
sp _printk+0x40/0x54 (unreliable)
sp+20 direct_entry+0x14c/0x170 [lkdtm]
sp+a0 full_proxy_write+0x84/0xc0
sp+f0 vfs_write+0xfc/0x4c0
sp+1b0 ksys_write+0x90/0x160
sp+200 system_call_exception+0x130/0x250
sp+380 system_call_vectored_common+0xf0/0x280
@1
`,
        },
      ],
      fault: null,
      blocks: [
        {
          instructionPointer: 'lkdtm_HARDLOCKUP+0x14/0x28 [lkdtm]',
          linkRegister: 'lkdtm_do_action+0x44/0x80 [lkdtm]',
          code: null,
          flags: '8000000000009033',
          trap: '0900',
          special: 'module+40c module+b80 84002282 20040006 obj0+3d60 0',
          registers:
            'module+40c sp module+38100 module+30ae0 ffffefff sp-1e0 sp-1e8 0 kernel+2536978 1 0 2000 module+b80 kernel+2880000 usp+508 10277870 0 heap+1a40 heap+1a38 0 0 0 2 0 0 20 obj1+900 sp+1d0 sp+1d0 heap+3160 b module+30ae0',
          masked: true,
        },
        {
          instructionPointer: '=100c4180',
          linkRegister: '=100c4180',
          code: null,
          flags: '800000000280f033',
          trap: '3000',
          special: '100c4180 0 4800248b 0 sp+3f0',
          registers:
            '4 usp 10277b00 1 heap+3160 b 5055 0 negheap-1a18 0 0 0 0 heap+77c0 usp+508 10277870 0 heap+1a40 heap+1a38 0 0 0 2 0 0 20 usp+e0 1 0 b heap+3160 1',
        },
      ],
    },
    'hung-task-panic': {
      systemCall: null,
      stacks: [
        {
          stackPointers: [0x3c10],
          frames: `
sp dump_stack_lvl+0x70/0xa0 (unreliable)
sp+30 panic+0x16c/0x444
sp+c0 watchdog+0x364/0x5d0
sp+1b0 kthread+0x124/0x130
sp+200 ret_from_kernel_thread+0x5c/0x64
`,
        },
      ],
      fault: null,
    },
    'lkdtm-HARDLOCKUP': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3a90],
          frames: `
sp _printk+0x40/0x54 (unreliable)
sp+20 direct_entry+0x14c/0x170 [lkdtm]
sp+a0 full_proxy_write+0x84/0xc0
sp+f0 vfs_write+0xfc/0x4c0
sp+1b0 ksys_write+0x90/0x160
sp+200 system_call_exception+0x130/0x250
sp+380 system_call_vectored_common+0xf0/0x280
@0
`,
        },
      ],
      fault: {
        cause: 'registers',
        code: `
60000000 60000000 60420000 7c210b78 7c421378 4bfffff8 60420000 7c0802a6 
60000000 39200001 992d0932 7c210b78 <7c421378> 4bfffff8 60420000 00037558 
`,
        instructionPointer: 'lkdtm_HARDLOCKUP+0x14/0x28 [lkdtm]',
        linkRegister: 'lkdtm_do_action+0x44/0x80 [lkdtm]',
        flags: '8000000000009033',
        trap: '0900',
        special: 'module+40c module+b80 84002282 20040006 obj0+3d60 0',
        registers:
          'module+40c sp module+38100 module+30ae0 ffffefff sp-1e0 sp-1e8 0 kernel+2536978 1 0 2000 module+b80 kernel+2880000 usp+508 10277870 0 heap+1a40 heap+1a38 0 0 0 2 0 0 20 obj1+900 sp+1d0 sp+1d0 heap+3160 b module+30ae0',
        masked: true,
      },
      blocks: [
        {
          instructionPointer: '=100c4180',
          linkRegister: '=100c4180',
          code: null,
          flags: '800000000280f033',
          trap: '3000',
          special: '100c4180 0 4800248b 0 sp+3f0',
          registers:
            '4 usp 10277b00 1 heap+3160 b 5055 0 negheap-1a18 0 0 0 0 heap+77c0 usp+508 10277870 0 heap+1a40 heap+1a38 0 0 0 2 0 0 20 usp+e0 1 0 b heap+3160 1',
        },
      ],
    },
    'lkdtm-HUNG_TASK': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3790],
          frames: `
sp =400 (unreliable)
sp+1f0 __switch_to+0x1d8/0x2d0
sp+250 __schedule+0x370/0xc00
sp+330 schedule+0x74/0x140
sp+3a0 lkdtm_HUNG_TASK+0x30/0x50 [lkdtm]
sp+3c0 lkdtm_do_action+0x44/0x80 [lkdtm]
sp+3e0 direct_entry+0x14c/0x170 [lkdtm]
sp+460 full_proxy_write+0x84/0xc0
sp+4b0 vfs_write+0xfc/0x4c0
sp+570 ksys_write+0x90/0x160
sp+5c0 system_call_exception+0x130/0x250
sp+680 system_call_vectored_common+0xf0/0x280
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
          flags: '800000000000d033',
          trap: '3000',
          special: '100c4180 0 4800248a 0 sp+6f0',
          registers:
            '4 usp 10277b00 1 heap+3170 a 4b 5341545f negheap-1a30 0 0 0 0 heap+77c0 usp+508 10277870 0 heap+2610 heap+2608 0 1 0 2 0 0 20 usp+e0 1 0 a heap+3170 1',
        },
      ],
    },
    'lkdtm-SOFTLOCKUP': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3970],
          frames: `
sp _printk+0x40/0x54 (unreliable)
sp+20 direct_entry+0x14c/0x170 [lkdtm]
sp+a0 full_proxy_write+0x84/0xc0
sp+f0 vfs_write+0xfc/0x4c0
sp+1b0 ksys_write+0x90/0x160
sp+200 system_call_exception+0x130/0x250
sp+4a0 system_call_vectored_common+0xf0/0x280
@0
`,
        },
      ],
      fault: {
        cause: 'registers',
        code: `
60000000 60420000 48000000 60000000 60000000 60420000 7c0802a6 60000000 
60000000 60420000 7c210b78 7c421378 <4bfffff8> 60420000 7c0802a6 60000000 
`,
        instructionPointer: 'lkdtm_SOFTLOCKUP+0x18/0x20 [lkdtm]',
        linkRegister: 'lkdtm_do_action+0x44/0x80 [lkdtm]',
        flags: '8000000000009033',
        trap: '0900',
        special: 'module+40c module+b60 84002282 20040006 sp-2a0 0',
        registers:
          'module+40c sp module+38100 module+30ad0 ffffefff sp-1e0 sp-1e8 0 kernel+2536978 0 0 2000 module+b60 kernel+2880000 usp+508 10277870 0 heap+1a40 heap+1a38 0 0 0 2 0 0 20 obj0+2040 sp+1d0 sp+1d0 heap+3160 b module+30ad0',
      },
      blocks: [
        {
          instructionPointer: '=100c4180',
          linkRegister: '=100c4180',
          code: null,
          flags: '800000000280f033',
          trap: '3000',
          special: '100c4180 0 4800248b 0 sp+510',
          registers:
            '4 usp 10277b00 1 heap+3160 b 5055 0 negheap-1a18 0 0 0 0 heap+77c0 usp+508 10277870 0 heap+1a40 heap+1a38 0 0 0 2 0 0 20 usp+e0 1 0 b heap+3160 1',
        },
      ],
    },
    'oom-fork/none': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3620],
          frames: `
sp dump_stack_lvl+0x70/0xa0 (unreliable)
sp+30 dump_header+0x68/0x2a0
sp+c0 out_of_memory+0x6ec/0x750
sp+160 __alloc_pages+0xd34/0x1240
sp+340 alloc_pages+0xb8/0x1b0
sp+380 __get_free_pages+0x28/0x80
sp+3a0 mm_init+0x14c/0x330
sp+3f0 copy_process+0x1a3c/0x1b10
sp+4b0 kernel_clone+0xd4/0x690
sp+530 __do_sys_clone+0x88/0xd0
sp+610 system_call_exception+0x130/0x250
sp+7f0 system_call_vectored_common+0xf0/0x280
@0
`,
        },
      ],
      fault: null,
      allocation: 'gfp_mask=0x400dc0(GFP_KERNEL_ACCOUNT|__GFP_ZERO), order=0',
      blocks: [
        {
          instructionPointer: '=100be678',
          linkRegister: '=100be678',
          code: null,
          flags: '800000000280f033',
          trap: '3000',
          special: '100be678 0 44004802 0 sp+860',
          registers:
            '78 usp 10277b00 1200011 0 0 0 4b0100d0 0 0 0 0 0 4b0177c0 usp+288 10277870 0 4b011960 4b011958 ffffffffffffffff 0 0 1 0 0 0 4b012830 0 0 4b011890 10271ce2 0',
        },
      ],
    },
    'oom-fork/none-panic': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3620],
          frames: `
sp dump_stack_lvl+0x70/0xa0 (unreliable)
sp+30 panic+0x16c/0x444
sp+c0 out_of_memory+0x72c/0x750
sp+160 __alloc_pages+0xd34/0x1240
sp+340 alloc_pages+0xb8/0x1b0
sp+380 __get_free_pages+0x28/0x80
sp+3a0 mm_init+0x14c/0x330
sp+3f0 copy_process+0x1a3c/0x1b10
sp+4b0 kernel_clone+0xd4/0x690
sp+530 __do_sys_clone+0x88/0xd0
sp+610 system_call_exception+0x130/0x250
sp+7f0 system_call_vectored_common+0xf0/0x280
@0
`,
        },
      ],
      fault: null,
      blocks: [
        {
          instructionPointer: '=100be678',
          linkRegister: '=100be678',
          code: null,
          flags: '800000000280f033',
          trap: '3000',
          special: '100be678 0 44004802 0 sp+860',
          registers:
            '78 usp 10277b00 1200011 0 0 0 4b0100d0 0 0 0 0 0 4b0177c0 usp+288 10277870 0 4b011960 4b011958 ffffffffffffffff 0 0 1 0 0 0 4b012830 0 0 4b011890 10271ce2 0',
        },
      ],
    },
    'oom-write/kill': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x32d0],
          frames: `
sp dump_stack_lvl+0x70/0xa0 (unreliable)
sp+30 dump_header+0x68/0x2a0
sp+c0 oom_kill_process+0x344/0x350
sp+100 out_of_memory+0x138/0x750
sp+1a0 __alloc_pages+0xd34/0x1240
sp+380 alloc_pages+0xb8/0x1b0
sp+3c0 folio_alloc+0x34/0x90
sp+3f0 filemap_alloc_folio+0x1a4/0x1c0
sp+490 __filemap_get_folio+0x174/0x4c0
sp+540 pagecache_get_page+0x30/0xc0
sp+570 simple_write_begin+0x40/0xe0
sp+5b0 generic_perform_write+0x10c/0x2c0
sp+670 __generic_file_write_iter+0x114/0x150
sp+6b0 generic_file_write_iter+0xac/0x140
sp+6f0 vfs_write+0x24c/0x4c0
sp+7b0 ksys_write+0x90/0x160
sp+800 system_call_exception+0x130/0x250
sp+b40 system_call_vectored_common+0xf0/0x280
@0
`,
        },
      ],
      fault: null,
      allocation: 'gfp_mask=0x140cc2(GFP_HIGHUSER|__GFP_COMP), order=0',
      blocks: [
        {
          instructionPointer: '=100c4180',
          linkRegister: '=100c4180',
          code: null,
          flags: '800000000000f033',
          trap: '3000',
          special: '100c4180 0 44002420 0 sp+bb0',
          registers:
            '4 usp 10277b00 1 usp-5206f150 100000 4b011a43 0 fffffffffffffc6f 0 0 0 0 4b0177c0 1022f52c 1022f4b0 1022f503 1022f4b5 1022f4e9 1022f4bb 4000 1022f4dc 0 0 7fffffffffffffff 10217a98 usp-5206f150 usp-5206f150 0 100000 usp-5206f150 1',
        },
      ],
    },
    'softlockup/lkdtm-SOFTLOCKUP': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3970],
          frames: `
sp-600 dump_stack_lvl+0x70/0xa0 (unreliable)
sp-5d0 panic+0x16c/0x444
sp-540 watchdog_timer_fn+0x2e0/0x350
sp-4b0 __hrtimer_run_queues+0x1c0/0x3a0
sp-420 hrtimer_interrupt+0x128/0x2f0
sp-370 timer_interrupt+0x17c/0x470
sp-310 decrementer_common_virt+0x214/0x220
@0
sp _printk+0x40/0x54 (unreliable)
sp+20 direct_entry+0x14c/0x170 [lkdtm]
sp+a0 full_proxy_write+0x84/0xc0
sp+f0 vfs_write+0xfc/0x4c0
sp+1b0 ksys_write+0x90/0x160
sp+200 system_call_exception+0x130/0x250
sp+4a0 system_call_vectored_common+0xf0/0x280
@1
`,
        },
      ],
      fault: null,
      blocks: [
        {
          instructionPointer: 'lkdtm_SOFTLOCKUP+0x18/0x20 [lkdtm]',
          linkRegister: 'lkdtm_do_action+0x44/0x80 [lkdtm]',
          code: null,
          flags: '8000000000009033',
          trap: '0900',
          special: 'module+40c module+b60 84002282 20040006 sp-2a0 0',
          registers:
            'module+40c sp module+38100 module+30ad0 ffffefff sp-1e0 sp-1e8 0 kernel+2536978 0 0 2000 module+b60 kernel+2880000 usp+508 10277870 0 heap+1a40 heap+1a38 0 0 0 2 0 0 20 obj0+2040 sp+1d0 sp+1d0 heap+3160 b module+30ad0',
        },
        {
          instructionPointer: '=100c4180',
          linkRegister: '=100c4180',
          code: null,
          flags: '800000000280f033',
          trap: '3000',
          special: '100c4180 0 4800248b 0 sp+510',
          registers:
            '4 usp 10277b00 1 heap+3160 b 5055 0 negheap-1a18 0 0 0 0 heap+77c0 usp+508 10277870 0 heap+1a40 heap+1a38 0 0 0 2 0 0 20 usp+e0 1 0 b heap+3160 1',
        },
      ],
    },
  },
};
