/**
 * Short names of regions in minidump's table, by uid, as the drivers of each version of the series have them; what is beyond the list is `unknown`.
 *
 * Facts: `kmemdump_id_to_md_string` and `meminspect_id_to_md_string`. In the last one `tk_data` stands at 29, which is the uid of `_sinittext`: the file `md_Ktk_data29`
 * has that.
 */
import type { KmemdumpSeries } from '../../profiles/kmemdump.ts';

const words = (list: string): readonly string[] => ['', ...list.trim().split(/\s+/)];

const CPUS = 'cpu_possible cpu_present cpu_online cpu_active';
const PRINTK = 'printk_rb_static printk_rb_dynamic prb prb_descs prb_infos prb_data';

const kmemdumpNames =
  words(`ELF vmcoreinfo config memsect totalram ${CPUS} jiffies linux_banner nr_threads nr_irqs tainted_mask
  taint_flags mem_section node_data node_states __per_cpu_offset nr_swapfiles init_uts_ns ${PRINTK} runqueues high_memory init_mm init_mm_pgd`);

const meminspectStart = `ELF vmcoreinfo config totalram ${CPUS} mem_section jiffies linux_banner nr_threads nr_irqs tainted_mask
  taint_flags node_states __per_cpu_offset nr_swapfiles init_uts_ns ${PRINTK}`;

const names: Readonly<Record<Exclude<KmemdumpSeries, 'v1'>, readonly string[]>> = {
  v2: kmemdumpNames,
  v3: kmemdumpNames,
  'meminspect-v1': words(`${meminspectStart} high_memory init_mm init_mm_pgd`),
  meminspect: words(`${meminspectStart} clear_seq high_memory init_mm tk_data`),
};

/** The name before `K` is put in front and the ninth character cut off. */
export function minidumpName(series: Exclude<KmemdumpSeries, 'v1'>, uid: number): string {
  return names[series][uid] ?? 'unknown';
}
