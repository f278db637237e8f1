/** The U-Boot releases the simulator knows, and how a user names them. */
import type { UBootConfig } from './board.ts';
import type { UBootProfile } from './uboot/profile.ts';
import { ubootVersions } from './uboot/versions.ts';

export type { AutobootPrompt, UBootProfile } from './uboot/profile.ts';

export const uboots: readonly UBootProfile[] = ubootVersions;

/** The profile whose version or alias is `name`, or undefined. */
export function findUBoot(name: string): UBootProfile | undefined {
  return uboots.find((uboot) => uboot.version === name || uboot.aliases.includes(name));
}

/** A board's configuration as this release has it. */
export function ubootConfig(config: UBootConfig, { version }: UBootProfile): UBootConfig {
  const release = config.releases?.[version];
  return { ...config, ...release, environment: { ...config.environment, ...release?.environment } };
}
