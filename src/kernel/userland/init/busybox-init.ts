/**
 * `init` of BusyBox 1.35: process 1 by /etc/inittab (`init/init.c`).
 *
 * Without the file its built-in one. `sysinit`, `wait` and `once` entries run first, then `respawn` and `askfirst` are kept running;
 * `ctrlaltdel`, `shutdown` and `restart` wait for their signals.
 */
import { type Blocking, signals } from '../../../shell/posix.ts';
import { EINTR } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import type { PowerCommand } from '../system/power.ts';
import { execSearched, fail, readText } from '../system/program-frame.ts';
import { openTerminal } from '../system/run-command.ts';
import { catchRequests, goDown, openConsole, REQUESTS, say } from './start-up.ts';

interface Entry {
  readonly terminal: string;
  readonly action: string;
  readonly command: string;
  pid: number;
}

const DEFAULT_TABLE = `::sysinit:/etc/init.d/rcS
::askfirst:-/bin/sh
::ctrlaltdel:reboot
::shutdown:umount -a -r
`;

const ENVIRONMENT = ['HOME=/', 'PATH=/sbin:/usr/sbin:/bin:/usr/bin', 'SHELL=/bin/sh', 'USER=root', 'TERM=vt102'];
const ASK = '\nPlease press Enter to activate this console. ';

export const busyboxInit: Program = function* (system) {
  if (system.pid !== 1) return yield* fail(system, 'init: must be run as PID 1');
  catchRequests(system);
  openConsole(system);
  const text = yield* readText(system, '/etc/inittab');
  const entries = parseTable(typeof text === 'number' ? DEFAULT_TABLE : text);
  for (const action of ['sysinit', 'wait', 'once']) {
    for (const entry of entries.filter((one) => one.action === action)) {
      entry.pid = start(system, entry);
      if (action !== 'once') yield* waitFor(system, entry.pid, entries);
      entry.pid = 0;
    }
  }
  const kept = entries.filter(({ action }) => action === 'respawn' || action === 'askfirst');
  for (;;) {
    for (const entry of kept) if (entry.pid <= 0) entry.pid = start(system, entry);
    yield* waitFor(system, -1, entries);
    // The real one sleeps a second between rounds, so that nothing starts again too often.
    yield* system.sleep(1_000_000_000);
    yield* takeRequests(system, entries);
  }
};

/** `TERMINAL:RUNLEVELS:ACTION:COMMAND`. */
function parseTable(text: string): Entry[] {
  const entries: Entry[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) continue;
    const match = /^([^:]*):[^:]*:([^:]*):(.+)$/.exec(line);
    if (match !== null) entries.push({ terminal: match[1]!, action: match[2]!, command: match[3]!, pid: 0 });
  }
  return entries;
}

function start(system: SystemCalls, { terminal, action, command }: Entry): number {
  return system.fork(function* (body) {
    const child = body as SystemCalls;
    for (const signal of Object.keys(REQUESTS)) child.signal(Number(signal), 'default');
    child.setsid();
    if (openTerminal(child, terminal === '' ? '/dev/console' : `/dev/${terminal}`) < 0) return 1;
    child.setControllingTerminal(0);
    if (action === 'askfirst') {
      yield* say(child, ASK);
      for (;;) {
        const bytes = yield* child.read(0, 1);
        if (typeof bytes === 'number' || bytes.length === 0) return 1;
        if (bytes[0] === 10) break;
      }
    }
    // A leading dash makes a login shell; a line with marks of the shell goes through one.
    const isPlain = !/[~`!$^&*()=|\\{}[\];"'<>?]/.test(command);
    const words = isPlain ? command.split(/\s+/) : ['/bin/sh', '-c', command];
    const path = words[0]!.replace(/^-/, '');
    const status = path.includes('/')
      ? yield* child.exec(path, words, ENVIRONMENT)
      : yield* execSearched(child, words, ENVIRONMENT);
    return status < 0 ? yield* fail(child, `can't run '${path}': No such file or directory`) : status;
  });
}

function* waitFor(system: SystemCalls, pid: number, entries: readonly Entry[]): Blocking<void> {
  for (;;) {
    const ended = yield* system.wait(-1);
    if (ended === -EINTR) {
      yield* takeRequests(system, entries);
      continue;
    }
    if (typeof ended === 'number' || ended === undefined) return;
    for (const entry of entries) if (entry.pid === ended.pid) entry.pid = 0;
    if (pid < 0 || ended.pid === pid) return;
  }
}

function* takeRequests(system: SystemCalls, entries: readonly Entry[]): Blocking<void> {
  for (let signal = system.takeSignal(); signal !== 0; signal = system.takeSignal()) {
    if (signal === signals.INT) {
      for (const entry of entries.filter(({ action }) => action === 'ctrlaltdel')) start(system, entry);
      continue;
    }
    const command = REQUESTS[signal];
    if (command !== undefined) yield* shutDown(system, command, entries);
  }
}

const REQUEST_NAMES: Readonly<Record<PowerCommand, string>> = {
  restart: 'reboot',
  halt: 'halt',
  'power-off': 'poweroff',
};

function* shutDown(system: SystemCalls, command: PowerCommand, entries: readonly Entry[]): Blocking<void> {
  for (const entry of entries.filter(({ action }) => action === 'shutdown')) {
    const pid = start(system, entry);
    if (pid > 0) yield* system.wait(pid);
  }
  yield* goDown(system, command, (step) => {
    if (step === 'begin') return 'The system is going down NOW!\r\n';
    if (step === 'term') return 'Sent SIGTERM to all processes\r\n';
    if (step === 'kill') return 'Sent SIGKILL to all processes\r\n';
    return step === 'end' ? `Requesting system ${REQUEST_NAMES[command]}\r\n` : '';
  });
}
