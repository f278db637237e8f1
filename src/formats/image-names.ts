/** Looking up what `image-names.data.ts` says: by number for legacy images, by word for FIT images. */
import { ARCHITECTURES, COMPRESSIONS, type ImageName, SYSTEMS, TYPES } from './image-names.data.ts';

/** Numbers that decide something. */
export const IMAGE = {
  architectureArm: 2,
  architectureArm64: 22,
  osLinux: 5,
  osNetBsd: 2,
  osUBoot: 17,
  typeStandalone: 1,
  typeKernel: 2,
  typeRamdisk: 3,
  typeMulti: 4,
  typeFirmware: 5,
  typeScript: 6,
  typeFlatTree: 8,
  typeKernelNoload: 14,
  uncompressed: 0,
  gzip: 1,
  bzip2: 2,
  lzma: 3,
  lzo: 4,
  lz4: 5,
  zstd: 6,
} as const;

const name = (table: readonly ImageName[], wanted: number, unknown: string) =>
  table.find(([id]) => id === wanted)?.[2] ?? unknown;
const number = (table: readonly ImageName[], wanted: string | null) => table.find(([, word]) => word === wanted)?.[0];

export const architectureName = (id: number) => name(ARCHITECTURES, id, 'Unknown Architecture');
export const systemName = (id: number) => name(SYSTEMS, id, 'Unknown OS');
export const typeName = (id: number) => name(TYPES, id, 'Unknown Image');
export const compressionName = (id: number) => name(COMPRESSIONS, id, 'Unknown Compression');

/** Numbers of the words; undefined for a word that means nothing. */
export const architectureOf = (word: string | null) => number(ARCHITECTURES, word);
export const systemOf = (word: string | null) => number(SYSTEMS, word);
export const typeOf = (word: string | null) => number(TYPES, word);
export const compressionOf = (word: string | null) => number(COMPRESSIONS, word);
