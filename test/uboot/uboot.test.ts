/** The stage from power-on to its end: boot text, booting Linux, resets, hangs, and what it tramples in RAM. */
import { expect, test } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import { parseFdt } from '../../src/formats/fdt.ts';
import { toDts } from '../../src/formats/fdt-dts.ts';
import type { Fdt } from '../../src/formats/fdt-tree.ts';
import { readLinuxImage } from '../../src/formats/linux-image.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import { imx6q } from '../../src/profiles/boards/imx6q.ts';
import { sandbox } from '../../src/profiles/boards/sandbox.ts';
import { ubootMachine } from '../../src/uboot/machine.ts';
import { bench, bootMedium, promptBench } from './prompt.ts';

const KERNEL = '/boot/vmlinuz-6.1.0-50-armmp';

test('boot text of the i.MX6 board, by release and reset cause', () => {
  const first = bench().take();
  expect(first.replaceAll('\r\n', '\n')).toBe(`

U-Boot 2021.01 (Jan 11 2021 - 18:11:43 +0000)

CPU:   Freescale i.MX6Q rev1.2 at 792 MHz
Reset cause: POR
Model: Freescale i.MX6 Quad SABRE Lite Board
Board: SABRE Lite
I2C:   ready
DRAM:  1 GiB
MMC:   FSL_SDHC: 0, FSL_SDHC: 1
Loading Environment from MMC... *** Warning - bad CRC, using default environment

In:    serial
Out:   serial
Err:   serial
Net:   FEC
`);
  const later = bench({ version: '2023.01', resetCause: 'watchdog' }).take();
  expect(later).toContain('\r\nReset cause: WDOG\r\n');
  expect(later).toContain('\r\nDRAM:  1 GiB\r\nCore:  61 devices, 18 uclasses, devicetree: separate\r\nMMC:');
});

test('sandbox has nothing to boot and comes to the prompt', () => {
  const board = bench({ board: sandbox, version: '2026.07', medium: null });
  board.runMs(0);
  expect(board.take().replaceAll('\r\n', '\n')).toBe(`

U-Boot 2026.07 (Jul 06 2026 - 23:50:43 +0000)

Reset Status: COLD
Model: sandbox
DRAM:  256 MiB
Core:  107 devices, 56 uclasses, devicetree: board
NAND:  0 MiB
MMC:   
Loading Environment from nowhere... OK
In:    serial
Out:   serial
Err:   serial
Net:   No ethernet found.

=> `);
});

test('boots Linux: texts, time, registers, image and tree in RAM', () => {
  const board = bench();
  board.runMs(600 + 3000 - 1);
  board.take();
  board.runMs(1);
  expect(board.take()).toBe('\b\b\b 0 \r\n');
  board.runMs(246);
  expect(board.take()).toBe('4919648 bytes read in 246 ms (19.1 MiB/s)\r\n');
  board.runMs(100);
  expect(
    board.take().replaceAll('\r\n', '\n'),
  ).toBe(`${TREE_BYTES} bytes read in 1 ms (${TREE_BYTES / 1000 > 0.3 ? '' : ''}${RATE}/s)
Kernel image @ 0x12000000 [ 0x000000 - 0x4b1160 ]
## Flattened Device Tree blob at 18000000
   Booting using the fdt blob at 0x18000000
   Using Device Tree in place at 18000000, end ${(0x18000000 + TREE_BYTES + 0x3000 - 1).toString(16)}

Starting kernel ...

`);
  expect(board.uboot.state).toBe('booting');
  expect(board.requests).toEqual([
    {
      handOver: {
        resetCause: 'power-on',
        deviceTreeAddress: 0x18000000,
        commandLineAddress: null,
        entryAddress: 0x12000000,
        registers: { r0: 0, r1: 3769, r2: 0x18000000 },
      },
    },
  ]);
  expect(readLinuxImage(board.memory.read(0x12000000, 0x800))?.release).toBe('6.1.0-50-armmp');
  expect(toDts(treeIn(board.memory, 0x18000000))).toBe(`/dts-v1/;

/ {
	#address-cells = <0x01>;
	#size-cells = <0x01>;
	model = "bench";

	reserved-memory {
		ranges;
		#size-cells = <0x02>;
		#address-cells = <0x02>;

		ramoops@30000000 {
			ecc-size = <0x00>;
			pmsg-size = <0x1000>;
			ftrace-size = <0x1000>;
			console-size = <0x2000>;
			record-size = <0x2000>;
			reg = <0x00 0x30000000 0x00 0x100000>;
			compatible = "ramoops";
		};
	};

	chosen {
		bootargs = "console=ttymxc1,115200 panic=10";
	};

	memory@10000000 {
		reg = <0x10000000 0x40000000>;
		device_type = "memory";
	};
};
`);
});

