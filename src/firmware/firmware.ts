/**
 * What runs first after power or reset: it brings up RAM and starts the next stage.
 *
 * On a board with U-Boot it hands over to it; where the platform has a device tree of its own (QEMU's machines), that lies in RAM then. On a board without a loader it does what QEMU and SeaBIOS do for `-kernel`: it
 * puts the image, the command line and, where the platform has one, the device tree into RAM and jumps. Of the recorded
 * machines only the POWER one has a firmware that writes to the serial line; its text is the board's. What else it writes over in RAM
 * (`firmwareWrites`) stands for its stack, its tables and its tests of the memory.
 */
import { parseFdt, serializeFdt } from '../formats/fdt.ts';
import { findOrAddSubnode, setProperty } from '../formats/fdt-tree.ts';
import { strings } from '../formats/fdt-values.ts';
import { downloadCookies } from '../hardware/download-mode.ts';
import { EfiVariables } from '../hardware/efi-variables.ts';
import { opalStartText } from '../hardware/opal.ts';
import type { Handoff, RamOwner, Stage, StageContext } from '../hardware/stage.ts';
import { map } from '../memory/mapping.ts';
import { assert } from '../sim/assert.ts';
import { latin1Bytes } from '../sim/bytes.ts';
import { type ClockEvent, NS_PER_S } from '../sim/clock.ts';
import type { RandomStream } from '../sim/random.ts';
import { StateMachineDriver } from '../sim/state-machine.ts';
import { describeDump, preserveDump } from './dump-preservation.ts';
import { firmwareMachine } from './firmware-machine.ts';
import { downloadOffer } from './minidump/download.ts';
import { writeSharedMemory } from './minidump/shared-memory.ts';
import { initializeNvram } from './nvram-partitions.ts';
import { describeOpalDump, preserveForOpal } from './opal-preservation.ts';

/** What goes over the cable to a PC in a millisecond: SuperSpeed, block by block. Assumed. */
const USB_BYTES_PER_MS = 40_000;
/** Where QEMU's Linux boot ROM puts the command line of an x86 kernel (`hw/i386/x86.c`, cmdline_addr). */
const X86_COMMAND_LINE_ADDRESS = 0x20000;
const X86_COMMAND_LINE_BYTES = 2048; // Linux COMMAND_LINE_SIZE

export class Firmware implements Stage {
  readonly name = 'firmware';
  readonly #context: StageContext;
  readonly #driver: StateMachineDriver;
  #handoff: Handoff | undefined;
  /** RAM kept its power since the last stage. */
  #hadPower = false;

