/**
 * Recorded consoles through the whole machine: board `pc`, the recording's kernel and command line, the built-in initramfs, and in
 * it `/init2`, the script that the recording ran.
 *
 * The words of a script are shell functions, as in the recordings: `mod M…` insmod, `r "CMD"` runs CMD in a shell of its own and
 * notes output and exit code (`= N`), `key X` and `lk TYPE` write to sysrq-trigger and to LKDTM's DIRECT through `r`, `say WORD` calls for what
 * happens outside (`outside` of the recording). What `r` notes comes back as `answers`.
 *
 * `replayConsole(name)` gives our lines and the recorded ones, each from the end of the boot on. Which of the recorded stacks a crash
 * shows is chance on a real machine (stale words); here it is the one that agrees best with what the recording shows next, so that all of
 * it can be compared strictly.
 */

import { moduleCatalogue } from '../../src/kernel/modules/catalogue.ts';
import { Machine } from '../../src/machine/machine.ts';
import type { BoardProfile, InitramfsFile } from '../../src/profiles/board.ts';
import { pc } from '../../src/profiles/boards/pc.ts';
import type { RecordedStack } from '../../src/profiles/crash-data.ts';
import type { KernelProfile } from '../../src/profiles/kernel.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { assert } from '../../src/sim/assert.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { answerMask, crashMask, masked, undoubled } from './console-mask.ts';
import { type RecordedLine, type Recording, readRecording, recordedLines } from './console-recording.ts';

export interface ConsoleLine {
  readonly level: number;
  readonly text: string;
}

export interface ConsoleReplay {
  readonly ours: readonly ConsoleLine[];
  readonly recorded: readonly RecordedLine[];
  /** What `r` noted; null where the kernel did not live to tell. */
  readonly answers: readonly string[] | null;
  /** What the recording noted, without its end mark. */
  readonly recordedAnswers: readonly string[];
  /** State of the machine in the end: `kernel.running`, `kernel.panicking.dead`, `off`, `hung`, … */
  readonly state: string;
  readonly resets: number;
}

const S_IFREG = 0o100000;
const S_IFDIR = 0o040000;
const S_IFLNK = 0o120000;
/** Virtual seconds a script may take. */
const LIMIT_S = 400;

/** From the text that is waited for to the action, and between actions. */
const OUTSIDE_PAUSE_NS = 0.5 * NS_PER_S;

/** Lines that a boot prints when it likes, also behind the start of the first process. */
const LATE_BOOT =
  /^(tsc: |clocksource: |Run \S+ as init| {2}with | {4}\/| {4}HOME=| {4}TERM=|random: crng|input: |sched_clock: |Freeing |e1000|uart|async_)/;

const words = (answers: string) => `#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mount -t debugfs debugfs /sys/kernel/debug 2>/dev/null
answers=${answers}
mod() { for m in "$@"; do insmod /lib/m/$m.ko; done; }
r() { echo "$ $1" >>$answers; sh -c "$1" >>$answers 2>&1; echo "= $?" >>$answers; }
key() { r "echo $1 > /proc/sysrq-trigger"; }
lk() { r "echo $1 > /sys/kernel/debug/provoke-crash/DIRECT"; }
point() { r "echo $2 > /sys/kernel/debug/provoke-crash/$1"; }
say() { echo "$1" >>$answers; echo "$1" >/dev/console; }
exec 2>>$answers
`;
export const END = '@@END';
/** More than any number of frames. */
const MATCH = 10_000;

/** The files the script needs: itself, and the modules under the names the recordings used. `answers`: where `r` notes. */
export function scriptFiles(
  kernel: KernelProfile,
  script: readonly string[],
  answers = '/run/answers',
): InitramfsFile[] {
  const links = [...moduleCatalogue(kernel).modules.values()].map(({ name, path }) => ({
    path: `/lib/m/${name}.ko`,
    mode: S_IFLNK | 0o777,
    link: `/lib/modules/${kernel.release}/${path}`,
  }));
  const content = `${words(answers)}${script.join('\n')}\nsay ${END}\nwhile :; do sleep 1000; done\n`;
  return [{ path: '/lib/m', mode: S_IFDIR | 0o755 }, ...links, { path: '/init2', mode: S_IFREG | 0o755, content }];
}

