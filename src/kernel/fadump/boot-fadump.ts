/**
 * Firmware-assisted dump in the course of a boot: who asks for it, when it takes its memory, and where its messages go.
 *
 * Mirrors the callers of Linux v6.1 and v6.12 `arch/powerpc/kernel/prom.c` (early_init_devtree) and `setup_fadump`. A kernel without CONFIG_FA_DUMP has
 * nothing of it; with it, on a firmware that offers none, it says so.
 */
import { type Fdt, type FdtNode, findNode, getProperty } from '../../formats/fdt-tree.ts';
import { readReg } from '../../formats/fdt-values.ts';
import { opalText } from '../../hardware/opal.ts';
import type { StageContext } from '../../hardware/stage.ts';
import { type AddressRange, subtract, unite } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { OpalLine } from '../../profiles/board.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import { kernelConfigValue } from '../../profiles/kernel-config.ts';
import { NS_PER_MS } from '../../sim/clock.ts';
import type { FadumpBoot, LateLine } from '../boot/boot-records.ts';
import { type KernelCommandLine, memparse, parameterValue, parameterValues, parseCommandLine } from '../cmdline.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import { type CrashKernelLine, parseCrashKernel } from '../kdump/crash-kernel-parameter.ts';
import type { KernelTime } from '../kernel-time.ts';
import { memoryLimit } from '../memblock/memory-layout.ts';
import { usesHashMmu } from '../memblock/powerpc-memory.ts';
import type { Memblock } from '../mm/memblock.ts';
import type { PageAllocator } from '../mm/page-allocator.ts';
import { KERN_INFO } from '../printk/levels.ts';
import type { DumpPlatform } from './dump-platform.ts';
import { Fadump, fadumpParameter } from './fadump.ts';
import { opalPlatform } from './opal-platform.ts';
import { PARAMETER_BYTES, ParameterArea, parameterAddress } from './parameter-area.ts';
import { sectionsOf } from './platform-dump.ts';
import { type FadumpGeneration, fadumpGeneration, isNewFadump } from './reservation.ts';
import { rtasPlatform } from './rtas-platform.ts';

interface BootFadumpInput {
  readonly context: StageContext;
  readonly profile: KernelProfile;
  readonly commandLine: KernelCommandLine;
  readonly deviceTree: Fdt | null;
  readonly image: { readonly address: number; readonly sizeBytes: number };
  readonly onlineCpus: number;
}

export interface BootingFadump {
  readonly fadump: Fadump | null;
  /** With what a dead kernel left for it. */
  readonly commandLine: KernelCommandLine;
  /** `mem=` as it is now. */
  readonly memoryLimit: number | null;
  /** Takes its memory, after the crash kernel has its own, and registers or finds a dump. */
  setUp(memblock: Memblock): void;
  /** What it adds to the boot log; whole after `setUp`. */
  readonly boot: FadumpBoot;
  /** Printk and the page allocator are there. */
  running(print: PrintkFunction, time: KernelTime, memory: PageAllocator): void;
}

/** Null: this kernel was built without. */
export function bootFadump(input: BootFadumpInput): BootingFadump | null {
  const { profile } = input;
  if (profile.architecture !== 'ppc64le' || kernelConfigValue(profile, 'FA_DUMP') !== 'y') return null;
  const early: { level: number; text: string }[] = [];
  const late: LateLine[] = [];
  let waitedUs = 0;
  let say: PrintkFunction = (level, text) => void early.push({ level, text });
  let wait = (milliseconds: number): void => {
    waitedUs += 1000 * milliseconds;
  };
  const fadump = newFadump(
    input,
    (level, text) => say(level, text),
    (milliseconds) => wait(milliseconds),
  );
  const commandLine = fadump?.commandLine ?? input.commandLine;
  const { isEnabled } = fadumpParameter(parameterValues(commandLine, 'fadump'));
  if (fadump === null && isEnabled) {
    early.push({ level: KERN_INFO, text: 'fadump: Firmware-Assisted Dump is not supported on this hardware' });
  }
  const reserved = fadump === null ? [] : unite([...fadump.reserved, ...fadump.firmwareRanges]);
  const { cma = null } = fadump ?? {};
  const parameters: { level: number; text: string }[] = [];
  const lentBytes = cma === null ? 0 : sizeOf([cma.range]);
  const boot = {
    early,
    late,
    parameters,
    cma,
    reservedBytes: wholePages(reserved, profile.pageSizeBytes) - lentBytes,
    keptBytes: fadump?.isActive === true ? sizeOf(fadump.reserved) : 0,
  };
  const released: { start: number; end: number }[] = [];
  return {
    fadump,
    commandLine,
    memoryLimit: fadump === null ? memoryLimit(commandLine) : fadump.memoryLimit,
    setUp(memblock) {
      if (fadump === null) return;
      for (const range of reserved) memblock.reserve(range, 'fadump');
      say = (level, text) => void parameters.push({ level, text });
      if (fadump.mayHaveParameters && placeParameters(input, fadump, memblock)) {
        boot.reservedBytes += profile.pageSizeBytes;
      }
      say = (level, text) => {
        late.push({ level, text, waitedUs });
        waitedUs = 0;
      };
      fadump.giveBack = (range) => void released.push(range);
      fadump.setUp((bytes) => memblock.allocate(bytes, profile.pageSizeBytes, 'crash notes'));
    },
    boot,
    running(print, time, memory) {
      if (fadump === null) return;
      say = print;
      wait = (milliseconds) => time.spend(milliseconds * NS_PER_MS);
      fadump.giveBack = (range) => memory.release(range);
      for (const range of released) memory.release(range);
    },
  };
}

