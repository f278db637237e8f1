/** Prints crash data as a TypeScript file. */
import type { CrashPath } from '../../src/profiles/crash-data.ts';

export interface PrintedData {
  readonly kernel: string;
  readonly recordings: readonly string[];
  /** Symbols whose addresses are known. */
  readonly symbols: readonly string[];
  readonly paths: ReadonlyMap<string, CrashPath>;
}

export function printCrashData(exported: string, { kernel, recordings, symbols, paths }: PrintedData): string {
  const lines = [
    '/**',
    ` * Crash texts of \`${kernel}\`: the stacks, registers and code bytes its recorded consoles show.`,
    ' *',
    ` * Source: linux-console ${recordings.map((name) => `\`${name}\``).join(', ')}; made by`,
    ' * `scripts/record/crash-data.ts`. Format: see `CrashPath` in `../kernel-text.ts`.',
    ' */',
    "import type { CrashData } from '../crash-data.ts';",
    '',
    `export const ${exported}: CrashData = {`,
    `  symbols: ${value(symbols.length === 0 ? '' : `${symbols.join('\n')}\n`)},`,
    '  paths: {',
    ...[...paths].map(([key, path]) => `    ${quote(key)}: ${value(path)},`),
    '  },',
    '};',
    '',
  ];
  return lines.join('\n');
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function value(data: unknown): string {
  if (typeof data === 'string') {
    if (!data.includes('\n')) return quote(data);
    return `\`\n${data.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\n\``;
  }
  if (Array.isArray(data)) return `[${data.map(value).join(', ')}]`;
  if (data !== null && typeof data === 'object') {
    return `{ ${Object.entries(data)
      .map(([key, one]) => `${key}: ${value(one)}`)
      .join(', ')} }`;
  }
  return String(data);
}
