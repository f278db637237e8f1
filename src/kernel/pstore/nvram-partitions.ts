/**
 * The kernel's list of NVRAM partitions, and how it finds, makes and removes them.
 *
 * Mirrors Linux v6.1 `arch/powerpc/kernel/nvram_64.c` (nvram_scan_partitions, nvram_find_partition, nvram_create_partition,
 * nvram_remove_partition, nvram_init_os_partition). Left out: errors of the device itself.
 */
import {
  NVRAM_BLOCK_LEN,
  NVRAM_FREE_NAME,
  NVRAM_SIG_FREE,
  NVRAM_SIG_OS,
  nvramChecksum,
  nvramHeaderBytes,
  readNvramHeader,
} from '../../formats/chrp-nvram.ts';
import type { Nvram } from '../../hardware/nvram.ts';
import { ENOSPC } from '../../sim/errno.ts';
import { KERN_ERR, KERN_INFO, KERN_WARNING } from '../printk/levels.ts';

export type NvramPrint = (level: number, text: string) => void;

/** Where the data of a partition lies, behind its header. Bytes. */
export interface NvramArea {
  readonly offset: number;
  readonly size: number;
}

/** A partition the kernel wants for itself (`struct nvram_os_partition`). Bytes of data. */
interface WantedPartition {
  readonly name: string;
  readonly requestedSize: number;
  readonly minimumSize: number;
}

export const RTAS_LOG_PARTITION: WantedPartition = { name: 'ibm,rtas-log', requestedSize: 2079, minimumSize: 1055 };
export const OOPS_LOG_PARTITION: WantedPartition = { name: 'lnx,oops-log', requestedSize: 4000, minimumSize: 2000 };

interface Partition {
  signature: number;
  name: string;
  /** In blocks. */
  length: number;
  /** Of the header, in bytes. */
  index: number;
}

export class NvramPartitions {
  readonly #nvram: Nvram;
  readonly #print: NvramPrint;
  #partitions: Partition[];

  constructor(nvram: Nvram, print: NvramPrint) {
    this.#nvram = nvram;
    this.#print = print;
    this.#partitions = scanPartitions(nvram, print);
  }

  /** `nvram_find_partition`. */
  find(name: string, signature: number): NvramArea | null {
    const found = this.#partitions.find((entry) => entry.signature === signature && entry.name === name);
    return found === undefined ? null : areaOf(found);
  }

  /** `nvram_init_os_partition`: the partition that is there, or a new one; null where there is no room. */
  findOrCreate(wanted: WantedPartition): NvramArea | null {
    const { name, minimumSize } = wanted;
    const found = this.find(name, NVRAM_SIG_OS);
    if (found !== null && found.size >= minimumSize) return found;
    if (found !== null) {
      this.#print(KERN_INFO, `nvram: Found too small ${name} partition, removing it...`);
      this.#remove((entry) => entry.name === name);
    }
    const created = this.#create(wanted);
    if (created !== null) return created;
    this.#print(KERN_INFO, `nvram: No room to create ${name} partition, deleting any obsolete OS partitions...`);
    const ours = [RTAS_LOG_PARTITION.name, OOPS_LOG_PARTITION.name];
    this.#remove((entry) => !ours.includes(entry.name));
    const second = this.#create(wanted);
    if (second === null) {
      this.#print(KERN_ERR, `nvram: Failed to find or create ${name} partition, err ${-ENOSPC}`);
    }
    return second;
  }

  /** `nvram_create_partition`: from the first free space with all that is wanted, else from the largest with enough. */
  #create({ name, requestedSize, minimumSize }: WantedPartition): NvramArea | null {
    const requested = Math.ceil(requestedSize / NVRAM_BLOCK_LEN) + 1;
    const minimum = Math.ceil(minimumSize / NVRAM_BLOCK_LEN) + 1;
    const free = this.#partitions.filter(({ signature }) => signature === NVRAM_SIG_FREE);
    const enough = free.filter(({ length }) => length >= minimum);
    const largest = enough.reduce<Partition | undefined>(
      (best, entry) => (best === undefined || entry.length > best.length ? entry : best),
      undefined,
    );
    const from = free.find(({ length }) => length >= requested) ?? largest;
    if (from === undefined) return null;

    const created = { signature: NVRAM_SIG_OS, name, length: Math.min(from.length, requested), index: from.index };
    this.#writeHeader(created);
    const rest = {
      ...from,
      length: from.length - created.length,
      index: from.index + created.length * NVRAM_BLOCK_LEN,
    };
    if (rest.length > 0) this.#writeHeader(rest);
    this.#partitions.splice(this.#partitions.indexOf(from), 1, created, ...(rest.length > 0 ? [rest] : []));
    // The kernel's loop takes the length for the end, so it clears nothing of a partition further back than it is long, and
    // steps over every second block.
    const end = (created.length - 1) * NVRAM_BLOCK_LEN;
    for (let at = created.index + NVRAM_BLOCK_LEN; at < end; at += 2 * NVRAM_BLOCK_LEN) {
      this.#nvram.write(at, new Uint8Array(NVRAM_BLOCK_LEN));
    }
    return areaOf(created);
  }

  /** `nvram_remove_partition`, of those of the operating system: they become free space, which is merged with its neighbours. */
  #remove(isUnwanted: (entry: Partition) => boolean): void {
    for (const entry of this.#partitions) {
      if (entry.signature !== NVRAM_SIG_OS || !isUnwanted(entry)) continue;
      entry.signature = NVRAM_SIG_FREE;
      entry.name = NVRAM_FREE_NAME;
      this.#writeHeader(entry);
    }
    const merged: Partition[] = [];
    for (const entry of this.#partitions) {
      const previous = merged.at(-1);
      if (entry.signature !== NVRAM_SIG_FREE || previous?.signature !== NVRAM_SIG_FREE) {
        merged.push(entry);
        continue;
      }
      previous.length += entry.length;
      this.#writeHeader(previous);
    }
    this.#partitions = merged;
  }

  #writeHeader(entry: Partition): void {
    this.#nvram.write(entry.index, nvramHeaderBytes(entry));
  }
}

/** `nvram_scan_partitions`: those before the first that cannot be one. */
function scanPartitions(nvram: Nvram, print: NvramPrint): Partition[] {
  const partitions: Partition[] = [];
  for (let at = 0; at < nvram.sizeBytes; ) {
    const bytes = nvram.read(at, NVRAM_BLOCK_LEN);
    const header = readNvramHeader(bytes);
    if (header === null) {
      print(KERN_ERR, 'nvram_scan_partitions: Error parsing nvram partitions');
      break;
    }
    const { signature, name, length, storedChecksum } = header;
    const checksum = nvramChecksum(bytes);
    if (checksum !== storedChecksum) {
      const [was, should] = [storedChecksum, checksum].map((byte) => byte.toString(16).padStart(2, '0'));
      print(KERN_WARNING, `WARNING: nvram partition checksum was ${was}, should be ${should}!`);
      print(KERN_WARNING, 'Terminating nvram partition scan');
      break;
    }
    if (length === 0) {
      print(KERN_WARNING, 'WARNING: nvram corruption detected: 0-length partition');
      break;
    }
    partitions.push({ signature, name, length, index: at });
    at += length * NVRAM_BLOCK_LEN;
  }
  return partitions;
}

function areaOf({ index, length }: Partition): NvramArea {
  return { offset: index + NVRAM_BLOCK_LEN, size: (length - 1) * NVRAM_BLOCK_LEN };
}
