/**
 * `kdump-config` of kdump-tools 1.8.1: loads and unloads the crash kernel, says how things stand, saves the log and the memory of a dead kernel.
 *
 * The real one is a shell script; messages, order and statuses are those recorded. Where /var/lib/kdump is there, the kernel and its initial RAM disk are found by
 * links in it, else the running kernel is loaded without one. Left out: network targets, the settings of /etc/default/kdump-tools, fadump.
 */
import { type Blocking, S_IFLNK, S_IFMT, S_IFREG } from '../../../shell/posix.ts';
import type { Program, SystemCalls } from '../../process/system-calls.ts';
import { print, readText, runChild, writeText } from './program-frame.ts';

const NAME = 'kdump-config';
const CRASH = '/var/crash';
const CORE = '/proc/vmcore';
/** MAKEDUMP_ARGS with what a pipe needs. */
const DUMP_ARGUMENTS = '-F -c -d 31';
const LINKS = '/var/lib/kdump';
const SETTINGS = '/etc/default/kdump-tools';
const KEXEC_COMMAND = `${CRASH}/kexec_cmd`;
const APPENDED = 'reset_devices systemd.unit=kdump-tools-dump.service nr_cpus=1 irqpoll usbcore.nousb';
const USAGE =
  'Usage: /usr/sbin/kdump-config {help|test|show|status|load|unload|savecore|propagate|symlinks kernel-version}\n';

export const kdumpConfig: Program = function* (system, argv) {
  switch (argv[1]) {
    case 'load':
      return yield* load(system);
    case 'unload': {
      const status = yield* runChild(system, ['kexec', '-p', '-u']);
      return yield* end(system, status, status === 0 ? 'unloaded kdump kernel' : 'failed to unload kdump kernel');
    }
    case 'status':
      yield* checkSupport(system);
      yield* manageLinks(system, true);
      return yield* end(system, 0, `current state   : ${(yield* isLoaded(system)) ? '' : 'Not '}ready to kdump`, false);
    case 'show':
      return yield* show(system);
    case 'test':
      return yield* test(system);
    case 'savecore':
      return yield* saveCore(system);
    default:
      yield* print(system, NAME, USAGE);
      return 1;
  }
};

/** A line with the full stop of `log_success_msg`, or the mark of `log_failure_msg`. */
function* end(system: SystemCalls, status: number, text: string, marked = true): Blocking<number> {
  const tail = !marked ? '' : status === 0 ? '.' : ' ... failed!';
  yield* print(system, NAME, `${text}${tail}\n`);
  return status;
}

function* isLoaded(system: SystemCalls): Blocking<boolean> {
  return (yield* readText(system, '/sys/kernel/kexec_crash_loaded')) === '1\n';
}

/** False: there is something that keeps it from working, and that was said. */
function* checkSupport(system: SystemCalls): Blocking<boolean> {
  if (typeof system.stat('/sys/kernel/kexec_crash_loaded') === 'number') {
    yield* end(system, 1, 'kdump is not supported by this kernel');
    return false;
  }
  const words = yield* readText(system, '/proc/cmdline');
  if (typeof words === 'string' && /crashkernel=/i.test(words)) return true;
  yield* end(system, 1, 'no crashkernel= parameter in the kernel cmdline');
  return false;
}

const hasLinks = (system: SystemCalls) => typeof system.stat(LINKS) !== 'number';

/** What is loaded: KDUMP_KERNEL and KDUMP_INITRD. */
function filesOf(system: SystemCalls): { readonly kernel: string; readonly initrd: string } {
  if (hasLinks(system)) return { kernel: `${LINKS}/vmlinuz`, initrd: `${LINKS}/initrd.img` };
  return { kernel: `/boot/vmlinuz-${system.uname().release}`, initrd: '' };
}

/** Links that lead nowhere, or to another kernel, are made anew, or only named. */
function* manageLinks(system: SystemCalls, isDry: boolean): Blocking<void> {
  if (!hasLinks(system)) return;
  for (const name of ['initrd.img', 'vmlinuz']) {
    const target = system.readlink(`${LINKS}/${name}`);
    const isGood =
      typeof target === 'string' &&
      typeof system.stat(`${LINKS}/${name}`) !== 'number' &&
      target.endsWith(`/${name}-${system.uname().release}`);
    if (isGood) continue;
    yield* end(system, 1, `Invalid symlink : ${LINKS}/${name}`);
    if (!isDry) yield* createLink(system, name);
  }
}

function* createLink(system: SystemCalls, name: string): Blocking<void> {
  yield* end(system, 0, `Creating symlink ${LINKS}/${name}`);
  const folder = name === 'vmlinuz' ? '/boot' : LINKS;
  yield* runChild(system, ['ln', '-fs', `${folder}/${name}-${system.uname().release}`, `${LINKS}/${name}`]);
}

/** The words of the kexec command, and its text. */
function* kexecCommand(system: SystemCalls): Blocking<{ readonly argv: readonly string[]; readonly text: string }> {
  const { kernel, initrd } = filesOf(system);
  const words = yield* readText(system, '/proc/cmdline');
  const own = typeof words === 'string' ? words.trim() : '';
  const line = `${own.replace(/(^| )(crashkernel|hugepages|hugepagesz|abm)=[^ ]*/g, '')} ${APPENDED}`;
  const rest = [...(typeof system.stat(initrd) === 'number' ? [] : [`--initrd=${initrd}`]), kernel];
  return {
    argv: ['kexec', '-p', `--command-line=${line}`, ...rest],
    text: `/sbin/kexec -p --command-line="${line}" ${rest.join(' ')}`,
  };
}

