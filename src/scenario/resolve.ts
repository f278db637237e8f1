/** From the names in a scenario to profiles, and whether they fit together. */
import type { BoardProfile } from '../profiles/board.ts';
import { boards, findBoard, withUBoot } from '../profiles/boards.ts';
import { fadumpFirmwares } from '../profiles/fadump.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { kernelText } from '../profiles/kernel-texts.ts';
import { findKernel, kernels } from '../profiles/kernels.ts';
import { imaginedMinidump } from '../profiles/minidump.ts';
import { boardWithRam } from '../profiles/ram-size.ts';
import { findUBoot, type UBootProfile, uboots } from '../profiles/uboot.ts';
import { utf8ToLatin1 } from '../sim/bytes.ts';
import { NS_PER_S } from '../sim/clock.ts';
import { parseDuration } from '../sim/duration.ts';
import type { Issue } from '../sim/issue.ts';
import { collectorOf, collectorTrouble } from './collector-schema.ts';
import { boardWithCpu, cpuOf } from './cpu.ts';
import { changedDeviceTree } from './device-tree.ts';
import { efiNvramOf } from './efi-schema.ts';
import { fadumpOf } from './fadump-schema.ts';
import type { ScenarioFaults } from './faults.ts';
import { kmemdumpOf, kmemdumpTroubleOf } from './kmemdump-schema.ts';
import { minidumpOf } from './minidump-schema.ts';
import { nameHint } from './nearest-name.ts';
import { retentionOf } from './retention.ts';
import { type Scenario, scenarioSchema } from './schema.ts';
import type { Source } from './source.ts';
import { withSparePartitionOf } from './spare-partition-schema.ts';

/** What a machine is built from. */
export interface ScenarioSetup {
  readonly board: BoardProfile;
  readonly kernel: KernelProfile | null;
  readonly uboot: UBootProfile | null;
  readonly commandLine: string;
  readonly initialRam: 'zero' | 'noise';
  readonly userland: 'gnu' | 'busybox' | null;
  readonly ramoopsCounters: 'locked' | 'cmpxchg';
  /** Blob with the scenario's changes; null: the board's own. */
  readonly deviceTree: Uint8Array | null;
  /** The ramoops region where the scenario itself says so; only pictures of it are drawn from this. */
  readonly region: Scenario['region'];
  readonly faults: ScenarioFaults;
}

export interface ResolvedSetup {
  readonly setup: Omit<ScenarioSetup, 'faults'> | undefined;
  readonly issues: readonly Issue[];
}

