/**
 * efi-pstore: every part of a dump is a variable of the firmware, of at most 1 KiB.
 *
 * Mirrors Linux v6.1 and v6.12 `drivers/firmware/efi/efi-pstore.c`, and of `arch/x86/platform/efi/quirks.c` the 5 KiB that are never used. Left
 * out: `pstore_disable`, `record_size` of 6.12.
 */
import { type EfiVariable, LINUX_EFI_CRASH_GUID } from '../../formats/efi-variable-store.ts';
import { PSTORE_TYPE_NAMES } from '../../formats/pstore.ts';
import type { EfiVariables } from '../../hardware/efi-variables.ts';
import { EINVAL, EIO } from '../../sim/errno.ts';
import {
  PSTORE_FLAGS_DMESG,
  type PstoreBackend,
  type PstoreReadRecord,
  type PstoreWriteRecord,
} from './pstore-record.ts';

/** EFIVARS_DATA_SIZE_MAX, `record_size`. */
const RECORD_BYTES = 1024;
/** NON_VOLATILE, BOOTSERVICE_ACCESS, RUNTIME_ACCESS. */
const ATTRIBUTES = 7;
/** EFI_MIN_RESERVE. */
const RESERVE_BYTES = 5120;
/** Type, part, count, time, and `C` or `D`; older kernels wrote fewer of them. */
const NAME = /^dump-type(\d{1,9})-(\d{1,9})(?:-(-?\d{1,9}))?-(\d{1,12})(?:-(.).*)?$/s;

export class EfiBackend implements PstoreBackend {
  readonly name: string;
  readonly flags = PSTORE_FLAGS_DMESG;
  readonly bufsize = RECORD_BYTES;
  readonly maxReason = 0;
  readonly firstPartOnly = false;
  readonly #variables: EfiVariables;
  #left: EfiVariable[] = [];

  /** `efi` up to 6.3, then `efi_pstore`. */
  constructor(variables: EfiVariables, name: 'efi' | 'efi_pstore') {
    this.#variables = variables;
    this.name = name;
  }

  open(): number {
    this.#left = this.#variables.list().filter(({ guid }) => guid === LINUX_EFI_CRASH_GUID);
    return 0;
  }

  /** A variable of Linux' own whose name is none of a dump ends the reading. */
  read(): PstoreReadRecord | null {
    const variable = this.#left.shift();
    const record = variable === undefined ? null : recordOf(variable);
    if (variable === undefined || record === null) return null;
    const { type, id, seconds, compressed } = record;
    return {
      type,
      id,
      seconds,
      nanoseconds: 0n,
      compressed,
      bytes: variable.data.slice(0, RECORD_BYTES),
      eccNotice: '',
    };
  }

  write({ type, part = 1, count = 0, time, compressed, bytes }: PstoreWriteRecord): number {
    const name = `dump-type${type}-${part}-${count}-${time.seconds}-${compressed === true ? 'C' : 'D'}`;
    const asked = bytes.length + 2 * (name.length + 1);
    if (this.#variables.remainingBytes - asked < RESERVE_BYTES) return -EIO;
    const result = this.#variables.set({ name, guid: LINUX_EFI_CRASH_GUID, attributes: ATTRIBUTES, data: bytes });
    return result === 0 ? 0 : -EIO;
  }

  writeUser(): number {
    return -EINVAL;
  }

  erase(type: number, id: number): number {
    for (const variable of this.#variables.list()) {
      if (variable.guid !== LINUX_EFI_CRASH_GUID) continue;
      const record = recordOf(variable);
      if (record?.type === type && record.id === id) this.#variables.set({ ...variable, data: new Uint8Array(0) });
    }
    return 0;
  }
}

/** What the name says; null: it is none of a record. The id is time, part and count in one number. */
function recordOf({ name }: EfiVariable): Pick<PstoreReadRecord, 'type' | 'id' | 'seconds' | 'compressed'> | null {
  const [, type, part, count, time, kind] = NAME.exec(name) ?? [];
  if (time === undefined || PSTORE_TYPE_NAMES[Number(type)] === undefined) return null;
  const id = (Number(time) * 100 + Number(part)) * 1000 + Number(count ?? 0);
  return { type: Number(type), id, seconds: BigInt(time), compressed: kind === 'C' };
}
