/**
 * State dumps of kernel full61smp, as its recorded consoles show it.
 *
 * Written by scripts/record/state-dumps.ts. Format: see the type.
 */
import type { StateText } from '../state-text.ts';

export const oracle61smpState: StateText = {
  isDistribution: false,
  threads: ``,
  stacks: {},
  waiting: {},
  asking: {
    'panic-cpus': [
      ` dump_stack_lvl+0x3a/0x4c
 dump_stack+0x10/0x12
 nmi_cpu_backtrace.cold+0x32/0x75
 ? lapic_can_unplug_cpu+0x70/0x70
 nmi_trigger_cpumask_backtrace+0xd7/0xe0
 arch_trigger_cpumask_backtrace+0x19/0x20
 panic+0x13a/0x2be`,
    ],
  },
  idle: [
    {
      isBootCpu: false,
      report: `RIP: 0010:amd_e400_idle+0x23/0x50
Code: cc cc cc cc cc cc cc 0f 1f 44 00 00 48 8b 05 d4 98 ad 00 a8 10 75 14 8b 05 c2 eb be 00 85 c0 7e 07 0f 00 2d 8f 9f 7d 00 fb f4 <c3> 55 bf 01 00 00 00 48 89 e5 e8 be 50 0b 00 8b 05 a0 eb be 00 85
RSP: 0018:%{stack+3ec8} EFLAGS: 00000246
RAX: 0000000000000000 RBX: %{buffer+280} RCX: 4000000000000000
RDX: 0000000000000000 RSI: %{kernel+9432bf} RDI: 0000000000014334
RBP: %{stack+3ed0} R08: 0000000000014334 R09: 0000000000000139
R10: 0000000000000001 R11: 0000000000000000 R12: 0000000000000001
R13: 0000000000000000 R14: 0000000000000000 R15: 0000000000000000
FS:  0000000000000000(0000) GS:%{linear+7700000}(0000) knlGS:0000000000000000
CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
CR2: %{brk+730} CR3: %{cr3} CR4: 00000000000006a0
Call Trace:
 <TASK>
 ? arch_cpu_idle+0xf/0x20
 default_idle_call+0x3b/0xc0
 do_idle+0x181/0x190
 cpu_startup_entry+0x2a/0x30
 start_secondary+0x103/0x120
 secondary_startup_64_no_verify+0xdf/0xeb
 </TASK>`,
    },
  ],
  scheduler: null,
  timers: null,
};
