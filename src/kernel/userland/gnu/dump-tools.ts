/** Digests, dumps, gzip, awk, pagers and the small programs of coreutils: which file on the disk is which program. */
import type { Program } from '../../process/system-calls.ts';
import { echo } from './echo.ts';
import { env } from './env.ts';
import { expr } from './expr.ts';
import { printenv } from './printenv.ts';
import { printf } from './printf.ts';
import { seq } from './seq.ts';
import { yes } from './yes.ts';

/** Programs by the path of their file. */
export const dumpTools: Readonly<Record<string, Program>> = {
  '/usr/bin/echo': echo,
  '/usr/bin/env': env,
  '/usr/bin/expr': expr,
  '/usr/bin/printenv': printenv,
  '/usr/bin/printf': printf,
  '/usr/bin/seq': seq,
  '/usr/bin/yes': yes,
};
