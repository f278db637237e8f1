/**
 * `ls -l` of pstorefs, as GNU coreutils 9 and BusyBox 1.35 print it, in UTC.
 *
 * The directory holds plain files without blocks, all of one owner; that is all these functions know about.
 */
import { PSTORE_FILE_MODE, type PstoreFile } from './inode.ts';

/** The part of a file that a listing shows. */
export type ListedFile = Pick<PstoreFile, 'name' | 'size'> & { readonly mtime: { readonly seconds: bigint } };

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** What JavaScript's calendar reaches: 8.64e12 seconds around 1970. */
const CALENDAR_SECONDS = 8_640_000_000_000n;
/** Half a Gregorian year: older files show the year (GNU). */
const GNU_RECENT_SECONDS = 15778476n;
const BUSYBOX_RECENT_SECONDS = 15768000n;
const BUSYBOX_FUTURE_SECONDS = 900n;

/** `drwxr-x---` for a directory, `-r--r--r--` for a file. */
export function modeText(mode: number, type: '-' | 'd'): string {
  const letters = 'rwxrwxrwx';
  let text: string = type;
  for (let bit = 0; bit < 9; bit++) text += mode & (0o400 >> bit) ? letters[bit] : '-';
  return text;
}

export type GnuTimeStyle = 'long-iso' | 'locale';

/** GNU `ls -l`: each column as wide as its widest entry. `locale`: the C locale, where `now` decides between time and year. */
export function gnuLongListing(files: readonly ListedFile[], style: GnuTimeStyle, now: bigint): string {
  const width = Math.max(...files.map((file) => String(file.size).length), 1);
  const lines = files.map((file) => {
    const { seconds } = file.mtime;
    const time = style === 'long-iso' ? longIso(seconds) : gnuTime(seconds, now);
    return `${modeText(PSTORE_FILE_MODE, '-')} 1 root root ${String(file.size).padStart(width)} ${time} ${file.name}\n`;
  });
  return `total 0\n${lines.join('')}`;
}

/** BusyBox `ls -l` with numeric owners, as in an initramfs without /etc/passwd. */
export function busyboxLongListing(files: readonly ListedFile[], now: bigint): string {
  const lines = files.map((file) => {
    const mode = modeText(PSTORE_FILE_MODE, '-');
    const size = String(file.size).padStart(9);
    return `${mode} ${'1'.padStart(4)} ${'0'.padEnd(8)} ${'0'.padEnd(8)} ${size} ${busyboxTime(file.mtime.seconds, now)} ${file.name}\n`;
  });
  return `total 0\n${lines.join('')}`;
}

function longIso(seconds: bigint): string {
  const date = calendar(seconds);
  if (date === null) return String(seconds);
  return `${year(date)}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())} ${clock(date)}`;
}

function gnuTime(seconds: bigint, now: bigint): string {
  const date = calendar(seconds);
  if (date === null) return String(seconds);
  const isRecent = seconds > now - GNU_RECENT_SECONDS && seconds <= now;
  return `${day(date)} ${isRecent ? clock(date) : year(date).padStart(5)}`;
}

function busyboxTime(seconds: bigint, now: bigint): string {
  const date = calendar(seconds);
  if (date === null) return String(seconds);
  const age = now - seconds;
  const isRecent = age < BUSYBOX_RECENT_SECONDS && age > -BUSYBOX_FUTURE_SECONDS;
  return `${day(date)} ${isRecent ? clock(date) : year(date).padStart(5)}`;
}

/** Null for a time no calendar of ours holds: damaged headers can give such. */
function calendar(seconds: bigint): Date | null {
  const isShown = seconds >= -CALENDAR_SECONDS && seconds <= CALENDAR_SECONDS;
  return isShown ? new Date(Number(seconds) * 1000) : null;
}

function day(date: Date): string {
  return `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)}`;
}

function clock(date: Date): string {
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

function year(date: Date): string {
  return String(date.getUTCFullYear());
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
