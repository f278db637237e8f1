/** What a kernel is made of once it has read its command line and its memory map. */
import type { Fdt } from '../formats/fdt-tree.ts';
import type { StageContext } from '../hardware/stage.ts';
import { coreFacts } from '../profiles/core-facts.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import { kernelConfigValue } from '../profiles/kernel-config.ts';
import type { KernelText } from '../profiles/kernel-text.ts';
import { NS_PER_S } from '../sim/clock.ts';
import { type BootLogPieces, bootLogPieces } from './boot/boot-log-pieces.ts';
import { bootRecords } from './boot/boot-records.ts';
import { initMemoryEnd } from './boot/image-template.ts';
import { bootWithLogBuf } from './boot/log-buf-records.ts';
import { type BootInformation, nodeView } from './boot-information.ts';
import { Casualty, type KernelRam } from './casualty.ts';
import { getOption, type KernelCommandLine, parameterValue, parseCommandLine } from './cmdline.ts';
import type { PrintkFunction } from './crash/crash-environment.ts';
import { printkCostNs } from './crash/printk-cost.ts';
import { Crashlog, reserveCrashlog } from './crashlog.ts';
import { DetectorSettings } from './detectors/settings.ts';
import { bootFadump } from './fadump/boot-fadump.ts';
import type { Fadump } from './fadump/fadump.ts';
import { canKexec, coreHeaderAddress, hasNewReservation, reserveAtBoot } from './kdump/boot-reservation.ts';
import { Kexec } from './kdump/kexec.ts';
import { type VmcoreFile, vmcoreFile } from './kdump/vmcore-file.ts';
import type { KernelStop } from './kernel-stop.ts';
import type { KernelTime } from './kernel-time.ts';
import { bootKmemdump } from './kmemdump/boot-kmemdump.ts';
import type { Kmemdump } from './kmemdump/kmemdump.ts';
import { isKnownParameter } from './known-parameters.ts';
import { IoResources } from './memblock/io-resources.ts';
import { layOutMemory, type MemoryLayout } from './memblock/memory-layout.ts';
import { bootMemblock, lowMemoryEnd } from './mm/boot-memblock.ts';
import { bootMemory } from './mm/boot-memory.ts';
import { kernelMapping } from './mm/kernel-mapping.ts';
import { KernelMemory } from './mm/kernel-memory.ts';
import { MemoryHotplug } from './mm/memory-hotplug.ts';
import type { MemoryUse } from './mm/memory-use.ts';
import { reserveNamedMemory } from './mm/reserve-mem.ts';
import { parameterMessages, parameterValuesOf } from './module-parameters.ts';
import { ModuleArea } from './modules/module-area.ts';
import { kernelLog } from './printk/kernel-log.ts';
import { planLogBuf } from './printk/log-buf.ts';
import { logSymbols } from './printk/log-symbols.ts';
import { CONSOLE_LOGLEVEL_DEFAULT, Printk } from './printk/printk.ts';
import { builtinPstoreParameters, PstoreService } from './pstore-service.ts';
import { RebootControl } from './reboot.ts';
import { CoreStructures } from './vmcore/core-structures.ts';
import { kernelState } from './vmcore/state/kernel-state.ts';

export interface KernelParts {
  readonly commandLine: KernelCommandLine;
  readonly memoryLayout: MemoryLayout;
  /** Who has which physical addresses. */
  readonly ioResources: IoResources;
  /** Who has which page, and the figures of /proc/meminfo. */
  readonly memoryUse: MemoryUse;
  readonly bootLog: BootLogPieces;
  /** `panic=`. */
  readonly panicTimeout: number;
  readonly printk: Printk;
  /** printk of a kernel message that takes its time. */
  readonly print: PrintkFunction;
  readonly casualty: Casualty;
  readonly pstore: PstoreService;
  readonly onlineCpus: number;
  /** What the detectors of hangs go by. */
  readonly detectors: DetectorSettings;
  /** How the machine is to be restarted. */
  readonly reboot: RebootControl;
  /** What dump tools look for in RAM; null for a kernel that they were not recorded with. */
  readonly coreStructures: CoreStructures | null;
  /** Loaded crash kernels; null where the kernel was built without them. */
  readonly kexec: Kexec | null;
  /** `crash_kexec_post_notifiers`: notifiers and dump come before the crash kernel. */
  readonly crashKexecPostNotifiers: boolean;
  /** The dead kernel's RAM, in a crash kernel or beside a dump of the firmware, as long as that is active. */
  readonly vmcore: VmcoreFile | null;
  /** Null: no firmware-assisted dump in this kernel, or on this hardware. */
  readonly fadump: Fadump | null;
  /** Null: the kernel is built without it, or not for POWER. */
  readonly memoryHotplug: MemoryHotplug | null;
  /** Null: the kernel is built without it. */
  readonly kmemdump: Kmemdump | null;
  /** Null: the kernel is built without OpenWrt's patch. */
  readonly crashlog: Crashlog | null;
  /** As the loader left it. */
  readonly deviceTree: Fdt | null;
}

