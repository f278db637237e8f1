/** The operands of `dd` (coreutils 9.1 `src/dd.c`, `scanargs`). */
import {
  type Blocking,
  O_APPEND,
  O_DIRECT,
  O_DIRECTORY,
  O_DSYNC,
  O_NOCTTY,
  O_NOFOLLOW,
  O_NONBLOCK,
  O_SYNC,
} from '../../../shell/posix.ts';
import { EOVERFLOW } from '../../../sim/errno.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote } from '../libc/quote.ts';
import type { Tool } from '../libc/usage.ts';

const DEFAULT_BLOCK_BYTES = 512;
const INTMAX = (1n << 63n) - 1n;
/** Larger blocks are refused; real memory would end before. */
const BLOCK_BYTES_MAX = 1n << 62n;

export type Conversion =
  | 'ascii'
  | 'ebcdic'
  | 'ibm'
  | 'block'
  | 'unblock'
  | 'lcase'
  | 'ucase'
  | 'sparse'
  | 'swab'
  | 'sync'
  | 'excl'
  | 'nocreat'
  | 'notrunc'
  | 'noerror'
  | 'fdatasync'
  | 'fsync';

export interface DdOptions {
  inputFile: string | null;
  outputFile: string | null;
  inputBlock: number;
  outputBlock: number;
  conversionBlock: number;
  /** Input and output have a buffer each; without, what is read is written as it comes. */
  twoBuffers: boolean;
  readonly conversions: Set<Conversion>;
  inputFlags: number;
  outputFlags: number;
  fullBlock: boolean;
  /** Whole blocks and the bytes behind them. */
  skip: { readonly records: bigint; readonly bytes: number };
  seek: { readonly records: bigint; readonly bytes: number };
  /** Null: to the end. */
  count: { readonly records: bigint; readonly bytes: number } | null;
  status: 'all' | 'none' | 'noxfer' | 'progress';
  warnPartialRead: boolean;
}

const conversionNames: readonly Conversion[] = [
  'ascii',
  'ebcdic',
  'ibm',
  'block',
  'unblock',
  'lcase',
  'ucase',
  'sparse',
  'swab',
  'sync',
  'excl',
  'nocreat',
  'notrunc',
  'noerror',
  'fdatasync',
  'fsync',
];
const twoBufferConversions: readonly Conversion[] = [
  'ascii',
  'ebcdic',
  'ibm',
  'block',
  'unblock',
  'lcase',
  'ucase',
  'swab',
];

const openFlags: Readonly<Record<string, number>> = {
  append: O_APPEND,
  direct: O_DIRECT,
  directory: O_DIRECTORY,
  dsync: O_DSYNC,
  noatime: 0,
  nocache: 0,
  noctty: O_NOCTTY,
  nofollow: O_NOFOLLOW,
  nonblock: O_NONBLOCK,
  sync: O_SYNC,
};
const ownFlags = ['fullblock', 'count_bytes', 'skip_bytes', 'seek_bytes'];
const statusLevels = ['none', 'noxfer', 'progress'] as const;

interface Numbers {
  skip: bigint;
  seek: bigint;
  count: bigint | null;
  skipBytes: boolean;
  seekBytes: boolean;
  countBytes: boolean;
  block: number;
}

