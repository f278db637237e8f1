/**
 * arm64 behind the common face of crash reports.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/arm64/kernel/traps.c` (die), `smp.c` (smp_send_stop), `setup.c` (dump_kernel_offset),
 * `cpufeature.c` and `mm/init.c` (dump_mem_limit).
 */
import { assert } from '../../../sim/assert.ts';
import { KERN_EMERG, KERN_INFO } from '../../printk/levels.ts';
import type { CrashArchitecture } from '../architecture.ts';
import { dataCode } from '../data-code.ts';
import { hex64 } from '../register-template.ts';
import { endTrace, KERN_DEFAULT, stackDumpHeader } from '../stack-dump.ts';
import { dieString, oopsReport, recordedFault, stackOverflowReport, warningReport } from './oops.ts';
import { callTrace, showRegisters } from './registers.ts';
import { drawArm64Values } from './values.ts';

const KERN_CRIT = 2;
const SIGSEGV = 11;

export const arm64Crash: CrashArchitecture = {
  stackBytes: 0x4000,
  drawValues: drawArm64Values,
  contents: dataCode,
  oops(environment, oops, printk) {
    oopsReport(environment, oops, printk);
    endTrace(environment, printk);
  },
  warning(environment, site, printk) {
    const isOverflow = environment.text.crash.paths[site.path]?.fault?.cause === 'stack-guard';
    (isOverflow ? stackOverflowReport : warningReport)(environment, site, printk);
  },
  registers(environment, site, printk) {
    showRegisters(environment, site, recordedFault(environment, site), printk);
    callTrace(environment, site, printk);
  },
  taskTrace: (environment, site, printk) => callTrace(environment, site, printk, KERN_INFO),
  panicStack(environment, site, printk) {
    stackDumpHeader(environment, site, KERN_DEFAULT, printk);
    callTrace(environment, site, printk);
  },
  afterOops: () => {},
  consequences: (fault) => ({
    signal: fault.signal ?? SIGSEGV,
    irqsDisabled: fault.irqsDisabled ?? fault.cause !== 'page-fault',
    inInterrupt: fault.inInterrupt ?? false,
  }),
  fatalMessage(fault, inInterrupt) {
    return `${dieString(fault)}: Fatal exception${inInterrupt ? ' in interrupt' : ''}`;
  },
  stopCpus({ onlineCpus }, _stop, _random, printk) {
    if (onlineCpus > 1) printk(KERN_CRIT, 'SMP: stopping secondary CPUs');
  },
  notifiers({ addresses, text, memoryLimit, systemRam }, printk) {
    const { crash } = text;
    assert(crash.architecture === 'arm64', 'arm64 notifiers of another architecture');
    const { kernelOffset } = addresses;
    if (kernelOffset === null) printk(KERN_EMERG, 'Kernel Offset: disabled');
    else {
      printk(KERN_EMERG, `Kernel Offset: 0x${kernelOffset.toString(16)} from 0x${crash.textBase}`);
      const physical = BigInt(systemRam[0]?.start ?? 0) - (BigInt(`0x${addresses.pageOffset}`) - LINEAR_START);
      printk(KERN_EMERG, `PHYS_OFFSET: 0x${hex64(physical).replace(/^0+(?=.)/, '')}`);
    }
    printk(
      KERN_EMERG,
      `CPU features: 0x${kernelOffset === null ? crash.cpuFeatures.plain : crash.cpuFeatures.isolated}`,
    );
    printk(KERN_EMERG, `Memory Limit: ${memoryLimit === null ? 'none' : `${Math.floor(memoryLimit / 2 ** 20)} MB`}`);
  },
};

/** PAGE_OFFSET of 48-bit addresses; the linear map of a randomised kernel begins above it. */
const LINEAR_START = 0xffff000000000000n;
