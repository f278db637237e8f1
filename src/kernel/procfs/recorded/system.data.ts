/**
 * Lists of /proc as the recorded kernels showed them, without what modules brought: made from `test/fixtures/pseudo-files`.
 *
 * Interrupts: `NUMBER|CONTROLLER AND NAME` with the columns between; names of letters are the architecture's own counters.
 */
export interface SystemLists {
  readonly devices: string;
  readonly misc: string;
  readonly fileSystems: string;
  readonly ttyDrivers: string;
  readonly cgroups: string;
  readonly interrupts: string;
  readonly ioports: string;
  readonly vmstat: string;
}

export const debian61amd64Lists: SystemLists = {
  devices: `Character devices:
  1 mem
  4 /dev/vc/0
  4 tty
  4 ttyS
  5 /dev/tty
  5 /dev/console
  5 /dev/ptmx
  7 vcs
 10 misc
 13 input
 29 fb
128 ptm
136 pts
153 spi
247 cxl
248 bsg
249 ptp
250 pps
251 rtc
252 dax
253 tpm
254 gpiochip

Block devices:
259 blkext`,
  misc: `125 cpu_dma_latency
  1 psaux
228 hpet
126 userfaultfd
231 snapshot
183 hw_random
127 vga_arbiter`,
  fileSystems:
    'sysfs tmpfs proc cgroup cgroup2 cpuset devtmpfs debugfs tracefs securityfs sockfs bpf pipefs ramfs hugetlbfs devpts mqueue pstore',
  ttyDrivers: `/dev/tty             /dev/tty        5       0 system:/dev/tty
/dev/console         /dev/console    5       1 system:console
/dev/ptmx            /dev/ptmx       5       2 system
/dev/vc/0            /dev/vc/0       4       0 system:vtmaster
serial               /dev/ttyS       4 64-95 serial
pty_slave            /dev/pts      136 0-1048575 pty:slave
pty_master           /dev/ptm      128 0-1048575 pty:master
unknown              /dev/tty        4 1-63 console`,
  cgroups: 'cpuset cpu cpuacct blkio memory devices freezer net_cls perf_event net_prio hugetlb pids rdma misc',
  interrupts: `0|   IO-APIC   2-edge      timer
1|   IO-APIC   1-edge      i8042
4|   IO-APIC   4-edge      ttyS0
8|   IO-APIC   8-edge      rtc0
9|   IO-APIC   9-fasteoi   acpi
12|   IO-APIC  12-edge      i8042
NMI|   Non-maskable interrupts
LOC|   Local timer interrupts
SPU|   Spurious interrupts
PMI|   Performance monitoring interrupts
IWI|   IRQ work interrupts
RTR|   APIC ICR read retries
RES|   Rescheduling interrupts
CAL|   Function call interrupts
TLB|   TLB shootdowns
TRM|   Thermal event interrupts
THR|   Threshold APIC interrupts
DFR|   Deferred Error APIC interrupts
MCE|   Machine check exceptions
MCP|   Machine check polls
ERR|
MIS|
PIN|   Posted-interrupt notification event
NPI|   Nested posted-interrupt event
PIW|   Posted-interrupt wakeup event`,
  ioports: `0000-0cf7 : PCI Bus 0000:00
  0000-001f : dma1
  0020-0021 : pic1
  0040-0043 : timer0
  0050-0053 : timer1
  0060-0060 : keyboard
  0064-0064 : keyboard
  0070-0077 : rtc0
  0080-008f : dma page reg
  00a0-00a1 : pic2
  00c0-00df : dma2
  00f0-00ff : fpu
  0170-0177 : 0000:00:01.1
  01f0-01f7 : 0000:00:01.1
  02f8-02ff : serial
  0376-0376 : 0000:00:01.1
  03c0-03df : vga+
  03f6-03f6 : 0000:00:01.1
  03f8-03ff : serial
  0510-051b : QEMU0002:00
  0600-063f : 0000:00:01.3
    0600-0603 : ACPI PM1a_EVT_BLK
    0604-0605 : ACPI PM1a_CNT_BLK
    0608-060b : ACPI PM_TMR
  0700-070f : 0000:00:01.3
0cf8-0cff : PCI conf1
0d00-ffff : PCI Bus 0000:00
  afe0-afe3 : ACPI GPE0_BLK
  c000-c00f : 0000:00:01.1`,
  vmstat: `nr_free_pages nr_zone_inactive_anon nr_zone_active_anon nr_zone_inactive_file nr_zone_active_file nr_zone_unevictable
nr_zone_write_pending nr_mlock nr_bounce nr_zspages nr_free_cma numa_hit numa_miss numa_foreign numa_interleave
numa_local numa_other nr_inactive_anon nr_active_anon nr_inactive_file nr_active_file nr_unevictable
nr_slab_reclaimable nr_slab_unreclaimable nr_isolated_anon nr_isolated_file workingset_nodes workingset_refault_anon
workingset_refault_file workingset_activate_anon workingset_activate_file workingset_restore_anon
workingset_restore_file workingset_nodereclaim nr_anon_pages nr_mapped nr_file_pages nr_dirty nr_writeback
nr_writeback_temp nr_shmem nr_shmem_hugepages nr_shmem_pmdmapped nr_file_hugepages nr_file_pmdmapped
nr_anon_transparent_hugepages nr_vmscan_write nr_vmscan_immediate_reclaim nr_dirtied nr_written nr_throttled_written
nr_kernel_misc_reclaimable nr_foll_pin_acquired nr_foll_pin_released nr_kernel_stack nr_page_table_pages
nr_sec_page_table_pages nr_swapcached pgpromote_success pgpromote_candidate nr_dirty_threshold
nr_dirty_background_threshold pgpgin pgpgout pswpin pswpout pgalloc_dma pgalloc_dma32 pgalloc_normal pgalloc_movable
pgalloc_device allocstall_dma allocstall_dma32 allocstall_normal allocstall_movable allocstall_device pgskip_dma
pgskip_dma32 pgskip_normal pgskip_movable pgskip_device pgfree pgactivate pgdeactivate pglazyfree pgfault pgmajfault
pglazyfreed pgrefill pgreuse pgsteal_kswapd pgsteal_direct pgdemote_kswapd pgdemote_direct pgscan_kswapd pgscan_direct
pgscan_direct_throttle pgscan_anon pgscan_file pgsteal_anon pgsteal_file zone_reclaim_failed pginodesteal
slabs_scanned kswapd_inodesteal kswapd_low_wmark_hit_quickly kswapd_high_wmark_hit_quickly pageoutrun pgrotated
drop_pagecache drop_slab oom_kill numa_pte_updates numa_huge_pte_updates numa_hint_faults numa_hint_faults_local
numa_pages_migrated pgmigrate_success pgmigrate_fail thp_migration_success thp_migration_fail thp_migration_split
compact_migrate_scanned compact_free_scanned compact_isolated compact_stall compact_fail compact_success
compact_daemon_wake compact_daemon_migrate_scanned compact_daemon_free_scanned htlb_buddy_alloc_success
htlb_buddy_alloc_fail unevictable_pgs_culled unevictable_pgs_scanned unevictable_pgs_rescued unevictable_pgs_mlocked
unevictable_pgs_munlocked unevictable_pgs_cleared unevictable_pgs_stranded thp_fault_alloc thp_fault_fallback
thp_fault_fallback_charge thp_collapse_alloc thp_collapse_alloc_failed thp_file_alloc thp_file_fallback
thp_file_fallback_charge thp_file_mapped thp_split_page thp_split_page_failed thp_deferred_split_page thp_split_pmd
thp_scan_exceed_none_pte thp_scan_exceed_swap_pte thp_scan_exceed_share_pte thp_split_pud thp_zero_page_alloc
thp_zero_page_alloc_failed thp_swpout thp_swpout_fallback balloon_inflate balloon_deflate balloon_migrate swap_ra
swap_ra_hit ksm_swpin_copy cow_ksm zswpin zswpout direct_map_level2_splits direct_map_level3_splits nr_unstable`,
};

