/**
 * What the kernel runs as the first process, and with which arguments and environment.
 *
 * Mirrors Linux v6.1 `init/main.c` (run_init_process, kernel_init).
 */
import { type KernelCommandLine, parameterValue, type UserSpaceParameters } from '../cmdline.ts';

export interface BootParameters {
  readonly commandLine: KernelCommandLine;
  /** Path of the first process when the caller knows it; else the command line decides. */
  readonly init?: string;
}

export interface InitProcess {
  readonly init: string;
  /** Lines of the debug messages after the program's own name, as printed. */
  readonly initArguments: readonly string[];
  /** Lines after `HOME=/` and `TERM=linux`. */
  readonly initEnvironment: readonly string[];
}

export function bootParameters({ commandLine, init }: BootParameters, unknown: UserSpaceParameters): InitProcess {
  const indent = (entry: string) => `    ${entry}`;
  return {
    init: init ?? firstProcess(commandLine),
    initArguments: [...unknown.words, ...commandLine.initArguments].map(indent),
    initEnvironment: unknown.environment.map(indent),
  };
}

/**
 * The initramfs's init: with `root=` too, since no kernel here has the drivers of its disk built in. It then starts `init=` from the
 * root file system without a word of the kernel's.
 */
export function firstProcess(line: KernelCommandLine): string {
  return parameterValue(line, 'rdinit') || '/init';
}
