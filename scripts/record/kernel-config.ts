/**
 * Picks the options that matter here out of a real configuration file:
 * `npx tsx scripts/record/kernel-config.ts NAME CONFIG-FILE` writes `src/profiles/kernel-config.NAME.data.ts`.
 *
 * CONFIG-FILE is /boot/config-RELEASE of an unpacked Debian package.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const WANTED = new RegExp(
  `^(${[
    'CC_VERSION_TEXT|CC_IS_GCC|GCC_VERSION|LD_VERSION|AS_VERSION|LOCALVERSION.*|BUILD_SALT|KERNEL_(GZIP|XZ|ZSTD|LZMA|LZO|LZ4)|DEFAULT_HOSTNAME|SWAP|SYSVIPC|POSIX_MQUEUE|AUDIT',
    'NO_HZ.*|HZ.*|HIGH_RES_TIMERS|PREEMPT.*|IKCONFIG.*|LOG_BUF_SHIFT|LOG_CPU_MAX_BUF_SHIFT|PRINTK_SAFE_LOG_BUF_SHIFT|PRINTK.*|BUG|ELF_CORE|KALLSYMS.*|EMBEDDED|EXPERT|EFI|EFI_STUB|EFI_VARS_PSTORE.*',
    'CGROUPS|MEMCG|NAMESPACES|BLK_DEV_INITRD|RD_.*|INITRAMFS_SOURCE|SLUB?|SLAB.*|SLUB_.*|PERF_EVENTS|64BIT|X86_64|X86|ARM|ARM64|ARM_LPAE|PPC64|MMU|SMP|NR_CPUS|NR_CPUS_DEFAULT',
    'ARCH_MULTI_V7|ARCH_MXC|SOC_IMX6.*|HIGHMEM|VMSPLIT_.*|PAGE_OFFSET|CMDLINE.*|HYPERVISOR_GUEST|KVM_GUEST|PHYSICAL_START|PHYSICAL_ALIGN|RELOCATABLE|RANDOMIZE_.*|X86_(5LEVEL|PAT|MCE|INTEL_TSX_.*)|MITIGATION.*|PAGE_TABLE_ISOLATION|RETPOLINE',
    'KEXEC.*|CRASH_DUMP|CRASH_CORE|PROC_VMCORE|FA_DUMP|HIBERNATION|SUSPEND|ACPI|CPU_FREQ|MODULES|MODULE_.*|MODVERSIONS|TRIM_UNUSED_KSYMS|STACKPROTECTOR.*|STRICT_.*|VMAP_STACK|GCC_PLUGINS|FORTIFY_SOURCE|HARDENED_USERCOPY.*|INIT_ON_.*',
    'SPARSEMEM.*|FLATMEM|NUMA|CMA.*|TRANSPARENT_HUGEPAGE.*|MEMORY_HOTPLUG|ZSWAP|ZRAM|KSM|DEFAULT_MMAP_MIN_ADDR|NET|INET|IPV6|PCI|DEVTMPFS.*|UEVENT_HELPER.*|STANDALONE|FW_LOADER|CONNECTOR|MTD.*|OF|OF_RESERVED_MEM|BLK_DEV_(LOOP|RAM|SD|DM)|BLK_DEV_LOOP_MIN_COUNT|MMC.*|VIRTIO_(BLK|PCI|CONSOLE)|MD',
    'LKDTM|TTY|VT|VT_CONSOLE|UNIX98_PTYS|LEGACY_PTYS|LEGACY_TIOCSTI|SERIAL_(8250|8250_CONSOLE|8250_NR_UARTS|AMBA_PL011|AMBA_PL011_CONSOLE|IMX|IMX_CONSOLE|EARLYCON|CORE|CORE_CONSOLE)|HW_RANDOM|DEVMEM|DEVPORT|HPET|RANDOM_TRUST_.*|WATCHDOG.*|SOFT_WATCHDOG.*|I6300ESB_WDT|IMX2_WDT|RTC_CLASS|RTC_HCTOSYS.*|RTC_DRV_(CMOS|SNVS|PL031)',
    'EXT[234]_.*|EXT[234]_FS|JBD2|FS_(POSIX_ACL|ENCRYPTION|VERITY)|FUSE_FS|OVERLAY_FS|AUTOFS_FS|ISO9660_FS|VFAT_FS|MSDOS_FS|FAT_.*|PROC_.*|KERNFS|SYSFS|TMPFS.*|HUGETLBFS|CONFIGFS_FS|PSTORE.*|SQUASHFS|BTRFS_FS|XFS_FS|NFS_FS|NLS_(DEFAULT|CODEPAGE_437|ISO8859_1|ASCII|UTF8)|NLS',
    'SECURITY|SECURITY_(DMESG_RESTRICT|YAMA|APPARMOR|SELINUX|LOCKDOWN_LSM)|LSM|CRYPTO_(DEFLATE|LZO|842|LZ4|LZ4HC|ZSTD|CRC32C|MANAGER.*)|ZLIB_.*|LZO_.*|LZ4_.*|ZSTD_.*|REED_SOLOMON.*|CRC(16|32)|LIBCRC32C|XZ_DEC',
    'CONSOLE_LOGLEVEL.*|MESSAGE_LOGLEVEL_DEFAULT|BOOT_PRINTK_DELAY|DYNAMIC_DEBUG.*|SYMBOLIC_ERRNAME|DEBUG_(BUGVERBOSE|KERNEL|INFO|INFO_NONE|INFO_BTF|FS|FS_.*|MISC|LIST|WX)|FRAME_WARN|FRAME_POINTER|UNWINDER_.*|MAGIC_SYSRQ.*|KGDB|UBSAN.*|KASAN|KFENCE|PANIC_.*|LOCKUP_DETECTOR|SOFTLOCKUP.*|BOOTPARAM_.*|HARDLOCKUP.*|DETECT_HUNG_TASK|DEFAULT_HUNG_TASK_TIMEOUT|WQ_WATCHDOG|SCHED_DEBUG|SCHEDSTATS|SCHED_STACK_END_CHECK|BUG_ON_DATA_CORRUPTION|RCU_CPU_STALL_TIMEOUT|STACKTRACE|FTRACE|FUNCTION_.*TRACER|DYNAMIC_FTRACE|STACK_TRACER|TRACING|KPROBES|IO_STRICT_DEVMEM|FAULT_INJECTION|MEMTEST|RESET_ATTACK_MITIGATION|EARLY_PRINTK.*|DEBUG_LL',
  ].join('|')})$`,
);

const [name, path] = process.argv.slice(2);
if (name === undefined || path === undefined) throw new Error('usage: kernel-config.ts NAME CONFIG-FILE');

/** Sections with nothing left in them go, titles that follow each other too. */
function pruned(lines: readonly string[]): string[] {
  let current = [...lines];
  for (;;) {
    const next: string[] = [];
    current.forEach((line, index) => {
      const follower = current[index + 1];
      const isEmptyTitle =
        line.startsWith('>') && (follower === undefined || follower.startsWith('>') || follower.startsWith('<'));
      const closes = line.startsWith('<') && !current.includes(`>${line.slice(1)}`);
      if (!isEmptyTitle && !closes) next.push(line);
    });
    if (next.length === current.length) return next;
    current = next;
  }
}

