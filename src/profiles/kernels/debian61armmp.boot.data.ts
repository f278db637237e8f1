/**
 * The boot log of 6.1.0-50-armmp.
 *
 * Source: linux-arch `armd61-dt-init-killed` (QEMU `virt`, one CPU), text and levels from the log in its recovered
 * dmesg file; lines about further CPUs from `armd61-dt-oops-bug-panic-2cpu`. Lines that only that machine has are marked
 * `?virt-arm`. Lines marked `?imx6q` are **composed, not recorded**: what an i.MX6 Quad says at the same place (CPU id,
 * cache controller, timers, clocks, table sizes of 1 GiB), written after public boot logs of such boards.
 * Format: see `BootLogTable` in `../kernel-text.ts`.
 */
import type { BootLogTable } from '../kernel-text.ts';

export const debian61armmpBootLogs: readonly BootLogTable[] = [
  {
    cpus: 1,
    memory: { reservedK: 23620, unaccountedK: 0 },
    log: `
6 0|Booting Linux on physical CPU 0x0
5 0|Linux version 6.1.0-50-armmp (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP Debian 6.1.176-1 (2026-07-02)
6 0 ?virt-arm|CPU: ARMv7 Processor [414fc0f0] revision 0 (ARMv7), cr=10c5387d
6 0 ?imx6q|CPU: ARMv7 Processor [412fc09a] revision 10 (ARMv7), cr=10c5387d
6 0 ?virt-arm|CPU: div instructions available: patching division code
6 0|CPU: PIPT / VIPT nonaliasing data cache, PIPT instruction cache
6 0|OF: fdt: Machine model: %{machineModel}
5 0 ?virt-arm|random: crng init done
6 0|Memory policy: Data cache writealloc
6 0|%{reservedMemory}
6 0 ?virt-arm|efi: UEFI not found.
6 0|cma: Reserved 16 MiB at %{cmaBase}
6 0|Zone ranges:
6 0|  DMA      [mem %{lowmemRange}]
6 0|  Normal   empty
6 0|  HighMem  %{highmemRange}
6 0|Movable zone start for each node
6 0|Early memory node ranges
6 0|%{nodeRanges}
6 0|Initmem setup node 0 [mem %{ramRange}]
6 0 ?virt-arm|psci: probing for conduit method from DT.
6 0 ?virt-arm|psci: PSCIv1.1 detected in firmware.
6 0 ?virt-arm|psci: Using standard PSCI v0.2 function IDs
6 0 ?virt-arm|psci: Trusted OS migration not required
6 0 ?virt-arm|psci: SMC Calling Convention v1.0
6 0|percpu: Embedded 18 pages/cpu s45012 r8192 d20524 u73728
7 0|pcpu-alloc: s45012 r8192 d20524 u73728 alloc=18*4096
7 0|pcpu-alloc: %{perCpuUnits} 
6 0|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
5 0|Kernel command line: %{commandLine}
5 0|%{unknownParameters}
6 0 ?virt-arm|Dentry cache hash table entries: 32768 (order: 5, 131072 bytes, linear)
6 0 ?imx6q|Dentry cache hash table entries: 131072 (order: 7, 524288 bytes, linear)
6 0 ?virt-arm|Inode-cache hash table entries: 16384 (order: 4, 65536 bytes, linear)
6 0 ?imx6q|Inode-cache hash table entries: 65536 (order: 6, 262144 bytes, linear)
6 0|mem auto-init: stack:all(zero), heap alloc:on, heap free:off
6 0|Memory: %{availableK}K/%{totalK}K available (11264K kernel code, 1700K rwdata, 3732K rodata, 2048K init, 377K bss, %{reservedK}K reserved, 16384K cma-reserved, %{highmemK}K highmem)
6 0|SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=%{cpus}, Nodes=1
6 0|ftrace: allocating 39757 entries in 117 pages
6 0|ftrace: allocated 117 pages with 5 groups
6 0|trace event string verifier disabled
6 0|rcu: Hierarchical RCU implementation.
6 0|rcu: 	RCU restricting CPUs from NR_CPUS=8 to nr_cpu_ids=%{cpus}.
6 0|	Rude variant of Tasks RCU enabled.
6 0|	Tracing variant of Tasks RCU enabled.
6 0|rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
6 0|rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=%{cpus}
6 0|NR_IRQS: 16, nr_irqs: 16, preallocated irqs: 16
6 0 ?imx6q|L2C-310 errata 752271 769419 enabled
6 0 ?imx6q|L2C-310 enabling early BRESP for Cortex-A9
6 0 ?imx6q|L2C-310 full line of zeros enabled for Cortex-A9
6 0 ?imx6q|L2C-310 ID prefetch enabled, offset 16 lines
6 0 ?imx6q|L2C-310 dynamic clock gating enabled, standby mode enabled
6 0 ?imx6q|L2C-310 cache controller enabled, 16 ways, 1024 kB
6 0 ?imx6q|L2C-310: CACHE_ID 0x410000c7, AUX_CTRL 0x76470001
6 0 ?virt-arm|GICv2m: range[mem 0x08020000-0x08020fff], SPI[80:143]
6 0|rcu: srcu_init: Setting srcu_struct sizes based on contention.
6 0 ?virt-arm|arch_timer: cp15 timer(s) running at 62.50MHz (virt).
6 0 ?imx6q|Switching to timer-based delay loop, resolution 333ns
6 0 ?virt-arm|clocksource: arch_sys_counter: mask: 0x1ffffffffffffff max_cycles: 0x1cd42e208c, max_idle_ns: 881590405314 ns
6 0 ?imx6q|clocksource: mxc_timer1: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 637086815595 ns
6 90 ?virt-arm|sched_clock: 57 bits at 63MHz, resolution 16ns, wraps every 4398046511096ns
6 90 ?imx6q|sched_clock: 32 bits at 3000kHz, resolution 333ns, wraps every 715827882841ns
6 204 ?virt-arm|Switching to timer-based delay loop, resolution 16ns
6 3699|Console: colour dummy device 80x30
6 4653 ?virt-arm|Calibrating delay loop (skipped), value calculated using timer frequency.. 125.00 BogoMIPS (lpj=250000)
6 4653 ?imx6q|Calibrating delay loop (skipped), value calculated using timer frequency.. 6.00 BogoMIPS (lpj=12000)
6 4799|CPU: Testing write buffer coherency: ok
3 5783 ?virt-arm|CPU0: Spectre v2: firmware did not set auxiliary control register IBE bit, system vulnerable
6 5783 ?imx6q|CPU0: Spectre v2: using BPIALL workaround
6 5871 ?virt-arm|CPU0: Spectre BHB: enabling loop workaround for all CPUs
6 5929|pid_max: default: 32768 minimum: 301
6 6537|LSM: Security Framework initializing
6 7141|landlock: Up and running.
6 7159|Yama: disabled by default; enable with sysctl kernel.yama.*
6 9146|AppArmor: AppArmor initialized
6 9186|TOMOYO Linux initialized
6 9558|LSM support for eBPF active
6 17944 ?virt-arm|Mount-cache hash table entries: 1024 (order: 0, 4096 bytes, linear)
6 17944 ?imx6q|Mount-cache hash table entries: 4096 (order: 2, 16384 bytes, linear)
6 18001 ?virt-arm|Mountpoint-cache hash table entries: 1024 (order: 0, 4096 bytes, linear)
6 18001 ?imx6q|Mountpoint-cache hash table entries: 4096 (order: 2, 16384 bytes, linear)
3 39518|/cpus/cpu@0 missing clock-frequency property
3 39518|/cpus/cpu@%{secondary} missing clock-frequency property
6 39844|CPU0: thread -1, cpu 0, socket 0, mpidr 80000000
6 49798|cblist_init_generic: Setting adjustable number of callback queues.
6 49872|cblist_init_generic: Setting shift to %{cpuShift} and lim to 1.
6 50171|cblist_init_generic: Setting adjustable number of callback queues.
6 50194|cblist_init_generic: Setting shift to %{cpuShift} and lim to 1.
6 50928|Setting up static identity map for %{identityMap}
6 52339|rcu: Hierarchical SRCU implementation.
6 52377|rcu: 	Max phase no-delay instances is 1000.
6 55902 ?virt-arm|EFI services will not be available.
6 57352|smp: Bringing up secondary CPUs ...
6 57410|CPU%{secondary}: thread -1, cpu %{secondary}, socket 0, mpidr 8000000%{secondary}
3 57410 ?virt-arm|CPU%{secondary}: Spectre v2: firmware did not set auxiliary control register IBE bit, system vulnerable
6 57410 ?imx6q|CPU%{secondary}: Spectre v2: using BPIALL workaround
6 57410|smp: Brought up 1 node, %{cpuCount}
6 57453|SMP: Total of %{cpus} processors activated (%{bogomips} BogoMIPS).
6 57493|CPU: All CPU(s) started in SVC mode.
6 67703|devtmpfs: initialized
6 75592 ?virt-arm|VFP support v0.3: implementor 41 architecture 4 part 30 variant f rev 0
6 75592 ?imx6q|VFP support v0.3: implementor 41 architecture 3 part 30 variant 9 rev 4
6 98046|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 99076|futex hash table entries: %{futexHash}
6 115388|pinctrl core: initialized pinctrl subsystem
6 123113|DMI not present or invalid.
6 130395|NET: Registered PF_NETLINK/PF_ROUTE protocol family
6 205210|DMA: preallocated 256 KiB pool for atomic coherent allocations
6 211839|audit: initializing netlink subsys (disabled)
6 222004|thermal_sys: Registered thermal governor 'fair_share'
6 222046|thermal_sys: Registered thermal governor 'bang_bang'
6 222053|thermal_sys: Registered thermal governor 'step_wise'
6 222057|thermal_sys: Registered thermal governor 'user_space'
6 222062|thermal_sys: Registered thermal governor 'power_allocator'
6 222499|No ATAGs?
5 224008|audit: type=2000 audit(%{auditUptime}:1): state=initialized audit_enabled=0 res=1
6 224427 ?virt-arm|hw-breakpoint: found 5 (+1 reserved) breakpoint and 4 watchpoint registers.
6 224427 ?imx6q|hw-breakpoint: found 5 (+1 reserved) breakpoint and 1 watchpoint registers.
6 224427 ?imx6q|hw-breakpoint: maximum watchpoint size is 4 bytes.
6 224488 ?virt-arm|hw-breakpoint: maximum watchpoint size is 8 bytes.
6 226709 ?virt-arm|Serial: AMBA PL011 UART driver
6 254002 ?virt-arm|9000000.pl011: ttyAMA0 at MMIO 0x9000000 (irq = 28, base_baud = 0) is a PL011 rev1
6 254002 ?imx6q|%{uart}
6 268942|printk: console [%{console}] enabled
6 290610|kprobes: kprobe jump-optimization is enabled. All kprobes are optimized if possible.
6 319682|iommu: Default domain type: Translated 
6 320003|iommu: DMA domain TLB invalidation policy: strict mode 
6 322069|pps_core: LinuxPPS API ver. 1 registered
6 322227|pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@linux.it>
6 322500|PTP clock support registered
6 336299|NetLabel: Initializing
6 336431|NetLabel:  domain hash size = 128
6 336655|NetLabel:  protocols = UNLABELED CIPSOv4 CALIPSO
6 337563|NetLabel:  unlabeled traffic allowed by default
6 338433|vgaarb: loaded
6 344049 ?virt-arm|clocksource: Switched to clocksource arch_sys_counter
6 344049 ?imx6q|clocksource: Switched to clocksource mxc_timer1
5 468446|VFS: Disk quotas dquot_6.6.0
6 468828|VFS: Dquot-cache hash table entries: 1024 (order 0, 4096 bytes)
6 474845|AppArmor: AppArmor Filesystem Enabled
6 493117|NET: Registered PF_INET protocol family
6 494428 ?virt-arm|IP idents hash table entries: 4096 (order: 3, 32768 bytes, linear)
6 494428 ?imx6q|IP idents hash table entries: 16384 (order: 5, 131072 bytes, linear)
6 508035|tcp_listen_portaddr_hash hash table entries: 512 (order: 0, 4096 bytes, linear)
6 509486|Table-perturb hash table entries: 65536 (order: 6, 262144 bytes, linear)
6 509744 ?virt-arm|TCP established hash table entries: 2048 (order: 1, 8192 bytes, linear)
6 509744 ?imx6q|TCP established hash table entries: 8192 (order: 3, 32768 bytes, linear)
6 510175 ?virt-arm|TCP bind hash table entries: 2048 (order: 3, 32768 bytes, linear)
6 510175 ?imx6q|TCP bind hash table entries: 8192 (order: 5, 131072 bytes, linear)
6 510452 ?virt-arm|TCP: Hash tables configured (established 2048 bind 2048)
6 510452 ?imx6q|TCP: Hash tables configured (established 8192 bind 8192)
6 512754|MPTCP token hash table entries: 256 (order: 0, 4096 bytes, linear)
6 513256|UDP hash table entries: 256 (order: 1, 8192 bytes, linear)
6 513781|UDP-Lite hash table entries: 256 (order: 1, 8192 bytes, linear)
6 515397|NET: Registered PF_UNIX/PF_LOCAL protocol family
6 516048|NET: Registered PF_XDP protocol family
6 516385|PCI: CLS 0 bytes, default 64
6 521458 ?virt-arm|Trying to unpack rootfs image as initramfs...
5 532303|Initialise system trusted keyrings
5 533911|Key type blacklist registered
6 535087|workingset: %{workingset}
6 561194|zbud: loaded
6 568494 ?virt-arm|Freeing initrd memory: 1364K
5 573159|integrity: Platform Keyring initialized
5 573564|integrity: Machine keyring initialized
5 573709|Key type asymmetric registered
5 573872|Asymmetric key parser 'x509' registered
6 591879|alg: self-tests disabled
6 596117|alg: self-tests for CTR-KDF (hmac(sha256)) passed
6 596883|Block layer SCSI generic (bsg) driver version 0.4 loaded (major 248)
6 598037|io scheduler mq-deadline registered
6 619880 ?virt-arm|pl061_gpio 9030000.pl061: PL061 GPIO chip registered
6 622193 ?virt-arm|pci-host-generic 3f000000.pcie: host bridge /pcie@10000000 ranges:
6 622941 ?virt-arm|pci-host-generic 3f000000.pcie:       IO 0x003eff0000..0x003effffff -> 0x0000000000
6 623803 ?virt-arm|pci-host-generic 3f000000.pcie:      MEM 0x0010000000..0x003efeffff -> 0x0010000000
6 624649 ?virt-arm|pci-host-generic 3f000000.pcie: ECAM at [mem 0x3f000000-0x3fffffff] for [bus 00-0f]
6 626259 ?virt-arm|pci-host-generic 3f000000.pcie: PCI host bridge to bus 0000:00
6 626651 ?virt-arm|pci_bus 0000:00: root bus resource [bus 00-0f]
6 626896 ?virt-arm|pci_bus 0000:00: root bus resource [io  0x0000-0xffff]
6 627124 ?virt-arm|pci_bus 0000:00: root bus resource [mem 0x10000000-0x3efeffff]
6 628492 ?virt-arm|pci 0000:00:00.0: [1b36:0008] type 00 class 0x060000
6 634843 ?virt-arm|pci 0000:00:01.0: [1b36:0002] type 00 class 0x070002
6 635340 ?virt-arm|pci 0000:00:01.0: BAR 0 [io  0x0000-0x0007]
6 636845 ?virt-arm|PCI: bus0: Fast back to back transfers disabled
6 637912 ?virt-arm|pci 0000:00:01.0: BAR 0 [io  0x1000-0x1007]: assigned
6 649388|Serial: 8250/16550 driver, 5 ports, IRQ sharing enabled
6 654466 ?virt-arm|serial 0000:00:01.0: enabling device (0100 -> 0101)
6 680644 ?virt-arm|0000:00:01.0: ttyS0 at I/O 0x1000 (irq = 30, base_baud = 115200) is a 16550A
6 682452 ?virt-arm|Serial: AMBA driver
6 684603|STM32 USART driver initialized
6 690959|mousedev: PS/2 mouse device common for all mice
6 696437 ?virt-arm|rtc-pl031 9010000.pl031: registered as rtc0
6 696437 ?imx6q|snvs_rtc 20cc000.snvs:snvs-rtc-lp: registered as rtc0
6 697121 ?virt-arm|rtc-pl031 9010000.pl031: setting system clock to %{rtcTime}
6 697121 ?imx6q|snvs_rtc 20cc000.snvs:snvs-rtc-lp: setting system clock to %{rtcTime}
6 702641|ledtrig-cpu: registered to indicate activity on CPUs
6 712217|NET: Registered PF_INET6 protocol family
6 722395|Segment Routing with IPv6
6 722711|In-situ OAM (IOAM) with IPv6
6 723128|mip6: Mobile IPv6
6 723348|NET: Registered PF_PACKET protocol family
6 724234|mpls_gso: MPLS GSO support
6 724655|ThumbEE CPU extension supported.
5 724847|Registering SWP/SWPB emulation handler
6 727038|registered taskstats version 1
5 727374|Loading compiled-in X.509 certificates
5 741138|Loaded X.509 cert 'Build time autogenerated kernel key: 621b2fb518b96eac555b31799608d87ad78cfe38'
6 744075|zswap: loaded using pool lzo/zbud
5 746036|Key type .fscrypt registered
5 746180|Key type fscrypt-provisioning registered
5 750419|Key type encrypted registered
6 750610|AppArmor: AppArmor sha1 policy hashing enabled
6 751208|ima: No TPM chip found, activating TPM-bypass!
6 751402|ima: Allocated hash algorithm: sha256
6 753539|ima: No architecture policies found
6 754143|evm: Initialising EVM extended attributes:
6 754281|evm: security.selinux
6 754393|evm: security.SMACK64 (disabled)
6 754489|evm: security.SMACK64EXEC (disabled)
6 754588|evm: security.SMACK64TRANSMUTE (disabled)
6 754704|evm: security.SMACK64MMAP (disabled)
6 754875|evm: security.apparmor
6 755001|evm: security.ima
6 755090|evm: security.capability
6 755189|evm: HMAC attrs: 0x1
6 766015 ?virt-arm|input: gpio-keys as /devices/platform/gpio-keys/input/input0
6 776270|clk: Disabling unused clocks
6 779108 ?virt-arm|uart-pl011 9000000.pl011: no DMA platform data
6 879540|Freeing unused kernel image (initmem) memory: 2048K
6 884706|Checked W+X mappings: passed, no W+X pages found
6 885196|Run %{init} as init process
7 885354|  with arguments:
7 885392|    %{init}
7 885392|%{initArguments}
7 885424|  with environment:
7 885440|    HOME=/
7 885452|    TERM=linux
7 885452|%{initEnvironment}
`,
  },
];
