/** Command line of `ps`: UNIX options with a dash, BSD options without, GNU long ones (`src/ps/parser.c` of procps 4.0.2). */
import { COLUMNS, type Column, columnNamed } from './ps-columns.ts';

interface ShownColumn {
  readonly column: Column;
  readonly header: string;
}

/** What a command line asks for. */
export interface PsRequest {
  all: boolean;
  negated: boolean;
  bsdA: boolean;
  bsdX: boolean;
  /** `-d` and `-a`: without session leaders; the latter only those with a terminal. */
  notLeaders: boolean;
  needsTty: boolean;
  pids: number[];
  parents: number[];
  commands: string[];
  users: string[];
  ttys: string[];
  columns: readonly ShownColumn[];
  sort: { column: Column; descending: boolean }[];
  isForest: boolean;
  isWide: boolean;
  isBsd: boolean;
  showsHeader: boolean;
  showsHelp: boolean;
  showsVersion: boolean;
}

const show = (...columns: Column[]): ShownColumn[] => columns.map((column) => ({ column, header: column.header }));
const titled = (column: Column, header: string): ShownColumn => ({ column, header });

const c = COLUMNS;
const FORMATS = {
  default: [...show(c.pid, c.tty, c.time), titled(c.comm, 'CMD')],
  full: [...show(c.uidName, c.pid, c.ppid, c.c, c.stime, c.tty, c.time), titled(c.cmd, 'CMD')],
  extra: [...show(c.uidName, c.pid, c.ppid, c.c, c.sz, c.rss, c.psr, c.stime, c.tty, c.time), titled(c.cmd, 'CMD')],
  long: [
    ...show(c.flags, c.s, c.uidNumber, c.pid, c.ppid, c.c, c.priUnix, c.nice, c.addressAndSize, c.wchan, c.tty, c.time),
    titled(c.comm, 'CMD'),
  ],
  jobs: [...show(c.pid, c.pgid, c.sid, c.tty, c.time), titled(c.comm, 'CMD')],
  bsd: [...show(c.pid, c.tty, c.stat, c.bsdTime), titled(c.cmd, 'COMMAND')],
  bsdUser: [
    ...show(c.user, c.pid, c.pcpu, c.pmem, c.vsz, c.rss, c.tty, c.stat, c.bsdStart, c.bsdTime),
    titled(c.cmd, 'COMMAND'),
  ],
  bsdLong: [
    ...show(c.flags, c.uidNumber, c.pid, c.ppid, c.priUnix, c.nice, c.vsz, c.rss, c.wchan, c.stat, c.tty, c.bsdTime),
    titled(c.cmd, 'COMMAND'),
  ],
} as const;

/** Reads the words behind `ps`; a string is what is wrong with them. */
export function parseOptions(words: readonly string[]): PsRequest | string {
  const request: PsRequest = {
    all: false,
    negated: false,
    bsdA: false,
    bsdX: false,
    notLeaders: false,
    needsTty: false,
    pids: [],
    parents: [],
    commands: [],
    users: [],
    ttys: [],
    columns: FORMATS.default,
    sort: [],
    isForest: false,
    isWide: false,
    isBsd: false,
    showsHeader: true,
    showsHelp: false,
    showsVersion: false,
  };
  const parser = new Parser(request, words);
  const problem = parser.run();
  return problem ?? request;
}

class Parser {
  readonly #request: PsRequest;
  readonly #words: readonly string[];
  #at = 0;
  readonly #custom: ShownColumn[] = [];

  constructor(request: PsRequest, words: readonly string[]) {
    this.#request = request;
    this.#words = words;
  }

  run(): string | null {
    for (; this.#at < this.#words.length; this.#at++) {
      const word = this.#words[this.#at]!;
      let problem: string | null;
      if (word.startsWith('--')) problem = this.#long(word.slice(2));
      else if (word.startsWith('-') && word !== '-') problem = this.#unix(word.slice(1));
      else if (/^\d/.test(word)) problem = this.#pidList(word, this.#request.pids);
      else problem = this.#bsd(word);
      if (problem !== null) return problem;
    }
    if (this.#custom.length > 0) this.#request.columns = this.#custom;
    return null;
  }

  /** What follows a letter in its word, or the next word. */
  #argument(rest: string): string | null {
    if (rest !== '') return rest;
    const next = this.#words[this.#at + 1];
    if (next === undefined) return null;
    this.#at++;
    return next;
  }

