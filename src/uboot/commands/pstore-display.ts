/**
 * `pstore display [type] [nb]`.
 *
 * Mirrors `pstore_display` and `pstore_print_buffer` of U-Boot `cmd/pstore.c`, bugs included: a record size of 0 never comes
 * to an end, a span that is no multiple of the record size gives one zone too many, `nb` has no upper bound and counts for
 * dumps only, and no line feed follows a record.
 */
import { PERSISTENT_RAM_SIG } from '../../formats/persistent-ram.ts';
import { latin1Text } from '../../sim/bytes.ts';
import { type CommandContext, type CommandResult, type Ending, FLOODED, SUCCESS, USAGE } from '../command.ts';
import { type MemoryFault, raiseException } from '../cpu-exception.ts';
import { dectoul } from '../numbers.ts';
import { RecordReader } from '../pstore-records.ts';
import { pstoreZones } from '../pstore-settings.ts';

const TYPES = ['dump', 'console', 'ftrace', 'user'] as const;
type RecordType = (typeof TYPES)[number];

export const ENDLESS_LOOP: Ending = {
  kind: 'hang',
  reason: 'pstore: endless loop over dump zones of size 0; Ctrl-C is not polled',
};

/** Said, before the usage text, when the length is 0. */
export const NOT_CONFIGURED = 'Please set PStore configuration\n';

export function pstoreDisplay(context: CommandContext, words: readonly string[]): CommandResult {
  const { pstore } = context;
  const type = words[1];
  if (type !== undefined && !TYPES.includes(type as RecordType)) return USAGE;
  if (pstore.length === 0n) {
    context.puts(NOT_CONFIGURED);
    return USAGE;
  }
  context.regionDisplayed();
  const reader = new RecordReader(context);
  const wanted = (one: RecordType) => type === undefined || type === one;
  const zones = pstoreZones(pstore, context.config.physicalAddressBits);

  if (wanted('dump')) {
    const ending = words[2] === undefined ? displayDumps(context, reader) : displayDump(context, reader, words[2]);
    if (ending !== undefined) return ending;
  }
  const others = [
    {
      type: 'console',
      heading: 'Console',
      signature: PERSISTENT_RAM_SIG,
      zone: zones.console,
      size: pstore.consoleSize,
    },
    // The signature is the kernel's version xor'ed into the usual one; it is not checked.
    { type: 'ftrace', heading: 'FTrace', signature: null, zone: zones.ftrace, size: pstore.ftraceSize },
    { type: 'user', heading: 'User', signature: PERSISTENT_RAM_SIG, zone: zones.pmsg, size: pstore.pmsgSize },
  ] as const;
  for (const other of others) {
    if (!wanted(other.type)) continue;
    const size = reader.getBuffer(other.signature, other.zone, other.size);
    if (typeof size !== 'number') return raiseException(context, size);
    if (size > 0) printRecord(context, reader, other.heading, other.zone, 0, size);
    if (context.flooded) return FLOODED;
  }
  return SUCCESS;
}

function displayDumps(context: CommandContext, reader: RecordReader): Ending | undefined {
  const { pstore, config } = context;
  const zones = pstoreZones(pstore, config.physicalAddressBits);
  if (zones.dump >= zones.console) return undefined;
  if (pstore.recordSize === 0) {
    // The zone itself is read over and over: where there is no RAM, the first time is the last.
    const first = reader.getBuffer(PERSISTENT_RAM_SIG, zones.dump, 0);
    return typeof first === 'number' ? ENDLESS_LOOP : raiseException(context, first);
  }
  const end = Number(zones.console);
  let zone = reader.nextZone(Number(zones.dump), end, pstore.recordSize);
  while (zone < end) {
    const fault = displayZone(context, reader, BigInt(zone));
    if (fault !== undefined) return raiseException(context, fault);
    if (context.flooded) return FLOODED;
    zone = reader.nextZone(zone + pstore.recordSize, end, pstore.recordSize);
  }
  return undefined;
}

/** Exactly one zone, wherever the number leads; a record size of 0 or a wrap of the address shows nothing. */
function displayDump(context: CommandContext, reader: RecordReader, text: string): Ending | undefined {
  const { pstore, bits, config, profile } = context;
  const physical = (value: bigint) => BigInt.asUintN(config.physicalAddressBits, value);
  const number = dectoul(text, bits, profile.decimalTakes0x);
  const size = BigInt(pstore.recordSize);
  const zone = physical(pstore.address + number * size);
  if (zone >= physical(zone + size)) return undefined;
  const fault = displayZone(context, reader, zone);
  return fault === undefined ? undefined : raiseException(context, fault);
}

function displayZone(context: CommandContext, reader: RecordReader, zone: bigint): MemoryFault | undefined {
  const size = reader.getBuffer(PERSISTENT_RAM_SIG, zone, context.pstore.recordSize);
  if (typeof size !== 'number') return size;
  if (size === 0) return undefined;
  const header = reader.readKmsgHeader();
  if (header.length === 0) return undefined;
  if (header.compressed) context.puts('Compressed buffer, display not available\n');
  else printRecord(context, reader, 'Dump', zone, header.length, size);
  return undefined;
}

/** Up to the record's end or the first NUL. A header longer than the record makes the length nearly 4 GiB. */
function printRecord(
  context: CommandContext,
  reader: RecordReader,
  heading: string,
  zone: bigint,
  offset: number,
  size: number,
): void {
  const text = latin1Text(reader.text(offset, (size - offset) >>> 0));
  context.puts(`**** ${heading}\n${text}`);
  context.recordDisplayed(heading, Number(zone), size, text);
}
