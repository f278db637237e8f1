/**
 * The public door: what a user of the library may import.
 *
 * ```ts
 * import { Machine, findBoard, findKernel } from 'lastwords';
 *
 * const board = findBoard('pc');
 * const machine = new Machine({ board, kernel: findKernel('deb61'), uboot: null, seed: '1' });
 * machine.powerOn();
 * machine.runUntil(60e9, () => machine.state === 'kernel.running');
 * machine.kernelWrite('/proc/sysrq-trigger', 'c');
 * ```
 */
export type { WorldEvents } from './hardware/world-events.ts';
export { type AutopsyReport, autopsy } from './inspect/autopsy.ts';
export { type AutopsyOptions, type AutopsyRequest, autopsyOptions } from './inspect/autopsy-options.ts';
export { machines, type NamedMachine, toMermaid } from './inspect/chart.ts';
export { runUBootSession } from './inspect/uboot-session.ts';
export type { FaultRequest } from './machine/fault-request.ts';
export { Machine, type MachineOptions } from './machine/machine.ts';
export type { DirectoryEntry } from './machine/user-space.ts';
export type { BoardProfile, ResetCause } from './profiles/board.ts';
export { boards, findBoard } from './profiles/boards.ts';
export type { KernelProfile } from './profiles/kernel.ts';
export { findKernel, kernels } from './profiles/kernels.ts';
export { findUBoot, type UBootProfile, uboots } from './profiles/uboot.ts';
export { type Issue, UserError } from './sim/issue.ts';
