/**
 * md5sum, sha1sum … sha512sum, b2sum, cksum and sum of coreutils 9.1: one program (`src/digest.c`) under several names.
 */
import type { Blocking } from '../../../shell/posix.ts';
import { EISDIR, strerror } from '../../../sim/errno.ts';
import type { OptionTable } from '../libc/getopt.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote, quoteFile } from '../libc/quote.ts';
import { argmatch } from '../text/argmatch.ts';
import { coreutils, type Tool, tool } from '../text/tool.ts';
import { type RunningSum, sumAlgorithms } from './checksum-algorithms.ts';
import { type DigestAlgorithm, digestAlgorithms } from './digest-algorithms.ts';
import { checkFile } from './digest-check.ts';
import { type DigestRun, digestOf, escapeName } from './digest-file.ts';

/** Virtual nanoseconds for a byte. */
const SUM_BYTE_NS = 1;

const common = {
  check: { key: 'c' },
  'ignore-missing': {},
  quiet: {},
  status: {},
  warn: { key: 'w' },
  strict: {},
  tag: {},
  zero: { key: 'z' },
} as const;
const modes = { binary: { key: 'b' }, text: { key: 't' } } as const;
const length = { length: { argument: 'required', key: 'l' } } as const;

const cksumOnly = { algorithm: { argument: 'required', key: 'a' }, debug: {}, untagged: {} } as const;

type Choice = keyof typeof digestAlgorithms | keyof typeof sumAlgorithms;

const usage = '[OPTION]... [FILE]...';

function digestTool(name: string, choice: Choice) {
  const isCksum = name === 'cksum';
  const hasLength = isCksum || name === 'b2sum';
  const table: OptionTable = {
    short: isCksum ? 'a:l:bctwz' : hasLength ? 'l:bctwz' : 'bctwz',
    long: {
      ...(hasLength ? length : {}),
      ...common,
      ...(isCksum ? cksumOnly : modes),
    },
  };
  return tool(coreutils(name, usage), function* (tool): Blocking<number> {
    const run: DigestRun = {
      algorithm: null,
      bits: null,
      name,
      ignoreMissing: false,
      quiet: false,
      statusOnly: false,
      warn: false,
      strict: false,
    };
    let chosen: Choice = choice;
    let isChosen = !isCksum;
    let check = false;
    let binary: boolean | null = null;
    let tagged = isCksum;
    let asked = false;
    let lengthText: string | null = null;
    let end = '\n';
    for (const option of tool.options(table)) {
      switch (option.key) {
        case 'a':
          chosen = yield* argmatch<Choice>(tool, '--algorithm', option.value!, choices);
          isChosen = true;
          break;
        case 'l': {
          lengthText = option.value!;
          const parsed = parseNumber(option.value!, '');
          if (parsed.error !== null) {
            const why = parsed.error === 'overflow' ? `: ${strerror(75)}` : '';
            yield* tool.die(`invalid length: ${quote(option.value!)}${why}`);
          }
          run.bits = Number(parsed.value);
          if (run.bits % 8 !== 0) {
            yield* tool.warn(`invalid length: ${quote(option.value!)}`);
            yield* tool.die('length is not a multiple of 8');
          }
          break;
        }
        case 'b':
          binary = true;
          break;
        case 't':
          binary = false;
          break;
        case 'c':
          check = true;
          break;
        case 'status':
          run.statusOnly = true;
          run.warn = false;
          run.quiet = false;
          break;
        case 'quiet':
          run.statusOnly = false;
          run.warn = false;
          run.quiet = true;
          break;
        case 'w':
          run.statusOnly = false;
          run.warn = true;
          run.quiet = false;
          break;
        case 'ignore-missing':
          run.ignoreMissing = true;
          break;
        case 'strict':
          run.strict = true;
          break;
        case 'tag':
          tagged = true;
          asked = true;
          break;
        case 'untagged':
          tagged = false;
          break;
        case 'z':
          end = '\0';
          break;
        case 'debug':
          break;
        default:
          yield* tool.other(option);
      }
    }
    const algorithm = isSum(chosen) ? null : digestAlgorithms[chosen];
    if (hasLength && run.bits !== null) {
      if (isCksum && chosen !== 'blake2b') {
        yield* tool.die('--length is only supported with --algorithm=blake2b');
      }
      if (run.bits > 512) {
        yield* tool.warn(`invalid length: ${quote(lengthText!)}`);
        yield* tool.die(`maximum digest length for ${quote('BLAKE2b')} is 512 bits`);
      }
      if (run.bits === 0) run.bits = null;
    }
    if (isCksum && isChosen && check && isSum(chosen)) {
      yield* tool.die(`--check is not supported with --algorithm={bsd,sysv,crc}`);
    }
    if (!check) yield* refuseCheckOptions(tool, run);
    if (!isCksum && tagged && asked && binary === false) yield* tool.usage('--tag does not support --text mode');
    if (end === '\0' && check) yield* tool.usage('the --zero option is not supported when verifying checksums');
    if (!isCksum && asked && check) yield* tool.usage('the --tag option is meaningless when verifying checksums');
    if (binary !== null && check) {
      yield* tool.usage('the --binary and --text options are meaningless when verifying checksums');
    }
    run.algorithm = isChosen ? algorithm : null;
    const names = tool.operands.length === 0 ? ['-'] : tool.operands;
    for (const file of names) {
      if (check) {
        if (!(yield* checkFile(tool, run, file))) tool.status = Math.max(tool.status, 1);
        continue;
      }
      if (isSum(chosen)) {
        yield* sumFile(tool, file, { sum: sumAlgorithms[chosen](), showsName: tool.operands.length > 0, end });
        continue;
      }
      const digest = yield* digestOf(tool, file, algorithm!, run.bits ?? algorithm!.bits);
      if (digest === null) continue;
      yield* tool.out.put(digestLine(file, digest, { algorithm: algorithm!, bits: run.bits, tagged, binary, end }));
    }
    return tool.status;
  });
}

