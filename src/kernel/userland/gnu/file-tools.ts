/** The file tools of coreutils and findutils with their places on the disk. */
import type { Program } from '../../process/system-calls.ts';
import { basename } from './basename.ts';
import { chmod } from './chmod.ts';
import { chgrp, chown } from './chown.ts';
import { cp } from './cp.ts';
import { dd } from './dd.ts';
import { df } from './df.ts';
import { dirname } from './dirname.ts';
import { du } from './du.ts';
import { find } from './find.ts';
import { install } from './install.ts';
import { ln } from './ln.ts';
import { dir, ls, vdir } from './ls.ts';
import { mkdir } from './mkdir.ts';
import { mkfifo } from './mkfifo.ts';
import { mknod } from './mknod.ts';
import { mktemp } from './mktemp.ts';
import { mv } from './mv.ts';
import { pwd } from './pwd.ts';
import { readlink } from './readlink.ts';
import { realpath } from './realpath.ts';
import { rm } from './rm.ts';
import { rmdir } from './rmdir.ts';
import { stat } from './stat.ts';
import { sync } from './sync.ts';
import { bracketProgram, testProgram } from './test.ts';
import { touch } from './touch.ts';
import { falseProgram, trueProgram } from './true.ts';
import { truncate } from './truncate.ts';
import { link, unlink } from './unlink.ts';
import { xargs } from './xargs.ts';

/** Path on the disk and program. */
export const fileTools: Readonly<Record<string, Program>> = {
  '/usr/bin/[': bracketProgram,
  '/usr/bin/basename': basename,
  '/usr/bin/chgrp': chgrp,
  '/usr/bin/chmod': chmod,
  '/usr/bin/chown': chown,
  '/usr/bin/cp': cp,
  '/usr/bin/dd': dd,
  '/usr/bin/df': df,
  '/usr/bin/dir': dir,
  '/usr/bin/dirname': dirname,
  '/usr/bin/du': du,
  '/usr/bin/false': falseProgram,
  '/usr/bin/find': find,
  '/usr/bin/install': install,
  '/usr/bin/link': link,
  '/usr/bin/ln': ln,
  '/usr/bin/ls': ls,
  '/usr/bin/mkdir': mkdir,
  '/usr/bin/mkfifo': mkfifo,
  '/usr/bin/mknod': mknod,
  '/usr/bin/mktemp': mktemp,
  '/usr/bin/mv': mv,
  '/usr/bin/pwd': pwd,
  '/usr/bin/readlink': readlink,
  '/usr/bin/realpath': realpath,
  '/usr/bin/rm': rm,
  '/usr/bin/rmdir': rmdir,
  '/usr/bin/stat': stat,
  '/usr/bin/sync': sync,
  '/usr/bin/test': testProgram,
  '/usr/bin/touch': touch,
  '/usr/bin/true': trueProgram,
  '/usr/bin/truncate': truncate,
  '/usr/bin/unlink': unlink,
  '/usr/bin/vdir': vdir,
  '/usr/bin/xargs': xargs,
};
