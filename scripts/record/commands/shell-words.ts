/** Quoting, expansions, splitting, patterns, arithmetic: the words of the language. */
import type { CommandSpec } from '../commands-spec.ts';

const files = { a: 'one\n', b: 'two\n', 'c.txt': 'three\n', 'd/e': 'four\n', 'd/.hidden': '', '.dot': '' };

const cases = [
  // quoting
  `echo a 'b c' "d e" f\\ g`,
  `echo "a\\"b" 'a"b' "a'b" \\' \\" \\\\`,
  `echo "\\a\\$\\\`\\\\\\n"`,
  `echo $'a\\tb\\n\\x41\\101\\e[0m\\u0041\\'' $'\\cA'`,
  `echo $"hello" "$"x $ "$" a$`,
  `echo ''"" "" '' x""y`,
  `echo "a
b" 'c
d'`,
  `echo a\\
b "c\\
d" 'e\\
f'`,
  // parameters
  `x=abc; echo $x \${x} "\${x}d" $xd "$x"d '$x'`,
  `echo \${x:-a b} "\${x:-a b}" \${x-c} \${x:+d} \${x+e}; x=; echo "[\${x:-f}]" "[\${x-g}]" "[\${x:+h}]" "[\${x+i}]"`,
  `echo \${x:=5} $x \${y=6} $y; x=; echo \${x:=7}; echo $x`,
  `x=hello; echo \${#x} \${#} \${#@} \${#*} \${#1}`,
  `x=/usr/local/lib.so.1; echo \${x#*/} \${x##*/} \${x%.*} \${x%%.*} \${x#/usr} \${x%1} \${x#z} \${x##} \${x%}`,
  `x=abcabc; echo \${x/b/X} \${x//b/X} \${x/#a/X} \${x/%c/X} \${x/b} \${x//[ab]/-} \${x/b*/Z} "\${x/b/ }" \${x//}`,
  `x=abcdef; echo \${x:2} \${x:1:3} \${x: -2} \${x:0:-2} \${x: -3:2} \${x:10} "\${x:0:0}" \${x:1+1:2*1}`,
  `x='a b'; set -- "$x" c 'd e'; echo $#; for i in $@; do echo "[$i]"; done; for i in "$@"; do echo "<$i>"; done; for i in "$*"; do echo "{$i}"; done`,
  `set -- a b c; IFS=-; echo "$*" $* "$@"; IFS=; echo "$*" $*; unset IFS; echo "$*"`,
  `set --; for i in "$@"; do echo no; done; for i in "$*"; do echo "[$i]"; done; for i in "x$@y"; do echo "[$i]"; done; for i in "$@""$@"; do echo no; done`,
  `set -- 1 2; for i in "a$@b"; do echo "[$i]"; done; for i in a"$*"b; do echo "[$i]"; done`,
  `set -- a b c d e f g h i j k; echo $10 \${10} \${11} \${@:2:3} \${@: -2} \${*:9}`,
  `x=y; y=z; echo \${!x}; set -- a; n=1; echo \${!n} \${!#}`,
  `abc1=1 abc2=2; echo \${!abc*} "\${!abc@}"`,
  `x=hello; echo \${x^} \${x^^} \${x^^[le]}; x=HELLO; echo \${x,} \${x,,} \${x,,[L]}`,
  `x="it's"; echo \${x@Q} \${x@U} \${x@L} \${x@u}; y=$'a\\tb'; echo \${y@Q}; z='\\t|'; echo "\${z@E}"`,
  `unset x; echo "\${x-"a  b"}" \${x-"a  b"} "\${x-'a  b'}" \${x-'a  b'} "\${x:-\${y:-z}}"`,
  `echo "\${x-}}" \${x-}} "\${x-\\}}"`,
  `set -- 'a  b' c; echo \${1+"$@"} | cat; for i in \${1+"$@"}; do echo "[$i]"; done; for i in "\${@-x}"; do echo "[$i]"; done`,
  `x='*'; echo $x "$x" \${x:-y}; x='a b'; echo "\${x#a }" "\${x%%' '*}" "\${x#"a "}"`,
  `x='a*b'; echo \${x#a*} \${x#'a*'} \${x%\\*b} "\${x#a\\*}"; y='*'; echo \${x%$y*} \${x%"$y"*}`,
  `x=aXbXc; echo \${x//X/&&} \${x//X/\\&} "\${x//X/'&'}"; r='[&]'; echo \${x//X/$r} "\${x//X/"$r"}"`,
  `echo \${x?}; echo no`,
  `echo \${x:?gone away}; echo no`,
  `(echo \${x?sub}); echo $?`,
  `echo \${x!y}; echo no`,
  `echo \${}; echo no`,
  `set -u; echo \${x-ok} \${x+no}; echo $x; echo no`,
  `set -u; echo $1; echo no`,
  `set -u; echo \${1}; echo no`,
  `set -u; echo $@ $* $#; echo \${#x}; echo no`,
  `x=5; echo $((x+1)) $((x*2-3)) $((x/2)) $((x%3)) $((-x)) $((+x)) $((!x)) $((~x))`,
  `echo $((1<2)) $((2<=1)) $((1==1)) $((1!=1)) $((1&&0)) $((1||0)) $((5&3)) $((5|3)) $((5^3)) $((1<<4)) $((-16>>2))`,
  `echo $((2**10)) $((2**62)) $((2**63)) $((2**64)) $((9223372036854775807+1)) $((0x7fffffffffffffff)) $((0xffffffffffffffff))`,
  `x=1; echo $((x++)) $x $((++x)) $x $((x--)) $((--x)) $((x+=5)) $((x-=2)) $((x*=3)) $((x/=2)) $((x%=4)) $((x<<=2)) $((x|=1)) $((x^=3)) $((x&=6))`,
  `echo $((1?2:3)) $((0?2:3)) $((1,2,3)) $(((1+2)*3)) $((010)) $((0x1F)) $((2#1010)) $((16#ff)) $((36#z)) $((64#_))`,
  `x='1+1'; echo $((x*2)) $(($x*2)); y=x; echo $((y)); echo $((z)) $((z=4)) $z`,
  `echo $(( 3 > 2 ? 10 : 20 )) $(( 7 / -2 )) $(( -7 / 2 )) $(( -7 % 3 )) $(( 7 % -3 ))`,
  `echo $((1/0)); echo no`,
  `echo $((1%0))`,
  `echo $((08)); echo no`,
  `echo $((1 +)); echo no`,
  `echo $((1 2))`,
  `echo $((a b))`,
  `echo $((1.5))`,
  `echo $((5 = 3))`,
  `echo $((2 ** -1))`,
  `echo $((1 ? 2))`,
  `echo $((3#5))`,
  `echo $((99#1))`,
  `x=x; echo $((x))`,
  `echo $[1+2] $((\`echo 3\`)) $(($(echo 4)+1)) $(( "5" ))`,
  `a=(5 6 7); echo $((a[1])) $((a[0]+a[2])) $((a[1]=9)) \${a[@]}`,
  // command substitution
  `echo $(echo a; echo b) "$(echo a; echo b)" \`echo c\` "\`echo d\`"`,
  `x=$(printf 'a\\n\\n\\n'); echo "[$x]"; echo "$(echo "nested $(echo deep)")"`,
  `echo \`echo \\\`echo in\\\`\` "\`echo "q"\`" \`echo \\$HOME '\\$HOME'\``,
  `x=$(false); echo $?; x=$(exit 3) y=2; echo $?; echo $(exit 4); echo $?`,
  `echo $(cat <<E
here
E
)`,
  `x=$(<a); echo $x`,
  `echo "$(case x in x) echo y;; esac)" $(case a in (a) echo b;; esac)`,
  `echo $( # comment )
echo z)`,
  // splitting
  `x=' a  b '; echo [$x] "[$x]"; for i in $x; do echo "<$i>"; done; for i in 1$x"2"; do echo "<$i>"; done`,
  `IFS=:; x=a:b::c:; for i in $x; do echo "<$i>"; done; x=:a; for i in $x; do echo "<$i>"; done`,
  `IFS=' :'; x='a : b :: c '; for i in $x; do echo "<$i>"; done`,
  `IFS=; x='a b'; for i in $x; do echo "<$i>"; done; unset IFS; for i in $x; do echo "<$i>"; done`,
  `IFS=,; set -- a,b c; for i in $1 $2; do echo "<$i>"; done; x="a,b"; y=$x; echo "$y"; echo $y`,
  `x='a b'; y=$x; echo "$y"; case $x in 'a b') echo ok;; esac; z=$(echo a  b); echo "$z"; w=$*; echo "[$w]"`,
  `x=; for i in $x "$x" ''$x; do echo "<$i>"; done; for i in $nothing; do echo no; done`,
  // tilde, braces, paths
  `echo ~ ~/x ~root ~nobody/y "~" '~' ~nosuch x~ a=~ ; x=~:~/b; echo $x; y=a:~; echo $y; echo ~+`,
  `HOME=/h; echo ~ ~/x; unset HOME; echo ~`,
  `echo {a,b,c} x{1,2}y{3,4} {1..5} {5..1} {1..10..3} {a..e} {a..e..2} {01..03} {-2..2} {a} {} {a,b {a..} {,x} a{b,c{d,e}}f`,
  `echo {a,b}$HOME{c,d} "{a,b}" '{a,b}' \\{a,b} {"a b",c} {$x,y} \${x-{a,b}} x={a,b}; y={a,b}; echo $y`,
  `echo *; echo .*; echo d/*; echo ?; echo [ab]; echo [!a]; echo [a-c]*; echo *.txt; echo */; echo no*; echo "*" \\* '*'`,
  `echo [[:alpha:]] [[:upper:]] [^b] []a] d/* d/.* ./* /root/t/[ab] */e; set -f; echo *`,
  `x='*'; echo $x; y='[ab]'; echo $y "$y"; echo \\[ab] [a'b'] "["ab]`,
  `cd d; echo * .*; echo ../*; echo ../d/e`,
  `shopt -s nullglob; echo x no* y; shopt -u nullglob; shopt -s failglob; echo no*; echo after`,
  `shopt -s extglob
echo @(a|b) +([a-z]) !(a|b) ?(a)b *(x)a
case abab in +(ab)) echo yes;; esac`,
  // assignment
  `x=1 y=2; echo $x$y; x=a y=$x; echo $y; x+=b; echo $x; x=; echo "[$x]"; x="a  b"; echo $x`,
  `a=(1 2 "3 4" [6]=x); echo "\${a[@]}" \${#a[@]} \${!a[@]} "\${a[6]}" \${a[-1]} $a; a+=(y); echo \${a[7]}; a[1]=Z; echo \${a[*]}; unset 'a[0]'; echo \${a[@]} \${#a[2]}`,
  `a=(x y z); for i in "\${a[@]}"; do echo "<$i>"; done; echo \${a[@]:1} \${a[@]/y/Y} \${a[@]#x}; b=("\${a[@]}" w); echo \${#b[@]}`,
  `declare -A m; m[k]=v; m[x y]=z; echo \${m[k]} "\${m[x y]}" \${#m[@]}; declare -a; declare -p m | cat`,
  `readonly r=1; r=2; echo no`,
  `readonly r=1; (r=2; echo no); echo $?`,
  `declare -i n=3+4; echo $n; n=n*2; echo $n; declare -l l=ABC; declare -u u=abc; echo $l $u; declare -r q=1; declare -p n l u q`,
  // here-documents
  `cat <<E
a $HOME \\$x \`echo b\` $(echo c) "d" 'e' \\\\ \\z
E`,
  `cat <<'E'
a $HOME \\$x
E
cat <<"E F"
x
E F`,
  `cat <<-E
	tab
		two
	E
cat <<A <<B
a
A
b
B`,
  `cat <<E | cat
piped
E
echo after`,
  `cat <<E && echo ok
x
E
while read l; do echo "[$l]"; done <<E
1
2 3
E`,
  `cat <<< hello; cat <<< "a  b $HOME"; x='p q'; cat <<< $x; read a b <<< "1 2 3"; echo "$a|$b"`,
  `cat <<E
no end`,
  `cat <<E
a\\
b
E`,
];

export default { packages: ['coreutils'], files, cases } satisfies CommandSpec;
