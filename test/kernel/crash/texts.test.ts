/** Pieces of crash texts, one step beyond what the recordings show. */
import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../../src/kernel/cmdline.ts';
import { armMainId } from '../../../src/kernel/crash/arm/stop-cpus.ts';
import { drawCrashSite } from '../../../src/kernel/crash/crash-site.ts';
import { moduleLoadText } from '../../../src/kernel/crash/lkdtm.ts';
import { dieText, initKilledMessage, oopsOutcome, warnEndText } from '../../../src/kernel/crash/oops.ts';
import {
  panicEndText,
  panicMessage,
  panicNotifiersText,
  panicText,
  rebootingText,
  stopCpusText,
} from '../../../src/kernel/crash/panic.ts';
import { printkCostNs } from '../../../src/kernel/crash/printk-cost.ts';
import { modulesText, stackDumpHeader } from '../../../src/kernel/crash/stack-dump.ts';
import { SymbolTable } from '../../../src/kernel/crash/symbols.ts';
import { TAINT_DIE, TAINT_WARN, taintNames, taintText } from '../../../src/kernel/crash/taint.ts';
import { pageTableIsolation } from '../../../src/kernel/crash/x86/page-table-isolation.ts';
import type { CrashPathName } from '../../../src/profiles/crash-data.ts';
import { RandomStreams } from '../../../src/sim/random.ts';
import { collector, environmentOf, shell } from './environment.ts';

const kernels = ['deb61', 'deb612', 'full61', 'full61smp', 'armmp'];

describe('taint', () => {
  test('a character for every flag, trailing blanks kept', () => {
    expect(taintText(0, 19)).toBe('Not tainted');
    expect(taintText(0x3000, 19)).toBe('Tainted: G           OE     ');
    expect(taintText(0x3080, 19)).toBe('Tainted: G      D    OE     ');
    expect(taintText(0x3280, 19)).toBe('Tainted: G      D W  OE     ');
    expect(taintText(0x480, 19)).toBe('Tainted: G      D  C        ');
    expect(taintText(0x7ffff, 19)).toBe('Tainted: PFSRMBUDAWCIOELKXTN');
  });

  test('names', () => {
    expect(taintNames(0)).toBeNull();
    expect(taintNames(0x3080)).toBe('Tainted: [D]=DIE, [O]=OOT_MODULE, [E]=UNSIGNED_MODULE');
    expect(taintNames(1)).toBe('Tainted: [P]=PROPRIETARY_MODULE');
  });

  test('loading modules: each warning once', () => {
    const { lines, printk } = collector();
    let taint = moduleLoadText({ name: 'deflate', taints: 'E' }, 0, printk);
    taint = moduleLoadText({ name: 'reed_solomon', taints: 'OE' }, taint, printk);
    taint = moduleLoadText({ name: 'pstore', taints: 'OE' }, taint, printk);
    taint = moduleLoadText({ name: 'quiet', taints: '' }, taint, printk);
    expect(taint).toBe(0x3000);
    expect(lines).toEqual([
      {
        level: 5,
        text: 'deflate: module verification failed: signature and/or required key missing - tainting kernel',
      },
      { level: 4, text: 'reed_solomon: loading out-of-tree module taints kernel.' },
    ]);
  });
});

describe('header', () => {
  test('kdump, a long name, the second line of 6.12', () => {
    const { lines, printk } = collector();
    const environment = { ...environmentOf('deb612'), kdumpLoaded: true, taint: TAINT_WARN };
    const task = { comm: 'a-name-of-more-than-twenty', pid: 4194304, uid: 1000 };
    stackDumpHeader(environment, { cpu: 3, task }, 6, printk);
    expect(lines).toEqual([
      {
        level: 6,
        text: 'CPU: 3 UID: 1000 PID: 4194304 Comm: a-name-of-more-than- Kdump: loaded Tainted: G        W          6.12.117+deb12-amd64 #1  Debian 6.12.117-1~deb12u1',
      },
      { level: 6, text: 'Tainted: [W]=WARN' },
      { level: 6, text: `Hardware name: ${environment.hardwareName}` },
    ]);
  });

  test('modules', () => {
    const { lines, printk } = collector();
    const environment = environmentOf('deb61');
    modulesText(environment, printk);
    modulesText(
      {
        ...environment,
        modules: [
          { name: 'a', taints: 'OE' },
          { name: 'b', taints: '' },
        ],
      },
      printk,
    );
    modulesText({ ...environment, lastUnloadedModule: 'ramoops' }, printk);
    expect(lines.map(({ text }) => text)).toEqual([
      'Modules linked in:',
      'Modules linked in: a(OE) b',
      'Modules linked in: [last unloaded: ramoops]',
    ]);
  });
});