  constructor(context: StageContext) {
    this.#context = context;
    this.#driver = new StateMachineDriver(firmwareMachine, {
      clock: context.clock,
      target: this.name,
      actions: {
        openUsb: () => this.#write(context.board.minidump?.downloadText ?? ''),
        offerDump: () => this.#offerDump(),
        endDownload: () => context.control.reset('warm'),
        initializeDram: () => this.#initializeDram(),
        preserveDump: () => this.#preserveDump(),
        writeDeviceTree: () => {
          this.#overwrite();
          this.#loadKernel();
        },
        handOver: () => this.#handOver(),
      },
    });
  }

  get state(): string {
    return this.#driver.state;
  }

  readonly isAtPrompt = false;

  get nowNs(): number {
    return this.#context.clock.now;
  }

  /** It runs from its own memory. */
  memoryOwners(): readonly RamOwner[] {
    return [];
  }

  start(handoff: Handoff): void {
    const { resetCause } = handoff;
    this.#hadPower = resetCause !== 'power-on' && resetCause !== 'power-loss';
    this.#context.rtas?.reset(this.#hadPower);
    this.#handoff = handoff;
    this.#context.download?.reset(this.#hadPower);
    this.#driver.start({ isDownload: (this.#context.download?.cookie ?? 0) !== 0 });
  }

  /** Nobody listens to the serial line yet. */
  input(_bytes: Uint8Array): void {}

  handle(event: ClockEvent): void {
    this.#driver.handleDelay(event);
  }

  #handOver(): void {
    const { board, control } = this.#context;
    assert(this.#handoff !== undefined, 'firmware: hand-over before start');
    control.handOver(board.bootloader === 'uboot' ? 'bootloader' : 'kernel', this.#nextHandoff(this.#handoff));
  }

  #nextHandoff(handoff: Handoff): Handoff {
    const { board, bootMedium } = this.#context;
    if (board.bootloader === 'uboot' || bootMedium === null) return handoff;
    const commandLineAddress = board.architecture === 'x86_64' ? X86_COMMAND_LINE_ADDRESS : null;
    const deviceTreeAddress = board.deviceTree?.loadedAt ?? null;
    return { ...handoff, entryAddress: board.kernelFile.address, commandLineAddress, deviceTreeAddress };
  }

  /** A dump that the last kernel died for: saved before anything is loaded over it. */
  #preserveDump(): void {
    const { board, memory, rtas = null, opal = null } = this.#context;
    if (opal !== null) preserveForOpal(opal, this.#hadPower, { memory, ram: board.ramBanks });
    const pending = rtas?.takePending() ?? null;
    if (pending === null) return;
    const { faults = {} } = board.fadump!;
    rtas!.saved(preserveDump(pending.registration, { memory, ram: board.ramBanks, cpus: pending.cpus, faults }));
  }

  /** A PC fetches what the last kernel left for it; without one the machine stands here until somebody resets it. */
  #offerDump(): void {
    const { board, bus, clock, download = null } = this.#context;
    if (board.minidump?.hasHost !== true || download === null) return;
    const { regions, skipped } = download.fetch(downloadOffer(this.#context));
    download.cookie = downloadCookies.none;
    const sizeBytes = regions.reduce((sum, { length }) => sum + length, 0);
    const told = skipped.map(({ what, why }) => `${what}: ${why}`);
    bus.emit('download.fetched', { timeNs: clock.now, regions: regions.length, sizeBytes, skipped: told });
    this.#driver.send({ type: 'FETCH', takesMs: Math.ceil(sizeBytes / USB_BYTES_PER_MS) });
  }

  /** On some boards nothing is left of RAM after that. The shared memory begins to be then, and the watchdog to count. */
  #initializeDram(): void {
    const { board, bus, clock, memory, random, watchdog } = this.#context;
    if (board.dramInit === 'loses' && this.#hadPower) {
      const seed = 1 + random.stream('dramInit').int(2 ** 31 - 1);
      for (const bank of board.ramBanks) memory.lose(bank, seed, memory.writer(this.name));
      const cause = this.#handoff!.resetCause;
      const none = { flippedBits: 0, decays: [] };
      bus.emit('machine.retentionApplied', {
        timeNs: clock.now,
        cause,
        lostRanges: board.ramBanks,
        ...none,
        byFirmware: true,
      });
    }
    if (board.minidump !== undefined) writeSharedMemory(memory, board.minidump);
    const seconds = board.watchdog?.firmwareSeconds;
    if (seconds !== undefined) watchdog?.start(clock.now, seconds * NS_PER_S);
  }

  /** RAM that the firmware takes for itself. */
  #overwrite(): void {
    const { board, memory, random } = this.#context;
    const writer = memory.writer(this.name);
    for (const { start, end, pattern } of board.firmwareWrites ?? []) {
      if (pattern === 'zero') memory.fill(start, end - start, 0, writer);
      else memory.write(start, randomBytes(random.stream('firmware'), end - start), writer);
    }
  }

  /** Without a loader of its own, the platform puts kernel and command line into RAM itself. */
  #loadKernel(): void {
    const { board, bootMedium, memory, platformTree = null } = this.#context;
    if (board.bootloader === 'uboot' && platformTree !== null && board.deviceTree?.loadedAt !== undefined) {
      memory.write(board.deviceTree.loadedAt, platformTree, memory.writer(this.name));
    }
    if (board.bootloader === 'uboot' || bootMedium === null) return;
    this.#print();
    const found = bootMedium.configuration();
    const image = found === null ? undefined : bootMedium.file(found.kernelPath);
    if (found === null || image === undefined) return;
    const writer = memory.writer(this.name);
    if ('template' in image) memory.alias(board.kernelFile.address, image.template);
    else memory.write(board.kernelFile.address, image.bytes.subarray(0, board.kernelFile.sizeBytes), writer);
    if (board.deviceTree !== null && found.deviceTreePath !== null) {
      this.#loadDeviceTree(found.deviceTreePath, found.commandLine);
    }
    if (board.architecture !== 'x86_64') return;
    const range = { address: X86_COMMAND_LINE_ADDRESS, length: X86_COMMAND_LINE_BYTES };
    const mapping = map(memory, range, { cacheType: 'cached', byteOrder: 'little', writer: 'firmware' });
    mapping.write(0, latin1Bytes(`${found.commandLine.slice(0, X86_COMMAND_LINE_BYTES - 1)}\0`));
  }

  /** The platform writes the command line into the tree it hands over. A file that is no tree is handed over as it is. */
  #loadDeviceTree(path: string, commandLine: string): void {
    const { board, bootMedium, memory, rtas = null, opal = null } = this.#context;
    const address = board.deviceTree?.loadedAt;
    const file = bootMedium?.file(path);
    if (address === undefined || file === undefined || !('bytes' in file)) return;
    const tree = parseFdt(file.bytes);
    if (!('error' in tree)) {
      setProperty(findOrAddSubnode(tree.root, 'chosen'), 'bootargs', strings(commandLine));
      if (rtas !== null) describeDump(tree, rtas);
      if (opal !== null) describeOpalDump(tree, opal);
    }
    const bytes = 'error' in tree ? file.bytes : serializeFdt(tree);
    memory.write(address, bytes, memory.writer(this.name));
  }

  #write(text: string): void {
    this.#context.console.write(text.replaceAll('\n', '\r\n'));
  }

  #print(): void {
    const { board, clock, console, nvram } = this.#context;
    const isEfi = board.nvram?.kind === 'efi-variables';
    if (isEfi && nvram) new EfiVariables(nvram).start();
    const isNew = !isEfi && board.nvram !== undefined && nvram ? initializeNvram(nvram, board.nvram) : false;
    if (board.firmwareText === undefined) return;
    const line = isNew ? 'No NVRAM common partition, re-initializing...\n' : '';
    const { firmwareText, opal, cpus } = board;
    if (opal !== undefined)
      console.write(opalStartText(firmwareText, { cpus, said: this.#context.opal?.takeSaid() ?? [] }, clock.now));
    else this.#write(firmwareText.replace('{nvram}', line));
  }
}

function randomBytes(random: RandomStream, length: number): Uint8Array {
  const words = Uint32Array.from({ length: Math.ceil(length / 4) }, () => random.uint32());
  return new Uint8Array(words.buffer, 0, length);
}
