/**
 * `npm ci` builds the executable. `npx lastwords` in a clone links the package into npm's cache and runs this too: what is built
 * already is then not built anew, and not taken away from whoever runs it meanwhile.
 */
import { existsSync } from 'node:fs';
import { build } from 'tsdown';

const isCalledByNpx = process.env['npm_command'] === 'exec';
if (!isCalledByNpx || !existsSync('dist/main.mjs')) await build();