/** What the command line says to the core of the kernel. */
const coreParameters = {
  panic: 'int',
  panic_on_warn: 'int',
  crash_kexec_post_notifiers: 'bool',
  'printk.time': 'bool',
  'printk.always_kmsg_dump': 'bool',
  'printk.ignore_loglevel': 'bool',
} as const;

export interface KernelPartsInput {
  readonly context: StageContext;
  readonly profile: KernelProfile;
  readonly text: KernelText;
  readonly time: KernelTime;
  readonly information: BootInformation;
  /** Where the kernel runs. */
  readonly image: { readonly address: number; readonly sizeBytes: number };
  /** Who prints now: a pid. */
  readonly callerId: () => number;
  /** Its name; who has none is the operator. */
  readonly callerName: () => string;
  readonly stopped: (stop: KernelStop) => void;
  /** The kernel stands where it stopped: what would come behind that point is not printed. */
  readonly isStopped: () => boolean;
}

/** CONSOLE_LOGLEVEL_QUIET and CONSOLE_LOGLEVEL_DEBUG. */
const LOGLEVEL_QUIET = 4;
const LOGLEVEL_DEBUG = 10;

export function kernelParts(input: KernelPartsInput): KernelParts {
  const { context, profile, text, time, information, image, callerId, callerName, stopped, isStopped } = input;
  const { board, rtc } = context;
  const { wordBytes } = profile;
  const given = parseCommandLine(information.commandLine);
  const onlineCpus = profile.smp ? Math.max(board.cpus, profile.possibleCpus) : 1;
  const { deviceTree } = information;
  const dump = bootFadump({ context, profile, commandLine: given, deviceTree, image, onlineCpus });
  const commandLine = dump?.commandLine ?? given;
  const memoryLayout = layOutMemory({
    architecture: profile.architecture,
    commandLine,
    banks: board.ramBanks,
    firmwareMap: board.firmwareMap ?? null,
    deviceTree: deviceTree === null ? null : nodeView(deviceTree.root),
    listsReservedMemory: text.reservedMemoryLines,
    kernelImage: image,
    ...(dump !== null && { memoryLimit: dump.memoryLimit }),
  });
  const memblock = bootMemblock(memoryLayout);
  const told = canKexec(profile) ? coreHeaderAddress(commandLine, deviceTree) : 0;
  if (told !== 0) {
    // What a crash kernel may not touch, as its loader wrote it into the tree.
    for (const { address, size } of deviceTree?.reservations ?? []) {
      memblock.reserve({ start: Number(address), end: Number(address + size) }, 'dead kernel');
    }
  }
  const crashlogAddress = board.crashlog === true ? reserveCrashlog(memoryLayout.memory, memblock) : null;
  const { seconds, nanoseconds } = rtc.read();
  const reservation = canKexec(profile)
    ? reserveAtBoot(profile, text, {
        commandLine,
        memoryLayout,
        memblock,
        onlineCpus,
        board,
        isDumpedByFirmware: (dump?.fadump?.reservedBytes ?? 0) > 0,
      })
    : null;
  dump?.setUp(memblock);
  const headerAddress = dump?.fadump?.elfHeaderAddress ?? told;
  const form = { pageSizeBytes: profile.pageSizeBytes, noteAlign: hasNewReservation(profile) ? 4 : 0 };
  const vmcore = headerAddress === 0 ? null : vmcoreFile(context.memory, headerAddress, form);
  const records = bootRecords(profile, board, {
    crashKernel: reservation,
    isCrashKernel: told !== 0,
    bootParams: information.parameters,
    vmcoreWarning: typeof vmcore === 'string' ? vmcore : null,
    commandLine,
    cpus: onlineCpus,
    memory: memoryLayout,
    ...(dump !== null && { fadump: dump.boot }),
    parameterMessages: parameterMessages(
      commandLine.parameters,
      { ...coreParameters, ...builtinPstoreParameters(profile) },
      { module: null, wordBytes },
    ),
    wallClockSeconds: seconds + nanoseconds / NS_PER_S,
  });
  const core = parameterValuesOf(commandLine.parameters, coreParameters, wordBytes);
  const print: PrintkFunction = (level, line) => {
    if (isStopped()) return;
    printk.printk(level, line);
    time.spend(printkCostNs(line));
  };
  const casualty = new Casualty({
    context,
    profile,
    text,
    commandLine,
    memory: memoryLayout,
    onlineCpus,
    printk: print,
    ram: () => ram,
    isKdumpLoaded: () => kexec?.isLoaded === true,
  });
  const mapping = kernelMapping(casualty.addresses, memoryLayout);
  const logBuf = bootWithLogBuf(
    profile,
    records,
    planLogBuf(profile, commandLine, onlineCpus),
    memblock,
    lowMemoryEnd(memoryLayout),
  );
  const namedMemory = isKnownParameter('reserve_mem', profile)
    ? reserveNamedMemory(commandLine, memblock, lowMemoryEnd(memoryLayout))
    : [];
  const memoryUse = bootMemory({
    memory: context.memory,
    profile,
    layout: memoryLayout,
    memblock,
    bootLog: records,
    lent: dump?.boot.cma?.range,
    cpus: onlineCpus,
    initEnd: initMemoryEnd(profile, text, memoryLayout.kernelImage),
  });
  dump?.running(print, time, memoryUse);
  const stacks = memoryUse.ranges('kernel-stack');
  const ram: KernelRam = {
    memory: new KernelMemory(mapping, context.memory, stacks),
    modules: new ModuleArea({
      crash: text.crash,
      addresses: casualty.addresses,
      pageSizeBytes: profile.pageSizeBytes,
      mapping,
      memory: context.memory,
      room: memoryUse.ranges('kernel'),
    }),
    objects: memoryUse.ranges('slab-unreclaimable'),
    stacks,
  };
  casualty.placeBootModules();
  const printk = new Printk({
    profile,
    log: kernelLog({
      memory: context.memory,
      profile,
      byteOrder: board.byteOrder,
      image: memoryLayout.kernelImage,
      ramEnd: board.ramBanks.reduce((end, bank) => Math.max(end, bank.end), 0),
      virtual: (physical) => mapping.virtual(physical),
      physical: (virtual, length) => mapping.physical(virtual, length),
      dynamic: logBuf.dynamic,
    }),
    now: () => time.now(),
    callerId,
    time: core['printk.time'] ?? true,
    consoleLoglevel: consoleLoglevel(commandLine),
    consoleSyslogFormat: parameterValue(commandLine, 'console_msg_format') === 'syslog',
    ignoreLoglevel:
      parameterValue(commandLine, 'ignore_loglevel') !== undefined || core['printk.ignore_loglevel'] === true,
  });
  printk.dumpers.alwaysKmsgDump = core['printk.always_kmsg_dump'] ?? false;
  lockDevkmsg(printk, commandLine);
  const facts = coreFacts(profile.release);
  const coreStructures =
    facts === null || profile.architecture === 'arm'
      ? null
      : CoreStructures.of({
          memory: context.memory,
          architecture: profile.architecture,
          byteOrder: board.byteOrder,
          pageSizeBytes: profile.pageSizeBytes,
          facts,
          layout: memoryLayout,
          addresses: casualty.addresses,
          mapping,
          memoryUse,
          log: logSymbols(profile, memoryLayout.kernelImage),
          banner: records[0]?.text ?? '',
          release: profile.release,
          state: kernelState({
            release: profile.release,
            layout: memoryLayout,
            mapping,
            memoryUse,
            log: logSymbols(profile, memoryLayout.kernelImage),
            bootLog: records,
            casualty,
          }),
        });
  if (coreStructures !== null) {
    dump?.fadump?.attachCore({
      infoNote: coreStructures.infoNote,
      store() {
        coreStructures.store();
        coreStructures.crashedAt(rtc.read().seconds);
      },
    });
  }
  const ioResources = new IoResources(profile, board, memoryLayout);
  const kexec =
    reservation === null
      ? null
      : new Kexec({
          memory: context.memory,
          clock: context.clock,
          ioResources: profile.architecture === 'ppc64le' ? null : ioResources,
          pageSizeBytes: profile.pageSizeBytes,
          range: reservation.range,
          low: reservation.low,
          countsLow: hasNewReservation(profile),
          core: told === 0 || vmcore === null ? 'none' : typeof vmcore === 'string' ? 'damaged' : 'sane',
        });
  const pstore = new PstoreService({
    ioResources,
    namedMemory,
    context,
    profile,
    printk,
    print,
    time,
    commandLine,
    deviceTree,
    possibleCpus: onlineCpus,
    caller: callerName,
    loadModule: (module, accepts) => casualty.loadModule(module, accepts),
    stopped,
  });
  return {
    commandLine,
    memoryLayout,
    ioResources,
    memoryUse,
    bootLog: bootLogPieces(logBuf.records, profile.printk.lineMaxBytes),
    panicTimeout: Number(core.panic ?? 0n),
    printk,
    print,
    casualty,
    pstore,
    onlineCpus,
    // The emulated PC's CPUs have no counter that interrupts, unless the board says so; 6.1 has no use for those of ARM.
    detectors: new DetectorSettings(commandLine, {
      hasCycleCounter:
        kernelConfigValue(profile, 'HARDLOCKUP_DETECTOR') === 'y' &&
        (profile.architecture === 'ppc64le' || (board.cycleCounter ?? false)),
    }),
    reboot: new RebootControl(commandLine, profile, onlineCpus),
    coreStructures,
    kexec,
    crashKexecPostNotifiers: core.crash_kexec_post_notifiers ?? false,
    vmcore: typeof vmcore === 'string' ? null : vmcore,
    fadump: dump?.fadump ?? null,
    memoryHotplug: MemoryHotplug.of({
      profile,
      ramBytes: board.ramBanks.reduce((sum, { start, end }) => sum + end - start, 0),
      commandLine,
      print,
      time,
      memoryLayout,
      memoryUse,
      ioResources,
      fadump: dump?.fadump ?? null,
    }),
    kmemdump: bootKmemdump({
      context,
      profile,
      commandLine: information.commandLine,
      layout: memoryLayout,
      mapping,
      memoryUse,
      casualty,
      core: coreStructures,
      bootLog: records,
      ring: logBuf.dynamic,
      print,
      dumpers: printk.dumpers,
      pstore: pstore.pstore,
      realTime: () => context.rtc.read(time.aheadNs()),
    }),
    crashlog: crashlogAddress === null ? null : crashlogAt(crashlogAddress, { context, printk, casualty, time }),
    deviceTree,
  };
}

