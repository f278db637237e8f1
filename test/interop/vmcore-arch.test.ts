/**
 * Cores of arm64 and POWER: vmcore-dmesg, gdb-multiarch and readelf find in them what the simulated kernel printed, and a reader that goes by VMCOREINFO alone finds
 * each page's kind behind the page tables.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSparse } from '../../src/cli/files.ts';
import { readVmcoreInfo } from '../../src/formats/vmcoreinfo.ts';
import { coreFile, vmcoreCopy } from '../../src/inspect/core-file.ts';
import type { KernelCore } from '../../src/kernel/vmcore/kernel-core.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { capturedCore, coreOfCrash } from '../../src/scenario/vmcore.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { describeWithTool } from './tool.ts';

const NOTHING = new Uint8Array();
const machines = {
  'arm64 6.12, KASLR': {
    board: 'virt-arm64',
    ramSize: '256MiB',
    kernel: '6.12.117+deb12-arm64',
    line: 'console=ttyAMA0 panic=0',
    crash: 'panic',
  },
  'arm64 6.1, an oops': {
    board: 'virt-arm64',
    ramSize: '256MiB',
    kernel: '6.1.0-50-arm64',
    line: 'console=ttyAMA0 panic=0 oops=panic nokaslr',
    crash: 'oops',
  },
  'ppc64le 6.1': {
    board: 'pseries',
    ramSize: '512MiB',
    kernel: '6.1.0-50-powerpc64le',
    line: 'console=hvc0 panic=0',
    crash: 'panic',
  },
} as const;
type Name = keyof typeof machines;
const names = Object.keys(machines) as Name[];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-arch-core-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const dead = new Map<Name, { readonly core: KernelCore; readonly path: string }>();

/** Each dies once. */
function deadKernel(name: Name) {
  let found = dead.get(name);
  if (found === undefined) {
    const { board, ramSize, kernel, line, crash } = machines[name];
    const source = `name: core
board: ${board}
ramSize: ${ramSize}
kernel: ${kernel}
commandLine: ${line}
steps:
  - power: on
  - wait: { state: kernel.running }
  - crash: ${crash}
`;
    const parsed = parseScenario(source, 'core.yaml');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    const core = coreOfCrash(parsed.scenario, parsed.setup, { seed: name, crash: 1, oldLog: false });
    if ('code' in core) throw new Error(core.message);
    const path = join(folder, `${dead.size}.core`);
    const { sizeBytes, pieces } = coreFile(core);
    writeSparse(path, { sizeBytes, pieces: pieces() }, { force: false, inputs: [] });
    found = { core, path };
    dead.set(name, found);
  }
  return found;
}

describeWithTool('vmcore-dmesg', (run) => {
  test.each(names)('%s: the log of the dead kernel', (name) => {
    const text = latin1Text(run([deadKernel(name).path], NOTHING));
    expect(text).toContain(`Linux version ${machines[name].kernel}`);
    expect(text).toContain('Kernel panic - not syncing: ');
  });
});

describeWithTool('readelf', (run) => {
  test.each(names)('%s: no warning', (name) => {
    const text = latin1Text(run(['-hlnW', deadKernel(name).path], NOTHING));
    expect(text).toContain('CORE (Core file)');
    expect(text).toContain('VMCOREINFO');
    expect(text).not.toMatch(/warning/i);
  });
});

describeWithTool('gdb-multiarch', (run) => {
  test.each(names)('%s: the instruction that the CPU was at', (name) => {
    const { core, path } = deadKernel(name);
    const text = latin1Text(run(['-q', '-batch', '-ex', 'info registers pc', '-c', path], NOTHING));
    const pc = BigInt(/pc +(0x[0-9a-f]+)/.exec(text)![1]!);
    const [image] = core.segments;
    const isInImage = pc >= image!.virtual && pc < image!.virtual + BigInt(image!.sizeBytes);
    // The oops is that of a module, which lies in an area of its own.
    expect(isInImage).toBe(machines[name].crash === 'panic');
    expect(pc).not.toBe(0n);
  });
});

