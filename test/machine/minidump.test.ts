/**
 * A phone that crashes: what leaves it by USB, when, and what two ways of assembling make of it. One boot for each test, without user space.
 */
import { describe, expect, test } from 'vitest';
import { type DownloadSession, downloadCookies, type FetchedRegion } from '../../src/hardware/download-mode.ts';
import { assembleByAddress, assembleByNumber } from '../../src/inspect/minidump-assembly.ts';
import { Machine } from '../../src/machine/machine.ts';
import type { BoardProfile } from '../../src/profiles/board.ts';
import { qcomPhone } from '../../src/profiles/boards/qcom-phone.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { defaultKmemdump } from '../../src/profiles/kmemdump.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';

function bootedPhone(changes: Partial<BoardProfile> = {}, mode = 'mini'): Machine {
  const board = { ...qcomPhone, kmemdump: defaultKmemdump, ...changes };
  const kernel = findKernel(board.defaultKernel!)!;
  const commandLine = `console=ttyAMA0 panic=1 nokaslr qcom_scm.download_mode=${mode}`;
  const machine = new Machine({ board, kernel, uboot: null, seed: 'phone', commandLine });
  machine.powerOn();
  runTo(machine, () => machine.kernel?.state === 'running');
  return machine;
}

const runTo = (machine: Machine, stop: () => boolean, seconds = 120) =>
  machine.runUntil(machine.clock.now + seconds * NS_PER_S, stop);
const panic = (machine: Machine) => machine.kernelWrite('/proc/sysrq-trigger', 'c\n');
const download = (machine: Machine) => machine.firmwareDevices.download!;
/** After so many resets; the first is the power-on. */
const isBack = (machine: Machine, resets: number) => () =>
  machine.resetCount > resets && machine.kernel?.state === 'running';
const starts = (bytes: Uint8Array) => [...bytes.subarray(0, 4)];
const ELF = [0x7f, 0x45, 0x4c, 0x46];

/** Where each header of a core says that its region is, and the region with that address and length. */
function loads(core: Uint8Array, { regions }: DownloadSession) {
  const view = new DataView(core.buffer);
  return Array.from({ length: view.getUint16(56, true) - 1 }, (_, index) => {
    const at = 64 + 56 * (index + 1);
    const [offset = 0, address, size = 0] = [8, 24, 32].map((field) => Number(view.getBigUint64(at + field, true)));
    const region = regions.find((one) => one.address === address && one.length === size)!;
    return { offset, size, region };
  });
}

const holds = (core: Uint8Array, offset: number, { bytes }: FetchedRegion) =>
  Buffer.compare(core.subarray(offset, offset + bytes.length), bytes) === 0;

describe('a panic', () => {
  const machine = bootedPhone();
  const place = 0x60000000;
  machine.memory.write(place, Uint8Array.of(1, 2, 3), machine.memory.writer('test'));
  panic(machine);
  runTo(machine, isBack(machine, 2));
  const [session] = download(machine).sessions;

  test('regions leave before DRAM is initialised, and nothing is left of it then', () => {
    expect(download(machine).sessions).toHaveLength(1);
    expect(session!.skipped).toEqual([]);
    expect(session!.regions.map(({ name }) => name)).toContain('md_Kvmcorein2.BIN');
    expect(machine.memory.read(place, 3)).not.toEqual(Uint8Array.of(1, 2, 3));
  });

  test('the log is in what was fetched', () => {
    const log = session!.regions.find(({ name }) => name.startsWith('md_Kprb_data'))!;
    expect(Buffer.from(log.bytes).toString('latin1')).toContain('sysrq triggered crash');
  });

  test('by address: header, VMCOREINFO, regions in the order of their headers, each once', () => {
    const { core, messages } = assembleByAddress(session!, 'out');
    expect(messages).toEqual(['minidump: ELF written to out/minidump.elf']);
    expect(starts(core!)).toEqual(ELF);
    const wanted = loads(core!, session!);
    expect(wanted).toHaveLength(session!.regions.length - 2);
    let shift = 0;
    for (const { offset, size, region } of wanted) {
      const first = session!.regions.find(({ address }) => address === region.address)!;
      expect(holds(core!, offset + shift, first), region.name).toBe(true);
      shift += first.length - size;
    }
    // init_uts_ns and init_uts_ns_name begin at one address: the longer file serves both headers and is not cut.
    expect(shift).toBe(40);
  });

  test('a region that is missing moves all that follows, and qdl says so', () => {
    const whole = assembleByAddress(session!).core!;
    const without = session!.table.filter(({ filename }) => filename !== 'md_Kjiffies10.BIN');
    const { core, messages } = assembleByAddress({ table: without, regions: session!.regions });
    expect(messages[0]).toMatch(/^minidump: no region found for PT_LOAD at paddr 0x[0-9a-f]+$/);
    expect(core!.length).toBe(whole.length - 8);
    const unread = session!.regions.filter(({ name }) => name !== 'md_Kjiffies10.BIN');
    expect(assembleByAddress({ table: session!.table, regions: unread }).messages[0]).toBe(
      'minidump: region md_Kjiffies10.BIN missing, skipping',
    );
  });

  test('no header, no file; a damaged header, a word', () => {
    const noHeader = session!.table.filter(({ region }) => !region.startsWith('md_KELF'));
    expect(assembleByAddress({ table: noHeader, regions: session!.regions })).toEqual({ core: null, messages: [] });
    const damaged = session!.regions.map((one) =>
      one.name === 'md_KELF1.BIN' ? { ...one, bytes: new Uint8Array(100) } : one,
    );
    expect(assembleByAddress({ table: session!.table, regions: damaged }).messages).toEqual([
      'minidump: KELF does not look like a 64-bit ELF core file',
    ]);
  });

  test('by number: as nothing was registered later, each region is where its header says', () => {
    const core = assembleByNumber(session!.regions);
    expect(starts(core)).toEqual(ELF);
    expect(core.length).toBe(session!.regions.reduce((sum, { length }) => sum + length, 0));
    for (const { offset, region } of loads(core, session!)) expect(holds(core, offset, region), region.name).toBe(true);
  });
});

