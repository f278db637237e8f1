// Crashes and resets at every clock event of a boot, of a panic and of the boot after it; crash types a kernel may lack; settings
// that contradict each other. Wherever it is hit, the machine comes to rest in a state that a real one could be in.
import { describe, expect, test } from 'vitest';
import { crashNames, findCrash } from '../../src/inspect/crash-kinds.ts';
import { Machine } from '../../src/machine/machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';

const REGION =
  'memmap=64K$0x5000000 ramoops.mem_address=0x5000000 ramoops.mem_size=0x10000 ramoops.record_size=0x2000 ramoops.console_size=0x2000 ramoops.pmsg_size=0x1000';
const HOUR_NS = 3_600e9;
/** Where a machine may stay for an hour that nobody touches it. */
const RESTING = ['kernel.running', 'kernel.panicking.dead', 'kernel.shuttingDown', 'bootloader.prompt', 'hung', 'off'];

function make(board: 'pc' | 'imx6q', options = '', release?: string, userland: 'busybox' | null = null): Machine {
  const profile = findBoard(board)!;
  const line =
    board === 'pc' ? `console=ttyS0,115200 nokaslr panic=1 rdinit=/init ${REGION}` : profile.defaultCommandLine;
  return new Machine({
    board: profile,
    kernel: findKernel(release ?? (board === 'pc' ? '6.1.192-oracle' : profile.defaultKernel!))!,
    uboot: profile.uboot === null ? null : findUBoot(profile.uboot.version)!,
    userland,
    seed: 'any-moment',
    commandLine: `${line} ${options}`,
  });
}

/** Boots, panics as soon as it can, and boots again. */
function live(machine: Machine, untilEvents = Number.POSITIVE_INFINITY): void {
  const isReached = () => machine.events >= untilEvents;
  const runTo = (isThere: () => boolean) => machine.runUntil(machine.clock.now + 60e9, () => isReached() || isThere());
  machine.powerOn();
  runTo(() => machine.state === 'kernel.running');
  if (isReached()) return;
  machine.kernelWrite('/dev/pmsg0', 'hello\n');
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  runTo(() => machine.resetCount > 1);
  runTo(() => machine.state === 'kernel.running');
}

/** Comes to rest: where, after an hour. */
function restingPlace(machine: Machine): string {
  machine.runUntil(machine.clock.now + HOUR_NS, () => machine.clock.next === undefined);
  return machine.state;
}

const hits = [
  'panic',
  'oops',
  'HARDLOCKUP',
  'nmi',
  'break-c',
  'silent-hang',
  'watchdog',
  'reset-button',
  'brown-out',
  'power-key',
];

describe.each(['pc', 'imx6q'] as const)('%s, hit at every event', (board) => {
  const whole = make(board, 'panic=1');
  live(whole);

  test('the story is a whole one', () => {
    expect(whole.resetCount).toBe(2);
    expect(whole.state).toBe('kernel.running');
    expect(whole.events).toBeGreaterThan(5);
  });

  test.each(hits)('%s', (hit) => {
    const kernel = whole.options.kernel;
    for (let at = 0; at <= whole.events; at++) {
      const machine = make(board, 'panic=1');
      live(machine, at);
      const result = findCrash(hit, kernel)!.act(machine);
      expect(result, `event ${at}: a count or a negated error number`).toSatisfy(Number.isInteger);
      expect(RESTING, `event ${at}, ${hit}`).toContain(restingPlace(machine));
      // Power off and on brings every machine back.
      machine.powerOff();
      machine.powerOn();
      machine.runUntil(machine.clock.now + 60e9, () => machine.state === 'kernel.running');
      expect(machine.state, `event ${at}, ${hit}, power`).toBe('kernel.running');
    }
  });
});

describe('user space, hit at every event of its boot and its death', () => {
  const step = (machine: Machine, events: number) => {
    machine.powerOn();
    machine.runUntil(60e9, () => machine.events >= events || machine.promptWaiting === 'linux');
    if (machine.events < events) {
      machine.type(
        'for i in 1 2 3 4; do sleep 1; dmesg > /tmp/log; done; sync; sleep 6; echo c > /proc/sysrq-trigger\n',
      );
      machine.runUntil(machine.clock.now + 60e9, () => machine.events >= events || machine.resetCount > 1);
    }
  };
  const whole = make('pc', 'panic=2', undefined, 'busybox');
  step(whole, Number.POSITIVE_INFINITY);

  test.each(['panic', 'EXHAUST_STACK', 'oom', 'silent-hang', 'brown-out', 'power-key'])('%s', (hit) => {
    expect(whole.resetCount).toBe(2);
    expect(whole.events).toBeGreaterThan(8);
    for (let at = 0; at <= whole.events; at++) {
      const machine = make('pc', 'panic=2', undefined, 'busybox');
      step(machine, at);
      expect(findCrash(hit, whole.options.kernel)!.act(machine), `event ${at}`).toSatisfy(Number.isInteger);
      machine.runUntil(machine.clock.now + 300e9, () => machine.clock.next === undefined);
      expect(RESTING, `event ${at}, ${hit}`).toContain(machine.state);
    }
  });
});

