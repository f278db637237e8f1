/**
 * The firmware finds its NVRAM without the partition of its variables and makes it anew.
 *
 * Mirrors SLOF's `reset_nvram` (lib/libnvram/nvram.c): everything is erased, the firmware's partitions are made one behind the
 * other, and what is left is free space. Left out: changing a variable.
 */
import {
  NVRAM_BLOCK_LEN,
  NVRAM_FREE_NAME,
  NVRAM_SIG_FREE,
  NVRAM_SIG_SYS,
  nvramHeaderBytes,
  readNvramHeader,
} from '../formats/chrp-nvram.ts';
import type { Nvram } from '../hardware/nvram.ts';
import type { NvramProfile } from '../profiles/board.ts';

/** True where the NVRAM had no partition `common` and was made anew. */
export function initializeNvram(nvram: Nvram, profile: NvramProfile): boolean {
  if (hasCommonPartition(nvram)) return false;
  nvram.write(0, new Uint8Array(nvram.sizeBytes));
  let at = 0;
  for (const { signature, name, sizeBytes, content } of profile.partitions) {
    nvram.write(at, nvramHeaderBytes({ signature, name, length: sizeBytes / NVRAM_BLOCK_LEN }));
    nvram.write(at + NVRAM_BLOCK_LEN, content);
    at += sizeBytes;
  }
  const left = (nvram.sizeBytes - at) / NVRAM_BLOCK_LEN;
  if (left > 0) nvram.write(at, nvramHeaderBytes({ signature: NVRAM_SIG_FREE, name: NVRAM_FREE_NAME, length: left }));
  return true;
}

function hasCommonPartition(nvram: Nvram): boolean {
  for (let at = 0; ; ) {
    const header = readNvramHeader(nvram.read(at, NVRAM_BLOCK_LEN));
    if (header === null || header.length === 0) return false;
    if (header.signature === NVRAM_SIG_SYS && header.name === 'common') return true;
    at += header.length * NVRAM_BLOCK_LEN;
  }
}
