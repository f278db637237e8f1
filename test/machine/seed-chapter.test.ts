/**
 * The U-Boot chapter of the Apertis document on pstore, typed line by line: its parameters, its crash, its commands. Then Linux
 * boots on and finds what U-Boot saved on its own disk.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { slice } from '../../src/disk/partition.ts';
import { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { BootSession } from '../../src/inspect/boot-session.ts';
import { Machine } from '../../src/machine/machine.ts';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { withImage } from '../interop/e2fsck-image.ts';
import { describeWithTool } from '../interop/tool.ts';

/** The document's, beside a kernel that does not compress: U-Boot could not show the dump. */
const PARAMETERS =
  'ramoops.mem_address=0x30000000 ramoops.mem_size=0x100000 ramoops.record_size=0x2000 ramoops.console_size=0x2000 ' +
  'memmap=0x100000$0x30000000 pstore.compress=none';
const NAMES = ['dmesg-ramoops-0', 'console-ramoops-0'];

const machine = new Machine({
  board: imx6q,
  kernel: findKernel(imx6q.defaultKernel!)!,
  uboot: findUBoot('2021.01')!,
  userland: 'gnu',
  seed: 'seed',
  commandLine: `${imx6q.defaultCommandLine} ${PARAMETERS}`,
});
const session = new BootSession(machine, 100_000);

/** Types a line at a prompt; what the serial line shows up to the next one. */
function type(line: string, prompt: 'linux' | 'uboot'): string {
  expect(session.waitForPrompt({ uboot: prompt === 'uboot' })).toBe(prompt);
  const from = machine.uart.length;
  session.type(line);
  session.waitForPrompt({ uboot: prompt === 'uboot' });
  return machine.uart.textFrom(from).replaceAll('\r\n', '\n').replace(`${line}\n`, '').replace(/=> $/, '');
}

function partition(): SparseDisk {
  const { partitionStart, sizeBytes } = imx6q.disk!;
  const sectors = sizeBytes / 512 - partitionStart;
  return SparseDisk.fromBytes(slice(machine.disk!, partitionStart, sectors).read(0, sectors));
}

const shown: Record<string, string> = {};
let afterSave: SparseDisk;
let afterPowerOff: SparseDisk;
let inPstore: (Uint8Array | number)[];
let onDisk: (Uint8Array | number)[];

beforeAll(() => {
  machine.powerOn();
  type('sudo sh -c "echo 1 > /proc/sys/kernel/sysrq"', 'linux');
  type('sudo sh -c "echo 10 > /proc/sys/kernel/panic"', 'linux');
  expect(session.waitForPrompt()).toBe('linux');
  session.type('sudo sh -c "echo c > /proc/sysrq-trigger"');
  for (const line of [
    'help pstore',
    'pstore set 0x30000000 0x100000 0x2000 0x2000',
    'pstore display',
    'pstore save mmc 1:1 /',
    'ls mmc 1:1 /',
  ]) {
    shown[line] = type(line, 'uboot');
  }
  afterSave = partition();
  session.type('boot');
  shown['ls'] = type('sudo ls -l /sys/fs/pstore', 'linux');
  inPstore = NAMES.map((name) => machine.getFile(`/sys/fs/pstore/${name}`));
  onDisk = NAMES.map((name) => machine.getFile(`/${name}`));
  session.type('poweroff -f');
  session.settle();
  machine.runUntil(machine.clock.now + 60e9, () => machine.state === 'off');
  expect(machine.state).toBe('off');
  afterPowerOff = partition();
});

test('set says nothing', () => {
  expect(shown['pstore set 0x30000000 0x100000 0x2000 0x2000']).toBe('');
});

test('display: the panic, and the console up to the restart', () => {
  const text = shown['pstore display']!;
  expect(text).toMatch(/^\*{4} Dump\nPanic#1 Part1\n<\d>\[ +\d+\.\d{6}\]/);
  expect(text.match(/^\*{4} .*$/gm)).toEqual(['**** Dump', '**** Console']);
  expect(text).toMatch(/<0>\[ +\d+\.\d+\] Kernel panic - not syncing: sysrq triggered crash\n/);
  expect(text).toMatch(/\n\[ +\d+\.\d+\] Rebooting in 10 seconds\.\.\n$/);
});

test('save: the lines of the document, its misaligned buffer with them', () => {
  expect(shown['pstore save mmc 1:1 /']!.replace(/^.*Recovery.*\n|^Journal.*\n/gm, '')).toMatch(
    /^CACHE: Misaligned operation at range \[4f867098, 4f869098\]\nupdate journal finished\n\d+ bytes written in \d+ ms \([\d.]+ KiB\/s\)\nFile System is consistent\nupdate journal finished\n8180 bytes written in \d+ ms \([\d.]+ KiB\/s\)\n$/,
  );
  expect(shown['ls mmc 1:1 /']).toMatch(/^ +8180 console-ramoops-0$/m);
});

test('Linux has the same files with the same bytes, on its disk and in pstore', () => {
  expect(shown['ls']).toMatch(/^-r--r--r-- 1 root root 8180 .* console-ramoops-0$/m);
  for (const [index, contents] of inPstore.entries()) {
    expect(contents).toBeInstanceOf(Uint8Array);
    expect(Buffer.compare(onDisk[index] as Uint8Array, contents as Uint8Array)).toBe(0);
  }
});

describe('the file system is clean', () => {
  describeWithTool('e2fsck', (e2fsck) => {
    test.each([
      ['after the save', () => afterSave],
      ['after Linux has used it', () => afterPowerOff],
    ])('%s', (_, disk) => {
      withImage(disk(), (path) => e2fsck(['-fn', path], new Uint8Array(0)));
    });
  });
});
