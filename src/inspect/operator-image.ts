/** The operator's `load` and `save` of memory images: RAM from and to files of the host, in the format that the file's ending says. */
import { gzipFile } from '../formats/gzip-file.ts';
import { IMAGE_BYTES_LIMIT, type ImagePiece } from '../formats/image-pieces.ts';
import type { Machine } from '../machine/machine.ts';
import { movedTo, namedFormat, readMemoryImage, writeMemoryImage } from './memory-image.ts';
import { addressOf, numberOf, type OperatorAnswer, type OperatorHost, stay } from './operator-command.ts';

/** `load FILE [ADDRESS]`; only raw bytes need the address, all others say it themselves and are moved by it. */
export function loadImage(machine: Machine, [file, word]: readonly string[], host: OperatorHost): OperatorAnswer {
  const address = word === undefined ? undefined : addressOf(word, machine);
  if (file === undefined || address === null) return stay('load: FILE and an ADDRESS in RAM\n');
  const format = namedFormat(file);
  if (format === 'raw' && address === undefined) return stay('load: raw bytes need an ADDRESS in RAM\n');
  const bytes = host.load(file);
  if (typeof bytes === 'string') return stay(`load: ${bytes}\n`);
  const { pieces: found, errors } = readMemoryImage(bytes, format);
  const [error] = errors;
  if (error !== undefined) {
    const line = error.place?.line === undefined ? '' : `:${error.place.line}`;
    return stay(`load: ${file}${line} ${error.message}\n`);
  }
  const pieces = address === undefined ? found : movedTo(found, address);
  const astray = pieces.find((piece) => !isInRam(machine, piece.address, piece.bytes.length));
  if (astray !== undefined) return stay(`load: ${sizeAt(astray)} do not fit into the RAM\n`);
  for (const piece of pieces) machine.poke(piece.address, piece.bytes);
  return stay(pieces.length === 0 ? `load: ${file} is empty\n` : pieces.map((piece) => `${sizeAt(piece)}\n`).join(''));
}

/** `save FILE ADDRESS BYTES`. */
export function saveImage(
  machine: Machine,
  [file = '', word = '', count = '']: readonly string[],
  host: OperatorHost,
): OperatorAnswer {
  const [address, length] = [addressOf(word, machine), numberOf(count)];
  if (address === null || length === null || length < 1 || !isInRam(machine, address, length)) {
    return stay('save: FILE alone for the machine; FILE ADDRESS BYTES for an image, all of it in RAM\n');
  }
  if (length > IMAGE_BYTES_LIMIT) return stay('save: an image is 1 GiB at most\n');
  const written = writeMemoryImage([{ address, bytes: machine.memory.read(address, length) }], namedFormat(file), 0);
  if ('issue' in written) return stay(`save: ${written.issue.message}\n`);
  const isPacked = /\.gz$/i.test(file);
  const bytes = isPacked ? gzipFile(written.file, (plain) => host.packer.pack(plain)) : written.file;
  const refused = host.save(file, bytes);
  return stay(refused === null ? `${bytes.length} bytes in ${file}\n` : `save: ${refused}\n`);
}

function isInRam(machine: Machine, address: number, length: number): boolean {
  return machine.options.board.ramBanks.some(({ start, end }) => address >= start && address + length <= end);
}

function sizeAt(piece: ImagePiece): string {
  return `${piece.bytes.length} bytes at 0x${piece.address.toString(16)}`;
}