/** Looks only at what has the right type: the rest is the schema's complaint. */
export function resolveSetup(source: Source): ResolvedSetup {
  const data = source.data as Record<string, unknown>;
  const issues: Issue[] = [];
  const named = (key: string): string | undefined =>
    typeof data?.[key] === 'string' ? (data[key] as string) : undefined;
  const complain = (key: string, message: string, more: Partial<Issue> = {}) => {
    issues.push({ code: 'scenario.profile', message, place: source.place([key]), ...more });
  };
  const lookUp = <Profile>(key: string, find: (name: string) => Profile | undefined, known: readonly string[]) => {
    const name = named(key);
    const profile = name === undefined ? undefined : find(name);
    if (name !== undefined && profile === undefined) {
      complain(key, `unknown ${key}`, { found: `"${name}"`, hint: nameHint(name, known) });
    }
    return profile;
  };

  const boardNamed = lookUp(
    'board',
    findBoard,
    boards.map((one) => one.name),
  );
  const kernelNamed = lookUp(
    'kernel',
    findKernel,
    kernels.map((one) => one.release),
  );
  const ubootNamed = lookUp(
    'uboot',
    findUBoot,
    uboots.map((one) => one.version),
  );
  if (boardNamed === undefined) return { setup: undefined, issues };
  const ramSize = named('ramSize');
  // A scenario that names a U-Boot has it put on a board that can have one.
  const wantsUBoot = data['uboot'] !== undefined || data['bootloader'] !== undefined;
  const fitted = (wantsUBoot ? withUBoot(boardNamed) : null) ?? boardNamed;
  const sized = ramSize === undefined ? fitted : boardWithRam(fitted, ramSize);
  if ('message' in sized) {
    const { message, ...more } = sized;
    complain('ramSize', message, { found: `"${ramSize}"`, ...more });
  }
  const board = 'message' in sized ? fitted : sized;

  if (kernelNamed !== undefined && kernelNamed.architecture !== board.architecture) {
    const fitting = kernels.filter((one) => one.architecture === board.architecture).map((one) => one.release);
    complain('kernel', `this kernel does not run on board ${board.name}`, {
      found: `${kernelNamed.release} is for ${kernelNamed.architecture}`,
      expected: fitting.length === 0 ? 'no kernel at all' : `a kernel for ${board.architecture}: ${fitting.join(', ')}`,
    });
  }
  if (kernelNamed !== undefined && board.defaultKernel === null) {
    complain('kernel', `board ${board.name} boots no kernel`, { hint: 'leave this line out' });
  } else if (kernelNamed !== undefined && kernelText(kernelNamed.release) === undefined) {
    const bootable = kernels.filter((one) => kernelText(one.release) !== undefined).map((one) => one.release);
    complain('kernel', 'this kernel can read a region, but its boot is not recorded', {
      expected: bootable.join(', '),
    });
  }
  if (named('uboot') !== undefined && board.bootloader === 'none') {
    complain('uboot', `board ${board.name} has no U-Boot: its firmware starts the kernel`, {
      hint: 'leave this line out',
    });
  }
  const userland = userlandOf(data);
  if (userland !== null && board.defaultKernel === null) {
    complain('userland', `board ${board.name} boots no kernel`, { hint: 'leave this line out' });
  }
  const collector = collectorOf(data);
  const trouble = collector === undefined ? null : collectorTrouble(collector, board, userland);
  if (trouble !== null) complain('collector', trouble.message, { hint: trouble.hint });
  if (data['bootloader'] !== undefined && board.uboot === null) {
    complain('bootloader', `board ${board.name} has no U-Boot: its firmware starts the kernel`, {
      hint: 'leave this line out',
    });
  }
  const kernel = kernelNamed ?? (board.defaultKernel === null ? null : (findKernel(board.defaultKernel) ?? null));
  if (data['cpus'] !== undefined && board.architecture !== 'x86_64') {
    complain('cpus', `board ${board.name} is no PC: its CPUs are those of its chip`, { hint: 'leave this line out' });
  } else if (data['cpus'] !== undefined && kernel !== null && (!kernel.smp || kernel.possibleCpus > 1)) {
    const fixed = kernel.smp ? kernel.possibleCpus : 1;
    complain('cpus', `kernel ${kernel.release} was recorded with ${fixed} CPU${fixed === 1 ? '' : 's'}`, {
      hint: 'leave this line out',
    });
  }
  if (data['cycleCounter'] === true && board.architecture !== 'x86_64') {
    complain('cycleCounter', `board ${board.name} is no PC: its kernels have no detector that uses one`, {
      hint: 'leave this line out',
    });
  }
  if (data['efi'] !== undefined && board.architecture !== 'x86_64') {
    complain('efi', `board ${board.name} is no PC`, { hint: 'leave this line out' });
  }
  if (data['sparePartition'] !== undefined && (board.disk === null || userland === null)) {
    complain('sparePartition', `board ${board.name} has no disk here`, {
      hint: 'leave this line out, or say userland: gnu',
    });
  }
  if (data['crashlog'] === true && board.architecture !== 'x86_64' && board.architecture !== 'arm64') {
    complain('crashlog', `no kernel for ${board.architecture} was ever built with it`, { hint: 'leave this line out' });
  }
  if (data['osTerm'] !== undefined && board.osTerm === undefined) {
    complain('osTerm', `board ${board.name} has no firmware that a panic calls`, { hint: 'leave this line out' });
  }
  const fadump = data['fadump'];
  if (fadump !== undefined && board.architecture !== 'ppc64le') {
    complain('fadump', `board ${board.name} has no firmware that saves memory`, { hint: 'leave this line out' });
  }
  if (data['deviceTree'] !== undefined && board.deviceTree === null) {
    complain('deviceTree', `board ${board.name} has no device tree`, { hint: 'leave this line out' });
  }
  const fadumpFirmware = fadumpOf(fadump);
  const isOpal = fadumpFirmware === fadumpFirmwares.opal;
  if (fadumpFirmware !== null && board.architecture === 'ppc64le' && isOpal !== (board.opal !== undefined)) {
    complain('fadump', `board ${board.name} has another kind of firmware`, {
      expected: isOpal ? 'qemu or doc-2011' : 'opal, as a word of its own',
    });
  }
  const kmemdump = kmemdumpOf(data['kmemdump'], board.architecture);
  const kmemdumpTrouble = kmemdump === null ? null : kmemdumpTroubleOf(kmemdump, board, kernelNamed?.release);
  if (kmemdumpTrouble !== null) complain('kmemdump', ...kmemdumpTrouble);
  // A PC has such firmware only where a kernel is there that wants it.
  const hasImagined = kmemdump?.backend === 'minidump' && board.architecture === 'x86_64';
  const minidump = board.minidump ?? (hasImagined ? imaginedMinidump(board.ramBanks.at(-1)!.end) : undefined);
  if (data['minidump'] !== undefined && minidump === undefined) {
    complain('minidump', `board ${board.name} has no firmware that collects minidump`, { hint: 'leave this line out' });
  }
  const cpu = cpuOf(data);
  const { retention, issues: ofRetention } = retentionOf(source, board);
  issues.push(...ofRetention);
  if (issues.length > 0) return { setup: undefined, issues };

  const uboot = board.uboot === null ? null : (ubootNamed ?? findUBoot(board.uboot.version) ?? null);
  return {
    setup: {
      board: {
        ...boardWithCpu(withSparePartitionOf(data, board), cpu),
        ...(kernel === null ? {} : { byteOrder: kernel.byteOrder ?? 'little' }),
        ...(typeof data['cpus'] === 'number' ? { cpus: data['cpus'] } : {}),
        retention,
        ...firmwareWritesOf(data),
        uboot: ubootConfigOf(data, board),
        cycleCounter: data['cycleCounter'] === true,
        crashlog: data['crashlog'] === true,
        ...(collector === undefined ? {} : { collector }),
        ...efiNvramOf(data),
        ...(data['osTerm'] === 'stops' ? { osTerm: 'stops' as const } : {}),
        ...panicNotifierOf(data),
        ...(fadumpFirmware === null ? {} : { fadump: fadumpFirmware }),
        ...(kmemdump === null ? {} : { kmemdump }),
        ...(minidump === undefined ? {} : { minidump: minidumpOf(data['minidump'], minidump) }),
      },
      kernel,
      uboot,
      commandLine: commandLineOf(data, board, userland),
      initialRam: ramOf(data),
      userland,
      deviceTree: deviceTreeOf(data, board),
      ramoopsCounters: cpu.ramoopsCounters ?? 'locked',
      region: regionOf(source),
    },
    issues,
  };
}

