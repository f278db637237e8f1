/**
 * LKDTM while it is loaded: what a type written to DIRECT does.
 *
 * Mirrors Linux v6.1 `drivers/misc/lkdtm/core.c` (direct_entry) and the counters its types keep. What a type prints is the crash
 * path `lkdtm-TYPE` of the kernel's text; `lkdtm-TYPE/again` is what it prints from the second time on, where that differs.
 */
import type { KernelProfile } from '../profiles/kernel.ts';
import { EINVAL } from '../sim/errno.ts';
import { lkdtmDirectText } from './crash/lkdtm.ts';
import { lkdtmTypes } from './debugfs/lkdtm-types.ts';
import type { CrashLever } from './kernel-crash.ts';

/** `direct_entry` has one page for its text. */
const WRITE_MAX = 4096;

export class Lkdtm {
  readonly #profile: KernelProfile;
  readonly #lever: CrashLever;
  readonly #hang: (type: string, written: string) => boolean;
  /** Types that were run, and the process that ran each first. */
  readonly #run = new Map<string, number>();
  /** `warn_counter` of its bugs.c. */
  #warnings = 0;

  /** `hang`: runs a type that may hang; false: it is none. */
  constructor(profile: KernelProfile, lever: CrashLever, hang: (type: string, written: string) => boolean) {
    this.#profile = profile;
    this.#lever = lever;
    this.#hang = hang;
  }

  /** The module is gone, and what it counted with it. */
  forget(): void {
    this.#run.clear();
    this.#warnings = 0;
  }

  /** A write to DIRECT: bytes taken or a negated error number. */
  directEntry(text: string): number {
    if (text.length < 1 || text.length >= WRITE_MAX) return -EINVAL;
    // strim of a C string.
    const type = text.split('\0', 1)[0]!.trimEnd();
    if (!lkdtmTypes(this.#profile).includes(type)) return -EINVAL;
    lkdtmDirectText(type, this.#lever.print);
    if (!this.#hang(type, text)) this.#perform(type, text);
    return text.length;
  }

  #perform(type: string, written: string): void {
    const { pid } = this.#lever.task;
    if (type.startsWith('WARNING')) this.#warnings++;
    const values = { warnings: BigInt(this.#warnings), firstpid: BigInt(this.#run.get(type) ?? pid) };
    const isAgain = this.#run.has(type) && this.#lever.run(`lkdtm-${type}/again`, { written, values });
    if (!this.#run.has(type)) this.#run.set(type, pid);
    if (!isAgain) this.#lever.run(`lkdtm-${type}`, { written, values });
  }
}