function newFadump(input: BootFadumpInput, say: PrintkFunction, wait: (milliseconds: number) => void): Fadump | null {
  const { context, profile, deviceTree, image, onlineCpus } = input;
  const { board, memory: ram } = context;
  if (deviceTree === null || board.fadump === undefined) return null;
  const lines: CrashKernelLine[] = [];
  const ramBytes = board.ramBanks.reduce((sum, { start, end }) => sum + end - start, 0);
  const generation = fadumpGeneration(profile.version, board.fadump.rules);
  const platform = platformOf(input, generation, { say, wait });
  if (platform === null) return null;
  const parameters = isNewFadump(generation) ? leftParameters(platform, ram, board.ramBanks) : null;
  const commandLine =
    parameters === null ? input.commandLine : parseCommandLine(parameters.appendTo(input.commandLine.text, say));
  const { isEnabled, mayUseCma } = fadumpParameter(parameterValues(commandLine, 'fadump'));
  const crashKernelBytes = isEnabled
    ? parseCrashKernel(commandLine.text, ramBytes, isNewFadump(generation), lines).size
    : 0;
  for (const { level, text } of lines) say(level, text);
  return new Fadump({
    generation,
    pageSizeBytes: profile.pageSizeBytes,
    memory: board.ramBanks,
    memoryLimit: memoryLimit(commandLine),
    crashKernelBytes,
    reserveBytes: memparse(parameterValue(commandLine, 'fadump_reserve_mem') ?? '').value,
    usesCma: mayUseCma && kernelConfigValue(profile, 'CMA') === 'y',
    cpuMaskBits: Number(kernelConfigValue(profile, 'NR_CPUS') ?? 1),
    ram,
    clock: context.clock,
    platform,
    firmwareRanges: reservedRanges(deviceTree.root, board.ramBanks, profile.pageSizeBytes),
    image: { start: image.address, end: image.address + image.sizeBytes },
    byteOrder: board.byteOrder,
    isEnabled,
    commandLine,
    parameters,
    onlineCpus,
    say,
  });
}

/** What a dead kernel left for this one's command line; null: nothing that lies in RAM. */
function leftParameters(
  { found }: DumpPlatform,
  ram: PhysicalMemory,
  memory: readonly AddressRange[],
): ParameterArea | null {
  const [section] = found === null ? [] : sectionsOf(found, 'parameters');
  if (section === undefined) return null;
  const { source } = section;
  const isInRam = memory.some(({ start, end }) => start <= source && source + PARAMETER_BYTES <= end);
  return isInRam ? new ParameterArea(ram, source) : null;
}

/** An area for parameters of the next kernel, while memory is still free; false: there is none. */
function placeParameters({ context, profile }: BootFadumpInput, fadump: Fadump, memblock: Memblock): boolean {
  const { memory: ram, board } = context;
  const place = parameterAddress(memblock.free, board.ramBanks, usesHashMmu(fadump.commandLine, profile));
  if (place === null) return false;
  if (place === 'none') {
    fadump.warn('Could not setup area to pass additional parameters!');
    return false;
  }
  // Nobody else gets the rest of its page.
  const page = Math.floor(place / profile.pageSizeBytes) * profile.pageSizeBytes;
  memblock.reserve({ start: page, end: page + profile.pageSizeBytes }, 'fadump parameters');
  fadump.parameters = new ParameterArea(ram, place);
  fadump.parameters.text = '';
  return true;
}

/** Which of the two kinds of firmware it is; null: neither offers anything. */
function platformOf(
  { context, profile, deviceTree, image }: BootFadumpInput,
  generation: FadumpGeneration,
  { say, wait }: { readonly say: PrintkFunction; readonly wait: (milliseconds: number) => void },
): DumpPlatform | null {
  const { board, memory: ram, rtas = null, opal = null } = context;
  const common = { ram, memory: board.ramBanks, pageSizeBytes: profile.pageSizeBytes, byteOrder: board.byteOrder };
  if (opal !== null) {
    const hear = (lines: readonly OpalLine[]) => {
      if (lines.length > 0) context.console.write(opalText(lines, context.clock.now));
    };
    return opalPlatform({ ...common, opal, tree: deviceTree!, say, hear });
  }
  const node = findNode(deviceTree!, '/rtas');
  if (rtas === null || node === null) return null;
  const range = { start: image.address, end: image.address + image.sizeBytes };
  return rtasPlatform({ ...common, generation, rtas, node, image: range, say, wait });
}

const sizeOf = (ranges: readonly AddressRange[]) => ranges.reduce((sum, { start, end }) => sum + end - start, 0);

/** Pages that are taken, and be it in part. */
const wholePages = (ranges: readonly AddressRange[], page: number) =>
  ranges.reduce((sum, { start, end }) => sum + Math.ceil(end / page) * page - Math.floor(start / page) * page, 0);

/** `reserved-ranges` of the root, as far as there is RAM: whole pages. */
function reservedRanges(root: FdtNode, memory: readonly AddressRange[], pageSizeBytes: number): AddressRange[] {
  const value = getProperty(root, 'reserved-ranges');
  const entries = (value === null ? null : readReg(value, 2, 2)) ?? [];
  const ranges = entries.map(({ address, size }) => ({
    start: Math.floor(Number(address) / pageSizeBytes) * pageSizeBytes,
    end: Math.ceil(Number(address + size) / pageSizeBytes) * pageSizeBytes,
  }));
  return subtract(memory, subtract(memory, ranges));
}