  #unix(letters: string): string | null {
    const request = this.#request;
    for (let i = 0; i < letters.length; i++) {
      const rest = letters.slice(i + 1);
      switch (letters[i]) {
        case 'e':
        case 'A':
          request.all = true;
          break;
        case 'a':
          request.notLeaders = true;
          request.needsTty = true;
          break;
        case 'd':
          request.notLeaders = true;
          break;
        case 'N':
          request.negated = true;
          break;
        case 'f':
          request.columns = FORMATS.full;
          break;
        case 'F':
          request.columns = FORMATS.extra;
          break;
        case 'l':
          request.columns = FORMATS.long;
          break;
        case 'j':
          request.columns = FORMATS.jobs;
          break;
        case 'H':
          request.isForest = true;
          break;
        case 'w':
          request.isWide = true;
          break;
        case 'L':
        case 'T':
        case 'm':
        case 'y':
        case 'c':
          break;
        case 'V':
          request.showsVersion = true;
          break;
        case 'o':
        case 'p':
        case 'C':
        case 'u':
        case 'U':
        case 't':
        case 'q':
          return this.#list(letters[i]!, this.#argument(rest));
        default:
          return 'unsupported SysV option';
      }
    }
    return null;
  }

  #list(letter: string, value: string | null): string | null {
    if (value === null) {
      if (letter === 'o') return 'format specification must follow -o';
      return letter === 'C' ? 'list of command names must follow -C' : `list of process IDs must follow -${letter}`;
    }
    const items = value.split(/[ ,]/).filter((item) => item !== '');
    if (letter === 'o') return this.#format(value, 'user-defined');
    if (letter === 'p' || letter === 'q') return this.#pidList(value, this.#request.pids);
    if (letter === 'C') this.#request.commands.push(...items.map((item) => item.slice(0, 15)));
    else if (letter === 't') this.#request.ttys.push(...items.map((item) => item.replace(/^\/dev\//, '')));
    else this.#request.users.push(...items);
    return null;
  }

  #pidList(value: string, into: number[]): string | null {
    for (const item of value.split(/[ ,]/)) {
      if (item === '') continue;
      if (!/^\d+$/.test(item)) return 'process ID list syntax error';
      into.push(Number(item));
    }
    return null;
  }

  #format(value: string, kind: string): string | null {
    // The text behind `=` runs to the end of the word, commas and all.
    const equals = value.indexOf('=');
    const listed = equals < 0 ? value : value.slice(0, equals);
    const names = listed.split(/[ ,]/).filter((name) => name !== '');
    for (const [at, name] of names.entries()) {
      const found = columnNamed(name);
      if (found === undefined) return `unknown ${kind} format specifier "${name}"`;
      const isLast = at === names.length - 1;
      this.#custom.push(equals >= 0 && isLast ? { ...found, header: value.slice(equals + 1) } : found);
    }
    return null;
  }

  #sortKeys(value: string): string | null {
    for (const item of value.split(',')) {
      const found = columnNamed(item.replace(/^[+-]/, ''));
      if (found === undefined) return 'unknown sort specifier';
      this.#request.sort.push({ column: found.column, descending: item.startsWith('-') });
    }
    return null;
  }

  #bsd(letters: string): string | null {
    const request = this.#request;
    if (!request.isBsd) {
      request.isBsd = true;
      if (request.columns === FORMATS.default) request.columns = FORMATS.bsd;
    }
    for (let i = 0; i < letters.length; i++) {
      const rest = letters.slice(i + 1);
      switch (letters[i]) {
        case 'a':
          request.bsdA = true;
          break;
        case 'x':
          request.bsdX = true;
          break;
        case 'u':
          request.columns = FORMATS.bsdUser;
          break;
        case 'l':
          request.columns = FORMATS.bsdLong;
          break;
        case 'j':
          request.columns = FORMATS.jobs;
          break;
        case 'w':
          request.isWide = true;
          break;
        case 'f':
          request.isForest = true;
          break;
        case 'h':
          request.showsHeader = false;
          break;
        case 'c':
        case 'e':
        case 'S':
        case 'n':
        case 'r':
        case 'T':
          break;
        case 'o': {
          const value = this.#argument(rest);
          return value === null ? 'format specification must follow o' : this.#format(value, 'user-defined');
        }
        case 'p': {
          const value = this.#argument(rest);
          return value === null ? 'list of process IDs must follow p' : this.#pidList(value, request.pids);
        }
        default:
          return 'unsupported option (BSD syntax)';
      }
    }
    return null;
  }

  #long(text: string): string | null {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    const inline = equals < 0 ? '' : text.slice(equals + 1);
    switch (name) {
      case 'help':
        this.#request.showsHelp = true;
        return null;
      case 'version':
        this.#request.showsVersion = true;
        return null;
      case 'no-headers':
      case 'no-heading':
      case 'no-headings':
      case 'noheader':
      case 'noheaders':
        this.#request.showsHeader = false;
        return null;
      case 'headers':
        return null;
      case 'forest':
        this.#request.isForest = true;
        return null;
      case 'deselect':
        this.#request.negated = true;
        return null;
      case 'sort':
        return this.#sortKeys(this.#argument(inline) ?? '');
      case 'format':
        return this.#format(this.#argument(inline) ?? '', 'user-defined');
      case 'pid':
        return this.#pidList(this.#argument(inline) ?? '', this.#request.pids);
      case 'ppid':
        return this.#pidList(this.#argument(inline) ?? '', this.#request.parents);
      case 'user':
        return this.#list('u', this.#argument(inline));
      default:
        return 'unknown gnu long option';
    }
  }
}
