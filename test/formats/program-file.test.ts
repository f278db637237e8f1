import { expect, test } from 'vitest';
import { buildProgramFile, PROGRAM_HEAD_BYTES, readProgramFile } from '../../src/formats/program-file.ts';

const architectures = ['x86_64', 'arm', 'arm64', 'ppc64le'] as const;

test.each(architectures)('%s: what is built is read, of any size', (architecture) => {
  for (const sizeBytes of [0, 1000, 4096, 20_001, 138_208]) {
    const bytes = buildProgramFile({ architecture, key: 'coreutils/ls', sizeBytes });
    expect(bytes.length).toBe(Math.max(sizeBytes, bytes.length));
    const read = readProgramFile(bytes.subarray(0, PROGRAM_HEAD_BYTES), architecture);
    expect(read.kind === 'program' && read.key).toBe('coreutils/ls');
    if (read.kind === 'program') expect(read.minimumBytes).toBeLessThan(bytes.length);
  }
});

test('files of other CPUs, damaged and short ones are no programs', () => {
  const bytes = buildProgramFile({ architecture: 'x86_64', key: 'coreutils/ls' });
  for (const other of ['arm', 'arm64', 'ppc64le'] as const) expect(readProgramFile(bytes, other).kind).toBe('bad');
  for (let length = 0; length < 200; length++)
    expect(readProgramFile(bytes.subarray(0, length), 'x86_64').kind).toBe('bad');
  // Whatever one byte becomes: never another program than its own key says, never an exception.
  for (let at = 0; at < 216; at++) {
    for (const value of [0, 1, 0x7f, 0xff]) {
      const damaged = bytes.slice();
      damaged[at] = value;
      readProgramFile(damaged, 'x86_64');
    }
  }
  const wrongMagic = bytes.slice();
  wrongMagic[1] = 0x46;
  expect(readProgramFile(wrongMagic, 'x86_64').kind).toBe('bad');
});
