/**
 * The boot log of 6.1.0-50-powerpc64le on PowerNV.
 *
 * Source: linux-powernv `d61n-panic`: text, levels and times of the log as `dmesg -r` gave them, the lines of the hash MMU from `d61n-hash-halt`; made by
 * `scripts/record/boot-logs.py`.
 * Format: see `BootLogTable` in `../kernel-text.ts`.
 */
import type { BootLogTable } from '../kernel-text.ts';

export const debian61powernvBootLogs: readonly BootLogTable[] = [
  {
    board: 'powernv',
    cpus: 1,
    memory: { reservedK: 109440, unaccountedK: 1 },
    log: `
6 0|dt-cpu-ftrs: setup for ISA 3000
6 0|dt-cpu-ftrs: final cpu/mmu features = 0x0003c06b8f5fb187 0x3c007041
6 0 ?hash|hash-mmu: Page sizes from device-tree:
6 0 ?hash|hash-mmu: base_shift=12: shift=12, sllp=0x0000, avpnm=0x00000000, tlbiel=1, penc=0
6 0 ?hash|hash-mmu: base_shift=12: shift=16, sllp=0x0000, avpnm=0x00000000, tlbiel=1, penc=7
6 0 ?hash|hash-mmu: base_shift=12: shift=24, sllp=0x0000, avpnm=0x00000000, tlbiel=1, penc=56
6 0 ?hash|hash-mmu: base_shift=16: shift=16, sllp=0x0110, avpnm=0x00000000, tlbiel=1, penc=1
6 0 ?hash|hash-mmu: base_shift=16: shift=24, sllp=0x0110, avpnm=0x00000000, tlbiel=1, penc=8
6 0 ?hash|hash-mmu: base_shift=24: shift=24, sllp=0x0100, avpnm=0x00000001, tlbiel=0, penc=0
6 0 ?hash|hash-mmu: base_shift=34: shift=34, sllp=0x0120, avpnm=0x000007ff, tlbiel=0, penc=3
6 0 ?hash|Enabling pkeys with max key count 32
6 0|Activating Kernel Userspace Access Prevention
6 0|Activating Kernel Userspace Execution Prevention
7 0 ?hash|Page orders: linear mapping = 24, virtual = 16, io = 16, vmemmap = 24
6 0 ?hash|Using 1TB segments
6 0 ?hash|hash-mmu: Partition table (____ptrval____)
6 0 ?hash|hash-mmu: Initializing hash mmu with SLB
6 0 ?radix|radix-mmu: Mapped 0x0000000000000000-0x00000000024e0000 with 64.0 KiB pages (exec)
6 0 ?radix|radix-mmu: Mapped 0x00000000024e0000-%{mappedEnd} with 64.0 KiB pages
6 0 ?radix|radix-mmu: Initializing Radix MMU
5 0|Linux version 6.1.0-50-powerpc64le (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP Debian 6.1.176-1 (2026-07-02)
6 0|Found initrd at 0xc000000028000000:0xc000000028123233
6 0|Hardware name: IBM PowerNV (emulated by qemu) POWER9 0x4e1200 opal:v7.0 PowerNV
6 0|printk: bootconsole [udbg0] enabled
6 0|CPU maps initialized for 1 thread per core
7 0| (thread shift is 0)
7 0|Allocated %{pacaBytes} bytes for %{cpus} pacas
6 0|-----------------------------------------------------
6 0|phys_mem_size     = %{physMemSize}
6 0|dcache_bsize      = 0x80
6 0|icache_bsize      = 0x80
6 0|cpu_features      = 0x0003c06b8f4fb187
6 0|  possible        = 0x000ffbebcf5fb187
6 0|  always          = 0x0000000380008181
6 0|cpu_user_features = 0xdc0065c2 0xaef00000
6 0|mmu_features      = %{mmuFeatures}
6 0|firmware_features = 0x0000000110000000
6 0|vmalloc start     = 0xc008000000000000
6 0|IO start          = 0xc00a000000000000
6 0|vmemmap start     = 0xc00c000000000000
6 0 ?hash|hash-mmu: ppc64_pft_size    = 0x0
6 0 ?hash|hash-mmu: htab_hash_mask    = 0x%{hashMask}
6 0|-----------------------------------------------------
6 0|numa:   NODE_DATA [mem %{nodeData}]
6 0|%{fadumpCma}
6 0|kvm_cma_reserve: reserving %{kvmMib} MiB for global area
6 0|cma: Reserved %{cmaMib} MiB at %{cmaBase}
6 0|rfi-flush: fallback displacement flush available
7 0|rfi-flush: patched 12 locations (fallback displacement flush)
6 0|count-cache-flush: flush disabled.
6 0|link-stack-flush: flush disabled.
7 0|entry-flush: patched 61 locations (fallback displacement flush)
7 0|uaccess-flush: patched 1 locations (fallback displacement flush)
6 0|stf-barrier: eieio barrier available
7 0|stf-barrier: patched 61 entry locations (eieio barrier)
7 0|stf-barrier: patched 12 exit locations (eieio barrier)
6 0|barrier-nospec: using ORI speculation barrier
7 0|barrier-nospec: patched 157 locations
7 0|Top of RAM: %{physMemSize}, Total RAM: %{physMemSize}
7 0|Memory hole size: 0MB
6 0|Zone ranges:
6 0|  Normal   [mem %{ramRange}]
6 0|Movable zone start for each node
6 0|Early memory node ranges
6 0|%{nodeRanges}
6 0|Initmem setup node 0 [mem %{ramRange}]
6 0|percpu: Embedded 10 pages/cpu s603432 r0 d51928 u%{percpuUnit}
7 0|pcpu-alloc: s603432 r0 d51928 u%{percpuUnit} alloc=%{percpuAllocation}
7 0|pcpu-alloc: %{perCpuUnits} 
6 0|Fallback order for Node 0: 0 
6 0|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
6 0|Policy zone: Normal
5 0|Kernel command line: %{commandLine}
5 0|%{unknownParameters}
5 0|random: crng init done
6 0|Dentry cache hash table entries: %{dentryHash}
6 0|Inode-cache hash table entries: %{inodeHash}
6 0|mem auto-init: stack:all(zero), heap alloc:on, heap free:off
6 0|Memory: %{availableK}K/%{totalK}K available (14144K kernel code, 2304K rwdata, 18624K rodata, 4992K init, 1394K bss, %{reservedK}K reserved, %{cmaK}K cma-reserved)
6 0|SLUB: HWalign=128, Order=0-3, MinObjects=0, CPUs=%{cpus}, Nodes=1
6 0|ftrace: allocating 33690 entries in 13 pages
6 0|ftrace: allocated 13 pages with 3 groups
6 0|trace event string verifier disabled
6 0|rcu: Hierarchical RCU implementation.
6 0|rcu: 	RCU restricting CPUs from NR_CPUS=2048 to nr_cpu_ids=%{cpus}.
6 0|	Rude variant of Tasks RCU enabled.
6 0|	Tracing variant of Tasks RCU enabled.
6 0|rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
6 0|rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=%{cpus}
6 0|NR_IRQS: 512, nr_irqs: 512, preallocated irqs: 16
6 0|xive: Interrupt handling initialized with native backend
6 0|xive: Using priority 7 for all interrupts
6 0|xive: Using 64kB queues
6 0|rcu: srcu_init: Setting srcu_struct sizes based on contention.
7 0|time_init: decrementer frequency = 512.000000 MHz
7 0|time_init: processor frequency   = 1000.000000 MHz
6 50|time_init: 56 bit decrementer (max: 7fffffffffffff)
6 792|clocksource: timebase: mask: 0xffffffffffffffff max_cycles: 0x761537d007, max_idle_ns: 440795202126 ns
6 1642|clocksource: timebase mult[1f40000] shift[24] registered
7 19682|clockevent: decrementer mult[83126f] shift[24] cpu[0]
6 65874|Console: colour dummy device 80x25
6 66919|printk: console [%{console}] enabled
6 73963|printk: bootconsole [udbg0] disabled
6 80369|pid_max: default: 32768 minimum: 301
6 81523|LSM: Security Framework initializing
6 82601|landlock: Up and running.
6 82722|Yama: disabled by default; enable with sysctl kernel.yama.*
6 109942|AppArmor: AppArmor initialized
6 110192|TOMOYO Linux initialized
6 110731|LSM support for eBPF active
6 122640|Mount-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 122994|Mountpoint-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 303041|cblist_init_generic: Setting adjustable number of callback queues.
6 303311|cblist_init_generic: Setting shift to %{cpuShift} and lim to 1.
6 303700|cblist_init_generic: Setting adjustable number of callback queues.
6 303864|cblist_init_generic: Setting shift to %{cpuShift} and lim to 1.
6 304638|POWER9 performance monitor hardware support registered
6 305743|rcu: Hierarchical SRCU implementation.
6 305895|rcu: 	Max phase no-delay instances is 1000.
6 327874|smp: Bringing up secondary CPUs ...
6 328200|smp: Brought up 1 node, %{cpuCount}
6 328430|numa: Node 0 CPUs: %{cpuRange}
6 340604|node 0 deferred pages initialised in 4ms
6 430780|devtmpfs: initialized
6 485671|Initializing IODA2 PHB (/pciex@600c3c0000000)
6 486794|PCI host bridge /pciex@600c3c0000000 (primary) ranges:
6 487354| MEM 0x000600c000000000..0x000600c07ffeffff -> 0x0000000080000000 
6 504498| MEM 0x0006000000000000..0x0006003fffffffff -> 0x0006000000000000 (M64 #1..31)
6 504754| Using M64 #31 as default window
6 505461|  512 (511) PE's M32: 0x80000000 [segment=0x400000]
6 505625|                 M64: 0x4000000000 [segment=0x20000000]
6 505864|  Allocated bitmap for 4088 MSIs (base IRQ 0xfe000)
6 529647|Initializing IODA2 PHB (/pciex@600c3c0100000)
6 530098|PCI host bridge /pciex@600c3c0100000  ranges:
6 530285| MEM 0x000600c080000000..0x000600c0fffeffff -> 0x0000000080000000 
6 530538| MEM 0x0006004000000000..0x0006007fffffffff -> 0x0006004000000000 (M64 #1..15)
6 530713| Using M64 #15 as default window
6 530847|  256 (255) PE's M32: 0x80000000 [segment=0x800000]
6 530974|                 M64: 0x4000000000 [segment=0x40000000]
6 531112|  Allocated bitmap for 2040 MSIs (base IRQ 0xfd800)
6 544479|Initializing IODA2 PHB (/pciex@600c3c0200000)
6 544977|PCI host bridge /pciex@600c3c0200000  ranges:
6 545147| MEM 0x000600c100000000..0x000600c17ffeffff -> 0x0000000080000000 
6 545398| MEM 0x0006008000000000..0x000600bfffffffff -> 0x0006008000000000 (M64 #1..15)
6 545565| Using M64 #15 as default window
6 545692|  256 (255) PE's M32: 0x80000000 [segment=0x800000]
6 545812|                 M64: 0x4000000000 [segment=0x40000000]
6 551804|  Allocated bitmap for 2040 MSIs (base IRQ 0xfd000)
6 553330|Initializing IODA2 PHB (/pciex@600c3c0300000)
6 553677|PCI host bridge /pciex@600c3c0300000  ranges:
6 553830| MEM 0x000600c180000000..0x000600c1fffeffff -> 0x0000000080000000 
6 554074| MEM 0x0006020000000000..0x0006023fffffffff -> 0x0006020000000000 (M64 #1..31)
6 554239| Using M64 #31 as default window
6 554382|  512 (511) PE's M32: 0x80000000 [segment=0x400000]
6 554503|                 M64: 0x4000000000 [segment=0x20000000]
6 554632|  Allocated bitmap for 4088 MSIs (base IRQ 0xfc000)
6 588689|Initializing IODA2 PHB (/pciex@600c3c0400000)
6 589112|PCI host bridge /pciex@600c3c0400000  ranges:
6 589270| MEM 0x000600c200000000..0x000600c27ffeffff -> 0x0000000080000000 
6 589516| MEM 0x0006024000000000..0x0006027fffffffff -> 0x0006024000000000 (M64 #1..15)
6 589681| Using M64 #15 as default window
6 589812|  256 (255) PE's M32: 0x80000000 [segment=0x800000]
6 589934|                 M64: 0x4000000000 [segment=0x40000000]
6 590062|  Allocated bitmap for 2040 MSIs (base IRQ 0xfb800)
6 591834|Initializing IODA2 PHB (/pciex@600c3c0500000)
6 597553|PCI host bridge /pciex@600c3c0500000  ranges:
6 597756| MEM 0x000600c280000000..0x000600c2fffeffff -> 0x0000000080000000 
6 598042| MEM 0x0006028000000000..0x000602bfffffffff -> 0x0006028000000000 (M64 #1..15)
6 598207| Using M64 #15 as default window
6 598374|  256 (255) PE's M32: 0x80000000 [segment=0x800000]
6 598511|                 M64: 0x4000000000 [segment=0x40000000]
6 598670|  Allocated bitmap for 2040 MSIs (base IRQ 0xfb000)
6 617591|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 619155|futex hash table entries: %{futexHash}
6 684535|NET: Registered PF_NETLINK/PF_ROUTE protocol family
6 697966|audit: initializing netlink subsys (disabled)
5 708157|audit: type=2000 audit(%{auditStamp}:1): state=initialized audit_enabled=0 res=1
6 717760|thermal_sys: Registered thermal governor 'fair_share'
6 717824|thermal_sys: Registered thermal governor 'bang_bang'
6 718049|thermal_sys: Registered thermal governor 'step_wise'
6 718177|thermal_sys: Registered thermal governor 'user_space'
6 718302|thermal_sys: Registered thermal governor 'power_allocator'
6 748198|cpuidle: using governor ladder
6 748745|cpuidle: using governor menu
6 749649 ?radix|Failed to initialize. Disabling HugeTLB
6 750023|nvram: No room to create lnx,oops-log partition, deleting any obsolete OS partitions...
3 750387|nvram: Failed to find or create lnx,oops-log partition, err -28
3 750596|nvram: Failed to initialize oops partition!
6 772516|EEH: PowerNV platform initialized
6 798685|PCI: Probing PCI hardware
6 816761|PCI host bridge to bus 0000:00
6 817350|pci_bus 0000:00: root bus resource [mem 0x600c000000000-0x600c07ffeffff] (bus address [0x80000000-0xfffeffff])
6 817905|pci_bus 0000:00: root bus resource [mem 0x6000000000000-0x6003fbfffffff 64bit pref]
6 818284|pci_bus 0000:00: root bus resource [bus 00-ff]
6 818618|pci_bus 0000:00: busn_res: [bus 00-ff] end is updated to ff
6 872938|pci 0000:00:00.0: [1014:04c1] type 01 class 0x060400
6 920657|pci 0000:00:00.0: PCI bridge to [bus 01-ff]
6 922776|pci_bus 0000:00: busn_res: [bus 00-ff] end is updated to ff
6 940705|PCI host bridge to bus 0001:00
6 940916|pci_bus 0001:00: root bus resource [mem 0x600c080000000-0x600c0fffeffff] (bus address [0x80000000-0xfffeffff])
6 941153|pci_bus 0001:00: root bus resource [mem 0x6004000000000-0x6007f7fffffff 64bit pref]
6 941361|pci_bus 0001:00: root bus resource [bus 00-ff]
6 941486|pci_bus 0001:00: busn_res: [bus 00-ff] end is updated to ff
6 941775|pci 0001:00:00.0: [1014:04c1] type 01 class 0x060400
6 970802|pci 0001:00:00.0: PCI bridge to [bus 01-ff]
6 976929|pci_bus 0001:00: busn_res: [bus 00-ff] end is updated to ff
6 977891|PCI host bridge to bus 0002:00
6 978010|pci_bus 0002:00: root bus resource [mem 0x600c100000000-0x600c17ffeffff] (bus address [0x80000000-0xfffeffff])
6 979971|pci_bus 0002:00: root bus resource [mem 0x6008000000000-0x600bf7fffffff 64bit pref]
6 980160|pci_bus 0002:00: root bus resource [bus 00-ff]
6 980272|pci_bus 0002:00: busn_res: [bus 00-ff] end is updated to ff
6 980533|pci 0002:00:00.0: [1014:04c1] type 01 class 0x060400
6 998633|pci 0002:00:00.0: PCI bridge to [bus 01-ff]
6 1022466|pci_bus 0002:00: busn_res: [bus 00-ff] end is updated to ff
6 1023626|PCI host bridge to bus 0003:00
6 1023765|pci_bus 0003:00: root bus resource [mem 0x600c180000000-0x600c1fffeffff] (bus address [0x80000000-0xfffeffff])
6 1023977|pci_bus 0003:00: root bus resource [mem 0x6020000000000-0x6023fbfffffff 64bit pref]
6 1024149|pci_bus 0003:00: root bus resource [bus 00-ff]
6 1024261|pci_bus 0003:00: busn_res: [bus 00-ff] end is updated to ff
6 1024574|pci 0003:00:00.0: [1014:04c1] type 01 class 0x060400
6 1031768|pci 0003:00:00.0: PCI bridge to [bus 01-ff]
6 1033605|pci_bus 0003:00: busn_res: [bus 00-ff] end is updated to ff
6 1034421|PCI host bridge to bus 0004:00
6 1034536|pci_bus 0004:00: root bus resource [mem 0x600c200000000-0x600c27ffeffff] (bus address [0x80000000-0xfffeffff])
6 1034746|pci_bus 0004:00: root bus resource [mem 0x6024000000000-0x6027f7fffffff 64bit pref]
6 1034921|pci_bus 0004:00: root bus resource [bus 00-ff]
6 1035034|pci_bus 0004:00: busn_res: [bus 00-ff] end is updated to ff
6 1035267|pci 0004:00:00.0: [1014:04c1] type 01 class 0x060400
6 1045025|pci 0004:00:00.0: PCI bridge to [bus 01-ff]
6 1045955|pci_bus 0004:00: busn_res: [bus 00-ff] end is updated to ff
6 1046747|PCI host bridge to bus 0005:00
6 1046872|pci_bus 0005:00: root bus resource [mem 0x600c280000000-0x600c2fffeffff] (bus address [0x80000000-0xfffeffff])
6 1047096|pci_bus 0005:00: root bus resource [mem 0x6028000000000-0x602bf7fffffff 64bit pref]
6 1047282|pci_bus 0005:00: root bus resource [bus 00-ff]
6 1047615|pci_bus 0005:00: busn_res: [bus 00-ff] end is updated to ff
6 1047874|pci 0005:00:00.0: [1014:04c1] type 01 class 0x060400
6 1055649|pci 0005:00:00.0: PCI bridge to [bus 01-ff]
6 1057608|pci_bus 0005:00: busn_res: [bus 00-ff] end is updated to ff
6 1058766|pci 0000:00:00.0: bridge window [io  0x1000-0x0fff] to [bus 01-ff] add_size 1000
6 1059169|pci 0000:00:00.0: bridge window [mem 0x20000000-0x1fffffff 64bit pref] to [bus 01-ff] add_size 20000000 add_align 20000000
6 1059541|pci 0000:00:00.0: bridge window [mem 0x00400000-0x003fffff] to [bus 01-ff] add_size 400000 add_align 400000
6 1060934|pci 0000:00:00.0: bridge window [mem 0x6000000000000-0x600001fffffff 64bit pref]: assigned
6 1061203|pci 0000:00:00.0: bridge window [mem 0x600c000000000-0x600c0003fffff]: assigned
6 1061427|pci 0000:00:00.0: bridge window [io  size 0x1000]: can't assign; no space
6 1061650|pci 0000:00:00.0: bridge window [io  size 0x1000]: failed to assign
6 1062126|pci 0000:00:00.0: bridge window [io  size 0x1000]: can't assign; no space
6 1062293|pci 0000:00:00.0: bridge window [io  size 0x1000]: failed to assign
6 1062681|pci 0000:00:00.0: PCI bridge to [bus 01-ff]
6 1063342|pci 0000:00:00.0:   bridge window [mem 0x600c000000000-0x600c07fefffff]
6 1064618|pci 0000:00:00.0:   bridge window [mem 0x6000000000000-0x6003fbff0ffff 64bit pref]
6 1065213|pci_bus 0000:00: resource 4 [mem 0x600c000000000-0x600c07ffeffff]
6 1065411|pci_bus 0000:00: resource 5 [mem 0x6000000000000-0x6003fbfffffff 64bit pref]
6 1065590|pci_bus 0000:01: resource 1 [mem 0x600c000000000-0x600c07fefffff]
6 1065728|pci_bus 0000:01: resource 2 [mem 0x6000000000000-0x6003fbff0ffff 64bit pref]
6 1066013|pci 0001:00:00.0: bridge window [io  0x1000-0x0fff] to [bus 01-ff] add_size 1000
6 1066195|pci 0001:00:00.0: bridge window [mem 0x40000000-0x3fffffff 64bit pref] to [bus 01-ff] add_size 40000000 add_align 40000000
6 1066428|pci 0001:00:00.0: bridge window [mem 0x00800000-0x007fffff] to [bus 01-ff] add_size 800000 add_align 800000
6 1066659|pci 0001:00:00.0: bridge window [mem 0x6004000000000-0x600403fffffff 64bit pref]: assigned
6 1067554|pci 0001:00:00.0: bridge window [mem 0x600c080000000-0x600c0807fffff]: assigned
6 1067726|pci 0001:00:00.0: bridge window [io  size 0x1000]: can't assign; no space
6 1067878|pci 0001:00:00.0: bridge window [io  size 0x1000]: failed to assign
6 1068043|pci 0001:00:00.0: bridge window [io  size 0x1000]: can't assign; no space
6 1068194|pci 0001:00:00.0: bridge window [io  size 0x1000]: failed to assign
6 1068343|pci 0001:00:00.0: PCI bridge to [bus 01-ff]
6 1072256|pci 0001:00:00.0:   bridge window [mem 0x600c080000000-0x600c0ffefffff]
6 1072505|pci 0001:00:00.0:   bridge window [mem 0x6004000000000-0x6007f7ff0ffff 64bit pref]
6 1073034|pci_bus 0001:00: resource 4 [mem 0x600c080000000-0x600c0fffeffff]
6 1073234|pci_bus 0001:00: resource 5 [mem 0x6004000000000-0x6007f7fffffff 64bit pref]
6 1073392|pci_bus 0001:01: resource 1 [mem 0x600c080000000-0x600c0ffefffff]
6 1073530|pci_bus 0001:01: resource 2 [mem 0x6004000000000-0x6007f7ff0ffff 64bit pref]
6 1073719|pci 0002:00:00.0: bridge window [io  0x1000-0x0fff] to [bus 01-ff] add_size 1000
6 1073944|pci 0002:00:00.0: bridge window [mem 0x40000000-0x3fffffff 64bit pref] to [bus 01-ff] add_size 40000000 add_align 40000000
6 1074179|pci 0002:00:00.0: bridge window [mem 0x00800000-0x007fffff] to [bus 01-ff] add_size 800000 add_align 800000
6 1074441|pci 0002:00:00.0: bridge window [mem 0x6008000000000-0x600803fffffff 64bit pref]: assigned
6 1074621|pci 0002:00:00.0: bridge window [mem 0x600c100000000-0x600c1007fffff]: assigned
6 1074779|pci 0002:00:00.0: bridge window [io  size 0x1000]: can't assign; no space
6 1074928|pci 0002:00:00.0: bridge window [io  size 0x1000]: failed to assign
6 1075155|pci 0002:00:00.0: bridge window [io  size 0x1000]: can't assign; no space
6 1075306|pci 0002:00:00.0: bridge window [io  size 0x1000]: failed to assign
6 1075938|pci 0002:00:00.0: PCI bridge to [bus 01-ff]
6 1076582|pci 0002:00:00.0:   bridge window [mem 0x600c100000000-0x600c17fefffff]
6 1076796|pci 0002:00:00.0:   bridge window [mem 0x6008000000000-0x600bf7ff0ffff 64bit pref]
6 1077231|pci_bus 0002:00: resource 4 [mem 0x600c100000000-0x600c17ffeffff]
6 1077413|pci_bus 0002:00: resource 5 [mem 0x6008000000000-0x600bf7fffffff 64bit pref]
6 1077576|pci_bus 0002:01: resource 1 [mem 0x600c100000000-0x600c17fefffff]
6 1077774|pci_bus 0002:01: resource 2 [mem 0x6008000000000-0x600bf7ff0ffff 64bit pref]
6 1077962|pci 0003:00:00.0: bridge window [io  0x1000-0x0fff] to [bus 01-ff] add_size 1000
6 1078133|pci 0003:00:00.0: bridge window [mem 0x20000000-0x1fffffff 64bit pref] to [bus 01-ff] add_size 20000000 add_align 20000000
6 1078435|pci 0003:00:00.0: bridge window [mem 0x00400000-0x003fffff] to [bus 01-ff] add_size 400000 add_align 400000
6 1078669|pci 0003:00:00.0: bridge window [mem 0x6020000000000-0x602001fffffff 64bit pref]: assigned
6 1078850|pci 0003:00:00.0: bridge window [mem 0x600c180000000-0x600c1803fffff]: assigned
6 1079012|pci 0003:00:00.0: bridge window [io  size 0x1000]: can't assign; no space
6 1079194|pci 0003:00:00.0: bridge window [io  size 0x1000]: failed to assign
6 1079460|pci 0003:00:00.0: bridge window [io  size 0x1000]: can't assign; no space
6 1079621|pci 0003:00:00.0: bridge window [io  size 0x1000]: failed to assign
6 1079770|pci 0003:00:00.0: PCI bridge to [bus 01-ff]
6 1080233|pci 0003:00:00.0:   bridge window [mem 0x600c180000000-0x600c1ffefffff]
6 1080437|pci 0003:00:00.0:   bridge window [mem 0x6020000000000-0x6023fbff0ffff 64bit pref]
6 1084231|pci_bus 0003:00: resource 4 [mem 0x600c180000000-0x600c1fffeffff]
6 1084464|pci_bus 0003:00: resource 5 [mem 0x6020000000000-0x6023fbfffffff 64bit pref]
6 1084626|pci_bus 0003:01: resource 1 [mem 0x600c180000000-0x600c1ffefffff]
6 1084765|pci_bus 0003:01: resource 2 [mem 0x6020000000000-0x6023fbff0ffff 64bit pref]
6 1084959|pci 0004:00:00.0: bridge window [io  0x1000-0x0fff] to [bus 01-ff] add_size 1000
6 1085132|pci 0004:00:00.0: bridge window [mem 0x40000000-0x3fffffff 64bit pref] to [bus 01-ff] add_size 40000000 add_align 40000000
6 1085364|pci 0004:00:00.0: bridge window [mem 0x00800000-0x007fffff] to [bus 01-ff] add_size 800000 add_align 800000
6 1085603|pci 0004:00:00.0: bridge window [mem 0x6024000000000-0x602403fffffff 64bit pref]: assigned
6 1085785|pci 0004:00:00.0: bridge window [mem 0x600c200000000-0x600c2007fffff]: assigned
6 1086046|pci 0004:00:00.0: bridge window [io  size 0x1000]: can't assign; no space
6 1086201|pci 0004:00:00.0: bridge window [io  size 0x1000]: failed to assign
6 1086363|pci 0004:00:00.0: bridge window [io  size 0x1000]: can't assign; no space
6 1086513|pci 0004:00:00.0: bridge window [io  size 0x1000]: failed to assign
6 1086663|pci 0004:00:00.0: PCI bridge to [bus 01-ff]
6 1087505|pci 0004:00:00.0:   bridge window [mem 0x600c200000000-0x600c27fefffff]
6 1087719|pci 0004:00:00.0:   bridge window [mem 0x6024000000000-0x6027f7ff0ffff 64bit pref]
6 1088395|pci_bus 0004:00: resource 4 [mem 0x600c200000000-0x600c27ffeffff]
6 1088585|pci_bus 0004:00: resource 5 [mem 0x6024000000000-0x6027f7fffffff 64bit pref]
6 1088746|pci_bus 0004:01: resource 1 [mem 0x600c200000000-0x600c27fefffff]
6 1088887|pci_bus 0004:01: resource 2 [mem 0x6024000000000-0x6027f7ff0ffff 64bit pref]
6 1089070|pci 0005:00:00.0: bridge window [io  0x1000-0x0fff] to [bus 01-ff] add_size 1000
6 1089242|pci 0005:00:00.0: bridge window [mem 0x40000000-0x3fffffff 64bit pref] to [bus 01-ff] add_size 40000000 add_align 40000000
6 1089476|pci 0005:00:00.0: bridge window [mem 0x00800000-0x007fffff] to [bus 01-ff] add_size 800000 add_align 800000
6 1089705|pci 0005:00:00.0: bridge window [mem 0x6028000000000-0x602803fffffff 64bit pref]: assigned
6 1089890|pci 0005:00:00.0: bridge window [mem 0x600c280000000-0x600c2807fffff]: assigned
6 1090054|pci 0005:00:00.0: bridge window [io  size 0x1000]: can't assign; no space
6 1090210|pci 0005:00:00.0: bridge window [io  size 0x1000]: failed to assign
6 1090366|pci 0005:00:00.0: bridge window [io  size 0x1000]: can't assign; no space
6 1090524|pci 0005:00:00.0: bridge window [io  size 0x1000]: failed to assign
6 1090675|pci 0005:00:00.0: PCI bridge to [bus 01-ff]
6 1091152|pci 0005:00:00.0:   bridge window [mem 0x600c280000000-0x600c2ffefffff]
6 1091490|pci 0005:00:00.0:   bridge window [mem 0x6028000000000-0x602bf7ff0ffff 64bit pref]
6 1095673|pci_bus 0005:00: resource 4 [mem 0x600c280000000-0x600c2fffeffff]
6 1095981|pci_bus 0005:00: resource 5 [mem 0x6028000000000-0x602bf7fffffff 64bit pref]
6 1096213|pci_bus 0005:01: resource 1 [mem 0x600c280000000-0x600c2ffefffff]
6 1096416|pci_bus 0005:01: resource 2 [mem 0x6028000000000-0x602bf7ff0ffff 64bit pref]
6 1096933|pci_bus 0000:00: Configuring PE for bus
6 1097336|pci 0000:00     : [PE# 1fe] Secondary bus 0x0000000000000000 associated with PE#1fe
6 1099188|pci 0000:00:00.0: Configured PE#1fe
6 1101201|pci_bus 0001:00: Configuring PE for bus
6 1101382|pci 0001:00     : [PE# fe] Secondary bus 0x0000000000000000 associated with PE#fe
6 1101823|pci 0001:00:00.0: Configured PE#fe
6 1102137|pci_bus 0002:00: Configuring PE for bus
6 1102419|pci 0002:00     : [PE# fe] Secondary bus 0x0000000000000000 associated with PE#fe
6 1102880|pci 0002:00:00.0: Configured PE#fe
6 1103220|pci_bus 0003:00: Configuring PE for bus
6 1103361|pci 0003:00     : [PE# 1fe] Secondary bus 0x0000000000000000 associated with PE#1fe
6 1103793|pci 0003:00:00.0: Configured PE#1fe
6 1104079|pci_bus 0004:00: Configuring PE for bus
6 1104214|pci 0004:00     : [PE# fe] Secondary bus 0x0000000000000000 associated with PE#fe
6 1104591|pci 0004:00:00.0: Configured PE#fe
6 1104865|pci_bus 0005:00: Configuring PE for bus
6 1105003|pci 0005:00     : [PE# fe] Secondary bus 0x0000000000000000 associated with PE#fe
6 1105404|pci 0005:00:00.0: Configured PE#fe
6 1106291|EEH: Capable adapter found: recovery enabled.
7 1109887|PCI: Probing PCI hardware done
6 1115136|cpuidle-powernv: Default stop: psscr = 0x0000000000000330,mask=0x00000000003003ff
6 1119698|cpuidle-powernv: Deepest stop: psscr = 0x0000000000300331,mask=0x00000000003003ff
6 1119956|cpuidle-powernv: First stop level that may lose SPRs = 0x10
6 1120091|cpuidle-powernv: First stop level that may lose timebase = 0x10
6 1132245|kprobes: kprobe jump-optimization is enabled. All kprobes are optimized if possible.
6 1132245 ?hash|HugeTLB: registered 16.0 MiB page size, pre-allocated 0 pages
6 1132245 ?hash|HugeTLB: 0 KiB vmemmap can be freed for a 16.0 MiB page
6 1132245 ?hash|HugeTLB: registered 16.0 GiB page size, pre-allocated 0 pages
6 1132245 ?hash|HugeTLB: 0 KiB vmemmap can be freed for a 16.0 GiB page
6 1276511|iommu: Default domain type: Translated 
6 1276808|iommu: DMA domain TLB invalidation policy: strict mode 
5 1278118|SCSI subsystem initialized
7 1278914|libata version 3.00 loaded.
6 1303028|pps_core: LinuxPPS API ver. 1 registered
6 1303328|pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@linux.it>
6 1303631|PTP clock support registered
6 1355167|NetLabel: Initializing
6 1355462|NetLabel:  domain hash size = 128
6 1355607|NetLabel:  protocols = UNLABELED CIPSOv4 CALIPSO
6 1356549|NetLabel:  unlabeled traffic allowed by default
6 1374453|vgaarb: loaded
6 1376292|clocksource: Switched to clocksource timebase
5 1746004|VFS: Disk quotas dquot_6.6.0
6 1746621|VFS: Dquot-cache hash table entries: 8192 (order 0, 65536 bytes)
6 1748925 ?radix|hugetlbfs: disabling because there are no supported hugepage sizes
6 1755752|AppArmor: AppArmor Filesystem Enabled
6 1766157|NET: Registered PF_INET protocol family
6 1767365|IP idents hash table entries: 32768 (order: 2, 262144 bytes, linear)
6 1778054|tcp_listen_portaddr_hash hash table entries: 4096 (order: 0, 65536 bytes, linear)
6 1778419|Table-perturb hash table entries: 65536 (order: 2, 262144 bytes, linear)
6 1778645|TCP established hash table entries: 16384 (order: 1, 131072 bytes, linear)
6 1779092|TCP bind hash table entries: 16384 (order: 3, 524288 bytes, linear)
6 1779588|TCP: Hash tables configured (established 16384 bind 16384)
6 1789921|MPTCP token hash table entries: 4096 (order: 1, 98304 bytes, linear)
6 1790457|UDP hash table entries: 2048 (order: 0, 65536 bytes, linear)
6 1790831|UDP-Lite hash table entries: 2048 (order: 0, 65536 bytes, linear)
6 1796788|NET: Registered PF_UNIX/PF_LOCAL protocol family
6 1797395|NET: Registered PF_XDP protocol family
6 1797916|PCI: CLS 0 bytes, default 128
5 1813850|Initialise system trusted keyrings
5 1878735|Key type blacklist registered
6 1895346|workingset: timestamp_bits=38 max_order=%{workingsetOrder} bucket_order=0
6 1942598|Trying to unpack rootfs image as initramfs...
6 1978928|zbud: loaded
5 2117957|integrity: Platform Keyring initialized
5 2118262|Key type asymmetric registered
5 2118424|Asymmetric key parser 'x509' registered
6 2442708|Freeing initrd memory: 1152K
6 2557746|alg: self-tests disabled
6 2613445|alg: self-tests for CTR-KDF (hmac(sha256)) passed
6 2614443|Block layer SCSI generic (bsg) driver version 0.4 loaded (major 249)
6 2615386|io scheduler mq-deadline registered
6 2682320|hvc0: raw protocol on /ibm,opal/consoles/serial@0 (boot console)
6 2682767|hvc0: No interrupts property, using OPAL event
6 2690867|Serial: 8250/16550 driver, 4 ports, IRQ sharing disabled
6 2774848|Linux agpgart interface v0.103
6 2801990|mousedev: PS/2 mouse device common for all mice
6 2861853|rtc-opal opal-rtc: registered as rtc0
6 3068620|rtc-opal opal-rtc: setting system clock to %{rtcTime}
4 3138154|powernv-cpufreq: ibm,pstate-min node not found
6 3138396|powernv-cpufreq: Platform driver disabled. System does not support PState control
7 3154307|powernv_idle_driver registered
6 3154781|ledtrig-cpu: registered to indicate activity on CPUs
6 3164965|NET: Registered PF_INET6 protocol family
6 3255181|Segment Routing with IPv6
6 3266372|In-situ OAM (IOAM) with IPv6
6 3266959|mip6: Mobile IPv6
6 3267301|NET: Registered PF_PACKET protocol family
6 3281141|mpls_gso: MPLS GSO support
6 3281482|drmem: No dynamic reconfiguration memory found
6 3325818|registered taskstats version 1
5 3326238|Loading compiled-in X.509 certificates
5 3419206|Loaded X.509 cert 'Build time autogenerated kernel key: 4934004fc104b33c69b57286b3946a3843336622'
6 3438153|zswap: loaded using pool lzo/zbud
5 3460764|Key type .fscrypt registered
5 3461093|Key type fscrypt-provisioning registered
5 3653073|Key type encrypted registered
6 3653362|AppArmor: AppArmor sha1 policy hashing enabled
6 3654014|ima: No TPM chip found, activating TPM-bypass!
6 3654187|ima: Allocated hash algorithm: sha256
6 3685470|ima: No architecture policies found
6 3686268|evm: Initialising EVM extended attributes:
6 3686400|evm: security.selinux
6 3686501|evm: security.SMACK64 (disabled)
6 3686586|evm: security.SMACK64EXEC (disabled)
6 3686676|evm: security.SMACK64TRANSMUTE (disabled)
6 3686774|evm: security.SMACK64MMAP (disabled)
6 3686863|evm: security.apparmor
6 3686932|evm: security.ima
6 3686992|evm: security.capability
6 3687070|evm: HMAC attrs: 0x1
6 4411594|Freeing unused kernel image (initmem) memory: 4992K
6 4412727|Run %{init} as init process
7 4413016|  with arguments:
7 4413051|    %{init}
7 4413051|%{initArguments}
7 4413067|  with environment:
7 4413081|    HOME=/
7 4413092|    TERM=linux
7 4413092|%{initEnvironment}
`,
  },
];
