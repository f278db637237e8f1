/** The keyboard of a pager: single keys, with the arrow keys put together, and lines typed at the bottom. */
import { type Blocking, O_RDONLY, signals } from '../../../shell/posix.ts';
import type { SignalDisposition } from '../../../shell/system.ts';
import { EINTR } from '../../../sim/errno.ts';
import type { TerminalSettings } from '../../process/system-calls.ts';
import type { Tool } from './tool.ts';

/** Keys that send more than a byte, by what follows the escape. */
const sequences: Readonly<Record<string, string>> = {
  '[A': 'k',
  OA: 'k',
  '[B': 'j',
  OB: 'j',
  '[5~': 'b',
  '[6~': 'f',
  '[H': 'g',
  OH: 'g',
  '[1~': 'g',
  '[F': 'G',
  OF: 'G',
  '[4~': 'G',
  v: 'b',
};

export class PagerKeys {
  readonly #tool: Tool;
  readonly #fd: number;
  readonly #before: TerminalSettings | number;
  readonly #interrupt: SignalDisposition;
  #waiting = '';

  constructor(tool: Tool) {
    this.#tool = tool;
    const fd = tool.system.open('/dev/tty', O_RDONLY);
    this.#fd = fd < 0 ? 2 : fd;
    this.#before = tool.system.terminalSettings(this.#fd);
    this.#setRaw();
    // Ctrl-C must not leave the terminal without echo.
    this.#interrupt = tool.system.signal(signals.INT, 'catch');
  }

  #setRaw(): void {
    if (typeof this.#before === 'number') return;
    this.#tool.system.setTerminalSettings(this.#fd, { ...this.#before, canonical: false, echo: false });
  }

  /** Gives the terminal back as it was. */
  end(): void {
    if (typeof this.#before !== 'number') this.#tool.system.setTerminalSettings(this.#fd, this.#before);
    this.#tool.system.signal(signals.INT, this.#interrupt);
    if (this.#fd > 2) this.#tool.system.close(this.#fd);
  }

  *#byte(): Blocking<string | null> {
    if (this.#waiting === '') {
      const bytes = yield* this.#tool.system.read(this.#fd, 64);
      if (bytes === -EINTR) {
        this.#tool.system.takeSignal();
        return '\x03';
      }
      if (typeof bytes === 'number' || bytes.length === 0) return null;
      this.#waiting = String.fromCharCode(...bytes);
    }
    const letter = this.#waiting[0]!;
    this.#waiting = this.#waiting.slice(1);
    return letter;
  }

  /** The next key; null when the terminal is gone. */
  *next(): Blocking<string | null> {
    const letter = yield* this.#byte();
    if (letter !== '\x1b') return letter;
    let rest = '';
    while (rest.length < 4) {
      const more = yield* this.#byte();
      if (more === null) return null;
      rest += more;
      const key = sequences[rest];
      if (key !== undefined) return key;
      if (/^(\[[A-Z~]|\[\d+~|O.|[^[O])$/.test(rest)) return '';
    }
    return '';
  }

  /** A line typed behind `prompt`, or null when it was given up. */
  *line(prompt: string): Blocking<string | null> {
    let text = '';
    yield* this.#show(`\r\x1b[K${prompt}`);
    for (;;) {
      const letter = yield* this.#byte();
      if (letter === null || letter === '\x1b' || letter === '\x03') return null;
      if (letter === '\n' || letter === '\r') return text;
      if (letter === '\x7f' || letter === '\b') {
        if (text === '') return null;
        text = text.slice(0, -1);
        yield* this.#show('\b \b');
      } else if (letter === '\x15') {
        yield* this.#show('\b \b'.repeat(text.length));
        text = '';
      } else if (letter >= ' ' && text.length < 1000) {
        text += letter;
        yield* this.#show(letter);
      }
    }
  }

  *#show(text: string): Blocking<void> {
    yield* this.#tool.out.put(text);
    yield* this.#tool.out.flush();
  }
}