/** As the bytes a boot loader passes on. `options` come last, because the kernel lets the last word count. */
function commandLineOf(
  data: Record<string, unknown>,
  board: BoardProfile,
  userland: ScenarioSetup['userland'],
): string {
  // GNU programs are on the disk only; BusyBox is in the image as well.
  const isOnDisk = userland === 'gnu' || collectorOf(data) !== undefined;
  const own = isOnDisk && board.disk !== null ? board.disk.commandLine : board.defaultCommandLine;
  const base = typeof data['commandLine'] === 'string' ? data['commandLine'] : own;
  const { options } = data;
  const pairs = typeof options === 'object' && options !== null ? Object.entries(options) : [];
  const words = pairs.map(([name, value]) => (value === true ? name : `${name}=${optionText(value)}`));
  return utf8ToLatin1([base.trim(), ...words].filter((part) => part !== '').join(' '));
}

/** Numbers as the kernel's own texts have them: sizes and addresses in hexadecimal. Wrong types are the schema's business. */
function optionText(value: unknown): string {
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && value >= 4096 ? `0x${value.toString(16)}` : `${value}`;
  if (typeof value !== 'string') return value === false ? 'false' : '';
  return /\s/.test(value) ? `"${value}"` : value;
}

/** CONFIG_AUTOBOOT_PROMPT, as Kconfig has it. */
const DEFAULT_AUTOBOOT_PROMPT = 'Autoboot in %d seconds\n';

