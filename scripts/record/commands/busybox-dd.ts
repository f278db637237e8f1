/** dd of BusyBox: its operands, what it counts, and what it says. */
import type { CommandSpec } from '../commands-spec.ts';

const spec: CommandSpec = {
  shell: 'busybox',
  packages: ['busybox'],
  files: { ten: '0123456789', log: { text: 'abcdefghijklmnopqrstuvwxyz012345'.repeat(300) } },
  cases: [
    ...[1, 7, 512, 1000, 4096, 9600, 9601].map((size) => `dd if=log of=new bs=${size}; stat -c %s new`),
    ...['1c', '3w', '2b', '1kB', '1k', '1K', '1MB', '1kD', '2x3', '0x10', '010', '1KiB', '-1', '0', ''].map(
      (size) => `dd if=log of=new bs=${size} count=2; echo $?`,
    ),
    'dd if=log of=new ibs=100; stat -c %s new; dd if=log of=new obs=100; dd if=log of=new ibs=7 obs=11; dd if=log of=new ibs=11 obs=7; stat -c %s new',
    'dd if=log bs=100 skip=95; dd if=log bs=100 skip=96; dd if=log bs=100 skip=97; echo $?',
    'dd if=log bs=1 skip=9590 count=20; dd if=log bs=10 skip=9590 iflag=skip_bytes; dd if=log bs=7 count=10 iflag=count_bytes; dd if=log bs=4 count=10 skip=2 iflag=skip_bytes,count_bytes',
    'dd if=ten of=new seek=3; stat -c %s new; dd if=ten of=new bs=3 seek=4; od -c new; dd if=ten of=new bs=3 seek=1 conv=notrunc; od -c new; dd if=ten of=new seek=5 oflag=seek_bytes; od -c new',
    'dd if=/dev/zero of=/dev/full bs=10 count=1; echo $?; dd if=ten of=/dev/full; echo $?; dd if=/dev/zero of=/dev/full ibs=3 obs=7 count=4; echo $?',
    'dd if=ten bs=4 conv=sync | od -c; dd if=ten bs=4 conv=sync,noerror | od -c; dd if=ten conv=swab; echo; dd if=ten bs=3 conv=swab',
    'dd if=ten of=new conv=fsync; dd if=ten conv=fsync | cat; dd if=ten of=/dev/null conv=fsync; echo $?',
    '(printf abc; sleep 0.1; printf defgh) | dd bs=8 count=1; echo; (printf abc; sleep 0.1; printf defgh) | dd bs=8 count=1 iflag=fullblock; echo',
    'dd if=ten status=noxfer; echo; dd if=ten status=none; echo; dd if=ten status=progress; dd if=ten status=',
    'dd skip=x count=y; dd count=y skip=x; dd conv=ucase; dd iflag=append; dd oflag=fullblock; dd conv=sync,x; dd if=ten conv=; dd of=nodir/x if=ten; dd if=.',
    'dd if=ten of=ten bs=2; stat -c %s ten; dd if=ten of=new oflag=append conv=notrunc; dd if=ten of=new oflag=append; od -c new; dd count=0 if=log of=new; stat -c %s new',
  ],
};

export default spec;
