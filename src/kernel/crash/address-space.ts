/**
 * Where a running kernel lies in its virtual address space, drawn once per boot.
 *
 * Mirrors the outcome of Linux v6.1 `arch/x86/boot/compressed/kaslr.c`, `arch/x86/mm/kaslr.c` and the module loader's random
 * offset on x86-64, and of arm64's; 32-bit ARM and ppc64le have no KASLR. Addresses are hexadecimal digits without 0x.
 */
import type { Arm64CrashText, ArmCrashText, PowerpcCrashText } from '../../profiles/arch-crash-text.ts';
import type { CrashText } from '../../profiles/kernel-text.ts';
import type { RandomStream } from '../../sim/random.ts';
import { type KernelCommandLine, parameterValue } from '../cmdline.ts';
import { lowmem, type MemoryLayout } from '../memblock/memory-layout.ts';
import { hex64 } from './register-template.ts';

export interface AddressSpace {
  /** Start of the kernel's text. */
  readonly text: string;
  readonly modules: string;
  /** Start of the linear map of RAM. */
  readonly pageOffset: string;
  readonly vmalloc: string;
  /** Modules that lie this far above their recorded place, because another one was there; the module loader says so. */
  readonly moved: Map<string, bigint>;
  /** How far the text was moved; null: KASLR is off or not built in. */
  readonly kernelOffset: number | null;
}

/** CONFIG_PHYSICAL_ALIGN, and the random range of KERNEL_IMAGE_SIZE less 16 MiB and the image. */
const KASLR_ALIGN = 0x200000n;
const KASLR_SLOTS = (0x40000000 - 0x1000000 - 0x3000000) / 0x200000;
const PAGE = 0x1000n;
const GIB = 0x40000000n;

export function drawAddressSpace(
  crash: CrashText,
  commandLine: KernelCommandLine,
  memory: MemoryLayout,
  random: RandomStream,
): AddressSpace {
  if (crash.architecture === 'arm') return armAddressSpace(crash, memory);
  if (crash.architecture === 'arm64') return arm64AddressSpace(crash, commandLine, memory, random);
  if (crash.architecture === 'ppc64le') return powerpcAddressSpace(crash, memory);
  const fixed = !crash.kaslr || parameterValue(commandLine, 'nokaslr') !== undefined;
  const draw = (bound: number) => (fixed ? 0n : BigInt(random.int(bound)));
  const kernelOffset = KASLR_ALIGN * draw(KASLR_SLOTS);
  return {
    text: hex64(0xffffffff81000000n + kernelOffset),
    modules: hex64(BigInt(`0x${crash.modulesBase}`) + PAGE * draw(1024)),
    pageOffset: hex64(0xffff888000000000n + GIB * draw(0x4000)),
    vmalloc: hex64(0xffffc90000000000n + GIB * draw(0x1000)),
    moved: new Map(),
    kernelOffset: fixed ? null : Number(kernelOffset),
  };
}

function armAddressSpace({ textBase, modulesBase }: ArmCrashText, memory: MemoryLayout): AddressSpace {
  const { start, end } = lowmem(memory);
  const vmalloc = 0xc0000000 + (end - start) + 0x800000;
  return {
    text: textBase,
    modules: modulesBase,
    pageOffset: 'c0000000',
    vmalloc: vmalloc.toString(16),
    moved: new Map(),
    kernelOffset: null,
  };
}

/** arm64 `kaslr_early_init`: the image is moved by an eighth to three eighths of what addresses there are; the linear map by steps of its own. */
const ARM64_LINEAR = 0xffff000000000000n;
const ARM64_IMAGE_LEAST = 1n << 45n;
const ARM64_IMAGE_SLOTS = 0x2000000;
const ARM64_LINEAR_SLOTS = 0x8000;

/** The linear map begins with the start of RAM; a randomised one somewhere above, on 1 GiB. */
function arm64AddressSpace(
  { textBase, modulesBase }: Arm64CrashText,
  commandLine: KernelCommandLine,
  memory: MemoryLayout,
  random: RandomStream,
): AddressSpace {
  const fixed = parameterValue(commandLine, 'nokaslr') !== undefined;
  const draw = (bound: number) => (fixed ? 0n : BigInt(random.int(bound)));
  const kernelOffset = fixed ? 0n : ARM64_IMAGE_LEAST + KASLR_ALIGN * draw(ARM64_IMAGE_SLOTS);
  const text = BigInt(`0x${textBase}`);
  const start = BigInt(memory.memory[0]?.start ?? 0);
  return {
    text: hex64(text + kernelOffset),
    modules: hex64(BigInt(`0x${modulesBase}`) + kernelOffset),
    // What lies below the first GiB boundary under RAM is not mapped.
    pageOffset: hex64(ARM64_LINEAR + (start % GIB) + GIB * draw(ARM64_LINEAR_SLOTS)),
    vmalloc: hex64(text + 0x2000000n),
    moved: new Map(),
    kernelOffset: fixed ? null : Number(kernelOffset),
  };
}

/** One map holds kernel and RAM; modules, vmalloc and I/O have regions of their own. */
function powerpcAddressSpace({ textBase, modulesBase }: PowerpcCrashText, memory: MemoryLayout): AddressSpace {
  return {
    // A crash kernel runs where it was put.
    text: hex64(BigInt(`0x${textBase}`) + BigInt(memory.kernelImage.start)),
    modules: modulesBase,
    pageOffset: textBase,
    vmalloc: 'c008000000000000',
    moved: new Map(),
    kernelOffset: null,
  };
}
