/**
 * A directory as `ls -l --time-style=long-iso` prints it, in the C locale and UTC.
 *
 * Columns are as wide as their widest entry, numbers to the right. Only what pstorefs has is covered: root's regular files and
 * directories, block count 0, so the total is 0.
 */
import type { FileEntry } from './machine-face.ts';

const S_IFMT = 0o170000;
const S_IFDIR = 0o040000;

export function listingText(entries: readonly FileEntry[]): string {
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const linkWidth = Math.max(...sorted.map((entry) => String(entry.nlink).length), 0);
  const sizeWidth = Math.max(...sorted.map((entry) => String(entry.size).length), 0);
  const lines = sorted.map((entry) => {
    const links = String(entry.nlink).padStart(linkWidth);
    const size = String(entry.size).padStart(sizeWidth);
    return `${modeText(entry.mode)} ${links} root root ${size} ${timeText(entry.mtimeSeconds)} ${entry.name}\n`;
  });
  return `total 0\n${lines.join('')}`;
}

/** `-r--r--r--`. */
function modeText(mode: number): string {
  const type = (mode & S_IFMT) === S_IFDIR ? 'd' : '-';
  const bits = 'rwxrwxrwx';
  return type + [...bits].map((letter, index) => (mode & (0o400 >> index) ? letter : '-')).join('');
}

/** `2019-11-15 11:58`; a damaged record can carry seconds beyond any calendar, and then `ls` prints the bare number. */
function timeText(seconds: number): string {
  const time = new Date(seconds * 1000);
  if (Number.isNaN(time.getTime())) return String(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${String(time.getUTCFullYear()).padStart(4, '0')}-${two(time.getUTCMonth() + 1)}-${two(time.getUTCDate())}`;
  return `${date} ${two(time.getUTCHours())}:${two(time.getUTCMinutes())}`;
}
