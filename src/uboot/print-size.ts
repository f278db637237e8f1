/**
 * Sizes as U-Boot prints them: `256 MiB`, `9.8 KiB`, and the line after each transfer.
 *
 * Mirrors `print_size` of U-Boot `lib/display_options.c` and the tail of `do_load` in `fs/fs.c`.
 */
import { assert } from '../sim/assert.ts';

const UNITS = ['E', 'P', 'T', 'G', 'M', 'K'] as const;

/** `rollsOver` (from 2023.01): what rounds up to 1024 of a unit is printed as 1 of the next. */
export function printSize(bytes: number, rollsOver: boolean): string {
  assert(Number.isSafeInteger(bytes) && bytes >= 0, `print_size of ${bytes}`);
  let index = UNITS.findIndex((_, i) => bytes >= 2 ** (10 * (UNITS.length - i)));
  if (index < 0) return `${bytes} Bytes`;
  const unit = 2 ** (10 * (UNITS.length - index));
  let whole = Math.floor(bytes / unit);
  let tenths = 0;
  const rest = bytes % unit;
  if (rest > 0) {
    tenths = Math.floor((10 * rest + unit / 2) / unit);
    if (tenths >= 10) {
      tenths -= 10;
      whole += 1;
      if (rollsOver && whole === 1024 && index > 0) {
        whole = 1;
        tenths = 0;
        index -= 1;
      }
    }
  }
  return `${whole}${tenths === 0 ? '' : `.${tenths}`} ${UNITS[index]}iB`;
}

/** `8136 bytes written in 749 ms (9.8 KiB/s)`; no rate for a transfer that took no time. */
export function transferLine(bytes: number, verb: 'read' | 'written', timeMs: number, rollsOver: boolean): string {
  const rate = timeMs > 0 ? ` (${printSize(Math.floor(bytes / timeMs) * 1000, rollsOver)}/s)` : '';
  return `${bytes} bytes ${verb} in ${timeMs} ms${rate}\n`;
}
