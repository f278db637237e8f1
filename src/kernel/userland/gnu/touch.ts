/** `touch` of coreutils 9.1. */
import { type Blocking, O_CREAT, O_NOCTTY, O_NONBLOCK, O_WRONLY, type Timespec } from '../../../shell/posix.ts';
import { EINVAL, EISDIR, ENOENT, EPERM } from '../../../sim/errno.ts';
import { toolZone } from '../libc/clock.ts';
import { parseDatetime } from '../libc/parse-datetime.ts';
import { quote, quoteAlways } from '../libc/quote.ts';
import { daysInMonth, type TimeZone } from '../libc/time-zone.ts';
import { defineTool, type Tool } from '../libc/usage.ts';

const timeChoices = [
  ['atime', 'a'],
  ['access', 'a'],
  ['use', 'a'],
  ['mtime', 'm'],
  ['modify', 'm'],
] as const;

interface TouchOptions {
  which: Set<'a' | 'm'>;
  noCreate: boolean;
  noFollow: boolean;
  /** Null: the present. */
  times: { readonly atime: Timespec; readonly mtime: Timespec } | null;
}

export const touch = defineTool(
  {
    name: 'touch',
    synopsis: ['[OPTION]... FILE...'],
    summary: 'Set the times of each FILE to the present; make the files that are not there.',
    help: [
      '-a                       only the access time',
      '-c, --no-create          make no files',
      '-d, --date=STRING        this time instead of the present',
      '-h, --no-dereference     links themselves',
      '-m                       only the modification time',
      '-r, --reference=FILE     the times of FILE',
      '-t [[CC]YY]MMDDhhmm[.ss] this time',
      '--time=WORD              access, atime or use: -a; modify or mtime: -m',
    ],
  },
  function* (tool) {
    const options: TouchOptions = { which: new Set(), noCreate: false, noFollow: false, times: null };
    let stamp: string | null = null;
    let date: string | null = null;
    let reference: string | null = null;
    const zone = toolZone(tool);
    const table = {
      short: 'acd:fhmr:t:',
      long: {
        time: { argument: 'required' },
        'no-create': { key: 'c' },
        date: { argument: 'required', key: 'd' },
        reference: { argument: 'required', key: 'r' },
        'no-dereference': { key: 'h' },
      },
    } as const;
    for (const { key, value } of tool.options(table)) {
      if (key === 'a' || key === 'm') options.which.add(key);
      else if (key === 'c') options.noCreate = true;
      else if (key === 'd') date = value;
      else if (key === 'h') options.noFollow = true;
      else if (key === 'r') reference = value;
      else if (key === 't') {
        stamp = value;
        const time = posixTime(value!, zone, tool);
        if (time === null) throw yield* tool.die(`invalid date format ${quote(value!)}`);
        options.times = { atime: time, mtime: time };
      } else if (key === 'time') options.which.add(yield* tool.argmatch('--time', value!, timeChoices));
      else if (key !== 'f') throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (options.which.size === 0) options.which = new Set(['a', 'm']);
    if (stamp !== null && (reference !== null || date !== null)) {
      throw yield* tool.usageError('cannot specify times from more than one source');
    }
    if (reference !== null) {
      const status = options.noFollow ? tool.system.lstat(reference) : tool.system.stat(reference);
      if (typeof status === 'number') {
        throw yield* tool.die(`failed to get attributes of ${quoteAlways(reference)}`, status);
      }
      options.times = { atime: status.atime, mtime: status.mtime };
    }
    if (date !== null) {
      const now = tool.system.clockRealtime();
      const base = options.times ?? { atime: now, mtime: now };
      const atime = parseDatetime(date, base.atime, zone);
      const mtime = parseDatetime(date, base.mtime, zone);
      if (atime === null || mtime === null) throw yield* tool.die(`invalid date format ${quote(date)}`);
      options.times = { atime, mtime };
    }
    if (tool.operands.length === 0) throw yield* tool.usageError('missing file operand');
    for (const operand of tool.operands) yield* touchFile(tool, operand, options);
    return tool.status;
  },
);

function* touchFile(tool: Tool, file: string, { which, noCreate, noFollow, times }: TouchOptions): Blocking<void> {
  const { system } = tool;
  let openError = 0;
  let path = file;
  if (file === '-') path = '/proc/self/fd/1';
  else if (!noCreate && !noFollow) {
    const fd = system.open(file, O_WRONLY | O_CREAT | O_NONBLOCK | O_NOCTTY, 0o666);
    if (fd >= 0) system.close(fd);
    // A directory and a file that only its owner may write can be touched all the same.
    else if (![EINVAL, EISDIR, EPERM].includes(-fd as never)) openError = fd;
  }
  const result = system.utimens(
    path,
    {
      ...(which.has('a') ? { atime: times?.atime ?? null } : {}),
      ...(which.has('m') ? { mtime: times?.mtime ?? null } : {}),
    },
    noFollow && file !== '-',
  );
  if (result >= 0) return;
  if (openError !== 0) yield* tool.error(`cannot touch ${quoteAlways(file)}`, openError);
  else if (!noCreate || result !== -ENOENT) yield* tool.error(`setting times of ${quoteAlways(file)}`, result);
}

/** `[[CC]YY]MMDDhhmm[.ss]`; null when it is no time. A second 60 is the next minute's first. */
function posixTime(text: string, zone: TimeZone, tool: Tool): Timespec | null {
  const match = /^(\d{0,4})(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?$/.exec(text);
  if (match === null || match[1]!.length % 2 === 1) return null;
  const [month, day, hour, minute, second] = match.slice(2).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const digits = match[1]!;
  let year = Number(digits);
  if (digits.length === 2) year += year < 69 ? 2000 : 1900;
  else if (digits === '') year = zone.calendar(tool.system.clockRealtime().seconds).year;
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  if (!isDate || hour > 23 || minute > 59 || second > 60) return null;
  return { seconds: zone.moment(year, month, day, hour, minute, second), nanoseconds: 0 };
}
