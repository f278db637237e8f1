/**
 * What skiboot 7.0 (OPAL) writes to the serial line of QEMU's PowerNV machine from its start to that of the kernel; stamps from the start.
 *
 * Lines with `{each}` stand for each CPU (a core of four threads), `{pir}` for its number. Source: linux-powernv `d61n-panic`, `d61n-panic-2cpu`.
 */
export const OPAL_TEXT = `[    0.226486394,5] OPAL v7.0 starting...
[    0.227022717,7] initial console log level: memory 7, driver 5
[    0.227065845,6] CPU: P9 generation processor (max 4 threads/core)
[    0.227091262,7] CPU: Boot CPU PIR is 0x0000 PVR is 0x004e1200
[    0.227202870,7] OPAL table: 0x3018a260 .. 0x3018a820, branch table: 0x30120000
[    0.227380777,7] Assigning physical memory map table for nimbus
[    0.276503461,7] FDT: Parsing fdt @0x1000000
[    0.300794021,5] CHIP: Detected QEMU simulator
[    0.300987138,6] CHIP: Initialised chip 0 from xscom@603fc00000000
[    0.320150755,6] P9 DD2.00 detected
[    0.320180449,5] CHIP: Chip ID 0000 type: P9N DD2.00
[    0.320191023,7] XSCOM: Base address: 0x603fc00000000
[    0.320221885,7] XSTOP: ibm,sw-checkstop-fir prop not found
[    0.320311875,6] MFSI 0:0: Initialized
[    0.320321736,6] MFSI 0:2: Initialized
[    0.320329996,6] MFSI 0:1: Initialized
[    0.320950867,6] LPC: LPC[000]: Initialized
[    0.320960148,7] LPC: access via MMIO @0x6030000000000
[    0.320996257,7] LPC: Default bus on chip 0x0
[    0.321083104,7] CPU: New max PIR set to 0x{lastPir}
[    0.321624502,7] MEM: parsing reserved memory from reserved-names/-ranges properties
[    0.332460483,7] HOMER: Init chip 0
[    0.332529321,7]   PBA BAR0 : 0x0000203ffd800000
[    0.332537823,7]   PBA MASK0: 0x0000000000300000
[    0.332572168,7]   HOMER Image at 0x203ffd800000 size 4MB
[    0.332640698,4] HOMER image is not reserved! Reserving
[    0.332706839,7]   PBA BAR2 : 0x0000203fff800000
[    0.332711715,7]   PBA MASK2: 0x0000000000700000
[    0.332721540,7]   OCC Common Area at 0x203fff800000 size 8MB
[    0.332749055,4] OCC common area is not reserved! Reserving
[    0.332814750,7] CPU: decrementer bits 56
[    0.332909749,6] {each}CPU: CPU from DT PIR=0x{pir4} Server#=0x{pir} State=4
[    0.333012255,6] {each}CPU:  1 secondary threads
[    0.351025361,5] PLAT: Using SuperIO UART
[    0.351235726,7] UART: Using LPC IRQ 4
[    0.365420615,5] PLAT: Detected QEMU POWER9 platform
[    0.365510717,5] PLAT: Detected BMC platform ast2500:openbmc
[    1.032592881,5] CPU: All {cpus} processors called in...
[    1.047604884,7] LPC: Routing irq 10, policy: 0 (r=1)
[    1.047691387,7] LPC: SerIRQ 10 using route 0 targetted at OPAL
[    1.141592489,5] HIOMAP: Negotiated hiomap protocol v2
[    1.141745764,5] HIOMAP: Block size is 4KiB
[    1.141833626,5] HIOMAP: BMC suggested flash timeout of 0s
[    1.141942464,5] HIOMAP: Flash size is 128MiB
[    1.142024696,5] HIOMAP: Erase granule size is 4KiB
[    1.199121085,3] FFS: Reading the flash has returned all 0xFF.
[    1.199216838,3]      Are you reading erased flash?
[    1.199268504,3]      Is something else using the flash controller?
[    1.200803510,4] FLASH: No ffs info; using raw device only
[    1.208438874,3] FFS: Reading the flash has returned all 0xFF.
[    1.208530458,3]      Are you reading erased flash?
[    1.208597573,3]      Is something else using the flash controller?
[    1.208684871,3] FLASH: Can't open ffs handle
[    1.215649687,3] FFS: Reading the flash has returned all 0xFF.
[    1.215731815,3]      Are you reading erased flash?
[    1.215783414,3]      Is something else using the flash controller?
[    1.215846469,3] FLASH: Can't open ffs handle
[    1.223799006,3] FFS: Reading the flash has returned all 0xFF.
[    1.223882176,3]      Are you reading erased flash?
[    1.223930688,3]      Is something else using the flash controller?
[    1.223992824,3] FLASH: Can't open ffs handle
[    1.234953565,3] FFS: Reading the flash has returned all 0xFF.
[    1.235035843,3]      Are you reading erased flash?
[    1.235084996,3]      Is something else using the flash controller?
[    1.235147117,3] FLASH: Can't open ffs handle
[    1.253091769,3] FFS: Reading the flash has returned all 0xFF.
[    1.261947770,3]      Are you reading erased flash?
[    1.262006322,3]      Is something else using the flash controller?
[    1.276028584,3] FLASH: Can't open ffs handle
[    1.288974305,3] FFS: Reading the flash has returned all 0xFF.
[    1.289057008,3]      Are you reading erased flash?
[    1.289106505,3]      Is something else using the flash controller?
[    1.289190228,3] FLASH: Can't open ffs handle
[    1.310172891,2] NVRAM: Failed to load
[    1.310233833,2] NVRAM: Failed to load
[    1.310288421,5] STB: secure boot not supported
[    1.310348614,5] STB: trusted boot not supported
[    1.310556088,4] FLASH: Can't load resource id:4. No system flash found
[    1.310748537,4] FLASH: Can't load resource id:3. No system flash found
[    1.310854181,2] NVRAM: Failed to load
[    1.310977577,7] LPC: Routing irq 4, policy: 0 (r=1)
[    1.310989063,7] LPC: SerIRQ 4 using route 1 targetted at OPAL
[    1.311273235,3] {each}SLW: Failed to set HRMOR for CPU {pir},RC=0x1
[    1.327899669,5] {each}Unable to log error
[    1.327997119,3] {each}Disabling deep stop states
[    1.328163105,2] NVRAM: Failed to load
[    1.328490093,3] OCC: Chip: 0: OCC not active
[    1.328545025,3] OCC: Initialization on all chips did not complete(timed out)
[    1.328627343,5] Unable to log error
[    1.328706636,2] NVRAM: Failed to load
[    1.328760005,2] NVRAM: Failed to load
[    1.328805302,2] NVRAM: Failed to load
[    1.328946486,4] FLASH: Can't load resource id:2. No system flash found
[    1.329150836,4] FLASH: Can't load resource id:0. No system flash found
[    1.329283616,4] FLASH: Can't load resource id:1. No system flash found
[    1.329429876,3] IMC: IMC Catalog load failed
[    1.353952040,2] NVRAM: Failed to load
[    1.354019611,2] NVRAM: Failed to load
[    1.354063437,2] NVRAM: Failed to load
[    1.438303753,3] CAPP: Error loading ucode lid. index=200d1
[    1.472963441,3] XSCOM: read error gcid=0x0 pcb_addr=0xf000009 stat=0x0
[    1.472974050,5] Unable to log error
[    1.473034438,3] XSCOM: Read failed, ret =  -6
[    1.481248013,3] XSCOM: read error gcid=0x0 pcb_addr=0xf000009 stat=0x0
[    1.481258397,5] Unable to log error
[    1.481263535,3] XSCOM: Read failed, ret =  -6
[    1.496307314,3] XSCOM: read error gcid=0x0 pcb_addr=0xf000009 stat=0x0
[    1.496317877,5] Unable to log error
[    1.496322840,3] XSCOM: Read failed, ret =  -6
[    2.035051229,5] PCI: Resetting PHBs and training links...
[    8.091327414,5] PCI: Probing slots...
[    8.116285009,5] PCI Summary:
[    8.116634287,5] PHB#0000:00:00.0 [ROOT] 1014 04c1 R:00 C:060400 B:01..ff SLOT=pcie.0 
[    8.116929673,5] PHB#0001:00:00.0 [ROOT] 1014 04c1 R:00 C:060400 B:01..ff SLOT=pcie.1 
[    8.117033999,5] PHB#0002:00:00.0 [ROOT] 1014 04c1 R:00 C:060400 B:01..ff SLOT=pcie.2 
[    8.117132465,5] PHB#0003:00:00.0 [ROOT] 1014 04c1 R:00 C:060400 B:01..ff SLOT=pcie.3 
[    8.117229628,5] PHB#0004:00:00.0 [ROOT] 1014 04c1 R:00 C:060400 B:01..ff SLOT=pcie.4 
[    8.117326775,5] PHB#0005:00:00.0 [ROOT] 1014 04c1 R:00 C:060400 B:01..ff SLOT=pcie.5 
[    8.117463606,4] FLASH: Failed to load VERSION data
[    8.166759392,2] NVRAM: Failed to load
[    8.167228117,5] INIT: Waiting for kernel...
[    8.167282993,5] INIT: platform wait for kernel load failed
[    8.167349129,5] INIT: Assuming kernel at 0x20000000
[    8.167433345,5] INIT: 64-bit LE kernel discovered
[    8.167926349,2] NVRAM: Failed to load
[    8.217597528,5] INIT: Starting kernel at 0x20010000, fdt at 0x3076e8a0 26752 bytes
`;
