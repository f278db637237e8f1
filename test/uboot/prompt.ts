/** U-Boot on a small bench: its stage with a clock, a serial line that is recorded, and controls that only note what was asked. */

import { serializeFdt } from '../../src/formats/fdt.ts';
import { emptyFdt, fdtNode } from '../../src/formats/fdt-tree.ts';
import { cells, strings } from '../../src/formats/fdt-values.ts';
import { buildLinuxImage } from '../../src/formats/linux-image.ts';
import type { BootFile, BootMedium } from '../../src/hardware/boot-medium.ts';
import { Rtc } from '../../src/hardware/rtc.ts';
import type { Handoff } from '../../src/hardware/stage.ts';
import type { WorldEvents } from '../../src/hardware/world-events.ts';
import { PhysicalMemory, pageTemplate } from '../../src/memory/physical-memory.ts';
import type { BoardProfile, ResetCause, UBootConfig } from '../../src/profiles/board.ts';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { findUBoot, type UBootProfile } from '../../src/profiles/uboot.ts';
import { latin1Bytes } from '../../src/sim/bytes.ts';
import { Clock, NS_PER_MS } from '../../src/sim/clock.ts';
import { EventBus } from '../../src/sim/events.ts';
import { RandomStreams } from '../../src/sim/random.ts';
import { UBoot } from '../../src/uboot/uboot.ts';

const IMAGE_BYTES = 0x4b1160;

/** Kernel and device tree as they stand on the board's MMC. */
export function bootMedium(): BootMedium {
  const tree = emptyFdt();
  tree.root.properties.push(
    { name: '#address-cells', value: cells(1) },
    { name: '#size-cells', value: cells(1) },
    { name: 'model', value: strings('bench') },
  );
  tree.root.children.push(fdtNode('chosen'), fdtNode('memory@10000000', { device_type: strings('memory') }));
  const template = pageTemplate('bench kernel', 'loader', () =>
    buildLinuxImage({ architecture: 'arm', release: '6.1.0-50-armmp', sizeBytes: IMAGE_BYTES }),
  );
  const files: Record<string, BootFile> = {
    'boot/vmlinuz-6.1.0-50-armmp': { template, sizeBytes: IMAGE_BYTES },
    'boot/dtbs/bench.dtb': { bytes: serializeFdt(tree) },
  };
  return {
    configuration: () => ({
      kernelPath: '/boot/vmlinuz-6.1.0-50-armmp',
      deviceTreePath: '/boot/dtbs/bench.dtb',
      commandLine: 'console=ttymxc1,115200 panic=10',
    }),
    file: (path) => files[path.replace(/^\/+/, '')],
  };
}

export interface Bench {
  readonly uboot: UBoot;
  readonly clock: Clock;
  readonly memory: PhysicalMemory;
  /** Everything on the serial line since the last call, CR LF. */
  take(): string;
  type(text: string): void;
  runMs(milliseconds: number): void;
  /** What U-Boot asked of the machine. */
  readonly requests: ({ handOver: Handoff } | { reset: ResetCause } | { hang: string } | 'off')[];
  readonly displayed: WorldEvents['uboot.recordDisplayed'][];
}

export function bench(
  options: {
    version?: string | UBootProfile;
    board?: BoardProfile;
    medium?: BootMedium | null;
    variables?: Readonly<Record<string, string>>;
    watchdogSeconds?: number;
    built?: Partial<UBootConfig>;
    memory?: PhysicalMemory;
    resetCause?: ResetCause;
  } = {},
): Bench {
  const base = options.board ?? imx6q;
  const environment = { ...base.uboot!.environment, ...options.variables };
  const watchdogSeconds = options.watchdogSeconds ?? null;
  const board: BoardProfile = { ...base, uboot: { ...base.uboot!, environment, watchdogSeconds, ...options.built } };
  const version = options.version ?? '2021.01';
  const profile = typeof version === 'string' ? findUBoot(version)! : version;
  const clock = new Clock();
  const memory = options.memory ?? new PhysicalMemory();
  const bus = new EventBus<WorldEvents>();
  const displayed: WorldEvents['uboot.recordDisplayed'][] = [];
  bus.on('uboot.recordDisplayed', (event) => displayed.push(event));
  const requests: Bench['requests'] = [];
  let output = '';
  const uboot = new UBoot(
    {
      memory,
      clock,
      bus,
      board,
      random: new RandomStreams('bench'),
      rtc: new Rtc(clock, board.rtcEpochSeconds),
      bootMedium: options.medium === undefined ? bootMedium() : options.medium,
      drive: null,
      watchdog: null,
      hasUserSpace: false,
      console: {
        write: (text) => {
          output += text;
        },
      },
      control: {
        handOver: (_, handoff) => requests.push({ handOver: handoff }),
        reset: (cause) => requests.push({ reset: cause }),
        hang: (reason) => requests.push({ hang: reason }),
        powerOff: () => requests.push('off'),
      },
    },
    profile,
  );
  uboot.start({
    resetCause: options.resetCause ?? 'power-on',
    deviceTreeAddress: null,
    commandLineAddress: null,
    entryAddress: board.ramBanks[0]!.start,
    registers: {},
  });
  return {
    uboot,
    clock,
    memory,
    requests,
    displayed,
    take() {
      const text = output;
      output = '';
      return text;
    },
    type: (text) => uboot.input(latin1Bytes(text)),
    runMs: (milliseconds) => clock.advanceTo(clock.now + milliseconds * NS_PER_MS, (event) => uboot.handle(event)),
  };
}

/** A bench at its first prompt, without countdown; the boot text is taken off. */
export function promptBench(options: Parameters<typeof bench>[0] = {}): Bench {
  const one = bench({ ...options, variables: { ...options.variables, bootdelay: '-1' } });
  one.runMs(one.uboot.state === 'init' ? 600 : 0);
  one.take();
  return one;
}
