/** What U-Boot prints about a block device: vendor, kind, capacity (`dev_print` of U-Boot `disk/part.c`). */
import { CARD } from './mmc-card.ts';
import type { UBootDisk } from './partition-access.ts';

export function deviceText({ interface: name, device }: UBootDisk): string {
  const vendor =
    name === 'host'
      ? 'Vendor: U-Boot Rev: 1.0 Prod: hostfile\n            Type: Hard Disk\n'
      : `Vendor: Man ${CARD.vendor} Snr ${CARD.serial} Rev: ${CARD.revision} Prod: ${CARD.product}\n            Type: Removable Hard Disk\n`;
  const { sectorCount } = device;
  if (sectorCount === 0) return `${vendor}            Capacity: not available\n`;
  // Tenths of a MiB.
  const tenths = Math.floor((sectorCount * 10) / 2048);
  const gigabytes = Math.floor(tenths / 1024);
  const decimal = (value: number) => `${Math.floor(value / 10)}.${value % 10}`;
  return `${vendor}            Capacity: ${decimal(tenths)} MB = ${decimal(gigabytes)} GB (${sectorCount} x 512)\n`;
}
