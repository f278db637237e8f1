/** `chown` and `chgrp` of coreutils 9.1 (`src/chown.c`, `src/chgrp.c`, `src/chown-core.c`). */
import { type Blocking, type FileStatus, S_IFDIR, S_IFLNK, S_IFMT } from '../../../shell/posix.ts';
import type { Program } from '../../process/system-calls.ts';
import { TreeWalk, type Visit } from '../libc/fts.ts';
import { quote, quoteAlways } from '../libc/quote.ts';
import { guardedRoot, isGuardedRoot } from '../libc/root-guard.ts';
import { defineTool, type Tool } from '../libc/usage.ts';
import { type Owner, parseGroup, parseOwner } from '../libc/user-spec.ts';
import { type Accounts, readAccounts } from '../system/accounts.ts';

interface ChownOptions {
  verbosity: 'off' | 'changes' | 'all';
  recursive: boolean;
  /** Links are changed themselves. */
  noDereference: boolean;
  silent: boolean;
  owner: Owner;
  required: { readonly uid: number; readonly gid: number };
  root: FileStatus | null;
  accounts: Accounts;
}

const ANY = -1;

function ownershipTool(name: 'chown' | 'chgrp'): Program {
  const isGroup = name === 'chgrp';
  const what = isGroup ? 'GROUP' : '[OWNER][:[GROUP]]';
  const identity = {
    name,
    synopsis: [`[OPTION]... ${what} FILE...`, '[OPTION]... --reference=RFILE FILE...'],
    summary: `Change the ${isGroup ? 'group' : 'owner and group'} of each FILE.`,
    help: [
      '-c, --changes           tell what was changed',
      '-f, --silent, --quiet   no error messages',
      '-v, --verbose           tell each file',
      '-h, --no-dereference    links themselves',
      ...(isGroup ? [] : ['--from=OWNER:GROUP      only files that belong to these']),
      '--[no-]preserve-root    whether to refuse to walk from /',
      '--reference=RFILE       as RFILE has it',
      '-R, --recursive         directories with all they hold',
      '-H, -L, -P              with -R: follow links that are operands, all links, none',
    ],
  };
  return defineTool(identity, function* (tool) {
    const accounts = yield* readAccounts(tool.system);
    const options: ChownOptions = {
      verbosity: 'off',
      recursive: false,
      noDereference: false,
      silent: false,
      owner: { uid: ANY, gid: ANY, user: null, group: null },
      required: { uid: ANY, gid: ANY },
      root: null,
      accounts,
    };
    let follow: 'never' | 'operand' | 'always' = 'never';
    let dereference: boolean | null = null;
    let preserveRoot = false;
    let reference: string | null = null;
    const table = {
      short: 'HLPRcfhv',
      long: {
        recursive: { key: 'R' },
        changes: { key: 'c' },
        dereference: {},
        ...(isGroup ? {} : { from: { argument: 'required' } as const }),
        'no-dereference': { key: 'h' },
        'no-preserve-root': {},
        'preserve-root': {},
        quiet: { key: 'f' },
        silent: { key: 'f' },
        reference: { argument: 'required' },
        verbose: { key: 'v' },
      },
    } as const;
    for (const { key, value } of tool.options(table)) {
      if (key === 'H') follow = 'operand';
      else if (key === 'L') follow = 'always';
      else if (key === 'P') follow = 'never';
      else if (key === 'R') options.recursive = true;
      else if (key === 'c') options.verbosity = 'changes';
      else if (key === 'v') options.verbosity = 'all';
      else if (key === 'f') options.silent = true;
      else if (key === 'h') dereference = false;
      else if (key === 'dereference') dereference = true;
      else if (key === 'preserve-root') preserveRoot = true;
      else if (key === 'no-preserve-root') preserveRoot = false;
      else if (key === 'reference') reference = value;
      else if (key === 'from') {
        const required = parseOwner(value!, accounts);
        if (required.warning) yield* tool.warn(`${required.warning}: ${quote(value!)}`);
        if (required.error) throw yield* tool.die(`${required.error}: ${quote(value!)}`);
        options.required = required.owner;
      } else throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (options.recursive && follow === 'never') {
      if (dereference === true) throw yield* tool.die('-R --dereference requires either -H or -L');
      dereference = false;
    }
    options.noDereference = dereference === false;
    let files = tool.operands;
    if (files.length <= (reference === null ? 1 : 0)) {
      const after = files.length === 0 ? '' : ` after ${quote(files.at(-1)!)}`;
      throw yield* tool.usageError(`missing operand${after}`);
    }
    if (reference !== null) {
      const status = tool.system.stat(reference);
      if (typeof status === 'number')
        throw yield* tool.die(`failed to get attributes of ${quoteAlways(reference)}`, status);
      const user = isGroup ? null : accounts.userName(status.uid);
      options.owner = { uid: isGroup ? ANY : status.uid, gid: status.gid, user, group: accounts.groupName(status.gid) };
    } else {
      const spec = files[0]!;
      files = files.slice(1);
      const parsed = isGroup ? parseGroup(spec, accounts) : parseOwner(spec, accounts);
      if (parsed.warning) yield* tool.warn(`${parsed.warning}: ${quote(spec)}`);
      if (parsed.error) throw yield* tool.die(`${parsed.error}: ${quote(spec)}`);
      options.owner = parsed.owner;
    }
    options.root = guardedRoot(tool, options.recursive && preserveRoot);
    for (const file of files) {
      const walk = new TreeWalk(tool.system, file, { follow: options.recursive ? follow : 'never' });
      for (let visit = walk.next(); visit !== null; visit = walk.next()) {
        const walksInto = options.recursive && visit.kind === 'directory';
        if (walksInto) {
          if (yield* isGuardedRoot(tool, options.root, visit.status!, visit.path)) {
            tool.status = 1;
            walk.skip();
            walk.next();
          }
          continue;
        }
        yield* changeOwner(tool, visit, options);
        if (visit.kind === 'directory') {
          walk.skip();
          walk.next();
        }
      }
    }
    return tool.status;
  });
}

export const chown = ownershipTool('chown');
export const chgrp = ownershipTool('chgrp');

function* changeOwner(tool: Tool, visit: Visit, options: ChownOptions): Blocking<void> {
  const { system } = tool;
  const { owner, required } = options;
  // Quoted only when it is shown: names deep down are long.
  const name = () => quoteAlways(visit.path);
  let { status } = visit;
  const fail = function* (text: string, errno: number): Blocking<void> {
    tool.status = 1;
    if (!options.silent) yield* tool.warn(text, errno);
  };
  let failed = false;
  if (status === null || visit.kind === 'unreadable') {
    const what = visit.kind === 'unreadable' ? 'cannot read directory' : 'cannot access';
    yield* fail(`${what} ${name()}`, visit.error);
    failed = true;
    status = null;
  } else if (!options.noDereference && (status.mode & S_IFMT) === S_IFLNK) {
    const referent = system.stat(visit.accessPath);
    if (typeof referent === 'number') {
      yield* fail(`cannot dereference ${name()}`, referent);
      failed = true;
    } else status = referent;
  }
  if (status !== null && !failed) {
    const isDirectory = (status.mode & S_IFMT) === S_IFDIR;
    if (isDirectory && (yield* isGuardedRoot(tool, options.root, status, visit.path))) {
      tool.status = 1;
      return;
    }
    const applies =
      (required.uid === ANY || required.uid === status.uid) && (required.gid === ANY || required.gid === status.gid);
    if (applies) {
      const result = system.chown(visit.accessPath, owner.uid, owner.gid, options.noDereference);
      if (result < 0) {
        yield* fail(`changing ${owner.uid === ANY ? 'group' : 'ownership'} of ${name()}`, result);
        failed = true;
      }
    }
    const isSame = (owner.uid === ANY || owner.uid === status.uid) && (owner.gid === ANY || owner.gid === status.gid);
    if (!failed && applies && !isSame) {
      if (options.verbosity !== 'off') yield* describe(tool, name(), status, 'changed', options);
      return;
    }
  }
  if (options.verbosity === 'all') yield* describe(tool, name(), status, failed ? 'failed' : 'retained', options);
}

function* describe(
  tool: Tool,
  name: string,
  status: FileStatus | null,
  outcome: 'changed' | 'failed' | 'retained',
  { owner, accounts }: ChownOptions,
): Blocking<void> {
  const { user, group } = owner;
  const wanted = [user, group].filter((part) => part !== null).join(':');
  const old =
    status === null
      ? ''
      : [user === null ? null : accounts.userName(status.uid), group === null ? null : accounts.groupName(status.gid)]
          .filter((part) => part !== null)
          .join(':');
  const what = user === null && group !== null ? 'group' : 'ownership';
  const isNothing = user === null && group === null;
  let line: string;
  if (outcome === 'retained') line = `${what} of ${name} retained${isNothing ? '' : ` as ${old}`}`;
  else if (outcome === 'changed') {
    line = isNothing ? `no change to ownership of ${name}` : `changed ${what} of ${name} from ${old} to ${wanted}`;
  } else {
    const from = old === '' ? '' : ` from ${old}`;
    line = `failed to change ${what} of ${name}${isNothing ? '' : `${from} to ${wanted}`}`;
  }
  yield* tool.out.put(`${line}\n`);
}
