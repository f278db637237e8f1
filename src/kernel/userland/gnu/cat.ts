/** cat of coreutils 9.1 (`src/cat.c`). */
import { type Blocking, O_APPEND, S_IFDIR, S_IFMT, S_IFREG, SEEK_CUR } from '../../../shell/posix.ts';
import { latin1Text } from '../../../sim/bytes.ts';
import { EISDIR, strerror } from '../../../sim/errno.ts';
import { quoteFile } from '../libc/quote.ts';
import { coreutils, type Tool, tool } from '../text/tool.ts';

interface Style {
  number: boolean;
  numberNonblank: boolean;
  squeeze: boolean;
  ends: boolean;
  tabs: boolean;
  nonprinting: boolean;
}

const long = {
  'number-nonblank': { key: 'b' },
  number: { key: 'n' },
  'squeeze-blank': { key: 's' },
  'show-nonprinting': { key: 'v' },
  'show-ends': { key: 'E' },
  'show-tabs': { key: 'T' },
  'show-all': { key: 'A' },
};

export const cat = tool(coreutils('cat', '[OPTION]... [FILE]...'), function* (tool) {
  const style: Style = {
    number: false,
    numberNonblank: false,
    squeeze: false,
    ends: false,
    tabs: false,
    nonprinting: false,
  };
  for (const option of tool.options({ short: 'benstuvAET', long })) {
    switch (option.key) {
      case 'b':
        style.number = true;
        style.numberNonblank = true;
        break;
      case 'e':
        style.ends = true;
        style.nonprinting = true;
        break;
      case 'n':
        style.number = true;
        break;
      case 's':
        style.squeeze = true;
        break;
      case 't':
        style.tabs = true;
        style.nonprinting = true;
        break;
      case 'u':
        break;
      case 'v':
        style.nonprinting = true;
        break;
      case 'A':
        style.nonprinting = true;
        style.ends = true;
        style.tabs = true;
        break;
      case 'E':
        style.ends = true;
        break;
      case 'T':
        style.tabs = true;
        break;
      default:
        yield* tool.other(option);
    }
  }
  const simple = !Object.values(style).some(Boolean);
  const formatter = new Formatter(style);
  const output = tool.system.fstat(1);
  for (const name of tool.operands.length === 0 ? ['-'] : tool.operands) {
    const fd = tool.open(name);
    if (fd < 0) {
      yield* tool.fail(`${quoteFile(name)}: ${strerror(fd)}`);
      continue;
    }
    const status = tool.system.fstat(fd);
    if (typeof status !== 'number' && typeof output !== 'number') {
      const sameFile = status.dev === output.dev && status.ino === output.ino && (status.mode & S_IFMT) === S_IFREG;
      const appends = (tool.system.fcntlGetFlags(1) & O_APPEND) !== 0;
      // Reading what it writes would never end, unless it stands behind the end already.
      if (sameFile && (appends || tool.system.lseek(fd, 0, SEEK_CUR) < status.size)) {
        yield* tool.fail(`${quoteFile(name)}: input file is output file`);
        tool.close(fd);
        continue;
      }
      if ((status.mode & S_IFMT) === S_IFDIR) {
        yield* tool.fail(`${quoteFile(name)}: ${strerror(EISDIR)}`);
        tool.close(fd);
        continue;
      }
    }
    for (;;) {
      const bytes = yield* tool.read(fd, 131072);
      if (bytes === null) break;
      if (typeof bytes === 'number') {
        yield* tool.fail(`${quoteFile(name)}: ${strerror(bytes)}`);
        break;
      }
      if (simple) yield* copy(tool, bytes);
      else yield* tool.out.put(formatter.format(latin1Text(bytes)));
    }
    tool.close(fd);
  }
  if (formatter.pendingReturn) yield* tool.out.put('\r');
  return tool.status;
});

function* copy(tool: Tool, bytes: Uint8Array): Blocking<void> {
  const written = yield* tool.system.write(1, bytes);
  if (written < 0) yield* tool.die(`write error: ${strerror(written)}`, 1);
}

/** Numbers, marks and shows characters; goes on from file to file in the middle of a line. */
class Formatter {
  /** A carriage return that waits whether a newline follows. */
  pendingReturn = false;
  readonly #style: Style;
  #line = 0;
  #newlines = 1;

  constructor(style: Style) {
    this.#style = style;
  }

  format(text: string): string {
    const { number, numberNonblank, squeeze, ends, tabs, nonprinting } = this.#style;
    const end = ends ? '$\n' : '\n';
    let out = '';
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10) {
        if (this.#newlines < 2) this.#newlines++;
        else if (squeeze) continue;
        else this.#newlines = 2;
        const isBlank = this.#newlines >= 2;
        if (isBlank && number && !numberNonblank) out += this.#number();
        if (this.pendingReturn) out += '^M';
        this.pendingReturn = false;
        out += end;
        continue;
      }
      if (this.#newlines > 0 && number) out += this.#number();
      this.#newlines = 0;
      if (this.pendingReturn) out += '\r';
      this.pendingReturn = false;
      if (code === 13 && ends && !nonprinting) {
        this.pendingReturn = true;
        continue;
      }
      if (code === 9) out += tabs ? '^I' : '\t';
      else if (nonprinting && (code < 32 || code >= 127)) out += visible(code);
      else {
        // A run of characters that are shown as they are.
        let end = at + 1;
        while (end < text.length && this.#isPlain(text.charCodeAt(end))) end++;
        out += text.slice(at, end);
        at = end - 1;
      }
    }
    return out;
  }

  #isPlain(code: number): boolean {
    if (code >= 32 && code < 127) return true;
    return code >= 127 ? !this.#style.nonprinting : false;
  }

  #number(): string {
    return `${String(++this.#line).padStart(6)}\t`;
  }
}

/** A byte as `-v` shows it. */
export function visible(code: number): string {
  const low = code & 127;
  const meta = code >= 128 ? 'M-' : '';
  if (low < 32) return `${meta}^${String.fromCharCode(low + 64)}`;
  return low === 127 ? `${meta}^?` : meta + String.fromCharCode(low);
}
