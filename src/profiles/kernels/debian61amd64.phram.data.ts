/**
 * Crash texts of `deb61`: the stacks, registers and code bytes its recorded consoles show.
 *
 * An ioremap of RAM, and an open of an MTD device whose module is gone. In the first, the addresses that the driver asked for have names
 * (`first`, `last`, `length`), and what it said afterwards is left out: by hand.
 *
 * Source: linux-console `phram-reports-deb61`; made by
 * `scripts/record/crash-data.ts`. Format: see `CrashPath` in `../kernel-text.ts`.
 */
import type { CrashData } from '../crash-data.ts';

export const debian61amd64Phram: CrashData = {
  symbols: '',
  paths: {
    'ioremap-ram': {
      fault: {
        cause: 'warn',
        location: 'arch/x86/mm/ioremap.c:211',
        isOnce: true,
        message: '4 ioremap on RAM at 0x%{first} - 0x%{last}',
        instructionPointer: '__ioremap_caller+0x345/0x360',
        code: 'e8 40 cb ff ff 49 09 c7 e9 29 fe ff ff 48 8d 54 24 28 48 8d 74 24 18 48 c7 c7 2d 73 34 82 c6 05 5d e8 b7 01 01 e8 4b 94 01 00 <0f> 0b 31 ed e9 99 fe ff ff e8 ed 00 9c 00 66 66 2e 0f 1f 84 00 00',
        flags: '00000286',
        registers: '0 first c0000000ffffefff 0 ffffefff 1 length 0 sp-188 3 kernel+1ad4448 2 length 0 0',
      },
      stacks: [
        {
          stackPointers: [14720],
          frames: `
<TASK>
? register_device+0x160/0x1c0 [phram]
register_device+0x160/0x1c0 [phram]
phram_setup+0x1e8/0x240 [phram]
parse_args+0x1a5/0x390
? show_modinfo_version+0x30/0x30
load_module+0x1f21/0x21a0
? show_modinfo_version+0x30/0x30
? __do_sys_finit_module+0xac/0x120
__do_sys_finit_module+0xac/0x120
do_syscall_64+0x5d/0xb0
? kmem_cache_free+0x15/0x310
? do_sys_openat2+0x9b/0x170
? exit_to_user_mode_prepare+0x44/0x240
? syscall_exit_to_user_mode+0x1e/0x40
? do_syscall_64+0x69/0xb0
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000246',
        },
      ],
      systemCall: 'finit_module',
    },
    'stop-try_module_get': {
      fault: {
        cause: 'page-fault',
        errorCode: 0,
        address: 'modules+21a100',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 0',
        instructionPointer: 'try_module_get+0x17/0xa0',
        code: '93 c1 82 e8 5b 3e 42 00 48 8b 04 24 e9 55 ff ff ff 66 90 0f 1f 44 00 00 53 bb 01 00 00 00 48 85 ff 74 38 65 ff 05 39 7a ed 7e <83> 3f 02 74 79 8b 87 58 03 00 00 85 c0 74 6f 8d 50 01 3e 0f b1 97',
        flags: '00000282',
        registers:
          '0 1 0 buffer buffer1+490 modules+21a100 buffer buffer1+4b8 modules+2103e0 0 0 5a00000 buffer2+400 buffer3+dd0 buffer3+dd0',
      },
      stacks: [
        {
          stackPointers: [15256],
          frames: `
<TASK>
__get_mtd_device+0x42/0xc0 [mtd]
get_mtd_device+0x8f/0xe0 [mtd]
? reconfigure_single+0x60/0x60
mtdchar_open+0x37/0xd0 [mtd]
chrdev_open+0xc0/0x250
? __unregister_chrdev+0x50/0x50
do_dentry_open+0x1e2/0x410
path_openat+0xb7d/0x1260
? page_add_file_rmap+0xba/0x2f0
? do_set_pte+0x189/0x1d0
do_filp_open+0xaf/0x160
do_sys_openat2+0xaf/0x170
__x64_sys_openat+0x6a/0xa0
do_syscall_64+0x5d/0xb0
? do_user_addr_fault+0x1b0/0x570
? exit_to_user_mode_prepare+0x44/0x240
entry_SYSCALL_64_after_hwframe+0x6e/0xd8
@user
</TASK>
`,
          flags: '00000282',
          userFlags: '00000202',
        },
      ],
      systemCall: 'openat',
    },
  },
};
