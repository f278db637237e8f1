/**
 * Where a hanging, an idle and an interrupted CPU of `full61` is: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `hang-full61-hung-task-panic`, `hang-full61-softlockup-panic`, `nmi-full61-unrecovered-panic`; made by `scripts/record/detector-data.ts`.
 * Format: see `DetectorData` in `detector-paths.ts`.
 */
import type { DetectorData } from './detector-paths.ts';

export const oracle61Detectors: DetectorData = {
  heads: {
    softlockup: `
<IRQ>
dump_stack_lvl+0x1f/0x2c
dump_stack+0x10/0x12
panic+0xf5/0x2ae
watchdog_timer_fn.cold+0xc/0x16
__hrtimer_run_queues.constprop.0+0x122/0x1d0
hrtimer_interrupt+0xdf/0x200
__sysvec_apic_timer_interrupt+0x53/0xb0
sysvec_apic_timer_interrupt+0x68/0x90
</IRQ>
<TASK>
asm_sysvec_apic_timer_interrupt+0x1b/0x20
`,
    nmi: `
<NMI>
dump_stack_lvl+0x1f/0x2c
dump_stack+0x10/0x12
panic+0xf5/0x2ae
? vprintk+0x25/0x30
nmi_panic.cold+0xc/0xc
default_do_nmi+0x1a0/0x1f0
exc_nmi+0xbe/0xe0
end_repeat_nmi+0x16/0x1f
`,
  },
  contexts: {
    'lkdtm-SOFTLOCKUP': {
      systemCall: 'write',
      registers: {
        instructionPointer: 'lkdtm_SOFTLOCKUP+0xb/0x10 [lkdtm]',
        code: '48 89 e5 5d c3 66 2e 0f 1f 84 00 00 00 00 00 0f 1f 44 00 00 55 48 89 e5 eb fe 0f 1f 44 00 00 0f 1f 44 00 00 55 48 89 e5 f3 90 <eb> fc 0f 1f 00 0f 1f 44 00 00 55 48 89 e5 fa f3 90 eb fc 66 90 0f',
        flags: '00000286',
        registers:
          'modules+290 count ffffefff ffffffea sp-148 modules+9340 sp 4ffb ffffefff 1 kernel+a58f60 buffer modules+9340 sp+128 sp+128',
      },
      stacks: [
        {
          stackPointers: [15808],
          frames: `
<TASK>
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000286',
          userFlags: '00000202',
        },
      ],
      staleInInterrupt: '? lkdtm_LOOP+0x10/0x10 [lkdtm]',
    },
    idle: {
      systemCall: null,
      registers: {
        instructionPointer: 'amd_e400_idle+0x23/0x50',
        code: '0f 1f 80 00 00 00 00 0f 1f 44 00 00 48 8b 05 24 9c af 00 a8 10 75 14 8b 05 32 97 bd 00 85 c0 7e 07 0f 00 2d df ca 7d 00 fb f4 <c3> 55 bf 01 00 00 00 48 89 e5 e8 de 53 08 00 8b 05 10 97 bd 00 85',
        flags: '00000246',
        registers: '0 kernel+a25a40 0 0 0 0 sp+8 4 0 0 0 0 0 0 13bd0',
      },
      staleInNmi: `
? amd_e400_idle+0x23/0x50
? amd_e400_idle+0x23/0x50
`,
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
? arch_cpu_idle+0xf/0x20
default_idle_call+0x2d/0x80
do_idle+0x143/0x150
cpu_startup_entry+0x1f/0x30
rest_init+0x8a/0x90
arch_call_rest_init+0xe/0x19
start_kernel+0x5e5/0x5f7
x86_64_start_reservations+0x24/0x26
x86_64_start_kernel+0x85/0x8a
secondary_startup_64_no_verify+0xdf/0xeb
</TASK>
`,
          flags: '00000246',
        },
      ],
    },
  },
  threads: {
    'lkdtm-HUNG_TASK': {
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
__schedule+0x1cd/0x4b0
schedule+0x55/0xc0
lkdtm_HUNG_TASK+0x1d/0x20 [lkdtm]
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x310
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          userFlags: '00000202',
        },
      ],
    },
    'hung-task-panic': {
      stacks: [
        {
          stackPointers: [],
          frames: `
<TASK>
dump_stack_lvl+0x1f/0x2c
dump_stack+0x10/0x12
panic+0xf5/0x2ae
watchdog.cold+0xa7/0xa7
? proc_dohung_task_timeout_secs+0x40/0x40
kthread+0xb3/0xd0
? kthread_complete_and_exit+0x20/0x20
ret_from_fork+0x1f/0x30
</TASK>
`,
        },
      ],
    },
  },
};
