/**
 * How long the kernel takes to print a line, so that time stamps inside a crash move as recorded.
 *
 * Fitted by least squares to 1,300 lines of crash reports in the linux-console recordings with instruction-counted time
 * (2 ns an instruction; 6.1 and 6.12, root mean square error 4 to 6 µs): a base, a cost per character, a cost per symbol
 * looked up, and one more where the symbol lies in a module. The serial line's own time is not in it.
 */

const BASE_NS = 14_000;
const CHARACTER_NS = 95;
const SYMBOL_NS = 11_000;
const MODULE_NS = 28_000;

/** Virtual nanoseconds from the start of this line to the start of the next. */
export function printkCostNs(text: string): number {
  let cost = BASE_NS + CHARACTER_NS * text.length;
  for (let at = text.indexOf('+0x'); at >= 0; at = text.indexOf('+0x', at + 3)) cost += SYMBOL_NS;
  if (text.endsWith(']') && text.includes('+0x')) cost += MODULE_NS;
  return cost;
}
