"""Reads what kexec-tools and kdump-tools said on a real machine: `kdump-console.py CONSOLE > OUT.json`.

The machine: QEMU 7.2 `-M pc -cpu qemu64 -m 512`, software emulation, Debian's kernel with `nokaslr crashkernel=128M`, an initial RAM disk with BusyBox,
kexec-tools 2.0.25, kdump-tools 1.8.1, makedumpfile 1.7.2 of Debian 12, and without `sysctl`; for `-disabled` BusyBox and kexec-tools alone. Its /init runs commands and prints `$ COMMAND` before each and
`= STATUS` behind it.
Commands whose output is the kernel's (iomem, free, dmesg) or of other programs are left out: other suites have those. Of those that change what is loaded or
reserved the output is null.
"""
import json, re, sys

PROGRAMS = re.compile(r'(kexec|kdump-config|cat /sys/kernel/kexec|(cat|echo .*) /proc/sys/kernel/kexec)')


def commands(path):
    text = open(path, encoding='latin-1').read().replace('\r\n', '\n')
    found = re.findall(r'^\$ (.*)\n((?:.*\n)*?)= (\d+)$', text, re.M)
    for run, output, status in found:
        if ' -d ' in run or re.match(r'echo .*kexec_(crash_size|load_disabled)', run):
            yield {'run': run, 'output': None, 'status': int(status)}
            continue
        if not PROGRAMS.match(run):
            continue
        # The kernel's own lines go to the same console.
        lines = [line for line in output.splitlines(True) if not re.match(r'\[ *\d+\.\d{6}\]', line)]
        yield {'run': run, 'output': ''.join(lines), 'status': int(status)}


def main(console):
    session = list(commands(console))
    line = re.search(r'Command line: (.*)', open(console, encoding='latin-1').read()).group(1).rstrip()
    json.dump({'commandLine': line, 'session': session}, sys.stdout, indent=1)
    print()


main(*sys.argv[1:])
