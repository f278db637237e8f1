/** cmp and diff. */

import type { CommandSpec } from '../commands-spec.ts';
import { cases, files } from './text-files.ts';

export default {
  files,
  packages: ['diffutils'],
  cases: cases(
    [
      'cmp a.txt a.txt; echo $?',
      'cmp a.txt nonl.txt; echo $?; cmp -s a.txt nonl.txt; echo $?; cmp -l left.txt right.txt | head -n 5; cmp -b left.txt right.txt; cmp -bl ctl.txt dump.bin | head -n 6',
      'cmp -i 1 left.txt right.txt; cmp -i 1:2 left.txt right.txt; cmp left.txt right.txt 1 1; cmp -i x a.txt a.txt; cmp left.txt < right.txt -; cmp a.txt dir/one.txt; cmp lines.txt changed.txt; cmp - a.txt < a.txt; cmp --verbose --bytes=3 left.txt right.txt',
      'diff lines.txt changed.txt; echo $?',
      'diff a.txt a.txt; echo $?; diff -s a.txt a.txt; diff -q a.txt nonl.txt; diff -q a.txt a.txt; diff a.txt nonl.txt',
      'diff -u lines.txt changed.txt',
      'diff -c lines.txt changed.txt',
      'diff -U 1 lines.txt changed.txt; diff -U0 lines.txt changed.txt; diff -C1 lines.txt changed.txt; diff -u1 lines.txt changed.txt | head -n 8',
      'diff nonl.txt empty; diff empty nonl.txt; diff -u nonl.txt one.txt; diff -u empty nonl.txt; diff -c nonl.txt one.txt; printf "first\\nsecond\\nlast without newline\\n" | diff nonl.txt -; printf "first\\nsecond\\nlast without newline\\n" | diff -u - nonl.txt | tail -n +3',
      'diff a.txt nul.bin; diff nul.bin nul.bin; diff nul.bin dump.bin; diff -a nul.bin one.txt; diff -q nul.bin dump.bin',
      'diff -i words.txt a.txt; diff -w tabs.txt table.txt; diff -b w1 w2; diff -w w1 w2; echo $?; diff -Z w1 w2; diff -E w1 w2',
      'diff -B blank.txt one.txt; diff -B blank.txt c.txt; echo $?; diff blank.txt c.txt; diff -uB blank.txt c.txt',
      'diff dir dir2; echo $?; diff -r dir dir2; diff -rq dir dir2; diff -rN dir dir2; diff -ruN dir dir2; diff -rs dir dir2',
      'diff dir/one.txt dir2; diff dir2 dir/one.txt; diff dir a.txt; diff a.txt dir; diff nosuch a.txt; diff nosuch nosuch2; diff -N nosuch a.txt; diff dir nosuch; diff -r dir nosuch',
      'diff; diff a.txt; diff a b c; diff -x; diff --bogus a b; diff -U x a b; diff -u -c a.txt nonl.txt; diff -e words.txt a.txt; diff -n words.txt a.txt; diff -C -1 a b',
      'diff words.txt a.txt; diff left.txt right.txt; diff -u words.txt log.txt; diff --normal left.txt right.txt; diff -u --label old --label new left.txt right.txt; diff --brief left.txt right.txt; diff -L x -u left.txt right.txt | head -n 1; diff -ur dir2 dir',
      'diff m1 m2; diff -u m1 m2; diff -d m1 m2; diff --speed-large-files m1 m2',
      'diff -y -W 60 left.txt right.txt; diff -r --exclude="*.c" dir dir2; diff -I one left.txt words.txt | head -n 2; diff -F x -u left.txt right.txt; diff -t left.txt right.txt; diff -T left.txt right.txt; diff --strip-trailing-cr ctl.txt one.txt; diff - a.txt < a.txt',
      'diff --color=always left.txt right.txt; diff -u --color=always left.txt right.txt; diff --color=never left.txt right.txt; diff --color=x left.txt right.txt; diff --version | head -n 1; diff -v | head -n 1; diff --from-file=left.txt right.txt words.txt',
      'cmp; cmp a.txt; cmp nosuch a.txt; cmp a.txt nosuch; cmp -x a b; cmp a b c d e; cmp dir a.txt; cmp -n x a.txt a.txt; cmp -ls a.txt nonl.txt; cmp -s nosuch a.txt; echo $?',
      'diff p1 p2; diff -u p1 p2; diff -u p2 p1; diff -p -u p1 p2 | head -n 4; diff s1 s2; diff -u s1 s2; diff -U2 s2 s1; diff -y p1 p2 | head -n 3',
      'diff r1 r2 | md5sum; diff -u r1 r2 | md5sum; diff -u r2 r1 | md5sum; diff -d r1 r2 | md5sum',
    ],
    [
      'cmp one.txt empty; cmp empty one.txt; printf "only" > short; cmp one.txt short; cmp -l one.txt short; cmp -n 3 one.txt short; cmp -n 4 one.txt short; printf "only one line\nmore" | cmp one.txt -; cmp -s one.txt short; echo $?',
    ],
  ),
} satisfies CommandSpec;
