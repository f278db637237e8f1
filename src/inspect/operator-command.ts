/** What a command of the operator's prompt is, and what it needs of the host. */
import type { Machine } from '../machine/machine.ts';
import type { Packer } from '../machine/save-container.ts';
import type { TimeMachine } from '../machine/time-machine.ts';

export interface OperatorHost {
  /** Width of what is drawn, in columns. */
  readonly columns: number;
  /** Version of the program, for files that are saved. */
  readonly tool: string;
  readonly packer: Packer;
  /** The bytes of a file of the host, or why there are none. */
  load(file: string): Uint8Array | string;
  /** Writes a new file of the host; why it could not, or null. */
  save(file: string, bytes: Uint8Array): string | null;
}

export interface OperatorAnswer {
  readonly text: string;
  /** `resume`: back to the serial console; `quit`: the session ends. */
  readonly next: 'stay' | 'resume' | 'quit';
}

export interface OperatorCommand {
  readonly usage: string;
  readonly meaning: string;
  run(machine: Machine, words: readonly string[], host: OperatorHost, time: TimeMachine): OperatorAnswer;
}
