/**
 * State machines as Mermaid text (`stateDiagram-v2`): what `lastwords chart NAME` prints.
 *
 * Read from the machine itself, so the drawing is never older than the code. Nested states become boxes, delays are named by
 * their time, transitions without an event by their guard. Actions are left out: the chart says when, not what. Mermaid puts a
 * state into the box where it is first mentioned, so every state is declared in its own box and every arrow is written in the
 * innermost box that holds both of its ends.
 */
import type { AnyStateMachine } from 'xstate';
import { firmwareMachine } from '../firmware/firmware-machine.ts';
import { fadumpMachine } from '../kernel/fadump/fadump-machine.ts';
import { kdumpMachine } from '../kernel/kdump/kdump-machine.ts';
import { kernelMachine } from '../kernel/kernel-machine.ts';
import { kmemdumpMachine } from '../kernel/kmemdump/kmemdump-machine.ts';
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
  { name: 'kdump', meaning: 'a crash kernel: reserved, loaded, the jump, capturing', machine: kdumpMachine },
  { name: 'fadump', meaning: 'a dump by the firmware: reserved, registered, found, released', machine: fadumpMachine },
  { name: 'kmemdump', meaning: 'the table of regions: early, ready, left; and its backend', machine: kmemdumpMachine },
];

type StateNode = AnyStateMachine['root'];

interface Arrow {
  readonly from: StateNode;
  readonly to: StateNode;
  readonly label: string;
}

/** One line a state and a transition; ends with LF. */
export function toMermaid(machine: AnyStateMachine): string {
  const { root } = machine;
  const arrows = [...descendants(root)].flatMap(arrowsFrom);
  const lines = ['stateDiagram-v2', ...boxLines(root, arrows, 1)];
  const anywhere = arrowsFrom(root);
  if (anywhere.length > 0) lines.push('  state "any state" as any_state');
  for (const arrow of anywhere) lines.push(`  any_state --> ${nodeId(arrow.to)}${arrow.label}`);
  return `${lines.join('\n')}\n`;
}

/** What stands inside a box: its states, where it begins, and the arrows at home there. */
function boxLines(box: StateNode, arrows: readonly Arrow[], depth: number): string[] {
  const indent = '  '.repeat(depth);
  const lines: string[] = [];
  for (const child of children(box)) {
    const id = nodeId(child);
    const declaration = `${indent}state "${child.key}" as ${id}`;
    if (children(child).length === 0) lines.push(declaration);
    else lines.push(`${declaration} {`, ...boxLines(child, arrows, depth + 1), `${indent}}`);
  }
  const [first] = box.type === 'compound' ? (box.initial?.target ?? []) : [];
  if (first !== undefined) lines.push(`${indent}[*] --> ${nodeId(first)}`);
  for (const { from, to, label } of arrows) {
    if (commonBox(from, to) === box) lines.push(`${indent}${nodeId(from)} --> ${nodeId(to)}${label}`);
  }
  for (const child of children(box)) if (child.type === 'final') lines.push(`${indent}${nodeId(child)} --> [*]`);
  return lines;
}

function children(node: StateNode): StateNode[] {
  return Object.values(node.states) as StateNode[];
}

function* descendants(node: StateNode): Iterable<StateNode> {
  for (const child of children(node)) {
    yield child;
    yield* descendants(child);
  }
}

function commonBox(a: StateNode, b: StateNode): StateNode {
  const boxes = new Set<StateNode>();
  for (let box = a.parent as StateNode | undefined; box !== undefined; box = box.parent) boxes.add(box);
  let box = b.parent as StateNode;
  while (!boxes.has(box)) box = box.parent as StateNode;
  return box;
}

type TransitionDefinition = NonNullable<StateNode['always']>[number];

function arrowsFrom(node: StateNode): Arrow[] {
  const transitions: TransitionDefinition[] = [...[...node.transitions.values()].flat(), ...(node.always ?? [])];
  return transitions.flatMap((transition) => {
    const label = transitionLabel(transition);
    const text = label === '' ? '' : ` : ${label}`;
    return (transition.target ?? []).map((to: StateNode) => ({ from: node, to, label: text }));
  });
}

function transitionLabel({ eventType, guard }: TransitionDefinition): string {
  const name = guardName(guard);
  const condition = name === '' ? '' : `[${name}]`;
  return [eventName(eventType), condition].filter((part) => part !== '').join(' ');
}

/** xstate's own names: `xstate.after.DELAY.STATE` for a delay, `xstate.done.state.STATE` for an inner end. */
function eventName(eventType: string): string {
  const delay = /^xstate\.after\.([^.]+)\./.exec(eventType)?.[1];
  if (delay !== undefined) return /^\d+$/.test(delay) ? `after ${delay} ms` : `after ${delay}`;
  return eventType.startsWith('xstate.done.') ? 'done' : eventType;
}

function guardName(guard: unknown): string {
  if (typeof guard === 'string') return guard;
  if (typeof guard === 'object' && guard !== null && 'type' in guard) return String(guard.type);
  return typeof guard === 'function' ? guard.name : '';
}

/** Mermaid wants one word, unique in the whole chart: the path without the machine's own name. */
function nodeId(node: StateNode): string {
  return node.path.join('_');
}
