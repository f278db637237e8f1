/** What a command of the operator's prompt is, what it needs of the host, and how it reads its words. */
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

/** One past the highest address of the simulated memory: 16 TiB. */
const ADDRESS_END = 2 ** 44;

export const stay = (text: string): OperatorAnswer => ({ text, next: 'stay' });

/** Decimal or 0x; null when it is none. */
export function numberOf(text: string): number | null {
  return /^(?:0[xX][0-9a-fA-F]{1,12}|\d{1,15})$/.test(text) ? Number(text) : null;
}

/** A number that is an address in RAM; null when it is none. */
export function addressOf(text: string, machine: Machine): number | null {
  const address = numberOf(text);
  if (address === null || address >= ADDRESS_END) return null;
  return machine.options.board.ramBanks.some(({ start, end }) => address >= start && address < end) ? address : null;
}
