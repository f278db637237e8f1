/**
 * `itest`: numbers, units of RAM (`*address`) and strings compared.
 *
 * Mirrors `do_itest` of U-Boot `cmd/itest.c`, built without CONFIG_PHYS_64BIT: there is no `.q`. Numbers are hexadecimal; they are
 * compared as they are when as wide as `long`, else by the low bits.
 */
import { type Command, type CommandContext, type Ending, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import { bytesAt, dataSize, endOfRam, unitOf, unmapped } from '../memory-access.ts';
import { hextoul } from '../numbers.ts';

const RELATIONS: Readonly<Record<string, (order: number) => boolean>> = {
  '-lt': (order) => order < 0,
  '<': (order) => order < 0,
  '-gt': (order) => order > 0,
  '>': (order) => order > 0,
  '-eq': (order) => order === 0,
  '==': (order) => order === 0,
  '-ne': (order) => order !== 0,
  '!=': (order) => order !== 0,
  '<>': (order) => order !== 0,
  '-ge': (order) => order >= 0,
  '>=': (order) => order >= 0,
  '-le': (order) => order <= 0,
  '<=': (order) => order <= 0,
};

export const itestCommand: Command = {
  name: 'itest',
  maxWords: 4,
  repeatable: false,
  usage: 'return true/false on integer compare',
  help: '[.b, .w, .l, .s] [*]value1 <op> [*]value2',
  run(context, words) {
    const [name, left, operator, right] = words;
    if (left === undefined || operator === undefined || right === undefined) return USAGE;
    const size = dataSize(name!, context);
    if (size === null || size === 8) {
      context.puts('Invalid data width specifier\n');
      return FAILURE;
    }
    const relation = RELATIONS[operator];
    if (relation === undefined) {
      context.puts(`Unknown operator '${operator}'\n`);
      return FAILURE;
    }
    const read = size === 'string' ? text : number;
    const a = read(context, left, size === 'string' ? 1 : size);
    if (typeof a === 'object') return a;
    const b = read(context, right, size === 'string' ? 1 : size);
    if (typeof b === 'object') return b;
    return relation(a < b ? -1 : a > b ? 1 : 0) ? SUCCESS : FAILURE;
  },
};

function number(context: CommandContext, word: string, size: 1 | 2 | 4): bigint | Ending {
  if (!word.startsWith('*')) {
    const value = hextoul(word, context.bits);
    return size * 8 >= context.bits ? BigInt.asIntN(context.bits, value) : BigInt.asUintN(size * 8, value);
  }
  const address = hextoul(word.slice(1), context.bits);
  const outside = unmapped(context, address);
  if (outside !== null) return raiseException(context, outside);
  const bytes = bytesAt(context, address, size);
  if (bytes.length < size) return raiseException(context, endOfRam(context, address));
  const value = unitOf(bytes, 0, size);
  return size * 8 >= context.bits ? BigInt.asIntN(context.bits, value) : value;
}

/** `*address`: the string there, up to its NUL; a pointer of the program, which on the sandbox points at nothing. */
function text(context: CommandContext, word: string): string | Ending {
  if (!word.startsWith('*')) return word;
  const address = hextoul(word.slice(1), context.bits);
  const outside = unmapped(context, address);
  if (outside !== null || context.config.platform === 'sandbox') {
    return raiseException(context, { address, write: false, unmapped: false });
  }
  const bytes = bytesAt(context, address, context.config.lineBytes);
  const end = bytes.indexOf(0);
  return String.fromCharCode(...(end < 0 ? bytes : bytes.subarray(0, end)));
}
