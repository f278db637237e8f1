/**
 * Where a hanging, an idle and an interrupted CPU of `full61smp` is: the stacks, registers and code bytes its recorded consoles show.
 *
 * Source: linux-console `hang-full61smp-hung-task`, `hang-full61smp-loop`, `hang-full61smp-smp-rcu-stall-panic`, `hang-full61smp-softlockup-panic`, `nmi-full61smp-unknown-panic`; made by `scripts/record/detector-data.ts`.
 * Format: see `DetectorData` in `detector-paths.ts`.
 */
import type { DetectorData } from './detector-paths.ts';

export const oracle61smpDetectors: DetectorData = {
  heads: {
    'rcu-stall': `
<IRQ>
dump_stack_lvl+0x3a/0x4c
dump_stack+0x10/0x12
panic+0xfe/0x2be
panic_on_rcu_stall+0x34/0x35
rcu_sched_clock_irq.cold+0x146/0x1fa
? timekeeping_advance+0x37a/0x560
update_process_times+0x5d/0x90
tick_sched_timer+0xca/0xf0
? tick_do_update_jiffies64+0xd0/0xd0
__hrtimer_run_queues+0x106/0x210
hrtimer_interrupt+0xf6/0x210
__sysvec_apic_timer_interrupt+0x5b/0xd0
sysvec_apic_timer_interrupt+0x6b/0x90
</IRQ>
<TASK>
asm_sysvec_apic_timer_interrupt+0x1b/0x20
`,
    softlockup: `
<IRQ>
dump_stack_lvl+0x3a/0x4c
dump_stack+0x10/0x12
panic+0xfe/0x2be
watchdog_timer_fn.cold+0xc/0x16
? lockup_detector_update_enable+0x60/0x60
__hrtimer_run_queues+0x106/0x210
hrtimer_interrupt+0xf6/0x210
__sysvec_apic_timer_interrupt+0x5b/0xd0
sysvec_apic_timer_interrupt+0x6b/0x90
</IRQ>
<TASK>
asm_sysvec_apic_timer_interrupt+0x1b/0x20
`,
    nmi: `
<NMI>
dump_stack_lvl+0x3a/0x4c
dump_stack+0x10/0x12
panic+0xfe/0x2be
? vprintk+0x27/0x30
nmi_panic.cold+0xc/0xc
default_do_nmi+0x1e6/0x230
exc_nmi+0xe2/0x100
end_repeat_nmi+0x16/0x1f
`,
  },
  contexts: {
    'lkdtm-LOOP': {
      systemCall: 'write',
      registers: {
        instructionPointer: 'lkdtm_LOOP+0x9/0x10 [lkdtm]',
        code: '00 0f 1f 44 00 00 55 c7 04 25 00 00 00 00 00 00 00 00 48 89 e5 5d c3 66 2e 0f 1f 84 00 00 00 00 00 0f 1f 44 00 00 55 48 89 e5 <eb> fe 0f 1f 44 00 00 0f 1f 44 00 00 55 48 89 e5 f3 90 eb fc 0f 1f',
        flags: '00000282',
        registers:
          'modules+280 count ffffefff ffffffea sp-148 modules+92d0 sp 4ffb ffffefff 1 kernel+a3e720 buffer modules+92d0 sp+128 sp+128',
      },
      stacks: [
        {
          stackPointers: [15808],
          frames: `
<TASK>
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x320
ksys_write+0x64/0xe0
__x64_sys_write+0x19/0x20
x64_sys_call+0x98e/0x9a0
do_syscall_64+0x3c/0x90
entry_SYSCALL_64_after_hwframe+0x4b/0xb5
@user
</TASK>
`,
          flags: '00000282',
          userFlags: '00000202',
        },
      ],
    },
    'lkdtm-SOFTLOCKUP': {
      systemCall: 'write',
      registers: {
        instructionPointer: 'lkdtm_SOFTLOCKUP+0xb/0x10 [lkdtm]',
        code: '48 89 e5 5d c3 66 2e 0f 1f 84 00 00 00 00 00 0f 1f 44 00 00 55 48 89 e5 eb fe 0f 1f 44 00 00 0f 1f 44 00 00 55 48 89 e5 f3 90 <eb> fc 0f 1f 00 0f 1f 44 00 00 55 48 89 e5 fa f3 90 eb fc 66 90 0f',
        flags: '00000286',
        registers:
          'modules+290 count ffffefff ffffffea sp-148 modules+9340 sp 4ffb ffffefff 1 kernel+a3e720 buffer modules+9340 sp+128 sp+128',
      },
      stacks: [
        {
          stackPointers: [15808],
          frames: `
<TASK>
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x320
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
        code: 'cc cc cc cc cc cc cc 0f 1f 44 00 00 48 8b 05 d4 98 ad 00 a8 10 75 14 8b 05 c2 eb be 00 85 c0 7e 07 0f 00 2d 8f 9f 7d 00 fb f4 <c3> 55 bf 01 00 00 00 48 89 e5 e8 be 50 0b 00 8b 05 a0 eb be 00 85',
        flags: '00000246',
        registers: '0 kernel+a11a40 4000000000000000 0 kernel+9432bf 1efc sp+8 1efc 234 1 3 0 0 0 13bd0',
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
default_idle_call+0x3b/0xc0
do_idle+0x181/0x190
cpu_startup_entry+0x2a/0x30
rest_init+0xa5/0xb0
arch_call_rest_init+0xe/0x19
start_kernel+0x5fa/0x60c
x86_64_start_reservations+0x24/0x26
x86_64_start_kernel+0x87/0x8c
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
__schedule+0x229/0x5f0
schedule+0x58/0xc0
lkdtm_HUNG_TASK+0x1f/0x30 [lkdtm]
lkdtm_do_action+0x1c/0x1e [lkdtm]
direct_entry.cold+0x18/0x23 [lkdtm]
full_proxy_write+0x57/0x80
vfs_write+0xb3/0x320
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
  },
};
