/**
 * State machines as Mermaid text: what `lastwords chart NAME` prints.
 *
 * Read from the machine itself, so that the drawing cannot lie. A line is a transition; its label is the event, the delay
 * (`after …`) or nothing for a step that follows at once, and the guard in brackets.
 */
import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { firmwareMachine } from '../firmware/firmware-machine.ts';
import { kernelMachine } from '../kernel/kernel-machine.ts';
import { lifecycleMachine } from '../machine/lifecycle-machine.ts';
import { ubootMachine } from '../uboot/machine.ts';

export interface NamedMachine {
  readonly name: string;
  /** One sentence for a list. */
  readonly meaning: string;
  readonly machine: AnyStateMachine;
}

/** The machines below this floor; the scenario run is added by whoever knows scenarios. */
export const machines: readonly NamedMachine[] = [
  { name: 'lifecycle', meaning: 'the board: off, firmware, bootloader, kernel, resetting', machine: lifecycleMachine },
  { name: 'firmware', meaning: 'what runs first after power or reset', machine: firmwareMachine },
  { name: 'uboot', meaning: 'the bootloader: countdown, prompt, commands', machine: ubootMachine },
  { name: 'kernel', meaning: 'Linux from early boot to oops, panic and restart', machine: kernelMachine },
];

/** A `stateDiagram-v2`; nested states are nested blocks. */
export function toMermaid(machine: AnyStateMachine): string {
  const lines = ['stateDiagram-v2'];
  drawChildren(machine.root, 1, lines);
  return `${lines.join('\n')}\n`;
}

function drawChildren(node: AnyStateNode, depth: number, lines: string[]): void {
  const indent = '  '.repeat(depth);
  const children = Object.values(node.states) as AnyStateNode[];
  const initial = node.initial?.target[0];
  if (initial !== undefined) lines.push(`${indent}[*] --> ${name(initial)}`);
  for (const child of children) {
    if (Object.keys(child.states).length > 0) {
      lines.push(`${indent}state ${name(child)} {`);
      drawChildren(child, depth + 1, lines);
      lines.push(`${indent}}`);
    }
    if (child.type === 'final') lines.push(`${indent}${name(child)} --> [*]`);
  }
  for (const source of [node, ...children]) drawTransitions(source, node, indent, lines);
}

/** A transition is drawn once: at the parent of its source, or at the root for those the root itself takes. */
function drawTransitions(source: AnyStateNode, parent: AnyStateNode, indent: string, lines: string[]): void {
  const isRoot = source.parent === undefined;
  if (source === parent && !isRoot) return;
  for (const transition of transitionsOf(source)) {
    const targets = transition.target ?? [];
    const from = isRoot ? 'any' : name(source);
    for (const target of targets) lines.push(`${indent}${from} --> ${name(target)}${label(transition)}`);
  }
}

function transitionsOf(node: AnyStateNode): AnyTransitionDefinition[] {
  return [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
}

function label(transition: AnyTransitionDefinition): string {
  const event = transition.eventType;
  const delay = /^xstate\.after\.(.+?)\.[^.]*(\..*)?$/.exec(event);
  const what = delay === null ? event : `after ${/^\d+$/.test(delay[1]!) ? `${delay[1]} ms` : delay[1]}`;
  const guard = typeof transition.guard === 'string' ? ` [${transition.guard}]` : '';
  const text = `${what}${guard}`.trim();
  return text === '' ? '' : ` : ${text}`;
}

function name(node: AnyStateNode): string {
  return node.path.length === 0 ? node.key : node.path.join('_');
}
