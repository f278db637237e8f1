/** A machine with user space at its prompt, and what its console said. */
import { BootSession } from '../../src/inspect/boot-session.ts';
import { Machine } from '../../src/machine/machine.ts';
import type { BoardProfile } from '../../src/profiles/board.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { findUBoot } from '../../src/profiles/uboot.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { NS_PER_S } from '../../src/sim/clock.ts';

export interface Booted {
  readonly machine: Machine;
  readonly session: BootSession;
  /** Output and status of a line in the operator's shell. */
  run(line: string): { readonly out: string; readonly status: number | null };
  /** What the console said since the last time it was asked, without time stamps. */
  said(): string[];
  wait(seconds: number): void;
}

/** A PC without a disk. */
export function booted(kernel = 'deb61', words = '', changes: Partial<BoardProfile> = {}): Booted {
  return powered(
    new Machine({
      board: { ...findBoard('pc')!, ...changes },
      kernel: findKernel(kernel)!,
      uboot: null,
      seed: 'sysrq',
      commandLine: `console=ttyS0,115200 nokaslr panic=0 ${words}`,
      userland: 'busybox',
    }),
  );
}

/** A board with Debian on its disk. */
export function bootedFromDisk(): Booted {
  const board = findBoard('imx6q')!;
  const uboot = findUBoot('2026.07')!;
  return powered(
    new Machine({ board, kernel: findKernel(board.defaultKernel!)!, uboot, seed: 'sysrq', userland: 'gnu' }),
  );
}

function powered(machine: Machine): Booted {
  machine.powerOn();
  const session = new BootSession(machine, 50_000);
  session.waitForPrompt();
  let seen = machine.uart.text.length;
  return {
    machine,
    session,
    run: (line) => {
      const { stdout, stderr, status } = session.run(line);
      return { out: latin1Text(stdout) + latin1Text(stderr), status };
    },
    said: () => {
      const text = machine.uart.text.slice(seen);
      seen = machine.uart.text.length;
      return text.split('\r\n').flatMap((line) => /^\[ *\d+\.\d{6}\](?:\[ *[TC]\d+\])? (.*)$/.exec(line)?.[1] ?? []);
    },
    wait: (seconds) => {
      machine.runUntil(machine.clock.now + seconds * NS_PER_S);
    },
  };
}
