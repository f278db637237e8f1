/** `lastwords image`: memory images of any format, looked at, put together and written in another format. */
import { gzipSync } from 'node:zlib';
import { type ImagePiece, joinPieces } from '../../formats/image-pieces.ts';
import { imageEnd, movedTo, namedFormat, writableFormats, writeMemoryImage } from '../../inspect/memory-image.ts';
import { type Issue, UserError } from '../../sim/issue.ts';
import { type CommandModule, EXIT, type Given } from '../command.ts';
import { sizeText, writeNew } from '../files.ts';
import { judged } from '../judged.ts';
import {
  ADDRESS_END,
  defineReadAs,
  piecesText,
  type ReadAs,
  readAs,
  readMemoryFile,
  tellRemarks,
} from '../memory-images.ts';

/** So many pieces are listed. */
const LISTED = 40;

export const imageCommand: CommandModule = {
  define(command) {
    command
      .argument('<images...>', 'FILE or FILE@ADDRESS, where its lowest byte lies; gzip is inflated')
      .option('-o, --out <file>', 'write the image into a new file; .gz packs it')
      .option(
        '--to <format>',
        `format to write: ${writableFormats.join(', ')}; default: by the file’s ending, else raw`,
      )
      .option('--at <address>', 'move the whole: its lowest byte lies here')
      .option('--fill <byte>', 'what holes become in raw bytes; default 0')
      .option('--force', 'let --out write over a file (never over an input)')
      .option('--json', 'what lies where, as JSON');
    defineReadAs(command);
    command.addHelpText(
      'after',
      `
Numbers are decimal or 0x. Formats: raw bytes, Intel HEX (hex), S-record (srec), ELF by
physical address (elf), and the log of U-Boot’s md (md, read only). Later files count
where two overlap.

Example: the serial log of  => md.l 3000000 4000  becomes an image for a debugger
  lastwords image serial.log -o region.hex
`,
    );
  },

  async perform(given, io) {
    const as = readAs(given);
    const to = given.choice('to', writableFormats);
    const at = given.number('at', { min: 0, max: ADDRESS_END - 1 });
    const fill = given.number('fill', { min: 0, max: 255 }) ?? 0;
    const out = given.text('out');
    if (out === undefined && to !== undefined) given.complain('--to', 'needs --out');
    if (given.operands.length === 0) given.complain('images', 'is needed', { hint: 'lastwords image --help' });
    const inputs = given.operands.map((operand) => cutOperand(operand, given));
    const read = inputs.flatMap((input) => judged(given, () => placed(input, as)) ?? []);
    given.settle();

    const joined = joinPieces(read.flatMap(({ pieces }) => pieces));
    const pieces = at === undefined ? joined.pieces : movedTo(joined.pieces, at);
    if (imageEnd(pieces) > ADDRESS_END) throw new UserError([beyond('--at')]);
    tellRemarks([...read.flatMap(({ remarks }) => remarks), ...joined.remarks.list()], io);
    if (out !== undefined) {
      const written = writeMemoryImage(pieces, writableFormats.find((name) => name === to) ?? namedFormat(out), fill);
      if ('issue' in written) throw new UserError([{ ...written.issue, place: { file: out } }]);
      const file = out.endsWith('.gz') ? gzipSync(written.file) : written.file;
      writeNew(out, file, { force: given.flag('force'), inputs: inputs.map(({ path }) => path) });
    }
    io.out(given.flag('json') ? jsonText(pieces) : humanText(pieces));
    return EXIT.ok;
  },
};

interface Input {
  readonly path: string;
  readonly address: number | undefined;
}

/** `FILE@ADDRESS`; a name may have an @ of its own when no number follows it. */
function cutOperand(operand: string, given: Given): Input {
  const match = /^(.+)@((?:0x)?[0-9a-f]+)$/is.exec(operand);
  if (match === null) return { path: operand, address: undefined };
  return { path: match[1]!, address: given.numberFrom(operand, match[2]!, { min: 0, max: ADDRESS_END - 1 }) };
}

function placed({ path, address }: Input, as: ReadAs): { pieces: readonly ImagePiece[]; remarks: readonly Issue[] } {
  const { pieces, remarks } = readMemoryFile(path, as);
  const moved = address === undefined ? pieces : movedTo(pieces, address);
  if (imageEnd(moved) > ADDRESS_END) throw new UserError([beyond(path)]);
  return { pieces: moved, remarks };
}

function beyond(path: string): Issue {
  return { code: 'image.address', message: 'ends beyond 16 TiB', place: { path }, hint: '--at ADDRESS moves an image' };
}

function humanText(pieces: readonly ImagePiece[]): string {
  const total = pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const lines = piecesText(pieces.slice(0, LISTED));
  if (pieces.length > LISTED) lines.push(`… and ${pieces.length - LISTED} more`);
  lines.push(`${sizeText(total)} in ${pieces.length} ${pieces.length === 1 ? 'piece' : 'pieces'}`);
  return lines.map((line) => `${line}\n`).join('');
}

function jsonText(pieces: readonly ImagePiece[]): string {
  return `${JSON.stringify({ pieces: pieces.map(({ address, bytes }) => ({ address, size: bytes.length })) }, null, 2)}\n`;
}
