/**
 * The work units of machine mode: a whole machine crashes, resets, and recovers, again and again, through the state machines.
 *
 * The board is the PC; the whole region is one record zone. Damage comes at the reset: decay through the board's retention rules, all
 * else into the RAM right behind it, before anybody has looked. Blocks are judged as in zone mode, against what the ledger
 * knows to be true; records by the record ledger, as in every scenario. Not judged is the last block of a record, whose
 * stale end the kernel takes for true.
 */
import { PERSISTENT_RAM_HEADER_BYTES, persistentRamBuffer } from '../formats/persistent-ram.ts';
import { RecordLedger } from '../inspect/record-ledger.ts';
import { Machine } from '../machine/machine.ts';
import { hitCluster } from '../memory/dram/clusters.ts';
import { type Flip, flipBits } from '../memory/faults.ts';
import { findBoard } from '../profiles/boards.ts';
import { findKernel } from '../profiles/kernels.ts';
import { idealModule } from '../profiles/retention-presets.ts';
import { assert } from '../sim/assert.ts';
import { NS_PER_S } from '../sim/clock.ts';
import type { Configuration } from './configuration.ts';
import { type Damager, damager } from './damage.ts';
import { presetOutcome } from './memory-damage.ts';
import { emptyTally, type Tally } from './tally.ts';
import { TrialRandom } from './trial-random.ts';
import { countRecord, ZoneTrial } from './zone-trial.ts';
import { zoneWords } from './zone-words.ts';

const ADDRESS = 0x5000000;
const DAMAGE = { cause: 'campaign', writer: 'fault' };
/** Virtual time in which a boot must have come to an end, and how often it may begin anew. */
const BOOT_LIMIT_NS = 120 * NS_PER_S;
const BOOTS_MAX = 3;

/** Counts `blocks` full blocks; the chance is drawn by `name`. */
export function runMachineUnit(configuration: Configuration, blocks: number, name: string): Tally {
  const tally = emptyTally();
  const random = new TrialRandom(name);
  let crashes: MachineCrashes | null = null;
  for (let left = blocks, machines = 0; left > 0; ) {
    crashes ??= new MachineCrashes(configuration, `${name}/${machines++}`, random);
    const counted = crashes.crash(tally, left);
    assert(counted > 0, 'a crash left no full block to count');
    left -= counted;
    // A machine that does not come up again is replaced by another one.
    if (!crashes.recover(tally)) crashes = null;
  }
  return tally;
}

class MachineCrashes {
  readonly #configuration: Configuration;
  readonly #machine: Machine;
  readonly #records: RecordLedger;
  readonly #random: TrialRandom;
  readonly #damage: Damager | null;
  /** The log of the last crash, as it was meant. */
  #log = new Uint8Array(0);

