/** `date` of coreutils 9.1. The time zone is that of TZ; without it, UTC. */
import type { Blocking } from '../../../shell/posix.ts';
import { strerror } from '../../../sim/errno.ts';
import type { SystemCalls } from '../../process/system-calls.ts';
import { type Moment, parseDatetime } from '../libc/parse-datetime.ts';
import { quote, quoteFile } from '../libc/quote.ts';
import { LineReader } from '../libc/stdio.ts';
import { strftime } from '../libc/strftime.ts';
import { TimeZone, utcSeconds } from '../libc/time-zone.ts';
import { defineTool, type Tool } from '../libc/usage.ts';
import { openFile } from './program-frame.ts';

const DEFAULT_FORMAT = '%a %b %e %H:%M:%S %Z %Y';

const ISO_FORMATS = [
  ['hours', '%Y-%m-%dT%H%:z'],
  ['minutes', '%Y-%m-%dT%H:%M%:z'],
  ['date', '%Y-%m-%d'],
  ['seconds', '%Y-%m-%dT%H:%M:%S%:z'],
  ['ns', '%Y-%m-%dT%H:%M:%S,%N%:z'],
] as const;

const RFC_FORMATS = [
  ['date', '%Y-%m-%d'],
  ['seconds', '%Y-%m-%d %H:%M:%S%:z'],
  ['ns', '%Y-%m-%d %H:%M:%S.%N%:z'],
] as const;

export const date = defineTool(
  {
    name: 'date',
    synopsis: ['[OPTION]... [+FORMAT]', '[-u] [MMDDhhmm[[CC]YY][.ss]]'],
    summary: 'Shows the time, or sets the clock.',
    help: [
      '-d, --date=TEXT       the time that TEXT means',
      '-f, --file=FILE       one time for each line of FILE',
      '-I[FMT], --iso-8601[=FMT]  date, hours, minutes, seconds or ns',
      '-r, --reference=FILE  when FILE was changed',
      '-R, --rfc-email       as in the head of a mail',
      '    --rfc-3339=FMT    date, seconds or ns',
      '-s, --set=TEXT        sets the clock',
      '-u, --utc             in UTC',
    ],
  },
  function* (tool): Blocking<number> {
    const { system } = tool;
    let format: string | null = null;
    let text: string | null = null;
    let file: string | null = null;
    let reference: string | null = null;
    let set: string | null = null;
    let isUtc = false;
    let sources = 0;
    const options = tool.options({
      short: 'd:f:I::r:Rs:u',
      long: {
        date: { argument: 'required', key: 'd' },
        debug: {},
        file: { argument: 'required', key: 'f' },
        'iso-8601': { argument: 'optional', key: 'I' },
        reference: { argument: 'required', key: 'r' },
        resolution: {},
        'rfc-email': { key: 'R' },
        'rfc-822': { key: 'R' },
        'rfc-2822': { key: 'R' },
        'rfc-3339': { argument: 'required' },
        set: { argument: 'required', key: 's' },
        utc: { key: 'u' },
        uct: { key: 'u' },
        universal: { key: 'u' },
      },
    });
    const setFormat = function* (wanted: string): Blocking<void> {
      if (format !== null) throw yield* tool.die('multiple output formats specified');
      format = wanted;
    };
    for (const { key, value } of options) {
      if (key === 'd' || key === 'f' || key === 'r') sources++;
      if (key === 'd') text = value;
      else if (key === 'f') file = value;
      else if (key === 'r') reference = value;
      else if (key === 's') set = value;
      else if (key === 'u') isUtc = true;
      else if (key === 'R') yield* setFormat('%a, %d %b %Y %H:%M:%S %z');
      else if (key === 'I')
        yield* setFormat(value === null ? '%Y-%m-%d' : yield* tool.argmatch('--iso-8601', value, ISO_FORMATS));
      else if (key === 'rfc-3339') yield* setFormat(yield* tool.argmatch('--rfc-3339', value!, RFC_FORMATS));
      else if (key === 'help' || key === 'version') throw yield* tool.standardOption(key);
    }
    yield* tool.endOptions();
    if (sources > 1) throw yield* tool.usageError('the options to specify dates for printing are mutually exclusive');
    if (sources > 0 && set !== null) {
      throw yield* tool.usageError('the options to print and set the time may not be used together');
    }
    const [word, extra] = tool.operands;
    if (extra !== undefined) throw yield* tool.usageError(`extra operand ${quote(extra)}`);
    let digits: string | null = null;
    if (word?.startsWith('+')) {
      if (format !== null) throw yield* tool.die('multiple output formats specified');
      format = word.slice(1);
    } else if (word !== undefined) {
      if (sources > 0 || set !== null) {
        const hint =
          "when using an option to specify date(s), any non-option\nargument must be a format string beginning with '+'";
        throw yield* tool.usageError(`the argument ${quote(word)} lacks a leading '+';\n${hint}`);
      }
      digits = word;
    }
    const zone = new TimeZone(isUtc ? 'UTC0' : (tool.getenv('TZ') ?? ''));
    const show = (moment: Moment): Blocking<void> =>
      tool.out.put(`${strftime(format ?? DEFAULT_FORMAT, { ...zone.calendar(moment.seconds), ...moment })}\n`);
    if (file !== null) return yield* showLines(tool, file, zone, show);

    const now = system.clockRealtime();
    let moment: Moment | null = now;
    if (reference !== null) {
      const status = system.stat(reference);
      if (typeof status === 'number') throw yield* tool.die(quoteFile(reference), status);
      moment = status.mtime;
    } else if (digits !== null) moment = posixTime(digits, now, zone);
    else if (text !== null || set !== null) moment = parseDatetime((text ?? set)!, now, zone);
    if (moment === null) throw yield* tool.die(`invalid date ${quote((digits ?? text ?? set)!)}`);
    if (digits !== null || set !== null) yield* setClock(tool, system, moment);
    yield* show(moment);
    return tool.status;
  },
);