describe('panic', () => {
  test('the message: one newline less, 1023 bytes at most', () => {
    expect(panicMessage('a\n\n')).toBe('a\n');
    expect(panicMessage('x'.repeat(2000))).toHaveLength(1023);
    expect(panicMessage('')).toBe('');
  });

  test('last words', () => {
    const { lines, printk } = collector();
    rebootingText(10, printk);
    panicEndText('Fatal exception', printk);
    expect(lines).toEqual([
      { level: 0, text: 'Rebooting in 10 seconds..' },
      { level: 0, text: '---[ end Kernel panic - not syncing: Fatal exception ]---' },
    ]);
  });

  test('no second stack after an oops, none where none is known', () => {
    for (const [taint, site] of [[TAINT_DIE, drawn('deb61', 'sysrq-c')] as const, [0, null] as const]) {
      const { lines, printk } = collector();
      panicText({ ...environmentOf('deb61'), taint }, { message: 'x', site }, printk);
      expect(lines).toEqual([{ level: 0, text: 'Kernel panic - not syncing: x' }]);
    }
  });

  test('KASLR: the offset is told, registers and symbols move with it', () => {
    const environment = environmentOf('deb61', '', 'kaslr');
    const offset = environment.addresses.kernelOffset!;
    expect(offset % 0x200000).toBe(0);
    expect(offset).toBeGreaterThan(0);
    const { lines, printk } = collector();
    panicNotifiersText(environment, printk);
    expect(lines).toEqual([
      {
        level: 0,
        text: `Kernel Offset: 0x${offset.toString(16)} from 0xffffffff81000000 (relocation range: 0xffffffff80000000-0xffffffffbfffffff)`,
      },
    ]);
    const symbols = SymbolTable.of(environment.text.crash);
    const fixed = environmentOf('deb61').addresses;
    expect(symbols.address('panic', environment.addresses) - symbols.address('panic', fixed)).toBe(BigInt(offset));
    // A kernel without it says the same as with nokaslr.
    expect(environmentOf('full61', '').addresses.kernelOffset).toBeNull();
    expect(environmentOf('deb61', 'nokaslr').addresses.kernelOffset).toBeNull();
  });
});

describe('32-bit ARM', () => {
  test('what a report calls a slab lies outside the image', () => {
    const environment = environmentOf('armmp');
    const start = environment.systemRam[0]!.start;
    // The last page of the image, and the first behind it.
    const objectRam = [{ start: start + 0x166f000, end: start + 0x1671000 }];
    const { values } = drawCrashSite({ ...environment, objectRam }, request('lkdtm-BUG'), stream('image'));
    const objects = Object.entries(values).filter(([name]) => name.startsWith('obj'));
    expect(objects.length).toBeGreaterThan(2);
    for (const [, value] of objects) expect(value).toBe('c1670000');
  });

  test('four CPUs: the three others stop, own stack first', () => {
    const environment = environmentOf('armmp');
    const { lines, printk } = collector();
    const random = new RandomStreams('arm').stream('crash');
    const site = drawCrashSite(environment, { ...request('sysrq-c'), task: { comm: 'sh', pid: 1, uid: 0 } }, random);
    panicText(environment, { message: 'sysrq triggered crash', site }, printk);
    stopCpusText(environment, { panicCpu: 0, ramStart: 0x10000000 }, random, printk);
    panicNotifiersText(environment, printk);
    const texts = lines.map(({ text }) => text);
    expect(texts.slice(0, 7)).toEqual([
      'Kernel panic - not syncing: sysrq triggered crash',
      'CPU: 0 PID: 1 Comm: sh Not tainted 6.1.0-50-armmp #1  Debian 6.1.176-1',
      'Hardware name: Freescale i.MX6 Quad/DualLite (Device Tree)',
      ' unwind_backtrace from show_stack+0x18/0x1c',
      ' show_stack from dump_stack_lvl+0x40/0x4c',
      ' dump_stack_lvl from panic+0x110/0x370',
      ' panic from sysrq_reset_seq_param_set+0x0/0x90',
    ]);
    expect(texts.filter((text) => text.endsWith(': stopping'))).toEqual([
      'CPU1: stopping',
      'CPU2: stopping',
      'CPU3: stopping',
    ]);
    expect(texts.filter((text) => text === ' secondary_start_kernel from 0x10301a20')).toHaveLength(3);
    expect(lines.filter(({ level }) => level === 2)).toHaveLength(3);
    // 18 words from an address that ends in 0x68: 6, 8 and 4 of them, in columns.
    const at = texts.findIndex((text) => text.startsWith('Exception stack('));
    expect(texts.slice(at, at + 4).map((text) => text.replace(/[0-9a-f]{8}/g, '*'))).toEqual([
      'Exception stack(0x* to 0x*)',
      expect.stringMatching(/^[0-9a-f]f60: {19}\* \* \* \* \* \*$/),
      expect.stringMatching(/^[0-9a-f]f80: \* \* \* \* \* \* \* \*$/),
      expect.stringMatching(/^[0-9a-f]fa0: \* \* \* \*$/),
    ]);
    expect(texts[at + 2]).toContain(' 412fc09a ');
  });

  test('main ids', () => {
    expect(['arm,cortex-a9', 'arm,cortex-a15', 'arm,cortex-a7'].map(armMainId)).toEqual(['412fc09a', '414fc0f0', null]);
  });

  test('x86 stops its CPUs in silence', () => {
    const { lines, printk } = collector();
    stopCpusText({ ...environmentOf('full61smp'), onlineCpus: 2 }, { panicCpu: 0, ramStart: 0 }, stream('x'), printk);
    expect(lines).toEqual([]);
  });
});

