"""Records what real Linux says of programs that fault, in the format of test/fixtures/user-faults:
`user-faults.py ARCHITECTURE VMLINUZ BUSYBOX FOLDER NAME [PARAMETERS] < SCRIPT`.

The guest's /init is `user-faults/init.sh`; SCRIPT is a part of it, with its words `run` (crashme with each letter, its status noted
in the log), `set_` (a sysctl) and `say`. The log is that of `dmesg -r`. crashme is made of `user-faults/ARCHITECTURE.S` with Debian's
cross binutils, text on pages of its own. QEMU 7.2, software emulation.
"""
import gzip, json, os, re, subprocess, sys, tempfile

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'user-faults')
PSERIES = 'pseries,cap-cfpc=broken,cap-sbbc=broken,cap-ibs=broken,cap-ccf-assist=off'
MACHINES = {
    'arm64': ('aarch64-linux-gnu-', 'qemu-system-aarch64 -M virt -cpu cortex-a57', 256, 'console=ttyAMA0 nokaslr'),
    'arm': ('arm-linux-gnueabihf-', 'qemu-system-arm -M virt,highmem=off -cpu cortex-a15', 256, 'console=ttyAMA0'),
    'ppc64le': ('powerpc64le-linux-gnu-', f'qemu-system-ppc64 -M {PSERIES} -cpu power9', 1024, 'console=hvc0'),
}
LINK = '-z separate-code'.split()
SMALL = dict.fromkeys(('arm', 'arm64'), '-z max-page-size=4096 -Ttext-segment=0x400000'.split())
FOLDERS = 'bin dev proc sys tmp'.split()


def initramfs(folder, tools, architecture, busybox, script):
    root = f'{folder}/root'
    for name in FOLDERS:
        os.makedirs(f'{root}/{name}')
    subprocess.run(['cp', busybox, f'{root}/bin/busybox'], check=True)
    subprocess.run(['cp', f'{HERE}/init.sh', f'{root}/init'], check=True)
    os.chmod(f'{root}/init', 0o755)
    with open(f'{root}/script', 'w') as file:
        file.write(script)
    subprocess.run([f'{tools}as', f'{HERE}/{architecture}.S', '-o', f'{folder}/crashme.o'], check=True)
    subprocess.run([f'{tools}ld', *LINK, *SMALL.get(architecture, []), f'{folder}/crashme.o', '-o', f'{root}/bin/crashme'], check=True)
    packed = f'find {" ".join(FOLDERS)} init script | cpio -o -H newc -R 0:0 --quiet | gzip > {folder}/initrd'
    subprocess.run(packed, shell=True, cwd=root, check=True)
    return f'{folder}/initrd'


def main(architecture, kernel, busybox, target, name, parameters=''):
    tools, qemu, ram, words = MACHINES[architecture]
    command_line = f'{words} {parameters}'.strip()
    script = sys.stdin.read()
    with tempfile.TemporaryDirectory() as folder:
        initrd = initramfs(folder, tools, architecture, busybox, script)
        options = ['-m', str(ram), '-kernel', kernel, '-initrd', initrd, '-append', command_line, '-no-reboot']
        quiet = ['-display', 'none', '-monitor', 'none', '-serial', f'file:{folder}/console']
        subprocess.run(qemu.split() + options + quiet, check=True, timeout=900)
        with open(f'{folder}/console', encoding='latin-1', newline='') as file:
            console = file.read().replace('\r', '')
    log = console[console.index('@@BEGIN\n') + 8:console.index('@@END')]
    release = re.search(r'Linux version (\S+)', log).group(1)
    recording = {'name': name, 'architecture': architecture, 'kernel': release, 'commandLine': command_line, 'ramMiB': ram,
                 'script': script.splitlines()}
    with open(f'{target}/{name}.json', 'w') as file:
        file.write(json.dumps(recording, indent=2) + '\n')
    with open(f'{target}/{name}.log.gz', 'wb') as file:
        file.write(gzip.compress(log.encode('latin-1'), 9, mtime=0))


main(*sys.argv[1:])
