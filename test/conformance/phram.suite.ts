/**
 * Recorded sessions about phram, MTD and dd (`linux/phram-*-transcript.txt`): each command is typed at a booted `pc` with the recorded
 * kernel; output, status and, at the end, the kernel's messages must be the same.
 */
import { BootSession } from '../../src/inspect/boot-session.ts';
import type { UserlandName } from '../../src/kernel/userland/userlands.ts';
import { Machine } from '../../src/machine/machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { assert } from '../../src/sim/assert.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors, readVector } from './vectors.ts';

interface Answer {
  readonly command: string;
  /** Both outputs, then the status. */
  readonly output: string;
}

interface Transcript {
  readonly release: string;
  readonly userland: UserlandName;
  readonly answers: readonly Answer[];
  readonly messages: readonly string[];
  /** Each use of the parameter says that it taints; the recorder kept the first. */
  readonly taintsOnce: boolean;
}

const FOLDER = 'linux';
const TAINTS = 'Setting dangerous option phram - tainting kernel';
const COMPUTE_LIMIT = 4_000_000;
/** A folder with the modules, where the commands are typed. */
const SET_UP = `mkdir -p /modules; for f in $(find /lib/modules/ -name '*.ko*'); do ln -s $f /modules/$(basename $f .xz); done
cd /modules; umount /sys/fs/pstore 2>/dev/null; umount /sys/fs/pstore 2>/dev/null; dmesg -n 1`;

export const suite: Suite = {
  name: 'phram transcripts',
  cases: () =>
    listVectors(FOLDER)
      .filter((file) => /^phram-.*transcript\.txt$/.test(file))
      .flatMap((file) => transcriptCases(file)),
};

function transcriptCases(file: string): Case[] {
  const transcript = readTranscript(new TextDecoder('latin1').decode(readVector(`${FOLDER}/${file}`)));
  let ours: { readonly answers: readonly Answer[]; readonly messages: readonly string[] } | null = null;
  const replayed = () => {
    ours ??= replay(transcript);
    return ours;
  };
  const name = file.replace(/-transcript\.txt$/, '');
  const mask = masks(transcript);
  return [
    ...transcript.answers.map(({ command, output }, index) => ({
      name: `${name} ${index + 1}: ${command.slice(0, 100)}`,
      run: () => expectText(mask.ours(replayed()).answers[index]!.output, mask.recorded[index]!, output),
    })),
    {
      name: `${name}: kernel messages`,
      run: () => expectText(folded(transcript, replayed().messages).join('\n'), transcript.messages.join('\n')),
    },
  ];
}

function readTranscript(text: string): Transcript {
  const [before = '', after = ''] = text.split(/\n== kernel messages.*\n/);
  const release = /^kernel (\S+)$/m.exec(before)?.[1];
  assert(release !== undefined, 'a transcript names its kernel');
  const answers = before
    .slice(before.indexOf('\n$ ') + 1)
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf('\n');
      return { command: part.slice(0, end), output: part.slice(end + 1).trimEnd() };
    });
  const messages = after.split(/^== /m)[0]!.trimEnd().split('\n');
  const userland = /from Debian/.test(before) ? 'gnu' : 'busybox';
  return { release, userland, answers, messages, taintsOnce: /shown once/.test(before) };
}

