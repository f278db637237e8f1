"""Records what real Linux answers to commands about phram, MTD and dd, in the format of test/fixtures/linux/phram-*-transcript.txt:
`phram.py VMLINUZ MODULES BUSYBOX OUTPUT [GNU-TOOL ...] < COMMANDS`.

MODULES is lib/modules/RELEASE of an unpacked Debian package; the guest's /init is `phram/init.sh`, which runs each line of COMMANDS
(`phram/*.txt`) by `sh -c` in a folder with the modules. GNU tools, with the libraries they need, come before BusyBox's in the path, and dash is
the shell then.
Messages are those of `dmesg` without time stamps, repeats folded; the text of a warning but its first line, and all from an oops on, is
left out.
QEMU 7.2, i440FX, 128 MiB.
"""
import os, re, subprocess, sys, tempfile

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'phram')
WANTED = 'mtd phram mtd_blkdevs mtdblock mtdoops reed_solomon ramoops'.split()
PARAMETERS = ('console=ttyS0,115200 nokaslr panic=1 rdinit=/init mitigations=off tsc=reliable no_timer_check cryptomgr.notests '
              'random.trust_cpu=on memmap=1M$0x5000000')


def copy_program(root, folder, path):
    os.makedirs(f'{root}/{folder}', exist_ok=True)
    subprocess.run(['cp', '-L', path, f'{root}/{folder}/'], check=True)
    listing = subprocess.run(['ldd', path], capture_output=True, text=True).stdout
    for library in re.findall(r'(/\S+) \(0x', listing):
        os.makedirs(f'{root}{os.path.dirname(library)}', exist_ok=True)
        subprocess.run(['cp', '-L', library, f'{root}{library}'], check=True)


def copy_modules(root, folder):
    os.makedirs(f'{root}/modules')
    for path, _, names in os.walk(folder):
        for name in names:
            if name.split('.ko')[0] in WANTED and '.ko' in name:
                target = f'{root}/modules/{name}'
                subprocess.run(['cp', f'{path}/{name}', target], check=True)
                if name.endswith('.xz'):
                    subprocess.run(['xz', '-d', target], check=True)


def folded(lines):
    result = []
    for line in lines:
        if result and result[-1][0] == line:
            result[-1][1] += 1
        else:
            result.append([line, 1])
    return [line if count == 1 else f'{line}  (x{count})' for line, count in result]


def without_stack_dumps(lines):
    result, inside = [], False
    for line in lines:
        if line.startswith('BUG: '):
            break
        if line.startswith('------------[ cut here'):
            inside = True
        elif not inside or line.startswith('ioremap on RAM'):
            result.append(line)
        if line.startswith('---[ end trace'):
            inside = False
    return result


def main(kernel, modules, busybox, output, *tools):
    with tempfile.TemporaryDirectory() as folder:
        root = f'{folder}/root'
        copy_program(root, 'bin', busybox)
        copy_modules(root, modules)
        for tool in tools:
            copy_program(root, 'gnu', tool)
        subprocess.run(['cp', f'{HERE}/init.sh', f'{root}/init'], check=True)
        os.chmod(f'{root}/init', 0o755)
        with open(f'{root}/script', 'w') as file:
            file.write(sys.stdin.read())
        subprocess.run(f'find . | cpio -o -H newc -R 0:0 --quiet | gzip > {folder}/initrd', shell=True, cwd=root, check=True)
        qemu = ['qemu-system-x86_64', '-M', 'pc', '-m', '128', '-kernel', kernel, '-initrd', f'{folder}/initrd', '-append', PARAMETERS]
        quiet = ['-rtc', 'base=2024-03-01T12:00:00', '-net', 'none', '-display', 'none', '-monitor', 'none', '-no-reboot']
        serial = ['-serial', f'file:{folder}/console', '-serial', f'file:{folder}/out']
        subprocess.run(qemu + quiet + serial, check=True, timeout=900)
        with open(f'{folder}/out', encoding='latin-1', newline='') as file:
            text = file.read().replace('\r', '')
        with open(f'{folder}/console', encoding='latin-1') as file:
            release = re.search(r'Linux version (\S+)', file.read()).group(1)
    commands, messages = text.split('\n== kernel messages\n')
    lines = [re.sub(r'^\[ *\d+\.\d+\] ', '', line) for line in messages.splitlines()]
    lines = [line for line in lines if not re.match('(tsc|clocksource): ', line)]
    shown = 'Debian 12 (dash, coreutils 9.1)' if tools else 'busybox 1.35'
    head = [f'Commands typed in a guest running Debian {release}, reserved RAM 1 MiB at 0x5000000, shell and tools from {shown};',
            f"recorded by scripts/record/phram.py. '[rc=N]' is the exit status.", '', f'kernel {release}', '']
    with open(output, 'w') as file:
        file.write('\n'.join(head) + commands + '\n== kernel messages (repeats folded)\n')
        file.write('\n'.join(folded(without_stack_dumps(lines))) + '\n')


main(*sys.argv[1:])
