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

/** The most that the linear map holds where vmalloc has its default size. */
const LOWMEM_BYTES = 0x2f800000;

function below(ranges: readonly AddressRange[], end: number): AddressRange[] {
  return ranges.filter((range) => range.start < end).map((range) => ({ ...range, end: Math.min(range.end, end) }));
}

function above(ranges: readonly AddressRange[], start: number): AddressRange[] {
  return ranges
    .filter((range) => range.end > start)
    .map((range) => ({ ...range, start: Math.max(range.start, start) }));
}

export function drawArmValues(
  environment: CrashEnvironment,
  { path: name, task }: CrashRequest,
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
  const mapped = (ranges: readonly AddressRange[]) =>
    crash.report.stacksIn === 'vmalloc' ? ranges : below(ranges, start + LOWMEM_BYTES);
  // What was allocated while the kernel started lies behind the image too: all of it is code and data.
  const imageEnd = start + crash.imageEnd - Number.parseInt(environment.addresses.pageOffset, 16);
  const objectRam = mapped(above(environment.objectRam, imageEnd));
  const stackRam = mapped(environment.stackRam);
  const names = drawRecordedValues({ ...environment, objectRam, stackRam }, { path, stack }, shape, random);
  return {
    ...names,
    module: SymbolTable.of(crash).moduleStart(path, environment.addresses),
    pid: BigInt(task.pid),
    limit: BigInt(random.int(2 ** 32)),
    mm: BigInt(random.int(2 ** 32)),
  };
}