describe('how an oops ends', () => {
  const conditions = {
    task: shell,
    inInterrupt: false,
    panicOnOops: false,
    fatalMessage: 'Fatal exception',
    oopsCount: 1,
    oopsLimit: 10000,
    signal: 9,
    irqsDisabled: false,
  };
  const outcome = (change: Partial<typeof conditions>) => {
    const { lines, printk } = collector();
    return { ...oopsOutcome({ ...conditions, ...change }, printk), lines };
  };

  test('by its conditions', () => {
    expect(outcome({})).toEqual({ kind: 'task-dies', signal: 9, lines: [] });
    expect(outcome({ irqsDisabled: true })).toEqual({
      kind: 'task-dies',
      signal: 9,
      lines: [{ level: 6, text: 'note: sh[89] exited with irqs disabled' }],
    });
    const message = (change: Partial<typeof conditions>) => {
      const result = outcome(change);
      return result.kind === 'panic' ? result.message : null;
    };
    expect(message({ inInterrupt: true })).toBe('Fatal exception');
    expect(message({ panicOnOops: true, task: { ...shell, pid: 1 } })).toBe('Fatal exception');
    expect(message({ task: { ...shell, pid: 0 } })).toBe('Attempted to kill the idle task!');
    expect(message({ task: { ...shell, pid: 1 } })).toBe('Attempted to kill init! exitcode=0x00000009');
    expect(message({ oopsCount: 2, oopsLimit: 2 })).toBe('Oopsed too often (kernel.oops_limit is 2)');
    expect(message({ oopsCount: 1, oopsLimit: 2 })).toBeNull();
    expect(message({ oopsCount: 20000, oopsLimit: 0 })).toBeNull();
    expect(initKilledMessage(3 * 256)).toBe('Attempted to kill init! exitcode=0x00000300');
  });
});

test('taint flags after an oops and after a warning', () => {
  const environment = environmentOf('full61');
  const oops = dieText(environment, { site: drawn('full61', 'lkdtm-EXCEPTION'), dieCount: 1 }, () => {});
  expect(oops).toBe(TAINT_DIE);
  expect(warnEndText({ ...environment, taint: oops }, () => {})).toBe(TAINT_DIE | TAINT_WARN);
});

test('page table isolation: the PC’s AMD CPU needs none', () => {
  const isolation = (text: string, meltdown: boolean) => pageTableIsolation(parseCommandLine(text), meltdown);
  expect(isolation('', false)).toBe(false);
  expect(isolation('pti=on', false)).toBe(true);
  expect(isolation('', true)).toBe(true);
  expect(isolation('mitigations=off', true)).toBe(false);
  expect(isolation('nopti', true)).toBe(false);
  expect(isolation('pti=off', true)).toBe(false);
});

