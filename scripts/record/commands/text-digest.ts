/** Checksums, base64 and gzip. */

import type { CommandSpec } from '../commands-spec.ts';
import { cases, files } from './text-files.ts';

export default {
  files,
  packages: ['coreutils', 'gzip'],
  cases: cases(
    [
      'md5sum a.txt; md5sum a.txt dump.bin empty; md5sum < a.txt; md5sum -b a.txt; md5sum -t a.txt - < one.txt; md5sum --tag a.txt; md5sum -z a.txt | od -c',
      'sha1sum a.txt empty; sha224sum a.txt empty; sha256sum a.txt empty dump.bin lines.txt; sha384sum a.txt empty; sha512sum a.txt empty lines.txt; b2sum a.txt empty; b2sum -l 128 a.txt; sha256sum --tag a.txt; sha512sum --tag one.txt',
      'cksum a.txt empty dump.bin; cksum < a.txt; cksum nosuch a.txt dir; sum a.txt dump.bin; sum -s a.txt dump.bin; sum < a.txt; sum nosuch; sum -s < a.txt; cksum -q; cksum -a md5 a.txt; cksum -a sha256 --untagged a.txt; cksum -a bsd a.txt; cksum -a sysv a.txt; cksum -a sha1 a.txt one.txt; cksum -a x a.txt; cksum -a blake2b one.txt; cksum -a crc one.txt',
      'md5sum nosuch; md5sum dir a.txt; md5sum -q; md5sum --quiet a.txt; md5sum --status a.txt; md5sum -c --tag a.txt; md5sum --bogus; md5sum --warn a.txt; md5sum --strict a.txt; md5sum -bt a.txt; md5sum --tag -t a.txt; md5sum -c -b a.txt; md5sum --ignore-missing a.txt',
      'base64 a.txt; base64 dump.bin; base64 -w 20 a.txt; base64 -w0 a.txt; base64 a.txt | base64 -d; echo aGVsbG8K | base64 -d; echo "aGVs bG8K" | base64 -d; echo "aGVs!bG8K" | base64 -di; printf aGVsbG8 | base64 -d; base64 -w x a.txt; base64 nosuch; base64 a b; base64 -q; base64 dir; base64 empty; echo "a===" | base64 -d; base64 -d nul.bin; base32 a.txt; base32 a.txt | base32 -d; printf "aGk=aGk=" | base64 -d; base64 < one.txt; base64 -',
      'gzip -nc6 one.txt | od -An -tx1; gzip -nc6 a.txt | od -An -tx1; gzip -nc6 lines.txt | md5sum; gzip -nc log.txt users.txt | md5sum; gzip -nc long.txt | md5sum; gzip -nc dump.bin | md5sum; seq 20000 | gzip -n | md5sum; seq 20000 | gzip -n9 | md5sum; seq 20000 | gzip -n1 | md5sum',
    ],
    [
      'md5sum a.txt one.txt > sums; md5sum -c sums; md5sum -c --quiet sums; md5sum --status -c sums; echo $?; echo x >> a.txt; md5sum -c sums; md5sum --quiet -c sums; md5sum --status -c sums; echo $?; md5sum -c < sums',
      'sha256sum a.txt > sums; echo junk >> sums; sha256sum -c sums; sha256sum -w -c sums; sha256sum --strict -c sums; echo $?; sed s/a.txt/nosuch/ sums > s2; sha256sum -c s2; sha256sum --ignore-missing -c s2; sha256sum --tag a.txt > s3; sha256sum -c s3; echo junk > s4; sha256sum -c s4; sha256sum -c nosuch; sha256sum -c dir; sha256sum -c empty',
      "touch 'a b' 'back\\slash' 'new\nline'; md5sum 'a b' 'back\\slash' 'new\nline'; md5sum 'a b' 'back\\slash' 'new\nline' > sums; md5sum -c sums; md5sum --tag 'back\\slash'; sha1sum a.txt nosuch | sha1sum -c; md5sum *.txt | md5sum; printf '%s *one.txt\\n' $(md5sum < one.txt | cut -c1-32) | md5sum -c; md5sum one.txt | tr a-f A-F | md5sum -c",
      'gzip lines.txt; ls lines.txt*; gzip -d lines.txt.gz; ls lines.txt*; cksum lines.txt; gzip -k a.txt; ls a.txt*; gzip -c a.txt | gzip -dc; gzip < a.txt | zcat; zcat a.txt.gz; gunzip -c a.txt.gz; gunzip -k a.txt.gz; echo $?',
      'gzip -l a.txt; gzip -k lines.txt a.txt; gzip -l lines.txt.gz; gzip -l lines.txt.gz a.txt.gz; gzip -lv lines.txt.gz | cut -c 1-15,29-; gzip -t lines.txt.gz; echo $?; gzip -tv lines.txt.gz; gzip -kv lines.txt < /dev/null; rm lines.txt.gz; gzip -v lines.txt; gunzip -v lines.txt.gz; gzip -q -l lines.txt; cat lines.txt | gzip -v | gzip -l',
      'gzip nosuch; gzip dir; gzip -d a.txt; zcat a.txt; gunzip nosuch; gzip -x a.txt; gzip -dc < a.txt; gzip -t one.txt; gzip a.txt; gzip a.txt.gz; gunzip nosuch.gz; gzip -d dir; zcat nosuch.gz; gzip -r dir; ls dir dir/sub; gunzip -r dir; ls dir dir/sub; gzip link.txt; ls link.txt; gzip --bogus; zcat < empty; gzip -d < empty; gzip -d empty',
      'gzip -k one.txt; head -c 20 one.txt.gz > cut.gz; gunzip -c cut.gz; cat one.txt.gz one.txt.gz | zcat; (cat one.txt.gz; echo junk) | zcat; gzip -S .z -k one.txt; ls one*; gunzip -S .z -c one.txt.z; gzip -9c dump.bin | zcat | cksum; gzip -1 < long.txt | gunzip | cksum; gzip -n < one.txt | od -An -tx1 -N 10; gzip -c empty | od -An -tx1 -N 10 ; gzip -nc one.txt | od -An -tx1; echo "bad" | gzip -d; gzip -fdc a.txt; zcat -f a.txt',
    ],
  ),
} satisfies CommandSpec;
