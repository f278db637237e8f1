/**
 * A person at the serial console: every key goes over the line, `Ctrl-]` opens the operator's prompt.
 *
 * In real time the machine's clock follows the host's; fast, it jumps to whatever comes next. What comes over the line is
 * printed as it is, so that the terminal's own scrollback holds plain text.
 */
import { operatorCommand } from '../../inspect/operator.ts';
import type { OperatorHost } from '../../inspect/operator-command.ts';
import type { TimeMachine } from '../../machine/time-machine.ts';
import { latin1Text } from '../../sim/bytes.ts';
import { NS_PER_MS } from '../../sim/clock.ts';
import { EXIT } from '../command.ts';
import type { Io } from '../io.ts';
import type { ConsoleOutput } from './console-output.ts';
import type { HostInput } from './host-input.ts';

const ESCAPE = 0x1d;
const ESCAPE_NAME = 'Ctrl-]';
/** How long the machine may keep the host busy before keys are looked at again. */
const SLICE_MS = 20;
/** How often the screen is brought up to date while the machine waits for its clock. */
const FRAME_MS = 40;

export interface TerminalOptions {
  readonly time: TimeMachine;
  readonly input: HostInput;
  readonly console: ConsoleOutput;
  readonly io: Io;
  readonly host: OperatorHost;
  /** Virtual time follows the host's clock. */
  readonly isRealTime: boolean;
  /** Milliseconds of the host's clock. */
  readonly nowMs: () => number;
}

export async function runTerminal(options: TerminalOptions): Promise<number> {
  const { time, input, console, io } = options;
  io.err(`lastwords: you are at the serial console; ${ESCAPE_NAME} is the operator's prompt\r\n`);
  const pace = new Pace(options);
  input.setRaw(true);
  try {
    for (;;) {
      const isBusy = pace.run();
      console.show();
      const bytes = await input.next(isBusy ? 0 : pace.waitMs());
      if (bytes === null) return EXIT.ok;
      const at = bytes.indexOf(ESCAPE);
      const typed = at < 0 ? bytes : bytes.subarray(0, at);
      if (typed.length > 0) time.machine.type(latin1Text(typed), 'latin1');
      if (at >= 0 && (await operatorPrompt(options)) === 'quit') return EXIT.ok;
      if (at >= 0) pace.restart();
    }
  } finally {
    input.setRaw(false);
  }
}

/** Keeps the machine's clock with the host's, or runs it as fast as it goes. */
class Pace {
  readonly #options: TerminalOptions;
  #startMs = 0;
  #startNs = 0;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.restart();
  }

  /** The machine stood still; from now on its clock follows again. */
  restart(): void {
    this.#startMs = this.#options.nowMs();
    this.#startNs = this.#options.time.machine.clock.now;
  }

  /** Lets the machine run for a slice; true when there is more to do at once. */
  run(): boolean {
    const { nowMs, isRealTime } = this.#options;
    const { machine } = this.#options.time;
    const endMs = nowMs() + SLICE_MS;
    let isOver = false;
    const stop = () => {
      isOver = nowMs() >= endMs;
      return isOver || (!isRealTime && machine.clock.next === undefined);
    };
    const target = isRealTime ? this.#targetNs() : (machine.clock.next?.timeNs ?? machine.clock.now);
    if (target > machine.clock.now || machine.clock.next?.timeNs === machine.clock.now) machine.runUntil(target, stop);
    // A machine slower than the host's clock must not hurry afterwards.
    if (isOver && isRealTime) this.restart();
    return isOver || (!isRealTime && machine.clock.next !== undefined);
  }

  /** Until the next thing happens in the machine; undefined: only a key can make something happen. */
  waitMs(): number | undefined {
    const { nowMs, time } = this.#options;
    const { next } = time.machine.clock;
    if (next === undefined) return undefined;
    const dueMs = this.#startMs + (next.timeNs - this.#startNs) / NS_PER_MS;
    return Math.max(1, Math.min(FRAME_MS, dueMs - nowMs()));
  }

  #targetNs(): number {
    const { nowMs, time } = this.#options;
    return Math.max(time.machine.clock.now, Math.floor(this.#startNs + (nowMs() - this.#startMs) * NS_PER_MS));
  }
}

/** Lines with the host terminal's own editing, until one of them goes back to the console. */
async function operatorPrompt({ time, input, console, io, host }: TerminalOptions): Promise<'resume' | 'quit'> {
  input.setRaw(false);
  io.out(`\r\n[operator: ${time.machine.state}; help lists the commands, an empty line goes back]\n`);
  let rest = '';
  try {
    for (;;) {
      io.out('operator> ');
      while (!rest.includes('\n')) {
        const bytes = await input.next();
        if (bytes === null) return 'quit';
        rest += latin1Text(bytes);
      }
      const [line = ''] = rest.split('\n', 1);
      rest = rest.slice(line.length + 1);
      const answer = operatorCommand(time, line, host);
      io.out(answer.text);
      console.follow(time.machine.uart);
      console.show();
      if (answer.next !== 'stay') return answer.next;
    }
  } finally {
    input.setRaw(true);
  }
}
