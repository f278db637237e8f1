/**
 * A serial terminal and its line discipline: Linux `drivers/tty/n_tty.c`.
 *
 * Canonical mode edits lines (erase, kill, word erase, literal next, reprint), raw mode gives each byte. Left out: parity,
 * break, VMIN and VTIME other than 1 and 0.
 */
import { signals } from '../../shell/posix.ts';
import { latin1Bytes, latin1Text } from '../../sim/bytes.ts';
import type { TerminalSettings } from '../process/system-calls.ts';
import type { ControllingTerminal } from '../process/task.ts';
import { WaitQueue } from '../process/wait-queue.ts';
import { Column, echoOf, eraseOf, eraseTab } from './echo.ts';
import type { OutputLine } from './output-line.ts';

/** N_TTY_BUF_SIZE, and the longest line. */
const BUFFER_BYTES = 4096;
const BELL = '\x07';

/** tty_std_termios: c_cc. */
const controls = {
  interrupt: 0x03,
  quit: 0x1c,
  erase: 0x7f,
  kill: 0x15,
  endOfFile: 0x04,
  start: 0x11,
  stop: 0x13,
  suspend: 0x1a,
  reprint: 0x12,
  wordErase: 0x17,
  literalNext: 0x16,
} as const;

const cookedSettings: TerminalSettings = {
  canonical: true,
  echo: true,
  signals: true,
  mapReturn: true,
  flowControl: true,
  mapNewline: true,
  stopWriters: false,
};

export interface TtyOptions {
  readonly rdev: number;
  readonly line: OutputLine;
  readonly signalGroup: (pgid: number, signal: number) => void;
}

export class Tty implements ControllingTerminal {
  readonly rdev: number;
  sid = 0;
  pgid = 0;
  windowSize = { rows: 24, columns: 80 };
  readonly readers = new WaitQueue();
  readonly #line: OutputLine;
  readonly #signalGroup: (pgid: number, signal: number) => void;
  #settings = cookedSettings;
  /** Finished lines (or raw bytes): what reading gives, each with how it ends. */
  #lines: string[] = [];
  #raw = '';
  /** The line being edited. */
  #edited = '';
  #isLiteral = false;
  readonly #column = new Column();
  #isStopped = false;
  /** Somebody sleeps in `read`. */
  #isRead = false;

  constructor(options: TtyOptions) {
    this.rdev = options.rdev;
    this.#line = options.line;
    this.#signalGroup = options.signalGroup;
  }

  get settings(): TerminalSettings {
    return this.#settings;
  }

  set settings(settings: TerminalSettings) {
    const wasCanonical = this.#settings.canonical;
    this.#settings = settings;
    if (wasCanonical === settings.canonical) return;
    if (settings.canonical) {
      // What was typed before belongs to the lines to come.
      const typed = this.#raw;
      this.#raw = '';
      for (let at = 0; at < typed.length; at++) this.#edit(typed.charCodeAt(at), false);
    } else {
      this.#raw = this.#lines.join('') + this.#edited;
      this.#lines = [];
      this.#edited = '';
    }
    this.readers.wakeAll();
  }

  /** `raw` as a line editor sets it: bytes as they come, no echo; signals and output stay. */
  setMode(mode: 'canonical' | 'raw'): void {
    this.settings =
      mode === 'canonical'
        ? cookedSettings
        : {
            ...cookedSettings,
            canonical: false,
            echo: false,
            mapReturn: false,
            flowControl: this.#settings.flowControl,
          };
  }

  /** Who waits for what is typed. */
  get waiting(): 'raw' | 'canonical' | null {
    if (!this.#isRead || this.readers.isEmpty) return null;
    return this.#settings.canonical ? 'canonical' : 'raw';
  }

  // ---- output ----

  /** Everybody who waits tries again: after a hang-up. */
  wakeAll(): void {
    this.readers.wakeAll();
    this.#line.queue.wakeAll();
  }

  /** Bytes taken, or the queue to wait in while the line is busy or stopped by Ctrl-S. */
  write(bytes: Uint8Array): number | WaitQueue {
    if (this.#isStopped) return this.#line.queue;
    const room = this.#line.room();
    if (room === 0) return this.#line.queue;
    const taken = bytes.length > room ? bytes.subarray(0, room) : bytes;
    const text = latin1Text(taken);
    this.#column.follow(text);
    this.#line.send(this.#settings.mapNewline ? text.replaceAll('\n', '\r\n') : text);
    return taken.length;
  }

  // ---- input ----

  /** A read of a process in the foreground. */
  read(count: number): Uint8Array | WaitQueue {
    this.#isRead = false;
    if (!this.#settings.canonical) {
      if (this.#raw !== '') return this.#take(count, this.#raw, (rest) => (this.#raw = rest));
    } else if (this.#lines.length > 0) {
      const line = this.#lines[0]!;
      if (line === '') {
        this.#lines.shift();
        return new Uint8Array(0);
      }
      return this.#take(count, line, (rest) => {
        if (rest === '') this.#lines.shift();
        else this.#lines[0] = rest;
      });
    }
    this.#isRead = true;
    return this.readers;
  }

  #take(count: number, from: string, leave: (rest: string) => void): Uint8Array {
    leave(from.slice(count));
    return latin1Bytes(from.slice(0, count));
  }

