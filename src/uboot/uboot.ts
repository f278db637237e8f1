/**
 * The bootloader stage: boot text, countdown, prompt, commands, hand-over to Linux.
 *
 * machine.ts decides when, this file which bytes. Nothing here outlives the stage: what U-Boot knows after a reset is what its
 * configuration says, and what it finds in RAM.
 */
import type { Handoff, RamOwner, Stage, StageContext } from '../hardware/stage.ts';
import type { ResetCause, UBootConfig } from '../profiles/board.ts';
import { type UBootProfile, ubootConfig } from '../profiles/uboot.ts';
import { assert } from '../sim/assert.ts';
import { latin1Text } from '../sim/bytes.ts';
import type { ClockEvent } from '../sim/clock.ts';
import { DELAY_EVENT, StateMachineDriver } from '../sim/state-machine.ts';
import { bootDelay, countdownSkipped, countdownStart, countdownStep, KeySequence, keyedPrompt } from './autoboot.ts';
import { bootText } from './banner.ts';
import { type BootChoice, countBoot } from './boot-count.ts';
import type { CommandRun, Ending, Pause } from './command.ts';
import { complete, NO_COMPLETION } from './completion.ts';
import { LineEditor, toWire } from './console.ts';
import { boardDisks } from './disk/board-disks.ts';
import { DiskTime } from './disk/disk-time.ts';
import type { Hush, LineResult } from './hush.ts';
import { type UBootMachineInput, ubootMachine } from './machine.ts';
import { occupiedRam, occupyRam } from './ram-layout.ts';
import { runningUBoot } from './running-uboot.ts';

const PROMPT = '=> ';
const CONTINUATION_PROMPT = '> ';
const CTRL_C = '\x03';
/** Clock event that wakes a waiting command. */
const RESUME = 'command.resume';
/** Typed ahead while a command runs; what does not fit is lost, as in a full receive buffer. */
const INPUT_LIMIT = 64 * 1024;

export class UBoot implements Stage {
  readonly name = 'uboot';
  readonly #context: StageContext;
  readonly #profile: UBootProfile;
  readonly #config: UBootConfig;
  readonly #hush: Hush;
  readonly #editor: LineEditor;
  readonly #driver: StateMachineDriver;
  #resetCause: ResetCause = 'power-on';
  /** Latin1 characters that nobody has read yet. */
  #input = '';
  #run: CommandRun<LineResult> | null = null;
  /** What the countdown ends with. */
  #bootChoice: BootChoice = { command: undefined, warning: '' };
  /** The strings that stop the countdown. */
  #keys: KeySequence | null = null;
  /** The boot command behind a keyed countdown runs without Ctrl-C. */
  #isLocked = false;
  /** What the running command waits for. */
  #wait: { readonly event: number | null; readonly wakesOnKey: boolean } | null = null;
  #bootHandoff: (Ending & { kind: 'boot' })['handoff'] | null = null;

