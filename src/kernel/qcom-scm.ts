/**
 * `qcom_scm.download_mode=`: what the kernel asks secure firmware to do with the next crash.
 *
 * Mirrors Linux v6.12 `drivers/firmware/qcom/qcom_scm.c` (set_download_mode, qcom_scm_shutdown): the cookie is written when the driver is probed and taken
 * back by an orderly shutdown; a panic's restart and SysRq's `b` shut no driver down. Built in here, as on a phone; Debian has it as a module. Left out:
 * all else that secure firmware does.
 */
import { type DownloadMode, downloadCookies } from '../hardware/download-mode.ts';
import { EINVAL } from '../sim/errno.ts';
import { type KernelCommandLine, kstrtobool, parameterValues } from './cmdline.ts';
import type { PrintkFunction } from './crash/crash-environment.ts';
import { KERN_ERR } from './printk/levels.ts';

/** `download_mode_name`: the place is the cookie. */
const NAMES: readonly string[] = ['off', 'full', 'mini', 'full,mini'];

/** The cookie of a word, or -EINVAL. A switch's words mean off and full. */
export function downloadModeOf(word: string | null): number {
  const text = word ?? '';
  const named = NAMES.indexOf(text.replace(/\n$/, ''));
  if (named >= 0) return named;
  const isOn = kstrtobool(text);
  return isOn === null ? -EINVAL : Number(isOn);
}

export function downloadModeName(cookie: number): string {
  return NAMES[cookie]!;
}

/** The driver starts: the last word that it understands counts. */
export function armDownloadMode(device: DownloadMode, commandLine: KernelCommandLine, print: PrintkFunction): void {
  let mode: number = downloadCookies.none;
  for (const word of parameterValues(commandLine, 'qcom_scm.download_mode')) {
    const asked = downloadModeOf(word);
    if (asked >= 0) mode = asked;
    else print(KERN_ERR, `qcom_scm: err: ${asked}`);
  }
  device.cookie = mode;
}

/** An orderly restart, halt or power-off: the next start is to be a normal one. */
export function disarmDownloadMode(device: DownloadMode): void {
  device.cookie = downloadCookies.none;
}
