/**
 * Lines from a pipe, typed at the prompts of the machine.
 *
 * A line is typed when the Linux prompt waits for one; a line that begins with `@uboot ` when U-Boot's does (its countdown is
 * stopped for it), one with `@operator ` goes to the operator's prompt at once. The console comes out as plain text.
 */
import type { BootSession, PromptWait } from '../../inspect/boot-session.ts';
import { operatorCommand } from '../../inspect/operator.ts';
import type { OperatorHost } from '../../inspect/operator-command.ts';
import type { TimeMachine } from '../../machine/time-machine.ts';
import { latin1Text } from '../../sim/bytes.ts';
import { EXIT } from '../command.ts';
import type { Io } from '../io.ts';
import type { ConsoleOutput } from './console-output.ts';
import type { HostInput } from './host-input.ts';

const UBOOT = '@uboot ';
const OPERATOR = '@operator ';
/** A longer line is cut: nothing in the machine takes one either. */
const LINE_BYTES = 4 * 1024 * 1024;

export interface PipedOptions {
  readonly session: BootSession;
  readonly time: TimeMachine;
  readonly input: HostInput;
  readonly console: ConsoleOutput;
  readonly io: Io;
  readonly host: OperatorHost;
}

export async function runPiped({ session, time, input, console, io, host }: PipedOptions): Promise<number> {
  for await (const line of lines(input)) {
    if (line.startsWith(OPERATOR)) {
      session.settle();
      console.show();
      const answer = operatorCommand(time, line.slice(OPERATOR.length), host);
      session.machine = time.machine;
      console.follow(time.machine.uart);
      console.show();
      io.out(answer.text);
      if (answer.next === 'quit') return EXIT.ok;
      continue;
    }
    const isForUBoot = line.startsWith(UBOOT);
    const met = waitShowing(session, console, isForUBoot);
    if (met !== (isForUBoot ? 'uboot' : 'linux')) return noPrompt(met, line, io);
    const text = isForUBoot ? line.slice(UBOOT.length) : line;
    session.type(text);
    console.show();
  }
  const end = waitShowing(session, console, false);
  return end === 'timeout' ? EXIT.timedOut : EXIT.ok;
}

function waitShowing(session: BootSession, console: ConsoleOutput, uboot: boolean): PromptWait {
  const met = session.waitForPrompt({ uboot });
  console.show();
  return met;
}

function noPrompt(met: PromptWait, line: string, io: Io): number {
  const why: Record<PromptWait, string> = {
    linux: 'Linux asks for a line, U-Boot does not',
    uboot: 'U-Boot asks for a line, Linux does not',
    off: 'the machine is off',
    hung: 'the machine hangs',
    timeout: 'no prompt came',
  };
  io.err(
    `\nlastwords: ${why[met]}; this line and those behind it were not typed: ${JSON.stringify(line.slice(0, 200))}\n`,
  );
  return met === 'timeout' ? EXIT.timedOut : EXIT.failed;
}

async function* lines(input: HostInput): AsyncGenerator<string> {
  let rest = '';
  for (;;) {
    const chunk = await input.next();
    if (chunk === null) break;
    rest += latin1Text(chunk);
    let start = 0;
    for (let at = rest.indexOf('\n'); at >= 0; at = rest.indexOf('\n', start)) {
      yield rest.slice(start, Math.min(at, start + LINE_BYTES));
      start = at + 1;
    }
    rest = rest.slice(start);
    if (rest.length > LINE_BYTES) rest = rest.slice(0, LINE_BYTES);
  }
  if (rest !== '') yield rest;
}
