/** VMCOREINFO of the kernels that were recorded is what the notes in their /proc/vmcore say; that of the others has places inside their images. */
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { PT_NOTE, readElfCoreHead } from '../../src/formats/elf-core.ts';
import { readElfNotes } from '../../src/formats/elf-notes.ts';
import { readVmcoreInfo } from '../../src/formats/vmcoreinfo.ts';
import { coreFacts } from '../../src/profiles/core-facts.ts';

const FOLDER = new URL('../fixtures/vmcore/', import.meta.url);
const heads = readdirSync(FOLDER).filter((name) => name.endsWith('.head.gz'));

describe('VMCOREINFO', () => {
  test.each(heads)('%s', (name) => {
    const bytes = new Uint8Array(gunzipSync(readFileSync(new URL(name, FOLDER))));
    const head = readElfCoreHead(bytes);
    if (typeof head === 'string') throw new Error(head);
    const { offset, sizeBytes } = head.segments.find(({ type }) => type === PT_NOTE)!;
    const { notes } = readElfNotes(bytes.subarray(offset, offset + sizeBytes), head.byteOrder);
    const info = readVmcoreInfo(notes.find((note) => note.name === 'VMCOREINFO')!.descriptor);
    const { vmcoreInfo } = coreFacts(info.get('OSRELEASE')!)!;
    // The crash itself appends the last line. A key may stand twice, and then has one value.
    expect([...new Map([...vmcoreInfo, ['CRASHTIME', info.get('CRASHTIME')]])]).toEqual([...info]);
  });

  test('of the fadump build: as of Debian’s kernel, each symbol with a place of its own', () => {
    const like = coreFacts('6.1.0-50-powerpc64le')!.vmcoreInfo.filter(([key]) => key !== 'BUILD-ID');
    const { vmcoreInfo } = coreFacts('6.1.192-fadump')!;
    expect(vmcoreInfo.map(([key]) => key)).toEqual(like.map(([key]) => key));
    const places = vmcoreInfo.filter(([key]) => key.startsWith('SYMBOL')).map(([, value]) => value);
    expect(new Set(places).size).toBe(places.length);
    expect(vmcoreInfo[0]).toEqual(['OSRELEASE', '6.1.192-fadump']);
  });

  test('bits of a flag word do not overlap', () => {
    for (const release of ['6.1.0-56-amd64', '6.1.0-50-arm64', '6.12.117+deb12-arm64', '6.1.0-50-powerpc64le']) {
      const { zoneShift, noLastCpu } = coreFacts(release)!;
      expect(noLastCpu >> BigInt(zoneShift)).toBe(0n);
      expect(noLastCpu >> BigInt(zoneShift - 1)).toBe(1n);
    }
    expect(coreFacts('6.1.0-56-amd64')).toMatchObject({ zoneShift: 51, noLastCpu: 0x7ffffc0000000n });
  });
});
