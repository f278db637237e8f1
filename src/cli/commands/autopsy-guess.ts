/** `lastwords autopsy IMAGE --guess`: nothing is known of the image but its bytes. */
import { guessImage, type ImageGuess } from '../../inspect/guess/guess.ts';
import { guessJson } from '../../inspect/guess/guess-json.ts';
import { guessText } from '../../inspect/guess/guess-text.ts';
import { EXIT, type Given } from '../command.ts';
import { sizeText } from '../files.ts';
import { openImage } from '../image-source.ts';
import type { Io } from '../io.ts';
import { judged } from '../judged.ts';
import { ADDRESS_END, readAs, tellRemarks } from '../memory-images.ts';

/** From here on a guess takes longer than a second, and somebody who watches is told. */
const LARGE_BYTES = 256 * 1024 ** 2;

/** What a guess finds out by itself, or does not do. */
const notWithGuess = ['address', 'size', 'kernel', 'record-size', 'console-size', 'ftrace-size', 'pmsg-size', 'ecc'];
const neverWithGuess = ['mem-type', 'max-reason', 'cpus', 'cmdline', 'write-back'];

export function performGuess(given: Given, io: Io): number {
  const [path] = given.operands;
  for (const name of [...notWithGuess, ...neverWithGuess]) {
    if (given.text(name) !== undefined) given.complain(`--${name}`, 'is not for --guess');
  }
  for (const name of ['device-tree', 'erase']) if (given.flag(name)) given.complain(`--${name}`, 'is not for --guess');
  const at = given.number('at', { min: 0, max: ADDRESS_END - 1 });
  const as = readAs(given);
  given.settle();
  const image = path === undefined ? undefined : judged(given, () => openImage(path, as));
  given.settle();
  if (path === undefined || image === undefined) return EXIT.usage;
  try {
    tellRemarks(image.remarks, io);
    const bytes = image.pieces.reduce((sum, { source }) => sum + source.length, 0);
    if (io.errIsTerminal && bytes >= LARGE_BYTES) io.err(`looking through ${sizeText(bytes)} …\n`);
    const moved = at === undefined ? 0 : at - (image.pieces[0]?.address ?? 0);
    const guesses = image.pieces.map(({ address, source }) => ({
      address: address + moved,
      guess: guessImage(source),
    }));
    io.out(given.flag('json') ? json(guesses) : text(guesses, path));
  } finally {
    image.close();
  }
  return EXIT.ok;
}

interface PieceGuess {
  readonly address: number;
  readonly guess: ImageGuess;
}

/** One answer for all pieces of an image. */
function json(guesses: readonly PieceGuess[]): string {
  const told = guesses.map(({ guess, address }) => guessJson(guess, address));
  const whole = {
    regions: told.flatMap(({ regions }) => regions),
    strays: told.flatMap(({ strays }) => strays),
    signatures: told.reduce((sum, { signatures }) => sum + signatures, 0),
    isCut: told.some(({ isCut }) => isCut),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** Pieces in which nothing was found are passed over, unless that is all there is to say. */
function text(guesses: readonly PieceGuess[], path: string): string {
  const telling = guesses.filter(({ guess }) => guess.regions.length + guess.strays.length > 0);
  if (telling.length === 0) return 'No ramoops region was found.\n';
  return telling.map(({ guess, address }) => guessText(guess, address, path)).join('\n');
}
