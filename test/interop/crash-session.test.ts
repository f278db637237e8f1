/**
 * A whole session of crash on a core and the vmlinux that we write for it: what it says is what the dead machine said of itself, in its log, in its
 * task list, in its Call Trace.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSparse } from '../../src/cli/files.ts';
import { coreFile, vmcoreCopy } from '../../src/inspect/core-file.ts';
import { vmlinuxFile } from '../../src/inspect/vmlinux-file.ts';
import { recordedThreads } from '../../src/kernel/show/threads.ts';
import { stateText } from '../../src/profiles/state-texts.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { capturedCore, coreOfCrash } from '../../src/scenario/vmcore.ts';
import { latin1Bytes, latin1Text } from '../../src/sim/bytes.ts';
import { describeWithTool } from './tool.ts';

const machines = {
  'debian 6.1': { kernel: '6.1.0-56-amd64', line: 'nokaslr' },
  'debian 6.12, KASLR': { kernel: '6.12.117+deb12-amd64', line: '' },
} as const;
/** With two CPUs and processes, and a kernel that dies of a fault. */
const others = {
  'two CPUs, processes': { kernel: '6.1.0-56-amd64', line: '', userland: 'gnu', cpus: 2 },
  'an oops': { kernel: '6.1.0-56-amd64', line: 'oops=panic', crash: 'oops' },
} as const;
type Machine = { kernel: string; line: string; userland?: string; cpus?: number; crash?: string };
const names = Object.keys(machines) as (keyof typeof machines)[];
const COMMANDS = [
  'sys',
  'log',
  'bt',
  'ps',
  'bt 0',
  'foreach bt',
  'sym vfs_write',
  'p init_uts_ns.name.release',
  'p -x init_task.stack',
  'struct task_struct.pid,comm init_task',
  'rd -a linux_banner',
  'kmem -i',
  'runq',
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastwords-crash-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes core and vmlinux; gives their names. */
function deadMachine(
  name: string,
  { kernel, line, userland, cpus = 1, crash = 'panic' }: Machine,
): readonly [vmlinux: string, core: string] {
  const source = `name: ${name}
board: pc
kernel: ${kernel}
commandLine: console=ttyS0 panic=0 ${line}
${userland === undefined ? '' : `userland: ${userland}`}
steps:
  - power: on
  - ${userland === undefined ? 'wait: { state: kernel.running }' : 'shell: sleep 1000 &'}
  - crash: ${crash}
`;
  const parsed = parseScenario(source, 'crash.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const setup = { ...parsed.setup, board: { ...parsed.setup.board, cpus } };
  const core = coreOfCrash(parsed.scenario, setup, { seed: name, crash: 1, oldLog: false });
  if ('code' in core) throw new Error(core.message);
  const [vmlinux, path] = ['vmlinux', 'core'].map((kind) => join(folder, `${kind}-${name.replaceAll(' ', '-')}`)) as [
    string,
    string,
  ];
  const { sizeBytes, pieces } = coreFile(core);
  writeSparse(path, { sizeBytes, pieces: pieces() }, { force: false, inputs: [] });
  writeFileSync(vmlinux, vmlinuxFile(core)!);
  return [vmlinux, path];
}

/** What each command printed. */
type Session = ReadonlyMap<string, readonly string[]>;

const MARK = 'p 47110815';
/** Behind a command that ends its last line it stands at the start of a line. */
const MARKED = /^(.*)\$\d+ = 47110815$/;

function session(
  run: (args: readonly string[], input: Uint8Array) => Uint8Array,
  files: readonly string[],
  commands: readonly string[],
): Session {
  const script = [...commands.flatMap((command) => [MARK, command]), 'exit', ''].join('\n');
  const lines = latin1Text(run(['-s', ...files], latin1Bytes(script))).split('\n');
  const outputs: string[][] = [[]];
  for (const line of lines) {
    const rest = MARKED.exec(line)?.[1];
    if (rest !== '') outputs.at(-1)!.push(rest ?? line);
    if (rest !== undefined) outputs.push([]);
  }
  for (const output of outputs) while (output.at(-1) === '') output.pop();
  return new Map(outputs.slice(1).map((output, index) => [commands[index]!, output]));
}

function linesOf(said: Session, command: string): readonly string[] {
  const lines = said.get(command);
  if (lines === undefined) throw new Error(`crash did not get as far as ${command}`);
  return lines;
}

/** The frames of the last `Call Trace:` of a log that are no stale words. */
function callTrace(log: readonly string[]): string[] {
  const frames: string[] = [];
  for (const line of log.slice(log.findLastIndex((one) => one.includes('Call Trace:')))) {
    const frame = /\] {2}([\w.$]+)\+0x\w+\/0x\w+$/.exec(line)?.[1];
    if (frame !== undefined) frames.push(frame);
  }
  return frames;
}

/** The functions of a recorded stack, without stale words. */
function framesOf(stack: string): string[] {
  return stack.split('\n').flatMap((line) => /^ ([\w.$]+)\+0x/.exec(line)?.[1] ?? []);
}

/** Names of the functions of each task that `bt` shows, by pid. */
function backtraces(lines: readonly string[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  let own: string[] = [];
  for (const line of lines) {
    const pid = /^PID: (\d+) /.exec(line)?.[1];
    if (pid !== undefined) {
      own = [];
      found.set(Number(pid), own);
    }
    const name = /^ *#\d+ \[[0-9a-f]+\] (\S+) at /.exec(line)?.[1];
    if (name !== undefined) own.push(name);
  }
  return found;
}

describeWithTool('crash', (run) => {
  describe.each(names)('%s', (name) => {
    const { kernel } = machines[name];
    let said: Session;
    let files: readonly [string, string];
    beforeAll(() => {
      files = deadMachine(name, machines[name]);
      said = session(run, files, COMMANDS);
    });
    const output = (command: string) => linesOf(said, command);
    const field = (title: string) => new RegExp(`^ *${title}: (.*)$`, 'm').exec(output('sys').join('\n'))?.[1];

    test('the banner', () => {
      const log = output('log');
      const who = /PID: (\d+) Comm: (\S+)/.exec(log.find((line) => line.includes('Comm: '))!)!;
      expect(field('CPUS')).toBe('1');
      expect(field('RELEASE')).toBe(kernel);
      expect(`${log[0]}`).toContain(field('VERSION'));
      expect(field('PANIC')).toBe('"Kernel panic - not syncing: sysrq triggered crash"');
      expect(field('MEMORY')).toBe('127.5 MB');
      expect(field('DATE')).toBe('Fri Mar  1 12:00:02 UTC 2024');
      expect(field('UPTIME')).toBe('00:00:02');
      expect(Number(field('TASKS'))).toBe(recordedThreads(kernel).size + 2);
      expect(output('bt')[0]).toMatch(new RegExp(`^PID: ${who[1]} .*COMMAND: "${who[2]}"$`));
    });

    test('the log from the first line to the last', () => {
      const log = output('log');
      expect(log[0]).toContain(`] Linux version ${kernel}`);
      // The core is taken before the last line of a panic.
      expect(log.at(-1)).toContain('] Kernel Offset: ');
    });

    test('bt shows the Call Trace of the panic', () => {
      const trace = callTrace(output('log'));
      const own = [...backtraces(output('bt')).values()][0];
      expect(trace.length).toBeGreaterThan(7);
      expect(own).toEqual(trace.slice(trace.indexOf('panic')));
    });

    test('ps lists the kernel threads, and bt shows where each of them sleeps', () => {
      const rows = output('ps').flatMap((line) => {
        const row = /^>? *(\d+) +\d+ +\d+ +[0-9a-f]{16} +(\w\w) .* \[(.+)\]$/.exec(line);
        return row === null ? [] : [[Number(row[1]), row[2], row[3]] as const];
      });
      const states = { S: 'IN', I: 'UN', D: 'UN', R: 'RU' } as Record<string, string>;
      const threads = [...recordedThreads(kernel).values()];
      expect(rows).toEqual([
        [0, 'RU', 'swapper/0'],
        ...threads.map(({ pid, comm, state }) => [pid, states[state], comm]),
      ]);
      const traces = backtraces(output('foreach bt'));
      const { stacks } = stateText(kernel);
      const whole = threads.filter(({ pid, stack }) => {
        const recorded = framesOf(stacks[stack]!);
        const shown = traces.get(pid)!;
        expect(shown.slice(0, 2)).toEqual(['__schedule', 'schedule']);
        // crash leaves out who called the scheduler through a pointer.
        expect(recorded).toEqual(expect.arrayContaining(shown));
        return shown.join() === recorded.join();
      });
      expect(whole.length).toBeGreaterThan(threads.length * 0.9);
    });

    if (name === names[0]) {
      test('the stack of the idle task, slot by slot as in a real kernel', () => {
        // Where functions lie is not recorded, and a task's address is that of its variable.
        const masked = (lines: readonly string[]) => lines.map((line) => line.replace(/ at [0-9a-f]{16}$/, ''));
        const real = readFileSync('test/fixtures/vmcore/crash-bt-idle.debian61amd64.txt', 'latin1').trimEnd();
        expect(masked(output('bt 0'))).toEqual(masked(real.split('\n')));
      });
    }

    test('symbols, variables, structures and memory', () => {
      expect(output('sym vfs_write')[0]).toMatch(/^ffffffff[0-9a-f]{8} \(T\) vfs_write/);
      expect(output('p init_uts_ns.name.release')[0]).toContain(`"${kernel}\\000`);
      expect(output('p -x init_task.stack')[0]).toMatch(/= \(void \*\) 0xffffffff[0-9a-f]{8} <init_stack>$/);
      expect(output('struct task_struct.pid,comm init_task').slice(0, 2).join()).toMatch(
        /^ {2}pid = 0,, {2}comm = "swapper\/0\\000/,
      );
      expect(output('rd -a linux_banner')[0]).toContain(`Linux version ${kernel}`);
      const pages = (title: string) =>
        Number(new RegExp(`^ +${title} +(\\d+)`, 'm').exec(output('kmem -i').join('\n'))?.[1]);
      expect(pages('TOTAL MEM')).toBe(pages('FREE') + pages('USED'));
      expect(pages('FREE')).toBeGreaterThan(10_000);
      expect(output('runq').join()).toMatch(/CURRENT: PID: \d+ +TASK: [0-9a-f]{16} +COMMAND: "sh"/);
    });

    if (name !== names[0]) return;
    describeWithTool('gdb', (debug) => {
      test('gdb names where it died', () => {
        const text = latin1Text(debug(['-q', '-batch', ...files, '-ex', 'info symbol $pc'], new Uint8Array()));
        expect(text).toMatch(/^panic \+ \d+ in section /m);
      });
    });

    describeWithTool('makedumpfile', (dump) => {
      test('a dump without free and user pages tells the same', () => {
        const small = join(folder, `small-${kernel}`);
        dump(['-c', '-d', '31', files[1], small], new Uint8Array());
        const again = session(run, [files[0], small], ['bt', 'ps']);
        for (const command of ['bt', 'ps']) expect(linesOf(again, command)).toEqual(output(command));
      });
    });
  });

  test('several CPUs: who died, and where the panic stopped the others; processes with their sizes', () => {
    const name = 'two CPUs, processes';
    const said = session(run, deadMachine(name, others[name]), ['sys', 'bt -a', 'ps', 'foreach user bt']);
    expect(linesOf(said, 'sys').join('\n')).toMatch(/^ +CPUS: 2 \[OFFLINE: 1\]$/m);
    const idle = backtraces(linesOf(said, 'bt -a')).get(0);
    expect(idle?.slice(0, 4)).toEqual(['stop_this_cpu', '__sysvec_reboot', 'sysvec_reboot', 'sysvec_reboot']);
    expect(idle?.slice(-4)).toEqual([
      'do_idle',
      'cpu_startup_entry',
      'start_secondary',
      'secondary_startup_64_no_verify',
    ]);
    const processes = linesOf(said, 'ps').flatMap((line) => {
      const row = /^>? *(\d+) +(\d+) +\d+ +[0-9a-f]{16} +(\w\w) +[\d.]+ +(\d+) +(\d+) +(\w+)$/.exec(line);
      return row === null ? [] : [{ ppid: Number(row[2]), size: Number(row[4]), comm: row[6] }];
    });
    expect(processes.map(({ comm }) => comm)).toEqual(['sh', 'sh', 'sleep', 'sh']);
    expect(processes[0]?.ppid).toBe(0);
    expect(processes.every(({ size }) => size > 1000)).toBe(true);
    const [dying, ...sleeping] = [...backtraces(linesOf(said, 'foreach user bt')).values()].reverse();
    expect(dying?.at(-1)).toBe('entry_SYSCALL_64_after_hwframe');
    expect(sleeping.map((own) => own.slice(0, 2))).toEqual(sleeping.map(() => ['__schedule', 'schedule']));
    // Each has registers of a user.
    expect(linesOf(said, 'foreach user bt').filter((line) => line.endsWith('CS: 0033  SS: 002b'))).toHaveLength(4);
    expect(linesOf(said, 'foreach user bt').join('\n')).not.toContain('bogus');
  });

  test('what kdump left, with processes and two CPUs: the same session, with what the first kernel was at', () => {
    const source = `name: captured
board: pc
ramSize: 512MiB
kernel: 6.1.0-56-amd64
userland: gnu
commandLine: console=ttyS0 nokaslr panic=1 root=/dev/vda1 rw crashkernel=128M
steps:
  - power: on
  - shell: kdump-config load
  - crash: panic
  - wait: { console: Starting kdump-tools }
`;
    const parsed = parseScenario(source, 'captured.yaml');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    const setup = { ...parsed.setup, board: { ...parsed.setup.board, cpus: 2 } };
    const captured = capturedCore(parsed.scenario, setup, { seed: 'captured', which: 1 });
    if ('code' in captured) throw new Error(captured.message);
    const files = [join(folder, 'vmlinux-captured'), join(folder, 'captured')] as const;
    writeFileSync(files[0], vmlinuxFile(captured.dead)!);
    const { sizeBytes, pieces } = vmcoreCopy(captured.vmcore);
    writeSparse(files[1], { sizeBytes, pieces: pieces() }, { force: false, inputs: [] });
    const said = session(run, files, ['sys', 'log', 'bt', 'ps', 'bt 1']);
    // Nobody took the other one offline before the jump.
    expect(linesOf(said, 'sys').join('\n')).toMatch(/^ +CPUS: 2$/m);
    const trace = callTrace(linesOf(said, 'log'));
    expect([...backtraces(linesOf(said, 'bt')).values()][0]).toEqual(trace.slice(trace.indexOf('panic')));
    expect(linesOf(said, 'ps').join('\n')).toMatch(/^> +\d+ .* RU .* sh$/m);
    expect(linesOf(said, 'ps').join('\n')).toMatch(/^ +1 +0 .* IN .* init$/m);
    expect(linesOf(said, 'bt 1').at(-1)).toMatch(/CS: 0033 {2}SS: 002b$/);
  });

  test('an oops: from the panic through the exception to what was interrupted', () => {
    const name = 'an oops';
    const said = session(run, deadMachine(name, others[name]), ['log', 'bt']);
    const bt = linesOf(said, 'bt');
    const own = [...backtraces(bt).values()][0]!;
    expect(own.slice(0, 5)).toEqual([
      'panic',
      'oops_end.cold',
      'page_fault_oops',
      'exc_page_fault',
      'asm_exc_page_fault',
    ]);
    const log = linesOf(said, 'log');
    expect(own.slice(5)).toEqual(callTrace(log));
    const register = (lines: readonly string[], name: string) =>
      new RegExp(`\\b${name}: ([0-9a-f]{16})`).exec(lines.find((line) => line.includes(`${name}: `)) ?? '')?.[1];
    for (const one of ['RAX', 'RDI', 'R11']) expect(register(bt, one)).toBe(register(log, one));
  });
});
