/** A board's watchdog timer as data: which one it is, where Linux finds it, and what its output is wired to. */
export interface WatchdogProfile {
  readonly device: 'i6300esb' | 'imx2-wdt' | 'qcom-wdt';
  /** As the kernel names it: `0000:00:02.0`, `20bc000.watchdog`. */
  readonly name: string;
  /** What happens when it runs out: the board is reset, or the CPU gets a non-maskable interrupt. */
  readonly output: 'reset' | 'nmi';
  /** The firmware starts it before it hands over, with so many seconds, and the kernel has its driver built in; absent: a module may start it. */
  readonly firmwareSeconds?: number;
}
