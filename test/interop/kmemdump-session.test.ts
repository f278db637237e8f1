/**
 * What firmware collected, in the hands of readelf, gdb, vmcore-dmesg and crash: the phone's image, and on a PC the two sets of regions that crash needs. What the tools
 * print is compared with what they printed when it was looked at (`test/fixtures/kmemdump`), and with what the dead machine said of itself.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assembleByAddress } from '../../src/inspect/minidump-assembly.ts';
import { vmlinuxFile } from '../../src/inspect/vmlinux-file.ts';
import { type CollectedRegions, collectedRegions } from '../../src/scenario/kmemdump-core.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { describeWithTool } from './tool.ts';

const NOTHING = new Uint8Array();
/** What the how-to of the series says. */
const NORMAL = ['-s', '--no_modules', '--no_panic', '--no_kmem_cache', '--zero_excluded'];

const machines = {
  phone: 'board: qcom-phone\nkmemdump: { series: v2 }',
  minimal: `board: pc
kernel: 6.12.117+deb12-amd64
commandLine: console=ttyS0 panic=1 qcom_scm.download_mode=mini
kmemdump: { regions: x86_64-minimal }`,
  full: `board: pc
kernel: 6.1.0-56-amd64
cpus: 8
commandLine: console=ttyS0 nokaslr panic=1 qcom_scm.download_mode=mini
kmemdump: { regions: x86_64-full }`,
} as const;
type Name = keyof typeof machines;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-collected-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const fixture = (name: string) => readFileSync(`test/fixtures/kmemdump/${name}`, 'latin1');

const taken = new Map<Name, CollectedRegions>();

/** Each dies once. */
function collected(name: Name): CollectedRegions {
  const known = taken.get(name);
  if (known !== undefined) return known;
  const text = `name: ${name}
${machines[name]}
steps:
  - power: on
  - wait: { state: kernel.running }
  - crash: panic
  - wait: { state: firmware.dramInit }
`;
  const parsed = parseScenario(text, 'collected.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const found = collectedRegions(parsed.scenario, parsed.setup, { seed: name, which: 1 });
  if ('code' in found) throw new Error(found.message);
  taken.set(name, found);
  return found;
}

/** The core that qdl makes, without some of the files; its path. */
function coreOf(name: Name, without: readonly string[] = []): string {
  const { table, regions } = collected(name).session;
  const left = regions.filter((region) => !without.includes(region.name));
  const path = join(folder, `${name}${without.join('')}.core`);
  writeFileSync(path, assembleByAddress({ table, regions: left }).core!);
  return path;
}

function vmlinuxOf(name: Name): string {
  const path = join(folder, `${name}.vmlinux`);
  writeFileSync(path, vmlinuxFile(collected(name).kernel!)!);
  return path;
}

type Run = (args: readonly string[], input: Uint8Array) => Uint8Array;
const crash = (run: Run, options: readonly string[], files: readonly string[], commands: readonly string[]) =>
  latin1Text(run([...options, ...files], latin1Bytes([...commands, 'exit', ''].join('\n'))));

describe('the phone', () => {
  describeWithTool('readelf', (run) => {
    test('one header per region, three notes', () => {
      const text = latin1Text(run(['-hlW', coreOf('phone')], NOTHING));
      expect(text).toBe(fixture('readelf-hlW.phone.txt'));
      const notes = latin1Text(run(['-nW', coreOf('phone')], NOTHING));
      expect([...notes.matchAll(/^ {2}(\w+) +(0x[0-9a-f]{8})/gm)].map(([, owner, bytes]) => [owner, bytes])).toEqual([
        ['CORE', '0x00000188'],
        ['CORE', '0x00000088'],
        ['VMCOREINFO', expect.any(String)],
      ]);
    });
  });

  describeWithTool('gdb-multiarch', (run) => {
    test('by address, what is where', () => {
      const asked = ['0xffff80008126ab00', '0xffff8000829c9a1a'].flatMap((address) => ['-ex', `x/s ${address}`]);
      const text = latin1Text(run(['-q', '-batch', '-c', coreOf('phone'), ...asked], NOTHING));
      expect(text).toBe(fixture('gdb-multiarch.phone.txt'));
    });

    test('with the vmlinux, variables by name and with their types', () => {
      const asked = [
        'init_uts_ns.name.release',
        'linux_banner',
        'taint_flags[9].c_true',
        'prb->desc_ring.count_bits',
        '/x init_mm.pgd',
        '(long) &swapper_pg_dir == (long) init_mm.pgd',
        'sizeof(struct task_struct)',
      ];
      const words = asked.flatMap((name) => ['-ex', `output ${name}`, '-ex', 'echo \\n']);
      const text = latin1Text(run(['-q', '-batch', ...words, vmlinuxOf('phone'), coreOf('phone')], NOTHING));
      expect(text).toContain('\n"6.12.117+deb12-arm64"');
      expect(text).toContain('\n"Linux version 6.12.117+deb12-arm64 (debian-kernel@lists.debian.org)');
      expect(text.trimEnd().split('\n').slice(-5)).toEqual(["87 'W'", '12', '0xffff800081cfe000', '1', '4736']);
    });
  });

  describeWithTool('vmcore-dmesg', (run) => {
    test('the log from the first line to the last', () => {
      const lines = latin1Text(run([coreOf('phone')], NOTHING))
        .trimEnd()
        .split('\n');
      expect(lines[0]).toMatch(/\] Booting Linux on physical CPU 0x0000000000 /);
      expect(lines.some((line) => line.endsWith('] Kernel panic - not syncing: sysrq triggered crash'))).toBe(true);
      expect(lines.at(-1)).toMatch(/\] Rebooting in 1 seconds\.\.$/);
    });
  });
});

describeWithTool('crash', (run) => {
  test('the smallest set: minimal mode shows the log and reads what was listed', () => {
    const files = [vmlinuxOf('minimal'), coreOf('minimal')];
    const text = crash(run, ['-s', '--minimal'], files, ['log', 'sym vfs_write', 'rd -8 prb 1', 'sys']);
    const log = text.split('\n').filter((line) => line.startsWith('['));
    expect(log[0]).toContain('] Linux version 6.12.117+deb12-amd64');
    expect(log.at(-1)).toMatch(/\] Rebooting in 1 seconds\.\.$/);
    expect(text).toMatch(/^ffffffff[0-9a-f]{8} \(T\) vfs_write/m);
    expect(text).toContain('sys: command not available in minimal mode');
  });

  test('a region that is missing is what crash cannot do without', () => {
    // page_offset_base: the first that has no number of its own.
    expect(() =>
      crash(run, ['-s', '--minimal'], [vmlinuxOf('minimal'), coreOf('minimal', ['md_Kunknown50.BIN'])], ['log']),
    ).toThrow();
  });

  test('the large set: the session of the series, then the log', () => {
    const files = [vmlinuxOf('full'), coreOf('full')];
    const text = crash(run, NORMAL, files, ['sys', 'log', 'ps']).replaceAll(`${folder}/`, '');
    const lines = text.split('\n');
    const banner = lines.filter((line) => /^ *[A-Z ]+: /.test(line));
    expect(`${banner.join('\n')}\n`).toBe(fixture('crash-sys.full.txt'));
    const log = lines.filter((line) => line.startsWith('['));
    expect(log[0]).toContain('] Linux version 6.1.0-56-amd64');
    expect(log.some((line) => line.endsWith('] Kernel panic - not syncing: sysrq triggered crash'))).toBe(true);
    expect(text).toMatch(/^> +\d+ +0 +\d [0-9a-f ]+ RU .* sh$/m);
  });
});
