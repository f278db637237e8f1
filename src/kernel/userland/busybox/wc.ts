/** `wc` of BusyBox 1.35 (`coreutils/wc.c`): columns of nine, or bare when there is one number for one file. */
import { type Blocking, O_RDONLY } from '../../../shell/posix.ts';
import { applet, type Run } from './applet.ts';

const READ_BYTES = 65536;

interface Counts {
  lines: number;
  words: number;
  chars: number;
  bytes: number;
  longest: number;
}

export const wc = applet({ usage: '[-cmlwL] [FILE]...', options: { short: 'lwcmL' } }, function* (run): Blocking<void> {
  const total: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
  const keys = (['lines', 'words', 'chars', 'bytes', 'longest'] as const).filter((_, at) => run.has('lwmcL'[at]!));
  const shown = keys.length === 0 ? (['lines', 'words', 'bytes'] as const) : keys;
  const isBare = shown.length === 1 && run.operands.length <= 1;
  const put = function* (counts: Counts, name: string): Blocking<void> {
    const cells = shown.map((key) => (isBare ? String(counts[key]) : String(counts[key]).padStart(9)));
    yield* run.out.put(`${cells.join(' ')}${name === '' ? '' : ` ${name}`}\n`);
  };
  for (const path of run.operands.length === 0 ? ['-'] : run.operands) {
    const fd = path === '-' ? 0 : run.system.open(path, O_RDONLY);
    if (fd < 0) {
      yield* run.error(path, fd);
      continue;
    }
    const counts = yield* count(run, fd);
    if (fd !== 0) run.system.close(fd);
    for (const key of ['lines', 'words', 'chars', 'bytes'] as const) total[key] += counts[key];
    total.longest = Math.max(total.longest, counts.longest);
    yield* put(counts, run.operands.length === 0 ? '' : path);
  }
  if (run.operands.length > 1) yield* put(total, 'total');
});

function* count(run: Run, fd: number): Blocking<Counts> {
  const counts: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
  let inWord = false;
  let column = 0;
  for (;;) {
    const bytes = yield* run.system.read(fd, READ_BYTES);
    if (typeof bytes === 'number' || bytes.length === 0) {
      if (typeof bytes === 'number') yield* run.error('read error', bytes);
      break;
    }
    counts.bytes += bytes.length;
    counts.chars += bytes.length;
    for (const byte of bytes) {
      if (byte > 32) {
        if (!inWord) counts.words++;
        inWord = true;
        column++;
        continue;
      }
      if (byte === 32) column++;
      else if (byte === 9) column = (column | 7) + 1;
      else if (byte === 10 || byte === 12 || byte === 13) {
        if (column > counts.longest) counts.longest = column;
        column = 0;
        if (byte === 10) counts.lines++;
      } else if (byte !== 11) continue;
      inWord = false;
    }
  }
  if (column > counts.longest) counts.longest = column;
  return counts;
}
