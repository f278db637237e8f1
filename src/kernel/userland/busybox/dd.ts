/** `dd` of BusyBox 1.35 (`coreutils/dd.c`), as Debian builds it: two lines of statistics, no status=. */

import {
  type Blocking,
  O_APPEND,
  O_CREAT,
  O_DIRECT,
  O_RDONLY,
  O_TRUNC,
  O_WRONLY,
  SEEK_CUR,
} from '../../../shell/posix.ts';
import { writeAll } from '../../../shell/write-all.ts';
import { EINVAL } from '../../../sim/errno.ts';
import { applet, type Run } from './applet.ts';

const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  c: 1,
  w: 2,
  b: 512,
  kB: 1000,
  kD: 1000,
  k: 1024,
  K: 1024,
  MB: 1e6,
  MD: 1e6,
  M: 2 ** 20,
  GB: 1e9,
  GD: 1e9,
  G: 2 ** 30,
};

/** What one process may hold. */
const BLOCK_MAX = 256 * 2 ** 20;

/** Operands that are numbers, with the least that each takes. */
const NUMBERS = { bs: 1, ibs: 1, obs: 1, count: 0, skip: 0, seek: 0 } as const;
type NumberName = keyof typeof NUMBERS;

interface Words {
  readonly numbers: ReadonlyMap<NumberName, number>;
  readonly text: ReadonlyMap<string, string>;
  readonly conversions: ReadonlySet<string>;
  readonly inputFlags: ReadonlySet<string>;
  readonly outputFlags: ReadonlySet<string>;
}

const USAGE = `[if=FILE] [of=FILE] [ibs=N obs=N/bs=N] [count=N] [skip=N] [seek=N]
	[conv=notrunc|noerror|sync|fsync]
	[iflag=skip_bytes|count_bytes|fullblock|direct] [oflag=seek_bytes|append|direct]`;

export const dd = applet({ usage: USAGE, options: null }, function* (run): Blocking<number> {
  const words = yield* parse(run);
  const number = (name: NumberName, otherwise: number) => words.numbers.get(name) ?? otherwise;
  const both = number('bs', 0);
  const inputBytes = both || number('ibs', 512);
  const outputBytes = both || number('obs', 512);
  if (inputBytes > BLOCK_MAX || outputBytes > BLOCK_MAX) throw yield* run.die('out of memory');
  const skip = number('skip', 0);
  const seek = number('seek', 0);
  const input = yield* openInput(run, words);
  const output = yield* openOutput(run, words, seek * (words.outputFlags.has('seek_bytes') ? 1 : outputBytes));
  const copy = new Copy(run, input, output, inputBytes, outputBytes, words);
  if (!(yield* copy.skip(skip * (words.inputFlags.has('skip_bytes') ? 1 : inputBytes)))) return yield* copy.end(1);
  return yield* copy.run(number('count', Number.POSITIVE_INFINITY));
});

function* numberOf(run: Run, text: string, least: number): Blocking<number> {
  const match = /^(\d+)([A-Za-z]*)$/.exec(text);
  const unit = match === null ? undefined : SUFFIXES[match[2]!];
  if (match === null || unit === undefined) throw yield* run.die(`invalid number '${text}'`);
  const value = Number(match[1]) * unit;
  if (value < least) throw yield* run.die(`number ${text} is not in ${least}..9223372036854775807 range`);
  return value;
}

