// A terminal for tests: runs the command line tool in this process and keeps what it printed.
import type { Io } from '../../src/cli/io.ts';
import { runCli } from '../../src/cli/run-cli.ts';

export interface Session {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function run(argv: readonly string[], io: Partial<Io> = {}): Promise<Session> {
  let out = '';
  let err = '';
  const code = await runCli(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    outBytes: (bytes) => {
      out += new TextDecoder().decode(bytes);
    },
    errBytes: (bytes) => {
      err += new TextDecoder().decode(bytes);
    },
    input: () => {
      throw new Error('this test gives no input');
    },
    nowMs: () => 0,
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 100,
    env: {},
    ...io,
  });
  return { code, out, err };
}
