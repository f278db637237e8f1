/** `find` of findutils 4.9 (`find/ftsfind.c`): the walk. The expression is evaluated as it is written, without reordering. */
import type { Blocking } from '../../../shell/posix.ts';
import { toolZone } from '../libc/clock.ts';
import { baseName, TreeWalk, type Visit } from '../libc/fts.ts';
import { quote } from '../libc/quote.ts';
import { defineTool, type Tool } from '../libc/usage.ts';
import { readAccounts } from '../system/accounts.ts';
import type { FindOptions, FindState, Predicate } from './find-options.ts';
import { ExpressionParser, printPath } from './find-parse.ts';
import { buildExpression } from './find-tree.ts';

export const find = defineTool(
  {
    name: 'find',
    package: 'GNU findutils',
    version: '4.9.0',
    synopsis: ['[-H] [-L] [-P] [-Olevel] [-D debugopts] [path...] [expression]'],
    summary: 'Walk directories and act on the files for which the expression holds.',
    help: [
      'operators: ( EXPR )  ! EXPR  -not EXPR  EXPR -a EXPR  EXPR -o EXPR  EXPR , EXPR',
      'options:   -depth -maxdepth N -mindepth N -xdev -daystart -follow -regextype TYPE -warn -nowarn',
      'names:     -name -iname -path -ipath -lname -ilname -regex -iregex',
      'status:    -type -xtype -size -perm -links -inum -samefile -empty -user -group -uid -gid -nouser -nogroup',
      '           -atime -ctime -mtime -amin -cmin -mmin -newer -anewer -cnewer -newerXY -used -fstype',
      '           -readable -writable -executable -true -false',
      'actions:   -print -print0 -printf FORMAT -ls -fprint -fprint0 -fprintf -fls -delete -prune -quit',
      '           -exec COMMAND ; -exec COMMAND {} + -execdir -ok -okdir',
    ],
  },
  function* (tool) {
    const options: FindOptions = {
      follow: 'never',
      depth: false,
      depthByDelete: false,
      hasPrune: false,
      minDepth: 0,
      maxDepth: Number.POSITIVE_INFINITY,
      oneFileSystem: false,
      warnings: tool.system.isatty(0) && tool.getenv('POSIXLY_CORRECT') === undefined,
      dayStart: false,
      regexType: 'findutils-default',
    };
    const words = yield* leadingOptions(tool, options);
    let count = 0;
    while (count < words.length && !beginsExpression(words[count]!, true)) count++;
    const state: FindState = {
      tool,
      options,
      accounts: yield* readAccounts(tool.system),
      now: tool.system.clockRealtime(),
      zone: toolZone(tool),
      runners: [],
      outputs: new Map(),
      prune: false,
      quit: false,
    };
    const parser = new ExpressionParser(state, words.slice(count));
    yield* parser.parse();
    if (options.depthByDelete && options.hasPrune) {
      throw yield* tool.die(
        'The -delete action automatically turns on -depth, but -prune does nothing when -depth is in effect.  ' +
          'If you want to carry on anyway, just explicitly use the -depth option.',
      );
    }
    const expression = yield* buildExpression(tool, parser.tokens, parser.hasAction ? null : printPath('\n'));
    const starts = count === 0 ? ['.'] : words.slice(0, count);
    for (const start of starts) {
      if (state.quit) break;
      yield* search(state, start, expression);
    }
    for (const runner of state.runners) yield* runner.flush();
    for (const output of state.outputs.values()) yield* output.flush();
    return tool.status;
  },
);

/** -H, -L, -P, -D and -O before the starting points. */
function* leadingOptions(tool: Tool, options: FindOptions): Blocking<string[]> {
  const words = tool.argv.slice(1);
  while (words.length > 0) {
    const word = words[0]!;
    if (word === '-H') options.follow = 'operand';
    else if (word === '-L') options.follow = 'always';
    else if (word === '-P') options.follow = 'never';
    else if (word === '-D') {
      if (words.length < 2) throw yield* tool.die('Missing argument after the -D option.');
      words.shift();
    } else if (word === '--') {
      words.shift();
      break;
    } else if (/^-O\d+$/.test(word)) {
      if (Number(word.slice(2)) > 65535) throw yield* tool.die(`Invalid optimisation level ${word.slice(2)}`);
    } else if (word === '-O') throw yield* tool.die('The -O option must be immediately followed by a decimal integer');
    else break;
    words.shift();
  }
  return words;
}

/** Whether a word belongs to the expression; a leading `)` or `,` is taken for a path. */
function beginsExpression(word: string, isLeading: boolean): boolean {
  if (word.startsWith('-')) return word.length > 1;
  if (word === ')' || word === ',') return !isLeading;
  return word === '(' || word === '!';
}

function* search(state: FindState, start: string, expression: Predicate): Blocking<void> {
  const { tool, options } = state;
  const walk = new TreeWalk(tool.system, start, {
    follow: options.follow,
    oneFileSystem: options.oneFileSystem,
    ...(Number.isFinite(options.maxDepth) ? { maxLevel: options.maxDepth } : {}),
  });
  for (let visit = walk.next(); visit !== null; visit = walk.next()) {
    if (visit.kind === 'no-status') {
      yield* tool.error(quote(visit.path), visit.error);
      continue;
    }
    if (visit.kind === 'cycle') {
      const path = quote(visit.path);
      yield* tool.error(
        `File system loop detected; ${path} is part of the same file system loop as ${quote(walk.cyclePath(visit))}.`,
      );
      continue;
    }
    const isDirectory = visit.kind === 'directory';
    if (visit.kind === 'unreadable') {
      yield* tool.error(quote(visit.path), visit.error);
      if (!options.depth) continue;
    }
    // A directory is looked at before or behind its entries, never both.
    if ((isDirectory && options.depth) || (visit.kind === 'post' && !options.depth)) continue;
    if (visit.level < options.minDepth) continue;
    state.prune = false;
    yield* evaluate(state, start, visit, expression);
    if (state.quit) return;
    if (state.prune && isDirectory) walk.skip();
  }
}

function* evaluate(state: FindState, start: string, visit: Visit, expression: Predicate): Blocking<void> {
  yield* expression(
    {
      path: visit.path,
      accessPath: visit.accessPath,
      name: visit.level === 0 ? startName(start) : visit.name,
      level: visit.level,
      status: visit.status!,
      start,
    },
    state,
  );
}

function startName(start: string): string {
  return start === '' ? '' : baseName(start);
}
