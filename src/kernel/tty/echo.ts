/** How typed bytes are shown, and taken back: echo_char and eraser of Linux `drivers/tty/n_tty.c` with ECHOCTL, ECHOE, ECHOK. */

/** Control characters as `^X`, a line end among them where it is no end of a line; a tab as it is. */
export function echoOf(byte: number): string {
  if (byte === 0x09) return String.fromCharCode(byte);
  if (byte < 0x20) return `^${String.fromCharCode(byte + 0x40)}`;
  return byte === 0x7f ? '^?' : String.fromCharCode(byte);
}

/** What takes the echo of a byte off the screen again. */
export function eraseOf(byte: number): string {
  return '\b \b'.repeat(byte < 0x20 || byte === 0x7f ? 2 : 1);
}

/** Back over a tab: how far depends on what stands before it, up to the tab before or to the column the line began in. */
export function eraseTab(before: string, canonColumn: number): string {
  let columns = 0;
  let at = before.length - 1;
  for (; at >= 0 && before.charCodeAt(at) !== 0x09; at--) {
    const byte = before.charCodeAt(at);
    columns += byte < 0x20 || byte === 0x7f ? 2 : 1;
  }
  const start = at >= 0 ? columns : columns + canonColumn;
  return '\b'.repeat(8 - (start & 7));
}

/** The column of the cursor, and that in which the line being edited began, as do_output_char counts them. */
export class Column {
  value = 0;
  canon = 0;

  follow(text: string): void {
    const start = text.lastIndexOf('\n') + 1;
    if (start > 0) this.#restart();
    for (let at = start; at < text.length; at++) {
      const byte = text.charCodeAt(at);
      if (byte === 0x0d) this.#restart();
      else if (byte === 0x09) this.value += 8 - (this.value & 7);
      else if (byte === 0x08) this.value = Math.max(0, this.value - 1);
      else if (byte >= 0x20 && byte !== 0x7f && (byte < 0x80 || byte >= 0xa0)) this.value++;
    }
  }

  #restart(): void {
    this.value = 0;
    this.canon = 0;
  }
}
