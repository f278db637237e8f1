/** `--check` of the digest tools (coreutils 9.1 `src/digest.c`, `digest_check`): lists of digests in three forms of lines. */
import type { Blocking } from '../../../shell/posix.ts';
import { ENOENT, strerror } from '../../../sim/errno.ts';
import { quoteFile } from '../libc/quote.ts';
import { Lines } from '../text/lines.ts';
import type { Tool } from '../text/tool.ts';
import { type DigestAlgorithm, digestAlgorithms } from './digest-algorithms.ts';
import { type DigestRun, digestOf, escapeName } from './digest-file.ts';

/** What a line of a list says. */
interface ListedDigest {
  readonly algorithm: DigestAlgorithm;
  readonly bits: number;
  readonly hex: string;
  readonly name: string;
}

/** Whether all that a list names is as it says. */
export function* checkFile(tool: Tool, run: DigestRun, list: string): Blocking<boolean> {
  const isStandardInput = list === '-';
  const title = isStandardInput ? 'standard input' : list;
  const fd = tool.open(list);
  if (fd < 0) {
    yield* tool.fail(`${quoteFile(list)}: ${strerror(fd)}`);
    return false;
  }
  const lines = new Lines(tool.system, fd);
  const reader = new LineSplitter(run);
  let lineNumber = 0;
  let wellFormed = 0;
  let malformed = 0;
  let unreadable = 0;
  let different = 0;
  let verified = 0;
  for (;;) {
    const raw = yield* lines.next();
    if (raw === null) break;
    lineNumber++;
    if (raw.startsWith('#')) continue;
    let line = raw.endsWith('\n') ? raw.slice(0, -1) : raw;
    if (line.endsWith('\r')) line = line.slice(0, -1);
    if (line === '') continue;
    const listed = reader.split(line);
    if (listed === null || (isStandardInput && listed.name === '-')) {
      malformed++;
      if (run.warn) {
        const kind = run.algorithm === null ? reader.lastTag : run.algorithm.tag;
        yield* tool.warn(`${quoteFile(title)}: ${lineNumber}: improperly formatted ${kind} checksum line`);
      }
      continue;
    }
    wellFormed++;
    const shown = listed.name.includes('\n') ? `\\${escapeName(listed.name)}` : listed.name;
    const onMissing = run.ignoreMissing ? (error: number) => error === -ENOENT : null;
    const hex = yield* digestOf(tool, listed.name, listed.algorithm, listed.bits, onMissing);
    if (hex === null) {
      unreadable++;
      if (!run.statusOnly) yield* tool.out.put(`${shown}: FAILED open or read\n`);
      continue;
    }
    if (hex === '') continue;
    const matches = hex === listed.hex.toLowerCase();
    if (matches) verified++;
    else different++;
    if (run.statusOnly || (matches && run.quiet)) continue;
    yield* tool.out.put(`${shown}: ${matches ? 'OK' : 'FAILED'}\n`);
  }
  tool.close(fd);
  if (lines.errno !== 0) {
    yield* tool.fail(`${quoteFile(title)}: read error`);
    return false;
  }
  if (wellFormed === 0) yield* tool.warn(`${quoteFile(title)}: no properly formatted checksum lines found`);
  else if (!run.statusOnly) {
    if (malformed > 0) {
      yield* tool.warn(`WARNING: ${malformed} ${malformed === 1 ? 'line is' : 'lines are'} improperly formatted`);
    }
    if (unreadable > 0) {
      yield* tool.warn(`WARNING: ${unreadable} listed ${unreadable === 1 ? 'file' : 'files'} could not be read`);
    }
    if (different > 0) {
      yield* tool.warn(`WARNING: ${different} computed ${different === 1 ? 'checksum' : 'checksums'} did NOT match`);
    }
    if (run.ignoreMissing && verified === 0) yield* tool.warn(`${quoteFile(title)}: no file was verified`);
  }
  return verified > 0 && different === 0 && unreadable === 0 && (!run.strict || malformed === 0);
}

class LineSplitter {
  /** Algorithm of the last tagged line, for `cksum` without `-a`. */
  lastTag = 'CRC';
  readonly #run: DigestRun;
  /** BSD's reversed form (`DIGEST NAME`) and the standard one are not mixed. */
  #reversed: boolean | null = null;

  constructor(run: DigestRun) {
    this.#run = run;
  }

  split(line: string): ListedDigest | null {
    let at = 0;
    while (line[at] === ' ' || line[at] === '\t') at++;
    const escaped = line[at] === '\\';
    if (escaped) at++;
    const rest = line.slice(at);
    const tagged = this.#tagged(rest, escaped);
    if (tagged !== undefined) return tagged;
    const { algorithm } = this.#run;
    if (algorithm === null) return null;
    const hex = /^[0-9a-fA-F]*/.exec(rest)![0];
    const isVariable = algorithm.tag === 'BLAKE2b';
    const bits = isVariable ? hex.length * 4 : (this.#run.bits ?? algorithm.bits);
    if (hex.length * 4 !== bits || bits === 0 || bits > 512 || bits % 8 !== 0) return null;
    const separator = rest[hex.length];
    if (separator !== ' ' && separator !== '\t') return null;
    let start = hex.length + 1;
    if (rest.length - start === 1 || (rest[start] !== ' ' && rest[start] !== '*')) {
      if (this.#reversed === false) return null;
      this.#reversed = true;
    } else if (this.#reversed !== true) {
      this.#reversed = false;
      start++;
    }
    const name = plainName(rest.slice(start), escaped);
    return name === null || name === '' ? null : { algorithm, bits, hex, name };
  }

  /** `TAG (NAME) = DIGEST`; undefined when the line is of another form. */
  #tagged(text: string, escaped: boolean): ListedDigest | null | undefined {
    const own = this.#run.algorithm;
    const candidates = own === null ? Object.values(digestAlgorithms) : [own];
    const algorithm = candidates
      .filter(({ tag }) => text.startsWith(tag))
      .sort((a, b) => b.tag.length - a.tag.length)[0];
    if (algorithm === undefined) return undefined;
    let rest = text.slice(algorithm.tag.length);
    let bits: number = algorithm.bits;
    if (algorithm.tag === 'BLAKE2b' && rest.startsWith('-')) {
      const size = /^-(\d+)/.exec(rest);
      if (size === null) return null;
      bits = Number(size[1]);
      if (bits === 0 || bits > 512 || bits % 8 !== 0) return null;
      rest = rest.slice(size[0].length);
    }
    if (rest.startsWith(' ')) rest = rest.slice(1);
    if (!rest.startsWith('(')) return own === null ? null : undefined;
    this.lastTag = algorithm.tag;
    const close = rest.lastIndexOf(')');
    if (close < 0) return null;
    const name = plainName(rest.slice(1, close), escaped);
    const match = /^[ \t]*=[ \t]*([0-9a-fA-F]+)$/.exec(rest.slice(close + 1));
    if (name === null || match === null || match[1]!.length * 4 !== bits) return null;
    return { algorithm, bits, hex: match[1]!, name };
  }
}

/** The name an escaped one stands for; null when it is none. */
function plainName(text: string, escaped: boolean): string | null {
  if (text.includes('\0')) return null;
  if (!escaped) return text;
  let name = '';
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '\\') {
      name += text[at]!;
      continue;
    }
    const letter = text[++at];
    if (letter === 'n') name += '\n';
    else if (letter === 'r') name += '\r';
    else if (letter === '\\') name += '\\';
    else return null;
  }
  return name;
}
