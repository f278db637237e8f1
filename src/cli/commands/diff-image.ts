/** Images of RAM as sides of `lastwords diff`: where they lie, and whose zones give their bytes names. */
import type { ImagePiece } from '../../formats/image-pieces.ts';
import { autopsy } from '../../inspect/autopsy.ts';
import { autopsyOptions } from '../../inspect/autopsy-options.ts';
import { bytesAsSource } from '../../inspect/guess/byte-source.ts';
import { guessImage } from '../../inspect/guess/guess.ts';
import { imageEnd, type MemoryImage, movedTo } from '../../inspect/memory-image.ts';
import type { DiffSide, NamedZone } from '../../inspect/ram-diff.ts';
import { PhysicalMemory } from '../../memory/physical-memory.ts';
import { hex } from '../../sim/bytes.ts';
import type { Issue } from '../../sim/issue.ts';
import type { Given } from '../command.ts';
import { judged } from '../judged.ts';
import { ADDRESS_END, readAs, readMemoryFile } from '../memory-images.ts';
import { regionIn, request } from './autopsy.ts';

/** What an image needs to be named, as autopsy has it; a saved machine knows it. */
export const LAYOUT_OPTIONS: readonly string[] = [
  'guess',
  'at',
  'size',
  'kernel',
  'record-size',
  'console-size',
  'ftrace-size',
  'pmsg-size',
  'ecc',
  'cpus',
  'device-tree',
  'cmdline',
  'from',
  'byte-order',
];

export interface ImageSide extends DiffSide {
  readonly remarks: readonly Issue[];
}

/** Without `--kernel` and `--guess` nothing says what lies where. Null after a complaint. */
export function imageSide(path: string, given: Given): ImageSide | null {
  const image = judged(given, () => readMemoryFile(path, readAs(given)));
  if (image === undefined) return null;
  const bound = { min: 0, max: ADDRESS_END - 1 };
  const base = given.number('at', bound) ?? (image.format === 'raw' ? given.number('address', bound) : undefined);
  const pieces = base === undefined ? image.pieces : movedTo(image.pieces, base);
  if (imageEnd(pieces) > ADDRESS_END) {
    given.complain('--address', 'lies beyond the address space with this image', { found: `"${path}"` });
    return null;
  }
  const memory = new PhysicalMemory();
  for (const { address, bytes } of pieces) memory.write(address, bytes, memory.writer('image'));
  const named = given.flag('guess') ? guessedZones(pieces, path) : givenZones(image, path, given);
  return named && { memory, owners: [], ...named, remarks: [...image.remarks, ...named.remarks] };
}

interface Named {
  readonly zones: readonly NamedZone[];
  readonly remarks: readonly Issue[];
}

function guessedZones(pieces: readonly ImagePiece[], path: string): Named {
  const zones: NamedZone[] = [];
  const remarks: Issue[] = [];
  for (const { address: base, bytes } of pieces) {
    for (const region of guessImage(bytesAsSource(bytes)).regions) {
      const where = `0x${hex(base + region.offset, 8)}`;
      remarks.push({
        code: 'diff.guess',
        message: `a ramoops region at ${where} (${region.confidence})`,
        place: { file: path },
      });
      for (const { kind, index, offset, size, dataBytes } of region.zones) {
        zones.push({ kind, index, address: base + offset, sizeBytes: size, capacityBytes: dataBytes });
      }
    }
  }
  return { zones, remarks };
}

/** As the named kernel would lay out the region. */
function givenZones(image: MemoryImage, path: string, given: Given): Named | null {
  if (given.text('kernel') === undefined) return { zones: [], remarks: [] };
  const options = judged(given, () => autopsyOptions(request(given)));
  const region = options && regionIn(image, options.address, given);
  if (options === undefined || region === undefined) return null;
  const zones = autopsy(region.image, options).zones.map(({ kind, index, address, zoneSize, dataSize }) => ({
    kind,
    index,
    address,
    sizeBytes: zoneSize,
    capacityBytes: dataSize,
  }));
  const refused: Issue = { code: 'diff.refused', message: 'this kernel refuses the region', place: { file: path } };
  return { zones, remarks: zones.length === 0 ? [refused] : [] };
}
