/**
 * Restore is the world: a machine from a file goes on as the one that was saved. Looking changes nothing. And whatever a file holds,
 * it is opened as what it says or refused. Each check is shown a mutant that it must catch.
 */

import { fc, test as property } from '@fast-check/vitest';
import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, test } from 'vitest';
import { SparseDisk } from '../../src/disk/sparse-disk.ts';
import { ramMapText } from '../../src/inspect/ram-map.ts';
import { Machine } from '../../src/machine/machine.ts';
import { machineState } from '../../src/machine/machine-state.ts';
import { storePages } from '../../src/machine/page-store.ts';
import { forkMachine } from '../../src/machine/replay.ts';
import { readContainer, writeContainer } from '../../src/machine/save-container.ts';
import { openMachine, saveMachine } from '../../src/machine/saved-machine.ts';
import { TimeMachine } from '../../src/machine/time-machine.ts';
import { findBoard } from '../../src/profiles/boards.ts';
import { findKernel } from '../../src/profiles/kernels.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { UserError } from '../../src/sim/issue.ts';
import { boot, pcMachine, REGION } from './pc.ts';
import { bornMachine, life, live, outcome } from './saved-steps.ts';

const save = (machine: Machine) => saveMachine(machine, { tool: 'test' });

describe('restore is the world', () => {
  property.prop([life], { numRuns: 10 })('saved at any instant, opened, and lived on', ({ board, steps, rest }) => {
    const machine = bornMachine(board);
    machine.powerOn();
    live(machine, steps);
    const opened = openMachine(save(machine));
    expect(outcome(opened)).toEqual(outcome(machine));
    for (const one of [machine, opened]) live(one, [...rest, { wait: 9_000 }]);
    expect(outcome(opened)).toEqual(outcome(machine));
    expect(opened.journal.entries).toEqual(machine.journal.entries);
  });

  test('mutant: a restore that drops a timer is seen', () => {
    const machine = pcMachine();
    machine.powerOn();
    const opened = openMachine(save(machine));
    opened.clock.cancel(opened.clock.next!.id);
    for (const one of [machine, opened]) live(one, [{ wait: 9_000 }]);
    expect(outcome(opened)).not.toEqual(outcome(machine));
    expect(opened.state).not.toBe(machine.state);
  });

  test('mutant: RAM written past the journal is refused, with the byte', () => {
    const machine = pcMachine();
    boot(machine);
    machine.memory.store8(REGION.address + 3, 0x5a, machine.memory.writer('somebody'));
    expect(issuesOf(save(machine))).toEqual([
      expect.stringMatching(
        /its machine comes out otherwise: RAM: .*0x5000003 is stored as 0x5a, in this run it is 0x43/,
      ),
    ]);
  });

  test('a machine with user space, its disk and a file of its own', () => {
    const board = findBoard('pc')!;
    const kernel = findKernel(board.defaultKernel!)!;
    const machine = new Machine({ board, kernel, uboot: null, seed: 's', userland: 'busybox' });
    machine.powerOn();
    machine.runUntil(60e9, () => machine.promptWaiting === 'linux');
    machine.putFile('/root/x', Uint8Array.of(1, 2, 255));
    machine.execute('sleep 5; echo done > /root/y');
    machine.runUntil(machine.clock.now + 2e9);
    const opened = openMachine(save(machine));
    for (const one of [machine, opened]) one.runUntil(one.clock.now + 20e9);
    expect(outcome(opened)).toEqual(outcome(machine));
    expect(opened.kernelRead('/root/y')).toEqual(new TextEncoder().encode('done\n'));
    expect(opened.kernelRead('/root/x')).toEqual(Uint8Array.of(1, 2, 255));
  });

  test('what a machine was made of: a changed board, a device tree, disks', () => {
    const origin = pcMachine().options;
    const slots = [
      { interface: 'mmc', number: 3, disk: SparseDisk.fromBytes(new Uint8Array(700).fill(3)), isReadOnly: true },
    ];
    const board = { ...origin.board, retention: { pin: [{ region: 'all', outcome: 'lost' }] } } as const;
    const machine = new Machine({ ...origin, board, slots: slots as never, deviceTree: Uint8Array.of(1) });
    const opened = openMachine(save(machine));
    expect(opened.options.board).toEqual(board);
    expect(opened.options.deviceTree).toEqual(Uint8Array.of(1));
    expect(opened.options.slots![0]).toMatchObject({ interface: 'mmc', number: 3, isReadOnly: true });
    expect(opened.options.slots![0]!.disk.hash()).toBe(slots[0]!.disk.hash());
  });
});

