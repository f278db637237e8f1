/**
 * The store of EFI variables in flash, as edk2 (OVMF) lays it out: a header, then variables one behind the other, never moved while a system runs.
 *
 * Source: edk2 `MdeModulePkg/Include/Guid/VariableFormat.h` (VARIABLE_STORE_HEADER, AUTHENTICATED_VARIABLE_HEADER), read; the images of OVMF agree.
 * Little-endian. Left out: the volume header before it, the working and spare blocks behind it, time stamps and keys of signed variables.
 */

const STORE_HEADER_BYTES = 28;
const VARIABLE_HEADER_BYTES = 60;
const START_ID = 0x55aa;
const FORMATTED = 0x5a;
const HEALTHY = 0xfe;
/** gEfiAuthenticatedVariableGuid. */
const STORE_GUID = '782cf3aa7b949a43a1802e144ec37792';

/** `State`: bits go from one to zero, as flash allows. */
const VAR_ADDED = 0x3f;
const VAR_DELETED = 0xfd;
const ERASED = 0xff;

export interface EfiVariable {
  readonly name: string;
  /** As stored: 16 bytes in hexadecimal. */
  readonly guid: string;
  readonly attributes: number;
  readonly data: Uint8Array;
}

/** One that still counts, and where its header lies. */
interface StoredVariable extends EfiVariable {
  readonly offset: number;
}

interface VariableStore {
  readonly variables: readonly StoredVariable[];
  /** Where the next one goes. */
  readonly end: number;
  readonly sizeBytes: number;
}

/** `LINUX_EFI_CRASH_GUID`: cfc8fc79-be2e-4ddc-97f0-9f98bfe298a0. */
export const LINUX_EFI_CRASH_GUID = '79fcc8cf2ebedc4d97f09f98bfe298a0';

/** How many bytes a variable takes, its header and the gap to the next included. */
export function efiVariableBytes(name: string, dataBytes: number): number {
  return align(VARIABLE_HEADER_BYTES + nameBytes(name) + dataBytes);
}

/** An empty store of this size; the rest is erased flash. */
export function emptyVariableStore(sizeBytes: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes).fill(ERASED);
  const view = new DataView(bytes.buffer);
  bytes.set(hexBytes(STORE_GUID));
  view.setUint32(16, sizeBytes, true);
  view.setUint8(20, FORMATTED);
  view.setUint8(21, HEALTHY);
  bytes.fill(0, 22, STORE_HEADER_BYTES);
  return bytes;
}

/** What is in a store; null: it is none. A variable that cannot be one ends it, as with the firmware. */
export function readVariableStore(bytes: Uint8Array): VariableStore | null {
  if (bytes.length < STORE_HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isStore = hexText(bytes.subarray(0, 16)) === STORE_GUID && view.getUint8(20) === FORMATTED;
  if (!isStore) return null;
  const sizeBytes = Math.min(view.getUint32(16, true), bytes.length);
  const variables: StoredVariable[] = [];
  let at = STORE_HEADER_BYTES;
  while (at + VARIABLE_HEADER_BYTES <= sizeBytes && view.getUint16(at, true) === START_ID) {
    const nameSize = view.getUint32(at + 36, true);
    const dataSize = view.getUint32(at + 40, true);
    const dataAt = at + VARIABLE_HEADER_BYTES + nameSize;
    if (dataAt + dataSize > sizeBytes) break;
    if (view.getUint8(at + 2) === VAR_ADDED) {
      variables.push({
        offset: at,
        name: ucs2Text(bytes.subarray(at + VARIABLE_HEADER_BYTES, at + VARIABLE_HEADER_BYTES + nameSize)),
        guid: hexText(bytes.subarray(at + 44, at + 60)),
        attributes: view.getUint32(at + 4, true),
        data: bytes.slice(dataAt, dataAt + dataSize),
      });
    }
    at = align(dataAt + dataSize);
  }
  return { variables, end: at, sizeBytes };
}

/** A variable as it is appended. */
export function variableBytes({ name, guid, attributes, data }: EfiVariable): Uint8Array {
  const bytes = new Uint8Array(efiVariableBytes(name, data.length)).fill(ERASED);
  const view = new DataView(bytes.buffer);
  bytes.fill(0, 0, VARIABLE_HEADER_BYTES);
  view.setUint16(0, START_ID, true);
  view.setUint8(2, VAR_ADDED);
  view.setUint32(4, attributes, true);
  view.setUint32(36, nameBytes(name), true);
  view.setUint32(40, data.length, true);
  bytes.set(hexBytes(guid), 44);
  for (let at = 0; at <= name.length; at++) {
    view.setUint16(VARIABLE_HEADER_BYTES + 2 * at, at < name.length ? name.charCodeAt(at) : 0, true);
  }
  bytes.set(data, VARIABLE_HEADER_BYTES + nameBytes(name));
  return bytes;
}

/** What the byte of the state becomes, and where it lies: the place is not free until the firmware makes the store anew. */
export function deletedState({ offset }: { readonly offset: number }): { readonly at: number; readonly byte: number } {
  return { at: offset + 2, byte: VAR_ADDED & VAR_DELETED };
}

function nameBytes(name: string): number {
  return 2 * (name.length + 1);
}

function align(length: number): number {
  return Math.ceil(length / 4) * 4;
}

function ucs2Text(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const unit = bytes[at]! | (bytes[at + 1]! << 8);
    if (unit === 0) break;
    text += String.fromCharCode(unit);
  }
  return text;
}

function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function hexBytes(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
