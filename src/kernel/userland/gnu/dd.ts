/** `dd` of coreutils 9.1 (`src/dd.c`, `main`): what is opened, copied and told at the end. Times are the machine's own. */
import {
  type Blocking,
  O_APPEND,
  O_CREAT,
  O_EXCL,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  S_IFDIR,
  S_IFMT,
  S_IFREG,
  signals,
} from '../../../shell/posix.ts';
import { EINTR, EINVAL, ENOSYS } from '../../../sim/errno.ts';
import { quoteAlways } from '../libc/quote.ts';
import { defineTool, Exit, type Tool } from '../libc/usage.ts';
import { Transfer } from './dd-copy.ts';
import { type DdOptions, readOperands } from './dd-operands.ts';

const STDIN = 0;
const STDOUT = 1;

export const dd = defineTool(
  {
    name: 'dd',
    package: 'coreutils',
    synopsis: ['[OPERAND]...', 'OPTION'],
    summary: 'Copy a file block by block, changing it on the way as the operands say.',
    help: [
      'if=FILE; of=FILE                    instead of standard input and output',
      'bs=N; ibs=N; obs=N; cbs=N           bytes of a block: both ways, read, written, converted',
      'count=N; skip=N; seek=N             input blocks to copy, to skip; output blocks to skip',
      'conv=LIST                           ascii ebcdic ibm block unblock lcase ucase sparse swab sync',
      '                                    excl nocreat notrunc noerror fdatasync fsync',
      'iflag=LIST; oflag=LIST              append direct directory dsync sync fullblock nonblock noatime',
      '                                    nocache noctty nofollow count_bytes skip_bytes seek_bytes',
      'status=LEVEL                        none noxfer progress',
    ],
  },
  function* (tool) {
    const options = yield* readOperands(tool);
    yield* openInput(tool, options);
    yield* openOutput(tool, options);
    catchSignals(tool);
    const transfer = new Transfer(tool, options);
    let status: number;
    try {
      status = yield* transfer.run();
    } catch (thrown) {
      if (thrown instanceof Exit) return thrown.status;
      throw thrown;
    }
    if (!(yield* synchronize(tool, options, transfer))) status = 1;
    yield* transfer.report();
    return status;
  },
);

function* openInput(tool: Tool, { inputFile, inputFlags }: DdOptions): Blocking<void> {
  if (inputFile === null) return;
  const fd = tool.system.open(inputFile, O_RDONLY | inputFlags);
  if (fd < 0) throw yield* tool.die(`failed to open ${quoteAlways(inputFile)}`, fd);
  moveTo(tool, fd, STDIN);
}

function* openOutput(tool: Tool, options: DdOptions): Blocking<void> {
  const { system } = tool;
  const { outputFile, outputFlags, conversions, seek, outputBlock } = options;
  if (outputFile === null) return;
  const name = quoteAlways(outputFile);
  const keeps = conversions.has('notrunc');
  const flags =
    outputFlags |
    (conversions.has('nocreat') ? 0 : O_CREAT) |
    (conversions.has('excl') ? O_EXCL : 0) |
    (seek.records > 0n || keeps ? 0 : O_TRUNC);
  const size = seek.records * BigInt(outputBlock) + BigInt(seek.bytes);
  if (size >= 1n << 63n && !keeps) {
    throw yield* tool.die(
      `offset too large: cannot truncate to a length of seek=${seek.records} (${outputBlock}-byte) blocks`,
    );
  }
  let fd = seek.records > 0n ? system.open(outputFile, O_RDWR | flags, 0o666) : -1;
  if (fd < 0) fd = system.open(outputFile, O_WRONLY | flags, 0o666);
  if (fd < 0) throw yield* tool.die(`failed to open ${name}`, fd);
  moveTo(tool, fd, STDOUT);
  if ((outputFlags & O_APPEND) !== 0 && !keeps) yield* tool.warn('you probably want conv=notrunc with oflag=append');
  if (seek.records === 0n || keeps) return;
  const result = system.ftruncate(STDOUT, Number(size));
  if (result >= 0) return;
  const status = system.fstat(STDOUT);
  const type = typeof status === 'number' ? 0 : status.mode & S_IFMT;
  if (type === S_IFREG || type === S_IFDIR) {
    throw yield* tool.die(`failed to truncate to ${size} bytes in output file ${name}`, result);
  }
}

function moveTo({ system }: Tool, fd: number, target: number): void {
  if (fd === target) return;
  system.dup2(fd, target);
  system.close(fd);
}

/** SIGINT and SIGUSR1 ask for the figures, unless they were ignored. */
function catchSignals({ system }: Tool): void {
  for (const signal of [signals.INT, signals.USR1]) {
    if (system.signal(signal, 'catch') === 'ignore') system.signal(signal, 'ignore');
  }
}

/** `synchronize_output`: what fdatasync cannot do fsync may. */
function* synchronize(tool: Tool, { conversions, outputFile }: DdOptions, transfer: Transfer): Blocking<boolean> {
  const { system } = tool;
  const name = quoteAlways(outputFile ?? 'standard output');
  let isWhole = conversions.has('fsync');
  if (conversions.has('fdatasync')) {
    const result = yield* system.fdatasync(STDOUT);
    if (result === -EINVAL || result === -ENOSYS) isWhole = true;
    else if (result < 0 && result !== -EINTR) {
      yield* transfer.complain(`fdatasync failed for ${name}`, result);
      return false;
    }
  }
  const result = isWhole ? yield* system.fsync(STDOUT) : 0;
  if (result >= 0 || result === -EINTR) return true;
  yield* transfer.complain(`fsync failed for ${name}`, result);
  return false;
}
