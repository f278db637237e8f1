/**
 * Interrupts that cannot be masked and that nobody claims: the NMI button, a watchdog wired to the CPU's NMI line.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/x86/kernel/nmi.c` (unknown_nmi_error). The reason is what port 0x61 reads: bit 5 the speaker's
 * timer, bit 4 a signal that changes at each reading, bit 0 the timer's gate. Left out: SERR and IOCHK, which need bits 7 and 6.
 */
import type { PrintkFunction } from './crash/crash-environment.ts';
import type { DetectorSettings } from './detectors/settings.ts';
import { KERN_EMERG } from './printk/levels.ts';

const PORT_61 = 0x21;
const REFRESH_TOGGLE = 0x10;

export class UnknownNmi {
  readonly #settings: DetectorSettings;
  readonly #print: PrintkFunction;
  #reason: number;

  /** `isToggled`: how the signal stands at the first reading. */
  constructor(settings: DetectorSettings, print: PrintkFunction, isToggled: boolean) {
    this.#settings = settings;
    this.#print = print;
    this.#reason = isToggled ? PORT_61 | REFRESH_TOGGLE : PORT_61;
  }

  /** An NMI on a CPU: what panic() is to be called with, or null. */
  arrived(cpu: number): string | null {
    const reason = this.#reason.toString(16).padStart(2, '0');
    this.#reason ^= REFRESH_TOGGLE;
    this.#print(KERN_EMERG, `Uhhuh. NMI received for unknown reason ${reason} on CPU ${cpu}.`);
    if (this.#settings.unknownNmiPanic !== 0 || this.#settings.panicOnUnrecoveredNmi !== 0) {
      return 'NMI: Not continuing';
    }
    this.#print(KERN_EMERG, 'Dazed and confused, but trying to continue');
    return null;
  }
}