function* parse(run: Run): Blocking<Words> {
  const text = new Map<string, string>();
  const numbers = new Map<NumberName, number>();
  const lists: Record<'conv' | 'iflag' | 'oflag', Set<string>> = {
    conv: new Set(),
    iflag: new Set(),
    oflag: new Set(),
  };
  const allowed = {
    conv: ['notrunc', 'sync', 'noerror', 'fsync', 'swab'],
    iflag: ['skip_bytes', 'count_bytes', 'fullblock', 'direct'],
    oflag: ['seek_bytes', 'append', 'direct'],
  };
  for (const operand of run.operands) {
    const match = /^(bs|count|seek|skip|ibs|obs|conv|if|of|iflag|oflag|status)=(.*)$/s.exec(operand);
    if (match === null) throw yield* run.usage();
    const name = match[1]!;
    const value = match[2]!;
    if (name === 'status') {
      if (value !== 'none' && value !== 'noxfer') throw yield* run.die(`invalid argument '${value}' to 'status'`);
      text.set(name, value);
    } else if (name === 'conv' || name === 'iflag' || name === 'oflag') {
      for (const word of value.split(',')) {
        if (!allowed[name].includes(word)) throw yield* run.die(`invalid argument '${word}' to '${name}'`);
        lists[name].add(word);
      }
    } else if (name in NUMBERS) {
      const which = name as NumberName;
      numbers.set(which, yield* numberOf(run, value, NUMBERS[which]));
    } else text.set(name, value);
  }
  return { numbers, text, conversions: lists.conv, inputFlags: lists.iflag, outputFlags: lists.oflag };
}

function* openInput(run: Run, { text, inputFlags }: Words): Blocking<number> {
  const path = text.get('if');
  if (path === undefined) return 0;
  const fd = run.system.open(path, O_RDONLY | (inputFlags.has('direct') ? O_DIRECT : 0));
  if (fd < 0) throw yield* run.die(`can't open '${path}'`, fd);
  return fd;
}

function* openOutput(run: Run, { text, conversions, outputFlags }: Words, seekBytes: number): Blocking<number> {
  const path = text.get('of');
  const { system } = run;
  let fd = 1;
  if (path !== undefined) {
    const truncates = seekBytes === 0 && !conversions.has('notrunc');
    const flags =
      O_WRONLY |
      O_CREAT |
      (truncates ? O_TRUNC : 0) |
      (outputFlags.has('append') ? O_APPEND : 0) |
      (outputFlags.has('direct') ? O_DIRECT : 0);
    fd = system.open(path, flags, 0o666);
    if (fd < 0) throw yield* run.die(`can't open '${path}'`, fd);
    if (seekBytes > 0 && !conversions.has('notrunc')) {
      const cut = system.ftruncate(fd, seekBytes);
      const status = system.fstat(fd);
      const isFile = typeof status !== 'number' && (status.mode & 0o170000) === 0o100000;
      if (cut < 0 && (cut !== -EINVAL || isFile)) throw yield* run.die(path, cut);
    }
  }
  if (seekBytes > 0) {
    const at = system.lseek(fd, seekBytes, SEEK_CUR);
    if (at < 0) throw yield* run.die(path ?? 'standard output', at);
  }
  return fd;
}

class Copy {
  readonly #run: Run;
  readonly #input: number;
  readonly #output: number;
  readonly #inputBytes: number;
  readonly #outputBytes: number;
  readonly #words: Words;
  #fullIn = 0;
  #partIn = 0;
  #fullOut = 0;
  #partOut = 0;
  #lastRead = 0;
  /** Bytes that wait for a whole output block. */
  #waiting = new Uint8Array(0);

  constructor(run: Run, input: number, output: number, inputBytes: number, outputBytes: number, words: Words) {
    this.#run = run;
    this.#input = input;
    this.#output = output;
    this.#inputBytes = inputBytes;
    this.#outputBytes = outputBytes;
    this.#words = words;
  }

