/** What the firmware collected of a scenario's dead kernel: runs it, and takes what a PC fetched in download mode. */
import type { DownloadMode, DownloadSession } from '../hardware/download-mode.ts';
import { type KernelIdentity, kernelIdentity } from '../kernel/vmcore/kernel-core.ts';
import type { Machine } from '../machine/machine.ts';
import type { Issue } from '../sim/issue.ts';
import { createScenarioMachine } from './live-machine.ts';
import type { ScenarioSetup } from './resolve.ts';
import { runScenario } from './runner.ts';
import type { Scenario } from './schema.ts';
import { impossible } from './vmcore.ts';

export interface CollectedRegions {
  readonly session: DownloadSession;
  readonly release: string;
  /** The kernel that ran before; null where dump tools were not recorded with it. */
  readonly kernel: KernelIdentity | null;
}

/** `which`: which stay in download mode, from 1. Gives why there is none. */
export function collectedRegions(
  scenario: Scenario,
  setup: ScenarioSetup,
  { seed, which }: { readonly seed: string; readonly which: number },
): CollectedRegions | Issue {
  if (setup.board.kmemdump === undefined) {
    return impossible('the kernel of this scenario is built without kmemdump', 'add: kmemdump: {}');
  }
  let machine!: Machine;
  let running: Omit<CollectedRegions, 'session'> = { release: setup.kernel?.release ?? '', kernel: null };
  let collected: CollectedRegions | null = null;
  runScenario(
    scenario,
    setup,
    (given, itsSeed) => {
      machine = createScenarioMachine(given, itsSeed);
      const look = () => {
        const { kernel } = machine;
        if (kernel !== null) running = { release: kernel.profile.release, kernel: kernelIdentity(kernel.dead) };
      };
      machine.bus.on('kernel.booted', look);
      machine.bus.on('kernel.died', look);
      machine.bus.on('download.fetched', () => {
        const { sessions } = machine.firmwareDevices.download!;
        if (sessions.length === which) collected = { ...running, session: sessions.at(-1)! };
      });
      return machine;
    },
    { seed },
  );
  return collected ?? whyNot(setup, machine.firmwareDevices.download, which);
}

function whyNot({ board, commandLine }: ScenarioSetup, download: DownloadMode | null, which: number): Issue {
  const sessions = download?.sessions.length ?? 0;
  if (sessions > 0) {
    return {
      ...impossible('the scenario is not that often in download mode'),
      found: `--crash ${which}`,
      expected: `1 to ${sessions}`,
    };
  }
  const nothing = 'nothing was collected';
  if (board.minidump === undefined) {
    return impossible(`${nothing}: board ${board.name} has no firmware that does it`, 'board: qcom-phone has');
  }
  if (!board.minidump.hasHost) {
    return impossible(`${nothing}: no PC hangs at the USB port`, 'leave out: minidump: { host: false }');
  }
  if (!commandLine.includes('qcom_scm.download_mode=')) {
    return impossible(
      `${nothing}: no kernel has asked the firmware for it`,
      'add: options: { qcom_scm.download_mode: mini }',
    );
  }
  if (/qcom_scm\.download_mode="?off\b/.test(commandLine)) {
    return impossible(
      `${nothing}: the command line turns download mode off`,
      'write: options: { qcom_scm.download_mode: mini }',
    );
  }
  const hint = 'the firmware looks after a warm reset: add a crash, and a wait for the next start';
  return impossible(`${nothing}: the machine is never reset for it`, hint);
}
