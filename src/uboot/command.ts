/**
 * What a U-Boot command is: its entry in the command table, what it may use, and how it ends.
 *
 * A command is a plain function, or a generator where it takes virtual time: it then yields how long to wait. Nothing of it
 * survives a reset.
 */
import type { Handoff } from '../hardware/stage.ts';
import type { BoardProfile, ResetCause, UBootConfig } from '../profiles/board.ts';
import type { UBootProfile } from '../profiles/uboot.ts';
import type { BootImages } from './boot/boot-images.ts';
import type { CommandTable } from './command-table.ts';
import type { Environment } from './environment.ts';
import type { MemoryMemory } from './memory-memory.ts';
import type { WordBits } from './numbers.ts';
import type { PstoreSettings } from './pstore-settings.ts';
import type { Ram } from './ram.ts';
import type { RamLayout } from './ram-layout.ts';
import type { Storage } from './storage.ts';

/** U-Boot itself ends with the command: nothing comes back to the prompt. */
export type Ending =
  | { readonly kind: 'reset'; readonly cause: ResetCause }
  /** A loop without end; Ctrl-C is not asked for. */
  | { readonly kind: 'hang'; readonly reason: string }
  /** The sandbox process is gone, or the power is off. */
  | { readonly kind: 'off' }
  | { readonly kind: 'boot'; readonly handoff: Omit<Handoff, 'resetCause'> };

export type CommandResult =
  | { readonly kind: 'status'; readonly status: number }
  /** CMD_RET_USAGE: the table prints the usage text; status 1. */
  | { readonly kind: 'usage' }
  | Ending;

export const SUCCESS: CommandResult = { kind: 'status', status: 0 };
export const FAILURE: CommandResult = { kind: 'status', status: 1 };
export const USAGE: CommandResult = { kind: 'usage' };

/** A wait in virtual time, in nanoseconds; null: until a key comes. */
export interface Pause {
  readonly delayNs: number | null;
  /** A key ends the wait: somebody looks for Ctrl-C all the while. */
  readonly wakesOnKey?: true;
}

export type CommandRun<Result = CommandResult> = Generator<Pause, Result, void>;

/** One entry of the table: U_BOOT_CMD. */
export interface Command {
  readonly name: string;
  /** Most words, the name included; `board`: CONFIG_SYS_MAXARGS. */
  readonly maxWords: number | 'board';
  /** An empty line repeats it. */
  readonly repeatable: boolean;
  /** Tab offers names of variables as its first word (`var_complete`). */
  readonly completesVariables?: true;
  /** Short help, for the list. */
  readonly usage: string;
  /** Long help: what follows the name under `Usage:`. */
  readonly help: string;
  /** `words[0]` is the name as typed. */
  run(context: CommandContext, words: readonly string[]): CommandResult | CommandRun;
}

/** What a command may use: U-Boot's global state, and the board. */
export interface CommandContext {
  readonly profile: UBootProfile;
  readonly board: BoardProfile;
  readonly config: UBootConfig;
  readonly bits: WordBits;
  readonly ram: Ram;
  readonly layout: RamLayout;
  readonly table: CommandTable<Command>;
  readonly environment: Environment;
  readonly pstore: PstoreSettings;
  readonly memory: MemoryMemory;
  readonly storage: Storage;
  readonly boot: BootImages;
  /** Prints latin1 text with LF line ends. */
  puts(text: string): void;
  /** True when the line printed so much that it would take hours; see `OUTPUT_LIMIT`. */
  readonly flooded: boolean;
  /** The command runs because an empty line was entered (CMD_FLAG_REPEAT). */
  readonly isRepeat: boolean;
  /** Virtual time. */
  nowNs(): number;
  /** Takes a character from the serial line if one waits; true when it was Ctrl-C. */
  ctrlc(): boolean;
  /** `cli_readline`: a line typed behind a prompt; null: Ctrl-C. */
  readLine(prompt: string, initial?: string): Generator<Pause, string | null, void>;
  /** `run_command`: runs the first line of a text. */
  runCommand(text: string): CommandRun<Ending | { readonly kind: 'status'; readonly status: number }>;
  /** The same for the text of a variable: all of its lines. */
  runVariable(text: string): CommandRun<Ending | { readonly kind: 'status'; readonly status: number }>;
  /** Told when `pstore display` looks for records. */
  regionDisplayed(): void;
  /** Told for each record that it shows. */
  recordDisplayed(kind: string, address: number, sizeBytes: number, text: string): void;
}

/** 16 MiB of output, 24 minutes at 115200 baud. Hostile RAM could ask for gigabytes. */
export const OUTPUT_LIMIT = 16 * 1024 * 1024;

export const FLOODED: Ending = {
  kind: 'hang',
  reason: 'printing without end: more than 16 MiB from one line of commands',
};

/** A character at 115200 baud. */
const CHARACTER_NS = 86_806;

/** How long the serial line takes for so many characters; a program on a PC does not wait for it. */
export function wireNs({ config }: CommandContext, characters: number): number {
  return config.platform === 'board' ? characters * CHARACTER_NS : 0;
}
