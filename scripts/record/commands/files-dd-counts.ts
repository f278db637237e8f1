/** dd: what it counts, where short reads, short writes and refusals meet; the skips and counts of a log kept by its last bytes. */
import type { CommandSpec } from '../commands-spec.ts';

/** Reports without the time that a run took. */
const report = (operands: string) => `dd ${operands} 2>&1 >/dev/null | sed "s/, [0-9.e-]* s, .*/, T/"`;
const sizes = [
  1, 2, 999, 1000, 1001, 1023, 1024, 1025, 1499, 1500, 1501, 2450, 2550, 9949, 9950, 9999, 10000, 10240, 10500, 11500,
  64862, 65374, 65535, 65536, 99499, 99500, 102400, 999499, 999500, 1000000, 1024000, 1048575, 1048576, 1049000,
  1572864, 2097152, 10485760,
];
const log = 108894;
const length = 65536;

const spec: CommandSpec = {
  packages: ['coreutils'],
  files: {
    log: {
      text: Array.from({ length: 3403 }, (_, line) => `${String(line).padStart(5, '0')} a line of a log, of many\n`)
        .join('')
        .slice(0, log),
    },
    ten: '0123456789',
  },
  cases: [
    ...sizes.map((size) => report(`if=/dev/zero bs=${size} count=1`)),
    ...[2, 3, 7].map((count) => report(`if=log bs=10000 count=${count}`)),
    report('if=/dev/null'),
    ...[128, 512, 1000, 1024, 4096, 10000].map(
      (block) =>
        `dd if=log bs=${block} skip=$((${log - length} / ${block} + 1)) count=$((${length} / ${block} + 1)) status=noxfer of=new; stat -c %s new; md5sum < new`,
    ),
    `dd if=log bs=1 skip=${log - length} count=2000 status=noxfer | md5sum`,
    `dd if=log iflag=skip_bytes,count_bytes skip=${log - length} count=${length} bs=64k status=noxfer of=new; tail -c ${length} log | cmp - new && echo same`,
    `dd if=log skip=${log - length}B count=${length}B bs=4k status=noxfer of=new; tail -c ${length} log | cmp - new && echo same`,
    'head -c 5000 log > short; dd if=short bs=512 skip=$(((5000 - 65536) / 512 + 1)) count=129 of=new',
    'head -c 65000 log > short; dd if=short bs=4096 skip=$(((65000 - 65536) / 4096 + 1)) count=17 of=new status=noxfer; stat -c %s new',
    'dd if=ten bs=20 skip=1 status=noxfer; echo $?; dd if=ten bs=5 skip=2 status=noxfer; echo $?; dd if=ten bs=5 skip=3 status=noxfer; echo $?',
    'dd if=/dev/zero of=/dev/full bs=512 count=1 status=noxfer; echo $?; dd if=/dev/zero of=/dev/full count=1 status=noxfer; echo $?; dd if=/dev/zero of=/dev/full obs=100 count=1 status=noxfer; echo $?; dd if=ten of=/dev/full obs=100 status=noxfer; echo $?',
    'dd if=/dev/zero of=/dev/full ibs=1 obs=3 count=10 status=noxfer; echo $?; dd if=/dev/zero of=/dev/full ibs=100 obs=30 count=1 status=noxfer; echo $?; dd if=ten of=/dev/full conv=sync bs=40 status=noxfer; echo $?',
    'dd if=/dev/zero of=/dev/full bs=4k count=1 conv=noerror status=noxfer; echo $?; dd if=/dev/zero of=/dev/full bs=4k count=3 conv=notrunc status=none; echo $?',
    '(printf abc; sleep 0.1; printf defgh) | dd bs=8 count=1 status=noxfer; echo; (printf abc; sleep 0.1; printf defgh) | dd bs=8 count=1 iflag=fullblock status=noxfer',
    '(printf abc; sleep 0.1; printf defgh) | dd ibs=2 obs=5 status=noxfer; echo; (printf abc; sleep 0.1; printf defgh) | dd bs=4 conv=sync status=noxfer | od -c',
    'dd if=log ibs=7 obs=11 count=100 status=noxfer of=new; stat -c %s new; dd if=log ibs=11 obs=7 count=100 status=noxfer of=new; stat -c %s new; dd if=log ibs=512 obs=512 count=3 status=noxfer of=new',
    'dd if=log bs=1000 count=0 status=noxfer of=new; dd if=log bs=1000 count=1500B status=noxfer of=new; dd if=log bs=1000 count=999B status=noxfer of=new; dd if=log bs=1000 count=2000B status=noxfer of=new',
    'dd if=ten of=new bs=3 seek=4 status=noxfer; stat -c %s new; dd if=ten of=new bs=3 seek=1 conv=notrunc status=noxfer; od -c new; dd if=ten of=new bs=3 seek=2 count=1 status=noxfer; od -c new',
    'dd if=ten of=/dev/null conv=fsync status=noxfer; echo $?; dd if=ten of=/dev/null conv=fdatasync status=noxfer; echo $?; dd if=ten conv=fsync status=noxfer | cat; dd if=ten conv=fdatasync status=noxfer | cat',
    'dd if=log of=new bs=64k status=noxfer; dd if=log of=new bs=65537 status=noxfer; dd if=log of=new bs=108894 status=noxfer; dd if=log of=new bs=108895 status=noxfer; dd if=log of=new bs=54447 status=noxfer',
  ],
};

export default spec;
