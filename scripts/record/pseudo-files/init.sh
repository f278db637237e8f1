#!/bin/busybox sh
# First process of the guest whose /proc and /sys are recorded; see ../pseudo-files.ts. BusyBox 1.35 (Debian), static.
/bin/busybox mkdir -p /proc /sys /dev /tmp /bin /sbin /etc
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mount -t debugfs debugfs /sys/kernel/debug
mount -t tracefs tracefs /sys/kernel/tracing
mount -t pstore pstore /sys/fs/pstore
for m in $(cat /mods); do case $m in ramoops*) insmod /lib/m/$m mem_address=0x5000000 mem_size=0x100000 console_size=0x2000;; phram*) insmod /lib/m/$m phram=x,0x5080000,0x10000;; *) insmod /lib/m/$m;; esac; done
OUT=$(cat /outdev)
stty -F $OUT raw -echo 115200 clocal 2>/dev/null
dump() {
  find "$@" \( -name events -o -name "[2-9]" -o -name "[1-9][0-9]" -o -name task -o -name slab -o -name net -o -name debug -a -path "*dynamic*" -o -name regmap -o -name clk \) -prune -o -type f -o -type l -o -type d -o -type c -o -type b | while read -r f; do
    case "$f" in
    */proc/kmsg|*/kcore|*/kpage*|*trace_pipe*|*/pagemap|*snapshot_raw|*/events/*|*/debug/tracing/*|*/acpi/*tables*|*per_cpu/cpu*/trace*|*/clear_refs|*/debug/ieee80211*|/proc/[2-9]*|/proc/1[0-9]*|*/task/*|*/resource[0-9]*|*/rom|*/debug/dri*|*/debug/regmap*|*/net/*|*/debug/pinctrl*|*/debug/clk/*|*/debug/block*|*/debug/bdi*|*/debug/iommu*|*/debug/opp*|*/debug/slab*|*/kernel/slab/*|*/debug/dynamic_debug*|*/iio/*|*/debug/sched*) echo "@@SKIP $f"; continue;;
    esac
    s=$(stat -c '%f %h %u %g %s' "$f")
    if [ -L "$f" ]; then echo "@@LINK $s $f -> $(readlink "$f")"
    elif [ -d "$f" ]; then echo "@@DIR $s $f"
    elif [ -f "$f" ]; then
      echo "@@FILE $s $f"
      case "$s" in ??8???*|*) head -c 100000 "$f" 2>&1; echo;; esac
    else echo "@@DEV $s $(stat -c '%t:%T' $f) $f"; fi
  done
}
{ echo "@@CMD ls -U /proc"; ls -la /proc;  for d in /sys /sys/kernel /sys/module /sys/class /sys/fs /sys/kernel/debug /sys/module/pstore/parameters /sys/module/ramoops/parameters /proc/sys /proc/self; do echo "@@CMD ls -U $d"; ls -la $d; done
echo "@@CMD id"; id; ls -la /dev /sys/fs/pstore; cat /proc/uptime; ps; free; dmesg
dump /proc
echo "@@CMD sleep"; 
dump /dev /sys/kernel /sys/fs /sys/power /sys/module /sys/class /sys/block /sys/bus /sys/firmware /sys/dev /sys/devices
echo "@@END"; } 2>&1 | gzip -1 > $OUT
sync; sleep 3
echo DUMPDONE
poweroff -f
