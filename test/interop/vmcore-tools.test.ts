/**
 * The core of a kernel that died here, opened by the tools that open real ones: vmcore-dmesg, makedumpfile, crash, gdb and readelf find in it
 * what the simulated kernel printed.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSparse } from '../../src/cli/files.ts';
import { coreFile } from '../../src/inspect/core-file.ts';
import { type DumpTarget, writeDump } from '../../src/kernel/userland/system/makedumpfile/compressed-dump.ts';
import { filterPages } from '../../src/kernel/userland/system/makedumpfile/page-filter.ts';
import { type DumpSource, Vmcore } from '../../src/kernel/userland/system/makedumpfile/vmcore.ts';
import type { KernelCore } from '../../src/kernel/vmcore/kernel-core.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { coreOfCrash } from '../../src/scenario/vmcore.ts';
import type { Blocking } from '../../src/shell/posix.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { describeWithTool } from './tool.ts';

const NOTHING = new Uint8Array();
/** Who is waited for where nothing blocks. */
const NOBODY: readonly never[] = [];
/** The emulated PC with each kernel, with and without KASLR, on one CPU and on two; with user space there is more memory in use. */
const machines = {
  'debian 6.1': { kernel: '6.1.0-56-amd64', line: 'nokaslr', cpus: 1 },
  'debian 6.12, KASLR': { kernel: '6.12.117+deb12-amd64', line: '', cpus: 1 },
  'debian 6.1, KASLR, two CPUs': { kernel: '6.1.0-56-amd64', line: '', cpus: 2 },
} as const;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-core-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Dead {
  readonly core: KernelCore;
  readonly path: string;
}

const dead = new Map<string, Dead>();

/** Each kernel dies once. */
function deadKernel(name: keyof typeof machines): Dead {
  let found = dead.get(name);
  if (found === undefined) {
    const { kernel, line, cpus } = machines[name];
    const source = `name: ${name}
board: pc
kernel: ${kernel}
commandLine: console=ttyS0 panic=0 ${line}
steps:
  - power: on
  - wait: { state: kernel.running }
  - crash: panic
`;
    const parsed = parseScenario(source, 'vmcore.yaml');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    const setup = { ...parsed.setup, board: { ...parsed.setup.board, cpus } };
    const core = coreOfCrash(parsed.scenario, setup, { seed: name, crash: 1, oldLog: true });
    if ('code' in core) throw new Error(core.message);
    const path = join(folder, `${dead.size}.core`);
    writeSparse(path, coreFilePieces(core), { force: false, inputs: [] });
    found = { core, path };
    dead.set(name, found);
  }
  return found;
}

function coreFilePieces(core: KernelCore) {
  const { sizeBytes, pieces } = coreFile(core);
  return { sizeBytes, pieces: pieces() };
}

const names = Object.keys(machines) as (keyof typeof machines)[];
const PANIC = 'Kernel panic - not syncing: sysrq triggered crash';

describeWithTool('vmcore-dmesg', (run) => {
  test.each(names)('%s: the log of the dead kernel', (name) => {
    const text = latin1Text(run([deadKernel(name).path], NOTHING));
    expect(text).toContain(`Linux version ${machines[name].kernel}`);
    expect(text).toContain(PANIC);
  });
});

describeWithTool('makedumpfile', (run) => {
  test.each(names)('%s: the log, and a dump without free and user pages, that is read again', (name) => {
    const { path } = deadKernel(name);
    const dmesg = join(folder, 'dmesg');
    run(['-f', '--dump-dmesg', path, dmesg], NOTHING);
    expect(readFileSync(dmesg, 'latin1')).toContain(PANIC);
    const elf = join(folder, 'dump');
    run(['-f', '-E', '-d', '31', path, elf], NOTHING);
    const again = join(folder, 'dmesg-again');
    run(['-f', '--dump-dmesg', elf, again], NOTHING);
    expect(readFileSync(again, 'latin1')).toBe(readFileSync(dmesg, 'latin1'));
    // What is free or the user's is not in it: more than a quarter of this machine.
    expect(statSync(elf).size).toBeLessThan(statSync(path).size * 0.8);
  });

  test('compressed', () => {
    const out = join(folder, 'compressed');
    run(['-f', '-c', '-d', '31', deadKernel('debian 6.1').path, out], NOTHING);
    expect(latin1Text(readFileSync(out).subarray(0, 8))).toBe('KDUMP   ');
  });
});

