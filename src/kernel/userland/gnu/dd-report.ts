/** What `dd` tells of its work (coreutils 9.1 `src/dd.c`, `print_stats`, `print_xfer_stats`). */
import { humanSize, type SizeStyle } from '../libc/human-size.ts';

const si: SizeStyle = {
  blockSize: 1n,
  autoscale: true,
  base: 1000,
  showUnit: true,
  showB: true,
  spaceBeforeUnit: true,
  rounding: 'nearest',
};
const iec: SizeStyle = { ...si, base: 1024 };
const NS_PER_SECOND = 1_000_000_000;
const LETTERS = ' kMGTPEZY';

/** Bytes, time and rate: `14 bytes copied, 0.5 s, 0.0 kB/s`. Progress shows whole seconds. */
export function transferLine(bytes: number, elapsedNs: number, isProgress: boolean): string {
  const inSi = humanSize(bytes, si);
  const inIec = humanSize(bytes, iec);
  const amount = /\d B$/.test(inSi)
    ? `${bytes} byte${bytes === 1 ? '' : 's'}`
    : `${bytes} bytes (${/\d B$/.test(inIec) ? inSi : `${inSi}, ${inIec}`})`;
  const seconds = elapsedNs / NS_PER_SECOND;
  const time = isProgress ? seconds.toFixed(0) : formatG(seconds);
  return `${amount} copied, ${time} s, ${rate(bytes, elapsedNs)}/s`;
}

/** Bytes a second, as `human_readable` scales a fraction: never below kB unless the nanoseconds divide a second. */
function rate(bytes: number, elapsedNs: number): string {
  if (elapsedNs <= 0) return 'Infinity B';
  if (NS_PER_SECOND % elapsedNs === 0) return humanSize(BigInt(bytes) * BigInt(NS_PER_SECOND / elapsedNs), si);
  const perSecond = (bytes * NS_PER_SECOND) / elapsedNs;
  let scale = 1000;
  let exponent = 1;
  while (scale * 1000 <= perSecond && exponent < LETTERS.length - 1) {
    scale *= 1000;
    exponent++;
  }
  const scaled = perSecond / scale;
  const precise = scaled.toFixed(1);
  return `${precise.length > 4 ? scaled.toFixed(0) : precise} ${LETTERS[exponent]}B`;
}

/** C's `%g`: six significant digits, an exponent below 0.0001 and from a million on. */
export function formatG(value: number): string {
  if (value === 0) return '0';
  const exponent = Number(value.toExponential(5).split('e')[1]);
  if (exponent < -4 || exponent >= 6) {
    const [mantissa, power] = value.toExponential(5).split('e') as [string, string];
    const sign = power.startsWith('-') ? '-' : '+';
    return `${trimZeros(mantissa)}e${sign}${power.replace(/^[+-]/, '').padStart(2, '0')}`;
  }
  return trimZeros(value.toFixed(5 - exponent));
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
