#!/bin/busybox sh
# First process of the guest whose programs fault; see ../user-faults.py. BusyBox 1.35 (Debian), static.
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t devtmpfs devtmpfs /dev
cd /tmp
exec >/dev/null 2>&1
say() { echo "$1" >/dev/kmsg; }
run() { for l in $1; do crashme $l; say "@$l $?"; done; }
set_() { say "@set $1=$2"; echo $2 >/proc/sys/$1; }
[ -e /script ] && . /script
dmesg -n 1
echo "@@BEGIN" >/dev/console
dmesg -r >/dev/console
echo "@@END" >/dev/console
sleep 1
poweroff -f
