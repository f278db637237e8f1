/** The kernel's consoles as `console=` names them: the screen, which nobody sees here, and the serial line. */
import { type KernelCommandLine, parameterValues } from './cmdline.ts';
import type { KernelConsole } from './printk/printk.ts';

/** Boot logs come again and again as the same few strings; their wire forms are kept, by length. */
const LONG_TEXT = 4096;
const KEPT_TEXTS = 8;
const kept = new Map<number, { readonly text: string; readonly wire: string }>();

/**
 * Names in the order in which the drivers register: the virtual terminal before the serial port (console_initcall order). Of
 * each driver the last name counts; without `console=` the terminal is taken.
 */
export function consoleNames(line: KernelCommandLine): string[] {
  const wanted = parameterValues(line, 'console').flatMap((value) => value?.split(',')[0] || []);
  const isTerminal = (name: string) => /^tty\d*$/.test(name);
  const terminal = wanted.findLast(isTerminal) ?? (wanted.length === 0 ? 'tty0' : null);
  const serial = wanted.findLast((name) => !isTerminal(name)) ?? null;
  return [terminal, serial].filter((name) => name !== null);
}

/** The consoles of this command line. Only a serial port (`ttyS0`, `ttyAMA0`, `ttymxc1`) reaches the wire. */
export function consoles(line: KernelCommandLine, writeSerial: (text: string) => void): KernelConsole[] {
  return consoleNames(line).map((wanted) => {
    const [, name = '', index = ''] = /^(.*?)(\d*)$/.exec(wanted)!;
    const isSerial = /^tty[A-Za-z]+$|^hvc$/.test(name);
    return {
      name,
      index: Number(index),
      printBuffer: true,
      write: (text) => {
        if (isSerial) writeSerial(toWire(text));
      },
    };
  });
}

/** CR before each LF, as `serial8250_console_putchar` sends it. */
function toWire(text: string): string {
  if (text.length < LONG_TEXT) return text.replaceAll('\n', '\r\n');
  const known = kept.get(text.length);
  if (known?.text === text) return known.wire;
  // `replaceAll` would give a rope of two pieces a line, which the serial line then keeps.
  const wire = text.split('\n').join('\r\n');
  if (kept.size >= KEPT_TEXTS) kept.clear();
  kept.set(text.length, { text, wire });
  return wire;
}