const tree = bootMedium().file('boot/dtbs/bench.dtb');
const TREE_BYTES = tree !== undefined && 'bytes' in tree ? tree.bytes.length : 0;
const RATE = `${((TREE_BYTES * 1000) / 1024).toFixed(1).replace('.0', '')} KiB`;

function treeIn(memory: PhysicalMemory, address: number): Fdt {
  const bytes = memory.read(address, 0x10000);
  const tree = parseFdt(bytes);
  if ('error' in tree) throw new Error(tree.reason);
  // The total size reaches to the end of a page, with room for five reservations.
  expect(new DataView(bytes.buffer).getUint32(4) % 0x1000).toBe(0);
  return tree;
}

test('later releases say where the working tree is, and relocate it without fdt_high', () => {
  const board = promptBench({ version: '2025.01' });
  board.type(`setenv fdt_high; setenv bootcmd 'echo'\rload mmc 1:1 12000000 ${KERNEL}\r`);
  board.runMs(500);
  board.type('load mmc 1:1 18000000 $fdtfile\r');
  board.runMs(500);
  board.take();
  board.type('bootz 12000000 - 18000000\r');
  const place = ((0x4f553ff0 - 0x1000000 - TREE_BYTES - 0x3000) & ~0xfff) >>> 0;
  expect(board.take().replaceAll('\r\n', '\n')).toBe(`bootz 12000000 - 18000000
Kernel image @ 0x12000000 [ 0x000000 - 0x4b1160 ]
## Flattened Device Tree blob at 18000000
   Booting using the fdt blob at 0x18000000
Working FDT set to 18000000
   Loading Device Tree to ${place.toString(16)}, end ${(place + TREE_BYTES + 0x3000 - 1).toString(16)} ... OK
Working FDT set to ${place.toString(16)}

Starting kernel ...

`);
  board.runMs(100);
  expect(board.requests).toMatchObject([{ handOver: { deviceTreeAddress: place, registers: { r2: place } } }]);
  expect(toDts(treeIn(board.memory, place))).toContain('u-boot,version = "2025.01";');
});

test('2026.07 warns of fdt_high', () => {
  const board = promptBench({ version: '2026.07' });
  board.type('boot\r');
  board.runMs(1000);
  expect(board.take()).toContain(
    "WARNING:\r\nThe 'fdt_high' environment variable is set to ~0. This is known to cause\r\nboot failures",
  );
});

