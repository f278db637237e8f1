/** basename, dirname, readlink, realpath, pwd, sync: names and paths. */
import type { CommandSpec } from '../commands-spec.ts';

const spec: CommandSpec = {
  packages: ['coreutils'],
  files: {
    a: 'a\n',
    'd/x': 'x\n',
    'd/up': { link: '..' },
    'd/y/z': { directory: true },
    lnk: { link: 'a' },
    dlnk: { link: 'd/y' },
    abs: { link: '/root/t/d/x' },
    broken: { link: 'nowhere' },
    broken2: { link: 'nodir/nowhere' },
    loop: { link: 'loop' },
    'sp ace': '',
  },
  cases: [
    'basename',
    'basename a b c',
    'basename /usr/lib/x.so; basename x.so .so; basename /usr/lib/x.so .so; basename .so .so; basename /; basename //; basename a/; basename a/b//; basename ""; basename "a b/c d"; basename . ; basename ..; basename a/..',
    'basename -a a/b c/d e; basename -s .c x.c y/z.c; basename -az a/b c/d | od -c; basename --suffix=.h -z i.h | od -c; basename -s; basename -x; basename --bogus; basename --suffix',
    'basename --version | head -n 1; basename -- -x; basename x/y/ y; basename x/y z; basename /x/y/ /y',
    'dirname',
    'dirname /usr/lib/x; dirname x; dirname /; dirname //; dirname //a; dirname a/; dirname a/b//; dirname ""; dirname /a; dirname a//b; dirname ///a///b; dirname . ..; dirname -z a/b c | od -c; dirname -x; dirname --bogus; dirname "a b/c"',
    'readlink',
    'readlink lnk; readlink a; echo $?; readlink nowhere; echo $?; readlink d; readlink abs broken lnk; readlink loop; readlink lnk a; echo $?',
    'readlink -v a; readlink -v nowhere; readlink -v loop/x; readlink -n lnk; echo; readlink -n lnk abs; readlink -z lnk | od -c; readlink -q a; readlink -s a',
    'readlink -f a; readlink -f lnk; readlink -f d/up/d/y; readlink -f abs; readlink -f broken; readlink -f broken2; echo $?; readlink -f nowhere; readlink -f nodir/x; echo $?; readlink -f loop; echo $?; readlink -f a/; echo $?; readlink -f a/x; readlink -f d/; readlink -f nowhere/',
    'readlink -e a; readlink -e broken; echo $?; readlink -e nowhere; echo $?; readlink -e dlnk/z; readlink -e dlnk/z/../..; readlink -e loop; readlink -ev loop; readlink -ev a/x; readlink -ev nowhere; readlink -ev ""',
    'readlink -m nodir/x/y; readlink -m broken2/q; readlink -m a/b/c; readlink -m loop; readlink -m ""; readlink -m /; readlink -m /../x/./y//z; readlink -m d/up/../q; readlink -fv nodir/x',
    'readlink -x; readlink --bogus; readlink --version | head -n 1; readlink -f . d/.. / //; readlink "sp ace"; readlink -f "sp ace"',
    'realpath',
    'realpath a lnk d/up abs; realpath nowhere; realpath nodir/x; realpath -e nowhere; realpath -m nodir/x/../y; realpath broken; realpath loop; realpath -q loop; echo $?; realpath ""; realpath "no where/x"',
    'realpath -s lnk; realpath -s d/up/x; realpath -L d/up/../x; realpath -P d/up/../x; realpath -z a | od -c; realpath -x; realpath --bogus; realpath --version | head -n 1',
    'realpath --relative-to=d a; realpath --relative-to=. d/x; realpath --relative-to=d d; realpath --relative-to=d/y/z / a; realpath --relative-base=/root/t/d d/x a; realpath --relative-base=d --relative-to=d/y d/x d/y/z a; realpath --relative-to=nowhere a; realpath --relative-to=nodir/x a; realpath -m --relative-to=nodir/x/y a; realpath --strip lnk',
    '/bin/pwd; cd d/up; /bin/pwd; pwd; /bin/pwd -L; /bin/pwd -P; POSIXLY_CORRECT=1 /bin/pwd; /bin/pwd -x; /bin/pwd x; /bin/pwd --bogus; /bin/pwd --version | head -n 1',
    'cd dlnk; /bin/pwd -L; PWD=/root/t/./d /bin/pwd -L; PWD=nonsense /bin/pwd -L; env -u PWD /bin/pwd -L',
    'sync; sync a; sync nowhere; sync -d a; sync -f a; sync -d; sync -df a; sync d; sync --bogus; sync -x; sync --version | head -n 1; sync "no where"; sync -f nowhere',
    '/bin/true; echo $?; /bin/false; echo $?; /bin/true --bogus x; echo $?; /bin/false --bogus; echo $?; /bin/true --version | head -n 1; /bin/false --version | head -n 1',
    '/usr/bin/test; echo $?; /usr/bin/test x; echo $?; /usr/bin/test -f a; echo $?; /usr/bin/test -d a; echo $?; /usr/bin/test 1 -lt 2; echo $?; /usr/bin/test a -lt 2; echo $?; /usr/bin/[ a = a ]; echo $?; /usr/bin/[ a = a; echo $?; /usr/bin/test a b c d; echo $?; /usr/bin/test -q x; echo $?',
  ],
};

export default spec;
