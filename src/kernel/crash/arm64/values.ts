/** The values of arm64 reports: kernel stacks are 16 KiB vmalloc areas, the linear map begins with the start of RAM. */
import type { ArchCrashPath } from '../../../profiles/arch-crash-text.ts';
import { assert } from '../../../sim/assert.ts';
import type { RandomStream } from '../../../sim/random.ts';
import type { CrashRequest } from '../architecture.ts';
import type { CrashEnvironment } from '../crash-environment.ts';
import { drawRecordedValues } from '../recorded-values.ts';
import type { Names } from '../register-template.ts';
import { SymbolTable } from '../symbols.ts';

export function drawArm64Values(
  environment: CrashEnvironment,
  { path: name, task }: CrashRequest,
  { stack }: { readonly stack: number },
  random: RandomStream,
): Names {
  const { crash } = environment.text;
  assert(crash.architecture === 'arm64', 'arm64 values of another architecture');
  const path: ArchCrashPath = crash.paths[name]!;
  const shape = {
    stackBytes: 0x4000n,
    stacksIn: 'vmalloc',
    linearOrigin: BigInt(environment.systemRam[0]?.start ?? 0),
    objectAlign: 0x1000n,
    userStack: { base: 0xffffc0000000n, spread: 2 ** 26 },
    heap: { base: 0x20000000n, spread: 0x1000 },
  } as const;
  const names = drawRecordedValues(environment, { path, stack }, shape, random);
  const module = SymbolTable.of(crash).moduleStart(path, environment.addresses);
  return { ...names, module, pid: BigInt(task.pid) };
}
