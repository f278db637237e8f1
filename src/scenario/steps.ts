/** What each kind of step does to the machine. Every function gives how it ended; none throws for what the world does. */

import type { KnownGap } from '../memory/retention.ts';
import { ramBytesOf } from '../profiles/ram-size.ts';
import { assert } from '../sim/assert.ts';
import { latin1Bytes, latin1Text, utf8ToLatin1 } from '../sim/bytes.ts';
import { NS_PER_S } from '../sim/clock.ts';
import { parseDuration } from '../sim/duration.ts';
import { errnoName, strerror } from '../sim/errno.ts';
import { crashStep } from './crash-step.ts';
import { checkExpectation } from './expect.ts';
import { injectFault } from './fault.ts';
import { hexToBytes } from './hex.ts';
import { kmemdumpStep } from './kmemdump-step.ts';
import { listingText } from './listing.ts';
import type { MachineFace } from './machine-face.ts';
import { clip } from './report/columns.ts';
import type { PowerStep, ResetStep } from './retention-schema.ts';
import type { KernelStep, PokeStep, Step, StepKind, UBootStep, WaitStep } from './schema.ts';
import { type Session, withoutCr } from './session.ts';
import { shellStep } from './shell-step.ts';
import { shellWord } from './shell-word.ts';
import { DEFAULT_TIMEOUT_NS, failed, passed, type StepContext, type StepEnd, waitEnd } from './step-end.ts';

const PROMPT = '=> ';
/** Columns of a command in a complaint; what was written may be 64 KiB. */
const COMMAND_COLUMNS = 90;
const PSTORE_MOUNT = '/sys/fs/pstore';

/** The one action of a step; the schema has seen to it that there is exactly one. */
export function stepKind(step: Step): StepKind {
  const [kind] = Object.keys(step);
  assert(kind !== undefined, 'step without an action');
  return kind as StepKind;
}

export function performStep(step: Step, context: StepContext): StepEnd {
  const { session } = context;
  const { machine } = session;
  if (step.power !== undefined) return powerStep(step.power, context);
  if (step.reset !== undefined) {
    if (machine.state === 'off') return failed({ message: 'the machine is off: nothing to reset' });
    session.markInput();
    resetBoard(step.reset, machine);
    return passed;
  }
  if (step.type !== undefined) {
    if (machine.state === 'off') return failed({ message: 'the machine is off: nobody reads the serial line' });
    session.markInput();
    machine.type(step.type);
    return passed;
  }
  if (step.wait !== undefined) return waitStep(step.wait, context);
  if (step.uboot !== undefined) return ubootStep(step.uboot, context);
  if (step.shell !== undefined) return shellStep(step.shell, context);
  if (step.kernel !== undefined) return kernelStep(step.kernel, context);
  if (step.crash !== undefined) return crashStep(step.crash, context);
  if (step.kmemdump !== undefined) return kmemdumpStep(step.kmemdump, context);
  if (step.plugMemory !== undefined) return plugStep(step.plugMemory, session);
  if (step.poke !== undefined) return pokeStep(step.poke, context);
  if (step.fault !== undefined) {
    injectFault(step.fault, machine, context.faults);
    return passed;
  }
  if (step.show !== undefined) {
    const view = step.show === 'region' ? context.viewer.look(machine) : context.viewer.header(machine);
    return 'failure' in view ? failed(view.failure) : { ...passed, ...view };
  }
  if (step.expect !== undefined) {
    const failures = checkExpectation(step.expect, context);
    return { status: failures.length === 0 ? 'passed' : 'failed', failures };
  }
  return passed; // chapter and say are words only
}

function plugStep(size: string, session: Session): StepEnd {
  if (session.machine.state === 'off')
    return failed({ message: 'the machine is off: ramSize says what it starts with' });
  session.markInput();
  const refusal = session.machine.plugMemory(ramBytesOf(size)!);
  return refusal === null ? passed : failed({ message: refusal });
}

function resetBoard(reset: ResetStep, machine: MachineFace): void {
  if (typeof reset === 'string') machine.reset(reset);
  else machine.reset(reset.cause, gapOf(reset));
}

/** A time without refresh, as steps say it. */
function gapOf({ off, temperature }: { off: string; temperature?: number | undefined }): KnownGap {
  return { offSeconds: parseDuration(off)! / NS_PER_S, ...(temperature !== undefined && { tempC: temperature }) };
}

function powerStep(power: PowerStep, context: StepContext): StepEnd {
  const { session } = context;
  const { machine } = session;
  if (power === 'on' && machine.state !== 'off') return failed({ message: 'the machine is already on' });
  session.markInput();
  if (power === 'on') machine.powerOn();
  else machine.powerOff();
  if (typeof power === 'string') return passed;
  const { off } = power;
  const offNs = parseDuration(off)!;
  const end = waitEnd(
    context.wait(() => session.pass(offNs)),
    `${off} to pass without power`,
    offNs,
    context,
  );
  if (end.status !== 'passed') return end;
  session.markInput();
  machine.powerOn(gapOf(power));
  return passed;
}

