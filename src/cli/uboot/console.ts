/**
 * `lastwords uboot` without `--exec`: somebody at U-Boot's prompt, at a terminal or through a pipe.
 *
 * The board is switched on, its countdown stopped; then the images are put into RAM and the prompt is the user's. From a pipe
 * each line is typed when the prompt waits for one; a line that goes on without end is broken off with Ctrl-C.
 */
import type { DiskSlot } from '../../hardware/disk-slot.ts';
import { BootSession } from '../../inspect/boot-session.ts';
import type { OperatorHost } from '../../inspect/operator-command.ts';
import type { UBootLoad } from '../../inspect/uboot-session.ts';
import { Machine } from '../../machine/machine.ts';
import { TimeMachine } from '../../machine/time-machine.ts';
import type { BoardProfile } from '../../profiles/board.ts';
import { findKernel } from '../../profiles/kernels.ts';
import type { UBootProfile } from '../../profiles/uboot.ts';
import { latin1Bytes, latin1Text } from '../../sim/bytes.ts';
import { ConsoleOutput } from '../boot/console-output.ts';
import type { HostInput } from '../boot/host-input.ts';
import { runTerminal } from '../boot/terminal.ts';
import { EXIT } from '../command.ts';
import type { Io } from '../io.ts';

/** Clock events that a line may take: 10 seconds of loops, or as many sleeps. */
const COMPUTE_LIMIT = 20_000;
/** U-Boot's own line buffers are far shorter. */
const LINE_BYTES = 1024 * 1024;
const CTRL_C = '\x03';
const TYPED_AT_ONCE = 16_384;
/** The journal keeps what is loaded as text, and texts have a limit. */
const LOADED_AT_ONCE = 16 * 1024 * 1024;

export interface UBootConsoleOptions {
  readonly board: BoardProfile;
  readonly version: UBootProfile;
  readonly loads: readonly UBootLoad[];
  readonly slots: readonly DiskSlot[];
  readonly io: Io;
  readonly host: OperatorHost;
}

export async function runUBootConsole(options: UBootConsoleOptions): Promise<number> {
  const { board, version, loads, slots, io, host } = options;
  const kernel = board.defaultKernel === null ? null : (findKernel(board.defaultKernel) ?? null);
  const machine = new Machine({ board, kernel, uboot: version, seed: 'lastwords', slots });
  const time = new TimeMachine(machine);
  machine.powerOn();
  const session = new BootSession(machine, COMPUTE_LIMIT);
  session.waitForPrompt({ uboot: true });
  for (const { address, bytes } of loads) {
    for (let at = 0; at < bytes.length; at += LOADED_AT_ONCE) {
      machine.poke(address + at, bytes.subarray(at, at + LOADED_AT_ONCE), 'loader');
    }
  }
  const input = io.input();
  try {
    if (input.isTerminal && io.outIsTerminal) {
      const console = new ConsoleOutput(machine.uart, (text) => io.outBytes(latin1Bytes(text)));
      return await runTerminal({ time, input, console, io, host, isRealTime: true, nowMs: io.nowMs });
    }
    const console = new ConsoleOutput(machine.uart, (text) => io.outBytes(latin1Bytes(text.replaceAll('\r\n', '\n'))));
    return await typeLines(session, input, console, io);
  } finally {
    input.close();
  }
}

async function typeLines(session: BootSession, input: HostInput, console: ConsoleOutput, io: Io): Promise<number> {
  console.show();
  for await (const line of lines(input)) {
    // The receive buffer of the board is short: what does not fit at once would be lost, the end of the line with it.
    const last = line.length - (line.length % TYPED_AT_ONCE);
    for (let at = 0; at < last; at += TYPED_AT_ONCE) session.machine.type(line.slice(at, at + TYPED_AT_ONCE), 'latin1');
    session.type(line.slice(last));
    let met = session.waitForPrompt({ uboot: true });
    if (met === 'timeout') {
      session.machine.type(CTRL_C);
      met = session.waitForPrompt({ uboot: true });
    }
    console.show();
    if (met === 'uboot') continue;
    const why = met === 'off' ? 'the power is off' : met === 'linux' ? 'a kernel runs' : 'U-Boot hangs';
    io.err(`\nlastwords: ${why} after ${JSON.stringify(line.slice(0, 200))}\n`);
    return met === 'off' || met === 'linux' ? EXIT.ok : EXIT.failed;
  }
  io.out('\n');
  return EXIT.ok;
}

async function* lines(input: HostInput): AsyncGenerator<string> {
  let rest = '';
  for (;;) {
    const chunk = await input.next();
    if (chunk === null) break;
    const parts = (rest + latin1Text(chunk)).split('\n');
    rest = parts.pop()!.slice(0, LINE_BYTES);
    yield* parts;
  }
  if (rest !== '') yield rest;
}