function crashlogAt(
  address: number,
  {
    context,
    printk,
    casualty,
    time,
  }: Pick<KernelPartsInput, 'context' | 'time'> & Pick<KernelParts, 'printk' | 'casualty'>,
): Crashlog {
  const { memory, board, rtc } = context;
  return new Crashlog({
    memory,
    address,
    byteOrder: board.byteOrder,
    printk,
    realTime: () => rtc.read(time.aheadNs()),
    modules: () =>
      casualty.modules.map(({ name }) => ({
        name,
        address: casualty.area.address(name),
        sizeBytes: casualty.area.sizeBytes(name),
      })),
  });
}

/** `printk.devkmsg=`: no sysctl changes it any more. */
function lockDevkmsg(printk: Printk, line: KernelCommandLine): void {
  const word = parameterValue(line, 'printk.devkmsg');
  const mode = (['on', 'off', 'ratelimit'] as const).find((one) => word?.startsWith(one) === true);
  if (mode === undefined) return;
  printk.devkmsg = mode;
  printk.isDevkmsgLocked = true;
}

/** `loglevel=`, `quiet`, `debug`: the last one wins. They are early parameters, each with a reading of its own. */
function consoleLoglevel(line: KernelCommandLine): number {
  let level = CONSOLE_LOGLEVEL_DEFAULT;
  for (const { name, value } of line.parameters) {
    if (name === 'quiet') level = LOGLEVEL_QUIET;
    else if (name === 'debug') level = LOGLEVEL_DEBUG;
    else if (name === 'loglevel') level = getOption(value ?? '') ?? level;
  }
  return level;
}
