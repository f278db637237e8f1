/**
 * System programs on files that stand in for /proc. Expected texts follow the real programs' formats (procps 4.0.2, kmod 30, util-linux
 * 2.38.1, u-boot-menu 4.2.2), decided by hand; recorded command lines are in `test/fixtures/commands`.
 */
import { expect, test } from 'vitest';
import type { TreeEntry } from '../../../src/kernel/vfs/initramfs.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { directory, file } from '../process/user-space-harness.ts';
import { Guest } from './guest.ts';

const MEMINFO = `MemTotal:         111656 kB
MemFree:           90212 kB
MemAvailable:      95200 kB
Buffers:             300 kB
Cached:             6100 kB
Shmem:               120 kB
SReclaimable:       1400 kB
SwapTotal:             0 kB
SwapFree:              0 kB
`;

function processFiles(pid: number, comm: string, argv: string, extra = ''): TreeEntry[] {
  const stat = `${pid} (${comm}) S 0 ${pid} ${pid} 1088 ${pid} 4194560 0 0 0 0 150 50 0 0 20 0 1 0 100 4096000 250 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0\n`;
  return [
    directory(`/proc/${pid}`),
    file(`/proc/${pid}/stat`, stat),
    file(`/proc/${pid}/status`, `Name:\t${comm}\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n${extra}`),
    file(`/proc/${pid}/cmdline`, argv),
  ];
}

const RELEASE = findBoard('pc')!.defaultKernel!;

const PROC = [
  ...processFiles(1, 'init', '/sbin/init\0'),
  ...processFiles(7, 'kthreadd', ''),
  file('/proc/meminfo', MEMINFO),
  file('/proc/uptime', '3700.25 3600.00\n'),
  file('/proc/loadavg', '0.00 0.01 0.05 1/30 99\n'),
  file('/proc/stat', 'cpu  1 2 3 4\ncpu0 1 2 3 4\nbtime 1709294400\n'),
  file('/proc/cmdline', 'quiet ramoops.mem_address=0x5000000 ramoops.ecc=1\n'),
  file(
    '/proc/modules',
    'ramoops 32768 0 - Live 0x0000000000000000\nreed_solomon 28672 1 ramoops, Live 0x0000000000000000\n',
  ),
];

test('free: total, used, free, shared, buff/cache, available', () => {
  expect(new Guest('gnu', PROC).exec(['free'])).toEqual({
    stdout: `               total        used        free      shared  buff/cache   available
Mem:          111656       16456       90212         120        7800       95200
Swap:              0           0           0
`,
    stderr: '',
    status: 0,
  });
});

test('free -m, -h and -w', () => {
  const guest = new Guest('gnu', PROC);
  expect(guest.exec(['free', '-m']).stdout.split('\n')[1]).toBe(
    'Mem:             109          16          88           0           7          92',
  );
  expect(guest.exec(['free', '-h']).stdout.split('\n')[1]).toBe(
    'Mem:           109Mi        16Mi        88Mi       120Ki       7.6Mi        92Mi',
  );
  expect(guest.exec(['free', '-w']).stdout.split('\n')[1]).toBe(
    'Mem:          111656       16456       90212         120         300        7500       95200',
  );
});

test('ps: the standard, the BSD and the full format', () => {
  const guest = new Guest('gnu', PROC);
  expect(guest.exec(['ps', '-e']).stdout).toBe(
    '  PID TTY          TIME CMD\n    1 ttyS0    00:00:02 init\n    7 ttyS0    00:00:02 kthreadd\n',
  );
  expect(guest.exec(['ps', 'aux']).stdout.split('\n')[2]).toBe(
    'root         7  0.0  0.8   4000  1000 ttyS0    S+   12:00   0:02 [kthreadd]',
  );
  expect(guest.exec(['ps', '-ef']).stdout.split('\n')[1]).toBe(
    'root         1     0  0 12:00 ttyS0    00:00:02 /sbin/init',
  );
  expect(guest.exec(['ps', '-o', 'pid=,comm', '-C', 'kthreadd']).stdout).toBe(',comm\n    7\n');
});

test('lsmod and modprobe read what the kernel and the folders say', () => {
  const guest = new Guest('gnu', PROC);
  expect(guest.exec(['lsmod']).stdout).toBe(
    'Module                  Size  Used by\nramoops                32768  0\nreed_solomon           28672  1 ramoops\n',
  );
  expect(guest.exec(['modprobe', '-n', '-v', 'ramoops']).stdout).toBe('');
  expect(guest.exec(['rmmod', 'reed_solomon'])).toEqual({
    stdout: '',
    stderr: 'rmmod: ERROR: Module reed_solomon is in use by: ramoops\n',
    status: 1,
  });
});

test('modprobe takes parameters of the command line, and what a module needs before it', () => {
  const guest = new Guest('gnu', [
    file('/proc/modules', ''),
    file('/proc/cmdline', 'ramoops.ecc=1 ramoops.mem_size=0x100000\n'),
  ]);
  const { stdout } = guest.exec(['modprobe', '-S', RELEASE, '-D', 'ramoops', 'dump_oops=0']);
  const lines = stdout.trimEnd().split('\n');
  expect(lines.at(-1)).toMatch(/^insmod \/lib\/modules\/\S+\/ramoops\.ko ecc=1 mem_size=0x100000 dump_oops=0$/);
  expect(lines.some((line) => line.includes('/reed_solomon.ko'))).toBe(true);
  expect(guest.exec(['modprobe', 'nosuch']).stderr).toMatch(
    /^modprobe: FATAL: Module nosuch not found in directory \/lib\/modules\/6\.1\n$/,
  );
});

