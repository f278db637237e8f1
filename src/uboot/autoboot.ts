/**
 * The autoboot countdown, byte for byte.
 *
 * Mirrors `abortboot_single_key` of U-Boot `common/autoboot.c`. Three ways to redraw the number: backspaces over it up to
 * 2025.07; the whole line from 2025.10 (commit 5f70be08b01), with the first print as before; erase and redraw everywhere from
 * 2026.04 (commit af38567cadc). `passwd_abort_key` is the variant that asks
 * for a certain string (CONFIG_AUTOBOOT_KEYED); hashed strings (CONFIG_AUTOBOOT_ENCRYPTION) are left out.
 */
import type { AutobootKeys } from '../profiles/board.ts';
import type { AutobootPrompt } from '../profiles/uboot.ts';
import { strtol } from './numbers.ts';

const TEXT = 'Hit any key to stop autoboot: ';

/** What is printed when the countdown begins. */
export function countdownStart(prompt: AutobootPrompt, seconds: number): string {
  return prompt === 'erase-line' ? redraw(prompt, seconds) : `${TEXT}${padded(seconds)} `;
}

/** What is printed each second, and when a key during the countdown sets it to 0. */
export function countdownStep(prompt: AutobootPrompt, seconds: number): string {
  return redraw(prompt, seconds);
}

/** What is printed when a key was waiting before the countdown began. */
export function countdownSkipped(prompt: AutobootPrompt): string {
  return prompt === 'erase-line' ? redraw(prompt, 0) : '\b\b\b 0';
}

/** CONFIG_BOOTDELAY unless the variable says otherwise. -1: never boot; -2: boot at once, no key is looked for. */
export function bootDelay(variable: string | undefined, configured: number, takes0x: boolean): number {
  return variable === undefined ? configured : strtol(variable, takes0x);
}

/** What is printed once where only certain strings stop the countdown. */
export function keyedPrompt({ prompt }: AutobootKeys, seconds: number): string {
  return prompt.replace('%d', String(seconds));
}

/** DELAY_STOP_STR_MAX_LENGTH */
const KEYS_MAX = 64;

/** Looks for the strings among what is typed, wherever they begin. */
export class KeySequence {
  readonly #wanted: readonly string[];
  #typed = '';

  constructor({ stop, delay }: AutobootKeys, variable: (name: string) => string | undefined) {
    const wanted = [variable('bootdelaykey') ?? delay, variable('bootstopkey') ?? stop];
    this.#wanted = wanted.filter((keys) => keys !== '').map((keys) => keys.slice(0, KEYS_MAX));
  }

  /** True: a string is complete. */
  key(character: string): boolean {
    this.#typed = (this.#typed + character).slice(-KEYS_MAX);
    return this.#wanted.some((keys) => this.#typed.endsWith(keys));
  }
}

function redraw(prompt: AutobootPrompt, seconds: number): string {
  switch (prompt) {
    case 'backspace':
      return `\b\b\b${padded(seconds)} `;
    case 'clear-to-end':
      return `\r${TEXT}${seconds}\x1b[K`;
    case 'erase-line':
      return `\x1b[2K\r${TEXT}${seconds}`;
  }
}

function padded(seconds: number): string {
  return String(seconds).padStart(2);
}
