/** The values of 32-bit ARM reports: kernel stacks are 8 KiB, as vmalloc areas or (4.19) as pages, the linear map begins with the start of RAM. */
import type { AddressRange } from '../../../memory/memory-map.ts';
import type { ArchCrashPath } from '../../../profiles/arch-crash-text.ts';
import { assert } from '../../../sim/assert.ts';
import type { RandomStream } from '../../../sim/random.ts';
import type { CrashRequest } from '../architecture.ts';
import type { CrashEnvironment } from '../crash-environment.ts';
import { drawRecordedValues } from '../recorded-values.ts';
import type { Names } from '../register-template.ts';
import { SymbolTable } from '../symbols.ts';

const PAGE_MASK = 0xfffn;
/** The most that the linear map holds where vmalloc has its default size. */
const LOWMEM_BYTES = 0x2f800000;

function below(ranges: readonly AddressRange[], end: number): AddressRange[] {
  return ranges.filter((range) => range.start < end).map((range) => ({ ...range, end: Math.min(range.end, end) }));
}

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
    stacksIn: crash.report.stacksIn,
    linearOrigin: BigInt(environment.systemRam[0]?.start ?? 0),
    objectAlign: 0x1000n,
    userStack: { base: 0xbe800000n, spread: 2 ** 19 },
    heap: { base: 0xa00000n, spread: 0x100 },
  };
  // Pages of the linear map, where the stacks are such.
  const start = environment.systemRam[0]?.start ?? 0;
  const systemRam =
    crash.report.stacksIn === 'vmalloc' ? environment.systemRam : below(environment.systemRam, start + LOWMEM_BYTES);
  const names = drawRecordedValues({ ...environment, systemRam }, { path, stack }, shape, random);
  return {
    ...names,
    module: moduleBase(environment, path),
    limit: BigInt(random.int(2 ** 32)),
    mm: BigInt(random.int(2 ** 32)),
  };
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
