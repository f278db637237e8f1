/** awk, which is mawk on Debian. */

import type { CommandSpec } from '../commands-spec.ts';
import { cases, files } from './text-files.ts';

export default {
  files,
  packages: ['mawk'],
  cases: cases(
    [
      "awk '{print $1}' left.txt; awk '{print $NF, NF}' a.txt; awk -F: '{print $1,$3}' users.txt; awk 'NR==2' a.txt; awk 'END{print NR}' lines.txt; awk '/panic/' log.txt; awk '!/a/' a.txt",
      'awk \'BEGIN{print 1+2, 7/2, 2^10, 7%3, -3%2, 1e6, 1e300, 0.1+0.2, 100000000, 123456789012}\'; awk \'BEGIN{print 1==1.0, "a"<"b", "10"<"9", 10<9, !0, !"", 1&&0, 0||2}\'; awk \'BEGIN{x=5; x+=2; x*=3; x-=1; x/=4; x%=3; x^=2; print x, x++, ++x, x--, --x, -x, +x}\'',
      'awk \'{n+=$3} END{print n, n/NR}\' FS=: users.txt; awk \'{a[$1]++} END{for(k in a) print k, a[k]}\' words.txt | sort; awk \'!seen[$0]++\' words.txt; awk \'BEGIN{a["x"]=1; if("x" in a) print "in"; delete a["x"]; if(!("x" in a)) print "out"; a[1,2]=3; for(k in a){split(k,p,SUBSEP); print p[1],p[2]}}\'',
      'awk \'BEGIN{printf "%d %5.2f|%-5s|%05d|%x|%c%c|%e|%g|%s %%\\n", 3.9, 3.14159, "ab", 42, 255, 65, "hello", 12345.678, 1e-5, "z"}\'; awk \'BEGIN{printf "%s\\n"}\'; awk \'BEGIN{printf "%*d|\\n", 5, 42; printf("%s-%s\\n", "a", "b"); printf "%i %o %u %X\\n", 5, 8, 7, 255}\'',
      'awk \'BEGIN{print length("hello"), substr("hello",2,3), substr("hello",0), substr("hello",-1,3), substr("hello",4,99), index("hello","l"), toupper("abc"), tolower("ABC"), int(3.9), int(-3.9), sqrt(16), exp(0), log(1), sin(0), cos(0), atan2(0,-1)}\'; awk \'{print length}\' a.txt; awk \'{print length()}\' one.txt',
      'awk \'BEGIN{s="hello"; n=gsub(/l/,"[&]",s); print n,s; sub(/h/,"\\\\&",s); print s; print match("foobar",/o+/), RSTART, RLENGTH; print match("x",/y/), RSTART, RLENGTH; n=split("a:b:c",p,":"); print n,p[1],p[3]; n=split("  a b  ",q); print n,q[1]; n=split("abc",r,""); print n,r[1]; n=split("",z); print n}\'; awk \'{gsub(/a/,"X"); print}\' a.txt; awk \'{sub(/a/,"X",$1)}1\' a.txt',
      "awk '{$2=\"new\"; print; print NF}' left.txt; awk 'BEGIN{OFS=\"-\"}{$1=$1}1' left.txt; awk '{$5=\"e\"; print; print NF}' one.txt; awk '{NF=1; print}' left.txt; awk '{$0=\"a b c\"; print $2, NF}' one.txt; awk -F, -v OFS=';' '{print $1,$2}' left.txt; awk -F'[ :]+' '{print $2}' users.txt; awk -Ft '{print $1}' left.txt; awk -F'\\t' '{print $2}' table.txt; awk -F '|' '{print $1}' one.txt",
      "awk -v x=5 'BEGIN{print x+1}'; awk '{print v $0}' v=1 one.txt v=2 one.txt; awk 'BEGIN{print ARGC, ARGV[0], ARGV[1]}' a b; awk 'BEGIN{print ENVIRON[\"HOME\"]}'; awk '{print FILENAME, FNR, NR}' one.txt nonl.txt; awk -v 's=a\\tb' 'BEGIN{print s}'; awk -f script.awk users.txt; awk -f nosuch",
      "awk 'BEGIN{i=0; while(i<3){print i; i++}; do {i--} while(i>1); print i; for(;;){if(i++>5)break; if(i==3)continue}; print i}'; awk 'function f(a,b){b=a*2; return b+1} BEGIN{print f(3), f(f(1))}'; awk 'function fact(n){return n<=1?1:n*fact(n-1)} BEGIN{print fact(10), fact(20)}'; awk 'function g(a){a[1]=5} BEGIN{g(z); print z[1]}'",
      "awk 'NR==1,NR==3' lines.txt; awk '/line 5/,/line 7/{print NR}' lines.txt; awk 'BEGIN{exit 3} END{print \"end\"}'; echo $?; awk '{exit}END{print NR}' lines.txt; awk 'NR%10==0' lines.txt; awk '{next; print} END{print \"x\"}' a.txt; awk 'BEGIN{getline; print \"got \" $0; getline x; print x}' a.txt; awk 'BEGIN{while((getline l < \"a.txt\")>0) n++; print n; close(\"a.txt\"); print (getline l < \"nosuch\")}'",
      'awk \'BEGIN{print "a" "b" 1+1; print 1 " " 2; print -1 " " -1; print 1>2 ? "y" : "n"}\'; awk \'BEGIN{print (1>2) ? "y" : "n"; print 2 < 10, "2" < "10", "abc" ~ /b/, "abc" ~ "^a.c$", "a" !~ /a/}\'; awk \'$1>2\' left.txt; awk \'$2~/^t/{print $1}\' left.txt; awk \'$1==2{print "two"}\' left.txt; awk \'length($0)>5\' a.txt; awk \'$3 > 500 {print $1}\' FS=: users.txt',
      'awk \'BEGIN{RS=""}{print NR": "$1; print NF}\' a.txt; awk \'BEGIN{RS=":"}{print}\' one.txt; awk -v RS=\'[0-9]+\' \'{print}\' left.txt | head -n 3; awk \'BEGIN{ORS="|"}1\' a.txt; awk \'BEGIN{RS="e"} END{print NR}\' a.txt; awk \'BEGIN{FS=","; RS=""} {print $1}\' blank.txt; awk 1 nonl.txt; awk 1 nosuch a.txt; awk 1 dir',
      "awk 'BEGIN{print substr(\"x\"; }'; awk '{print $1' a.txt; awk 'BEGIN{print 1/0}'; awk '@' a.txt; awk 'BEGIN{f(1)}'; awk 'BEGIN { if }'; awk '/(/' a.txt; awk -q 1; awk -F; awk 'BEGIN{getline < }'; awk 'BEGIN{x[1]=1; x=2}'; awk '}'; awk 'BEGIN{print \"abc}'",
      'awk \'BEGIN{CONVFMT="%.2g"; a=3.14159; b=a ""; print b; OFMT="%.3f"; print a, 17, 1e20, 2^53, 2^31, -2^31, 2147483648}\'; awk \'BEGIN{print 1e15, 1e16, 1e17, 1e18, 123456.789, 1234567.89, 0.000001, 1e-7}\'; awk \'BEGIN{print "0x1A"+0, "1e2x"+0, ".5."+0, "+3"+0, "abc"+0, " 12 "+0}\'; awk \'BEGIN{print substr("hello",1.5,2), index("",""), length(12345), 1=="1", "1"==1.0}\'; awk \'BEGIN{printf "%c", 256; printf "%c", ""; printf "%5c|", "x"; print ""}\' | od -c',
      "cat log.txt | awk -F'[][]' '{print $2+0}' ; cat log.txt | awk '/ramoops/{c++} END{print c+0}'; cat log.txt | awk '{sub(/^\\[ *[0-9.]+\\] /,\"\"); print}' | head -n 3; awk 'BEGIN{for(i=1;i<=3;i++) s = s (s==\"\"?\"\":\",\") i; print s}'; awk '{a[NR]=$0} END{for(i=NR;i>0;i--) print a[i]}' a.txt; awk '{printf \"%-10s%s\\n\", $1, $2}' left.txt; awk 'NF' blank.txt; awk '{print NR \":\" $0}' a.txt; awk '{ $1=\"\"; print substr($0,2) }' left.txt; awk 'BEGIN { while (\"cat left.txt\" | getline line) n++; print n }'",
    ],
    [
      'awk \'BEGIN{"echo hi" | getline x; print x; print "b\\na" | "sort"; close("sort"); print "done"}\'; awk \'{print > "out"} END{close("out"); while((getline l < "out")>0) print "r", l}\' one.txt; awk \'BEGIN{print "x" > "/dev/stderr"; print "y" >> "o2"; system(""); r=system("exit 3"); print r}\'; cat o2',
    ],
  ),
} satisfies CommandSpec;
