"""Makes test/fixtures/fadump of consoles: `fadump-consoles.py NAME MIB CPUS "PARAMETERS" [PLUGGED] < CONSOLE > NAME.json`.

The guest was Linux 6.1.192 or 6.12.117 (Debian's source, its cross compiler; pseries, 64 KiB pages, FA_DUMP, CMA, NR_CPUS=4) with BusyBox in its initramfs, on
QEMU 11.1 (`-M pseries,cap-cfpc=broken,cap-sbbc=broken,cap-ibs=broken,cap-ccf-assist=off -cpu power9 -smp CPUS -m MIB`, no KVM), whose firmware
keeps dumps. /init wrote `@@KERNEL`, then each command behind `$ `, what it printed, and `= STATUS`; the first kernel died by `echo c >
/proc/sysrq-trigger`. PLUGGED: behind `@@READY` the host's monitor was told `object_add memory-backend-ram,id=m1,size=PLUGGED` and `device_add
pc-dimm,id=d1,memdev=m1`, and the next ten seconds' lines of the kernel are the output of that. Kept are the commands about fadump, and of `dmesg` the lines about it.
"""
import json
import re
import sys

name, mib, cpus, parameters, *plugged = sys.argv[1:6]
TIME = re.compile(r'\[ *\d+\.\d{6}\] ')
KEPT = re.compile(r'^\$ (?:cat|echo|ls -l|dmesg|hexdump|dd|grep)\b.*(?:fadump|vmcore|kernel-dump|/dev/mem|meminfo|/proc/cmdline|/proc/iomem)')
kernels = []
step = None
console = sys.stdin.read().replace('\r', '')
release = re.search(r'Linux version (\S+)', console).group(1)
for line in console.split('\n'):
    if line.startswith('@@KERNEL '):
        kernels.append([])
    elif line == '@@READY' and plugged:
        kernels[-1].append({'command': f'device_add pc-dimm {plugged[0]}', 'output': [], 'status': 0})
    elif step is None and re.search(r'\] (?:pseries-hotplug-mem|lpar): ', line):
        kernels[-1][-1]['output'].append(TIME.sub('', line))
    elif line.startswith('$ ') and kernels:
        step = {'command': line[2:], 'output': [], 'status': 0}
    elif re.fullmatch(r'= \d+', line) and step is not None:
        step['status'] = int(line[2:])
        # One that did not end is not kept.
        if KEPT.match('$ ' + step['command']) or re.match(r'dmesg \| (?:tail|grep -i)', step['command']):
            kernels[-1].append(step)
        step = None
    elif step is not None:
        text = TIME.sub('', line)
        if not step['command'].startswith('dmesg') or re.match(r'(?:rtas )?fadump: ', text):
            step['output'].append(text)
print(json.dumps({'name': name, 'kernel': release, 'ramMib': int(mib), 'cpus': int(cpus), 'parameters': parameters, 'kernels': kernels}, indent=1))
