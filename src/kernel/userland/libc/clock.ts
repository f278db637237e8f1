/** The time zone and the hour of a running tool. */
import type { Timespec } from '../../../shell/posix.ts';
import type { FormattedTime } from './strftime.ts';
import { TimeZone } from './time-zone.ts';
import type { Tool } from './usage.ts';

/** The zone of TZ. */
export function toolZone(tool: Tool): TimeZone {
  return new TimeZone(tool.getenv('TZ'));
}

/** A file's time in a zone, ready for `strftime`. */
export function formattedTime({ seconds, nanoseconds }: Timespec, zone: TimeZone): FormattedTime {
  return { ...zone.calendar(seconds), seconds, nanoseconds };
}
