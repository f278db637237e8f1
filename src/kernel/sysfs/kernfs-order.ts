/**
 * The order in which kernfs lists a directory: by a hash of the name.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/kernfs/dir.c` (kernfs_name_hash) and `include/linux/stringhash.h`.
 */

const GOLDEN_RATIO_64 = 0x61c8864680b583ebn;
const GOLDEN_RATIO_32 = 0x61c88647;
const INT_MAX = 0x7fffffff;

/** `wordBytes`: 8 hashes in 64 bits, 4 in 32. */
function nameHash(name: string, wordBytes: 4 | 8): number {
  let folded: number;
  if (wordBytes === 8) {
    let hash = 0n;
    for (let i = 0; i < name.length; i++) {
      const code = BigInt(name.charCodeAt(i));
      hash = BigInt.asUintN(64, (hash + (code << 4n) + (code >> 4n)) * 11n);
    }
    folded = Number(BigInt.asUintN(64, hash * GOLDEN_RATIO_64) >> 32n);
  } else {
    let hash = 0;
    for (let i = 0; i < name.length; i++) {
      const code = name.charCodeAt(i);
      hash = Math.imul(hash + (code << 4) + (code >> 4), 11);
    }
    folded = Math.imul(hash, GOLDEN_RATIO_32) >>> 0;
  }
  const hash = folded & INT_MAX;
  // 0, 1 and INT_MAX mean something to readdir.
  if (hash < 2) return hash + 2;
  return hash >= INT_MAX ? INT_MAX - 1 : hash;
}

/** Hashes found already: the same names come again and again. */
const known = { 4: new Map<string, number>(), 8: new Map<string, number>() };
const KNOWN_MAX = 20_000;

function cachedHash(name: string, wordBytes: 4 | 8): number {
  const cache = known[wordBytes];
  let hash = cache.get(name);
  if (hash === undefined) {
    hash = nameHash(name, wordBytes);
    if (cache.size < KNOWN_MAX) cache.set(name, hash);
  }
  return hash;
}

/** Names in the order of readdir. */
export function kernfsOrder(names: readonly string[], wordBytes: 4 | 8): string[] {
  return names
    .map((name) => ({ name, hash: cachedHash(name, wordBytes) }))
    .sort((a, b) => a.hash - b.hash || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
}
