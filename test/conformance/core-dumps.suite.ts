/**
 * Recorded sessions about programs that dump core (`core-dumps/*-transcript.txt`): each command is given to a shell on a booted `pc` with the
 * recorded kernel; outputs, status and what the kernel said meanwhile, levels included, must be the same.
 */
import { BootSession } from '../../src/inspect/boot-session.ts';
import type { UserlandName } from '../../src/kernel/userland/userlands.ts';
import { Machine } from '../../src/machine/machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { assert } from '../../src/sim/assert.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { expectSame } from './console-compare.ts';
import { type MaskRule, masked } from './console-mask.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors, readVector } from './vectors.ts';

interface Transcript {
  readonly release: string;
  readonly userland: UserlandName;
  readonly answers: readonly Answer[];
}

interface Answer {
  readonly command: string;
  /** Outputs and status, then lines of the kernel. */
  readonly lines: readonly string[];
}

const FOLDER = 'core-dumps';
const COMPUTE_LIMIT = 4_000_000;
/** What the recordings' first process, `scripts/record/core-dumps/init.sh`, does before. */
const SET_UP = `umask 022; mkdir -p /c; mount -t tmpfs -o mode=755 tmpfs /c; cd /c; hostname box
echo 0 >/proc/sys/debug/exception-trace; ulimit -c unlimited; [ -e /bin/crashme ] || cp /usr/local/bin/crashme /bin/crashme
PATH=/bin:/usr/bin:/sbin:/usr/sbin; export PATH; dmesg -n 1; dmesg -c >/dev/null`;

const mask: readonly MaskRule[] = [
  {
    reason: 'process ids of another run',
    pattern: /^(\[log\] <4>(?:coredump: |Pid |Process ))\d+(?=\()/,
    replacement: '$1*',
  },
];

export const suite: Suite = {
  name: 'core dumps',
  cases: () =>
    listVectors(FOLDER)
      .filter((file) => file.endsWith('-transcript.txt'))
      .flatMap(transcriptCases),
};

function transcriptCases(file: string): Case[] {
  const transcript = readTranscript(latin1Text(readVector(`${FOLDER}/${file}`)));
  let answers: readonly (readonly string[])[] | null = null;
  const ours = (index: number) => {
    answers ??= replay(transcript);
    return answers[index]!;
  };
  const name = file.replace(/-transcript\.txt$/, '');
  return transcript.answers.map(({ command, lines }, index) => ({
    name: `${name} ${index + 1}: ${command.slice(0, 100)}`,
    run: () => expectSame(hidden(ours(index)), hidden(lines)),
  }));
}

const hidden = (lines: readonly string[]): string[] => lines.map((line) => masked(line, mask));

function readTranscript(text: string): Transcript {
  const release = /^kernel (\S+)$/m.exec(text)?.[1];
  assert(release !== undefined, 'a transcript names its kernel');
  const answers = text
    .slice(text.indexOf('\n$ ') + 1)
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...lines] = part.trimEnd().split('\n');
      return { command, lines };
    });
  return { release, userland: text.includes('from Debian') ? 'gnu' : 'busybox', answers };
}

function replay({ release, userland, answers }: Transcript): string[][] {
  const pc = findBoard('pc')!;
  const isOnDisk = userland === 'gnu';
  // The recorded guests with BusyBox had no disk.
  const board = isOnDisk ? pc : { ...pc, disk: null };
  const commandLine = isOnDisk ? pc.disk!.commandLine : pc.defaultCommandLine;
  const kernel = findKernel(release)!;
  const machine = new Machine({ board, kernel, uboot: null, seed: 'core dumps', commandLine, userland });
  machine.powerOn();
  const session = new BootSession(machine, COMPUTE_LIMIT);
  session.waitForPrompt();
  const run = (line: string) => latin1Text(session.run(line).stdout);
  run(SET_UP);
  const shell = isOnDisk ? 'dash' : 'sh';
  return answers.map(({ command }) => {
    const line = command.replaceAll("'", "'\\''");
    const output = run(`{ ${shell} -c '${line}\necho "[rc=$?]"'; } 2>&1`);
    const log = run(`dmesg -r${isOnDisk ? ' -S' : ''}; dmesg -c >/dev/null`);
    const said = log.split('\n').map((text) => text.replace(/^(<\d+>)\[ *\d+\.\d+\] /, '[log] $1'));
    return [...output.trimEnd().split('\n'), ...said.filter((text) => text !== '')];
  });
}
