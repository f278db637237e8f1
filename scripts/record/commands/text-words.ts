/** echo, printf, seq, env, printenv, yes, true, false, expr, arch, nproc, tty, less, more, column: small programs. */

import type { CommandSpec } from '../commands-spec.ts';
import { cases, files } from './text-files.ts';

export default {
  files,
  packages: ['coreutils', 'less', 'bsdextrautils'],
  cases: cases(
    [
      "/bin/echo a b  c; /bin/echo -n x; /bin/echo -e 'a\\tb\\x41\\0101\\c no'; /bin/echo -E 'a\\n'; /bin/echo -ne 'x\\n'; /bin/echo -q; /bin/echo -; /bin/echo --; /bin/echo; /bin/echo -e '\\e\\a\\b\\f\\v\\\\\\q' | od -c; /bin/echo -e '\\x' '\\xg' '\\08'; /bin/echo --version x; /bin/echo -nn y; /bin/echo -nz y",
      "/usr/bin/printf; /usr/bin/printf '%d\\n' x; /usr/bin/printf '%d\\n' 1x; /usr/bin/printf '%d\\n' 99999999999999999999; /usr/bin/printf '%z\\n' 1; /usr/bin/printf '%'; /usr/bin/printf 'a\\n' b c; /usr/bin/printf '%s\\n'; /usr/bin/printf '%d %s\\n'; /usr/bin/printf '\\x41\\101\\u0041\\c no'; /usr/bin/printf '\\x'; /usr/bin/printf '%f\\n' abc; /usr/bin/printf '%u\\n' -1; /usr/bin/printf '%5c|%-3c|\\n' a b; /usr/bin/printf -x; /usr/bin/printf -- '%s\\n' z; /usr/bin/printf '%a\\n' 1; /usr/bin/printf '%10.4d|%-10.2s|%.0f\\n' 42 hello 2.5; /usr/bin/printf '%g %g %g\\n' 100000 1000000 0.0001; /usr/bin/printf '%G %E\\n' 1e-10 12345.678; /usr/bin/printf '%s %s\\n' a; /usr/bin/printf '%0s\\n' x; /usr/bin/printf '%d\\n' ''",
      'seq 3; seq 2 4; seq 1 2 7; seq 5 -2 1; seq 0.5 0.25 1.5; seq -w 8 11; seq -s, 4; seq -f %03g 3; seq 3 1; seq 1 0 3 | head -n 2; seq -w 1 0.5 3; seq -s "" 3; seq -f "<%.1f>" 2; seq 1e2 1e2 300; seq -3 -1; seq --separator=: -w 9 10; seq 0 0.1 0.3; seq -w -1 1; seq 1.0 2; seq 100000000 50000000 200000000; seq 9007199254740993 9007199254740995; seq 0x10 0x12',
      'seq; seq x; seq 1 2 3 4; seq 1 0 3 >/dev/null & sleep 0.1; kill %1 2>/dev/null; seq -f %d 3; seq -f x 3; seq -f "%g %g" 3; seq -q 3; seq 1 nan 3; seq "" 3; seq -f %03g -w 3; seq inf | head -n 1; seq -f % 3; seq -f %gx% 3; seq 1 x 3; seq -s; seq --bogus 3; seq 1,5; seq 99999999999999999999 100000000000000000001; seq -- -2 0',
      'env -i A=1 B=2; env -i A=1 sh -c "echo \\$A"; env -i /usr/bin/printenv; env A=1 printenv A; env -u HOME printenv HOME; echo $?; printenv LC_ALL TZ; printenv nosuch; echo $?; env nosuch; echo $?; env ./a.txt; echo $?; env -q; env -i -; env -0 -i A=1 | od -c; env -u; env -u "A=B" true; env -C dir pwd; env -C nosuch pwd; env =x true; env -i A=1 A=2; env -S "printenv HOME"; env - B=1; printenv -q; env dir; printenv -0 TZ | od -c; env A=1 -i 2>&1 | head -n 1; env -- B=2 printenv B; env --unset=HOME printenv HOME; env --bogus',
      'yes | head -n 2; yes a b | head -n 2; yes -x; yes -- -x | head -n 1; /bin/true; echo $?; /bin/false; echo $?; /bin/true --bogus; echo $?; /bin/false x; echo $?; nproc --bogus; nproc x; arch x; tty; echo $?; tty -s; echo $?; tty x; arch -q',
      'expr 1 + 2; expr 7 / 2; expr 7 % 4; expr 3 \\* 4; expr 5 - 8; expr 1 \\< 2; expr a = b; expr abc : "a\\(.\\)c"; expr abc : ab; expr length hello; expr substr hello 2 3; expr index hello lo; expr match abc "a.*"; expr 1 \\| 0; expr 0 \\& 1; expr \\( 1 + 2 \\) \\* 3; echo $?; expr 0; echo $?; expr "" \\| b; expr + length; expr a \\< b; expr 10 \\< 9; expr 10 \\>= 9; expr abc != abc',
      'expr; expr 1 +; expr 1 / 0; expr a + 1; expr 1 2; expr \\( 1; expr 1 \\); expr --bogus; expr 99999999999999999999 + 1; expr abc : "\\(b\\)"; echo $?; expr "" : ""; expr -- 1 + 1; expr 2 + 3 \\* 4; expr 10 - 3 - 2; expr substr abc 0 1; expr substr abc 2 99; expr index abc z; expr length; expr 1 \\% 0; expr -5 / 2; expr -5 % 3; expr abc : "[b"; expr \\* : a; expr 007 + 1; expr 1 = 01; expr 1a = 1; expr match',
      'nproc --all --ignore=100; logname x; users x; hostid x',
      "/usr/bin/printf '%s-%d\\n' a 1 b 2; /usr/bin/printf '%5s|%-5s|%05d|%x|%X|%o|%c|%%\\n' ab cd 42 255 255 8 xyz; /usr/bin/printf '%e %g %f %.2f %10.3f\\n' 1.5 1e10 3.14159 2.005 -1; /usr/bin/printf '%b|%q\\n' 'a\\tb' \"it's\"; /usr/bin/printf '%*d|%-*d|%.*f\\n' 5 42 5 42 2 3.14159; /usr/bin/printf '%i %u\\n' -3 5; /usr/bin/printf '%d %d %d\\n' 0x1f 010 \"'A\"; /usr/bin/printf '%#x %#o %+d % d\\n' 255 8 5 5",
      'less a.txt; cat a.txt | less; less nosuch; less -N a.txt one.txt; more a.txt; more nosuch; less dir; more dir; less empty; cat one.txt | more; more a.txt one.txt; less -F -X one.txt; less - < one.txt; less; more; less -V | head -n 1',
    ],
    [],
  ),
} satisfies CommandSpec;