export const debian612amd64Lists: SystemLists = {
  devices: `Character devices:
  1 mem
  4 /dev/vc/0
  4 tty
  4 ttyS
  5 /dev/tty
  5 /dev/console
  5 /dev/ptmx
  7 vcs
 10 misc
 13 input
 29 fb
128 ptm
136 pts
153 spi
246 bsg
247 ptp
248 pps
249 rtc
250 cxl
251 dma_heap
252 dax
253 tpm
254 gpiochip

Block devices:
259 blkext`,
  misc: `259 cpu_dma_latency
  1 psaux
258 udmabuf
228 hpet
229 fuse
257 userfaultfd
231 snapshot
183 hw_random
256 vga_arbiter`,
  fileSystems:
    'sysfs tmpfs proc cgroup cgroup2 devtmpfs debugfs tracefs securityfs sockfs bpf pipefs ramfs hugetlbfs devpts +fuseblk fuse fusectl virtiofs mqueue pstore',
  ttyDrivers: `/dev/tty             /dev/tty        5       0 system:/dev/tty
/dev/console         /dev/console    5       1 system:console
/dev/ptmx            /dev/ptmx       5       2 system
/dev/vc/0            /dev/vc/0       4       0 system:vtmaster
serial               /dev/ttyS       4 64-95 serial
pty_slave            /dev/pts      136 0-1048575 pty:slave
pty_master           /dev/ptm      128 0-1048575 pty:master
unknown              /dev/tty        4 1-63 console`,
  cgroups: 'cpuset cpu cpuacct blkio memory devices freezer net_cls perf_event net_prio hugetlb pids rdma misc',
  interrupts: `0|   IO-APIC   2-edge      timer
1|   IO-APIC   1-edge      i8042
4|   IO-APIC   4-edge      ttyS0
8|   IO-APIC   8-edge      rtc0
9|   IO-APIC   9-fasteoi   acpi
12|   IO-APIC  12-edge      i8042
NMI|   Non-maskable interrupts
LOC|   Local timer interrupts
SPU|   Spurious interrupts
PMI|   Performance monitoring interrupts
IWI|   IRQ work interrupts
RTR|   APIC ICR read retries
RES|   Rescheduling interrupts
CAL|   Function call interrupts
TLB|   TLB shootdowns
TRM|   Thermal event interrupts
THR|   Threshold APIC interrupts
DFR|   Deferred Error APIC interrupts
MCE|   Machine check exceptions
MCP|   Machine check polls
ERR|
MIS|
PIN|   Posted-interrupt notification event
NPI|   Nested posted-interrupt event
PIW|   Posted-interrupt wakeup event`,
  ioports: `0000-0cf7 : PCI Bus 0000:00
  0000-001f : dma1
  0020-0021 : pic1
  0040-0043 : timer0
  0050-0053 : timer1
  0060-0060 : keyboard
  0064-0064 : keyboard
  0070-0077 : rtc0
  0080-008f : dma page reg
  00a0-00a1 : pic2
  00c0-00df : dma2
  00f0-00ff : fpu
  0170-0177 : 0000:00:01.1
  01f0-01f7 : 0000:00:01.1
  02f8-02ff : serial
  0376-0376 : 0000:00:01.1
  03c0-03df : vga+
  03f6-03f6 : 0000:00:01.1
  03f8-03ff : serial
  0510-051b : QEMU0002:00
  0600-063f : 0000:00:01.3
    0600-0603 : ACPI PM1a_EVT_BLK
    0604-0605 : ACPI PM1a_CNT_BLK
    0608-060b : ACPI PM_TMR
  0700-070f : 0000:00:01.3
0cf8-0cff : PCI conf1
0d00-ffff : PCI Bus 0000:00
  afe0-afe3 : ACPI GPE0_BLK
  c000-c00f : 0000:00:01.1`,
  vmstat: `nr_free_pages nr_zone_inactive_anon nr_zone_active_anon nr_zone_inactive_file nr_zone_active_file nr_zone_unevictable
nr_zone_write_pending nr_mlock nr_bounce nr_zspages nr_free_cma nr_unaccepted numa_hit numa_miss numa_foreign
numa_interleave numa_local numa_other nr_inactive_anon nr_active_anon nr_inactive_file nr_active_file nr_unevictable
nr_slab_reclaimable nr_slab_unreclaimable nr_isolated_anon nr_isolated_file workingset_nodes workingset_refault_anon
workingset_refault_file workingset_activate_anon workingset_activate_file workingset_restore_anon
workingset_restore_file workingset_nodereclaim nr_anon_pages nr_mapped nr_file_pages nr_dirty nr_writeback
nr_writeback_temp nr_shmem nr_shmem_hugepages nr_shmem_pmdmapped nr_file_hugepages nr_file_pmdmapped
nr_anon_transparent_hugepages nr_vmscan_write nr_vmscan_immediate_reclaim nr_dirtied nr_written nr_throttled_written
nr_kernel_misc_reclaimable nr_foll_pin_acquired nr_foll_pin_released nr_kernel_stack nr_page_table_pages
nr_sec_page_table_pages nr_iommu_pages nr_swapcached pgpromote_success pgpromote_candidate pgdemote_kswapd
pgdemote_direct pgdemote_khugepaged nr_dirty_threshold nr_dirty_background_threshold nr_memmap_pages
nr_memmap_boot_pages pgpgin pgpgout pswpin pswpout pgalloc_dma pgalloc_dma32 pgalloc_normal pgalloc_movable
pgalloc_device allocstall_dma allocstall_dma32 allocstall_normal allocstall_movable allocstall_device pgskip_dma
pgskip_dma32 pgskip_normal pgskip_movable pgskip_device pgfree pgactivate pgdeactivate pglazyfree pgfault pgmajfault
pglazyfreed pgrefill pgreuse pgsteal_kswapd pgsteal_direct pgsteal_khugepaged pgscan_kswapd pgscan_direct
pgscan_khugepaged pgscan_direct_throttle pgscan_anon pgscan_file pgsteal_anon pgsteal_file zone_reclaim_success
zone_reclaim_failed pginodesteal slabs_scanned kswapd_inodesteal kswapd_low_wmark_hit_quickly
kswapd_high_wmark_hit_quickly pageoutrun pgrotated drop_pagecache drop_slab oom_kill numa_pte_updates
numa_huge_pte_updates numa_hint_faults numa_hint_faults_local numa_pages_migrated pgmigrate_success pgmigrate_fail
thp_migration_success thp_migration_fail thp_migration_split compact_migrate_scanned compact_free_scanned
compact_isolated compact_stall compact_fail compact_success compact_daemon_wake compact_daemon_migrate_scanned
compact_daemon_free_scanned htlb_buddy_alloc_success htlb_buddy_alloc_fail unevictable_pgs_culled
unevictable_pgs_scanned unevictable_pgs_rescued unevictable_pgs_mlocked unevictable_pgs_munlocked
unevictable_pgs_cleared unevictable_pgs_stranded thp_fault_alloc thp_fault_fallback thp_fault_fallback_charge
thp_collapse_alloc thp_collapse_alloc_failed thp_file_alloc thp_file_fallback thp_file_fallback_charge thp_file_mapped
thp_split_page thp_split_page_failed thp_deferred_split_page thp_underused_split_page thp_split_pmd
thp_scan_exceed_none_pte thp_scan_exceed_swap_pte thp_scan_exceed_share_pte thp_split_pud thp_zero_page_alloc
thp_zero_page_alloc_failed thp_swpout thp_swpout_fallback balloon_inflate balloon_deflate balloon_migrate swap_ra
swap_ra_hit swpin_zero swpout_zero ksm_swpin_copy cow_ksm zswpin zswpout zswpwb direct_map_level2_splits
direct_map_level3_splits nr_unstable`,
};

