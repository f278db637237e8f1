/**
 * systemd's configuration files: a main file and its drop-ins, sections of `NAME=VALUE`.
 *
 * Mirrors `config_parse_many` of systemd 252 and 257 (`src/shared/conf-parser.c`, `conf-files.c`) as recorded. Left out: byte order marks, lines
 * above a megabyte, specifiers.
 */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { printError } from '../libc/stdio.ts';
import { readText, sortedNames } from '../system/program-frame.ts';

/** An assignment, and where it stands: the last line of it, from 1. */
export interface Assignment {
  readonly path: string;
  readonly line: number;
  readonly section: string;
  readonly name: string;
  readonly value: string;
}

interface ConfigFiles {
  /** Where the main file may lie: the first that is there counts. */
  readonly main: readonly string[];
  /** Folders of drop-ins: a name in an earlier one hides it in later ones. */
  readonly dropIns: readonly string[];
  /** Sections that the program knows, and what may stand in them. */
  readonly known: Readonly<Record<string, readonly string[]>>;
}

const ENOENT = -2;
const BAD_MESSAGE = 'Bad message';

/** All assignments in the order in which they count; what is wrong is told on standard error and passed by. */
export function* readConfig(system: SystemCalls, { main, dropIns, known }: ConfigFiles): Blocking<Assignment[]> {
  const found: Assignment[] = [];
  for (const path of main) {
    const text = yield* readText(system, path);
    if (text === ENOENT) continue;
    yield* parse(system, path, text, known, found);
    break;
  }
  for (const path of dropInFiles(system, dropIns))
    yield* parse(system, path, yield* readText(system, path), known, found);
  return found;
}

/** By name over all folders, as `conf_files_list` sorts them. */
function dropInFiles(system: SystemCalls, folders: readonly string[]): string[] {
  const byName = new Map<string, string>();
  for (const folder of folders) {
    for (const name of sortedNames(system, folder)) {
      if (name.endsWith('.conf') && !byName.has(name)) byName.set(name, `${folder}/${name}`);
    }
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}

function* parse(
  system: SystemCalls,
  path: string,
  text: string | number,
  known: ConfigFiles['known'],
  found: Assignment[],
): Blocking<void> {
  if (typeof text === 'number') {
    yield* printError(system, `Failed to open configuration file '${path}': ${strerror(text)}\n`);
    return;
  }
  let section: string | null = null;
  let isPassedBy = false;
  let continued = '';
  for (const [index, raw] of text.split('\n').entries()) {
    const complain = (message: string): Blocking<void> => printError(system, `${path}:${index + 1}: ${message}\n`);
    const start = raw.trimStart();
    // A comment between the pieces of a line belongs to none of them.
    if (start.startsWith('#') || start.startsWith(';')) continue;
    const whole = continued + raw;
    continued = '';
    if (/(^|[^\\])(\\\\)*\\$/.test(whole)) {
      continued = `${whole.slice(0, -1)} `;
      continue;
    }
    const line = whole.trim();
    if (line === '') continue;
    if (line.startsWith('[')) {
      if (!line.endsWith(']')) {
        yield* complain(`Invalid section header '${line}'`);
        yield* complain(`Failed to parse file: ${BAD_MESSAGE}`);
        return;
      }
      section = line.slice(1, -1);
      isPassedBy = !Object.hasOwn(known, section);
      if (isPassedBy && !section.startsWith('X-')) yield* complain(`Unknown section '${section}'. Ignoring.`);
      continue;
    }
    if (section === null) {
      yield* complain('Assignment outside of section. Ignoring.');
      continue;
    }
    if (isPassedBy) continue;
    const equals = line.indexOf('=');
    if (equals < 0) yield* complain("Missing '=', ignoring line.");
    else if (equals === 0) yield* complain("Missing key name before '=', ignoring line.");
    else {
      const name = line.slice(0, equals).trim();
      const value = line.slice(equals + 1).trim();
      if (known[section]!.includes(name)) found.push({ path, line: index + 1, section, name, value });
      else if (!name.startsWith('X-')) yield* complain(`Unknown key '${name}' in section [${section}], ignoring.`);
    }
  }
}

/** `parse_boolean`; null: it is none. */
export function parseBoolean(word: string): boolean | null {
  if (/^(1|yes|y|true|t|on)$/i.test(word)) return true;
  return /^(0|no|n|false|f|off)$/i.test(word) ? false : null;
}
