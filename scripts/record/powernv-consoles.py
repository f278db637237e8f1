"""Records consoles of real Linux on QEMU's PowerNV machine, in the format of test/fixtures/linux-powernv, or, with MACHINE=pseries in the
environment, on its pseries: `powernv-consoles.py NAME VMLINUX BUSYBOX FOLDER [CPUS [RAM_MIB [PARAMETERS [MONITOR]]]] < SCRIPT`.

The guest's /init is BusyBox' shell with two words of its own: `say`, and `log`, which writes `dmesg -r` to the console; that part is taken
out and becomes `NAME.dmesg.log.gz`. MONITOR is a command for QEMU's monitor, given when the script has said `@@MON`.
The recording ends when the firmware starts again, or 10 s after the kernel's last words; on pseries it begins with the kernel's first word.
QEMU 7.2, software emulation, the firmware that comes with it.
"""
import gzip, json, os, re, socket, subprocess, sys, tempfile, time

INIT = '''#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mount -t debugfs debugfs /sys/kernel/debug 2>/dev/null
say() { echo "$1" >/dev/console; }
log() { say @@LOG; dmesg -r >/dev/console; say @@LOGEND; }
. /script
say @@END
while :; do sleep 1000; done
'''
MACHINES = {
    'powernv9': {'options': ['-M', 'powernv9'], 'start': 'OPAL v7.0 starting', 'first': r'^\[[^\n]*OPAL v7\.0 starting', 'firmware': 'skiboot v7.0',
                 'panic': 'none'},
    'pseries': {'options': ['-M', 'pseries,cap-cfpc=broken,cap-sbbc=broken,cap-ibs=broken,cap-ccf-assist=off', '-cpu', 'power9'],
                'start': 'SLOF\x1b', 'first': r'\[    0\.000000\]', 'firmware': 'SLOF',
                'panic': 'shutdown'},
}
MACHINE = os.environ.get('MACHINE', 'powernv9')
KIND = MACHINES[MACHINE]
LIMIT_S = 400


def initramfs(folder, busybox, script):
    root = f'{folder}/root'
    for name in ('bin', 'proc', 'sys', 'dev'):
        os.makedirs(f'{root}/{name}')
    subprocess.run(['cp', busybox, f'{root}/bin/busybox'], check=True)
    for name, text in (('init', INIT), ('script', script)):
        with open(f'{root}/{name}', 'w') as file:
            file.write(text)
    os.chmod(f'{root}/init', 0o755)
    subprocess.run(f'find . | cpio -o -H newc -R 0:0 --quiet | gzip > {folder}/initrd', shell=True, cwd=root, check=True)
    return f'{folder}/initrd'


def record(folder, kernel, initrd, words, cpus, ram, monitor):
    options = [*KIND['options'], '-smp', str(cpus), '-m', str(ram), '-kernel', kernel, '-initrd', initrd, '-append', words,
               '-nic', 'none', '-display', 'none', '-serial', 'stdio', '-monitor', f'unix:{folder}/monitor,server,nowait']
    machine = subprocess.Popen(['qemu-system-ppc64', *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    os.set_blocking(machine.stdout.fileno(), False)
    out, start, last, told = b'', time.time(), time.time(), False
    while machine.poll() is None and time.time() - start < LIMIT_S:
        data = machine.stdout.read() or b''
        out, last = out + data, time.time() if data else last
        if monitor and not told and b'\n@@MON' in out:
            told = True
            with socket.socket(socket.AF_UNIX) as line:
                line.connect(f'{folder}/monitor')
                time.sleep(1)
                line.sendall(monitor.encode() + b'\n')
                time.sleep(1)
        if out.count(KIND['start'].encode()) > 1 or (b'reboot: ' in out and time.time() - last > 10):
            break
        time.sleep(0.05)
    out += machine.stdout.read() or b''
    machine.kill()
    return out


def keep(path, text):
    with open(path, 'wb') as file:
        file.write(gzip.compress(text.encode('latin-1'), 9, mtime=0))


def finish(out, target, name, facts):
    """The console without carriage returns and without the log, up to the next start of the firmware."""
    text = out.decode('latin-1').replace('\r', '')
    starts = [match.start() for match in re.finditer(re.escape(KIND['start']), text)]
    starts = [text.rindex('\n', 0, start) + 1 if MACHINE == 'powernv9' else start for start in starts]
    text = text[:starts[1] if len(starts) > 1 else None]
    text = text[re.search(KIND['first'], text, re.M).start():]
    match = re.search(r'@@LOG\n(.*?)@@LOGEND\n', text, re.S)
    if match:
        keep(f'{target}/{name}.dmesg.log.gz', match.group(1))
        text = text[:match.start()] + text[match.end():]
    keep(f'{target}/{name}.console.log.gz', text)
    release = re.search(r'Linux version (\S+)', text).group(1)
    recording = {'name': name, 'architecture': 'ppc64le', 'machine': MACHINE, 'firmware': KIND['firmware'], 'writerKernel': release, **facts,
                 'deviceTreeNode': None, 'qemuPanicAction': KIND['panic'], 'restarts': len(starts) > 1}
    with open(f'{target}/{name}.json', 'w') as file:
        file.write(json.dumps(recording, indent=1) + '\n')


def main(name, kernel, busybox, target, cpus=1, ram=2048, parameters='', monitor=''):
    words = f'console=hvc0 panic=1 rdinit=/init cryptomgr.notests {parameters}'.strip()
    script = sys.stdin.read()
    facts = {'kernelCommandLine': words, 'cpus': int(cpus), 'ramMiB': int(ram), 'guestScripts': [script], 'monitorCommand': monitor or None}
    with tempfile.TemporaryDirectory() as folder:
        out = record(folder, kernel, initramfs(folder, busybox, script), words, cpus, ram, monitor)
    finish(out, target, name, facts)


if __name__ == '__main__':
    main(*sys.argv[1:])
