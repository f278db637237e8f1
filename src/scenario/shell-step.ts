/**
 * A `shell` step: lines in the operator's own shell, which has its outputs apart from the serial console.
 *
 * Each line waits for the Linux prompt first. A line that brings the machine down ends with why it started again, or with what it
 * came to.
 */
import type { GuestCommand } from '../kernel/user-space-face.ts';
import { latin1Text, utf8ToLatin1 } from '../sim/bytes.ts';
import { NS_PER_S } from '../sim/clock.ts';
import { parseDuration } from '../sim/duration.ts';
import { checkContents, type Failure } from './contents.ts';
import { clip } from './report/columns.ts';
import type { ShellStep } from './schema.ts';
import type { WaitOutcome } from './session.ts';
import { DEFAULT_TIMEOUT_NS, failed, lastLines, type StepContext, type StepEnd, waitEnd } from './step-end.ts';

/** How long a system takes to go down once its processes have been told to end. */
const SHUTDOWN_NS = 60 * NS_PER_S;
const COMMAND_COLUMNS = 90;

interface LineEnd {
  /** Exit status, or what the machine came to; null: neither in time. */
  readonly result: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outcome: WaitOutcome;
}

export function shellStep(shell: ShellStep, context: StepContext): StepEnd {
  const { session } = context;
  const given = typeof shell === 'string' ? { run: shell } : shell;
  const lines = [given.run].flat();
  const timeoutNs = given.timeout === undefined ? DEFAULT_TIMEOUT_NS : parseDuration(given.timeout)!;
  let stdout = '';
  let stderr = '';
  for (const [index, line] of lines.entries()) {
    const atPrompt = () => session.machine.promptWaiting === 'linux';
    const ready = context.wait(() => session.waitFor(atPrompt, timeoutNs));
    if (ready !== 'met') return waitEnd(ready, 'the Linux prompt', timeoutNs, context);
    const resets = session.machine.resetCount;
    const command = start(line, context);
    if (command === null) return failed({ message: 'no user space runs: give the scenario a userland' });
    const end = runLine(command, resets, timeoutNs, context);
    stdout += end.stdout;
    stderr += end.stderr;
    const isLast = index === lines.length - 1;
    session.output = stdout;
    if (end.result === null)
      return { ...waitEnd(end.outcome, `the end of "${line}"`, timeoutNs, context), output: stdout };
    const expected = isLast ? (given.reset ?? given.status ?? 0) : 0;
    if (end.result !== expected) {
      const message = `${clip(line, COMMAND_COLUMNS)} ended with ${words(end.result)}`;
      const shown = [stderr.trimEnd(), lastLines(session.console)].filter((text) => text !== '').join('\n');
      const failure = { message, expected: words(expected), found: `${words(end.result)}\n${shown}` };
      return { ...failed(failure), output: stdout };
    }
  }
  const failures: Failure[] = [
    ...(given.stdout === undefined ? [] : checkContents('standard output', stdout, given.stdout)),
    ...(given.stderr === undefined ? [] : checkContents('standard error', stderr, given.stderr)),
  ];
  return { status: failures.length === 0 ? 'passed' : 'failed', failures, output: stdout };
}

function start(line: string, { session }: StepContext): GuestCommand | null {
  session.markInput();
  return session.machine.execute(utf8ToLatin1(line));
}

function runLine(command: GuestCommand, resets: number, timeoutNs: number, context: StepContext): LineEnd {
  const { session } = context;
  const { machine } = session;
  const isDown = () => machine.resetCount !== resets || machine.state === 'off' || machine.state === 'hung';
  const isOver = () => command.isDone || isDown() || command.isTruncated;
  let outcome = context.wait(() => {
    const end = session.waitFor(isOver, timeoutNs);
    // A kernel that runs no processes any more has come to its end, not run out of time.
    return end !== 'met' && end !== 'flooded' && machine.state !== 'kernel.running' ? 'met' : end;
  });
  // A shell that was killed dies with the system, as a rule.
  if (outcome === 'met' && command.wasShellKilled && !isDown()) {
    outcome = context.wait(() => session.waitFor(isDown, SHUTDOWN_NS));
  }
  const outputs = { stdout: latin1Text(command.stdout()), stderr: latin1Text(command.stderr()), outcome };
  if (machine.resetCount !== resets) return { ...outputs, result: machine.lastResetCause };
  if (machine.state === 'off') return { ...outputs, result: 'off' };
  if (command.isDone) return { ...outputs, result: command.status };
  // Whatever the kernel does now, it runs no processes any more.
  if (machine.state !== 'kernel.running') return { ...outputs, result: 'hung' };
  machine.interrupt();
  return { ...outputs, result: null };
}

function words(result: number | string): string {
  if (typeof result === 'number') return `status ${result}`;
  if (result === 'off') return 'the power off';
  return result === 'hung' ? 'a machine that hangs' : `a reset (${result})`;
}
