/**
 * Magic SysRq: the key table, what each key says, and which keys are allowed.
 *
 * Mirrors Linux v4.19, v6.1 and v6.12 `drivers/tty/sysrq.c` (__handle_sysrq, write_sysrq_trigger, sysrq_on_mask). A key's effect is
 * returned as an action; what an action prints beyond its first line belongs to whoever carries it out, but for the log level.
 */
import type { KernelProfile } from '../profiles/kernel.ts';
import type { KernelText } from '../profiles/kernel-text.ts';

/** Where the key's lines go; the console log level is raised for its first line. */
export interface SysrqHost {
  printk(level: number, text: string): void;
  consoleLoglevel: number;
}

/** What a key does. */
export type SysrqActionName =
  | 'loglevel'
  | 'reboot'
  | 'crash'
  | 'terminate-all-tasks'
  | 'memory-full-oom-kill'
  | 'kill-all-tasks'
  | 'thaw-filesystems'
  | 'sak'
  | 'show-backtrace-all-active-cpus'
  | 'show-memory-usage'
  | 'nice-all-RT-tasks'
  | 'poweroff'
  | 'show-registers'
  | 'show-all-timers'
  | 'unraw'
  | 'sync'
  | 'show-task-states'
  | 'unmount'
  | 'show-blocked-tasks'
  | 'dump-ftrace-buffer'
  | 'replay-kernel-logs';

/** `help`: an unknown key. `disabled`: the mask forbids it. Both have been answered already. */
export type SysrqOutcome =
  | { readonly kind: 'help' }
  | { readonly kind: 'disabled' }
  | { readonly kind: 'action'; readonly action: SysrqActionName; readonly key: string };

/** Bits of kernel.sysrq. */
const ENABLE_LOG = 0x2;
const ENABLE_KEYBOARD = 0x4;
const ENABLE_DUMP = 0x8;
const ENABLE_SYNC = 0x10;
const ENABLE_REMOUNT = 0x20;
const ENABLE_SIGNAL = 0x40;
const ENABLE_BOOT = 0x80;
const ENABLE_RTNICE = 0x100;

interface SysrqKey {
  /** All keys of this operation; the first one gives its place in the help line. */
  readonly keys: string;
  readonly action: SysrqActionName;
  readonly help: string;
  readonly message: string;
  readonly mask: number;
  /** What the kernel must have for the key to exist. */
  readonly needs?: 'smp' | 'replay';
}

/** In the order of the kernel's table: digits, small letters, capitals. */
const table: readonly SysrqKey[] = [
  { keys: '0123456789', action: 'loglevel', help: 'loglevel(0-9)', message: 'Changing Loglevel', mask: ENABLE_LOG },
  { keys: 'b', action: 'reboot', help: 'reboot(b)', message: 'Resetting', mask: ENABLE_BOOT },
  { keys: 'c', action: 'crash', help: 'crash(c)', message: 'Trigger a crash', mask: ENABLE_DUMP },
  {
    keys: 'e',
    action: 'terminate-all-tasks',
    help: 'terminate-all-tasks(e)',
    message: 'Terminate All Tasks',
    mask: ENABLE_SIGNAL,
  },
  {
    keys: 'f',
    action: 'memory-full-oom-kill',
    help: 'memory-full-oom-kill(f)',
    message: 'Manual OOM execution',
    mask: ENABLE_SIGNAL,
  },
  { keys: 'i', action: 'kill-all-tasks', help: 'kill-all-tasks(i)', message: 'Kill All Tasks', mask: ENABLE_SIGNAL },
  {
    keys: 'j',
    action: 'thaw-filesystems',
    help: 'thaw-filesystems(j)',
    message: 'Emergency Thaw of all frozen filesystems',
    mask: ENABLE_SIGNAL,
  },
  { keys: 'k', action: 'sak', help: 'sak(k)', message: 'SAK', mask: ENABLE_KEYBOARD },
  {
    keys: 'l',
    action: 'show-backtrace-all-active-cpus',
    help: 'show-backtrace-all-active-cpus(l)',
    message: 'Show backtrace of all active CPUs',
    mask: ENABLE_DUMP,
    needs: 'smp',
  },
  { keys: 'm', action: 'show-memory-usage', help: 'show-memory-usage(m)', message: 'Show Memory', mask: ENABLE_DUMP },
  {
    keys: 'n',
    action: 'nice-all-RT-tasks',
    help: 'nice-all-RT-tasks(n)',
    message: 'Nice All RT Tasks',
    mask: ENABLE_RTNICE,
  },
  { keys: 'o', action: 'poweroff', help: 'poweroff(o)', message: 'Power Off', mask: ENABLE_BOOT },
  { keys: 'p', action: 'show-registers', help: 'show-registers(p)', message: 'Show Regs', mask: ENABLE_DUMP },
  {
    keys: 'q',
    action: 'show-all-timers',
    help: 'show-all-timers(q)',
    message: 'Show clockevent devices & pending hrtimers (no others)',
    mask: ENABLE_DUMP,
  },
  {
    keys: 'r',
    action: 'unraw',
    help: 'unraw(r)',
    message: 'Keyboard mode set to system default',
    mask: ENABLE_KEYBOARD,
  },
  { keys: 's', action: 'sync', help: 'sync(s)', message: 'Emergency Sync', mask: ENABLE_SYNC },
  { keys: 't', action: 'show-task-states', help: 'show-task-states(t)', message: 'Show State', mask: ENABLE_DUMP },
  { keys: 'u', action: 'unmount', help: 'unmount(u)', message: 'Emergency Remount R/O', mask: ENABLE_REMOUNT },
  {
    keys: 'w',
    action: 'show-blocked-tasks',
    help: 'show-blocked-tasks(w)',
    message: 'Show Blocked State',
    mask: ENABLE_DUMP,
  },
  {
    keys: 'z',
    action: 'dump-ftrace-buffer',
    help: 'dump-ftrace-buffer(z)',
    message: 'Dump ftrace buffer',
    mask: ENABLE_DUMP,
  },
  {
    keys: 'R',
    action: 'replay-kernel-logs',
    help: 'replay-kernel-logs(R)',
    message: 'Replay kernel logs on consoles',
    mask: ENABLE_DUMP,
    needs: 'replay',
  },
];