describeWithTool('makedumpfile', (run) => {
  test('our own writes the same dump, byte for byte', () => {
    const { path } = deadKernel('debian 6.1');
    const [real, ours] = [join(folder, 'real'), join(folder, 'ours')];
    run(['-f', '-c', '-d', '31', path, real], NOTHING);
    run(['-f', '-R', ours], ownDump(readFileSync(path)));
    expect(readFileSync(ours).equals(readFileSync(real))).toBe(true);
  });
});

/** What `makedumpfile -F -c -d 31` gives inside a machine. */
function ownDump(file: Uint8Array): Uint8Array {
  const whole = <Result>(steps: Blocking<Result>): Result => {
    for (;;) {
      const { done, value } = steps.next();
      if (done === true) return value;
    }
  };
  const source: DumpSource = {
    *read(offset, length) {
      yield* NOBODY;
      return file.slice(offset, offset + length);
    },
  };
  const core = whole(Vmcore.open(source))!;
  const bitmaps = whole(filterPages(core, 31));
  if (typeof bitmaps === 'string') throw new Error(bitmaps);
  const pieces: Uint8Array[] = [];
  const target: DumpTarget = {
    seek: () => -1,
    *write(bytes) {
      yield* NOBODY;
      pieces.push(bytes.slice());
      return 0;
    },
  };
  expect(whole(writeDump(core, bitmaps, { level: 31, isCompressed: true, isFlat: true }, target))).toBe(0);
  return Buffer.concat(pieces);
}

describeWithTool('crash', (run) => {
  test.each(names)('%s: release and log', (name) => {
    const { path } = deadKernel(name);
    expect(latin1Text(run(['--osrelease', path], NOTHING)).trim()).toBe(machines[name].kernel);
    const log = latin1Text(run(['--log', path], NOTHING));
    expect(log).toContain(`Linux version ${machines[name].kernel}`);
    expect(log).toContain(PANIC);
  });
});

describe('readelf', () => {
  describeWithTool('readelf', (run) => {
    test.each(names)('%s: no warning, and segments that follow each other', (name) => {
      const { path, core } = deadKernel(name);
      const text = latin1Text(run(['-hlW', path], NOTHING));
      expect(text).toContain('CORE (Core file)');
      expect(text.match(/^ {2}LOAD/gm)?.length).toBe(core.segments.length);
      expect(`${text}`).not.toMatch(/warning/i);
    });
  });
});

describeWithTool('gdb', (run) => {
  test.each(names)('%s: registers of each CPU', (name) => {
    const { path } = deadKernel(name);
    const text = latin1Text(
      run(['-q', '-batch', '-ex', 'info threads', '-ex', 'info registers rip rsp', '-c', path], NOTHING),
    );
    expect(text.match(/LWP|process/g)?.length).toBeGreaterThanOrEqual(machines[name].cpus);
    expect(text).toMatch(/rip +0xffffffff[89a-f]/);
  });
});

test('the file is as long as its head says, and holds every byte of RAM once by its physical address', () => {
  const { core, path } = deadKernel('debian 6.1');
  expect(existsSync(path)).toBe(true);
  const { sizeBytes } = coreFile(core);
  expect(statSync(path).size).toBe(sizeBytes);
  // The last segment is the log that was added for crash.
  const [image, ...ram] = core.segments.slice(0, -1);
  for (const [index, { physical, sizeBytes: size }] of ram.entries()) {
    const next = ram[index + 1];
    if (next !== undefined) expect(physical + size).toBeLessThanOrEqual(next.physical);
  }
  expect(
    ram.some(
      ({ physical, sizeBytes: size }) =>
        physical <= image!.physical && physical + size >= image!.physical + image!.sizeBytes,
    ),
  ).toBe(true);
});
