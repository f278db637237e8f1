/** Major and minor number of a packed device number, as the kernel packs 12 and 20 bits into 32. */
export function majorOf(device: number): number {
  return (device >>> 8) & 0xfff;
}

export function minorOf(device: number): number {
  return (device & 0xff) | ((device >>> 12) & 0xfff00);
}
