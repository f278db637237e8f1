/**
 * Puts the built executable where npx looks first, `node_modules/.bin`: without it `npx lastwords` in a clone would link the
 * package into npm's cache and build it anew at each call. Run by `npm ci` after the build.
 */
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const folder = join('node_modules', '.bin');
if (existsSync('node_modules')) {
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, 'lastwords'), { force: true });
  symlinkSync(join('..', '..', 'dist', 'main.mjs'), join(folder, 'lastwords'));
}
