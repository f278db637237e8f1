/**
 * `core-files/`: the cores that real Linux wrote of programs that crash, against those of the whole machine that runs the same first process: every
 * byte but what is a run's own (`core-text.ts`).
 */
import { gunzipSync } from 'node:zlib';
import { Machine } from '../../src/machine/machine.ts';
import type { BoardProfile } from '../../src/profiles/board.ts';
import { pc } from '../../src/profiles/boards/pc.ts';
import { pseries } from '../../src/profiles/boards/pseries.ts';
import { virtArm } from '../../src/profiles/boards/virt-arm.ts';
import { virtArm64 } from '../../src/profiles/boards/virt-arm64.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { assert } from '../../src/sim/assert.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { deviceTree } from './arch-console.ts';
import { expectSame } from './console-compare.ts';
import { coreText } from './core-text.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors, readJsonVector } from './vectors.ts';

interface Recording {
  readonly architecture: 'x86_64' | 'arm' | 'arm64' | 'ppc64le';
  readonly kernel: string;
  readonly commandLine: string;
  readonly ramMiB: number;
  readonly cases: readonly { readonly name: string; readonly command: string; readonly core: string | null }[];
}

const boards = { x86_64: pc, arm: virtArm, arm64: virtArm64, ppc64le: pseries } as const;
const LIMIT_S = 300;
const S_IFREG = 0o100000;
const END = '@@END';

/** The recordings' first process, `scripts/record/core-files/init.sh`, up to where the cores are there; applets lie in two folders here. */
const init = `#!/bin/busybox sh
export PATH=/bin:/usr/bin
mount -t proc proc /proc
mount -t devtmpfs devtmpfs /dev
mount -t tmpfs tmpfs /tmp
cd /tmp
echo 0 >/proc/sys/kernel/randomize_va_space
while read -r name command; do
  echo /tmp/core.$name >/proc/sys/kernel/core_pattern
  (ulimit -c unlimited; eval "$command") >/dev/null 2>&1
done </script
echo "${END}" >/dev/console
sleep 1000
`;

export const suite: Suite = {
  name: 'core files of processes',
  cases: () =>
    listVectors('core-files')
      .filter((file) => file.endsWith('.json'))
      .flatMap(casesOf),
};

function casesOf(file: string): Case[] {
  const recording = readJsonVector<Recording>(`core-files/${file}`);
  let made: Machine | null = null;
  const machine = () => {
    made ??= replay(recording);
    return made;
  };
  return recording.cases.map(({ name, command, core }) => ({
    name: `${file.replace(/\.json$/, '')} ${name}`,
    run: () => {
      const own = machine().kernelRead(`/tmp/core.${name}`);
      const theirs = core === null ? null : new Uint8Array(gunzipSync(Buffer.from(core, 'base64')));
      const isOther = !command.includes('crashme');
      const text = (bytes: Uint8Array | number | null) =>
        bytes instanceof Uint8Array ? coreText(bytes, isOther) : ['no core'];
      expectSame(text(own), text(theirs));
    },
  }));
}

/** A machine after all its programs have crashed. */
function replay({ architecture, kernel: release, commandLine, ramMiB, cases }: Recording): Machine {
  const kernel = findKernel(release);
  assert(kernel !== undefined, `no kernel ${release}`);
  const own = boards[architecture];
  const [bank] = own.ramBanks;
  const script = cases.map(({ name, command }) => `${name} ${command}\n`).join('');
  const board: BoardProfile = {
    ...own,
    disk: null,
    ramBanks: [{ start: bank!.start, end: bank!.start + ramMiB * 2 ** 20 }],
    initramfsFiles: [
      { path: '/init', mode: S_IFREG | 0o755, content: init },
      { path: '/script', mode: S_IFREG | 0o644, content: script },
    ],
  };
  const machine = new Machine({
    board,
    kernel,
    uboot: null,
    seed: release,
    commandLine,
    userland: 'busybox',
    ...(board.deviceTree === null ? {} : { deviceTree: deviceTree(board, null) }),
  });
  machine.powerOn();
  machine.runUntil(LIMIT_S * NS_PER_S, () => machine.uart.text.includes(`\n${END}`));
  assert(machine.uart.text.includes(`\n${END}`), `the script did not end: ${machine.state}`);
  return machine;
}
