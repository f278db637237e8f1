/** The terminal as the commands see it: two outputs, the input, the environment. Tests give their own. */
import pc from 'picocolors';
import type { HostInput } from './boot/host-input.ts';

export interface Io {
  /** Results. */
  out(text: string): void;
  /** Complaints and progress. */
  err(text: string): void;
  /** Bytes as they are, where a result need not be text. */
  outBytes(bytes: Uint8Array): void;
  errBytes(bytes: Uint8Array): void;
  /** What the user types or pipes in; opened by the first who asks. */
  input(): HostInput;
  /** Milliseconds of the host's clock, for pacing alone. */
  nowMs(): number;
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
