/**
 * The boot log of 6.1.0-50-arm64.
 *
 * Source: linux-arch `a64d61-dt-init-killed` and `a64d61-dt-panic-2cpu-ecc16`: text, levels and times of the log in a recovered dump, the lines about KASLR from `a64d61-mem-panic-ecc16`; made by
 * `scripts/record/boot-logs.py`.
 * Format: see `BootLogTable` in `../kernel-text.ts`.
 */
import type { BootLogTable } from '../kernel-text.ts';

export const debian61arm64BootLogs: readonly BootLogTable[] = [
  {
    cpus: 1,
    memory: { reservedK: 40220, unaccountedK: 58064 },
    log: `
6 0|Booting Linux on physical CPU 0x0000000000 [0x411fd070]
5 0|Linux version 6.1.0-50-arm64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP Debian 6.1.176-1 (2026-07-02)
5 0|random: crng init done
6 0|Machine model: %{machineModel}
6 0|%{memoryLimited}
6 0|efi: UEFI not found.
6 0|%{reservedMemory}
6 0|NUMA: No NUMA configuration found
6 0|NUMA: Faking a node at [mem %{ramRange}]
6 0|NUMA: NODE_DATA [mem %{nodeData}]
6 0|Zone ranges:
6 0|  DMA      [mem %{ramRange}]
6 0|  DMA32    empty
6 0|  Normal   empty
6 0|Movable zone start for each node
6 0|Early memory node ranges
6 0|%{nodeRanges}
6 0|Initmem setup node 0 [mem %{ramRange}]
6 0|%{unavailableRanges}
6 0|cma: Reserved 64 MiB at %{cmaBase}
6 0|psci: probing for conduit method from DT.
6 0|psci: PSCIv1.1 detected in firmware.
6 0|psci: Using standard PSCI v0.2 function IDs
6 0|psci: Trusted OS migration not required
6 0|psci: SMC Calling Convention v1.0
6 0|percpu: Embedded 31 pages/cpu s87208 r8192 d31576 u126976
7 0|pcpu-alloc: s87208 r8192 d31576 u126976 alloc=31*4096
7 0|pcpu-alloc: %{perCpuUnits} 
6 0|Detected PIPT I-cache on CPU0
6 0|CPU features: detected: Spectre-v2
6 0|CPU features: detected: Spectre-v3a
6 0|CPU features: detected: Spectre-v4
6 0|CPU features: detected: Spectre-BHB
6 0|CPU features: detected: ARM erratum 834220
6 0|CPU features: detected: ARM erratum 1742098
6 0|CPU features: detected: ARM erratum 832075
6 0|CPU features: detected: ARM errata 1165522, 1319367, or 1530923
6 0|%{kpti}
6 0|alternatives: applying boot alternatives
6 0|Fallback order for Node 0: 0 
6 0|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
6 0|Policy zone: DMA
5 0|Kernel command line: %{commandLine}
5 0|%{unknownParameters}
6 0|Dentry cache hash table entries: 32768 (order: 6, 262144 bytes, linear)
6 0|Inode-cache hash table entries: 16384 (order: 5, 131072 bytes, linear)
6 0|mem auto-init: stack:all(zero), heap alloc:on, heap free:off
6 0|Memory: %{availableK}K/%{totalK}K available (13248K kernel code, 2806K rwdata, 9504K rodata, 6464K init, 627K bss, %{reservedK}K reserved, 65536K cma-reserved)
6 0|SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=%{cpus}, Nodes=1
6 0|ftrace: allocating 44174 entries in 173 pages
6 0|ftrace: allocated 173 pages with 5 groups
6 0|trace event string verifier disabled
6 0|rcu: Hierarchical RCU implementation.
6 0|rcu: 	RCU restricting CPUs from NR_CPUS=256 to nr_cpu_ids=%{cpus}.
6 0|	Rude variant of Tasks RCU enabled.
6 0|	Tracing variant of Tasks RCU enabled.
6 0|rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
6 0|rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=%{cpus}
6 0|NR_IRQS: 64, nr_irqs: 64, preallocated irqs: 0
6 0|Root IRQ handler: gic_handle_irq
6 0|GICv2m: range[mem 0x08020000-0x08020fff], SPI[80:143]
6 0|rcu: srcu_init: Setting srcu_struct sizes based on contention.
6 0|arch_timer: cp15 timer(s) running at 62.50MHz (virt).
6 0|clocksource: arch_sys_counter: mask: 0x1ffffffffffffff max_cycles: 0x1cd42e208c, max_idle_ns: 881590405314 ns
6 61|sched_clock: 57 bits at 63MHz, resolution 16ns, wraps every 4398046511096ns
6 6227|Console: colour dummy device 80x25
6 7942|Calibrating delay loop (skipped), value calculated using timer frequency.. 125.00 BogoMIPS (lpj=250000)
6 8091|pid_max: default: 32768 minimum: 301
6 9189|LSM: Security Framework initializing
6 9791|landlock: Up and running.
6 9805|Yama: disabled by default; enable with sysctl kernel.yama.*
6 12120|AppArmor: AppArmor initialized
6 12171|TOMOYO Linux initialized
6 12573|LSM support for eBPF active
6 13925|Mount-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 13969|Mountpoint-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 47430|cblist_init_generic: Setting adjustable number of callback queues.
6 47490|cblist_init_generic: Setting shift to %{cpuShift} and lim to 1.
6 48293|cblist_init_generic: Setting adjustable number of callback queues.
6 48312|cblist_init_generic: Setting shift to %{cpuShift} and lim to 1.
6 50188|rcu: Hierarchical SRCU implementation.
6 50222|rcu: 	Max phase no-delay instances is 1000.
6 57353|EFI services will not be available.
6 60330|smp: Bringing up secondary CPUs ...
6 60440|smp: Brought up 1 node, %{cpuCount}
6 60460|SMP: Total of %{cpus} processors activated.
6 60558|CPU features: detected: 32-bit EL0 Support
6 60578|CPU features: detected: 32-bit EL1 Support
6 60639|CPU features: detected: CRC32 instructions
6 62373|CPU: All CPU(s) started at EL1
6 62621|alternatives: applying system-wide alternatives
6 77363|node 0 deferred pages initialised in 4ms
6 92525|devtmpfs: initialized
5 106764|Registered cp15_barrier emulation handler
5 106825|Registered setend emulation handler
6 107896|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 108576|futex hash table entries: %{futexHash}
6 113106|pinctrl core: initialized pinctrl subsystem
6 120296|DMI not present or invalid.
6 126705|NET: Registered PF_NETLINK/PF_ROUTE protocol family
6 144514|DMA: preallocated 128 KiB GFP_KERNEL pool for atomic allocations
6 145613|DMA: preallocated 128 KiB GFP_KERNEL|GFP_DMA pool for atomic allocations
6 146284|DMA: preallocated 128 KiB GFP_KERNEL|GFP_DMA32 pool for atomic allocations
6 146563|audit: initializing netlink subsys (disabled)
6 152467|thermal_sys: Registered thermal governor 'fair_share'
6 152545|thermal_sys: Registered thermal governor 'bang_bang'
6 152569|thermal_sys: Registered thermal governor 'step_wise'
6 152576|thermal_sys: Registered thermal governor 'user_space'
6 152584|thermal_sys: Registered thermal governor 'power_allocator'
5 153866|audit: type=2000 audit(%{auditUptime}:1): state=initialized audit_enabled=0 res=1
6 154423|cpuidle: using governor ladder
6 154643|cpuidle: using governor menu
6 156130|hw-breakpoint: found 6 breakpoint and 4 watchpoint registers.
6 156684|ASID allocator initialised with %{asids} entries
6 160729|Serial: AMBA PL011 UART driver
6 188255|9000000.pl011: ttyAMA0 at MMIO 0x9000000 (irq = 13, base_baud = 0) is a PL011 rev1
6 200306|printk: console [%{console}] enabled
6 209299|%{kaslr}
6 230638 ?radix|HugeTLB: registered 1.00 GiB page size, pre-allocated 0 pages
6 230831 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 1.00 GiB page
6 230946 ?radix|HugeTLB: registered 32.0 MiB page size, pre-allocated 0 pages
6 231054 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 32.0 MiB page
6 231158 ?radix|HugeTLB: registered 2.00 MiB page size, pre-allocated 0 pages
6 231264 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 2.00 MiB page
6 231368 ?radix|HugeTLB: registered 64.0 KiB page size, pre-allocated 0 pages
6 231474 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 64.0 KiB page
6 245585|ACPI: Interpreter disabled.
6 247425|iommu: Default domain type: Translated 
6 247561|iommu: DMA domain TLB invalidation policy: strict mode 
6 248527|pps_core: LinuxPPS API ver. 1 registered
6 248656|pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@linux.it>
6 248870|PTP clock support registered
6 249118|EDAC MC: Ver: 3.0.0
6 266634|NetLabel: Initializing
6 266815|NetLabel:  domain hash size = 128
6 266934|NetLabel:  protocols = UNLABELED CIPSOv4 CALIPSO
6 268313|NetLabel:  unlabeled traffic allowed by default
6 269136|vgaarb: loaded
6 272355|clocksource: Switched to clocksource arch_sys_counter
5 356662|VFS: Disk quotas dquot_6.6.0
6 356997|VFS: Dquot-cache hash table entries: 512 (order 0, 4096 bytes)
6 363628|AppArmor: AppArmor Filesystem Enabled
6 364454|pnp: PnP ACPI: disabled
6 378616|NET: Registered PF_INET protocol family
6 380238|IP idents hash table entries: 4096 (order: 3, 32768 bytes, linear)
6 385806|tcp_listen_portaddr_hash hash table entries: 256 (order: 0, 4096 bytes, linear)
6 387017|Table-perturb hash table entries: 65536 (order: 6, 262144 bytes, linear)
6 387226|TCP established hash table entries: 2048 (order: 2, 16384 bytes, linear)
6 387761|TCP bind hash table entries: 2048 (order: 4, 65536 bytes, linear)
6 388019|TCP: Hash tables configured (established 2048 bind 2048)
6 390220|MPTCP token hash table entries: 256 (order: 1, 6144 bytes, linear)
6 390751|UDP hash table entries: 256 (order: 1, 8192 bytes, linear)
6 391045|UDP-Lite hash table entries: 256 (order: 1, 8192 bytes, linear)
6 392649|NET: Registered PF_UNIX/PF_LOCAL protocol family
6 393192|NET: Registered PF_XDP protocol family
6 393489|PCI: CLS 0 bytes, default 64
6 399445|Trying to unpack rootfs image as initramfs...
6 403022|hw perfevents: enabled with armv8_pmuv3 PMU driver, 7 counters available
6 403986|kvm [1]: HYP mode not available
5 411555|Initialise system trusted keyrings
5 417541|Key type blacklist registered
6 418583|workingset: timestamp_bits=42 max_order=16 bucket_order=0
6 440732|zbud: loaded
5 446438|integrity: Platform Keyring initialized
5 447074|integrity: Machine keyring initialized
5 447281|Key type asymmetric registered
5 447476|Asymmetric key parser 'x509' registered
6 453952|Freeing initrd memory: 2040K
6 469097|alg: self-tests disabled
6 472219|alg: self-tests for CTR-KDF (hmac(sha256)) passed
6 473203|Block layer SCSI generic (bsg) driver version 0.4 loaded (major 247)
6 474001|io scheduler mq-deadline registered
6 487314|pl061_gpio 9030000.pl061: PL061 GPIO chip registered
6 489294|shpchp: Standard Hot Plug PCI Controller Driver version: 0.4
6 490072|pci-host-generic 4010000000.pcie: host bridge /pcie@10000000 ranges:
6 490745|pci-host-generic 4010000000.pcie:       IO 0x003eff0000..0x003effffff -> 0x0000000000
6 491241|pci-host-generic 4010000000.pcie:      MEM 0x0010000000..0x003efeffff -> 0x0010000000
6 491441|pci-host-generic 4010000000.pcie:      MEM 0x8000000000..0xffffffffff -> 0x8000000000
4 492084|pci-host-generic 4010000000.pcie: Memory resource size exceeds max for 32 bits
6 492784|pci-host-generic 4010000000.pcie: ECAM at [mem 0x4010000000-0x401fffffff] for [bus 00-ff]
6 493871|pci-host-generic 4010000000.pcie: PCI host bridge to bus 0000:00
6 494192|pci_bus 0000:00: root bus resource [bus 00-ff]
6 494338|pci_bus 0000:00: root bus resource [io  0x0000-0xffff]
6 494465|pci_bus 0000:00: root bus resource [mem 0x10000000-0x3efeffff]
6 494577|pci_bus 0000:00: root bus resource [mem 0x8000000000-0xffffffffff]
6 498225|pci 0000:00:00.0: [1b36:0008] type 00 class 0x060000
6 501372|pci 0000:00:01.0: [1b36:0002] type 00 class 0x070002
6 501675|pci 0000:00:01.0: BAR 0 [io  0x0000-0x0007]
6 503534|pci 0000:00:01.0: BAR 0 [io  0x1000-0x1007]: assigned
6 517650|Serial: 8250/16550 driver, 4 ports, IRQ sharing enabled
6 522583|serial 0000:00:01.0: enabling device (0000 -> 0001)
6 550669|0000:00:01.0: ttyS0 at I/O 0x1000 (irq = 16, base_baud = 115200) is a 16550A
6 553589|Serial: AMBA driver
6 553741|SuperH (H)SCI(F) driver initialized
6 554638|msm_serial: driver initialized
6 560200|mousedev: PS/2 mouse device common for all mice
6 564677|rtc-pl031 9010000.pl031: registered as rtc0
6 565355|rtc-pl031 9010000.pl031: setting system clock to %{rtcTime}
6 569250|ledtrig-cpu: registered to indicate activity on CPUs
6 632550|NET: Registered PF_INET6 protocol family
6 643314|Segment Routing with IPv6
6 643624|In-situ OAM (IOAM) with IPv6
6 644162|mip6: Mobile IPv6
6 644742|NET: Registered PF_PACKET protocol family
6 645335|mpls_gso: MPLS GSO support
6 648147|registered taskstats version 1
5 648923|Loading compiled-in X.509 certificates
5 658634|Loaded X.509 cert 'Build time autogenerated kernel key: e15d7c2f27e6115d3eddefe889ed9204ab4c8f27'
6 660998|zswap: loaded using pool lzo/zbud
5 662426|Key type .fscrypt registered
5 662536|Key type fscrypt-provisioning registered
5 666607|Key type encrypted registered
6 666788|AppArmor: AppArmor sha1 policy hashing enabled
6 667325|ima: No TPM chip found, activating TPM-bypass!
6 667462|ima: Allocated hash algorithm: sha256
6 669585|ima: No architecture policies found
6 670177|evm: Initialising EVM extended attributes:
6 670278|evm: security.selinux
6 670355|evm: security.SMACK64 (disabled)
6 670426|evm: security.SMACK64EXEC (disabled)
6 670500|evm: security.SMACK64TRANSMUTE (disabled)
6 670582|evm: security.SMACK64MMAP (disabled)
6 670656|evm: security.apparmor
6 670714|evm: security.ima
6 670765|evm: security.capability
6 670857|evm: HMAC attrs: 0x1
6 677465|clk: Disabling unused clocks
6 681195|uart-pl011 9000000.pl011: no DMA platform data
6 752657|Freeing unused kernel memory: 6464K
6 759376|Checked W+X mappings: passed, no W+X pages found
6 759838|Run %{init} as init process
7 759985|  with arguments:
7 760021|    %{init}
7 760021|%{initArguments}
7 760044|  with environment:
7 760058|    HOME=/
7 760070|    TERM=linux
7 760070|%{initEnvironment}
`,
  },
  {
    cpus: 2,
    memory: { reservedK: 40220, unaccountedK: 58064 },
    log: `
6 0|Booting Linux on physical CPU 0x0000000000 [0x411fd070]
5 0|Linux version 6.1.0-50-arm64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP Debian 6.1.176-1 (2026-07-02)
5 0|random: crng init done
6 0|Machine model: %{machineModel}
6 0|%{memoryLimited}
6 0|efi: UEFI not found.
6 0|%{reservedMemory}
6 0|NUMA: No NUMA configuration found
6 0|NUMA: Faking a node at [mem %{ramRange}]
6 0|NUMA: NODE_DATA [mem %{nodeData}]
6 0|Zone ranges:
6 0|  DMA      [mem %{ramRange}]
6 0|  DMA32    empty
6 0|  Normal   empty
6 0|Movable zone start for each node
6 0|Early memory node ranges
6 0|%{nodeRanges}
6 0|Initmem setup node 0 [mem %{ramRange}]
6 0|%{unavailableRanges}
6 0|cma: Reserved 64 MiB at %{cmaBase}
6 0|psci: probing for conduit method from DT.
6 0|psci: PSCIv1.1 detected in firmware.
6 0|psci: Using standard PSCI v0.2 function IDs
6 0|psci: Trusted OS migration not required
6 0|psci: SMC Calling Convention v1.0
6 0|percpu: Embedded 31 pages/cpu s87208 r8192 d31576 u126976
7 0|pcpu-alloc: s87208 r8192 d31576 u126976 alloc=31*4096
7 0|pcpu-alloc: %{perCpuUnits} 
6 0|Detected PIPT I-cache on CPU0
6 0|CPU features: detected: Spectre-v2
6 0|CPU features: detected: Spectre-v3a
6 0|CPU features: detected: Spectre-v4
6 0|CPU features: detected: Spectre-BHB
6 0|CPU features: detected: ARM erratum 834220
6 0|CPU features: detected: ARM erratum 1742098
6 0|CPU features: detected: ARM erratum 832075
6 0|CPU features: detected: ARM errata 1165522, 1319367, or 1530923
6 0|%{kpti}
6 0|alternatives: applying boot alternatives
6 0|Fallback order for Node 0: 0 
6 0|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
6 0|Policy zone: DMA
5 0|Kernel command line: %{commandLine}
5 0|%{unknownParameters}
6 0|Dentry cache hash table entries: 32768 (order: 6, 262144 bytes, linear)
6 0|Inode-cache hash table entries: 16384 (order: 5, 131072 bytes, linear)
6 0|mem auto-init: stack:all(zero), heap alloc:on, heap free:off
6 0|Memory: %{availableK}K/%{totalK}K available (13248K kernel code, 2806K rwdata, 9504K rodata, 6464K init, 627K bss, %{reservedK}K reserved, 65536K cma-reserved)
6 0|SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=%{cpus}, Nodes=1
6 0|ftrace: allocating 44174 entries in 173 pages
6 0|ftrace: allocated 173 pages with 5 groups
6 0|trace event string verifier disabled
6 0|rcu: Hierarchical RCU implementation.
6 0|rcu: 	RCU restricting CPUs from NR_CPUS=256 to nr_cpu_ids=%{cpus}.
6 0|	Rude variant of Tasks RCU enabled.
6 0|	Tracing variant of Tasks RCU enabled.
6 0|rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
6 0|rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=%{cpus}
6 0|NR_IRQS: 64, nr_irqs: 64, preallocated irqs: 0
6 0|Root IRQ handler: gic_handle_irq
6 0|GICv2m: range[mem 0x08020000-0x08020fff], SPI[80:143]
6 0|rcu: srcu_init: Setting srcu_struct sizes based on contention.
6 0|arch_timer: cp15 timer(s) running at 62.50MHz (virt).
6 0|clocksource: arch_sys_counter: mask: 0x1ffffffffffffff max_cycles: 0x1cd42e208c, max_idle_ns: 881590405314 ns
6 60|sched_clock: 57 bits at 63MHz, resolution 16ns, wraps every 4398046511096ns
6 6100|Console: colour dummy device 80x25
6 7896|Calibrating delay loop (skipped), value calculated using timer frequency.. 125.00 BogoMIPS (lpj=250000)
6 8041|pid_max: default: 32768 minimum: 301
6 9046|LSM: Security Framework initializing
6 9656|landlock: Up and running.
6 9670|Yama: disabled by default; enable with sysctl kernel.yama.*
6 11846|AppArmor: AppArmor initialized
6 11895|TOMOYO Linux initialized
6 12296|LSM support for eBPF active
6 13603|Mount-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 13645|Mountpoint-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 44418|cblist_init_generic: Setting adjustable number of callback queues.
6 44452|cblist_init_generic: Setting shift to %{cpuShift} and lim to 1.
6 44747|cblist_init_generic: Setting adjustable number of callback queues.
6 44756|cblist_init_generic: Setting shift to %{cpuShift} and lim to 1.
6 46269|rcu: Hierarchical SRCU implementation.
6 46298|rcu: 	Max phase no-delay instances is 1000.
6 53116|EFI services will not be available.
6 56732|smp: Bringing up secondary CPUs ...
6 69521|Detected PIPT I-cache on CPU%{secondary}
6 70294|CPU%{secondary}: Booted secondary processor 0x000000000%{secondary} [0x411fd070]
6 76950|smp: Brought up 1 node, %{cpuCount}
6 77002|SMP: Total of %{cpus} processors activated.
6 77052|CPU features: detected: 32-bit EL0 Support
6 77064|CPU features: detected: 32-bit EL1 Support
6 77111|CPU features: detected: CRC32 instructions
6 88039|CPU: All CPU(s) started at EL1
6 88191|alternatives: applying system-wide alternatives
6 126993|node 0 deferred pages initialised in 8ms
6 150347|devtmpfs: initialized
5 172633|Registered cp15_barrier emulation handler
5 172735|Registered setend emulation handler
6 173879|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 174137|futex hash table entries: %{futexHash}
6 179200|pinctrl core: initialized pinctrl subsystem
6 187075|DMI not present or invalid.
6 194543|NET: Registered PF_NETLINK/PF_ROUTE protocol family
6 217660|DMA: preallocated 128 KiB GFP_KERNEL pool for atomic allocations
6 218208|DMA: preallocated 128 KiB GFP_KERNEL|GFP_DMA pool for atomic allocations
6 218459|DMA: preallocated 128 KiB GFP_KERNEL|GFP_DMA32 pool for atomic allocations
6 218786|audit: initializing netlink subsys (disabled)
5 227901|audit: type=2000 audit(%{auditUptime}:1): state=initialized audit_enabled=0 res=1
6 229361|thermal_sys: Registered thermal governor 'fair_share'
6 229396|thermal_sys: Registered thermal governor 'bang_bang'
6 229412|thermal_sys: Registered thermal governor 'step_wise'
6 229416|thermal_sys: Registered thermal governor 'user_space'
6 229420|thermal_sys: Registered thermal governor 'power_allocator'
6 229714|cpuidle: using governor ladder
6 229816|cpuidle: using governor menu
6 230745|hw-breakpoint: found 6 breakpoint and 4 watchpoint registers.
6 231639|ASID allocator initialised with %{asids} entries
6 234516|Serial: AMBA PL011 UART driver
6 272369|9000000.pl011: ttyAMA0 at MMIO 0x9000000 (irq = 13, base_baud = 0) is a PL011 rev1
6 288412|printk: console [%{console}] enabled
6 300291|%{kaslr}
6 344046 ?radix|HugeTLB: registered 1.00 GiB page size, pre-allocated 0 pages
6 344253 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 1.00 GiB page
6 344370 ?radix|HugeTLB: registered 32.0 MiB page size, pre-allocated 0 pages
6 344480 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 32.0 MiB page
6 344582 ?radix|HugeTLB: registered 2.00 MiB page size, pre-allocated 0 pages
6 344696 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 2.00 MiB page
6 344798 ?radix|HugeTLB: registered 64.0 KiB page size, pre-allocated 0 pages
6 344905 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 64.0 KiB page
6 386584|ACPI: Interpreter disabled.
6 411727|iommu: Default domain type: Translated 
6 411940|iommu: DMA domain TLB invalidation policy: strict mode 
6 413223|pps_core: LinuxPPS API ver. 1 registered
6 413330|pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@linux.it>
6 413524|PTP clock support registered
6 413854|EDAC MC: Ver: 3.0.0
6 440512|NetLabel: Initializing
6 440659|NetLabel:  domain hash size = 128
6 440740|NetLabel:  protocols = UNLABELED CIPSOv4 CALIPSO
6 441518|NetLabel:  unlabeled traffic allowed by default
6 442338|vgaarb: loaded
6 471446|clocksource: Switched to clocksource arch_sys_counter
5 580294|VFS: Disk quotas dquot_6.6.0
6 580583|VFS: Dquot-cache hash table entries: 512 (order 0, 4096 bytes)
6 585945|AppArmor: AppArmor Filesystem Enabled
6 586445|pnp: PnP ACPI: disabled
6 604331|NET: Registered PF_INET protocol family
6 606091|IP idents hash table entries: 4096 (order: 3, 32768 bytes, linear)
6 617230|tcp_listen_portaddr_hash hash table entries: 256 (order: 0, 4096 bytes, linear)
6 618605|Table-perturb hash table entries: 65536 (order: 6, 262144 bytes, linear)
6 618920|TCP established hash table entries: 2048 (order: 2, 16384 bytes, linear)
6 620259|TCP bind hash table entries: 2048 (order: 4, 65536 bytes, linear)
6 620568|TCP: Hash tables configured (established 2048 bind 2048)
6 623162|MPTCP token hash table entries: 256 (order: 1, 6144 bytes, linear)
6 623899|UDP hash table entries: 256 (order: 1, 8192 bytes, linear)
6 624301|UDP-Lite hash table entries: 256 (order: 1, 8192 bytes, linear)
6 626117|NET: Registered PF_UNIX/PF_LOCAL protocol family
6 626684|NET: Registered PF_XDP protocol family
6 626964|PCI: CLS 0 bytes, default 64
6 637885|Trying to unpack rootfs image as initramfs...
6 648984|hw perfevents: enabled with armv8_pmuv3 PMU driver, 7 counters available
6 660125|kvm [1]: HYP mode not available
5 663190|Initialise system trusted keyrings
5 669088|Key type blacklist registered
6 676418|workingset: timestamp_bits=42 max_order=16 bucket_order=0
6 695061|Freeing initrd memory: 2040K
6 698353|zbud: loaded
5 703448|integrity: Platform Keyring initialized
5 707714|integrity: Machine keyring initialized
5 707841|Key type asymmetric registered
5 707977|Asymmetric key parser 'x509' registered
6 758444|alg: self-tests disabled
6 781756|alg: self-tests for CTR-KDF (hmac(sha256)) passed
6 783041|Block layer SCSI generic (bsg) driver version 0.4 loaded (major 247)
6 792130|io scheduler mq-deadline registered
6 819238|pl061_gpio 9030000.pl061: PL061 GPIO chip registered
6 825158|shpchp: Standard Hot Plug PCI Controller Driver version: 0.4
6 826019|pci-host-generic 4010000000.pcie: host bridge /pcie@10000000 ranges:
6 826684|pci-host-generic 4010000000.pcie:       IO 0x003eff0000..0x003effffff -> 0x0000000000
6 827176|pci-host-generic 4010000000.pcie:      MEM 0x0010000000..0x003efeffff -> 0x0010000000
6 827793|pci-host-generic 4010000000.pcie:      MEM 0x8000000000..0xffffffffff -> 0x8000000000
4 828349|pci-host-generic 4010000000.pcie: Memory resource size exceeds max for 32 bits
6 828876|pci-host-generic 4010000000.pcie: ECAM at [mem 0x4010000000-0x401fffffff] for [bus 00-ff]
6 829922|pci-host-generic 4010000000.pcie: PCI host bridge to bus 0000:00
6 830239|pci_bus 0000:00: root bus resource [bus 00-ff]
6 830384|pci_bus 0000:00: root bus resource [io  0x0000-0xffff]
6 830513|pci_bus 0000:00: root bus resource [mem 0x10000000-0x3efeffff]
6 830627|pci_bus 0000:00: root bus resource [mem 0x8000000000-0xffffffffff]
6 832108|pci 0000:00:00.0: [1b36:0008] type 00 class 0x060000
6 835082|pci 0000:00:01.0: [1b36:0002] type 00 class 0x070002
6 835456|pci 0000:00:01.0: BAR 0 [io  0x0000-0x0007]
6 837527|pci 0000:00:01.0: BAR 0 [io  0x1000-0x1007]: assigned
6 878223|Serial: 8250/16550 driver, 4 ports, IRQ sharing enabled
6 882688|serial 0000:00:01.0: enabling device (0000 -> 0001)
6 930464|0000:00:01.0: ttyS0 at I/O 0x1000 (irq = 16, base_baud = 115200) is a 16550A
6 936876|Serial: AMBA driver
6 937146|SuperH (H)SCI(F) driver initialized
6 950171|msm_serial: driver initialized
6 968002|mousedev: PS/2 mouse device common for all mice
6 980028|rtc-pl031 9010000.pl031: registered as rtc0
6 980798|rtc-pl031 9010000.pl031: setting system clock to %{rtcTime}
6 994917|ledtrig-cpu: registered to indicate activity on CPUs
6 1115413|NET: Registered PF_INET6 protocol family
6 1164987|Segment Routing with IPv6
6 1165486|In-situ OAM (IOAM) with IPv6
6 1166032|mip6: Mobile IPv6
6 1166358|NET: Registered PF_PACKET protocol family
6 1171474|mpls_gso: MPLS GSO support
6 1179896|registered taskstats version 1
5 1180305|Loading compiled-in X.509 certificates
5 1220870|Loaded X.509 cert 'Build time autogenerated kernel key: e15d7c2f27e6115d3eddefe889ed9204ab4c8f27'
6 1228356|zswap: loaded using pool lzo/zbud
5 1239227|Key type .fscrypt registered
5 1242529|Key type fscrypt-provisioning registered
5 1284275|Key type encrypted registered
6 1284514|AppArmor: AppArmor sha1 policy hashing enabled
6 1286893|ima: No TPM chip found, activating TPM-bypass!
6 1287090|ima: Allocated hash algorithm: sha256
6 1295925|ima: No architecture policies found
6 1296630|evm: Initialising EVM extended attributes:
6 1296734|evm: security.selinux
6 1296813|evm: security.SMACK64 (disabled)
6 1296902|evm: security.SMACK64EXEC (disabled)
6 1297010|evm: security.SMACK64TRANSMUTE (disabled)
6 1297104|evm: security.SMACK64MMAP (disabled)
6 1297180|evm: security.apparmor
6 1297261|evm: security.ima
6 1297320|evm: security.capability
6 1297399|evm: HMAC attrs: 0x1
6 1329200|clk: Disabling unused clocks
6 1341741|uart-pl011 9000000.pl011: no DMA platform data
6 1554240|Freeing unused kernel memory: 6464K
6 1566955|Checked W+X mappings: passed, no W+X pages found
6 1574616|Run %{init} as init process
7 1574803|  with arguments:
7 1574839|    %{init}
7 1574839|%{initArguments}
7 1574898|  with environment:
7 1574912|    HOME=/
7 1574924|    TERM=linux
7 1574924|%{initEnvironment}
`,
  },
];
