/**
 * The disasters that `lastwords compare` lets happen, each as what a scenario has otherwise and the steps that bring it about.
 *
 * They are the situations of a table that compares the mechanisms by what they promise; where a row of it says "if" or "perhaps", both
 * cases are disasters of their own. Nothing here says what comes of them.
 */

/** A key at the top of a scenario file, and its value as YAML in one line. */
export type HeadLines = Readonly<Record<string, string>>;

export interface Disaster {
  readonly name: string;
  /** As the table calls it. */
  readonly title: string;
  readonly meaning: string;
  /** What the scenario says otherwise; the mechanism's own part of it comes from the mechanism. */
  readonly head?: HeadLines;
  /** The mechanism gives what is particular to it: where a boot loader writes, what lacks without firmware. */
  readonly particular?: 'startsAnew' | 'overwritten' | 'bare';
  /** Steps before the mechanism is armed. */
  readonly before?: readonly string[];
  /** Steps of the scenario, as YAML in one line each. */
  readonly steps: readonly string[];
}

/** Long enough for any of the machines to start again, or to stand there and be seen to. */
const AFTERWARDS = 'wait: 1min';
const PANIC = ['crash: panic', AFTERWARDS];
/** Nobody in the machine does anything any more: the board's watchdog ends it. */
const BITTEN = ['wait: 30s', 'crash: watchdog', AFTERWARDS];

export const disasters: readonly Disaster[] = [
  {
    name: 'panic',
    title: 'panic',
    meaning: 'a panic, and a warm reset that keeps RAM',
    steps: PANIC,
  },
  {
    name: 'panic-ram-lost',
    title: 'panic, RAM lost',
    meaning: 'a panic; at the warm reset the firmware starts RAM anew, and clears it',
    head: { retention: '{ warm: { module: ideal, off: 1ms, eccInit: zero } }' },
    particular: 'startsAnew',
    steps: PANIC,
  },
  {
    name: 'ram-not-kept',
    title: 'RAM not kept',
    meaning: 'a panic; RAM loses its contents before any firmware runs',
    head: { retention: '{ warm: { outcome: lost } }' },
    steps: PANIC,
  },
  {
    name: 'hang',
    title: 'hang, watchdog',
    meaning: 'all CPUs stop without a word; a watchdog resets the board',
    steps: ['crash: silent-hang', ...BITTEN],
  },
  {
    name: 'nested-panic',
    title: 'panic in a panic',
    meaning: 'a driver’s panic notifier faults: an oops in the panic; a watchdog ends it',
    head: { panicNotifier: 'oops' },
    steps: ['crash: panic', ...BITTEN],
  },
  {
    name: 'panic-deadlock',
    title: 'panic that locks up',
    meaning: 'a driver’s panic notifier waits for a lock for ever; a watchdog ends it',
    head: { panicNotifier: 'deadlock' },
    steps: ['crash: panic', ...BITTEN],
  },
  {
    name: 'kexec-forbidden',
    title: 'kexec forbidden',
    meaning: 'kernel.kexec_load_disabled=1 at boot, as hardened systems have it, then a panic',
    before: ['shell: echo 1 > /proc/sys/kernel/kexec_load_disabled || true'],
    steps: PANIC,
  },
  {
    name: 'no-firmware',
    title: 'plain firmware',
    meaning: 'a panic on a board whose firmware knows of no dumps',
    particular: 'bare',
    steps: PANIC,
  },
  {
    name: 'loader-overwrites',
    title: 'loader overwrites',
    meaning: 'a panic; on its way up the boot loader writes over memory that matters',
    particular: 'overwritten',
    steps: PANIC,
  },
  {
    name: 'power-loss',
    title: 'power cut',
    meaning: 'the power of the running machine fails, and comes back',
    steps: ['power: off', 'wait: 10s', 'power: on', AFTERWARDS],
  },
];
