/** The terminal as the commands see it: two outputs, the folder, the environment. Tests give their own. */
import pc from 'picocolors';

export interface Io {
  /** Results. */
  out(text: string): void;
  /** Complaints and progress. */
  err(text: string): void;
  /** Is somebody watching? Then there may be colour and pacing. */
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Width of the terminal in columns; 100 where nobody says. */
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export type Colors = ReturnType<typeof pc.createColors>;

/** Colours only on a terminal, and never against NO_COLOR (no-color.org: set and not empty). */
export function colorsFor(io: Io, stream: 'out' | 'err' = 'out'): Colors {
  const terminal = stream === 'out' ? io.outIsTerminal : io.errIsTerminal;
  const refused = (io.env['NO_COLOR'] ?? '') !== '' || io.env['TERM'] === 'dumb';
  return pc.createColors(terminal && !refused);
}
