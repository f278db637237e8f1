/**
 * The copying of `dd` (coreutils 9.1 `src/dd.c`, `dd_copy`, `skip`, `iread`, `iwrite`).
 *
 * Blocks larger than `READ_BYTES_MAX` are read in pieces of that size, which a pipe or a terminal would give anyway.
 */
import { type Blocking, S_IFMT, S_IFREG, SEEK_CUR, SEEK_END, signals } from '../../../shell/posix.ts';
import { EINTR, ENOSPC, EOVERFLOW, ESPIPE, strerror } from '../../../sim/errno.ts';
import { quoteAlways, quoteFile } from '../libc/quote.ts';
import { printError } from '../libc/stdio.ts';
import { Exit, type Tool } from '../libc/usage.ts';
import { Converter } from './dd-conversion.ts';
import type { DdOptions } from './dd-operands.ts';
import { transferLine } from './dd-report.ts';

const STDIN = 0;
const STDOUT = 1;
/** The largest piece that is held in memory. */
const READ_BYTES_MAX = 64 * 1024 * 1024;
const PROGRESS_NS = 1_000_000_000;

export class Transfer {
  readonly #tool: Tool;
  readonly #options: DdOptions;
  readonly #input: string;
  readonly #output: string;
  readonly #converter: Converter;
  readonly #startNs: number;
  #nextProgressNs: number;
  #progressLength = 0;
  #reportedBytes = -1;
  #readFull = 0;
  #readPartial = 0;
  #wroteFull = 0;
  #wrotePartial = 0;
  #wroteBytes = 0;
  #lastOpWasSeek = false;
  #sparse: boolean;
  #inputOffset = 0;
  #previousRead = 0;
  #warnsPartial: boolean;
  /** Bytes waiting for a whole output block. */
  #pending: Uint8Array;
  #pendingLength = 0;
  #status = 0;

  constructor(tool: Tool, options: DdOptions) {
    this.#tool = tool;
    this.#options = options;
    this.#input = options.inputFile ?? 'standard input';
    this.#output = options.outputFile ?? 'standard output';
    this.#converter = new Converter(options.conversions, options.conversionBlock);
    this.#sparse = options.conversions.has('sparse');
    this.#warnsPartial = options.warnPartialRead;
    this.#pending = new Uint8Array(options.twoBuffers ? Math.min(options.outputBlock, READ_BYTES_MAX) : 0);
    this.#startNs = tool.system.clockMonotonic();
    this.#nextProgressNs = this.#startNs + PROGRESS_NS;
    const offset = tool.system.lseek(STDIN, 0, SEEK_CUR);
    this.#inputOffset = Math.max(0, offset);
  }

