// efi-pstore one step beyond its limits: the reserve, deleted variables, names, the firmware's start.
import { expect, test } from 'vitest';
import { LINUX_EFI_CRASH_GUID, variableBytes } from '../../../src/formats/efi-variable-store.ts';
import { EfiVariables } from '../../../src/hardware/efi-variables.ts';
import { Nvram } from '../../../src/hardware/nvram.ts';
import { EfiBackend } from '../../../src/kernel/pstore/efi-backend.ts';

const RESERVE = 5120;
const part = (number: number, bytes: number) => ({
  type: 0,
  bytes: new Uint8Array(bytes).fill(0x41),
  time: { seconds: 1_709_294_400, nanoseconds: 0 },
  part: number,
  count: 1,
});

function machine(sizeBytes = 0x4000) {
  const flash = new Nvram(sizeBytes);
  const variables = new EfiVariables(flash);
  variables.start();
  return { flash, variables, backend: new EfiBackend(variables, 'efi') };
}

function ids(backend: EfiBackend): number[] {
  const found: number[] = [];
  backend.open();
  for (let record = backend.read(); record !== null; record = backend.read()) found.push(record.id);
  return found;
}

test('five KiB are never used: the last byte that fits, and one more', () => {
  const nameBytes = 2 * ('dump-type0-1-1-1709294400-D'.length + 1);
  const { backend, variables } = machine(0x2800);
  const most = variables.remainingBytes - RESERVE - nameBytes;
  expect(backend.write(part(1, most + 1))).toBe(-5);
  expect(variables.list()).toEqual([]);
  expect(backend.write(part(1, most))).toBe(0);
  expect(backend.write(part(2, 1))).toBe(-5);
});

test('an unlinked record gives no room before the next start, and only where room is short', () => {
  const { backend, variables } = machine(0x6000);
  for (let number = 1; number <= 8; number++) expect(backend.write(part(number, 1024))).toBe(0);
  const before = variables.remainingBytes;
  for (const id of ids(backend)) expect(backend.erase(0, id)).toBe(0);
  expect(ids(backend)).toEqual([]);
  expect(variables.remainingBytes).toBe(before);
  variables.start();
  expect(variables.remainingBytes).toBe(before);
  for (let number = 9; variables.remainingBytes > 0x2000; number++) expect(backend.write(part(number, 1024))).toBe(0);
  const kept = ids(backend);
  variables.start();
  expect(variables.remainingBytes).toBeGreaterThan(before);
  expect(ids(backend)).toEqual(kept);
});

test('names of older kernels; others end the reading', () => {
  const { backend, variables } = machine(0x6000);
  const put = (name: string, guid = LINUX_EFI_CRASH_GUID) =>
    variables.set({ name, guid, attributes: 7, data: Uint8Array.of(1) });
  put('dump-type0-1-2-100-C');
  put('dump-type0-2-2-100');
  put('dump-type0-3-100');
  put('dump-type0-9-9-999-D', '00'.repeat(16));
  expect(ids(backend)).toEqual([10_001_002, 10_002_002, 10_003_000]);
  put('something');
  put('dump-type0-4-2-100-C');
  expect(ids(backend)).toEqual([10_001_002, 10_002_002, 10_003_000]);
});

test('a store of any bytes is read, and made anew at the next start where it is none', () => {
  const { flash, variables } = machine();
  flash.write(28, new Uint8Array(0x3fe4).fill(0xaa));
  expect(variables.list()).toEqual([]);
  flash.write(0, new Uint8Array(16));
  expect(variables.remainingBytes).toBe(0);
  variables.start();
  expect(variables.remainingBytes).toBe(0x4000 - 28);
  const endless = variableBytes({ name: 'x', guid: LINUX_EFI_CRASH_GUID, attributes: 7, data: new Uint8Array(4) });
  new DataView(endless.buffer).setUint32(40, 0xffffffff, true);
  flash.write(28, endless);
  expect(variables.list()).toEqual([]);
});
