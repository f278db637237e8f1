/**
 * A shell: the language engine on a system, ready to run lines, scripts and files.
 *
 * `runLine` is for whoever holds a shell across lines (`--exec`); programs on the simulated machine begin at `bashMain` and its
 * kin (`main.ts`).
 */

import { readWholeFile } from './builtins/commands.ts';
import { runExitTrap } from './children.ts';
import type { Blocking } from './posix.ts';
import { evaluateText } from './run-text.ts';
import { services } from './services.ts';
import { type ShellOptions, ShellState } from './shell-state.ts';
import { initializeVariables } from './startup-variables.ts';
import type { ShellSystem } from './system.ts';
import { trampoline } from './trampoline.ts';

/** See the head of the file. */
export class Shell {
  readonly state: ShellState;
  #hasEnded = false;

  constructor(system: ShellSystem, options: ShellOptions) {
    this.state = new ShellState(system, services, options);
    initializeVariables(this.state, options.environment);
  }

  /** `exit` has been run, or an error ended the shell: it takes no more lines. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  get status(): number {
    return this.state.status;
  }

  /** Reads who is who on this machine: users' directories for `~name`, the names of user and host for prompts. */
  *loadNames(): Blocking<void> {
    const { state } = this;
    const host = yield* readWholeFile(state, '/proc/sys/kernel/hostname');
    if (typeof host === 'string' && host.trim() !== '') state.hostName = host.trim();
    if (state.dialect.kind === 'bash') state.variables.set('HOSTNAME', state.hostName);
    const text = yield* readWholeFile(state, '/etc/passwd');
    if (typeof text === 'number') return;
    const uid = String(state.system.getuid());
    for (const line of text.split('\n').slice(0, 1000)) {
      const [name, , id, , , home] = line.split(':');
      if (name === undefined || home === undefined) continue;
      state.homes.set(name, home);
      if (id !== uid || state.homes.has('')) continue;
      state.homes.set('', home);
      state.userName = name;
    }
  }

  /** Runs one line (or several) in this shell, numbered from 1, with the messages of `-c`; gives its status. */
  *runLine(text: string): Blocking<number> {
    const { state } = this;
    state.isCommandString = true;
    state.executionString = text;
    return yield* this.#run(evaluateText(state, text, { label: '-c', line: 1 }));
  }

  /** Runs the text of a script; `source` is the file its messages name. */
  *runScript(text: string, source?: string): Blocking<number> {
    const { state } = this;
    if (source !== undefined) state.source = source;
    return yield* this.#run(evaluateText(state, text, { label: '', line: 1 }));
  }

  *#run(run: Blocking<number>): Blocking<number> {
    const { state } = this;
    const status = yield* trampoline(runToEnd(state, run));
    if (state.flow === 'exit') this.#hasEnded = true;
    else state.flow = 'none';
    return status;
  }
}

/** Runs what may fail or exit; the EXIT trap comes when it was the end of the shell. */
function* runToEnd(state: ShellState, run: Blocking<number>): Blocking<number> {
  let status = yield* run;
  yield* state.flush();
  if (state.flow === 'exit') {
    status = yield* runExitTrap(state, state.status);
  }
  return status & 0xff;
}
