/** Several files read as one stream of bytes, as od and hexdump read theirs. */
import { type Blocking, S_IFMT, S_IFREG, SEEK_SET } from '../../../shell/posix.ts';
import type { Tool } from '../text/tool.ts';

const READ_BYTES = 65536;

/** Tells of a file that cannot be opened or read. */
export type InputComplaint = (name: string, error: number, isOpening: boolean) => Blocking<void>;

export class InputChain {
  /** Files opened so far. */
  opened = 0;
  /** A skip that must not read met a pipe. */
  cannotSeek = false;
  readonly #tool: Tool;
  readonly #names: readonly string[];
  readonly #complain: InputComplaint;
  readonly #dashIsInput: boolean;
  #next = 0;
  #fd = -1;
  #name = '';
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;

  /** Without names standard input is read; `dashIsInput`: so is the name `-`. */
  constructor(tool: Tool, names: readonly string[], complain: InputComplaint, dashIsInput: boolean) {
    this.#tool = tool;
    this.#names = names.length === 0 ? ['-'] : names;
    this.#complain = complain;
    this.#dashIsInput = dashIsInput || names.length === 0;
  }

  /** Opens the next file that can be; false when there is none. */
  *#open(): Blocking<boolean> {
    while (this.#next < this.#names.length) {
      const name = this.#names[this.#next++]!;
      this.#fd = this.#dashIsInput ? this.#tool.open(name) : this.#tool.system.open(name, 0);
      if (this.#fd >= 0) {
        this.#name = name;
        this.opened++;
        return true;
      }
      yield* this.#complain(name, this.#fd, true);
    }
    return false;
  }

  #close(): void {
    this.#tool.close(this.#fd);
    this.#fd = -1;
  }

  /** Opens the first file that can be; false when there is none. */
  *start(): Blocking<boolean> {
    return this.opened > 0 || (yield* this.#open());
  }

  /** Has bytes at hand; false at the end of all files. */
  *#fill(wanted: number): Blocking<boolean> {
    while (this.#at >= this.#chunk.length) {
      if (this.#fd < 0 && !(yield* this.#open())) return false;
      const bytes = yield* this.#tool.read(this.#fd, Math.min(READ_BYTES, wanted));
      if (typeof bytes === 'number') yield* this.#complain(this.#name, bytes, false);
      if (bytes === null || typeof bytes === 'number') {
        this.#close();
        continue;
      }
      this.#chunk = bytes;
      this.#at = 0;
    }
    return true;
  }

  /** Copies up to `count` bytes to `into` at `offset`; fewer only at the end. `limit`: do not read beyond so many. */
  *take(into: Uint8Array, offset: number, count: number, limit: number): Blocking<number> {
    let taken = 0;
    while (taken < count && (yield* this.#fill(Math.max(1, limit - taken)))) {
      const step = Math.min(count - taken, this.#chunk.length - this.#at);
      into.set(this.#chunk.subarray(this.#at, this.#at + step), offset + taken);
      this.#at += step;
      taken += step;
    }
    return taken;
  }

  /**
   * Passes over `count` bytes and gives how many were not there. Regular files that end before are not read; `keepsLast`: the
   * last file stays open at its end, and what cannot be moved in is a mistake (hexdump).
   */
  *skip(count: number, keepsLast = false): Blocking<number> {
    let left = count;
    while (left > 0) {
      if (this.#fd < 0 && !(yield* this.#open())) return left;
      const status = this.#tool.system.fstat(this.#fd);
      if (typeof status !== 'number' && (status.mode & S_IFMT) === S_IFREG && status.size > 0) {
        if (left <= status.size || (keepsLast && this.#next >= this.#names.length)) {
          if (this.#tool.system.lseek(this.#fd, Math.min(left, status.size), SEEK_SET) >= 0) {
            return Math.max(0, left - status.size);
          }
        }
        left -= status.size;
        this.#close();
        continue;
      }
      // Memory and disks can be moved in; pipes are read.
      const place = this.#tool.system.lseek(this.#fd, left, SEEK_SET);
      if (place === left) return 0;
      if (keepsLast) {
        yield* this.#complain(this.#name, place, false);
        this.cannotSeek = true;
        return left;
      }
      const bytes = yield* this.#tool.read(this.#fd, Math.min(READ_BYTES, left));
      if (typeof bytes === 'number') yield* this.#complain(this.#name, bytes, false);
      if (bytes === null || typeof bytes === 'number') this.#close();
      else left -= bytes.length;
    }
    return 0;
  }
}
