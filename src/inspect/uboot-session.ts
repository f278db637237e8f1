/**
 * A U-Boot session without a machine around it: load images into RAM, run commands at the prompt, get their exact bytes.
 *
 * The engine of `lastwords uboot`. U-Boot has come up already: it occupies its part of RAM, then the images are put in, then
 * the commands run, one after the other, as if each were typed. No prompt, no echo; line ends are CR LF as on the wire.
 *
 * Each command finds `$?` at 0: in the recorded sessions `echo rc=$?` behind a `pstore display` that failed printed `rc=0`,
 * so something of the recorder's own must have run in between [inferred]. Within one line `$?` is the command before.
 */
import { type DiskSlot, fitSlot } from '../hardware/disk-slot.ts';
import { platformTree } from '../machine/board-device-tree.ts';
import { PhysicalMemory } from '../memory/physical-memory.ts';
import type { BoardProfile, ResetCause, UBootConfig } from '../profiles/board.ts';
import { type UBootProfile, ubootConfig } from '../profiles/uboot.ts';
import { latin1Bytes, utf8ToLatin1 } from '../sim/bytes.ts';
import { type Issue, UserError } from '../sim/issue.ts';
import { toWire } from '../uboot/console.ts';
import { slotDisk } from '../uboot/disk/board-disks.ts';
import { DiskTime } from '../uboot/disk/disk-time.ts';
import type { UBootDisk } from '../uboot/disk/partition-access.ts';
import type { Hush, LineResult } from '../uboot/hush.ts';
import { occupyRam } from '../uboot/ram-layout.ts';
import { runningUBoot } from '../uboot/running-uboot.ts';

export interface UBootSessionOptions {
  readonly board: BoardProfile;
  readonly version: UBootProfile;
  /** Bytes put into RAM before the first command; `name` is for messages. */
  readonly loads: readonly UBootLoad[];
  /** Disks in the board's slots; they are written to. */
  readonly disks?: readonly DiskSlot[];
  /** Variables that the environment has from the start, beside the board's own. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Lines of commands. */
  readonly exec: readonly string[];
}

export interface UBootLoad {
  readonly bytes: Uint8Array;
  /** Physical address. */
  readonly address: number;
  readonly name?: string;
}

export interface UBootCommandReport {
  readonly cmd: string;
  /** What came over the serial line: no prompt, no echo, CR LF. */
  readonly wire: Uint8Array;
  /** `$?` afterwards; null when the command did not come back to the prompt, or was not run. */
  readonly status: number | null;
  /** Why it hangs: only a watchdog, a reset from outside or the power switch would end it. */
  readonly hung?: string;
  /** The board reset; the commands after this one run in a fresh U-Boot on the RAM as it was left. */
  readonly reset?: ResetCause;
  /** The sandbox process ended, the power went off, or a kernel was started: nothing runs the commands after this one. */
  readonly ended?: 'off' | 'booted';
  /** U-Boot was gone when its turn came. */
  readonly notRun?: true;
}

export interface UBootSessionReport {
  readonly commands: readonly UBootCommandReport[];
}

/** Throws `UserError` for images that do not lie in RAM or overlap, and for a board without U-Boot. */
export function runUBootSession(options: UBootSessionOptions): UBootSessionReport {
  const { board, version, loads, exec, disks = [], variables = {} } = options;
  const config = board.uboot === null ? null : ubootConfig(board.uboot, version);
  const issues = config === null ? [noUBoot(board)] : loadIssues(board, loads);
  if (config === null || issues.length > 0) throw new UserError(issues);
  const memory = new PhysicalMemory();
  const session = new Session(board, configured(config, variables), version, memory, { disks, variables });
  const writer = memory.writer('loader');
  for (const { address, bytes } of loads) memory.write(address, bytes, writer);
  return { commands: exec.map((cmd) => session.run(cmd)) };
}

class Session {
  readonly #board: BoardProfile;
  readonly #config: UBootConfig;
  readonly #profile: UBootProfile;
  readonly #memory: PhysicalMemory;
  #output: string[] = [];
  /** null: nothing runs any more. */
  #hush: Hush | null;
  readonly #diskTime = new DiskTime();
  readonly #disks: readonly UBootDisk[];
  readonly #variables: Readonly<Record<string, string>>;

