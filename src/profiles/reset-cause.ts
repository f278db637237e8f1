/**
 * Why the machine starts again. `warm`: reboot by the kernel or `reset` of U-Boot; `pin`: the reset button; `brown-out`: the supply
 * sagged for a moment, enough to reset the board and not enough to empty its RAM; `firmware-update`: new firmware starts the board.
 */
export type ResetCause =
  | 'power-on'
  | 'warm'
  | 'cold'
  | 'watchdog'
  | 'pin'
  | 'brown-out'
  | 'power-loss'
  | 'firmware-update';
