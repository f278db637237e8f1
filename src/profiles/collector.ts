/** Boot services that take records out of pstore, as a board may have one: which, when it runs, and its settings. */

/**
 * `systemd-pstore`: that of systemd 252 (Debian 12); `systemd-pstore-257`: that of Debian 13; `chromeos`: the kernel collector of crash_reporter;
 * `android`: what init.rc and vendors' scripts do; `rc-script`: a plain shell script that moves the files.
 */
export const collectorServices = ['systemd-pstore', 'systemd-pstore-257', 'chromeos', 'android', 'rc-script'] as const;

export interface CollectorChoice {
  readonly service: (typeof collectorServices)[number];
  /** `early`: before the modules of /etc/modules are loaded, so before a ramoops that comes with them; absent: `late`. */
  readonly start?: 'early' | 'late';
  /** Of systemd-pstore: /etc/systemd/pstore.conf. */
  readonly storage?: 'none' | 'external' | 'journal';
  readonly unlink?: boolean;
}