  constructor(configuration: Configuration, seed: string, random: TrialRandom) {
    const { fault } = configuration;
    this.#configuration = configuration;
    this.#random = random;
    this.#damage = fault.model === 'decay' || fault.model === 'row' ? null : damager(fault, random);
    this.#machine = bootedMachine(configuration, seed);
    this.#records = new RecordLedger(this.#machine);
    assert(this.#run(), `the machine does not boot: ${this.#machine.state}`);
  }

  /** Crashes, resets, damages; gives the number of full blocks that were counted, at most `limit`. */
  crash(tally: Tally, limit: number): number {
    const machine = this.#machine;
    const { layout, ecc } = this.#configuration;
    const resets = machine.resetCount;
    machine.kernelWrite('/proc/sysrq-trigger', 'c');
    const isReset = machine.runUntil(machine.clock.now + BOOT_LIMIT_NS, () => machine.resetCount > resets);
    assert(isReset, `the machine has crashed and does not reset: ${machine.state}`);

    const truth = machine.ledger.pristine(ADDRESS, layout.zone);
    const { size } = persistentRamBuffer.read(truth, 'little', 0);
    this.#log = truth.slice(PERSISTENT_RAM_HEADER_BYTES, PERSISTENT_RAM_HEADER_BYTES + size);
    const trial = new ZoneTrial(zoneWords(layout.zone, ecc, size), truth);
    this.#hit(trial);
    const whole = Math.min(limit, Math.floor(size / 128));
    const own = emptyTally();
    trial.finish(own, whole, false);
    addInto(tally, own);
    return whole;
  }

  /** Boots, and counts what the kernel shows; false where none comes up. */
  recover(tally: Tally): boolean {
    const machine = this.#machine;
    const isUp = this.#run();
    if (isUp) machine.kernelMount('pstore');
    const record = isUp ? this.#records.latest?.records.find(({ name }) => name === 'dmesg[0]') : undefined;
    const bytes = record?.trueBytes ?? this.#log.length;
    const fate = record?.class ?? 'lost';
    const isTrue = fate === 'clean' || fate === 'corrected';
    countRecord(tally.records, fate, bytes, isTrue ? bytes : this.#trueBytes());
    if (!isUp) tally.records.kernelStops++;
    return isUp;
  }

  #run(): boolean {
    const machine = this.#machine;
    const resets = machine.resetCount;
    const isOver = () =>
      machine.state === 'kernel.running' || machine.state === 'hung' || machine.resetCount > resets + BOOTS_MAX;
    machine.runUntil(machine.clock.now + BOOT_LIMIT_NS, isOver);
    return machine.state === 'kernel.running';
  }

  /** Damages trial and RAM alike. */
  #hit(trial: ZoneTrial): void {
    const { memory, ledger } = this.#machine;
    const { fault, layout } = this.#configuration;
    const range = { start: ADDRESS, end: ADDRESS + layout.zone };
    if (this.#damage !== null) {
      this.#damage(trial);
      flipBits(memory, flipsOf(trial.flips), { ...DAMAGE, ledger });
      return;
    }
    if (fault.model === 'row') {
      for (let address = range.start; address < range.end; address += idealModule.rowBytes) {
        if (this.#random.float() >= fault.ber) continue;
        const options = { ...DAMAGE, ledger, profile: idealModule, seed: 0 };
        hitCluster(memory, range, { kind: 'row', address, severity: 1 }, options, this.#random);
      }
    }
    trial.become(memory.read(ADDRESS, layout.zone));
  }

  /** Bytes that the record's file has at the right place. Packed records are not compared. */
  #trueBytes(): number {
    const machine = this.#machine;
    if (this.#configuration.compress !== 'none' || machine.kernel === null) return 0;
    const files = machine.kernelList('/sys/fs/pstore');
    const name = typeof files === 'number' ? undefined : files.find((file) => file.name.startsWith('dmesg'))?.name;
    const found = name === undefined ? 0 : machine.kernelRead(`/sys/fs/pstore/${name}`);
    if (typeof found === 'number') return 0;
    const text = this.#log.subarray(this.#log.indexOf(0x0a) + 1);
    let count = 0;
    for (let at = 0; at < Math.min(found.length, text.length); at++) if (found[at] === text[at]) count++;
    return count;
  }
}

function bootedMachine({ kernel, layout, ecc, compress, fault }: Configuration, seed: string): Machine {
  const pc = findBoard('pc')!;
  const size = `0x${layout.zone.toString(16)}`;
  const decay =
    fault.model === 'decay'
      ? [{ region: { start: ADDRESS, end: ADDRESS + layout.zone }, outcome: presetOutcome(fault) }]
      : [];
  const board = { ...pc, retention: { ...pc.retention, warm: decay } };
  const zones = ['console', 'ftrace', 'pmsg'].map((name) => `ramoops.${name}_size=0`).join(' ');
  const commandLine =
    `console=ttyS0,115200 nokaslr panic=-1 rdinit=/init memmap=${size}$0x${ADDRESS.toString(16)} ` +
    `ramoops.mem_address=0x${ADDRESS.toString(16)} ramoops.mem_size=${size} ramoops.record_size=${size} ` +
    `${zones} ramoops.ecc=${ecc} pstore.compress=${compress}`;
  const machine = new Machine({ board, kernel: findKernel(kernel)!, uboot: null, seed, commandLine });
  machine.powerOn();
  return machine;
}

function flipsOf(masks: Uint8Array): Flip[] {
  const flips: Flip[] = [];
  for (let at = 0; at < masks.length; at++) {
    for (let bit = 0; bit < 8; bit++) if ((masks[at]! & (1 << bit)) !== 0) flips.push({ address: ADDRESS + at, bit });
  }
  return flips;
}

/** Full blocks and header of one crash; its last block is not judged. */
function addInto(tally: Tally, own: Tally): void {
  const add = <Counts extends object>(to: Counts, from: Counts) => {
    for (const [name, count] of Object.entries(from)) (to as Record<string, number>)[name]! += count;
  };
  add(tally.blocks, own.blocks);
  add(tally.headers, own.headers);
  tally.losses.forEach((_, at) => {
    tally.losses[at]! += own.losses[at]!;
    tally.places[at]! += own.places[at]!;
  });
}
