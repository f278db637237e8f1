/** How typed bytes are shown, and taken back: echo_char and eraser of Linux `drivers/tty/n_tty.c` with ECHOCTL, ECHOE, ECHOK. */

/** Control characters as `^X`; tab and line end as they are. */
export function echoOf(byte: number): string {
  if (byte === 0x09 || byte === 0x0a) return String.fromCharCode(byte);
  if (byte < 0x20) return `^${String.fromCharCode(byte + 0x40)}`;
  return byte === 0x7f ? '^?' : String.fromCharCode(byte);
}

/** What takes the echo of a byte off the screen again. */
export function eraseOf(byte: number): string {
  return '\b \b'.repeat(byte < 0x20 || byte === 0x7f ? 2 : 1);
}
