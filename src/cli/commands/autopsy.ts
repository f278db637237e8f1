/** `lastwords autopsy IMAGE`: what the named kernel would make of a ramoops region. */
import { createHash } from 'node:crypto';
import { autopsy } from '../../inspect/autopsy.ts';
import { autopsyJson } from '../../inspect/autopsy-json.ts';
import { type AutopsyRequest, autopsyOptions } from '../../inspect/autopsy-options.ts';
import { autopsyText } from '../../inspect/autopsy-text.ts';
import { findKernel, kernelNames, kernels } from '../../profiles/kernels.ts';
import { UserError } from '../../sim/issue.ts';
import { type CommandModule, EXIT, type Given } from '../command.ts';
import { readImage, sizeText, writeNew } from '../files.ts';

/** From here on an autopsy takes longer than a second, and somebody who watches is told. */
const LARGE_BYTES = 32 * 1024 ** 2;

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
Numbers are decimal or 0x.

Kernels, and their short names:
${kernels.map((kernel) => `  ${kernelNames(kernel)}\n`).join('')}
Example: 64 KiB saved from 0x5000000, by a kernel with 16 parity bytes a block
  lastwords autopsy region.bin.gz --address 0x5000000 \\
    --kernel 6.1.0-56-amd64 --record-size 0x4000 --console-size 0x2000 \\
    --ftrace-size 0x1000 --pmsg-size 0x1000 --ecc 1
`,
      );
  },

  async perform(given, io) {
    const [path] = given.operands;
    for (const name of ['address', 'kernel']) {
      if (given.text(name) === undefined)
        given.complain(`--${name}`, 'is needed', { hint: 'lastwords autopsy --help' });
    }
    given.choice(
      'kernel',
      kernels.flatMap((kernel) => [kernel.release, ...kernel.aliases]),
    );
    const image = path === undefined ? undefined : collected(given, () => readImage(path));
    const options = collected(given, () => autopsyOptions(request(given)));
    given.settle();
    if (path === undefined || image === undefined || options === undefined) return EXIT.usage;

    if (io.errIsTerminal && image.length >= LARGE_BYTES) io.err(`looking through ${sizeText(image.length)} …\n`);
    const report = autopsy(image, options);
    const target = given.text('write-back');
    if (target !== undefined) writeNew(target, report.regionAfter, { force: given.flag('force'), inputs: [path] });
    io.out(given.flag('json') ? `${JSON.stringify(autopsyJson(report, sha256), null, 2)}\n` : autopsyText(report));
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
