/**
 * seq of coreutils 9.1 (`src/seq.c`): whole numbers of any length are counted as text, others as long doubles.
 *
 * Output is made in pieces, so that an endless sequence ends with its reader.
 */
import type { Blocking } from '../../../shell/posix.ts';
import type { Program } from '../../process/system-calls.ts';
import { quote } from '../libc/quote.ts';
import { addMultiple, compareReals, parseReal, type Real, realText } from '../text/real-format.ts';
import { coreutils, type Tool, tool } from '../text/tool.ts';

const long = {
  'equal-width': { key: 'w' },
  format: { argument: 'required', key: 'f' },
  separator: { argument: 'required', key: 's' },
} as const;

/** Virtual nanoseconds for a number. */
const NUMBER_NS = 50;

interface Operand {
  readonly value: Real;
  /** Characters it takes, and how many of them stand behind the point (-1: unknown). */
  readonly width: number;
  readonly precision: number;
}

interface Format {
  readonly prefix: string;
  readonly suffix: string;
  readonly letter: string;
  readonly flags: string;
  readonly width: number;
  readonly precision: number;
}

const counting = tool(coreutils('seq', '[OPTION]... LAST'), function* (tool) {
  let equalWidth = false;
  let separator = '\n';
  let formatText: string | null = null;
  for (const option of tool.options({ short: '+f:s:w', long })) {
    if (option.key === 'f') formatText = option.value;
    else if (option.key === 's') separator = option.value!;
    else if (option.key === 'w') equalWidth = true;
    else yield* tool.other(option);
  }
  const { operands } = tool;
  if (operands.length === 0) yield* tool.usage('missing operand');
  if (operands.length > 3) yield* tool.usage(`extra operand ${quote(operands[3]!)}`);
  let format = formatText === null ? null : yield* parseFormat(tool, formatText);
  if (format !== null && equalWidth) {
    yield* tool.usage('format string may not be specified when printing equal width strings');
  }
  const firstText = operands.length > 1 ? operands[0]! : '1';
  const stepText = operands.length === 3 ? operands[1]! : '1';
  const lastText = operands.at(-1)!;
  const isCount = (text: string): boolean => /^\d+$/.test(text);
  const fastStep = isCount(stepText) && stepText.length <= 3 && Number(stepText) > 0;
  if (isCount(firstText) && isCount(lastText) && fastStep && !equalWidth && format === null && separator.length === 1) {
    return yield* count(tool, BigInt(firstText), BigInt(stepText), BigInt(lastText), separator);
  }
  const first = operands.length > 1 ? yield* operand(tool, firstText) : whole('1');
  const step = operands.length === 3 ? yield* operand(tool, stepText) : whole('1');
  if (operands.length === 3 && step.value.mantissa === 0n && step.value.kind === 'finite') {
    yield* tool.usage(`invalid Zero increment value: ${quote(stepText)}`);
  }
  const last = yield* operand(tool, lastText);
  const allWhole = first.precision === 0 && step.precision === 0 && last.precision === 0;
  const counts = allWhole && fastStep && !first.value.negative && !last.value.negative;
  if (counts && format === null && !equalWidth && separator.length === 1 && first.value.kind === 'finite') {
    const end = last.value.kind === 'inf' ? null : integer(last.value);
    return yield* count(tool, integer(first.value), BigInt(stepText), end, separator);
  }
  format ??= defaultFormat(first, step, last, equalWidth);
  return yield* sequence(tool, { first: first.value, step: step.value, last: last.value }, format, separator);
});

/** Words like `-1` or `-.5` are numbers, not options: the first of them ends the options. */
function withNegatives(argv: readonly string[]): readonly string[] {
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at]!;
    if (/^-[\d.]/.test(word)) return [...argv.slice(0, at), '--', ...argv.slice(at)];
    if (word === '--' || !word.startsWith('-')) return argv;
    if (word === '-s' || word === '-f' || /^--(s|f)[a-z]*$/.test(word)) at++;
  }
  return argv;
}

export const seq: Program = (system, argv) => counting(system, withNegatives(argv));

function whole(text: string): Operand {
  return { value: parseReal(text).value, width: text.length, precision: 0 };
}

function integer({ mantissa, exponent }: Real): bigint {
  return exponent >= 0 ? mantissa << BigInt(exponent) : mantissa >> BigInt(-exponent);
}

function* operand(tool: Tool, text: string): Blocking<Operand> {
  const { value, length } = parseReal(text);
  if (length === 0 || length < text.length) {
    yield* tool.usage(`invalid floating point argument: ${quote(text)}`);
  }
  if (value.kind === 'nan') yield* tool.usage(`invalid ${quote('not-a-number')} argument: ${quote(text)}`);
  const trimmed = text.replace(/^[ \t\n\v\f\r+]+/, '');
  if (/[xX]/.test(trimmed) || value.kind !== 'finite') {
    const isPlainHex = value.kind === 'finite' && !/[.pP]/.test(trimmed);
    return { value, width: 0, precision: isPlainHex ? 0 : value.kind === 'finite' ? -1 : 0 };
  }
  const [mantissa = '', power] = trimmed.toLowerCase().split('e');
  const point = mantissa.indexOf('.');
  let width = mantissa.length;
  let precision = 0;
  if (point >= 0) {
    precision = mantissa.length - point - 1;
    if (precision === 0) width--;
    else if (point === 0 || (point === 1 && mantissa[0] === '-')) width++;
  }
  if (power !== undefined) {
    const exponent = Math.max(-1000, Math.min(1000, Number(power)));
    const behind = precision;
    precision = Math.max(0, precision - exponent);
    if (exponent < 0) {
      if (behind === 0) width += point >= 0 && mantissa.endsWith('.') ? 0 : 1;
      width += -exponent;
    } else {
      const used = Math.min(behind, exponent);
      width += exponent - used;
      if (behind > 0 && precision === 0) width--;
    }
  }
  return { value, width, precision };
}

