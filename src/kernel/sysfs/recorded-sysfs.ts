/** Which recorded /sys stands for a kernel. */
import type { KernelProfile } from '../../profiles/kernel.ts';
import { debian61amd64Sysfs } from './recorded/debian61amd64.data.ts';
import { debian61armmpSysfs } from './recorded/debian61armmp.data.ts';
import { debian612amd64Sysfs } from './recorded/debian612amd64.data.ts';

export function recordedSysfs(profile: KernelProfile): string {
  if (profile.architecture !== 'x86_64') return debian61armmpSysfs;
  return profile.version.patchlevel >= 12 ? debian612amd64Sysfs : debian61amd64Sysfs;
}
