/**
 * Makes empty file systems with the real mke2fs and mkfs.fat: `npx tsx scripts/record/disk-templates.ts` writes
 * `src/disk/templates.data.ts`.
 *
 * Identifiers, hash seed and times are fixed, so that a second run gives the same bytes. Kept are the 4 KiB pages that hold
 * anything but zeros, deflated. Needs e2fsprogs and dosfstools.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { deflateRawSync } from 'node:zlib';

const PAGE_BYTES = 4096;
const MAKE_TIME = '1709294400'; // 2024-03-01 12:00:00 UTC
const EXT = [
  '-q',
  '-F',
  '-U',
  '6c617374-776f-7264-8000-000000000001',
  '-E',
  'hash_seed=6c617374-776f-7264-8000-000000000002,lazy_itable_init=0,lazy_journal_init=1',
];
const FAT = ['--invariant', '-i', '4c415354'];

/** U-Boot 2021.01 writes neither `metadata_csum` nor the features that came with it. */
const FOR_UBOOT = '^metadata_csum,^64bit';

const templates: Readonly<
  Record<string, { readonly mib: number; readonly command: readonly string[]; readonly about: string }>
> = {
  'ext4-uboot-256m': {
    mib: 256,
    command: ['mke2fs', ...EXT, '-t', 'ext4', '-b', '4096', '-O', FOR_UBOOT],
    about: 'root of a board whose U-Boot writes to it',
  },
  'ext4-uboot-64m': {
    mib: 64,
    command: ['mke2fs', ...EXT, '-t', 'ext4', '-b', '4096', '-O', FOR_UBOOT],
    about: 'the same, smaller',
  },
  'ext4-64m': { mib: 64, command: ['mke2fs', ...EXT, '-t', 'ext4'], about: 'as Debian 12 makes it' },
  'ext2-8m': {
    mib: 8,
    command: ['mke2fs', ...EXT, '-t', 'ext2', '-b', '1024'],
    about: 'block-mapped, without a journal',
  },
  'fat12-1440k': { mib: 1440 / 1024, command: ['mkfs.fat', ...FAT, '-F', '12'], about: 'a floppy' },
  'fat16-32m': { mib: 32, command: ['mkfs.fat', ...FAT, '-F', '16'], about: 'a small boot partition' },
  'fat32-64m': { mib: 64, command: ['mkfs.fat', ...FAT, '-F', '32', '-s', '1'], about: 'a boot partition' },
};

const folder = mkdtempSync(join(tmpdir(), 'templates-'));
const entries = Object.entries(templates).map(([name, { mib, command, about }]) => {
  const path = join(folder, name);
  writeFileSync(path, '');
  truncateSync(path, mib * 1024 * 1024);
  const [tool, ...args] = command as [string, ...string[]];
  const environment = { ...process.env, E2FSPROGS_FAKE_TIME: MAKE_TIME, MKE2FS_CONFIG: '/etc/mke2fs.conf', TZ: 'UTC' };
  execFileSync(tool, [...args, path], { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
  const image = readFileSync(path);
  const pages: number[] = [];
  const contents: Buffer[] = [];
  for (let page = 0; page * PAGE_BYTES < image.length; page++) {
    const bytes = image.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
    if (bytes.every((byte) => byte === 0)) continue;
    pages.push(page);
    contents.push(bytes);
  }
  const deflated = deflateRawSync(Buffer.concat(contents), { level: 9 }).toString('base64');
  return [
    `  /** \`${command.join(' ')}\`, ${mib} MiB: ${about}. */`,
    `  '${name}': {`,
    `    sectors: ${(mib * 1024 * 1024) / 512},`,
    `    pages: [${pages.join(', ')}],`,
    `    deflated:`,
    `      '${deflated}',`,
    '  },',
  ].join('\n');
});
rmSync(folder, { recursive: true });

const version = (command: string): string =>
  execFileSync('sh', ['-c', `${command} 2>&1 | head -1`], { encoding: 'utf8' }).trim();
const text = `/**
 * Empty file systems, made by the real tools: ${version('mke2fs -V')}; ${version('mkfs.fat -C /dev/null 0 2>&1 | grep "("')}.
 * Written by \`npx tsx scripts/record/disk-templates.ts\`; the 4 KiB pages that are not zeros, deflated.
 */
export const templates = {
${entries.join('\n')}
} as const;
`;
writeFileSync(resolve(import.meta.dirname, '../../src/disk/templates.data.ts'), text);
