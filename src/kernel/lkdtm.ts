/**
 * LKDTM while it is loaded: its parameters, what a type written to DIRECT or to a crash point does.
 *
 * Mirrors Linux v6.1 `drivers/misc/lkdtm/core.c` (lkdtm_module_init, direct_entry, lkdtm_debugfs_entry) and the counters its types keep. What a type prints is the crash
 * path `lkdtm-TYPE` of the kernel's text; `lkdtm-TYPE/again` is what it prints from the second time on, where that differs.
 */
import type { KernelProfile } from '../profiles/kernel.ts';
import { kernelConfigValue } from '../profiles/kernel-config.ts';
import { EINVAL } from '../sim/errno.ts';
import type { KernelParameter } from './cmdline.ts';
import { lkdtmDirectText } from './crash/lkdtm.ts';
import { lkdtmTypes } from './debugfs/lkdtm-types.ts';
import type { CrashLever } from './kernel-crash.ts';
import { CrashPoints, crashPointNames } from './lkdtm-points.ts';
import { parameterValuesOf } from './module-parameters.ts';
import { KERN_ERR, KERN_INFO } from './printk/levels.ts';

/** `direct_entry` has one page for its text. */
const WRITE_MAX = 4096;
const DIRECT = 'DIRECT';

export class Lkdtm {
  readonly #profile: KernelProfile;
  readonly #lever: CrashLever;
  readonly #hang: (type: string, written: string) => boolean;
  /** Types that were run, and the process that ran each first. */
  readonly #run = new Map<string, number>();
  readonly #points: CrashPoints;
  /** `warn_counter` of its bugs.c. */
  #warnings = 0;

  /** `hang`: runs a type that may hang; false: it is none. */
  constructor(profile: KernelProfile, lever: CrashLever, hang: (type: string, written: string) => boolean) {
    this.#profile = profile;
    this.#lever = lever;
    this.#hang = hang;
    this.#points = new CrashPoints((level, text) => lever.print(level, text));
  }

  /** The init function: 0 or a negated error number. */
  start(words: readonly KernelParameter[]): number {
    const { print } = this.#lever;
    const kinds = { cpoint_name: 'charp', cpoint_type: 'charp', cpoint_count: 'int', recur_count: 'int' } as const;
    const {
      cpoint_name: name,
      cpoint_type: type,
      cpoint_count,
    } = parameterValuesOf(words, kinds, this.#profile.wordBytes);
    if ((name === undefined) !== (type === undefined)) {
      print(KERN_ERR, 'lkdtm: Need both cpoint_type and cpoint_name or neither');
      return -EINVAL;
    }
    if (name === undefined || type === undefined) {
      print(KERN_INFO, 'lkdtm: No crash points registered, enable through debugfs');
      return 0;
    }
    if (!this.#isType(type)) {
      print(KERN_ERR, `lkdtm: Unknown crashtype '${type}'`);
      return -EINVAL;
    }
    if (name !== DIRECT && !(this.#hasProbes && crashPointNames.includes(name))) {
      print(KERN_ERR, `lkdtm: Invalid crashpoint ${name}`);
      return -EINVAL;
    }
    if (cpoint_count !== undefined) this.#points.setCount(Number(cpoint_count));
    return this.#install(name, type);
  }

  #install(name: string, type: string): number {
    const { print } = this.#lever;
    if (name === DIRECT) this.#perform(type, '');
    const error = name === DIRECT ? 0 : this.#points.register(name, type);
    if (error < 0) print(KERN_INFO, `lkdtm: Invalid crashpoint ${name}`);
    else print(KERN_INFO, `lkdtm: Crash point ${name} of type ${type} registered`);
    return error;
  }

  /** The exit function. What it counted is gone with it. */
  stop(): void {
    this.#points.unregister();
    this.#run.clear();
    this.#warnings = 0;
    this.#lever.print(KERN_INFO, 'lkdtm: Crash point unregistered');
  }

  /** Names in its directory of debugfs, as the directory lists them. */
  get entries(): readonly string[] {
    return this.#hasProbes ? [...crashPointNames, DIRECT] : [DIRECT];
  }

  /** A write to one of its files: bytes taken or a negated error number. */
  write(entry: string, text: string): number {
    if (text.length < 1 || text.length >= WRITE_MAX) return -EINVAL;
    // strim of a C string.
    const type = text.split('\0', 1)[0]!.trimEnd();
    if (!this.#isType(type)) return -EINVAL;
    if (entry !== DIRECT) {
      const error = this.#points.register(entry, type);
      return error < 0 ? error : text.length;
    }
    lkdtmDirectText(type, this.#lever.print);
    this.#perform(type, text);
    return text.length;
  }

  /** The function of a crash point has been called. */
  called(point: string): void {
    const type = this.#points.called(point);
    if (type !== null) this.#perform(type, '');
  }

  #isType(type: string): boolean {
    return lkdtmTypes(this.#profile).includes(type);
  }

  /** CONFIG_KPROBES. */
  get #hasProbes(): boolean {
    return kernelConfigValue(this.#profile, 'KPROBES') === 'y';
  }

  #perform(type: string, written: string): void {
    if (!this.#hang(type, written)) this.#report(type, written);
  }

  #report(type: string, written: string): void {
    const { pid } = this.#lever.task;
    if (type.startsWith('WARNING')) this.#warnings++;
    const values = { warnings: BigInt(this.#warnings), firstpid: BigInt(this.#run.get(type) ?? pid) };
    const isAgain = this.#run.has(type) && this.#lever.run(`lkdtm-${type}/again`, { written, values });
    if (!this.#run.has(type)) this.#run.set(type, pid);
    if (!isAgain) this.#lever.run(`lkdtm-${type}`, { written, values });
  }
}
