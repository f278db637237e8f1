// A machine for tests of the runner: a few lines of console, a prompt that echoes, a kernel with three files. Nothing of the
// simulated world is in it but clock, bus and RAM, so that a mistake of the runner cannot hide behind one of the world.
import type { WorldEvents } from '../../src/hardware/world-events.ts';
import type { GuestCommand } from '../../src/kernel/user-space-face.ts';
import type { FaultPlan } from '../../src/memory/fault-plan.ts';
import { PhysicalMemory } from '../../src/memory/physical-memory.ts';
import type { ResetCause } from '../../src/profiles/board.ts';
import type { FaultRequest, FileEntry, MachineFace } from '../../src/scenario/machine-face.ts';
import { latin1Bytes } from '../../src/sim/bytes.ts';
import { Clock, NS_PER_S } from '../../src/sim/clock.ts';
import { EventBus } from '../../src/sim/events.ts';

export class ScriptedMachine implements MachineFace {
  readonly firmwareDevices = { download: null };
  readonly clock = new Clock();
  readonly bus = new EventBus<WorldEvents>();
  readonly memory = new PhysicalMemory();
  readonly ledger = { pristine: (address: number, length: number) => this.memory.read(address, length) };
  readonly view = (address: number, length: number) => this.memory.read(address, length);
  readonly files = new Map([['/sys/fs/pstore/dmesg-ramoops-0', 'Panic#1 Part1\n']]);
  readonly inputs: string[] = [];
  readonly faults: FaultRequest[] = [];
  readonly plans: string[] = [];
  readonly traceHash = '0123456789abcdef';
  state = 'off';
  resetCount = 0;
  lastResetCause: ResetCause = 'power-on';
  #text = '';

  powerOn(): void {
    this.#enter('bootloader.autoboot');
    this.print('\r\n\r\nU-Boot 2021.01\r\n\r\nHit any key to stop autoboot:  3 ');
    this.clock.after(3 * NS_PER_S, { target: 'script', type: 'boot' });
  }

  powerOff(): void {
    this.clock.cancelTarget('script');
    this.#enter('off');
  }

  reset(cause: ResetCause): void {
    this.resetCount++;
    this.lastResetCause = cause;
    this.bus.emit('machine.reset', { timeNs: this.clock.now, cause });
    this.bus.emit('machine.retentionApplied', {
      timeNs: this.clock.now,
      cause,
      lostRanges: [],
      flippedBits: 0,
      decays: [],
    });
    this.clock.cancelTarget('script');
    this.powerOn();
  }

  type(text: string): void {
    this.inputs.push(text);
    if (this.state === 'bootloader.autoboot') {
      this.clock.cancelTarget('script');
      this.#enter('bootloader.prompt');
      this.print('\b\b\b 0 \r\n=> ');
      return;
    }
    if (this.state !== 'bootloader.prompt') return;
    const command = text.trimEnd();
    this.print(`${command}\r\n`);
    if (command === 'hang') {
      this.#enter('hung');
      return;
    }
    this.clock.after(NS_PER_S, { target: 'script', type: 'answer', data: command });
  }

  runUntil(timeNs: number, stop: () => boolean = () => false): boolean {
    while (!stop()) {
      const next = this.clock.next;
      if (next === undefined || next.timeNs > timeNs) {
        this.clock.advanceTo(timeNs, () => {});
        return false;
      }
      const event = this.clock.step()!;
      if (event.type === 'boot') {
        this.#enter('kernel.running');
        this.print('\b\b\b 0 \r\n[    0.000000] Linux\r\n');
      } else if (event.type === 'answer') this.print(`answer to ${String(event.data)}\r\nno newline=> `);
      else if (event.type === 'flood') {
        this.print('x'.repeat(4_000_000));
        this.clock.after(1, { target: 'script', type: 'flood' });
      }
    }
    return true;
  }

  get promptWaiting() {
    return this.state === 'kernel.running' ? ('linux' as const) : null;
  }

  /** `true` and `false` end at once, `reboot` resets, `sleep` never ends; anything else is printed. */
  execute(line: string): GuestCommand {
    this.inputs.push(line);
    if (line === 'reboot') this.reset('warm');
    if (line === 'die') this.#enter('hung');
    const isDone = !['reboot', 'die', 'sleep'].includes(line);
    return {
      isDone,
      status: isDone ? Number(line === 'false') : null,
      wasShellKilled: false,
      isTruncated: false,
      stdout: () => latin1Bytes(`${line}\n`),
      stderr: () => latin1Bytes(line === 'false' ? 'no\n' : ''),
    };
  }

  interrupt(): void {
    this.inputs.push('^C');
  }

  crashTwoCpus(): number {
    return 0;
  }

  nmi(): void {
    this.inputs.push('NMI');
  }

  sendBreak(): void {
    this.inputs.push('break');
  }

  freeze(): void {
    this.#enter('hung');
  }

  kernelWrite(path: string, text: string): number {
    this.inputs.push(`${path}<${text}`);
    if (text === 'c\n') this.clock.after(NS_PER_S, { target: 'script', type: 'boot' });
    if (text === 'flood\n') this.clock.after(1, { target: 'script', type: 'flood' });
    return path.startsWith('/proc/') ? text.length : -2;
  }

  kernelRead(path: string): Uint8Array | number {
    const text = this.files.get(path);
    return text === undefined ? -2 : latin1Bytes(text);
  }

  kernelList(path: string): readonly FileEntry[] | number {
    if (path !== '/sys/fs/pstore') return -2;
    return [...this.files].map(([name, text]) => ({
      name: name.slice(path.length + 1),
      mode: 0o100444,
      nlink: 1,
      size: text.length,
      mtimeSeconds: 1573818660,
    }));
  }

  kernelUnlink(path: string): number {
    return this.files.delete(path) ? 0 : -2;
  }

  kernelKmemdump(): number {
    return -38;
  }

  plugMemory(): string | null {
    return 'no slot';
  }

  kernelMount(): number {
    return -16;
  }

  poke(address: number, bytes: Uint8Array): void {
    this.memory.write(address, bytes, this.memory.writer('operator'));
  }

  inject(fault: FaultRequest): void {
    this.faults.push(fault);
  }

  armFault({ name, place, shape }: FaultPlan): void {
    this.plans.push(name);
    if (shape.kind === 'value')
      this.memory.write(place.start, Uint8Array.from(shape.bytes), this.memory.writer('fault'));
  }

  print(text: string): void {
    this.#text += text;
    this.bus.emit('console.written', { timeNs: this.clock.now, stage: 'script', text });
  }

  #enter(state: string): void {
    this.state = state;
    this.bus.emit('machine.stateEntered', { timeNs: this.clock.now, state });
  }
}
