/**
 * The boot log of 6.1.0-56-amd64, as recorded on the emulated PC (i440FX, 128 MiB).
 *
 * Source: linux-console `boot-deb61`, levels from its `levels.map`.
 * Format: see `BootLogTable` in `../kernel-text.ts`. Values that depend on the machine, its memory or
 * the command line are placeholders; all others are the recorded ones, also where another run of the same kernel differs
 * a little (sched_clock offsets, calibration).
 */
import type { BootLogTable } from '../kernel-text.ts';

export const debian61amd64BootLogs: readonly BootLogTable[] = [
  {
    cpus: 1,
    memory: { reservedK: 59368, unaccountedK: 256 },
    log: `
5 0|Linux version 6.1.0-56-amd64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16)
6 0|Command line: %{commandLine}
6 0|BIOS-provided physical RAM map:
6 0|%{biosMap}
6 0|NX (Execute Disable) protection: active
6 0|%{userMap}
6 0|SMBIOS 2.8 present.
6 0|DMI: QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2-debian-1.16.2-1 04/01/2014
6 0|tsc: Fast TSC calibration using PIT
6 0|tsc: Detected 999.951 MHz processor
7 4732|e820: update [mem 0x00000000-0x00000fff] usable ==> reserved
7 4751|e820: remove [mem 0x000a0000-0x000fffff] usable
6 5303|AGP: No AGP bridge found
6 5337|last_pfn = %{lastPfn} max_arch_pfn = 0x400000000
6 5350|x86/PAT: Configuration [0-7]: WB  WC  UC- UC  WB  WP  UC- WT  
6 12088|found SMP MP-table at [mem 0x000f5ba0-0x000f5baf]
6 15665|RAMDISK: [mem 0x07d3f000-0x07fdffff]
6 15777|ACPI: Early table checksum verification disabled
6 15790|ACPI: RSDP 0x00000000000F59D0 000014 (v00 BOCHS )
6 15809|ACPI: RSDT 0x0000000007FE1AB2 000034 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 15835|ACPI: FACP 0x0000000007FE1966 000074 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 15863|ACPI: DSDT 0x0000000007FE0040 001926 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 15888|ACPI: FACS 0x0000000007FE0000 000040
6 15907|ACPI: APIC 0x0000000007FE19DA 000078 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 15932|ACPI: HPET 0x0000000007FE1A52 000038 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 15957|ACPI: WAET 0x0000000007FE1A8A 000028 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 15980|ACPI: Reserving FACP table memory at [mem 0x7fe1966-0x7fe19d9]
6 15990|ACPI: Reserving DSDT table memory at [mem 0x7fe0040-0x7fe1965]
6 15999|ACPI: Reserving FACS table memory at [mem 0x7fe0000-0x7fe003f]
6 16009|ACPI: Reserving APIC table memory at [mem 0x7fe19da-0x7fe1a51]
6 16018|ACPI: Reserving HPET table memory at [mem 0x7fe1a52-0x7fe1a89]
6 16027|ACPI: Reserving WAET table memory at [mem 0x7fe1a8a-0x7fe1ab1]
6 16540|No NUMA configuration found
6 16544|Faking a node at [mem 0x0000000000000000-%{lastByte}]
6 16634|NODE_DATA(0) allocated [mem 0x07d14000-0x07d3efff]
6 20390|Zone ranges:
6 20393|  DMA      [mem 0x0000000000001000-0x0000000000ffffff]
6 20404|  DMA32    [mem 0x0000000001000000-%{lastByte}]
6 20415|  Normal   empty
6 20422|  Device   empty
6 20429|Movable zone start for each node
6 20454|Early memory node ranges
6 20457|%{nodeRanges}
6 20476|Initmem setup node 0 [mem 0x0000000000001000-%{lastByte}]
6 20511|%{unavailableRanges}
6 24675|ACPI: PM-Timer IO Port: 0x608
6 24693|ACPI: LAPIC_NMI (acpi_id[0xff] dfl dfl lint[0x1])
6 24705|IOAPIC[0]: apic_id 0, version 32, address 0xfec00000, GSI 0-23
6 24721|ACPI: INT_SRC_OVR (bus 0 bus_irq 0 global_irq 2 dfl dfl)
6 24731|ACPI: INT_SRC_OVR (bus 0 bus_irq 5 global_irq 5 high level)
6 24742|ACPI: INT_SRC_OVR (bus 0 bus_irq 9 global_irq 9 high level)
6 24753|ACPI: INT_SRC_OVR (bus 0 bus_irq 10 global_irq 10 high level)
6 24764|ACPI: INT_SRC_OVR (bus 0 bus_irq 11 global_irq 11 high level)
6 24788|ACPI: Using ACPI (MADT) for SMP configuration information
6 24794|ACPI: HPET id: 0x8086a201 base: 0xfed00000
6 24806|smpboot: Allowing %{cpus} CPUs, 0 hotplug CPUs
6 24864|%{nosaveRegions}
6 24889|[mem 0x08000000-0xfffbffff] available for PCI devices
6 24897|Booting paravirtualized kernel on bare hardware
6 24903|clocksource: refined-jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645519600211568 ns
6 63084|setup_percpu: NR_CPUS:8192 nr_cpumask_bits:%{cpus} nr_cpu_ids:%{cpus} nr_node_ids:1
6 67800|percpu: Embedded 62 pages/cpu s217088 r8192 d28672 u2097152
7 67844|pcpu-alloc: s217088 r8192 d28672 u2097152 alloc=1*2097152
7 67859|pcpu-alloc: [0] %{cpuList} 
6 68041|Fallback order for Node 0: 0 
6 68052|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
6 68060|Policy zone: DMA32
5 68066|Kernel command line: %{commandLine}
5 68066|%{unknownParameters}
6 68970|Dentry cache hash table entries: 16384 (order: 5, 131072 bytes, linear)
6 69126|Inode-cache hash table entries: 8192 (order: 4, 65536 bytes, linear)
6 69220|mem auto-init: stack:all(zero), heap alloc:on, heap free:off
6 69227|AGP: Checking aperture...
6 69758|AGP: No AGP bridge found
6 75642|Memory: %{availableK}K/%{totalK}K available (14343K kernel code, 2338K rwdata, 9132K rodata, 2824K init, 17344K bss, %{reservedK}K reserved, 0K cma-reserved)
6 79036|SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=%{cpus}, Nodes=1
6 79259|ftrace: allocating 40521 entries in 159 pages
6 100066|ftrace: allocated 159 pages with 6 groups
6 102056|Dynamic Preempt: voluntary
6 102302|rcu: Preemptible hierarchical RCU implementation.
6 102306|rcu: 	RCU restricting CPUs from NR_CPUS=8192 to nr_cpu_ids=%{cpus}.
6 102314|	Trampoline variant of Tasks RCU enabled.
6 102318|	Rude variant of Tasks RCU enabled.
6 102322|	Tracing variant of Tasks RCU enabled.
6 102326|rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
6 102332|rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=%{cpus}
6 157045|NR_IRQS: 524544, nr_irqs: 256, preallocated irqs: 16
6 157488|rcu: srcu_init: Setting srcu_struct sizes based on contention.
6 157720|Console: colour *CGA 80x25
6 159510|printk: console [%{console}] enabled
6 159697|ACPI: Core revision 20220331
6 160064|clocksource: hpet: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 19112604467 ns
6 160106|APIC: Switch to symmetric I/O mode setup
6 160391|..TIMER: vector=0x30 apic1=0 pin1=2 apic2=-1 pin2=-1
6 160424|clocksource: tsc-early: mask: 0xffffffffffffffff max_cycles: 0x1cd3d194d39, max_idle_ns: 881590423400 ns
6 160468|Calibrating delay loop (skipped), value calculated using timer frequency.. 1999.90 BogoMIPS (lpj=3999804)
6 160535|process: using AMD E400 aware idle routine
6 160556|Last level iTLB entries: 4KB 512, 2MB 255, 4MB 127
6 160582|Last level dTLB entries: 4KB 512, 2MB 255, 4MB 127, 1GB 0
6 160622|x86/fpu: x87 FPU will use FXSAVE
6 344933|Freeing SMP alternatives memory: 36K
6 344954|pid_max: default: 32768 minimum: 301
6 345590|LSM: Security Framework initializing
6 345797|landlock: Up and running.
6 345812|Yama: disabled by default; enable with sysctl kernel.yama.*
6 346007|AppArmor: AppArmor initialized
6 346031|TOMOYO Linux initialized
6 346068|LSM support for eBPF active
6 346451|Mount-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 346483|Mountpoint-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 568630|smpboot: CPU0: AMD QEMU Virtual CPU version 2.5+ (family: 0xf, model: 0x6b, stepping: 0x1)
6 569439|cblist_init_generic: Setting adjustable number of callback queues.
6 569463|cblist_init_generic: Setting shift to 0 and lim to 1 rcu_task_cpu_ids=%{cpus}.
6 569615|cblist_init_generic: Setting adjustable number of callback queues.
6 569639|cblist_init_generic: Setting shift to 0 and lim to 1 rcu_task_cpu_ids=%{cpus}.
6 569784|cblist_init_generic: Setting adjustable number of callback queues.
6 569808|cblist_init_generic: Setting shift to 0 and lim to 1 rcu_task_cpu_ids=%{cpus}.
6 569924|Performance Events: PMU not available due to virtualization, using software events only.
6 570031|signal: max sigframe size: 1440
6 570154|rcu: Hierarchical SRCU implementation.
6 570171|rcu: 	Max phase no-delay instances is 1000.
6 571904|NMI watchdog: Perf NMI watchdog permanently disabled
6 572148|smp: Bringing up secondary CPUs ...
6 572165|smp: Brought up 1 node, %{cpuCount}
6 572185|smpboot: Max logical packages: 1
6 572203|smpboot: Total of %{cpus} processors activated (1999.90 BogoMIPS)
6 572898|devtmpfs: initialized
6 573226|x86/mm: Memory block size: 128MB
6 575185|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 575226|futex hash table entries: 256 (order: 2, 16384 bytes, linear)
6 575438|pinctrl core: initialized pinctrl subsystem
6 580355|NET: Registered PF_NETLINK/PF_ROUTE protocol family
6 581290|DMA: preallocated 128 KiB GFP_KERNEL pool for atomic allocations
6 581361|DMA: preallocated 128 KiB GFP_KERNEL|GFP_DMA pool for atomic allocations
6 581432|DMA: preallocated 128 KiB GFP_KERNEL|GFP_DMA32 pool for atomic allocations
6 581486|audit: initializing netlink subsys (disabled)
6 582323|thermal_sys: Registered thermal governor 'fair_share'
6 582329|thermal_sys: Registered thermal governor 'bang_bang'
6 582351|thermal_sys: Registered thermal governor 'step_wise'
6 582373|thermal_sys: Registered thermal governor 'user_space'
6 582395|thermal_sys: Registered thermal governor 'power_allocator'
6 582442|cpuidle: using governor ladder
6 582488|cpuidle: using governor menu
6 582891|acpiphp: ACPI Hot Plug PCI Controller Driver version: 0.5
6 583388|PCI: Using configuration type 1 for base access
5 588481|audit: type=2000 audit(%{auditStamp}:1): state=initialized audit_enabled=0 res=1
6 592321|kprobes: kprobe jump-optimization is enabled. All kprobes are optimized if possible.
6 759847|HugeTLB: registered 2.00 MiB page size, pre-allocated 0 pages
6 759871|HugeTLB: 28 KiB vmemmap can be freed for a 2.00 MiB page
6 765346|ACPI: Added _OSI(Module Device)
6 765364|ACPI: Added _OSI(Processor Device)
6 765384|ACPI: Added _OSI(Processor Aggregator Device)
6 770589|ACPI: 1 ACPI AML tables successfully acquired and loaded
6 777570|ACPI: Interpreter enabled
6 777641|ACPI: PM: (supports S0 S3 S4 S5)
6 777659|ACPI: Using IOAPIC for interrupt routing
6 777714|PCI: Using host bridge windows from ACPI; if necessary, use "pci=nocrs" and report a bug
6 777743|PCI: Using E820 reservations for host bridge windows
6 778286|ACPI: Enabled 2 GPEs in block 00 to 0F
6 808288|ACPI: PCI Root Bridge [PCI0] (domain 0000 [bus 00-ff])
6 808325|acpi PNP0A03:00: _OSC: OS supports [ASPM ClockPM Segments MSI HPX-Type3]
6 808359|acpi PNP0A03:00: _OSC: not requesting OS control; OS requires [ExtendedConfig ASPM ClockPM MSI]
4 808433|acpi PNP0A03:00: fail to add MMCONFIG information, can't access extended PCI configuration space under this bridge.
6 814977|acpiphp: Slot [2] registered
6 815078|acpiphp: Slot [3] registered
6 815150|acpiphp: Slot [4] registered
6 815223|acpiphp: Slot [5] registered
6 815296|acpiphp: Slot [6] registered
6 815369|acpiphp: Slot [7] registered
6 815441|acpiphp: Slot [8] registered
6 815541|acpiphp: Slot [9] registered
6 815642|acpiphp: Slot [10] registered
6 815715|acpiphp: Slot [11] registered
6 815787|acpiphp: Slot [12] registered
6 815860|acpiphp: Slot [13] registered
6 815933|acpiphp: Slot [14] registered
6 816006|acpiphp: Slot [15] registered
6 816108|acpiphp: Slot [16] registered
6 816181|acpiphp: Slot [17] registered
6 816254|acpiphp: Slot [18] registered
6 816327|acpiphp: Slot [19] registered
6 816400|acpiphp: Slot [20] registered
6 820951|acpiphp: Slot [21] registered
6 821050|acpiphp: Slot [22] registered
6 821123|acpiphp: Slot [23] registered
6 821196|acpiphp: Slot [24] registered
6 821269|acpiphp: Slot [25] registered
6 821342|acpiphp: Slot [26] registered
6 821445|acpiphp: Slot [27] registered
6 821546|acpiphp: Slot [28] registered
6 821619|acpiphp: Slot [29] registered
6 821692|acpiphp: Slot [30] registered
6 821765|acpiphp: Slot [31] registered
6 821793|PCI host bridge to bus 0000:00
6 821812|pci_bus 0000:00: root bus resource [io  0x0000-0x0cf7 window]
6 821844|pci_bus 0000:00: root bus resource [io  0x0d00-0xffff window]
6 821875|pci_bus 0000:00: root bus resource [mem 0x000a0000-0x000bffff window]
6 821908|pci_bus 0000:00: root bus resource [mem 0x08000000-0xfebfffff window]
6 821942|pci_bus 0000:00: root bus resource [mem 0x100000000-0x17fffffff window]
6 821977|pci_bus 0000:00: root bus resource [bus 00-ff]
6 822053|pci 0000:00:00.0: [8086:1237] type 00 class 0x060000
6 824385|pci 0000:00:01.0: [8086:7000] type 00 class 0x060100
6 826716|pci 0000:00:01.1: [8086:7010] type 00 class 0x010180
6 826758|pci 0000:00:01.1: BAR 4 [io  0xc000-0xc00f]
6 826790|pci 0000:00:01.1: BAR 0 [io  0x01f0-0x01f7]: legacy IDE quirk
6 826820|pci 0000:00:01.1: BAR 1 [io  0x03f6]: legacy IDE quirk
6 826847|pci 0000:00:01.1: BAR 2 [io  0x0170-0x0177]: legacy IDE quirk
6 826877|pci 0000:00:01.1: BAR 3 [io  0x0376]: legacy IDE quirk
6 827110|pci 0000:00:01.3: [8086:7113] type 00 class 0x068000
6 827169|pci 0000:00:01.3: quirk: [io  0x0600-0x063f] claimed by PIIX4 ACPI
6 827202|pci 0000:00:01.3: quirk: [io  0x0700-0x070f] claimed by PIIX4 SMB
6 833497|ACPI: PCI: Interrupt link LNKA configured for IRQ 10
6 833784|ACPI: PCI: Interrupt link LNKB configured for IRQ 10
6 834072|ACPI: PCI: Interrupt link LNKC configured for IRQ 11
6 834359|ACPI: PCI: Interrupt link LNKD configured for IRQ 11
6 834506|ACPI: PCI: Interrupt link LNKS configured for IRQ 9
6 840696|iommu: Default domain type: Translated 
6 840715|iommu: DMA domain TLB invalidation policy: lazy mode 
6 841093|pps_core: LinuxPPS API ver. 1 registered
6 841112|pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@linux.it>
6 841152|PTP clock support registered
6 841214|EDAC MC: Ver: 3.0.0
6 842794|NetLabel: Initializing
6 842808|NetLabel:  domain hash size = 128
6 842826|NetLabel:  protocols = UNLABELED CIPSOv4 CALIPSO
6 842927|NetLabel:  unlabeled traffic allowed by default
6 842947|PCI: Using ACPI for IRQ routing
7 842963|PCI: pci_cache_line_size set to 64 bytes
7 842992|%{ramBuffers}
6 843155|vgaarb: loaded
6 843466|hpet: 3 channels of 0 reserved for per-cpu timers
6 843489|hpet0: at MMIO 0xfed00000, IRQs 2, 8, 0
6 843530|hpet0: 3 comparators, 64-bit 100.000000 MHz counter
6 851325|clocksource: Switched to clocksource tsc-early
5 852833|VFS: Disk quotas dquot_6.6.0
6 852942|VFS: Dquot-cache hash table entries: 512 (order 0, 4096 bytes)
6 859874|AppArmor: AppArmor Filesystem Enabled
6 859948|pnp: PnP ACPI init
7 860417|pnp 00:02: [dma 2]
6 861612|pnp: PnP ACPI: found 6 devices
6 883446|clocksource: acpi_pm: mask: 0xffffff max_cycles: 0xffffff, max_idle_ns: 2085701024 ns
6 887617|NET: Registered PF_INET protocol family
6 891089|IP idents hash table entries: 2048 (order: 2, 16384 bytes, linear)
6 894256|tcp_listen_portaddr_hash hash table entries: 256 (order: 0, 4096 bytes, linear)
6 894366|Table-perturb hash table entries: 65536 (order: 6, 262144 bytes, linear)
6 894407|TCP established hash table entries: 1024 (order: 1, 8192 bytes, linear)
6 894468|TCP bind hash table entries: 1024 (order: 3, 32768 bytes, linear)
6 894533|TCP: Hash tables configured (established 1024 bind 1024)
6 894757|MPTCP token hash table entries: 256 (order: 1, 6144 bytes, linear)
6 894860|UDP hash table entries: 256 (order: 1, 8192 bytes, linear)
6 894908|UDP-Lite hash table entries: 256 (order: 1, 8192 bytes, linear)
6 895179|NET: Registered PF_UNIX/PF_LOCAL protocol family
6 895252|NET: Registered PF_XDP protocol family
6 895278|pci_bus 0000:00: resource 4 [io  0x0000-0x0cf7 window]
6 895308|pci_bus 0000:00: resource 5 [io  0x0d00-0xffff window]
6 895338|pci_bus 0000:00: resource 6 [mem 0x000a0000-0x000bffff window]
6 895370|pci_bus 0000:00: resource 7 [mem 0x08000000-0xfebfffff window]
6 895403|pci_bus 0000:00: resource 8 [mem 0x100000000-0x17fffffff window]
6 895594|pci 0000:00:01.0: PIIX3: Enabling Passive Release
6 895620|pci 0000:00:00.0: Limiting direct PCI/PCI transfers
6 895695|PCI: CLS 0 bytes, default 64
6 895934|Trying to unpack rootfs image as initramfs...
6 913795|Freeing initrd memory: 2692K
5 972045|Initialise system trusted keyrings
5 972211|Key type blacklist registered
6 973240|workingset: timestamp_bits=36 max_order=15 bucket_order=0
6 987031|zbud: loaded
5 988335|integrity: Platform Keyring initialized
5 988446|integrity: Machine keyring initialized
5 988467|Key type asymmetric registered
5 988485|Asymmetric key parser 'x509' registered
6 989185|alg: self-tests disabled
6 989398|alg: self-tests for CTR-KDF (hmac(sha256)) passed
6 989482|Block layer SCSI generic (bsg) driver version 0.4 loaded (major 248)
6 989621|io scheduler mq-deadline registered
6 1000329|shpchp: Standard Hot Plug PCI Controller Driver version: 0.4
6 1001365|Serial: 8250/16550 driver, 4 ports, IRQ sharing enabled
6 1001546|00:03: ttyS1 at I/O 0x2f8 (irq = 3, base_baud = 115200) is a 16550A
6 1002092|00:04: ttyS0 at I/O 0x3f8 (irq = 4, base_baud = 115200) is a 16550A
6 1003722|Linux agpgart interface v0.103
6 1004093|AMD-Vi: AMD IOMMUv2 functionality not available on this system - This is not a bug.
6 1004964|i8042: PNP: PS/2 Controller [PNP0303:KBD,PNP0f13:MOU] at 0x60,0x64 irq 1,12
6 1005308|serio: i8042 KBD port at 0x60,0x64 irq 1
6 1005338|serio: i8042 AUX port at 0x60,0x64 irq 12
6 1005995|mousedev: PS/2 mouse device common for all mice
6 1006384|input: AT Translated Set 2 keyboard as /devices/platform/i8042/serio0/input/input0
6 1006634|rtc_cmos 00:05: RTC can wake from S4
6 1007242|rtc_cmos 00:05: registered as rtc0
6 1007271|rtc_cmos 00:05: setting system clock to %{rtcTime}
6 1007375|rtc_cmos 00:05: alarms up to one day, y3k, 242 bytes nvram, hpet irqs
6 1007891|ledtrig-cpu: registered to indicate activity on CPUs
6 1104655|NET: Registered PF_INET6 protocol family
6 1106940|Segment Routing with IPv6
6 1107030|In-situ OAM (IOAM) with IPv6
6 1107127|mip6: Mobile IPv6
6 1107144|NET: Registered PF_PACKET protocol family
6 1107330|mpls_gso: MPLS GSO support
6 1107927|IPI shorthand broadcast: enabled
6 1108054|sched_clock: Marking stable (1104009833, 2969932)->(911967857, 195011908)
6 1108643|registered taskstats version 1
5 1108692|Loading compiled-in X.509 certificates
5 1117952|Loaded X.509 cert 'Build time autogenerated kernel key: 8963f707e289edc09df337a240938134371a5bb8'
6 1118279|zswap: loaded using pool lzo/zbud
5 1118835|Key type .fscrypt registered
5 1118851|Key type fscrypt-provisioning registered
5 1119978|Key type encrypted registered
6 1119998|AppArmor: AppArmor sha1 policy hashing enabled
6 1120031|ima: No TPM chip found, activating TPM-bypass!
6 1120052|ima: Allocated hash algorithm: sha256
6 1120112|ima: No architecture policies found
6 1120197|evm: Initialising EVM extended attributes:
6 1120216|evm: security.selinux
6 1120231|evm: security.SMACK64 (disabled)
6 1120249|evm: security.SMACK64EXEC (disabled)
6 1120268|evm: security.SMACK64TRANSMUTE (disabled)
6 1120288|evm: security.SMACK64MMAP (disabled)
6 1120306|evm: security.apparmor
6 1120322|evm: security.ima
6 1120337|evm: security.capability
6 1120353|evm: HMAC attrs: 0x1
6 1122357|clk: Disabling unused clocks
6 1134486|Freeing unused decrypted memory: 2036K
6 1137867|Freeing unused kernel image (initmem) memory: 2824K
6 1137883|Write protecting the kernel read-only data: 26624k
6 1142278|Freeing unused kernel image (text/rodata gap) memory: 2040K
6 1143557|Freeing unused kernel image (rodata/data gap) memory: 1108K
6 1390185|x86/mm: Checked W+X mappings: passed, no W+X pages found.
6 1390221|Run %{init} as init process
7 1390232|  with arguments:
7 1390244|    %{init}
7 1390244|%{initArguments}
7 1390256|  with environment:
7 1390267|    HOME=/
7 1390279|    TERM=linux
7 1390279|%{initEnvironment}
6 1922983|tsc: Refined TSC clocksource calibration: 999.999 MHz
6 1923000|clocksource: tsc: mask: 0xffffffffffffffff max_cycles: 0x1cd42c7a813, max_idle_ns: 881590565951 ns
6 1923034|clocksource: Switched to clocksource tsc
`,
  },
];
