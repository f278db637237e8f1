/**
 * Writing a file from RAM, as `save`, `ext4write`, `fatwrite` and `pstore save` do it.
 *
 * Mirrors `fs_write` and the tail of `do_save` in U-Boot `fs/fs.c`.
 */
import { type CommandContext, type CommandRun, FAILURE, SUCCESS } from '../command.ts';
import { NULL_POINTER, raiseException } from '../cpu-exception.ts';
import { ramSource } from '../disk/ram-source.ts';
import { transferLine } from '../print-size.ts';

export interface FileToSave {
  readonly interfaceName: string;
  readonly device: string;
  readonly kind: 'any' | 'ext4' | 'fat';
  readonly path: string;
  readonly address: number;
  readonly length: number;
  readonly position: number;
}

/** One save operation: its messages, and the time it takes. */
export function* saveFile(context: CommandContext, file: FileToSave): CommandRun {
  const { storage, puts, profile, ram } = context;
  const { path, address, length, position } = file;
  const fileSystem = storage.fileSystem(file.interfaceName, file.device, file.kind);
  if (fileSystem === null) return FAILURE;
  const end = fileSystem.write(path, position, ramSource(context, address, length));
  const { delayNs, milliseconds } = storage.time.take();
  if (delayNs > 0) yield { delayNs };
  if (end === 'fault') {
    const beyond = length > ram.room(address);
    const fault = { address: BigInt(address + ram.room(address)), write: false, unmapped: false };
    return raiseException(context, beyond ? fault : NULL_POINTER);
  }
  if (end === 'failed') {
    // Nothing is missing from an empty file, where the code has said how much it wrote.
    const isTold = fileSystem.name === 'ext4' && position === 0;
    if (length > 0 || !isTold) puts(`** Unable to write file ${path} **\n`);
    return FAILURE;
  }
  puts(transferLine(length, 'written', milliseconds, profile.sizeRollsOver));
  return SUCCESS;
}
