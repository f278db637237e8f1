/**
 * What kexec and kdump-config said on recorded machines, in the same order on ours: loading, unloading, showing, refusing.
 */

import type { Machine } from '../../src/machine/machine.ts';
import { createScenarioMachine } from '../../src/scenario/live-machine.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { runScenario } from '../../src/scenario/runner.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { expectEqualText } from './compare.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors, readJsonVector } from './vectors.ts';

interface Command {
  readonly run: string;
  /** Null: it is run for what it changes. */
  readonly output: string | null;
  readonly status: number;
}

interface Recording {
  readonly commandLine: string;
  readonly session: readonly Command[];
}

export const suite: Suite = {
  name: 'kexec and kdump-config',
  cases(): Case[] {
    return listVectors('vmcore')
      .filter((file) => /^kdump-console-.*\.json$/.test(file))
      .map((file) => ({ name: file, run: () => compare(file) }));
  },
};

const KERNELS: Readonly<Record<string, string>> = {
  debian61amd64: '6.1.0-56-amd64',
  debian612amd64: '6.12.117+deb12-amd64',
};

function compare(file: string): void {
  const { commandLine, session } = readJsonVector<Recording>(`vmcore/${file}`);
  const kernel = KERNELS[/^kdump-console-([a-z0-9]+)/.exec(file)![1]!]!;
  const script = session.map(({ run }) => `{ ${run}; } 2>&1; echo "= $?"`).join('; ');
  // The recorded machines had all they need in their initial RAM disk.
  const inPlace = commandLine.replace('rdinit=/init2', 'root=/dev/vda1 rw');
  const words = inPlace === commandLine ? `${commandLine} root=/dev/vda1 rw` : inPlace;
  const found = masked(runScript(kernel, words, script));
  const parts = found.split(/^= (\d+)\n/m);
  const ours = session.map(({ run, output }, index) =>
    told(run, output === null ? '' : parts[2 * index]!, parts[2 * index + 1]!),
  );
  const theirs = session.map(({ run, output, status }) => told(run, masked(output ?? ''), status));
  expectEqualText(ours.join(''), theirs.join(''), file);
}

const told = (run: string, output: string, status: number | string) => `$ ${run}\n${output}= ${status}\n`;

/** Colours of a terminal; the segments that a refused kexec lists with addresses of its own process, which ours leaves out; where the recorded machine's initial RAM disk pushed the memory, and where it lived; no `sysctl` was there. */
function masked(text: string): string {
  const start = String.fromCharCode(27);
  return text
    .replaceAll(new RegExp(`${start}\\[\\d+m`, 'g'), '')
    .replace(/^(?:entry {7}=|nr_segments =|segment\[\d\]\.).*\n/gm, '')
    .replace(/^kdump-config couldn't set panic trigger .*\n/gm, '')
    .replace(/^(crashkernel addr:? *\t*)0x[0-9a-f]+$/gm, '$1ADDRESS')
    .replaceAll('rdinit=/init2', 'root=/dev/vda1 rw');
}

function runScript(kernel: string, commandLine: string, script: string): string {
  // The recorded machine had these files.
  const preparation =
    'mkdir -p /var/lib/kdump; for i in /boot /var/lib/kdump; do echo stand-in > $i/initrd.img-$(uname -r); done; echo "echo no kernel" > /script';
  const run = JSON.stringify(`${preparation}; ( ${script} ) > /root/said`);
  const source = `name: kdump console
board: pc
ramSize: 512MiB
kernel: ${kernel}
userland: gnu
commandLine: ${commandLine}
steps:
  - power: on
  - shell: { run: ${run}, timeout: 10min }
`;
  const parsed = parseScenario(source, 'kdump.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  let machine: Machine | undefined;
  const { steps } = runScenario(parsed.scenario, parsed.setup, (setup, seed) => {
    machine = createScenarioMachine(setup, seed);
    return machine;
  });
  const failures = steps.flatMap((step) => step.failures);
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  const said = machine!.kernelRead('/root/said');
  if (typeof said === 'number') throw new Error(`nothing was said: ${said}`);
  return latin1Text(said);
}