test('what bootz and load refuse', () => {
  const board = promptBench();
  const say = (line: string) => {
    board.take();
    board.type(`${line}\r`);
    board.runMs(1000);
    return board
      .take()
      .replaceAll('\r\n', '\n')
      .slice(line.length + 1, -3);
  };
  expect(say('bootz')).toBe('zimage: Bad magic!\n');
  expect(say('bootz 0 - 0')).toBe('zimage: Bad magic!\n');
  expect(say('load mmc 1:1 12000000 /none')).toBe("Failed to load '/none'\n");
  expect(say('load mmc 1:2 12000000 x')).toBe('** Invalid partition 2 **\n');
  expect(say('load mmc 1x 12000000 x')).toBe('** Bad device specification mmc 1x **\n');
  expect(say('load mmc 1:x 12000000 x')).toBe('** Bad partition specification mmc 1:x **\n');
  expect(say('load mmc 1 12000000z x')).toMatch(/^load - load binary file/);
  expect(say(`load mmc 1:auto 0 ${KERNEL}`)).toBe(
    `** Reading file would overwrite reserved memory **\nFailed to load '${KERNEL}'\n`,
  );
  expect(say(`load mmc 1 4f000000 ${KERNEL}`)).toBe(
    `** Reading file would overwrite reserved memory **\nFailed to load '${KERNEL}'\n`,
  );
  expect(say(`load mmc 1:1 12000001 ${KERNEL} 10 200; printenv filesize fileaddr`)).toBe(
    '16 bytes read in 1 ms (15.6 KiB/s)\nfilesize=10\nfileaddr=12000001\n',
  );
  expect(say(`load mmc 1:1 12000000`)).toBe('4919648 bytes read in 246 ms (19.1 MiB/s)\n');
  expect(say('bootz 12000000 13000000 18000000')).toBe(
    'Kernel image @ 0x12000000 [ 0x000000 - 0x4b1160 ]\nWrong Ramdisk Image Format\nRamdisk image is corrupt or invalid\n',
  );
  expect(say('bootz 12000000 - 18000000')).toBe(
    'Kernel image @ 0x12000000 [ 0x000000 - 0x4b1160 ]\nERROR: Did not find a cmdline Flattened Device Tree\n' +
      'Could not find a valid device tree\n',
  );
  expect(say('load mmc 1:1 12100000 $fdtfile; bootz 12000000 - 12100000')).toContain(
    'ERROR: FDT image overlaps OS image (OS=0x12000000..0x124b1160)\n',
  );
  expect(board.requests).toEqual([]);
});

test('bootz without a device tree hangs', () => {
  const board = promptBench();
  board.type(`load mmc 1:1 12000000 ${KERNEL}; bootz 12000000\r`);
  board.runMs(1000);
  expect(board.take()).toContain('FDT and ATAGS support not compiled in - hanging\r\n');
  expect(board.requests).toEqual([{ hang: 'FDT and ATAGS support not compiled in' }]);
  expect(board.uboot.state).toBe('hung');
});

test('reset: the text goes out, then the board resets', () => {
  const board = promptBench();
  board.type('reset\r');
  expect(board.take()).toBe('reset\r\nresetting ...\r\n');
  expect(board.requests).toEqual([]);
  board.runMs(50);
  expect(board.requests).toEqual([{ reset: 'warm' }]);
  expect(board.uboot.state).toBe('resetting');
});

test('a crash of pstore display resets the board, or ends the sandbox', () => {
  const board = promptBench();
  board.type('pstore set 0 10000; pstore display; echo never\r');
  expect(board.take()).toMatch(/data abort\r\n[\s\S]*Resetting CPU \.\.\.\r\n\r\nresetting \.\.\.\r\n$/);
  expect(board.requests).toEqual([{ reset: 'warm' }]);
  const program = promptBench({ board: sandbox, version: '2026.07', medium: null });
  program.type('pstore set 10000000 10000; pstore display\r');
  expect(program.requests).toEqual(['off']);
  expect(program.uboot.state).toBe('off');
});

test('a hung U-Boot stays hung, or is reset by its watchdog; Ctrl-C does nothing', () => {
  const board = promptBench();
  board.type('pstore set 30000000 100000 0; pstore display\r\x03');
  expect(board.requests).toEqual([{ hang: 'pstore: endless loop over dump zones of size 0; Ctrl-C is not polled' }]);
  const watched = promptBench({ watchdogSeconds: 60 });
  watched.type('pstore set 30000000 100000 0; pstore display\r\x03');
  watched.take();
  watched.runMs(59_999);
  expect(watched.uboot.state).toBe('waitingForWatchdog');
  watched.type('\x03echo x\r');
  watched.runMs(1);
  expect(watched.requests).toEqual([{ reset: 'watchdog' }]);
  expect(watched.take()).toBe('');
});