type PstoreConfig = NonNullable<BoardProfile['uboot']>['pstore'];

function pstoreOf(
  own: PstoreConfig,
  given: { readonly [Key in keyof PstoreConfig]?: number | undefined },
): PstoreConfig {
  return {
    address: given.address ?? own.address,
    length: given.length ?? own.length,
    recordSize: given.recordSize ?? own.recordSize,
    consoleSize: given.consoleSize ?? own.consoleSize,
    ftraceSize: given.ftraceSize ?? own.ftraceSize,
    pmsgSize: given.pmsgSize ?? own.pmsgSize,
    eccSize: given.eccSize ?? own.eccSize,
  };
}

function ubootConfigOf(data: Record<string, unknown>, board: BoardProfile): BoardProfile['uboot'] {
  const { bootloader } = scenarioSchema.shape;
  const given = bootloader.safeParse(data['bootloader']).data;
  if (given === undefined || board.uboot === null) return board.uboot;
  const { bootDelaySeconds, watchdogSeconds, pstore } = board.uboot;
  const { autobootKeys, bootCountAddress } = given;
  return {
    ...board.uboot,
    bootDelaySeconds: given.bootdelay ?? bootDelaySeconds,
    watchdogSeconds: given.watchdog === undefined ? watchdogSeconds : parseDuration(given.watchdog)! / NS_PER_S,
    pstore: pstoreOf(pstore, given.pstore ?? {}),
    ...(autobootKeys && {
      autobootKeys: {
        prompt: autobootKeys.prompt ?? DEFAULT_AUTOBOOT_PROMPT,
        stop: autobootKeys.stop,
        delay: autobootKeys.delay ?? '',
      },
    }),
    ...(bootCountAddress !== undefined && { bootCountAddress }),
  };
}

/** The schema's complaint where they are wrong. */
function firmwareWritesOf(data: Record<string, unknown>): Pick<BoardProfile, 'firmwareWrites'> {
  const given = scenarioSchema.shape.firmware.safeParse(data['firmware']).data?.overwrite;
  if (given === undefined) return {};
  return {
    firmwareWrites: given.map(({ address, length, pattern }) => ({ start: address, end: address + length, pattern })),
  };
}

/** The schema's complaint where it is another word. */
function panicNotifierOf(data: Record<string, unknown>): Pick<BoardProfile, 'panicNotifier'> {
  const { panicNotifier } = data;
  return panicNotifier === 'oops' || panicNotifier === 'deadlock' ? { panicNotifier } : {};
}

function userlandOf(data: Record<string, unknown>): ScenarioSetup['userland'] {
  const { userland } = data;
  return userland === 'gnu' || userland === 'busybox' ? userland : null;
}

function deviceTreeOf(data: Record<string, unknown>, board: BoardProfile): Uint8Array | null {
  const { deviceTree } = scenarioSchema.shape;
  const given = deviceTree.safeParse(data['deviceTree']);
  return given.data === undefined ? null : changedDeviceTree(board, given.data);
}

function ramOf(data: Record<string, unknown>): 'zero' | 'noise' {
  return data['ram'] === 'noise' ? 'noise' : 'zero';
}

function regionOf(source: Source): Scenario['region'] {
  const { region } = source.data as { readonly region?: unknown };
  const parsed = scenarioSchema.shape.region.safeParse(region);
  return parsed.success ? parsed.data : undefined;
}
