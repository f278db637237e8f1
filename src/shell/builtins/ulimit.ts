/**
 * `ulimit`: bash 5.2 `builtins/ulimit.def`, dash and BusyBox ash `shell_builtin_ulimit`; words, units and refusals as those three print them.
 *
 * `-b`, `-k`, `-P` and `-T` of bash are left out: this Linux has no such limits.
 */
import { strerror } from '../../sim/errno.ts';
import { parseInteger } from '../arithmetic.ts';
import { type BuiltinFunction, invalidOption } from '../builtin.ts';
import type { ShellState } from '../shell-state.ts';
import type { LimitKind } from '../system.ts';

/** A resource as one shell knows it. */
interface Resource {
  readonly option: string;
  /** The kernel's letter, where the shell has another. */
  readonly letter: string;
  readonly description: string;
  readonly unit: string;
  /** How many of the kernel's units one unit is. */
  readonly factor: number;
}

type Row = readonly [description: string, unit: string, option: string, factor: number, letter?: string];

const table = (rows: readonly Row[]): readonly Resource[] =>
  rows.map(([description, unit, option, factor, letter = option]) => ({ option, letter, description, unit, factor }));

/** In the order of `ulimit -a`. Bash outside its POSIX mode counts blocks of 1024 bytes. */
const BASH = table([
  ['real-time non-blocking time', 'microseconds', 'R', 1],
  ['core file size', 'blocks', 'c', 1024],
  ['data seg size', 'kbytes', 'd', 1024],
  ['scheduling priority', '', 'e', 1],
  ['file size', 'blocks', 'f', 1024],
  ['pending signals', '', 'i', 1],
  ['max locked memory', 'kbytes', 'l', 1024],
  ['max memory size', 'kbytes', 'm', 1024],
  ['open files', '', 'n', 1],
  ['pipe size', '512 bytes', 'p', 512],
  ['POSIX message queues', 'bytes', 'q', 1],
  ['real-time priority', '', 'r', 1],
  ['stack size', 'kbytes', 's', 1024],
  ['cpu time', 'seconds', 't', 1],
  ['max user processes', '', 'u', 1],
  ['virtual memory', 'kbytes', 'v', 1024],
  ['file locks', '', 'x', 1],
]);

const BUSYBOX = table([
  ['core file size', 'blocks', 'c', 512],
  ['data seg size', 'kb', 'd', 1024],
  ['scheduling priority', '', 'e', 1],
  ['file size', 'blocks', 'f', 512],
  ['pending signals', '', 'i', 1],
  ['max locked memory', 'kb', 'l', 1024],
  ['max memory size', 'kb', 'm', 1024],
  ['open files', '', 'n', 1],
  ['POSIX message queues', 'bytes', 'q', 1],
  ['real-time priority', '', 'r', 1],
  ['stack size', 'kb', 's', 1024],
  ['cpu time', 'seconds', 't', 1],
  ['max user processes', '', 'u', 1],
  ['virtual memory', 'kb', 'v', 1024],
  ['file locks', '', 'x', 1],
]);

const DASH = table([
  ['time', 'seconds', 't', 1],
  ['file', 'blocks', 'f', 512],
  ['data', 'kbytes', 'd', 1024],
  ['stack', 'kbytes', 's', 1024],
  ['coredump', 'blocks', 'c', 512],
  ['memory', 'kbytes', 'm', 1024],
  ['locked memory', 'kbytes', 'l', 1024],
  ['process', '', 'p', 1, 'u'],
  ['nofiles', '', 'n', 1],
  ['vmemory', 'kbytes', 'v', 1024],
  ['locks', '', 'w', 1, 'x'],
  ['rtprio', '', 'r', 1],
]);

const USAGE = 'ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]';

