/** Somebody at a machine: at a terminal, or through a pipe. */
import type { BootSession } from '../../inspect/boot-session.ts';
import type { TimeMachine } from '../../machine/time-machine.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import type { Io } from '../io.ts';
import { ConsoleOutput } from './console-output.ts';
import { operatorHost } from './operator-host.ts';
import { runPiped } from './piped.ts';
import { runTerminal } from './terminal.ts';

export interface SitOptions {
  readonly time: TimeMachine;
  readonly session: BootSession;
  readonly io: Io;
  /** Whether the machine's clock follows that on the wall, at a terminal. */
  readonly isRealTime: boolean;
  /** Work to be done before the first line; the console shows what came meanwhile. */
  prepare?(): void;
}

export async function sit({ time, session, io, isRealTime, prepare }: SitOptions): Promise<number> {
  const host = operatorHost(io);
  const { uart } = time.machine;
  const input = io.input();
  try {
    if (input.isTerminal && io.outIsTerminal) {
      const console = new ConsoleOutput(uart, (text) => io.outBytes(latin1Bytes(text)));
      prepare?.();
      return await runTerminal({ time, input, console, io, host, isRealTime, nowMs: io.nowMs });
    }
    const console = new ConsoleOutput(uart, (text) => io.outBytes(latin1Bytes(text.replaceAll('\r\n', '\n'))));
    prepare?.();
    return await runPiped({ session, time, input, console, io, host });
  } finally {
    input.close();
  }
}
