/**
 * The reference dumps, written by our code as `lastwords vmcore` writes a core, opened by the tools: what each prints is, whole, what it printed of the
 * originals (versions of Debian 12). `readelf` shows where things lie in the file, which is ours to choose: that column is left out.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSparse } from '../../src/cli/files.ts';
import { coreFile } from '../../src/inspect/core-file.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { readVector } from '../conformance/vectors.ts';
import { writtenCore } from '../kernel/vmcore/written-core.ts';
import { describeWithTool } from './tool.ts';

const NOTHING = new Uint8Array();
const DUMPS = ['vmcore.x86_64', 'vmcore.ppc64le', 'vmcore.crash'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-vectors-'));
  for (const name of DUMPS) {
    const { sizeBytes, pieces } = coreFile(writtenCore(readVector(`vmcore/${name}.gz`)));
    writeSparse(join(folder, name), { sizeBytes, pieces: pieces() }, { force: false, inputs: [] });
  }
  writeFileSync(join(folder, 'vmlinux.crash'), readVector('vmcore/vmlinux.crash.gz'));
  for (const name of ['minimal', 'vmlinux']) {
    writeFileSync(join(folder, `${name}.commands`), readVector(`vmcore/crash-${name}.commands.txt`));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const recorded = (name: string) => latin1Text(readVector(`vmcore/${name}`));
/** Names without their folder, as they were recorded. */
const plain = (text: string) => text.replaceAll(`${folder}/`, '');

describeWithTool('vmcore-dmesg', (run) => {
  test.each(DUMPS)('%s', (name) => {
    const suffix = name === 'vmcore.ppc64le' ? 'ppc64le.' : '';
    expect(latin1Text(run([path(name)], NOTHING))).toBe(recorded(`vmcore-dmesg.${suffix}expected.txt`));
  });
});

describeWithTool('makedumpfile', (run) => {
  const dump = path.bind(null, 'vmcore.x86_64');
  test('--dump-dmesg', () => {
    const said = plain(latin1Text(run(['--dump-dmesg', dump(), path('dmesg.txt')], NOTHING)));
    expect(said).toBe(recorded('makedumpfile-dump-dmesg.stdout.txt'));
    expect(readFileSync(path('dmesg.txt'), 'latin1')).toBe(recorded('makedumpfile-dump-dmesg.expected.txt'));
  });

  test('-d 31', () => {
    const said = plain(latin1Text(run(['-d', '31', dump(), path('d31.f')], NOTHING)));
    expect(withoutProgress(said)).toBe(recorded('makedumpfile-d31.stdout.txt'));
  });

  describeWithTool('readelf', (readelf) => {
    test('-E -d 31', () => {
      run(['-E', '-d', '31', dump(), path('d31.elf')], NOTHING);
      expect(latin1Text(readelf(['-lW', path('d31.elf')], NOTHING))).toBe(
        recorded('makedumpfile-E-d31.readelf.expected.txt'),
      );
    });
  });
});

/** What is written again and again into one line. */
const withoutProgress = (text: string) => text.replace(/^.*\r/gm, '');

describeWithTool('crash', (run) => {
  test('--osrelease', () => {
    expect(latin1Text(run(['--osrelease', path('vmcore.x86_64')], NOTHING))).toBe(
      recorded('crash-osrelease.expected.txt'),
    );
  });

  test('--log, of the old log', () => {
    expect(latin1Text(run(['--log', path('vmcore.x86_64')], NOTHING))).toBe(recorded('crash-log.expected.txt'));
  });

  test.each(['minimal', 'vmlinux'])('a session: %s', (name) => {
    const options = name === 'minimal' ? ['--minimal'] : [];
    const files = [path('vmlinux.crash'), path('vmcore.crash')];
    const said = plain(latin1Text(run([...options, '-s', '-i', path(`${name}.commands`), ...files], NOTHING)));
    expect(said).toBe(recorded(`crash-${name}.expected.txt`));
  });
});

describeWithTool('gdb', (run) => {
  test('registers and files', () => {
    const words = ['-q', '-batch', '-ex', 'info registers', '-ex', 'info files', '-c', path('vmcore.x86_64')];
    expect(plain(latin1Text(run(words, NOTHING)))).toBe(recorded('gdb-info-registers.expected.txt'));
  });

  test('stack and variables by the vmlinux', () => {
    const commands = [
      'bt',
      'p init_uts_ns.name.release',
      'p printk_rb_static.desc_ring.head_id',
      'info registers rip rsp',
    ];
    const words = ['-q', '-batch', ...commands.flatMap((command) => ['-ex', command])];
    const said = plain(latin1Text(run([...words, path('vmlinux.crash'), path('vmcore.crash')], NOTHING)));
    // The line about the missing source comes on the other stream.
    const expected = recorded('gdb-vmlinux.expected.txt').replace(/^27\t.*\n/m, '');
    expect(said.slice(said.indexOf('#0'))).toBe(expected);
  });
});

describeWithTool('gdb-multiarch', (run) => {
  test('registers of ppc64le', () => {
    const words = ['-q', '-batch', '-ex', 'info registers', '-c', path('vmcore.ppc64le')];
    expect(plain(latin1Text(run(words, NOTHING)))).toBe(recorded('gdb-info-registers.ppc64le.expected.txt'));
  });
});

describeWithTool('readelf', (run) => {
  const withoutOffsets = (text: string) => text.replace(/^( {2}(?:NOTE|LOAD) +)0x[0-9a-f]+/gm, '$1');
  test.each([
    ['vmcore.x86_64', 'readelf-hl.expected.txt'],
    ['vmcore.ppc64le', 'readelf-hl.ppc64le.expected.txt'],
  ])('%s', (name, expected) => {
    const text = latin1Text(run(['-hlW', path(name)], NOTHING));
    expect(withoutOffsets(text)).toBe(withoutOffsets(recorded(expected)));
  });
});
