/** How `ls` prints: long lines, columns, rows, commas (coreutils 9.1 `src/ls.c`, `print_current_files`). */
import { type Blocking, type FileStatus, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from '../../../shell/posix.ts';
import { formattedTime, toolZone } from '../libc/clock.ts';
import { majorOf, minorOf } from '../libc/device-number.ts';
import { humanSize } from '../libc/human-size.ts';
import { modeString, typeLetter } from '../libc/mode.ts';
import { strftime } from '../libc/strftime.ts';
import type { TimeZone } from '../libc/time-zone.ts';
import type { Tool } from '../libc/usage.ts';
import type { Accounts } from '../system/accounts.ts';
import { type Entry, type EntryList, isDevice, shownName, timeOf } from './ls-entries.ts';
import type { LsOptions } from './ls-options.ts';

const COLUMN_WIDTH_MIN = 3;
/** Half of the seconds of a Gregorian year: older times are shown with the year. */
const SIX_MONTHS = 31556952n / 2n;

export class ListPrinter {
  readonly #tool: Tool;
  readonly #options: LsOptions;
  readonly #list: EntryList;
  readonly #accounts: Accounts;
  readonly #zone: TimeZone;

  constructor(tool: Tool, options: LsOptions, list: EntryList, accounts: Accounts) {
    this.#tool = tool;
    this.#options = options;
    this.#list = list;
    this.#accounts = accounts;
    this.#zone = toolZone(tool);
  }

  /** Prints all entries of the list in their order. */
  *print(): Blocking<void> {
    const { entries } = this.#list;
    const { format, lineLength, end } = this.#options;
    const { out } = this.#tool;
    if (format === 'long') {
      const now = this.#tool.system.clockRealtime();
      for (const entry of entries) yield* out.put(this.#longLine(entry, now.seconds, now.nanoseconds) + end);
    } else if (format === 'one') {
      for (const entry of entries) yield* out.put(this.#nameAndFrills(entry, 0) + end);
    } else if (format === 'commas' || lineLength === 0) yield* this.#separated(format === 'commas' ? ',' : ' ');
    else yield* this.#columns(format === 'vertical');
  }

  /** A directory's name above its entries. */
  heading(name: string): string {
    const { alsoQuote, ...rest } = this.#options;
    return shownName(name, { ...rest, alsoQuote: `${alsoQuote.replace(/[=>@|*]/g, '')}:` }).text;
  }

  #longLine(entry: Entry, nowSeconds: bigint, nowNanoseconds: number): string {
    const { inode, blocks, owner, group, author, context, numeric, fileSizeStyle } = this.#options;
    const { widths } = this.#list;
    const { status } = entry;
    const user = status === null ? '?' : numeric ? String(status.uid) : this.#accounts.userName(status.uid);
    let line = '';
    if (inode) line += `${inodeText(entry).padStart(widths.inode)} `;
    if (blocks) line += `${entry.blocksText.padStart(widths.blocks)} `;
    const mode = status === null ? `${typeLetter(entry.type)}?????????` : modeString(status.mode);
    line += `${mode} ${(status === null ? '?' : String(status.nlink)).padStart(widths.nlink)} `;
    const id = (text: string, width: number, isNumber: boolean) =>
      `${isNumber ? text.padStart(width) : text.padEnd(width)} `;
    if (owner) line += id(user, widths.owner, numeric);
    if (group) {
      const text = status === null ? '?' : numeric ? String(status.gid) : this.#accounts.groupName(status.gid);
      line += id(text, widths.group, numeric);
    }
    if (author) line += id(user, widths.author, numeric);
    if (context) line += `${'?'.padEnd(widths.context)} `;
    if (status !== null && isDevice(status)) {
      const blanks = Math.max(0, widths.size - (widths.major + 2 + widths.minor));
      const major = String(majorOf(status.rdev)).padStart(widths.major + blanks);
      line += `${major}, ${String(minorOf(status.rdev)).padStart(widths.minor)} `;
    } else {
      line += `${(status === null ? '?' : humanSize(status.size, fileSizeStyle)).padStart(widths.size)} `;
    }
    line += `${this.#time(status, nowSeconds, nowNanoseconds)} `;
    line += this.#name(entry, line.length);
    if (entry.type === S_IFLNK && status !== null) {
      if (entry.linkName === null) return line;
      return `${line} -> ${this.#target(entry)}${this.#indicatorOf(entry.linkMode, entry.linkMode ?? 0)}`;
    }
    return line + this.#indicatorOf(status?.mode ?? null, entry.type);
  }

  #time(status: FileStatus | null, nowSeconds: bigint, nowNanoseconds: number): string {
    const { timeFormats, time } = this.#options;
    const when = timeOf(status, time);
    // A time that is not known stands right-aligned in a usual time's width.
    if (when === null)
      return '?'.padStart(strftime(timeFormats[0], formattedTime({ seconds: 0n, nanoseconds: 0 }, this.#zone)).length);
    const isPast = when.seconds < nowSeconds || (when.seconds === nowSeconds && when.nanoseconds <= nowNanoseconds);
    const limit = nowSeconds - SIX_MONTHS;
    const isRecent = isPast && (when.seconds > limit || (when.seconds === limit && when.nanoseconds > nowNanoseconds));
    return strftime(timeFormats[isRecent ? 1 : 0], formattedTime(when, this.#zone));
  }

  /** The name in its colour, with the space that stands for a missing quote. */
  #name(entry: Entry, startColumn: number): string {
    const { colors, lineLength } = this.#options;
    const pad = this.#list.hasQuoted && !entry.isQuoted ? ' ' : '';
    if (colors === null) return pad + entry.shown;
    const mode = colors.followsLinks && entry.linkMode !== null ? entry.linkMode : (entry.status?.mode ?? null);
    const begin = colors.begin({
      name: entry.name,
      mode,
      type: mode === null ? entry.type : mode & S_IFMT,
      nlink: entry.status?.nlink ?? 0,
      link: entry.linkMode !== null ? 'ok' : 'broken',
    });
    if (begin === '') return pad + entry.shown;
    const end = startColumn + entry.shown.length - 1;
    const wraps = lineLength > 0 && Math.floor(startColumn / lineLength) !== Math.floor(end / lineLength);
    return `${pad}${begin}${entry.shown}${colors.end()}${wraps ? colors.clearToEndOfLine : ''}`;
  }

  #target({ linkName, linkMode }: Entry): string {
    const { colors } = this.#options;
    const shown = shownName(linkName!, this.#options).text;
    if (colors === null) return shown;
    const begin = colors.begin({
      name: linkName!,
      mode: linkMode,
      type: linkMode === null ? 0 : linkMode & S_IFMT,
      nlink: 0,
      link: linkMode === null ? 'missing' : 'ok',
    });
    return begin === '' ? shown : `${begin}${shown}${colors.end()}`;
  }

  #nameAndFrills(entry: Entry, startColumn: number): string {
    const { inode, blocks, context, format } = this.#options;
    const { widths } = this.#list;
    const width = (full: number) => (format === 'commas' ? 0 : full);
    let text = '';
    if (inode) text += `${inodeText(entry).padStart(width(widths.inode))} `;
    if (blocks) text += `${entry.blocksText.padStart(width(widths.blocks))} `;
    if (context) text += `${'?'.padStart(width(widths.context))} `;
    return (
      text + this.#name(entry, startColumn + text.length) + this.#indicatorOf(entry.status?.mode ?? null, entry.type)
    );
  }

  /** Columns that a name takes, colours not counted. */
  #width(entry: Entry): number {
    const { inode, blocks, context, format } = this.#options;
    const { widths, hasQuoted } = this.#list;
    const isCommas = format === 'commas';
    let width = entry.width + (hasQuoted && !entry.isQuoted ? 1 : 0);
    if (inode) width += 1 + (isCommas ? inodeText(entry).length : widths.inode);
    if (blocks) width += 1 + (isCommas ? entry.blocksText.length : widths.blocks);
    if (context) width += 1 + widths.context;
    return width + this.#indicatorOf(entry.status?.mode ?? null, entry.type).length;
  }

  #indicatorOf(mode: number | null, type: number): string {
    const { indicator } = this.#options;
    if (indicator === 'none') return '';
    const kind = mode === null ? type & S_IFMT : mode & S_IFMT;
    if (kind === S_IFREG) return indicator === 'classify' && mode !== null && (mode & 0o111) !== 0 ? '*' : '';
    if (kind === S_IFDIR) return '/';
    if (indicator === 'slash') return '';
    if (kind === S_IFLNK) return '@';
    if (kind === 0o010000) return '|';
    return kind === 0o140000 ? '=' : '';
  }

  *#separated(separator: string): Blocking<void> {
    const { lineLength, end } = this.#options;
    const { out } = this.#tool;
    const { entries } = this.#list;
    let position = 0;
    for (let at = 0; at < entries.length; at++) {
      const entry = entries[at]!;
      const width = lineLength > 0 ? this.#width(entry) : 0;
      if (at > 0) {
        const fits = lineLength === 0 || position + width + 2 < lineLength;
        position = fits ? position + 2 : 0;
        yield* out.put(separator + (fits ? ' ' : end));
      }
      yield* out.put(this.#nameAndFrills(entry, position));
      position += width;
    }
    yield* out.put(end);
  }

  *#columns(vertical: boolean): Blocking<void> {
    const { end } = this.#options;
    const { out } = this.#tool;
    const { entries } = this.#list;
    const widths = entries.map((entry) => this.#width(entry));
    const columns = this.#chooseColumns(widths, vertical);
    const count = columns.length;
    const rows = Math.ceil(entries.length / count);
    for (let row = 0; row < rows; row++) {
      let position = 0;
      let line = '';
      for (let column = 0; column < count; column++) {
        const at = vertical ? row + column * rows : row * count + column;
        if (at >= entries.length) break;
        line += this.#nameAndFrills(entries[at]!, position);
        const next = vertical ? at + rows : at + 1;
        const isLast = next >= entries.length || (!vertical && column === count - 1);
        if (isLast) break;
        line += this.#indent(position + widths[at]!, position + columns[column]!);
        position += columns[column]!;
      }
      yield* out.put(line + end);
    }
  }

  /** Widths of as many columns as the line holds. */
  #chooseColumns(widths: readonly number[], vertical: boolean): number[] {
    const { lineLength } = this.#options;
    const fits = Math.ceil(lineLength / COLUMN_WIDTH_MIN);
    for (let count = Math.min(fits, widths.length); count > 1; count--) {
      const columns = new Array<number>(count).fill(COLUMN_WIDTH_MIN);
      const rows = Math.floor((widths.length + count - 1) / count);
      let total = count * COLUMN_WIDTH_MIN;
      // Columns that no name widens are taken to fit.
      let fitsLine = true;
      for (let at = 0; at < widths.length && fitsLine; at++) {
        const column = vertical ? Math.floor(at / rows) : at % count;
        const width = widths[at]! + (column === count - 1 ? 0 : 2);
        if (width > columns[column]!) {
          total += width - columns[column]!;
          columns[column] = width;
          fitsLine = total < lineLength;
        }
      }
      if (fitsLine) return columns;
    }
    return [Math.max(COLUMN_WIDTH_MIN, ...widths.slice(0, 1))];
  }

  #indent(from: number, to: number): string {
    const { tabSize } = this.#options;
    let text = '';
    let at = from;
    while (at < to) {
      if (tabSize !== 0 && Math.floor(to / tabSize) > Math.floor((at + 1) / tabSize)) {
        text += '\t';
        at += tabSize - (at % tabSize);
      } else {
        text += ' ';
        at++;
      }
    }
    return text;
  }
}

function inodeText(entry: Entry): string {
  return entry.status === null && entry.ino === 0 ? '?' : String(entry.ino);
}
