/**
 * A dead kernel as a core: its RAM, its CPUs, and what it says of itself.
 *
 * What a machine's host takes of a guest, as QEMU's `dump-guest-memory` does, in the layout of kexec-tools: the running machine does not notice.
 * The same layout is what a crash kernel is told by its elfcorehdr.
 */
import { type ElfSegment, elfMachines } from '../../formats/elf-core.ts';
import { type ElfNote, NT_PRSTATUS } from '../../formats/elf-notes.ts';
import { encodePrstatus, type PrstatusArchitecture } from '../../formats/prstatus.ts';
import { vmcoreInfoNote } from '../../formats/vmcoreinfo.ts';
import type { StageContext } from '../../hardware/stage.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { Architecture } from '../../profiles/kernel.ts';
import { cpuRegisters } from '../crash/cpu-registers.ts';
import type { CrashEnvironment, CrashSite } from '../crash/crash-environment.ts';
import { SymbolTable } from '../crash/symbols.ts';
import type { KernelParts } from '../kernel-parts.ts';
import { logSymbols } from '../printk/log-symbols.ts';
import type { ProcessSource } from '../procfs/process-view.ts';
import type { CoreCompanion } from './core-structures.ts';
import { dumpSegments } from './dump-layout.ts';
import { type PlacedKernel, placedKernel } from './placed-kernel.ts';
import { recordLogCopy } from './record-log-copy.ts';
import type { KernelMoment } from './state/kernel-state.ts';

/** Whose core it is: what its vmlinux is made of. */
export interface KernelIdentity {
  readonly release: string;
  readonly byteOrder: ByteOrder;
  readonly machine: number;
  readonly flags: number;
  /** Null where the kernel's structures are not known. */
  readonly companion: CoreCompanion | null;
  /** What its image alone says; null where that was not read. */
  readonly placed: PlacedKernel | null;
}

export interface KernelCore extends KernelIdentity {
  /** Of each CPU its NT_PRSTATUS, in their order; then VMCOREINFO. */
  readonly notes: readonly ElfNote[];
  /** PT_LOADs; `offset` is the place in RAM. */
  readonly segments: readonly ElfSegment[];
  /** RAM at that moment, of the caller's own. */
  readonly memory: PhysicalMemory;
}

const prstatusNames = { x86_64: 'x86_64', arm64: 'arm64', ppc64le: 'ppc64' } as const;

/** Where a PC has its graphics card and its ROMs, and no RAM. */
const OLD_LOG_PLACE = { start: 0xa0000, end: 0xf0000 };

export interface CoreOptions {
  /** Adds the log in the form of kernels up to 5.9, where the PC has no RAM: `crash --log` reads no other. */
  readonly oldLog: boolean;
}

/** What a core is taken of. */
export interface DeadKernel {
  readonly context: StageContext;
  readonly parts: KernelParts;
  /** Where it died; null where that is not known. */
  readonly site: CrashSite | null;
  /** The process table; null where no user space runs. */
  readonly processes: ProcessSource | null;
  /** Nanoseconds since the boot. */
  readonly nowNs: number;
}

/**
 * What a debugger will find it was at. `others`: a panic stops the other CPUs and takes them offline; who jumps into a crash kernel parks them as they are
 * (Linux v6.1 `stop_this_cpu`, `kdump_nmi_callback`).
 */
export function kernelMoment(
  { context, parts, site, processes, nowNs }: DeadKernel,
  others: 'offline' | 'parked',
): KernelMoment {
  const { onlineCpus } = parts.casualty.environment();
  return {
    processes,
    site,
    unixSeconds: context.rtc.read().seconds,
    nowNs,
    online: site === null || others === 'parked' ? Array.from({ length: onlineCpus }, (_, cpu) => cpu) : [site.cpu],
  };
}