  /** Copies all that was asked for; gives the status. */
  *run(): Blocking<number> {
    const { conversions, status } = this.#options;
    yield* this.#skipInput();
    yield* this.#seekOutput();
    const ok = yield* this.#copy();
    if (!ok) this.#status = 1;
    else if (!(yield* this.#finish())) this.#status = 1;
    const syncs = conversions.has('fsync') || conversions.has('fdatasync');
    if (ok && syncs && status === 'progress' && this.#reportedBytes >= 0 && this.#reportedBytes < this.#wroteBytes) {
      yield* this.#progress(this.#tool.system.clockMonotonic());
    }
    return this.#status;
  }

  /** The lines about records, and about bytes unless `noxfer`. */
  *report(): Blocking<void> {
    const { status } = this.#options;
    if (status === 'none') return;
    let text = this.#progressLength > 0 ? '\n' : '';
    this.#progressLength = 0;
    text += `${this.#readFull}+${this.#readPartial} records in\n${this.#wroteFull}+${this.#wrotePartial} records out\n`;
    const { truncated } = this.#converter;
    if (truncated > 0) text += `${truncated} truncated record${truncated === 1 ? '' : 's'}\n`;
    if (status !== 'noxfer') {
      text += `${transferLine(this.#wroteBytes, this.#tool.system.clockMonotonic() - this.#startNs, false)}\n`;
    }
    yield* printError(this.#tool.system, text);
  }

  /** A message on a line of its own, whatever progress was shown. */
  *complain(text: string, errno = 0): Blocking<void> {
    if (this.#progressLength > 0) yield* printError(this.#tool.system, '\n');
    this.#progressLength = 0;
    yield* this.#tool.warn(errno === 0 ? text : `${text}: ${strerror(errno)}`);
  }

  *#quit(): Blocking<Exit> {
    yield* this.report();
    return new Exit(1);
  }

  *#skipInput(): Blocking<void> {
    const { skip, inputBlock, status } = this.#options;
    if (skip.records === 0n && skip.bytes === 0) return;
    const wanted = skip.records * BigInt(inputBlock) + BigInt(skip.bytes);
    const start = this.#inputOffset;
    const left = yield* this.#skip(STDIN, this.#input, skip.records, inputBlock, skip.bytes);
    const isShort = left.records > 0n || wanted !== BigInt(this.#inputOffset - start);
    if (isShort && status !== 'none')
      yield* this.complain(`${quoteFile(this.#input)}: cannot skip to specified offset`);
  }

  *#seekOutput(): Blocking<void> {
    const { seek, outputBlock } = this.#options;
    if (seek.records === 0n && seek.bytes === 0) return;
    const left = yield* this.#skip(STDOUT, this.#output, seek.records, outputBlock, seek.bytes);
    const zeros = new Uint8Array(Math.min(outputBlock, READ_BYTES_MAX));
    for (let records = left.records; records > 0n; records--) yield* this.#fill(zeros);
    if (left.bytes > 0) yield* this.#fill(zeros.subarray(0, left.bytes));
  }

  *#fill(zeros: Uint8Array): Blocking<void> {
    const written = yield* this.#write(zeros);
    if (written.bytes === zeros.length) return;
    yield* this.complain(`writing to ${quoteAlways(this.#output)}`, written.error);
    throw yield* this.#quit();
  }

  /** Moves on by blocks and bytes: seeks, or reads where that cannot be. Gives what could not be skipped. */
  *#skip(
    fd: number,
    file: string,
    records: bigint,
    block: number,
    bytes: number,
  ): Blocking<{ readonly records: bigint; readonly bytes: number }> {
    const { system } = this.#tool;
    const offset = records * BigInt(block) + BigInt(bytes);
    const fits = offset <= BigInt(Number.MAX_SAFE_INTEGER);
    const moved = fits ? system.lseek(fd, Number(offset), SEEK_CUR) : -EOVERFLOW;
    if (moved >= 0) {
      if (fd !== STDIN) return { records: 0n, bytes: 0 };
      const status = system.fstat(fd);
      const size = typeof status !== 'number' && (status.mode & S_IFMT) === S_IFREG ? status.size : 0;
      if (size > 0 && BigInt(size - this.#inputOffset) < offset) {
        const left = (offset - BigInt(size)) / BigInt(block);
        this.#inputOffset = size;
        return { records: left > 0n ? left : 0n, bytes };
      }
      this.#inputOffset += Number(offset);
      return { records: 0n, bytes: 0 };
    }
    if (system.lseek(fd, 0, SEEK_END) >= 0) {
      yield* this.complain(`${quoteFile(file)}: cannot ${fd === STDIN ? 'skip' : 'seek'}`, moved);
      throw yield* this.#quit();
    }
    let left = records;
    let rest = bytes;
    while (left > 0n || rest > 0) {
      const got = yield* this.#read(left > 0n ? block : rest, fd);
      if (typeof got === 'number') {
        if (fd === STDIN) yield* this.complain(`error reading ${quoteAlways(file)}`, got);
        else yield* this.complain(`${quoteFile(file)}: cannot seek`, moved === -EOVERFLOW ? ESPIPE : moved);
        throw yield* this.#quit();
      }
      if (got.length === 0) break;
      if (fd === STDIN) this.#inputOffset += got.length;
      if (left > 0n) left--;
      else rest = 0;
    }
    return { records: left, bytes: rest };
  }

  *#copy(): Blocking<boolean> {
    const { count, conversions, inputBlock, status, twoBuffers } = this.#options;
    if (count !== null && count.records === 0n && count.bytes === 0) return true;
    const records = count === null ? Number.POSITIVE_INFINITY : Number(count.records);
    const most = records + (count !== null && count.bytes > 0 ? 1 : 0);
    const pads = conversions.has('sync');
    let partial = 0;
    for (;;) {
      if (status === 'progress') {
        const now = this.#tool.system.clockMonotonic();
        if (now >= this.#nextProgressNs) {
          yield* this.#progress(now);
          this.#nextProgressNs += PROGRESS_NS;
        }
      }
      const done = this.#readFull + this.#readPartial;
      if (done >= most) return true;
      let bytes = yield* this.#read(done >= records ? count!.bytes : inputBlock, STDIN);
      if (typeof bytes === 'number') {
        const error = bytes;
        if (!conversions.has('noerror') || status !== 'none') {
          yield* this.complain(`error reading ${quoteAlways(this.#input)}`, error);
        }
        if (!conversions.has('noerror')) {
          this.#status = 1;
          return true;
        }
        yield* this.report();
        const past = this.#tool.system.lseek(STDIN, inputBlock - partial, SEEK_CUR);
        if (past < 0) this.#status = 1;
        // What cannot even be passed over would be read for ever.
        if (past < 0 && this.#readFull + this.#readPartial === done) return true;
        if (!pads || partial > 0) continue;
        bytes = new Uint8Array(0);
      } else if (bytes.length === 0) return true;
      this.#inputOffset += bytes.length;
      if (bytes.length < inputBlock) {
        this.#readPartial++;
        partial = bytes.length;
        if (pads) bytes = padded(bytes, inputBlock, this.#converter.isBlocked ? 32 : 0);
      } else {
        this.#readFull++;
        partial = 0;
      }
      if (twoBuffers) {
        if (!(yield* this.#put(this.#converter.convert(bytes)))) return false;
        continue;
      }
      const written = yield* this.#write(bytes);
      this.#wroteBytes += written.bytes;
      if (written.bytes !== bytes.length) return yield* this.#writeFailed(written.error);
      if (bytes.length === inputBlock) this.#wroteFull++;
      else this.#wrotePartial++;
    }
  }

  /** Gathers output blocks. */
  *#put(bytes: Uint8Array): Blocking<boolean> {
    const { outputBlock } = this.#options;
    const pending = this.#pending;
    for (let at = 0; at < bytes.length; ) {
      const taken = Math.min(bytes.length - at, pending.length - this.#pendingLength);
      pending.set(bytes.subarray(at, at + taken), this.#pendingLength);
      this.#pendingLength += taken;
      at += taken;
      if (this.#pendingLength < pending.length) continue;
      const written = yield* this.#write(pending);
      this.#wroteBytes += written.bytes;
      if (written.bytes !== pending.length) {
        if (written.bytes > 0) this.#wrotePartial++;
        yield* this.complain(`writing to ${quoteAlways(this.#output)}`, written.error);
        return false;
      }
      if (pending.length === outputBlock) this.#wroteFull++;
      else this.#wrotePartial++;
      this.#pendingLength = 0;
    }
    return true;
  }

  *#finish(): Blocking<boolean> {
    const { system } = this.#tool;
    if (this.#options.twoBuffers && !(yield* this.#put(this.#converter.finish()))) return false;
    if (this.#pendingLength > 0) {
      const written = yield* this.#write(this.#pending.subarray(0, this.#pendingLength));
      this.#wroteBytes += written.bytes;
      if (written.bytes > 0) this.#wrotePartial++;
      if (written.bytes !== this.#pendingLength) return yield* this.#writeFailed(written.error);
    }
    if (!this.#lastOpWasSeek) return true;
    const status = system.fstat(STDOUT);
    const offset = system.lseek(STDOUT, 0, SEEK_CUR);
    if (typeof status === 'number' || (status.mode & S_IFMT) !== S_IFREG || offset <= status.size) return true;
    const result = system.ftruncate(STDOUT, offset);
    if (result >= 0) return true;
    yield* this.complain(`failed to truncate to ${offset} bytes in output file ${quoteAlways(this.#output)}`, result);
    return false;
  }

  *#writeFailed(error: number): Blocking<boolean> {
    yield* this.complain(`error writing ${quoteAlways(this.#output)}`, error);
    return false;
  }

  *#read(count: number, fd: number): Blocking<Uint8Array | number> {
    const wanted = Math.min(count, READ_BYTES_MAX);
    let whole: Uint8Array = new Uint8Array(0);
    for (;;) {
      yield* this.#handleSignals();
      const bytes = yield* this.#tool.system.read(fd, wanted - whole.length);
      if (bytes === -EINTR) continue;
      if (typeof bytes === 'number') return whole.length > 0 ? whole : bytes;
      if (bytes.length > 0 && this.#warnsPartial) yield* this.#warnPartial(bytes.length, wanted);
      if (!this.#options.fullBlock || bytes.length === 0) return whole.length > 0 ? joined(whole, bytes) : bytes;
      whole = whole.length === 0 ? bytes : joined(whole, bytes);
      if (whole.length >= wanted) return whole;
    }
  }

  *#warnPartial(length: number, wanted: number): Blocking<void> {
    const previous = this.#previousRead;
    this.#previousRead = length;
    if (previous === 0 || previous >= wanted) return;
    this.#warnsPartial = false;
    if (this.#options.status === 'none') return;
    yield* this.complain(
      `warning: partial read (${previous} byte${previous === 1 ? '' : 's'}); suggest iflag=fullblock`,
    );
  }

  /** Writes a block, or seeks over it when it is empty and `conv=sparse`. */
  *#write(bytes: Uint8Array): Blocking<{ readonly bytes: number; readonly error: number }> {
    const { system } = this.#tool;
    let written = 0;
    this.#lastOpWasSeek = false;
    if (this.#sparse && bytes.every((byte) => byte === 0)) {
      if (system.lseek(STDOUT, bytes.length, SEEK_CUR) >= 0) {
        this.#lastOpWasSeek = true;
        return { bytes: bytes.length, error: 0 };
      }
      this.#sparse = false;
    }
    while (written < bytes.length) {
      yield* this.#handleSignals();
      const result = yield* system.write(STDOUT, written === 0 ? bytes : bytes.subarray(written));
      if (result === -EINTR) continue;
      if (result <= 0) return { bytes: written, error: result === 0 ? ENOSPC : result };
      written += result;
    }
    return { bytes: written, error: 0 };
  }

  /** SIGINT: the figures, then death by it. SIGUSR1: the figures. */
  *#handleSignals(): Blocking<void> {
    const { system } = this.#tool;
    for (let signal = system.takeSignal(); signal !== 0; signal = system.takeSignal()) {
      yield* this.report();
      if (signal !== signals.INT) continue;
      system.signal(signal, 'default');
      yield* system.kill(system.pid, signal);
      throw new Exit(1);
    }
  }

  *#progress(now: number): Blocking<void> {
    const line = transferLine(this.#wroteBytes, now - this.#startNs, true);
    yield* printError(this.#tool.system, `\r${line}${' '.repeat(Math.max(0, this.#progressLength - line.length))}`);
    this.#progressLength = line.length;
    this.#reportedBytes = this.#wroteBytes;
  }
}

function padded(bytes: Uint8Array, length: number, filler: number): Uint8Array {
  const block = new Uint8Array(length).fill(filler);
  block.set(bytes);
  return block;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