describe('looking changes nothing', () => {
  const looks: Readonly<Record<string, (machine: Machine) => unknown>> = {
    state: machineState,
    pages: ({ memory }) => storePages(memory),
    hash: ({ memory }) => memory.hash(),
    ledger: ({ ledger }) => [ledger.classify({ start: 0, end: 2 ** 32 }), ledger.pristine(REGION.address, 64)],
    writers: ({ memory }) => memory.writers(REGION.address, REGION.length),
    map: (machine) => ramMapText(machine.options.board.ramBanks, machine.memoryOwners(), 80),
    snapshot: ({ memory, ledger }) => [memory.snapshot().release(), ledger.snapshot().release()],
    save,
    fork: (machine) => crashed(forkMachine(machine)),
    time: (machine) => new TimeMachine(machine).allEvents(),
  };

  property.prop([life, fc.nat()], { numRuns: 8 })('at any instant, in any way', ({ board, steps, rest }, drawn) => {
    const [watched, control] = [bornMachine(board), bornMachine(board)];
    for (const machine of [watched, control]) machine.powerOn();
    const whole = [...steps, ...rest];
    // One instant of each life: looks at every instant would cost the square of its length.
    const instant = drawn % (whole.length + 1);
    for (const machine of [watched, control]) live(machine, whole.slice(0, instant));
    for (const look of Object.values(looks)) look(watched);
    for (const machine of [watched, control]) live(machine, [...whole.slice(instant), { wait: 9_000 }]);
    expect(outcome(watched)).toEqual(outcome(control));
  });

  test('mutant: a look that draws chance is seen', () => {
    const [watched, control] = [pcMachine(), pcMachine()];
    for (const machine of [watched, control]) boot(machine);
    watched.random.stream('fault').uint32();
    const fault = { kind: 'uniform', ...REGION, rate: 1e-3 } as const;
    for (const machine of [watched, control]) machine.inject(fault);
    expect(outcome(watched)).not.toEqual(outcome(control));
  });

  function crashed(machine: Machine): Machine {
    live(machine, [{ write: ['/proc/sysrq-trigger', 'c'] }]);
    return machine;
  }
});

describe('files that are not what they should be', () => {
  const machine = pcMachine();
  boot(machine);
  const file = save(machine);

  property.prop([fc.nat(), fc.integer({ min: 1, max: 255 })], { numRuns: 300 })('one byte is another', (at, change) => {
    const damaged = file.slice();
    damaged[at % file.length]! ^= change;
    expect(issuesOf(damaged)).toHaveLength(1);
  });

  property.prop([fc.nat()], { numRuns: 100 })('the end is missing', (at) => {
    expect(issuesOf(file.subarray(0, at % file.length))).toHaveLength(1);
  });

  property.prop([fc.uint8Array({ maxLength: 200 })], { numRuns: 100 })('any bytes behind the magic', (bytes) => {
    expect(issuesOf(Uint8Array.of(...file.subarray(0, 12), ...bytes))).toHaveLength(1);
    expect(issuesOf(bytes)).toHaveLength(1);
  });

  test('says what is wrong', () => {
    const version = file.slice();
    version[8] = 2;
    expect(issuesOf(version)).toEqual(['is of another version of the format']);
    expect(issuesOf(file.subarray(0, 5_000))).toEqual(['is cut off']);
    expect(issuesOf(Uint8Array.of(1, 2, 3))).toEqual(['is no saved machine and no bundle']);
    expect(issuesOf(Uint8Array.of(...file, 0))).toEqual(['is damaged: its checksum does not fit']);
    expect(sha256(file.subarray(0, -32))).toEqual(file.subarray(-32));
    const header = Uint8Array.from(file.subarray(0, -32));
    header.set(new TextEncoder().encode('snapshut'), latin1Text(header).indexOf('snapshot'));
    expect(issuesOf(Uint8Array.of(...header, ...sha256(header)))).toEqual(['does not hold what it should: the header']);
  });

  test('another journal, moment, state or machine: refused with the first difference', () => {
    const tampered = (change: Readonly<Record<string, (json: never) => unknown>>) => {
      const contents = readContainer(file, 'test');
      const sections = new Map(contents.sections);
      for (const [name, edit] of Object.entries(change)) {
        const json = JSON.parse(new TextDecoder().decode(sections.get(name)));
        sections.set(name, new TextEncoder().encode(JSON.stringify(edit(json as never))));
      }
      return issuesOf(writeContainer({ ...contents, sections }));
    };
    expect(tampered({ state: (json: object) => ({ ...json, resetCount: 9 }) })).toEqual([
      'its machine comes out otherwise: resetCount is 1, not 9',
    ]);
    expect(tampered({ journal: () => [] })).toEqual([
      'its machine does not go the way it is told: replay: the journal has 0 inputs, not 1',
    ]);
    expect(tampered({ moment: (json: object) => ({ ...json, events: 9_000_000 }) })).toEqual([
      expect.stringContaining('does not go the way it is told: replay: nothing is pending'),
    ]);
    expect(tampered({ moment: (json: object) => ({ ...json, timeNs: -1 }) })).toEqual([
      'does not hold what it should: the moment',
    ]);
    expect(tampered({ journal: ([entry]: [object]) => [{ ...entry, input: 'constructor' }] })).toHaveLength(1);
    expect(tampered({ journal: ([entry]: [object]) => [{ ...entry, input: 'reset', data: null }] })).toHaveLength(1);
    expect(tampered({ recipe: (json: object) => ({ ...json, kernel: '9.9.9' }) })).toEqual(['kernel 9.9.9 is unknown']);
    expect(
      tampered({ recipe: (json: { plain: object }) => ({ ...json, plain: { ...json.plain, seed: 'other' } }) }),
    ).toHaveLength(1);
    for (const ramBanks of [[], null, 5, [{ start: 2 ** 60, end: 1 }]]) {
      const board = { name: 'pc', changes: { ramBanks } };
      expect(tampered({ recipe: (json: object) => ({ ...json, board }) })).toHaveLength(1);
    }
    expect(tampered({ 'ram.index': (json: object) => ({ ...json, pages: [[0, 1]] }) })).toHaveLength(1);
  });
});

/** The complaints about a file. */
function issuesOf(bytes: Uint8Array): string[] {
  try {
    openMachine(bytes, 'test');
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.issues.map(({ message }) => message);
  }
}
