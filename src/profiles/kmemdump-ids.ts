/**
 * What the series register: their numbers, and the variables that each names where it is defined.
 *
 * Facts: `include/linux/kmemdump.h` and `include/linux/meminspect.h` of the series, and the patches that annotate variables. The order of the static entries is
 * that of the linker, which puts files one behind the other as the Makefiles of Linux 6.12 name them [inferred].
 */
import type { KmemdumpSeries } from './kmemdump.ts';

const words = (text: string) => text.trim().split(/\s+/);

const IMAGE_MARKS = '_sinittext _einittext _end _text _stext _etext';

/** By id; the last is the first dynamic number. */
const v2 =
  words(`START ELF VMCOREINFO CONFIG MEMSECT _totalram_pages __cpu_possible_mask __cpu_present_mask __cpu_online_mask __cpu_active_mask
  jiffies_64 linux_banner nr_threads nr_irqs tainted_mask taint_flags mem_section node_data node_states __per_cpu_offset nr_swapfiles init_uts_ns
  printk_rb_static printk_rb_dynamic prb prb_descs prb_infos prb_data runqueues high_memory init_mm init_mm_pgd ${IMAGE_MARKS}
  kallsyms_num_syms kallsyms_relative_base kallsyms_offsets kallsyms_names kallsyms_token_table kallsyms_token_index kallsyms_markers
  kallsyms_seqs_of_names swapper_pg_dir init_uts_ns_name USER_START USER_END NO_ID`);

const meminspect1 =
  words(`STATIC ELF VMCOREINFO CONFIG _totalram_pages __cpu_possible_mask __cpu_present_mask __cpu_online_mask __cpu_active_mask
  mem_section jiffies_64 linux_banner nr_threads nr_irqs tainted_mask taint_flags node_states __per_cpu_offset nr_swapfiles init_uts_ns
  printk_rb_static printk_rb_dynamic prb prb_descs prb_infos prb_data high_memory init_mm init_mm_pgd ${IMAGE_MARKS}
  kallsyms_num_syms kallsyms_relative_base kallsyms_offsets kallsyms_names kallsyms_token_table kallsyms_token_index kallsyms_markers
  kallsyms_seqs_of_names swapper_pg_dir DYNAMIC`);

const meminspect =
  words(`NONE ELF VMCOREINFO CONFIG _totalram_pages __cpu_possible_mask __cpu_present_mask __cpu_online_mask __cpu_active_mask
  mem_section jiffies_64 linux_banner nr_threads total_nr_irqs tainted_mask taint_flags node_states __per_cpu_offset nr_swapfiles init_uts_ns
  printk_rb_static printk_rb_dynamic prb prb_descs prb_infos prb_data clear_seq high_memory init_mm ${IMAGE_MARKS}
  kallsyms_num_syms kallsyms_offsets kallsyms_names kallsyms_token_table kallsyms_token_index kallsyms_markers kallsyms_seqs_of_names
  swapper_pg_dir tk_data DYNAMIC`);

/** v1 has handles in place of numbers. */
type UidSeries = Exclude<KmemdumpSeries, 'v1'>;

const names: Readonly<Record<UidSeries, readonly string[]>> = {
  v2,
  v3: v2,
  'meminspect-v1': meminspect1,
  meminspect,
};

/** The number of a name; it must have one. */
export function regionId(series: UidSeries, name: string): number {
  return names[series].indexOf(name);
}

/** What a number is called; '' for one that is nobody's own. */
export function regionName(series: UidSeries, id: number): string {
  return id > 0 && id < dynamicId(series) ? (names[series][id] ?? '') : '';
}

/** NO_ID, later DYNAMIC: asks for a free number from there up. */
export function dynamicId(series: UidSeries): number {
  return names[series].length - 1;
}

const KALLSYMS =
  words(`kallsyms_num_syms kallsyms_relative_base kallsyms_offsets kallsyms_names kallsyms_token_table kallsyms_token_index
  kallsyms_markers kallsyms_seqs_of_names`);
const PRINTK = words('prb_descs prb_infos prb_data printk_rb_static printk_rb_dynamic prb');

