/** The architectures whose crash texts are known. */
import type { CrashText } from '../../profiles/kernel-text.ts';
import type { CrashArchitecture } from './architecture.ts';
import { armCrash } from './arm/arm-crash.ts';
import { arm64Crash } from './arm64/arm64-crash.ts';
import { powerpcCrash } from './powerpc/powerpc-crash.ts';
import { x86Crash } from './x86/x86-crash.ts';

const architectures: Readonly<Record<CrashText['architecture'], CrashArchitecture>> = {
  x86_64: x86Crash,
  arm: armCrash,
  arm64: arm64Crash,
  ppc64le: powerpcCrash,
};

export function crashArchitecture({ architecture }: CrashText): CrashArchitecture {
  return architectures[architecture];
}
