/**
 * Reads facts of real kernel modules into our catalogue:
 * `npx tsx scripts/record/modules.ts FILE RELEASE MODULES-FOLDER [NAME=SIZE …]` writes `src/kernel/modules/catalogue/FILE.data.ts`.
 *
 * MODULES-FOLDER is lib/modules/RELEASE of an unpacked Debian package; compressed modules are unpacked with `xz`. NAME=SIZE are
 * sizes seen in /proc/modules; where none was seen the size is worked out from the sections.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const WANTED = (
  'ramoops pstore_zone pstore_blk reed_solomon efi-pstore mtd phram mtdblock mtd_blkdevs mtdoops ext4 jbd2 mbcache crc16 ' +
  'crc32c_generic libcrc32c fat vfat msdos nls_ascii nls_cp437 nls_iso8859-1 nls_utf8 softdog watchdog i6300esb imx2_wdt loop configfs ' +
  'lz4_compress lz4hc_compress lzo-rle zstd 842 842_compress 842_decompress deflate lz4 lz4hc netconsole mtdram block2mtd'
).split(' ');
const PAGE = 4096;

interface Section {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly size: number;
  readonly align: number;
  readonly link: number;
}

function readModule(path: string): Buffer {
  return path.endsWith('.xz') ? execFileSync('xz', ['-dc', path], { maxBuffer: 1 << 27 }) : readFileSync(path);
}

function sections(image: Buffer): Section[] {
  const is64 = image[4] === 2;
  const at = is64 ? Number(image.readBigUInt64LE(40)) : image.readUInt32LE(32);
  const size = image.readUInt16LE(is64 ? 58 : 46);
  const count = image.readUInt16LE(is64 ? 60 : 48);
  const names = image.readUInt16LE(is64 ? 62 : 50);
  const raw = Array.from({ length: count }, (_, i) => {
    const base = at + i * size;
    const word = (index: number) =>
      is64 ? Number(image.readBigUInt64LE(base + 8 + index * 8)) : image.readUInt32LE(base + 8 + index * 4);
    return {
      nameAt: image.readUInt32LE(base),
      type: image.readUInt32LE(base + 4),
      flags: word(0),
      offset: word(2),
      size: word(3),
      link: image.readUInt32LE(base + (is64 ? 40 : 24)),
      align: is64 ? Number(image.readBigUInt64LE(base + 48)) : image.readUInt32LE(base + 32),
    };
  });
  const table = raw[names]!.offset;
  return raw.map((section) => ({ ...section, name: cString(image, table + section.nameAt) }));
}

function cString(image: Buffer, at: number): string {
  return image.toString('latin1', at, image.indexOf(0, at));
}

function symbols(image: Buffer, all: readonly Section[]): { undefined: string[]; exported: string[] } {
  const is64 = image[4] === 2;
  const table = all.find(({ type }) => type === 2)!;
  const strings = all[table.link]!.offset;
  const step = is64 ? 24 : 16;
  const found = { undefined: [] as string[], exported: [] as string[] };
  for (let at = table.offset + step; at < table.offset + table.size; at += step) {
    const name = cString(image, strings + image.readUInt32LE(at));
    if (image.readUInt16LE(at + (is64 ? 6 : 14)) === 0 && name !== '') found.undefined.push(name);
    if (name.startsWith('__ksymtab_')) found.exported.push(name.slice(10));
  }
  return found;
}

/** `layout_sections`: text, read-only data, data set after init, data, each group from a page of its own. */
function coreSize(all: readonly Section[], image: Buffer): number {
  const core = all.filter(
    ({ flags, name }) => flags & 2 && !name.startsWith('.init') && name !== '.modinfo' && name !== '__versions',
  );
  const table = all.find(({ type }) => type === 2)!;
  const groups = [
    core.filter(({ flags }) => flags & 4),
    core.filter(({ flags }) => !(flags & 5)),
    core.filter(({ flags, name }) => flags & 1 && !(flags & 4) && /ro_after_init|__jump_table/.test(name)),
    core.filter(({ flags, name }) => flags & 1 && !(flags & 4) && !/ro_after_init|__jump_table/.test(name)),
  ];
  let total = 0;
  groups.forEach((group, index) => {
    for (const { size, align } of group) {
      total = Math.ceil(total / Math.max(1, align)) * Math.max(1, align) + size;
    }
    if (index === 3) total += table.size + all[table.link]!.size + table.size / (image[4] === 2 ? 24 : 16);
    total = Math.ceil(total / PAGE) * PAGE;
  });
  return total;
}

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

const [file, release, folder, ...seen] = process.argv.slice(2);
if (file === undefined || release === undefined || folder === undefined) throw new Error('usage: FILE RELEASE FOLDER');
const sizes = new Map(seen.map((word) => word.split('=') as [string, string]));
const found = files(join(folder, 'kernel'))
  .filter((path) => WANTED.includes(path.replace(/^.*\//, '').replace(/\.ko.*$/, '')))
  .map((path) => {
    const image = readModule(path);
    const all = sections(image);
    const { offset, size } = all.find(({ name }) => name === '.modinfo')!;
    const info = image
      .toString('latin1', offset, offset + size)
      .split('\0')
      .filter((entry) => entry !== '');
    const name = info.find((entry) => entry.startsWith('name='))!.slice(5);
    return {
      path: relative(folder, path),
      name,
      info,
      ...symbols(image, all),
      size: Number(sizes.get(name) ?? Math.max(coreSize(all, image), Number(sizes.get('least') ?? 0))),
    };
  })
  .sort((a, b) => (a.path < b.path ? -1 : 1));
const providers = new Map(found.flatMap(({ name, exported }) => exported.map((symbol) => [symbol, name] as const)));
const blocks = found.map((module) => {
  const needs = module.undefined.flatMap((symbol) => {
    const provider = providers.get(symbol);
    return provider === undefined ? [] : [`${symbol}:${provider}`];
  });
  const info = module.info.filter((entry) => !/^(vermagic|name|intree|retpoline)=/.test(entry));
  return [
    `${module.path} ${module.name} ${module.size}`,
    ...(needs.length > 0 ? [` <${needs.join(' ')}`] : []),
    ...info.map((entry) => ` ${entry}`),
  ].join('\n');
});
const vermagic = found[0]!.info.find((entry) => entry.startsWith('vermagic='))!.slice(9);
const builtin = readFileSync(join(folder, 'modules.builtin'), 'latin1')
  .split('\n')
  .filter((path) =>
    /^kernel\/(fs|lib|crypto|mm|drivers\/(base|block|char|firmware|input\/serio|mmc|mtd|rtc|tty|watchdog))\//.test(
      path,
    ),
  );
if (blocks.some((block) => /[`]|\$\{/.test(block))) throw new Error('a text needs escapes');
writeFileSync(
  resolve(import.meta.dirname, `../../src/kernel/modules/catalogue/${file}.data.ts`),
  `/** Modules of ${release}: facts read from the real files by \`scripts/record/modules.ts\`. Notation: see \`../catalogue.ts\`. */
import type { CatalogueText } from '../catalogue-text.ts';

export const ${file}Modules: CatalogueText = {
  vermagic: '${vermagic}',
  modules: ${blocks.join('').includes('\\\\') ? 'String.raw' : ''}\`
${blocks.join('\n')}
\`,
  builtin: \`
${builtin.join('\n')}
\`,
};
`,
);
