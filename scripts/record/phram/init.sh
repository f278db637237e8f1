#!/bin/busybox sh
# First process of the guest that runs a list of commands; see ../phram.py. BusyBox 1.35 (Debian).
/bin/busybox mkdir -p /proc /sys /dev /tmp /sbin
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mount -t tmpfs tmpfs /tmp
shell=sh
# BusyBox's own shell prefers its own programs.
[ -e /gnu ] && PATH=/gnu:$PATH shell=dash
export PATH LC_ALL=C
cd /modules
stty -F /dev/ttyS1 raw -echo
exec >/dev/ttyS1 2>&1 </dev/null
dmesg -n 1
before=$(dmesg | wc -l)
while read -r line; do
  echo "\$ $line"
  { $shell -c "$line"; } >/out 2>&1
  rc=$?
  cat /out
  echo "[rc=$rc]"
done </script
echo
echo "== kernel messages"
dmesg | tail -n +$((before + 1))
sleep 1
poweroff -f
