/**
 * /sys/class/mtd and the devices it names.
 *
 * Mirrors the attributes of Linux v6.1 and v6.12 `drivers/mtd/mtdcore.c` for devices that are memory, and the NVMEM cell provider below each
 * [recorded]. Left out: /sys/bus/nvmem.
 */
import { EINVAL } from '../../sim/errno.ts';
import { kstrtoint } from '../cmdline.ts';
import { MTD_CAP_RAM, type MtdDevice } from '../mtd/mtd-core.ts';
import type { PseudoServices } from '../procfs/services.ts';
import { attribute, type LiveDirectory, type SysfsPart, sysLink, writableAttribute } from './sysfs-nodes.ts';

const DEVICES = 'devices/virtual/mtd';

export function mtdNodes({ mtd }: PseudoServices): SysfsPart {
  return (path) => {
    if (mtd === undefined || !mtd.isPresent || (path !== 'class' && path !== 'devices/virtual')) return undefined;
    const { devices } = mtd.core;
    const entries = devices.flatMap((device): [string, LiveDirectory][] => [
      [`mtd${device.index}`, attributes(device)],
      [`mtd${device.index}ro`, readOnlyAttributes(device)],
    ]);
    if (path === 'class') {
      return { mtd: Object.fromEntries(entries.map(([name]) => [name, sysLink(`../../${DEVICES}/${name}`)])) };
    }
    return devices.length === 0 ? undefined : { mtd: Object.fromEntries(entries) };
  };
}

const power: LiveDirectory = {
  control: attribute(() => 'auto\n', 0o644),
  runtime_active_time: attribute(() => '0\n'),
  runtime_status: attribute(() => 'unsupported\n'),
  runtime_suspended_time: attribute(() => '0\n'),
};

function attributes(device: MtdDevice): LiveDirectory {
  const { index, name, sizeBytes, eraseSize } = device;
  const text = (value: string | number) => attribute(() => `${value}\n`);
  return {
    bad_blocks: text(0),
    bbt_blocks: text(0),
    bitflip_threshold: writableAttribute(
      () => `${device.bitflipThreshold}\n`,
      (written) => {
        const value = kstrtoint(written);
        if (value === null || value < 0) return -EINVAL;
        device.bitflipThreshold = value;
        return written.length;
      },
    ),
    corrected_bits: text(0),
    dev: text(`90:${2 * index}`),
    ecc_failures: text(0),
    ecc_step_size: text(0),
    ecc_strength: text(0),
    erasesize: text(eraseSize),
    flags: text(`0x${MTD_CAP_RAM.toString(16)}`),
    name: text(name),
    numeraseregions: text(0),
    oobavail: text(0),
    oobsize: text(0),
    power,
    size: text(sizeBytes),
    subpagesize: text(1),
    subsystem: sysLink('../../../../class/mtd'),
    type: text('ram'),
    uevent: writableAttribute(
      () => `MAJOR=90\nMINOR=${2 * index}\nDEVNAME=mtd${index}\nDEVTYPE=mtd\n`,
      (written) => written.length,
    ),
    writesize: text(1),
    [`mtd${index}`]: provider(device),
  };
}

function readOnlyAttributes({ index }: MtdDevice): LiveDirectory {
  const minor = 2 * index + 1;
  return {
    dev: attribute(() => `90:${minor}\n`),
    power,
    subsystem: sysLink('../../../../class/mtd'),
    uevent: writableAttribute(
      () => `MAJOR=90\nMINOR=${minor}\nDEVNAME=mtd${index}ro\n`,
      (written) => written.length,
    ),
  };
}

/** The device as a provider of NVMEM cells. */
function provider({ sizeBytes, store }: MtdDevice): LiveDirectory {
  return {
    nvmem: {
      kind: 'file',
      mode: 0o400,
      strict: true,
      size: sizeBytes,
      readAt: (offset, count) => {
        const bytes = store.read(offset, Math.max(0, Math.min(count, sizeBytes - offset)));
        return bytes instanceof Uint8Array ? bytes : new Uint8Array(0);
      },
    },
    power,
    subsystem: sysLink('../../../../../bus/nvmem'),
    type: attribute(() => 'Unknown\n'),
    uevent: writableAttribute(
      () => '',
      (written) => written.length,
    ),
  };
}
