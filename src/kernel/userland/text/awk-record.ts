/** The record at hand and its fields, split only when somebody looks (mawk 1.3.4 `field.c`, `split.c`). */
import type { RegexCache } from './awk-regex.ts';
import { AwkError, fromOutside, toText, UNSET, type Value } from './awk-value.ts';
import type { Regex } from './regex.ts';

const FIELDS_MAX = 1 << 22;
const LENGTH_MAX = 256 * 1024 * 1024;

/** How a text is cut into fields: at blanks, at one character, or at a pattern. */
export type Separator = 'blanks' | { readonly text: string } | { readonly regex: Regex };

/** The meaning of FS. `paragraphs` (RS is empty): a line end separates too. */
export function separatorOf(text: string, regexes: RegexCache, paragraphs = false): Separator {
  if (text === ' ') return 'blanks';
  if (paragraphs) return { regex: regexes.get(text.length === 1 ? `[${escapeClass(text)}]|\n` : `(${text})|\n`) };
  if (text.length === 1 && text !== '\\') return { text };
  return text === '' ? { text } : { regex: regexes.get(text) };
}

function escapeClass(letter: string): string {
  return letter === '\\' || letter === ']' || letter === '^' ? `\\${letter}` : letter;
}

/** The fields of a text. */
export function splitFields(text: string, separator: Separator): string[] {
  if (text === '') return [];
  const fields: string[] = [];
  if (separator === 'blanks') {
    for (let at = 0; at < text.length; ) {
      while (at < text.length && isBlank(text.charCodeAt(at))) at++;
      if (at >= text.length) break;
      let end = at + 1;
      while (end < text.length && !isBlank(text.charCodeAt(end))) end++;
      fields.push(text.slice(at, end));
      at = end;
    }
    return fields;
  }
  if ('text' in separator) return separator.text === '' ? [...text] : text.split(separator.text);
  let from = 0;
  for (let at = 0; at <= text.length; ) {
    const match = separator.regex.search(text, at);
    if (match === null) break;
    if (match.end === match.start) {
      at = match.end + 1;
      continue;
    }
    fields.push(text.slice(from, match.start));
    from = match.end;
    at = match.end;
  }
  fields.push(text.slice(from));
  return fields;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10;
}

/** What the record asks its program for. */
export interface RecordSettings {
  readonly separator: Separator;
  readonly outputSeparator: string;
  readonly convfmt: string;
}

export class AwkRecord {
  readonly #settings: RecordSettings;
  #text = '';
  #textIsCurrent = true;
  #whole: Value | null = null;
  #fields: Value[] = [];
  /** Fields whose text has not been looked at as a number yet. */
  #raw: boolean[] = [];
  #isSplit = true;

  constructor(settings: RecordSettings) {
    this.#settings = settings;
  }

  get text(): string {
    if (!this.#textIsCurrent) {
      const { outputSeparator, convfmt } = this.#settings;
      let length = 0;
      const words = this.#fields.map((field) => {
        const word = toText(field, convfmt);
        length += word.length + outputSeparator.length;
        return word;
      });
      if (length > LENGTH_MAX) throw new AwkError('out of memory');
      this.#text = words.join(outputSeparator);
      this.#textIsCurrent = true;
      this.#whole = null;
    }
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    this.#textIsCurrent = true;
    this.#whole = null;
    this.#isSplit = false;
  }

  #split(): void {
    if (this.#isSplit) return;
    const words = splitFields(this.#text, this.#settings.separator);
    if (words.length > FIELDS_MAX) throw new AwkError('out of memory');
    this.#fields = words;
    this.#raw = new Array(words.length).fill(true);
    this.#isSplit = true;
  }

  get count(): number {
    this.#split();
    return this.#fields.length;
  }

  set count(count: number) {
    this.#split();
    if (count < 0) throw new AwkError('negative value assigned to NF', true);
    if (count > FIELDS_MAX) throw new AwkError(`program limit exceeded: maximum number of fields size=${FIELDS_MAX}`);
    while (this.#fields.length < count) {
      this.#fields.push(UNSET);
      this.#raw.push(false);
    }
    this.#fields.length = count;
    this.#raw.length = count;
    this.#textIsCurrent = false;
  }

  get(index: number): Value {
    if (index === 0) {
      const { text } = this;
      this.#whole ??= fromOutside(text);
      return this.#whole;
    }
    if (index < 0) throw new AwkError(`negative field index $${index}`, true);
    this.#split();
    const field = this.#fields[index - 1];
    if (field === undefined) return UNSET;
    if (this.#raw[index - 1]) {
      this.#raw[index - 1] = false;
      this.#fields[index - 1] = fromOutside(field as string);
      return this.#fields[index - 1]!;
    }
    return field;
  }

  set(index: number, value: Value): void {
    if (index === 0) {
      this.text = toText(value, this.#settings.convfmt);
      return;
    }
    if (index < 0) throw new AwkError(`negative field index $${index}`, true);
    this.#split();
    if (index > this.#fields.length) this.count = index;
    this.#fields[index - 1] = value;
    this.#raw[index - 1] = false;
    this.#textIsCurrent = false;
  }

  /** FS is about to change: the record at hand keeps the old one. */
  settle(): void {
    this.#split();
  }
}
