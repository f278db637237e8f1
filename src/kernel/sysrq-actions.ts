/**
 * What a magic SysRq key does beyond its first line.
 *
 * Mirrors the handlers of Linux v6.1 and v6.12 `drivers/tty/sysrq.c`. An action that is not in the table says its first line and
 * nothing more.
 */
import type { KernelProfile } from '../profiles/kernel.ts';
import type { KernelText } from '../profiles/kernel-text.ts';
import type { CrashLever } from './kernel-crash.ts';
import type { KernelEvent } from './kernel-machine.ts';
import type { KernelParts } from './kernel-parts.ts';
import { handleSysrq, SYSRQ_CRASH_MESSAGE, type SysrqActionName, sysrqTriggerKeys } from './sysrq.ts';

/** The kernel that a key acts upon. */
export interface SysrqTarget {
  readonly profile: KernelProfile;
  readonly text: KernelText;
  readonly parts: KernelParts;
  readonly lever: CrashLever;
  send(event: KernelEvent): void;
}

/** `written`: what the write to the trigger file was; `c\n`. */
type SysrqAction = (target: SysrqTarget, written: string) => void;

const actions: Readonly<Partial<Record<SysrqActionName, SysrqAction>>> = {
  crash: ({ lever }, written) => lever.panic(SYSRQ_CRASH_MESSAGE, lever.site('sysrq-c', { written })),
  reboot: ({ send }) => send({ type: 'RESTART' }),
  poweroff: ({ send }) => send({ type: 'SHUT_DOWN', command: 'power-off', argument: null }),
};

/** A write to /proc/sysrq-trigger: bytes taken. */
export function sysrqTrigger(written: string, target: SysrqTarget): number {
  const { printk, print } = target.parts;
  const who = { kernel: target.profile, text: target.text };
  const host = {
    printk: print,
    get consoleLoglevel() {
      return printk.consoleLoglevel;
    },
    set consoleLoglevel(level: number) {
      printk.consoleLoglevel = level;
    },
  };
  for (const key of sysrqTriggerKeys(written, who)) {
    const outcome = handleSysrq(key, null, who, host);
    if (outcome.kind === 'action') actions[outcome.action]?.(target, written);
    // A key that ends the kernel never returns to the loop over the others.
    if (!target.lever.isRunning) break;
  }
  return written.length;
}
