/**
 * LKDTM's types on arm64 and 32-bit ARM: recorded consoles against what the whole machine says when it runs the recording's script,
 * every line from the load of the module on, with its level, and what the script answered.
 */
import { Machine } from '../../src/machine/machine.ts';
import type { BoardProfile } from '../../src/profiles/board.ts';
import { virtArm } from '../../src/profiles/boards/virt-arm.ts';
import { virtArm64 } from '../../src/profiles/boards/virt-arm64.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { assert } from '../../src/sim/assert.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';
import { deviceTree } from './arch-console.ts';
import { archLkdtmMask, withoutTaskCanaries } from './arch-lkdtm-mask.ts';
import { expectSame } from './console-compare.ts';
import { type ConsoleLine, END, scriptFiles } from './console-machine.ts';
import { masked } from './console-mask.ts';
import { type RecordedLine, type Recording, readRecording, recordedLines } from './console-recording.ts';
import type { Case, Suite } from './suite.ts';
import { listVectors } from './vectors.ts';

const boards: Readonly<Record<string, BoardProfile>> = { arm64: virtArm64, arm: virtArm };
const LIMIT_S = 60;
/** An idle CPU complains behind the script's end. */
const SETTLE_S = 1;
/** How slow the emulator was. */
const ELSEWHERE = /^hrtimer: interrupt took/;

export const suite: Suite = {
  name: 'linux-console: LKDTM on arm64 and arm',
  cases(): Case[] {
    return listVectors('linux-console')
      .filter((file) => /-lkdtm-.*\.json$/.test(file))
      .map((file) => file.replace(/\.json$/, ''))
      .filter((name) => boardOf(readRecording(name)) !== undefined)
      .map((name) => ({ name, run: () => compare(name) }));
  },
};

function boardOf({ kernel }: Recording): BoardProfile | undefined {
  return boards[findKernel(kernel)?.architecture ?? ''];
}

function compare(name: string): void {
  const recording = readRecording(name);
  const recorded = recordedLines(name).filter(({ text }) => !ELSEWHERE.test(text));
  const { ours, answers } = replay(recording, recorded);
  const show = (lines: readonly { readonly level: number | null; readonly text: string }[]) =>
    withoutTaskCanaries(lines).map(({ level, text }) => `<${level}>${masked(text, archLkdtmMask)}`);
  expectSame(show(ours), show(recorded));
  expectSame(answers, ofScript(recording.answers), 'answer');
}

/** What the script wrote to the console, between the lines of the log. */
function ofScript(console: readonly string[]): string[] {
  return console.filter((line) => line !== '' && !/^\[ *\d+\.\d{6}\] /.test(line) && line !== END);
}

function replay(
  recording: Recording,
  recorded: readonly RecordedLine[],
): { readonly ours: readonly ConsoleLine[]; readonly answers: string[] } {
  const kernel = findKernel(recording.kernel);
  const own = boardOf(recording);
  assert(kernel !== undefined && own !== undefined, `no kernel ${recording.kernel}`);
  const machine = new Machine({
    board: {
      ...own,
      cpus: recording.cpus,
      disk: null,
      initramfsFiles: scriptFiles(kernel, recording.script, '/dev/console'),
    },
    kernel,
    uboot: null,
    seed: recording.name,
    commandLine: recording.commandLine,
    userland: 'busybox',
    deviceTree: deviceTree(own, null),
  });
  const ours: ConsoleLine[] = [];
  machine.bus.on('kernel.booted', () => {
    const { printk, casualty } = machine.kernel!.parts;
    // Which of the recorded stacks a report shows is chance.
    casualty.chooseStack = (path, drawn) => {
      const { stacks } = casualty.environment().text.crash.paths[path]!;
      const shown = new Set(recorded.slice(ours.length).map(({ text }) => text.slice(1)));
      const fits = stacks.findIndex(({ frames }) =>
        frames
          .trim()
          .split('\n')
          .every((frame) => shown.has(frame)),
      );
      return fits < 0 ? drawn : fits;
    };
    const print = printk.printk.bind(printk);
    printk.printk = (level, text, call) => {
      for (const line of text.replace(/\n$/, '').split('\n')) ours.push({ level, text: line });
      print(level, text, call);
    };
  });
  machine.powerOn();
  const isOver = () => machine.state === 'kernel.panicking.dead' || machine.uart.text.includes(`\n${END}`);
  machine.runUntil(machine.clock.now + LIMIT_S * NS_PER_S, isOver);
  machine.runUntil(machine.clock.now + SETTLE_S * NS_PER_S, () => machine.state === 'kernel.panicking.dead');
  const start = ours.findIndex(({ text }) => text.startsWith('lkdtm: '));
  const lines = machine.uart.text.replaceAll('\r', '').split('\n');
  const init = lines.findIndex((line) => line.includes('] Run /init2'));
  return { ours: ours.slice(start), answers: ofScript(lines.slice(init + 1)) };
}
