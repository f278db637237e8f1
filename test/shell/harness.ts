/** Runs a command line in the shell on the fake system, as the recorder ran it in the real one. */

import type { RecordedGroup } from '../../scripts/record/commands-spec.ts';
import { ashMain, bashMain } from '../../src/shell/main.ts';
import type { ChildStatus } from '../../src/shell/posix.ts';
import { latin1Bytes, latin1Text, utf8ToLatin1 } from '../../src/sim/bytes.ts';
import { addPrograms } from './fake-programs.ts';
import { FakeMachine } from './fake-system.ts';

const ENVIRONMENT = ['LC_ALL=C', 'TZ=UTC', 'HOME=/root', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'PWD=/root/t'];

export interface Result {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
  readonly machine: FakeMachine;
}

export interface RunOptions {
  readonly shell?: 'bash' | 'busybox';
  readonly files?: RecordedGroup['files'];
  readonly stdin?: string;
  readonly budget?: number;
  /** Arguments instead of `-c SCRIPT`. */
  readonly argv?: readonly string[];
}

/** Text is latin1 (`utf8ToLatin1` for the recorded). */
export function runScript(script: string, options: RunOptions = {}): Result {
  const machine = new FakeMachine();
  addPrograms(machine);
  putFiles(machine, options.files ?? {});
  const outputs = ['', '', ''];
  const argv = options.argv ?? ['-c', script];
  const status = machine.run(
    (system) =>
      options.shell === 'busybox'
        ? ashMain(system, ['sh', ...argv], ENVIRONMENT)
        : bashMain(system, ['bash', '--posix', ...argv], ENVIRONMENT),
    (system) => {
      const input = machine.files.make(0o100644);
      input.content = latin1Bytes(options.stdin ?? '');
      system.install({ flags: 0, node: input, pipe: null, side: null, sink: null, terminal: null });
      for (const fd of [1, 2]) {
        const sink = (bytes: Uint8Array): void => {
          outputs[fd] += latin1Text(bytes);
        };
        system.install({ flags: 1, node: null, pipe: null, side: null, sink, terminal: null });
      }
    },
    options.budget,
  );
  return { stdout: outputs[1] ?? '', stderr: outputs[2] ?? '', status: statusNumber(status), machine };
}

/** What a shell that waited for it would have in `$?`. */
function statusNumber(status: ChildStatus): number {
  return status.kind === 'exited' ? status.status : 128 + status.signal;
}

function putFiles(machine: FakeMachine, files: RecordedGroup['files']): void {
  for (const [path, file] of Object.entries(files)) {
    const full = `/root/t/${path}`;
    const mode = 0o100000 | Number.parseInt(file.mode, 8);
    if (file.directory) machine.files.directory(full);
    else if (file.link !== undefined) machine.files.put(full, '', 0o120777).link = file.link;
    else if (file.base64 !== undefined)
      machine.files.put(full, new Uint8Array(Buffer.from(file.base64, 'base64')), mode);
    else machine.files.put(full, utf8ToLatin1(file.text ?? ''), mode);
  }
}
