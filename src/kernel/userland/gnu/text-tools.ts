/** The text tools of a Debian 12 user land: which file on the disk is which program. */
import type { Program } from '../../process/system-calls.ts';
import { cat } from './cat.ts';
import { egrep, fgrep, grep } from './grep.ts';
import { head } from './head.ts';
import { nl } from './nl.ts';
import { rev } from './rev.ts';
import { sed } from './sed.ts';
import { split } from './split.ts';
import { tac } from './tac.ts';
import { tail } from './tail.ts';
import { tee } from './tee.ts';
import { wc } from './wc.ts';

/** Programs by the path of their file. */
export const textTools: Readonly<Record<string, Program>> = {
  '/usr/bin/cat': cat,
  '/usr/bin/egrep': egrep,
  '/usr/bin/fgrep': fgrep,
  '/usr/bin/grep': grep,
  '/usr/bin/head': head,
  '/usr/bin/nl': nl,
  '/usr/bin/rev': rev,
  '/usr/bin/sed': sed,
  '/usr/bin/split': split,
  '/usr/bin/tac': tac,
  '/usr/bin/tail': tail,
  '/usr/bin/tee': tee,
  '/usr/bin/wc': wc,
};
