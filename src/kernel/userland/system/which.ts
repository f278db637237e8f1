/** `which` of debianutils 5.7 (a shell script there). */
import { S_IFDIR, S_IFMT, X_OK } from '../../../shell/posix.ts';
import type { Program } from '../../process/system-calls.ts';
import { getopt } from '../libc/getopt.ts';
import { fail, getenv, print } from './program-frame.ts';

export const which: Program = function* (system, argv) {
  const { options, operands, error } = getopt(argv, { short: '+as' });
  if (error !== null) {
    const letter = error.at(-2) ?? '';
    return yield* fail(system, `Illegal option -${letter}\nUsage: ${argv[0]} [-as] args`, 2);
  }
  const has = (key: string): boolean => options.some((option) => option.key === key);
  if (operands.length === 0) return 1;
  let status = 0;
  for (const command of operands) {
    const places = command.includes('/')
      ? [command]
      : (getenv(system, 'PATH') ?? '').split(':').map((folder) => `${folder || '.'}/${command}`);
    let isFound = false;
    for (const path of places) {
      const file = system.stat(path);
      if (typeof file === 'number' || (file.mode & S_IFMT) === S_IFDIR || system.access(path, X_OK) < 0) continue;
      isFound = true;
      if (!has('s') && !(yield* print(system, 'which', `${path}\n`))) return 1;
      if (!has('a')) break;
    }
    if (!isFound) status = 1;
  }
  return status;
};