  constructor(context: StageContext, profile: UBootProfile) {
    const { board, memory, bootMedium, bus, clock } = context;
    assert(board.uboot !== null, `board ${board.name} has no U-Boot`);
    const config = ubootConfig(board.uboot, profile);
    this.#context = context;
    this.#profile = profile;
    this.#config = config;
    const puts = (text: string) => this.#puts(text);
    const diskTime = new DiskTime();
    this.#hush = runningUBoot({
      profile,
      board,
      config,
      memory,
      bootMedium,
      caches: context.caches ?? null,
      disks: boardDisks(context, config, diskTime),
      diskTime,
      puts,
      nowNs: () => clock.now,
      keys: {
        takeCtrlC: () => !this.#isLocked && this.#input[0] === CTRL_C && this.#takeKey() !== null,
        readLine: (prompt, initial) => this.#readLine(prompt, initial),
      },
      regionDisplayed: ({ address, length, bufferSize: _, eccSize: __, ...sizes }) => {
        const place = { address: Number(address), length: Number(length) };
        bus.emit('uboot.regionDisplayed', { timeNs: clock.now, ...place, ...sizes });
      },
      recordDisplayed: (kind, address, sizeBytes, text) => {
        bus.emit('uboot.recordDisplayed', { timeNs: clock.now, kind, address, sizeBytes, text });
      },
    });
    this.#editor = new LineEditor({
      put: puts,
      lineBytes: config.lineBytes,
      keys: profile.lineEditor,
      complete: (prompt, line) => (prompt === PROMPT ? complete(this.#hush.context, line) : NO_COMPLETION),
    });
    this.#driver = new StateMachineDriver(ubootMachine, {
      clock,
      target: this.name,
      actions: {
        printBootText: () => this.#printBootText(),
        beginKeyed: ({ seconds }: { seconds: number }) => this.#beginKeyed(seconds),
        beginCountdown: ({ seconds }: { seconds: number }) => this.#beginCountdown(seconds),
        printCountdown: ({ seconds }: { seconds: number }) => {
          this.#takeKey();
          puts(countdownStep(profile.autobootPrompt, seconds));
        },
        skipCountdown: () => {
          this.#takeKey();
          puts(countdownSkipped(profile.autobootPrompt));
        },
        endCountdown: () => puts('\n'),
        runBootCommand: () => {
          this.#isLocked = this.#config.autobootKeys !== undefined;
          this.#start(this.#hush.run(this.#bootChoice.command ?? ''));
        },
        showPrompt: () => {
          this.#isLocked = false;
          this.#showPrompt();
        },
        printInterrupt: () => puts('<INTERRUPT>\n'),
        runLine: () => this.#start(this.#hush.runEntered()),
        handOver: () => this.#handOver(),
        reset: ({ cause }: { cause: ResetCause }) => context.control.reset(cause),
        powerOff: () => context.control.powerOff(),
        hang: ({ reason }: { reason: string }) => context.control.hang(reason),
      },
    });
  }

  get state(): string {
    return this.#driver.state;
  }

  get nowNs(): number {
    return this.#context.clock.now;
  }

  get isAtPrompt(): boolean {
    const asks = this.state === 'prompt' || (this.#wait !== null && this.#wait.event === null);
    return asks && this.#input === '';
  }

  memoryOwners(): readonly RamOwner[] {
    return occupiedRam(this.#hush.context.layout, this.#config);
  }

  start(handoff: Handoff): void {
    this.#resetCause = handoff.resetCause;
    const { ram, layout } = this.#hush.context;
    occupyRam(ram, layout, this.#config, this.#profile);
    this.#bootChoice = countBoot(this.#hush.context);
    const { bootDelaySeconds, initMs, watchdogSeconds, autobootKeys } = this.#config;
    const input: UBootMachineInput = {
      bootDelaySeconds: bootDelay(this.#variable('bootdelay'), bootDelaySeconds, this.#profile.decimalTakes0x),
      isKeyed: autobootKeys !== undefined,
      hasBootCommand: this.#bootChoice.command !== undefined,
      initMs,
      watchdogMs: watchdogSeconds === null ? null : watchdogSeconds * 1000,
    };
    this.#driver.start(input);
  }

  input(bytes: Uint8Array): void {
    this.#input += latin1Text(bytes.subarray(0, INPUT_LIMIT - this.#input.length));
    if (this.state === 'autoboot.keyed') this.#readKeys();
    else if (this.state === 'autoboot.counting') this.#driver.send({ type: 'KEY_PRESSED' });
    else if (this.state === 'prompt') this.#readInput();
    else if (this.#wait?.wakesOnKey === true) {
      if (this.#wait.event !== null) this.#context.clock.cancel(this.#wait.event);
      this.#resume();
    }
  }

  handle(event: ClockEvent): void {
    if (event.type === DELAY_EVENT) this.#driver.handleDelay(event);
    else {
      assert(event.type === RESUME, `U-Boot: clock event ${event.type}`);
      this.#resume();
    }
  }

  #puts(text: string): void {
    this.#context.console.write(toWire(text));
  }

  #variable(name: string): string | undefined {
    return this.#hush.context.environment.get(name);
  }

  #printBootText(): void {
    const told = { cause: this.#resetCause, environment: this.#hush.context.environment.loadText };
    this.#puts(bootText(this.#profile, this.#context.board, this.#config, told) + this.#bootChoice.warning);
  }

  #beginKeyed(seconds: number): void {
    const { autobootKeys } = this.#config;
    assert(autobootKeys !== undefined, 'U-Boot: a keyed countdown without keys');
    this.#puts(keyedPrompt(autobootKeys, seconds));
    this.#keys = new KeySequence(autobootKeys, (name) => this.#variable(name));
    // Without time, one look at the serial line is all.
    this.#readKeys(seconds === 0 ? 1 : INPUT_LIMIT);
  }

  #readKeys(limit = INPUT_LIMIT): void {
    for (let count = 0; count < limit; count++) {
      const key = this.#takeKey();
      if (key === null) return;
      if (this.#keys?.key(key) !== true) continue;
      this.#driver.send({ type: 'KEYS_MATCHED' });
      return;
    }
  }

  #beginCountdown(seconds: number): void {
    this.#puts(countdownStart(this.#profile.autobootPrompt, seconds));
    this.#driver.send({ type: this.#input === '' ? 'NO_KEY' : 'KEY_WAITING' });
  }

  /** The next key, read and thrown away: of those that stop the countdown, and of those a command looks at. */
  #takeKey(): string | null {
    const key = this.#input[0] ?? null;
    this.#input = this.#input.slice(1);
    return key;
  }

  #showPrompt(): void {
    this.#editor.begin(PROMPT);
    this.#context.bus.emit('uboot.promptShown', { timeNs: this.#context.clock.now });
    this.#readInput();
  }

  /** Reads what was typed up to the end of a command; the rest waits until that is done. */
  #readInput(): void {
    for (let at = 0; at < this.#input.length; at++) {
      const result = this.#editor.key(this.#input[at]!);
      if (result.kind === 'editing') continue;
      if (result.kind === 'interrupt') {
        this.#hush.interrupt();
        this.#input = this.#input.slice(at + 1);
        this.#driver.send({ type: 'INTERRUPTED' });
        return;
      }
      if (!this.#hush.enterLine(result.line)) {
        this.#editor.begin(CONTINUATION_PROMPT);
        continue;
      }
      this.#input = this.#input.slice(at + 1);
      this.#driver.send({ type: 'LINE_ENTERED', line: result.line });
      return;
    }
    this.#input = '';
  }

  /** A line for a command that asks for one. */
  *#readLine(prompt: string, initial: string): Generator<Pause, string | null, void> {
    this.#editor.begin(prompt, initial);
    for (;;) {
      for (let key = this.#takeKey(); key !== null; key = this.#takeKey()) {
        const result = this.#editor.key(key);
        if (result.kind === 'line') return result.line;
        if (result.kind === 'interrupt') return null;
      }
      yield { delayNs: null, wakesOnKey: true };
    }
  }

  #start(run: CommandRun<LineResult>): void {
    assert(this.#run === null, 'U-Boot: a command was started while another runs');
    this.#run = run;
    this.#resume();
  }

  /** Goes on with the running command until it waits or ends. */
  #resume(): void {
    assert(this.#run !== null, 'U-Boot: woken without a running command');
    this.#wait = null;
    const step = this.#run.next();
    if (step.done !== true) {
      const { delayNs, wakesOnKey } = step.value;
      const event = delayNs === null ? null : this.#context.clock.after(delayNs, { target: this.name, type: RESUME });
      this.#wait = { event, wakesOnKey: wakesOnKey === true };
      return;
    }
    this.#run = null;
    this.#ended(step.value);
  }

  #ended(result: LineResult): void {
    switch (result.kind) {
      case 'status':
        this.#driver.send({ type: 'COMMAND_FINISHED' });
        break;
      case 'boot':
        this.#bootHandoff = result.handoff;
        this.#driver.send({ type: 'KERNEL_STARTED' });
        break;
      case 'reset':
        this.#driver.send({ type: 'RESET_REQUESTED', cause: result.cause });
        break;
      case 'off':
        this.#driver.send({ type: 'POWERED_OFF' });
        break;
      case 'hang':
        this.#driver.send({ type: 'HUNG', reason: result.reason });
        break;
    }
  }

  #handOver(): void {
    assert(this.#bootHandoff !== null, 'U-Boot: no kernel to hand over to');
    this.#context.control.handOver('kernel', { ...this.#bootHandoff, resetCause: this.#resetCause });
  }
}