describe('a backend that comes late', () => {
  const machine = bootedPhone({ kmemdump: { ...defaultKmemdump, backendAt: 'module' } });
  const register = (name: string, sizeBytes: number) =>
    machine.kernelKmemdump({ call: 'register', name, sizeBytes, text: name });
  const [camera, modem] = [register('camera', 256), register('modem', 512)];
  machine.kernelKmemdump({ call: 'free', name: 'camera' });
  const display = register('display', 128);
  machine.kernelKmemdump({ call: 'add-backend' });
  panic(machine);
  runTo(machine, () => download(machine).sessions.length > 0);
  const [session] = download(machine).sessions;
  const regionOf = (id: number) => session!.regions.find(({ name }) => name === `md_Kunknown${id}.BIN`)!;

  test('a freed slot is used again: the table has the numbers’ order, the header that of time', () => {
    expect(display).toBe(camera);
    const order = session!.regions.map(({ name }) => name);
    expect(order.indexOf(regionOf(display).name)).toBeLessThan(order.indexOf(regionOf(modem).name));
    const headers = loads(assembleByAddress(session!).core!, session!).map(({ region }) => region.name);
    expect(headers.indexOf(regionOf(display).name)).toBeGreaterThan(headers.indexOf(regionOf(modem).name));
  });

  test('by number the regions stand where the headers of others point; by address they do not', () => {
    const byNumber = assembleByNumber(session!.regions);
    const byAddress = assembleByAddress(session!).core!;
    const wrong = loads(byNumber, session!).filter(({ offset, region }) => !holds(byNumber, offset, region));
    expect(wrong.map(({ region }) => region.name)).toEqual([regionOf(modem).name, regionOf(display).name]);
    const shift = 40;
    const right = loads(byAddress, session!).filter(({ offset, region }) => holds(byAddress, offset + shift, region));
    expect(right.map(({ region }) => region.name)).toEqual(
      expect.arrayContaining(wrong.map(({ region }) => region.name)),
    );
  });
});

describe('without a panic', () => {
  test('a hang is ended by the watchdog, and the regions are there all the same', () => {
    const machine = bootedPhone();
    machine.freeze();
    runTo(machine, isBack(machine, 2));
    expect(machine.lastResetCause).toBe('warm');
    expect(download(machine).sessions[0]!.regions.length).toBeGreaterThan(40);
  });

  test('a fault of the secure world is a warm reset, whatever the kernel does', () => {
    const machine = bootedPhone();
    machine.reset('warm');
    runTo(machine, () => download(machine).sessions.length > 0);
    expect(download(machine).sessions[0]!.regions.map(({ name }) => name)).toContain('md_KELF1.BIN');
  });

  test('the kernel keeps the watchdog from biting, and an orderly restart takes the cookie back', () => {
    const machine = bootedPhone();
    runTo(machine, () => false, 300);
    expect(machine.resetCount).toBe(1);
    expect(download(machine).cookie).toBe(downloadCookies.mini);
    machine.kernel!.send({ type: 'SHUT_DOWN', command: 'restart', argument: null });
    runTo(machine, isBack(machine, 1));
    expect(download(machine).sessions).toHaveLength(0);
  });
});

describe('who asked for what', () => {
  test.each([
    ['off', 0, 0],
    ['full', 1, 0],
    ['full,mini', 3, 1],
  ] as const)('download_mode=%s', (mode, cookie, minidumps) => {
    const machine = bootedPhone({}, mode);
    expect(download(machine).cookie).toBe(cookie);
    panic(machine);
    runTo(machine, isBack(machine, cookie === 0 ? 1 : 2));
    const [session] = download(machine).sessions;
    expect(session?.table.some(({ filename }) => filename === 'DDRCS0.BIN') ?? false).toBe((cookie & 1) === 1);
    expect(session?.regions.some(({ name }) => name === 'md_KELF1.BIN') ?? false).toBe(minidumps === 1);
    expect(download(machine).cookie).toBe(cookie);
  });

  test('without a PC the machine waits, and a power cut ends it', () => {
    const machine = bootedPhone({ minidump: { ...qcomPhone.minidump!, hasHost: false } });
    panic(machine);
    runTo(machine, () => false, 1000);
    expect(machine.state).toBe('firmware.download.waiting');
    machine.reset('power-loss');
    runTo(machine, isBack(machine, 2));
    expect(download(machine).sessions).toHaveLength(0);
  });
});
