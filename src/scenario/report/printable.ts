/**
 * Text that is safe on a terminal: bytes from images and consoles must never reach it as control sequences.
 *
 * Control characters become their pictures (ESC is `␛`), tabs become a blank; line feeds are kept only where asked for.
 */

/** Safe form of one piece of text that the tool itself or the user wrote, on one line. */
export function printable(text: string): string {
  let safe = '';
  for (const character of text) safe += safeCharacter(character);
  return safe;
}

/** Safe form of latin1 console or log text, line by line: UTF-8 is decoded, CR before LF is taken off. */
export function printableLines(latin1: string): string[] {
  const lines = latin1.replaceAll('\r\n', '\n').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => printable(decodeUtf8(line)));
}

/** Bytes that are no UTF-8 show as U+FFFD. */
function decodeUtf8(latin1: string): string {
  let ascii = true;
  const bytes = new Uint8Array(latin1.length);
  for (let i = 0; i < latin1.length; i++) {
    bytes[i] = latin1.charCodeAt(i);
    if (latin1.charCodeAt(i) >= 0x80) ascii = false;
  }
  return ascii ? latin1 : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function safeCharacter(character: string): string {
  const code = character.codePointAt(0)!;
  if (code === 0x09) return ' ';
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  // C1 controls, marks that turn the writing direction, line and paragraph separators, lone surrogates.
  const unsafe =
    (code >= 0x80 && code < 0xa0) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0xd800 && code <= 0xdfff);
  return unsafe ? '\ufffd' : character;
}
