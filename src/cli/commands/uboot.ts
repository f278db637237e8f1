/** `lastwords uboot`: RAM images in, U-Boot commands typed, their console bytes out. */
import { configured, runUBootSession, type UBootCommandReport, type UBootLoad } from '../../inspect/uboot-session.ts';
import type { BoardProfile } from '../../profiles/board.ts';
import { boards, findBoard, withUBoot } from '../../profiles/boards.ts';
import { findUBoot, uboots } from '../../profiles/uboot.ts';
import { printable, printableLines } from '../../scenario/report/printable.ts';
import { latin1Text, utf8ToLatin1 } from '../../sim/bytes.ts';
import { type Issue, UserError } from '../../sim/issue.ts';
import { operatorHost } from '../boot/operator-host.ts';
import { type CommandModule, EXIT, type Given } from '../command.ts';
import { readImage, readText } from '../files.ts';
import { type Colors, colorsFor, type Io } from '../io.ts';
import { judged } from '../judged.ts';
import { ADDRESS_END, readMemoryFile, tellRemarks } from '../memory-images.ts';
import { builtWith } from '../uboot/build-options.ts';
import { readDisks, writeDisks } from './uboot-disks.ts';

const DEFAULT_BOARD = 'sandbox';
/** Pieces that one image may bring. */
const PIECES_LIMIT = 1024;

/** A device tree blob, or a list of variables. */
const TREE_LIMIT = 1024 * 1024;

const repeated = (value: string, before: readonly string[] = []) => [...before, value];

export const ubootCommand: CommandModule = {
  define(command) {
    command
      .option('--board <name>', `board: ${ubootBoards().join(', ')}`, DEFAULT_BOARD)
      .option(
        '--version <release>',
        `U-Boot release: ${uboots.map((one) => one.version).join(', ')}; default: the board’s own`,
      )
      .option(
        '--load <file@address>',
        'put a file (also .gz) into RAM; without @ADDRESS: an image that has addresses; repeatable',
        repeated,
      )
      .option(
        '--disk <image>',
        'a disk: [mmcN=|hostN=]FILE[:ro], default mmc0; worked on as a copy; repeatable',
        repeated,
      )
      .option('--disk-out <file>', 'write the disk to a new file afterwards')
      .option('--in-place', 'write each disk back to its image afterwards')
      .option('--force', 'let --disk-out write over a file')
      .option('--dtb <file>', 'put a device tree blob where the board loads it')
      .option('--env <file>', 'variables to begin with, a line name=value each')
      .option('--config <name=value>', 'how U-Boot was built: CONFIG_CMD_PSTORE_MEM_ADDR and its kin', repeated)
      .option('--exec <command>', 'a command line for the prompt; may be given again, run in this order', repeated)
      .option('--json', 'commands with their exact console bytes (base64) as JSON')
      .addHelpText(
        'after',
        `
Numbers are decimal or 0x. The commands themselves read numbers as U-Boot does:
hexadecimal.
The text form makes control characters visible; --json has every byte.
Without --exec you are at the prompt: at a terminal with every key, from a pipe
with a line at a time.

Example: what would U-Boot show of a region saved from RAM?
  lastwords uboot --load region.bin.gz@0x3000000 \\
    --exec 'pstore set 3000000 10000' --exec 'pstore display'

Save the records into an image of a card, and keep the result:
  lastwords uboot --load region.bin@0x3000000 --disk mmc1=card.img \
    --disk-out saved.img --exec 'pstore save mmc 1:1 /'
`,
      );
  },

  async perform(given, io) {
    const named = withUBoot(findBoard(given.choice('board', ubootBoards()) ?? DEFAULT_BOARD)!)!;
    const board = { ...named, uboot: builtWith(named.uboot!, given) };
    const wanted = given.choice(
      'version',
      uboots.map((one) => one.version),
    );
    const exec = given.list('exec');
    if (given.flag('json') && exec.length === 0) given.complain('--json', 'needs --exec');
    const loads = [...readLoads(given, board, io), ...readTree(given, board)];
    const disks = readDisks(given);
    const variables = readVariables(given);
    given.settle();

    const version = findUBoot(wanted ?? board.uboot!.version)!;
    if (exec.length === 0) {
      // Images that do not lie in RAM are refused here as there.
      runUBootSession({ board, version, loads, exec });
      const uboot = configured(board.uboot!, variables);
      // The machine around the prompt knows kernels too, and takes its time to load.
      const { runUBootConsole } = await import('../uboot/console.ts');
      const code = await runUBootConsole({
        board: { ...board, uboot },
        version,
        loads,
        slots: disks,
        io,
        host: operatorHost(io),
      });
      writeDisks(given, disks);
      return code;
    }
    const { commands } = runUBootSession({ board, version, loads, exec, disks, variables });
    writeDisks(given, disks);
    io.out(given.flag('json') ? jsonText(board.name, version.version, commands) : humanText(commands, colorsFor(io)));
    return EXIT.ok;
  },
};

