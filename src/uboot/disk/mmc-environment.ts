/**
 * The environment on an MMC card: a checksum and NUL-separated strings, at a place of the card that no partition holds.
 *
 * Mirrors `env_mmc_load` and `env_mmc_save` of U-Boot `env/mmc.c`, and `env_import` and `env_export` of `env/common.c`. Left out: a
 * second copy, and the hardware partitions of an eMMC.
 */
import { SECTOR_BYTES } from '../../disk/block-device.ts';
import { crc32 } from '../../formats/crc32.ts';
import type { UBootConfig } from '../../profiles/board.ts';
import { latin1Bytes, latin1Text } from '../../sim/bytes.ts';
import { ENOMEM } from '../../sim/errno.ts';
import type { Environment, EnvironmentStore } from '../environment.ts';
import { environmentEntries } from '../environment-text.ts';
import { DriverAccess, type Puts, type UBootDisk } from './partition-access.ts';

/** The checksum before the strings. */
const HEADER_BYTES = 4;

export class MmcEnvironment implements EnvironmentStore {
  readonly name = 'MMC';
  readonly #device: number;
  readonly #sector: number;
  /** ENV_SIZE: room for strings. */
  readonly #dataBytes: number;
  readonly #disk: UBootDisk | null;
  readonly #hasStandIn: boolean;

  /** `hasStandIn`: without a disk there is still a card, of which only the files are known. */
  constructor(
    place: NonNullable<UBootConfig['mmcEnvironment']>,
    dataBytes: number,
    disks: readonly UBootDisk[],
    hasStandIn: boolean,
  ) {
    this.#device = place.device;
    this.#sector = place.offset / SECTOR_BYTES;
    this.#dataBytes = dataBytes;
    this.#disk = disks.find((disk) => disk.interface === 'mmc' && disk.number === place.device) ?? null;
    this.#hasStandIn = hasStandIn;
  }

  load(): ReturnType<EnvironmentStore['load']> {
    let text = '';
    const puts = (more: string) => {
      text += more;
    };
    const defaults = (reason: string) => {
      puts(`*** Warning - ${reason}, using default environment\n`);
      return { text, variables: null };
    };
    if (this.#disk === null) return defaults(this.#hasStandIn ? 'bad CRC' : noCard(puts));
    const sectors = Math.ceil((HEADER_BYTES + this.#dataBytes) / SECTOR_BYTES);
    const block = new DriverAccess(this.#disk, puts).read(this.#sector, sectors);
    if (block === null) return defaults('!read failed');
    const data = block.subarray(HEADER_BYTES, HEADER_BYTES + this.#dataBytes);
    const sum = new DataView(block.buffer, block.byteOffset).getUint32(0, true);
    if (crc32(data) !== sum) return defaults('bad CRC');
    const variables = new Map<string, string>();
    for (const { name, value } of environmentEntries(latin1Text(data), '\0')) {
      if (value === null) variables.delete(name);
      else variables.set(name, value);
    }
    return { text: 'OK', variables };
  }

  save(environment: Environment, puts: Puts): number {
    if (this.#disk === null && !this.#hasStandIn) {
      puts(`${noCard(puts)}\n`);
      return 1;
    }
    const strings = `${environment.exported('\0', [])}\0`;
    if (strings.length > this.#dataBytes) {
      puts(`Env export buffer too small: ${this.#dataBytes}, but need ${strings.length}\n`);
      puts(`Cannot export environment: errno = ${ENOMEM}\n`);
      return 1;
    }
    const sectors = Math.ceil((HEADER_BYTES + this.#dataBytes) / SECTOR_BYTES);
    const block = new Uint8Array(sectors * SECTOR_BYTES);
    block.set(latin1Bytes(strings), HEADER_BYTES);
    const data = block.subarray(HEADER_BYTES, HEADER_BYTES + this.#dataBytes);
    new DataView(block.buffer).setUint32(0, crc32(data), true);
    puts(`Writing to MMC(${this.#device})... `);
    if (this.#disk !== null && new DriverAccess(this.#disk, puts).write(this.#sector, block)) return 0;
    puts('failed\n');
    return 1;
  }
}

/** The driver finds the slot empty; what the environment's code makes of it is returned. */
function noCard(puts: Puts): string {
  puts('MMC: no card present\n');
  return 'No block device';
}
