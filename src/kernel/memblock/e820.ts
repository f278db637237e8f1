/**
 * The x86 firmware memory map, and what `mem=` and `memmap=` make of it.
 *
 * Mirrors Linux v6.1 `arch/x86/kernel/e820.c` (parse_memopt, parse_memmap_one, e820__update_table, trim_bios_range in
 * setup.c). Leaves out firmware entries passed in setup_data and the `efi` and EDD extras.
 */
import { hex } from '../../sim/bytes.ts';
import { type KernelCommandLine, memparse } from '../cmdline.ts';

/** Type numbers of the ACPI specification, and 12 for `memmap=size!start`. */
export const E820_TYPE_RAM = 1;
const E820_TYPE_RESERVED = 2;
const E820_TYPE_ACPI = 3;
const E820_TYPE_NVS = 4;
const E820_TYPE_UNUSABLE = 5;
const E820_TYPE_PMEM = 7;
const E820_TYPE_PRAM = 12;

/** Memory that waits for a driver to claim it. */
export const forDrivers: readonly number[] = [E820_TYPE_RESERVED, E820_TYPE_PRAM, E820_TYPE_PMEM];

/** Bytes; `end` is exclusive. */
export interface E820Entry {
  readonly start: number;
  readonly end: number;
  readonly type: number;
}

export interface KernelLine {
  readonly level: number;
  readonly text: string;
}

/** The last byte there can be; also where `mem=` cuts to. */
const ULLONG_MAX_TEXT = 'fffffffffffffffe';
const ADDRESS_END = 2 ** 64;

export interface E820Result {
  /** As the firmware gave it. */
  readonly firmware: readonly E820Entry[];
  /** After the command line; null when the command line said nothing about memory. */
  readonly user: readonly E820Entry[] | null;
  /** What the kernel goes by: page 0 reserved, no RAM in the BIOS area. */
  readonly table: readonly E820Entry[];
  /** Debug lines of the early parameters, in order. */
  readonly messages: readonly KernelLine[];
}

export function e820FromCommandLine(firmware: readonly E820Entry[], line: KernelCommandLine): E820Result {
  const messages: KernelLine[] = [];
  let entries = updateTable(firmware);
  let user = false;
  for (const { name, value } of line.parameters) {
    if (name === 'mem') {
      const limit = memparse(value ?? '');
      if (value === null || limit.value === 0 || value === 'nopentium') continue;
      entries = remove(entries, { start: limit.value, end: ADDRESS_END }, E820_TYPE_RAM, messages);
      user = true;
    } else if (name === 'memmap') {
      for (const part of (value ?? '').split(',')) {
        const changed = applyMemmap(entries, part, messages);
        if (changed === null) continue;
        entries = changed;
        user = true;
      }
    }
  }
  if (user) entries = updateTable(entries);
  return { firmware: updateTable(firmware), user: user ? entries : null, table: trimBios(entries), messages };
}

/** One `size[KMG][@#$!]start`, or `exactmap`; null when it is malformed and has no effect. */
function applyMemmap(entries: E820Entry[], text: string, messages: KernelLine[]): E820Entry[] | null {
  if (text.startsWith('exactmap')) return [];
  const size = memparse(text);
  if (size.length === 0) return null;
  const mark = text[size.length];
  const types: Readonly<Record<string, number>> = {
    '@': E820_TYPE_RAM,
    '#': E820_TYPE_ACPI,
    $: E820_TYPE_RESERVED,
    '!': E820_TYPE_PRAM,
  };
  const type = mark === undefined ? undefined : types[mark];
  if (mark === '%') return changeType(entries, size.value, text.slice(size.length + 1), messages);
  // Without a mark: all RAM from `size` on is taken away, as by mem=.
  if (type === undefined) return remove(entries, { start: size.value, end: ADDRESS_END }, E820_TYPE_RAM, messages);
  const start = memparse(text.slice(size.length + 1)).value;
  return size.value === 0 ? entries : [...entries, { start, end: start + size.value, type }];
}

/** `size%start-old+new`: type `old` there becomes `new`; one alone adds or removes; none takes everything out. */
function changeType(entries: E820Entry[], size: number, rest: string, messages: KernelLine[]): E820Entry[] {
  const start = memparse(rest);
  let at = start.length;
  let from = 0;
  let to = 0;
  if (rest[at] === '-') {
    const old = memparse(rest.slice(at + 1));
    from = old.value;
    at += 1 + old.length;
  }
  if (rest[at] === '+') to = memparse(rest.slice(at + 1)).value;
  const range = { start: start.value, end: start.value + size };
  if (to === 0) return remove(entries, range, from, messages);
  if (from === 0) return [...entries, { ...range, type: to }];
  const text = `e820: update ${rangeText(range)} ${typeText(from)} ==> ${typeText(to)}`;
  messages.push({ level: 7, text });
  const changed = entries.flatMap((entry) => {
    const inside = { start: Math.max(entry.start, range.start), end: Math.min(entry.end, range.end), type: to };
    return entry.type === from && inside.start < inside.end ? [inside] : [];
  });
  return [...cut(entries, range, from), ...changed];
}