const raw = readFileSync(path, 'latin1').split('\n');
const lines: string[] = [];
raw.forEach((line, index) => {
  const option = /^CONFIG_(\w+)=(.*)$/.exec(line);
  const unset = /^# CONFIG_(\w+) is not set$/.exec(line);
  const end = /^# end of (.*)$/.exec(line);
  if (option !== null && WANTED.test(option[1]!)) lines.push(`${option[1]}=${option[2]}`);
  else if (unset !== null && WANTED.test(unset[1]!)) lines.push(`!${unset[1]}`);
  else if (end !== null) lines.push(`<${end[1]}`);
  else if (line.startsWith('# ') && raw[index - 1] === '#' && raw[index + 1] === '#' && index > 4)
    lines.push(`>${line.slice(2)}`);
});
const title = raw[2]!.slice(2);
const body = pruned(lines).join('\n');
if (/[`\\]|\$\{/.test(body)) throw new Error('a value needs escapes');
writeFileSync(
  resolve(import.meta.dirname, `../../src/profiles/kernel-config.${name}.data.ts`),
  `/** Configuration facts of a Debian kernel, made by \`scripts/record/kernel-config.ts\`. Notation: see \`kernel-config.ts\`. */
export const ${name}Config = \`
${title}
${body}
\`;
`,
);