function ubootBoards(): string[] {
  return boards.filter((board) => withUBoot(board) !== null).map((board) => board.name);
}

/** An image larger than the board's RAM is refused before it is read. */
function readLoads(given: Given, board: BoardProfile, io: Io): UBootLoad[] {
  const limit = board.ramBanks.reduce((sum, { start, end }) => sum + end - start, 0);
  const issues: Issue[] = [];
  const loads = given.list('load').flatMap((text): UBootLoad[] => {
    const at = text.lastIndexOf('@');
    if (at <= 0) return judged(given, () => imageLoads(text, given, io)) ?? [];
    const name = text.slice(0, at);
    const address = given.numberFrom('--load', text.slice(at + 1), { min: 0, max: ADDRESS_END - 1 });
    try {
      const bytes = readImage(name, limit);
      return address === undefined ? [] : [{ name, address, bytes }];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      issues.push(...error.issues);
      return [];
    }
  });
  given.issues.push(...issues);
  return loads;
}

/** The pieces of an image that says itself where it lies. */
function imageLoads(name: string, given: Given, io: Io): UBootLoad[] {
  const { format, pieces, remarks } = readMemoryFile(name, { format: undefined, byteOrder: undefined });
  if (format === 'raw') {
    given.complain('--load', 'the address is missing', {
      found: `"${name}"`,
      expected: 'FILE@ADDRESS, or Intel HEX, S-record, ELF, a log of md',
      hint: 'region.bin@0x3000000',
    });
    return [];
  }
  if (pieces.length > PIECES_LIMIT) {
    given.complain(name, 'too many separate pieces', {
      found: String(pieces.length),
      expected: `at most ${PIECES_LIMIT}`,
      hint: `lastwords image ${name} -o whole.bin`,
    });
    return [];
  }
  tellRemarks(remarks, io);
  return pieces.map(({ address, bytes }) => ({ name, address, bytes }));
}

/** The blob of `--dtb`, where `fdt_addr_r` points. */
function readTree(given: Given, board: BoardProfile): UBootLoad[] {
  const name = given.text('dtb');
  const bytes = name === undefined ? undefined : judged(given, () => readImage(name, TREE_LIMIT));
  return name === undefined || bytes === undefined ? [] : [{ name, address: board.uboot!.deviceTreeAddress, bytes }];
}

/** Lines of `--env`; empty ones and those that begin with # are passed over. */
function readVariables(given: Given): Readonly<Record<string, string>> {
  const name = given.text('env');
  const text = name === undefined ? undefined : judged(given, () => readText(name, TREE_LIMIT));
  const variables: Record<string, string> = {};
  for (const [index, line] of (text ?? '').split('\n').entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const at = line.indexOf('=');
    if (at <= 0) {
      given.issues.push({
        code: 'usage',
        message: 'not a variable',
        place: { file: name!, line: index + 1 },
        found: `"${line.slice(0, 60)}"`,
        expected: 'name=value',
      });
    } else variables[line.slice(0, at)] = utf8ToLatin1(line.slice(at + 1));
  }
  return variables;
}

function jsonText(board: string, version: string, commands: readonly UBootCommandReport[]): string {
  const list = commands.map(({ wire, ...rest }) => ({ ...rest, wire_b64: Buffer.from(wire).toString('base64') }));
  return `${JSON.stringify({ board, version, commands: list }, null, 2)}\n`;
}

function humanText(commands: readonly UBootCommandReport[], colors: Colors): string {
  return commands.map((command) => commandText(command, colors)).join('');
}

function commandText({ cmd, wire, status, hung, reset, ended, notRun }: UBootCommandReport, colors: Colors): string {
  const lines = printableLines(latin1Text(wire)).map((line) => `${line}\n`);
  const notes: string[] = [];
  if (hung !== undefined) notes.push(`hangs: ${hung}`);
  if (reset !== undefined) notes.push(`the board resets (${reset})`);
  if (ended !== undefined) notes.push(ended === 'off' ? 'the power goes off' : 'a kernel is started');
  if (notRun) notes.push('not run: U-Boot is gone');
  if (status !== null && status !== 0) notes.push(`status ${status}`);
  const remarks = notes.map((note) => colors.yellow(`[${note}]\n`));
  return `${colors.cyan(`=> ${printable(cmd)}`)}\n${lines.join('')}${remarks.join('')}`;
}
