/**
 * printk: stores what the kernel says and shows it on its consoles.
 *
 * Mirrors `vprintk_emit`, `console_flush_all`, `register_console` and `unregister_console` of Linux v6.1 and v6.12
 * `kernel/printk/printk.c`. Every record reaches every console before printk returns; threaded and deferred printing, boot
 * consoles and the choice of a preferred console are left out.
 */
import type { KernelProfile } from '../../profiles/kernel.ts';
import { assert } from '../../sim/assert.ts';
import type { BootLog } from './boot-log.ts';
import { type PrintFormat, recordPrintText } from './format.ts';
import { KmsgDumpers } from './kmsg-dump.ts';
import { KERN_DEBUG, KERN_INFO } from './levels.ts';
import type { PrintkLog } from './log.ts';
import type { StoredRecord } from './log-record.ts';

/** CONFIG_CONSOLE_LOGLEVEL_DEFAULT. */
export const CONSOLE_LOGLEVEL_DEFAULT = 7;
/** `CONSOLE_LOGLEVEL_MOTORMOUTH`: what `console_verbose()` sets in an oops. */
const CONSOLE_LOGLEVEL_MOTORMOUTH = 15;

export interface KernelConsole {
  readonly name: string;
  /** Shown behind the name; -1 where the driver chose none. */
  readonly index: number;
  /** CON_PRINTBUFFER: wants the log so far when it is registered. */
  readonly printBuffer: boolean;
  /** One record's console text. Latin1. */
  write(text: string): void;
  /** The text of many records at once, for consoles to whom that is the same with less work; `write` is used without it. */
  writeRun?(text: string): void;
}

export interface PrintkOptions {
  readonly profile: KernelProfile;
  /** `local_clock()` in nanoseconds since the kernel started. */
  readonly now: () => number;
  /** Who prints: `task_pid_nr(current)`, or CALLER_CPU + CPU number in interrupt context. Thread 0 if not given. */
  readonly callerId?: () => number;
  /** `printk.time`; on if not given. */
  readonly time?: boolean;
  /** `loglevel=`. */
  readonly consoleLoglevel?: number;
  /** `ignore_loglevel`. */
  readonly ignoreLoglevel?: boolean;
  /** `console_msg_format=syslog`. */
  readonly consoleSyslogFormat?: boolean;
  /** Where the records go. */
  readonly log: PrintkLog;
}

export interface PrintkCall {
  /** 0, the kernel, if not given. */
  readonly facility?: number;
  /** KERN_CONT. */
  readonly continuation?: boolean;
  /** The text does not end its line: a KERN_CONT piece may follow. */
  readonly open?: boolean;
  /** Who prints, where it is not the one that `PrintkOptions.callerId` names. */
  readonly callerId?: number;
}

interface RegisteredConsole {
  readonly console: KernelConsole;
  /** Next record to print. */
  seq: number;
}

/** The time stamp comes and goes with `printk.time`. */
type ChangeableFormat = Omit<PrintFormat, 'time'> & { time: boolean };

/** A console that prints with each write would go on for ever. */
const ROUNDS_MAX = 64;

export class Printk {
  readonly log: PrintkLog;
  readonly dumpers = new KmsgDumpers();
  /** Records of this level and above are stored but not shown. */
  consoleLoglevel: number;
  ignoreLoglevel: boolean;
  /** Runs when records have come: wakes who waits for them. */
  recordsCame: () => void = () => {};
  /** `printk.devkmsg`: what comes of writes to /dev/kmsg. Locked where the command line says it. */
  devkmsg: 'ratelimit' | 'on' | 'off' = 'ratelimit';
  isDevkmsgLocked = false;
  /** Form of the text a dump takes. */
  readonly dumpFormat: ChangeableFormat;
  readonly consoleFormat: ChangeableFormat;
  readonly #options: PrintkOptions;
  #consoles: RegisteredConsole[] = [];
  /** A console is writing. */
  #isShowing = false;
  /** Something was printed, or is to be shown again, while a console wrote. */
  #cameMeanwhile = false;
  /** `console_sem` is held by who never gives it back. */
  #isHeld = false;
  /** Pieces of the boot log by the number of their first record. */
  readonly #boots = new Map<number, BootLog>();

  constructor(options: PrintkOptions) {
    this.#options = options;
    const { caller } = options.profile.printk;
    const time = options.time ?? true;
    this.log = options.log;
    this.consoleLoglevel = options.consoleLoglevel ?? CONSOLE_LOGLEVEL_DEFAULT;
    this.ignoreLoglevel = options.ignoreLoglevel ?? false;
    this.dumpFormat = { syslog: true, time, caller };
    this.consoleFormat = { syslog: options.consoleSyslogFormat ?? false, time, caller };
  }

