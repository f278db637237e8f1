/**
 * Crash texts of `deb612`: the stacks, registers and code bytes its recorded consoles show.
 *
 * An ioremap of RAM, and an open of an MTD device whose module is gone. In the first, the addresses that the driver asked for have names
 * (`first`, `last`, `length`), and what it said afterwards is left out: by hand.
 *
 * Source: linux-console `phram-reports-deb612`; made by
 * `scripts/record/crash-data.ts`. Format: see `CrashPath` in `../kernel-text.ts`.
 */
import type { CrashData } from '../crash-data.ts';

export const debian612amd64Phram: CrashData = {
  symbols: '',
  paths: {
    'ioremap-ram': {
      fault: {
        cause: 'warn',
        location: 'arch/x86/mm/ioremap.c:217',
        isOnce: true,
        message: '4 ioremap on RAM at 0x%{first} - 0x%{last}',
        instructionPointer: '__ioremap_caller+0x385/0x3b0',
        code: '85 c0 0f 89 aa fd ff ff e9 4c fd ff ff 48 8d 54 24 28 48 8d 74 24 18 48 c7 c7 e6 82 4d 82 c6 05 ee 09 d8 01 01 e8 2b f1 01 00 <0f> 0b e9 44 fd ff ff 89 c6 48 c7 c7 20 04 54 82 e8 76 95 0b 00 e9',
        flags: '00000282',
        registers: '0 first c0000000ffffefff 0 ffffefff 1 length 0 3 sp-170 kernel+1ccc3e8 2 length modules+21e31b 0',
      },
      stacks: [
        {
          stackPointers: [14144],
          frames: `
<TASK>
? asm_sysvec_apic_timer_interrupt+0x1a/0x20
? __kmalloc_cache_noprof+0x111/0x310
register_device+0x16b/0x210 [phram]
phram_setup+0x1e8/0x2f0 [phram]
parse_args+0x197/0x400
? __pfx_unknown_module_param_cb+0x10/0x10
load_module+0x1fcf/0x21b0
? __pfx_unknown_module_param_cb+0x10/0x10
? ima_post_read_file+0xd9/0xf0
? init_module_from_file+0x89/0xe0
init_module_from_file+0x89/0xe0
idempotent_init_module+0x11d/0x310
__x64_sys_finit_module+0x5e/0xb0
do_syscall_64+0x87/0x1b0
? terminate_walk+0x61/0x100
? path_openat+0x653/0x12f0
? filemap_map_pages+0x556/0x680
? do_filp_open+0xc4/0x170
? do_sys_openat2+0x97/0xe0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
? syscall_exit_to_user_mode+0x37/0x1b0
? do_syscall_64+0x93/0x1b0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
@user
</TASK>
`,
          flags: '00000282',
          userFlags: '00000246',
        },
      ],
      systemCall: 'finit_module',
    },
    'stop-try_module_get': {
      fault: {
        cause: 'page-fault',
        errorCode: 0,
        address: 'modules+220180',
        pageTables: 'pgd+67 pgd+67 pud+67 pmd+67 0',
        instructionPointer: 'try_module_get+0xe/0x90',
        code: '08 37 b3 00 48 98 c3 cc cc cc cc 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 0f 1f 44 00 00 48 85 ff 74 68 <83> 3f 02 74 6d 8b 87 b8 04 00 00 85 c0 74 63 8d 50 01 3e 0f b1 97',
        flags: '00000282',
        registers:
          '0 buffer 0 buffer buffer1+6d0 modules+220180 buffer buffer1+6f8 modules+20b8a0 0 0 5a00000 modules+215680 buffer2+b50 buffer2+b50',
      },
      stacks: [
        {
          stackPointers: [14832],
          frames: `
<TASK>
__get_mtd_device+0x46/0xd0 [mtd]
get_mtd_device+0x93/0xe0 [mtd]
? __pfx_exact_match+0x10/0x10
mtdchar_open+0x3b/0xd0 [mtd]
chrdev_open+0xbc/0x240
? __pfx_chrdev_open+0x10/0x10
do_dentry_open+0x16f/0x580
vfs_open+0x2e/0xf0
path_openat+0x7f0/0x12f0
? generic_fillattr+0x49/0x110
? do_sigaction+0x131/0x280
do_filp_open+0xc4/0x170
do_sys_openat2+0xab/0xe0
__x64_sys_openat+0x6e/0xa0
do_syscall_64+0x87/0x1b0
? do_fault+0x281/0x4d0
? __handle_mm_fault+0x6f1/0xff0
? __count_memcg_events+0x53/0xf0
? count_memcg_events.constprop.0+0x1a/0x30
? handle_mm_fault+0xae/0x2d0
? do_user_addr_fault+0x379/0x6a0
? arch_exit_to_user_mode_prepare.constprop.0+0x16/0xa0
entry_SYSCALL_64_after_hwframe+0x76/0x7e
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
