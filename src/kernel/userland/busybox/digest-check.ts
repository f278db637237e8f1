/**
 * `-c` of BusyBox's digest applets (`coreutils/md5_sha1_sum.c`): lists of digests, judged in BusyBox's words.
 *
 * Without `-c` the GNU tool does the work.
 */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import type { Program } from '../../process/system-calls.ts';
import { type DigestAlgorithm, digestAlgorithms } from '../gnu/digest-algorithms.ts';
import { digestOf } from '../gnu/digest-file.ts';
import { Lines } from '../text/lines.ts';
import { type Tool, tool } from '../text/tool.ts';

/** Between digest and name: a text or a binary file. */
const SEPARATORS = ['  ', ' *'];
const OPTIONS = { short: 'csw' };

/** The applet `name`, whose digests `make` prints. */
export function digestApplet(make: Program, name: keyof typeof NAMES): Program {
  const check = tool(
    { name, package: 'busybox', version: '1.35.0', usage: '[-c[sw]] [FILE]...', shortName: true },
    function* (run): Blocking<number> {
      const given = new Set<string>();
      for (const option of run.options(OPTIONS)) {
        if (option.key.length > 1 || option.key === '?') return yield* run.other(option);
        given.add(option.key);
      }
      const lists = run.operands.length === 0 ? ['-'] : run.operands;
      const checker = new Checker(run, NAMES[name], given.has('s'), given.has('w'));
      for (const list of lists) yield* checker.check(list);
      return run.status;
    },
  );
  return (system, argv) => (argv.slice(1).some((word) => /^-[sw]*c/.test(word)) ? check : make)(system, argv);
}

const NAMES = {
  md5sum: digestAlgorithms.md5,
  sha1sum: digestAlgorithms.sha1,
  sha256sum: digestAlgorithms.sha256,
  sha512sum: digestAlgorithms.sha512,
} as const;

class Checker {
  readonly #run: Tool;
  readonly #algorithm: DigestAlgorithm;
  readonly #isSilent: boolean;
  readonly #warns: boolean;

  constructor(run: Tool, algorithm: DigestAlgorithm, isSilent: boolean, warns: boolean) {
    this.#run = run;
    this.#algorithm = algorithm;
    this.#isSilent = isSilent;
    this.#warns = warns;
  }

  *check(list: string): Blocking<void> {
    const run = this.#run;
    const fd = run.open(list);
    if (fd < 0) {
      yield* run.fail(`can't open '${list}': ${strerror(fd)}`);
      return;
    }
    const lines = new Lines(run.system, fd);
    let total = 0;
    let failed = 0;
    for (let line = yield* lines.next(); line !== null; line = yield* lines.next()) {
      const text = line.replace(/\n$/, '');
      total++;
      const at = SEPARATORS.map((separator) => text.indexOf(separator)).find((index) => index >= 0) ?? -1;
      if (at < 0) {
        if (this.#warns) yield* run.warn('invalid format');
        failed++;
        run.status = 1;
        continue;
      }
      if (!(yield* this.#isAsListed(text.slice(0, at), text.slice(at + 2)))) {
        failed++;
        run.status = 1;
      }
    }
    run.close(fd);
    if (failed > 0 && !this.#isSilent) {
      yield* run.warn(`WARNING: ${failed} of ${total} computed checksums did NOT match`);
    }
    if (total === 0) yield* run.fail(`${list}: no checksums found`);
  }

  *#isAsListed(hex: string, name: string): Blocking<boolean> {
    const run = this.#run;
    const status = run.system.stat(name);
    if (typeof status === 'number') yield* run.warn(`can't open '${name}': ${strerror(status)}`);
    const found = typeof status === 'number' ? null : yield* digestOf(run, name, this.#algorithm, this.#algorithm.bits);
    const isSame = found !== null && found === hex.toLowerCase();
    if (!this.#isSilent) yield* run.out.put(`${name}: ${isSame ? 'OK' : 'FAILED'}\n`);
    return isSame;
  }
}
