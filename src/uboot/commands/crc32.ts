/**
 * `crc32`: the checksum of a piece of RAM, printed, stored or compared.
 *
 * Mirrors `do_mem_crc` of U-Boot `cmd/mem.c` and `hash_command` of `common/hash.c`, built with CONFIG_CRC32_VERIFY. The sum is
 * stored in big-endian order. A range that ends in an address without RAM is a CPU exception before anything is printed.
 */
import { crc32 } from '../../formats/crc32.ts';
import { type Command, type CommandContext, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import { addressOf, bytesAt, endOfRam, unmapped, writeAt } from '../memory-access.ts';
import { hextoul } from '../numbers.ts';

const HELP = `address count [addr]
    - compute CRC32 checksum [save at addr]
-v address count crc
    - verify crc of memory area`;

export const crc32Command: Command = {
  name: 'crc32',
  maxWords: 5,
  repeatable: true,
  usage: 'checksum calculation',
  help: HELP,
  run(context, words) {
    const verifies = words[1] === '-v';
    const [addressText, countText, sumText, ...rest] = words.slice(verifies ? 2 : 1);
    if (addressText === undefined || countText === undefined || rest.length > 0) return USAGE;
    if (verifies && sumText === undefined) return USAGE;
    const address = addressOf(context, addressText);
    const count = hextoul(countText, context.bits);
    const outside = unmapped(context, address);
    if (outside !== null && (count > 0n || context.config.platform === 'sandbox')) {
      return raiseException(context, outside);
    }
    const length = Number(count);
    const bytes = length === 0 ? new Uint8Array(0) : bytesAt(context, address, length);
    if (bytes.length < length) return raiseException(context, endOfRam(context, address));
    const sum = bigEndian(crc32(bytes));
    const word = (value: bigint) => BigInt.asUintN(context.bits, value).toString(16).padStart(8, '0');
    const head = `crc32 for ${word(address)} ... ${word(address + count - 1n)} ==> ${hexText(sum)}`;
    if (!verifies) {
      context.puts(`${head}\n`);
      return sumText === undefined ? SUCCESS : store(context, sumText, sum);
    }
    const expected = expectedSum(context, sumText!);
    if (expected === undefined) {
      context.puts('ERROR: crc32 does not match size of value\n');
      return FAILURE;
    }
    if (hexText(expected) === hexText(sum)) return SUCCESS;
    context.puts(`${head} != ${hexText(expected)} ** ERROR **\n`);
    return FAILURE;
  },
};

function bigEndian(sum: number): Uint8Array {
  return new Uint8Array([sum >>> 24, (sum >>> 16) & 0xff, (sum >>> 8) & 0xff, sum & 0xff]);
}

function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** To an address, or to a variable when it does not begin with `*`: `crc32` alone takes plain addresses. */
function store(context: CommandContext, text: string, sum: Uint8Array) {
  const address = addressOf(context, text);
  const outside = unmapped(context, address);
  if (outside !== null) return raiseException(context, { ...outside, write: true });
  const fault = writeAt(context, address, sum);
  return fault === null ? SUCCESS : raiseException(context, fault);
}

/** `*address`, eight digits, or a variable with eight digits. */
function expectedSum(context: CommandContext, text: string): Uint8Array | undefined {
  if (text.startsWith('*')) {
    const address = addressOf(context, text.slice(1));
    const bytes = unmapped(context, address) === null ? bytesAt(context, address, 4) : new Uint8Array(0);
    return bytes.length < 4 ? undefined : bytes;
  }
  const digits = text.length === 8 ? text : context.environment.get(text);
  return digits === undefined || digits.length !== 8 ? undefined : bigEndian(Number(hextoul(digits, 32)));
}
