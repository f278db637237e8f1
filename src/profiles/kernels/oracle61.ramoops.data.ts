/**
 * Crash texts of `full61`: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `ramoops-full61-ecc-128-reload`; made by
 * `scripts/record/crash-data.ts`. Format: see `CrashPath` in `../kernel-text.ts`.
 */
import type { CrashData } from '../crash-data.ts';

export const oracle61Ramoops: CrashData = {
  symbols: '',
  paths: {
    'stop-persistent_ram_save_old': {
      fault: {
        cause: 'bug',
        location: 'lib/reed_solomon/decode_rs.c:43',
        instructionPointer: 'decode_rs8+0xede/0xfa0 [reed_solomon]',
        code: '74 1a 48 8b 5d 20 48 63 f9 83 c1 01 66 89 14 7b 41 0f b7 14 02 44 01 c2 41 89 14 bb 48 83 c0 02 48 39 f0 75 d3 e9 37 fc ff ff <0f> 0b 48 8b 4d 98 e9 d8 fa ff ff 4c 8b 9d 40 ff ff ff 4d 85 db 0f',
        flags: '00000286',
        registers:
          '7f ffffffff 80 buffer+100 vmalloc+161004 80 sp+e0 0 ff 81 buffer+200 buffer1+1e0 vmalloc+160ff8 0 vmalloc+161004',
      },
      stacks: [
        {
          stackPointers: [14352],
          frames: `
<TASK>
? insert_vmap_area_augment.constprop.0+0xaf/0x1b0
? alloc_vmap_area+0x23f/0x800
persistent_ram_decode_rs8+0x4f/0x60 [ramoops]
persistent_ram_save_old+0xd5/0x150 [ramoops]
persistent_ram_new+0x479/0x612 [ramoops]
ramoops_init_prz.constprop.0+0x8a/0xd0 [ramoops]
ramoops_probe+0x217/0x380 [ramoops]
platform_probe+0x32/0x60
really_probe+0xd3/0x3d0
__driver_probe_device+0x69/0x120
driver_probe_device+0x23/0x90
__driver_attach+0xf2/0x1c0
? __device_attach_driver+0x110/0x110
bus_for_each_dev+0x76/0xa0
driver_attach+0x1e/0x20
bus_add_driver+0x198/0x210
? platform_device_register_resndata.constprop.0+0x42/0x44 [ramoops]
driver_register+0x8f/0xe0
__platform_driver_register+0x1e/0x20
ramoops_init+0x41/0x1000 [ramoops]
? 0xffffffffa000d000
do_one_initcall+0x56/0x1a0
do_init_module+0x50/0x1e0
load_module+0x1c53/0x1e00
__do_sys_finit_module+0xb7/0x110
? __do_sys_finit_module+0xb7/0x110
__x64_sys_finit_module+0x18/0x20
x64_sys_call+0x176/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000246',
        },
      ],
      systemCall: 'finit_module',
    },
  },
};
