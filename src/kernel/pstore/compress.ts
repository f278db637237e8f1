/**
 * How pstore compresses dumps and what it says about it.
 *
 * Mirrors the compression parts of Linux v6.1 (crypto API, `crypto/deflate.c` and its siblings) and v6.12 (zlib library)
 * `fs/pstore/platform.c`. Deflate gives the kernel's own bytes; lzo, zstd and lz4hc give valid streams that any kernel reads but that a
 * real one would have written otherwise. 842 is not simulated: with it nothing compresses and nothing inflates.
 */

import { kernelDeflate } from '../../formats/deflate.ts';
import { cryptoInflate, rawInflate } from '../../formats/inflate.ts';
import { lz4Compress, lz4Decompress } from '../../formats/lz4.ts';
import { lzoCompress, lzoDecompress } from '../../formats/lzo.ts';
import { zstdDecompress } from '../../formats/zstd.ts';
import { zstdCompress } from '../../formats/zstd-compress.ts';
import type { PstoreCompressor, PstoreProfile } from '../../profiles/kernel.ts';
import { EINVAL } from '../../sim/errno.ts';
import { KERN_ERR } from '../printk/levels.ts';

export interface PstoreCompression {
  readonly name: PstoreCompressor;
  /** Size of the buffer that text is collected in before it is compressed into `bufsize` bytes. */
  textBytes(bufsize: number): number;
  /** Null when the result does not fit into `bufsize` bytes with one to spare. */
  compress(text: Uint8Array, bufsize: number): Uint8Array | null;
  /** What the kernel says when it could not compress; null: nothing. */
  readonly compressError: string | null;
  decompress(payload: Uint8Array, bufsize: number): Uint8Array | DecompressError;
}

/** The message at level 3; `isRateLimited`: through pr_err_ratelimited. */
interface DecompressError {
  readonly message: string;
  readonly isRateLimited: boolean;
}

export type CompressionPrint = (level: number, text: string) => void;

/**
 * The method for `pstore.compress=NAME`, or null for none. `print` gets the text without `pstore: `. Up to 6.5 any name that is not
 * built in means none; later only `none` does.
 */
export function chooseCompression(
  profile: PstoreProfile,
  name: string | null,
  print: CompressionPrint,
): PstoreCompression | null {
  if (name === null) return null;
  if (profile.compression === 'crypto-api') {
    const known = profile.compressors.find((compressor) => compressor === name);
    return known === undefined ? null : cryptoApi(known);
  }
  if (name === 'none') return null;
  if (name !== 'deflate') print(KERN_ERR, `Unsupported compression '${name}', falling back to deflate`);
  return zlib;
}

/** Linux 6.6 and later: raw deflate, 15 bits of window, called directly. */
const zlib: PstoreCompression = {
  name: 'deflate',
  textBytes: (bufsize) => Math.floor((bufsize * 100) / 60),
  compress: (text, bufsize) => kernelDeflate(text, { windowBits: 15, outLimit: bufsize }),
  compressError: null,
  decompress: (payload, bufsize) => {
    const { bytes, status } = rawInflate(payload, 3 * bufsize);
    if (status === 'end') return bytes;
    // Z_FINISH turns Z_OK into Z_BUF_ERROR, whether input or output ran out.
    const ret = status === 'data-error' ? -3 : -5;
    return { message: `zlib_inflate() failed, ret = ${ret}!`, isRateLimited: true };
  },
};

function cryptoApi(name: PstoreCompressor): PstoreCompression {
  const textBytes = (bufsize: number) => worstCaseBytes[name](bufsize);
  return {
    name,
    textBytes,
    compress: (text, bufsize) => compressors[name](text, bufsize),
    compressError: `crypto_comp_compress failed, ret = ${-EINVAL}!`,
    decompress: (payload, bufsize) =>
      decompressors[name](payload, textBytes(bufsize)) ?? {
        message: `crypto_comp_decompress failed, ret = ${-EINVAL}!`,
        isRateLimited: false,
      },
  };
}

type Compress = (text: Uint8Array, bufsize: number) => Uint8Array | null;
type Decompress = (payload: Uint8Array, outLimit: number) => Uint8Array | null;

const compressors: Readonly<Record<PstoreCompressor, Compress>> = {
  deflate: (text, bufsize) => kernelDeflate(text, { windowBits: 11, outLimit: bufsize }),
  lzo: lzoCompress,
  lz4: lz4Compress,
  lz4hc: lz4Compress,
  '842': () => null,
  zstd: zstdCompress,
};

const decompressors: Readonly<Record<PstoreCompressor, Decompress>> = {
  deflate: cryptoInflate,
  lzo: lzoDecompress,
  lz4: lz4Decompress,
  lz4hc: lz4Decompress,
  '842': () => null,
  zstd: zstdDecompress,
};

/** `zbufsize_*`: how much text each method is given for a record of `bufsize` bytes. Integer division throughout. */
const worstCaseBytes: Readonly<Record<PstoreCompressor, (bufsize: number) => number>> = {
  deflate: (bufsize) => Math.floor((bufsize * 100) / deflatePercent(bufsize)),
  // lzo1x_worst_compress
  lzo: (bufsize) => bufsize + Math.floor(bufsize / 16) + 64 + 3 + 2,
  // LZ4_COMPRESSBOUND
  lz4: (bufsize) => bufsize + Math.floor(bufsize / 255) + 16,
  lz4hc: (bufsize) => bufsize + Math.floor(bufsize / 255) + 16,
  '842': (bufsize) => bufsize,
  // ZSTD_COMPRESSBOUND
  zstd: (bufsize) => bufsize + (bufsize >>> 8) + (bufsize < 131072 ? (131072 - bufsize) >>> 11 : 0),
};

/** Which share of its text a deflated log is expected to take, by the record sizes of the usual backends. */
function deflatePercent(bufsize: number): number {
  if (bufsize >= 1000 && bufsize <= 2000) return 56;
  if (bufsize >= 2001 && bufsize <= 3000) return 54;
  if (bufsize >= 3001 && bufsize <= 3999) return 52;
  if (bufsize >= 4000 && bufsize <= 10000) return 45;
  return 60;
}
