/**
 * Collects the parts of a word while it is read.
 *
 * Quoted characters that mean something in a pattern are carried as code points 0x100 higher (`protect`): text of the simulated
 * world never exceeds one byte a character, so nothing can be mistaken.
 */
import type { Part, TextPart, Word } from './ast.ts';

const PROTECTED = 0x100;
/** Characters special to patterns (extended ones included) and to brace expansion's result. */
const SPECIAL = new Set([...'*?[]\\-!^@+|()~:.=&'].map((c) => c.charCodeAt(0)));

/** Makes every special character of quoted text literal for the pattern matcher. */
export function protect(text: string): string {
  let at = 0;
  while (at < text.length && !SPECIAL.has(text.charCodeAt(at))) at++;
  if (at === text.length) return text;
  let result = text.slice(0, at);
  let from = at;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!SPECIAL.has(code)) continue;
    result += text.slice(from, at) + String.fromCharCode(code + PROTECTED);
    from = at + 1;
  }
  return result + text.slice(from);
}

/** The plain text of a string with protected characters. */
export function unprotect(text: string): string {
  let at = 0;
  while (at < text.length && text.charCodeAt(at) < PROTECTED) at++;
  if (at === text.length) return text;
  let result = '';
  let from = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < PROTECTED) continue;
    result += text.slice(from, at) + String.fromCharCode(code - PROTECTED);
    from = at + 1;
  }
  return result + text.slice(from);
}

/** Reads nothing itself; the word parser feeds it. */
export class WordBuilder {
  readonly parts: Part[] = [];
  #text = '';
  #hasText = false;

  /** Unquoted characters. */
  literal(text: string): void {
    this.#text += text;
    this.#hasText = true;
  }

  quoted(text: string): void {
    this.#flush();
    this.parts.push(textPart(text, true));
  }

  part(part: Part): void {
    this.#flush();
    this.parts.push(part);
  }

  /** How many parts there are. */
  get count(): number {
    this.#flush();
    return this.parts.length;
  }

  /** The unquoted text so far when nothing else has been read, else null. */
  get onlyLiteral(): string | null {
    return this.parts.length === 0 ? this.#text : null;
  }

  word(raw: string): Word {
    this.#flush();
    return makeWord(raw, this.parts);
  }

  #flush(): void {
    if (!this.#hasText) return;
    this.parts.push(textPart(this.#text, false));
    this.#text = '';
    this.#hasText = false;
  }
}

export function textPart(text: string, quoted: boolean): TextPart {
  return { kind: 'text', text, quoted, pattern: quoted ? protect(text) : text };
}

/** A word of parts already at hand; neighbours of the same kind are joined. */
export function makeWord(raw: string, given: readonly Part[]): Word {
  const parts: Part[] = [];
  for (const part of given) {
    const last = parts.at(-1);
    if (part.kind === 'text' && last?.kind === 'text' && last.quoted === part.quoted) {
      parts[parts.length - 1] = textPart(last.text + part.text, part.quoted);
    } else parts.push(part);
  }
  let literal: string | null = '';
  let blocking = false;
  let hasBrace = false;
  for (const part of parts) {
    if (part.kind === 'text') {
      if (!part.quoted && part.text.includes('{')) hasBrace = true;
      if (literal !== null && (part.quoted || isPlain(part.text))) literal += part.text;
      else literal = null;
      continue;
    }
    literal = null;
    if (mayBlock(part)) blocking = true;
  }
  return { raw, parts, literal: parts.length === 0 ? '' : literal, blocking, hasBrace };
}

function mayBlock(part: Part): boolean {
  switch (part.kind) {
    case 'command':
    case 'process':
      return true;
    case 'parameter':
    case 'array':
      return part.blocking;
    case 'arithmetic':
      return part.expression.blocking;
    default:
      return false;
  }
}

/** No character of unquoted text asks for tilde, brace or pathname expansion. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x2a: // *
      case 0x3f: // ?
      case 0x5b: // [
      case 0x5c: // \
      case 0x7b: // {
      case 0x7e: // ~
      case 0x28: // (, only in extended patterns
        return false;
    }
  }
  return true;
}
