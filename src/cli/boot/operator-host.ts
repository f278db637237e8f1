/** What the operator's prompt needs of this host: the width of its terminal, and files. */
import type { OperatorHost } from '../../inspect/operator.ts';
import { UserError } from '../../sim/issue.ts';
import { readImage } from '../files.ts';
import type { Io } from '../io.ts';

export function operatorHost(io: Io): OperatorHost {
  return {
    columns: Math.min(io.columns, 100),
    load(file) {
      try {
        return readImage(file);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const [issue] = error.issues;
        return `${file} ${issue?.message}${issue?.found === undefined ? '' : ` (${issue.found})`}`;
      }
    },
  };
}
