/** The form in which records are printed: on consoles, in dumps. */
export interface PrintFormat {
  /** `<N>` before each line, N = facility × 8 + level: dumps, and consoles with `console_msg_format=syslog`. */
  readonly syslog: boolean;
  /** `printk.time`. */
  readonly time: boolean;
  /** CONFIG_PRINTK_CALLER. */
  readonly caller: boolean;
}
