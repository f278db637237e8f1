/** What every init of ours does: mounts, the console, children that are started again, the way down. */
import { type Blocking, O_RDWR, signals } from '../../../shell/posix.ts';
import { latin1Bytes } from '../../../sim/bytes.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import type { PowerCommand } from '../system/power.ts';
import { readText } from '../system/program-frame.ts';

/** Source, target, type, options. */
export type BootMount = readonly [source: string, target: string, type: string, options: string];

const GRACE_NS = 1_000_000_000;

/** Mounts what the kernel offers; a type that it does not have is passed by, as is what is mounted already. */
export function* mountAll(system: SystemCalls, mounts: readonly BootMount[]): Blocking<void> {
  for (const [source, target, type, options] of mounts) {
    const known = yield* readText(system, '/proc/self/mounts');
    if (typeof known === 'string' && known.split('\n').some((line) => line.split(' ')[1] === target)) continue;
    if (typeof system.stat(target) === 'number' && system.mkdir(target, 0o755) < 0) continue;
    yield* system.mount(source, target, type, [], options);
  }
}

/** Standard input, output and errors on the system console. */
export function openConsole(system: SystemCalls): void {
  const fd = system.open('/dev/console', O_RDWR);
  if (fd < 0) return;
  for (const to of [0, 1, 2]) if (to !== fd) system.dup2(fd, to);
  if (fd > 2) system.close(fd);
}

/** A line on the console, whoever reads it. */
export function* say(system: SystemCalls, text: string): Blocking<void> {
  yield* system.write(1, latin1Bytes(text));
}

/** Name of the terminal that is the console: the last word of `console=`. */
export function* consoleName(system: SystemCalls): Blocking<string> {
  const active = yield* readText(system, '/sys/class/tty/console/active');
  if (typeof active === 'string' && active.trim() !== '') return active.trim().split(' ').at(-1)!;
  const words = yield* readText(system, '/proc/cmdline');
  const last = typeof words === 'number' ? undefined : [...words.matchAll(/(?:^|\s)console=([^,\s]+)/g)].at(-1);
  return last?.[1] ?? 'console';
}

/** The signals that ask init for the way down. */
export const REQUESTS: Readonly<Record<number, PowerCommand>> = {
  [signals.TERM]: 'restart',
  [signals.INT]: 'restart',
  [signals.USR1]: 'halt',
  [signals.USR2]: 'power-off',
};

/** Catches them, so that they wake init. */
export function catchRequests(system: SystemCalls): void {
  for (const signal of Object.keys(REQUESTS)) system.signal(Number(signal), 'catch');
}

/** The way down. `told` prints what this init says at each step. */
export function* goDown(
  system: SystemCalls,
  command: PowerCommand,
  told: (step: 'begin' | 'term' | 'kill' | 'unmount' | 'end') => string,
): Blocking<void> {
  yield* say(system, told('begin'));
  yield* system.kill(-1, signals.TERM);
  yield* say(system, told('term'));
  yield* system.sync();
  yield* reap(system, GRACE_NS);
  yield* system.kill(-1, signals.KILL);
  yield* say(system, told('kill'));
  yield* system.sync();
  yield* reap(system, GRACE_NS);
  yield* say(system, told('unmount'));
  const mounts = yield* readText(system, '/proc/self/mounts');
  const targets = typeof mounts === 'number' ? [] : mounts.split('\n').map((line) => line.split(' ')[1]);
  for (const target of targets.reverse()) {
    if (target === undefined || target === '/' || /^\/(proc|sys|dev)(\/|$)/.test(target)) continue;
    yield* system.umount(target);
  }
  yield* system.mount('none', '/', '', ['remount', 'ro'], '');
  yield* system.sync();
  yield* say(system, told('end'));
  yield* system.reboot(command);
}

/** Waits until no child is left, or for so long. */
function* reap(system: SystemCalls, limitNs: number): Blocking<void> {
  const end = system.clockMonotonic() + limitNs;
  for (;;) {
    const ended = yield* system.wait(-1, { noHang: true });
    if (typeof ended === 'number' && ended === -10) return; // ECHILD
    if (typeof ended === 'object') continue;
    if (system.clockMonotonic() >= end) return;
    yield* system.sleep(20_000_000);
    system.takeSignal();
  }
}
