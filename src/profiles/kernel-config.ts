/**
 * /boot/config-RELEASE: how each kernel was configured, in the form `make oldconfig` writes.
 *
 * The options that matter here, picked from the configurations of Debian's packages; of the private builds those that their
 * recordings show. Where a profile has pstore beside a kernel that was built without it, the options of pstore are the profile's.
 *
 * Notation of the data: a first line with the title, then `NAME=VALUE`, `!NAME` for an option that is not set, `>TITLE` and
 * `<TITLE` for the beginning and the end of a section.
 */
import type { KernelProfile, PstoreCompressor } from './kernel.ts';
import { build61ppc64Config } from './kernel-config.build61ppc64.data.ts';
import { debian61amd64Config } from './kernel-config.debian61amd64.data.ts';
import { debian61arm64Config } from './kernel-config.debian61arm64.data.ts';
import { debian61armmpConfig } from './kernel-config.debian61armmp.data.ts';
import { debian61ppc64leConfig } from './kernel-config.debian61ppc64le.data.ts';
import { debian612amd64Config } from './kernel-config.debian612amd64.data.ts';
import { debian612arm64Config } from './kernel-config.debian612arm64.data.ts';
import { fadump612Config } from './kernel-config.fadump612.data.ts';
import { oracleConfig } from './kernel-config.oracle.data.ts';
import { openwrtRelease } from './kernels/openwrt.ts';

const recorded: Readonly<Record<string, string>> = {
  '6.1.0-56-amd64': debian61amd64Config,
  '6.12.117+deb12-amd64': debian612amd64Config,
  '6.1.0-50-arm64': debian61arm64Config,
  '6.12.117+deb12-arm64': debian612arm64Config,
  '6.1.0-50-armmp': debian61armmpConfig,
  [openwrtRelease]: debian61armmpConfig,
  '6.1.0-50-powerpc64le': debian61ppc64leConfig,
  '6.1.0-50-powerpc64le-fadump': debian61ppc64leConfig,
  '6.1.192-fadump': debian61ppc64leConfig,
  '6.1.192-oracle': oracleConfig,
  '6.1.192-oracle-smp': oracleConfig,
  '6.1.192-ppc64': build61ppc64Config,
  '6.12.117-fadump': fadump612Config,
};

const texts = new Map<string, string>();

/** Contents of /boot/config-RELEASE; null for a kernel whose configuration is not known. */
export function kernelConfigText(profile: KernelProfile): string | null {
  const { release } = profile;
  const known = texts.get(release);
  if (known !== undefined) return known;
  const source = recorded[release];
  if (source === undefined) return null;
  const text = configText(configLines(profile, source));
  texts.set(release, text);
  return text;
}

/** By release, then by option. */
const values = new Map<string, ReadonlyMap<string, string>>();

/** The value of an option: `y`, `m`, a number, a string with its quotes; null when it is not set. */
export function kernelConfigValue(profile: KernelProfile, name: string): string | null {
  let known = values.get(profile.release);
  if (known === undefined) {
    const lines = (kernelConfigText(profile) ?? '').matchAll(/^CONFIG_(\w+)=(.*)$/gm);
    known = new Map(Array.from(lines, ([, option, value]) => [option!, value!]));
    values.set(profile.release, known);
  }
  return known.get(name) ?? null;
}

function configLines(profile: KernelProfile, source: string): readonly string[] {
  const lines = source.trim().split('\n');
  const own = { ...buildOptions(profile), ...(hasOwnPstore(lines) ? {} : pstoreOptions(profile)) };
  const optionOf = (line: string): string => /^!?(\w+)/.exec(line)?.[1] ?? '';
  const isOwn = (line: string) => optionOf(line) in own;
  const isPstore = (line: string) => /^!?PSTORE/.test(line);
  const result: string[] = [];
  const left = new Map(Object.entries(own));
  const take = (wanted: (name: string) => boolean) => {
    for (const [name, value] of left) {
      if (!wanted(name)) continue;
      result.push(value === null ? `!${name}` : `${name}=${value}`);
      left.delete(name);
    }
  };
  for (const line of lines) {
    if (!isOwn(line)) {
      result.push(line);
      continue;
    }
    // All options of pstore stand together, where the first one stands.
    if (isPstore(line)) take((name) => name.startsWith('PSTORE'));
    else take((name) => name === optionOf(line));
  }
  take(() => true);
  return result;
}

