/**
 * The boot log of 4.19.0-6-armmp on an i.MX6 Quad. **Composed, not recorded**: the lines that a 4.19 kernel of Debian prints for this
 * hardware, as public boot logs and the sources have them; the two lines of imx-media and ipu2_csi0 at 17 s are those of the Apertis
 * document's transcript. Modules that udev loads stand behind the start of init. Format: see `BootLogTable` in `../kernel-text.ts`.
 */
import type { BootLogTable } from '../kernel-text.ts';

export const apertis419BootLogs: readonly BootLogTable[] = [
  {
    cpus: 1,
    memory: { reservedK: 30868, unaccountedK: 0 },
    log: `
6 0|Booting Linux on physical CPU 0x0
5 0|Linux version 4.19.0-6-armmp (debian-kernel@lists.debian.org) (gcc version 8.3.0 (Debian 8.3.0-6)) #1 SMP Debian 4.19.67-2co5 (2019-09-20)
6 0|CPU: ARMv7 Processor [412fc09a] revision 10 (ARMv7), cr=10c5387d
6 0|CPU: PIPT / VIPT nonaliasing data cache, VIPT aliasing instruction cache
6 0|OF: fdt: Machine model: %{machineModel}
6 0|Memory policy: Data cache writealloc
6 0|%{reservedMemory}
6 0|efi: Getting EFI parameters from FDT:
6 0|efi: UEFI not found.
6 0|cma: Reserved 16 MiB at %{cmaBase}
7 0|On node 0 totalpages: 262144
7 0|  DMA zone: 1536 pages used for memmap
7 0|  DMA zone: 0 pages reserved
7 0|  DMA zone: 196608 pages, LIFO batch:63
7 0|  HighMem zone: 65536 pages, LIFO batch:15
6 0|random: get_random_bytes called from start_kernel+0xa0/0x504 with crng_init=0
6 0|percpu: Embedded 17 pages/cpu s40588 r8192 d20852 u69632
7 0|pcpu-alloc: s40588 r8192 d20852 u69632 alloc=17*4096
7 0|pcpu-alloc: %{perCpuUnits} 
6 0|Built 1 zonelists, mobility grouping on.  Total pages: %{totalPages}
5 0|Kernel command line: %{commandLine}
5 0|%{unknownParameters}
6 0|Dentry cache hash table entries: 131072 (order: 7, 524288 bytes)
6 0|Inode-cache hash table entries: 65536 (order: 6, 262144 bytes)
6 0|Memory: %{availableK}K/%{totalK}K available (8192K kernel code, 1019K rwdata, 2520K rodata, 2048K init, 317K bss, %{reservedK}K reserved, 16384K cma-reserved, %{highmemK}K highmem)
5 0|Virtual kernel memory layout:
5 0|    vector  : 0xffff0000 - 0xffff1000   (   4 kB)
5 0|    fixmap  : 0xffc00000 - 0xfff00000   (3072 kB)
5 0|    vmalloc : 0xf0800000 - 0xff800000   ( 240 MB)
5 0|    lowmem  : 0xc0000000 - 0xf0000000   ( 768 MB)
5 0|    pkmap   : 0xbfe00000 - 0xc0000000   (   2 MB)
5 0|    modules : 0xbf000000 - 0xbfe00000   (  14 MB)
5 0|      .text : 0x(ptrval) - 0x(ptrval)   (9184 kB)
5 0|      .init : 0x(ptrval) - 0x(ptrval)   (2048 kB)
5 0|      .data : 0x(ptrval) - 0x(ptrval)   (1020 kB)
5 0|       .bss : 0x(ptrval) - 0x(ptrval)   ( 318 kB)
6 0|ftrace: allocating 34284 entries in 101 pages
6 0|rcu: Hierarchical RCU implementation.
6 0|rcu: 	RCU restricting CPUs from NR_CPUS=8 to nr_cpu_ids=%{cpus}.
6 0|rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=%{cpus}
6 0|NR_IRQS: 16, nr_irqs: 16, preallocated irqs: 16
6 0|L2C-310 errata 752271 769419 enabled
6 0|L2C-310 enabling early BRESP for Cortex-A9
6 0|L2C-310 full line of zeros enabled for Cortex-A9
6 0|L2C-310 ID prefetch enabled, offset 16 lines
6 0|L2C-310 dynamic clock gating enabled, standby mode enabled
6 0|L2C-310 cache controller enabled, 16 ways, 1024 kB
6 0|L2C-310: CACHE_ID 0x410000c7, AUX_CTRL 0x76470001
6 0|Switching to timer-based delay loop, resolution 333ns
6 9|sched_clock: 32 bits at 3000kHz, resolution 333ns, wraps every 715827882841ns
6 25|clocksource: mxc_timer1: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 637086815595 ns
6 2514|Console: colour dummy device 80x30
6 2569|Calibrating delay loop (skipped), value calculated using timer frequency.. 6.00 BogoMIPS (lpj=12000)
6 2588|pid_max: default: 32768 minimum: 301
6 2901|Security Framework initialized
6 2911|Yama: disabled by default; enable with sysctl kernel.yama.*
6 2966|AppArmor: AppArmor initialized
6 3061|Mount-cache hash table entries: 2048 (order: 1, 8192 bytes)
6 3075|Mountpoint-cache hash table entries: 2048 (order: 1, 8192 bytes)
6 3890|CPU: Testing write buffer coherency: ok
6 3923|CPU0: Spectre v2: using BPIALL workaround
6 4361|CPU0: thread -1, cpu 0, socket 0, mpidr 80000000
6 5206|Setting up static identity map for %{identityMap}
6 8015|rcu: Hierarchical SRCU implementation.
6 9622|EFI services will not be available.
6 9954|smp: Bringing up secondary CPUs ...
6 10911|CPU%{secondary}: thread -1, cpu %{secondary}, socket 0, mpidr 8000000%{secondary}
6 10915|CPU%{secondary}: Spectre v2: using BPIALL workaround
6 12937|smp: Brought up 1 node, %{cpuCount}
6 12948|SMP: Total of %{cpus} processors activated (%{bogomips} BogoMIPS).
6 12953|CPU: All CPU(s) started in SVC mode.
6 14011|devtmpfs: initialized
6 22518|VFP support v0.3: implementor 41 architecture 3 part 30 variant 9 rev 4
6 22860|clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
6 22883|futex hash table entries: 1024 (order: 4, 65536 bytes)
6 24055|pinctrl core: initialized pinctrl subsystem
6 25310|DMI not present or invalid.
6 25680|NET: Registered protocol family 16
6 27540|DMA: preallocated 256 KiB pool for atomic coherent allocations
6 28011|audit: initializing netlink subsys (disabled)
5 28322|audit: type=2000 audit(%{auditUptime}:1): state=initialized audit_enabled=0 res=1
6 29120|CPU identified as i.MX6Q, silicon rev 1.2
6 42210|No ATAGs?
6 42301|hw-breakpoint: found 5 (+1 reserved) breakpoint and 1 watchpoint registers.
6 42309|hw-breakpoint: maximum watchpoint size is 4 bytes.
6 43840|imx6q-pinctrl 20e0000.iomuxc: initialized IMX pinctrl driver
6 70210|%{uart}
6 82110|console [%{console}] enabled
6 92240|mxs-dma 110000.dma-apbh: initialized
6 93105|vgaarb: loaded
6 94388|pps_core: LinuxPPS API ver. 1 registered
6 94393|pps_core: Software ver. 5.3.6 - Copyright 2005-2007 Rodolfo Giometti <giometti@linux.it>
6 94408|PTP clock support registered
6 95812|clocksource: Switched to clocksource mxc_timer1
5 141033|VFS: Disk quotas dquot_6.6.0
6 141170|VFS: Dquot-cache hash table entries: 1024 (order 0, 4096 bytes)
6 142330|AppArmor: AppArmor Filesystem Enabled
6 152020|NET: Registered protocol family 2
6 152690|tcp_listen_portaddr_hash hash table entries: 512 (order: 0, 6144 bytes)
6 152733|TCP established hash table entries: 8192 (order: 3, 32768 bytes)
6 152801|TCP bind hash table entries: 8192 (order: 4, 65536 bytes)
6 152902|TCP: Hash tables configured (established 8192 bind 8192)
6 153011|UDP hash table entries: 512 (order: 2, 16384 bytes)
6 153050|UDP-Lite hash table entries: 512 (order: 2, 16384 bytes)
6 153280|NET: Registered protocol family 1
6 157710|hw perfevents: enabled with armv7_cortex_a9 PMU driver, 7 counters available
5 160020|Initialise system trusted keyrings
5 160101|Key type blacklist registered
6 160230|workingset: %{workingset}
6 165812|zbud: loaded
5 171310|Key type asymmetric registered
5 171324|Asymmetric key parser 'x509' registered
6 171501|Block layer SCSI generic (bsg) driver version 0.4 loaded (major 247)
6 171740|io scheduler noop registered
6 171748|io scheduler deadline registered
6 171880|io scheduler cfq registered (default)
6 171889|io scheduler mq-deadline registered
6 201160|Serial: 8250/16550 driver, 4 ports, IRQ sharing enabled
6 212140|mousedev: PS/2 mouse device common for all mice
6 214480|snvs_rtc 20cc000.snvs:snvs-rtc-lp: rtc core: registered 20cc000.snvs:snvs-rtc-lp as rtc0
6 214911|ledtrig-cpu: registered to indicate activity on CPUs
6 215740|NET: Registered protocol family 10
6 226210|Segment Routing with IPv6
6 226265|mip6: Mobile IPv6
6 226280|NET: Registered protocol family 17
6 226510|mpls_gso: MPLS GSO support
6 226720|ThumbEE CPU extension supported.
5 226731|Registering SWP/SWPB emulation handler
6 227410|registered taskstats version 1
5 227424|Loading compiled-in X.509 certificates
6 301030|zswap: loaded using pool lzo/zbud
6 301260|AppArmor: AppArmor sha1 policy hashing enabled
6 312440|snvs_rtc 20cc000.snvs:snvs-rtc-lp: setting system clock to %{rtcTime}
6 330910|Freeing unused kernel memory: 2048K
6 331020|Run %{init} as init process
6 4120210|ci_hdrc ci_hdrc.0: EHCI Host Controller
6 4120311|ci_hdrc ci_hdrc.0: new USB bus registered, assigned bus number 1
6 4140120|ci_hdrc ci_hdrc.0: USB 2.0 started, EHCI 1.00
6 6830122|imx-drm display-subsystem: bound imx-ipuv3-crtc.2 (ops ipu_crtc_ops [imxdrm])
6 6830311|imx-drm display-subsystem: bound 120000.hdmi (ops dw_hdmi_imx_ops [dw_hdmi_imx])
6 7012530|etnaviv etnaviv: bound 130000.gpu (ops gpu_ops [etnaviv])
6 7012810|etnaviv-gpu 130000.gpu: model: GC2000, revision: 5108
6 17204410|imx_media_common: module is from the staging directory, the quality is unknown, you have been warned.
6 17310240|imx-media: subdev ipu2_csi1_mux bound
6 17315503|imx-media: subdev ipu2_ic_prpvf bound
6 17324302|ipu2_csi0: Registered ipu2_csi0 capture as /dev/video6
6 17333120|ipu2_ic_prpenc: Registered ipu2_ic_prpenc capture as /dev/video7
6 17341804|imx-media: subdev ipu2_ic_prpenc bound
6 17357013|imx-media: subdev ipu1_csi0_mux bound
6 17364026|imx-media: subdev ipu1_csi1 bound
6 17371039|imx-media: subdev ipu1_ic_prp bound
6 17378052|imx-media: subdev ipu1_ic_prpenc bound
6 17385065|imx-media: subdev ipu1_ic_prpvf bound
6 17392078|imx-media: subdev ipu1_vdic bound
6 17399091|imx-media: subdev ipu2_csi0 bound
6 17406104|imx-media: subdev ipu2_csi1 bound
6 17413117|imx-media: subdev ipu2_ic_prp bound
6 17420130|imx-media: subdev ipu2_vdic bound
6 17427143|imx-media: subdev imx6-mipi-csi2 bound
6 17434156|imx-media: imx6-mipi-csi2:1 -> ipu1_csi0_mux:0
6 17441169|imx-media: imx6-mipi-csi2:2 -> ipu1_csi1:0
6 17448182|imx-media: imx6-mipi-csi2:3 -> ipu2_csi0:0
6 17455195|imx-media: imx6-mipi-csi2:4 -> ipu2_csi1_mux:0
6 17462208|imx-media: ipu1_csi0_mux:5 -> ipu1_csi0:0
6 17469221|imx-media: ipu2_csi1_mux:5 -> ipu2_csi1:0
6 17476234|imx-media: ipu1_csi0:1 -> ipu1_ic_prp:0
6 17483247|imx-media: ipu1_csi0:1 -> ipu1_vdic:0
6 17490260|imx-media: ipu1_csi1:1 -> ipu1_ic_prp:0
6 17497273|imx-media: ipu1_csi1:1 -> ipu1_vdic:0
6 17504286|imx-media: ipu2_csi0:1 -> ipu2_ic_prp:0
6 17511299|imx-media: ipu2_csi0:1 -> ipu2_vdic:0
6 17518312|imx-media: ipu2_csi1:1 -> ipu2_ic_prp:0
6 17525325|imx-media: ipu2_csi1:1 -> ipu2_vdic:0
6 17532338|imx-media: ipu1_vdic:2 -> ipu1_ic_prp:0
6 17539351|imx-media: ipu2_vdic:2 -> ipu2_ic_prp:0
6 17546364|imx-media: ipu1_ic_prp:1 -> ipu1_ic_prpenc:0
6 17553377|imx-media: ipu1_ic_prp:2 -> ipu1_ic_prpvf:0
6 17560390|imx-media: ipu2_ic_prp:1 -> ipu2_ic_prpenc:0
6 17567403|imx-media: ipu2_ic_prp:2 -> ipu2_ic_prpvf:0
6 17599007|ipu1_ic_prpvf: Registered ipu1_ic_prpvf capture as /dev/video1
6 17630014|ipu1_csi0: Registered ipu1_csi0 capture as /dev/video2
6 17661021|ipu1_csi1: Registered ipu1_csi1 capture as /dev/video3
6 17692028|ipu2_csi1: Registered ipu2_csi1 capture as /dev/video5
6 17816056|fec 2188000.ethernet eth0: Link is Up - 100Mbps/Full - flow control rx/tx
6 17847063|random: crng init done
6 17878070|random: fast init done
6 17940084|NET: Registered protocol family 31
6 17971091|Bluetooth: HCI socket layer initialized
6 19381429|IPv6: ADDRCONF(NETDEV_UP): eth0: link is not ready
6 20288442|IPv6: ADDRCONF(NETDEV_CHANGE): eth0: link becomes ready
`,
  },
];
