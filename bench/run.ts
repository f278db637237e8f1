/**
 * `npm run bench [-- NAME…]`: measures, side by side with a peer where one runs, and asserts the ratios.
 *
 * Take the ratios; absolute figures move with the machine. Exit code 1 when a goal is missed.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BenchReport } from './report.ts';

const folder = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)))
  .sort();

let missed = 0;
const report: BenchReport = {
  row(name, ours, peer, ratio, goal, pass) {
    const verdict = pass === null ? '' : pass ? 'ok' : 'MISSED';
    const times = ratio === null ? '' : `${ratio.toFixed(ratio < 10 ? 2 : 1)} x`;
    console.log(
      `${name.padEnd(44)} ${ours.padStart(18)} ${peer.padStart(24)} ${times.padStart(9)}  ${goal.padEnd(26)} ${verdict}`,
    );
    if (pass === false) missed++;
  },
};

console.log(`${'what'.padEnd(44)} ${'ours'.padStart(18)} ${'peer'.padStart(24)} ${'ratio'.padStart(9)}  goal`);
for (const file of files) {
  const module: { run(report: BenchReport): Promise<void> } = await import(pathToFileURL(join(folder, file)).href);
  await module.run(report);
}
if (missed > 0) console.log(`${missed} goal(s) missed`);
process.exitCode = missed > 0 ? 1 : 0;