function waitStep(wait: WaitStep, context: StepContext): StepEnd {
  const { session } = context;
  if (typeof wait === 'string') {
    const durationNs = parseDuration(wait)!;
    return waitEnd(
      context.wait(() => session.pass(durationNs)),
      `${wait} to pass`,
      durationNs,
      context,
    );
  }
  const timeoutNs = wait.timeout === undefined ? DEFAULT_TIMEOUT_NS : parseDuration(wait.timeout)!;
  if (wait.console !== undefined) {
    const text = utf8ToLatin1(wait.console);
    const outcome = context.wait(() => session.waitForConsole(text, timeoutNs));
    return waitEnd(outcome, `"${wait.console}" on the console`, timeoutNs, context);
  }
  if (wait.state !== undefined) {
    const { state } = wait;
    return waitEnd(
      context.wait(() => session.waitForState(state, timeoutNs)),
      `state ${state}`,
      timeoutNs,
      context,
    );
  }
  const event = wait.event!;
  return waitEnd(
    context.wait(() => session.waitForEvent(event, timeoutNs)),
    `event ${event}`,
    timeoutNs,
    context,
  );
}

/** Waits for the prompt, types the command, waits for the next prompt; the output is what came between. */
function ubootStep(uboot: UBootStep, context: StepContext): StepEnd {
  const { session } = context;
  const { command, prompt = true, timeout = undefined } = typeof uboot === 'string' ? { command: uboot } : uboot;
  const timeoutNs = timeout === undefined ? DEFAULT_TIMEOUT_NS : parseDuration(timeout)!;
  const atPrompt = () => session.machine.state.startsWith('bootloader') && session.endsWith(PROMPT);
  const ready = context.wait(() => session.waitFor(atPrompt, timeoutNs));
  if (ready !== 'met') {
    const end = waitEnd(ready, 'the U-Boot prompt', timeoutNs, context);
    const hint = 'was the countdown stopped? wait for "Hit any key", then type a key';
    return {
      ...end,
      failures: end.failures.map((failure) => ({ ...failure, message: `${failure.message}; ${hint}` })),
    };
  }
  session.markInput();
  const start = session.consoleLength;
  session.machine.type(`${command}\n`);
  if (!prompt) return passed;
  const back = context.wait(() => session.waitFor(() => session.consoleLength > start && atPrompt(), timeoutNs));
  const output = ubootOutput(session.console.slice(start));
  session.output = output;
  return { ...waitEnd(back, `the prompt after "${command}"`, timeoutNs, context), output };
}

/** Without the echo of the command line and without the prompt that ends it. */
function ubootOutput(text: string): string {
  const echoEnd = text.indexOf('\r\n');
  const body = echoEnd < 0 ? text : text.slice(echoEnd + 2);
  return withoutCr(body.endsWith(PROMPT) ? body.slice(0, -PROMPT.length) : body);
}

function kernelStep(kernel: KernelStep, context: StepContext): StepEnd {
  const { session } = context;
  const { machine } = session;
  if (!machine.state.startsWith('kernel')) return failed({ message: `no kernel is running (state ${machine.state})` });
  session.markInput();
  const { result, output } = kernelCall(kernel, session);
  session.output = output;
  const found = result < 0 ? errnoName(result) : 'success';
  const expected = kernel.error ?? 'success';
  const detail = result < 0 ? ` (${strerror(result)})` : '';
  if (found === expected) return { ...passed, output };
  return {
    ...failed({
      message: `${clip(kernelCommandText(kernel), COMMAND_COLUMNS)} ended with ${found}${detail}`,
      expected,
      found,
    }),
    output,
  };
}

function kernelCall(kernel: KernelStep, { machine }: Session): { result: number; output: string } {
  if (kernel.write !== undefined) {
    const { path, text, newline = true } = kernel.write;
    return { result: machine.kernelWrite(path, utf8ToLatin1(newline ? `${text}\n` : text)), output: '' };
  }
  if (kernel.sysctl !== undefined) {
    const [name = '', value = ''] = splitOnce(kernel.sysctl, '=');
    return {
      result: machine.kernelWrite(`/proc/sys/${name.replaceAll('.', '/')}`, utf8ToLatin1(`${value}\n`)),
      output: '',
    };
  }
  if (kernel.mount !== undefined) return { result: machine.kernelMount(kernel.mount), output: '' };
  if (kernel.ls !== undefined) {
    const entries = machine.kernelList(kernel.ls);
    return typeof entries === 'number' ? { result: entries, output: '' } : { result: 0, output: listingText(entries) };
  }
  if (kernel.cat !== undefined) {
    const bytes = machine.kernelRead(kernel.cat);
    return typeof bytes === 'number' ? { result: bytes, output: '' } : { result: 0, output: latin1Text(bytes) };
  }
  return { result: machine.kernelUnlink(kernel.unlink!), output: '' };
}

/** The shell command that does the same, for people. */
export function kernelCommandText(kernel: KernelStep): string {
  if (kernel.write !== undefined) {
    return `echo ${kernel.write.newline === false ? '-n ' : ''}${shellWord(kernel.write.text)} > ${kernel.write.path}`;
  }
  if (kernel.sysctl !== undefined) return `sysctl -w ${kernel.sysctl}`;
  if (kernel.mount !== undefined) return `mount -t pstore pstore ${PSTORE_MOUNT}`;
  if (kernel.ls !== undefined) return `ls -l ${kernel.ls}`;
  if (kernel.cat !== undefined) return `cat ${kernel.cat}`;
  return `rm ${kernel.unlink}`;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + separator.length)];
}

function pokeStep(poke: PokeStep, { session }: StepContext): StepEnd {
  const bytes = poke.hex !== undefined ? hexToBytes(poke.hex) : latin1Bytes(utf8ToLatin1(poke.text!));
  session.machine.poke(poke.address, bytes);
  return passed;
}
