#!/bin/busybox sh
# First process of the guest whose programs leave cores; see ../core-files.py. BusyBox 1.35 (Debian), static.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t devtmpfs devtmpfs /dev
mount -t tmpfs tmpfs /tmp
cd /tmp
echo 0 >/proc/sys/kernel/randomize_va_space
while read -r name command; do
  echo /tmp/core.$name >/proc/sys/kernel/core_pattern
  (ulimit -c unlimited; eval "$command") >/dev/null 2>&1
done </script
dmesg -n 1
for core in core.*; do
  echo "@@CORE $core $(stat -c '%s %b' $core)" >/dev/console
  gzip -9c $core | base64 >/dev/console
done
echo "@@END" >/dev/console
sleep 1
poweroff -f
