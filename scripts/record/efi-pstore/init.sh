#!/bin/busybox sh
/bin/busybox mkdir -p /proc /sys /dev /mnt
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc; mount -t sysfs sysfs /sys; mount -t devtmpfs dev /dev
echo "@BOOT"
for m in $(cat /modules.order); do insmod /m/$m 2>&1; done
mount -t efivarfs efivarfs /sys/firmware/efi/efivars && echo "@EFIVARS"
mount -t pstore pstore /sys/fs/pstore
cat /sys/module/pstore/parameters/backend
df /sys/firmware/efi/efivars | tail -1
G=cfc8fc79-be2e-4ddc-97f0-9f98bfe298a0
MODE=$(sed 's/.*mode=\([a-z]*\).*/\1/' /proc/cmdline)
show() {
  ls -l /sys/fs/pstore
  ls -l /sys/firmware/efi/efivars/ | grep dump-type
  for f in /sys/fs/pstore/*; do [ -f $f ] && { echo "@FILE $f"; gzip -c $f | base64; echo "@END"; }; done
}
dmesg | grep -iE "pstore|efivar|ramoops"
if [ -n "$(ls /sys/fs/pstore)" ] && [ ! -e /sys/firmware/efi/efivars/lwfill-$G ]; then
  echo "@SECOND"; show
  f=$(ls /sys/fs/pstore/* | head -1); rm $f; echo "rm $f $?"
  ls /sys/fs/pstore; ls /sys/firmware/efi/efivars/ | grep dump-type
  insmod /m/ramoops.ko mem_address=0x5000000 mem_size=0x10000 2>&1; dmesg | tail -4
  cat /sys/module/pstore/parameters/backend
  echo "@DONE"; poweroff -f
fi
if [ "$MODE" = fill ]; then
  if [ -e /sys/firmware/efi/efivars/lwfill-$G ]; then
    echo "@AFTERFULL"; ls -l /sys/fs/pstore | wc -l; ls -l /sys/fs/pstore | tail -6; ls /sys/firmware/efi/efivars/ | grep -c dump-type; echo "@DONE"; poweroff -f
  fi
  echo "@FILL"
  printf '\007\000\000\000x' > /sys/firmware/efi/efivars/lwfill-$G
  n=1
  while [ $n -lt 90 ]; do
    { printf '\007\000\000\000'; head -c 1000 /dev/zero | tr '\000' x; } > /tmp/v
    dd if=/tmp/v of=/sys/firmware/efi/efivars/dump-type0-$n-1-1600000000-D-$G bs=2000 2>/tmp/e || { cat /tmp/e; break; }
    n=$((n+1))
  done
  echo "@FILLED $n"; ls /sys/firmware/efi/efivars | wc -l; dmesg | tail -3
fi
echo "@CRASH"; echo 8 > /proc/sys/kernel/printk
echo c > /proc/sysrq-trigger
