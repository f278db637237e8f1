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

export { type CampaignOptions, campaignPlan, runCampaign } from './campaign/campaign.ts';
export { type CampaignPart, incompleteness, joinParts, type Shard } from './campaign/part.ts';
export type { CampaignPlan } from './campaign/plan.ts';
export { jsonLines } from './campaign/report/json.ts';
export { type CampaignResult, type ResultRow, resultOf } from './campaign/result.ts';
export { SparseDisk } from './disk/sparse-disk.ts';
export type { DownloadSession, FetchedRegion } from './hardware/download-mode.ts';
export type { WorldEvents } from './hardware/world-events.ts';
export { type AutopsyReport, autopsy } from './inspect/autopsy.ts';
export { type AutopsyOptions, type AutopsyRequest, autopsyOptions } from './inspect/autopsy-options.ts';
export { BootSession, type LineReport } from './inspect/boot-session.ts';
export { machines, type NamedMachine, toMermaid } from './inspect/chart.ts';
export { explainImage } from './inspect/explain/explain-image.ts';
export { type ExplainOptions, explainRun } from './inspect/explain/explain-run.ts';
export type { Explanation } from './inspect/explain/explanation.ts';
export { RunWitness } from './inspect/explain/run-witness.ts';
export { type Assembly, assembleByAddress, assembleByNumber } from './inspect/minidump-assembly.ts';
export { runUBootSession } from './inspect/uboot-session.ts';
export type { ListedFile } from './kernel/operator-calls.ts';
export type { FaultRequest } from './machine/fault-request.ts';
export { Machine } from './machine/machine.ts';
export type { MachineOptions } from './machine/machine-options.ts';
export { forkMachine, type Moment } from './machine/replay.ts';
export { ownPacker, type Packer } from './machine/save-container.ts';
export {
  openMachine,
  readSaved,
  reviveMachine,
  type SavedRun,
  type SaveOptions,
  saveMachine,
} from './machine/saved-machine.ts';
export { type TimelineEvent, TimeMachine } from './machine/time-machine.ts';
export type { BoardProfile, ResetCause } from './profiles/board.ts';
export { boards, findBoard, withUBoot } from './profiles/boards.ts';
export type { KernelProfile } from './profiles/kernel.ts';
export { findKernel, kernels } from './profiles/kernels.ts';
export { findUBoot, type UBootProfile, uboots } from './profiles/uboot.ts';
export type { CellResult, SavedThing, StandingCost } from './scenario/compare/cell-result.ts';
export { type CompareRequest, compare } from './scenario/compare/matrix.ts';
export { type Issue, UserError } from './sim/issue.ts';
