/**
 * The boot log of 6.1.192-fadump.
 *
 * Source: linux-arch `ppcf61-fadump-nocma`: text, levels and times of the log in a recovered dump; made by
 * `scripts/record/boot-logs.py`.
 * Format: see `BootLogTable` in `../kernel-text.ts`.
 */
import type { BootLogTable } from '../kernel-text.ts';

export const fadump61BootLogs: readonly BootLogTable[] = [
  {
    cpus: 1,
    memory: { reservedK: 32768, unaccountedK: 0 },
    log: `
6 0|%{fadump}
6 0 ?radix|radix-mmu: Page sizes from device-tree:
6 0 ?radix|radix-mmu: Page size shift = 12 AP=0x0
6 0 ?radix|radix-mmu: Page size shift = 16 AP=0x5
6 0 ?radix|radix-mmu: Page size shift = 21 AP=0x1
6 0 ?radix|radix-mmu: Page size shift = 30 AP=0x2
6 0 ?radix|radix-mmu: Mapped 0x0000000000000000-0x0000000000800000 with 2.00 MiB pages (exec)
6 0 ?radix|radix-mmu: Mapped 0x0000000000800000-%{mappedEnd} with 2.00 MiB pages
6 0 ?radix|lpar: Using radix MMU under hypervisor
5 0|Linux version 6.1.192-fadump (builder@debian) (powerpc64le-linux-gnu-gcc-12 (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #3 SMP Sat Nov 21 05:32:41 UTC 2026
6 0|Found initrd at 0xc000000000ba0000:0xc000000000e2ce00
6 0|Hardware name: IBM pSeries (emulated by qemu) POWER9 (architected) 0x4e1200 0xf000005 of:SLOF,HEAD pSeries
6 0|printk: bootconsole [udbg0] enabled
6 0|Partition configured for %{cpus} cpus.
6 0|CPU maps initialized for 1 thread per core
7 0| (thread shift is 0)
7 0|Allocated %{pacaBytes} bytes for %{cpus} pacas
6 0|-----------------------------------------------------
6 0|phys_mem_size     = %{physMemSize}
6 0|dcache_bsize      = 0x80
6 0|icache_bsize      = 0x80
6 0|cpu_features      = 0x0001c06b8f4f9187
6 0|  possible        = 0x000ffbebcf5fb187
6 0|  always          = 0x0000006b8b5c9181
6 0|cpu_user_features = 0xdc0065c2 0xaef00000
6 0|mmu_features      = 0x3c007041
6 0|firmware_features = 0x00000a85455a445f
6 0|vmalloc start     = 0xc008000000000000
6 0|IO start          = 0xc00a000000000000
6 0|vmemmap start     = 0xc00c000000000000
6 0 ?hash|hash-mmu: ppc64_pft_size    = 0x%{hashTableShift}
6 0 ?hash|hash-mmu: htab_hash_mask    = 0x%{hashMask}
6 0|-----------------------------------------------------
6 0|%{fadumpCma}
6 0|rfi-flush: fallback displacement flush available
6 0|rfi-flush: ori type flush available
6 0|rfi-flush: mttrig type flush available
7 0|rfi-flush: patched 10 locations (ori+mttrig type flush)
6 0|count-cache-flush: hardware flush enabled.
6 0|link-stack-flush: software flush enabled.
7 0|entry-flush: patched 61 locations (ori+mttrig type flush)
7 0|uaccess-flush: patched 1 locations (ori+mttrig type flush)
6 0|stf-barrier: eieio barrier available
7 0|stf-barrier: patched 61 entry locations (eieio barrier)
7 0|stf-barrier: patched 10 exit locations (eieio barrier)
6 0|PPC64 nvram contains 65536 bytes
6 0|barrier-nospec: using ORI speculation barrier
7 0|barrier-nospec: patched 104 locations
7 0|Top of RAM: %{physMemSize}, Total RAM: %{physMemSize}
7 0|Memory hole size: 0MB
6 0|Zone ranges:
6 0|  Normal   [mem %{ramRange}]
6 0|Movable zone start for each node
6 0|Early memory node ranges
6 0|%{nodeRanges}
6 0|Initmem setup node 0 [mem %{ramRange}]
6 0|percpu: Embedded 1 pages/cpu s24096 r0 d41440 u65536
7 0|pcpu-alloc: s24096 r0 d41440 u65536 alloc=1*65536
7 0|pcpu-alloc: %{perCpuUnits} 
6 0|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
5 0|Kernel command line: %{commandLine}
5 0|%{unknownParameters}
6 0|Dentry cache hash table entries: %{dentryHash}
6 0|Inode-cache hash table entries: %{inodeHash}
6 0|mem auto-init: stack:all(zero), heap alloc:off, heap free:off
6 0|Memory: %{availableK}K/%{totalK}K available (4096K kernel code, 896K rwdata, 1152K rodata, 1024K init, 567K bss, %{reservedK}K reserved, %{cmaK}K cma-reserved)
6 0|SLUB: HWalign=128, Order=0-3, MinObjects=0, CPUs=%{cpus}, Nodes=1
6 0|rcu: Hierarchical RCU implementation.
6 0|rcu: 	RCU restricting CPUs from NR_CPUS=4 to nr_cpu_ids=%{cpus}.
6 0|rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
6 0|rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=%{cpus}
6 0|NR_IRQS: 512, nr_irqs: 512, preallocated irqs: 16
6 0|xive: Using IRQ range [0-%{lastCpu}]
6 0|xive: Interrupt handling initialized with spapr backend
6 0|xive: Using priority 6 for all interrupts
6 0|xive: Using 64kB queues
6 0|rcu: srcu_init: Setting srcu_struct sizes based on contention.
7 0|time_init: decrementer frequency = 512.000000 MHz
7 0|time_init: processor frequency   = 1000.000000 MHz
6 58|time_init: 56 bit decrementer (max: 7fffffffffffff)
6 438|clocksource: timebase: mask: 0xffffffffffffffff max_cycles: 0x761537d007, max_idle_ns: 440795202126 ns
6 852|clocksource: timebase mult[1f40000] shift[24] registered
7 1920|clockevent: decrementer mult[83126f] shift[24] cpu[0]
6 4056|Console: colour dummy device 80x25
6 4648|printk: console [%{console}] enabled
6 4961|printk: bootconsole [udbg0] disabled
6 5656|pid_max: default: 32768 minimum: 301
6 8742|Mount-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 9006|Mountpoint-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 43685|rcu: Hierarchical SRCU implementation.
6 43802|rcu: 	Max phase no-delay instances is 1000.
6 50889|smp: Bringing up secondary CPUs ...
6 51022|smp: Brought up 1 node, %{cpuCount}
6 60687|devtmpfs: initialized
6 65468|PCI host bridge /pci@800000020000000  ranges:
6 66351|  IO 0x0000200000000000..0x000020000000ffff -> 0x0000000000000000
6 66479| MEM 0x0000200080000000..0x00002000ffffffff -> 0x0000000080000000 
6 66537| MEM 0x0000210000000000..0x000021ffffffffff -> 0x0000210000000000 
6 67493|PCI: OF: PROBE_ONLY disabled
6 67919|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 68045|futex hash table entries: %{futexHash}
7 74567|RTAS daemon started
6 81847|EEH: pSeries platform initialized
6 103661|PCI: Probing PCI hardware
6 106653|PCI host bridge to bus 0000:00
6 106994|pci_bus 0000:00: root bus resource [io  0x10000-0x1ffff] (bus address [0x0000-0xffff])
6 107304|pci_bus 0000:00: root bus resource [mem 0x200080000000-0x2000ffffffff] (bus address [0x80000000-0xffffffff])
6 107378|pci_bus 0000:00: root bus resource [mem 0x210000000000-0x21ffffffffff 64bit]
6 107548|pci_bus 0000:00: root bus resource [bus 00-ff]
6 111637|IOMMU table initialized, virtual merging enabled
6 112742|pci_bus 0000:00: resource 4 [io  0x10000-0x1ffff]
6 112816|pci_bus 0000:00: resource 5 [mem 0x200080000000-0x2000ffffffff]
6 112853|pci_bus 0000:00: resource 6 [mem 0x210000000000-0x21ffffffffff 64bit]
6 113049|EEH: No capable adapters found: recovery disabled.
7 113111|PCI: Probing PCI hardware done
6 142561|vgaarb: loaded
6 143946|clocksource: Switched to clocksource timebase
6 156182|PCI: CLS 0 bytes, default 128
6 162929|Unpacking initramfs...
6 168313|workingset: timestamp_bits=62 max_order=%{workingsetOrder} bucket_order=0
6 194052|Freeing initrd memory: 2560K
6 196681|Non-volatile memory driver v1.3
6 198290|rtc-generic rtc-generic: registered as rtc0
6 198608|drmem: No dynamic reconfiguration memory found
6 228984|Freeing unused kernel image (initmem) memory: 1024K
4 229123|Kernel memory protection not selected by kernel config.
6 229414|Run %{init} as init process
7 229484|  with arguments:
7 229515|    %{init}
7 229515|%{initArguments}
7 229537|  with environment:
7 229555|    HOME=/
7 229566|    TERM=linux
7 229566|%{initEnvironment}
`,
  },
];
