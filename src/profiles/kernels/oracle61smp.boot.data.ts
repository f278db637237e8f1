/**
 * The boot log of 6.1.192-oracle-smp, as recorded on the emulated PC (i440FX, 128 MiB).
 *
 * Source: linux-console `boot-full61smp` (one CPU) and `prefix-full61smp-2` with the first lines of
 * `sysrq-full61smp-c` (two), levels from `levels.map`; of the two-CPU boot four lines about a failed delay calibration of
 * the busy host are left out.
 * Format: see `BootLogTable` in `../kernel-text.ts`. Values that depend on the machine, its memory or
 * the command line are placeholders; all others are the recorded ones, also where another run of the same kernel differs
 * a little (sched_clock offsets, calibration).
 */
import type { BootLogTable } from '../kernel-text.ts';

export const oracle61smpBootLogs: readonly BootLogTable[] = [
  {
    cpus: 1,
    memory: { reservedK: 23296, unaccountedK: 256 },
    log: `
5 0 T0|Linux version 6.1.192-oracle-smp (oracle@localhost) (gcc (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #2 SMP Sat Nov 21 04:21:40 UTC 2026
6 0 T0|Command line: %{commandLine}
6 0 T0|BIOS-provided physical RAM map:
6 0 T0|%{biosMap}
6 0 T0|NX (Execute Disable) protection: active
6 0 T0|%{userMap}
6 0 T0|SMBIOS 2.8 present.
6 0 T0|DMI: QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2-debian-1.16.2-1 04/01/2014
6 0 T0|tsc: Fast TSC calibration failed
7 0 T0|e820: update [mem 0x00000000-0x00000fff] usable ==> reserved
7 0 T0|e820: remove [mem 0x000a0000-0x000fffff] usable
6 0 T0|last_pfn = %{lastPfn} max_arch_pfn = 0x400000000
6 0 T0|x86/PAT: Configuration [0-7]: WB  WC  UC- UC  WB  WP  UC- WT  
6 0 T0|found SMP MP-table at [mem 0x000f5ba0-0x000f5baf]
6 0 T0|RAMDISK: [mem 0x07a35000-0x07fdffff]
6 0 T0|ACPI: Early table checksum verification disabled
6 0 T0|ACPI: RSDP 0x00000000000F59D0 000014 (v00 BOCHS )
6 0 T0|ACPI: RSDT 0x0000000007FE1AB2 000034 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 0 T0|ACPI: FACP 0x0000000007FE1966 000074 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 0 T0|ACPI: DSDT 0x0000000007FE0040 001926 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 0 T0|ACPI: FACS 0x0000000007FE0000 000040
6 0 T0|ACPI: APIC 0x0000000007FE19DA 000078 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 0 T0|ACPI: HPET 0x0000000007FE1A52 000038 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 0 T0|ACPI: WAET 0x0000000007FE1A8A 000028 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 0 T0|ACPI: Reserving FACP table memory at [mem 0x7fe1966-0x7fe19d9]
6 0 T0|ACPI: Reserving DSDT table memory at [mem 0x7fe0040-0x7fe1965]
6 0 T0|ACPI: Reserving FACS table memory at [mem 0x7fe0000-0x7fe003f]
6 0 T0|ACPI: Reserving APIC table memory at [mem 0x7fe19da-0x7fe1a51]
6 0 T0|ACPI: Reserving HPET table memory at [mem 0x7fe1a52-0x7fe1a89]
6 0 T0|ACPI: Reserving WAET table memory at [mem 0x7fe1a8a-0x7fe1ab1]
6 0 T0|Zone ranges:
6 0 T0|  DMA      [mem 0x0000000000001000-0x0000000000ffffff]
6 0 T0|  DMA32    [mem 0x0000000001000000-%{lastByte}]
6 0 T0|  Normal   empty
6 0 T0|Movable zone start for each node
6 0 T0|Early memory node ranges
6 0 T0|%{nodeRanges}
6 0 T0|Initmem setup node 0 [mem 0x0000000000001000-%{lastByte}]
6 0 T0|%{unavailableRanges}
6 0 T0|ACPI: PM-Timer IO Port: 0x608
6 0 T0|ACPI: LAPIC_NMI (acpi_id[0xff] dfl dfl lint[0x1])
6 0 T0|IOAPIC[0]: apic_id 0, version 32, address 0xfec00000, GSI 0-23
6 0 T0|ACPI: INT_SRC_OVR (bus 0 bus_irq 0 global_irq 2 dfl dfl)
6 0 T0|ACPI: INT_SRC_OVR (bus 0 bus_irq 5 global_irq 5 high level)
6 0 T0|ACPI: INT_SRC_OVR (bus 0 bus_irq 9 global_irq 9 high level)
6 0 T0|ACPI: INT_SRC_OVR (bus 0 bus_irq 10 global_irq 10 high level)
6 0 T0|ACPI: INT_SRC_OVR (bus 0 bus_irq 11 global_irq 11 high level)
6 0 T0|ACPI: Using ACPI (MADT) for SMP configuration information
6 0 T0|ACPI: HPET id: 0x8086a201 base: 0xfed00000
6 0 T0|smpboot: Allowing %{cpus} CPUs, 0 hotplug CPUs
6 0 T0|[mem 0x08000000-0xfffbffff] available for PCI devices
6 0 T0|clocksource: refined-jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645519600211568 ns
6 0 T0|setup_percpu: NR_CPUS:4 nr_cpumask_bits:%{cpus} nr_cpu_ids:%{cpus} nr_node_ids:1
6 0 T0|percpu: Embedded 50 pages/cpu s164696 r8192 d31912 u2097152
7 0 T0|pcpu-alloc: s164696 r8192 d31912 u2097152 alloc=1*2097152
7 0 T0|pcpu-alloc: [0] %{cpuList} 
6 0 T0|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
5 0 T0|Kernel command line: %{commandLine}
5 0 T0|%{unknownParameters}
6 0 T0|Dentry cache hash table entries: 16384 (order: 5, 131072 bytes, linear)
6 0 T0|Inode-cache hash table entries: 8192 (order: 4, 65536 bytes, linear)
6 0 T0|mem auto-init: stack:all(zero), heap alloc:off, heap free:off
6 0 T0|Memory: %{availableK}K/%{totalK}K available (6146K kernel code, 1058K rwdata, 1688K rodata, 1012K init, 1964K bss, %{reservedK}K reserved, 0K cma-reserved)
6 0 T0|SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=%{cpus}, Nodes=1
6 0 T0|ftrace: allocating 16853 entries in 66 pages
6 0 T0|ftrace: allocated 66 pages with 2 groups
6 0 T0|rcu: Hierarchical RCU implementation.
6 0 T0|rcu: 	RCU event tracing is enabled.
6 0 T0|rcu: 	RCU restricting CPUs from NR_CPUS=4 to nr_cpu_ids=%{cpus}.
6 0 T0|	Rude variant of Tasks RCU enabled.
6 0 T0|rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
6 0 T0|rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=%{cpus}
6 0 T0|NR_IRQS: 4352, nr_irqs: 48, preallocated irqs: 16
6 0 T0|rcu: srcu_init: Setting srcu_struct sizes based on contention.
6 0 T0|Console: colour *CGA 80x25
6 0 T0|printk: console [%{console}] enabled
6 0 T0|ACPI: Core revision 20220331
6 0 T0|clocksource: hpet: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 19112604467 ns
6 4000 T0|APIC: Switch to symmetric I/O mode setup
6 8000 T0|..TIMER: vector=0x30 apic1=0 pin1=2 apic2=-1 pin2=-1
4 20000 T0|tsc: Unable to calibrate against PIT
6 20000 T0|tsc: using HPET reference calibration
6 20000 T0|tsc: Detected 2594.205 MHz processor
6 973 T0|clocksource: tsc-early: mask: 0xffffffffffffffff max_cycles: 0x2564d9db2d2, max_idle_ns: 440795326314 ns
6 1931 T0|Calibrating delay loop (skipped), value calculated using timer frequency.. 5188.41 BogoMIPS (lpj=10376820)
6 4079 T0|process: using AMD E400 aware idle routine
6 4265 T0|Last level iTLB entries: 4KB 512, 2MB 255, 4MB 127
6 4387 T0|Last level dTLB entries: 4KB 512, 2MB 255, 4MB 127, 1GB 0
6 5210 T0|x86/fpu: x87 FPU will use FXSAVE
6 84622 T0|Freeing SMP alternatives memory: 16K
6 85080 T0|pid_max: default: 32768 minimum: 301
6 89096 T0|Mount-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 89504 T0|Mountpoint-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 226981 T1|smpboot: CPU0: AMD QEMU Virtual CPU version 2.5+ (family: 0xf, model: 0x6b, stepping: 0x1)
6 238913 T1|cblist_init_generic: Setting adjustable number of callback queues.
6 239350 T1|cblist_init_generic: Setting shift to 0 and lim to 1 rcu_task_cpu_ids=%{cpus}.
6 240524 T1|Performance Events: PMU not available due to virtualization, using software events only.
6 245858 T1|signal: max sigframe size: 1040
6 246912 T1|rcu: Hierarchical SRCU implementation.
6 247091 T1|rcu: 	Max phase no-delay instances is 1000.
6 254147 T1|smp: Bringing up secondary CPUs ...
6 254308 T1|smp: Brought up 1 node, %{cpuCount}
6 254424 T1|smpboot: Max logical packages: 1
6 254558 T1|smpboot: Total of %{cpus} processors activated (5188.41 BogoMIPS)
6 271715 T1|devtmpfs: initialized
6 279995 T1|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 280500 T1|futex hash table entries: 256 (order: 2, 16384 bytes, linear)
6 288852 T1|thermal_sys: Registered thermal governor 'step_wise'
6 288879 T1|thermal_sys: Registered thermal governor 'user_space'
6 294092 T1|cpuidle: using governor ladder
6 295451 T1|PCI: Using configuration type 1 for base access
6 378121 T1|ACPI: Added _OSI(Module Device)
6 381809 T1|ACPI: Added _OSI(Processor Device)
6 385664 T1|ACPI: Added _OSI(Processor Aggregator Device)
6 403826 T1|ACPI: 1 ACPI AML tables successfully acquired and loaded
6 427601 T1|ACPI: Interpreter enabled
6 428165 T1|ACPI: PM: (supports S0 S5)
6 428278 T1|ACPI: Using IOAPIC for interrupt routing
6 428650 T1|PCI: Using host bridge windows from ACPI; if necessary, use "pci=nocrs" and report a bug
6 428840 T1|PCI: Using E820 reservations for host bridge windows
6 430077 T1|ACPI: Enabled 2 GPEs in block 00 to 0F
6 449477 T1|ACPI: PCI Root Bridge [PCI0] (domain 0000 [bus 00-ff])
6 450124 T1|acpi PNP0A03:00: _OSC: OS supports [ASPM ClockPM Segments HPX-Type3]
6 450364 T1|acpi PNP0A03:00: PCIe port services disabled; not requesting _OSC control
4 451059 T1|acpi PNP0A03:00: fail to add MMCONFIG information, can't access extended PCI configuration space under this bridge.
6 454175 T1|PCI host bridge to bus 0000:00
6 454385 T1|pci_bus 0000:00: root bus resource [io  0x0000-0x0cf7 window]
6 454624 T1|pci_bus 0000:00: root bus resource [io  0x0d00-0xffff window]
6 454758 T1|pci_bus 0000:00: root bus resource [mem 0x000a0000-0x000bffff window]
6 454925 T1|pci_bus 0000:00: root bus resource [mem 0x08000000-0xfebfffff window]
6 455065 T1|pci_bus 0000:00: root bus resource [mem 0x100000000-0x17fffffff window]
6 455301 T1|pci_bus 0000:00: root bus resource [bus 00-ff]
6 456324 T1|pci 0000:00:00.0: [8086:1237] type 00 class 0x060000
6 462010 T1|pci 0000:00:01.0: [8086:7000] type 00 class 0x060100
6 464451 T1|pci 0000:00:01.1: [8086:7010] type 00 class 0x010180
6 467288 T1|pci 0000:00:01.1: BAR 4 [io  0xc000-0xc00f]
6 468408 T1|pci 0000:00:01.1: BAR 0 [io  0x01f0-0x01f7]: legacy IDE quirk
6 468577 T1|pci 0000:00:01.1: BAR 1 [io  0x03f6]: legacy IDE quirk
6 468725 T1|pci 0000:00:01.1: BAR 2 [io  0x0170-0x0177]: legacy IDE quirk
6 468867 T1|pci 0000:00:01.1: BAR 3 [io  0x0376]: legacy IDE quirk
6 469356 T1|pci 0000:00:01.3: [8086:7113] type 00 class 0x068000
6 469936 T1|pci 0000:00:01.3: quirk: [io  0x0600-0x063f] claimed by PIIX4 ACPI
6 470100 T1|pci 0000:00:01.3: quirk: [io  0x0700-0x070f] claimed by PIIX4 SMB
7 470571 T1|pci_bus 0000:00: on NUMA node 0
6 472607 T1|ACPI: PCI: Interrupt link LNKA configured for IRQ 10
6 473288 T1|ACPI: PCI: Interrupt link LNKB configured for IRQ 10
6 474007 T1|ACPI: PCI: Interrupt link LNKC configured for IRQ 11
6 474473 T1|ACPI: PCI: Interrupt link LNKD configured for IRQ 11
6 474783 T1|ACPI: PCI: Interrupt link LNKS configured for IRQ 9
6 478556 T1|PCI: Using ACPI for IRQ routing
7 478758 T1|PCI: pci_cache_line_size set to 64 bytes
7 479121 T1|%{ramBuffers}
6 485809 T1|vgaarb: loaded
6 487043 T1|clocksource: Switched to clocksource tsc-early
4 489413 T1|ACPI: Failed to create genetlink family for ACPI event
6 489413 T1|pnp: PnP ACPI init
7 491113 T1|pnp 00:02: [dma 2]
6 492055 T1|pnp: PnP ACPI: found 6 devices
6 528691 T1|clocksource: acpi_pm: mask: 0xffffff max_cycles: 0xffffff, max_idle_ns: 2085701024 ns
6 529288 T1|pci_bus 0000:00: resource 4 [io  0x0000-0x0cf7 window]
6 529429 T1|pci_bus 0000:00: resource 5 [io  0x0d00-0xffff window]
6 529554 T1|pci_bus 0000:00: resource 6 [mem 0x000a0000-0x000bffff window]
6 529776 T1|pci_bus 0000:00: resource 7 [mem 0x08000000-0xfebfffff window]
6 529915 T1|pci_bus 0000:00: resource 8 [mem 0x100000000-0x17fffffff window]
6 530378 T1|pci 0000:00:01.0: PIIX3: Enabling Passive Release
6 530558 T1|pci 0000:00:00.0: Limiting direct PCI/PCI transfers
6 530755 T1|PCI: CLS 0 bytes, default 64
6 536253 T19|Unpacking initramfs...
6 554421 T1|workingset: timestamp_bits=62 max_order=15 bucket_order=0
6 567903 T1|input: Power Button as /devices/LNXSYSTM:00/LNXPWRBN:00/input/input0
6 568639 T1|ACPI: button: Power Button [PWRF]
6 593416 T1|Serial: 8250/16550 driver, 4 ports, IRQ sharing disabled
6 594917 T1|00:03: ttyS1 at I/O 0x2f8 (irq = 3, base_baud = 115200) is a 16550A
6 595738 T1|00:04: ttyS0 at I/O 0x3f8 (irq = 4, base_baud = 115200) is a 16550A
6 613510 T19|Freeing initrd memory: 5804K
6 625309 T1|rtc_cmos 00:05: RTC can wake from S4
6 627597 T1|rtc_cmos 00:05: registered as rtc0
6 628064 T1|rtc_cmos 00:05: setting system clock to %{rtcTime}
6 628926 T1|rtc_cmos 00:05: alarms up to one day, y3k, 242 bytes nvram, hpet irqs
6 630485 T1|IPI shorthand broadcast: enabled
6 630941 T1|sched_clock: Marking stable (652072530, -22344631)->(696814040, -67086141)
6 750331 T1|Freeing unused kernel image (initmem) memory: 1012K
6 750799 T1|Write protecting the kernel read-only data: 10240k
6 752965 T1|Freeing unused kernel image (text/rodata gap) memory: 2044K
6 753816 T1|Freeing unused kernel image (rodata/data gap) memory: 360K
6 754197 T1|Run %{init} as init process
7 754369 T1|  with arguments:
7 754481 T1|    %{init}
7 754481 T1|%{initArguments}
7 754571 T1|  with environment:
7 754665 T1|    HOME=/
7 754743 T1|    TERM=linux
7 754743 T1|%{initEnvironment}
6 1545945 T14|tsc: Refined TSC clocksource calibration: 2596.115 MHz
6 1546418 T14|clocksource: tsc: mask: 0xffffffffffffffff max_cycles: 0x256be607cdc, max_idle_ns: 440795273932 ns
6 1546732 T14|clocksource: Switched to clocksource tsc
`,
  },
  {
    cpus: 2,
    memory: { reservedK: 23496, unaccountedK: 256 },
    log: `
5 0 T0|Linux version 6.1.192-oracle-smp (oracle@localhost) (gcc (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #2 SMP Sat Nov 21 04:21:40 UTC 2026
6 0 T0|Command line: %{commandLine}
6 0 T0|BIOS-provided physical RAM map:
6 0 T0|%{biosMap}
6 0 T0|NX (Execute Disable) protection: active
6 0 T0|%{userMap}
6 0 T0|SMBIOS 2.8 present.
6 0 T0|DMI: QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2-debian-1.16.2-1 04/01/2014
7 0 T0|e820: update [mem 0x00000000-0x00000fff] usable ==> reserved
7 0 T0|e820: remove [mem 0x000a0000-0x000fffff] usable
6 0 T0|last_pfn = %{lastPfn} max_arch_pfn = 0x400000000
6 0 T0|x86/PAT: Configuration [0-7]: WB  WC  UC- UC  WB  WP  UC- WT  
6 0 T0|found SMP MP-table at [mem 0x000f5ba0-0x000f5baf]
6 0 T0|RAMDISK: [mem 0x07a35000-0x07fdffff]
6 0 T0|ACPI: Early table checksum verification disabled
6 0 T0|ACPI: RSDP 0x00000000000F59D0 000014 (v00 BOCHS )
6 0 T0|ACPI: RSDT 0x0000000007FE1B0D 000034 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 0 T0|ACPI: FACP 0x0000000007FE19B9 000074 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 0 T0|ACPI: DSDT 0x0000000007FE0040 001979 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 0 T0|ACPI: FACS 0x0000000007FE0000 000040
6 0 T0|ACPI: APIC 0x0000000007FE1A2D 000080 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 0 T0|ACPI: HPET 0x0000000007FE1AAD 000038 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 0 T0|ACPI: WAET 0x0000000007FE1AE5 000028 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 0 T0|ACPI: Reserving FACP table memory at [mem 0x7fe19b9-0x7fe1a2c]
6 0 T0|ACPI: Reserving DSDT table memory at [mem 0x7fe0040-0x7fe19b8]
6 0 T0|ACPI: Reserving FACS table memory at [mem 0x7fe0000-0x7fe003f]
6 0 T0|ACPI: Reserving APIC table memory at [mem 0x7fe1a2d-0x7fe1aac]
6 0 T0|ACPI: Reserving HPET table memory at [mem 0x7fe1aad-0x7fe1ae4]
6 0 T0|ACPI: Reserving WAET table memory at [mem 0x7fe1ae5-0x7fe1b0c]
6 0 T0|Zone ranges:
6 0 T0|  DMA      [mem 0x0000000000001000-0x0000000000ffffff]
6 0 T0|  DMA32    [mem 0x0000000001000000-%{lastByte}]
6 0 T0|  Normal   empty
6 0 T0|Movable zone start for each node
6 0 T0|Early memory node ranges
6 0 T0|%{nodeRanges}
6 0 T0|Initmem setup node 0 [mem 0x0000000000001000-%{lastByte}]
6 0 T0|%{unavailableRanges}
6 0 T0|ACPI: PM-Timer IO Port: 0x608
6 0 T0|ACPI: LAPIC_NMI (acpi_id[0xff] dfl dfl lint[0x1])
6 0 T0|IOAPIC[0]: apic_id 0, version 32, address 0xfec00000, GSI 0-23
6 0 T0|ACPI: INT_SRC_OVR (bus 0 bus_irq 0 global_irq 2 dfl dfl)
6 0 T0|ACPI: INT_SRC_OVR (bus 0 bus_irq 5 global_irq 5 high level)
6 0 T0|ACPI: INT_SRC_OVR (bus 0 bus_irq 9 global_irq 9 high level)
6 0 T0|ACPI: INT_SRC_OVR (bus 0 bus_irq 10 global_irq 10 high level)
6 0 T0|ACPI: INT_SRC_OVR (bus 0 bus_irq 11 global_irq 11 high level)
6 0 T0|ACPI: Using ACPI (MADT) for SMP configuration information
6 0 T0|ACPI: HPET id: 0x8086a201 base: 0xfed00000
6 0 T0|smpboot: Allowing %{cpus} CPUs, 0 hotplug CPUs
6 0 T0|[mem 0x08000000-0xfffbffff] available for PCI devices
6 0 T0|clocksource: refined-jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645519600211568 ns
6 0 T0|setup_percpu: NR_CPUS:4 nr_cpumask_bits:%{cpus} nr_cpu_ids:%{cpus} nr_node_ids:1
6 0 T0|percpu: Embedded 50 pages/cpu s164696 r8192 d31912 u1048576
7 0 T0|pcpu-alloc: s164696 r8192 d31912 u1048576 alloc=1*2097152
7 0 T0|pcpu-alloc: [0] %{cpuList} 
6 0 T0|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
5 0 T0|Kernel command line: %{commandLine}
5 0 T0|%{unknownParameters}
6 0 T0|Dentry cache hash table entries: 16384 (order: 5, 131072 bytes, linear)
6 0 T0|Inode-cache hash table entries: 8192 (order: 4, 65536 bytes, linear)
6 0 T0|mem auto-init: stack:all(zero), heap alloc:off, heap free:off
6 0 T0|Memory: %{availableK}K/%{totalK}K available (6146K kernel code, 1058K rwdata, 1688K rodata, 1012K init, 1964K bss, %{reservedK}K reserved, 0K cma-reserved)
6 0 T0|SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=%{cpus}, Nodes=1
6 0 T0|ftrace: allocating 16853 entries in 66 pages
6 0 T0|ftrace: allocated 66 pages with 2 groups
6 0 T0|rcu: Hierarchical RCU implementation.
6 0 T0|rcu: 	RCU event tracing is enabled.
6 0 T0|rcu: 	RCU restricting CPUs from NR_CPUS=4 to nr_cpu_ids=%{cpus}.
6 0 T0|	Rude variant of Tasks RCU enabled.
6 0 T0|rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
6 0 T0|rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=%{cpus}
6 0 T0|NR_IRQS: 4352, nr_irqs: 56, preallocated irqs: 16
6 0 T0|rcu: srcu_init: Setting srcu_struct sizes based on contention.
6 0 T0|Console: colour *CGA 80x25
6 0 T0|printk: console [%{console}] enabled
6 0 T0|ACPI: Core revision 20220331
6 0 T0|clocksource: hpet: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 19112604467 ns
6 12000 T0|APIC: Switch to symmetric I/O mode setup
6 12000 T0|..TIMER: vector=0x30 apic1=0 pin1=2 apic2=-1 pin2=-1
4 24000 T0|tsc: Unable to calibrate against PIT
6 24000 T0|tsc: using HPET reference calibration
6 24000 T0|tsc: Detected 2594.580 MHz processor
6 283 T0|clocksource: tsc-early: mask: 0xffffffffffffffff max_cycles: 0x25663bec122, max_idle_ns: 440795209026 ns
6 642 T0|Calibrating delay loop (skipped), value calculated using timer frequency.. 5189.16 BogoMIPS (lpj=10378320)
6 5078 T0|process: using AMD E400 aware idle routine
6 5310 T0|Last level iTLB entries: 4KB 512, 2MB 255, 4MB 127
6 5430 T0|Last level dTLB entries: 4KB 512, 2MB 255, 4MB 127, 1GB 0
6 6267 T0|x86/fpu: x87 FPU will use FXSAVE
6 28988 T0|Freeing SMP alternatives memory: 16K
6 29372 T0|pid_max: default: 32768 minimum: 301
6 36815 T0|Mount-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 37113 T0|Mountpoint-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 94082 T1|smpboot: CPU0: AMD QEMU Virtual CPU version 2.5+ (family: 0xf, model: 0x6b, stepping: 0x1)
6 102933 T1|cblist_init_generic: Setting adjustable number of callback queues.
6 103143 T1|cblist_init_generic: Setting shift to 1 and lim to 1 rcu_task_cpu_ids=%{cpus}.
6 103628 T1|Performance Events: PMU not available due to virtualization, using software events only.
6 105664 T1|signal: max sigframe size: 1040
6 109746 T1|rcu: Hierarchical SRCU implementation.
6 109931 T1|rcu: 	Max phase no-delay instances is 1000.
6 119060 T1|smp: Bringing up secondary CPUs ...
6 133521 T1|x86: Booting SMP configuration:
6 133701 T1|.... node  #0, CPUs:      %{secondaryList}
6 321044 T1|smp: Brought up 1 node, %{cpuCount}
6 324728 T1|smpboot: Max logical packages: 1
6 324868 T1|smpboot: Total of %{cpus} processors activated (5191.20 BogoMIPS)
6 354261 T1|devtmpfs: initialized
6 362053 T1|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 364622 T1|futex hash table entries: 512 (order: 3, 32768 bytes, linear)
6 377567 T1|thermal_sys: Registered thermal governor 'step_wise'
6 377620 T1|thermal_sys: Registered thermal governor 'user_space'
6 382466 T1|cpuidle: using governor ladder
6 385021 T1|PCI: Using configuration type 1 for base access
4 389579 T1|mtrr: your CPUs had inconsistent fixed MTRR settings
4 392146 T1|mtrr: your CPUs had inconsistent variable MTRR settings
4 392306 T1|mtrr: your CPUs had inconsistent MTRRdefType settings
6 392437 T1|mtrr: probably your BIOS does not setup all CPUs.
6 392577 T1|mtrr: corrected configuration.
6 449072 T1|ACPI: Added _OSI(Module Device)
6 452779 T1|ACPI: Added _OSI(Processor Device)
6 452911 T1|ACPI: Added _OSI(Processor Aggregator Device)
6 482563 T1|ACPI: 1 ACPI AML tables successfully acquired and loaded
6 505034 T1|ACPI: Interpreter enabled
6 506121 T1|ACPI: PM: (supports S0 S5)
6 506307 T1|ACPI: Using IOAPIC for interrupt routing
6 507400 T1|PCI: Using host bridge windows from ACPI; if necessary, use "pci=nocrs" and report a bug
6 507719 T1|PCI: Using E820 reservations for host bridge windows
6 509680 T1|ACPI: Enabled 2 GPEs in block 00 to 0F
6 551437 T1|ACPI: PCI Root Bridge [PCI0] (domain 0000 [bus 00-ff])
6 552561 T1|acpi PNP0A03:00: _OSC: OS supports [ASPM ClockPM Segments HPX-Type3]
6 553080 T1|acpi PNP0A03:00: PCIe port services disabled; not requesting _OSC control
4 553903 T1|acpi PNP0A03:00: fail to add MMCONFIG information, can't access extended PCI configuration space under this bridge.
6 558332 T1|PCI host bridge to bus 0000:00
6 559104 T1|pci_bus 0000:00: root bus resource [io  0x0000-0x0cf7 window]
6 559700 T1|pci_bus 0000:00: root bus resource [io  0x0d00-0xffff window]
6 559880 T1|pci_bus 0000:00: root bus resource [mem 0x000a0000-0x000bffff window]
6 560106 T1|pci_bus 0000:00: root bus resource [mem 0x08000000-0xfebfffff window]
6 560295 T1|pci_bus 0000:00: root bus resource [mem 0x100000000-0x17fffffff window]
6 560747 T1|pci_bus 0000:00: root bus resource [bus 00-ff]
6 562624 T1|pci 0000:00:00.0: [8086:1237] type 00 class 0x060000
6 572735 T1|pci 0000:00:01.0: [8086:7000] type 00 class 0x060100
6 576813 T1|pci 0000:00:01.1: [8086:7010] type 00 class 0x010180
6 580284 T1|pci 0000:00:01.1: BAR 4 [io  0xc000-0xc00f]
6 581686 T1|pci 0000:00:01.1: BAR 0 [io  0x01f0-0x01f7]: legacy IDE quirk
6 581917 T1|pci 0000:00:01.1: BAR 1 [io  0x03f6]: legacy IDE quirk
6 582220 T1|pci 0000:00:01.1: BAR 2 [io  0x0170-0x0177]: legacy IDE quirk
6 582475 T1|pci 0000:00:01.1: BAR 3 [io  0x0376]: legacy IDE quirk
6 583523 T1|pci 0000:00:01.3: [8086:7113] type 00 class 0x068000
6 584119 T1|pci 0000:00:01.3: quirk: [io  0x0600-0x063f] claimed by PIIX4 ACPI
6 584621 T1|pci 0000:00:01.3: quirk: [io  0x0700-0x070f] claimed by PIIX4 SMB
7 585390 T1|pci_bus 0000:00: on NUMA node 0
6 590480 T1|ACPI: PCI: Interrupt link LNKA configured for IRQ 10
6 591665 T1|ACPI: PCI: Interrupt link LNKB configured for IRQ 10
6 592971 T1|ACPI: PCI: Interrupt link LNKC configured for IRQ 11
6 593477 T1|ACPI: PCI: Interrupt link LNKD configured for IRQ 11
6 593813 T1|ACPI: PCI: Interrupt link LNKS configured for IRQ 9
6 600618 T1|PCI: Using ACPI for IRQ routing
7 600939 T1|PCI: pci_cache_line_size set to 64 bytes
7 601517 T1|%{ramBuffers}
6 606390 T1|vgaarb: loaded
6 608102 T1|clocksource: Switched to clocksource tsc-early
4 610503 T1|ACPI: Failed to create genetlink family for ACPI event
6 610880 T1|pnp: PnP ACPI init
7 617855 T1|pnp 00:02: [dma 2]
6 619986 T1|pnp: PnP ACPI: found 6 devices
6 645588 T1|clocksource: acpi_pm: mask: 0xffffff max_cycles: 0xffffff, max_idle_ns: 2085701024 ns
6 646588 T1|pci_bus 0000:00: resource 4 [io  0x0000-0x0cf7 window]
6 646850 T1|pci_bus 0000:00: resource 5 [io  0x0d00-0xffff window]
6 647020 T1|pci_bus 0000:00: resource 6 [mem 0x000a0000-0x000bffff window]
6 647199 T1|pci_bus 0000:00: resource 7 [mem 0x08000000-0xfebfffff window]
6 647377 T1|pci_bus 0000:00: resource 8 [mem 0x100000000-0x17fffffff window]
6 648087 T1|pci 0000:00:01.0: PIIX3: Enabling Passive Release
6 648433 T1|pci 0000:00:00.0: Limiting direct PCI/PCI transfers
6 648906 T1|PCI: CLS 0 bytes, default 64
6 655960 T8|Unpacking initramfs...
6 661029 T1|workingset: timestamp_bits=62 max_order=15 bucket_order=0
6 683665 T1|input: Power Button as /devices/LNXSYSTM:00/LNXPWRBN:00/input/input0
6 695054 T1|ACPI: button: Power Button [PWRF]
6 703181 T1|Serial: 8250/16550 driver, 4 ports, IRQ sharing disabled
6 709401 T1|00:03: ttyS1 at I/O 0x2f8 (irq = 3, base_baud = 115200) is a 16550A
6 710759 T1|00:04: ttyS0 at I/O 0x3f8 (irq = 4, base_baud = 115200) is a 16550A
6 721354 T1|rtc_cmos 00:05: RTC can wake from S4
6 723921 T1|rtc_cmos 00:05: registered as rtc0
6 726028 T8|Freeing initrd memory: 5804K
6 724527 T1|rtc_cmos 00:05: setting system clock to %{rtcTime}
6 727673 T1|rtc_cmos 00:05: alarms up to one day, y3k, 242 bytes nvram, hpet irqs
6 729809 T1|IPI shorthand broadcast: enabled
6 730383 T1|sched_clock: Marking stable (752213786, -23459794)->(1347708934, -618954942)
6 800764 T1|Freeing unused kernel image (initmem) memory: 1012K
6 801183 T1|Write protecting the kernel read-only data: 10240k
6 803520 T1|Freeing unused kernel image (text/rodata gap) memory: 2044K
6 804130 T1|Freeing unused kernel image (rodata/data gap) memory: 360K
6 804509 T1|Run %{init} as init process
7 804912 T1|  with arguments:
7 805000 T1|    %{init}
7 805000 T1|%{initArguments}
7 805067 T1|  with environment:
7 805155 T1|    HOME=/
7 805212 T1|    TERM=linux
7 805212 T1|%{initEnvironment}
6 1670749 T22|tsc: Refined TSC clocksource calibration: 2596.102 MHz
6 1678015 T22|clocksource: tsc: mask: 0xffffffffffffffff max_cycles: 0x256bd9b8fe6, max_idle_ns: 440795207649 ns
6 1688936 T22|clocksource: Switched to clocksource tsc
`,
  },
];
