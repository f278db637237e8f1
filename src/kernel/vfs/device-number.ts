/** Device numbers as user space sees them: glibc's `makedev` for 32 bits, which is Linux `new_encode_dev`. */

export function makedev(major: number, minor: number): number {
  return ((minor & 0xff) | ((major & 0xfff) << 8) | ((minor & 0xfff00) << 12)) >>> 0;
}

export function majorOf(dev: number): number {
  return (dev >>> 8) & 0xfff;
}

export function minorOf(dev: number): number {
  return (dev & 0xff) | ((dev >>> 12) & 0xfff00);
}
