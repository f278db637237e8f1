/** Numbers on the command line: decimal or 0x, whole, within bounds. */

/** The number, or undefined when the text is none; a minus sign is taken so that the complaint can be about the range. */
export function parseNumber(text: string): number | undefined {
  if (!/^-?(?:0[xX][0-9a-fA-F]{1,16}|\d{1,20})$/.test(text)) return undefined;
  const negative = text.startsWith('-');
  const value = Number(negative ? text.slice(1) : text);
  return negative ? -value : value;
}
