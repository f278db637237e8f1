/**
 * The common face of the commands, and what they share: options gathered without stopping at the first mistake.
 *
 * Commander parses; we judge. Values stay text until the command asks for them, and every complaint goes into one list, so
 * that a user sees all of them at once.
 */
import type { Command } from 'commander';
import { nameHint } from '../scenario/nearest-name.ts';
import { type Issue, UserError } from '../sim/issue.ts';
import type { Io } from './io.ts';
import { parseNumber } from './numbers.ts';

/** Exit codes of all commands. */
export const EXIT = { ok: 0, failed: 1, usage: 2, timedOut: 42, defect: 70 } as const;

export interface CommandModule {
  /** Adds arguments, options and help to an empty command. */
  define(command: Command): void;
  /** Gives the exit code. Throws `UserError` for what the user can mend. */
  perform(given: Given, io: Io): Promise<number>;
}

type OptionValue = string | boolean | readonly string[] | undefined;

/** What stood on the command line, and the complaints about it so far. */
export class Given {
  readonly operands: readonly string[];
  readonly issues: Issue[] = [];
  readonly #options: Readonly<Record<string, OptionValue>>;

  constructor(operands: readonly string[], options: Readonly<Record<string, OptionValue>>) {
    this.operands = operands;
    this.#options = options;
  }

  /** The options that were given, as `--until-done`. */
  get optionNames(): readonly string[] {
    const given = Object.entries(this.#options).filter(([, value]) => value !== undefined && value !== false);
    return given.map(([name]) => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
  }

  flag(name: string): boolean {
    return this.#options[camelCase(name)] === true;
  }

  text(name: string): string | undefined {
    const value = this.#options[camelCase(name)];
    return typeof value === 'string' ? value : undefined;
  }

  list(name: string): readonly string[] {
    const value = this.#options[camelCase(name)];
    return Array.isArray(value) ? value : [];
  }

  number(name: string, bounds: { readonly min: number; readonly max: number }): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : this.numberFrom(`--${name}`, text, bounds);
  }

  /** Decimal or 0x; a complaint and undefined when it is none or out of bounds. */
  numberFrom(
    place: string,
    text: string,
    { min, max }: { readonly min: number; readonly max: number },
  ): number | undefined {
    const value = parseNumber(text);
    const found = `"${text}"`;
    if (value === undefined) {
      this.complain(place, 'not a number', { found, expected: 'a whole number, decimal or 0x', ...numberHint(text) });
      return undefined;
    }
    if (value < min || value > max) {
      this.complain(place, 'out of range', { found, expected: `${bound(min)} to ${bound(max)}` });
      return undefined;
    }
    return value;
  }

  /** One of a set of names; a complaint with the nearest one otherwise. */
  choice(name: string, known: readonly string[]): string | undefined {
    const value = this.text(name);
    if (value === undefined || known.includes(value)) return value;
    this.complain(`--${name}`, 'unknown name', { found: `"${value}"`, hint: nameHint(value, known) });
    return undefined;
  }

  complain(path: string, message: string, more: Partial<Pick<Issue, 'found' | 'expected' | 'hint'>> = {}): void {
    this.issues.push({ code: 'usage', message, place: { path }, ...more });
  }

  /** Call when everything has been asked for: throws what has been found wrong. */
  settle(): void {
    if (this.issues.length > 0) throw new UserError(this.issues);
  }
}

function camelCase(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function bound(value: number): string {
  return value >= 65_536 ? `0x${value.toString(16)}` : String(value);
}

function numberHint(text: string): { hint?: string } {
  const suffixed = /^(0x[0-9a-f]+|\d+)\s*([kmg])i?b?$/i.exec(text);
  if (suffixed !== null) {
    const value = Number(suffixed[1]) * 1024 ** ('kmg'.indexOf(suffixed[2]!.toLowerCase()) + 1);
    return { hint: `suffixes are not read; write 0x${value.toString(16)}` };
  }
  return /^[0-9a-f]+$/i.test(text) ? { hint: `hexadecimal needs a prefix: 0x${text}` } : {};
}
