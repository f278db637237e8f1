/** `uname`, `arch`, `nproc`, `whoami`, `logname`, `users`, `hostid` of coreutils 9.1 and `hostname` 3.23. */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { quote } from '../libc/quote.ts';
import { readAccounts } from './accounts.ts';
import { fail, print, readText, usageError } from './program-frame.ts';

/** Fields of `uname` by letter, in the order they are printed. */
const FIELDS = 'snrvmpio';

export const uname: Program = function* (system, argv) {
  const name = argv[0]!;
  const { options, operands, error } = getopt(argv, {
    short: 'asnrvmpio',
    long: {
      all: { key: 'a' },
      'kernel-name': { key: 's' },
      sysname: { key: 's' },
      nodename: { key: 'n' },
      'kernel-release': { key: 'r' },
      release: { key: 'r' },
      'kernel-version': { key: 'v' },
      machine: { key: 'm' },
      processor: { key: 'p' },
      'hardware-platform': { key: 'i' },
      'operating-system': { key: 'o' },
      version: { key: 'version' },
    },
  });
  if (error !== null) return yield* usageError(system, name, error);
  if (operands[0] !== undefined) return yield* usageError(system, name, `extra operand ${quote(operands[0])}`);
  const keys = options.map(({ key }) => key);
  if (keys.includes('version')) return (yield* print(system, name, 'uname (GNU coreutils) 9.1\n')) ? 0 : 1;
  const all = keys.includes('a');
  const wanted = all ? FIELDS : keys.length === 0 ? 's' : keys.join('');
  const { sysname, nodename, release, version, machine } = system.uname();
  const values: Readonly<Record<string, string>> = {
    s: sysname,
    n: nodename,
    r: release,
    v: version,
    m: machine,
    // Debian's build knows neither; -a leaves out what is unknown.
    p: 'unknown',
    i: 'unknown',
    o: 'GNU/Linux',
  };
  const shown = [...FIELDS].filter((letter) => wanted.includes(letter) && !(all && values[letter] === 'unknown'));
  return (yield* print(system, name, `${shown.map((letter) => values[letter]).join(' ')}\n`)) ? 0 : 1;
};

export const arch: Program = function* (system, argv) {
  const refused = yield* takesNothing(system, argv);
  if (refused !== null) return refused;
  return (yield* print(system, argv[0]!, `${system.uname().machine}\n`)) ? 0 : 1;
};

export const whoami: Program = function* (system, argv) {
  const refused = yield* takesNothing(system, argv);
  if (refused !== null) return refused;
  const uid = system.geteuid();
  const user = (yield* readAccounts(system)).userById(uid);
  if (user === undefined) return yield* fail(system, `${argv[0]}: cannot find name for user ID ${uid}`);
  return (yield* print(system, argv[0]!, `${user.name}\n`)) ? 0 : 1;
};

/** The login name belongs to the terminal that a getty opened; utmp is not kept, so the owner of the terminal tells it. */
export const logname: Program = function* (system, argv) {
  const refused = yield* takesNothing(system, argv);
  if (refused !== null) return refused;
  const terminal = system.isatty(0) ? system.fstat(0) : -1;
  if (typeof terminal === 'number') return yield* fail(system, `${argv[0]}: no login name`);
  const user = (yield* readAccounts(system)).userById(terminal.uid);
  if (user === undefined) return yield* fail(system, `${argv[0]}: no login name`);
  return (yield* print(system, argv[0]!, `${user.name}\n`)) ? 0 : 1;
};

export const hostid: Program = function* (system, argv) {
  const refused = yield* takesNothing(system, argv);
  if (refused !== null) return refused;
  // The address of the host's name, 127.0.1.1 as Debian's /etc/hosts has it, halves swapped.
  return (yield* print(system, argv[0]!, '007f0101\n')) ? 0 : 1;
};

function* takesNothing(system: SystemCalls, argv: readonly string[]): Blocking<number | null> {
  const { operands, error } = getopt(argv, { short: '' });
  if (error !== null) return yield* usageError(system, argv[0]!, error);
  if (operands[0] === undefined) return null;
  return yield* usageError(system, argv[0]!, `extra operand ${quote(operands[0])}`);
}

export const nproc: Program = function* (system, argv) {
  const name = argv[0]!;
  const { options, operands, error } = getopt(argv, { short: '', long: { all: {}, ignore: { argument: 'required' } } });
  if (error !== null) return yield* usageError(system, name, error);
  if (operands[0] !== undefined) return yield* usageError(system, name, `extra operand ${quote(operands[0])}`);
  const ignored = options.findLast(({ key }) => key === 'ignore')?.value ?? '0';
  if (!/^\d+$/.test(ignored)) return yield* fail(system, `${name}: invalid number: ${quote(ignored)}`);
  const text = yield* readText(system, '/proc/stat');
  const count = typeof text === 'number' ? 1 : (text.match(/^cpu\d+ /gm)?.length ?? 1);
  return (yield* print(system, name, `${Math.max(1, count - Number(ignored))}\n`)) ? 0 : 1;
};

const HOSTNAME_USAGE = `Usage: hostname [-b] {hostname|-F file}         set host name (from file)
       hostname [-a|-A|-d|-f|-i|-I|-s|-y]       display formatted name
       hostname                                 display host name
`;

export const hostname: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, {
    short: 'aAdfbF:hiIsVy',
    long: {
      short: { key: 's' },
      fqdn: { key: 'f' },
      long: { key: 'f' },
      file: { argument: 'required', key: 'F' },
      boot: { key: 'b' },
      domain: { key: 'd' },
      'ip-address': { key: 'i' },
    },
  });
  if (error !== null) return yield* fail(system, `hostname: ${error}\n${HOSTNAME_USAGE.trimEnd()}`, 255);
  const has = (key: string): boolean => options.some((option) => option.key === key);
  const { nodename } = system.uname();
  const file = options.findLast(({ key }) => key === 'F')?.value ?? null;
  let wanted = operands[0];
  if (file !== null) {
    const text = yield* readText(system, file);
    if (typeof text === 'number') return yield* fail(system, `hostname: ${strerror(text)}`);
    wanted = text
      .split('\n')
      .find((line) => line !== '' && !line.startsWith('#'))
      ?.trim();
  }
  if (wanted !== undefined) {
    const result = system.sethostname(wanted);
    if (result < 0) {
      const text =
        system.geteuid() === 0 ? 'the specified hostname is invalid' : 'you must be root to change the host name';
      return yield* fail(system, `hostname: ${text}`);
    }
    return 0;
  }
  let text = nodename;
  if (has('s')) text = nodename.split('.')[0]!;
  else if (has('d')) text = nodename.includes('.') ? nodename.slice(nodename.indexOf('.') + 1) : '';
  else if (has('i') || has('I')) text = has('I') ? '' : '127.0.1.1';
  return (yield* print(system, 'hostname', `${text}\n`)) ? 0 : 1;
};