/** What the kernel after a dump of the firmware offers as /proc/vmcore, as a file. */
function fadumpCore(kernel: string): string {
  const source = `name: fadump
board: pseries
ramSize: 768MiB
kernel: ${kernel}
commandLine: console=hvc0 panic=1 fadump=on
fadump: qemu
steps:
  - power: on
  - wait: { state: kernel.running }
  - crash: panic
  - wait: { event: machine.reset, timeout: 5min }
  - wait: { state: kernel.running }
`;
  const path = join(folder, `fadump-${kernel}.core`);
  if (existsSync(path)) return path;
  const parsed = parseScenario(source, 'fadump.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const captured = capturedCore(parsed.scenario, parsed.setup, { seed: 'fadump', which: 1 });
  if ('code' in captured) throw new Error(captured.message);
  const { sizeBytes, pieces } = vmcoreCopy(captured.vmcore);
  writeSparse(path, { sizeBytes, pieces: pieces() }, { force: false, inputs: [] });
  return path;
}

describeWithTool('vmcore-dmesg', (run) => {
  test.each(['ppc-fadump', '6.1.192-ppc64'])('%s: /proc/vmcore after a dump of the firmware', (kernel) => {
    const text = latin1Text(run([fadumpCore(kernel)], NOTHING));
    expect(text).toContain('rtas fadump: Registration is successful!');
    expect(text).toContain('Kernel panic - not syncing: sysrq triggered crash');
    // The second kernel's own log is not in it.
    expect(text).not.toContain('Firmware-assisted dump is active');
  });
});

describeWithTool('readelf', (run) => {
  test.each([
    ['ppc-fadump', "2's complement, little endian", '0x2, abiv2'],
    ['6.1.192-ppc64', "2's complement, big endian", '0x1, abiv1'],
  ])('%s: byte order, machine and flags of /proc/vmcore', (kernel, data, flags) => {
    const text = latin1Text(run(['-hlnW', fadumpCore(kernel)], NOTHING));
    const field = (name: string) => new RegExp(`^ +${name}: +(.*)$`, 'm').exec(text)?.[1];
    expect(field('Data')).toBe(data);
    expect(field('Machine')).toBe('PowerPC64');
    expect(field('Flags')).toBe(flags);
    expect(text).toMatch(/CORE +0x[0-9a-f]+\s+NT_PRSTATUS/);
    expect(text).toContain('VMCOREINFO');
    expect(text).not.toMatch(/warning/i);
  });
});

describe('the memory map', () => {
  test.each(names)('%s: mem_section leads to the pages, and image, free memory and log are what they are', (name) => {
    const { core } = deadKernel(name);
    const info = readVmcoreInfo(core.notes.at(-1)!.descriptor);
    const number = (key: string) => Number(info.get(key));
    const symbol = (key: string) => BigInt(`0x${info.get(`SYMBOL(${key})`)}`);
    const pageBytes = number('PAGESIZE');
    const linear = (virtual: bigint) => {
      const hit = core.segments.find((one) => virtual >= one.virtual && virtual < one.virtual + BigInt(one.sizeBytes));
      return hit === undefined ? null : hit.physical + Number(virtual - hit.virtual);
    };
    const word = (physical: number, isBig = false) => {
      const bytes = core.memory.read(physical, 8);
      return new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, !isBig);
    };
    // Four levels; POWER's radix tree is big-endian.
    const isRadix = name.startsWith('ppc');
    const levels = isRadix ? [39n, 30n, 21n, 16n] : [39n, 30n, 21n, 12n];
    const translate = (virtual: bigint): number => {
      let table = linear(symbol('swapper_pg_dir'))!;
      for (const [level, shift] of levels.entries()) {
        const bits = isRadix ? [13n, 9n, 9n, 5n][level]! : 9n;
        const entry = word(table + Number((virtual >> shift) & ((1n << bits) - 1n)) * 8, isRadix);
        const isLeaf = isRadix ? ((entry >> 62n) & 1n) === 1n : level === 3 || (entry & 2n) === 0n;
        const below = (1n << shift) - 1n;
        if (entry === 0n) throw new Error(`not mapped: ${virtual.toString(16)}`);
        if (isLeaf) return Number((entry & 0xfffffffff000n & ~below) | (virtual & below));
        table = Number(entry & 0xfffffffff000n);
      }
      throw new Error('no leaf');
    };
    const sectionShift = number('NUMBER(SECTION_SIZE_BITS)');
    const page = (physical: number) => {
      const section = Math.floor(physical / 2 ** sectionShift);
      const perRoot = pageBytes / number('SIZE(mem_section)');
      const root = word(linear(symbol('mem_section'))! + 8 * Math.floor(section / perRoot));
      const entry = word(linear(root)! + (section % perRoot) * number('SIZE(mem_section)'));
      const map = entry & ~0x3fn;
      const at = translate(map + BigInt(Math.floor(physical / pageBytes) * number('SIZE(page)')));
      const mapcount = Number(BigInt.asIntN(32, word(at + number('OFFSET(page._mapcount)'))));
      return { isReserved: ((word(at) >> reservedBit) & 1n) === 1n, mapcount };
    };
    const reservedBit = number('NUMBER(PG_lru)') === 5 ? 13n : 12n;
    const textAt = linear(symbol('_stext'))!;
    expect(page(textAt)).toMatchObject({ isReserved: true });
    expect(page(linear(symbol('prb'))!)).toMatchObject({ isReserved: true });
    const buddy = number('NUMBER(PAGE_BUDDY_MAPCOUNT_VALUE)');
    const { physical, sizeBytes } = core.segments.at(-1)!;
    let free = 0;
    for (let at = physical; at < physical + sizeBytes; at += 2 ** 22) if (page(at).mapcount === buddy) free++;
    // An idle machine: most of its blocks of 4 MiB begin with a free page.
    expect(free / (sizeBytes / 2 ** 22)).toBeGreaterThan(isRadix ? 0.15 : 0.3);
  });
});
