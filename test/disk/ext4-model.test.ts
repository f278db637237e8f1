/** Any sequence of operations gives what a plain tree of objects gives, now and after unmounting and mounting again. */
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type FileSystemKind, newFileSystem } from '../../src/disk/new-file-system.ts';
import { ENOSPC } from '../../src/sim/errno.ts';
import { dumpModel } from './model.ts';
import { mounted } from './mounted.ts';
import { dumpFileSystem, operation, Pair, prelude } from './operations.ts';

const kinds = ['ext4-uboot-64m', 'ext4-64m', 'ext2-8m'] as const satisfies readonly FileSystemKind[];

describe.each(kinds)('%s', (kind) => {
  test.prop([fc.array(operation, { maxLength: 60, size: 'max' })], { numRuns: 40 })(
    'is like the model',
    (operations) => {
      const disk = newFileSystem(kind);
      const pair = new Pair(mounted(disk).fileSystem);
      for (const step of [...prelude, ...operations]) {
        const [ours, model] = pair.apply(step);
        // A small disk may be full; the model never is.
        if (ours === -ENOSPC || (step.do === 'write' && ours > 0 && ours < model)) return;
        expect([step, ours]).toEqual([step, model]);
      }
      const expected = dumpModel(pair.model);
      expect(dumpFileSystem(pair.fileSystem)).toEqual(expected);
      pair.fileSystem.unmount();
      expect(dumpFileSystem(mounted(disk, { readOnly: true }).fileSystem)).toEqual(expected);
    },
  );
});
