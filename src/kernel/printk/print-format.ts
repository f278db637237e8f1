/** The form in which records are printed: on consoles, in dumps. */
export interface PrintFormat {
  /** `<N>` before each line, N = facility × 8 + level: dumps, and consoles with `console_msg_format=syslog`. */
  readonly syslog: boolean;
  /** `printk.time`. */
  readonly time: boolean;
  /** CONFIG_PRINTK_CALLER. */
  readonly caller: boolean;
}

/** The same as a number: formats that print alike have the same one. */
export function formOf({ syslog, time, caller }: PrintFormat): number {
  return (syslog ? 1 : 0) | (time ? 2 : 0) | (caller ? 4 : 0);
}
