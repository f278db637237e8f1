/**
 * The boot log of 6.1.0-50-powerpc64le.
 *
 * Source: linux-arch `ppcd61-mem-panic-ecc16` and `ppcd61-oops-bug-panic-2cpu`: text, levels and times of the log in a recovered dump, the lines of the hash MMU from `ppcd61-hash-memtype2-panic`; made by
 * `scripts/record/boot-logs.py`.
 * Format: see `BootLogTable` in `../kernel-text.ts`.
 */
import type { BootLogTable } from '../kernel-text.ts';

export const debian61ppc64leBootLogs: readonly BootLogTable[] = [
  {
    cpus: 1,
    memory: { reservedK: 66304, unaccountedK: 851200 },
    log: `
5 0|random: crng init done
6 0 ?hash|hash-mmu: Page sizes from device-tree:
6 0 ?hash|hash-mmu: base_shift=12: shift=12, sllp=0x0000, avpnm=0x00000000, tlbiel=1, penc=0
6 0 ?hash|hash-mmu: base_shift=16: shift=16, sllp=0x0110, avpnm=0x00000000, tlbiel=1, penc=1
7 0 ?hash|Page orders: linear mapping = 16, virtual = 16, io = 16, vmemmap = 16
6 0 ?hash|Using 1TB segments
6 0 ?hash|hash-mmu: Initializing hash mmu with SLB
6 0 ?radix|radix-mmu: Page sizes from device-tree:
6 0 ?radix|radix-mmu: Page size shift = 12 AP=0x0
6 0 ?radix|radix-mmu: Page size shift = 16 AP=0x5
6 0 ?radix|radix-mmu: Page size shift = 21 AP=0x1
6 0 ?radix|radix-mmu: Page size shift = 30 AP=0x2
6 0 ?radix|Activating Kernel Userspace Access Prevention
6 0 ?radix|Activating Kernel Userspace Execution Prevention
6 0 ?radix|radix-mmu: Mapped 0x0000000000000000-0x0000000002600000 with 2.00 MiB pages (exec)
6 0 ?radix|radix-mmu: Mapped 0x0000000002600000-%{mappedEnd} with 2.00 MiB pages
6 0 ?radix|lpar: Using radix MMU under hypervisor
5 0|Linux version 6.1.0-50-powerpc64le (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP Debian 6.1.176-1 (2026-07-02)
6 0|Found initrd at 0xc000000002c90000:0xc000000002f18600
6 0|Hardware name: IBM pSeries (emulated by qemu) POWER9 (architected) 0x4e1200 0xf000005 of:SLOF,HEAD pSeries
6 0|printk: bootconsole [udbg0] enabled
6 0|Partition configured for %{cpus} cpus.
6 0|CPU maps initialized for 1 thread per core
7 0| (thread shift is 0)
7 0|Allocated %{pacaBytes} bytes for %{cpus} pacas
6 0|numa: Partition configured for 1 NUMA nodes.
6 0|-----------------------------------------------------
6 0|phys_mem_size     = %{physMemSize}
6 0|dcache_bsize      = 0x80
6 0|icache_bsize      = 0x80
6 0|cpu_features      = 0x0001c06b8f4f9187
6 0|  possible        = 0x000ffbebcf5fb187
6 0|  always          = 0x0000000380008181
6 0|cpu_user_features = 0xdc0065c2 0xaef00000
6 0|mmu_features      = %{mmuFeatures}
6 0|firmware_features = 0x00000a85455a445f
6 0|vmalloc start     = 0xc008000000000000
6 0|IO start          = 0xc00a000000000000
6 0|vmemmap start     = 0xc00c000000000000
6 0 ?hash|hash-mmu: ppc64_pft_size    = 0x%{hashTableShift}
6 0 ?hash|hash-mmu: htab_hash_mask    = 0x%{hashMask}
6 0|-----------------------------------------------------
6 0|numa:   NODE_DATA [mem %{nodeData}]
6 0|%{fadumpCma}
6 0|rfi-flush: fallback displacement flush available
6 0|rfi-flush: ori type flush available
6 0|rfi-flush: mttrig type flush available
7 0|rfi-flush: patched 12 locations (ori+mttrig type flush)
6 0|count-cache-flush: hardware flush enabled.
6 0|link-stack-flush: software flush enabled.
7 0|entry-flush: patched 61 locations (ori+mttrig type flush)
7 0|uaccess-flush: patched 1 locations (ori+mttrig type flush)
6 0|stf-barrier: eieio barrier available
7 0|stf-barrier: patched 61 entry locations (eieio barrier)
7 0|stf-barrier: patched 12 exit locations (eieio barrier)
6 0|PPC64 nvram contains 65536 bytes
6 0|PV qspinlock hash table entries: 4096 (order: 0, 65536 bytes, linear)
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
6 0|xive: Using IRQ range [0-%{lastCpu}]
6 0|xive: Interrupt handling initialized with spapr backend
6 0|xive: Using priority 6 for all interrupts
6 0|xive: Using 64kB queues
6 0|rcu: srcu_init: Setting srcu_struct sizes based on contention.
7 0|time_init: decrementer frequency = 512.000000 MHz
7 0|time_init: processor frequency   = 1000.000000 MHz
6 42|time_init: 56 bit decrementer (max: 7fffffffffffff)
6 418|clocksource: timebase: mask: 0xffffffffffffffff max_cycles: 0x761537d007, max_idle_ns: 440795202126 ns
6 810|clocksource: timebase mult[1f40000] shift[24] registered
7 1886|clockevent: decrementer mult[83126f] shift[24] cpu[0]
6 13426|Console: colour dummy device 80x25
6 14221|printk: console [%{console}] enabled
6 14549|printk: bootconsole [udbg0] disabled
6 16362|pid_max: default: 32768 minimum: 301
6 17145|LSM: Security Framework initializing
6 18299|landlock: Up and running.
6 18350|Yama: disabled by default; enable with sysctl kernel.yama.*
6 21313|AppArmor: AppArmor initialized
6 21393|TOMOYO Linux initialized
6 21922|LSM support for eBPF active
6 23563|Mount-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 23814|Mountpoint-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 69698|cblist_init_generic: Setting adjustable number of callback queues.
6 69804|cblist_init_generic: Setting shift to %{cpuShift} and lim to 1.
6 70069|cblist_init_generic: Setting adjustable number of callback queues.
6 70113|cblist_init_generic: Setting shift to %{cpuShift} and lim to 1.
6 71014|POWER9 performance monitor hardware support registered
6 71945|rcu: Hierarchical SRCU implementation.
6 72006|rcu: 	Max phase no-delay instances is 1000.
6 90029|smp: Bringing up secondary CPUs ...
6 90271|smp: Brought up 1 node, %{cpuCount}
6 90491|numa: Node 0 CPUs: %{cpuRange}
6 100939|node 0 deferred pages initialised in 4ms
6 117663|devtmpfs: initialized
6 136665|PCI host bridge /pci@800000020000000  ranges:
6 137339|  IO 0x0000200000000000..0x000020000000ffff -> 0x0000000000000000
6 137450| MEM 0x0000200080000000..0x00002000ffffffff -> 0x0000000080000000 
6 137506| MEM 0x0000210000000000..0x000021ffffffffff -> 0x0000210000000000 
6 138333|PCI: OF: PROBE_ONLY disabled
6 138999|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 139494|futex hash table entries: %{futexHash}
6 147822|NET: Registered PF_NETLINK/PF_ROUTE protocol family
6 150781|audit: initializing netlink subsys (disabled)
5 163368|audit: type=2000 audit(%{auditStamp}:1): state=initialized audit_enabled=0 res=1
6 166383|thermal_sys: Registered thermal governor 'fair_share'
6 166430|thermal_sys: Registered thermal governor 'bang_bang'
6 166472|thermal_sys: Registered thermal governor 'step_wise'
6 166490|thermal_sys: Registered thermal governor 'user_space'
6 166507|thermal_sys: Registered thermal governor 'power_allocator'
6 167695|cpuidle: using governor ladder
6 167849|cpuidle: using governor menu
7 169430|RTAS daemon started
6 177530|EEH: pSeries platform initialized
6 185748|PCI: Probing PCI hardware
6 187174|PCI host bridge to bus 0000:00
6 187557|pci_bus 0000:00: root bus resource [io  0x10000-0x1ffff] (bus address [0x0000-0xffff])
6 187869|pci_bus 0000:00: root bus resource [mem 0x200080000000-0x2000ffffffff] (bus address [0x80000000-0xffffffff])
6 187939|pci_bus 0000:00: root bus resource [mem 0x210000000000-0x21ffffffffff 64bit]
6 188120|pci_bus 0000:00: root bus resource [bus 00-ff]
6 192400|IOMMU table initialized, virtual merging enabled
6 193666|pci_bus 0000:00: resource 4 [io  0x10000-0x1ffff]
6 193720|pci_bus 0000:00: resource 5 [mem 0x200080000000-0x2000ffffffff]
6 193742|pci_bus 0000:00: resource 6 [mem 0x210000000000-0x21ffffffffff 64bit]
6 193879|EEH: No capable adapters found: recovery disabled.
7 193913|PCI: Probing PCI hardware done
6 205128|kprobes: kprobe jump-optimization is enabled. All kprobes are optimized if possible.
6 220705 ?radix|HugeTLB: registered 2.00 MiB page size, pre-allocated 0 pages
6 220820 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 2.00 MiB page
6 220865 ?radix|HugeTLB: registered 1.00 GiB page size, pre-allocated 0 pages
6 220889 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 1.00 GiB page
6 268387|iommu: Default domain type: Translated 
6 268492|iommu: DMA domain TLB invalidation policy: strict mode 
5 269944|SCSI subsystem initialized
7 270673|libata version 3.00 loaded.
6 271029|pps_core: LinuxPPS API ver. 1 registered
6 271063|pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@linux.it>
6 271132|PTP clock support registered
6 280569|NetLabel: Initializing
6 280636|NetLabel:  domain hash size = 128
6 280656|NetLabel:  protocols = UNLABELED CIPSOv4 CALIPSO
6 281587|NetLabel:  unlabeled traffic allowed by default
6 285906|vgaarb: loaded
6 288048|clocksource: Switched to clocksource timebase
5 418124|VFS: Disk quotas dquot_6.6.0
6 419131|VFS: Dquot-cache hash table entries: 8192 (order 0, 65536 bytes)
6 419131 ?hash|hugetlbfs: disabling because there are no supported hugepage sizes
6 426392|AppArmor: AppArmor Filesystem Enabled
6 440949|NET: Registered PF_INET protocol family
6 443096|IP idents hash table entries: 16384 (order: 1, 131072 bytes, linear)
6 452769|tcp_listen_portaddr_hash hash table entries: 4096 (order: 0, 65536 bytes, linear)
6 454014|Table-perturb hash table entries: 65536 (order: 2, 262144 bytes, linear)
6 454411|TCP established hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 455966|TCP bind hash table entries: 8192 (order: 2, 262144 bytes, linear)
6 456195|TCP: Hash tables configured (established 8192 bind 8192)
6 460180|MPTCP token hash table entries: 4096 (order: 1, 98304 bytes, linear)
6 460759|UDP hash table entries: 2048 (order: 0, 65536 bytes, linear)
6 461261|UDP-Lite hash table entries: 2048 (order: 0, 65536 bytes, linear)
6 462828|NET: Registered PF_UNIX/PF_LOCAL protocol family
6 463234|NET: Registered PF_XDP protocol family
6 463409|PCI: CLS 0 bytes, default 128
6 472807|Trying to unpack rootfs image as initramfs...
3 472807 ?hash|vas: API is supported only with radix page tables
5 490023|Initialise system trusted keyrings
5 497126|Key type blacklist registered
6 497987|workingset: timestamp_bits=38 max_order=%{workingsetOrder} bucket_order=0
6 525965|zbud: loaded
5 542717|integrity: Platform Keyring initialized
5 542934|Key type asymmetric registered
5 543059|Asymmetric key parser 'x509' registered
6 548849|Freeing initrd memory: 2560K
6 575199|alg: self-tests disabled
6 581479|alg: self-tests for CTR-KDF (hmac(sha256)) passed
6 582470|Block layer SCSI generic (bsg) driver version 0.4 loaded (major 249)
6 583369|io scheduler mq-deadline registered
6 591219|Serial: 8250/16550 driver, 4 ports, IRQ sharing disabled
6 595707|Non-volatile memory driver v1.3
6 596318|Linux agpgart interface v0.103
6 599263|mousedev: PS/2 mouse device common for all mice
6 600860|rtc-generic rtc-generic: registered as rtc0
6 601376|rtc-generic rtc-generic: setting system clock to %{rtcTime}
7 602792|pseries_idle_driver registered
6 603211|ledtrig-cpu: registered to indicate activity on CPUs
6 604849|NET: Registered PF_INET6 protocol family
6 614706|Segment Routing with IPv6
6 614978|In-situ OAM (IOAM) with IPv6
6 615346|mip6: Mobile IPv6
6 615564|NET: Registered PF_PACKET protocol family
6 616145|mpls_gso: MPLS GSO support
6 616323|drmem: No dynamic reconfiguration memory found
6 627070|registered taskstats version 1
5 627360|Loading compiled-in X.509 certificates
5 638459|Loaded X.509 cert 'Build time autogenerated kernel key: 4934004fc104b33c69b57286b3946a3843336622'
6 642795|zswap: loaded using pool lzo/zbud
5 645073|Key type .fscrypt registered
5 645161|Key type fscrypt-provisioning registered
5 651400|Key type encrypted registered
6 651532|AppArmor: AppArmor sha1 policy hashing enabled
6 652266|ima: No TPM chip found, activating TPM-bypass!
6 652347|ima: Allocated hash algorithm: sha256
6 654766|ima: No architecture policies found
6 655261|evm: Initialising EVM extended attributes:
6 655293|evm: security.selinux
6 655335|evm: security.SMACK64 (disabled)
6 655350|evm: security.SMACK64EXEC (disabled)
6 655363|evm: security.SMACK64TRANSMUTE (disabled)
6 655377|evm: security.SMACK64MMAP (disabled)
6 655391|evm: security.apparmor
6 655402|evm: security.ima
6 655415|evm: security.capability
6 655434|evm: HMAC attrs: 0x1
6 715802|Freeing unused kernel image (initmem) memory: 4992K
6 716444|Run %{init} as init process
7 716554|  with arguments:
7 716587|    %{init}
7 716587|%{initArguments}
7 716604|  with environment:
7 716618|    HOME=/
7 716629|    TERM=linux
7 716629|%{initEnvironment}
`,
  },
  {
    cpus: 2,
    memory: { reservedK: 66304, unaccountedK: 851200 },
    log: `
5 0|random: crng init done
6 0 ?hash|hash-mmu: Page sizes from device-tree:
6 0 ?hash|hash-mmu: base_shift=12: shift=12, sllp=0x0000, avpnm=0x00000000, tlbiel=1, penc=0
6 0 ?hash|hash-mmu: base_shift=16: shift=16, sllp=0x0110, avpnm=0x00000000, tlbiel=1, penc=1
7 0 ?hash|Page orders: linear mapping = 16, virtual = 16, io = 16, vmemmap = 16
6 0 ?hash|Using 1TB segments
6 0 ?hash|hash-mmu: Initializing hash mmu with SLB
6 0 ?radix|radix-mmu: Page sizes from device-tree:
6 0 ?radix|radix-mmu: Page size shift = 12 AP=0x0
6 0 ?radix|radix-mmu: Page size shift = 16 AP=0x5
6 0 ?radix|radix-mmu: Page size shift = 21 AP=0x1
6 0 ?radix|radix-mmu: Page size shift = 30 AP=0x2
6 0 ?radix|Activating Kernel Userspace Access Prevention
6 0 ?radix|Activating Kernel Userspace Execution Prevention
6 0 ?radix|radix-mmu: Mapped 0x0000000000000000-0x0000000002600000 with 2.00 MiB pages (exec)
6 0 ?radix|radix-mmu: Mapped 0x0000000002600000-%{mappedEnd} with 2.00 MiB pages
6 0 ?radix|lpar: Using radix MMU under hypervisor
5 0|Linux version 6.1.0-50-powerpc64le (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP Debian 6.1.176-1 (2026-07-02)
6 0|Found initrd at 0xc000000002c90000:0xc000000002f18600
6 0|Hardware name: IBM pSeries (emulated by qemu) POWER9 (architected) 0x4e1200 0xf000005 of:SLOF,HEAD pSeries
6 0|printk: bootconsole [udbg0] enabled
6 0|Partition configured for %{cpus} cpus.
6 0|CPU maps initialized for 1 thread per core
7 0| (thread shift is 0)
7 0|Allocated %{pacaBytes} bytes for %{cpus} pacas
6 0|numa: Partition configured for 1 NUMA nodes.
6 0|-----------------------------------------------------
6 0|phys_mem_size     = %{physMemSize}
6 0|dcache_bsize      = 0x80
6 0|icache_bsize      = 0x80
6 0|cpu_features      = 0x0001c06b8f4f9187
6 0|  possible        = 0x000ffbebcf5fb187
6 0|  always          = 0x0000000380008181
6 0|cpu_user_features = 0xdc0065c2 0xaef00000
6 0|mmu_features      = %{mmuFeatures}
6 0|firmware_features = 0x00000a85455a445f
6 0|vmalloc start     = 0xc008000000000000
6 0|IO start          = 0xc00a000000000000
6 0|vmemmap start     = 0xc00c000000000000
6 0 ?hash|hash-mmu: ppc64_pft_size    = 0x%{hashTableShift}
6 0 ?hash|hash-mmu: htab_hash_mask    = 0x%{hashMask}
6 0|-----------------------------------------------------
6 0|numa:   NODE_DATA [mem %{nodeData}]
6 0|%{fadumpCma}
6 0|rfi-flush: fallback displacement flush available
6 0|rfi-flush: ori type flush available
6 0|rfi-flush: mttrig type flush available
7 0|rfi-flush: patched 12 locations (ori+mttrig type flush)
6 0|count-cache-flush: hardware flush enabled.
6 0|link-stack-flush: software flush enabled.
7 0|entry-flush: patched 61 locations (ori+mttrig type flush)
7 0|uaccess-flush: patched 1 locations (ori+mttrig type flush)
6 0|stf-barrier: eieio barrier available
7 0|stf-barrier: patched 61 entry locations (eieio barrier)
7 0|stf-barrier: patched 12 exit locations (eieio barrier)
6 0|PPC64 nvram contains 65536 bytes
6 0|PV qspinlock hash table entries: 4096 (order: 0, 65536 bytes, linear)
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
6 0|xive: Using IRQ range [0-%{lastCpu}]
6 0|xive: Interrupt handling initialized with spapr backend
6 0|xive: Using priority 6 for all interrupts
6 0|xive: Using 64kB queues
6 0|rcu: srcu_init: Setting srcu_struct sizes based on contention.
7 0|time_init: decrementer frequency = 512.000000 MHz
7 0|time_init: processor frequency   = 1000.000000 MHz
6 41|time_init: 56 bit decrementer (max: 7fffffffffffff)
6 412|clocksource: timebase: mask: 0xffffffffffffffff max_cycles: 0x761537d007, max_idle_ns: 440795202126 ns
6 805|clocksource: timebase mult[1f40000] shift[24] registered
7 1876|clockevent: decrementer mult[83126f] shift[24] cpu[0]
6 14054|Console: colour dummy device 80x25
6 14821|printk: console [%{console}] enabled
6 15131|printk: bootconsole [udbg0] disabled
6 17149|pid_max: default: 32768 minimum: 301
6 18180|LSM: Security Framework initializing
6 19257|landlock: Up and running.
6 19311|Yama: disabled by default; enable with sysctl kernel.yama.*
6 22326|AppArmor: AppArmor initialized
6 22422|TOMOYO Linux initialized
6 22881|LSM support for eBPF active
6 24605|Mount-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 24980|Mountpoint-cache hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 71541|cblist_init_generic: Setting adjustable number of callback queues.
6 71654|cblist_init_generic: Setting shift to %{cpuShift} and lim to 1.
6 71912|cblist_init_generic: Setting adjustable number of callback queues.
6 71961|cblist_init_generic: Setting shift to %{cpuShift} and lim to 1.
6 72751|POWER9 performance monitor hardware support registered
6 73637|rcu: Hierarchical SRCU implementation.
6 73699|rcu: 	Max phase no-delay instances is 1000.
6 101291|smp: Bringing up secondary CPUs ...
6 131512|smp: Brought up 1 node, %{cpuCount}
6 131819|numa: Node 0 CPUs: %{cpuRange}
6 146633|node 0 deferred pages initialised in 4ms
6 163883|devtmpfs: initialized
6 177496|PCI host bridge /pci@800000020000000  ranges:
6 178272|  IO 0x0000200000000000..0x000020000000ffff -> 0x0000000000000000
6 178388| MEM 0x0000200080000000..0x00002000ffffffff -> 0x0000000080000000 
6 178447| MEM 0x0000210000000000..0x000021ffffffffff -> 0x0000210000000000 
6 179497|PCI: OF: PROBE_ONLY disabled
6 180136|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 180505|futex hash table entries: %{futexHash}
6 188675|NET: Registered PF_NETLINK/PF_ROUTE protocol family
6 196289|audit: initializing netlink subsys (disabled)
5 198960|audit: type=2000 audit(%{auditStamp}:1): state=initialized audit_enabled=0 res=1
6 201981|thermal_sys: Registered thermal governor 'fair_share'
6 202035|thermal_sys: Registered thermal governor 'bang_bang'
6 202086|thermal_sys: Registered thermal governor 'step_wise'
6 202105|thermal_sys: Registered thermal governor 'user_space'
6 202121|thermal_sys: Registered thermal governor 'power_allocator'
6 203215|cpuidle: using governor ladder
6 203479|cpuidle: using governor menu
7 205123|RTAS daemon started
6 208627|EEH: pSeries platform initialized
6 224484|PCI: Probing PCI hardware
6 225968|PCI host bridge to bus 0000:00
6 226362|pci_bus 0000:00: root bus resource [io  0x10000-0x1ffff] (bus address [0x0000-0xffff])
6 226679|pci_bus 0000:00: root bus resource [mem 0x200080000000-0x2000ffffffff] (bus address [0x80000000-0xffffffff])
6 226753|pci_bus 0000:00: root bus resource [mem 0x210000000000-0x21ffffffffff 64bit]
6 226946|pci_bus 0000:00: root bus resource [bus 00-ff]
6 231070|IOMMU table initialized, virtual merging enabled
6 232472|pci_bus 0000:00: resource 4 [io  0x10000-0x1ffff]
6 232539|pci_bus 0000:00: resource 5 [mem 0x200080000000-0x2000ffffffff]
6 232563|pci_bus 0000:00: resource 6 [mem 0x210000000000-0x21ffffffffff 64bit]
6 232716|EEH: No capable adapters found: recovery disabled.
7 232751|PCI: Probing PCI hardware done
6 248943|kprobes: kprobe jump-optimization is enabled. All kprobes are optimized if possible.
6 267562 ?radix|HugeTLB: registered 2.00 MiB page size, pre-allocated 0 pages
6 267651 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 2.00 MiB page
6 267682 ?radix|HugeTLB: registered 1.00 GiB page size, pre-allocated 0 pages
6 267699 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 1.00 GiB page
6 335014|iommu: Default domain type: Translated 
6 335130|iommu: DMA domain TLB invalidation policy: strict mode 
5 336478|SCSI subsystem initialized
7 337313|libata version 3.00 loaded.
6 337608|pps_core: LinuxPPS API ver. 1 registered
6 337646|pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@linux.it>
6 337717|PTP clock support registered
6 346608|NetLabel: Initializing
6 346662|NetLabel:  domain hash size = 128
6 346682|NetLabel:  protocols = UNLABELED CIPSOv4 CALIPSO
6 347443|NetLabel:  unlabeled traffic allowed by default
6 350442|vgaarb: loaded
6 357016|clocksource: Switched to clocksource timebase
5 369956|VFS: Disk quotas dquot_6.6.0
6 370502|VFS: Dquot-cache hash table entries: 8192 (order 0, 65536 bytes)
6 370502 ?hash|hugetlbfs: disabling because there are no supported hugepage sizes
6 375723|AppArmor: AppArmor Filesystem Enabled
6 390867|NET: Registered PF_INET protocol family
6 392771|IP idents hash table entries: 16384 (order: 1, 131072 bytes, linear)
6 399021|tcp_listen_portaddr_hash hash table entries: 4096 (order: 0, 65536 bytes, linear)
6 400223|Table-perturb hash table entries: 65536 (order: 2, 262144 bytes, linear)
6 419484|TCP established hash table entries: 8192 (order: 0, 65536 bytes, linear)
6 422076|TCP bind hash table entries: 8192 (order: 2, 262144 bytes, linear)
6 422322|TCP: Hash tables configured (established 8192 bind 8192)
6 424495|MPTCP token hash table entries: 4096 (order: 1, 98304 bytes, linear)
6 425058|UDP hash table entries: 2048 (order: 0, 65536 bytes, linear)
6 425480|UDP-Lite hash table entries: 2048 (order: 0, 65536 bytes, linear)
6 426895|NET: Registered PF_UNIX/PF_LOCAL protocol family
6 427269|NET: Registered PF_XDP protocol family
6 427437|PCI: CLS 0 bytes, default 128
6 439021|Trying to unpack rootfs image as initramfs...
3 439021 ?hash|vas: API is supported only with radix page tables
5 454003|Initialise system trusted keyrings
5 455835|Key type blacklist registered
6 457134|workingset: timestamp_bits=38 max_order=%{workingsetOrder} bucket_order=0
6 467895|zbud: loaded
5 472441|integrity: Platform Keyring initialized
5 472551|Key type asymmetric registered
5 472631|Asymmetric key parser 'x509' registered
6 482300|Freeing initrd memory: 2560K
6 500077|alg: self-tests disabled
6 503128|alg: self-tests for CTR-KDF (hmac(sha256)) passed
6 503945|Block layer SCSI generic (bsg) driver version 0.4 loaded (major 249)
6 504691|io scheduler mq-deadline registered
6 517495|Serial: 8250/16550 driver, 4 ports, IRQ sharing disabled
6 522867|Non-volatile memory driver v1.3
6 522979|Linux agpgart interface v0.103
6 526382|mousedev: PS/2 mouse device common for all mice
6 527898|rtc-generic rtc-generic: registered as rtc0
6 528472|rtc-generic rtc-generic: setting system clock to %{rtcTime}
7 530004|pseries_idle_driver registered
6 531106|ledtrig-cpu: registered to indicate activity on CPUs
6 532887|NET: Registered PF_INET6 protocol family
6 547005|Segment Routing with IPv6
6 547281|In-situ OAM (IOAM) with IPv6
6 547832|mip6: Mobile IPv6
6 548081|NET: Registered PF_PACKET protocol family
6 548616|mpls_gso: MPLS GSO support
6 548842|drmem: No dynamic reconfiguration memory found
6 572027|registered taskstats version 1
5 572346|Loading compiled-in X.509 certificates
5 584075|Loaded X.509 cert 'Build time autogenerated kernel key: 4934004fc104b33c69b57286b3946a3843336622'
6 594666|zswap: loaded using pool lzo/zbud
5 596896|Key type .fscrypt registered
5 596972|Key type fscrypt-provisioning registered
5 605486|Key type encrypted registered
6 605601|AppArmor: AppArmor sha1 policy hashing enabled
6 606159|ima: No TPM chip found, activating TPM-bypass!
6 606227|ima: Allocated hash algorithm: sha256
6 608029|ima: No architecture policies found
6 608480|evm: Initialising EVM extended attributes:
6 608510|evm: security.selinux
6 608555|evm: security.SMACK64 (disabled)
6 608570|evm: security.SMACK64EXEC (disabled)
6 608584|evm: security.SMACK64TRANSMUTE (disabled)
6 608598|evm: security.SMACK64MMAP (disabled)
6 608612|evm: security.apparmor
6 608623|evm: security.ima
6 608635|evm: security.capability
6 608654|evm: HMAC attrs: 0x1
6 668295|Freeing unused kernel image (initmem) memory: 4992K
6 669114|Run %{init} as init process
7 669286|  with arguments:
7 669333|    %{init}
7 669333|%{initArguments}
7 669358|  with environment:
7 669373|    HOME=/
7 669384|    TERM=linux
7 669384|%{initEnvironment}
`,
  },
];
