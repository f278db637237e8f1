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

/** Composed: what the drivers of QEMU's `virt` machine ask for. */
const ARM64_INTERRUPTS = `11|     GICv2  27 Level     arch_timer
13|     GICv2  33 Level     uart-pl011
14|     GICv2  34 Level     rtc-pl031
IPI0|  Rescheduling interrupts
IPI1|  Function call interrupts
IPI2|  CPU stop interrupts
IPI3|  CPU stop (for crash dump) interrupts
IPI4|  Timer broadcast interrupts
IPI5|  IRQ work interrupts
IPI6|  CPU wake-up interrupts
Err|`;
/** Composed: those of `pseries` under XIVE. */
const POWERPC_INTERRUPTS = `16|  XIVE-IPI   0 Edge      IPI
17|  XIVE-IRQ 4097 Edge      RAS_EPOW
18|  XIVE-IRQ 4096 Edge      hvc_console
LOC|   Local timer interrupts for timer event device
BCT|   Broadcast timer interrupts for timer event device
LOC|   Local timer interrupts for others
SPU|   Spurious interrupts
PMI|   Performance monitoring interrupts
MCE|   Machine check exceptions
NMI|   System Reset interrupts
DBL|   Doorbell interrupts`;

export function systemLists(profile: KernelProfile): SystemLists {
  if (profile.architecture === 'arm64') return { ...debian61armmpLists, interrupts: ARM64_INTERRUPTS };
  if (profile.architecture === 'ppc64le') return { ...debian61armmpLists, interrupts: POWERPC_INTERRUPTS };
  if (profile.architecture === 'arm') return debian61armmpLists;
  return profile.version.patchlevel >= 12 ? debian612amd64Lists : debian61amd64Lists;
}

/** `debug.exception-trace`, which 32-bit ARM lacks: what it is after a boot. */
const EXCEPTION_TRACE = { arm64: 0, ppc64le: 1 } as const;

/** /proc/sys as recorded. */
export function recordedSysctls(profile: KernelProfile): string {
  const { architecture } = profile;
  if (architecture === 'arm') return debian61armmpSysctls;
  if (architecture !== 'x86_64') {
    return debian61armmpSysctls.replace(
      'debug/555\n',
      `debug/555\n exception-trace~${EXCEPTION_TRACE[architecture]}\n`,
    );
  }
  return profile.version.patchlevel >= 12 ? debian612amd64Sysctls : debian61amd64Sysctls;
}
