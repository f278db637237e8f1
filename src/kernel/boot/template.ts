/**
 * A boot log table as records, and a record with its values filled in.
 *
 * The table's format is described at `BootLogTable` in `src/profiles/kernel-text.ts`.
 */
import type { BootLogTable } from '../../profiles/kernel-text.ts';
import { assert } from '../../sim/assert.ts';

/** One record of a boot. */
export interface BootRecord {
  /** The record's own time stamp, microseconds since the kernel's clock began; not always rising. */
  readonly timeUs: number;
  /** Log level 0 … 7. */
  readonly level: number;
  /** One line, latin1. */
  readonly text: string;
  /** `T1` or `C0` where the kernel has caller ids, else null. */
  readonly caller: string | null;
  /** `register-console`: not printed as it is; the kernel registers its console now, and that says this text. */
  readonly effect: 'register-console' | null;
}

/** A line with a level of its own, or one that takes the template's. */
export type TextLine = string | { readonly level: number; readonly text: string };

/** A string fills a place inside a text; a list stands for whole records. */
export type TextValue = string | readonly TextLine[];

export interface TemplateRecord {
  readonly timeUs: number;
  readonly level: number;
  readonly caller: string | null;
  readonly text: string;
}

const parsed = new Map<BootLogTable, readonly (TemplateRecord & { readonly tag: string | null })[]>();

/** The records of a table that a machine with these tags has (board, MMU), in order. */
export function templateRecords(table: BootLogTable, tags: readonly string[]): readonly TemplateRecord[] {
  let records = parsed.get(table);
  if (records === undefined) {
    records = table.log.trim().split('\n').map(parseRecord);
    parsed.set(table, records);
  }
  return records.filter(({ tag }) => tag === null || tags.includes(tag));
}

function parseRecord(line: string): TemplateRecord & { readonly tag: string | null } {
  const match = /^([0-7]) (\d+)(?: ([TC]\d+))?(?: \?([\w-]+))?\|(.*)$/s.exec(line);
  assert(match !== null, `boot log line ${JSON.stringify(line)}`);
  const [, level, time, caller, tag, text] = match;
  return { level: Number(level), timeUs: Number(time), caller: caller ?? null, tag: tag ?? null, text: text! };
}

/** Repeats each run of lines that name `%{secondary}` for the CPUs 1 … cpus-1, each as long after the one before as that one took. */
export function repeatForCpus(records: readonly TemplateRecord[], cpus: number): TemplateRecord[] {
  const result: TemplateRecord[] = [];
  for (let at = 0; at < records.length; at++) {
    let end = at;
    while (records[end]?.text.includes('%{secondary}')) end++;
    if (end === at) result.push(records[at]!);
    const tookUs = end === at ? 0 : records[end - 1]!.timeUs - records[at]!.timeUs;
    const nextUs = records[end]?.timeUs ?? Number.POSITIVE_INFINITY;
    for (let cpu = 1; cpu < cpus && end > at; cpu++) {
      for (const record of records.slice(at, end)) {
        const timeUs = Math.min(record.timeUs + (cpu - 1) * tookUs, nextUs);
        result.push({ ...record, timeUs, text: record.text.replaceAll('%{secondary}', String(cpu)) });
      }
    }
    at = Math.max(at, end - 1);
  }
  return result;
}

/** The records one template record becomes. */
export function fillRecord(record: TemplateRecord, values: Readonly<Record<string, TextValue>>): BootRecord[] {
  const { timeUs, level, caller, text } = record;
  const whole = /^%\{(\w+)\}$/.exec(text)?.[1];
  const lines = whole === undefined ? undefined : values[whole];
  if (Array.isArray(lines)) {
    return (lines as readonly TextLine[]).map((line) =>
      typeof line === 'string'
        ? { timeUs, level, text: line, caller, effect: null }
        : { timeUs, level: line.level, text: line.text, caller, effect: null },
    );
  }
  const effect = text.startsWith('printk: ') && text.includes('%{console}') ? 'register-console' : null;
  return [{ timeUs, level, text: fillText(text, values), caller, effect }];
}

function fillText(text: string, values: Readonly<Record<string, TextValue>>): string {
  if (!text.includes('%{')) return text;
  return text.replace(/%\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    assert(typeof value === 'string', `boot log: no text for %{${name}}`);
    return value;
  });
}
