/**
 * The boot log of 6.12.117+deb12-amd64, as recorded on the emulated PC (i440FX, 128 MiB).
 *
 * Source: linux-console `boot-deb612` (one CPU) and the boot part of `sysrq-deb612-l-smp` (two), levels from `levels.map`.
 * Format: see `BootLogTable` in `../kernel-text.ts`. Values that depend on the machine, its memory or
 * the command line are placeholders; all others are the recorded ones, also where another run of the same kernel differs
 * a little (sched_clock offsets, calibration).
 */
import type { BootLogTable } from '../kernel-text.ts';

export const debian612amd64BootLogs: readonly BootLogTable[] = [
  {
    cpus: 1,
    memory: { reservedK: 51236, unaccountedK: 3312 },
    log: `
5 0|Linux version 6.12.117+deb12-amd64 (debian-kernel@lists.debian.org) (x86_64-linux-gnu-gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP PREEMPT_DYNAMIC Debian 6.12.117-1~deb12u1 (2026-11-14)
6 0|Command line: %{commandLine}
6 0|BIOS-provided physical RAM map:
6 0|%{biosMap}
6 0|NX (Execute Disable) protection: active
6 0|APIC: Static calls initialized
6 0|%{userMap}
6 0|SMBIOS 2.8 present.
6 0|DMI: QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2-debian-1.16.2-1 04/01/2014
6 0|DMI: Memory slots populated: 1/1
6 0|tsc: Fast TSC calibration using PIT
6 0|tsc: Detected 999.951 MHz processor
7 6090|e820: update [mem 0x00000000-0x00000fff] usable ==> reserved
7 6110|e820: remove [mem 0x000a0000-0x000fffff] usable
6 6860|AGP: No AGP bridge found
6 6900|last_pfn = %{lastPfn} max_arch_pfn = 0x400000000
6 6914|MTRR map: 4 entries (3 fixed + 1 variable; max 19), built from 8 variable MTRRs
6 6927|x86/PAT: Configuration [0-7]: WB  WC  UC- UC  WB  WP  UC- WT  
6 16415|found SMP MP-table at [mem 0x000f5ba0-0x000f5baf]
6 21065|RAMDISK: [mem 0x07d29000-0x07fdffff]
6 21174|ACPI: Early table checksum verification disabled
6 21183|ACPI: RSDP 0x00000000000F59D0 000014 (v00 BOCHS )
6 21203|ACPI: RSDT 0x0000000007FE1AB2 000034 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 21232|ACPI: FACP 0x0000000007FE1966 000074 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 21263|ACPI: DSDT 0x0000000007FE0040 001926 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 21290|ACPI: FACS 0x0000000007FE0000 000040
6 21311|ACPI: APIC 0x0000000007FE19DA 000078 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 21339|ACPI: HPET 0x0000000007FE1A52 000038 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 21367|ACPI: WAET 0x0000000007FE1A8A 000028 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 21392|ACPI: Reserving FACP table memory at [mem 0x7fe1966-0x7fe19d9]
6 21402|ACPI: Reserving DSDT table memory at [mem 0x7fe0040-0x7fe1965]
6 21413|ACPI: Reserving FACS table memory at [mem 0x7fe0000-0x7fe003f]
6 21423|ACPI: Reserving APIC table memory at [mem 0x7fe19da-0x7fe1a51]
6 21434|ACPI: Reserving HPET table memory at [mem 0x7fe1a52-0x7fe1a89]
6 21444|ACPI: Reserving WAET table memory at [mem 0x7fe1a8a-0x7fe1ab1]
6 21617|No NUMA configuration found
6 21622|Faking a node at [mem 0x0000000000000000-%{lastByte}]
6 21706|NODE_DATA(0) allocated [mem 0x07cfe680-0x07d28fff]
6 24946|Zone ranges:
6 24950|  DMA      [mem 0x0000000000001000-0x0000000000ffffff]
6 24963|  DMA32    [mem 0x0000000001000000-%{lastByte}]
6 24975|  Normal   empty
6 24984|  Device   empty
6 24992|Movable zone start for each node
6 25015|Early memory node ranges
6 25020|%{nodeRanges}
6 25041|Initmem setup node 0 [mem 0x0000000000001000-%{lastByte}]
6 25071|%{unavailableRanges}
6 27861|ACPI: PM-Timer IO Port: 0x608
6 27886|ACPI: LAPIC_NMI (acpi_id[0xff] dfl dfl lint[0x1])
6 27901|IOAPIC[0]: apic_id 0, version 32, address 0xfec00000, GSI 0-23
6 27918|ACPI: INT_SRC_OVR (bus 0 bus_irq 0 global_irq 2 dfl dfl)
6 27930|ACPI: INT_SRC_OVR (bus 0 bus_irq 5 global_irq 5 high level)
6 27942|ACPI: INT_SRC_OVR (bus 0 bus_irq 9 global_irq 9 high level)
6 27955|ACPI: INT_SRC_OVR (bus 0 bus_irq 10 global_irq 10 high level)
6 27967|ACPI: INT_SRC_OVR (bus 0 bus_irq 11 global_irq 11 high level)
6 27997|ACPI: Using ACPI (MADT) for SMP configuration information
6 28004|ACPI: HPET id: 0x8086a201 base: 0xfed00000
6 28083|CPU topo: Max. logical packages:   1
6 28090|CPU topo: Max. logical dies:       1
6 28096|CPU topo: Max. dies per package:   1
6 28168|CPU topo: Max. threads per core:   1
6 28174|CPU topo: Num. cores per package:   %{cpus3}
6 28181|CPU topo: Num. threads per package: %{cpus3}
6 28187|CPU topo: Allowing %{cpus} present CPUs plus 0 hotplug CPUs
6 28248|%{nosaveRegions}
6 28276|[mem 0x08000000-0xfffbffff] available for PCI devices
6 28285|Booting paravirtualized kernel on bare hardware
6 28292|clocksource: refined-jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645519600211568 ns
6 72834|setup_percpu: NR_CPUS:8192 nr_cpumask_bits:%{cpus} nr_cpu_ids:%{cpus} nr_node_ids:1
6 73795|percpu: Embedded 66 pages/cpu s233472 r8192 d28672 u2097152
7 73840|pcpu-alloc: s233472 r8192 d28672 u2097152 alloc=1*2097152
7 73856|pcpu-alloc: [0] %{cpuList} 
5 73995|Kernel command line: %{commandLine}
5 73995|%{unknownParameters}
6 74914|Dentry cache hash table entries: 16384 (order: 5, 131072 bytes, linear)
6 74962|Inode-cache hash table entries: 8192 (order: 4, 65536 bytes, linear)
6 75038|Fallback order for Node 0: 0 
6 75052|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
6 75061|Policy zone: DMA32
6 75091|mem auto-init: stack:all(zero), heap alloc:on, heap free:off
6 75100|AGP: Checking aperture...
6 75828|AGP: No AGP bridge found
6 181203|SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=%{cpus}, Nodes=1
6 208316|ftrace: allocating 45261 entries in 180 pages
6 208324|ftrace: allocated 180 pages with 4 groups
6 210706|Dynamic Preempt: voluntary
6 211780|rcu: Preemptible hierarchical RCU implementation.
6 211784|rcu: 	RCU restricting CPUs from NR_CPUS=8192 to nr_cpu_ids=%{cpus}.
6 211792|	Trampoline variant of Tasks RCU enabled.
6 211797|	Rude variant of Tasks RCU enabled.
6 211801|	Tracing variant of Tasks RCU enabled.
6 211805|rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
6 211812|rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=%{cpus}
6 211886|RCU Tasks: Setting shift to 0 and lim to 1 rcu_task_cb_adjust=1 rcu_task_cpu_ids=%{cpus}.
6 211899|RCU Tasks Rude: Setting shift to 0 and lim to 1 rcu_task_cb_adjust=1 rcu_task_cpu_ids=%{cpus}.
6 211911|RCU Tasks Trace: Setting shift to 0 and lim to 1 rcu_task_cb_adjust=1 rcu_task_cpu_ids=%{cpus}.
6 253717|NR_IRQS: 524544, nr_irqs: 256, preallocated irqs: 16
6 254282|rcu: srcu_init: Setting srcu_struct sizes based on contention.
6 254289|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 254796|Console: colour *CGA 80x25
6 254813|printk: legacy console [%{console}] enabled
6 259251|ACPI: Core revision 20240827
6 260534|clocksource: hpet: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 19112604467 ns
6 260579|APIC: Switch to symmetric I/O mode setup
6 260917|..TIMER: vector=0x30 apic1=0 pin1=2 apic2=-1 pin2=-1
6 260952|clocksource: tsc-early: mask: 0xffffffffffffffff max_cycles: 0x1cd3d194d39, max_idle_ns: 881590423400 ns
6 261001|Calibrating delay loop (skipped), value calculated using timer frequency.. 1999.90 BogoMIPS (lpj=3999804)
6 261090|Last level iTLB entries: 4KB 512, 2MB 255, 4MB 127
6 261120|Last level dTLB entries: 4KB 512, 2MB 255, 4MB 127, 1GB 0
6 261166|x86/fpu: x87 FPU will use FXSAVE
6 558910|Freeing SMP alternatives memory: 40K
6 558942|pid_max: default: 32768 minimum: 301
6 567511|LSM: initializing lsm=lockdown,capability,landlock,yama,apparmor,tomoyo,bpf,ipe,ima,evm
6 568766|landlock: Up and running.
6 568783|Yama: disabled by default; enable with sysctl kernel.yama.*
6 573207|AppArmor: AppArmor initialized
6 573320|TOMOYO Linux initialized
6 574145|LSM support for eBPF active
6 577231|Mount-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 577266|Mountpoint-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 799779|smpboot: CPU0: AMD QEMU Virtual CPU version 2.5+ (family: 0xf, model: 0x6b, stepping: 0x1)
6 800996|Performance Events: PMU not available due to virtualization, using software events only.
6 800996|signal: max sigframe size: 1440
6 800996|rcu: Hierarchical SRCU implementation.
6 800996|rcu: 	Max phase no-delay instances is 1000.
6 801577|NMI watchdog: Perf NMI watchdog permanently disabled
6 801781|smp: Bringing up secondary CPUs ...
6 801818|smp: Brought up 1 node, %{cpuCount}
6 801840|smpboot: Total of %{cpus} processors activated (1999.90 BogoMIPS)
6 802264|Memory: %{availableK}K/%{totalK}K available (16384K kernel code, 2499K rwdata, 11716K rodata, 4264K init, 4904K bss, %{reservedK}K reserved, 0K cma-reserved)
6 803576|devtmpfs: initialized
6 803741|x86/mm: Memory block size: 128MB
6 806610|futex hash table entries: 256 (order: 2, 16384 bytes, linear)
6 811787|pinctrl core: initialized pinctrl subsystem
6 817793|NET: Registered PF_NETLINK/PF_ROUTE protocol family
6 818897|DMA: preallocated 128 KiB GFP_KERNEL pool for atomic allocations
6 818970|DMA: preallocated 128 KiB GFP_KERNEL|GFP_DMA pool for atomic allocations
6 819044|DMA: preallocated 128 KiB GFP_KERNEL|GFP_DMA32 pool for atomic allocations
6 819098|audit: initializing netlink subsys (disabled)
5 819309|audit: type=2000 audit(%{auditStamp}:1): state=initialized audit_enabled=0 res=1
6 820158|thermal_sys: Registered thermal governor 'fair_share'
6 820165|thermal_sys: Registered thermal governor 'bang_bang'
6 820189|thermal_sys: Registered thermal governor 'step_wise'
6 820214|thermal_sys: Registered thermal governor 'user_space'
6 820238|thermal_sys: Registered thermal governor 'power_allocator'
6 820291|cpuidle: using governor ladder
6 820343|cpuidle: using governor menu
6 820833|acpiphp: ACPI Hot Plug PCI Controller Driver version: 0.5
6 823539|PCI: Using configuration type 1 for base access
6 824789|kprobes: kprobe jump-optimization is enabled. All kprobes are optimized if possible.
6 1057444|HugeTLB: registered 2.00 MiB page size, pre-allocated 0 pages
6 1057470|HugeTLB: 28 KiB vmemmap can be freed for a 2.00 MiB page
6 1117997|ACPI: Added _OSI(Module Device)
6 1118018|ACPI: Added _OSI(Processor Device)
6 1118040|ACPI: Added _OSI(Processor Aggregator Device)
6 1128307|ACPI: 1 ACPI AML tables successfully acquired and loaded
6 1130676|ACPI: Interpreter enabled
6 1130749|ACPI: PM: (supports S0 S3 S4 S5)
6 1130769|ACPI: Using IOAPIC for interrupt routing
6 1130829|PCI: Using host bridge windows from ACPI; if necessary, use "pci=nocrs" and report a bug
6 1130861|PCI: Using E820 reservations for host bridge windows
6 1131428|ACPI: Enabled 2 GPEs in block 00 to 0F
6 1172395|ACPI: PCI Root Bridge [PCI0] (domain 0000 [bus 00-ff])
6 1172435|acpi PNP0A03:00: _OSC: OS supports [ASPM ClockPM Segments MSI HPX-Type3]
6 1172472|acpi PNP0A03:00: _OSC: not requesting OS control; OS requires [ExtendedConfig ASPM ClockPM MSI]
4 1172546|acpi PNP0A03:00: fail to add MMCONFIG information, can't access extended configuration space under this bridge
6 1174756|acpiphp: Slot [2] registered
6 1174855|acpiphp: Slot [3] registered
6 1174926|acpiphp: Slot [4] registered
6 1174998|acpiphp: Slot [5] registered
6 1175069|acpiphp: Slot [6] registered
6 1175140|acpiphp: Slot [7] registered
6 1175212|acpiphp: Slot [8] registered
6 1175283|acpiphp: Slot [9] registered
6 1175382|acpiphp: Slot [10] registered
6 1175483|acpiphp: Slot [11] registered
6 1175555|acpiphp: Slot [12] registered
6 1175627|acpiphp: Slot [13] registered
6 1175729|acpiphp: Slot [14] registered
6 1175801|acpiphp: Slot [15] registered
6 1175873|acpiphp: Slot [16] registered
6 1175944|acpiphp: Slot [17] registered
6 1176044|acpiphp: Slot [18] registered
6 1176116|acpiphp: Slot [19] registered
6 1176187|acpiphp: Slot [20] registered
6 1176259|acpiphp: Slot [21] registered
6 1176331|acpiphp: Slot [22] registered
6 1176402|acpiphp: Slot [23] registered
6 1176474|acpiphp: Slot [24] registered
6 1176574|acpiphp: Slot [25] registered
6 1176645|acpiphp: Slot [26] registered
6 1176717|acpiphp: Slot [27] registered
6 1176789|acpiphp: Slot [28] registered
6 1176861|acpiphp: Slot [29] registered
6 1176932|acpiphp: Slot [30] registered
6 1177010|acpiphp: Slot [31] registered
6 1177039|PCI host bridge to bus 0000:00
6 1177070|pci_bus 0000:00: root bus resource [io  0x0000-0x0cf7 window]
6 1177103|pci_bus 0000:00: root bus resource [io  0x0d00-0xffff window]
6 1177137|pci_bus 0000:00: root bus resource [mem 0x000a0000-0x000bffff window]
6 1177173|pci_bus 0000:00: root bus resource [mem 0x08000000-0xfebfffff window]
6 1177209|pci_bus 0000:00: root bus resource [mem 0x100000000-0x17fffffff window]
6 1177246|pci_bus 0000:00: root bus resource [bus 00-ff]
6 1177317|pci 0000:00:00.0: [8086:1237] type 00 class 0x060000 conventional PCI endpoint
6 1179657|pci 0000:00:01.0: [8086:7000] type 00 class 0x060100 conventional PCI endpoint
6 1190977|pci 0000:00:01.1: [8086:7010] type 00 class 0x010180 conventional PCI endpoint
6 1191029|pci 0000:00:01.1: BAR 4 [io  0xc000-0xc00f]
6 1191064|pci 0000:00:01.1: BAR 0 [io  0x01f0-0x01f7]: legacy IDE quirk
6 1191096|pci 0000:00:01.1: BAR 1 [io  0x03f6]: legacy IDE quirk
6 1191126|pci 0000:00:01.1: BAR 2 [io  0x0170-0x0177]: legacy IDE quirk
6 1191158|pci 0000:00:01.1: BAR 3 [io  0x0376]: legacy IDE quirk
6 1191404|pci 0000:00:01.3: [8086:7113] type 00 class 0x068000 conventional PCI endpoint
6 1191473|pci 0000:00:01.3: quirk: [io  0x0600-0x063f] claimed by PIIX4 ACPI
6 1191508|pci 0000:00:01.3: quirk: [io  0x0700-0x070f] claimed by PIIX4 SMB
6 1193136|ACPI: PCI: Interrupt link LNKA configured for IRQ 10
6 1193424|ACPI: PCI: Interrupt link LNKB configured for IRQ 10
6 1193712|ACPI: PCI: Interrupt link LNKC configured for IRQ 11
6 1194001|ACPI: PCI: Interrupt link LNKD configured for IRQ 11
6 1194149|ACPI: PCI: Interrupt link LNKS configured for IRQ 9
6 1195517|iommu: Default domain type: Translated
6 1195538|iommu: DMA domain TLB invalidation policy: lazy mode
6 1196507|pps_core: LinuxPPS API ver. 1 registered
6 1196528|pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@linux.it>
6 1196571|PTP clock support registered
6 1196642|EDAC MC: Ver: 3.0.0
6 1208319|NetLabel: Initializing
6 1208335|NetLabel:  domain hash size = 128
6 1208355|NetLabel:  protocols = UNLABELED CIPSOv4 CALIPSO
6 1208489|NetLabel:  unlabeled traffic allowed by default
6 1208515|PCI: Using ACPI for IRQ routing
7 1208533|PCI: pci_cache_line_size set to 64 bytes
7 1208564|%{ramBuffers}
6 1208750|vgaarb: loaded
6 1209180|hpet: 3 channels of 0 reserved for per-cpu timers
6 1209205|hpet0: at MMIO 0xfed00000, IRQs 2, 8, 0
6 1209251|hpet0: 3 comparators, 64-bit 100.000000 MHz counter
6 1211334|clocksource: Switched to clocksource tsc-early
5 1336025|VFS: Disk quotas dquot_6.6.0
6 1336469|VFS: Dquot-cache hash table entries: 512 (order 0, 4096 bytes)
6 1337821|AppArmor: AppArmor Filesystem Enabled
6 1337999|pnp: PnP ACPI init
7 1338512|pnp 00:02: [dma 2]
6 1339734|pnp: PnP ACPI: found 6 devices
6 1355613|clocksource: acpi_pm: mask: 0xffffff max_cycles: 0xffffff, max_idle_ns: 2085701024 ns
6 1357312|NET: Registered PF_INET protocol family
6 1357552|IP idents hash table entries: 2048 (order: 2, 16384 bytes, linear)
6 1457577|tcp_listen_portaddr_hash hash table entries: 256 (order: 0, 4096 bytes, linear)
6 1457690|Table-perturb hash table entries: 65536 (order: 6, 262144 bytes, linear)
6 1457732|TCP established hash table entries: 1024 (order: 1, 8192 bytes, linear)
6 1457797|TCP bind hash table entries: 1024 (order: 3, 32768 bytes, linear)
6 1457855|TCP: Hash tables configured (established 1024 bind 1024)
6 1458219|MPTCP token hash table entries: 256 (order: 1, 6144 bytes, linear)
6 1458458|UDP hash table entries: 256 (order: 1, 8192 bytes, linear)
6 1458505|UDP-Lite hash table entries: 256 (order: 1, 8192 bytes, linear)
6 1459110|NET: Registered PF_UNIX/PF_LOCAL protocol family
6 1459187|NET: Registered PF_XDP protocol family
6 1459216|pci_bus 0000:00: resource 4 [io  0x0000-0x0cf7 window]
6 1459248|pci_bus 0000:00: resource 5 [io  0x0d00-0xffff window]
6 1459281|pci_bus 0000:00: resource 6 [mem 0x000a0000-0x000bffff window]
6 1459315|pci_bus 0000:00: resource 7 [mem 0x08000000-0xfebfffff window]
6 1459350|pci_bus 0000:00: resource 8 [mem 0x100000000-0x17fffffff window]
6 1459543|pci 0000:00:01.0: PIIX3: Enabling Passive Release
6 1459571|pci 0000:00:00.0: Limiting direct PCI/PCI transfers
6 1459652|PCI: CLS 0 bytes, default 64
6 1459912|Trying to unpack rootfs image as initramfs...
5 1465190|Initialise system trusted keyrings
5 1466818|Key type blacklist registered
6 1467009|workingset: timestamp_bits=36 max_order=15 bucket_order=0
6 1467045|zbud: loaded
6 1475644|fuse: init (API version 7.41)
5 1477225|integrity: Platform Keyring initialized
5 1477276|integrity: Machine keyring initialized
6 1478944|alg: self-tests disabled
6 1741002|Freeing initrd memory: 2780K
5 1741050|Key type asymmetric registered
5 1741070|Asymmetric key parser 'x509' registered
6 1742206|Block layer SCSI generic (bsg) driver version 0.4 loaded (major 246)
6 1742355|io scheduler mq-deadline registered
6 1753772|ledtrig-cpu: registered to indicate activity on CPUs
6 1754030|shpchp: Standard Hot Plug PCI Controller Driver version: 0.4
6 1755197|Serial: 8250/16550 driver, 4 ports, IRQ sharing enabled
6 1755654|00:03: ttyS1 at I/O 0x2f8 (irq = 3, base_baud = 115200) is a 16550A
6 1756504|00:04: ttyS0 at I/O 0x3f8 (irq = 4, base_baud = 115200) is a 16550A
6 1758881|Linux agpgart interface v0.103
6 1760493|i8042: PNP: PS/2 Controller [PNP0303:KBD,PNP0f13:MOU] at 0x60,0x64 irq 1,12
6 1760852|serio: i8042 KBD port at 0x60,0x64 irq 1
6 1760885|serio: i8042 AUX port at 0x60,0x64 irq 12
6 1761573|mousedev: PS/2 mouse device common for all mice
6 1761996|input: AT Translated Set 2 keyboard as /devices/platform/i8042/serio0/input/input0
6 1762548|rtc_cmos 00:05: RTC can wake from S4
6 1763185|rtc_cmos 00:05: registered as rtc0
6 1763217|rtc_cmos 00:05: setting system clock to %{rtcTime}
6 1763361|rtc_cmos 00:05: alarms up to one day, y3k, 242 bytes nvram, hpet irqs
4 1763428|amd_pstate: the _CPC object is not present in SBIOS or ACPI disabled
6 1765966|NET: Registered PF_INET6 protocol family
6 1771356|Segment Routing with IPv6
6 1771458|In-situ OAM (IOAM) with IPv6
6 1771646|mip6: Mobile IPv6
6 1771666|NET: Registered PF_PACKET protocol family
6 1771826|mpls_gso: MPLS GSO support
6 1772606|IPI shorthand broadcast: enabled
6 1790296|sched_clock: Marking stable (1780002834, 6707114)->(1543430701, 243279247)
6 1791057|registered taskstats version 1
5 1791621|Loading compiled-in X.509 certificates
5 1848279|Loaded X.509 cert 'Build time autogenerated kernel key: f8737d2b0cb3acd10f915583dfb07a29db3f1982'
6 1868299|Demotion targets for Node 0: null
5 1869326|Key type .fscrypt registered
5 1869344|Key type fscrypt-provisioning registered
5 1872139|Key type encrypted registered
6 1872163|AppArmor: AppArmor sha256 policy hashing enabled
6 1872237|ima: No TPM chip found, activating TPM-bypass!
6 1872262|ima: Allocated hash algorithm: sha256
6 1872326|ima: No architecture policies found
6 1872422|evm: Initialising EVM extended attributes:
6 1872443|evm: security.selinux
6 1872461|evm: security.SMACK64 (disabled)
6 1872481|evm: security.SMACK64EXEC (disabled)
6 1872502|evm: security.SMACK64TRANSMUTE (disabled)
6 1872524|evm: security.SMACK64MMAP (disabled)
6 1872545|evm: security.apparmor
6 1872563|evm: security.ima
6 1872580|evm: security.capability
6 1872598|evm: HMAC attrs: 0x1
6 1877433|RAS: Correctable Errors collector initialized.
6 1985015|clk: Disabling unused clocks
6 1985034|PM: genpd: Disabling unused power domains
6 2012022|Freeing unused decrypted memory: 2028K
6 2015887|Freeing unused kernel image (initmem) memory: 4264K
6 2016091|Write protecting the kernel read-only data: 28672k
6 2018636|Freeing unused kernel image (rodata/data gap) memory: 572K
6 2282816|x86/mm: Checked W+X mappings: passed, no W+X pages found.
6 2282940|Run %{init} as init process
7 2282954|  with arguments:
7 2282967|    %{init}
7 2282967|%{initArguments}
7 2282981|  with environment:
7 2282995|    HOME=/
7 2283009|    TERM=linux
7 2283009|%{initEnvironment}
6 2470724|tsc: Refined TSC clocksource calibration: 1000.000 MHz
6 2470743|clocksource: tsc: mask: 0xffffffffffffffff max_cycles: 0x1cd42e4dffb, max_idle_ns: 881590591483 ns
6 2470781|clocksource: Switched to clocksource tsc
`,
  },
  {
    cpus: 2,
    memory: { reservedK: 51504, unaccountedK: 3544 },
    log: `
5 0|Linux version 6.12.117+deb12-amd64 (debian-kernel@lists.debian.org) (x86_64-linux-gnu-gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP PREEMPT_DYNAMIC Debian 6.12.117-1~deb12u1 (2026-11-14)
6 0|Command line: %{commandLine}
6 0|BIOS-provided physical RAM map:
6 0|%{biosMap}
6 0|NX (Execute Disable) protection: active
6 0|APIC: Static calls initialized
6 0|%{userMap}
6 0|SMBIOS 2.8 present.
6 0|DMI: QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2-debian-1.16.2-1 04/01/2014
6 0|DMI: Memory slots populated: 1/1
6 0|tsc: Fast TSC calibration using PIT
6 0|tsc: Detected 999.951 MHz processor
7 6090|e820: update [mem 0x00000000-0x00000fff] usable ==> reserved
7 6110|e820: remove [mem 0x000a0000-0x000fffff] usable
6 6860|AGP: No AGP bridge found
6 6900|last_pfn = %{lastPfn} max_arch_pfn = 0x400000000
6 6914|MTRR map: 4 entries (3 fixed + 1 variable; max 19), built from 8 variable MTRRs
6 6927|x86/PAT: Configuration [0-7]: WB  WC  UC- UC  WB  WP  UC- WT  
6 16415|found SMP MP-table at [mem 0x000f5ba0-0x000f5baf]
6 21065|RAMDISK: [mem 0x07d28000-0x07fdffff]
6 21175|ACPI: Early table checksum verification disabled
6 21184|ACPI: RSDP 0x00000000000F59D0 000014 (v00 BOCHS )
6 21204|ACPI: RSDT 0x0000000007FE1B0D 000034 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 21233|ACPI: FACP 0x0000000007FE19B9 000074 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 21264|ACPI: DSDT 0x0000000007FE0040 001979 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 21292|ACPI: FACS 0x0000000007FE0000 000040
6 21313|ACPI: APIC 0x0000000007FE1A2D 000080 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 21341|ACPI: HPET 0x0000000007FE1AAD 000038 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 21369|ACPI: WAET 0x0000000007FE1AE5 000028 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 21393|ACPI: Reserving FACP table memory at [mem 0x7fe19b9-0x7fe1a2c]
6 21404|ACPI: Reserving DSDT table memory at [mem 0x7fe0040-0x7fe19b8]
6 21414|ACPI: Reserving FACS table memory at [mem 0x7fe0000-0x7fe003f]
6 21425|ACPI: Reserving APIC table memory at [mem 0x7fe1a2d-0x7fe1aac]
6 21435|ACPI: Reserving HPET table memory at [mem 0x7fe1aad-0x7fe1ae4]
6 21446|ACPI: Reserving WAET table memory at [mem 0x7fe1ae5-0x7fe1b0c]
6 21618|No NUMA configuration found
6 21624|Faking a node at [mem 0x0000000000000000-%{lastByte}]
6 21708|NODE_DATA(0) allocated [mem 0x07cfd680-0x07d27fff]
6 24948|Zone ranges:
6 24952|  DMA      [mem 0x0000000000001000-0x0000000000ffffff]
6 24964|  DMA32    [mem 0x0000000001000000-%{lastByte}]
6 24977|  Normal   empty
6 24985|  Device   empty
6 24993|Movable zone start for each node
6 25016|Early memory node ranges
6 25021|%{nodeRanges}
6 25043|Initmem setup node 0 [mem 0x0000000000001000-%{lastByte}]
6 25072|%{unavailableRanges}
6 27862|ACPI: PM-Timer IO Port: 0x608
6 27889|ACPI: LAPIC_NMI (acpi_id[0xff] dfl dfl lint[0x1])
6 27903|IOAPIC[0]: apic_id 0, version 32, address 0xfec00000, GSI 0-23
6 27921|ACPI: INT_SRC_OVR (bus 0 bus_irq 0 global_irq 2 dfl dfl)
6 27933|ACPI: INT_SRC_OVR (bus 0 bus_irq 5 global_irq 5 high level)
6 27945|ACPI: INT_SRC_OVR (bus 0 bus_irq 9 global_irq 9 high level)
6 27957|ACPI: INT_SRC_OVR (bus 0 bus_irq 10 global_irq 10 high level)
6 27970|ACPI: INT_SRC_OVR (bus 0 bus_irq 11 global_irq 11 high level)
6 27999|ACPI: Using ACPI (MADT) for SMP configuration information
6 28006|ACPI: HPET id: 0x8086a201 base: 0xfed00000
6 28086|CPU topo: Max. logical packages:   1
6 28092|CPU topo: Max. logical dies:       1
6 28099|CPU topo: Max. dies per package:   1
6 28170|CPU topo: Max. threads per core:   1
6 28177|CPU topo: Num. cores per package:   %{cpus3}
6 28184|CPU topo: Num. threads per package: %{cpus3}
6 28190|CPU topo: Allowing %{cpus} present CPUs plus 0 hotplug CPUs
6 28251|%{nosaveRegions}
6 28279|[mem 0x08000000-0xfffbffff] available for PCI devices
6 28288|Booting paravirtualized kernel on bare hardware
6 28295|clocksource: refined-jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645519600211568 ns
6 72837|setup_percpu: NR_CPUS:8192 nr_cpumask_bits:%{cpus} nr_cpu_ids:%{cpus} nr_node_ids:1
6 73975|percpu: Embedded 66 pages/cpu s233472 r8192 d28672 u1048576
7 74021|pcpu-alloc: s233472 r8192 d28672 u1048576 alloc=1*2097152
7 74037|pcpu-alloc: [0] %{cpuList} 
5 74181|Kernel command line: %{commandLine}
5 74181|%{unknownParameters}
6 75100|Dentry cache hash table entries: 16384 (order: 5, 131072 bytes, linear)
6 75147|Inode-cache hash table entries: 8192 (order: 4, 65536 bytes, linear)
6 75238|Fallback order for Node 0: 0 
6 75252|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
6 75261|Policy zone: DMA32
6 75291|mem auto-init: stack:all(zero), heap alloc:on, heap free:off
6 75300|AGP: Checking aperture...
6 76028|AGP: No AGP bridge found
6 183590|SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=%{cpus}, Nodes=1
6 210994|ftrace: allocating 45261 entries in 180 pages
6 211002|ftrace: allocated 180 pages with 4 groups
6 213389|Dynamic Preempt: voluntary
6 214640|rcu: Preemptible hierarchical RCU implementation.
6 214644|rcu: 	RCU restricting CPUs from NR_CPUS=8192 to nr_cpu_ids=%{cpus}.
6 214652|	Trampoline variant of Tasks RCU enabled.
6 214657|	Rude variant of Tasks RCU enabled.
6 214661|	Tracing variant of Tasks RCU enabled.
6 214665|rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
6 214672|rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=%{cpus}
6 214725|RCU Tasks: Setting shift to 1 and lim to 1 rcu_task_cb_adjust=1 rcu_task_cpu_ids=%{cpus}.
6 214738|RCU Tasks Rude: Setting shift to 1 and lim to 1 rcu_task_cb_adjust=1 rcu_task_cpu_ids=%{cpus}.
6 214750|RCU Tasks Trace: Setting shift to 1 and lim to 1 rcu_task_cb_adjust=1 rcu_task_cpu_ids=%{cpus}.
6 256506|NR_IRQS: 524544, nr_irqs: 440, preallocated irqs: 16
6 257058|rcu: srcu_init: Setting srcu_struct sizes based on contention.
6 257066|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 257579|Console: colour *CGA 80x25
6 257596|printk: legacy console [%{console}] enabled
6 262037|ACPI: Core revision 20240827
6 263322|clocksource: hpet: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 19112604467 ns
6 263367|APIC: Switch to symmetric I/O mode setup
6 263735|..TIMER: vector=0x30 apic1=0 pin1=2 apic2=-1 pin2=-1
6 263769|clocksource: tsc-early: mask: 0xffffffffffffffff max_cycles: 0x1cd3d194d39, max_idle_ns: 881590423400 ns
6 263818|Calibrating delay loop (skipped), value calculated using timer frequency.. 1999.90 BogoMIPS (lpj=3999804)
6 263909|Last level iTLB entries: 4KB 512, 2MB 255, 4MB 127
6 263938|Last level dTLB entries: 4KB 512, 2MB 255, 4MB 127, 1GB 0
6 263984|x86/fpu: x87 FPU will use FXSAVE
6 547739|Freeing SMP alternatives memory: 40K
6 547778|pid_max: default: 32768 minimum: 301
6 556811|LSM: initializing lsm=lockdown,capability,landlock,yama,apparmor,tomoyo,bpf,ipe,ima,evm
6 558067|landlock: Up and running.
6 558084|Yama: disabled by default; enable with sysctl kernel.yama.*
6 558456|AppArmor: AppArmor initialized
6 558570|TOMOYO Linux initialized
6 559394|LSM support for eBPF active
6 562735|Mount-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 562770|Mountpoint-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 785734|smpboot: CPU0: AMD QEMU Virtual CPU version 2.5+ (family: 0xf, model: 0x6b, stepping: 0x1)
6 787474|Performance Events: PMU not available due to virtualization, using software events only.
6 787604|signal: max sigframe size: 1440
6 787756|rcu: Hierarchical SRCU implementation.
6 787776|rcu: 	Max phase no-delay instances is 1000.
6 787813|Timer migration: 1 hierarchy levels; 8 children per group; 1 crossnode level
6 788492|NMI watchdog: Perf NMI watchdog permanently disabled
6 788749|smp: Bringing up secondary CPUs ...
6 789549|smpboot: x86: Booting SMP configuration:
6 789569|.... node  #0, CPUs:      %{secondaryList}
6 871955|smp: Brought up 1 node, %{cpuCount}
6 871955|smpboot: Total of %{cpus} processors activated (4001.05 BogoMIPS)
6 872318|Memory: %{availableK}K/%{totalK}K available (16384K kernel code, 2499K rwdata, 11716K rodata, 4264K init, 4904K bss, %{reservedK}K reserved, 0K cma-reserved)
6 872987|devtmpfs: initialized
6 872987|x86/mm: Memory block size: 128MB
6 876763|futex hash table entries: 512 (order: 3, 32768 bytes, linear)
6 883333|pinctrl core: initialized pinctrl subsystem
6 889617|NET: Registered PF_NETLINK/PF_ROUTE protocol family
6 890792|DMA: preallocated 128 KiB GFP_KERNEL pool for atomic allocations
6 890865|DMA: preallocated 128 KiB GFP_KERNEL|GFP_DMA pool for atomic allocations
6 890940|DMA: preallocated 128 KiB GFP_KERNEL|GFP_DMA32 pool for atomic allocations
6 891023|audit: initializing netlink subsys (disabled)
6 892004|thermal_sys: Registered thermal governor 'fair_share'
6 892012|thermal_sys: Registered thermal governor 'bang_bang'
6 892036|thermal_sys: Registered thermal governor 'step_wise'
6 892060|thermal_sys: Registered thermal governor 'user_space'
6 892085|thermal_sys: Registered thermal governor 'power_allocator'
6 892139|cpuidle: using governor ladder
6 892191|cpuidle: using governor menu
6 892756|acpiphp: ACPI Hot Plug PCI Controller Driver version: 0.5
6 895693|PCI: Using configuration type 1 for base access
4 896272|mtrr: your CPUs had inconsistent fixed MTRR settings
4 896295|mtrr: your CPUs had inconsistent variable MTRR settings
4 896318|mtrr: your CPUs had inconsistent MTRRdefType settings
6 896341|mtrr: probably your BIOS does not setup all CPUs.
6 896363|mtrr: corrected configuration.
6 897070|kprobes: kprobe jump-optimization is enabled. All kprobes are optimized if possible.
5 1324435|audit: type=2000 audit(%{auditStamp}:1): state=initialized audit_enabled=0 res=1
6 1324435|HugeTLB: registered 2.00 MiB page size, pre-allocated 0 pages
6 1324435|HugeTLB: 28 KiB vmemmap can be freed for a 2.00 MiB page
6 1353199|ACPI: Added _OSI(Module Device)
6 1353199|ACPI: Added _OSI(Processor Device)
6 1353199|ACPI: Added _OSI(Processor Aggregator Device)
6 1361065|ACPI: 1 ACPI AML tables successfully acquired and loaded
6 1361792|ACPI: Interpreter enabled
6 1361792|ACPI: PM: (supports S0 S3 S4 S5)
6 1361792|ACPI: Using IOAPIC for interrupt routing
6 1361792|PCI: Using host bridge windows from ACPI; if necessary, use "pci=nocrs" and report a bug
6 1361792|PCI: Using E820 reservations for host bridge windows
6 1364394|ACPI: Enabled 2 GPEs in block 00 to 0F
6 1381373|ACPI: PCI Root Bridge [PCI0] (domain 0000 [bus 00-ff])
6 1381412|acpi PNP0A03:00: _OSC: OS supports [ASPM ClockPM Segments MSI HPX-Type3]
6 1381449|acpi PNP0A03:00: _OSC: not requesting OS control; OS requires [ExtendedConfig ASPM ClockPM MSI]
4 1381551|acpi PNP0A03:00: fail to add MMCONFIG information, can't access extended configuration space under this bridge
6 1383694|acpiphp: Slot [2] registered
6 1383794|acpiphp: Slot [3] registered
6 1383870|acpiphp: Slot [4] registered
6 1383942|acpiphp: Slot [5] registered
6 1384013|acpiphp: Slot [6] registered
6 1384112|acpiphp: Slot [7] registered
6 1384184|acpiphp: Slot [8] registered
6 1384255|acpiphp: Slot [9] registered
6 1384326|acpiphp: Slot [10] registered
6 1384398|acpiphp: Slot [11] registered
6 1384470|acpiphp: Slot [12] registered
6 1384542|acpiphp: Slot [13] registered
6 1384613|acpiphp: Slot [14] registered
6 1384713|acpiphp: Slot [15] registered
6 1384785|acpiphp: Slot [16] registered
6 1384856|acpiphp: Slot [17] registered
6 1384959|acpiphp: Slot [18] registered
6 1385031|acpiphp: Slot [19] registered
6 1385103|acpiphp: Slot [20] registered
6 1385174|acpiphp: Slot [21] registered
6 1385274|acpiphp: Slot [22] registered
6 1385346|acpiphp: Slot [23] registered
6 1385417|acpiphp: Slot [24] registered
6 1385489|acpiphp: Slot [25] registered
6 1385561|acpiphp: Slot [26] registered
6 1385632|acpiphp: Slot [27] registered
6 1385704|acpiphp: Slot [28] registered
6 1385776|acpiphp: Slot [29] registered
6 1385875|acpiphp: Slot [30] registered
6 1385947|acpiphp: Slot [31] registered
6 1385976|PCI host bridge to bus 0000:00
6 1386007|pci_bus 0000:00: root bus resource [io  0x0000-0x0cf7 window]
6 1386040|pci_bus 0000:00: root bus resource [io  0x0d00-0xffff window]
6 1386074|pci_bus 0000:00: root bus resource [mem 0x000a0000-0x000bffff window]
6 1386110|pci_bus 0000:00: root bus resource [mem 0x08000000-0xfebfffff window]
6 1386146|pci_bus 0000:00: root bus resource [mem 0x100000000-0x17fffffff window]
6 1386183|pci_bus 0000:00: root bus resource [bus 00-ff]
6 1386254|pci 0000:00:00.0: [8086:1237] type 00 class 0x060000 conventional PCI endpoint
6 1388605|pci 0000:00:01.0: [8086:7000] type 00 class 0x060100 conventional PCI endpoint
6 1390907|pci 0000:00:01.1: [8086:7010] type 00 class 0x010180 conventional PCI endpoint
6 1390959|pci 0000:00:01.1: BAR 4 [io  0xc000-0xc00f]
6 1390993|pci 0000:00:01.1: BAR 0 [io  0x01f0-0x01f7]: legacy IDE quirk
6 1391026|pci 0000:00:01.1: BAR 1 [io  0x03f6]: legacy IDE quirk
6 1391056|pci 0000:00:01.1: BAR 2 [io  0x0170-0x0177]: legacy IDE quirk
6 1391088|pci 0000:00:01.1: BAR 3 [io  0x0376]: legacy IDE quirk
6 1391360|pci 0000:00:01.3: [8086:7113] type 00 class 0x068000 conventional PCI endpoint
6 1391429|pci 0000:00:01.3: quirk: [io  0x0600-0x063f] claimed by PIIX4 ACPI
6 1391464|pci 0000:00:01.3: quirk: [io  0x0700-0x070f] claimed by PIIX4 SMB
6 1393028|ACPI: PCI: Interrupt link LNKA configured for IRQ 10
6 1393344|ACPI: PCI: Interrupt link LNKB configured for IRQ 10
6 1393632|ACPI: PCI: Interrupt link LNKC configured for IRQ 11
6 1393921|ACPI: PCI: Interrupt link LNKD configured for IRQ 11
6 1394068|ACPI: PCI: Interrupt link LNKS configured for IRQ 9
6 1395483|iommu: Default domain type: Translated
6 1395483|iommu: DMA domain TLB invalidation policy: lazy mode
6 1396605|pps_core: LinuxPPS API ver. 1 registered
6 1396626|pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@linux.it>
6 1396669|PTP clock support registered
6 1396740|EDAC MC: Ver: 3.0.0
6 1397474|NetLabel: Initializing
6 1397490|NetLabel:  domain hash size = 128
6 1397510|NetLabel:  protocols = UNLABELED CIPSOv4 CALIPSO
6 1397644|NetLabel:  unlabeled traffic allowed by default
6 1397670|PCI: Using ACPI for IRQ routing
7 1397688|PCI: pci_cache_line_size set to 64 bytes
7 1397719|%{ramBuffers}
6 1397861|vgaarb: loaded
6 1399864|hpet: 3 channels of 0 reserved for per-cpu timers
6 1399890|hpet0: at MMIO 0xfed00000, IRQs 2, 8, 0
6 1399936|hpet0: 3 comparators, 64-bit 100.000000 MHz counter
6 1402030|clocksource: Switched to clocksource tsc-early
5 1405414|VFS: Disk quotas dquot_6.6.0
6 1405630|VFS: Dquot-cache hash table entries: 512 (order 0, 4096 bytes)
6 1412354|AppArmor: AppArmor Filesystem Enabled
6 1412456|pnp: PnP ACPI init
7 1412914|pnp 00:02: [dma 2]
6 1414189|pnp: PnP ACPI: found 6 devices
6 1430136|clocksource: acpi_pm: mask: 0xffffff max_cycles: 0xffffff, max_idle_ns: 2085701024 ns
6 1432230|NET: Registered PF_INET protocol family
6 1432475|IP idents hash table entries: 2048 (order: 2, 16384 bytes, linear)
6 1532265|tcp_listen_portaddr_hash hash table entries: 256 (order: 0, 4096 bytes, linear)
6 1532378|Table-perturb hash table entries: 65536 (order: 6, 262144 bytes, linear)
6 1532421|TCP established hash table entries: 1024 (order: 1, 8192 bytes, linear)
6 1532485|TCP bind hash table entries: 1024 (order: 3, 32768 bytes, linear)
6 1532543|TCP: Hash tables configured (established 1024 bind 1024)
6 1533150|MPTCP token hash table entries: 256 (order: 1, 6144 bytes, linear)
6 1533562|UDP hash table entries: 256 (order: 1, 8192 bytes, linear)
6 1533608|UDP-Lite hash table entries: 256 (order: 1, 8192 bytes, linear)
6 1534212|NET: Registered PF_UNIX/PF_LOCAL protocol family
6 1534289|NET: Registered PF_XDP protocol family
6 1534318|pci_bus 0000:00: resource 4 [io  0x0000-0x0cf7 window]
6 1534350|pci_bus 0000:00: resource 5 [io  0x0d00-0xffff window]
6 1534383|pci_bus 0000:00: resource 6 [mem 0x000a0000-0x000bffff window]
6 1534417|pci_bus 0000:00: resource 7 [mem 0x08000000-0xfebfffff window]
6 1534452|pci_bus 0000:00: resource 8 [mem 0x100000000-0x17fffffff window]
6 1534645|pci 0000:00:01.0: PIIX3: Enabling Passive Release
6 1534673|pci 0000:00:00.0: Limiting direct PCI/PCI transfers
6 1534765|PCI: CLS 0 bytes, default 64
6 1535464|Trying to unpack rootfs image as initramfs...
5 1548441|Initialise system trusted keyrings
5 1548546|Key type blacklist registered
6 1549863|Freeing initrd memory: 2784K
6 1550184|workingset: timestamp_bits=36 max_order=15 bucket_order=0
6 1550250|zbud: loaded
6 1554115|fuse: init (API version 7.41)
5 1556110|integrity: Platform Keyring initialized
5 1556162|integrity: Machine keyring initialized
6 1556349|alg: self-tests disabled
5 1817365|Key type asymmetric registered
5 1817384|Asymmetric key parser 'x509' registered
6 1818660|Block layer SCSI generic (bsg) driver version 0.4 loaded (major 246)
6 1818886|io scheduler mq-deadline registered
6 1830523|ledtrig-cpu: registered to indicate activity on CPUs
6 1830832|shpchp: Standard Hot Plug PCI Controller Driver version: 0.4
6 1832248|Serial: 8250/16550 driver, 4 ports, IRQ sharing enabled
6 1832663|00:03: ttyS1 at I/O 0x2f8 (irq = 3, base_baud = 115200) is a 16550A
6 1833558|00:04: ttyS0 at I/O 0x3f8 (irq = 4, base_baud = 115200) is a 16550A
6 1835934|Linux agpgart interface v0.103
6 1837858|i8042: PNP: PS/2 Controller [PNP0303:KBD,PNP0f13:MOU] at 0x60,0x64 irq 1,12
6 1838244|serio: i8042 KBD port at 0x60,0x64 irq 1
6 1838276|serio: i8042 AUX port at 0x60,0x64 irq 12
6 1839065|mousedev: PS/2 mouse device common for all mice
6 1839227|rtc_cmos 00:05: RTC can wake from S4
6 1839816|rtc_cmos 00:05: registered as rtc0
6 1839847|rtc_cmos 00:05: setting system clock to %{rtcTime}
6 1840031|rtc_cmos 00:05: alarms up to one day, y3k, 242 bytes nvram, hpet irqs
4 1840098|amd_pstate: the _CPC object is not present in SBIOS or ACPI disabled
6 1842692|NET: Registered PF_INET6 protocol family
6 1847518|Segment Routing with IPv6
6 1847620|In-situ OAM (IOAM) with IPv6
6 1847725|mip6: Mobile IPv6
6 1847744|NET: Registered PF_PACKET protocol family
6 1848252|input: AT Translated Set 2 keyboard as /devices/platform/i8042/serio0/input/input0
6 1848722|mpls_gso: MPLS GSO support
6 1849798|IPI shorthand broadcast: enabled
6 1867348|sched_clock: Marking stable (1860001788, 6748413)->(1626462643, 240287558)
6 1868078|registered taskstats version 1
5 1868609|Loading compiled-in X.509 certificates
5 1926685|Loaded X.509 cert 'Build time autogenerated kernel key: f8737d2b0cb3acd10f915583dfb07a29db3f1982'
6 1946676|Demotion targets for Node 0: null
5 1947731|Key type .fscrypt registered
5 1947750|Key type fscrypt-provisioning registered
5 1951047|Key type encrypted registered
6 1951074|AppArmor: AppArmor sha256 policy hashing enabled
6 1951106|ima: No TPM chip found, activating TPM-bypass!
6 1951132|ima: Allocated hash algorithm: sha256
6 1951195|ima: No architecture policies found
6 1951261|evm: Initialising EVM extended attributes:
6 1951282|evm: security.selinux
6 1951299|evm: security.SMACK64 (disabled)
6 1951320|evm: security.SMACK64EXEC (disabled)
6 1951341|evm: security.SMACK64TRANSMUTE (disabled)
6 1951363|evm: security.SMACK64MMAP (disabled)
6 1951384|evm: security.apparmor
6 1951402|evm: security.ima
6 1951418|evm: security.capability
6 1951437|evm: HMAC attrs: 0x1
6 1957703|RAS: Correctable Errors collector initialized.
6 2065583|clk: Disabling unused clocks
6 2065601|PM: genpd: Disabling unused power domains
6 2092629|Freeing unused decrypted memory: 2028K
6 2096915|Freeing unused kernel image (initmem) memory: 4264K
6 2097120|Write protecting the kernel read-only data: 28672k
6 2099655|Freeing unused kernel image (rodata/data gap) memory: 572K
6 2364034|x86/mm: Checked W+X mappings: passed, no W+X pages found.
6 2364062|Run %{init} as init process
7 2364075|  with arguments:
7 2364089|    %{init}
7 2364089|%{initArguments}
7 2364103|  with environment:
7 2364116|    HOME=/
7 2364130|    TERM=linux
7 2364130|%{initEnvironment}
6 2538768|tsc: Refined TSC clocksource calibration: 999.999 MHz
6 2538789|clocksource: tsc: mask: 0xffffffffffffffff max_cycles: 0x1cd42c7a813, max_idle_ns: 881590565951 ns
6 2538854|clocksource: Switched to clocksource tsc
`,
  },
];
