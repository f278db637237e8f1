/**
 * `env export` and `env import`: the environment as a block in RAM.
 *
 * Mirrors `do_env_export` and `do_env_import` of U-Boot `cmd/nvedit.c`, and `hexport_r` and `himport_r` of `lib/hashtable.c`: as
 * text, as NUL-separated strings, and as those with their checksum before them.
 */
import { crc32 } from '../../formats/crc32.ts';
import { latin1Bytes, latin1Text } from '../../sim/bytes.ts';
import { type Command, type CommandContext, type CommandResult, FAILURE, SUCCESS, USAGE } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import { environmentEntries } from '../environment-text.ts';
import {
  addressOf,
  bytesAt,
  endOfRam,
  fillAt,
  roomAt,
  unitBytes,
  unitOf,
  unmapped,
  writeAt,
} from '../memory-access.ts';
import { hextoul } from '../numbers.ts';
import { deleteVariable } from './setenv.ts';

/** ENV_SIZE with its header: checksum, and a flag where the environment is kept twice. */
const BLOCK_BYTES = 0x2000;
/** MAX_ENV_SIZE: text without a length is not looked at any further. */
const LONGEST_INPUT = 1 << 20;

interface Options {
  /** The letters of the options, once each. */
  readonly letters: ReadonlySet<string>;
  readonly size: number;
  readonly rest: readonly string[];
}

/** Undefined: an option nobody knows. Null: two formats at once. */
function readOptions(words: readonly string[], known: string, context: CommandContext): Options | undefined | null {
  const letters = new Set<string>();
  let formats = 0;
  let size = 0;
  let at = 1;
  for (; words[at]?.startsWith('-'); at++) {
    for (const letter of words[at]!.slice(1)) {
      if (!known.includes(letter)) return undefined;
      if ('bct'.includes(letter) && formats++ > 0) return null;
      letters.add(letter);
      if (letter !== 's') continue;
      const text = words[++at];
      if (text === undefined) return undefined;
      size = Number(hextoul(text, context.bits));
      break;
    }
  }
  return { letters, size, rest: words.slice(at) };
}

export const exportEnvironment: Command['run'] = (context, words): CommandResult => {
  const options = readOptions(words, 'bcst', context);
  if (options === null) {
    context.puts(`## Error: ${words[0]}: only one of "-b", "-c" or "-t" allowed\n`);
    return FAILURE;
  }
  const [addressText, ...names] = options?.rest ?? [];
  if (options === undefined || addressText === undefined) return USAGE;
  const { letters, size } = options;
  const address = BigInt.asUintN(context.bits, addressOf(context, addressText) - context.memory.baseAddress);
  const outside = unmapped(context, address);
  if (outside !== null) return raiseException(context, { ...outside, write: true });
  const { environment, bits } = context;
  const isBinary = letters.has('b') || letters.has('c');
  const text = `${environment.exported(isBinary ? '\0' : '\n', names)}\0`;
  const header = letters.has('c') ? BLOCK_BYTES - environment.sizeBytes : 0;
  let fault = size > 0 ? fillAt(context, address, size, 0) : null;
  // Binary forms fill the whole block behind their strings with zeros.
  const data = latin1Bytes(isBinary ? text.padEnd(environment.sizeBytes, '\0') : text);
  fault ??= writeAt(context, BigInt.asUintN(bits, address + BigInt(header)), data);
  if (fault === null && letters.has('c')) {
    const summed = bytesAt(context, address + BigInt(header), size > 0 ? size - header : environment.sizeBytes);
    fault = writeAt(context, address, unitBytes(BigInt(crc32(summed)), 4));
  }
  if (fault !== null) return raiseException(context, fault);
  if (isBinary) environment.setHex('filesize', text.length + (BLOCK_BYTES - environment.sizeBytes));
  else environment.set('filesize', text.length.toString(16).toUpperCase());
  return SUCCESS;
};

export const importEnvironment: Command['run'] = (context, words): CommandResult => {
  const options = readOptions(words, 'bctrd', context);
  if (options === null) {
    context.puts(`## ${words[0]}: only one of "-b", "-c" or "-t" allowed\n`);
    return FAILURE;
  }
  const [addressText, sizeText, ...names] = options?.rest ?? [];
  if (options === undefined || addressText === undefined) return USAGE;
  const { puts, environment, bits } = context;
  const { letters } = options;
  const isBinary = letters.has('b') || letters.has('c');
  if (!isBinary && !letters.has('t')) puts('## Warning: defaulting to text format\n');
  const separator = isBinary ? '\0' : '\n';
  const address = hextoul(addressText, bits);
  const outside = unmapped(context, address);
  if (outside !== null) return raiseException(context, outside);
  let size: number;
  if (sizeText !== undefined && sizeText !== '-') size = Number(hextoul(sizeText, bits));
  else if (letters.has('c')) {
    puts('## Error: external checksum format must pass size\n');
    return FAILURE;
  } else {
    const room = bytesAt(context, address, LONGEST_INPUT);
    const end = latin1Text(room).indexOf(`${separator}\0`);
    if (end < 0 && room.length < LONGEST_INPUT) return raiseException(context, endOfRam(context, address));
    if (end < 0) puts(`## Warning: Input data exceeds ${LONGEST_INPUT} bytes - truncated\n`);
    size = (end < 0 ? LONGEST_INPUT : end) + 2;
    puts(`## Info: input data size = ${size} = 0x${size.toString(16).toUpperCase()}\n`);
  }
  if (size > roomAt(context, address)) return raiseException(context, endOfRam(context, address));
  let bytes = bytesAt(context, address, size);
  if (letters.has('c')) {
    const header = BLOCK_BYTES - environment.sizeBytes;
    if (size <= header) {
      puts(`## Error: Invalid size 0x${size.toString(16).toUpperCase()}\n`);
      return FAILURE;
    }
    const sum = Number(unitOf(bytes, 0, 4));
    bytes = bytes.subarray(header);
    if (crc32(bytes) !== sum) {
      puts('## Error: bad CRC, import failed\n');
      return FAILURE;
    }
  }
  const text = latin1Text(bytes);
  takeVariables(context, letters.has('r') ? text.replaceAll('\r\n', '\n') : text, separator, letters.has('d'), names);
  return SUCCESS;
};

/** With `names`: those alone, and with `clears` what is missing of them goes. */
function takeVariables(
  context: CommandContext,
  text: string,
  separator: '\n' | '\0',
  clears: boolean,
  names: readonly string[],
): void {
  const { environment } = context;
  const entries = environmentEntries(text, separator);
  if (clears && names.length === 0) environment.clear();
  const missing = new Set(names);
  for (const { name, value } of entries) {
    if (names.length > 0 && !names.includes(name)) continue;
    missing.delete(name);
    if (value === null) deleteVariable(context, name);
    else environment.set(name, value);
  }
  for (const name of missing) if (clears) deleteVariable(context, name);
}