/** What a replay does beside the script. */
export interface ReplayVariant {
  readonly board?: Partial<BoardProfile>;
  /** Which of two CPUs a task is on, and the like. */
  readonly seed?: string;
  /** Whether the replay is over, asked between two events; undefined: it ends where the script does. */
  readonly isEnd?: (machine: Machine, lines: Pick<ConsoleReplay, 'ours' | 'recorded'>) => boolean | undefined;
}

/** Runs the script of a recording and gives both consoles. */
export function replayConsole(name: string, variant: ReplayVariant = {}): ConsoleReplay {
  const recording = readRecording(name);
  const recorded = afterBoot(recordedLines(name));
  const kernel = findKernel(recording.kernel);
  assert(kernel !== undefined, `no kernel ${recording.kernel}`);
  // The recorded machine had no disk.
  const board = {
    ...pc,
    disk: null,
    cpus: recording.cpus,
    initramfsFiles: scriptFiles(kernel, recording.script),
    ...variant.board,
  };
  const machine = new Machine({
    board,
    kernel,
    uboot: null,
    seed: variant.seed ?? name,
    commandLine: recording.commandLine,
    userland: 'busybox',
  });
  const ours: ConsoleLine[] = [];
  machine.bus.on('kernel.booted', () => listen(machine, ours, recorded));
  machine.powerOn();
  let resets = 0;
  machine.bus.on('machine.reset', () => resets++);
  const limit = machine.clock.now + LIMIT_S * NS_PER_S;
  const isEnd = () => variant.isEnd?.(machine, { ours, recorded }) ?? machine.uart.text.includes(`\n${END}`);
  const isDone = () => resets > 0 || isOver(machine.state) || isEnd();
  for (const [pattern, action, argument] of recording.outside ?? []) {
    const awaited = new RegExp(pattern);
    machine.runUntil(limit, () => isDone() || awaited.test(machine.uart.text));
    machine.runUntil(machine.clock.now + OUTSIDE_PAUSE_NS, isDone);
    if (!isDone()) act(machine, action, argument);
  }
  machine.runUntil(limit, isDone);
  const alive = machine.state === 'kernel.running';
  const answers = alive ? machine.kernelRead('/run/answers') : null;
  return {
    ours,
    recorded,
    answers: answers instanceof Uint8Array ? latin1Text(answers).split('\n').slice(0, -1) : null,
    recordedAnswers: recording.answers,
    state: machine.state,
    resets,
  };
}

/** What the recording did from outside: keys, and words to the emulator's monitor. */
function act(machine: Machine, action: string, argument: string): void {
  if (action === 'type') machine.type(argument);
  else if (argument === 'nmi') machine.nmi();
  else if (argument === 'chardev-send-break s0') machine.sendBreak();
}

function isOver(state: string): boolean {
  return state === 'kernel.panicking.dead' || state === 'off' || state === 'hung';
}

/** A boot ends with the start of the first process, or where the kernel gives up before it. */
function afterBoot(lines: readonly RecordedLine[]): RecordedLine[] {
  const init = lines.findLastIndex(({ text }) => /^(Run \S+ as init process|sched_clock: Marking stable)/.test(text));
  return lines.slice(init + 1).filter(({ text }) => !LATE_BOOT.test(text));
}

