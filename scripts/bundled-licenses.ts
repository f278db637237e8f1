/**
 * A plugin of the build: the licences of the packages whose code went into `dist`, as its file third-party-licenses.txt.
 *
 * Their authors ask for no more than that their notice goes with the code. A package without a notice ends the build.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';

export function bundledLicenses(): Plugin {
  return {
    name: 'bundled-licenses',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const source = noticesOf(modules);
      if (source !== '') this.emitFile({ type: 'asset', fileName: 'third-party-licenses.txt', source });
    },
  };
}

/** The notices of the packages that these files belong to. */
export function noticesOf(modules: readonly string[]): string {
  const folders = modules.map((file) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  const packages = [...new Set(folders.filter((folder) => folder !== undefined))];
  return packages.sort().map(noticeOf).join('\n');
}

function noticeOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text = licenseFile(folder) ?? partOfReadme(folder);
  if (text === undefined) throw new Error(`${name} has no licence that could go with its code`);
  return `${name} ${version}\n\n${text.trim()}\n`;
}

function licenseFile(folder: string): string | undefined {
  const name = readdirSync(folder).find((file) => /^licen[cs]e(\.\w+)?$/i.test(file));
  return name === undefined ? undefined : readFileSync(join(folder, name), 'utf8');
}

/** From the heading on. */
function partOfReadme(folder: string): string | undefined {
  const file = join(folder, 'README.md');
  return existsSync(file) ? /^LICENSE\b.*/ms.exec(readFileSync(file, 'utf8'))?.[0] : undefined;
}
