/**
 * How the kernel ends itself: `reboot=`, /sys/kernel/reboot, and the last lines of a restart, a halt and a power-off.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/reboot.c` (reboot_setup, kernel_restart, kernel_halt, kernel_power_off, the sysfs
 * attributes) and `arch/x86/kernel/reboot.c` (native_machine_emergency_restart) as far as the kind of the reset goes. Left out:
 * the DMI tables, and the message about a CPU number that is too large.
 */
import { opalText } from '../hardware/opal.ts';
import type { StageContext } from '../hardware/stage.ts';
import type { ResetCause } from '../profiles/board.ts';
import type { Architecture, KernelProfile } from '../profiles/kernel.ts';
import { EINVAL, ERANGE } from '../sim/errno.ts';
import { type KernelCommandLine, kstrtobool, parameterValues } from './cmdline.ts';
import type { PrintkFunction } from './crash/crash-environment.ts';
import type { ShutdownCommand } from './kernel-machine.ts';
import { KERN_EMERG, KERN_INFO, KERN_NOTICE } from './printk/levels.ts';

type RebootMode = 'cold' | 'warm' | 'hard' | 'soft' | 'gpio';

const modeLetters: Readonly<Record<string, RebootMode>> = { w: 'warm', c: 'cold', h: 'hard', s: 'soft', g: 'gpio' };
const modes: readonly RebootMode[] = ['cold', 'warm', 'hard', 'soft', 'gpio'];

/** `enum reboot_type` by its letters, with the names sysfs shows. */
const typeNames: Readonly<Record<string, string>> = {
  b: 'bios',
  a: 'acpi',
  k: 'kbd',
  t: 'triple',
  e: 'efi',
  p: 'pci',
};

export class RebootControl {
  mode: RebootMode;
  /** `reboot=panic_…`; null: panics restart like everybody else. */
  panicMode: RebootMode | null = null;
  /** x86: the letter of the way that is tried first. */
  type = 'a';
  force = false;
  cpu = 0;
  readonly #possibleCpus: number;
  readonly #architecture: Architecture;

  constructor(commandLine: KernelCommandLine, { architecture }: KernelProfile, possibleCpus: number) {
    this.#possibleCpus = possibleCpus;
    this.#architecture = architecture;
    this.mode = architecture === 'arm' ? 'hard' : 'cold';
    for (const value of parameterValues(commandLine, 'reboot')) this.#setup(value ?? '');
  }

  /** `reboot_setup`: of each word between commas the first letter counts. */
  #setup(text: string): void {
    for (const word of text.split(',')) {
      const isForPanic = word.startsWith('panic_');
      const rest = isForPanic ? word.slice('panic_'.length) : word;
      const letter = rest[0] ?? '';
      const processor = /^s(?:mp)?(\d+|0x[0-9a-f]+)/i.exec(rest)?.[1];
      if (processor !== undefined) {
        if (Number(processor) < this.#possibleCpus) this.cpu = Number(processor);
      } else if (Object.hasOwn(modeLetters, letter)) {
        if (isForPanic) this.panicMode = modeLetters[letter]!;
        else this.mode = modeLetters[letter]!;
      } else if (Object.hasOwn(typeNames, letter)) this.type = letter;
      else if (letter === 'f') this.force = true;
    }
  }

  get typeName(): string {
    return typeNames[this.type] ?? 'undefined';
  }

  /** A write to `mode`: the beginning of the text decides; 0 or a negated error number. */
  setMode(text: string): number {
    const mode = modes.find((name) => text.startsWith(name));
    if (mode === undefined) return -EINVAL;
    this.mode = mode;
    return 0;
  }

  setType(text: string): number {
    const letter = Object.keys(typeNames).find((one) => text.startsWith(typeNames[one]!));
    if (letter === undefined) return -EINVAL;
    this.type = letter;
    return 0;
  }

  setForce(text: string): number {
    const value = kstrtobool(text);
    if (value === null) return -EINVAL;
    this.force = value;
    return 0;
  }

  setCpu(text: string): number {
    if (!/^\+?(?:\d{1,10}|0[xX][0-9a-fA-F]{1,8})\n?$/.test(text)) return -EINVAL;
    const cpu = Number(text);
    if (cpu >= this.#possibleCpus) return -ERANGE;
    this.cpu = cpu;
    return 0;
  }

  /** panic() restarts with a mode of its own where it was given one. */
  usePanicMode(): void {
    this.mode = this.panicMode ?? this.mode;
  }

  /**
   * The reset that `machine_restart` makes. Power stays on with all of them but one: x86 writes 0x0e to port 0xcf9 for a cold
   * restart by `pci`, which asks the chipset to take the power away for a moment, and 0x06 for a warm one.
   */
  get resetCause(): ResetCause {
    const isX86 = this.#architecture === 'x86_64';
    return isX86 && this.type === 'p' && this.mode !== 'warm' ? 'cold' : 'warm';
  }
}

export interface Farewell {
  readonly command: ShutdownCommand;
  /** What `kernel_restart` was called with, or null. */
  readonly argument: string | null;
  readonly kernel: KernelProfile;
}

/** What is said before the log is dumped with the reason Shutdown. */
export function shutdownText({ command, argument, kernel }: Farewell, print: PrintkFunction): void {
  if (kernel.architecture === 'x86_64' && command !== 'halt') {
    print(KERN_INFO, 'ACPI: PM: Preparing to enter system sleep state S5');
  }
  print(KERN_EMERG, `reboot: ${lastWords(command, argument)}`);
}

function lastWords(command: ShutdownCommand, argument: string | null): string {
  if (command === 'halt') return 'System halted';
  if (command === 'power-off') return 'Power down';
  return argument === null ? 'Restarting system' : `Restarting system with command '${argument}'`;
}

/** What is said after it; only x86 has something to say. */
export function machineRestartText(kernel: KernelProfile, print: PrintkFunction): void {
  if (kernel.architecture === 'x86_64') print(KERN_NOTICE, 'reboot: machine restart');
}

/** `opal_cec_reboot`, `opal_cec_power_down`: the firmware has a word of its own. */
export function callOpal({ board, console }: StageContext, nowNs: number, call: 'reboot' | 'shutdown'): void {
  const lines = board.opal?.[call] ?? [];
  if (lines.length > 0) console.write(opalText(lines, nowNs));
}
