/** The `--vmlinux` of `lastwords vmcore`: symbols and types beside the core. */
import { vmlinuxFile } from '../../inspect/vmlinux-file.ts';
import type { KernelIdentity } from '../../kernel/vmcore/kernel-core.ts';
import { UserError } from '../../sim/issue.ts';
import { writeNew } from '../files.ts';

/** `kernel` is no more than a release where dump tools were not recorded with it. */
export function writeVmlinux(
  path: string,
  kernel: KernelIdentity | { readonly release: string },
  { scenario, guard }: { readonly scenario: string; readonly guard: Parameters<typeof writeNew>[2] },
): void {
  const symbols = 'companion' in kernel ? vmlinuxFile(kernel) : null;
  if (symbols !== null) {
    writeNew(path, symbols, guard);
    return;
  }
  throw new UserError([
    {
      code: 'vmcore.impossible',
      message: `the structures of kernel ${kernel.release} are not known`,
      hint: 'without --vmlinux the core is written',
      place: { file: scenario },
    },
  ]);
}
