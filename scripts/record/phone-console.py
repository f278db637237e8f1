"""Records the boot and the panic of an arm64 kernel with eight CPUs and 8 GiB: python3 scripts/record/phone-console.py KERNEL BUSYBOX OUT.

KERNEL: Debian's vmlinuz of 6.12 for arm64; BUSYBOX: its static busybox for arm64; OUT: the folder for `q612-panic.*` (`linux-phone` of the vectors). Needs
qemu-system-aarch64, dtc and cpio. QEMU's device tree gets a reserved-memory node for Qualcomm's shared memory, which no driver of this kernel takes.
"""
import gzip
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

KERNEL, BUSYBOX, OUT = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
COMMAND_LINE = 'console=ttyAMA0 panic=1 rdinit=/init cryptomgr.notests nokaslr'
NODE = ('\treserved-memory {\n\t\t#address-cells = <2>;\n\t\t#size-cells = <2>;\n\t\tranges;\n\t\tsmem@4f000000 {\n\t\t\tcompatible = "qcom,smem";\n'
        '\t\t\treg = <0 0x4f000000 0 0x200000>;\n\t\t\tno-map;\n\t\t};\n\t};\n')
INIT = """#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t proc proc /proc
mount -t devtmpfs devtmpfs /dev
exec </dev/console >/dev/console 2>&1
sleep 2
dmesg -n 1
echo @@BEGIN
dmesg -r
echo @@END
cat /proc/iomem
echo @@PANIC
dmesg -n 8
sleep 1
echo c > /proc/sysrq-trigger
"""
QEMU = ['qemu-system-aarch64', '-smp', '8', '-cpu', 'cortex-a57', '-m', '8192', '-kernel', KERNEL, '-net', 'none', '-display', 'none', '-monitor', 'none']
MACHINE = 'virt,dtb-randomness=off'

work = pathlib.Path(tempfile.mkdtemp())
root = work / 'root'
for folder in ('bin', 'proc', 'sys', 'dev', 'tmp'):
    (root / folder).mkdir(parents=True)
shutil.copy(BUSYBOX, root / 'bin/busybox')
(root / 'init').write_text(INIT)
(root / 'init').chmod(0o755)
names = '\n'.join(str(path.relative_to(root)) for path in sorted(root.rglob('*')))
archive = subprocess.run(['cpio', '-o', '-H', 'newc', '--quiet'], cwd=root, input=names.encode(), capture_output=True, check=True).stdout
(work / 'initrd').write_bytes(gzip.compress(archive))
initrd = ['-initrd', str(work / 'initrd')]
subprocess.run([*QEMU, *initrd, '-M', f'{MACHINE},dumpdtb={work}/virt.dtb', '-append', 'x'], check=True)
source = subprocess.run(['dtc', '-q', '-I', 'dtb', '-O', 'dts', f'{work}/virt.dtb'], capture_output=True, check=True, text=True).stdout
(work / 'tree.dts').write_text(source.rstrip()[:-2] + NODE + '};\n')
subprocess.run(['dtc', '-q', '-I', 'dts', '-O', 'dtb', '-o', f'{work}/tree.dtb', f'{work}/tree.dts'], check=True)
subprocess.run([*QEMU, *initrd, '-M', MACHINE, '-dtb', f'{work}/tree.dtb', '-append', COMMAND_LINE, '-no-reboot',
                '-rtc', 'base=2024-03-01T12:00:00,clock=vm', '-serial', f'file:{work}/console'], check=True, timeout=600)

text = (work / 'console').read_text('latin1').replace('\r', '')
boot, rest = text.split('@@BEGIN\n')
log, rest = rest.split('@@END\n')
iomem, panic = rest.split('@@PANIC\n')
facts = {
    'name': 'q612-panic', 'architecture': 'arm64', 'machine': 'virt', 'cpuModel': 'cortex-a57', 'board': 'qcom-phone',
    'writerKernel': '6.12.117+deb12-arm64', 'kernelCommandLine': COMMAND_LINE, 'cpus': 8, 'ramMiB': 8192, 'deviceTreeNode': NODE,
    'guestScripts': ['log\necho c > /proc/sysrq-trigger'], 'iomem': iomem, 'monitorCommand': None, 'qemuPanicAction': 'none', 'restarts': False,
}
OUT.mkdir(parents=True, exist_ok=True)
for kind, content in (('console', boot + panic), ('dmesg', log)):
    (OUT / f'q612-panic.{kind}.log.gz').write_bytes(gzip.compress(content.encode('latin1'), mtime=0))
(OUT / 'q612-panic.json').write_text(json.dumps(facts, indent=1) + '\n')
