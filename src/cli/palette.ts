/** The terminal's colours for the reports' meanings. */
import type { Palette } from '../scenario/report/palette.ts';
import type { Colors } from './io.ts';

export function paletteOf(colors: Colors): Palette {
  return {
    heading: (text) => colors.bold(text),
    good: (text) => colors.green(text),
    bad: (text) => colors.red(text),
    faint: (text) => colors.dim(text),
    accent: (text) => colors.cyan(text),
  };
}