/** Takes down what the kernel says from now on, and lets each crash show the stack that the recording shows. */
function listen(machine: Machine, ours: ConsoleLine[], recorded: readonly RecordedLine[]): void {
  const { printk, casualty } = machine.kernel!.parts;
  const print = printk.printk.bind(printk);
  printk.printk = (level, text, call) => {
    for (const line of text.replace(/\n$/, '').split('\n')) ours.push({ level, text: line });
    print(level, text, call);
  };
  const { show } = machine.kernel!;
  show.chooseReport = (reports) => {
    const scores = reports.map((report) =>
      agreement({ stackPointers: [], frames: framesOf(report) }, recorded, ours.length),
    );
    return scores.indexOf(Math.max(...scores));
  };
  show.chooseCpu = (drawn) => {
    const line = recorded.slice(ours.length).find(({ text }) => text.startsWith('NMI backtrace for cpu '));
    return line === undefined ? drawn : Number(line.text.slice('NMI backtrace for cpu '.length));
  };
  casualty.chooseStack = (path, drawn) => {
    const { stacks } = casualty.environment().text.crash.paths[path]!;
    const scores = stacks.map((stack) => agreement(stack, recorded, ours.length));
    return stacks.length === 0 ? drawn : scores.indexOf(Math.max(...scores));
  };
}

/** The trace of a state dump in the form of a crash path's. */
function framesOf(report: string): string {
  const frames = report.split('\n').filter((line) => line.startsWith(' '));
  return ['<TASK>', ...frames.map((line) => line.slice(1)), '</TASK>'].join('\n');
}

/** How well a stack agrees with the recording's next trace: the frames first, then the flags. */
function agreement(
  { frames, flags, userFlags }: RecordedStack,
  recorded: readonly RecordedLine[],
  from: number,
): number {
  const at = recorded.findIndex(({ text }, i) => i >= from && text === 'Call Trace:');
  if (at < 0) return 0;
  const end = recorded.findIndex(({ text }, i) => i > at && !/^( |R|Code)/.test(text));
  const trace = recorded.slice(at + 1, end < 0 ? undefined : end).map(({ text }) => text);
  const shown = trace.filter((text) => text.startsWith(' '));
  const lines = frames.split('\n').filter((line) => line !== '' && !line.startsWith('@'));
  const same = lines.findIndex((line, i) => shown[i] !== ` ${line}`);
  const score = same < 0 && lines.length === shown.length ? MATCH : Math.max(0, same);
  const header = recorded.slice(from, at).map(({ text }) => text);
  const hasFlags = flags !== undefined && header.some((text) => text.includes(`EFLAGS: ${flags}`));
  const hasUserFlags =
    userFlags !== undefined && trace.some((text) => text.startsWith('RSP: 002b') && text.includes(userFlags));
  return 4 * score + (hasFlags ? 2 : 0) + (hasUserFlags ? 1 : 0);
}

/** `<LEVEL>TEXT` after the mask; levels only where the recording has them. */
export function maskedConsole({ ours, recorded }: ConsoleReplay): { ours: string[]; recorded: string[] } {
  return {
    recorded: recorded.map(({ level, text }) => `<${level ?? '.'}>${masked(text, crashMask)}`),
    ours: ours.map(({ level, text }, i) => `<${recorded[i]?.level === null ? '.' : level}>${masked(text, crashMask)}`),
  };
}

/** Answers as they can be compared: without the end mark. */
export function maskedAnswers(
  answers: readonly string[],
  recordedAnswers: readonly string[],
): { readonly ours: string[]; readonly recorded: string[] } {
  const show = (lines: readonly string[]) =>
    lines.filter((line) => line !== END).map((line) => masked(line, answerMask));
  const ours = show(answers);
  return { ours, recorded: undoubled(show(recordedAnswers), ours) };
}

/** Whether the recording is of a script, or of a kernel that got to none; the others are boots. */
export function isReplayable({ outside, kernel }: Recording): boolean {
  const isBoot = (outside ?? []).some(([, action]) => action === 'end');
  return !isBoot && findKernel(kernel) !== undefined;
}
