/**
 * The registers of a CPU that died, by the names a core file has for them.
 *
 * Mirrors `crash_setup_regs` of Linux v6.1 `arch/x86/include/asm/kexec.h`: an oops hands on the registers of its fault; a panic takes its own, of which
 * the instruction (the return address in panic()), the stack pointer and the state of the CPU are known and no others.
 */
import type { ArchFault } from '../../profiles/arch-crash-text.ts';
import type { CrashEnvironment, CrashSite } from './crash-environment.ts';
import { crashPath } from './crash-path.ts';
import { instructionAddress } from './data-code.ts';
import { evaluate, type Names } from './register-template.ts';
import { siteNames } from './site-names.ts';
import { SymbolTable } from './symbols.ts';

/** In the order in which an x86-64 report prints them. */
const X86_GENERAL = 'rax rbx rcx rdx rsi rdi rbp r8 r9 r10 r11 r12 r13 r14 r15'.split(' ');
/** __KERNEL_CS and __KERNEL_DS; EFLAGS with interrupts off. */
const X86_SEGMENTS = { cs: 0x10n, ss: 0x18n } as const;
const X86_FLAGS = 0x46n;
/** What a panic's CPU shows of its state: EL1 with interrupts off; 64 bits, little-endian, address translation [recorded]. */
const PANIC_STATE = {
  x86_64: { ...X86_SEGMENTS, eflags: X86_FLAGS },
  arm64: { pstate: 0xc5n },
  ppc64le: { msr: 0x8000000000009033n, softe: 1n },
  arm: {},
} as const;
/** Program counter and stack pointer by their names. */
const POINTERS = { x86_64: ['rip', 'rsp'], arm64: ['pc', 'sp'], ppc64le: ['nip', 'gpr1'], arm: ['pc', 'sp'] } as const;

export function cpuRegisters(environment: CrashEnvironment, site: CrashSite): Readonly<Record<string, bigint>> {
  const { architecture } = environment.kernel;
  const names = siteNames(site);
  const { fault, stacks } = crashPath(environment, site.path);
  const [counter, pointer] = POINTERS[architecture];
  const stackPointer = names['sp'] ?? 0n;
  const base = architecture === 'x86_64' ? { ...X86_SEGMENTS, fs_base: names['heap'] ?? 0n } : {};
  if (fault === null) {
    // POWER's frames begin with the stack pointer.
    const frame = /^(?:sp\S* )?(\.?panic\+.*)$/m.exec(stacks[site.stack]?.frames ?? '')?.[1];
    const at =
      frame === undefined ? 0n : SymbolTable.of(environment.text.crash).placeAddress(frame, environment.addresses);
    return { ...base, ...PANIC_STATE[architecture], [counter]: at, [pointer]: stackPointer };
  }
  const instruction = instructionAddress(environment, fault, names);
  const values = evaluate(fault.registers, names);
  const flags = BigInt(`0x${stacks[site.stack]?.flags ?? fault.flags}`);
  if (architecture === 'arm64') {
    // A report shows them from the highest down; the link register is x30.
    const general = values.map((value, index) => [`x${values.length - 1 - index}`, value]);
    const link = linkAddress(environment, fault, names);
    return { ...Object.fromEntries(general), x30: link, sp: stackPointer, pc: instruction, pstate: flags };
  }
  if (architecture === 'ppc64le') {
    const general = Object.fromEntries(values.map((value, index) => [`gpr${index}`, value]));
    const { special, trap, masked, address, errorCode } = fault as ArchFault;
    const [link = 0n, ctr = 0n, ccr = 0n, xer = 0n] = evaluate(special ?? '0', names);
    const data = address == null ? {} : { dar: evaluate(address, names)[0]!, dsisr: BigInt(errorCode ?? 0) };
    const state = { link, ctr, ccr, xer, msr: flags, trap: BigInt(`0x${trap ?? 0}`), softe: masked === true ? 1n : 0n };
    return { ...general, gpr1: stackPointer, ...state, ...data, nip: instruction };
  }
  if (architecture !== 'x86_64') return { ...base, [counter]: instruction, [pointer]: stackPointer };
  const general = Object.fromEntries(X86_GENERAL.map((name, index) => [name, values[index] ?? 0n]));
  const [rsp] = evaluate(fault.stackPointer ?? 'sp', names);
  return { ...base, ...general, eflags: flags, rip: instruction, rsp: rsp! };
}

function linkAddress({ text, addresses }: CrashEnvironment, { linkRegister = '=0' }: ArchFault, names: Names): bigint {
  if (linkRegister.startsWith('=')) return evaluate(linkRegister.slice(1), names)[0]!;
  return SymbolTable.of(text.crash).placeAddress(linkRegister, addresses);
}
