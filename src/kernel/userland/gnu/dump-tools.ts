/** Digests, dumps, gzip, awk, pagers and the small programs of coreutils: which file on the disk is which program. */
import type { Program } from '../../process/system-calls.ts';
import { awk } from './awk.ts';
import { base32, base64 } from './basenc.ts';
import { b2sum, cksum, md5sum, sha1sum, sha224sum, sha256sum, sha384sum, sha512sum, sum } from './digest.ts';
import { echo } from './echo.ts';
import { env } from './env.ts';
import { expr } from './expr.ts';
import { gunzip, gzip, zcat } from './gzip.ts';
import { hexdump } from './hexdump.ts';
import { less } from './less.ts';
import { more } from './more.ts';
import { od } from './od.ts';
import { printenv } from './printenv.ts';
import { printf } from './printf.ts';
import { seq } from './seq.ts';
import { strings } from './strings.ts';
import { xxd } from './xxd.ts';
import { yes } from './yes.ts';

/** Symbolic links beside the programs. */
export const dumpLinks: Readonly<Record<string, string>> = {
  '/usr/bin/awk': 'mawk',
  '/usr/bin/hd': 'hexdump',
  '/usr/bin/nawk': 'mawk',
};

/** Programs by the path of their file. */
export const dumpTools: Readonly<Record<string, Program>> = {
  '/usr/bin/mawk': awk,
  '/usr/bin/b2sum': b2sum,
  '/usr/bin/base32': base32,
  '/usr/bin/base64': base64,
  '/usr/bin/cksum': cksum,
  '/usr/bin/echo': echo,
  '/usr/bin/env': env,
  '/usr/bin/expr': expr,
  '/usr/bin/gunzip': gunzip,
  '/usr/bin/gzip': gzip,
  '/usr/bin/hexdump': hexdump,
  '/usr/bin/less': less,
  '/usr/bin/md5sum': md5sum,
  '/usr/bin/more': more,
  '/usr/bin/od': od,
  '/usr/bin/printenv': printenv,
  '/usr/bin/printf': printf,
  '/usr/bin/seq': seq,
  '/usr/bin/sha1sum': sha1sum,
  '/usr/bin/sha224sum': sha224sum,
  '/usr/bin/sha256sum': sha256sum,
  '/usr/bin/sha384sum': sha384sum,
  '/usr/bin/sha512sum': sha512sum,
  '/usr/bin/strings': strings,
  '/usr/bin/sum': sum,
  '/usr/bin/xxd': xxd,
  '/usr/bin/zcat': zcat,
  '/usr/bin/yes': yes,
};
