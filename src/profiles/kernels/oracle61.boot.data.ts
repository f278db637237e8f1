/**
 * The boot log of 6.1.192-oracle, as recorded on the emulated PC (i440FX, 128 MiB).
 *
 * Source: linux-console `boot-full61`, levels from its `levels.map`.
 * Format: see `BootLogTable` in `../kernel-text.ts`. Values that depend on the machine, its memory or
 * the command line are placeholders; all others are the recorded ones, also where another run of the same kernel differs
 * a little (sched_clock offsets, calibration).
 */
import type { BootLogTable } from '../kernel-text.ts';

export const oracle61BootLogs: readonly BootLogTable[] = [
  {
    cpus: 1,
    memory: { reservedK: 23012, unaccountedK: 256 },
    log: `
5 0|Linux version 6.1.192-oracle (root@vm) (gcc (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 Sat Nov 21 03:55:00 UTC 2026
6 0|Command line: %{commandLine}
6 0|BIOS-provided physical RAM map:
6 0|%{biosMap}
6 0|NX (Execute Disable) protection: active
6 0|%{userMap}
6 0|SMBIOS 2.8 present.
6 0|DMI: QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2-debian-1.16.2-1 04/01/2014
6 0|tsc: Fast TSC calibration using PIT
6 0|tsc: Detected 999.951 MHz processor
7 4856|e820: update [mem 0x00000000-0x00000fff] usable ==> reserved
7 4872|e820: remove [mem 0x000a0000-0x000fffff] usable
6 4896|last_pfn = %{lastPfn} max_arch_pfn = 0x400000000
6 4908|x86/PAT: Configuration [0-7]: WB  WC  UC- UC  WB  WP  UC- WT  
6 9920|found SMP MP-table at [mem 0x000f5ba0-0x000f5baf]
6 12924|RAMDISK: [mem 0x07a52000-0x07fdffff]
6 13014|ACPI: Early table checksum verification disabled
6 13027|ACPI: RSDP 0x00000000000F59D0 000014 (v00 BOCHS )
6 13044|ACPI: RSDT 0x0000000007FE1AB2 000034 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 13068|ACPI: FACP 0x0000000007FE1966 000074 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 13094|ACPI: DSDT 0x0000000007FE0040 001926 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 13117|ACPI: FACS 0x0000000007FE0000 000040
6 13134|ACPI: APIC 0x0000000007FE19DA 000078 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 13157|ACPI: HPET 0x0000000007FE1A52 000038 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 13181|ACPI: WAET 0x0000000007FE1A8A 000028 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
6 13202|ACPI: Reserving FACP table memory at [mem 0x7fe1966-0x7fe19d9]
6 13210|ACPI: Reserving DSDT table memory at [mem 0x7fe0040-0x7fe1965]
6 13219|ACPI: Reserving FACS table memory at [mem 0x7fe0000-0x7fe003f]
6 13228|ACPI: Reserving APIC table memory at [mem 0x7fe19da-0x7fe1a51]
6 13237|ACPI: Reserving HPET table memory at [mem 0x7fe1a52-0x7fe1a89]
6 13246|ACPI: Reserving WAET table memory at [mem 0x7fe1a8a-0x7fe1ab1]
6 13344|Zone ranges:
6 13347|  DMA      [mem 0x0000000000001000-0x0000000000ffffff]
6 13357|  DMA32    [mem 0x0000000001000000-%{lastByte}]
6 13368|  Normal   empty
6 13374|Movable zone start for each node
6 13377|Early memory node ranges
6 13380|%{nodeRanges}
6 13398|Initmem setup node 0 [mem 0x0000000000001000-%{lastByte}]
6 13422|%{unavailableRanges}
6 15943|ACPI: PM-Timer IO Port: 0x608
6 15960|ACPI: LAPIC_NMI (acpi_id[0xff] dfl dfl lint[0x1])
6 15971|IOAPIC[0]: apic_id 0, version 32, address 0xfec00000, GSI 0-23
6 15985|ACPI: INT_SRC_OVR (bus 0 bus_irq 0 global_irq 2 dfl dfl)
6 15995|ACPI: INT_SRC_OVR (bus 0 bus_irq 5 global_irq 5 high level)
6 16005|ACPI: INT_SRC_OVR (bus 0 bus_irq 9 global_irq 9 high level)
6 16015|ACPI: INT_SRC_OVR (bus 0 bus_irq 10 global_irq 10 high level)
6 16025|ACPI: INT_SRC_OVR (bus 0 bus_irq 11 global_irq 11 high level)
6 16048|ACPI: Using ACPI (MADT) for SMP configuration information
6 16053|ACPI: HPET id: 0x8086a201 base: 0xfed00000
6 16104|[mem 0x08000000-0xfffbffff] available for PCI devices
6 16112|clocksource: refined-jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645519600211568 ns
7 16255|pcpu-alloc: s0 r0 d32768 u32768 alloc=1*32768
7 16269|pcpu-alloc: [0] %{cpuList} 
6 16333|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
5 16341|Kernel command line: %{commandLine}
5 16341|%{unknownParameters}
6 16903|Dentry cache hash table entries: 16384 (order: 5, 131072 bytes, linear)
6 17054|Inode-cache hash table entries: 8192 (order: 4, 65536 bytes, linear)
6 17124|mem auto-init: stack:all(zero), heap alloc:off, heap free:off
6 19291|Memory: %{availableK}K/%{totalK}K available (6146K kernel code, 1176K rwdata, 1576K rodata, 816K init, 2060K bss, %{reservedK}K reserved, 0K cma-reserved)
6 19493|SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=%{cpus}, Nodes=1
6 19541|ftrace: allocating 15714 entries in 62 pages
6 27162|ftrace: allocated 62 pages with 5 groups
6 30900|NR_IRQS: 4352, nr_irqs: 48, preallocated irqs: 16
6 31339|Console: colour *CGA 80x25
6 32667|printk: console [%{console}] enabled
6 32695|ACPI: Core revision 20220331
6 32838|clocksource: hpet: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 19112604467 ns
6 32877|APIC: Switch to symmetric I/O mode setup
6 33141|..TIMER: vector=0x30 apic1=0 pin1=2 apic2=-1 pin2=-1
6 33170|clocksource: tsc-early: mask: 0xffffffffffffffff max_cycles: 0x1cd3d194d39, max_idle_ns: 881590423400 ns
6 33209|Calibrating delay loop (skipped), value calculated using timer frequency.. 1999.90 BogoMIPS (lpj=3999804)
6 33257|process: using AMD E400 aware idle routine
6 33276|Last level iTLB entries: 4KB 512, 2MB 255, 4MB 127
6 33301|Last level dTLB entries: 4KB 512, 2MB 255, 4MB 127, 1GB 0
6 33328|CPU: AMD QEMU Virtual CPU version 2.5+ (family: 0xf, model: 0x6b, stepping: 0x1)
6 33381|x86/fpu: x87 FPU will use FXSAVE
6 35304|pid_max: default: 32768 minimum: 301
6 35400|Mount-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 35433|Mountpoint-cache hash table entries: 512 (order: 0, 4096 bytes, linear)
6 36042|cblist_init_generic: Setting adjustable number of callback queues.
6 36067|cblist_init_generic: Setting shift to 0 and lim to 1 rcu_task_cpu_ids=%{cpus}.
6 36131|Performance Events: PMU not available due to virtualization, using software events only.
6 36229|signal: max sigframe size: 1040
6 252905|devtmpfs: initialized
6 253209|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 253209|futex hash table entries: 256 (order: 1, 6144 bytes, linear)
6 253209|thermal_sys: Registered thermal governor 'step_wise'
6 253209|thermal_sys: Registered thermal governor 'user_space'
6 253209|cpuidle: using governor ladder
6 253209|PCI: Using configuration type 1 for base access
6 317754|ACPI: Added _OSI(Module Device)
6 317773|ACPI: Added _OSI(Processor Device)
6 317792|ACPI: Added _OSI(Processor Aggregator Device)
6 322259|ACPI: 1 ACPI AML tables successfully acquired and loaded
6 326403|ACPI: Interpreter enabled
6 326433|ACPI: PM: (supports S0 S5)
6 326449|ACPI: Using IOAPIC for interrupt routing
6 326501|PCI: Using host bridge windows from ACPI; if necessary, use "pci=nocrs" and report a bug
6 326532|PCI: Using E820 reservations for host bridge windows
6 327008|ACPI: Enabled 2 GPEs in block 00 to 0F
6 338575|ACPI: PCI Root Bridge [PCI0] (domain 0000 [bus 00-ff])
6 338611|acpi PNP0A03:00: _OSC: OS supports [ASPM ClockPM Segments HPX-Type3]
6 338642|acpi PNP0A03:00: PCIe port services disabled; not requesting _OSC control
4 338686|acpi PNP0A03:00: fail to add MMCONFIG information, can't access extended PCI configuration space under this bridge.
6 339184|PCI host bridge to bus 0000:00
6 339203|pci_bus 0000:00: root bus resource [io  0x0000-0x0cf7 window]
6 339235|pci_bus 0000:00: root bus resource [io  0x0d00-0xffff window]
6 339267|pci_bus 0000:00: root bus resource [mem 0x000a0000-0x000bffff window]
6 339301|pci_bus 0000:00: root bus resource [mem 0x08000000-0xfebfffff window]
6 339336|pci_bus 0000:00: root bus resource [mem 0x100000000-0x17fffffff window]
6 339371|pci_bus 0000:00: root bus resource [bus 00-ff]
6 339440|pci 0000:00:00.0: [8086:1237] type 00 class 0x060000
6 341368|pci 0000:00:01.0: [8086:7000] type 00 class 0x060100
6 343304|pci 0000:00:01.1: [8086:7010] type 00 class 0x010180
6 343344|pci 0000:00:01.1: BAR 4 [io  0xc000-0xc00f]
6 343375|pci 0000:00:01.1: BAR 0 [io  0x01f0-0x01f7]: legacy IDE quirk
6 343406|pci 0000:00:01.1: BAR 1 [io  0x03f6]: legacy IDE quirk
6 343434|pci 0000:00:01.1: BAR 2 [io  0x0170-0x0177]: legacy IDE quirk
6 343465|pci 0000:00:01.1: BAR 3 [io  0x0376]: legacy IDE quirk
6 343621|pci 0000:00:01.3: [8086:7113] type 00 class 0x068000
6 343676|pci 0000:00:01.3: quirk: [io  0x0600-0x063f] claimed by PIIX4 ACPI
6 343710|pci 0000:00:01.3: quirk: [io  0x0700-0x070f] claimed by PIIX4 SMB
7 343862|pci_bus 0000:00: on NUMA node 0
6 344567|ACPI: PCI: Interrupt link LNKA configured for IRQ 10
6 344831|ACPI: PCI: Interrupt link LNKB configured for IRQ 10
6 345096|ACPI: PCI: Interrupt link LNKC configured for IRQ 11
6 345364|ACPI: PCI: Interrupt link LNKD configured for IRQ 11
6 345500|ACPI: PCI: Interrupt link LNKS configured for IRQ 9
6 346199|PCI: Using ACPI for IRQ routing
7 346216|PCI: pci_cache_line_size set to 64 bytes
7 346243|%{ramBuffers}
6 352196|vgaarb: loaded
6 352274|clocksource: Switched to clocksource tsc-early
4 352497|ACPI: Failed to create genetlink family for ACPI event
6 352539|pnp: PnP ACPI init
7 352826|pnp 00:02: [dma 2]
6 352826|pnp: PnP ACPI: found 6 devices
6 367302|clocksource: acpi_pm: mask: 0xffffff max_cycles: 0xffffff, max_idle_ns: 2085701024 ns
6 367341|pci_bus 0000:00: resource 4 [io  0x0000-0x0cf7 window]
6 367372|pci_bus 0000:00: resource 5 [io  0x0d00-0xffff window]
6 367403|pci_bus 0000:00: resource 6 [mem 0x000a0000-0x000bffff window]
6 367436|pci_bus 0000:00: resource 7 [mem 0x08000000-0xfebfffff window]
6 367469|pci_bus 0000:00: resource 8 [mem 0x100000000-0x17fffffff window]
6 367643|pci 0000:00:01.0: PIIX3: Enabling Passive Release
6 367670|pci 0000:00:00.0: Limiting direct PCI/PCI transfers
6 367734|PCI: CLS 0 bytes, default 64
6 368409|Unpacking initramfs...
6 378482|Freeing initrd memory: 5688K
6 378515|workingset: timestamp_bits=62 max_order=15 bucket_order=0
6 385523|input: Power Button as /devices/LNXSYSTM:00/LNXPWRBN:00/input/input0
6 385552|ACPI: button: Power Button [PWRF]
4 385632|Warning: Processor Platform Limit event detected, but not handled.
4 385657|Consider compiling CPUfreq support into your kernel.
6 386060|Serial: 8250/16550 driver, 4 ports, IRQ sharing disabled
6 386189|00:03: ttyS1 at I/O 0x2f8 (irq = 3, base_baud = 115200) is a 16550A
6 386387|00:04: ttyS0 at I/O 0x3f8 (irq = 4, base_baud = 115200) is a 16550A
6 387217|rtc_cmos 00:05: RTC can wake from S4
6 387387|rtc_cmos 00:05: registered as rtc0
6 387415|rtc_cmos 00:05: setting system clock to %{rtcTime}
6 387487|rtc_cmos 00:05: alarms up to one day, y3k, 242 bytes nvram, hpet irqs
6 387993|sched_clock: Marking stable (384002149, 1980259)->(284275871, 101706537)
6 392977|Freeing unused kernel image (initmem) memory: 816K
6 392992|Write protecting the kernel read-only data: 10240k
6 395904|Freeing unused kernel image (text/rodata gap) memory: 2044K
6 396356|Freeing unused kernel image (rodata/data gap) memory: 472K
6 396382|Run %{init} as init process
7 396393|  with arguments:
7 396404|    %{init}
7 396404|%{initArguments}
7 396415|  with environment:
7 396426|    HOME=/
7 396438|    TERM=linux
7 396438|%{initEnvironment}
6 1377987|tsc: Refined TSC clocksource calibration: 1000.000 MHz
6 1378004|clocksource: tsc: mask: 0xffffffffffffffff max_cycles: 0x1cd42e4dffb, max_idle_ns: 881590591483 ns
6 1378028|clocksource: Switched to clocksource tsc
`,
  },
];
