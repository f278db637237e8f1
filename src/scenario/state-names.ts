/** The names of all states a machine can be in, as `Machine.state` says them: what a `wait` or an `expect` may name. */
import type { AnyStateMachine } from 'xstate';
import { firmwareMachine } from '../firmware/firmware-machine.ts';
import { kernelMachine } from '../kernel/kernel-machine.ts';
import { lifecycleMachine } from '../machine/lifecycle-machine.ts';
import { ubootMachine } from '../uboot/machine.ts';

/** The states of the board in which a stage runs, with the states of that stage. */
const stages: Readonly<Record<string, AnyStateMachine>> = {
  firmware: firmwareMachine,
  bootloader: ubootMachine,
  kernel: kernelMachine,
};

/** Every state and every box of states, outermost first: `kernel`, `kernel.panicking`, `kernel.panicking.dumping`. */
export const stateNames: readonly string[] = Object.values(lifecycleMachine.root.states).flatMap(({ key }) => [
  key,
  ...(stages[key] === undefined ? [] : namesBelow(stages[key].root, key)),
]);

type StateNode = AnyStateMachine['root'];

function namesBelow(node: StateNode, path: string): string[] {
  return (Object.values(node.states) as StateNode[]).flatMap((child) => {
    const name = `${path}.${child.key}`;
    return [name, ...namesBelow(child, name)];
  });
}
