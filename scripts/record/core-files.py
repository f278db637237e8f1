"""Records the core files that real Linux writes, in the format of test/fixtures/core-files:
`core-files.py ARCHITECTURE VMLINUZ BUSYBOX CRASHME TARGET`.

The guest's /init is `core-files/init.sh`, which runs each line of `core-files/cases.txt` (a name, and a command for the shell) with a core_pattern of its own.
CRASHME is the machine's own program of that name, so that both systems run the same file. What is compiled code of the kernel (the vDSO's
pages, and those of the vectors of 32-bit ARM) is replaced by zeros; of programs that are not CRASHME only the notes are kept. QEMU 7.2, software emulation, 256 MiB (POWER: 1024).
"""
import base64, gzip, json, os, re, struct, subprocess, sys, tempfile

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'core-files')
PSERIES = 'pseries,cap-cfpc=broken,cap-sbbc=broken,cap-ibs=broken,cap-ccf-assist=off'
MACHINES = {
    'x86_64': ('qemu-system-x86_64 -M pc', 256, 'console=ttyS0,115200'),
    'arm64': ('qemu-system-aarch64 -M virt -cpu cortex-a57', 256, 'console=ttyAMA0'),
    'arm': ('qemu-system-arm -M virt,highmem=off -cpu cortex-a15', 256, 'console=ttyAMA0'),
    'ppc64le': (f'qemu-system-ppc64 -M {PSERIES} -cpu power9', 1024, 'console=hvc0'),
}
FOLDERS = 'bin dev proc sys tmp'.split()
PF_X, PF_W = 1, 2


def initramfs(folder, busybox, crashme):
    root = f'{folder}/root'
    for name in FOLDERS:
        os.makedirs(f'{root}/{name}')
    for source, target in ((busybox, 'bin/busybox'), (crashme, 'bin/crashme'), (f'{HERE}/init.sh', 'init'), (f'{HERE}/cases.txt', 'script')):
        subprocess.run(['cp', source, f'{root}/{target}'], check=True)
        os.chmod(f'{root}/{target}', 0o755)
    subprocess.run(f'find . | cpio -o -H newc -R 0:0 --quiet | gzip > {folder}/initrd', shell=True, cwd=root, check=True)
    return f'{folder}/initrd'


def without_kernel_code(core, program_end):
    """Zeros in place of the bytes of mappings that the kernel makes: executable, above the program, not the stack."""
    core = bytearray(core)
    wide = core[4] == 2
    first, count = (struct.unpack_from('<Q', core, 32)[0], 56) if wide else (struct.unpack_from('<I', core, 28)[0], 44)
    entries = struct.unpack_from('<H', core, count)[0]
    for index in range(entries):
        at = first + index * (56 if wide else 32)
        if at + (56 if wide else 32) > len(core):
            break
        if wide:
            kind, flags, offset, start, _, size = struct.unpack_from('<IIQQQQ', core, at)
        else:
            kind, offset, start, _, size, _, flags = struct.unpack_from('<IIIIIII', core, at)
        if kind == 1 and flags & PF_X and not flags & PF_W and start >= program_end:
            end = min(offset + size, len(core))
            core[offset:end] = bytes(max(0, end - offset))
    return bytes(core)


def notes_end(core):
    wide = core[4] == 2
    return sum(struct.unpack_from('<Q', core, 64 + at)[0] for at in (8, 32)) if wide else sum(struct.unpack_from('<I', core, 52 + at)[0] for at in (4, 16))


def main(architecture, kernel, busybox, crashme, target):
    qemu, ram, words = MACHINES[architecture]
    with tempfile.TemporaryDirectory() as folder:
        initrd = initramfs(folder, busybox, crashme)
        options = ['-m', str(ram), '-kernel', kernel, '-initrd', initrd, '-append', words, '-no-reboot', '-net', 'none']
        quiet = ['-display', 'none', '-monitor', 'none', '-serial', f'file:{folder}/console']
        subprocess.run(qemu.split() + options + quiet, check=True, timeout=900)
        with open(f'{folder}/console', encoding='latin-1', newline='') as file:
            console = file.read().replace('\r', '')
    with open(f'{target}.console', 'w') as file:
        file.write(console)
    release = re.search(r'Linux version (\S+)', console).group(1)
    with open(f'{HERE}/cases.txt') as file:
        cases = dict(line.rstrip('\n').split(' ', 1) for line in file)
    found = {}
    for name, size, blocks, text in re.findall(r'^@@CORE core\.(\S+) (\d+) (\d+)\n((?:[\w+/=]+\n)*)', console, re.M):
        core = gzip.decompress(base64.b64decode(text))
        assert len(core) == int(size)
        with open(f'{target}.{name}', 'wb') as file:
            file.write(core)
        core = core[:notes_end(core)] if 'crashme' not in cases[name] else without_kernel_code(core, 0x20000000)
        core = gzip.compress(core, 9, mtime=0)
        found[name] = {'sizeBytes': int(size), 'blocks': int(blocks), 'core': base64.b64encode(core).decode()}
    recording = {'architecture': architecture, 'kernel': release, 'commandLine': words, 'ramMiB': ram,
                 'cases': [{'name': name, 'command': command, **found.get(name, {'core': None})} for name, command in cases.items()]}
    with open(f'{target}.json', 'w') as file:
        file.write(json.dumps(recording, indent=1) + '\n')


main(*sys.argv[1:])