function replay({ release, userland, answers }: Transcript) {
  const pc = findBoard('pc')!;
  const kernel = findKernel(release)!;
  const isOnDisk = userland === 'gnu';
  // The recorded guests with BusyBox had no disk.
  const board = isOnDisk ? pc : { ...pc, disk: null };
  const commandLine = isOnDisk ? pc.disk!.commandLine : pc.defaultCommandLine;
  const machine = new Machine({ board, kernel, uboot: null, seed: 'phram', commandLine, userland });
  machine.powerOn();
  const session = new BootSession(machine, COMPUTE_LIMIT);
  session.waitForPrompt();
  const run = (line: string) => new TextDecoder('latin1').decode(session.run(line).stdout);
  run(SET_UP);
  const dmesg = () => run('dmesg').split('\n').slice(0, -1);
  const before = dmesg().length;
  const shell = isOnDisk ? 'dash' : 'sh';
  const given = answers.map(({ command }) => {
    const line = command.replaceAll("'", "'\\''");
    const output = run(`{ ${shell} -c '${line}'; } 2>&1; echo "[rc=$?]"`).trimEnd();
    // The recorder's serial line put carriage returns before newlines, and it took all of them out.
    return { command, output: output.replaceAll('\r', '') };
  });
  const messages = withoutReports(
    dmesg()
      .slice(before)
      .map((line) => line.replace(/^\[ *\d+\.\d+\] /, '')),
  );
  return { answers: given, messages };
}

/** As the recorder leaves them out: of a warning all but its first line, and everything from an oops on. */
function withoutReports(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let isInside = false;
  for (const line of lines) {
    if (/^(BUG|Oops): /.test(line)) break;
    if (line.startsWith('------------[ cut here')) isInside = true;
    else if (!isInside || line.startsWith('ioremap on RAM')) kept.push(line);
    if (line.startsWith('---[ end trace')) isInside = false;
  }
  return kept;
}

/** Repeats as `LINE  (xN)`. */
function folded({ taintsOnce }: Transcript, messages: readonly string[]): string[] {
  const first = messages.indexOf(TAINTS);
  const kept = messages.filter((line, index) => !taintsOnce || line !== TAINTS || index === first);
  const result: { readonly line: string; count: number }[] = [];
  for (const line of kept) {
    const last = result.at(-1);
    if (last?.line === line) last.count++;
    else result.push({ line, count: 1 });
  }
  return result.map(({ line, count }) => (count === 1 ? line : `${line}  (x${count})`));
}

/**
 * A kernel log copied to a file has the times of its own run: its length, the whole blocks in it and the sums over it are reckoned for each side
 * from that side's own listing. Sums are numbered in the order in which they appear, so that equal ones must be equal.
 */
function masks({ answers }: Transcript) {
  const copiesLog = answers.some(({ command }) => command.startsWith('dmesg >'));
  const masked = (outputs: readonly string[]): string[] => {
    if (!copiesLog) return [...outputs];
    const size = Number(/ (\d+) \w+ +\d+ [\d:]+ \/tmp\/messages$/m.exec(outputs.join('\n'))?.[1] ?? Number.NaN);
    const sums: string[] = [];
    return outputs.map((output) =>
      output
        .replace(new RegExp(`\\b${size}\\b`, 'g'), 'SIZE')
        .replaceAll(`${Math.floor(size / 512)}+1 records`, 'BLOCKS records')
        .replace(/\b[0-9a-f]{32}\b/g, (sum) => {
          if (!sums.includes(sum)) sums.push(sum);
          return `sum ${sums.indexOf(sum)}`;
        }),
    );
  };
  return {
    recorded: masked(answers.map(({ output }) => output)),
    ours: ({ answers: own }: { readonly answers: readonly Answer[] }) => {
      const outputs = masked(own.map(({ output }) => output));
      return { answers: own.map(({ command }, index) => ({ command, output: outputs[index]! })) };
    },
  };
}

function expectText(ours: string, recorded: string, unmasked = recorded): void {
  if (ours === recorded) return;
  const mine = ours.split('\n');
  const theirs = recorded.split('\n');
  const at = mine.findIndex((line, index) => line !== theirs[index]);
  const from = at < 0 ? mine.length : at;
  throw new Error(
    `line ${from + 1} of ${unmasked.split('\n').length}\nours     ${JSON.stringify(mine.slice(from, from + 3))}\nrecorded ${JSON.stringify(theirs.slice(from, from + 3))}`,
  );
}
