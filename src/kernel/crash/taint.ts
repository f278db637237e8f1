/**
 * Taint flags: what happened to this kernel that makes its reports less trustworthy.
 *
 * Mirrors Linux v4.19, v6.1 and v6.12 `kernel/panic.c` (taint_flags, print_tainted, print_tainted_verbose), 18 or 19 flags.
 */

export const TAINT_MACHINE_CHECK = 1 << 4;
export const TAINT_USER = 1 << 6;
export const TAINT_DIE = 1 << 7;
export const TAINT_WARN = 1 << 9;
export const TAINT_OOT_MODULE = 1 << 12;
export const TAINT_UNSIGNED_MODULE = 1 << 13;
export const TAINT_SOFTLOCKUP = 1 << 14;

interface TaintFlag {
  readonly letter: string;
  /** Printed in its place when the flag is clear. */
  readonly clear: string;
  readonly name: string;
}

/** In order of their bits. */
const flags: readonly TaintFlag[] = [
  { letter: 'P', clear: 'G', name: 'PROPRIETARY_MODULE' },
  { letter: 'F', clear: ' ', name: 'FORCED_MODULE' },
  { letter: 'S', clear: ' ', name: 'CPU_OUT_OF_SPEC' },
  { letter: 'R', clear: ' ', name: 'FORCED_RMMOD' },
  { letter: 'M', clear: ' ', name: 'MACHINE_CHECK' },
  { letter: 'B', clear: ' ', name: 'BAD_PAGE' },
  { letter: 'U', clear: ' ', name: 'USER' },
  { letter: 'D', clear: ' ', name: 'DIE' },
  { letter: 'A', clear: ' ', name: 'OVERRIDDEN_ACPI_TABLE' },
  { letter: 'W', clear: ' ', name: 'WARN' },
  { letter: 'C', clear: ' ', name: 'CRAP' },
  { letter: 'I', clear: ' ', name: 'FIRMWARE_WORKAROUND' },
  { letter: 'O', clear: ' ', name: 'OOT_MODULE' },
  { letter: 'E', clear: ' ', name: 'UNSIGNED_MODULE' },
  { letter: 'L', clear: ' ', name: 'SOFTLOCKUP' },
  { letter: 'K', clear: ' ', name: 'LIVEPATCH' },
  { letter: 'X', clear: ' ', name: 'AUX' },
  { letter: 'T', clear: ' ', name: 'RANDSTRUCT' },
  { letter: 'N', clear: ' ', name: 'TEST' },
];

const isSet = (taint: number, bit: number) => (taint & (1 << bit)) !== 0;

/** `Not tainted`, or `Tainted: ` and a character for each of the flags this kernel knows, trailing blanks kept. */
export function taintText(taint: number, known: number): string {
  if (taint === 0) return 'Not tainted';
  return `Tainted: ${flags
    .slice(0, known)
    .map(({ letter, clear }, bit) => (isSet(taint, bit) ? letter : clear))
    .join('')}`;
}

/** 6.12's second header line, `Tainted: [D]=DIE, [O]=OOT_MODULE`; null when the kernel is not tainted. */
export function taintNames(taint: number): string | null {
  if (taint === 0) return null;
  const names = flags.flatMap(({ letter, name }, bit) => (isSet(taint, bit) ? [`[${letter}]=${name}`] : []));
  return `Tainted: ${names.join(', ')}`;
}

/** The flags that a module's taint letters set. */
export function taintBits(letters: string): number {
  return flags.reduce((bits, { letter }, bit) => bits | (letters.includes(letter) ? 1 << bit : 0), 0);
}
