/**
 * Names of kernel parameters, and which architecture parses them.
 *
 * Source: `Documentation/admin-guide/kernel-parameters.txt` of Linux v6.1 and v6.12 [read], a selection; names with a dot are
 * module parameters and need no list. A parameter that is missing here is reported as unknown, as by a kernel built without
 * its code.
 */
import type { Architecture } from '../profiles/kernel.ts';

/** Parsed in code that every architecture shares. */
const common = `
acpi apparmor audit audit_backlog_limit boot_delay bootconfig cgroup_disable cgroup_no_v1 clocksource cma coherent_pool
console console_msg_format consoleblank coredump_filter crash_kexec_post_notifiers crashkernel elfcorehdr reset_devices debug debug_boot_weak_hash debug_pagealloc
default_hugepagesz deferred_probe_timeout delayacct dhash_entries driver_async_probe dyndbg earlycon efi elevator evm fips
ftrace ftrace_dump_on_oops ftrace_filter fw_devlink gpt hardened_usercopy hashdist hibernate hlt hugepages hugepagesz
hung_task_panic ignore_loglevel ihash_entries ima_appraise ima_hash ima_policy init init_on_alloc init_on_free
initcall_blacklist initcall_debug initramfs_async initrd initrdmem integrity io_delay ip irqaffinity irqfixup irqpoll isolcpus
keep_bootcon keepinitrd kgdboc kgdbwait kmemleak kpti landlock lockdown log_buf_len loglevel lpj lsm maxcpus max_loop mem
memblock memhp_default_state memtest mhash_entries mitigations mminit_loglevel module_blacklist movable_node movablecore
mphash_entries mtdparts nfsroot nfsrootdebug nmi_watchdog no_console_suspend no_hash_pointers nohibernate nohlt nohugeiomap
nohugevmalloc nohz nohz_full noinitrd nokmem nomodule nomodeset noresume norandmaps nosmp nosmt nosoftlockup nousb nowatchdog
nr_cpus numa_balancing oops page_owner page_poison panic panic_on_taint panic_on_warn panic_print pause_on_oops pci
pcie_aspm pcie_port_pm percpu_alloc possible_cpus print_fatal_signals profile psi quiet raid ramdisk_size ramdisk_start
randomize_kstack_offset rcu_nocb_poll rcu_nocbs rdinit reboot relax_domain_level reserve resume resume_offset resumedelay
resumewait retain_initrd ro rodata root rootdelay rootflags rootfstype rootwait rw schedstats security selinux skew_tick
slab_max_order slab_min_objects slab_min_order slab_nomerge slub_debug slub_max_order slub_min_objects slub_min_order
slub_nomerge smt softlockup_all_cpu_backtrace softlockup_panic stack_guard_gap stacktrace swapaccount swiotlb sysctl
sysrq_always_enabled thash_entries threadirqs tp_printk tp_printk_stop_on_boot trace_buf_size trace_clock trace_event
trace_options traceoff_on_warning transparent_hugepage uhash_entries video vmalloc watchdog_cpumask watchdog_thresh
`;

/** Parsed by one architecture's code, or by drivers that only it builds. */
const byArchitecture: Readonly<Record<Architecture, string>> = {
  x86_64: `
acpi_backlight acpi_enforce_resources acpi_force_table_verification acpi_osi acpi_rsdp acpi_sci acpi_sleep add_efi_memmap
amd_iommu amd_pstate apic clearcpuid dis_ucode_ldr disable_mtrr_cleanup disable_mtrr_trim earlyprintk edd efi_fake_mem
enable_mtrr_cleanup gbpages hest_disable hpet idle intel_idle intel_iommu intel_pstate iommu kvm-intel l1tf lapic mce mds
memmap memory_corruption_check memory_corruption_check_period memory_corruption_check_size microcode mmio_stale_data
mtrr_chunk_size mtrr_gran_size mtrr_spare_reg_nr no5lvl no_timer_check noapic nofsgsbase nofxsr nogbpages noinvpcid nokaslr
nolapic nolapic_timer nomce nopat nopcid nopti nopv nospec_store_bypass_disable nospectre_v1 nospectre_v2 notsc nox2apic
noxsave noxsaveopt noxsaves numa pnpacpi pnpbios pti reservelow retbleed ring3mwait show_lapic spec_rstack_overflow
spec_store_bypass_disable spectre_v2 spectre_v2_user split_lock_detect srbds tsc tsx tsx_async_abort unknown_nmi_panic
unwind_debug update_mptable vdso vdso32 vga vsyscall`,
  arm: 'cachepolicy earlyprintk ecc nocache noalign nohlt nowb vdso',
  arm64: 'allow_mismatched_32bit_el0 nospectre_v2 ssbd',
  ppc64le: `
disable_ddw disable_radix fadump_reserve_mem no_stf_barrier no_rfi_flush nospectre_v1 nospectre_v2 numa powersave ppc_tm
stf_barrier stress_slb topology_updates xive xmon`,
};

/** Parsed since 6.12 only. On arm64 `nokaslr` became one of the early overrides; before, only its text was looked for. */
const since612: Readonly<Record<Architecture | 'common', readonly string[]>> = {
  common: ['reserve_mem'],
  x86_64: [],
  arm: [],
  arm64: ['nokaslr'],
  ppc64le: [],
};

const nameSet = (names: string) => new Set(names.trim().replaceAll('-', '_').split(/\s+/));
const commonNames = nameSet(common);
const architectureNames: Readonly<Record<Architecture, ReadonlySet<string>>> = {
  x86_64: nameSet(byArchitecture.x86_64),
  arm: nameSet(byArchitecture.arm),
  arm64: nameSet(byArchitecture.arm64),
  ppc64le: nameSet(byArchitecture.ppc64le),
};

interface Kernel {
  readonly release?: string;
  readonly architecture: Architecture;
  readonly version: { readonly major: number; readonly patchlevel: number };
}

/** Whether some code of this kernel parses the parameter. `-` and `_` in the name are the same. */
export function isKnownParameter(name: string, { release = '', architecture, version }: Kernel): boolean {
  const plain = name.replaceAll('-', '_');
  // CONFIG_FA_DUMP: the private builds alone.
  if (plain === 'fadump') return release.endsWith('-fadump') || release === '6.1.192-ppc64';
  if (commonNames.has(plain) || architectureNames[architecture].has(plain)) return true;
  const is612 = version.major > 6 || (version.major === 6 && version.patchlevel >= 12);
  return is612 && (since612.common.includes(plain) || since612[architecture].includes(plain));
}
