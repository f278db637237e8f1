/**
 * Keys of a terminal that send several bytes: cursor keys, Home, End, Delete, and the marks around pasted text.
 *
 * Mirrors U-Boot `common/cli_getch.c`, and the same inside `cread_line` before there was that file. It waits for the rest of a
 * sequence as long as it takes.
 */
import type { UBootProfile } from '../profiles/uboot.ts';

const ESCAPE = '\x1b';

const LEFT = '\x02';
const RIGHT = '\x06';
const HOME = '\x01';
const END = '\x05';
const UP = '\x10';
const DOWN = '\x0e';
const DELETE = '\x04';

/** Sequences of an xterm, without their ESC, and the control key that does the same. */
const SEQUENCES: Readonly<Record<string, string>> = {
  '[A': UP,
  '[B': DOWN,
  '[C': RIGHT,
  '[D': LEFT,
  '[H': HOME,
  '[F': END,
  OA: UP,
  OB: DOWN,
  OC: RIGHT,
  OD: LEFT,
  OH: HOME,
  OF: END,
  '[1~': HOME,
  '[7~': HOME,
  '[3~': DELETE,
  '[4~': END,
  '[8~': END,
};

/** Around pasted text, since there is `cli_getch.c`: thrown away. */
const PASTE_MARKS: Readonly<Record<string, string>> = { '[200~': '', '[201~': '' };

export interface KeysMeant {
  /** None while a sequence goes on. */
  readonly keys: string;
  /** They go into the line whatever they would mean. */
  readonly isText: boolean;
}

const NOTHING: KeysMeant = { keys: '', isText: false };

export class EscapeKeys {
  readonly #isInline: boolean;
  readonly #sequences: Readonly<Record<string, string>>;
  readonly #names: readonly string[];
  /** What came after an ESC so far; null outside a sequence. */
  #sequence: string | null = null;

  constructor(keys: UBootProfile['lineEditor']) {
    this.#isInline = keys === 'inline';
    this.#sequences = this.#isInline ? SEQUENCES : { ...SEQUENCES, ...PASTE_MARKS };
    this.#names = Object.keys(this.#sequences);
  }

  /** The line ended. */
  clear(): void {
    this.#sequence = null;
  }

  key(key: string): KeysMeant {
    if (this.#sequence === null) return this.#begin(key);
    const sequence = this.#sequence + key;
    const meant = this.#sequences[sequence];
    if (meant === undefined && this.#names.some((name) => name.startsWith(sequence))) {
      this.#sequence = sequence;
      return NOTHING;
    }
    this.#sequence = null;
    if (meant !== undefined) return { keys: meant, isText: false };
    if (this.#isInline) return { keys: ESCAPE + sequence, isText: true };
    // An ESC before any other key does nothing to it.
    return sequence.length === 1 ? this.#begin(key) : { keys: ESCAPE + sequence, isText: false };
  }

  #begin(key: string): KeysMeant {
    if (key !== ESCAPE) return { keys: key, isText: false };
    this.#sequence = '';
    return NOTHING;
  }
}
