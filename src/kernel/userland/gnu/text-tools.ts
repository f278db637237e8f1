/** The text tools of a Debian 12 user land: which file on the disk is which program. */
import type { Program } from '../../process/system-calls.ts';
import { cat } from './cat.ts';
import { cmp } from './cmp.ts';
import { comm } from './comm.ts';
import { cut } from './cut.ts';
import { diff } from './diff.ts';
import { expand } from './expand.ts';
import { fold } from './fold.ts';
import { egrep, fgrep, grep } from './grep.ts';
import { head } from './head.ts';
import { join } from './join.ts';
import { nl } from './nl.ts';
import { paste } from './paste.ts';
import { rev } from './rev.ts';
import { sed } from './sed.ts';
import { sort } from './sort.ts';
import { split } from './split.ts';
import { tac } from './tac.ts';
import { tail } from './tail.ts';
import { tee } from './tee.ts';
import { tr } from './tr.ts';
import { unexpand } from './unexpand.ts';
import { uniq } from './uniq.ts';
import { wc } from './wc.ts';

/** Programs by the path of their file. */
export const textTools: Readonly<Record<string, Program>> = {
  '/usr/bin/cat': cat,
  '/usr/bin/cmp': cmp,
  '/usr/bin/comm': comm,
  '/usr/bin/cut': cut,
  '/usr/bin/diff': diff,
  '/usr/bin/egrep': egrep,
  '/usr/bin/expand': expand,
  '/usr/bin/fgrep': fgrep,
  '/usr/bin/fold': fold,
  '/usr/bin/grep': grep,
  '/usr/bin/head': head,
  '/usr/bin/join': join,
  '/usr/bin/nl': nl,
  '/usr/bin/paste': paste,
  '/usr/bin/rev': rev,
  '/usr/bin/sed': sed,
  '/usr/bin/sort': sort,
  '/usr/bin/split': split,
  '/usr/bin/tac': tac,
  '/usr/bin/tail': tail,
  '/usr/bin/tee': tee,
  '/usr/bin/tr': tr,
  '/usr/bin/unexpand': unexpand,
  '/usr/bin/uniq': uniq,
  '/usr/bin/wc': wc,
};