  /** `printk.time`: whether texts made from now on have time stamps. */
  get time(): boolean {
    return this.dumpFormat.time;
  }

  set time(value: boolean) {
    this.dumpFormat.time = value;
    this.consoleFormat.time = value;
  }

  /** Prints `text` (latin1; a final newline is optional) at `level` 0 … 7. */
  printk(level: number, text: string, call: PrintkCall = {}): void {
    assert(level >= 0 && level <= KERN_DEBUG, `printk: level ${level}`);
    this.log.add({
      tsNs: this.#options.now(),
      facility: call.facility ?? 0,
      level,
      callerId: call.callerId ?? this.#options.callerId?.() ?? 0,
      text,
      continuation: call.continuation ?? false,
      open: call.open ?? false,
    });
    this.#flush();
  }

  /** Stores and shows a whole boot log at once. */
  appendBoot(boot: BootLog): void {
    const seq = this.log.readableSeq;
    this.log.addAll(boot.records);
    const isWhole = this.log.readableSeq === seq + boot.records.length && this.log.store.next(seq)?.seq === seq;
    if (isWhole && boot.records.length > 0) this.#boots.set(seq, boot);
    this.#flush();
  }

  /** `register_console`: shows the log so far where the console wants it, then says that the console is on. */
  registerConsole(console: KernelConsole): void {
    const seq = console.printBuffer ? 0 : this.log.readableSeq;
    this.#consoles.push({ console, seq });
    this.#flush();
    this.#conPrintk(console, 'enabled');
  }

  /** `unregister_console`; the console still sees the message about itself. */
  unregisterConsole(console: KernelConsole): void {
    this.#conPrintk(console, 'disabled');
    this.#consoles = this.#consoles.filter((registered) => registered.console !== console);
  }

  /** `console_flush_on_panic(CONSOLE_REPLAY_ALL)`, `console_replay_all`: consoles show once more what the log still holds. */
  replayAll(): void {
    for (const registered of this.#consoles) registered.seq = 0;
    this.#flush();
  }

  /** The kernel stopped. In the middle of a console's write the consoles' lock stays taken: records are only stored from then on. */
  stopped(): void {
    this.#isHeld ||= this.#isShowing;
  }

  /** `console_flush_on_panic(CONSOLE_FLUSH_PENDING)`: what is pending is shown, whoever holds the lock. */
  flushOnPanic(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#isShowing = false;
    this.#flush();
  }

  /** `console_verbose()`: from now on everything is shown. */
  consoleVerbose(): void {
    if (this.consoleLoglevel > 0) this.consoleLoglevel = CONSOLE_LOGLEVEL_MOTORMOUTH;
  }

  #conPrintk(console: KernelConsole, what: string): void {
    const kind = this.#options.profile.printk.consoleEnabledText;
    this.printk(KERN_INFO, `${kind} [${console.name}${console.index}] ${what}`);
  }

  /** `console_flush_all`: every console prints what it has not printed yet. */
  #flush(): void {
    if (!this.#isHeld && !this.#isShowing) {
      this.#isShowing = true;
      // What a console prints while it writes is shown in another round.
      this.#cameMeanwhile = true;
      for (let round = 0; round < ROUNDS_MAX && this.#cameMeanwhile && !this.#isHeld; round++) {
        this.#cameMeanwhile = false;
        // Consoles mostly wait for the same record.
        let last: StoredRecord | undefined;
        for (const registered of this.#consoles) last = this.#flushOne(registered, last);
      }
      this.#isShowing = false;
    } else this.#cameMeanwhile = true;
    this.recordsCame();
  }

  #flushOne(registered: RegisteredConsole, known: StoredRecord | undefined): StoredRecord | undefined {
    const { store } = this.log;
    const { console } = registered;
    let last = known;
    for (;;) {
      if (this.#isHeld) return undefined;
      const record: StoredRecord | undefined = last?.seq === registered.seq ? last : store.next(registered.seq);
      if (record === undefined) return last;
      last = record;
      if (record.seq > registered.seq) {
        console.write(`** ${record.seq - registered.seq} printk messages dropped **\n`);
        registered.seq = record.seq;
      }
      const boot = this.#boots.get(registered.seq);
      if (boot !== undefined) {
        const loglevel = this.ignoreLoglevel ? KERN_DEBUG + 1 : this.consoleLoglevel;
        registered.seq += boot.records.length;
        const text = boot.consoleText(this.consoleFormat, loglevel);
        if (console.writeRun === undefined) console.write(text);
        else console.writeRun(text);
        continue;
      }
      registered.seq++;
      if (record.level < this.consoleLoglevel || this.ignoreLoglevel) {
        console.write(recordPrintText(record, this.consoleFormat));
      }
    }
  }
}
