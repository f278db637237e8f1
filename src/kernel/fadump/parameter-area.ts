/**
 * Parameters for the second kernel alone: a piece of memory that outlives the crash, which the first kernel registers and the second one appends to its
 * command line.
 *
 * Mirrors Linux v6.12 `arch/powerpc/kernel/fadump.c` (fadump_setup_param_area, fadump_append_bootargs, bootargs_append_store). Recorded with both MMUs
 * (`test/fixtures/fadump/bootargs-*.json`); too long a command line is read.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import { latin1Bytes, latin1Text } from '../../sim/bytes.ts';
import { EINVAL, ENOSPC } from '../../sim/errno.ts';
import type { PrintkFunction } from '../crash/crash-environment.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';

/** COMMAND_LINE_SIZE, which is the alignment too. */
export const PARAMETER_BYTES = 2048;
const MIB = 0x100000;
/** Where the kernel finds it before the hash MMU works; below, the firmware lies. */
const HASH_RANGE = { start: 0x2a000000, end: 0x2e000000 };
const HASH_RAM_MIN = 768 * MIB;

/** Physical; `none`: nothing is free there, of which the kernel warns; null: this MMU and this memory cannot have it. */
export function parameterAddress(
  free: readonly AddressRange[],
  memory: readonly AddressRange[],
  isHash: boolean,
): number | 'none' | null {
  const end = memory.at(-1)?.end ?? 0;
  if (isHash && (memory[0]?.end ?? 0) < HASH_RAM_MIN) return null;
  const wanted = isHash ? HASH_RANGE : { start: end / 2, end };
  const places = free.map((range) => ({
    start: Math.max(range.start, wanted.start),
    at: Math.floor(Math.min(range.end, wanted.end) / PARAMETER_BYTES - 1) * PARAMETER_BYTES,
  }));
  return places.findLast(({ start, at }) => at >= start)?.at ?? 'none';
}

export class ParameterArea {
  readonly address: number;
  readonly #ram: PhysicalMemory;

  constructor(ram: PhysicalMemory, address: number) {
    this.#ram = ram;
    this.address = address;
  }

  /** Up to the NUL that ends it. */
  get text(): string {
    const bytes = this.#ram.read(this.address, PARAMETER_BYTES);
    const end = bytes.indexOf(0);
    return latin1Text(bytes.subarray(0, end < 0 ? PARAMETER_BYTES - 1 : end));
  }

  set text(value: string) {
    const bytes = new Uint8Array(PARAMETER_BYTES);
    bytes.set(latin1Bytes(value).subarray(0, PARAMETER_BYTES - 1));
    this.#ram.write(this.address, bytes, this.#ram.writer('kernel/fadump'));
  }

  /** A write to `bootargs_append`: bytes taken, or a negated error number. `commandLine`: this kernel's own. */
  store(text: string, commandLine: string, say: PrintkFunction): number {
    if (text.length >= PARAMETER_BYTES) return -EINVAL;
    if (commandLine.length + text.length >= PARAMETER_BYTES) {
      say(KERN_ERR, 'fadump: Appending parameters exceeds cmdline size!');
      return -ENOSPC;
    }
    this.text = text.replace(/\n$/, '');
    return text.length;
  }

  /** The second kernel's command line. */
  appendTo(commandLine: string, say: PrintkFunction): string {
    const { text } = this;
    if (commandLine.length + text.length >= PARAMETER_BYTES - 1) {
      say(KERN_WARNING, 'fadump: WARNING: Appending parameters exceeds cmdline size. Truncating!');
    }
    const whole = `${commandLine} ${text}`.slice(0, PARAMETER_BYTES - 1);
    say(KERN_INFO, `fadump: Updated cmdline: ${whole}`);
    return whole;
  }
}
