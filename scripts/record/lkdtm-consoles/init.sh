#!/bin/busybox sh
# First process of the guest whose consoles are recorded; see ../lkdtm-consoles.py. /tty2 names the line the steps come from,
# /lib/m has lkdtm.ko. BusyBox 1.35 (Debian), static.
/bin/busybox mkdir -p /proc /sys /dev /bin /run /tmp
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mount -t debugfs debugfs /sys/kernel/debug
TTY=/dev/$(cat /tty2)
stty -F $TTY raw -echo 115200 clocal
[ $TTY = /dev/console ] && stty -F $TTY opost onlcr
exec 8<$TTY 9>$TTY
say() { echo "$*" >&9; }
mod() { for m in "$@"; do insmod /lib/m/$m.ko 2>&9; done; }
r() { say "$ $1"; sh -c "$1" >&9 2>&1; say "= $?"; }
key() { r "echo $1 > /proc/sysrq-trigger"; }
lk() { r "echo $1 > /sys/kernel/debug/provoke-crash/DIRECT"; }
say @@READY
while read -r line <&8; do eval "$line"; done
