/** mtdoops over phram: an oops is recorded by a worker, a panic never; beside it ramoops has both. One machine. */
import { expect, test } from 'vitest';
import { BootSession } from '../../../src/inspect/boot-session.ts';
import { Machine } from '../../../src/machine/machine.ts';
import { findBoard } from '../../../src/profiles/boards.ts';
import { findKernel } from '../../../src/profiles/kernels.ts';

const board = findBoard('pc')!;

test('an oops is in the ring, a panic is not', () => {
  const commandLine = `${board.defaultCommandLine} ramoops.mem_address=0x5080000 ramoops.mem_size=0x40000 ramoops.record_size=0x10000`;
  const machine = new Machine({
    board,
    kernel: findKernel('deb61')!,
    uboot: null,
    seed: 'mtdoops',
    commandLine,
    userland: 'busybox',
  });
  machine.powerOn();
  const session = new BootSession(machine, 1_000_000);
  session.waitForPrompt();
  const run = (line: string) => {
    const { stdout, stderr, reset } = session.run(line);
    return reset ?? Buffer.from(stdout).toString('latin1') + Buffer.from(stderr).toString('latin1');
  };
  const load = () => {
    run('cd /lib/modules/*/kernel/drivers/mtd; insmod mtd.ko; insmod devices/phram.ko phram=log,0x5000000,0x8000');
    return run('insmod mtdoops.ko mtddev=log; echo $?');
  };
  expect(load()).toBe('0\n');
  run(
    'insmod /lib/modules/*/kernel/drivers/misc/lkdtm/lkdtm.ko; (echo EXCEPTION > /sys/kernel/debug/provoke-crash/DIRECT); sleep 1',
  );
  // The first count, the magic number of records with a time, and the log.
  expect(run('dd if=/dev/mtd0 bs=8 count=1 2>/dev/null | hexdump -e \'2/4 "%08x "\'')).toBe('00000001 5d005e00');
  expect(run('dd if=/dev/mtd0 bs=4096 count=1 2>/dev/null | grep -c "Oops: 0002"')).toBe('1\n');
  expect(run('echo 0 > /sys/module/mtdoops/parameters/dump_oops; cat /sys/module/mtdoops/parameters/dump_oops')).toBe(
    '0\n',
  );
  run('(echo EXCEPTION > /sys/kernel/debug/provoke-crash/DIRECT); sleep 1');
  expect(run('dd if=/dev/mtd0 bs=4096 skip=1 count=1 2>/dev/null | tr -d "\\377" | wc -c')).toBe('0\n');

  const before = machine.memory.read(0x5000000, 0x8000);
  expect(run('echo c > /proc/sysrq-trigger')).toBe('warm');
  expect(machine.uart.text).toContain('mtdoops: Cannot write from panic without panic_write');
  expect(machine.memory.read(0x5000000, 0x8000)).toEqual(before);
  session.waitForPrompt();
  load();
  expect(run('dmesg | grep mtdoops')).toMatch(
    /mtdoops: ready 1, 2 \(no erase\)\n.*mtdoops: Attached to MTD device 0\n$/,
  );
  expect(run('ls /sys/fs/pstore | grep -c dmesg')).toBe('3\n');
});
