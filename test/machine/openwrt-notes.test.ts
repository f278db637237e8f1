/**
 * The notes on phram and ramoops for OpenWrt, followed line by line on the board `openwrt`: what works as written, what fails, and how.
 *
 * One machine, booted once, with one crash; the steps follow each other.
 */
import { describe, expect, test } from 'vitest';
import { BootSession } from '../../src/inspect/boot-session.ts';
import { Machine } from '../../src/machine/machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';

const board = findBoard('openwrt')!;
const PHRAM = 0x4e100000;
const LENGTH = 65536;

function booted(): BootSession {
  const machine = new Machine({
    board,
    kernel: findKernel(board.defaultKernel!)!,
    uboot: null,
    seed: 'openwrt',
    userland: 'busybox',
  });
  machine.powerOn();
  const session = new BootSession(machine, 4_000_000);
  expect(session.waitForPrompt()).toBe('linux');
  return session;
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('the notes', () => {
  const session = booted();
  const run = (line: string) => {
    const { stdout, stderr, status } = session.run(line);
    return { out: latin1(stdout), err: latin1(stderr), status };
  };

  test('a router: BusyBox, a kernel of its own, memory above mem= that nobody has', () => {
    expect(run('uname -r; hostname; grep RAM /proc/iomem').out).toBe(
      '6.1.176\nOpenWrt\n40000000-4dffffff : System RAM\n',
    );
    expect(run('ls /lib/modules/$(uname -r)/*.ko | wc -l').out.trim()).toMatch(/^\d\d$/);
  });

  test('insmod phram.ko phram=<name>,<addr>,<len>', () => {
    expect(run(`insmod /lib/modules/phram.ko phram=phram-oops,0x${PHRAM.toString(16)},${LENGTH}`)).toEqual({
      out: '',
      err: '',
      status: 0,
    });
    expect(run('cat /proc/mtd').out).toBe('dev:    size   erasesize  name\nmtd0: 00010000 00001000 "phram-oops"\n');
  });

  test('no device lies under /dev/mtdchar', () => {
    expect(run('ls /dev/mtd*').out).toBe('/dev/mtd0\n/dev/mtd0ro\n');
    expect(run(`dd if=/dev/zero bs=${LENGTH} count=1 of=/dev/mtdchar/phram-oops`)).toEqual({
      out: '',
      err: "dd: can't open '/dev/mtdchar/phram-oops': No such file or directory\n",
      status: 1,
    });
    expect(run(`dd if=/dev/mtdchar/phram-oops bs=${LENGTH} count=1`).status).toBe(1);
  });

  test('insmod ramoops.ko mem_address=<addr> mem_size=<len> record_size=<chunks>', () => {
    expect(
      run('insmod /lib/modules/ramoops.ko mem_address=0x4e000000 mem_size=0x80000 record_size=0x20000').status,
    ).toBe(0);
    expect(run('dmesg | tail -n 1').out).toMatch(/ramoops: using 0x80000@0x4e000000, ecc: 0\n$/);
  });

  test('byte by byte: the last bytes of a log, slowly', () => {
    run(
      'i=0; while [ $i -lt 20 ]; do logger "line $i of the log of a router, which says many things"; i=$((i+1)); done',
    );
    run(
      'while [ $(stat -c %s /var/log/messages) -lt 110000 ]; do cat /var/log/messages /var/log/messages > /tmp/m; mv /tmp/m /var/log/messages; done',
    );
    run('head -c 108894 /var/log/messages > /tmp/m; mv /tmp/m /var/log/messages');
    const { err, status } = run(
      `dd if=/var/log/messages bs=1 count=${LENGTH} skip=$((108894 - ${LENGTH})) of=/dev/mtd0`,
    );
    expect({ err, status }).toEqual({ err: '65536+0 records in\n65536+0 records out\n', status: 0 });
    expect(run(`tail -c ${LENGTH} /var/log/messages | cmp - /dev/mtd0 && echo same`).out).toBe('same\n');
  });

  test('a short log is refused: the skip is negative', () => {
    run('head -c 60000 /var/log/messages > /tmp/short');
    expect(run(`dd if=/tmp/short bs=1 count=${LENGTH} skip=$((60000 - ${LENGTH})) of=/dev/mtd0`).err).toBe(
      "dd: invalid number '-5536'\n",
    );
  });

  test.each([
    [128, 339, 513, 34, '511+1'],
    [512, 85, 129, 162, '127+1'],
    [1000, 44, 66, 642, '64+1'],
    [1024, 43, 65, 674, '63+1'],
    [4096, 11, 17, 1698, '15+1'],
  ])(
    'by blocks of %i: skip=%i count=%i loses %i bytes and leaves as many old ones',
    (block, skip, count, lost, records) => {
      run(`tr '\\0' '#' < /dev/zero 2>/dev/null | dd of=/dev/mtd0 bs=${LENGTH} count=1 iflag=fullblock`);
      const formula = `skip=$(((108894 - ${LENGTH}) / ${block} + 1)) count=$((${LENGTH} / ${block} + 1))`;
      expect(run(`echo ${formula}`).out).toBe(`skip=${skip} count=${count}\n`);
      const { err, status } = run(`dd if=/var/log/messages bs=${block} ${formula} of=/dev/mtd0`);
      expect({ err, status }).toEqual({ err: `${records} records in\n${records} records out\n`, status: 0 });
      expect(run(`tail -c ${LENGTH - lost} /var/log/messages | cmp - /dev/mtd0 2>&1`).out).toBe('cmp: EOF on -\n');
      expect(run(`tail -c ${lost} /dev/mtd0 | tr -d '#' | wc -c`).out).toBe('0\n');
    },
  );

  test('the whole window, whatever the length of the log', () => {
    for (const file of ['/var/log/messages', '/tmp/short']) {
      run(`dd if=/dev/zero of=/dev/mtd0 bs=${LENGTH} count=1`);
      run(`tail -c ${LENGTH} ${file} | dd of=/dev/mtd0 bs=${LENGTH} iflag=fullblock`);
      expect(
        run(`tail -c ${LENGTH} ${file} | cmp - /dev/mtd0 2>&1; tail -c 5536 /dev/mtd0 | tr -d '\\0' | wc -c`).out,
      ).toBe(file === '/tmp/short' ? 'cmp: EOF on -\n0\n' : '5536\n');
    }
    run(`tail -c ${LENGTH} /var/log/messages | dd of=/dev/mtd0 bs=${LENGTH} iflag=fullblock`);
  });

  test('both survive a panic: what dd stored, and the record, whose mark stands in RAM and not in the file', () => {
    const sum = run('md5sum < /dev/mtd0').out;
    expect(session.run('echo c > /proc/sysrq-trigger').reset).toBe('warm');
    expect(session.waitForPrompt()).toBe('linux');
    expect(
      run(`insmod /lib/modules/phram.ko phram=phram-oops,0x${PHRAM.toString(16)},${LENGTH}; md5sum < /dev/mtd0`).out,
    ).toBe(sum);
    run(
      'insmod /lib/modules/ramoops.ko mem_address=0x4e000000 mem_size=0x80000 record_size=0x20000; mount -t pstore pstore /sys/fs/pstore',
    );
    expect(run('head -n 1 /sys/fs/pstore/dmesg-ramoops-0').out).toBe('Panic#1 Part1\n');
    run('echo window,0x4e000000,0x20000 > /sys/module/phram/parameters/phram');
    expect(run('dd if=/dev/mtd1 bs=4 count=6 2>/dev/null | tail -c 12').out).toMatch(/^====\d{8}/);
  });

  test('deleting the record leaves its text, which a window of phram still shows', () => {
    run('rm /sys/fs/pstore/dmesg-ramoops-0');
    expect(run('ls /sys/fs/pstore | grep dmesg').out).toBe('');
    expect(run('dd if=/dev/mtd1 bs=12 count=1 2>/dev/null | hexdump -C | head -n 1').out).toContain(
      '44 42 47 43 00 00 00 00  00 00 00 00',
    );
    expect(run('dd if=/dev/mtd1 bs=1 skip=12 count=4 2>/dev/null').out).toBe('====');
  });

  test('dump and reset: the right length ends well, a longer one works and fails', () => {
    expect(run(`dd if=/dev/mtd0 bs=${LENGTH} count=1 of=/tmp/dump`).err).toBe('1+0 records in\n1+0 records out\n');
    expect(run(`dd if=/dev/zero bs=${LENGTH} count=1 of=/dev/mtd0`).status).toBe(0);
    expect(run('tr -d "\\0" < /dev/mtd0 | wc -c').out).toBe('0\n');
    const longer = run(`dd if=/dev/zero bs=${2 * LENGTH} count=1 of=/dev/mtd0`);
    expect(longer).toEqual({
      out: '',
      err: "dd: error writing '/dev/mtd0': No space left on device\n1+0 records in\n0+0 records out\n",
      status: 1,
    });
  });

  test('memory that Linux has is refused, and an address without memory is an abort', () => {
    expect(run('echo ram,0x48000000,4096 > /sys/module/phram/parameters/phram').err).toBe(
      'sh: write error: Input/output error\n',
    );
    expect(run('echo nowhere,0x60000000,4096 > /sys/module/phram/parameters/phram; tail -n 1 /proc/mtd').out).toBe(
      'mtd2: 00001000 00001000 "nowhere"\n',
    );
    expect(run('head -c 4 /dev/mtd2').status).toBe(139);
    expect(run('dmesg | grep -c "Internal error: : 8"').out).toBe('1\n');
  });
});