export const debian61armmpLists: SystemLists = {
  devices: `Character devices:
  1 mem
  4 /dev/vc/0
  4 tty
  4 ttyS
  5 /dev/tty
  5 /dev/console
  5 /dev/ptmx
  7 vcs
 10 misc
 13 input
 29 fb
 90 mtd
128 ptm
136 pts
153 spi
207 ttymxc
241 rpmb
242 ttySTM
243 ttyARC
244 ttyTHS
245 ttyWMT
246 ttyO
247 ttyAML
248 bsg
250 ptp
251 pps
252 rtc
253 tpm
254 gpiochip

Block devices:
179 mmc
259 blkext`,
  misc: `  1 psaux
134 apm_bios
126 userfaultfd
231 snapshot
183 hw_random
127 vga_arbiter`,
  fileSystems:
    'sysfs tmpfs bdev proc cgroup cgroup2 cpuset devtmpfs debugfs tracefs securityfs sockfs bpf pipefs ramfs devpts mqueue',
  ttyDrivers: `/dev/tty             /dev/tty        5       0 system:/dev/tty
/dev/console         /dev/console    5       1 system:console
/dev/ptmx            /dev/ptmx       5       2 system
/dev/vc/0            /dev/vc/0       4       0 system:vtmaster
stm32-usart          /dev/ttySTM   242 0-7 serial
arc-uart             /dev/ttyARC   243       0 serial
tegra_hsuart         /dev/ttyTHS   244 0-7 serial
vt8500_serial        /dev/ttyWMT   245 0-5 serial
OMAP-SERIAL          /dev/ttyO     246 0-9 serial
meson_uart           /dev/ttyAML   247 0-11 serial
IMX-uart             /dev/ttymxc   207 16-23 serial
serial               /dev/ttyS       4 64-68 serial
pty_slave            /dev/pts      136 0-1048575 pty:slave
pty_master           /dev/ptm      128 0-1048575 pty:master
unknown              /dev/tty        4 1-63 console`,
  cgroups: 'cpuset cpu cpuacct blkio memory devices freezer net_cls perf_event net_prio pids rdma misc',
  interrupts: `24| GIC-0  29 Edge      twd
25|       GPC  55 Level     i.MX Timer Tick
26|       GPC  94 Level     arm-pmu
27|       GPC   2 Level     20ec000.dma-controller
29|       GPC  26 Level     2020000.serial
30|       GPC  27 Level     21e8000.serial
IPI0|  CPU wakeup interrupts
IPI1|  Timer broadcast interrupts
IPI2|  Rescheduling interrupts
IPI3|  Function call interrupts
IPI4|  CPU stop interrupts
IPI5|  IRQ work interrupts
IPI6|  completion interrupts
Err|`,
  ioports: '',
  vmstat: `nr_free_pages nr_zone_inactive_anon nr_zone_active_anon nr_zone_inactive_file nr_zone_active_file nr_zone_unevictable
nr_zone_write_pending nr_mlock nr_bounce nr_zspages nr_free_cma nr_inactive_anon nr_active_anon nr_inactive_file
nr_active_file nr_unevictable nr_slab_reclaimable nr_slab_unreclaimable nr_isolated_anon nr_isolated_file
workingset_nodes workingset_refault_anon workingset_refault_file workingset_activate_anon workingset_activate_file
workingset_restore_anon workingset_restore_file workingset_nodereclaim nr_anon_pages nr_mapped nr_file_pages nr_dirty
nr_writeback nr_writeback_temp nr_shmem nr_shmem_hugepages nr_shmem_pmdmapped nr_file_hugepages nr_file_pmdmapped
nr_anon_transparent_hugepages nr_vmscan_write nr_vmscan_immediate_reclaim nr_dirtied nr_written nr_throttled_written
nr_kernel_misc_reclaimable nr_foll_pin_acquired nr_foll_pin_released nr_kernel_stack nr_page_table_pages
nr_sec_page_table_pages nr_swapcached nr_dirty_threshold nr_dirty_background_threshold pgpgin pgpgout pswpin pswpout
pgalloc_dma pgalloc_normal pgalloc_high pgalloc_movable allocstall_dma allocstall_normal allocstall_high
allocstall_movable pgskip_dma pgskip_normal pgskip_high pgskip_movable pgfree pgactivate pgdeactivate pglazyfree
pgfault pgmajfault pglazyfreed pgrefill pgreuse pgsteal_kswapd pgsteal_direct pgdemote_kswapd pgdemote_direct
pgscan_kswapd pgscan_direct pgscan_direct_throttle pgscan_anon pgscan_file pgsteal_anon pgsteal_file pginodesteal
slabs_scanned kswapd_inodesteal kswapd_low_wmark_hit_quickly kswapd_high_wmark_hit_quickly pageoutrun pgrotated
drop_pagecache drop_slab oom_kill pgmigrate_success pgmigrate_fail thp_migration_success thp_migration_fail
thp_migration_split compact_migrate_scanned compact_free_scanned compact_isolated compact_stall compact_fail
compact_success compact_daemon_wake compact_daemon_migrate_scanned compact_daemon_free_scanned cma_alloc_success
cma_alloc_fail unevictable_pgs_culled unevictable_pgs_scanned unevictable_pgs_rescued unevictable_pgs_mlocked
unevictable_pgs_munlocked unevictable_pgs_cleared unevictable_pgs_stranded balloon_inflate balloon_deflate
balloon_migrate swap_ra swap_ra_hit ksm_swpin_copy cow_ksm zswpin zswpout nr_unstable`,
};
