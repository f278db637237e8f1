/**
 * Crash texts of 6.12.117+deb12-amd64: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `lkdtm-deb612-exception`, `oops-deb612-survived-then-second`, `panic-deb612-init-exits`, `panic-deb612-on-oops`, `panic-deb612-on-oops-timeout-1`, `ramoops-deb612-ok-then-panic`, `sysrq-deb612-c`.
 * Format: see `CrashPath` in `../kernel-text.ts`.
 */
import type { X86CrashText } from '../kernel-text.ts';

export const debian612amd64Crash: X86CrashText = {
  architecture: 'x86_64',
  kaslr: true,
  modulesBase: 'ffffffffc0000000',
  diePrefix: 'Oops: ',
  dieSuffix: ' PREEMPT SMP',
  pageTableIsolation: true,
  gs: 'percpu+7800000',
  cr4: '6f0',
  symbols: `
panic 3a0
_printk 80
sysrq_handle_crash 20
__handle_sysrq 1a0
write_sysrq_trigger 80
proc_reg_write a0
vfs_write 450
alloc_fd 170
ksys_write f0
do_syscall_64 1b0
__x64_sys_fcntl e0
arch_exit_to_user_mode_prepare.constprop.0 a0
syscall_exit_to_user_mode 1b0
__pte_offset_map 180
next_uptodate_folio 2a0
filemap_map_pages 680
do_fault 4d0
__handle_mm_fault ff0
do_dup2 140
__count_memcg_events f0
count_memcg_events.constprop.0 30
handle_mm_fault 2d0
do_user_addr_fault 6a0
entry_SYSCALL_64_after_hwframe 7e
_raw_spin_rq_lock_irqsave 30
do_exit af0
do_group_exit 80
__x64_sys_exit_group 20
x64_sys_call 16a0
do_fcntl 740
ptep_set_access_flags 40
wp_page_reuse a0
do_wp_page c90
lkdtm_do_action 30 lkdtm
direct_entry f0 lkdtm
full_proxy_write 80
lkdtm_EXCEPTION 20 @ffffffffc0201590 lkdtm
asm_sysvec_apic_timer_interrupt 20
lkdtm_BUG 10 @ffffffffc0201e60 lkdtm
lkdtm_WARNING 20 @ffffffffc0201cd0 lkdtm
`,
  paths: {
    'sysrq-c': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [],
          frames: `
panic+0x344
? _printk+0x64
sysrq_handle_crash+0x1a
__handle_sysrq+0xa4
write_sysrq_trigger+0x59
proc_reg_write+0x57
vfs_write+0xf5
? alloc_fd+0xb4
ksys_write+0x6f
do_syscall_64+0x87
? __x64_sys_fcntl+0x9b
? arch_exit_to_user_mode_prepare.constprop.0+0x16
? syscall_exit_to_user_mode+0x37
? do_syscall_64+0x93
? __pte_offset_map+0x1b
? next_uptodate_folio+0x85
? filemap_map_pages+0x556
? do_fault+0x281
? __handle_mm_fault+0x6f1
? do_dup2+0xbb
? __count_memcg_events+0x53
? count_memcg_events.constprop.0+0x1a
? handle_mm_fault+0xae
? do_user_addr_fault+0x379
? arch_exit_to_user_mode_prepare.constprop.0+0x16
entry_SYSCALL_64_after_hwframe+0x76
`,
        },
        {
          stackPointers: [],
          frames: `
panic+0x344
? _printk+0x64
sysrq_handle_crash+0x1a
__handle_sysrq+0xa4
write_sysrq_trigger+0x59
proc_reg_write+0x57
vfs_write+0xf5
ksys_write+0x6f
do_syscall_64+0x87
? __count_memcg_events+0x53
? count_memcg_events.constprop.0+0x1a
? handle_mm_fault+0xae
? do_user_addr_fault+0x379
? arch_exit_to_user_mode_prepare.constprop.0+0x16
entry_SYSCALL_64_after_hwframe+0x76
`,
        },
      ],
      fault: null,
    },
    exit: {
      systemCall: 'exit_group',
      stacks: [
        {
          stackPointers: [],
          frames: `
panic+0x344
? _raw_spin_rq_lock_irqsave+0x1c
do_exit+0x9a3
do_group_exit+0x30
__x64_sys_exit_group+0x18
x64_sys_call+0x14b1
do_syscall_64+0x87
? do_syscall_64+0x93
? do_fcntl+0x6a6
? ptep_set_access_flags+0x32
? wp_page_reuse+0x8d
? do_wp_page+0x8c4
? __x64_sys_fcntl+0x9b
? __pte_offset_map+0x1b
? __handle_mm_fault+0xb19
? __count_memcg_events+0x53
? count_memcg_events.constprop.0+0x1a
? handle_mm_fault+0xae
? do_user_addr_fault+0x379
? arch_exit_to_user_mode_prepare.constprop.0+0x16
entry_SYSCALL_64_after_hwframe+0x76
`,
        },
      ],
      fault: null,
    },
    'lkdtm-EXCEPTION': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3d00, 0x3cf0],
          frames: `
lkdtm_do_action+0x15
direct_entry+0x9e
full_proxy_write+0x54
vfs_write+0xf5
? do_fault+0x281
ksys_write+0x6f
do_syscall_64+0x87
? __count_memcg_events+0x53
? count_memcg_events.constprop.0+0x1a
? handle_mm_fault+0xae
? do_user_addr_fault+0x379
? arch_exit_to_user_mode_prepare.constprop.0+0x16
entry_SYSCALL_64_after_hwframe+0x76
`,
        },
        {
          stackPointers: [0x3d90],
          frames: `
lkdtm_do_action+0x15
direct_entry+0x9e
full_proxy_write+0x54
vfs_write+0xf5
ksys_write+0x6f
do_syscall_64+0x87
? do_user_addr_fault+0x379
? arch_exit_to_user_mode_prepare.constprop.0+0x16
entry_SYSCALL_64_after_hwframe+0x76
`,
        },
        {
          stackPointers: [0x3cf0],
          frames: `
lkdtm_do_action+0x15
direct_entry+0x9e
full_proxy_write+0x54
vfs_write+0xf5
? asm_sysvec_apic_timer_interrupt+0x1a
ksys_write+0x6f
do_syscall_64+0x87
? __count_memcg_events+0x53
? count_memcg_events.constprop.0+0x1a
? handle_mm_fault+0xae
? do_user_addr_fault+0x379
? arch_exit_to_user_mode_prepare.constprop.0+0x16
entry_SYSCALL_64_after_hwframe+0x76
`,
        },
      ],
      fault: {
        cause: 'null-write',
        location: null,
        instructionPointer: 'lkdtm_EXCEPTION+0x9',
        code: '48 c7 c0 f2 ff ff ff eb bf 0f 1f 84 00 00 00 00 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 0f 1f 44 00 00 <c7> 04 25 00 00 00 00 00 00 00 00 c3 cc cc cc cc 0f 1f 80 00 00 00',
        flags: '00000286',
        registers:
          'modules+201590 buffer c0000000ffffefff 0 ffffefff modules+209210 count 0 3 sp-150 kernel+1ccc3e8 modules+209210 sp+108 count sp+108',
      },
    },
    'lkdtm-BUG': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3d30],
          frames: `
lkdtm_do_action+0x15
direct_entry+0x9e
full_proxy_write+0x54
vfs_write+0xf5
? do_fault+0x281
? __handle_mm_fault+0x6f1
ksys_write+0x6f
do_syscall_64+0x87
? __count_memcg_events+0x53
? count_memcg_events.constprop.0+0x1a
? handle_mm_fault+0xae
? do_user_addr_fault+0x379
? arch_exit_to_user_mode_prepare.constprop.0+0x16
entry_SYSCALL_64_after_hwframe+0x76
`,
        },
      ],
      fault: {
        cause: 'bug',
        location: 'drivers/misc/lkdtm/bugs.c:105',
        instructionPointer: 'lkdtm_BUG+0x9',
        code: 'ef 58 5b 5d e9 68 e3 1c c1 0f 1f 84 00 00 00 00 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 0f 1f 44 00 00 <0f> 0b 0f 1f 44 00 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90',
        flags: '00000286',
        registers:
          'modules+201e60 buffer c0000000ffffefff 0 ffffefff modules+2091e0 count 0 3 sp-150 kernel+1ccc3e8 modules+2091e0 sp+108 count sp+108',
      },
    },
    'lkdtm-WARNING': {
      systemCall: 'write',
      stacks: [
        {
          stackPointers: [0x3c30],
          frames: `
lkdtm_do_action+0x15
direct_entry+0x9e
full_proxy_write+0x54
vfs_write+0xf5
? filemap_map_pages+0x556
ksys_write+0x6f
do_syscall_64+0x87
? do_fault+0x281
? __handle_mm_fault+0x6f1
? __count_memcg_events+0x53
? count_memcg_events.constprop.0+0x1a
? handle_mm_fault+0xae
? do_user_addr_fault+0x379
? arch_exit_to_user_mode_prepare.constprop.0+0x16
entry_SYSCALL_64_after_hwframe+0x76
`,
        },
      ],
      fault: {
        cause: 'warning',
        location: 'drivers/misc/lkdtm/bugs.c:112',
        instructionPointer: 'lkdtm_WARNING+0x17',
        code: '00 00 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 90 f3 0f 1e fa 0f 1f 44 00 00 83 05 8c 81 00 00 01 75 05 c3 cc cc cc cc <0f> 0b c3 cc cc cc cc 66 90 90 90 90 90 90 90 90 90 90 90 90 90 90',
        flags: '00000202',
        registers:
          'modules+201cd0 buffer c0000000ffffefff 0 ffffefff modules+2091f0 count 0 3 sp-150 kernel+1ccc3e8 modules+2091f0 sp+108 count sp+108',
      },
    },
  },
};
