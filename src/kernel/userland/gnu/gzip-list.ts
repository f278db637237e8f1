/** `gzip -l` (gzip 1.12 `gzip.c`, `do_list`). */
import type { Blocking, FileStatus } from '../../../shell/posix.ts';
import { strftime } from '../libc/strftime.ts';
import { TimeZone } from '../libc/time-zone.ts';
import type { Tool } from '../text/tool.ts';
import { ratioText } from './gzip-ratio.ts';
import type { GunzipResult } from './gzip-stream.ts';

interface Listed {
  readonly name: string;
  readonly status: FileStatus | null;
}

export class GzipListing {
  readonly #tool: Tool;
  readonly #verbose: boolean;
  readonly #quiet: boolean;
  #count = 0;
  #packed = 0;
  #plain = 0;
  /** Of the last file: gzip takes it for the sums too. */
  #overhead = 0;

  constructor(tool: Tool, { verbose, quiet }: { verbose: boolean; quiet: boolean }) {
    this.#tool = tool;
    this.#verbose = verbose;
    this.#quiet = quiet;
  }

  *add(file: Uint8Array, result: GunzipResult, { name, status }: Listed): Blocking<void> {
    if (this.#count++ === 0 && !this.#quiet) {
      const start = this.#verbose ? 'method  crc     date  time  ' : '';
      yield* this.#tool.out.put(`${start}         compressed        uncompressed  ratio uncompressed_name\n`);
    }
    const plain = result.bytes.length;
    if (this.#verbose) {
      const crc = result.crc.toString(16).padStart(8, '0');
      yield* this.#tool.out.put(`defla ${crc} ${this.#time(result, status)} `);
    }
    yield* this.#line(file.length, plain, result.overhead, name);
    this.#packed += file.length;
    this.#plain += plain;
    this.#overhead = result.overhead;
  }

  *#line(packed: number, plain: number, overhead: number, name: string): Blocking<void> {
    const ratio = ratioText(plain - (packed - overhead), plain);
    yield* this.#tool.out.put(`${String(packed).padStart(19)} ${String(plain).padStart(19)} ${ratio} ${name}\n`);
  }

  #time({ time }: GunzipResult, status: FileStatus | null): string {
    const seconds = time !== 0 ? BigInt(time) : (status?.mtime.seconds ?? this.#tool.system.clockRealtime().seconds);
    const zone = this.#tool.system.environ.find((one) => one.startsWith('TZ='))?.slice('TZ='.length);
    const calendar = new TimeZone(zone).calendar(seconds);
    return strftime('%b %e %H:%M', { ...calendar, seconds, nanoseconds: 0 });
  }

  /** The sums, when there were several files. */
  *end(): Blocking<void> {
    if (this.#count < 2) return;
    if (this.#verbose) yield* this.#tool.out.put('                            ');
    yield* this.#line(this.#packed, this.#plain, this.#overhead, '(totals)');
  }
}
