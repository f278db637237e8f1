/**
 * Recorded command lines (`commands/*.json`): the same line on the same files must give the same standard output, standard error,
 * status and files.
 *
 * Each case gets a machine of its own; the disk with the group's files is made once and forked.
 */
import type { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { contentOf, diskWith, type RecordedFile } from './command-disk.ts';
import { CommandMachine } from './command-machine.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors, readJsonVector } from './vectors.ts';

interface RecordedCase {
  readonly name: string;
  readonly script: string;
  readonly stdin?: string;
  readonly stdout?: string;
  readonly stdoutBase64?: string;
  readonly stderr?: string;
  readonly stderrBase64?: string;
  readonly status: number;
  readonly after?: Readonly<Record<string, RecordedFile | null>>;
}

interface RecordedGroup {
  readonly shell?: 'bash' | 'busybox';
  readonly files: Readonly<Record<string, RecordedFile>>;
  readonly cases: readonly RecordedCase[];
}

const FOLDER = 'commands';

/** Lines that ours cannot give: named as absent with the reason, never counted. */
const GAPS: readonly { readonly group: RegExp; readonly script: RegExp; readonly reason: string }[] = [
  {
    group: /^busybox-files/,
    script: /^find (sub|\. -size \+1k)$/,
    reason: "the order is that of the recorder's own disk",
  },
];

function gapOf(file: string, script: string): string | undefined {
  return GAPS.find((gap) => gap.group.test(file) && gap.script.test(script))?.reason;
}

export const suites: readonly Suite[] = listVectors(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ name: `commands: ${file.slice(0, -'.json'.length)}`, cases: () => groupCases(file) }));

function groupCases(file: string): Case[] {
  const group = readJsonVector<RecordedGroup>(`${FOLDER}/${file}`);
  let disk: SparseDisk | null = null;
  return group.cases.map((recorded) => ({
    name: recorded.name,
    ...absence(gapOf(file, recorded.script)),
    run() {
      const userland = group.shell === 'busybox' ? 'busybox' : 'gnu';
      disk ??= diskWith(userland, group.files);
      const machine = new CommandMachine(userland, disk.fork());
      compare(machine, recorded);
    },
  }));
}

function absence(reason: string | undefined): { absent?: string } {
  return reason === undefined ? {} : { absent: reason };
}

function compare(machine: CommandMachine, recorded: RecordedCase): void {
  const { stdout, stderr, status } = machine.run(recorded.script, recorded.stdin ?? '');
  expectBytes('standard output', stdout, recordedBytes(recorded.stdout, recorded.stdoutBase64));
  expectBytes('standard error', stderr, recordedBytes(recorded.stderr, recorded.stderrBase64));
  if (status !== recorded.status) throw new Error(`status ${status}, not ${recorded.status}`);
  for (const [path, file] of Object.entries(recorded.after ?? {})) expectFile(machine, path, file);
}

function recordedBytes(text: string | undefined, base64: string | undefined): Uint8Array {
  return new Uint8Array(base64 === undefined ? Buffer.from(text ?? '', 'utf8') : Buffer.from(base64, 'base64'));
}

function expectFile(machine: CommandMachine, path: string, file: RecordedFile | null): void {
  const found = machine.file(path);
  if (file === null || found === null) {
    if (found !== file) throw new Error(`${path}: ${found === null ? 'is not there' : 'is there'} afterwards`);
    return;
  }
  const kind = file.directory === true ? 'directory' : file.link === undefined ? 'file' : 'link';
  if (found.kind !== kind) throw new Error(`${path}: a ${found.kind}, not a ${kind}`);
  if (found.mode !== file.mode) throw new Error(`${path}: mode ${found.mode}, not ${file.mode}`);
  if (kind === 'file') expectBytes(path, found.content, contentOf(file));
  if (kind === 'link') expectBytes(path, found.content, contentOf({ mode: file.mode, text: file.link! }));
}

function expectBytes(what: string, actual: Uint8Array, expected: Uint8Array): void {
  const length = Math.min(actual.length, expected.length);
  let at = 0;
  while (at < length && actual[at] === expected[at]) at++;
  if (at === actual.length && at === expected.length) return;
  const shown = (bytes: Uint8Array) =>
    JSON.stringify(
      Buffer.from(bytes)
        .toString('latin1')
        .slice(Math.max(0, at - 60), at + 200),
    );
  throw new Error(`${what} differs at byte ${at}:\nours     ${shown(actual)}\nrecorded ${shown(expected)}`);
}
