/** Opening terminals: Linux `drivers/tty/tty_io.c`, with controlling terminals (`tty_jobctrl.c`), /dev/tty and /dev/console. */
import { O_NOCTTY, signals } from '../../shell/posix.ts';
import { EIO, ENXIO, ESPIPE } from '../../sim/errno.ts';
import type { ProcessTable } from '../process/process-table.ts';
import type { Task } from '../process/task.ts';
import type { DeviceDriver, DeviceTable } from '../vfs/devices.ts';
import type { FileOperations, OpenFile } from '../vfs/vfs-objects.ts';
import type { Tty } from './tty.ts';

const TTYAUX_MAJOR = 5;

export interface TtyDriverOptions {
  readonly tty: Tty;
  readonly table: ProcessTable;
  readonly current: () => Task | null;
}

class TtyDriver {
  readonly #options: TtyDriverOptions;
  /** Files opened before the last hang-up are dead. */
  #generation = 0;

  constructor(options: TtyDriverOptions) {
    this.#options = options;
  }

  /** `isConsole`: /dev/console becomes nobody's controlling terminal and knows no hang-up. */
  open(file: OpenFile, isConsole: boolean): FileOperations {
    const { tty, table, current } = this.#options;
    const task = current();
    const maySteer = (file.flags & O_NOCTTY) === 0 && !isConsole;
    if (maySteer && task !== null && task.sid === task.pid && task.terminal === null && tty.sid === 0) {
      task.terminal = tty;
      tty.sid = task.sid;
      tty.pgid = task.pgid;
    }
    const generation = this.#generation;
    const isDead = () => !isConsole && generation !== this.#generation;
    /** A background process of the terminal's session is stopped instead. */
    const check = (signal: number) => {
      const who = current();
      return who === null || who.terminal !== tty ? 0 : table.checkForeground(who, signal);
    };
    return {
      isStream: true,
      terminal: tty,
      seek: () => -ESPIPE,
      read(_file, count) {
        if (isDead()) return new Uint8Array(0);
        const refused = check(signals.TTIN);
        return refused !== 0 ? refused : tty.read(count);
      },
      write(_file, bytes) {
        if (isDead()) return -EIO;
        const refused = tty.settings.stopWriters ? check(signals.TTOU) : 0;
        return refused !== 0 ? refused : tty.write(bytes);
      },
    };
  }

  hangUp(): void {
    this.#generation++;
    this.#options.tty.wakeAll();
  }
}

/** Registers the console's terminal under its own name, as /dev/console and as /dev/tty; gives what hangs it up. */
export function registerTerminal(
  devices: DeviceTable,
  options: TtyDriverOptions,
  node: { readonly name: string; readonly major: number; readonly minor: number },
): () => void {
  const driver = new TtyDriver(options);
  const own: DeviceDriver = { open: (file) => driver.open(file, false) };
  const console: DeviceDriver = { open: (file) => driver.open(file, true) };
  const controlling: DeviceDriver = {
    open: (file) => (options.current()?.terminal === options.tty ? driver.open(file, false) : -ENXIO),
  };
  devices.registerCharDevice(TTYAUX_MAJOR, 0, controlling, { name: 'tty', mode: 0o666 });
  devices.registerCharDevice(TTYAUX_MAJOR, 1, console, { name: 'console', mode: 0o600 });
  devices.registerCharDevice(node.major, node.minor, own, { name: node.name, mode: 0o600 });
  return () => driver.hangUp();
}