function defaultFormat(first: Operand, step: Operand, last: Operand, equalWidth: boolean): Format {
  const base = { prefix: '', suffix: '' };
  if (first.precision < 0 || step.precision < 0 || last.precision < 0) {
    return { ...base, letter: 'g', flags: '', width: 0, precision: -1 };
  }
  const precision = Math.max(first.precision, step.precision);
  if (!equalWidth) return { ...base, letter: 'f', flags: '', width: 0, precision };
  // The last number is shown with the precision of the others.
  let firstWidth = first.width + (precision - first.precision);
  let lastWidth = last.width + (precision - last.precision);
  if (last.precision > 0 && precision === 0) lastWidth--;
  if (last.precision === 0 && precision > 0) lastWidth++;
  if (first.precision === 0 && precision > 0) firstWidth++;
  return { ...base, letter: 'f', flags: '0', width: Math.max(firstWidth, lastWidth), precision };
}

function* parseFormat(tool: Tool, text: string): Blocking<Format> {
  const skip = (from: number): number => {
    let at = from;
    while (at < text.length && (text[at] !== '%' || text[at + 1] === '%')) at += text[at] === '%' ? 2 : 1;
    return at;
  };
  const start = skip(0);
  if (start >= text.length) yield* tool.die(`format ${quote(text)} has no % directive`);
  const match = /^%([-+#0 ']*)(\d*)(?:\.(\d*))?(L?)/.exec(text.slice(start))!;
  const [all, flags, width, precision] = match;
  const at = start + all.length;
  const letter = text[at];
  if (letter === undefined) yield* tool.die(`format ${quote(text)} ends in %`);
  if (!'efgaEFGA'.includes(letter!)) yield* tool.die(`format ${quote(text)} has unknown %${letter} directive`);
  const end = skip(at + 1);
  if (end < text.length) yield* tool.die(`format ${quote(text)} has too many % directives`);
  return {
    prefix: text.slice(0, start).replaceAll('%%', '%'),
    suffix: text.slice(at + 1).replaceAll('%%', '%'),
    letter: letter!,
    flags: flags!,
    width: Math.min(65536, Number(width)),
    precision: precision === undefined ? -1 : Math.min(65536, Number(precision)),
  };
}

/** `seq_fast`: whole numbers; without `last` for ever. */
function* count(tool: Tool, first: bigint, step: bigint, last: bigint | null, separator: string): Blocking<number> {
  if (last !== null && first > last) return 0;
  let text = '';
  const small = last !== null && last < 1n << 52n && first < 1n << 52n;
  if (small) {
    const end = Number(last);
    const by = Number(step);
    for (let value = Number(first); ; ) {
      text += value;
      value += by;
      if (value > end) break;
      text += separator;
      if (text.length >= 8192) {
        yield* put(tool, text, by);
        text = '';
      }
    }
  } else {
    for (let value = first; ; ) {
      text += value;
      value += step;
      if (last !== null && value > last) break;
      text += separator;
      if (text.length >= 8192) {
        yield* put(tool, text, 1);
        text = '';
      }
    }
  }
  yield* tool.out.put(`${text}\n`);
  return tool.status;
}

/** Prints a piece; ends the program when nobody takes it. */
function* put(tool: Tool, text: string, numbers: number): Blocking<void> {
  yield* tool.out.put(text);
  yield* tool.spend(NUMBER_NS * numbers);
  if (tool.out.errno !== 0) tool.exit(1);
}

interface Range {
  readonly first: Real;
  readonly step: Real;
  readonly last: Real;
}

function* sequence(tool: Tool, { first, step, last }: Range, format: Format, separator: string): Blocking<number> {
  const isBeyond = (value: Real): boolean =>
    step.negative ? compareReals(value, last) < 0 : compareReals(last, value) < 0;
  const show = (value: Real): string => realText(value, format.letter, format);
  if (isBeyond(first)) return 0;
  let value = first;
  let shown = show(value);
  for (let index = 1n; ; index++) {
    yield* put(tool, format.prefix + shown + format.suffix, 1);
    value = addMultiple(first, step, index);
    const next = show(value);
    if (isBeyond(value)) {
      // Rounding may have put the value just behind the last one, which it prints the same as.
      const printed = parseReal(next).value;
      const isLast = printed.kind === 'finite' && compareReals(printed, last) === 0 && next !== shown;
      if (isLast) yield* tool.out.put(separator + format.prefix + next + format.suffix);
      break;
    }
    shown = next;
    yield* tool.out.put(separator);
  }
  yield* tool.out.put('\n');
  return tool.status;
}
