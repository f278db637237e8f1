/**
 * /usr/sbin/crashsum: a helper for `kernel.core_pattern` that keeps where a program died in memory that outlives a reset. A plain script, of our own words; it
 * reads the notes of a core as Linux `fs/binfmt_elf.c` lays them out.
 */
import type { RootTreeBuilder } from './root-entry.ts';

const PATH = '/usr/sbin/crashsum';

const SCRIPT = `#!/bin/sh
# crashsum DEVICE PID SIGNAL TIME NAME: where a program died, as a few lines on a device that outlives a reset. For the kernel, which
# starts it with the core on standard input:
#   echo 2 >/proc/sys/kernel/core_pipe_limit
#   echo '|/usr/sbin/crashsum /dev/pmsg0 %P %s %t %e' >/proc/sys/kernel/core_pattern
device=$1 pid=$2 core=/tmp/core.$2

# Headers and notes are enough. The rest stays in the pipe, and the dying program with it: its /proc is there as long as this runs.
head -c 4096 >$core
number() { od -A n -t u$2 -j $1 -N $2 $core | tr -d ' '; }

# Where the program counter and the caller's address lie in the first note, by ELF's number of the machine.
case $(number 18 2) in
  40) word=4 notes=$(number 56 4) counter=152 caller=148 ;;   # 32-bit ARM
  183) word=8 notes=$(number 72 8) counter=388 caller=372 ;;  # arm64
  21) word=8 notes=$(number 72 8) counter=388 caller=420 ;;   # POWER
  *) word=8 notes=$(number 72 8) counter=260 caller= ;;       # x86-64 keeps callers on the stack
esac

# The file that an address belongs to, and the place in it.
frame() {
  while read -r range flags offset number inode path; do
    [ $((0x\${range%-*} <= $2 && $2 < 0x\${range#*-})) = 1 ] || continue
    printf '#%d 0x%x %s+0x%x\\n' $1 $2 "\${path##*/}" $(($2 - 0x\${range%-*} + 0x$offset))
    return
  done </proc/$pid/maps
  printf '#%d 0x%x ?\\n' $1 $2
}

{
  echo "crashsum pid=$pid comm=$5 sig=$3 time=$4"
  frame 0 $(number $((notes + counter)) $word)
  if [ -n "$caller" ]; then
    address=$(number $((notes + caller)) $word)
    [ "$address" = 0 ] || frame 1 $address
  fi
} >$core.text

# An MTD device has no end of its own: behind the last byte that is not 0. Anything else takes the record in one piece.
case $device in
  /dev/mtd*) dd if=$core.text of=$device bs=1 seek=$(tr -d '\\0' <$device | wc -c) 2>/dev/null ;;
  *) cat $core.text >>$device ;;
esac
rm -f $core $core.text
`;

/** Puts the script on a disk; a system that does not name it in \`core_pattern\` never runs it. */
export function addCrashSummary(tree: RootTreeBuilder): void {
  tree.text(PATH, SCRIPT, 0o755);
}
