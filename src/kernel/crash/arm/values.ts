/** The values of 32-bit ARM reports: kernel stacks are 8 KiB vmalloc areas, the linear map begins with the start of RAM. */
import type { ArchCrashPath } from '../../../profiles/arch-crash-text.ts';
import { assert } from '../../../sim/assert.ts';
import type { RandomStream } from '../../../sim/random.ts';
import type { CrashRequest } from '../architecture.ts';
import type { CrashEnvironment } from '../crash-environment.ts';
import { drawRecordedValues } from '../recorded-values.ts';
import type { Names } from '../register-template.ts';
import { SymbolTable } from '../symbols.ts';

const PAGE_MASK = 0xfffn;

export function drawArmValues(
  environment: CrashEnvironment,
  { path: name }: CrashRequest,
  { stack }: { readonly stack: number },
  random: RandomStream,
): Names {
  const { crash } = environment.text;
  assert(crash.architecture === 'arm', 'ARM values of another architecture');
  const path: ArchCrashPath = crash.paths[name]!;
  const shape = {
    stackBytes: 0x2000n,
    stacksIn: 'vmalloc',
    linearOrigin: BigInt(environment.systemRam[0]?.start ?? 0),
    objectAlign: 0x1000n,
    userStack: { base: 0xbe800000n, spread: 2 ** 19 },
    heap: { base: 0xa00000n, spread: 0x100 },
  } as const;
  const names = drawRecordedValues(environment, { path, stack }, shape, random);
  return { ...names, module: moduleBase(environment, path), limit: BigInt(random.int(2 ** 32)) };
}

/** Start of the area that the crashing module's code begins in. */
function moduleBase({ addresses, text }: CrashEnvironment, { fault }: ArchCrashPath): bigint {
  const module = /\[(\w+)\]$/.exec(fault?.instructionPointer ?? '')?.[1];
  if (module === undefined) return BigInt(`0x${addresses.modules}`);
  const table = SymbolTable.of(text.crash);
  const starts = [...table.symbols()]
    .filter((symbol) => symbol.module === module)
    .map(({ name }) => table.address(name, addresses));
  return starts.reduce((least, start) => (start < least ? start : least)) & ~PAGE_MASK;
}
