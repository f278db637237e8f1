/**
 * The boot log of 6.12.117-fadump.
 *
 * Source: linux-ppc64 `b612p-panic` and `b612p-panic-2cpu`: text, levels and times of the log as `dmesg -r` gave them; made by
 * `scripts/record/boot-logs.py`.
 * Format: see `BootLogTable` in `../kernel-text.ts`.
 */
import type { BootLogTable } from '../kernel-text.ts';

export const fadump612BootLogs: readonly BootLogTable[] = [
  {
    cpus: 1,
    memory: { reservedK: 12224, unaccountedK: 0, usedK: 5184, ramMiB: 1024 },
    log: `
5 0|%{fadumpFound}
5 0|random: crng init done
6 0|%{fadump}
6 0|hash-mmu: Page sizes from device-tree:
6 0|hash-mmu: base_shift=12: shift=12, sllp=0x0000, avpnm=0x00000000, tlbiel=1, penc=0
6 0|hash-mmu: base_shift=16: shift=16, sllp=0x0110, avpnm=0x00000000, tlbiel=1, penc=1
7 0|Page orders: linear mapping = 16, virtual = 16, io = 16, vmemmap = 16
7 0|%{fadumpParameters}
6 0|Using 1TB segments
6 0|hash-mmu: Initializing hash mmu with SLB
5 0|Linux version 6.12.117-fadump (root@vm) (powerpc64le-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #2 SMP Sun Nov 22 05:19:43 UTC 2026
6 0|OF: reserved mem: Reserved memory: No reserved-memory node in the DT
6 0|Found initrd at 0xc000000000b00000:0xc000000000c231b8
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
6 0|  possible        = 0x001ffbebcf5fb187
6 0|  always          = 0x0000006b8b5c9181
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
7 0|barrier-nospec: patched 99 locations
7 0|Top of RAM: %{physMemSize}, Total RAM: %{physMemSize}
7 0|Memory hole size: 0MB
6 0|Zone ranges:
6 0|  Normal   [mem %{ramRange}]
6 0|Movable zone start for each node
6 0|Early memory node ranges
6 0|%{nodeRanges}
6 0|Initmem setup node 0 [mem %{ramRange}]
6 0|percpu: Embedded 1 pages/cpu s27168 r0 d38368 u1048576
7 0|pcpu-alloc: s27168 r0 d38368 u1048576 alloc=1*1048576
7 0|pcpu-alloc: %{perCpuUnits} 
5 0|Kernel command line: %{commandLine}
5 0|%{unknownParameters}
6 0|Dentry cache hash table entries: %{dentryHash}
6 0|Inode-cache hash table entries: %{inodeHash}
6 0|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
6 0|mem auto-init: stack:all(zero), heap alloc:off, heap free:off
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
6 0|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
7 0|time_init: decrementer frequency = 512.000000 MHz
7 0|time_init: processor frequency   = 1000.000000 MHz
6 50|time_init: 56 bit decrementer (max: 7fffffffffffff)
6 211|clocksource: timebase: mask: 0xffffffffffffffff max_cycles: 0x761537d007, max_idle_ns: 440795202126 ns
6 257|clocksource: timebase mult[1f40000] shift[24] registered
7 4720|clockevent: decrementer mult[83126f] shift[24] cpu[0]
6 6464|pid_max: default: 32768 minimum: 301
6 18731|Mount-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 18809|Mountpoint-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 127372|rcu: Hierarchical SRCU implementation.
6 127418|rcu: 	Max phase no-delay instances is 1000.
6 129938|smp: Bringing up secondary CPUs ...
6 131744|smp: Brought up 1 node, %{cpuCount}
6 135427|Memory: %{availableK}K/%{totalK}K available (3840K kernel code, 896K rwdata, 832K rodata, 1024K init, 487K bss, %{reservedK}K reserved, %{cmaK}K cma-reserved)
6 154083|devtmpfs: initialized
6 162259|PCI host bridge /pci@800000020000000  ranges:
6 162977|  IO 0x0000200000000000..0x000020000000ffff -> 0x0000000000000000
6 163123| MEM 0x0000200080000000..0x00002000ffffffff -> 0x0000000080000000 
6 163161| MEM 0x0000210000000000..0x000021ffffffffff -> 0x0000210000000000 
6 186293|futex hash table entries: %{futexHash}
7 192121|RTAS daemon started
6 195756|EEH: pSeries platform initialized
6 222083|PCI: Probing PCI hardware
6 232983|PCI host bridge to bus 0000:00
6 233523|pci_bus 0000:00: root bus resource [io  0x10000-0x1ffff] (bus address [0x0000-0xffff])
6 233818|pci_bus 0000:00: root bus resource [mem 0x200080000000-0x2000ffffffff] (bus address [0x80000000-0xffffffff])
6 233869|pci_bus 0000:00: root bus resource [mem 0x210000000000-0x21ffffffffff 64bit]
6 234048|pci_bus 0000:00: root bus resource [bus 00-ff]
6 242762|IOMMU table initialized, virtual merging enabled
6 245904|pci_bus 0000:00: resource 4 [io  0x10000-0x1ffff]
6 245966|pci_bus 0000:00: resource 5 [mem 0x200080000000-0x2000ffffffff]
6 245979|pci_bus 0000:00: resource 6 [mem 0x210000000000-0x21ffffffffff 64bit]
6 246578|pci 0000:00:00.0: ibm,query-pe-dma-windows(2026) 0 8000000 20000000 returned 0, lb=2000000000 ps=107 wn=1
6 249480|EEH: No capable adapters found: recovery disabled.
7 249514|PCI: Probing PCI hardware done
6 251891|clocksource: Switched to clocksource timebase
6 349129|Unpacking initramfs...
6 393221|workingset: timestamp_bits=62 max_order=%{workingsetOrder} bucket_order=0
6 457653|printk: legacy console [%{console}] enabled
6 785272|Freeing initrd memory: 1152K
6 905747|Freeing unused kernel image (initmem) memory: 1024K
4 905932|Kernel memory protection not selected by kernel config.
6 906190|Run %{init} as init process
7 906227|  with arguments:
7 906252|    %{init}
7 906252|%{initArguments}
7 906280|  with environment:
7 906302|    HOME=/
7 906320|    TERM=linux
7 906320|%{initEnvironment}
`,
  },
  {
    cpus: 2,
    memory: { reservedK: 14912, unaccountedK: 0, usedK: 5760, ramMiB: 2048 },
    log: `
5 0|%{fadumpFound}
5 0|random: crng init done
6 0|%{fadump}
6 0|hash-mmu: Page sizes from device-tree:
6 0|hash-mmu: base_shift=12: shift=12, sllp=0x0000, avpnm=0x00000000, tlbiel=1, penc=0
6 0|hash-mmu: base_shift=16: shift=16, sllp=0x0110, avpnm=0x00000000, tlbiel=1, penc=1
7 0|Page orders: linear mapping = 16, virtual = 16, io = 16, vmemmap = 16
7 0|%{fadumpParameters}
6 0|Using 1TB segments
6 0|hash-mmu: Initializing hash mmu with SLB
5 0|Linux version 6.12.117-fadump (root@vm) (powerpc64le-linux-gnu-gcc (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #2 SMP Sun Nov 22 05:19:43 UTC 2026
6 0|OF: reserved mem: Reserved memory: No reserved-memory node in the DT
6 0|Found initrd at 0xc000000000b00000:0xc000000000c231cc
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
6 0|  possible        = 0x001ffbebcf5fb187
6 0|  always          = 0x0000006b8b5c9181
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
7 0|barrier-nospec: patched 99 locations
7 0|Top of RAM: %{physMemSize}, Total RAM: %{physMemSize}
7 0|Memory hole size: 0MB
6 0|Zone ranges:
6 0|  Normal   [mem %{ramRange}]
6 0|Movable zone start for each node
6 0|Early memory node ranges
6 0|%{nodeRanges}
6 0|Initmem setup node 0 [mem %{ramRange}]
6 0|percpu: Embedded 1 pages/cpu s27168 r0 d38368 u524288
7 0|pcpu-alloc: s27168 r0 d38368 u524288 alloc=1*1048576
7 0|pcpu-alloc: [0] 0 1 
5 0|Kernel command line: %{commandLine}
5 0|%{unknownParameters}
6 0|Dentry cache hash table entries: %{dentryHash}
6 0|Inode-cache hash table entries: %{inodeHash}
6 0|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
6 0|mem auto-init: stack:all(zero), heap alloc:off, heap free:off
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
6 0|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
7 0|time_init: decrementer frequency = 512.000000 MHz
7 0|time_init: processor frequency   = 1000.000000 MHz
6 49|time_init: 56 bit decrementer (max: 7fffffffffffff)
6 202|clocksource: timebase: mask: 0xffffffffffffffff max_cycles: 0x761537d007, max_idle_ns: 440795202126 ns
6 240|clocksource: timebase mult[1f40000] shift[24] registered
7 7085|clockevent: decrementer mult[83126f] shift[24] cpu[0]
6 25081|pid_max: default: 32768 minimum: 301
6 25917|Mount-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 25956|Mountpoint-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 183473|rcu: Hierarchical SRCU implementation.
6 183522|rcu: 	Max phase no-delay instances is 1000.
6 219267|smp: Bringing up secondary CPUs ...
6 327575|smp: Brought up 1 node, %{cpuCount}
6 344597|Memory: %{availableK}K/%{totalK}K available (3840K kernel code, 896K rwdata, 832K rodata, 1024K init, 487K bss, %{reservedK}K reserved, %{cmaK}K cma-reserved)
6 436390|devtmpfs: initialized
6 486879|PCI host bridge /pci@800000020000000  ranges:
6 487421|  IO 0x0000200000000000..0x000020000000ffff -> 0x0000000000000000
6 487566| MEM 0x0000200080000000..0x00002000ffffffff -> 0x0000000080000000 
6 487605| MEM 0x0000210000000000..0x000021ffffffffff -> 0x0000210000000000 
6 518929|futex hash table entries: %{futexHash}
7 551486|RTAS daemon started
6 597716|EEH: pSeries platform initialized
6 718298|PCI: Probing PCI hardware
6 780377|PCI host bridge to bus 0000:00
6 780689|pci_bus 0000:00: root bus resource [io  0x10000-0x1ffff] (bus address [0x0000-0xffff])
6 787598|pci_bus 0000:00: root bus resource [mem 0x200080000000-0x2000ffffffff] (bus address [0x80000000-0xffffffff])
6 787656|pci_bus 0000:00: root bus resource [mem 0x210000000000-0x21ffffffffff 64bit]
6 787819|pci_bus 0000:00: root bus resource [bus 00-ff]
6 824188|IOMMU table initialized, virtual merging enabled
6 846889|pci_bus 0000:00: resource 4 [io  0x10000-0x1ffff]
6 846948|pci_bus 0000:00: resource 5 [mem 0x200080000000-0x2000ffffffff]
6 846957|pci_bus 0000:00: resource 6 [mem 0x210000000000-0x21ffffffffff 64bit]
6 847483|pci 0000:00:00.0: ibm,query-pe-dma-windows(2026) 0 8000000 20000000 returned 0, lb=2000000000 ps=107 wn=1
6 888444|EEH: No capable adapters found: recovery disabled.
7 888484|PCI: Probing PCI hardware done
6 903604|clocksource: Switched to clocksource timebase
6 1041956|Unpacking initramfs...
6 1131658|workingset: timestamp_bits=62 max_order=%{workingsetOrder} bucket_order=0
6 1200956|printk: legacy console [%{console}] enabled
6 1234825|Freeing initrd memory: 1152K
6 1268869|Freeing unused kernel image (initmem) memory: 1024K
4 1269026|Kernel memory protection not selected by kernel config.
6 1269256|Run %{init} as init process
7 1269275|  with arguments:
7 1269289|    %{init}
7 1269289|%{initArguments}
7 1269302|  with environment:
7 1269316|    HOME=/
7 1269327|    TERM=linux
7 1269327|%{initEnvironment}
`,
  },
];
