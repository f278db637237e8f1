#!/bin/busybox sh
# First process of the guest that runs one boot's list of commands; see ../pstore-blk.py. BusyBox 1.35 (Debian).
/bin/busybox mkdir -p /proc /sys /dev /tmp /mnt
/bin/busybox --install -s /bin
export PATH=/bin LC_ALL=C
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mount -t tmpfs tmpfs /tmp
mount -t debugfs debugfs /sys/kernel/debug
cd /modules
for module in $(cat order 2>/dev/null); do insmod $module.ko || echo "no $module"; done
stty -F /dev/ttyS1 raw -echo
exec >/dev/ttyS1 2>&1 </dev/null
dmesg -n 1
oops() { sh -c 'echo EXCEPTION >/sys/kernel/debug/provoke-crash/DIRECT'; }
files() {
  for file in /sys/fs/pstore/*; do
    [ -f "$file" ] || continue
    echo "@file ${file##*/} $(stat -c '%s %Y' "$file")"
    gzip -c "$file" | base64
    echo "@end"
  done
}
dmesg -c | grep -E '^.{15}pstore|psz|ramoops' | sed 's/^\[ *[0-9.]*\] /  | /'
while read -r line; do
  echo "\$ $line"
  case $line in oops | files) $line ;; *) sh -c "$line" ;; esac >/tmp/.out 2>&1
  rc=$?
  cat /tmp/.out
  [ $rc = 0 ] || echo "[rc=$rc]"
  dmesg -c | grep -E '^.{15}pstore|^.{15}printk: console|ramoops|psz_|BUG' | sed 's/^\[ *[0-9.]*\] /  | /'
done </script
poweroff -f