test('records that are shown are told to whoever watches', () => {
  const board = promptBench();
  const { memory } = board;
  memory.write(
    0x300fc000,
    new Uint8Array([0x44, 0x42, 0x47, 0x43, 0, 0, 0, 0, 2, 0, 0, 0, 0x68, 0x69]),
    memory.writer('test'),
  );
  board.type('pstore display\r');
  expect(board.take()).toBe('pstore display\r\n**** Console\r\nhi=> ');
  expect(board.displayed).toEqual([
    { timeNs: 600_000_000, kind: 'Console', address: 0x300fc000, sizeBytes: 2, text: 'hi' },
  ]);
});

test('U-Boot tramples its own part of RAM and nothing else', () => {
  const memory = new PhysicalMemory();
  const other = memory.writer('test');
  const mark = new Uint8Array(16).fill(0xa5);
  const lost = [0x17800000, 0x4f54a000, 0x4f560000, 0x4f564000, 0x4ff00000, 0x4ff66000, 0x4fff0000];
  const kept = [0x10000000, 0x177ffff0, 0x1788a000, 0x18000000, 0x30000000, 0x300ffff0, 0x4f540000, 0x4fff4000];
  for (const address of [...lost, ...kept]) memory.write(address, mark, other);
  bench({ memory });
  const isKept = (address: number) => memory.read(address, 16).every((byte) => byte === 0xa5);
  expect(kept.filter((address) => !isKept(address))).toEqual([]);
  expect(lost.filter(isKept)).toEqual([0x4f54a000]);
});

test('the second run starts from its configuration, with RAM as it was left', () => {
  const memory = new PhysicalMemory();
  const first = promptBench({ memory });
  first.type('setenv x 1; pstore set 30000000 0 0 0 0 0\r');
  const second = promptBench({ memory });
  second.type('printenv x; pstore display\r');
  expect(second.take()).toBe('printenv x; pstore display\r\n## Error: "x" not defined\r\n=> ');
});

test('board data are of one piece', () => {
  for (const board of [imx6q, sandbox]) {
    const { environment, kernelAddress, deviceTreeAddress } = board.uboot!;
    expect(Number(environment['kernel_addr_r'])).toBe(kernelAddress);
    expect(Number(environment['fdt_addr_r'])).toBe(deviceTreeAddress);
  }
});

test('every state of the machine can be reached', () => {
  const paths = getShortestPaths(ubootMachine, {
    input: { bootDelaySeconds: 1, isKeyed: false, hasBootCommand: true, initMs: 1, watchdogMs: 1 },
    events: [
      { type: 'KEY_PRESSED' },
      { type: 'KEY_WAITING' },
      { type: 'NO_KEY' },
      { type: 'LINE_ENTERED', line: '' },
      { type: 'COMMAND_FINISHED' },
      { type: 'KERNEL_STARTED' },
      { type: 'RESET_REQUESTED', cause: 'warm' },
      { type: 'POWERED_OFF' },
      { type: 'HUNG', reason: '' },
      { type: 'xstate.after.init.uboot.init' } as never,
      { type: 'xstate.after.1000.uboot.autoboot.counting' } as never,
      { type: 'xstate.after.watchdog.uboot.waitingForWatchdog' } as never,
    ],
  });
  const states = new Set(paths.map(({ state }) => JSON.stringify(state.value)));
  for (const state of [
    'init',
    'prompt',
    'running',
    'booting',
    'resetting',
    'resettingByWatchdog',
    'off',
    'waitingForWatchdog',
  ]) {
    expect(states).toContain(JSON.stringify(state));
  }
});
