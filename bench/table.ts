/** A whole run as a page of the documentation, with the machine and the day it was made on. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import type { BenchRow } from './report.ts';

interface BenchResult {
  readonly file: string;
  readonly rows: readonly BenchRow[];
}

export function benchmarkPage(results: readonly BenchResult[]): string {
  const sections = results.map(({ file, rows }) => {
    const head = '| what | ours | peer | ratio | goal | |\n|--|--:|--:|--:|--|--|';
    const lines = rows.map(({ name, ours, peer, times, goal, verdict }) =>
      `| ${[name, ours, peer, times, goal, verdict].map(cell).join(' | ')} |`.replaceAll(/ {2,}\|/g, ' |'),
    );
    const body = rows.length === 0 ? 'Did not run.' : [head, ...lines].join('\n');
    return `## ${file.replace('.bench.ts', '')}\n\n${body}\n`;
  });
  return `${HEAD}\n${machine()}\n${sections.join('\n')}`;
}

const HEAD = `# Benchmarks

Written by \`npm run build && npm run bench -- --write\`; the numbers are those of one run. Take the ratios: absolute figures move with the machine, and
with what else it does. Peers are measured in the same run, in turns with ours: libfec in C, compiled on the spot, stands for the kernel's own
decoder, which is about as fast; zxing is the usual decoder from npm; others are the obvious way to write the same in TypeScript.
What a row does stands at the head of \`bench/NAME.bench.ts\`.
`;

function machine(): string {
  const [processor] = cpus();
  const facts = [
    ['date', new Date().toISOString().slice(0, 10)],
    ['processor', `${cpus().length} × ${processor?.model ?? 'unknown'}`],
    ['RAM', `${Math.round(totalmem() / 2 ** 30)} GiB`],
    ['system', `${type()} ${release().split('-')[0]}, Node ${process.version}`],
    ['peers', `${libfec()}; zxing ${zxing()}`],
    ['busy meanwhile', `load average ${loadavg()[2]!.toFixed(1)} over 15 minutes`],
  ];
  const isBusy = loadavg()[2]! > cpus().length;
  const warning = isBusy ? '\nThe machine was busy: what is measured by the clock on the wall says little here.\n' : '';
  return `| | |\n|--|--|\n${facts.map(([name, value]) => `| ${name} | ${cell(value!)} |\n`).join('')}${warning}`;
}

function libfec(): string {
  try {
    const text = { encoding: 'utf8' as const, stdio: 'pipe' as const };
    const compiler = execFileSync(process.env['CC'] ?? 'cc', ['-dumpfullversion'], text).trim();
    const [name, version] = execFileSync('dpkg-query', ['-W', 'libfec-dev'], text).trim().split('\t');
    return `${name} ${version}, cc ${compiler} -O2`;
  } catch {
    return 'libfec of unknown version';
  }
}

function zxing(): string {
  const manifest: { version: string } = JSON.parse(readFileSync('node_modules/@zxing/library/package.json', 'utf8'));
  return manifest.version;
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}