test('a crash during another crash', () => {
  const kernel = findKernel('6.1.192-oracle')!;
  const kinds = [
    'panic',
    'oops',
    'bug',
    'warn',
    'EXHAUST_STACK',
    'softlockup',
    'HARDLOCKUP',
    'hungtask',
    'nmi',
    'reboot',
    'oom',
    'break-c',
  ];
  for (const first of kinds) {
    for (const second of kinds) {
      const machine = make('pc', 'panic=10 softlockup_panic=1 hung_task_panic=1 unknown_nmi_panic');
      machine.powerOn();
      machine.runUntil(60e9, () => machine.state === 'kernel.running');
      for (const kind of [first, second]) findCrash(kind, kernel)!.act(machine);
      expect(RESTING, `${first}, ${second}`).toContain(restingPlace(machine));
    }
  }
});

test('a dump into a region full of damage', () => {
  for (let seed = 0; seed < 30; seed++) {
    const machine = make(
      'pc',
      `panic=-1 ramoops.ecc=${seed % 2 === 0 ? 16 : 0} pstore.compress=${seed % 3 === 0 ? 'none' : 'deflate'}`,
    );
    machine.powerOn();
    machine.runUntil(60e9, () => machine.state === 'kernel.running');
    machine.inject({ kind: 'uniform', address: 0x5000000, length: 0x10000, rate: (seed + 1) / 60 });
    findCrash('panic', machine.options.kernel)!.act(machine);
    expect(RESTING, `seed ${seed}`).toContain(restingPlace(machine));
    machine.kernelMount('pstore');
    const files = machine.kernelList('/sys/fs/pstore');
    for (const { name } of typeof files === 'number' ? [] : files) machine.kernelRead(`/sys/fs/pstore/${name}`);
  }
});

test.each([
  ['6.1.192-oracle', 'panic=1'],
  ['6.1.192-oracle-smp', 'panic=1'],
  ['6.1.0-56-amd64', 'panic=1 oops=panic'],
  ['6.12.117+deb12-amd64', 'panic=-1 panic_on_warn'],
])('every way to crash %s: what the kernel lacks it answers as it does', (release, options) => {
  const kernel = findKernel(release)!;
  const keys = [...'0123456789abcdefghijklmnopqrstuvwxyzR?'].map((key) => `sysrq-${key}`);
  for (const name of [...crashNames(kernel), ...keys]) {
    const machine = make('pc', options, release);
    machine.powerOn();
    machine.runUntil(60e9, () => machine.state === 'kernel.running');
    const result = findCrash(name, kernel)!.act(machine);
    expect(result, name).toSatisfy(Number.isInteger);
    machine.runUntil(machine.clock.now + 200e9);
    expect([...RESTING, 'kernel.earlyBoot'], name).toContain(machine.state);
  }
  expect(findCrash('NO_SUCH_TYPE', kernel)).toBeUndefined();
});

describe('settings that contradict each other', () => {
  test.each([
    'panic=abc',
    'panic=99999999999',
    'panic=-2147483648',
    'oops=panic panic=0 panic_on_warn',
    'panic_print=0xffffffffffffffff',
    'quiet ignore_loglevel loglevel=-1 debug',
    'printk.always_kmsg_dump=maybe',
    'ramoops.max_reason=-7',
    'ramoops.max_reason=99 ramoops.dump_oops=0',
    'ramoops.ecc=300',
    'ramoops.ecc=-1',
    'ramoops.mem_size=0',
    'ramoops.mem_size=0xffffffffffffffff',
    'ramoops.record_size=3',
    'ramoops.record_size=0x40000000',
    'ramoops.record_size=0 ramoops.console_size=0 ramoops.ftrace_size=0 ramoops.pmsg_size=0',
    'ramoops.console_size=0x7fffffff',
    'ramoops.mem_address=0x1000000',
    'ramoops.mem_address=0xfffffffffffff000',
    'ramoops.mem_type=2',
    'ramoops.mem_type=77',
    'pstore.backend=ramoops pstore.backend=efi',
    'pstore.compress=nonsense',
    'pstore.kmsg_bytes=0',
    'pstore.kmsg_bytes=4294967295',
    'pstore.update_ms=0',
    'pstore.update_ms=-5',
    'memmap=64K$0x5000000 memmap=64K@0x5000000',
    'mem=4M',
    'mem=0',
    'crashkernel=4G maxcpus=0 nr_cpus=0',
    'unknown_nmi_panic softlockup_panic=7 hung_task_panic=x nmi_watchdog=panic',
    'reboot=x,y,z,panic_warm,q',
  ])('%s', (options) => {
    const machine = make('pc', options);
    live(machine);
    const where = restingPlace(machine);
    expect(RESTING).toContain(where);
    machine.reset('pin');
    expect(RESTING).toContain(restingPlace(machine));
  });
});
