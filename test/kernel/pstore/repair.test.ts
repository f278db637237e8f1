/** ECC repair stores the damaged bytes and no others: neither the writer's name nor the ledger hides what it did not touch. */
import { expect, test } from 'vitest';
import { boot, pcMachine, REGION, runTo } from '../../machine/pc.ts';

test('three damaged bytes are three stores', () => {
  const machine = pcMachine({ words: 'ramoops.ecc=1 pstore.compress=none' });
  boot(machine);
  machine.kernelWrite('/proc/sysrq-trigger', 'c');
  machine.runUntil(machine.clock.now + 60e9, () => machine.state === 'resetting');
  const damaged = [REGION.address + 5, REGION.address + 200, REGION.address + 201];
  machine.inject({ kind: 'bits', bits: damaged.map((address) => ({ address, bit: 3 })) });
  expect(machine.ledger.damaged({ start: REGION.address, end: REGION.address + 0x1000 }).length).toBe(3);
  const stores: number[] = [];
  machine.memory.onWrite({ start: REGION.address, end: REGION.address + 0x3800 }, (address, length) => {
    for (let i = 0; i < length; i++) stores.push(address + i);
  });
  runTo(machine, 'kernel.running');
  expect(stores).toEqual(damaged);
  expect(machine.ledger.isTrue({ start: REGION.address, end: REGION.address + 0x1000 })).toBe(true);
});