/** Reads all operands; their mistakes end the tool. */
export function* readOperands(tool: Tool): Blocking<DdOptions> {
  for (const { key } of tool.options({ short: '' })) throw yield* tool.standardOption(key);
  yield* tool.endOptions();
  const options: DdOptions = {
    inputFile: null,
    outputFile: null,
    inputBlock: 0,
    outputBlock: 0,
    conversionBlock: 0,
    twoBuffers: false,
    conversions: new Set(),
    inputFlags: 0,
    outputFlags: 0,
    fullBlock: false,
    skip: { records: 0n, bytes: 0 },
    seek: { records: 0n, bytes: 0 },
    count: null,
    status: 'all',
    warnPartialRead: false,
  };
  const numbers: Numbers = {
    skip: 0n,
    seek: 0n,
    count: null,
    skipBytes: false,
    seekBytes: false,
    countBytes: false,
    block: 0,
  };
  const flags = { input: new Set<string>(), output: new Set<string>() };
  for (const operand of tool.operands) {
    const equals = operand.indexOf('=');
    const name = operand.slice(0, Math.max(0, equals));
    const value = operand.slice(equals + 1);
    if (name === 'if') options.inputFile = value;
    else if (name === 'of') options.outputFile = value;
    else if (name === 'conv') {
      for (const word of yield* symbols(tool, value, conversionNames, 'invalid conversion'))
        options.conversions.add(word);
    } else if (name === 'iflag' || name === 'oflag') {
      const isInput = name === 'iflag';
      const known = [...Object.keys(openFlags), ...ownFlags];
      const complaint = `invalid ${isInput ? 'input' : 'output'} flag`;
      for (const word of yield* symbols(tool, value, known, complaint)) flags[isInput ? 'input' : 'output'].add(word);
    } else if (name === 'status') {
      for (const word of yield* symbols(tool, value, statusLevels, 'invalid status level')) options.status = word;
    } else if (!(yield* readNumber(tool, options, numbers, name, value))) {
      throw yield* tool.usageError(`unrecognized operand ${quote(operand)}`);
    }
  }
  yield* settle(tool, options, numbers, flags);
  return options;
}

/** The words of a list; one that is not known ends the tool. */
function* symbols<Word extends string>(
  tool: Tool,
  list: string,
  known: readonly Word[],
  complaint: string,
): Blocking<Word[]> {
  const words: Word[] = [];
  for (const text of list.split(',')) {
    const word = known.find((one) => one === text);
    if (word === undefined) throw yield* tool.usageError(`${complaint}: ${quote(text)}`);
    words.push(word);
  }
  return words;
}

function* readNumber(tool: Tool, options: DdOptions, numbers: Numbers, name: string, text: string): Blocking<boolean> {
  const isBlock = name === 'ibs' || name === 'obs' || name === 'bs' || name === 'cbs';
  const known = ['skip', 'iseek', 'seek', 'oseek', 'count'];
  if (!isBlock && !known.includes(name)) return false;
  const { value, error, isZeroProduct } = parseProduct(text);
  if (isZeroProduct) {
    yield* tool.warn(`warning: ${quote('0x')} is a zero multiplier; use ${quote('00x')} if that is intended`);
  }
  let problem = error;
  if (problem === null && isBlock && value < 1n) problem = 'invalid';
  if (problem === null && isBlock && value > BLOCK_BYTES_MAX) problem = 'overflow';
  if (problem !== null) {
    throw yield* tool.die(`invalid number: ${quote(text)}`, problem === 'overflow' ? EOVERFLOW : 0);
  }
  const hasB = text.includes('B');
  if (name === 'ibs') options.inputBlock = Number(value);
  else if (name === 'obs') options.outputBlock = Number(value);
  else if (name === 'bs') numbers.block = Number(value);
  else if (name === 'cbs') options.conversionBlock = Number(value);
  else if (name === 'skip' || name === 'iseek') {
    numbers.skip = value;
    numbers.skipBytes = hasB;
  } else if (name === 'count') {
    numbers.count = value;
    numbers.countBytes = hasB;
  } else {
    numbers.seek = value;
    numbers.seekBytes = hasB;
  }
  return true;
}

