/**
 * The functions a system call goes through, for the function tracer.
 *
 * The simulated kernel has no code to trace. What it has are the recorded stacks of its crashes: the way from the system call
 * entry down to `vfs_write` is the same for every write, so a write is traced as those functions, outermost first. Mirrors
 * what `fs/pstore/ftrace.c` (pstore_ftrace_call) records of them: function, return address in its caller, CPU, running count.
 */
import type { ByteOrder } from '../memory/mapping.ts';
import type { KernelProfile } from '../profiles/kernel.ts';
import type { CrashText } from '../profiles/kernel-text.ts';
import type { AddressSpace } from './crash/address-space.ts';
import { SymbolTable } from './crash/symbols.ts';
import { encodeFtraceRecord, type FtraceFormat, ftraceFormat, type Kallsyms } from './pstore/ftrace.ts';

interface Call {
  readonly ip: bigint;
  readonly parentIp: bigint;
}

export class FunctionTrace {
  readonly #crash: CrashText;
  readonly #addresses: AddressSpace;
  readonly #format: FtraceFormat;
  /** Found when first asked for. */
  #calls: readonly Call[] | undefined;
  #count = 0n;

  constructor(profile: KernelProfile, crash: CrashText, addresses: AddressSpace, byteOrder: ByteOrder) {
    this.#crash = crash;
    this.#addresses = addresses;
    this.#format = ftraceFormat(profile, byteOrder);
  }

  /** One `write` system call: hands each record to `write`. */
  traceWrite(write: (cpu: number, record: Uint8Array) => void): void {
    this.#calls ??= writeCalls(this.#crash, this.#addresses);
    for (const { ip, parentIp } of this.#calls) {
      write(0, encodeFtraceRecord({ cpu: 0, ts: this.#count++, ip, parentIp }, this.#format));
    }
  }
}

/** From the entry to `vfs_write`, outermost first. */
function writeCalls(crash: CrashText, addresses: AddressSpace): Call[] {
  if (crash.architecture !== 'x86_64') return [];
  const table = SymbolTable.of(crash);
  const frames = (crash.paths['sysrq-c']?.stacks[0]?.frames ?? '')
    .split('\n')
    .flatMap((line) => /^(\w[\w.]*)\+0x([0-9a-f]+)(?:\/0x[0-9a-f]+)?$/.exec(line.trim()) ?? [])
    .filter((_, i) => i % 3 !== 0);
  const places = Array.from({ length: frames.length / 2 }, (_, i) => ({
    start: table.address(frames[2 * i]!, addresses),
    name: frames[2 * i]!,
    offset: BigInt(`0x${frames[2 * i + 1]}`),
  }));
  const first = places.findIndex(({ name }) => name === 'vfs_write');
  if (first < 0) return [];
  return places
    .slice(first, -1)
    .map(({ start }, i) => {
      const caller = places[first + i + 1]!;
      return { ip: start, parentIp: caller.start + caller.offset };
    })
    .reverse();
}

/** The symbol that covers a code address of this boot. */
export function kallsyms(crash: CrashText, addresses: AddressSpace): Kallsyms {
  const table = SymbolTable.of(crash);
  return (address) => {
    for (const { name, sizeBytes } of table.symbols()) {
      const start = table.address(name, addresses);
      const offset = address - start;
      if (offset >= 0n && offset < BigInt(sizeBytes)) return { name, offset, size: BigInt(sizeBytes) };
    }
    return null;
  };
}
