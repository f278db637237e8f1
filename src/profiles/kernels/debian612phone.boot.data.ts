/**
 * The boot log of 6.12.117+deb12-arm64 with eight CPUs and 8 GiB.
 *
 * Source: linux-phone `q612-panic`: text, levels and times of the log as `dmesg -r` gave them; made by
 * `scripts/record/boot-logs.py`.
 * Format: see `BootLogTable` in `../kernel-text.ts`.
 */
import type { BootLogTable } from '../kernel-text.ts';

export const debian612phoneBootLogs: readonly BootLogTable[] = [
  {
    board: 'qcom-phone',
    cpus: 8,
    memory: { reservedK: 274656, unaccountedK: 0 },
    log: `
6 0|Booting Linux on physical CPU 0x0000000000 [0x411fd070]
5 0|Linux version 6.12.117+deb12-arm64 (debian-kernel@lists.debian.org) (aarch64-linux-gnu-gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP Debian 6.12.117-1~deb12u1 (2026-11-14)
6 0|%{kaslr}
6 0|Machine model: %{machineModel}
6 0|%{memoryLimited}
6 0|efi: UEFI not found.
6 0|%{reservedMemory}
6 0|NUMA: Faking a node at [mem 0x0000000040000000-0x000000023fffffff]
6 0|NODE_DATA(0) allocated [mem 0x23eff5b40-0x23eff927f]
6 0|Zone ranges:
6 0|  DMA      [mem 0x0000000040000000-0x00000000ffffffff]
6 0|  DMA32    empty
6 0|  Normal   [mem 0x0000000100000000-0x000000023fffffff]
6 0|  Device   empty
6 0|Movable zone start for each node
6 0|Early memory node ranges
6 0|  node   0: [mem 0x0000000040000000-0x000000004effffff]
6 0|  node   0: [mem 0x000000004f000000-0x000000004f1fffff]
6 0|  node   0: [mem 0x000000004f200000-0x000000023fffffff]
6 0|Initmem setup node 0 [mem 0x0000000040000000-0x000000023fffffff]
6 0|cma: Reserved 64 MiB at 0x00000000fc000000 on node -1
6 0|psci: probing for conduit method from DT.
6 0|psci: PSCIv1.1 detected in firmware.
6 0|psci: Using standard PSCI v0.2 function IDs
6 0|psci: Trusted OS migration not required
6 0|psci: SMC Calling Convention v1.0
6 0|percpu: Embedded 34 pages/cpu s101464 r8192 d29608 u139264
7 0|pcpu-alloc: s101464 r8192 d29608 u139264 alloc=34*4096
7 0|pcpu-alloc: [0] 0 [0] 1 [0] 2 [0] 3 [0] 4 [0] 5 [0] 6 [0] 7 
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
6 0|Dentry cache hash table entries: 1048576 (order: 11, 8388608 bytes, linear)
6 0|Inode-cache hash table entries: 524288 (order: 10, 4194304 bytes, linear)
6 0|Fallback order for Node 0: 0 
6 0|Built 1 zonelists, mobility grouping on.  Total pages: 2097152
6 0|Policy zone: Normal
6 0|mem auto-init: stack:all(zero), heap alloc:on, heap free:off
6 0|software IO TLB: area num 8.
6 0|software IO TLB: mapped [mem 0x00000000f8000000-0x00000000fc000000] (64MB)
6 0|SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=8, Nodes=1
6 0|ftrace: allocating 50743 entries in 200 pages
6 0|ftrace: allocated 200 pages with 3 groups
6 0|rcu: Hierarchical RCU implementation.
6 0|rcu: 	RCU restricting CPUs from NR_CPUS=512 to nr_cpu_ids=8.
6 0|	Rude variant of Tasks RCU enabled.
6 0|	Tracing variant of Tasks RCU enabled.
6 0|rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
6 0|rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=8
6 0|RCU Tasks Rude: Setting shift to 3 and lim to 1 rcu_task_cb_adjust=1 rcu_task_cpu_ids=8.
6 0|RCU Tasks Trace: Setting shift to 3 and lim to 1 rcu_task_cb_adjust=1 rcu_task_cpu_ids=8.
6 0|NR_IRQS: 64, nr_irqs: 64, preallocated irqs: 0
6 0|Root IRQ handler: gic_handle_irq
6 0|GICv2m: range[mem 0x08020000-0x08020fff], SPI[80:143]
6 0|rcu: srcu_init: Setting srcu_struct sizes based on contention.
6 0|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 0|arch_timer: cp15 timer(s) running at 62.50MHz (virt).
6 0|clocksource: arch_sys_counter: mask: 0x1ffffffffffffff max_cycles: 0x1cd42e208c, max_idle_ns: 881590405314 ns
6 63|sched_clock: 57 bits at 63MHz, resolution 16ns, wraps every 4398046511096ns
6 16722|Console: colour dummy device 80x25
6 27771|Calibrating delay loop (skipped), value calculated using timer frequency.. 125.00 BogoMIPS (lpj=250000)
6 27938|pid_max: default: 32768 minimum: 301
6 37678|LSM: initializing lsm=lockdown,capability,landlock,yama,apparmor,tomoyo,bpf,ipe,ima,evm
6 46966|landlock: Up and running.
6 47008|Yama: disabled by default; enable with sysctl kernel.yama.*
6 62738|AppArmor: AppArmor initialized
6 66970|TOMOYO Linux initialized
6 100136|LSM support for eBPF active
6 116130|Mount-cache hash table entries: 16384 (order: 5, 131072 bytes, linear)
6 116233|Mountpoint-cache hash table entries: 16384 (order: 5, 131072 bytes, linear)
6 213492|rcu: Hierarchical SRCU implementation.
6 213540|rcu: 	Max phase no-delay instances is 1000.
6 224546|Timer migration: 1 hierarchy levels; 8 children per group; 1 crossnode level
6 238751|EFI services will not be available.
6 240766|smp: Bringing up secondary CPUs ...
6 250782|Detected PIPT I-cache on CPU1
6 255926|CPU1: Booted secondary processor 0x0000000001 [0x411fd070]
6 271450|Detected PIPT I-cache on CPU2
6 272398|CPU2: Booted secondary processor 0x0000000002 [0x411fd070]
6 287285|Detected PIPT I-cache on CPU3
6 287598|CPU3: Booted secondary processor 0x0000000003 [0x411fd070]
6 299517|Detected PIPT I-cache on CPU4
6 299839|CPU4: Booted secondary processor 0x0000000004 [0x411fd070]
6 329332|Detected PIPT I-cache on CPU5
6 329670|CPU5: Booted secondary processor 0x0000000005 [0x411fd070]
6 340125|Detected PIPT I-cache on CPU6
6 340482|CPU6: Booted secondary processor 0x0000000006 [0x411fd070]
6 360118|Detected PIPT I-cache on CPU7
6 360476|CPU7: Booted secondary processor 0x0000000007 [0x411fd070]
6 378699|smp: Brought up 1 node, 8 CPUs
6 378756|SMP: Total of 8 processors activated.
6 378784|CPU: All CPU(s) started at EL1
6 379076|CPU features: detected: 32-bit EL0 Support
6 379092|CPU features: detected: 32-bit EL1 Support
6 379154|CPU features: detected: CRC32 instructions
6 744300|alternatives: applying system-wide alternatives
6 1063186|node 0 deferred pages initialised in 36ms
6 1077752|Memory: 8043128K/8388608K available (15616K kernel code, 3820K rwdata, 13948K rodata, 9664K init, 938K bss, 274656K reserved, 65536K cma-reserved)
6 1109521|devtmpfs: initialized
6 1145507|futex hash table entries: %{futexHash}
6 1148463|21712 pages in range for non-PLT usage
6 1148523|513232 pages in range for PLT usage
6 1153947|pinctrl core: initialized pinctrl subsystem
6 1166595|DMI not present or invalid.
6 1219185|NET: Registered PF_NETLINK/PF_ROUTE protocol family
6 1251945|DMA: preallocated 1024 KiB GFP_KERNEL pool for atomic allocations
6 1262964|DMA: preallocated 1024 KiB GFP_KERNEL|GFP_DMA pool for atomic allocations
6 1275880|DMA: preallocated 1024 KiB GFP_KERNEL|GFP_DMA32 pool for atomic allocations
6 1276203|audit: initializing netlink subsys (disabled)
5 1290265|audit: type=2000 audit(%{auditUptime}:1): state=initialized audit_enabled=0 res=1
6 1296369|thermal_sys: Registered thermal governor 'fair_share'
6 1296397|thermal_sys: Registered thermal governor 'bang_bang'
6 1296409|thermal_sys: Registered thermal governor 'step_wise'
6 1296413|thermal_sys: Registered thermal governor 'user_space'
6 1296417|thermal_sys: Registered thermal governor 'power_allocator'
6 1310381|cpuidle: using governor ladder
6 1326425|cpuidle: using governor menu
6 1327560|hw-breakpoint: found 6 breakpoint and 4 watchpoint registers.
6 1330851|ASID allocator initialised with %{asids} entries
6 1339349|Serial: AMBA PL011 UART driver
6 1444535|9000000.pl011: ttyAMA0 at MMIO 0x9000000 (irq = 13, base_baud = 0) is a PL011 rev1
6 1462292|printk: legacy console [%{console}] enabled
6 1682959 ?radix|HugeTLB: registered 1.00 GiB page size, pre-allocated 0 pages
6 1683205 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 1.00 GiB page
6 1683337 ?radix|HugeTLB: registered 32.0 MiB page size, pre-allocated 0 pages
6 1683447 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 32.0 MiB page
6 1683550 ?radix|HugeTLB: registered 2.00 MiB page size, pre-allocated 0 pages
6 1683659 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 2.00 MiB page
6 1683761 ?radix|HugeTLB: registered 64.0 KiB page size, pre-allocated 0 pages
6 1683868 ?radix|HugeTLB: 0 KiB vmemmap can be freed for a 64.0 KiB page
6 1813377|ACPI: Interpreter disabled.
6 1847421|iommu: Default domain type: Translated
6 1847617|iommu: DMA domain TLB invalidation policy: strict mode
6 1940852|pps_core: LinuxPPS API ver. 1 registered
6 1941038|pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@linux.it>
6 1941237|PTP clock support registered
6 1941507|EDAC MC: Ver: 3.0.0
6 1979087|scmi_core: SCMI protocol bus registered
6 2049664|NetLabel: Initializing
6 2049828|NetLabel:  domain hash size = 128
6 2054522|NetLabel:  protocols = UNLABELED CIPSOv4 CALIPSO
6 2057617|NetLabel:  unlabeled traffic allowed by default
6 2063834|vgaarb: loaded
6 2365256|clocksource: Switched to clocksource arch_sys_counter
5 2515024|VFS: Disk quotas dquot_6.6.0
6 2515477|VFS: Dquot-cache hash table entries: 512 (order 0, 4096 bytes)
6 2525248|AppArmor: AppArmor Filesystem Enabled
6 2526042|pnp: PnP ACPI: disabled
6 2579204|NET: Registered PF_INET protocol family
4 2866199|hrtimer: interrupt took 269099408 ns
6 3008130|IP idents hash table entries: 131072 (order: 8, 1048576 bytes, linear)
6 3132974|tcp_listen_portaddr_hash hash table entries: 4096 (order: 4, 65536 bytes, linear)
6 3133359|Table-perturb hash table entries: 65536 (order: 6, 262144 bytes, linear)
6 3133767|TCP established hash table entries: 65536 (order: 7, 524288 bytes, linear)
6 3141211|TCP bind hash table entries: 65536 (order: 9, 2097152 bytes, linear)
6 3142400|TCP: Hash tables configured (established 65536 bind 65536)
6 3144416|MPTCP token hash table entries: 8192 (order: 6, 196608 bytes, linear)
6 3145526|UDP hash table entries: 4096 (order: 5, 131072 bytes, linear)
6 3145975|UDP-Lite hash table entries: 4096 (order: 5, 131072 bytes, linear)
6 3147802|NET: Registered PF_UNIX/PF_LOCAL protocol family
6 3148352|NET: Registered PF_XDP protocol family
6 3148608|PCI: CLS 0 bytes, default 64
6 3165622|Trying to unpack rootfs image as initramfs...
6 3185831|kvm [1]: HYP mode not available
5 3193486|Initialise system trusted keyrings
5 3199150|Key type blacklist registered
6 3202251|workingset: timestamp_bits=42 max_order=21 bucket_order=0
6 3202566|zbud: loaded
6 3207357|fuse: init (API version 7.41)
5 3230067|integrity: Platform Keyring initialized
5 3230529|integrity: Machine keyring initialized
6 3242599|alg: self-tests disabled
5 3361595|Key type asymmetric registered
5 3362066|Asymmetric key parser 'x509' registered
6 3374679|Freeing initrd memory: 1012K
6 3447804|Block layer SCSI generic (bsg) driver version 0.4 loaded (major 245)
6 3453367|io scheduler mq-deadline registered
6 3543985|pl061_gpio 9030000.pl061: PL061 GPIO chip registered
6 3547251|ledtrig-cpu: registered to indicate activity on CPUs
6 3548462|shpchp: Standard Hot Plug PCI Controller Driver version: 0.4
6 3550960|pci-host-generic 4010000000.pcie: host bridge /pcie@10000000 ranges:
6 3551678|pci-host-generic 4010000000.pcie:       IO 0x003eff0000..0x003effffff -> 0x0000000000
6 3552430|pci-host-generic 4010000000.pcie:      MEM 0x0010000000..0x003efeffff -> 0x0010000000
6 3552614|pci-host-generic 4010000000.pcie:      MEM 0x8000000000..0xffffffffff -> 0x8000000000
4 3553708|pci-host-generic 4010000000.pcie: Memory resource size exceeds max for 32 bits
6 3554428|pci-host-generic 4010000000.pcie: ECAM at [mem 0x4010000000-0x401fffffff] for [bus 00-ff]
6 3556068|pci-host-generic 4010000000.pcie: PCI host bridge to bus 0000:00
6 3556607|pci_bus 0000:00: root bus resource [bus 00-ff]
6 3566077|pci_bus 0000:00: root bus resource [io  0x0000-0xffff]
6 3566318|pci_bus 0000:00: root bus resource [mem 0x10000000-0x3efeffff]
6 3566438|pci_bus 0000:00: root bus resource [mem 0x8000000000-0xffffffffff]
6 3568544|pci 0000:00:00.0: [1b36:0008] type 00 class 0x060000 conventional PCI endpoint
6 3576335|pci_bus 0000:00: resource 4 [io  0x0000-0xffff]
6 3576535|pci_bus 0000:00: resource 5 [mem 0x10000000-0x3efeffff]
6 3576645|pci_bus 0000:00: resource 6 [mem 0x8000000000-0xffffffffff]
6 3624696|Serial: 8250/16550 driver, 4 ports, IRQ sharing enabled
6 3631774|Serial: AMBA driver
6 3633952|msm_serial: driver initialized
6 3634290|SuperH (H)SCI(F) driver initialized
6 3669201|mousedev: PS/2 mouse device common for all mice
6 3677292|rtc-pl031 9010000.pl031: registered as rtc0
6 3678181|rtc-pl031 9010000.pl031: setting system clock to %{rtcTime}
6 3724479|hw perfevents: enabled with armv8_pmuv3 PMU driver, 7 (0,8000003f) counters available
6 3754987|NET: Registered PF_INET6 protocol family
6 3866758|Segment Routing with IPv6
6 3867281|In-situ OAM (IOAM) with IPv6
6 3870683|mip6: Mobile IPv6
6 3871185|NET: Registered PF_PACKET protocol family
6 3894716|mpls_gso: MPLS GSO support
6 3942797|registered taskstats version 1
5 3950753|Loading compiled-in X.509 certificates
5 4050292|Loaded X.509 cert 'Build time autogenerated kernel key: 639519c96266febcd42b6cc313a8b71bd85451e9'
6 4106807|Demotion targets for Node 0: null
5 4118774|Key type .fscrypt registered
5 4118932|Key type fscrypt-provisioning registered
5 4382895|Key type encrypted registered
6 4383151|AppArmor: AppArmor sha256 policy hashing enabled
6 4388639|ima: No TPM chip found, activating TPM-bypass!
6 4390535|ima: Allocated hash algorithm: sha256
6 4398184|ima: No architecture policies found
6 4418207|evm: Initialising EVM extended attributes:
6 4418400|evm: security.selinux
6 4418484|evm: security.SMACK64 (disabled)
6 4418557|evm: security.SMACK64EXEC (disabled)
6 4418636|evm: security.SMACK64TRANSMUTE (disabled)
6 4418720|evm: security.SMACK64MMAP (disabled)
6 4418795|evm: security.apparmor
6 4418854|evm: security.ima
6 4418907|evm: security.capability
6 4418980|evm: HMAC attrs: 0x1
6 5157563|clk: Disabling unused clocks
6 5161851|PM: genpd: Disabling unused power domains
6 5911587|Freeing unused kernel memory: 9664K
6 6384425|Checked W+X mappings: passed, no W+X pages found
6 6389558|Run /init as init process
7 6389765|  with arguments:
7 6389800|    %{init}
7 6389800|%{initArguments}
7 6389815|  with environment:
7 6389831|    HOME=/
7 6389844|    TERM=linux
7 6389844|%{initEnvironment}
`,
  },
];
