"""Records what Linux's line discipline echoes and gives to its reader: `python3 scripts/record/terminal.py` writes
test/fixtures/tty/line-discipline.json. Each case types bytes at a fresh pseudo terminal with the settings it is born with
(canonical, or raw as readline sets it), takes the echo of each, and then reads until nothing more is there."""
import json, os, platform, pty, random, select, termios

BYTES = [3, 4, 8, 9, 10, 13, 17, 18, 19, 21, 22, 23, 26, 27, 28, 127, 0, 32, 32, 95, 0xC3, 0xA9] + list(b"abcxyz019.-/")
RNG = random.Random(1)


def drain(master):
    """What was echoed; a signal character would throw away what nobody has taken yet."""
    echo = b""
    while select.select([master], [], [], 0.004)[0]:
        echo += os.read(master, 65536)
    return echo


def case(typed, raw):
    """Recorded until two runs agree: the echo comes from a kernel thread, in its own time."""
    last = None
    while True:
        now = once(typed, raw)
        if now == last:
            return now
        last = now


def once(typed, raw):
    master, slave = pty.openpty()
    if raw:
        settings = termios.tcgetattr(slave)
        settings[0] &= ~(termios.ICRNL | termios.INLCR)
        settings[3] &= ~(termios.ICANON | termios.ECHO)
        termios.tcsetattr(slave, termios.TCSANOW, settings)
    os.set_blocking(slave, False)
    os.set_blocking(master, False)
    echo = b""
    for at in range(len(typed)):
        os.write(master, typed[at:at + 1])
        echo += drain(master)
    reads = []
    while True:
        try:
            data = os.read(slave, 8192)
        except BlockingIOError:
            break
        reads.append(data.hex())
        if len(reads) > 200:
            break
    os.close(master)
    os.close(slave)
    return {"raw": raw, "typed": typed.hex(), "echo": echo.hex(), "reads": reads}


fixed = [
    b"hello\r", b"abx\x7fc\r", b"one two\x17three\x15\n", b"\x16\x03q\n", b"\x04", b"abc\x04", b"a\x04b\x04\x04", b"a\tb\x7f\x7fc\n",
    b"tab\there\x15x\n", b"\x01\x02\x7f\x7f\x7f\n", b"a b  c  \x17\x17d\n", b"foo.bar-baz\x17\n", b"caf\xc3\xa9\x7f\x7f\n", b"x\x12y\n",
    b"ab\x03cd\n", b"ab\x1ccd\n", b"ab\x1acd\n", b"\n\n\n", b"a\nb\nc\n", b"q\x00r\n", b"x" * 80 + b"\n", b"\x7f\x15\x17\n",
]  # fmt: skip
cases = [case(typed, raw) for typed in fixed for raw in (False, True)]
for _ in range(300):
    typed = bytes(RNG.choice([b for b in BYTES if b not in (17, 19)]) for _ in range(RNG.randint(1, 40)))
    cases.append(case(typed, RNG.random() < 0.2))
target = os.path.join(os.path.dirname(__file__), "../../test/fixtures/tty/line-discipline.json")
with open(target, "w") as out:
    out.write('{"provenance": %s,\n"cases": [\n' % json.dumps(f"Linux {platform.release()}, pseudo terminal; python3 scripts/record/terminal.py"))
    out.write(",\n".join(json.dumps(one) for one in cases))
    out.write("\n]}\n")
print(len(cases), "cases")
