#!/bin/sh
# Records efi-pstore: sh efi-pstore.sh WORK KERNEL MODULES OVMF plain|fill
# WORK: an empty folder. KERNEL: vmlinuz. MODULES: lib/modules/RELEASE/kernel of the same package. OVMF: the folder with OVMF_CODE.fd and OVMF_VARS.fd.
# Leaves WORK/console.log (files of pstore as gzip in base64) and WORK/vars.fd, the flash after the second boot.
set -e
work=$1 kernel=$2 modules=$3 ovmf=$4 mode=$5
here=$(dirname "$0")
mkdir -p "$work/tree/bin" "$work/tree/m" "$work/tree/tmp"
cp /usr/bin/busybox "$work/tree/bin/"
cp "$modules/drivers/firmware/efi/efi-pstore.ko" "$modules/fs/efivarfs/efivarfs.ko" "$modules/fs/pstore/ramoops.ko" \
  "$modules/lib/reed_solomon/reed_solomon.ko" "$work/tree/m/"
printf 'reed_solomon.ko\nefi-pstore.ko\nefivarfs.ko\n' > "$work/tree/modules.order"
cp "$here/efi-pstore/init.sh" "$work/tree/init"
chmod +x "$work/tree/init"
(cd "$work/tree" && find . | cpio -o -H newc | gzip) > "$work/initrd.gz"
cp "$ovmf/OVMF_VARS.fd" "$work/vars.fd"
qemu-system-x86_64 -M q35 -m 384 -display none -serial "file:$work/console.log" -monitor none -net none \
  -drive "if=pflash,format=raw,readonly=on,file=$ovmf/OVMF_CODE.fd" -drive "if=pflash,format=raw,file=$work/vars.fd" \
  -kernel "$kernel" -initrd "$work/initrd.gz" -append "console=ttyS0,115200 nokaslr panic=1 loglevel=4 memmap=1M\$0x5000000 mode=$mode"
