/**
 * `ls` of coreutils 9.1 (`src/ls.c`): the order in which names and directories are listed.
 *
 * Left out: `-D`, hyperlinks, security contexts and ACLs (there are none).
 */
import { type Blocking, S_IFDIR } from '../../../shell/posix.ts';
import { baseName, join } from '../libc/fts.ts';
import { humanSize } from '../libc/human-size.ts';
import { quoteAlways, quoteFile } from '../libc/quote.ts';
import { defineTool, type Tool } from '../libc/usage.ts';
import { readAccounts } from '../system/accounts.ts';
import { EntryList } from './ls-entries.ts';
import { type LsDefaults, type LsOptions, readLsOptions } from './ls-options.ts';
import { ListPrinter } from './ls-print.ts';

const DEV_BSIZE = 512;

interface PendingDirectory {
  readonly path: string;
  readonly isArgument: boolean;
}

/** The end of a directory's own directories: it may be listed again. */
interface EndMark {
  readonly identity: string;
}

const listingTool = (name: string, defaults: LsDefaults | null) =>
  defineTool(
    {
      name,
      synopsis: ['[OPTION]... [FILE]...'],
      summary: 'List files and what directories hold.',
      usageStatus: 2,
      help: [
        '-a, --all; -A, --almost-all        names with a dot too; without . and ..',
        '-B, --ignore-backups               no names that end in ~',
        '-I, --ignore=PATTERN; --hide=PATTERN  no names like PATTERN',
        '-l; -g; -o; -n                     long lines; no owner; no group; numbers for names',
        '-G, --no-group; --author           without groups; with authors',
        '-h, --human-readable; --si; -k; --block-size=SIZE  units of sizes',
        '-i, --inode; -s, --size; -Z        inode numbers; blocks; security contexts',
        '-1; -C; -x; -m; --format=WORD      one name a line; columns; rows; commas',
        '-w, --width=N; -T, --tabsize=N     columns of the screen; of a tab',
        '-F, --classify; -p; --file-type; --indicator-style=WORD  marks behind names',
        '-q; -Q; -b; -N; --quoting-style=WORD  how odd characters are shown',
        '-t; -S; -X; -v; -U; -f; --sort=WORD; -r  order',
        '-c; -u; --time=WORD                which time',
        '--full-time; --time-style=STYLE    how times are shown',
        '-d; -R; -H; -L                     directories themselves; with all below; through links',
        '--group-directories-first; --color[=WHEN]; --zero',
      ],
    },
    function* (tool) {
      const options = yield* readLsOptions(tool, defaults);
      yield* new Lister(tool, options, yield* readAccounts(tool.system)).run();
      return tool.status;
    },
  );

export const ls = listingTool('ls', null);
export const dir = listingTool('dir', { format: 'vertical', quoting: 'escape' });
export const vdir = listingTool('vdir', { format: 'long', quoting: 'escape' });

class Lister {
  readonly #tool: Tool;
  readonly #options: LsOptions;
  readonly #list: EntryList;
  readonly #printer: ListPrinter;
  /** The next one is last. */
  readonly #pending: (PendingDirectory | EndMark)[] = [];
  readonly #active = new Set<string>();
  #isFirst = true;

  constructor(tool: Tool, options: LsOptions, accounts: ConstructorParameters<typeof EntryList>[2]) {
    this.#tool = tool;
    this.#options = options;
    this.#list = new EntryList(tool, options, accounts);
    this.#printer = new ListPrinter(tool, options, this.#list, accounts);
  }

  *run(): Blocking<void> {
    const { operands, out } = this.#tool;
    const list = this.#list;
    if (operands.length === 0) {
      if (this.#options.immediate) yield* list.add('.', 0, S_IFDIR, true, '');
      else this.#pending.push({ path: '.', isArgument: true });
    } else for (const operand of operands) yield* list.add(operand, 0, 0, true, '');
    if (list.entries.length > 0) {
      list.sort();
      if (!this.#options.immediate) this.#extractDirectories(null);
    }
    let showsName = true;
    if (list.entries.length > 0) {
      yield* this.#printer.print();
      if (this.#pending.length > 0) yield* out.put('\n');
    } else if (operands.length <= 1 && this.#pending.length === 1) showsName = false;
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      if ('identity' in next) {
        this.#active.delete(next.identity);
        continue;
      }
      yield* this.#listDirectory(next, showsName);
      showsName = true;
    }
  }

  *#listDirectory({ path, isArgument }: PendingDirectory, showsName: boolean): Blocking<void> {
    const { system, out } = this.#tool;
    const { recursive, format, blocks, sizeStyle } = this.#options;
    const list = this.#list;
    const fail = (status: number) => {
      this.#tool.status = isArgument ? 2 : Math.max(this.#tool.status, status);
    };
    const entries = system.getdents(path);
    if (typeof entries === 'number') {
      yield* this.#tool.warn(`cannot open directory ${quoteAlways(path)}`, entries);
      fail(1);
      return;
    }
    if (recursive) {
      const status = system.stat(path);
      if (typeof status !== 'number') {
        const identity = `${status.dev}:${status.ino}`;
        if (this.#active.has(identity)) {
          yield* this.#tool.warn(`${quoteFile(path)}: not listing already-listed directory`);
          this.#tool.status = 2;
          return;
        }
        this.#active.add(identity);
        this.#pending.push({ identity });
      }
    }
    list.clear();
    if (recursive || showsName) {
      yield* out.put(`${this.#isFirst ? '' : '\n'}${this.#printer.heading(path)}:\n`);
      this.#isFirst = false;
    }
    let total = 0;
    for (const { name, ino, type } of entries) {
      if (!list.isIgnored(name)) total += yield* list.add(name, ino, type, false, path);
    }
    list.sort();
    if (recursive) this.#extractDirectories(path);
    if (format === 'long' || blocks) {
      yield* out.put(`total ${humanSize(total, sizeStyle, DEV_BSIZE)}${this.#options.end}`);
    }
    if (list.entries.length > 0) yield* this.#printer.print();
  }

  /** Queues the directories of the list, the first one next; those named on the command line leave the list. */
  #extractDirectories(parent: string | null): void {
    const list = this.#list;
    for (let at = list.entries.length - 1; at >= 0; at--) {
      const { name, type, isArgument } = list.entries[at]!;
      if (type !== S_IFDIR) continue;
      const last = baseName(name);
      if (parent !== null && (last === '.' || last === '..')) continue;
      const path = parent === null || name.startsWith('/') ? name : join(parent, name);
      this.#pending.push({ path, isArgument: parent === null && isArgument });
    }
    if (parent === null) list.entries = list.entries.filter(({ isArgument }) => !isArgument);
  }
}
