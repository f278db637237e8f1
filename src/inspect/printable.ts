/**
 * Bytes as text that is safe to print: what a terminal would obey is shown as `\\xNN`.
 */

/** UTF-8 where the bytes are clean UTF-8, else one escape per byte outside ASCII. Newlines and tabs stay. */
export function printableText(bytes: Uint8Array): string {
  const text = utf8(bytes);
  if (text !== null) return text.replace(/[^\n\t\x20-\x7e\xa0-\uffff]/g, escaped);
  let shown = '';
  for (const byte of bytes)
    shown +=
      byte === 0x0a || byte === 0x09 || isPlain(byte) ? String.fromCharCode(byte) : escaped(String.fromCharCode(byte));
  return shown;
}

/** The text, or null where the bytes are no clean UTF-8: control characters other than white space are not clean. */
export function utf8Text(bytes: Uint8Array): string | null {
  const text = utf8(bytes);
  return text === null || /[^\t\n\r\x20-\x7e\x80-\uffff]/.test(text) ? null : text;
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function isPlain(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

function escaped(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
