"""Records pstore/blk on a partition: `pstore-blk.py VMLINUZ MODULES BUSYBOX LKDTM OUTPUT < BOOTS`.

MODULES is lib/modules/RELEASE of an unpacked Debian package, LKDTM the folder of lkdtm.ko built for it; `-` for both where a kernel has all built
in. BOOTS has one list of commands a boot (`pstore-blk/*.txt`); a line `== words` begins one, with words for the kernel's command line. The guest's
/init is `pstore-blk/init.sh`. OUTPUT (JSON) has of each boot what was typed and answered, `  | ` before messages of the kernel, and the first
partition afterwards. QEMU 7.2, i440FX, 128 MiB, a virtio disk whose partitions are 64 KiB, 1 MiB, 2 KiB and 6 KiB.
"""
import base64, gzip, json, os, re, struct, subprocess, sys, tempfile

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'pstore-blk')
ORDER = ('virtio_ring virtio virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci virtio_blk crc16 crc32c_generic mbcache jbd2 ext4 '
         'reed_solomon').split()
OTHERS = 'ramoops pstore_zone pstore_blk lkdtm efi-pstore'.split()
PARAMETERS = ('console=ttyS0,115200 nokaslr panic=1 rdinit=/init mitigations=off tsc=reliable no_timer_check cryptomgr.notests '
              'random.trust_cpu=on memmap=1M$0x5000000')
PARTITIONS = [(2048, 128), (4096, 2048), (8192, 4), (8200, 12)]


def copy_program(root, folder, path):
    os.makedirs(f'{root}/{folder}', exist_ok=True)
    subprocess.run(['cp', '-L', path, f'{root}/{folder}/'], check=True)


def copy_modules(root, folders):
    os.makedirs(f'{root}/modules')
    found = set()
    for folder in folders:
        for path, _, names in os.walk(folder):
            for name in names:
                module = re.match(r'(.*)\.ko(\.xz)?$', name)
                if module and module.group(1) in ORDER + OTHERS:
                    target = f'{root}/modules/{name}'
                    subprocess.run(['cp', f'{path}/{name}', target], check=True)
                    if name.endswith('.xz'):
                        subprocess.run(['xz', '-d', target], check=True)
                    found.add(module.group(1))
    with open(f'{root}/modules/order', 'w') as file:
        file.write(' '.join(name for name in ORDER if name in found))


def make_disk(path):
    table = bytearray(512)
    for number, (start, count) in enumerate(PARTITIONS):
        struct.pack_into('<B3sB3sII', table, 446 + 16 * number, 0, bytes(3), 0xda, bytes(3), start, count)
    table[510:] = b'\x55\xaa'
    with open(path, 'wb') as file:
        file.write(table)
        file.truncate(16384 * 512)


def partition(path):
    start, count = PARTITIONS[0]
    with open(path, 'rb') as file:
        file.seek(start * 512)
        return file.read(count * 512)


def boot(kernel, folder, root, words, commands):
    with open(f'{root}/script', 'w') as file:
        file.write(commands)
    subprocess.run(f'find . | cpio -o -H newc -R 0:0 --quiet | gzip -1 > {folder}/initrd', shell=True, cwd=root, check=True)
    disk = ['-drive', f'if=virtio,format=raw,file={folder}/disk']
    qemu = ['qemu-system-x86_64', '-M', 'pc', '-m', '128', '-kernel', kernel, '-initrd', f'{folder}/initrd', '-append', f'{PARAMETERS} {words}']
    quiet = ['-rtc', 'base=2024-03-01T12:00:00', '-net', 'none', '-display', 'none', '-monitor', 'none', '-no-reboot']
    serial = ['-serial', f'file:{folder}/console', '-serial', f'file:{folder}/out']
    subprocess.run(qemu + disk + quiet + serial, check=True, timeout=900)
    with open(f'{folder}/out', encoding='latin-1', newline='') as file:
        text = file.read().replace('\r', '')
    image = base64.b64encode(gzip.compress(partition(f'{folder}/disk'), 9, mtime=0)).decode()
    return {'words': words, 'text': text, 'partition': image}


def main(kernel, modules, busybox, lkdtm, output):
    with tempfile.TemporaryDirectory() as folder:
        root = f'{folder}/root'
        copy_program(root, 'bin', busybox)
        copy_modules(root, [path for path in (modules, lkdtm) if path != '-'])
        subprocess.run(['cp', f'{HERE}/init.sh', f'{root}/init'], check=True)
        os.chmod(f'{root}/init', 0o755)
        make_disk(f'{folder}/disk')
        boots = []
        for part in re.split(r'^== ?', sys.stdin.read(), flags=re.M)[1:]:
            words, commands = part.split('\n', 1)
            boots.append(boot(kernel, folder, root, words, commands))
        with open(f'{folder}/console', encoding='latin-1') as file:
            release = re.search(r'Linux version (\S+)', file.read()).group(1)
    with open(output, 'w') as file:
        json.dump({'kernel': release, 'boots': boots}, file, indent=1)
        file.write('\n')


main(*sys.argv[1:])