  constructor(
    board: BoardProfile,
    config: UBootConfig,
    profile: UBootProfile,
    memory: PhysicalMemory,
    { disks, variables }: { disks: readonly DiskSlot[]; variables: Readonly<Record<string, string>> },
  ) {
    this.#variables = variables;
    this.#disks = disks.map((disk) => slotDisk(fitSlot(disk, board), this.#diskTime, () => this.#diskTime.passedNs));
    this.#board = board;
    this.#config = config;
    this.#profile = profile;
    this.#memory = memory;
    this.#hush = this.#start();
  }

  run(cmd: string): UBootCommandReport {
    if (this.#hush === null) return { cmd, wire: new Uint8Array(0), status: null, notRun: true };
    this.#output = [];
    this.#hush.clearStatus();
    const result = finish(this.#hush.runAsTyped(commandText(cmd)));
    const wire = latin1Bytes(toWire(this.#output.join('')));
    switch (result.kind) {
      case 'status':
        return { cmd, wire, status: this.#hush.lastReturnCode };
      case 'reset':
        this.#hush = this.#start();
        return { cmd, wire, status: null, reset: result.cause };
      case 'hang': {
        const { watchdogSeconds } = this.#config;
        this.#hush = watchdogSeconds === null ? null : this.#start();
        return { cmd, wire, status: null, hung: result.reason, ...(this.#hush && { reset: 'watchdog' as const }) };
      }
      case 'off':
      case 'boot':
        this.#hush = null;
        return { cmd, wire, status: null, ended: result.kind === 'off' ? 'off' : 'booted' };
    }
  }

  #start(): Hush {
    const { loadedAt } = this.#board.deviceTree ?? {};
    const tree = platformTree({ board: this.#board });
    if (tree !== null && loadedAt !== undefined) {
      this.#memory.write(loadedAt, tree, this.#memory.writer('firmware'));
    }
    const hush = runningUBoot({
      profile: this.#profile,
      board: this.#board,
      config: this.#config,
      memory: this.#memory,
      bootMedium: null,
      disks: this.#disks,
      diskTime: this.#diskTime,
      puts: (text) => {
        this.#output.push(text);
      },
    });
    // The user's variables go before those that a disk has saved.
    for (const [name, value] of Object.entries(this.#variables)) hush.context.environment.set(name, value);
    occupyRam(hush.context.ram, hush.context.layout, this.#config, this.#profile);
    return hush;
  }
}

/** The board's configuration with variables of the user's in its default environment. */
export function configured(config: UBootConfig, variables: Readonly<Record<string, string>>): UBootConfig {
  return { ...config, environment: { ...config.environment, ...variables } };
}

/** Runs to the end; waits in virtual time pass at once. */
function finish(run: Generator<unknown, LineResult, void>): LineResult {
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

/** U-Boot's strings end at a NUL. */
function commandText(cmd: string): string {
  return utf8ToLatin1(cmd).split('\0', 1)[0]!;
}

function noUBoot(board: BoardProfile): Issue {
  return { code: 'uboot.board-without-uboot', message: `board ${board.name} has no U-Boot`, found: board.name };
}

function loadIssues(board: BoardProfile, loads: readonly UBootLoad[]): Issue[] {
  const issues: Issue[] = [];
  const expected = board.ramBanks.map(({ start, end }) => `${hex(start)} to ${hex(end - 1)}`).join(', ');
  loads.forEach((load, index) => {
    const { address, bytes } = load;
    const name = load.name ?? `image ${index + 1}`;
    const place = { path: '--load' };
    if (bytes.length === 0) {
      issues.push({ code: 'uboot.load-empty', message: `${name} is empty`, place });
      return;
    }
    const isAddress = Number.isSafeInteger(address) && address >= 0;
    const inRam =
      isAddress && board.ramBanks.some(({ start, end }) => address >= start && address + bytes.length <= end);
    if (!inRam) {
      const found = isAddress ? `${hex(address)} to ${hex(address + bytes.length - 1)}` : String(address);
      const message = `${name} does not lie in the RAM of board ${board.name}`;
      issues.push({ code: 'uboot.load-outside-ram', message, place, found, expected });
      return;
    }
    const other = loads.slice(0, index).findIndex((earlier) => {
      return earlier.address < address + bytes.length && address < earlier.address + earlier.bytes.length;
    });
    if (other >= 0) {
      const otherName = loads[other]!.name ?? `image ${other + 1}`;
      const found = `${hex(address)} to ${hex(address + bytes.length - 1)}`;
      issues.push({ code: 'uboot.load-overlap', message: `${name} overlaps ${otherName}`, place, found });
    }
  });
  return issues;
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
