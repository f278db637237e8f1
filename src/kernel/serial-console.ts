/** The serial line as a console of the kernel: name from `console=`, CR before each LF as `serial8250_console_putchar` does. */
import { type KernelCommandLine, parameterValues } from './cmdline.ts';
import type { KernelConsole } from './printk/printk.ts';

/** Boot logs come again and again as the same string; its wire form is kept. */
const LONG_TEXT = 4096;
let lastText = '';
let lastWire = '';

/**
 * The console that `console=` names last. Only a serial port (`ttyS0`, `ttyAMA0`, `ttymxc1`) reaches the wire; a kernel told
 * to use the screen, or nothing, says nothing on it.
 */
export function serialConsole(line: KernelCommandLine, write: (text: string) => void): KernelConsole {
  const wanted = parameterValues(line, 'console').at(-1)?.split(',')[0] ?? 'tty0';
  const match = /^(.*?)(\d*)$/.exec(wanted)!;
  const name = match[1]!;
  const isSerial = /^tty[A-Za-z]+$|^hvc$/.test(name);
  return {
    name,
    index: match[2] === '' ? 0 : Number(match[2]),
    printBuffer: true,
    write: (text) => {
      if (isSerial) write(toWire(text));
    },
  };
}

function toWire(text: string): string {
  if (text.length < LONG_TEXT) return text.replaceAll('\n', '\r\n');
  if (text !== lastText) {
    lastText = text;
    lastWire = text.replaceAll('\n', '\r\n');
  }
  return lastWire;
}
