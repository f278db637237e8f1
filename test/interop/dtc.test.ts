/** Our blobs and dtc's are the same bytes, and our device tree source is letter for letter what dtc prints. */
import { readdirSync, readFileSync } from 'node:fs';
import { test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { parseFdt, serializeFdt } from '../../src/formats/fdt.ts';
import { toDts } from '../../src/formats/fdt-dts.ts';
import type { Fdt } from '../../src/formats/fdt-tree.ts';
import { latin1Text } from '../../src/sim/bytes.ts';
import { deviceTree } from '../formats/trees.ts';
import { describeWithTool } from './tool.ts';

function parsed(blob: Uint8Array): Fdt {
  const result = parseFdt(blob);
  if ('error' in result) throw new Error(`${result.error} at ${result.offset}: ${result.reason}`);
  return result;
}

describeWithTool('dtc', (dtc) => {
  const blobOf = (source: Uint8Array, from: 'dts' | 'dtb'): Uint8Array =>
    dtc(['-q', '-f', '-I', from, '-O', 'dtb'], source);
  const sourceOf = (blob: Uint8Array): string => latin1Text(dtc(['-q', '-f', '-I', 'dtb', '-O', 'dts'], blob));

  const sources = ['test/fixtures/fdt', 'test/fixtures/uboot/fdt'].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.dts'))
      .map((file) => `${folder}/${file}`),
  );
  test.each(sources)('%s', (path) => {
    const blob = blobOf(readFileSync(path), 'dts');
    const own = parsed(blob);
    expect(serializeFdt(own)).toEqual(blob);
    expect(toDts(own)).toBe(sourceOf(blob));
  });

  test.prop([deviceTree], { numRuns: 60 })('any tree', (own) => {
    const blob = serializeFdt(own);
    expect(blobOf(blob, 'dtb')).toEqual(blob);
    expect(sourceOf(blob)).toBe(toDts(own));
    expect(parsed(blob)).toEqual(own);
  });
});
