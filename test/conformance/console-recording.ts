/** Recorded consoles as lines with levels. */
import { latin1Text } from '../../src/sim/bytes.ts';
import { hasVector, readJsonVector, readVector } from './vectors.ts';

export interface RecordedLine {
  readonly text: string;
  /** Log level; null where the recording does not say. */
  readonly level: number | null;
  /** `T39`, or null. */
  readonly caller: string | null;
}

/** The fields of `linux-console/NAME.json` that a replay needs. */
export interface Recording {
  readonly name: string;
  readonly kernel: string;
  readonly cpus: number;
  readonly commandLine: string;
  readonly script: readonly string[];
  /** What happened outside: [text to wait for, action, argument]. */
  readonly outside?: readonly (readonly [string, string, string])[];
  /** What the script reported on a second line. */
  readonly answers: readonly string[];
  /** `script end`, `panic end`, `qemu exit 0`, … */
  readonly ended: string;
  readonly levels: { readonly map: string; readonly recordsNotOnConsole: number };
}

/** A record begins with its time stamp, of which only the caller is kept. */
const STAMP = /^\[ *\d+\.\d{6}\](?:\[ *([TC]\d+)\])? /;

export function readRecording(name: string): Recording {
  return readJsonVector(`linux-console/${name}.json`);
}

/**
 * The records of `linux-console/NAME.log.gz`, those of several lines line by line; other console text (a shell's) and what a
 * console shows once more is left out.
 */
export function recordedLines(name: string): RecordedLine[] {
  const levels = hasVector(`linux-console/${name}.json`) ? readRecording(name).levels.map : '';
  /** Of the record that the line before belongs to. */
  let last: { readonly stamp: string; readonly level: number } | null = null;
  return consoleText(`linux-console/${name}.log.gz`).flatMap((line, i) => {
    const record = parseRecord(line);
    const stamp = STAMP.exec(line)?.[0] ?? '';
    const level = levels[i];
    const isContinuation = level === '.' && last?.stamp === stamp;
    if (level !== undefined && level !== '.') last = { stamp, level: Number(level) };
    else if (!isContinuation) last = null;
    if (record === null || (level === '.' && !isContinuation)) return [];
    return [{ ...record, level: level === undefined ? null : last!.level }];
  });
}

/** The beginning of a record where the console ends in the middle of a line; else null. */
export function cutOffText(name: string): string | null {
  const last =
    latin1Text(readVector(`linux-console/${name}.log.gz`))
      .split('\n')
      .at(-1) ?? '';
  return parseRecord(last)?.text ?? null;
}

/** Every console line with a time stamp, what is shown once more included. */
export function stampedTexts(name: string): string[] {
  return consoleText(`linux-console/${name}.log.gz`).flatMap((line) => parseRecord(line)?.text ?? []);
}

/** The records of the first boot of a `linux-arch` console; levels from its recovered dump, where that is at hand. */
export function armLines(name: string): RecordedLine[] {
  const lines = consoleText(`linux-arch/${name}.console.log.gz`).flatMap((line) => parseRecord(line) ?? []);
  const secondBoot = lines.findIndex(({ text }, i) => i > 0 && text.startsWith('Booting Linux on'));
  const first = lines.slice(0, secondBoot < 0 ? lines.length : secondBoot);
  const levels = dumpedLevels(name);
  return first.map((line) => ({ ...line, level: levels.get(line.text) ?? null }));
}

/** Levels of the texts in the Panic dump of a `linux-arch` case. */
function dumpedLevels(name: string): Map<string, number> {
  const path = `linux-arch/${name}.files.json.gz`;
  const levels = new Map<string, number>();
  if (!hasVector(path)) return levels;
  const files = Object.values(readJsonVector<Record<string, Record<string, { text?: string }>>>(path)['0'] ?? {});
  for (const { text } of files) {
    for (const line of text?.startsWith('Panic#') ? text.split('\n') : []) {
      const match = /^<(\d)>\[ *\d+\.\d{6}\] (.*)$/.exec(line);
      if (match !== null) levels.set(match[2]!, Number(match[1]));
    }
  }
  return levels;
}

function consoleText(path: string): string[] {
  return latin1Text(readVector(path))
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));
}

function parseRecord(line: string): RecordedLine | null {
  const match = STAMP.exec(line);
  return match === null ? null : { text: line.slice(match[0].length), level: null, caller: match[1] ?? null };
}
