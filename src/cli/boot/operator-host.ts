/** What the operator's prompt needs of this host: the width of its terminal, and files. */
import type { OperatorHost } from '../../inspect/operator-command.ts';
import { UserError } from '../../sim/issue.ts';
import { readImage, writeNew } from '../files.ts';
import type { Io } from '../io.ts';
import { zlibPacker } from '../packer.ts';
import { VERSION } from '../version.ts';

export function operatorHost(io: Io): OperatorHost {
  return {
    columns: Math.min(io.columns, 100),
    tool: VERSION,
    packer: zlibPacker,
    load: (file) => orWhyNot(file, () => readImage(file)),
    save: (file, bytes) =>
      orWhyNot(file, () => {
        writeNew(file, bytes, { force: false, inputs: [] });
        return null;
      }),
  };
}

/** The result, or in words what the user can mend. */
function orWhyNot<Result>(file: string, work: () => Result): Result | string {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [issue] = error.issues;
    return `${file} ${issue?.message}${issue?.found === undefined ? '' : ` (${issue.found})`}`;
  }
}
