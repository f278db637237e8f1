/**
 * The boot log of 6.1.192-ppc64.
 *
 * Source: linux-ppc64 `b61p-panic` and `b61p-panic-2cpu`: text, levels and times of the log as `dmesg -r` gave them; made by
 * `scripts/record/boot-logs.py`.
 * Format: see `BootLogTable` in `../kernel-text.ts`.
 */
import type { BootLogTable } from '../kernel-text.ts';

export const build61ppc64BootLogs: readonly BootLogTable[] = [
  {
    cpus: 1,
    memory: { reservedK: 28224, unaccountedK: 0 },
    log: `
6 0|%{fadump}
6 0|hash-mmu: Page sizes from device-tree:
6 0|hash-mmu: base_shift=12: shift=12, sllp=0x0000, avpnm=0x00000000, tlbiel=1, penc=0
6 0|hash-mmu: base_shift=16: shift=16, sllp=0x0110, avpnm=0x00000000, tlbiel=1, penc=1
7 0|Page orders: linear mapping = 16, virtual = 16, io = 16, vmemmap = 16
6 0|Using 1TB segments
6 0|hash-mmu: Initializing hash mmu with SLB
5 0|Linux version 6.1.192-ppc64 (root@vm) (powerpc64le-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #2 SMP Sun Nov 22 02:17:25 UTC 2026
6 0|Found initrd at 0xc000000000ae0000:0xc000000000ae09bd
6 0|Hardware name: IBM pSeries (emulated by qemu) POWER9 (architected) 0x4e1200 0xf000005 of:SLOF,HEAD pSeries
6 0|Partition configured for %{cpus} cpus.
6 0|CPU maps initialized for 1 thread per core
7 0| (thread shift is 0)
7 0|Allocated %{pacaBytes} bytes for %{cpus} pacas
6 0|-----------------------------------------------------
6 0|phys_mem_size     = %{physMemSize}
6 0|dcache_bsize      = 0x80
6 0|icache_bsize      = 0x80
6 0|cpu_features      = 0x0001c06b8f4f9187
6 0|  possible        = 0x000ffbebffffb18f
6 0|  always          = 0x0000000000000180
6 0|cpu_user_features = 0xdc0065c2 0xaef00000
6 0|mmu_features      = 0x78007001
6 0|firmware_features = 0x00000a85455a445f
6 0|vmalloc start     = 0xc008000000000000
6 0|IO start          = 0xc00a000000000000
6 0|vmemmap start     = 0xc00c000000000000
6 0|hash-mmu: ppc64_pft_size    = 0x%{hashTableShift}
6 0|hash-mmu: htab_hash_mask    = 0x%{hashMask}
6 0|-----------------------------------------------------
6 0|%{fadumpCma}
6 0|rfi-flush: fallback displacement flush available
7 0|rfi-flush: patched 9 locations (fallback displacement flush)
6 0|count-cache-flush: flush disabled.
6 0|link-stack-flush: flush disabled.
7 0|entry-flush: patched 60 locations (fallback displacement flush)
7 0|uaccess-flush: patched 1 locations (fallback displacement flush)
6 0|stf-barrier: eieio barrier available
7 0|stf-barrier: patched 60 entry locations (eieio barrier)
7 0|stf-barrier: patched 9 exit locations (eieio barrier)
6 0|PPC64 nvram contains 65536 bytes
6 0|barrier-nospec: using ORI speculation barrier
7 0|barrier-nospec: patched 86 locations
7 0|Top of RAM: %{physMemSize}, Total RAM: %{physMemSize}
7 0|Memory hole size: 0MB
6 0|Zone ranges:
6 0|  Normal   [mem %{ramRange}]
6 0|Movable zone start for each node
6 0|Early memory node ranges
6 0|%{nodeRanges}
6 0|Initmem setup node 0 [mem %{ramRange}]
6 0|percpu: Embedded 1 pages/cpu s29344 r0 d36192 u1048576
7 0|pcpu-alloc: s29344 r0 d36192 u1048576 alloc=1*1048576
7 0|pcpu-alloc: %{perCpuUnits} 
6 0|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
5 0|Kernel command line: %{commandLine}
5 0|%{unknownParameters}
6 0|Dentry cache hash table entries: %{dentryHash}
6 0|Inode-cache hash table entries: %{inodeHash}
6 0|mem auto-init: stack:all(zero), heap alloc:off, heap free:off
6 0|Memory: %{availableK}K/%{totalK}K available (3392K kernel code, 832K rwdata, 960K rodata, 1280K init, 460K bss, %{reservedK}K reserved, %{cmaK}K cma-reserved)
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
6 56|time_init: 56 bit decrementer (max: 7fffffffffffff)
6 289|clocksource: timebase: mask: 0xffffffffffffffff max_cycles: 0x761537d007, max_idle_ns: 440795202126 ns
6 466|clocksource: timebase mult[1f40000] shift[24] registered
7 3468|clockevent: decrementer mult[83126f] shift[24] cpu[0]
6 4862|pid_max: default: 32768 minimum: 301
6 5509|Mount-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 5548|Mountpoint-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 163889|rcu: Hierarchical SRCU implementation.
6 163966|rcu: 	Max phase no-delay instances is 1000.
6 187006|smp: Bringing up secondary CPUs ...
6 187156|smp: Brought up 1 node, %{cpuCount}
6 266160|devtmpfs: initialized
6 286099|PCI host bridge /pci@800000020000000  ranges:
6 286739|  IO 0x0000200000000000..0x000020000000ffff -> 0x0000000000000000
6 286887| MEM 0x0000200080000000..0x00002000ffffffff -> 0x0000000080000000 
6 286928| MEM 0x0000210000000000..0x000021ffffffffff -> 0x0000210000000000 
6 296710|PCI: OF: PROBE_ONLY disabled
6 297376|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 297515|futex hash table entries: %{futexHash}
7 336081|RTAS daemon started
6 421896|EEH: pSeries platform initialized
6 449962|PCI: Probing PCI hardware
6 454675|PCI host bridge to bus 0000:00
6 455036|pci_bus 0000:00: root bus resource [io  0x10000-0x1ffff] (bus address [0x0000-0xffff])
6 458606|pci_bus 0000:00: root bus resource [mem 0x200080000000-0x2000ffffffff] (bus address [0x80000000-0xffffffff])
6 458688|pci_bus 0000:00: root bus resource [mem 0x210000000000-0x21ffffffffff 64bit]
6 458880|pci_bus 0000:00: root bus resource [bus 00-ff]
6 523978|IOMMU table initialized, virtual merging enabled
6 526116|pci_bus 0000:00: resource 4 [io  0x10000-0x1ffff]
6 526168|pci_bus 0000:00: resource 5 [mem 0x200080000000-0x2000ffffffff]
6 526178|pci_bus 0000:00: resource 6 [mem 0x210000000000-0x21ffffffffff 64bit]
6 547583|EEH: No capable adapters found: recovery disabled.
7 547664|PCI: Probing PCI hardware done
6 659053|clocksource: Switched to clocksource timebase
6 717275|Unpacking initramfs...
6 733233|workingset: timestamp_bits=62 max_order=%{workingsetOrder} bucket_order=0
6 779079|printk: console [%{console}] enabled
6 780988|Non-volatile memory driver v1.3
6 783699|rtc-generic rtc-generic: registered as rtc0
6 784308|drmem: No dynamic reconfiguration memory found
6 852141|Freeing unused kernel image (initmem) memory: 1280K
4 852313|Kernel memory protection not selected by kernel config.
6 852534|Run %{init} as init process
7 852564|  with arguments:
7 852577|    %{init}
7 852577|%{initArguments}
7 852599|  with environment:
7 852610|    HOME=/
7 852620|    TERM=linux
7 852620|%{initEnvironment}
`,
  },
  {
    cpus: 2,
    memory: { reservedK: 27648, unaccountedK: 0 },
    log: `
6 0|%{fadump}
6 0|hash-mmu: Page sizes from device-tree:
6 0|hash-mmu: base_shift=12: shift=12, sllp=0x0000, avpnm=0x00000000, tlbiel=1, penc=0
6 0|hash-mmu: base_shift=16: shift=16, sllp=0x0110, avpnm=0x00000000, tlbiel=1, penc=1
7 0|Page orders: linear mapping = 16, virtual = 16, io = 16, vmemmap = 16
6 0|Using 1TB segments
6 0|hash-mmu: Initializing hash mmu with SLB
5 0|Linux version 6.1.192-ppc64 (root@vm) (powerpc64le-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #2 SMP Sun Nov 22 02:17:25 UTC 2026
6 0|Found initrd at 0xc000000000ae0000:0xc000000000ae09bd
6 0|Hardware name: IBM pSeries (emulated by qemu) POWER9 (architected) 0x4e1200 0xf000005 of:SLOF,HEAD pSeries
6 0|Partition configured for %{cpus} cpus.
6 0|CPU maps initialized for 1 thread per core
7 0| (thread shift is 0)
7 0|Allocated %{pacaBytes} bytes for %{cpus} pacas
6 0|-----------------------------------------------------
6 0|phys_mem_size     = %{physMemSize}
6 0|dcache_bsize      = 0x80
6 0|icache_bsize      = 0x80
6 0|cpu_features      = 0x0001c06b8f4f9187
6 0|  possible        = 0x000ffbebffffb18f
6 0|  always          = 0x0000000000000180
6 0|cpu_user_features = 0xdc0065c2 0xaef00000
6 0|mmu_features      = 0x78007001
6 0|firmware_features = 0x00000a85455a445f
6 0|vmalloc start     = 0xc008000000000000
6 0|IO start          = 0xc00a000000000000
6 0|vmemmap start     = 0xc00c000000000000
6 0|hash-mmu: ppc64_pft_size    = 0x%{hashTableShift}
6 0|hash-mmu: htab_hash_mask    = 0x%{hashMask}
6 0|-----------------------------------------------------
6 0|%{fadumpCma}
6 0|rfi-flush: fallback displacement flush available
7 0|rfi-flush: patched 9 locations (fallback displacement flush)
6 0|count-cache-flush: flush disabled.
6 0|link-stack-flush: flush disabled.
7 0|entry-flush: patched 60 locations (fallback displacement flush)
7 0|uaccess-flush: patched 1 locations (fallback displacement flush)
6 0|stf-barrier: eieio barrier available
7 0|stf-barrier: patched 60 entry locations (eieio barrier)
7 0|stf-barrier: patched 9 exit locations (eieio barrier)
6 0|PPC64 nvram contains 65536 bytes
6 0|barrier-nospec: using ORI speculation barrier
7 0|barrier-nospec: patched 86 locations
7 0|Top of RAM: %{physMemSize}, Total RAM: %{physMemSize}
7 0|Memory hole size: 0MB
6 0|Zone ranges:
6 0|  Normal   [mem %{ramRange}]
6 0|Movable zone start for each node
6 0|Early memory node ranges
6 0|%{nodeRanges}
6 0|Initmem setup node 0 [mem %{ramRange}]
6 0|percpu: Embedded 1 pages/cpu s29344 r0 d36192 u524288
7 0|pcpu-alloc: s29344 r0 d36192 u524288 alloc=1*1048576
7 0|pcpu-alloc: [0] 0 1 
6 0|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
5 0|Kernel command line: %{commandLine}
5 0|%{unknownParameters}
6 0|Dentry cache hash table entries: %{dentryHash}
6 0|Inode-cache hash table entries: %{inodeHash}
6 0|mem auto-init: stack:all(zero), heap alloc:off, heap free:off
6 0|Memory: %{availableK}K/%{totalK}K available (3392K kernel code, 832K rwdata, 960K rodata, 1280K init, 460K bss, %{reservedK}K reserved, %{cmaK}K cma-reserved)
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
6 63|time_init: 56 bit decrementer (max: 7fffffffffffff)
6 401|clocksource: timebase: mask: 0xffffffffffffffff max_cycles: 0x761537d007, max_idle_ns: 440795202126 ns
6 613|clocksource: timebase mult[1f40000] shift[24] registered
7 10359|clockevent: decrementer mult[83126f] shift[24] cpu[0]
6 12613|pid_max: default: 32768 minimum: 301
6 30656|Mount-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 30779|Mountpoint-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 242861|rcu: Hierarchical SRCU implementation.
6 242924|rcu: 	Max phase no-delay instances is 1000.
6 258364|smp: Bringing up secondary CPUs ...
6 464248|smp: Brought up 1 node, %{cpuCount}
6 695977|devtmpfs: initialized
6 724229|PCI host bridge /pci@800000020000000  ranges:
6 734963|  IO 0x0000200000000000..0x000020000000ffff -> 0x0000000000000000
6 735184| MEM 0x0000200080000000..0x00002000ffffffff -> 0x0000000080000000 
6 735246| MEM 0x0000210000000000..0x000021ffffffffff -> 0x0000210000000000 
6 770548|PCI: OF: PROBE_ONLY disabled
6 775607|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 775846|futex hash table entries: %{futexHash}
7 894762|RTAS daemon started
6 928511|EEH: pSeries platform initialized
6 953388|PCI: Probing PCI hardware
6 959904|PCI host bridge to bus 0000:00
6 960374|pci_bus 0000:00: root bus resource [io  0x10000-0x1ffff] (bus address [0x0000-0xffff])
6 960869|pci_bus 0000:00: root bus resource [mem 0x200080000000-0x2000ffffffff] (bus address [0x80000000-0xffffffff])
6 960942|pci_bus 0000:00: root bus resource [mem 0x210000000000-0x21ffffffffff 64bit]
6 961180|pci_bus 0000:00: root bus resource [bus 00-ff]
6 972737|IOMMU table initialized, virtual merging enabled
6 976773|pci_bus 0000:00: resource 4 [io  0x10000-0x1ffff]
6 976850|pci_bus 0000:00: resource 5 [mem 0x200080000000-0x2000ffffffff]
6 976864|pci_bus 0000:00: resource 6 [mem 0x210000000000-0x21ffffffffff 64bit]
6 980920|EEH: No capable adapters found: recovery disabled.
7 980962|PCI: Probing PCI hardware done
6 1052307|clocksource: Switched to clocksource timebase
6 1121552|workingset: timestamp_bits=62 max_order=%{workingsetOrder} bucket_order=0
6 1126696|Unpacking initramfs...
6 1195652|printk: console [%{console}] enabled
6 1197604|Non-volatile memory driver v1.3
6 1211802|rtc-generic rtc-generic: registered as rtc0
6 1212336|drmem: No dynamic reconfiguration memory found
6 1264694|Freeing unused kernel image (initmem) memory: 1280K
4 1264917|Kernel memory protection not selected by kernel config.
6 1265251|Run %{init} as init process
7 1265318|  with arguments:
7 1265371|    %{init}
7 1265371|%{initArguments}
7 1265404|  with environment:
7 1265420|    HOME=/
7 1265435|    TERM=linux
7 1265435|%{initEnvironment}
`,
  },
];
