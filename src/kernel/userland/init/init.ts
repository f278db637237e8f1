/**
 * `/sbin/init` of the Debian-like root: a small process 1 in the manner of sysvinit.
 *
 * Mounts what systemd would mount (pstore among it), reads /etc/modules, /etc/hostname and the sysctl files, runs the services of the boot
 * (`boot-services.ts`), starts syslogd and /etc/rc.local, and keeps a login on the console. It has no runlevels and no inittab: what it does is here. Signals ask for the way
 * down as in BusyBox's init. With another process id it is `telinit`.
 */
import { type Blocking, X_OK } from '../../../shell/posix.ts';
import { EINTR } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { telinit } from '../system/power.ts';
import { execSearched, readText, runChild } from '../system/program-frame.ts';
import { startServices } from './boot-services.ts';
import { applyDeviceRules } from './device-rules.ts';
import {
  type BootMount,
  catchRequests,
  consoleName,
  goDown,
  mountAll,
  openConsole,
  REQUESTS,
  say,
} from './start-up.ts';

const MOUNTS: readonly BootMount[] = [
  ['proc', '/proc', 'proc', ''],
  ['sysfs', '/sys', 'sysfs', ''],
  ['udev', '/dev', 'devtmpfs', 'mode=0755'],
  ['devpts', '/dev/pts', 'devpts', 'gid=5,mode=620'],
  ['tmpfs', '/run', 'tmpfs', 'mode=0755'],
  ['tmpfs', '/dev/shm', 'tmpfs', ''],
  ['pstore', '/sys/fs/pstore', 'pstore', ''],
  ['debugfs', '/sys/kernel/debug', 'debugfs', ''],
  ['tracefs', '/sys/kernel/tracing', 'tracefs', ''],
];

const ENVIRONMENT = [
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  'INIT_VERSION=sysvinit-3.06',
  'RUNLEVEL=2',
];

/** A login that ends sooner than this so many times in a row waits for a while. */
const QUICK_NS = 2_000_000_000;
const QUICK_LIMIT = 10;
const PAUSE_NS = 300_000_000_000;

export const init: Program = function* (system, argv) {
  if (system.pid !== 1) return yield* telinit(system, argv);
  catchRequests(system);
  yield* mountAll(system, MOUNTS);
  applyDeviceRules(system);
  openConsole(system);
  yield* say(system, 'INIT: version 3.06 booting\n');
  yield* remountRoot(system);
  yield* setHostName(system);
  yield* startServices(system, 'early', ENVIRONMENT);
  yield* loadModules(system);
  // Some mount points come with a module.
  yield* mountAll(system, MOUNTS);
  yield* startServices(system, 'late', ENVIRONMENT);
  yield* runChild(system, ['sysctl', '--quiet', '--system'], ENVIRONMENT);
  yield* say(system, 'INIT: Entering runlevel: 2\n');
  yield* say(system, 'Starting system log daemon: syslogd.\n');
  yield* runChild(system, ['syslogd'], ENVIRONMENT);
  if (typeof system.stat('/proc/vmcore') !== 'number') yield* saveDeadKernel(system);
  if (system.access('/etc/rc.local', X_OK) >= 0) yield* runChild(system, ['/etc/rc.local', 'start'], ENVIRONMENT);
  return yield* keepLogin(system);
};

/** /etc/init.d/kdump-tools in a crash kernel: saves, and starts the machine anew. */
function* saveDeadKernel(system: SystemCalls): Blocking<void> {
  yield* say(system, 'Starting kdump-tools: ');
  yield* runChild(system, ['kdump-config', 'savecore'], ENVIRONMENT);
  yield* runChild(system, ['date', '-R'], ENVIRONMENT);
  yield* runChild(system, ['reboot', '-f'], ENVIRONMENT);
}

/** The kernel mounts the root as `ro` or `rw` says; fstab has the last word. */
function* remountRoot(system: SystemCalls): Blocking<void> {
  const table = yield* readText(system, '/etc/fstab');
  const entry =
    typeof table === 'number'
      ? undefined
      : table
          .split('\n')
          .map((line) => line.split(/\s+/))
          .find((fields) => fields[1] === '/');
  if (entry !== undefined && !(entry[3] ?? '').split(',').includes('ro')) {
    const options = (entry[3] ?? '')
      .split(',')
      .filter((word) => word !== 'defaults' && word !== 'rw')
      .join(',');
    yield* system.mount(entry[0]!, '/', '', ['remount'], options);
  }
  yield* runChild(system, ['mount', '-a'], ENVIRONMENT);
}

function* setHostName(system: SystemCalls): Blocking<void> {
  const text = yield* readText(system, '/etc/hostname');
  const name =
    typeof text === 'number' ? undefined : text.split('\n').find((line) => line !== '' && !line.startsWith('#'));
  if (name !== undefined) system.sethostname(name.trim());
}

/** /etc/modules: a module and its parameters a line. */
function* loadModules(system: SystemCalls): Blocking<void> {
  const text = yield* readText(system, '/etc/modules');
  if (typeof text === 'number') return;
  for (const line of text.split('\n')) {
    const words = line.trim().split(/\s+/);
    if (words[0] === '' || words[0]!.startsWith('#')) continue;
    yield* runChild(system, ['modprobe', ...words], ENVIRONMENT);
  }
}

/** A login on the console, started again when it ends, until a signal asks for the way down. */
function* keepLogin(system: SystemCalls): Blocking<number> {
  const terminal = yield* consoleName(system);
  let quick = 0;
  for (;;) {
    const started = system.clockMonotonic();
    const pid = system.fork(function* (child) {
      const words = ['/sbin/agetty', '--autologin', 'root', '--noclear', terminal, '115200', 'vt220'];
      const status = yield* execSearched(child as SystemCalls, words, ENVIRONMENT);
      return status < 0 ? 1 : status;
    });
    yield* waitFor(system, pid);
    quick = system.clockMonotonic() - started < QUICK_NS ? quick + 1 : 0;
    if (pid >= 0 && quick < QUICK_LIMIT) continue;
    quick = 0;
    yield* say(system, 'INIT: Id "T0" respawning too fast: disabled for 5 minutes\n');
    const end = system.clockMonotonic() + PAUSE_NS;
    while (system.clockMonotonic() < end) {
      yield* system.sleep(end - system.clockMonotonic());
      yield* takeRequest(system);
    }
  }
}

/** Waits for one child while burying all others. */
function* waitFor(system: SystemCalls, pid: number): Blocking<void> {
  if (pid < 0) return;
  for (;;) {
    const ended = yield* system.wait(-1);
    if (ended === -EINTR) yield* takeRequest(system);
    else if (typeof ended === 'number') return;
    else if (ended?.pid === pid && ended.status.kind !== 'stopped') return;
  }
}

function* takeRequest(system: SystemCalls): Blocking<void> {
  for (let signal = system.takeSignal(); signal !== 0; signal = system.takeSignal()) {
    const command = REQUESTS[signal];
    if (command === undefined) continue;
    yield* goDown(system, command, (step) => {
      if (step === 'begin') return `INIT: Switching to runlevel: ${command === 'restart' ? '6' : '0'}\n`;
      if (step === 'term') return 'Asking all remaining processes to terminate...done.\n';
      if (step === 'kill') return 'All processes ended within 1 seconds...done.\n';
      if (step === 'unmount') return 'Mounting root filesystem read-only...done.\n';
      return command === 'restart' ? 'Will now restart.\n' : 'Will now halt.\n';
    });
  }
}
