/** hexdump, hd, xxd, od, strings. */

import type { CommandSpec } from '../commands-spec.ts';
import { cases, files } from './text-files.ts';

export default {
  files,
  packages: ['coreutils', 'bsdextrautils', 'xxd', 'binutils'],
  cases: cases(
    [
      'hexdump dump.bin',
      'hexdump -C dump.bin',
      'hd dump.bin; hexdump -v -C dump.bin; hexdump -Cv -s 20 -n 40 dump.bin',
      'hexdump -x a.txt; hexdump -b a.txt; hexdump -c ctl.txt; hexdump -o a.txt; hexdump -d a.txt; hexdump -n 5 dump.bin',
      'hexdump -e \'16/1 "%02x " "\\n"\' a.txt; hexdump -v -e \'1/1 "%u,"\' a.txt; hexdump -e \'"%08_ax " 4/4 "%08x " "\\n"\' dump.bin; hexdump -e \'8/1 "%_p" "|\\n"\' ctl.txt; hexdump -e \'4/2 "%5d " "\\n"\' one.txt',
      'hexdump -e \'"%07.7_Ax\\n"\' -e \'"%07.7_ax  " 8/2 "%04x " "\\n"\' one.txt; hexdump -e \'1/1 "%_c " \' one.txt; hexdump -e \'1/1 "%_u "\' ctl.txt; hexdump -e \'/1 "%c"\' one.txt; hexdump -e \'2/8 "%f " "\\n"\' dump.bin | head -n 2',
      'hexdump nosuch; hexdump; hexdump -C nosuch a.txt; hexdump empty; hexdump -C empty; hexdump -s 1000 a.txt; hexdump -n x a.txt; hexdump -s y a.txt; hexdump -q a.txt; hexdump -C a.txt nonl.txt',
      "hexdump -s 0x10 -n 020 dump.bin; hexdump -n 1k -C one.txt; hexdump -e 'x' a.txt; hexdump -e '1/3 \"%d\"' a.txt; hexdump -e '\"%z\"' a.txt; hexdump -C dir; hexdump -f nosuch a.txt; hexdump -CC one.txt; hexdump -xb one.txt; hexdump -C - < one.txt",
      'xxd dump.bin',
      'xxd -p a.txt; xxd -i one.txt; xxd -b a.txt; xxd -u dump.bin | head -n 2; xxd -e a.txt; xxd -c 8 a.txt; xxd -g 1 a.txt; xxd -g 4 -c 12 a.txt; xxd -l 10 -s 3 a.txt; xxd -s -5 a.txt; xxd -ps -c 5 a.txt; xxd -a dump.bin',
      'xxd a.txt | xxd -r; xxd -p dump.bin | xxd -r -p | cmp - dump.bin; echo "0000: 41 42 43" | xxd -r; echo 4142 0a | xxd -r -p; xxd -i < one.txt; xxd -C -i one.txt; xxd -n name -i one.txt; xxd -o 100 one.txt; xxd -d one.txt; xxd -E one.txt; echo "zz" | xxd -r -p; xxd -r -s 2 one.txt',
      'od dump.bin; od -c dump.bin; od -x a.txt; od -b a.txt; od -d a.txt; od -o a.txt; od -a ctl.txt; od -i a.txt; od -l a.txt; od -s a.txt; od -h a.txt; od -f one.txt; od -e one.txt; od -I a.txt; od -L a.txt; od -F one.txt; od -O a.txt; od -H a.txt; od -X a.txt; od -D a.txt',
      'od -A x -t x1z a.txt; od -An -tx1 a.txt; od -A d -t c a.txt; od -t x4 -N 10 dump.bin; od -j 4 -t d1 a.txt; od -v -t x1 dump.bin; od -w8 -t x1 a.txt; od -w -t x1 a.txt; od -t u2 -t a a.txt; od -t x1c a.txt; od -t xL one.txt; od -t dI -t oS one.txt; od -t fF one.txt; od -t fD one.txt; od -A o -t x8 dump.bin',
      'od -t q a.txt; od -t x3 a.txt; od -A y a.txt; od -j x a.txt; od -N y a.txt; od nosuch; od -w5 -t x2 a.txt; od -q; od -j 1000 a.txt; od --endian=big -t x2 a.txt; od --endian=x a.txt; od dir; od empty; od -c < one.txt; od a.txt +4; od +4 a.txt; od --traditional a.txt 2; od a.txt 0x4; od -t x99999999999 a.txt; od a.txt one.txt -c',
      'od -S 4 dump.bin; od -S 4 -A x nul.bin; od --strings=20 nul.bin; od -j 1b -N 2 lines.txt; od -tx1 -N0 a.txt; od -t f4 dump.bin; od -t f8 -N 48 dump.bin; od -t d8 dump.bin; od -t u8 -N 24 dump.bin; od -w3 -c a.txt; od -w0 a.txt; od -c -a one.txt; od -t a -t o1 ctl.txt',
      'strings dump.bin; strings -n 2 dump.bin; strings -t x nul.bin; strings -t d -a nul.bin; strings -t o nul.bin; strings -3 ctl.txt; strings -n 0 a.txt; strings -n x a.txt; strings nosuch a.txt; strings dir; strings < nul.bin; strings -f a.txt nul.bin; strings -o nul.bin; strings a.txt; strings -w nul.bin; strings -s / a.txt; strings -e S -n 3 ctl.txt; strings -e l dump.bin; strings empty',
      'xxd nosuch; xxd -c 0 one.txt; xxd -c 300 one.txt; xxd -g 3 -e one.txt; xxd empty; xxd -l 0 one.txt; xxd -b -p one.txt; xxd -i -c 4 one.txt; xxd -i 2>&1 < /dev/null; xxd one.txt nosuch/x; xxd -i dir/one.txt; xxd -p -u dump.bin | head -n 1; xxd -c 300 long.txt',
      'xxd -s +3 one.txt; xxd -s 0x4 -l 0x3 one.txt; cat one.txt | xxd -s 2; xxd -s 100 one.txt; xxd -g 0 one.txt; xxd -b -c 3 -g 2 one.txt; xxd -i nul.bin; printf "0000010: 41\\n" | xxd -r | od -c; printf "ABC" | xxd -r -p; xxd -v',
    ],
    ['xxd one.txt out; cat out'],
  ),
} satisfies CommandSpec;
