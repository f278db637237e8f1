/** One line that says what a step does. */

import type { FaultStep } from '../fault-schema.ts';
import { kmemdumpTitle } from '../kmemdump-step.ts';
import type { Contents, Expectation, Step } from '../schema.ts';
import { kernelCommandText, stepKind } from '../steps.ts';
import { printable } from './printable.ts';

const TITLE_COLUMNS = 90;

export function stepTitle(step: Step): string {
  const title = printable(fullTitle(step).replaceAll('\n', ' ').trim());
  return title.length > TITLE_COLUMNS ? `${title.slice(0, TITLE_COLUMNS - 1)}…` : title;
}

function fullTitle(step: Step): string {
  if (step.power !== undefined) return `power ${powerTitle(step.power)}`;
  if (step.reset !== undefined) return `reset (${resetTitle(step.reset)})`;
  if (step.type !== undefined) return `type ${JSON.stringify(step.type)}`;
  if (step.wait !== undefined) return `wait ${waitTitle(step.wait)}`;
  if (step.uboot !== undefined) return `=> ${typeof step.uboot === 'string' ? step.uboot : step.uboot.command}`;
  if (step.kernel !== undefined) return `# ${kernelCommandText(step.kernel)}`;
  if (step.shell !== undefined)
    return `# ${[typeof step.shell === 'string' ? step.shell : step.shell.run].flat().join('; ')}`;
  if (step.crash !== undefined) return `crash ${typeof step.crash === 'string' ? step.crash : step.crash.kind}`;
  if (step.fault !== undefined) return `fault: ${faultTitle(step.fault)}`;
  if (step.kmemdump !== undefined) return kmemdumpTitle(step.kmemdump);
  if (step.plugMemory !== undefined) return `plug in ${step.plugMemory} of memory`;
  if (step.poke !== undefined) return `poke bytes at 0x${step.poke.address.toString(16)}`;
  if (step.expect !== undefined) return `expect ${expectTitle(step.expect)}`;
  if (step.show !== undefined) return `show ${step.show}`;
  return step.chapter ?? step.say ?? stepKind(step);
}

function resetTitle(reset: NonNullable<Step['reset']>): string {
  return typeof reset === 'string' ? reset : `${reset.cause}, ${gapTitle(reset)} without refresh`;
}

function powerTitle(power: NonNullable<Step['power']>): string {
  if (typeof power === 'string') return power;
  return `off for ${gapTitle(power)}, then on`;
}

function waitTitle(wait: NonNullable<Step['wait']>): string {
  if (typeof wait === 'string') return wait;
  if (wait.console !== undefined) return `for ${JSON.stringify(wait.console)}`;
  return wait.state !== undefined ? `for state ${wait.state}` : `for ${wait.event}`;
}

function faultTitle(fault: FaultStep): string {
  if (fault.bits !== undefined) return `${fault.bits.length} bit${fault.bits.length === 1 ? '' : 's'}`;
  if (fault.plan !== undefined) return fault.plan;
  if (typeof fault.field === 'object') return `${fault.field.name} of the zone at 0x${fault.field.zone.toString(16)}`;
  if (fault.uniform === undefined) return aimedTitle(fault);
  const { address, length, rate } = fault.uniform;
  return `each bit of 0x${length.toString(16)} bytes at 0x${address.toString(16)} with chance ${rate}`;
}

/** As it stands in the file: `dmesg[0].header.size, bit 3`. */
function aimedTitle({ field, address, ...rest }: FaultStep): string {
  const place = typeof field === 'string' ? field : `0x${address!.toString(16)}`;
  const words = Object.entries(rest).map(([key, value]) => {
    return `${key} ${typeof value === 'object' ? JSON.stringify(value).replaceAll('"', '') : value}`;
  });
  return [place, ...words].join(', ');
}

function expectTitle(expectation: Expectation): string {
  const parts = Object.entries(expectation).filter(([, value]) => value !== undefined);
  return parts
    .map(([name, value]) => {
      if (name === 'file') return (value as NonNullable<Expectation['file']>).path;
      if (name === 'files') return (value as NonNullable<Expectation['files']>).directory;
      if (name === 'ram') return `RAM at 0x${(value as NonNullable<Expectation['ram']>).address.toString(16)}`;
      return name === 'state' || name === 'event' ? `${name} ${value as string}` : name;
    })
    .join(', ');
}

/** What a passed expectation has found, one line for each thing. */
export function checkWords(expectation: Expectation): string[] {
  const words: string[] = [];
  const { console, output, file, files, ram, records, state, event } = expectation;
  if (console !== undefined) words.push(...contentsWords('the console', console));
  if (output !== undefined) words.push(...contentsWords('the output', output));
  if (file !== undefined) {
    if (file.exists === false) words.push(`${file.path} does not exist`);
    else words.push(...contentsWords(file.path, file));
  }
  if (files !== undefined)
    words.push(`${files.directory} holds ${files.names.length === 0 ? 'nothing' : files.names.join(', ')}`);
  if (ram !== undefined) words.push(`RAM at 0x${ram.address.toString(16)} is as expected`);
  for (const [name, value] of Object.entries(records ?? {})) words.push(`the record ${name} is ${value}`);
  if (state !== undefined) words.push(`the machine is in state ${state}`);
  if (event !== undefined) words.push(`${event} has happened`);
  return words.map(printable);
}

function contentsWords(what: string, { equals, contains, absent, lines, matches }: Contents): string[] {
  const list = (value: string | readonly string[] | undefined) => [value ?? []].flat();
  const quoted = (text: string) => JSON.stringify(text.trim());
  const words = [
    ...list(contains).map((text) => `${what} has ${quoted(text)}`),
    ...list(matches).map((text) => `${what} has a line ${quoted(text)}`),
    ...list(absent).map((text) => `${what} has no ${quoted(text)}`),
  ];
  if (equals !== undefined) words.push(`${what} is ${equals === '' ? 'empty' : 'exactly as expected'}`);
  if (lines !== undefined) words.push(`${what} has the expected ${lines.length} lines`);
  return words.length === 0 ? [`${what} is there`] : words;
}

function gapTitle({ off, temperature }: { off: string; temperature?: number | undefined }): string {
  return temperature === undefined ? off : `${off} at ${temperature} °C`;
}
