/** Which recorded lists stand for a kernel: its own, or those of the kernel it was built from. */
import type { KernelProfile } from '../../profiles/kernel.ts';
import { debian61amd64Sysctls } from './recorded/debian61amd64.data.ts';
import { debian61armmpSysctls } from './recorded/debian61armmp.data.ts';
import { debian612amd64Sysctls } from './recorded/debian612amd64.data.ts';
import {
  debian61amd64Lists,
  debian61armmpLists,
  debian612amd64Lists,
  type SystemLists,
} from './recorded/system.data.ts';

export function systemLists(profile: KernelProfile): SystemLists {
  if (profile.architecture !== 'x86_64') return debian61armmpLists;
  return profile.version.patchlevel >= 12 ? debian612amd64Lists : debian61amd64Lists;
}

/** /proc/sys as recorded. */
export function recordedSysctls(profile: KernelProfile): string {
  if (profile.architecture !== 'x86_64') return debian61armmpSysctls;
  return profile.version.patchlevel >= 12 ? debian612amd64Sysctls : debian61amd64Sysctls;
}
