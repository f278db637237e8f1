/** Raw deflate by the host's zlib: some times as fast as our own, and the same format. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Packer } from '../machine/save-container.ts';

export const zlibPacker: Packer = {
  pack: (bytes) => new Uint8Array(deflateRawSync(bytes)),
  unpack(bytes, limit) {
    try {
      // A limit of 0 would mean none.
      return new Uint8Array(inflateRawSync(bytes, { maxOutputLength: Math.max(1, limit) }));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ERR_BUFFER_TOO_LARGE' || code?.startsWith('Z_') === true) return null;
      throw error;
    }
  },
};
