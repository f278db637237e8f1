"""Records what bash makes of history references: test/fixtures/history-expansion.json.

    python3 scripts/record/history-expansion.py > test/fixtures/history-expansion.json

Each line is given to an interactive bash 5.2.15 whose history holds the four lines below. What bash shows before it runs the line is
kept: the expanded line, or its complaint. Commands that run after that complain behind it; only the first line counts.
"""
import json
import os
import subprocess
import tempfile

HISTORY = ["echo one two three", "ls -l /usr/lib/foo.tar.gz", 'cat a|wc -l;echo "x y" z', "mkdir d"]
LINES = r"""
!!
!$
echo !$
!1
!-2
!-9
!9
!ec
!cat:0
!?tar?
!?tar?:%
!?nope
!!:$
!1:2
!1:1-2
!1:^
!1^
!1:*
!1*
!1:2*
!1:-2
!1:1-
!1:9
!1:3-1
!1:2-9
!1:2-$
!2:$:h
!2$:t
!2:$:r
!2:$:e
!2:2:t:r
!2:-1
!2-1
!1:p
!1:h
!4:t
!1:s/two/2/
!1:s/e/E/
!1:gs/e/E/
!1:as/e/E/
!1:Gs/e/E/
!1:s/zz/y/
!1:s/two/&&/
!1:s/two/a\&b/
!1:s/two
!1:s,two,2,
!1:s//x/
!1:&
!1:s/one/1/:s/two/2/
!1:s/two/2/ !1:&
!1:q
!1:x
!1:z
echo a !#
echo a b !#:1
^mkdir^rmdir
^d^x^ y
^q^x
!3:0
!3:3
!3:$
!3:*
!3:4-6
! x
x!
a!=b
"!!"
'!!'
"a!"
\!!
${!x}
[!a]
!!:0 !!:1
!ls:s/foo/bar/:h
!:0
!^
!*
!-1
!mk:*
!{x}
echo !?one?:2
!!!!
!;
!|x
!1;!4
!ls$
!ls^
!ls*
!mk-1
!ls-
!ls%
!mk'x'
"!mk"
!1:$
!1-$
!1:-
a "!1" b
!"
""".strip("\n").split("\n")

cases = []
for line in LINES:
    with tempfile.TemporaryDirectory() as home:
        with open(f"{home}/history", "w") as file:
            file.write("\n".join(HISTORY) + "\n")
        environment = {"HOME": home, "HISTFILE": f"{home}/history", "PATH": "/nowhere", "PS1": "", "PS2": "", "LC_ALL": "C"}
        shell = subprocess.run(
            ["/bin/bash", "--norc", "--noprofile", "-i"], input=line + "\n", env=environment, cwd=home, capture_output=True, text=True
        )
    shown = [text for text in shell.stderr.split("\n") if "job control" not in text and "process group" not in text]
    # The line itself is echoed first.
    answer = shown[1]
    if answer.startswith("bash: ") and not answer.endswith((": command not found", ": No such file or directory", "indirect expansion")):
        cases.append({"line": line, "complaint": answer.removeprefix("bash: ")})
    elif answer.startswith("bash: ") or answer == "exit":
        cases.append({"line": line, "expanded": None})
    else:
        cases.append({"line": line, "expanded": answer})
version = subprocess.run(["/bin/bash", "--version"], capture_output=True, text=True).stdout.split("\n")[0]
print(json.dumps({"provenance": f"{version}; python3 scripts/record/history-expansion.py", "history": HISTORY, "cases": cases}, indent=1))
