/** Comparisons that name the first difference: where, what was expected, what came. */

export function bytesOfHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

/** Throws with offset and neighbourhood of the first byte that differs. */
export function expectEqualBytes(actual: Uint8Array, expected: Uint8Array, what: string): void {
  const common = Math.min(actual.length, expected.length);
  let at = 0;
  while (at < common && actual[at] === expected[at]) at++;
  if (at === actual.length && at === expected.length) return;
  const around = (bytes: Uint8Array) => hexOf(bytes.subarray(at, at + 16));
  throw new Error(
    `${what}: ${actual.length} bytes, expected ${expected.length}; first difference at 0x${at.toString(16)}: ` +
      `${around(actual)}, expected ${around(expected)}`,
  );
}

/** Throws with the first line that differs. */
export function expectEqualText(actual: string, expected: string, what: string): void {
  if (actual === expected) return;
  const ours = actual.split('\n');
  const theirs = expected.split('\n');
  let line = 0;
  while (ours[line] === theirs[line]) line++;
  throw new Error(`${what}, line ${line + 1}: ${quoted(ours[line])}, expected ${quoted(theirs[line])}`);
}

function quoted(line: string | undefined): string {
  return line === undefined ? '(end)' : JSON.stringify(line);
}
