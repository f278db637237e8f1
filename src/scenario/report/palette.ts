/** Colours by meaning. The reports are pure: whoever owns the terminal gives the colours, or none. */
export interface Palette {
  heading(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  /** Console output of the simulated machine, times, addresses: there, but in the background. */
  faint(text: string): string;
  accent(text: string): string;
}

const same = (text: string) => text;
export const plainPalette: Palette = { heading: same, good: same, bad: same, faint: same, accent: same };
