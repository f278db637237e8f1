/**
 * `npm run conformance [-- NAME…]`: the suites of this folder, or those whose names begin so, one line each with its counts.
 *
 * Exit code 1 when a case failed, 2 when no suite begins with a name that was given. A suite whose vectors are absent is named as absent, as
 * is a case without a recording.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Suite } from './suite.ts';
import { vectorsFolder } from './vectors.ts';

const folder = dirname(fileURLToPath(import.meta.url));

interface Tally {
  passed: number;
  total: number;
  absent: string[];
  failures: string[];
}

async function loadSuites(): Promise<Suite[]> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.suite.ts'))
    .sort();
  const modules = await Promise.all(files.map((name) => import(pathToFileURL(join(folder, name)).href)));
  return modules.flatMap((module: { suite?: Suite; suites?: Suite[] }) => module.suites ?? [module.suite!]);
}

function runSuite(suite: Suite): Tally {
  const tally: Tally = { passed: 0, total: 0, absent: [], failures: [] };
  for (const one of suite.cases()) {
    if (one.absent !== undefined) {
      tally.absent.push(`${one.name}: ${one.absent}`);
      continue;
    }
    tally.total++;
    try {
      one.run();
      tally.passed++;
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      tally.failures.push(`${one.name}: ${text.split('\n').slice(0, 12).join('\n      ')}`);
    }
  }
  return tally;
}

const wanted = process.argv.slice(2);
const suites = await loadSuites();
const unknown = wanted.filter((start) => !suites.some(({ name }) => name.startsWith(start)));
if (unknown.length > 0) {
  console.error(`no suite begins with ${unknown.map((start) => `'${start}'`).join(', ')}; there are:`);
  for (const { name } of suites) console.error(`  ${name}`);
  process.exit(2);
}
const chosen = suites.filter(({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)));
console.log(`vectors: ${process.env['LASTWORDS_VECTORS'] === undefined ? 'test/fixtures' : vectorsFolder()}`);
let failed = false;
for (const suite of chosen) {
  const { passed, total, absent, failures } = runSuite(suite);
  const counts = total === 0 ? 'absent' : `${passed}/${total}`;
  console.log(`${suite.name.padEnd(34)} ${counts.padStart(9)}${passed === total ? '' : '  FAILED'}`);
  for (const line of absent) console.log(`    absent  ${line}`);
  for (const line of failures.slice(0, 10)) console.log(`    failed  ${line}`);
  if (failures.length > 10) console.log(`    … and ${failures.length - 10} more`);
  failed ||= failures.length > 0;
}
process.exitCode = failed ? 1 : 0;
