/**
 * The power is cut after any write, with any of the writes since the last flush lost or torn: after the replay everything that
 * was committed is there, and nothing that was not.
 */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { newFileSystem } from '../../src/disk/new-file-system.ts';
import { complaints, record } from './crash-history.ts';
import { mounted } from './mounted.ts';
import { dumpFileSystem, operation, prelude } from './operations.ts';
import { fates } from './power-cut.ts';

describe.each(['ext4-uboot-64m', 'ext4-64m'] as const)('%s', (kind) => {
  const history = fc.array(operation, { minLength: 5, maxLength: 30, size: 'max' });
  test.prop([history, fc.array(fc.tuple(fc.nat(10_000), fc.nat(2 ** 31 - 1)), { minLength: 8, maxLength: 8 })], {
    numRuns: 60,
  })('keeps what was committed', (operations, cuts) => {
    const recorded = record(newFileSystem(kind), [...prelude, ...operations]);
    if (recorded.hasOwnCommits) return;
    for (const [place, seed] of cuts) {
      const at = Math.floor((place / 10_001) * (recorded.device.eventCount + 1));
      const { fileSystem } = mounted(recorded.device.cut(at, fates(seed)));
      expect(complaints(recorded, at, dumpFileSystem(fileSystem))).toEqual([]);
      fileSystem.unmount();
    }
  });
});
