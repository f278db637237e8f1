/**
 * Modules that the recordings had beside those of the distribution: LKDTM, built against Debian's kernels or with the private ones;
 * pstore, ramoops and, for the kernel composed of it, phram for armmp, whose own kernel has none. Facts as in `../catalogue.ts`; sizes of pstore and lkdtm are assumed.
 */

const ramoopsInfo = ` description=RAM Oops/Panic logger/driver
 author=Marco Stornelli <marco.stornelli@gmail.com>
 license=GPL
 parm=dump_oops:(deprecated: use max_reason instead) set to 1 to dump oopses & panics, 0 to only dump panics
 parmtype=dump_oops:int
 parm=ramoops_ecc:if non-zero, the option enables ECC support and specifies ECC buffer size in bytes (1 is a special value, means 16 bytes ECC)
 parmtype=ecc:int
 parm=max_reason:maximum reason for kmsg dump (default 2: Oops and Panic) 
 parmtype=max_reason:int
 parm=mem_type:memory type: 0=write-combined (default), 1=unbuffered, 2=cached
 parmtype=mem_type:uint
 parm=mem_size:size of reserved RAM used to store oops/panic logs
 parmtype=mem_size:ulong
 parm=mem_address:start of reserved RAM used to store oops/panic logs
 parmtype=mem_address:ullong
 parm=pmsg_size:size of user space message log
 parmtype=pmsg_size:ulong
 parm=ftrace_size:size of ftrace log
 parmtype=ftrace_size:ulong
 parm=console_size:size of kernel console log
 parmtype=console_size:ulong
 parm=record_size:size of each dump done on oops/panic
 parmtype=record_size:ulong`;

const reedSolomon = `kernel/lib/reed_solomon/reed_solomon.ko reed_solomon 24576
 author=Phil Karn, Thomas Gleixner
 description=Reed Solomon encoder/decoder
 license=GPL
 depends=`;

const RS_SYMBOLS = 'encode_rs8:reed_solomon decode_rs8:reed_solomon init_rs_gfp:reed_solomon free_rs:reed_solomon';

/** The private builds: pstore in the kernel, ramoops and its arithmetic as modules. */
export const oracleRamoopsText = `
${reedSolomon}
kernel/fs/pstore/ramoops.ko ramoops 28672
 <${RS_SYMBOLS}
${ramoopsInfo}
 depends=reed_solomon
`;

/** pstore and ramoops of 6.1 for armmp, with console and pmsg. */
export const pstoreModuleText = `
kernel/fs/pstore/pstore.ko pstore 32768
 license=GPL
 author=Tony Luck <tony.luck@intel.com>
 parm=compress:compression to use
 parmtype=compress:charp
 parm=backend:specific backend to use
 parmtype=backend:charp
 parm=update_ms:milliseconds before pstore updates its content (default is -1, which means runtime updates are disabled; enabling this option may not be safe; it may lead to further corruption on Oopses)
 parmtype=update_ms:int
 depends=
kernel/fs/pstore/ramoops.ko ramoops 28672
 <pstore_register:pstore pstore_unregister:pstore pstore_type_to_name:pstore ${RS_SYMBOLS}
${ramoopsInfo}
 depends=pstore,reed_solomon
`;

/** phram where the MTD core is built in; size and entries as Debian's for amd64 has them. */
export const phramModuleText = `
kernel/drivers/mtd/devices/phram.ko phram 16384
 description=MTD driver for physical RAM
 author=Joern Engel <joern@wh.fh-wedel.de>
 license=GPL
 parm=phram:Memory region to map. "phram=<name>,<start>,<length>[,<erasesize>]"
 depends=
`;

const lkdtmInfo = ` description=Kernel crash testing module
 license=GPL
 parm=cpoint_count: Crash Point Count, number of times the crash point is to be hit to trigger action
 parmtype=cpoint_count:int
 parm=cpoint_type: Crash Point Type, action to be taken on hitting the crash point
 parmtype=cpoint_type:charp
 parm=cpoint_name: Crash Point, where kernel is to be crashed
 parmtype=cpoint_name:charp
 parm=recur_count: Recursion level for the stack overflow test
 parmtype=recur_count:int
 depends=`;

export const lkdtmModuleText = `
kernel/drivers/misc/lkdtm/lkdtm.ko lkdtm 53248
${lkdtmInfo}
`;

/** The module that the recordings on arm, arm64 and ppc64le crashed with: a write to /proc/crashme names the way. */
export const crashmeModuleText = `
extra/crashme.ko crashme 16384
 license=GPL
 depends=
`;

/** As 6.12 compresses its modules. */
export const lkdtmModule612Text = `
kernel/drivers/misc/lkdtm/lkdtm.ko.xz lkdtm 57344
${lkdtmInfo}
`;
