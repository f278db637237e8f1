#!/bin/busybox sh
# First process of the guest that runs a list of commands; see ../core-dumps.py. BusyBox 1.35 (Debian).
/bin/busybox mkdir -p /proc /sys /dev /etc /tmp /sbin /usr/bin /usr/local/bin /c
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t devtmpfs devtmpfs /dev
mount -t tmpfs -o mode=755 tmpfs /c
echo root:x:0:0:root:/root:/bin/sh >/etc/passwd
echo user:x:1000:1000:User:/:/bin/sh >>/etc/passwd
echo root:x:0: >/etc/group
echo user:x:1000: >>/etc/group
hostname box
shell=sh
# BusyBox's own shell prefers its own programs.
[ -e /gnu ] && PATH=/gnu:$PATH shell=dash && ln -sf /gnu/dash /bin/sh
[ -e /gnu ] && for f in /gnu/*; do ln -sf $f /usr/bin/${f##*/}; done
export PATH LC_ALL=C
echo 0 >/proc/sys/debug/exception-trace
ulimit -c unlimited
stty -F /dev/ttyS1 raw -echo
exec >/dev/ttyS1 2>&1 </dev/null
dmesg -n 1
dmesg -c >/dev/null
# Helpers of the kernel work in the folder of this process, which stays /.
(
  cd /c
  while read -r line; do
    echo "\$ $line"
    $shell -c "$line
echo \"[rc=\$?]\"" >/out 2>&1
    cat /out
    dmesg -r -c | sed 's/^/[log] /'
  done
) </script
poweroff -f
