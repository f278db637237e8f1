/**
 * LKDTM, the module that crashes the kernel on request, and the lines that loading a module prints.
 *
 * Mirrors Linux v6.1 `drivers/misc/lkdtm/core.c` and `kernel/module/main.c` (check_modinfo, load_module) for what loading
 * says.
 */
import type { KernelText } from '../../profiles/kernel-text.ts';
import type { LoadedModule, PrintkFunction } from './crash-environment.ts';
import { TAINT_OOT_MODULE, TAINT_UNSIGNED_MODULE } from './taint.ts';

const KERN_WARNING = 4;
const KERN_NOTICE = 5;
const KERN_INFO = 6;

/** Prints what loading a module with these taint letters says; returns the taint flags after it. */
export function moduleLoadText({ name, taints }: LoadedModule, taint: number, printk: PrintkFunction): number {
  let after = taint;
  if (taints.includes('O')) {
    if ((taint & TAINT_OOT_MODULE) === 0) printk(KERN_WARNING, `${name}: loading out-of-tree module taints kernel.`);
    after |= TAINT_OOT_MODULE;
  }
  if (taints.includes('E')) {
    const why = 'signature and/or required key missing - tainting kernel';
    if ((taint & TAINT_UNSIGNED_MODULE) === 0) printk(KERN_NOTICE, `${name}: module verification failed: ${why}`);
    after |= TAINT_UNSIGNED_MODULE;
  }
  return after;
}

/** LKDTM as this kernel has it; null where it has none. */
export function lkdtmModule({ lkdtm }: KernelText): LoadedModule | null {
  return lkdtm === null ? null : { name: 'lkdtm', taints: lkdtm === 'external' ? 'OE' : '' };
}

/** Loads LKDTM without crash points; returns the taint flags after it. */
export function lkdtmLoadText(module: LoadedModule, taint: number, printk: PrintkFunction): number {
  const after = moduleLoadText(module, taint, printk);
  lkdtmStartText(printk);
  return after;
}

/** The line of its init function. */
export function lkdtmStartText(printk: PrintkFunction): void {
  printk(KERN_INFO, 'lkdtm: No crash points registered, enable through debugfs');
}

/** The line before the crash when a type is written to DIRECT. */
export function lkdtmDirectText(type: string, printk: PrintkFunction): void {
  printk(KERN_INFO, `lkdtm: Performing direct entry ${type}`);
}
