/** `lastwords autopsy IMAGE`: what the named kernel would make of a ramoops region. */
import { createHash } from 'node:crypto';
import { type AutopsyFile, type AutopsyReport, autopsy } from '../../inspect/autopsy.ts';
import { type AutopsyOptions, type AutopsyRequest, autopsyOptions } from '../../inspect/autopsy-options.ts';
import { autopsyText } from '../../inspect/autopsy-text.ts';
import { kernels } from '../../profiles/kernels.ts';
import { UserError } from '../../sim/issue.ts';
import { type CommandModule, EXIT, type Given } from '../command.ts';
import { readImage, writeNew } from '../files.ts';
import { colorsFor } from '../io.ts';
import { paletteOf } from '../palette.ts';

export const autopsyCommand: CommandModule = {
  define(command) {
    command
      .argument('<image>', 'the bytes of the region; gzip is inflated')
      .option('--address <number>', 'physical address of the region')
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
      .option('--json', 'everything as JSON')
      .addHelpText(
        'after',
        `
Numbers are decimal or 0x. Kernels: ${kernels.map((kernel) => kernel.release).join(', ')}.

Example: 64 KiB saved from 0x5000000, written by a kernel with 16 parity bytes a block
  lastwords autopsy region.bin.gz --address 0x5000000 --kernel 6.1.0-56-amd64 \\
    --record-size 0x4000 --console-size 0x2000 --ftrace-size 0x1000 --pmsg-size 0x1000 --ecc 1
`,
      );
  },

  async perform(given, io) {
    const [path] = given.operands;
    for (const name of ['address', 'kernel']) {
      if (given.text(name) === undefined)
        given.complain(`--${name}`, 'is needed', { hint: 'lastwords autopsy --help' });
    }
    const image = path === undefined ? undefined : collected(given, () => readImage(path));
    const options = collected(given, () => autopsyOptions(request(given)));
    given.settle();
    if (path === undefined || image === undefined || options === undefined) return EXIT.usage;

    const report = autopsy(image, options);
    const target = given.text('write-back');
    if (target !== undefined) writeNew(target, report.regionAfter, { force: given.flag('force'), inputs: [path] });
    io.out(given.flag('json') ? autopsyJson(report) : autopsyText(report, paletteOf(colorsFor(io))));
    return EXIT.ok;
  },
};

/** Runs a part that may complain, and keeps its complaints with the others. */
function collected<Result>(given: Given, action: () => Result): Result | undefined {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    given.issues.push(...error.issues);
    return undefined;
  }
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

function request(given: Given): AutopsyRequest {
  const texts = Object.entries(passedOn).map(([key, name]) => [key, given.text(name)] as const);
  return {
    // A name that is missing has been complained about; these stand in so that the other options are still looked at.
    kernel: given.text('kernel') ?? kernels[0]!.release,
    address: given.text('address') ?? '0',
    ...Object.fromEntries(texts.filter(([, value]) => value !== undefined)),
    deviceTree: given.flag('device-tree'),
    erase: given.flag('erase'),
  };
}

/** The JSON form; its fields are explained in docs/how-to/autopsy.md. */
export function autopsyJson(report: AutopsyReport): string {
  const { options, messages, files, zones, stop, afterErase, salvaged, regionAfter, regionSize } = report;
  const document = {
    kernel: options.kernel.release,
    address: jsonNumber(options),
    regionSize,
    messages: messages.map((message) => message.text).filter((text) => /^(ramoops|pstore)/.test(text)),
    files: files.map(jsonFile),
    regionAfterSha256: sha256(regionAfter),
    zones: zones.map(({ header, ...zone }) => ({ ...zone, header: Buffer.from(header).toString('hex') })),
    stop,
    afterErase,
    salvaged: salvaged.map(({ bytes, ...rest }) => ({ ...rest, ...textOrBase64(bytes) })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A 64-bit address that a JSON number cannot hold is given as text. */
function jsonNumber({ address }: AutopsyOptions): number | string {
  return address <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(address) : `0x${address.toString(16)}`;
}

function jsonFile({ name, size, mode, mtimeSec, bytes }: AutopsyFile): object {
  return { name, size, mode, mtimeSec, sha256: sha256(bytes), ...textOrBase64(bytes) };
}

/** `text` where the bytes are UTF-8 without control characters but tab and line feed, `base64` otherwise. */
function textOrBase64(bytes: Uint8Array): { text: string } | { base64: string } {
  const base64 = { base64: Buffer.from(bytes).toString('base64') };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return /[\x00-\x08\x0b-\x1f\x7f]/.test(text) ? base64 : { text };
  } catch (error) {
    if (error instanceof TypeError) return base64; // not UTF-8
    throw error;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
