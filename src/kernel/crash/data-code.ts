/** Jumps to places outside any symbol: where the instruction is, and the code that was found there. */
import type { RecordedRegisters } from '../../profiles/crash-data.ts';
import { recordedCode } from './code-bytes.ts';
import type { CrashEnvironment, CrashSite, VirtualBytes } from './crash-environment.ts';
import { evaluate, type Names } from './register-template.ts';
import { siteNames } from './site-names.ts';
import { SymbolTable } from './symbols.ts';

/** Virtual address of an instruction, named by a symbol or by `=` and a word. */
export function instructionAddress(
  { addresses, text }: CrashEnvironment,
  { instructionPointer }: Pick<RecordedRegisters, 'instructionPointer'>,
  names: Names,
): bigint {
  if (instructionPointer.startsWith('=')) return evaluate(instructionPointer.slice(1), names)[0]!;
  return SymbolTable.of(text.crash).placeAddress(instructionPointer, addresses);
}

/** Code that a jump into data found there. */
export function dataCode({ text }: CrashEnvironment, site: CrashSite): VirtualBytes[] {
  const { fault } = text.crash.paths[site.path] ?? { fault: null };
  if (!fault?.instructionPointer.startsWith('=')) return [];
  const recorded = recordedCode(text.crash, fault.code);
  if (recorded === null) return [];
  const instruction = evaluate(fault.instructionPointer.slice(1), siteNames(site))[0]!;
  return [{ address: instruction - BigInt(recorded.before), bytes: recorded.bytes }];
}
