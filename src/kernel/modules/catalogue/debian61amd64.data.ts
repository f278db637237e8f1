/** Modules of 6.1.0-56-amd64: facts read from the real files by `scripts/record/modules.ts`. Notation: see `../catalogue.ts`. */
import type { CatalogueText } from '../catalogue-text.ts';

export const debian61amd64Modules: CatalogueText = {
  vermagic: '6.1.0-56-amd64 SMP preempt mod_unload modversions ',
  modules: `
kernel/crypto/crc32c_generic.ko crc32c_generic 16384
 alias=crypto-crc32c-generic
 alias=crc32c-generic
 alias=crypto-crc32c
 alias=crc32c
 license=GPL
 description=CRC32c (Castagnoli) calculations wrapper for lib/crc32c
 author=Clay Haapala <chaapala@cisco.com>
 depends=
kernel/crypto/lz4.ko lz4 16384
 <LZ4_compress_default:lz4_compress
 alias=crypto-lz4
 alias=lz4
 description=LZ4 Compression Algorithm
 license=GPL
 depends=lz4_compress
kernel/crypto/lz4hc.ko lz4hc 16384
 <LZ4_compress_HC:lz4hc_compress
 alias=crypto-lz4hc
 alias=lz4hc
 description=LZ4HC Compression Algorithm
 license=GPL
 depends=lz4hc_compress
kernel/crypto/zstd.ko zstd 16384
 alias=crypto-zstd
 alias=zstd
 description=Zstd Compression Algorithm
 license=GPL
 depends=zstd_compress
kernel/drivers/block/loop.ko loop 32768
 alias=devname:loop-control
 alias=char-major-10-237
 alias=block-major-7-*
 license=GPL
 parm=hw_queue_depth:Queue depth for each hardware queue. Default: 128
 parm=max_part:Maximum number of partitions per loop device
 parmtype=max_part:int
 parm=max_loop:Maximum number of loop devices
 depends=
kernel/drivers/firmware/efi/efi-pstore.ko efi_pstore 16384
 alias=platform:efivars
 license=GPL
 description=EFI variable backend for pstore
 parmtype=pstore_disable:bool
 import_ns=EFIVAR
 depends=
kernel/drivers/mtd/devices/block2mtd.ko block2mtd 20480
 <mtd_device_unregister:mtd mtd_device_parse_register:mtd
 description=Emulate an MTD using a block device
 author=Joern Engel <joern@lazybastard.org>
 license=GPL
 parm=block2mtd:Device to use. "block2mtd=<dev>[,[<erasesize>][,<label>]]"
 depends=mtd
kernel/drivers/mtd/devices/mtdram.ko mtdram 16384
 <mtd_device_unregister:mtd mtd_device_parse_register:mtd
 description=Simulated MTD driver for testing
 author=Alexander Larsson <alexl@redhat.com>
 license=GPL
 parm=writebuf_size:Device write buf size in Bytes (Default: 64)
 parmtype=writebuf_size:ulong
 parm=erase_size:Device erase block size in KiB
 parmtype=erase_size:ulong
 parm=total_size:Total device size in KiB
 parmtype=total_size:ulong
 depends=mtd
kernel/drivers/mtd/devices/phram.ko phram 16384
 <mtd_device_unregister:mtd mtd_device_parse_register:mtd
 description=MTD driver for physical RAM
 author=Joern Engel <joern@wh.fh-wedel.de>
 license=GPL
 parm=phram:Memory region to map. "phram=<name>,<start>,<length>[,<erasesize>]"
 depends=mtd
kernel/drivers/mtd/mtd.ko mtd 90112
 description=Core MTD registration and access routines
 author=David Woodhouse <dwmw2@infradead.org>
 license=GPL
 description=Generic support for concatenating of MTD devices
 author=Robert Kaiser <rkaiser@sysgo.de>
 license=GPL
 alias=char-major-90-*
 depends=
kernel/drivers/mtd/mtd_blkdevs.ko mtd_blkdevs 20480
 <unregister_mtd_user:mtd __mtd_next_device:mtd register_mtd_user:mtd __get_mtd_device:mtd __put_mtd_device:mtd mtd_table_mutex:mtd
 description=Common interface to block layer for MTD 'translation layers'
 license=GPL
 author=David Woodhouse <dwmw2@infradead.org>
 depends=mtd
kernel/drivers/mtd/mtdblock.ko mtdblock 20480
 <deregister_mtd_blktrans:mtd_blkdevs mtd_read:mtd mtd_erase:mtd register_mtd_blktrans:mtd_blkdevs mtd_write:mtd add_mtd_blktrans_dev:mtd_blkdevs del_mtd_blktrans_dev:mtd_blkdevs
 description=Caching read/erase/writeback block device emulation access to MTD devices
 author=Nicolas Pitre <nico@fluxnic.net> et al.
 license=GPL
 depends=mtd_blkdevs,mtd
kernel/drivers/mtd/mtdoops.ko mtdoops 16384
 <mtd_panic_write:mtd mtd_block_markbad:mtd unregister_mtd_user:mtd register_mtd_user:mtd mtd_read:mtd mtd_erase:mtd mtd_write:mtd mtd_block_isbad:mtd
 description=MTD Oops/Panic console logger/driver
 author=Richard Purdie <rpurdie@openedhand.com>
 license=GPL
 parm=dump_oops:set to 1 to dump oopses, 0 to only dump panics (default 1)
 parmtype=dump_oops:int
 parm=mtddev:name or index number of the MTD device to use
 parmtype=mtddev:string
 parm=record_size:record size for MTD OOPS pages in bytes (default 4096)
 parmtype=record_size:ulong
 depends=mtd
kernel/drivers/net/netconsole.ko netconsole 24576
 <config_group_init:configfs config_item_get:configfs configfs_unregister_subsystem:configfs configfs_register_subsystem:configfs config_item_init_type_name:configfs config_item_put:configfs
 parm=oops_only:Only log oops messages
 parmtype=oops_only:bool
 parm=netconsole: netconsole=[src-port]@[src-ip]/[dev],[tgt-port]@<tgt-ip>/[tgt-macaddr]
 parmtype=netconsole:string
 license=GPL
 description=Console driver for network interfaces
 author=Maintainer: Matt Mackall <mpm@selenic.com>
 depends=configfs
kernel/drivers/watchdog/i6300esb.ko i6300esb 16384
 <watchdog_init_timeout:watchdog watchdog_register_device:watchdog watchdog_unregister_device:watchdog
 license=GPL
 description=Watchdog driver for Intel 6300ESB chipsets
 author=Ross Biro and David HÃ¤rdeman
 parm=nowayout:Watchdog cannot be stopped once started (default=0)
 parmtype=nowayout:bool
 parm=heartbeat:Watchdog heartbeat in seconds. (1<heartbeat<2046, default=30)
 parmtype=heartbeat:int
 alias=pci:v00008086d000025ABsv*sd*bc*sc*i*
 depends=watchdog
kernel/drivers/watchdog/softdog.ko softdog 16384
 <watchdog_init_timeout:watchdog watchdog_register_device:watchdog watchdog_unregister_device:watchdog
 license=GPL
 description=Software Watchdog Device Driver
 author=Alan Cox
 parm=soft_active_on_boot:Set to true to active Softdog on boot (default=false)
 parmtype=soft_active_on_boot:bool
 parm=soft_reboot_cmd:Set reboot command. Emergency reboot takes place if unset
 parmtype=soft_reboot_cmd:charp
 parm=soft_panic:Softdog action, set to 1 to panic, 0 to reboot (default=0)
 parmtype=soft_panic:int
 parm=soft_noboot:Softdog action, set to 1 to ignore reboots, 0 to reboot (default=0)
 parmtype=soft_noboot:int
 parm=nowayout:Watchdog cannot be stopped once started (default=0)
 parmtype=nowayout:bool
 parm=soft_margin:Watchdog soft_margin in seconds. (0 < soft_margin < 65536, default=60)
 parmtype=soft_margin:uint
 depends=watchdog
kernel/drivers/watchdog/watchdog.ko watchdog 49152
 license=GPL
 description=WatchDog Timer Driver Core
 author=Wim Van Sebroeck <wim@iguana.be>
 author=Alan Cox <alan@lxorguk.ukuu.org.uk>
 parm=stop_on_reboot:Stop watchdogs on reboot (0=keep watching, 1=stop)
 parmtype=stop_on_reboot:int
 parm=open_timeout:Maximum time (in seconds, 0 means infinity) for userspace to take over a running watchdog (default=0)
 parmtype=open_timeout:uint
 parm=handle_boot_enabled:Watchdog core auto-updates boot enabled watchdogs before userspace takes over (default=1)
 parmtype=handle_boot_enabled:bool
 depends=
kernel/fs/configfs/configfs.ko configfs 57344
 description=Simple RAM filesystem for user driven kernel subsystem configuration.
 version=0.0.2
 license=GPL
 author=Oracle
 alias=fs-configfs
 srcversion=C49398E125FFAC361463008
 depends=
kernel/fs/ext4/ext4.ko ext4 983040
 <jbd2_complete_transaction:jbd2 mb_cache_create:mbcache jbd2_journal_invalidate_folio:jbd2 jbd2_submit_inode_data:jbd2 jbd2_journal_forget:jbd2 jbd2__journal_restart:jbd2 jbd2_journal_stop:jbd2 jbd2_journal_inode_ranged_write:jbd2 jbd2_journal_set_triggers:jbd2 jbd2_journal_load:jbd2 jbd2_journal_check_available_features:jbd2 jbd2_journal_set_features:jbd2 jbd2__journal_start:jbd2 jbd2_journal_unlock_updates:jbd2 jbd2_journal_get_create_access:jbd2 jbd2_journal_init_dev:jbd2 jbd2_journal_clear_features:jbd2 jbd2_journal_inode_ranged_wait:jbd2 mb_cache_entry_wait_unused:mbcache jbd2_journal_finish_inode_data_buffers:jbd2 jbd2_fc_release_bufs:jbd2 jbd2_fc_get_buf:jbd2 mb_cache_entry_touch:mbcache jbd2_journal_init_jbd_inode:jbd2 jbd2_journal_get_write_access:jbd2 jbd2_journal_force_commit_nested:jbd2 jbd2_journal_update_sb_errno:jbd2 jbd2_journal_start_reserved:jbd2 jbd2_journal_clear_err:jbd2 jbd2_journal_init_inode:jbd2 jbd2_journal_abort:jbd2 jbd2_journal_blocks_per_page:jbd2 jbd2_journal_release_jbd_inode:jbd2 jbd2_fc_begin_commit:jbd2 jbd2_journal_revoke:jbd2 crc16:crc16 mb_cache_destroy:mbcache __mb_cache_entry_free:mbcache jbd2_journal_start_commit:jbd2 mb_cache_entry_delete_or_get:mbcache jbd2_trans_will_send_data_barrier:jbd2 jbd2_journal_extend:jbd2 jbd2_journal_submit_inode_data_buffers:jbd2 jbd2_journal_dirty_metadata:jbd2 jbd2_journal_try_to_free_buffers:jbd2 jbd2_transaction_committed:jbd2 mb_cache_entry_find_first:mbcache jbd2_journal_wipe:jbd2 jbd2_journal_start:jbd2 jbd2_inode_cache:jbd2 jbd2_fc_end_commit:jbd2 jbd2_journal_destroy:jbd2 mb_cache_entry_create:mbcache jbd2_fc_wait_bufs:jbd2 jbd2_journal_force_commit:jbd2 mb_cache_entry_get:mbcache jbd2_log_wait_commit:jbd2 jbd2_journal_lock_updates:jbd2 jbd2_journal_free_reserved:jbd2 jbd2_journal_errno:jbd2 jbd2_wait_inode_data:jbd2 jbd2_journal_begin_ordered_truncate:jbd2 jbd2_journal_flush:jbd2 jbd2_fc_end_commit_fallback:jbd2 mb_cache_entry_find_next:mbcache
 softdep=pre: crypto-crc32c
 license=GPL
 description=Fourth Extended Filesystem
 author=Remy Card, Stephen Tweedie, Andrew Morton, Andreas Dilger, Theodore Ts'o and others
 alias=fs-ext4
 alias=ext3
 alias=fs-ext3
 alias=ext2
 alias=fs-ext2
 depends=jbd2,mbcache,crc16
kernel/fs/fat/fat.ko fat 94208
 license=GPL
 depends=
kernel/fs/fat/msdos.ko msdos 20480
 <fat_dir_empty:fat fat_time_unix2fat:fat fat_get_dotdot_entry:fat fat_free_clusters:fat fat_setattr:fat __fat_fs_error:fat fat_scan:fat fat_getattr:fat fat_attach:fat fat_update_time:fat fat_build_inode:fat fat_fill_super:fat fat_alloc_new_dir:fat fat_remove_entries:fat fat_add_entries:fat fat_sync_inode:fat fat_truncate_time:fat fat_flush_inodes:fat fat_detach:fat
 description=MS-DOS filesystem support
 author=Werner Almesberger
 license=GPL
 alias=fs-msdos
 depends=fat
kernel/fs/fat/vfat.ko vfat 24576
 <fat_dir_empty:fat fat_time_unix2fat:fat fat_get_dotdot_entry:fat fat_free_clusters:fat fat_setattr:fat __fat_fs_error:fat fat_scan:fat fat_search_long:fat fat_getattr:fat fat_attach:fat fat_update_time:fat fat_build_inode:fat fat_fill_super:fat fat_alloc_new_dir:fat fat_remove_entries:fat fat_add_entries:fat fat_sync_inode:fat fat_truncate_time:fat fat_detach:fat
 author=Gordon Chaffee
 description=VFAT filesystem support
 license=GPL
 alias=fs-vfat
 depends=fat
kernel/fs/jbd2/jbd2.ko jbd2 167936
 softdep=pre: crypto-crc32c
 license=GPL
 depends=
kernel/fs/mbcache.ko mbcache 16384
 license=GPL
 description=Meta block cache (for extended attributes)
 author=Jan Kara <jack@suse.cz>
 depends=
kernel/fs/nls/nls_ascii.ko nls_ascii 16384
 license=Dual BSD/GPL
 depends=
kernel/fs/nls/nls_cp437.ko nls_cp437 16384
 license=Dual BSD/GPL
 depends=
kernel/fs/nls/nls_iso8859-1.ko nls_iso8859_1 16384
 license=Dual BSD/GPL
 depends=
kernel/fs/nls/nls_utf8.ko nls_utf8 16384
 license=Dual BSD/GPL
 depends=
kernel/fs/pstore/pstore_blk.ko pstore_blk 16384
 <register_pstore_zone:pstore_zone unregister_pstore_zone:pstore_zone
 description=pstore backend for block devices
 author=Kees Cook <keescook@chromium.org>
 author=WeiXiong Liao <liaoweixiong@allwinnertech.com>
 license=GPL
 parm=blkdev:block device for pstore storage
 parmtype=blkdev:string
 parm=best_effort:use best effort to write (i.e. do not require storage driver pstore support, default: off)
 parmtype=best_effort:bool
 parm=ftrace_size:ftrace size in kbytes
 parmtype=ftrace_size:long
 parm=console_size:console size in kbytes
 parmtype=console_size:long
 parm=pmsg_size:pmsg size in kbytes
 parmtype=pmsg_size:long
 parm=max_reason:maximum reason for kmsg dump (default 2: Oops and Panic)
 parmtype=max_reason:int
 parm=kmsg_size:kmsg dump record size in kbytes
 parmtype=kmsg_size:long
 depends=pstore_zone
kernel/fs/pstore/pstore_zone.ko pstore_zone 28672
 description=Storage Manager for pstore/blk
 author=Kees Cook <keescook@chromium.org>
 author=WeiXiong Liao <liaoweixiong@allwinnertech.com>
 license=GPL
 depends=
kernel/fs/pstore/ramoops.ko ramoops 32768
 <encode_rs8:reed_solomon decode_rs8:reed_solomon init_rs_gfp:reed_solomon free_rs:reed_solomon
 description=RAM Oops/Panic logger/driver
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
 parmtype=record_size:ulong
 depends=reed_solomon
kernel/lib/crc16.ko crc16 16384
 license=GPL
 description=CRC16 calculations
 depends=
kernel/lib/libcrc32c.ko libcrc32c 16384
 softdep=pre: crc32c
 license=GPL
 description=CRC32c (Castagnoli) calculations
 author=Clay Haapala <chaapala@cisco.com>
 depends=
kernel/lib/lz4/lz4_compress.ko lz4_compress 20480
 description=LZ4 compressor
 license=Dual BSD/GPL
 depends=
kernel/lib/lz4/lz4hc_compress.ko lz4hc_compress 20480
 description=LZ4 HC compressor
 license=Dual BSD/GPL
 depends=
kernel/lib/reed_solomon/reed_solomon.ko reed_solomon 24576
 author=Phil Karn, Thomas Gleixner
 description=Reed Solomon encoder/decoder
 license=GPL
 depends=
`,
  builtin: `
kernel/mm/zswap.ko
kernel/mm/zpool.ko
kernel/mm/zbud.ko
kernel/fs/binfmt_script.ko
kernel/fs/binfmt_elf.ko
kernel/fs/compat_binfmt_elf.ko
kernel/fs/nfs_common/nfs_ssc.ko
kernel/fs/exportfs/exportfs.ko
kernel/fs/nls/nls_base.ko
kernel/fs/unicode/unicode.ko
kernel/fs/unicode/utf8data.ko
kernel/fs/pstore/pstore.ko
kernel/crypto/crypto.ko
kernel/crypto/crypto_algapi.ko
kernel/crypto/aead.ko
kernel/crypto/geniv.ko
kernel/crypto/skcipher.ko
kernel/crypto/crypto_hash.ko
kernel/crypto/akcipher.ko
kernel/crypto/kpp.ko
kernel/crypto/dh_generic.ko
kernel/crypto/rsa_generic.ko
kernel/crypto/crypto_acompress.ko
kernel/crypto/cryptomgr.ko
kernel/crypto/hmac.ko
kernel/crypto/crypto_null.ko
kernel/crypto/md5.ko
kernel/crypto/sha1_generic.ko
kernel/crypto/sha256_generic.ko
kernel/crypto/cbc.ko
kernel/crypto/aes_generic.ko
kernel/crypto/deflate.ko
kernel/crypto/lzo.ko
kernel/crypto/lzo-rle.ko
kernel/crypto/rng.ko
kernel/crypto/asymmetric_keys/asymmetric_keys.ko
kernel/crypto/asymmetric_keys/public_key.ko
kernel/crypto/asymmetric_keys/x509_key_parser.ko
kernel/crypto/asymmetric_keys/pkcs7_message.ko
kernel/crypto/kdf_sp800108.ko
kernel/lib/math/rational.ko
kernel/lib/crypto/libcryptoutils.ko
kernel/lib/crypto/libaes.ko
kernel/lib/crypto/libblake2s.ko
kernel/lib/crypto/libsha1.ko
kernel/lib/crypto/libsha256.ko
kernel/lib/btree.ko
kernel/lib/bitrev.ko
kernel/lib/linear_ranges.ko
kernel/lib/crc-ccitt.ko
kernel/lib/crc32.ko
kernel/lib/xxhash.ko
kernel/lib/zlib_inflate/zlib_inflate.ko
kernel/lib/zlib_deflate/zlib_deflate.ko
kernel/lib/lzo/lzo_compress.ko
kernel/lib/lzo/lzo_decompress.ko
kernel/lib/lz4/lz4_decompress.ko
kernel/lib/zstd/zstd_decompress.ko
kernel/lib/zstd/zstd_common.ko
kernel/lib/xz/xz_dec.ko
kernel/lib/glob.ko
kernel/lib/mpi/mpi.ko
kernel/lib/digsig.ko
kernel/lib/asn1_decoder.ko
kernel/lib/fonts/font.ko
kernel/lib/oid_registry.ko
kernel/lib/ucs2_string.ko
kernel/lib/pldmfw/pldmfw.ko
kernel/drivers/tty/n_null.ko
kernel/drivers/tty/serial/serial_core.ko
kernel/drivers/tty/serial/8250/8250.ko
kernel/drivers/tty/serial/8250/8250_base.ko
kernel/drivers/tty/serial/8250/8250_pci.ko
kernel/drivers/tty/serial/8250/8250_dw.ko
kernel/drivers/tty/serial/8250/8250_mid.ko
kernel/drivers/tty/serial/8250/8250_pericom.ko
kernel/drivers/tty/serial/serial_mctrl_gpio.ko
kernel/drivers/tty/serdev/serdev.ko
kernel/drivers/char/hw_random/rng-core.ko
kernel/drivers/char/agp/agpgart.ko
kernel/drivers/char/agp/amd64-agp.ko
kernel/drivers/char/agp/intel-agp.ko
kernel/drivers/char/agp/intel-gtt.ko
kernel/drivers/char/agp/sis-agp.ko
kernel/drivers/char/agp/via-agp.ko
kernel/drivers/char/tpm/tpm.ko
kernel/drivers/char/tpm/tpm_tis_core.ko
kernel/drivers/char/tpm/tpm_tis.ko
kernel/drivers/char/tpm/tpm_crb.ko
kernel/drivers/base/firmware_loader/firmware_class.ko
kernel/drivers/base/regmap/regmap-i2c.ko
kernel/drivers/base/regmap/regmap-mmio.ko
kernel/drivers/input/serio/serio.ko
kernel/drivers/input/serio/i8042.ko
kernel/drivers/input/serio/libps2.ko
kernel/drivers/rtc/rtc-cmos.ko
kernel/drivers/firmware/dmi-sysfs.ko
kernel/drivers/firmware/google/coreboot_table.ko
kernel/drivers/firmware/google/framebuffer-coreboot.ko
`,
};
