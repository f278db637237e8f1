/** /boot/config-RELEASE says what the profiles say. */
import { describe, expect, test } from 'vitest';
import { kernelConfigText, kernelConfigValue } from '../../src/profiles/kernel-config.ts';
import { kernels } from '../../src/profiles/kernels.ts';

// Of a kernel that was only read no configuration is known.
const configured = kernels.filter(({ evidence }) => evidence === 'recorded');

describe.each(configured.map((profile) => ({ release: profile.release, profile })))('$release', ({ profile }) => {
  const value = (name: string) => kernelConfigValue(profile, name);
  const { pstore } = profile;

  test('has a configuration in the form of a real one', () => {
    const text = kernelConfigText(profile)!;
    expect(text).toMatch(
      /^#\n# Automatically generated file; DO NOT EDIT\.\n# Linux\/\w+ [\d.]+ Kernel Configuration\n#\nCONFIG_/,
    );
    for (const line of text.split('\n')) {
      expect(line).toMatch(/^(CONFIG_\w+=.+|# CONFIG_\w+ is not set|#|# .+|)$/);
    }
    const names = [...text.matchAll(/^(?:# )?CONFIG_(\w+)/gm)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('front ends, linkage and size of dumps', () => {
    expect(value('PSTORE_CONSOLE') === 'y').toBe(pstore.frontEnds.console);
    expect(value('PSTORE_PMSG') === 'y').toBe(pstore.frontEnds.pmsg);
    expect(value('PSTORE_FTRACE') === 'y').toBe(pstore.frontEnds.ftrace);
    expect(value('PSTORE')).toBe(pstore.modules.some(({ name }) => name === 'pstore') ? 'm' : 'y');
    expect(value('PSTORE_RAM')).toBe(pstore.linkage === 'builtin' ? 'y' : 'm');
    expect(value('PSTORE_DEFAULT_KMSG_BYTES')).toBe(String(pstore.kmsgBytes));
  });

  test('compressors', () => {
    expect(value('PSTORE_COMPRESS')).toBe('y');
    if (pstore.compression !== 'crypto-api') return;
    const built = ['deflate', 'lzo', 'lz4', 'lz4hc', '842', 'zstd'].filter(
      (name) => value(`PSTORE_${name.toUpperCase()}_COMPRESS`) !== null,
    );
    expect(built).toEqual([...pstore.compressors]);
    expect(value('PSTORE_COMPRESS_DEFAULT')).toBe(`"${pstore.compressors[0]}"`);
  });

  test('CPU, log and words', () => {
    expect(value('SMP') === 'y').toBe(profile.smp);
    expect(value('64BIT') === 'y').toBe(profile.wordBytes === 8);
    expect(value('PRINTK_CALLER') === 'y').toBe(profile.printk.caller);
    expect(value('LOG_BUF_SHIFT')).not.toBeNull();
    expect(value('MESSAGE_LOGLEVEL_DEFAULT')).toBe('4');
    expect(Number(value('MAGIC_SYSRQ_DEFAULT_ENABLE'))).toBe(profile.sysrqDefault ?? 0x01b6);
  });
});

test('only the private builds carry their configuration', () => {
  const carrying = kernels
    .filter((profile) => kernelConfigValue(profile, 'IKCONFIG_PROC') === 'y')
    .map(({ release }) => release);
  expect(carrying).toEqual(['6.1.192-oracle', '6.1.192-oracle-smp']);
});