test('a line costs more the longer it is, with a symbol, and in a module', () => {
  const costs = [' <TASK>', ' '.repeat(30), ' ksys_write+0x6b/0xf0', ' direct_entry.cold+0x18/0x24 [lkdtm]'].map(
    printkCostNs,
  );
  expect(costs).toEqual([...costs].sort((a, b) => a - b));
  expect(printkCostNs('')).toBe(14_000);
});

describe('symbols', () => {
  test('every frame and every register address lies in its symbol', () => {
    for (const name of kernels) {
      const { text } = environmentOf(name);
      const symbols = SymbolTable.of(text.crash);
      for (const path of Object.values(text.crash.paths)) {
        for (const { frames } of path.stacks) {
          for (const frame of frames.trim().split('\n')) {
            const place = /([\w.]+)\+0x([0-9a-f]+)(?:\/0x([0-9a-f]+)(?: \[\w+\])?)?$/.exec(frame);
            if (place === null) continue;
            const sizeBytes =
              place[3] === undefined ? symbols.symbol(place[1]!).sizeBytes : Number.parseInt(place[3], 16);
            // A call that never returns leaves an address one past the end of its function.
            expect(Number.parseInt(place[2]!, 16)).toBeLessThanOrEqual(sizeBytes);
          }
        }
      }
    }
  });

  test('symbols do not overlap', () => {
    for (const name of kernels) {
      const { text } = environmentOf(name);
      for (const module of new Set([...SymbolTable.of(text.crash).symbols()].map((symbol) => symbol.module))) {
        const sorted = [...SymbolTable.of(text.crash).symbols()]
          .filter((symbol) => symbol.module === module)
          .sort((a, b) => Number(a.offset - b.offset));
        sorted.slice(1).forEach((symbol, i) => {
          expect(symbol.offset).toBeGreaterThanOrEqual(sorted[i]!.offset + BigInt(sorted[i]!.sizeBytes));
        });
      }
    }
  });
});

propertyTest.prop([fc.string(), fc.constantFrom('deb61', 'deb612', 'full61', 'full61smp'), fc.boolean()])(
  'drawn values belong together',
  (seed, kernel, kaslr) => {
    const environment = environmentOf(kernel, kaslr ? '' : 'nokaslr', seed);
    const { values } = drawCrashSite(environment, request('lkdtm-EXCEPTION'), stream(seed));
    const value = (name: string) => BigInt(`0x${values[name]}`);
    const sp = value('sp') - BigInt(`0x${environment.addresses.vmalloc}`);
    expect(sp).toBeGreaterThan(0n);
    expect(sp & 7n).toBe(0n);
    const isRam = (address: bigint) =>
      environment.systemRam.some(({ start, end }) => address >= start && address < end);
    for (const page of ['cr3', 'pgd', 'pud', 'pmd', 'pte']) {
      expect(value(page) & 0xfffn).toBe(0n);
      expect(isRam(value(page))).toBe(true);
    }
    expect(isRam(value('buffer') - value('linear'))).toBe(true);
    expect(values['usp']).toMatch(/^7ff[c-f]/);
    expect(JSON.parse(JSON.stringify(values))).toEqual(values);
  },
);

test('the same seed gives the same crash, another seed another', () => {
  expect(drawn('deb61', 'lkdtm-EXCEPTION', 'a')).toEqual(drawn('deb61', 'lkdtm-EXCEPTION', 'a'));
  expect(drawn('deb61', 'lkdtm-EXCEPTION', 'a')).not.toEqual(drawn('deb61', 'lkdtm-EXCEPTION', 'b'));
});

test('a machine without memory can still crash', () => {
  const environment = { ...environmentOf('deb61'), systemRam: [], objectRam: [], stackRam: [] };
  expect(drawCrashSite(environment, request('lkdtm-EXCEPTION'), stream('x')).values['cr3']).toBe('0');
});

function request(path: CrashPathName) {
  return { path, cpu: 0, task: shell, written: 'EXCEPTION\n', exitStatus: 0 };
}

function stream(seed: string) {
  return new RandomStreams(seed).stream('crash');
}

function drawn(kernel: string, path: CrashPathName, seed = 'x') {
  return drawCrashSite(environmentOf(kernel), request(path), stream(seed));
}
