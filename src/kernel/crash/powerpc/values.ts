/** The values of ppc64le reports: kernel stacks are 16 KiB of the linear map, which begins with the kernel's own text. */
import type { ArchCrashPath } from '../../../profiles/arch-crash-text.ts';
import { assert } from '../../../sim/assert.ts';
import type { RandomStream } from '../../../sim/random.ts';
import type { CrashRequest } from '../architecture.ts';
import type { CrashEnvironment } from '../crash-environment.ts';
import { drawRecordedValues } from '../recorded-values.ts';
import type { Names } from '../register-template.ts';
import { SymbolTable } from '../symbols.ts';

export function drawPowerpcValues(
  environment: CrashEnvironment,
  { path: name }: CrashRequest,
  { stack }: { readonly stack: number },
  random: RandomStream,
): Names {
  const { crash } = environment.text;
  assert(crash.architecture === 'ppc64le', 'ppc64le values of another architecture');
  const path: ArchCrashPath = crash.paths[name]!;
  const shape = {
    stackBytes: 0x4000n,
    stacksIn: 'linear',
    linearOrigin: 0n,
    objectAlign: 0x10000n,
    userStack: { base: 0x7fffc0000000n, spread: 2 ** 26 },
    heap: { base: 0x10300000n, spread: 0x3000 },
  } as const;
  const names = drawRecordedValues(environment, { path, stack }, shape, random);
  const module = SymbolTable.of(crash).moduleStart(path, environment.addresses);
  return { ...names, module };
}
