/**
 * Loading a crash kernel, and the jump into it: `kexec_file_load` and `__crash_kexec`.
 *
 * Mirrors Linux v6.1 `kernel/kexec_core.c` (__crash_kexec: VMCOREINFO gets its last line, each CPU its note, then the jump) and kexec-tools, which puts
 * low memory aside. Nothing is reset: RAM and devices stay as they are.
 */
import { elfNoteBytes } from '../../formats/elf-notes.ts';
import { parseFdt, serializeFdt } from '../../formats/fdt.ts';
import type { Fdt } from '../../formats/fdt-tree.ts';
import { LINUX_IMAGE_HEADER_BYTES, readLinuxImage } from '../../formats/linux-image.ts';
import type { ByteOrder } from '../../memory/byte-order.ts';
import { assert } from '../../sim/assert.ts';
import { EADDRNOTAVAIL, ENOEXEC, ENOSYS, EPERM } from '../../sim/errno.ts';
import type { KernelParts } from '../kernel-parts.ts';
import { KERN_CRIT, KERN_INFO } from '../printk/levels.ts';
import { dumpSegments } from '../vmcore/dump-layout.ts';
import { cpuNotes, type DeadKernel, kernelMoment } from '../vmcore/kernel-core.ts';
import { buildArm64Image } from './arm64-image.ts';
import { type BuiltCrashImage, buildCrashImage } from './crash-image.ts';
import type { CrashKernelFiles } from './kexec.ts';
import { buildPowerpcImage } from './powerpc-image.ts';

/** Loads a crash kernel; 0, or a negated error number. */
export function loadCrashKernel(
  parts: KernelParts,
  { kernel, initrd, commandLine }: CrashKernelFiles,
  byteOrder: ByteOrder,
): number {
  const { kexec, coreStructures, memoryLayout, casualty } = parts;
  if (kexec === null || coreStructures === null) return -ENOSYS;
  if (kexec.loadDisabled !== 0) return -EPERM;
  if (kexec.range === null) return -EADDRNOTAVAIL;
  if (readLinuxImage(kernel.subarray(0, LINUX_IMAGE_HEADER_BYTES)) === null) return -ENOEXEC;
  coreStructures.store();
  const { addresses } = casualty.environment();
  const common = {
    reserved: kexec.range,
    low: kexec.ranges.find((range) => range !== kexec.range) ?? null,
    kernel,
    runBytes: memoryLayout.kernelImage.end - memoryLayout.kernelImage.start,
    commandLine,
    notes: [...coreStructures.cpuNotes(parts.onlineCpus), coreStructures.infoNote],
  };
  const { deviceTree } = parts;
  const { memory } = memoryLayout;
  let built: BuiltCrashImage | number;
  if (deviceTree !== null && memoryLayout.architecture === 'ppc64le') {
    built = buildPowerpcImage({ ...common, memory, deviceTree: cloneFdt(deviceTree), byteOrder });
  } else {
    const loads = dumpSegments({ layout: memoryLayout, addresses, without: kexec.ranges });
    built =
      deviceTree !== null && memoryLayout.architecture === 'arm64'
        ? buildArm64Image({ ...common, loads, deviceTree: cloneFdt(deviceTree) })
        : buildCrashImage({ ...common, initrd, loads, firmwareMap: memoryLayout.e820?.firmware ?? [] });
  }
  if (typeof built === 'number') return built;
  kexec.load(built.segments, built.image);
  return 0;
}

/** Gives up the crash kernel that is loaded; 0, or a negated error number. */
export function unloadCrashKernel({ kexec }: KernelParts): number {
  if (kexec === null) return -ENOSYS;
  if (kexec.loadDisabled !== 0) return -EPERM;
  kexec.unload();
  return 0;
}

/** False: none is loaded, and the panic goes on. */
export function crashKexec(dead: DeadKernel): boolean {
  const { context, parts, site } = dead;
  const { kexec, coreStructures, casualty } = parts;
  if (kexec?.isLoaded !== true || coreStructures === null) return false;
  const { memory, bus, clock, rtc, control } = context;
  const writer = memory.writer('kernel');
  const isX86 = parts.memoryLayout.architecture === 'x86_64';
  kexec.crash({
    saveInfo() {
      coreStructures.store(memory, kernelMoment(dead, 'parked'));
      coreStructures.crashedAt(rtc.read().seconds);
    },
    saveCpus() {
      const places = coreStructures.cpuNotes(parts.onlineCpus);
      const { byteOrder } = context.board;
      cpuNotes(casualty.environment(), site, byteOrder).forEach((note, index) => {
        memory.write(places[index]!.address, elfNoteBytes([note], byteOrder), writer);
      });
    },
    saveLowMemory({ backup }) {
      if (backup === null) return;
      const { from, to } = backup;
      memory.write(to, memory.read(from.start, from.end - from.start), writer);
    },
    jump({ entry, bootParameters }) {
      if (parts.memoryLayout.architecture === 'arm64') lastWords(parts);
      bus.emit('kernel.died', { timeNs: clock.now });
      control.handOver('kernel', {
        resetCause: 'warm',
        ...(isX86
          ? { deviceTreeAddress: null, registers: { rsi: bootParameters } }
          : { deviceTreeAddress: bootParameters, registers: {} }),
        commandLineAddress: null,
        entryAddress: entry,
      });
    },
  });
  return true;
}

/** arm64 `machine_crash_shutdown` and `machine_kexec`: the others jump without a word. */
function lastWords({ onlineCpus, print }: KernelParts): void {
  if (onlineCpus > 1) print(KERN_CRIT, 'SMP: stopping secondary CPUs');
  print(KERN_INFO, 'Starting crashdump kernel...');
  print(KERN_INFO, 'Bye!');
}

/** The tree is changed for the next kernel, and this one goes on with its own. */
function cloneFdt(tree: Fdt): Fdt {
  const clone = parseFdt(serializeFdt(tree));
  assert(!('error' in clone), 'a tree that was read cannot be written');
  return clone;
}
