/**
 * The boot log of 6.12.117+deb12-arm64.
 *
 * Source: linux-arch `a64d612-dt-oops-bug-panic` and `a64d612-dt-panic-ecc16`: text, levels and times of the log in a recovered dump; made by
 * `scripts/record/boot-logs.py`.
 * Format: see `BootLogTable` in `../kernel-text.ts`.
 */
import type { BootLogTable } from '../kernel-text.ts';

export const debian612arm64BootLogs: readonly BootLogTable[] = [
  {
    cpus: 1,
    memory: { reservedK: 51828, unaccountedK: 2972 },
    log: `
6 0|Booting Linux on physical CPU 0x0000000000 [0x411fd070]
5 0|Linux version 6.12.117+deb12-arm64 (debian-kernel@lists.debian.org) (aarch64-linux-gnu-gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP Debian 6.12.117-1~deb12u1 (2026-11-14)
6 0|%{kaslr}
5 0|random: crng init done
6 0|Machine model: %{machineModel}
6 0|%{memoryLimited}
6 0|efi: UEFI not found.
6 0|%{reservedMemory}
6 0|NUMA: Faking a node at [mem %{ramRange}]
6 0|NODE_DATA(0) allocated [mem %{nodeData}]
6 0|Zone ranges:
6 0|  DMA      [mem %{ramRange}]
6 0|  DMA32    empty
6 0|  Normal   empty
6 0|  Device   empty
6 0|Movable zone start for each node
6 0|Early memory node ranges
6 0|%{nodeRanges}
6 0|Initmem setup node 0 [mem %{ramRange}]
6 0|%{unavailableRanges}
6 0|cma: Reserved 64 MiB at %{cmaBase} on node -1
6 0|psci: probing for conduit method from DT.
6 0|psci: PSCIv1.1 detected in firmware.
6 0|psci: Using standard PSCI v0.2 function IDs
6 0|psci: Trusted OS migration not required
6 0|psci: SMC Calling Convention v1.0
6 0|percpu: Embedded 34 pages/cpu s101464 r8192 d29608 u139264
7 0|pcpu-alloc: s101464 r8192 d29608 u139264 alloc=34*4096
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
5 0|Kernel command line: %{commandLine}
5 0|%{unknownParameters}
6 0|Dentry cache hash table entries: 32768 (order: 6, 262144 bytes, linear)
6 0|Inode-cache hash table entries: 16384 (order: 5, 131072 bytes, linear)
6 0|Fallback order for Node 0: 0 
6 0|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
6 0|Policy zone: DMA
6 0|mem auto-init: stack:all(zero), heap alloc:on, heap free:off
6 0|software IO TLB: SWIOTLB bounce buffer size adjusted to 0MB
6 0|software IO TLB: area num %{cpus}.
6 0|software IO TLB: mapped [mem %{swiotlb}] (0MB)
6 0|SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=%{cpus}, Nodes=1
6 0|ftrace: allocating 50743 entries in 200 pages
6 0|ftrace: allocated 200 pages with 3 groups
6 0|rcu: Hierarchical RCU implementation.
6 0|rcu: 	RCU restricting CPUs from NR_CPUS=512 to nr_cpu_ids=%{cpus}.
6 0|	Rude variant of Tasks RCU enabled.
6 0|	Tracing variant of Tasks RCU enabled.
6 0|rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
6 0|rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=%{cpus}
6 0|RCU Tasks Rude: Setting shift to %{cpuShift} and lim to 1 rcu_task_cb_adjust=1 rcu_task_cpu_ids=%{cpus}.
6 0|RCU Tasks Trace: Setting shift to %{cpuShift} and lim to 1 rcu_task_cb_adjust=1 rcu_task_cpu_ids=%{cpus}.
6 0|NR_IRQS: 64, nr_irqs: 64, preallocated irqs: 0
6 0|Root IRQ handler: gic_handle_irq
6 0|GICv2m: range[mem 0x08020000-0x08020fff], SPI[80:143]
6 0|rcu: srcu_init: Setting srcu_struct sizes based on contention.
6 0|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 0|arch_timer: cp15 timer(s) running at 62.50MHz (virt).
6 0|clocksource: arch_sys_counter: mask: 0x1ffffffffffffff max_cycles: 0x1cd42e208c, max_idle_ns: 881590405314 ns
6 59|sched_clock: 57 bits at 63MHz, resolution 16ns, wraps every 4398046511096ns
6 6793|Console: colour dummy device 80x25
6 8947|Calibrating delay loop (skipped), value calculated using timer frequency.. 125.00 BogoMIPS (lpj=250000)
6 9340|pid_max: default: 32768 minimum: 301
6 10800|LSM: initializing lsm=lockdown,capability,landlock,yama,apparmor,tomoyo,bpf,ipe,ima,evm
6 11373|landlock: Up and running.
6 11390|Yama: disabled by default; enable with sysctl kernel.yama.*
6 13752|AppArmor: AppArmor initialized
6 13907|TOMOYO Linux initialized
6 15145|LSM support for eBPF active
6 16791|Mount-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 16842|Mountpoint-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 62468|rcu: Hierarchical SRCU implementation.
6 62516|rcu: 	Max phase no-delay instances is 1000.
6 68984|EFI services will not be available.
6 70638|smp: Bringing up secondary CPUs ...
6 71776|smp: Brought up 1 node, %{cpuCount}
6 71804|SMP: Total of %{cpus} processors activated.
6 71833|CPU: All CPU(s) started at EL1
6 72035|CPU features: detected: 32-bit EL0 Support
6 72045|CPU features: detected: 32-bit EL1 Support
6 72105|CPU features: detected: CRC32 instructions
6 86584|alternatives: applying system-wide alternatives
6 124955|node 0 deferred pages initialised in 4ms
6 125640|Memory: %{availableK}K/%{totalK}K available (15616K kernel code, 3820K rwdata, 13948K rodata, 9664K init, 938K bss, %{reservedK}K reserved, 65536K cma-reserved)
6 148101|devtmpfs: initialized
6 166172|futex hash table entries: %{futexHash}
6 173511|21712 pages in range for non-PLT usage
6 173593|513232 pages in range for PLT usage
6 176761|pinctrl core: initialized pinctrl subsystem
6 184864|DMI not present or invalid.
6 204080|NET: Registered PF_NETLINK/PF_ROUTE protocol family
6 233167|DMA: preallocated 128 KiB GFP_KERNEL pool for atomic allocations
6 233967|DMA: preallocated 128 KiB GFP_KERNEL|GFP_DMA pool for atomic allocations
6 234298|DMA: preallocated 128 KiB GFP_KERNEL|GFP_DMA32 pool for atomic allocations
6 234548|audit: initializing netlink subsys (disabled)
5 236283|audit: type=2000 audit(%{auditUptime}:1): state=initialized audit_enabled=0 res=1
6 242195|thermal_sys: Registered thermal governor 'fair_share'
6 242232|thermal_sys: Registered thermal governor 'bang_bang'
6 242245|thermal_sys: Registered thermal governor 'step_wise'
6 242250|thermal_sys: Registered thermal governor 'user_space'
6 242254|thermal_sys: Registered thermal governor 'power_allocator'
6 242592|cpuidle: using governor ladder
6 242682|cpuidle: using governor menu
6 243578|hw-breakpoint: found 6 breakpoint and 4 watchpoint registers.
6 243903|ASID allocator initialised with %{asids} entries
6 246847|Serial: AMBA PL011 UART driver
6 283403|9000000.pl011: ttyAMA0 at MMIO 0x9000000 (irq = 13, base_baud = 0) is a PL011 rev1
6 284628|printk: legacy console [%{console}] enabled
6 320456 ?radix|HugeTLB: registered 1.00 GiB page size, pre-allocated 0 pages
6 320653 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 1.00 GiB page
6 320776 ?radix|HugeTLB: registered 32.0 MiB page size, pre-allocated 0 pages
6 320884 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 32.0 MiB page
6 320986 ?radix|HugeTLB: registered 2.00 MiB page size, pre-allocated 0 pages
6 321110 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 2.00 MiB page
6 321217 ?radix|HugeTLB: registered 64.0 KiB page size, pre-allocated 0 pages
6 321323 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 64.0 KiB page
6 351578|ACPI: Interpreter disabled.
6 359646|iommu: Default domain type: Translated
6 359843|iommu: DMA domain TLB invalidation policy: strict mode
6 362182|pps_core: LinuxPPS API ver. 1 registered
6 362298|pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@linux.it>
6 362484|PTP clock support registered
6 368979|EDAC MC: Ver: 3.0.0
6 370571|scmi_core: SCMI protocol bus registered
6 389758|NetLabel: Initializing
6 389904|NetLabel:  domain hash size = 128
6 389983|NetLabel:  protocols = UNLABELED CIPSOv4 CALIPSO
6 390783|NetLabel:  unlabeled traffic allowed by default
6 391888|vgaarb: loaded
6 397352|clocksource: Switched to clocksource arch_sys_counter
5 424753|VFS: Disk quotas dquot_6.6.0
6 425087|VFS: Dquot-cache hash table entries: 512 (order 0, 4096 bytes)
6 437379|AppArmor: AppArmor Filesystem Enabled
6 437993|pnp: PnP ACPI: disabled
6 457280|NET: Registered PF_INET protocol family
6 459379|IP idents hash table entries: 4096 (order: 3, 32768 bytes, linear)
6 553649|tcp_listen_portaddr_hash hash table entries: 256 (order: 0, 4096 bytes, linear)
6 554072|Table-perturb hash table entries: 65536 (order: 6, 262144 bytes, linear)
6 554532|TCP established hash table entries: 2048 (order: 2, 16384 bytes, linear)
6 554825|TCP bind hash table entries: 2048 (order: 4, 65536 bytes, linear)
6 555056|TCP: Hash tables configured (established 2048 bind 2048)
6 556493|MPTCP token hash table entries: 256 (order: 1, 6144 bytes, linear)
6 556884|UDP hash table entries: 256 (order: 1, 8192 bytes, linear)
6 557165|UDP-Lite hash table entries: 256 (order: 1, 8192 bytes, linear)
6 558536|NET: Registered PF_UNIX/PF_LOCAL protocol family
6 558957|NET: Registered PF_XDP protocol family
6 559164|PCI: CLS 0 bytes, default 64
6 567172|kvm [1]: HYP mode not available
5 570167|Initialise system trusted keyrings
6 571908|Trying to unpack rootfs image as initramfs...
5 576136|Key type blacklist registered
6 577306|workingset: timestamp_bits=42 max_order=16 bucket_order=0
6 577668|zbud: loaded
6 583946|fuse: init (API version 7.41)
5 591520|integrity: Platform Keyring initialized
5 591961|integrity: Machine keyring initialized
6 593387|alg: self-tests disabled
6 675305|Freeing initrd memory: 1892K
5 675861|Key type asymmetric registered
5 676003|Asymmetric key parser 'x509' registered
6 689583|Block layer SCSI generic (bsg) driver version 0.4 loaded (major 245)
6 690975|io scheduler mq-deadline registered
6 708839|pl061_gpio 9030000.pl061: PL061 GPIO chip registered
6 710147|ledtrig-cpu: registered to indicate activity on CPUs
6 711011|shpchp: Standard Hot Plug PCI Controller Driver version: 0.4
6 711952|pci-host-generic 4010000000.pcie: host bridge /pcie@10000000 ranges:
6 712554|pci-host-generic 4010000000.pcie:       IO 0x003eff0000..0x003effffff -> 0x0000000000
6 713188|pci-host-generic 4010000000.pcie:      MEM 0x0010000000..0x003efeffff -> 0x0010000000
6 713388|pci-host-generic 4010000000.pcie:      MEM 0x8000000000..0xffffffffff -> 0x8000000000
4 714371|pci-host-generic 4010000000.pcie: Memory resource size exceeds max for 32 bits
6 715239|pci-host-generic 4010000000.pcie: ECAM at [mem 0x4010000000-0x401fffffff] for [bus 00-ff]
6 716870|pci-host-generic 4010000000.pcie: PCI host bridge to bus 0000:00
6 717244|pci_bus 0000:00: root bus resource [bus 00-ff]
6 717398|pci_bus 0000:00: root bus resource [io  0x0000-0xffff]
6 717577|pci_bus 0000:00: root bus resource [mem 0x10000000-0x3efeffff]
6 717690|pci_bus 0000:00: root bus resource [mem 0x8000000000-0xffffffffff]
6 719094|pci 0000:00:00.0: [1b36:0008] type 00 class 0x060000 conventional PCI endpoint
6 722531|pci 0000:00:01.0: [1b36:0002] type 00 class 0x070002 conventional PCI endpoint
6 723023|pci 0000:00:01.0: BAR 0 [io  0x0000-0x0007]
6 725200|pci 0000:00:01.0: BAR 0 [io  0x1000-0x1007]: assigned
6 725683|pci_bus 0000:00: resource 4 [io  0x0000-0xffff]
6 725804|pci_bus 0000:00: resource 5 [mem 0x10000000-0x3efeffff]
6 725912|pci_bus 0000:00: resource 6 [mem 0x8000000000-0xffffffffff]
6 751115|Serial: 8250/16550 driver, 4 ports, IRQ sharing enabled
6 757227|serial 0000:00:01.0: enabling device (0000 -> 0001)
6 785577|0000:00:01.0: ttyS0 at I/O 0x1000 (irq = 15, base_baud = 115200) is a 16550A
6 787842|Serial: AMBA driver
6 788608|msm_serial: driver initialized
6 788844|SuperH (H)SCI(F) driver initialized
6 795062|mousedev: PS/2 mouse device common for all mice
6 799644|rtc-pl031 9010000.pl031: registered as rtc0
6 800391|rtc-pl031 9010000.pl031: setting system clock to %{rtcTime}
6 810791|hw perfevents: enabled with armv8_pmuv3 PMU driver, 7 (0,8000003f) counters available
6 814827|NET: Registered PF_INET6 protocol family
6 829780|Segment Routing with IPv6
6 830427|In-situ OAM (IOAM) with IPv6
6 831017|mip6: Mobile IPv6
6 831266|NET: Registered PF_PACKET protocol family
6 831677|mpls_gso: MPLS GSO support
6 848902|registered taskstats version 1
5 851889|Loading compiled-in X.509 certificates
5 876636|Loaded X.509 cert 'Build time autogenerated kernel key: 639519c96266febcd42b6cc313a8b71bd85451e9'
6 892628|Demotion targets for Node 0: null
5 894033|Key type .fscrypt registered
5 894137|Key type fscrypt-provisioning registered
5 900286|Key type encrypted registered
6 900470|AppArmor: AppArmor sha256 policy hashing enabled
6 901045|ima: No TPM chip found, activating TPM-bypass!
6 901187|ima: Allocated hash algorithm: sha256
6 903495|ima: No architecture policies found
6 904222|evm: Initialising EVM extended attributes:
6 904325|evm: security.selinux
6 904402|evm: security.SMACK64 (disabled)
6 904475|evm: security.SMACK64EXEC (disabled)
6 904551|evm: security.SMACK64TRANSMUTE (disabled)
6 904634|evm: security.SMACK64MMAP (disabled)
6 904710|evm: security.apparmor
6 904768|evm: security.ima
6 904821|evm: security.capability
6 904889|evm: HMAC attrs: 0x1
6 982866|clk: Disabling unused clocks
6 983254|PM: genpd: Disabling unused power domains
6 1074015|Freeing unused kernel memory: 9664K
6 1082827|Checked W+X mappings: passed, no W+X pages found
6 1083380|Run %{init} as init process
7 1083508|  with arguments:
7 1083542|    %{init}
7 1083542|%{initArguments}
7 1083564|  with environment:
7 1083580|    HOME=/
7 1083593|    TERM=linux
7 1083593|%{initEnvironment}
`,
  },
  {
    cpus: 2,
    memory: { reservedK: 51828, unaccountedK: 2972 },
    log: `
6 0|Booting Linux on physical CPU 0x0000000000 [0x411fd070]
5 0|Linux version 6.12.117+deb12-arm64 (debian-kernel@lists.debian.org) (aarch64-linux-gnu-gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP Debian 6.12.117-1~deb12u1 (2026-11-14)
6 0|%{kaslr}
5 0|random: crng init done
6 0|Machine model: %{machineModel}
6 0|%{memoryLimited}
6 0|efi: UEFI not found.
6 0|%{reservedMemory}
6 0|NUMA: Faking a node at [mem %{ramRange}]
6 0|NODE_DATA(0) allocated [mem %{nodeData}]
6 0|Zone ranges:
6 0|  DMA      [mem %{ramRange}]
6 0|  DMA32    empty
6 0|  Normal   empty
6 0|  Device   empty
6 0|Movable zone start for each node
6 0|Early memory node ranges
6 0|%{nodeRanges}
6 0|Initmem setup node 0 [mem %{ramRange}]
6 0|%{unavailableRanges}
6 0|cma: Reserved 64 MiB at %{cmaBase} on node -1
6 0|psci: probing for conduit method from DT.
6 0|psci: PSCIv1.1 detected in firmware.
6 0|psci: Using standard PSCI v0.2 function IDs
6 0|psci: Trusted OS migration not required
6 0|psci: SMC Calling Convention v1.0
6 0|percpu: Embedded 34 pages/cpu s101464 r8192 d29608 u139264
7 0|pcpu-alloc: s101464 r8192 d29608 u139264 alloc=34*4096
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
5 0|Kernel command line: %{commandLine}
5 0|%{unknownParameters}
6 0|Dentry cache hash table entries: 32768 (order: 6, 262144 bytes, linear)
6 0|Inode-cache hash table entries: 16384 (order: 5, 131072 bytes, linear)
6 0|Fallback order for Node 0: 0 
6 0|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
6 0|Policy zone: DMA
6 0|mem auto-init: stack:all(zero), heap alloc:on, heap free:off
6 0|software IO TLB: SWIOTLB bounce buffer size adjusted to 0MB
6 0|software IO TLB: area num %{cpus}.
6 0|software IO TLB: SWIOTLB bounce buffer size roundup to 0MB
6 0|software IO TLB: mapped [mem %{swiotlb}] (0MB)
6 0|SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=%{cpus}, Nodes=1
6 0|ftrace: allocating 50743 entries in 200 pages
6 0|ftrace: allocated 200 pages with 3 groups
6 0|rcu: Hierarchical RCU implementation.
6 0|rcu: 	RCU restricting CPUs from NR_CPUS=512 to nr_cpu_ids=%{cpus}.
6 0|	Rude variant of Tasks RCU enabled.
6 0|	Tracing variant of Tasks RCU enabled.
6 0|rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
6 0|rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=%{cpus}
6 0|RCU Tasks Rude: Setting shift to %{cpuShift} and lim to 1 rcu_task_cb_adjust=1 rcu_task_cpu_ids=%{cpus}.
6 0|RCU Tasks Trace: Setting shift to %{cpuShift} and lim to 1 rcu_task_cb_adjust=1 rcu_task_cpu_ids=%{cpus}.
6 0|NR_IRQS: 64, nr_irqs: 64, preallocated irqs: 0
6 0|Root IRQ handler: gic_handle_irq
6 0|GICv2m: range[mem 0x08020000-0x08020fff], SPI[80:143]
6 0|rcu: srcu_init: Setting srcu_struct sizes based on contention.
6 0|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 0|arch_timer: cp15 timer(s) running at 62.50MHz (virt).
6 0|clocksource: arch_sys_counter: mask: 0x1ffffffffffffff max_cycles: 0x1cd42e208c, max_idle_ns: 881590405314 ns
6 63|sched_clock: 57 bits at 63MHz, resolution 16ns, wraps every 4398046511096ns
6 7692|Console: colour dummy device 80x25
6 9958|Calibrating delay loop (skipped), value calculated using timer frequency.. 125.00 BogoMIPS (lpj=250000)
6 10093|pid_max: default: 32768 minimum: 301
6 11606|LSM: initializing lsm=lockdown,capability,landlock,yama,apparmor,tomoyo,bpf,ipe,ima,evm
6 12373|landlock: Up and running.
6 12393|Yama: disabled by default; enable with sysctl kernel.yama.*
6 15347|AppArmor: AppArmor initialized
6 15625|TOMOYO Linux initialized
6 17924|LSM support for eBPF active
6 19762|Mount-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 19813|Mountpoint-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 60344|rcu: Hierarchical SRCU implementation.
6 60393|rcu: 	Max phase no-delay instances is 1000.
6 62420|Timer migration: 1 hierarchy levels; 8 children per group; 1 crossnode level
6 67887|EFI services will not be available.
6 70417|smp: Bringing up secondary CPUs ...
6 75052|Detected PIPT I-cache on CPU%{secondary}
6 75951|CPU%{secondary}: Booted secondary processor 0x000000000%{secondary} [0x411fd070]
6 79485|smp: Brought up 1 node, %{cpuCount}
6 79518|SMP: Total of %{cpus} processors activated.
6 79542|CPU: All CPU(s) started at EL1
6 79755|CPU features: detected: 32-bit EL0 Support
6 79767|CPU features: detected: 32-bit EL1 Support
6 79828|CPU features: detected: CRC32 instructions
6 87825|alternatives: applying system-wide alternatives
6 130984|node 0 deferred pages initialised in 4ms
6 132032|Memory: %{availableK}K/%{totalK}K available (15616K kernel code, 3820K rwdata, 13948K rodata, 9664K init, 938K bss, %{reservedK}K reserved, 65536K cma-reserved)
6 149523|devtmpfs: initialized
6 169689|futex hash table entries: %{futexHash}
6 172811|21712 pages in range for non-PLT usage
6 172859|513232 pages in range for PLT usage
6 176910|pinctrl core: initialized pinctrl subsystem
6 186734|DMI not present or invalid.
6 208652|NET: Registered PF_NETLINK/PF_ROUTE protocol family
6 227244|DMA: preallocated 128 KiB GFP_KERNEL pool for atomic allocations
6 228131|DMA: preallocated 128 KiB GFP_KERNEL|GFP_DMA pool for atomic allocations
6 228620|DMA: preallocated 128 KiB GFP_KERNEL|GFP_DMA32 pool for atomic allocations
6 229017|audit: initializing netlink subsys (disabled)
5 231015|audit: type=2000 audit(%{auditUptime}:1): state=initialized audit_enabled=0 res=1
6 237140|thermal_sys: Registered thermal governor 'fair_share'
6 237172|thermal_sys: Registered thermal governor 'bang_bang'
6 237184|thermal_sys: Registered thermal governor 'step_wise'
6 237188|thermal_sys: Registered thermal governor 'user_space'
6 237192|thermal_sys: Registered thermal governor 'power_allocator'
6 237804|cpuidle: using governor ladder
6 238068|cpuidle: using governor menu
6 239146|hw-breakpoint: found 6 breakpoint and 4 watchpoint registers.
6 239695|ASID allocator initialised with %{asids} entries
6 242963|Serial: AMBA PL011 UART driver
6 278766|9000000.pl011: ttyAMA0 at MMIO 0x9000000 (irq = 13, base_baud = 0) is a PL011 rev1
6 280024|printk: legacy console [%{console}] enabled
6 313199 ?radix|HugeTLB: registered 1.00 GiB page size, pre-allocated 0 pages
6 313471 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 1.00 GiB page
6 313599 ?radix|HugeTLB: registered 32.0 MiB page size, pre-allocated 0 pages
6 313712 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 32.0 MiB page
6 313815 ?radix|HugeTLB: registered 2.00 MiB page size, pre-allocated 0 pages
6 313932 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 2.00 MiB page
6 314034 ?radix|HugeTLB: registered 64.0 KiB page size, pre-allocated 0 pages
6 314144 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 64.0 KiB page
6 325877|ACPI: Interpreter disabled.
6 329517|iommu: Default domain type: Translated
6 329659|iommu: DMA domain TLB invalidation policy: strict mode
6 333289|pps_core: LinuxPPS API ver. 1 registered
6 333459|pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@linux.it>
6 333688|PTP clock support registered
6 333900|EDAC MC: Ver: 3.0.0
6 337226|scmi_core: SCMI protocol bus registered
6 350086|NetLabel: Initializing
6 350272|NetLabel:  domain hash size = 128
6 350361|NetLabel:  protocols = UNLABELED CIPSOv4 CALIPSO
6 351349|NetLabel:  unlabeled traffic allowed by default
6 352540|vgaarb: loaded
6 358300|clocksource: Switched to clocksource arch_sys_counter
5 380755|VFS: Disk quotas dquot_6.6.0
6 381044|VFS: Dquot-cache hash table entries: 512 (order 0, 4096 bytes)
6 387669|AppArmor: AppArmor Filesystem Enabled
6 388405|pnp: PnP ACPI: disabled
6 427061|NET: Registered PF_INET protocol family
6 429510|IP idents hash table entries: 4096 (order: 3, 32768 bytes, linear)
6 531521|tcp_listen_portaddr_hash hash table entries: 256 (order: 0, 4096 bytes, linear)
6 532057|Table-perturb hash table entries: 65536 (order: 6, 262144 bytes, linear)
6 532344|TCP established hash table entries: 2048 (order: 2, 16384 bytes, linear)
6 532781|TCP bind hash table entries: 2048 (order: 4, 65536 bytes, linear)
6 533140|TCP: Hash tables configured (established 2048 bind 2048)
6 535192|MPTCP token hash table entries: 256 (order: 1, 6144 bytes, linear)
6 535846|UDP hash table entries: 256 (order: 1, 8192 bytes, linear)
6 536311|UDP-Lite hash table entries: 256 (order: 1, 8192 bytes, linear)
6 538567|NET: Registered PF_UNIX/PF_LOCAL protocol family
6 539338|NET: Registered PF_XDP protocol family
6 539605|PCI: CLS 0 bytes, default 64
6 547249|kvm [1]: HYP mode not available
6 552677|Trying to unpack rootfs image as initramfs...
5 557042|Initialise system trusted keyrings
5 580227|Key type blacklist registered
6 581646|workingset: timestamp_bits=42 max_order=16 bucket_order=0
6 582003|zbud: loaded
6 584222|fuse: init (API version 7.41)
6 610641|Freeing initrd memory: 1884K
5 611684|integrity: Platform Keyring initialized
5 612071|integrity: Machine keyring initialized
6 635424|alg: self-tests disabled
5 714934|Key type asymmetric registered
5 715245|Asymmetric key parser 'x509' registered
6 740895|Block layer SCSI generic (bsg) driver version 0.4 loaded (major 245)
6 748986|io scheduler mq-deadline registered
6 797770|pl061_gpio 9030000.pl061: PL061 GPIO chip registered
6 804558|ledtrig-cpu: registered to indicate activity on CPUs
6 808658|shpchp: Standard Hot Plug PCI Controller Driver version: 0.4
6 811226|pci-host-generic 4010000000.pcie: host bridge /pcie@10000000 ranges:
6 812506|pci-host-generic 4010000000.pcie:       IO 0x003eff0000..0x003effffff -> 0x0000000000
6 813488|pci-host-generic 4010000000.pcie:      MEM 0x0010000000..0x003efeffff -> 0x0010000000
6 813937|pci-host-generic 4010000000.pcie:      MEM 0x8000000000..0xffffffffff -> 0x8000000000
4 815389|pci-host-generic 4010000000.pcie: Memory resource size exceeds max for 32 bits
6 816615|pci-host-generic 4010000000.pcie: ECAM at [mem 0x4010000000-0x401fffffff] for [bus 00-ff]
6 819611|pci-host-generic 4010000000.pcie: PCI host bridge to bus 0000:00
6 820444|pci_bus 0000:00: root bus resource [bus 00-ff]
6 820731|pci_bus 0000:00: root bus resource [io  0x0000-0xffff]
6 820965|pci_bus 0000:00: root bus resource [mem 0x10000000-0x3efeffff]
6 821169|pci_bus 0000:00: root bus resource [mem 0x8000000000-0xffffffffff]
6 823661|pci 0000:00:00.0: [1b36:0008] type 00 class 0x060000 conventional PCI endpoint
6 829151|pci 0000:00:01.0: [1b36:0002] type 00 class 0x070002 conventional PCI endpoint
6 829516|pci 0000:00:01.0: BAR 0 [io  0x0000-0x0007]
6 832732|pci 0000:00:01.0: BAR 0 [io  0x1000-0x1007]: assigned
6 833289|pci_bus 0000:00: resource 4 [io  0x0000-0xffff]
6 833504|pci_bus 0000:00: resource 5 [mem 0x10000000-0x3efeffff]
6 833617|pci_bus 0000:00: resource 6 [mem 0x8000000000-0xffffffffff]
6 869458|Serial: 8250/16550 driver, 4 ports, IRQ sharing enabled
6 893935|serial 0000:00:01.0: enabling device (0000 -> 0001)
6 930666|0000:00:01.0: ttyS0 at I/O 0x1000 (irq = 15, base_baud = 115200) is a 16550A
6 933655|Serial: AMBA driver
6 935026|msm_serial: driver initialized
6 935337|SuperH (H)SCI(F) driver initialized
6 944823|mousedev: PS/2 mouse device common for all mice
6 956768|rtc-pl031 9010000.pl031: registered as rtc0
6 957564|rtc-pl031 9010000.pl031: setting system clock to %{rtcTime}
6 969910|hw perfevents: enabled with armv8_pmuv3 PMU driver, 7 (0,8000003f) counters available
6 977833|NET: Registered PF_INET6 protocol family
6 1034901|Segment Routing with IPv6
6 1035330|In-situ OAM (IOAM) with IPv6
6 1035983|mip6: Mobile IPv6
6 1036339|NET: Registered PF_PACKET protocol family
6 1039419|mpls_gso: MPLS GSO support
6 1062243|registered taskstats version 1
5 1064771|Loading compiled-in X.509 certificates
5 1119604|Loaded X.509 cert 'Build time autogenerated kernel key: 639519c96266febcd42b6cc313a8b71bd85451e9'
6 1143361|Demotion targets for Node 0: null
5 1145365|Key type .fscrypt registered
5 1145528|Key type fscrypt-provisioning registered
5 1319269|Key type encrypted registered
6 1319494|AppArmor: AppArmor sha256 policy hashing enabled
6 1320146|ima: No TPM chip found, activating TPM-bypass!
6 1320305|ima: Allocated hash algorithm: sha256
6 1322672|ima: No architecture policies found
6 1323404|evm: Initialising EVM extended attributes:
6 1323527|evm: security.selinux
6 1323607|evm: security.SMACK64 (disabled)
6 1323680|evm: security.SMACK64EXEC (disabled)
6 1323762|evm: security.SMACK64TRANSMUTE (disabled)
6 1323845|evm: security.SMACK64MMAP (disabled)
6 1323921|evm: security.apparmor
6 1323980|evm: security.ima
6 1324032|evm: security.capability
6 1324101|evm: HMAC attrs: 0x1
6 1475394|clk: Disabling unused clocks
6 1475757|PM: genpd: Disabling unused power domains
6 1595619|Freeing unused kernel memory: 9664K
6 1607140|Checked W+X mappings: passed, no W+X pages found
6 1607659|Run %{init} as init process
7 1607786|  with arguments:
7 1607820|    %{init}
7 1607820|%{initArguments}
7 1607835|  with environment:
7 1607848|    HOME=/
7 1607860|    TERM=linux
7 1607860|%{initEnvironment}
`,
  },
];