test('uptime', () => {
  const guest = new Guest('gnu', PROC);
  expect(guest.exec(['uptime']).stdout).toMatch(
    /^ 12:00:\d\d up {2}1:01, {2}0 user, {2}load average: 0\.00, 0\.01, 0\.05\n$/,
  );
  expect(guest.exec(['uptime', '-p']).stdout).toBe('up 1 hour, 1 minute\n');
});

test('sysctl sets what it shows, and tells what is not there', () => {
  const guest = new Guest('gnu', [
    directory('/proc/sys'),
    directory('/proc/sys/kernel'),
    file('/proc/sys/kernel/panic', '0\n'),
    file('/etc/sysctl.d/10-test.conf', '# comment\nkernel.panic = 5\n-kernel.nope = 1\n'),
  ]);
  expect(guest.exec(['sysctl', '-w', 'kernel.panic=10']).stdout).toBe('kernel.panic = 10\n');
  expect(guest.exec(['sysctl', 'kernel.panic']).stdout).toBe('kernel.panic = 10\n');
  expect(guest.exec(['sysctl', '-n', 'kernel/panic']).stdout).toBe('10\n');
  expect(guest.exec(['sysctl', '-a']).stdout).toBe('kernel.panic = 10\n');
  expect(guest.exec(['sysctl', 'kernel'])).toEqual({ stdout: 'kernel.panic = 10\n', stderr: '', status: 0 });
  expect(guest.exec(['sysctl', '--system'])).toEqual({
    stdout:
      '* Applying /etc/sysctl.d/10-test.conf ...\n* Applying /etc/sysctl.d/99-sysctl.conf ...\n* Applying /etc/sysctl.conf ...\nkernel.panic = 5\n',
    stderr: 'sysctl: cannot stat /proc/sys/kernel/nope: No such file or directory\n',
    status: 0,
  });
});

/** A record at the very start has no time to count from: util-linux shows no difference to it. */
test('dmesg reads a file of records with levels and filters them', () => {
  const guest = new Guest('gnu', [file('/log', '<6>[    0.000000] Linux version\n<3>[    1.500000] bad thing\n')]);
  expect(guest.exec(['dmesg', '-F', '/log']).stdout).toBe('[    0.000000] Linux version\n[    1.500000] bad thing\n');
  expect(guest.exec(['dmesg', '-F', '/log', '-l', 'err', '-x']).stdout).toBe(
    'kern  :err   : [    1.500000] bad thing\n',
  );
  expect(guest.exec(['dmesg', '-F', '/log', '-t', '-l', '6']).stdout).toBe('Linux version\n');
  expect(guest.exec(['dmesg', '-F', '/log', '-d']).stdout.split('\n')[1]).toBe(
    '[    1.500000 <    0.000000>] bad thing',
  );
});

test('u-boot-update: messages, and a second run that changes nothing', () => {
  const guest = new Guest('gnu', [
    directory('/boot'),
    file('/boot/vmlinuz-6.1.0-1', 'x'),
    directory('/etc/kernel'),
    file('/etc/kernel/cmdline', 'console=ttymxc1 root=/dev/mmcblk1p1 quiet panic=10\n'),
  ]);
  expect(guest.exec(['u-boot-update'])).toEqual({
    stdout: '',
    stderr: `P: Checking for EXTLINUX directory... not found.
P: Creating EXTLINUX directory... done: /boot/extlinux
P: Writing config for vmlinuz-6.1.0-1...
P: Updating /boot/extlinux/extlinux.conf...
`,
    status: 0,
  });
  expect(
    guest
      .read('/boot/extlinux/extlinux.conf')
      .split('\n')
      .filter((line) => line.includes('append')),
  ).toEqual([
    '\tappend root=/dev/mmcblk1p1 console=ttymxc1  quiet panic=10',
    '\tappend root=/dev/mmcblk1p1 console=ttymxc1  panic=10 single',
  ]);
  expect(guest.exec(['u-boot-update']).stderr).toBe(
    'P: Checking for EXTLINUX directory... found.\nP: Writing config for vmlinuz-6.1.0-1...\n',
  );
});

test('sudo lets the user of group sudo in, and nobody else', () => {
  const guest = new Guest('gnu');
  expect(guest.exec(['sudo', '-u', 'user', 'id']).stdout).toBe(
    'uid=1000(user) gid=1000(user) groups=1000(user),4(adm),27(sudo)\n',
  );
  expect(guest.exec(['sudo', '-u', 'user', 'sudo', 'id', '-u']).stdout).toBe('0\n');
  expect(guest.exec(['sudo', '-u', 'nobody', 'sudo', '-n', 'true'])).toEqual({
    stdout: '',
    stderr: 'sudo: a password is required\n',
    status: 1,
  });
});

test('syslogd sorts messages into files', () => {
  const guest = new Guest('gnu');
  expect(guest.exec(['syslogd', '--no-klog']).status).toBe(0);
  guest.exec(['logger', '-t', 'app', 'hello world']);
  guest.exec(['logger', '-p', 'auth.info', '-t', 'door', 'opened']);
  guest.system.run();
  expect(guest.read('/var/log/messages')).toMatch(/^Mar {2}1 12:\d\d:\d\d \(none\) app: hello world\n$/);
  expect(guest.read('/var/log/auth.log')).toMatch(/^Mar {2}1 12:\d\d:\d\d \(none\) door: opened\n$/);
});
