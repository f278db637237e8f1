/** `lastwords boot`: a board from power-on to a prompt, for a person, a pipe or a script. */
import { SECTOR_BYTES } from '../../disk/block-device.ts';
import { BootSession } from '../../inspect/boot-session.ts';
import { Machine } from '../../machine/machine.ts';
import { TimeMachine } from '../../machine/time-machine.ts';
import { collectorServices } from '../../profiles/collector.ts';
import { strerror } from '../../sim/errno.ts';
import { UserError } from '../../sim/issue.ts';
import { linesJson, runLines, showLines } from '../boot/exec.ts';
import { type BootOptions, readBootOptions } from '../boot/options.ts';
import { sit } from '../boot/sit.ts';
import { type CommandModule, EXIT, type Given } from '../command.ts';
import { writeNew, writeSparse } from '../files.ts';
import type { Io } from '../io.ts';
import { ProgressLine } from '../progress.ts';

const repeated = (value: string, before: readonly string[] = []) => [...before, value];

export const bootCommand: CommandModule = {
  define(command) {
    command
      .option('--board <name>', 'board', 'pc')
      .option('--ram <size>', 'how much RAM, as 2GiB; default: as the board was recorded')
      .option('--kernel <release>', 'kernel; default: the board’s own')
      .option('--uboot <version>', 'U-Boot release; virt-arm64 and virt-arm have one only if you say so')
      .option('--userland <name>', 'gnu (Debian 12) or busybox; default: gnu, on openwrt busybox')
      .option(
        '--collector <service>',
        `a boot service that takes records out of pstore: ${collectorServices.join(', ')}`,
      )
      .option('--spare-partition <size>', 'a second partition on the disk, empty, as 1MiB: for pstore_blk')
      .option('--cmdline <text>', 'the whole kernel command line; default: the board’s own')
      .option(
        '--retention <preset>',
        'what a loss of power leaves in RAM: ddr4-slow, cold-spray, …; default: as the board says',
      )
      .option('--dtb <file>', 'device tree blob instead of the board’s own')
      .option('--disk <file>', 'raw disk image (also .gz) instead of the board’s own; it is only read')
      .option('--seed <text>', 'seed of all chance', 'lastwords')
      .option('--time <how>', 'real: the clock on the wall, fast: as fast as it goes; default: real on a terminal')
      .option('--exec <command>', 'a command line for the shell; may be given again, run in this order', repeated)
      .option('--json', 'with --exec: commands, outputs and statuses as JSON')
      .option('--file <host=guest>', 'put a file of the host into the machine first; may be given again', repeated)
      .option('--get <guest=host>', 'take a file out of the machine at the end; may be given again', repeated)
      .option(
        '--disk-out <file>',
        'write the disk into a new raw image at the end; what was not written back is not on it',
      )
      .option('--force', 'let --get and --disk-out write over a file')
      .option('--limit <seconds>', 'CPU time after which an --exec line is interrupted, in virtual seconds', '10')
      .addHelpText(
        'after',
        `
At a terminal you are at the serial console; Ctrl-] opens the operator's prompt
(crash, break, reset, power, flip, map, peek, poke, load; back, goto, fork, save
to move in time; help explains them).
From a pipe each line is typed when the Linux prompt waits for one; a line that
begins with "@uboot " when U-Boot's does, "@operator " is for the operator.

Examples:
  lastwords boot --board imx6q
  lastwords boot --board imx6q --json --exec 'echo c > /proc/sysrq-trigger' \\
    --exec 'ls /sys/fs/pstore'
`,
      );
  },

  async perform(given, io) {
    const options = readBootOptions(given);
    const machine = new Machine(options.machine);
    const time = new TimeMachine(machine);
    machine.powerOn();
    const session = new BootSession(machine, options.computeLimit);
    const code = await use(session, time, options, given, io);
    takeFiles(time.machine, options, given);
    takeDisk(time.machine, options, given);
    return code;
  },
};

async function use(
  session: BootSession,
  time: TimeMachine,
  options: BootOptions,
  given: Given,
  io: Io,
): Promise<number> {
  if (options.exec.length > 0) {
    putFiles(session, options);
    const progress = new ProgressLine(io);
    const reports = runLines(session, options.exec, (index) =>
      progress.tell(`${index + 1} of ${options.exec.length}: ${options.exec[index]}`),
    );
    progress.clear();
    if (!given.flag('json')) return showLines(reports, io);
    const { board, kernel, userland, seed } = options.machine;
    const head = { board: board.name, kernel: kernel?.release ?? '', userland: userland ?? '', seed };
    io.out(linesJson(head, reports));
    return EXIT.ok;
  }
  const prepare = () => putFiles(session, options);
  return sit({ time, session, io, isRealTime: options.isRealTime ?? true, prepare });
}

/** Files go in at the first prompt, straight to the disk where they lie on one. */
function putFiles(session: BootSession, { files }: BootOptions): void {
  if (files.length === 0) return;
  const { machine } = session;
  const prompt = session.waitForPrompt();
  const failed = files.flatMap(({ guest, bytes }) => {
    const result = prompt === 'linux' ? machine.putFile(guest, bytes) : null;
    if (result === 0) return [];
    const found = result === null ? 'no Linux prompt came' : strerror(result);
    return [{ code: 'file', message: 'cannot be written in the machine', place: { path: guest }, found }];
  });
  if (failed.length > 0) throw new UserError(failed);
  // Until they are on the disk: they are to outlive a crash in the first line.
  session.run('sync');
}

function takeFiles(machine: Machine, { gets, inputs }: BootOptions, given: Given): void {
  const failed = gets.flatMap(({ guest, host }) => {
    const bytes = machine.getFile(guest);
    if (typeof bytes === 'number') {
      return [
        { code: 'file', message: 'cannot be read in the machine', place: { path: guest }, found: strerror(bytes) },
      ];
    }
    writeNew(host, bytes, { force: given.flag('force'), inputs });
    return [];
  });
  if (failed.length > 0) throw new UserError(failed);
}

/** The disk as it is now, with holes where nobody wrote: as if the power were cut. */
function takeDisk({ disk }: Machine, { diskOut, inputs }: BootOptions, given: Given): void {
  if (diskOut === undefined || disk === null) return;
  const pieces = [...disk.ranges()].map(({ sector, bytes }) => ({ offset: sector * SECTOR_BYTES, bytes }));
  const sizeBytes = disk.sectorCount * SECTOR_BYTES;
  writeSparse(diskOut, { sizeBytes, pieces }, { force: given.flag('force'), inputs });
}
