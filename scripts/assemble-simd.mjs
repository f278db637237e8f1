/**
 * Assembles src/ecc/simd/codec.wat into src/ecc/simd/codec.generated.ts: `node scripts/assemble-simd.mjs` after a change of the text.
 * With `--check` nothing is written; exit code 1 when the committed module is not what the text gives.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import loadWabt from 'wabt';

const folder = new URL('../src/ecc/simd/', import.meta.url);
const target = new URL('codec.generated.ts', folder);

const wabt = await loadWabt();
const module = wabt.parseWat('codec.wat', readFileSync(new URL('codec.wat', folder)), { simd: true });
module.resolveNames();
module.validate({ simd: true });
const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64');
module.destroy();

const lines = base64.match(/.{1,120}/g).map((line) => `  '${line}',`);
const text = `/** codec.wat, assembled by scripts/assemble-simd.mjs. */\nexport const CODEC_MODULE = [\n${lines.join('\n')}\n].join('');\n`;

if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) process.exitCode = 1;
