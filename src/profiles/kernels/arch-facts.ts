/**
 * What differs between the recorded kernels for arm, arm64 and ppc64le beside the paths of their crashes.
 *
 * Source, but for 4.19: the linux-arch recordings; the stopped CPU of armmp from `armd61-dt-oops-bug-panic-2cpu`, its addresses from the register
 * and stack dumps there.
 */
import type { ArchCrashData, Arm64CrashFacts, ArmCrashFacts, PowerpcCrashFacts } from '../arch-crash-text.ts';

const debian61armmp: ArmCrashFacts = {
  architecture: 'arm',
  textBase: 'c0300000',
  modulesBase: 'bf000000',
  imageEnd: 0xc1670000,
  allocators: { module: 'load_module+0xa90/0x21c8', stack: 'kernel_clone+0xac/0x3c4' },
  stopping: {
    framesBeforeException: `
unwind_backtrace from show_stack+0x18
show_stack from dump_stack_lvl+0x40
dump_stack_lvl from do_handle_IPI+0x2d8
do_handle_IPI from ipi_handler+0x20
ipi_handler from handle_percpu_devid_irq+0x84
handle_percpu_devid_irq from handle_irq_desc+0x74
handle_irq_desc from gic_handle_irq+0x70
gic_handle_irq from generic_handle_arch_irq+0x34
generic_handle_arch_irq from call_with_stack+0x18
call_with_stack from __irq_svc+0x98
`,
    exceptionWords:
      '5 0 counter c031fc80 task c140ae9c task c140aefc 0 cpuid 0 0 percpu sp arch_cpu_idle+3c arch_cpu_idle+40 60030013 ffffffff',
    framesAfterException: `
__irq_svc from arch_cpu_idle+0x40
arch_cpu_idle from default_idle_call+0x30
default_idle_call from do_idle+0xd0
do_idle from cpu_startup_entry+0x30
cpu_startup_entry from secondary_start_kernel+0x124
`,
    entryOffset: 0x301a20,
  },
  report: { faultStart: 'cut-here', tellsObjects: true, frames: 'names', stacksIn: 'vmalloc' },
};

/** Read: see `apertis419.crash-paths.data.ts`; the entry of the other CPUs is that of the Apertis document's transcript. */
const apertis419: ArmCrashFacts = {
  architecture: 'arm',
  textBase: 'c0300000',
  modulesBase: 'bf000000',
  imageEnd: 0xc1600000,
  allocators: { module: '', stack: '' },
  stopping: {
    framesBeforeException: `
unwind_backtrace from show_stack+0x20
show_stack from dump_stack+0x88
dump_stack from handle_IPI+0x3b8
handle_IPI from gic_handle_irq+0x90
gic_handle_irq from __irq_svc+0x70
`,
    exceptionWords:
      '0 0 0 counter percpu 0 counter 0 c12052f4 c12a4120 c1205320 sp 0 sp 0 arch_cpu_idle 60070013 ffffffff',
    framesAfterException: `
__irq_svc from cpuidle_enter_state+0x168
cpuidle_enter_state from cpuidle_enter+0x1c
cpuidle_enter from call_cpuidle+0x44
call_cpuidle from do_idle+0x1dc
do_idle from cpu_startup_entry+0x20
cpu_startup_entry from secondary_start_kernel+0x160
`,
    entryOffset: 0x302c6c,
  },
  report: { faultStart: 'pgd', tellsObjects: false, frames: 'addresses', stacksIn: 'linear' },
};

/**
 * Symbols of the stopped CPU and of the allocators, which no path names, and those that return addresses in recorded stack dumps give an address.
 * proc_reg_write+0xb0 is the word c065f5a4.
 */
export const armmpSymbols: ArchCrashData = {
  paths: {},
  symbols: `
load_module 21c8
kernel_clone 3c4
proc_reg_write d4 @c065f4f4
vfs_write 394 @c05cbe80
ksys_write f8 @c05cc318
show_stack 1c
dump_stack_lvl 4c
do_handle_IPI 310
ipi_handler 28
handle_percpu_devid_irq 1c0
handle_irq_desc 84
gic_handle_irq 9c
generic_handle_arch_irq 44
call_with_stack 20
__irq_svc b0
arch_cpu_idle 44 @c030999c
default_idle_call ac
do_idle 148
cpu_startup_entry 34
secondary_start_kernel 148
`,
};

/**
 * crashme on arm64: its page is assumed, places in it follow from registers that hold the return address of a recorded call (6.1:
 * crashme_write+0x16c at 21c, 6.12: crashme_write+0x1cc at 29c) and from the sizes of the functions before it.
 */
export const arm64Crashme61: ArchCrashData = {
  paths: {},
  symbols: `
crashme_null 20 @ffff800000001030 crashme
crashme_read 20 @ffff800000001050 crashme
crashme_bug 10 @ffff800000001070 crashme
crashme_warn 30 @ffff800000001080 crashme
crashme_write f50 @ffff8000000010b0 crashme
`,
};
export const arm64Crashme612: ArchCrashData = {
  paths: {},
  symbols: `
crashme_null 20 @ffff80007ab01040 crashme
crashme_read 20 @ffff80007ab01060 crashme
crashme_bug 18 @ffff80007ab01080 crashme
crashme_warn 38 @ffff80007ab01098 crashme
crashme_write f30 @ffff80007ab010d0 crashme
`,
};

const debian61arm64: Arm64CrashFacts = {
  architecture: 'arm64',
  textBase: 'ffff800008000000',
  modulesBase: 'ffff800000000000',
  cpuFeatures: { plain: '044000,2023c080,0000421b', isolated: '044000,2033c080,0000421b' },
  longAbortInfo: false,
};

/** KASLR on was not recorded: the bit of the isolation as in 6.1 [read]. */
const debian612arm64: Arm64CrashFacts = {
  architecture: 'arm64',
  textBase: 'ffff800080000000',
  modulesBase: 'ffff80007ab00000',
  cpuFeatures: { plain: '04,40002023,c0200000,0200421b', isolated: '04,40002023,c0300000,0200421b' },
  longAbortInfo: true,
};

const debian61ppc64le: PowerpcCrashFacts = {
  architecture: 'ppc64le',
  byteOrder: 'little',
  textBase: 'c000000000000000',
  modulesBase: 'c008000000000000',
  hasModules: true,
  kuap: true,
  buildWords: ' NR_CPUS=2048 NUMA',
  packageId: ' Debian 6.1.176-1',
  codeWords: 'dump',
};

const fadump61: PowerpcCrashFacts = { ...debian61ppc64le, kuap: false, buildWords: ' NR_CPUS=4', packageId: '' };

const build61ppc64: PowerpcCrashFacts = { ...fadump61, byteOrder: 'big', hasModules: false };

const fadump612: PowerpcCrashFacts = { ...fadump61, codeWords: 'line' };

export const archFacts = {
  debian61armmp,
  apertis419,
  debian61arm64,
  debian612arm64,
  debian61ppc64le,
  fadump61,
  build61ppc64,
  fadump612,
};

/** Facts of a kernel together with its paths; the first family to name a path keeps it. */
export function archCrash<Facts extends object>(
  facts: Facts,
  ...families: readonly ArchCrashData[]
): Facts & ArchCrashData {
  const paths = Object.assign({}, ...families.toReversed().map((family) => family.paths));
  return { ...facts, paths, symbols: families.map(({ symbols }) => symbols.trim()).join('\n') };
}
