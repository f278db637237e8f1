/** `lastwords autopsy IMAGE`: what the named kernel would make of a ramoops region. */
import { createHash } from 'node:crypto';
import { IMAGE_BYTES_LIMIT } from '../../formats/image-pieces.ts';
import { autopsy } from '../../inspect/autopsy.ts';
import { autopsyJson } from '../../inspect/autopsy-json.ts';
import { type AutopsyRequest, autopsyOptions } from '../../inspect/autopsy-options.ts';
import { autopsyText } from '../../inspect/autopsy-text.ts';
import { imageEnd, type MemoryImage, movedTo, rangeOf } from '../../inspect/memory-image.ts';
import { findKernel, kernelNames, kernels } from '../../profiles/kernels.ts';
import { hex } from '../../sim/bytes.ts';
import type { Issue } from '../../sim/issue.ts';
import { type CommandModule, EXIT, type Given } from '../command.ts';
import { sizeText, writeNew } from '../files.ts';
import { judged } from '../judged.ts';
import { ADDRESS_END, defineReadAs, piecesText, readAs, readMemoryFile, tellRemarks } from '../memory-images.ts';
import { performGuess } from './autopsy-guess.ts';

/** From here on an autopsy takes longer than a second, and somebody who watches is told. */
const LARGE_BYTES = 32 * 1024 ** 2;
/** Holes of the region and pieces of the image that are named one by one. */
const NAMED = 5;

export const autopsyCommand: CommandModule = {
  define(command) {
    command
      .argument('<image>', 'the bytes of the region, or an image that holds them; gzip is inflated')
      .option('--guess', 'find regions, their sizes, ECC and kernel in an image of which nothing is known')
      .option('--address <number>', 'physical address of the region')
      .option(
        '--at <number>',
        'where the image’s lowest byte lies; default: what the image says, raw bytes at --address',
      )
      .option('--size <number>', 'bytes of the region; default: to the end of the image')
      .option('--kernel <name>', 'the kernel that looks at it, as uname -r says')
      .option('--record-size <number>', 'ramoops.record_size; default 4096')
      .option('--console-size <number>', 'ramoops.console_size; default 4096')
      .option('--ftrace-size <number>', 'ramoops.ftrace_size; default 4096')
      .option('--pmsg-size <number>', 'ramoops.pmsg_size; default 4096')
      .option('--ecc <number>', 'ramoops.ecc: parity bytes a block, 1 means 16; default 0')
      .option('--mem-type <number>', 'ramoops.mem_type; default 0')
      .option('--max-reason <number>', 'ramoops.max_reason; default -1')
      .option('--cpus <number>', 'possible CPUs, for function traces; default: the kernel’s own')
      .option('--device-tree', 'the numbers are properties of a device tree node: as they are, default 0')
      .option('--cmdline <text>', 'kernel command line: pstore.compress=, pstore.backend=, ramoops.…=, disable_radix')
      .option('--erase', 'unlink every file afterwards, as user space does once it has saved them')
      .option('--write-back <file>', 'write the region as that kernel leaves it into a new file')
      .option('--force', 'let --write-back write over a file (never over the image)')
      .option('--json', 'everything as JSON');
    defineReadAs(command);
    command.addHelpText(
      'after',
      `
Numbers are decimal or 0x. Images are raw bytes, Intel HEX, S-record, ELF, or the serial log
of U-Boot’s md: the contents tell.

Kernels, and their short names:
${kernels.map((kernel) => `  ${kernelNames(kernel)}\n`).join('')}
Example: 64 KiB saved from 0x5000000, by a kernel with 16 parity bytes a block
  lastwords autopsy region.bin.gz --address 0x5000000 \\
    --kernel 6.1.0-56-amd64 --record-size 0x4000 --console-size 0x2000 \\
    --ftrace-size 0x1000 --pmsg-size 0x1000 --ecc 1

All of a board’s RAM, and nothing known of it
  lastwords autopsy ram.bin --guess
`,
    );
  },

  async perform(given, io) {
    if (given.flag('guess')) return performGuess(given, io);
    const [path] = given.operands;
    for (const name of ['address', 'kernel']) {
      if (given.text(name) === undefined)
        given.complain(`--${name}`, 'is needed', {
          hint: '--guess finds out what an image holds; lastwords autopsy --help',
        });
    }
    given.choice(
      'kernel',
      kernels.flatMap((kernel) => [kernel.release, ...kernel.aliases]),
    );
    const as = readAs(given);
    const read = path === undefined ? undefined : judged(given, () => readMemoryFile(path, as));
    const options = judged(given, () => autopsyOptions(request(given)));
    const region = read && options && regionIn(read, options.address, given);
    given.settle();
    if (path === undefined || region === undefined || options === undefined) return EXIT.usage;

    const { image } = region;
    tellRemarks([...read!.remarks, ...region.remarks], io);
    if (io.errIsTerminal && image.length >= LARGE_BYTES) io.err(`looking through ${sizeText(image.length)} …\n`);
    const report = autopsy(image, options);
    const target = given.text('write-back');
    if (target !== undefined) writeNew(target, report.regionAfter, { force: given.flag('force'), inputs: [path] });
    io.out(given.flag('json') ? `${JSON.stringify(autopsyJson(report, sha256), null, 2)}\n` : autopsyText(report));
    return EXIT.ok;
  },
};

