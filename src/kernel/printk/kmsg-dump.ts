/**
 * Who is called when the kernel dies: the list of kmsg dumpers.
 *
 * Mirrors `kmsg_dump_register`, `kmsg_dump` and `kmsg_dump_reason_str` of Linux v6.1 and v6.12 `kernel/printk/printk.c`.
 */

/** `enum kmsg_dump_reason` of `include/linux/kmsg_dump.h`. */
const KMSG_DUMP_UNDEF = 0;
export const KMSG_DUMP_PANIC = 1;
export const KMSG_DUMP_OOPS = 2;
export const KMSG_DUMP_EMERG = 3;
export const KMSG_DUMP_SHUTDOWN = 4;
const KMSG_DUMP_MAX = 5;

export type KmsgDumpReason = 0 | 1 | 2 | 3 | 4;

const reasonNames = ['Unknown', 'Panic', 'Oops', 'Emergency', 'Shutdown'] as const;

/** The word a dump header carries. */
export function kmsgDumpReasonStr(reason: number): string {
  return reasonNames[reason] ?? 'Unknown';
}

export interface KmsgDumper {
  /** The highest reason it is called for; 0 asks for the default. */
  readonly maxReason: number;
  dump(reason: KmsgDumpReason): void;
}

export class KmsgDumpers {
  /** `printk.always_kmsg_dump`. */
  alwaysKmsgDump = false;
  readonly #dumpers: KmsgDumper[] = [];

  register(dumper: KmsgDumper): void {
    this.#dumpers.push(dumper);
  }

  unregister(dumper: KmsgDumper): void {
    const index = this.#dumpers.indexOf(dumper);
    if (index >= 0) this.#dumpers.splice(index, 1);
  }

  /** `kmsg_dump`: calls, in order of registration, each dumper that wants this reason. */
  dump(reason: KmsgDumpReason): void {
    for (const dumper of this.#dumpers.slice()) {
      if (reason <= this.#limit(dumper)) dumper.dump(reason);
    }
  }

  /** A dumper without a wish gets panics and oopses, with always_kmsg_dump everything. */
  #limit(dumper: KmsgDumper): number {
    if (dumper.maxReason !== KMSG_DUMP_UNDEF) return dumper.maxReason;
    return this.alwaysKmsgDump ? KMSG_DUMP_MAX : KMSG_DUMP_OOPS;
  }
}
