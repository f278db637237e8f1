/** Images of memory among the user's files: read with their complaints, remarks told on the error stream, options in common. */
import type { Command } from 'commander';
import type { ImagePiece } from '../formats/image-pieces.ts';
import { type ImageFormat, imageFormats, type MemoryImage, readMemoryImage } from '../inspect/memory-image.ts';
import type { ByteOrder } from '../memory/byte-order.ts';
import { printable } from '../scenario/report/printable.ts';
import { hex } from '../sim/bytes.ts';
import { type Issue, UserError } from '../sim/issue.ts';
import type { Given } from './command.ts';
import { readImage } from './files.ts';
import { colorsFor, type Io } from './io.ts';

/** One past the highest address of the simulated memory: 16 TiB. */
export const ADDRESS_END = 2 ** 44;

export interface ReadAs {
  readonly format: ImageFormat | undefined;
  readonly byteOrder: ByteOrder | undefined;
}

export function defineReadAs(command: Command): void {
  command
    .option('--from <format>', `format of the file: ${imageFormats.join(', ')}; default: what its contents say`)
    .option('--byte-order <order>', 'of the board, for md logs without their text column: little, big');
}

export function readAs(given: Given): ReadAs {
  const orders: readonly ByteOrder[] = ['little', 'big'];
  const [format, order] = [given.choice('from', imageFormats), given.choice('byte-order', orders)];
  return {
    format: imageFormats.find((name) => name === format),
    byteOrder: orders.find((name) => name === order),
  };
}

/** Throws `UserError` for a file that cannot be read, is damaged, or lies beyond what is simulated. */
export function readMemoryFile(path: string, { format, byteOrder }: ReadAs): MemoryImage {
  const image = readMemoryImage(readImage(path), format, byteOrder);
  if (image.errors.length > 0) throw new UserError(image.errors.map((issue) => inFile(path, issue)));
  return { ...image, remarks: image.remarks.map((issue) => inFile(path, issue)) };
}

function inFile(file: string, issue: Issue): Issue {
  const { line, path } = issue.place ?? {};
  return {
    ...issue,
    message: path === undefined ? issue.message : `${issue.message} (${path})`,
    place: { file, ...(line === undefined ? {} : { line }) },
  };
}

/** Remarks are no errors: a line each, on the error stream. */
export function tellRemarks(remarks: readonly Issue[], io: Io): void {
  const colors = colorsFor(io, 'err');
  for (const { message, place, found } of remarks) {
    const where = [place?.file ?? place?.path, place?.line].filter((part) => part !== undefined).join(':');
    const what = found === undefined ? message : `${message}: ${found}`;
    io.err(`${colors.yellow('note')} ${printable(where === '' ? what : `${where}: ${what}`)}\n`);
  }
}

export function piecesText(pieces: readonly ImagePiece[]): string[] {
  return pieces.map(({ address, bytes }) => {
    const [start, last] = [address, address + bytes.length - 1].map((one) => `0x${hex(one, 8)}`);
    return `${start} to ${last}  ${bytes.length} bytes`;
  });
}
