/**
 * Interrupts that cannot be masked and that nobody claims: the NMI button, a watchdog wired to the CPU's NMI line, errors of the bus.
 *
 * Mirrors Linux v6.1 and v6.12 `arch/x86/kernel/nmi.c` (unknown_nmi_error, pci_serr_error, io_check_error) [SERR and IOCHK read, not recorded]. The
 * reason is what port 0x61 reads: bit 7 SERR, bit 6 IOCHK, bit 5 the speaker's timer, bit 4 a signal that changes at each reading, bit 0 the
 * timer's gate. Left out: the registers that IOCHK shows, and the two seconds that it waits.
 */
import type { PrintkFunction } from './crash/crash-environment.ts';
import type { DetectorSettings } from './detectors/settings.ts';
import { KERN_EMERG } from './printk/levels.ts';

const PORT_61 = 0x21;
const REFRESH_TOGGLE = 0x10;

/** `serr`: a device on the bus reports an error; `iochk`: one pulls the channel check line; `unknown`: neither bit is set. */
export type NmiReason = 'unknown' | 'serr' | 'iochk';

const REASON_BITS: Readonly<Record<NmiReason, number>> = { unknown: 0, serr: 0x80, iochk: 0x40 };

export class ExternalNmi {
  readonly #settings: DetectorSettings;
  readonly #print: PrintkFunction;
  #port: number;

  /** `isToggled`: how the signal stands at the first reading. */
  constructor(settings: DetectorSettings, print: PrintkFunction, isToggled: boolean) {
    this.#settings = settings;
    this.#print = print;
    this.#port = isToggled ? PORT_61 | REFRESH_TOGGLE : PORT_61;
  }

  /** An NMI on a CPU: what panic() is to be called with, or null. `showRegisters`: what IOCHK prints before it asks. */
  arrived(cpu: number, reason: NmiReason, showRegisters: () => void): string | null {
    const { unknownNmiPanic, panicOnUnrecoveredNmi, panicOnIoNmi } = this.#settings;
    const where = `reason ${(this.#port | REASON_BITS[reason]).toString(16).padStart(2, '0')} on CPU ${cpu}.`;
    this.#port ^= REFRESH_TOGGLE;
    if (reason === 'iochk') {
      this.#print(KERN_EMERG, `NMI: IOCK error (debug interrupt?) for ${where}`);
      showRegisters();
      return panicOnIoNmi === 0 ? null : 'NMI IOCK error: Not continuing';
    }
    const isSerr = reason === 'serr';
    const what = isSerr ? 'NMI: PCI system error (SERR) for' : 'Uhhuh. NMI received for unknown';
    this.#print(KERN_EMERG, `${what} ${where}`);
    if (panicOnUnrecoveredNmi !== 0 || (!isSerr && unknownNmiPanic !== 0)) return 'NMI: Not continuing';
    this.#print(KERN_EMERG, 'Dazed and confused, but trying to continue');
    return null;
  }
}
