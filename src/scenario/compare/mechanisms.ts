/**
 * The mechanisms that `lastwords compare` compares, each on a board that has it: how it is set up, and how one looks at what it saved.
 *
 * Steps before the disaster arm the mechanism as its manual says. Where it may be refused, the refusal is an output and no failure: what was
 * saved is measured afterwards in any case.
 */
import type { HeadLines } from './disasters.ts';

export type MechanismName = 'ramoops' | 'phram' | 'kdump' | 'fadump' | 'kmemdump';

export interface Mechanism {
  readonly name: MechanismName;
  readonly meaning: string;
  readonly head: HeadLines;
  /** With the machine at its Linux prompt: the mechanism is armed. */
  readonly prepare: readonly string[];
  /** After the disaster, at the prompt of the next kernel. */
  readonly look: readonly string[];
  /** With firmware that starts RAM anew, after it has run with what was in it; absent: RAM is lost to this mechanism. */
  readonly startsAnew?: HeadLines;
  /** With firmware that knows nothing of it; absent: it needs none. */
  readonly bare?: HeadLines;
  /** With a boot loader that comes to where it, or what it would save, lies. */
  readonly overwritten: HeadLines;
  /** The file of the machine that says how much RAM is set aside for it while all is well; null: only the kernel itself knows. */
  readonly cost: {
    readonly file: string;
    /** The number is its group; hexadecimal in /proc/mtd. */
    readonly pattern: RegExp;
    /** Part of it is the contiguous memory allocator's, for user pages. */
    readonly isLent: boolean;
  } | null;
}

const DECIMAL = /^(\d+)$/m;
const PHRAM = 'log,0x5000000,65536';
const KEXEC = 'kexec -p --command-line="console=ttyS0,115200 nokaslr rdinit=/init"';
const LOG_WINDOW = 65_536;

export const mechanisms: readonly Mechanism[] = [
  {
    name: 'ramoops',
    meaning: 'a zone of RAM gets the log at the panic, and console and pmsg all the time',
    head: {
      board: 'imx6q',
      userland: 'busybox',
      commandLine: 'console=ttymxc1,115200 root=/dev/mmcblk1p1 rootwait rw panic=1',
    },
    prepare: ['shell: echo a line of user space > /dev/pmsg0'],
    look: ['shell: mount -t pstore pstore /sys/fs/pstore 2>/dev/null || true', 'shell: ls -l /sys/fs/pstore'],
    // U-Boot moves itself to the top of RAM.
    overwritten: {
      deviceTree:
        '{ ramoops: { address: 0x4ff00000, length: 0x100000, record-size: 0x20000, console-size: 0x20000, pmsg-size: 0x20000 } }',
    },
    cost: { file: '/sys/module/ramoops/parameters/mem_size', pattern: DECIMAL, isLent: false },
  },
  {
    name: 'phram',
    meaning: 'user space copies the log to a device over RAM, once, while all is well',
    head: {
      board: 'pc',
      kernel: '6.1.0-56-amd64',
      userland: 'busybox',
      commandLine: 'console=ttyS0,115200 nokaslr panic=1 rdinit=/init memmap=64K$0x5000000',
    },
    prepare: [
      `shell: modprobe phram phram=${PHRAM} 2>&1 || true`,
      `shell: "{ dmesg | tail -c ${LOG_WINDOW} | dd of=/dev/mtd0 bs=${LOG_WINDOW} iflag=fullblock; } 2>&1 || true"`,
    ],
    look: [`shell: modprobe phram phram=${PHRAM} 2>&1 || true`, `shell: "tr -cd '[:print:]' < /dev/mtd0 | head -c 60"`],
    overwritten: { firmware: '{ overwrite: [{ address: 0x5000000, length: 0x2000, pattern: random }] }' },
    cost: { file: '/proc/mtd', pattern: /^mtd0: ([0-9a-f]+) /m, isLent: false },
  },
  {
    name: 'kdump',
    meaning: 'the panic starts a second kernel, which shows the memory of the first',
    head: {
      board: 'pc',
      ramSize: '512MiB',
      kernel: '6.1.0-56-amd64',
      userland: 'gnu',
      commandLine: 'console=ttyS0,115200 nokaslr panic=1 root=/dev/vda1 rw crashkernel=128M',
    },
    prepare: [`shell: '${KEXEC} /boot/vmlinuz-6.1.0-56-amd64 2>&1 || true'`],
    look: ['shell: ls -l /proc/vmcore 2>&1 || true'],
    overwritten: { firmware: '{ overwrite: [{ address: 0x1000000, length: 0x100000, pattern: random }] }' },
    cost: { file: '/sys/kernel/kexec_crash_size', pattern: DECIMAL, isLent: false },
  },
  {
    name: 'fadump',
    meaning: 'the firmware keeps the dead kernel’s memory, the next kernel shows it (POWER)',
    head: {
      board: 'pseries',
      kernel: '6.1.192-fadump',
      userland: 'busybox',
      commandLine: 'console=hvc0 panic=1 rdinit=/init fadump=on',
      fadump: 'qemu',
    },
    prepare: ['shell: cat /sys/kernel/fadump/registered 2>&1 || true'],
    look: ['shell: ls -l /proc/vmcore 2>&1 || true'],
    bare: { fadump: '' },
    overwritten: { firmware: '{ overwrite: [{ address: 0x4000000, length: 0x100000, pattern: random }] }' },
    cost: { file: '/sys/kernel/fadump/mem_reserved', pattern: DECIMAL, isLent: true },
  },
  {
    name: 'kmemdump',
    meaning: 'the kernel lists regions of its memory, the firmware hands them to a PC',
    head: { board: 'qcom-phone', userland: 'busybox', kmemdump: '{ series: v2, backend: minidump }' },
    prepare: ['shell: grep -o download_mode=mini /proc/cmdline || true'],
    // Nothing of it is to be seen in the next Linux.
    look: [],
    // This board's firmware does so at every reset.
    startsAnew: { retention: '' },
    bare: { board: 'virt-arm64', kernel: '6.12.117+deb12-arm64', kmemdump: '{ backend: none }' },
    overwritten: { firmware: '{ overwrite: [{ address: 0x42c00000, length: 0x200000, pattern: random }] }' },
    cost: null,
  },
];
