/** From one absolute name to another: coreutils `src/relpath.c`, which `realpath --relative-to` and `ln -r` share. */

/** `to` as seen from the directory `from`; both canonical. */
export function relativePath(to: string, from: string): string {
  const target = to.split('/').filter((part) => part !== '');
  const start = from.split('/').filter((part) => part !== '');
  let common = 0;
  while (common < target.length && common < start.length && target[common] === start[common]) common++;
  const parts = [...start.slice(common).map(() => '..'), ...target.slice(common)];
  return parts.length === 0 ? '.' : parts.join('/');
}