const KERN_INFO = 6;
const CONSOLE_LOGLEVEL_DEFAULT = 7;

export interface SysrqKernel {
  readonly kernel: Pick<KernelProfile, 'smp'>;
  readonly text: Pick<KernelText, 'sysrq'>;
}

/**
 * Handles one key. `mask`: kernel.sysrq (0 off, 1 everything, else bits) where the key comes from a keyboard or a serial
 * break; null for /proc/sysrq-trigger, which may do anything. With 0 the caller must not get here: such keys are no keys.
 */
export function handleSysrq(key: string, mask: number | null, who: SysrqKernel, host: SysrqHost): SysrqOutcome {
  const known = availableKeys(who);
  const operation = known.find(({ keys }) => keys.includes(key) && key.length === 1);
  const loglevel = host.consoleLoglevel;
  const header = (text: string) => {
    host.consoleLoglevel = CONSOLE_LOGLEVEL_DEFAULT;
    host.printk(KERN_INFO, text);
    host.consoleLoglevel = loglevel;
  };
  const { heading } = who.text.sysrq;
  if (operation === undefined) {
    header(`${heading}HELP : ${known.map(({ help }) => `${help} `).join('')}`);
    return { kind: 'help' };
  }
  if (mask !== null && mask !== 1 && (mask & operation.mask) === 0) {
    header(`${heading}This sysrq operation is disabled.`);
    return { kind: 'disabled' };
  }
  header(`${heading}${operation.message}`);
  if (operation.action === 'loglevel') {
    header(`sysrq: Loglevel set to ${key}`);
    host.consoleLoglevel = Number(key);
  }
  return { kind: 'action', action: operation.action, key };
}

function availableKeys({ kernel, text }: SysrqKernel): SysrqKey[] {
  const has = { smp: kernel.smp, replay: text.sysrq.replayKey };
  return table.filter(({ needs }) => needs === undefined || has[needs]);
}

/**
 * The keys that a write to /proc/sysrq-trigger stands for: its first byte; on 6.12 all bytes behind a `_`, a final newline
 * included. Nothing for an empty write.
 */
export function sysrqTriggerKeys(written: string, { text }: Pick<SysrqKernel, 'text'>): string[] {
  const first = written[0];
  if (first === undefined) return [];
  if (first !== '_' || !text.sysrq.bulkWrites) return [first];
  return [...written].filter((key) => key !== '_');
}

export const SYSRQ_CRASH_MESSAGE = 'sysrq triggered crash';