/** Null where dump tools were not recorded with such a kernel. */
export function kernelIdentity({ context, parts }: Pick<DeadKernel, 'context' | 'parts'>): KernelIdentity | null {
  const { coreStructures, casualty } = parts;
  const { kernel } = casualty.environment();
  const kind = coreMachine(kernel.architecture);
  if (coreStructures === null || kind === null) return null;
  const { byteOrder } = context.board;
  // Of the two ABIs of POWER the big-endian one is the first.
  const { machine, flags } = byteOrder === 'big' ? elfMachines.ppc64 : kind;
  const { companion } = coreStructures;
  return { release: kernel.release, byteOrder, machine, flags, companion, placed: placedOf(parts) };
}

function placedOf({ casualty, memoryLayout, coreStructures }: KernelParts): PlacedKernel | null {
  const { kernel, addresses, text } = casualty.environment();
  return placedKernel({
    release: kernel.release,
    image: memoryLayout.kernelImage,
    linkedText: BigInt(`0x${addresses.text}`) - BigInt(addresses.kernelOffset ?? 0),
    log: logSymbols(kernel, memoryLayout.kernelImage),
    banner: coreStructures?.banner ?? '',
    functions: SymbolTable.of(text.crash).symbols(),
  });
}

/** A core of RAM as it is, on a copy of it. */
export function takeCore(dead: DeadKernel, { oldLog }: CoreOptions): KernelCore | null {
  const { context, parts, site } = dead;
  const { coreStructures, casualty, memoryLayout, printk } = parts;
  const environment = casualty.environment();
  const identity = kernelIdentity(dead);
  if (coreStructures === null || identity === null) return null;
  const memory = context.memory.fork();
  coreStructures.store(memory, kernelMoment(dead, 'offline'));
  const { byteOrder } = identity;
  const { addresses } = environment;
  const segments = [...dumpSegments({ layout: memoryLayout, addresses, without: [] })];
  let info = coreStructures.infoText();
  if (oldLog) {
    const { store, readableSeq } = printk.log;
    // crash looks for it where the image is mapped.
    const { start: physical, end } = OLD_LOG_PLACE;
    const image = segments[0]!;
    const virtual = image.virtual - BigInt(image.physical - physical);
    const copy = recordLogCopy(store.range(0, readableSeq), { virtual, byteOrder, roomBytes: end - physical });
    const writer = memory.writer('host');
    memory.write(physical, copy.records, writer);
    segments.push({ type: image.type, offset: physical, virtual, physical, sizeBytes: copy.records.length });
    const symbols = logSymbols(environment.kernel, memoryLayout.kernelImage);
    for (const [name, bytes] of copy.variables) {
      memory.write(symbols[name], bytes, writer);
      info += `SYMBOL(${name})=${casualty.kernelMemory.mapping.virtual(symbols[name]).toString(16)}\n`;
    }
    for (const [key, value] of copy.info) info += `${key}=${value}\n`;
  }
  const notes = [...cpuNotes(environment, site, byteOrder), vmcoreInfoNote(info)];
  return { ...identity, notes, segments, memory };
}

/** `e_machine` and `e_flags`; null where no core of 64 bits can be made. */
function coreMachine(
  architecture: Architecture,
): { readonly machine: number; readonly flags: number; readonly prstatus: PrstatusArchitecture } | null {
  if (architecture === 'arm') return null;
  return { ...elfMachines[architecture], prstatus: prstatusNames[architecture] };
}

/** NT_PRSTATUS of each CPU in their order, by which readers know them: `site` is where one died, null where that is not known. */
export function cpuNotes(
  environment: CrashEnvironment,
  site: CrashSite | null,
  byteOrder: ByteOrder,
): readonly ElfNote[] {
  const architecture = coreMachine(environment.kernel.architecture)!.prstatus;
  return Array.from({ length: environment.onlineCpus }, (_, cpu) => {
    const isDead = site?.cpu === cpu;
    const pid = isDead ? site.task.pid : 0;
    const registers = isDead ? cpuRegisters(environment, site) : {};
    const status = { signal: 0, pid, parentPid: 0, groupPid: 0, sessionPid: 0, registers };
    return { name: 'CORE', type: NT_PRSTATUS, descriptor: encodePrstatus(architecture, byteOrder, status) };
  });
}
