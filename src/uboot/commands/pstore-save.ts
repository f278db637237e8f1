/**
 * `pstore save <interface> <dev[:part]> <directory>`: every record into a file.
 *
 * Mirrors `pstore_save` of U-Boot `cmd/pstore.c`, bugs included: files are numbered by accepted dumps and not by zones, the
 * console is looked for where the dump loop stopped, and the status is 0 even when nothing could be written.
 */
import { PERSISTENT_RAM_SIG } from '../../formats/persistent-ram.ts';
import { type CommandContext, type CommandResult, type CommandRun, SUCCESS, USAGE } from '../command.ts';
import { raiseException } from '../cpu-exception.ts';
import { RecordReader } from '../pstore-records.ts';
import { pstoreZones } from '../pstore-settings.ts';
import { saveFile } from './file-save.ts';
import { ENDLESS_LOOP, NOT_CONFIGURED } from './pstore-display.ts';

/** One `save` operation: a file of `length` bytes from `address` on in RAM. */
export interface SavedRecord {
  readonly name: string;
  readonly address: number;
  /** Unsigned 32-bit: nearly 4 GiB where the header line is longer than the record. */
  readonly length: number;
}

export function* pstoreSave(context: CommandContext, words: readonly string[]): CommandRun {
  const [, interfaceName, device, directory] = words;
  if (interfaceName === undefined || device === undefined || directory === undefined) return USAGE;
  const records = savedRecords(context);
  for (let step = records.next(); ; step = records.next()) {
    if (step.done === true) return step.value;
    const { name, address, length } = step.value;
    const file = { interfaceName, device, kind: 'any', address, length, position: 0 } as const;
    // Longer paths run over the buffer; what the stack holds behind it is not modelled, so they are kept whole.
    const result = yield* saveFile(context, { ...file, path: `${directory}/${name}` });
    if (result.kind !== 'status') return result;
  }
}

/** The records of the region in the order of `save`; the buffer that one lies in is overwritten by the next. */
export function* savedRecords(context: CommandContext): Generator<SavedRecord, CommandResult, void> {
  const { pstore, config } = context;
  if (pstore.length === 0n) {
    context.puts(NOT_CONFIGURED);
    return USAGE;
  }
  const reader = new RecordReader(context);
  const zones = pstoreZones(pstore, config.physicalAddressBits);
  const stride = BigInt(pstore.recordSize);
  let zone = zones.dump;
  let index = 0;
  const isEndless = zone < zones.console && stride === 0n;
  while (zone < zones.console) {
    // Zones without signature are skipped in one go, but the loop still ends on the grid of the record size.
    const size = reader.getBuffer(PERSISTENT_RAM_SIG, zone, pstore.recordSize);
    if (typeof size !== 'number') return raiseException(context, size);
    if (isEndless) return ENDLESS_LOOP;
    if (size > 0) {
      const header = reader.readKmsgHeader();
      if (header.length > 0) {
        const name = `dmesg-ramoops-${index}${header.compressed ? '.enc.z' : ''}`;
        yield { name, address: reader.address! + header.length, length: (size - header.length) >>> 0 };
        index++;
      }
    }
    zone = nextOnGrid(reader, zone, zones.console, stride);
  }
  const others = [
    { name: 'console-ramoops-0', signature: PERSISTENT_RAM_SIG, size: pstore.consoleSize },
    { name: 'ftrace-ramoops-0', signature: null, size: pstore.ftraceSize },
    { name: 'pmsg-ramoops-0', signature: PERSISTENT_RAM_SIG, size: pstore.pmsgSize },
  ];
  for (const other of others) {
    const size = reader.getBuffer(other.signature, zone, other.size);
    if (typeof size !== 'number') return raiseException(context, size);
    if (size > 0) yield { name: other.name, address: reader.address!, length: size };
    zone = BigInt.asUintN(config.physicalAddressBits, zone + BigInt(other.size));
  }
  return SUCCESS;
}

/** The next zone that may hold a record, or where the loop stops: the first point of the grid at or beyond `end`. */
function nextOnGrid(reader: RecordReader, zone: bigint, end: bigint, stride: bigint): bigint {
  const steps = (end - zone + stride - 1n) / stride;
  const stop = zone + steps * stride;
  if (steps <= 1n) return stop;
  const found = reader.nextZone(Number(zone + stride), Number(end), Number(stride));
  return found < Number(end) ? BigInt(found) : stop;
}
