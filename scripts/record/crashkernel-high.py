"""Makes test/fixtures/vmcore/crashkernel-high.json of consoles: `crashkernel-high.py FOLDER > crashkernel-high.json`.

FOLDER has KERNEL.NAME.con and KERNEL.NAME.word: the value of crashkernel= (and what follows it on the command line). QEMU 7.2, no KVM:
`-M pc -cpu qemu64 -m MEMORY` with Debian's 6.1.0-56-amd64 and 6.12.117+deb12-amd64, `-M virt,dtb-randomness=off -cpu cortex-a57 -m MEMORY` with 6.1.0-50-arm64 and
6.12.117+deb12-arm64; `quiet nokaslr rdinit=/init cryptomgr.notests`. /init printed, after `@@DMESG`, `@@IOMEM`, `@@SIZE`: lines of `dmesg -r`, /proc/iomem,
/sys/kernel/kexec_crash_size. NAME begins with the memory in GiB.
"""
import json
import pathlib
import re
import sys

kernels = {}
for word in sorted(pathlib.Path(sys.argv[1]).glob('*.word'), key=lambda path: [int(n) if n.isdigit() else n for n in re.split(r'(\d+)', path.name)]):
    kernel, name = re.fullmatch(r'(.*)\.([^.]+)', word.stem).groups()
    text = word.with_suffix('.con').read_text(errors='replace').replace('\r', '')
    log, rest = text.split('@@DMESG\n')[1].split('@@IOMEM\n')
    iomem, rest = rest.split('@@SIZE\n')
    lines = [re.sub(r'^(<\d>)\[.*?\] ', r'\1', line) for line in log.split('\n')]
    reserved = [line[3:] for line in lines if re.search(r'RAMDISK: \[|NODE_DATA\(0\) allocated', line)]
    gib = int(re.match(r'\d+', name).group())
    machines = kernels.setdefault(kernel, [])
    machine = next((one for one in machines if one['gib'] == gib), None)
    if machine is None:
        ram = [line.split(' :')[0] for line in iomem.split('\n') if re.match(r'\S.*System RAM', line)]
        machine = {'gib': gib, 'memory': ram, 'reserved': reserved, 'cases': []}
        machines.append(machine)
    machine['cases'].append({
        'word': word.read_text().strip(),
        'lines': [line for line in lines if re.search(r'crashkernel|memory value', line) and not re.search('ommand line', line)],
        'iomem': [line.strip() for line in iomem.split('\n') if 'Crash kernel' in line],
        'size': int(rest.split('\n')[0]),
    })
print(json.dumps({'kernels': kernels}, indent=1))
