/** How much smaller a file became, as gzip shows it. */
export function ratioText(saved: number, plain: number): string {
  return `${(plain === 0 ? 0 : (saved / plain) * 100).toFixed(1).padStart(5)}%`;
}

/** Bytes of a gzip file's first header and of its trailer: they do not count in the ratio. */
export function overheadBytes(file: Uint8Array): number {
  const isNamed = ((file[3] ?? 0) & 8) !== 0;
  return (isNamed ? file.indexOf(0, 10) + 1 : 10) + 8;
}