function hasOwnPstore(lines: readonly string[]): boolean {
  return lines.includes('PSTORE=y');
}

/** Options in which two builds from one configuration differ. */
function buildOptions({ release, smp, printk, possibleCpus }: KernelProfile): Record<string, string | null> {
  if (release === '6.1.0-50-powerpc64le-fadump') return { FA_DUMP: 'y', LOCALVERSION: '"-fadump"' };
  if (release === '6.1.192-fadump') {
    // NR_CPUS as its boot log says; that it has CMA is assumed.
    return { FA_DUMP: 'y', LKDTM: 'y', LOCALVERSION: '"-fadump"', NR_CPUS: '4' };
  }
  if (release === openwrtRelease) return { MTD_PHRAM: 'm', MODULE_SIG: null };
  if (!release.startsWith('6.1.192-oracle')) return {};
  return {
    LOCALVERSION: `"${release.slice('6.1.192'.length)}"`,
    SMP: smp ? 'y' : null,
    ...(smp ? { NR_CPUS: String(Math.max(possibleCpus, 2)) } : {}),
    PRINTK_CALLER: printk.caller ? 'y' : null,
  };
}

/** In the order of the configuration. */
const compressorOptions: readonly (readonly [PstoreCompressor, string])[] = [
  ['deflate', 'DEFLATE'],
  ['lzo', 'LZO'],
  ['lz4', 'LZ4'],
  ['lz4hc', 'LZ4HC'],
  ['842', '842'],
  ['zstd', 'ZSTD'],
];

/** pstore as the profile has it, in the order of `fs/pstore/Kconfig`. */
function pstoreOptions({ pstore }: KernelProfile): Record<string, string | null> {
  const isModule = pstore.modules.some(({ name }) => name === 'pstore');
  const core = isModule ? 'm' : 'y';
  const switched = (on: boolean) => (on ? 'y' : null);
  const byName = pstore.compression === 'crypto-api' ? compressorOptions : [];
  const isBuilt = (name: string) => pstore.compressors.some((compressor) => compressor === name);
  const first = pstore.compressors[0];
  return {
    PSTORE: core,
    PSTORE_DEFAULT_KMSG_BYTES: String(pstore.kmsgBytes),
    ...Object.fromEntries(byName.map(([name, option]) => [`PSTORE_${option}_COMPRESS`, isBuilt(name) ? core : null])),
    PSTORE_COMPRESS: switched(first !== undefined),
    ...Object.fromEntries(
      byName
        .filter(([name]) => isBuilt(name))
        .map(([name, option]) => [`PSTORE_${option}_COMPRESS_DEFAULT`, switched(name === first)]),
    ),
    ...(byName.length > 0 && first !== undefined ? { PSTORE_COMPRESS_DEFAULT: `"${first}"` } : {}),
    PSTORE_CONSOLE: switched(pstore.frontEnds.console),
    PSTORE_PMSG: switched(pstore.frontEnds.pmsg),
    PSTORE_FTRACE: switched(pstore.frontEnds.ftrace),
    PSTORE_RAM: pstore.linkage === 'builtin' ? 'y' : 'm',
    REED_SOLOMON: pstore.linkage === 'builtin' ? 'y' : 'm',
    REED_SOLOMON_ENC8: 'y',
    REED_SOLOMON_DEC8: 'y',
  };
}

function configText([title, ...lines]: readonly string[]): string {
  let text = `#\n# Automatically generated file; DO NOT EDIT.\n# ${title}\n#\n`;
  for (const line of lines) {
    if (line.startsWith('>')) text += `${text.endsWith('\n\n') ? '' : '\n'}#\n# ${line.slice(1)}\n#\n`;
    else if (line.startsWith('<')) text += `# end of ${line.slice(1)}\n\n`;
    else if (line.startsWith('!')) text += `# CONFIG_${line.slice(1)} is not set\n`;
    else text += `CONFIG_${line}\n`;
  }
  return `${text.trimEnd()}\n`;
}