/** Takes a range out of all entries of a type (0: of any), with the debug line of e820__range_remove. */
function remove(
  entries: readonly E820Entry[],
  range: { readonly start: number; readonly end: number },
  type: number,
  messages: KernelLine[],
): E820Entry[] {
  const named = type === 0 ? '' : typeText(type);
  messages.push({ level: 7, text: `e820: remove ${rangeText(range)} ${named}` });
  return cut(entries, range, type);
}

/** `mem=` and `memmap=size` cut up to the last byte but one, as ULLONG_MAX - size bytes from size on do. */
function rangeText({ start, end }: { readonly start: number; readonly end: number }): string {
  return `[mem 0x${hex(start, 8)}-0x${end === ADDRESS_END ? ULLONG_MAX_TEXT : hex(end - 1, 8)}]`;
}

function cut(
  entries: readonly E820Entry[],
  { start, end }: { readonly start: number; readonly end: number },
  type: number,
): E820Entry[] {
  return entries.flatMap((entry) => {
    if ((type !== 0 && entry.type !== type) || entry.end <= start || entry.start >= end) return [entry];
    const parts = [
      { ...entry, end: Math.min(entry.end, start) },
      { ...entry, start: Math.max(entry.start, end) },
    ];
    return parts.filter((part) => part.start < part.end);
  });
}

/** Where entries overlap the highest type wins; neighbours of one type become one, except type 12. */
function updateTable(entries: readonly E820Entry[]): E820Entry[] {
  const edges = [...new Set(entries.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const table: E820Entry[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const start = edges[i]!;
    const end = edges[i + 1]!;
    const type = entries.reduce(
      (max, one) => (one.start <= start && one.end >= end ? Math.max(max, one.type) : max),
      0,
    );
    if (type === 0) continue;
    const last = table.at(-1);
    const starts = type === E820_TYPE_PRAM && entries.some((one) => one.type === type && one.start === start);
    if (last !== undefined && last.end === start && last.type === type && !starts)
      table[table.length - 1] = { ...last, end };
    else table.push({ start, end, type });
  }
  return table;
}

/** Page 0 is never used; 0xa0000 … 0xfffff is never RAM. */
function trimBios(entries: readonly E820Entry[]): E820Entry[] {
  const withoutBios = cut(entries, { start: 0xa0000, end: 0x100000 }, E820_TYPE_RAM);
  const hasPageZero = withoutBios.some(
    ({ start, end, type }) => type === E820_TYPE_RAM && start < 0x1000 && end > start,
  );
  if (!hasPageZero) return updateTable(withoutBios);
  return updateTable([
    ...cut(withoutBios, { start: 0, end: 0x1000 }, E820_TYPE_RAM),
    { start: 0, end: 0x1000, type: E820_TYPE_RESERVED },
  ]);
}

/** As e820__print_table prints a type. */
function typeText(type: number): string {
  switch (type) {
    case E820_TYPE_RAM:
      return 'usable';
    case E820_TYPE_RESERVED:
      return 'reserved';
    case E820_TYPE_ACPI:
      return 'ACPI data';
    case E820_TYPE_NVS:
      return 'ACPI NVS';
    case E820_TYPE_UNUSABLE:
      return 'unusable';
    case E820_TYPE_PMEM:
    case E820_TYPE_PRAM:
      return `persistent (type ${type})`;
    default:
      return `type ${type}`;
  }
}

/** As /proc/iomem names a type. */
export function resourceName(type: number): string {
  switch (type) {
    case E820_TYPE_RAM:
      return 'System RAM';
    case E820_TYPE_RESERVED:
      return 'Reserved';
    case E820_TYPE_ACPI:
      return 'ACPI Tables';
    case E820_TYPE_NVS:
      return 'ACPI Non-volatile Storage';
    case E820_TYPE_UNUSABLE:
      return 'Unusable memory';
    case E820_TYPE_PMEM:
      return 'Persistent Memory';
    case E820_TYPE_PRAM:
      return 'Persistent Memory (legacy)';
    default:
      return 'Unknown E820 type';
  }
}

/** `BIOS-e820: [mem 0x…-0x…] usable`, one line an entry. */
export function printTable(who: string, entries: readonly E820Entry[]): string[] {
  return entries.map(
    ({ start, end, type }) => `${who}: [mem 0x${hex(start, 16)}-0x${hex(end - 1, 16)}] ${typeText(type)}`,
  );
}