  /** Moves the input on, by reading where it cannot be sought. */
  *skip(bytes: number): Blocking<boolean> {
    const { system } = this.#run;
    if (bytes === 0) return true;
    if (system.lseek(this.#input, bytes, SEEK_CUR) >= 0) return true;
    for (let left = bytes; left > 0; ) {
      const got = yield* system.read(this.#input, Math.min(left, this.#inputBytes));
      if (typeof got === 'number') {
        yield* this.#run.error(this.#words.text.get('if') ?? 'standard input', got);
        return false;
      }
      if (got.length === 0) break;
      left -= got.length;
    }
    return true;
  }

  *run(count: number): Blocking<number> {
    const { system } = this.#run;
    const countsBytes = this.#words.inputFlags.has('count_bytes');
    let left = count;
    while (left > 0) {
      const wanted = countsBytes ? Math.min(left, this.#inputBytes) : this.#inputBytes;
      const got = yield* this.#read(wanted);
      if (typeof got === 'number') {
        const name = this.#words.text.get('if') ?? 'standard input';
        if (!this.#words.conversions.has('noerror')) throw yield* this.#run.die(name, got);
        yield* this.#run.error(name, got);
        left--;
        continue;
      }
      if (got.length === 0) break;
      let block = got;
      if (got.length === this.#inputBytes) this.#fullIn++;
      else {
        this.#partIn++;
        if (this.#words.conversions.has('sync')) {
          block = new Uint8Array(this.#inputBytes);
          block.set(got);
        }
      }
      if (this.#words.conversions.has('swab')) block = yield* this.#swabbed(block);
      if (!(yield* this.#put(block))) return yield* this.end(1);
      left -= countsBytes ? got.length : 1;
      if (system.spend(200)) yield* system.preempt();
    }
    if (this.#waiting.length > 0 && !(yield* this.#write(this.#waiting))) return yield* this.end(1);
    if (this.#words.conversions.has('fsync')) {
      const synced = yield* system.fsync(this.#output);
      if (synced < 0) throw yield* this.#run.die(this.#words.text.get('of') ?? 'standard output', synced);
    }
    return yield* this.end(0);
  }

  /** Every two bytes change places; only the last block may be odd. */
  *#swabbed(block: Uint8Array): Blocking<Uint8Array> {
    if (this.#lastRead % 2 === 1) throw yield* this.#run.die(`can't swab ${this.#lastRead} byte buffer`);
    this.#lastRead = block.length;
    const swabbed = block.slice();
    for (let at = 0; at + 1 < block.length; at += 2) {
      swabbed[at] = block[at + 1]!;
      swabbed[at + 1] = block[at]!;
    }
    return swabbed;
  }

  *#read(wanted: number): Blocking<Uint8Array | number> {
    const first = yield* this.#run.system.read(this.#input, wanted);
    if (typeof first === 'number' || first.length === 0 || first.length === wanted) return first;
    if (!this.#words.inputFlags.has('fullblock')) return first;
    const whole = new Uint8Array(wanted);
    whole.set(first);
    let length = first.length;
    while (length < wanted) {
      const more = yield* this.#run.system.read(this.#input, wanted - length);
      if (typeof more === 'number' || more.length === 0) break;
      whole.set(more, length);
      length += more.length;
    }
    return whole.subarray(0, length);
  }

  /** Writes whole output blocks; the rest waits. */
  *#put(block: Uint8Array): Blocking<boolean> {
    if (this.#inputBytes === this.#outputBytes) return yield* this.#write(block);
    const all = new Uint8Array(this.#waiting.length + block.length);
    all.set(this.#waiting);
    all.set(block, this.#waiting.length);
    let at = 0;
    for (; all.length - at >= this.#outputBytes; at += this.#outputBytes) {
      if (!(yield* this.#write(all.subarray(at, at + this.#outputBytes)))) return false;
    }
    this.#waiting = all.slice(at);
    return true;
  }

  /** `write_and_stats`: what is not wholly written counts nowhere. */
  *#write(block: Uint8Array): Blocking<boolean> {
    const error = yield* writeAll(this.#run.system, this.#output, block);
    if (error < 0) {
      yield* this.#run.error(`error writing '${this.#words.text.get('of') ?? 'standard output'}'`, error);
      return false;
    }
    if (block.length === this.#outputBytes) this.#fullOut++;
    else this.#partOut++;
    return true;
  }

  *end(status: number): Blocking<number> {
    if (this.#words.text.get('status') !== 'none') {
      yield* this.#run.system.write(
        2,
        text(`${this.#fullIn}+${this.#partIn} records in\n${this.#fullOut}+${this.#partOut} records out\n`),
      );
    }
    return status;
  }
}

function text(line: string): Uint8Array {
  return Uint8Array.from(line, (c) => c.charCodeAt(0));
}
