/**
 * `kexec` of kexec-tools 2.0.25, for crash kernels: `-p` loads one, `-p -u` unloads it, `-S` asks.
 *
 * Texts and statuses as recorded. Left out: the list of segments behind `kexec_load failed`, `-l` and `-e` (a kernel to change to without a crash), `-d`, `-s` as another way than the first.
 */
import { EADDRNOTAVAIL, ENOMEM, ENOSYS, EPERM, strerror } from '../../../sim/errno.ts';
import type { Program } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { KEXEC_USAGE } from './kexec-usage.data.ts';
import { fail, print, readBytes, readText } from './program-frame.ts';

const VERSION = 'kexec-tools 2.0.25';
const NOT_RESERVED =
  'Memory for crashkernel is not reserved\nPlease reserve memory by passing"crashkernel=Y@X" parameter to kernel\nThen try to loading kdump kernel';

export const kexec: Program = function* (system, argv) {
  const {
    options,
    operands,
    error: mistake,
  } = getopt(argv, {
    short: 'hvfixylpuesScad',
    long: {
      help: { key: 'h' },
      version: { key: 'v' },
      load: { key: 'l' },
      'load-panic': { key: 'p' },
      unload: { key: 'u' },
      exec: { key: 'e' },
      status: { key: 'S' },
      'command-line': { key: 'C', argument: 'required' },
      append: { key: 'C', argument: 'required' },
      initrd: { key: 'I', argument: 'required' },
      'kexec-file-syscall': { key: 's' },
      'kexec-syscall': { key: 'c' },
      'kexec-syscall-auto': { key: 'a' },
      'reuse-cmdline': { key: 'R' },
    },
  });
  const has = (key: string) => options.some((option) => option.key === key);
  const argumentOf = (key: string) => options.findLast((option) => option.key === key)?.value;
  if (mistake !== null) return yield* fail(system, mistake.replace(/^kexec: /, ''), 255);
  if (has('v')) return (yield* print(system, 'kexec', `${VERSION}\n`)) ? 0 : 1;
  if (has('h')) return (yield* print(system, 'kexec', KEXEC_USAGE)) ? 0 : 1;
  if (has('S')) {
    const loaded = yield* readText(system, has('p') ? '/sys/kernel/kexec_crash_loaded' : '/sys/kernel/kexec_loaded');
    return loaded === '1\n' ? 1 : 0;
  }
  if (system.geteuid() !== 0) return yield* fail(system, 'You must be root to use kexec', 1);
  if (has('u')) {
    const result = yield* system.kexecUnload();
    return result < 0 ? yield* fail(system, `kexec unload failed: ${strerror(result)}`, 255) : 0;
  }
  if (has('e')) return yield* fail(system, 'Nothing has been loaded!');
  const [path] = operands;
  if (path === undefined) {
    yield* fail(system, 'No kernel specified');
    return (yield* print(system, 'kexec', KEXEC_USAGE)) ? 255 : 1;
  }
  if (!has('p')) return yield* fail(system, 'kexec: only crash kernels (-p) are simulated', 255);
  if ((yield* readText(system, '/sys/kernel/kexec_crash_size')) === '0\n') return yield* fail(system, NOT_RESERVED, 1);
  const kernel = yield* readBytes(system, path);
  if (typeof kernel === 'number') return yield* fail(system, `Cannot open \`${path}': ${strerror(kernel)}`);
  const initrdPath = argumentOf('I') ?? null;
  const initrd = initrdPath === null ? new Uint8Array() : yield* readBytes(system, initrdPath);
  if (typeof initrd === 'number') return yield* fail(system, `Cannot open \`${initrdPath}': ${strerror(initrd)}`);
  const own = yield* readText(system, '/proc/cmdline');
  const reused = has('R') && typeof own === 'string' ? own.trim() : '';
  const line = [reused, argumentOf('C') ?? ''].filter((word) => word !== '').join(' ');
  const result = yield* system.kexecLoad({ kernel, initrd, commandLine: line });
  if (result >= 0) return 0;
  const call = has('s') ? 'kexec_file_load' : 'kexec_load';
  if (result === -EPERM) return yield* fail(system, `${call} failed: ${strerror(result)}`, 255);
  if (result === -ENOSYS) return yield* fail(system, 'kexec_load failed: Function not implemented', 255);
  if (result === -EADDRNOTAVAIL) return yield* fail(system, NOT_RESERVED, 1);
  if (result === -ENOMEM) return yield* fail(system, 'Could not find a free area of memory', 255);
  return yield* fail(system, `Cannot determine the file type of ${path}`, 255);
};
