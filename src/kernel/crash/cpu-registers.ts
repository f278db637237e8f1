/**
 * The registers of a CPU that died, by the names a core file has for them.
 *
 * Mirrors `crash_setup_regs` of Linux v6.1 `arch/x86/include/asm/kexec.h`: an oops hands on the registers of its fault; a panic takes its own, of which
 * the instruction (the return address in panic()) and the stack pointer are known and no others. Left out: other architectures' general registers.
 */
import type { CrashEnvironment, CrashSite } from './crash-environment.ts';
import { crashPath } from './crash-path.ts';
import { instructionAddress } from './data-code.ts';
import { evaluate } from './register-template.ts';
import { siteNames } from './site-names.ts';
import { SymbolTable } from './symbols.ts';

/** In the order in which an x86-64 report prints them. */
const X86_GENERAL = 'rax rbx rcx rdx rsi rdi rbp r8 r9 r10 r11 r12 r13 r14 r15'.split(' ');
/** __KERNEL_CS and __KERNEL_DS; EFLAGS with interrupts off. */
const X86_SEGMENTS = { cs: 0x10n, ss: 0x18n } as const;
const X86_FLAGS = 0x46n;
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
    const frame = /^(?:sp\S* )?(panic\+.*)$/m.exec(stacks[site.stack]?.frames ?? '')?.[1];
    const at =
      frame === undefined ? 0n : SymbolTable.of(environment.text.crash).placeAddress(frame, environment.addresses);
    return { ...base, ...(architecture === 'x86_64' && { eflags: X86_FLAGS }), [counter]: at, [pointer]: stackPointer };
  }
  const instruction = instructionAddress(environment, fault, names);
  if (architecture !== 'x86_64') return { ...base, [counter]: instruction, [pointer]: stackPointer };
  const values = evaluate(fault.registers, names);
  const general = Object.fromEntries(X86_GENERAL.map((name, index) => [name, values[index] ?? 0n]));
  const flags = BigInt(`0x${stacks[site.stack]?.flags ?? fault.flags}`);
  const [rsp] = evaluate(fault.stackPointer ?? 'sp', names);
  return { ...base, ...general, eflags: flags, rip: instruction, rsp: rsp! };
}
