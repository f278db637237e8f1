/** Compares two consoles line by line and says where they first differ. */
export function expectSame(ours: readonly string[], recorded: readonly string[], what = 'line'): void {
  for (let i = 0; i < Math.max(ours.length, recorded.length); i++) {
    if (ours[i] === recorded[i]) continue;
    throw new Error(`${what} ${i + 1}\n  recorded: ${recorded[i] ?? '(end)'}\n  ours:     ${ours[i] ?? '(end)'}`);
  }
}
