/** The configuration as the image has it: `config_data.gz`, packed once for all boots. */
import { kernelDeflate } from '../../formats/deflate.ts';
import { gzipFile } from '../../formats/gzip-file.ts';
import { latin1Bytes } from '../../sim/bytes.ts';

const packed = new Map<string, Uint8Array>();
const PACKED_MAX = 8;

export function configFile(text: string): Uint8Array {
  let file = packed.get(text);
  if (file === undefined) {
    if (packed.size >= PACKED_MAX) packed.clear();
    file = gzipFile(latin1Bytes(text), (raw) => kernelDeflate(raw, { windowBits: 15, outLimit: 2 * raw.length + 64 })!);
    packed.set(text, file);
  }
  return file;
}
