"""Records what real Linux does with programs that dump core, in the format of test/fixtures/core-dumps:
`core-dumps.py VMLINUZ BUSYBOX CRASHME OUTPUT [GNU-TOOL ...] < COMMANDS`.

The guest's /init is `core-dumps/init.sh`; it runs each line of COMMANDS (`core-dumps/*.txt`) by a shell in a tmpfs of its own and shows
both outputs, the status and what the kernel said meanwhile. CRASHME is the file of that name of the emulated machine. GNU tools, with the libraries
they need, come before BusyBox's in the path, and dash is the shell then. QEMU 7.2, i440FX, 256 MiB, one CPU.
"""
import os, re, subprocess, sys, tempfile

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'core-dumps')
PARAMETERS = ('console=ttyS0,115200 nokaslr panic=1 rdinit=/init mitigations=off tsc=reliable no_timer_check cryptomgr.notests '
              'random.trust_cpu=on')


def copy_program(root, folder, path):
    os.makedirs(f'{root}/{folder}', exist_ok=True)
    subprocess.run(['cp', '-L', path, f'{root}/{folder}/'], check=True)
    listing = subprocess.run(['ldd', path], capture_output=True, text=True).stdout
    for library in re.findall(r'(/\S+) \(0x', listing):
        os.makedirs(f'{root}{os.path.dirname(library)}', exist_ok=True)
        subprocess.run(['cp', '-L', library, f'{root}{library}'], check=True)


def main(kernel, busybox, crashme, output, *tools):
    with tempfile.TemporaryDirectory() as folder:
        root = f'{folder}/root'
        copy_program(root, 'bin', busybox)
        copy_program(root, 'bin', crashme)
        for tool in tools:
            copy_program(root, 'gnu', tool)
        subprocess.run(['cp', f'{HERE}/init.sh', f'{root}/init'], check=True)
        os.chmod(f'{root}/init', 0o755)
        with open(f'{root}/script', 'w') as file:
            file.write(sys.stdin.read())
        subprocess.run(f'find . | cpio -o -H newc -R 0:0 --quiet | gzip -1 > {folder}/initrd', shell=True, cwd=root, check=True)
        qemu = ['qemu-system-x86_64', '-M', 'pc', '-m', '256', '-kernel', kernel, '-initrd', f'{folder}/initrd', '-append', PARAMETERS]
        quiet = ['-rtc', 'base=2024-03-01T12:00:00', '-net', 'none', '-display', 'none', '-monitor', 'none', '-no-reboot']
        serial = ['-serial', f'file:{folder}/console', '-serial', f'file:{folder}/out']
        subprocess.run(qemu + quiet + serial, check=True, timeout=900)
        with open(f'{folder}/out', encoding='latin-1', newline='') as file:
            text = file.read().replace('\r', '')
        with open(f'{folder}/console', encoding='latin-1') as file:
            release = re.search(r'Linux version (\S+)', file.read()).group(1)
    shown = 'Debian 12 (dash, coreutils 9.1)' if tools else 'busybox 1.35'
    head = [f'Commands typed in a guest running Debian {release}, shell and tools from {shown}; recorded by scripts/record/core-dumps.py.',
            "'[rc=N]' is the exit status, '[log]' the kernel's log meanwhile.", '', f'kernel {release}', '']
    lines = [re.sub(r'^(\[log\] <\d+>)\[ *\d+\.\d+\] ', r'\1', line) for line in text.splitlines()]
    lines = [line for line in lines if not re.match(r'\[log\] <\d+>(tsc|clocksource|hrtimer|random|input|e1000|ata|sr|scsi|cdrom)', line)]
    with open(output, 'w') as file:
        file.write('\n'.join(head + lines) + '\n')


main(*sys.argv[1:])
