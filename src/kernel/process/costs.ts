/**
 * What system calls cost in virtual nanoseconds, on a CPU of about 1 GHz. Orders of magnitude from lmbench tables of such
 * machines; assumed, not recorded. They decide how far virtual time comes, nothing else.
 */
export const callCosts = {
  simple: 300,
  stat: 1_500,
  open: 2_500,
  close: 600,
  transfer: 600,
  /** Copying one byte between a process and the kernel: 2 GB/s. */
  perByte: 0.5,
  name: 4_000,
  pipe: 5_000,
  fork: 90_000,
  exec: 350_000,
  exit: 30_000,
  mount: 40_000,
} as const;