export const ulimitBuiltin: BuiltinFunction = (shell, args) => {
  const resources = resourcesOf(shell);
  const kinds = new Set<LimitKind>();
  const wanted: Resource[] = [];
  let isAll = false;
  let value: string | undefined;
  for (const word of args) {
    if (word === '--') continue;
    if (!word.startsWith('-') || word === '-') {
      value = word;
      continue;
    }
    for (const letter of word.slice(1)) {
      if (letter === 'S' || letter === 'H') kinds.add(letter === 'S' ? 'soft' : 'hard');
      else if (letter === 'a') isAll = true;
      else {
        const resource = resources.find(({ option }) => option === letter);
        if (resource === undefined) return badOption(shell, letter);
        wanted.push(resource);
      }
    }
  }
  const shown: LimitKind = kinds.has('hard') && !(shell.dialect.kind === 'bash' && kinds.has('soft')) ? 'hard' : 'soft';
  if (isAll) {
    for (const resource of resources) shell.print(lineOf(shell, resource, shown));
    return 0;
  }
  const last = wanted.at(-1) ?? resources.find(({ option }) => option === 'f')!;
  if (value !== undefined) return set(shell, last, value, kinds);
  const lists = wanted.length > 1 && !shell.dialect.isDash;
  for (const resource of lists ? wanted : [last]) {
    shell.print(lists ? lineOf(shell, resource, shown) : `${textOf(shell, resource, shown)}\n`);
  }
  return 0;
};

function resourcesOf({ dialect }: ShellState): readonly Resource[] {
  if (dialect.kind === 'bash') return BASH;
  return dialect.isDash ? DASH : BUSYBOX;
}

/** Both limits are set unless one is named. */
function set(shell: ShellState, resource: Resource, value: string, kinds: ReadonlySet<LimitKind>): number {
  const number = numberOf(shell, resource, value);
  if (number === undefined) return refused(shell, resource, 'invalid', value);
  const [only] = kinds.size === 1 ? kinds : [];
  const result = shell.system.setLimit(resource.letter, number, only);
  return result < 0 ? refused(shell, resource, 'failed', strerror(result)) : 0;
}

/** In the kernel's units, null for none; undefined for what is no number. */
function numberOf(shell: ShellState, { letter, factor }: Resource, text: string): number | null | undefined {
  if (text === 'unlimited') return null;
  if (shell.dialect.kind === 'bash' && (text === 'hard' || text === 'soft')) return shell.system.getLimit(letter, text);
  const parsed = parseInteger(text);
  return parsed === null || parsed < 0 ? undefined : Number(parsed) * factor;
}

function refused(shell: ShellState, { description }: Resource, why: 'invalid' | 'failed', text: string): number {
  const { kind, isDash } = shell.dialect;
  if (kind === 'bash') {
    shell.complain(
      `ulimit: ${why === 'invalid' ? `${text}: invalid number` : `${description}: cannot modify limit: ${text}`}`,
    );
    return 1;
  }
  if (isDash) {
    shell.complain(`ulimit: ${why === 'invalid' ? 'bad number' : `error setting limit (${text})`}`);
    return 2;
  }
  shell.printError(`sh: ${why === 'invalid' ? `invalid number '${text}'` : `error setting limit: ${text}`}\n`);
  return 1;
}

function badOption(shell: ShellState, letter: string): number {
  if (shell.dialect.kind === 'bash' || shell.dialect.isDash) return invalidOption(shell, 'ulimit', `-${letter}`, USAGE);
  shell.printError(`ulimit: invalid option -- '${letter}'\n`);
  return 1;
}

function lineOf(shell: ShellState, resource: Resource, kind: LimitKind): string {
  const { option, description, unit } = resource;
  const text = textOf(shell, resource, kind);
  if (shell.dialect.kind === 'bash') {
    return `${description.padEnd(20)} ${`(${unit === '' ? '' : `${unit}, `}-${option}) `.padStart(20)}${text}\n`;
  }
  const named = unit === '' ? description : `${description}${shell.dialect.isDash ? '' : ' '}(${unit})`;
  return shell.dialect.isDash ? `${named.padEnd(20)} ${text}\n` : `${named.padEnd(32)}(-${option}) ${text}\n`;
}

function textOf({ system }: ShellState, { letter, factor, unit }: Resource, kind: LimitKind): string {
  if (unit === '512 bytes') return '8';
  const value = system.getLimit(letter, kind);
  return value === null ? 'unlimited' : String(Math.floor(value / factor));
}