/** The bytes of the region; what the image lacks of it is taken as 0 and told. Undefined after a complaint. */
export function regionIn(
  { format, pieces }: MemoryImage,
  wanted: bigint,
  given: Given,
): { image: Uint8Array; remarks: readonly Issue[] } | undefined {
  const at = given.number('at', { min: 0, max: ADDRESS_END - 1 });
  const size = given.number('size', { min: 1, max: IMAGE_BYTES_LIMIT });
  const isRegion = format === 'raw' && given.text('at') === undefined && given.text('size') === undefined;
  if (isRegion) return { image: pieces[0]?.bytes ?? new Uint8Array(0), remarks: [] };
  const start = Number(wanted);
  const base = at ?? (format === 'raw' ? start : undefined);
  const placed = base === undefined ? pieces : movedTo(pieces, base);
  const end = imageEnd(placed);
  const length = size ?? end - start;
  const isBelow = size === undefined && placed.every((piece) => piece.address > start);
  if (
    isBelow ||
    !placed.some((piece) => piece.address < start + length && piece.address + piece.bytes.length > start)
  ) {
    const found = piecesText(placed.slice(0, NAMED)).join('; ');
    const hint = '--at ADDRESS moves an image';
    given.complain('--address', 'nothing of the image lies there', {
      found: found === '' ? 'an empty image' : found,
      hint,
    });
    return undefined;
  }
  if (length > IMAGE_BYTES_LIMIT) {
    given.complain('--size', 'is needed', { found: `an image that ends at 0x${hex(end - 1)}` });
    return undefined;
  }
  const { bytes, missing } = rangeOf(placed, start, length);
  const remarks = missing.slice(0, NAMED).map((hole) => ({
    code: 'image.missing',
    message: 'not in the image and taken as 0',
    found: `0x${hex(hole.start)} to 0x${hex(hole.end - 1)}`,
  }));
  if (missing.length <= NAMED) return { image: bytes, remarks };
  const more = { code: 'image.missing', message: `and ${missing.length - NAMED} more such holes` };
  return { image: bytes, remarks: [...remarks, more] };
}

const passedOn = {
  recordSize: 'record-size',
  consoleSize: 'console-size',
  ftraceSize: 'ftrace-size',
  pmsgSize: 'pmsg-size',
  ecc: 'ecc',
  memType: 'mem-type',
  maxReason: 'max-reason',
  cpus: 'cpus',
  cmdline: 'cmdline',
} as const satisfies Partial<Record<keyof AutopsyRequest, string>>;

export function request(given: Given): AutopsyRequest {
  const texts = Object.entries(passedOn).map(([key, name]) => [key, given.text(name)] as const);
  return {
    // What is missing or unknown has been complained about; these stand in so that the other options are still looked at.
    kernel: (findKernel(given.text('kernel') ?? '') ?? kernels[0]!).release,
    address: given.text('address') ?? '0',
    ...Object.fromEntries(texts.filter(([, value]) => value !== undefined)),
    deviceTree: given.flag('device-tree'),
    erase: given.flag('erase'),
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
