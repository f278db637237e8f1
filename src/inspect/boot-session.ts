/**
 * Somebody at a booted machine: waits for prompts, gives lines, and tells how each ended.
 *
 * The engine of `lastwords boot` without a terminal. A line is either typed on the serial console or run in the operator's own
 * shell, which has its outputs apart (`run`). Everything happens in virtual time, as fast as the host can.
 */
import type { GuestCommand } from '../kernel/user-space-face.ts';
import type { Machine } from '../machine/machine.ts';
import type { ResetCause } from '../profiles/board.ts';
import { NS_PER_MS, NS_PER_S } from '../sim/clock.ts';

/** How a command line in the operator's shell ended. */
export interface LineReport {
  readonly cmd: string;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  /** Exit status; null when the machine did not survive it. */
  readonly status: number | null;
  /** What the machine came to instead of giving a status. */
  readonly reset?: ResetCause | 'off' | 'hung';
  /** Why the operator pressed Ctrl-C. */
  readonly interrupted?: string;
}

export type PromptWait = 'linux' | 'uboot' | 'off' | 'hung' | 'timeout';

/** U-Boot counts down to the start of the kernel. */
const COUNTING = 'bootloader.autoboot.counting';
/** In this time whoever reads the serial line has seen what was typed. */
const TAKEN_NS = 20 * NS_PER_MS;
const SETTLE_NS = NS_PER_S;
/** A day of waiting is enough for any countdown or sleep. */
const IDLE_LIMIT_NS = 86_400 * NS_PER_S;
/** What a dying machine may still do before it counts as hung: restarts wait `panic=` seconds. */
const INTERRUPT_LIMIT_NS = 10 * NS_PER_S;

/** How long a system takes to go down once it has told all processes to end. */
const SHUTDOWN_LIMIT_NS = 60 * NS_PER_S;

export class BootSession {
  /** The machine somebody sits at; another one once they have gone back in time. */
  machine: Machine;
  readonly #computeLimit: number;

  /** `computeLimit`: clock events until a command that computes without end is interrupted; a busy second has about 250. */
  constructor(machine: Machine, computeLimit: number) {
    this.machine = machine;
    this.#computeLimit = computeLimit;
  }

  /** Lets the machine run until it asks for a line: at the Linux prompt, or at U-Boot's where `uboot` says that it is wanted. */
  waitForPrompt(wanted: { readonly uboot: boolean } = { uboot: false }): PromptWait {
    const { machine } = this;
    const isThere = () => this.prompt === 'linux' || (wanted.uboot && this.prompt === 'uboot');
    if (wanted.uboot) this.#stopAutoboot();
    const met = this.#runUntil(isThere);
    if (met) return this.prompt === 'uboot' ? 'uboot' : 'linux';
    if (machine.state === 'off') return 'off';
    return machine.clock.next === undefined || machine.state === 'hung' ? 'hung' : 'timeout';
  }

  get prompt(): 'linux' | 'uboot' | null {
    return this.machine.promptWaiting;
  }

  /** Types one line (latin1) on the serial console, and lets the machine take it. */
  type(line: string): void {
    const { machine } = this;
    machine.type(`${line}\n`, 'latin1');
    machine.runUntil(machine.clock.now + TAKEN_NS);
  }

  /** Gives a line that was typed a second to do its work, or less when the prompt is back sooner. */
  settle(): void {
    const { machine } = this;
    machine.runUntil(machine.clock.now + SETTLE_NS, () => this.prompt !== null);
  }

  /** Runs one line in the operator's shell. The Linux prompt must be there. */
  run(cmd: string): LineReport {
    const { machine } = this;
    const resets = machine.resetCount;
    const command = machine.execute(cmd);
    if (command === null)
      return { cmd, stdout: new Uint8Array(0), stderr: new Uint8Array(0), status: null, reset: 'hung' };
    const isDown = () => machine.resetCount !== resets || machine.state === 'off';
    const isOver = () => command.isDone || isDown();
    const met = this.#runUntil(() => isOver() || command.isTruncated);
    const interrupted = met && !command.isTruncated ? undefined : this.#interrupt(command, isOver);
    // A shell that was killed dies with the system, as a rule.
    if (command.wasShellKilled && !isDown()) machine.runUntil(machine.clock.now + SHUTDOWN_LIMIT_NS, isDown);
    const outputs = { cmd, stdout: command.stdout(), stderr: command.stderr() };
    const why = interrupted === undefined ? {} : { interrupted };
    if (machine.resetCount !== resets) return { ...outputs, status: null, reset: machine.lastResetCause, ...why };
    if (machine.state === 'off') return { ...outputs, status: null, reset: 'off', ...why };
    if (!command.isDone) return { ...outputs, status: null, reset: 'hung', ...why };
    return { ...outputs, status: command.status, ...why };
  }

  #interrupt(command: GuestCommand, isOver: () => boolean): string | undefined {
    const { machine } = this;
    if (machine.kernel === null || !machine.state.endsWith('running')) return undefined;
    const why = command.isTruncated ? 'printed more than is kept' : 'did not end';
    machine.interrupt();
    machine.runUntil(machine.clock.now + INTERRUPT_LIMIT_NS, isOver);
    return why;
  }

  /** Any key ends U-Boot's countdown; it is pressed when the countdown is there. */
  #stopAutoboot(): void {
    const { machine } = this;
    const isCounting = () => machine.state === COUNTING || this.prompt !== null;
    this.#runUntil(isCounting);
    if (machine.state === COUNTING) machine.type(' ');
  }

  /** True when the condition was met; false when nothing happens any more, or not soon enough. */
  #runUntil(condition: () => boolean): boolean {
    const { machine } = this;
    const lastEvent = machine.events + this.#computeLimit;
    let met = condition();
    if (met) return true;
    machine.runUntil(machine.clock.now + IDLE_LIMIT_NS, () => {
      met = condition();
      return met || machine.events > lastEvent || machine.clock.next === undefined;
    });
    return met || condition();
  }
}