function* load(system: SystemCalls): Blocking<number> {
  if (!(yield* checkSupport(system))) return 1;
  if (hasLinks(system)) {
    if (yield* isLoaded(system)) return yield* end(system, 1, 'Cannot change symbolic links when kdump is loaded');
    yield* createLink(system, 'vmlinuz');
    yield* createLink(system, 'initrd.img');
  }
  yield* manageLinks(system, false);
  yield* runChild(system, ['mkdir', '-p', CRASH]);
  const { argv, text } = yield* kexecCommand(system);
  const status = yield* runChild(system, argv);
  if (status !== 0) return yield* end(system, 1, 'failed to load kdump kernel');
  yield* end(system, 0, 'loaded kdump kernel');
  yield* writeText(system, KEXEC_COMMAND, `${text}\n`);
  yield* writeText(system, '/proc/sys/kernel/panic_on_oops', '1\n');
  return 0;
}

/** A file, and where it leads. */
function shown(system: SystemCalls, path: string): string {
  const status = system.lstat(path);
  if (typeof status === 'number' || (status.mode & S_IFMT) !== S_IFLNK) return `   ${path}`;
  return `   ${path}: symbolic link to ${system.readlink(path)}`;
}

function* crashKernelAddress(system: SystemCalls): Blocking<string> {
  const iomem = yield* readText(system, '/proc/iomem');
  const start = typeof iomem === 'string' ? /([0-9a-f]+)-[0-9a-f]+ : Crash kernel/.exec(iomem)?.[1] : undefined;
  return start === undefined ? '' : `0x${start.replace(/^0+/, '')}`;
}

function* show(system: SystemCalls): Blocking<number> {
  yield* checkSupport(system);
  const command = yield* readText(system, KEXEC_COMMAND);
  const { kernel, initrd } = filesOf(system);
  const lines = [
    'DUMP_MODE:\t\tkdump',
    'USE_KDUMP:\t\t1',
    `KDUMP_COREDIR:\t\t${CRASH}`,
    `crashkernel addr: ${yield* crashKernelAddress(system)}`,
    shown(system, kernel),
    'kdump initrd: ',
    shown(system, initrd),
    `current state:    ${(yield* isLoaded(system)) ? 'ready to kdump' : 'Not ready to kdump'}`,
    '',
    'kexec command:',
    `  ${typeof command === 'string' ? command.trimEnd() : 'no kexec command recorded'}`,
  ];
  return (yield* print(system, NAME, `${lines.join('\n')}\n`)) ? 0 : 1;
}

/** What `load` would do. */
function* test(system: SystemCalls): Blocking<number> {
  yield* checkSupport(system);
  yield* manageLinks(system, true);
  const { kernel, initrd } = filesOf(system);
  for (const [name, path] of [
    ['KDUMP_KERNEL', kernel],
    ['KDUMP_INITRD', initrd],
  ] as const) {
    if (!hasLinks(system) || typeof system.stat(path) !== 'number') continue;
    yield* end(system, 1, `${SETTINGS}: ${name} does not exist: ${path}`);
    break;
  }
  const lines = [
    'USE_KDUMP:\t\t1',
    `KDUMP_COREDIR:\t\t${CRASH}`,
    `crashkernel addr\t\t${yield* crashKernelAddress(system)}`,
    `kdump kernel addr\t\t${hasLinks(system) ? '' : 'relocatable'}`,
    'kdump kernel:',
    shown(system, kernel),
    'kdump initrd: ',
    shown(system, initrd),
    'kexec command to be used:',
    `  ${(yield* kexecCommand(system)).text}`,
  ];
  return (yield* print(system, NAME, `${lines.join('\n')}\n`)) ? 0 : 1;
}

function* saveCore(system: SystemCalls): Blocking<number> {
  const core = system.stat(CORE);
  if (typeof core === 'number' || (core.mode & S_IFMT) !== S_IFREG) return 1;
  const stamp = new Date(system.now() * 1000).toISOString().replace(/\D/g, '').slice(0, 12);
  const folder = `${CRASH}/${stamp}`;
  const file = `${folder}/dmesg.${stamp}`;
  yield* runChild(system, ['mkdir', '-p', folder]);
  yield* end(system, 0, `running makedumpfile --dump-dmesg ${CORE} ${file}`);
  const logStatus = yield* runChild(system, ['makedumpfile', '--dump-dmesg', CORE, file]);
  yield* end(system, logStatus, `${NAME}: ${logStatus === 0 ? 'saved' : 'failed to save'} dmesg content in ${folder}`);
  if (logStatus === 0) yield* system.sync();
  const incomplete = `${folder}/dump-incomplete`;
  yield* end(system, 0, `running makedumpfile ${DUMP_ARGUMENTS} ${CORE} | compress > ${incomplete}`);
  // Without a compressor `compress` is cat, and its status is that of the whole: what makedumpfile said of a core that it cannot read does not count.
  const command = `makedumpfile ${DUMP_ARGUMENTS} ${CORE} | cat > ${incomplete}`;
  let status = yield* runChild(system, ['sh', '-c', command]);
  let moved = [incomplete, `${folder}/dump.${stamp}`];
  if (status !== 0) {
    yield* end(system, 1, `${NAME}: makedumpfile failed, falling back to 'cp'`);
    moved = [`${folder}/vmcore-incomplete`, `${folder}/vmcore.${stamp}`];
    status = yield* runChild(system, ['cp', CORE, moved[0]!]);
  }
  if (status === 0) yield* runChild(system, ['mv', ...moved]);
  yield* end(system, status, `${NAME}: ${status === 0 ? 'saved' : 'failed to save'} vmcore in ${folder}`);
  if (status === 0) yield* system.sync();
  return status;
}