const choices: readonly (readonly [string, Choice])[] = (
  ['bsd', 'sysv', 'crc', 'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake2b', 'sm3'] as const
).map((name) => [name, name]);

function isSum(choice: Choice): choice is keyof typeof sumAlgorithms {
  return Object.hasOwn(sumAlgorithms, choice);
}

function* refuseCheckOptions(tool: Tool, run: DigestRun): Blocking<void> {
  const wrong = run.ignoreMissing
    ? 'ignore-missing'
    : run.statusOnly
      ? 'status'
      : run.warn
        ? 'warn'
        : run.quiet
          ? 'quiet'
          : run.strict
            ? 'strict'
            : null;
  if (wrong !== null) yield* tool.usage(`the --${wrong} option is meaningful only when verifying checksums`);
}

interface LineStyle {
  readonly algorithm: DigestAlgorithm;
  readonly bits: number | null;
  readonly tagged: boolean;
  readonly binary: boolean | null;
  readonly end: string;
}

function digestLine(name: string, digest: string, { algorithm, bits, tagged, binary, end }: LineStyle): string {
  const escapes = end === '\n' && /[\\\n\r]/.test(name);
  const shown = escapes ? escapeName(name) : name;
  const mark = escapes ? '\\' : '';
  if (tagged) {
    const size = bits !== null && bits < 512 ? `-${bits}` : '';
    return `${mark}${algorithm.tag}${size} (${shown}) = ${digest}${end}`;
  }
  return `${mark}${digest} ${binary === true ? '*' : ' '}${shown}${end}`;
}

interface SumStyle {
  readonly sum: RunningSum;
  readonly showsName: boolean;
  readonly end: string;
}

function* sumFile(tool: Tool, name: string, { sum, showsName, end }: SumStyle): Blocking<void> {
  const fd = tool.open(name);
  if (fd < 0) {
    yield* tool.fail(`${quoteFile(name)}: ${strerror(fd)}`);
    return;
  }
  for (;;) {
    const bytes = yield* tool.read(fd);
    if (bytes === null) break;
    if (typeof bytes === 'number') {
      // cksum 9.1 takes a directory for an empty file.
      if (bytes !== -EISDIR || tool.info.name !== 'cksum') yield* tool.fail(`${quoteFile(name)}: ${strerror(bytes)}`);
      if (bytes !== -EISDIR || tool.info.name !== 'cksum') return;
      break;
    }
    sum.update(bytes);
    yield* tool.spend(bytes.length * SUM_BYTE_NS);
  }
  tool.close(fd);
  yield* tool.out.put(`${sum.text(showsName)}${showsName ? ` ${name}` : ''}${end}`);
}

export const md5sum = digestTool('md5sum', 'md5');
export const sha1sum = digestTool('sha1sum', 'sha1');
export const sha224sum = digestTool('sha224sum', 'sha224');
export const sha256sum = digestTool('sha256sum', 'sha256');
export const sha384sum = digestTool('sha384sum', 'sha384');
export const sha512sum = digestTool('sha512sum', 'sha512');
export const b2sum = digestTool('b2sum', 'blake2b');
export const cksum = digestTool('cksum', 'crc');

export const sum = tool(coreutils('sum', usage), function* (tool): Blocking<number> {
  let algorithm: 'bsd' | 'sysv' = 'bsd';
  for (const option of tool.options({ short: 'rs', long: { sysv: { key: 's' } } })) {
    if (option.key === 'r') algorithm = 'bsd';
    else if (option.key === 's') algorithm = 'sysv';
    else yield* tool.other(option);
  }
  const showsName = tool.operands.length > 0;
  for (const name of showsName ? tool.operands : ['-']) {
    yield* sumFile(tool, name, { sum: sumAlgorithms[algorithm](), showsName, end: '\n' });
  }
  return tool.status;
});
