/**
 * `npm run bench [-- NAME…]`: measures, side by side with a peer where one runs, and asserts the ratios. `npm run bench -- --write` writes
 * the table of docs/reference/benchmarks.md from the whole run.
 *
 * Each benchmark runs in a process of its own, so that none is measured with code the compiler has spoilt for another. Take the
 * ratios; absolute figures move with the machine. Exit code 1 when a goal is missed.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BenchReport, BenchRow } from './report.ts';
import { benchmarkPage } from './table.ts';

const folder = dirname(fileURLToPath(import.meta.url));
const PAGE = join(folder, '../docs/reference/benchmarks.md');
/** Where the process that measures sends its rows to the one that started it. */
const ROWS = 3;
const words = process.argv.slice(2);
const wanted = words.filter((word) => word !== '--write');
const writes = wanted.length < words.length;
if (writes && wanted.length > 0) throw new Error('--write: the table is that of a whole run; name no benchmarks');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)))
  .sort();
/** Set in the process that measures: the file to run. */
const measured = process.env['LASTWORDS_BENCH'];

let missed = 0;
const report: BenchReport = {
  row(name, ours, peer, ratio, goal, pass) {
    const verdict = pass === null ? '' : pass ? 'ok' : 'MISSED';
    const times = ratio === null ? '' : `${ratio.toFixed(ratio < 10 ? 2 : 1)} x`;
    console.log(
      `${name.padEnd(44)} ${ours.padStart(18)} ${peer.padStart(24)} ${times.padStart(9)}  ${goal.padEnd(26)} ${verdict}`,
    );
    const row: BenchRow = { name, ours, peer, times, goal, verdict };
    writeSync(ROWS, `${JSON.stringify(row)}\n`);
    if (pass === false) missed++;
  },
};

if (measured === undefined) {
  console.log(`${'what'.padEnd(44)} ${'ours'.padStart(18)} ${'peer'.padStart(24)} ${'ratio'.padStart(9)}  goal`);
  const results = files.map((file) => {
    const env = { ...process.env, LASTWORDS_BENCH: file };
    const { status, output } = spawnSync(process.execPath, ['--import', 'tsx', import.meta.filename], {
      env,
      stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
      encoding: 'utf8',
    });
    if (status !== 0) missed++;
    const lines = (output?.[ROWS] ?? '').split('\n').filter((line) => line !== '');
    return { file, rows: lines.map((line): BenchRow => JSON.parse(line)) };
  });
  if (missed > 0) console.log(`goals were missed in ${missed} of ${files.length} benchmarks`);
  if (writes) writeFileSync(PAGE, benchmarkPage(results));
} else {
  const module: { run(report: BenchReport): Promise<void> } = await import(pathToFileURL(join(folder, measured)).href);
  await module.run(report);
}
process.exitCode = missed > 0 ? 1 : 0;
