/** Work on what the user gave, whose complaints are gathered with all others. */
import { UserError } from '../sim/issue.ts';
import type { Given } from './command.ts';

/** What `work` gives; what the user can mend is added to the complaints. */
export function judged<Result>(given: Given, work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    given.issues.push(...error.issues);
    return undefined;
  }
}
