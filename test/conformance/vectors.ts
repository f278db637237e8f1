/** Where recorded data are read from: `$LASTWORDS_VECTORS` if set, else the copies in `test/fixtures`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const fixtures = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures');

/** The folder that holds the vectors of this run. */
export function vectorsFolder(): string {
  return process.env['LASTWORDS_VECTORS'] ?? fixtures;
}

export function vectorPath(name: string): string {
  return join(vectorsFolder(), name);
}

export function hasVector(name: string): boolean {
  return existsSync(vectorPath(name));
}

/** Bytes of a recorded file; a name that ends in `.gz` is inflated. */
export function readVector(name: string): Uint8Array {
  const bytes = readFileSync(vectorPath(name));
  return new Uint8Array(name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

export function readJsonVector<T>(name: string): T {
  return JSON.parse(new TextDecoder().decode(readVector(name))) as T;
}

/** File names in a vectors sub-folder, sorted; empty when the folder is absent. */
export function listVectors(folder: string): string[] {
  const path = vectorPath(folder);
  return existsSync(path) ? readdirSync(path).sort() : [];
}
