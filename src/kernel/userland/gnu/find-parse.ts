/** The words of `find`'s expression and what each of them does (findutils 4.9 `find/parser.c`). */

import { compilePattern } from '../../../shell/pattern.ts';
import {
  type Blocking,
  O_CREAT,
  O_TRUNC,
  O_WRONLY,
  R_OK,
  S_IFDIR,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  W_OK,
  X_OK,
} from '../../../shell/posix.ts';
import { Asker } from '../libc/ask.ts';
import { parseNumber } from '../libc/numbers.ts';
import { quote } from '../libc/quote.ts';
import { Output } from '../libc/stdio.ts';
import type { Exit, Tool } from '../libc/usage.ts';
import { Regex, tryRegex } from '../text/regex.ts';
import { RegexError, regexSyntaxes } from '../text/regex-syntax.ts';
import { CommandRunner, placeOf, runCommand } from './find-exec.ts';
import { fileSystemType } from './find-file-system.ts';
import type { FindFile, FindState, Predicate } from './find-options.ts';
import { expandFormat, isDirectory, listLine, parseFormat } from './find-printf.ts';
import {
  ageTest,
  compares,
  newerTest,
  newerXYTest,
  parseComparison,
  permTest,
  sizeTest,
  test,
  typeTest,
} from './find-tests.ts';
import type { Token } from './find-tree.ts';

const regexTypes = [
  'findutils-default',
  'ed',
  'emacs',
  'gnu-awk',
  'grep',
  'posix-awk',
  'awk',
  'posix-basic',
  'posix-egrep',
  'egrep',
  'posix-extended',
  'posix-minimal-basic',
  'sed',
] as const;

const operators: Readonly<Record<string, Exclude<Token['kind'], 'primary'>>> = {
  '!': 'not',
  '-not': 'not',
  '(': 'open',
  ')': 'close',
  '-a': 'and',
  '-and': 'and',
  '-o': 'or',
  '-or': 'or',
  ',': 'comma',
};

/** Prints a path as it is. */
export function printPath(end: string): Predicate {
  return function* (file, { tool }) {
    yield* tool.out.put(file.path + end);
    return true;
  };
}

export class ExpressionParser {
  readonly tokens: Token[] = [];
  /** Some action prints or does something, so that there is no `-print` of its own. */
  hasAction = false;
  readonly #state: FindState;
  readonly #tool: Tool;
  readonly #words: readonly string[];
  #at = 0;

  constructor(state: FindState, words: readonly string[]) {
    this.#state = state;
    this.#tool = state.tool;
    this.#words = words;
  }

  *parse(): Blocking<void> {
    while (this.#at < this.#words.length) {
      const word = this.#words[this.#at++]!;
      if (Object.hasOwn(operators, word)) {
        this.tokens.push({ kind: operators[word]!, name: word, artificial: false });
        continue;
      }
      if (!word.startsWith('-') || word === '-') {
        throw yield* this.#tool.die(`paths must precede expression: \`${word}'`);
      }
      const predicate = yield* this.#primary(word);
      this.tokens.push({ kind: 'primary', name: word, predicate });
    }
  }