/** `2K`, `1kB`, `3B`, `2x512`: one product of two at most, as 9.1 takes it. */
export function parseProduct(text: string): {
  readonly value: bigint;
  readonly error: 'invalid' | 'overflow' | null;
  readonly isZeroProduct: boolean;
} {
  const cross = text.indexOf('x');
  const fail = (error: 'invalid' | 'overflow') => ({ value: 0n, error, isZeroProduct: false });
  const first = parseFactor(cross < 0 ? text : text.slice(0, cross));
  if (cross < 0) return first.error === null ? { ...first, error: null, isZeroProduct: false } : fail(first.error);
  const second = parseNumber(text.slice(cross + 1), 'bcEGkKMPTwYZ0');
  if (first.error === 'invalid' || second.error === 'invalid' || second.error === 'suffix') return fail('invalid');
  const value = first.value * second.value;
  if (value !== 0n && (first.error ?? second.error) !== null) return fail('overflow');
  if (value > INTMAX) return fail('overflow');
  return { value, error: null, isZeroProduct: value === 0n && text.startsWith('0x') };
}

function parseFactor(text: string): { readonly value: bigint; readonly error: 'invalid' | 'overflow' | null } {
  let { value, error } = parseNumber(text, 'bcEGkKMPTwYZ0');
  // A plain B says that the number counts bytes.
  if (error === 'suffix' && /^\d+B$/.test(text)) ({ value, error } = parseNumber(text.slice(0, -1), ''));
  else if (error === 'suffix' && /^\d+[bcw]B$/.test(text)) ({ value, error } = parseNumber(text.slice(0, -1), 'bcw'));
  if (error === 'suffix') return { value, error: 'invalid' };
  if (error === null && value > INTMAX) return { value, error: 'overflow' };
  return { value, error };
}

function* settle(
  tool: Tool,
  options: DdOptions,
  numbers: Numbers,
  flags: { readonly input: Set<string>; readonly output: Set<string> },
): Blocking<void> {
  const { conversions } = options;
  if (numbers.block > 0) {
    options.inputBlock = numbers.block;
    options.outputBlock = numbers.block;
  }
  options.twoBuffers = numbers.block === 0 || twoBufferConversions.some((one) => conversions.has(one));
  const directOrWarned = numbers.block > 0 && !flags.input.has('fullblock') && !options.twoBuffers;
  options.inputBlock ||= DEFAULT_BLOCK_BYTES;
  options.outputBlock ||= DEFAULT_BLOCK_BYTES;
  if (flags.output.has('fullblock')) throw yield* tool.usageError(`invalid output flag: ${quote('fullblock')}`);
  const bits = (names: Set<string>) => [...names].reduce((sum, name) => sum | (openFlags[name] ?? 0), 0);
  options.inputFlags = bits(flags.input);
  options.outputFlags = bits(flags.output);
  options.fullBlock = flags.input.has('fullblock');
  const inBlocks = (value: bigint, block: number, countsBytes: boolean) =>
    countsBytes
      ? { records: value / BigInt(block), bytes: Number(value % BigInt(block)) }
      : { records: value, bytes: 0 };
  options.skip = inBlocks(numbers.skip, options.inputBlock, numbers.skipBytes || flags.input.has('skip_bytes'));
  options.seek = inBlocks(numbers.seek, options.outputBlock, numbers.seekBytes || flags.output.has('seek_bytes'));
  if (numbers.count !== null) {
    options.count = inBlocks(numbers.count, options.inputBlock, numbers.countBytes || flags.input.has('count_bytes'));
  }
  const isDirect = ((options.inputFlags | options.outputFlags) & O_DIRECT) !== 0;
  const counts = options.count !== null && options.count.records > 0n;
  options.warnPartialRead = directOrWarned && (options.skip.records > 0n || counts || isDirect);
  const charsets = (['ascii', 'ebcdic', 'ibm'] as const).filter((one) => conversions.has(one));
  if (charsets.length > 1) throw yield* tool.die('cannot combine any two of {ascii,ebcdic,ibm}');
  for (const [a, b] of [
    ['block', 'unblock'],
    ['lcase', 'ucase'],
    ['excl', 'nocreat'],
  ] as const) {
    if (conversions.has(a) && conversions.has(b)) throw yield* tool.die(`cannot combine ${a} and ${b}`);
  }
  for (const set of [flags.input, flags.output]) {
    if (set.has('direct') && set.has('nocache')) throw yield* tool.die('cannot combine direct and nocache');
  }
}
