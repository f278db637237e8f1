/** `lastwords boot --exec`: command lines run in one shell, their outputs and statuses out. */
import type { BootSession, LineReport } from '../../inspect/boot-session.ts';
import { EXIT } from '../command.ts';
import type { Io } from '../io.ts';

/** Runs the lines in order; a line whose prompt never comes is reported as not run. */
export function runLines(session: BootSession, lines: readonly string[], tell: (index: number) => void): LineReport[] {
  return lines.map((cmd, index) => {
    tell(index);
    const prompt = session.waitForPrompt();
    if (prompt === 'linux') return session.run(cmd);
    const reset = prompt === 'off' ? 'off' : 'hung';
    return { cmd, stdout: new Uint8Array(0), stderr: new Uint8Array(0), status: null, reset };
  });
}

/** Outputs as they came; the exit status says whether the last line succeeded. */
export function showLines(reports: readonly LineReport[], io: Io): number {
  for (const { cmd, stdout, stderr, reset, interrupted } of reports) {
    io.outBytes(stdout);
    io.errBytes(stderr);
    if (interrupted !== undefined) io.err(`lastwords: "${cmd}" ${interrupted} and was interrupted\n`);
    if (reset !== undefined) io.err(`lastwords: the machine did not survive "${cmd}": ${reset}\n`);
  }
  return reports.at(-1)?.status === 0 ? EXIT.ok : EXIT.failed;
}

export interface LinesJson {
  readonly board: string;
  readonly kernel: string;
  readonly userland: string;
  readonly seed: string;
}

export function linesJson(head: LinesJson, reports: readonly LineReport[]): string {
  const commands = reports.map(({ cmd, stdout, stderr, status, reset, interrupted }) => ({
    cmd,
    ...encoded('stdout', stdout),
    ...encoded('stderr', stderr),
    status,
    ...(reset === undefined ? {} : { reset }),
    ...(interrupted === undefined ? {} : { interrupted }),
  }));
  return `${JSON.stringify({ ...head, commands }, null, 2)}\n`;
}

/** Text where the bytes are UTF-8, else base64 under another name. */
function encoded(name: 'stdout' | 'stderr', bytes: Uint8Array): Record<string, string> {
  try {
    return { [name]: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { [`${name}Base64`]: Buffer.from(bytes).toString('base64') };
  }
}