  *#argument(option: string): Blocking<string> {
    const word = this.#words[this.#at++];
    if (word === undefined) throw yield* this.#tool.die(`missing argument to \`${option}'`);
    return word;
  }

  *#primary(word: string): Blocking<Predicate> {
    const found = (yield* this.#option(word)) ?? (yield* this.#nameTest(word)) ?? (yield* this.#statusTest(word));
    if (found !== null) return found;
    const action = yield* this.#action(word);
    if (action !== null) return action;
    throw yield* this.#tool.die(`unknown predicate \`${word}'`);
  }

  /** Options hold for the whole run and are true. */
  *#option(word: string): Blocking<Predicate | null> {
    const { options } = this.#state;
    switch (word) {
      case '-d':
      case '-depth':
        options.depth = true;
        break;
      case '-daystart':
        options.dayStart = true;
        break;
      case '-follow':
        options.follow = 'always';
        break;
      case '-maxdepth':
        options.maxDepth = yield* this.#level(word);
        break;
      case '-mindepth':
        options.minDepth = yield* this.#level(word);
        break;
      case '-xdev':
      case '-mount':
        options.oneFileSystem = true;
        break;
      case '-warn':
        options.warnings = true;
        break;
      case '-nowarn':
        options.warnings = false;
        break;
      case '-noleaf':
      case '-ignore_readdir_race':
      case '-noignore_readdir_race':
      case '-true':
        break;
      case '-false':
        return test(() => false);
      case '-regextype': {
        const type = yield* this.#argument(word);
        if (!regexTypes.some((one) => one === type)) {
          const list = regexTypes.map((one) => quote(one)).join(', ');
          throw yield* this.#tool.die(`Unknown regular expression type ${quote(type)}; valid types are ${list}.`);
        }
        options.regexType = type;
        break;
      }
      case '-help':
      case '--help':
        throw yield* this.#tool.help();
      case '-version':
      case '--version':
        throw yield* this.#tool.version();
      default:
        return null;
    }
    return test(() => true);
  }

  *#level(word: string): Blocking<number> {
    const text = yield* this.#argument(word);
    const { value, error } = parseNumber(text, '');
    if (!/^\d/.test(text) || error !== null) {
      throw yield* this.#tool.die(`Expected a positive decimal integer argument to ${word}, but got ${quote(text)}`);
    }
    return Number(value);
  }

  *#nameTest(word: string): Blocking<Predicate | null> {
    const ignoreCase = word.startsWith('-i');
    switch (word) {
      case '-name':
      case '-iname': {
        const pattern = compilePattern(yield* this.#argument(word), { extended: false, ignoreCase });
        return test(({ name }) => pattern.matches(name));
      }
      case '-path':
      case '-wholename':
      case '-ipath':
      case '-iwholename': {
        const pattern = compilePattern(yield* this.#argument(word), { extended: false, ignoreCase });
        return test(({ path }) => pattern.matches(path));
      }
      case '-lname':
      case '-ilname': {
        const pattern = compilePattern(yield* this.#argument(word), { extended: false, ignoreCase });
        return test(({ status, accessPath }, { tool }) => {
          if ((status.mode & S_IFMT) !== S_IFLNK) return false;
          const target = tool.system.readlink(accessPath);
          return typeof target !== 'number' && pattern.matches(target);
        });
      }
      case '-regex':
      case '-iregex':
        return yield* this.#regex(yield* this.#argument(word), ignoreCase);
      default:
        return null;
    }
  }

  *#regex(text: string, ignoreCase: boolean): Blocking<Predicate> {
    const type = this.#state.options.regexType;
    const isExtended = /^(posix-extended|egrep|posix-egrep|awk|gnu-awk|posix-awk)$/.test(type);
    const isEmacs = type === 'emacs' || type === 'findutils-default';
    const syntax = { ...(isExtended ? regexSyntaxes.egrep : regexSyntaxes.grep), ignoreCase };
    const compiled = tryRegex(() => new Regex(isEmacs ? emacsToBasic(text) : text, syntax, 'line'));
    if (compiled instanceof RegexError) {
      throw yield* this.#tool.die(`failed to compile regular expression ${quote(text)}: ${compiled.text}`);
    }
    return test(({ path }) => compiled.test(path));
  }

  *#statusTest(word: string): Blocking<Predicate | null> {
    const tool = this.#tool;
    const { options, accounts } = this.#state;
    const newer = /^-newer(..)$/.exec(word);
    if (newer !== null || /^-newer.+/.test(word)) {
      const letters = word.slice('-newer'.length);
      const isValid = /^[aBcm][aBcmt]$/.test(letters);
      if (!isValid) throw yield* tool.die(`invalid predicate \`${word}'`);
      return yield* newerXYTest(tool, letters, yield* this.#argument(word), this.#state);
    }
    switch (word) {
      case '-type':
      case '-xtype':
        return yield* typeTest(tool, word, yield* this.#argument(word));
      case '-size':
        return yield* sizeTest(tool, yield* this.#argument(word));
      case '-perm':
        return yield* permTest(tool, yield* this.#argument(word));
      case '-atime':
      case '-ctime':
      case '-mtime':
      case '-amin':
      case '-cmin':
      case '-mmin': {
        const text = yield* this.#argument(word);
        const comparison = parseComparison(text, true);
        if (comparison === null) throw yield* this.#invalid(word, text);
        const which = ({ a: 'atime', c: 'ctime', m: 'mtime' } as const)[word[1] as 'a' | 'c' | 'm'];
        return ageTest(which, word.endsWith('min') ? 'minute' : 'day', comparison, { ...options });
      }
      case '-used': {
        const text = yield* this.#argument(word);
        const comparison = parseComparison(text, true);
        if (comparison === null) throw yield* tool.die(`Invalid argument ${text} to -used`);
        return test(({ status: { atime, ctime } }) => {
          const days = Number(atime.seconds - ctime.seconds) / 86400;
          return days >= 0 && compares(comparison, Math.floor(days));
        });
      }
      case '-newer':
      case '-anewer':
      case '-cnewer': {
        const status = yield* this.#reference(yield* this.#argument(word));
        const which = word === '-newer' ? 'mtime' : word === '-anewer' ? 'atime' : 'ctime';
        return newerTest(which, status.mtime);
      }
      case '-samefile': {
        const wanted = yield* this.#reference(yield* this.#argument(word));
        return test(({ status }) => status.ino === wanted.ino && status.dev === wanted.dev);
      }
      case '-links':
      case '-inum':
      case '-uid':
      case '-gid': {
        const text = yield* this.#argument(word);
        const comparison = parseComparison(text);
        if (comparison === null) throw yield* this.#invalid(word, text);
        const field = ({ '-links': 'nlink', '-inum': 'ino', '-uid': 'uid', '-gid': 'gid' } as const)[word];
        return test(({ status }) => compares(comparison, status[field]));
      }
      case '-user': {
        const name = yield* this.#argument(word);
        const uid = accounts.userByName(name)?.uid ?? numericId(name);
        if (uid === null) {
          if (name === '') throw yield* tool.die('The argument to -user should not be empty');
          throw yield* tool.die(`${quote(name)} is not the name of a known user`);
        }
        return test(({ status }) => status.uid === uid);
      }
      case '-group': {
        const name = yield* this.#argument(word);
        const gid = accounts.groupByName(name)?.gid ?? numericId(name);
        if (gid === null) {
          if (name === '') throw yield* tool.die('argument to -group is empty, but should be a group name');
          throw yield* tool.die(`${quote(name)} is not the name of an existing group`);
        }
        return test(({ status }) => status.gid === gid);
      }
      case '-nouser':
        return test(({ status }) => accounts.userById(status.uid) === undefined);
      case '-nogroup':
        return test(({ status }) => accounts.groupById(status.gid) === undefined);
      case '-empty':
        return test((file, { tool: { system } }) => {
          if ((file.status.mode & S_IFMT) === S_IFREG) return file.status.size === 0;
          if (!isDirectory(file.status)) return false;
          const names = system.readDirectory(file.accessPath);
          return typeof names !== 'number' && names.every((name) => name === '.' || name === '..');
        });
      case '-readable':
        return test(({ accessPath }) => tool.system.access(accessPath, R_OK) >= 0);
      case '-writable':
        return test(({ accessPath }) => tool.system.access(accessPath, W_OK) >= 0);
      case '-executable':
        return test(({ accessPath }) => tool.system.access(accessPath, X_OK) >= 0);
      case '-fstype': {
        const type = yield* this.#argument(word);
        return function* (file) {
          return (yield* fileSystemType(tool.system, file)) === type;
        };
      }
      default:
        return null;
    }
  }

  *#invalid(word: string, text: string): Blocking<Exit> {
    return yield* this.#tool.die(`invalid argument \`${text}' to \`${word}'`);
  }

  *#reference(path: string) {
    const { system } = this.#tool;
    const status = this.#state.options.follow === 'never' ? system.lstat(path) : system.stat(path);
    if (typeof status === 'number') throw yield* this.#tool.die(quote(path), status);
    return status;
  }

  *#action(word: string): Blocking<Predicate | null> {
    const { options } = this.#state;
    switch (word) {
      case '-prune':
        options.hasPrune = true;
        return test((_file, state) => {
          if (!options.depth) state.prune = true;
          return true;
        });
      case '-quit':
        return test((_file, state) => {
          state.quit = true;
          return true;
        });
      case '-print':
      case '-print0':
        this.hasAction = true;
        return printPath(word === '-print' ? '\n' : '\0');
      case '-printf': {
        this.hasAction = true;
        const format = yield* parseFormat(this.#tool, yield* this.#argument(word));
        return writer(this.#tool.out, (file, state) => expandFormat(format, file, state));
      }
      case '-ls':
        this.hasAction = true;
        return writer(this.#tool.out, function* (file, state) {
          yield* [];
          return listLine(file, state);
        });
      case '-fprint':
      case '-fprint0':
      case '-fls':
      case '-fprintf':
        return yield* this.#fileAction(word);
      case '-delete':
        this.hasAction = true;
        if (!options.depth) options.depthByDelete = true;
        options.depth = true;
        return deleteFile;
      case '-exec':
      case '-execdir':
      case '-ok':
      case '-okdir':
        this.hasAction = true;
        return yield* this.#exec(word);
      default:
        return null;
    }
  }

  *#fileAction(word: string): Blocking<Predicate> {
    this.hasAction = true;
    const output = yield* this.#outputFile(yield* this.#argument(word));
    if (word === '-fprintf') {
      const format = yield* parseFormat(this.#tool, yield* this.#argument(word));
      return writer(output, (file, state) => expandFormat(format, file, state));
    }
    return writer(output, function* (file, state) {
      yield* [];
      if (word === '-fls') return listLine(file, state);
      return file.path + (word === '-fprint' ? '\n' : '\0');
    });
  }

  *#outputFile(path: string): Blocking<Output> {
    const { outputs } = this.#state;
    const known = outputs.get(path);
    if (known !== undefined) return known;
    const { system } = this.#tool;
    const fd = system.open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o666);
    if (fd < 0) throw yield* this.#tool.die(quote(path), fd);
    const output = new Output(system, fd);
    outputs.set(path, output);
    return output;
  }

  *#exec(word: string): Blocking<Predicate> {
    const start = this.#at;
    const inDirectory = word.endsWith('dir');
    const asks = word.startsWith('-ok');
    let end = start;
    let gathers = false;
    for (; end < this.#words.length; end++) {
      const one = this.#words[end]!;
      if (one === ';') break;
      gathers = !asks && one === '+' && end > start && this.#words[end - 1] === '{}';
      if (gathers) break;
    }
    if (end >= this.#words.length) throw yield* this.#tool.die(`missing argument to \`${word}'`);
    if (end === start) throw yield* this.#tool.die(`invalid argument \`${this.#words[end]!}' to \`${word}'`);
    this.#at = end + 1;
    const words = this.#words.slice(start, end);
    if (!gathers) return commandAction(this.#tool, words, inDirectory, asks);
    const braces = words.filter((one) => one.includes('{}')).length;
    if (braces > 1) throw yield* this.#tool.die(`Only one instance of {} is supported with ${word} ... +`);
    const runner = new CommandRunner(this.#tool, words.slice(0, -1), inDirectory);
    this.#state.runners.push(runner);
    return function* (file) {
      yield* runner.add(file);
      return true;
    };
  }
}

function writer(output: Output, text: (file: FindFile, state: FindState) => Blocking<string>): Predicate {
  return function* (file, state) {
    yield* output.put(yield* text(file, state));
    return true;
  };
}

function commandAction(tool: Tool, words: readonly string[], inDirectory: boolean, asks: boolean): Predicate {
  const asker = new Asker(tool);
  return function* (file) {
    const { argument, directory } = placeOf(file, inDirectory);
    if (asks && !(yield* asker.askPlainly(`< ${words[0]!} ... ${file.path} > ? `))) return false;
    const command = words.map((word) => word.replaceAll('{}', argument));
    return (yield* runCommand(tool, command, directory)) === 0;
  };
}

/** Removes a file or an empty directory; the starting point `.` stays. */
function* deleteFile(file: FindFile, { tool }: FindState): Blocking<boolean> {
  if (file.path === '.') return true;
  const { system } = tool;
  const isFolder = (file.status.mode & S_IFMT) === S_IFDIR;
  const result = isFolder ? yield* system.rmdir(file.accessPath) : yield* system.unlink(file.accessPath);
  if (result >= 0) return true;
  yield* tool.error(`cannot delete ${quote(file.path)}`, result);
  return false;
}

function numericId(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** Emacs' `+` and `?` repeat without a backslash and mean themselves with one; a basic expression has it the other way. */
function emacsToBasic(text: string): string {
  return text.replace(/\\[\s\S]|\[\^?\]?[^\]]*\]|[+?]/g, (part) => {
    if (part === '+' || part === '?') return `\\${part}`;
    return part === '\\+' || part === '\\?' ? part[1]! : part;
  });
}