const v2Statics = [
  ...words('init_uts_ns linux_banner init_uts_ns_name nr_threads tainted_mask taint_flags'),
  ...words('__cpu_possible_mask __cpu_online_mask __cpu_present_mask __cpu_active_mask runqueues'),
  ...PRINTK,
  ...words('nr_irqs jiffies_64'),
  ...KALLSYMS,
  ...words('CONFIG __per_cpu_offset _totalram_pages high_memory node_states'),
  ...words(IMAGE_MARKS),
  ...words('init_mm init_mm_pgd swapper_pg_dir nr_swapfiles mem_section node_data'),
];

/** v3: `vmcoreinfo_kmemdump`, in its order, behind what printk registers and VMCOREINFO. `*node` and `*roots`: every node, every root of sections. */
const v3Calls = [
  ...words(
    'prb prb_descs prb_infos prb_data printk_rb_static printk_rb_dynamic VMCOREINFO linux_banner init_uts_ns runqueues CONFIG',
  ),
  ...words(
    '__cpu_possible_mask __cpu_active_mask __cpu_online_mask __cpu_present_mask nr_irqs tainted_mask taint_flags jiffies_64 nr_threads',
  ),
  ...words(
    'node_states init_mm init_mm_pgd _totalram_pages nr_swapfiles __per_cpu_offset high_memory node_data *node mem_section *roots MEMSECT',
  ),
  ...KALLSYMS,
  ...words(IMAGE_MARKS),
  'swapper_pg_dir',
];

const without = (list: readonly string[], gone: string) => list.filter((name) => !words(gone).includes(name));

const meminspect1Statics = without(v2Statics, 'init_uts_ns_name runqueues init_mm_pgd node_data');

/** What the linker collects, in its order; v3 calls for each instead. */
export const staticRegions: Readonly<Record<UidSeries, readonly string[]>> = {
  v2: v2Statics,
  v3: [],
  'meminspect-v1': meminspect1Statics,
  meminspect: [
    ...without(meminspect1Statics, 'kallsyms_relative_base').map((name) =>
      name === 'nr_irqs' ? 'total_nr_irqs' : name,
    ),
    'clear_seq',
    'tk_data',
  ],
};

/**
 * Before the linker's: v2 where memory is allocated (`*node`, MEMSECT, `*roots`, `*usage`), then VMCOREINFO; meminspect the same, and each CPU's run queue; v3 all it has.
 * `*ring`: the printk ring that `log_buf_len` made.
 */
export const earlyRegions: Readonly<Record<UidSeries, readonly string[]>> = {
  v2: words('*node MEMSECT *roots *usage *ring VMCOREINFO'),
  v3: ['*ring', ...v3Calls],
  'meminspect-v1': words('*node *sections *roots *usage *ring *runqueues VMCOREINFO'),
  meminspect: words('*node *sections *roots *usage *ring *runqueues VMCOREINFO'),
};

/** v1: handle and variable, in the order of `register_coreinfo`. */
export const handleRegions: readonly (readonly [handle: string, variable: string])[] = [
  ['config', 'CONFIG'],
  ['utsn', 'init_uts_ns'],
  ['banner', 'linux_banner'],
  ['percpu', '__per_cpu_offset'],
  ['init_mm', 'init_mm'],
  ['mmpgd', 'swapper_pg_dir'],
  ['highmem', 'high_memory'],
  ['memsect', '*firstRoot'],
  ['memsect', 'mem_section'],
  ['totalram', '_totalram_pages'],
  ['node_states', 'node_states'],
  ['nr_threads', 'nr_threads'],
  ['cpu_po', '__cpu_possible_mask'],
  ['cpu_pr', '__cpu_present_mask'],
  ['cpu_on', '__cpu_online_mask'],
  ['jiffies', 'jiffies_64'],
  ['log_buf', 'prb_data'],
  ['prb', 'prb'],
  ['prb', '*prb'],
  ['prb_descs', 'prb_descs'],
  ['prb_infos', 'prb_infos'],
  ['irq', 'nr_irqs'],
  ['taint', 'tainted_mask'],
  ['taintflags', 'taint_flags'],
  ['runqueues', 'runqueues'],
];