  /** Bytes came over the line. */
  receive(bytes: Uint8Array): void {
    for (const byte of bytes) this.#receiveByte(byte);
  }

  #receiveByte(byte: number): void {
    const { signals: makesSignals, flowControl, mapReturn, canonical } = this.#settings;
    if (this.#isLiteral) {
      this.#isLiteral = false;
      this.#add(byte);
      return;
    }
    if (makesSignals && this.#signal(byte)) return;
    if (flowControl) {
      if (byte === controls.stop) {
        this.#isStopped = true;
        return;
      }
      if (byte === controls.start) {
        this.#startOutput();
        return;
      }
    }
    const mapped = mapReturn && byte === 0x0d ? 0x0a : byte;
    if (canonical) this.#edit(mapped, true);
    else if (this.#raw.length < BUFFER_BYTES - 1) {
      this.#raw += String.fromCharCode(mapped);
      if (this.#settings.echo) this.#echo(echoOf(mapped));
      this.readers.wakeAll();
    }
  }

  #startOutput(): void {
    if (!this.#isStopped) return;
    this.#isStopped = false;
    this.#line.queue.wakeAll();
  }

  /** Ctrl-C, Ctrl-\ and Ctrl-Z throw away what was typed. */
  #signal(byte: number): boolean {
    let signal: number;
    if (byte === controls.interrupt) signal = signals.INT;
    else if (byte === controls.quit) signal = signals.QUIT;
    else if (byte === controls.suspend) signal = signals.TSTP;
    else return false;
    this.#startOutput();
    this.#lines = [];
    this.#edited = '';
    this.#raw = '';
    if (this.#settings.echo) this.#echo(echoOf(byte));
    if (this.pgid !== 0) this.#signalGroup(this.pgid, signal);
    return true;
  }

  #edit(byte: number, echoes: boolean): void {
    const echo = echoes && this.#settings.echo;
    switch (byte) {
      case controls.erase:
        this.#erase(1, echo);
        return;
      case controls.wordErase:
        this.#erase(wordLength(this.#edited), echo);
        return;
      case controls.kill:
        this.#erase(this.#edited.length, echo);
        return;
      case controls.literalNext:
        this.#isLiteral = true;
        if (echo) this.#echo('^\b');
        return;
      case controls.reprint:
        if (echo) this.#echo(`^R\n${[...this.#edited].map((letter) => echoOf(letter.charCodeAt(0))).join('')}`);
        return;
      case controls.endOfFile:
        this.#finish(this.#edited);
        return;
      case 0x0a:
        if (echo) this.#echo('\n');
        this.#finish(`${this.#edited}\n`);
        return;
      default:
        this.#add(byte, echo);
    }
  }

  #add(byte: number, echo = this.#settings.echo): void {
    if (!this.#settings.canonical) {
      this.#raw += String.fromCharCode(byte);
      this.readers.wakeAll();
      return;
    }
    // The last place is kept for the line's end.
    if (this.#pendingBytes() >= BUFFER_BYTES - 1) {
      this.#echo(BELL);
      return;
    }
    if (this.#edited === '' && echo) this.#column.canon = this.#column.value;
    this.#edited += String.fromCharCode(byte);
    if (echo) this.#echo(echoOf(byte));
  }

  #pendingBytes(): number {
    return this.#lines.reduce((sum, line) => sum + line.length, this.#edited.length);
  }

  #finish(line: string): void {
    this.#lines.push(line);
    this.#edited = '';
    this.readers.wakeAll();
  }

  #erase(count: number, echo: boolean): void {
    for (let left = Math.min(count, this.#edited.length); left > 0; left--) {
      const byte = this.#edited.charCodeAt(this.#edited.length - 1);
      this.#edited = this.#edited.slice(0, -1);
      if (echo) this.#echo(byte === 0x09 ? eraseTab(this.#edited, this.#column.canon) : eraseOf(byte));
    }
  }

  #echo(text: string): void {
    this.#column.follow(text);
    this.#line.send(this.#settings.mapNewline ? text.replaceAll('\n', '\r\n') : text);
  }
}

/** How many bytes a word erase takes: blanks at the end, then letters, digits and underscores, or else the rest up to them. */
function wordLength(line: string): number {
  let at = line.length;
  while (at > 0 && !isWordLetter(line.charCodeAt(at - 1))) at--;
  while (at > 0 && isWordLetter(line.charCodeAt(at - 1))) at--;
  return line.length - at;
}

/** isalnum of latin1, and the underscore. */
function isWordLetter(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x5f ||
    code >= 0xc0
  );
}
