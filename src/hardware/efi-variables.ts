/**
 * The variable services of a UEFI firmware: what a running system may ask for, and what the firmware does with the store at a start.
 *
 * Mirrors edk2 `MdeModulePkg/Universal/Variable/RuntimeDxe`: at run time a changed or deleted variable keeps its place, and a full store stays full; at
 * a start the store is made anew when less than one largest variable is left. Left out: signed and volatile variables, crashes within a write.
 */
import {
  deletedState,
  type EfiVariable,
  efiVariableBytes,
  emptyVariableStore,
  readVariableStore,
  variableBytes,
} from '../formats/efi-variable-store.ts';
import { ENOSPC } from '../sim/errno.ts';
import type { Nvram } from './nvram.ts';

/** PcdMaxVariableSize. */
const VARIABLE_MAX = 0x2000;

export class EfiVariables {
  readonly #flash: Nvram;

  constructor(flash: Nvram) {
    this.#flash = flash;
  }

  /** In the order in which they were written. */
  list(): readonly EfiVariable[] {
    return this.#read().variables;
  }

  /** Bytes behind the last variable. */
  get remainingBytes(): number {
    const { end, sizeBytes } = this.#read();
    return sizeBytes - end;
  }

  /** Writes a variable, or removes it where there are no data: 0 or -ENOSPC. */
  set(variable: EfiVariable): number {
    const { variables, end } = this.#read();
    const { name, guid, data } = variable;
    const old = variables.find((one) => one.name === name && one.guid === guid);
    const needed = efiVariableBytes(name, data.length);
    if (data.length > 0) {
      if (needed > Math.min(VARIABLE_MAX, this.remainingBytes)) return -ENOSPC;
      this.#flash.write(end, variableBytes(variable));
    }
    if (old !== undefined) {
      const { at, byte } = deletedState(old);
      this.#flash.write(at, Uint8Array.of(byte));
    }
    return 0;
  }

  /** At a start of the firmware: a store where there is none, and without what was deleted where room is short. */
  start(): void {
    const store = readVariableStore(this.#bytes());
    const isRoomy = store !== null && store.sizeBytes - store.end >= VARIABLE_MAX;
    if (isRoomy) return;
    this.#flash.write(0, emptyVariableStore(this.#flash.sizeBytes));
    for (const variable of store?.variables ?? []) this.#flash.write(this.#read().end, variableBytes(variable));
  }

  #bytes(): Uint8Array {
    return this.#flash.read(0, this.#flash.sizeBytes);
  }

  #read(): NonNullable<ReturnType<typeof readVariableStore>> {
    return (
      readVariableStore(this.#bytes()) ?? {
        variables: [],
        end: this.#flash.sizeBytes,
        sizeBytes: this.#flash.sizeBytes,
      }
    );
  }
}
