/**
 * The boot text: banner, what the board tells of itself, RAM, devices.
 *
 * Mirrors U-Boot `lib/display_options.c` and the order of `common/board_f.c` and `board_r.c`; the board's lines are data.
 */
import type { BoardProfile, ResetCause, UBootConfig } from '../profiles/board.ts';
import type { UBootProfile } from '../profiles/uboot.ts';
import { printSize } from './print-size.ts';

/** `U-Boot 2026.07 (Jul 06 2026 - 23:50:43 +0000)` */
export function versionString(profile: UBootProfile): string {
  return `U-Boot ${profile.version} (${profile.buildDate})`;
}

interface BootTextParts {
  readonly cause: ResetCause;
  /** How the environment was loaded. */
  readonly environment: string;
}

/** Everything between power-on and the autoboot prompt. */
export function bootText(profile: UBootProfile, board: BoardProfile, config: UBootConfig, told: BootTextParts): string {
  const ramBytes = board.ramBanks.reduce((sum, { start, end }) => sum + end - start, 0);
  const lines = [
    ...config.earlyLines,
    `DRAM:  ${printSize(ramBytes, profile.sizeRollsOver)}`,
    ...config.bootLines.flatMap((line) => (line === '{core}' ? (profile.coreLine ? [config.coreLine] : []) : [line])),
  ].map((line) =>
    line.replace('{resetCause}', config.resetCauseNames[told.cause]).replace('{environment}', () => told.environment),
  );
  return `\n\n${versionString(profile)}\n\n${lines.join('\n')}\n`;
}
