/**
 * What a kernel takes for itself while it boots, as figures.
 *
 * From recordings on the emulated PC with 128 MiB and a small initramfs: slab, stacks, page tables and tmpfs from the OOM reports;
 * `kernelKiB` is what those reports leave unexplained of the managed memory. `touchedKiB` is how far above the image the boot
 * reached: the highest address of a task's stack or of a slab object that a crash report shows (deb61 0x6348000, deb612
 * 0x53de000, full61 0x2304000), for the page allocator of 5.10 and later begins at the lowest address. 32-bit ARM: estimated,
 * with structures of about half the size.
 */
export interface BootFootprint {
  readonly slabReclaimableKiB: number;
  readonly slabUnreclaimableKiB: number;
  readonly kernelStackKiB: number;
  readonly pageTablesKiB: number;
  /** Contents of the initramfs. */
  readonly shmemKiB: number;
  readonly anonKiB: number;
  readonly mappedKiB: number;
  /** vmalloc, modules, per-CPU growth, pages taken directly. */
  readonly kernelKiB: number;
  /** Overwritten at least once since the boot began, from the end of the image upwards. */
  readonly touchedKiB: number;
}

const debian61: BootFootprint = {
  slabReclaimableKiB: 8776,
  slabUnreclaimableKiB: 6084,
  kernelStackKiB: 752,
  pageTablesKiB: 40,
  shmemKiB: 2724,
  anonKiB: 96,
  mappedKiB: 1728,
  kernelKiB: 8720,
  touchedKiB: 36500,
};

const debian612: BootFootprint = {
  ...debian61,
  slabReclaimableKiB: 608,
  slabUnreclaimableKiB: 6732,
  kernelStackKiB: 800,
  pageTablesKiB: 312,
  shmemKiB: 2816,
  kernelKiB: 8000,
  touchedKiB: 29200,
};

const oracle61: BootFootprint = {
  ...debian61,
  slabReclaimableKiB: 1804,
  slabUnreclaimableKiB: 1944,
  kernelStackKiB: 320,
  pageTablesKiB: 20,
  shmemKiB: 5712,
  kernelKiB: 936,
  touchedKiB: 12000,
};

const armmp61: BootFootprint = {
  ...debian61,
  slabReclaimableKiB: 4200,
  slabUnreclaimableKiB: 4300,
  kernelStackKiB: 640,
  kernelKiB: 4000,
  touchedKiB: 20480,
};

const footprints: Readonly<Record<string, BootFootprint>> = {
  '6.1.0-56-amd64': debian61,
  '6.12.117+deb12-amd64': debian612,
  '6.1.192-oracle': oracle61,
  '6.1.192-oracle-smp': oracle61,
  '6.1.0-50-armmp': armmp61,
  '4.19.0-6-armmp': armmp61,
  '6.1.176': armmp61,
};

/** The figures of a kernel; of one that was not measured, those of Debian's 6.1. */
export function bootFootprint(release: string): BootFootprint {
  return footprints[release] ?? debian61;
}