function* setClock(tool: Tool, system: SystemCalls, moment: Moment): Blocking<void> {
  const result = system.setClockRealtime(moment);
  if (result < 0) yield* tool.error('cannot set date', result);
}

function* showLines(
  tool: Tool,
  path: string,
  zone: TimeZone,
  show: (moment: Moment) => Blocking<void>,
): Blocking<number> {
  const fd = path === '-' ? 0 : openFile(tool.system, path);
  if (fd < 0) throw yield* tool.die(`${quoteFile(path)}: ${strerror(fd)}`);
  const reader = new LineReader(tool.system, fd);
  for (let line = yield* reader.next(); line !== null; line = yield* reader.next()) {
    const text = line.replace(/\n$/, '');
    const moment = parseDatetime(text, tool.system.clockRealtime(), zone);
    if (moment === null) yield* tool.error(`invalid date ${quote(text)}`);
    else yield* show(moment);
  }
  return tool.status;
}

/** `MMDDhhmm[[CC]YY][.ss]`, as POSIX has it. */
function posixTime(text: string, now: Moment, zone: TimeZone): Moment | null {
  const match = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2}|\d{4})?(?:\.(\d{2}))?$/.exec(text);
  if (match === null) return null;
  const [month, day, hour, minute] = match.slice(1, 5).map(Number) as [number, number, number, number];
  const second = Number(match[6] ?? 0);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return null;
  let year = zone.calendar(now.seconds).year;
  if (match[5]?.length === 4) year = Number(match[5]);
  else if (match[5] !== undefined) year = Number(match[5]) + (Number(match[5]) < 69 ? 2000 : 1900);
  const seconds = utcSeconds(year, month, day, hour, minute, second);
  return { seconds: seconds - BigInt(zone.at(seconds).offsetSeconds), nanoseconds: 0 };
}
