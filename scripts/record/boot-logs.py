"""Boot logs of the `linux-arch` kernels as `*.boot.data.ts` tables: python3 scripts/record/boot-logs.py FOLDER [NAME].

FOLDER has the vectors' `linux-arch`, or `linux-powernv`, `linux-ppc64` or `linux-phone` beside it; NAME: that table alone. Texts, levels and times come from a recovered
Panic dump, which holds the whole log, or from a recorded `dmesg -r`; what depends on the machine, its memory or its command line is replaced by `%{name}`, as `BootLogTable` describes.
"""
import gzip
import json
import pathlib
import re
import sys

FOLDER = pathlib.Path(sys.argv[1])
OUT = pathlib.Path(__file__).parents[2] / 'src/profiles/kernels'

COMMON = [
    (r'^(Kernel command line: ).*', r'\1%{commandLine}'),
    (r'^Unknown kernel command line parameters .*', r'%{unknownParameters}'),
    (r'(nr_cpu_ids=|CPUs=|rcu_task_cpu_ids=|area num )\d+', r'\1%{cpus}'),
    (r'(Setting shift to )\d', r'\1%{cpuShift}'),
    (r'(Brought up 1 node, )\d+ CPUs?', r'\1%{cpuCount}'),
    (r'^(SMP: Total of )\d+', r'\1%{cpus}'),
    (r'^(futex hash table entries: ).*', r'\1%{futexHash}'),
    (r'^(pcpu-alloc: )(?:\[0\] \d+ )+$', r'\1%{perCpuUnits} '),
    (r'^(audit: type=2000 audit\()0\.\d+(:1)', r'\1%{auditUptime}\2'),
    (r'^(audit: type=2000 audit\()1\d+\.\d+(:1)', r'\1%{auditStamp}\2'),
    (r'(setting system clock to ).*', r'\1%{rtcTime}'),
    (r'^(printk: (?:legacy )?console \[)(?:ttyAMA0|hvc0)', r'\1%{console}'),
    (r'^(Memory: )\d+K/\d+K(.*bss, )\d+K', r'\1%{availableK}K/%{totalK}K\2%{reservedK}K'),
    (r'^(Built 1 zonelists.*Total pages: )\d+', r'\1%{totalPages}'),
    (r'^(Initmem setup node 0 \[mem ).*(\])', r'\1%{ramRange}\2'),
    (r'^  node   0: .*', '%{nodeRanges}'),
    (r'^(Run ).*( as init process)', r'\1%{init}\2'),
    (r'^    /init$', '    %{init}\n%{initArguments}'),
    (r'^    nokaslr$', None),
    (r'^    TERM=linux$', '    TERM=linux\n%{initEnvironment}'),
]

ARM64 = COMMON + [
    (r'^(Machine model: ).*', r'\1%{machineModel}\n%{memoryLimited}'),
    (r'^(NUMA: Faking a node at \[mem ).*(\])', r'\1%{ramRange}\2'),
    (r'^(NUMA: NODE_DATA|NODE_DATA\(0\) allocated) .*', r'\1 [mem %{nodeData}]'),
    (r'^(  DMA      \[mem ).*(\])', r'\1%{ramRange}\2'),
    (r'^(cma: Reserved 64 MiB at )0x[0-9a-f]+', r'%{unavailableRanges}\n\1%{cmaBase}'),
    (r'^KASLR (?:disabled on command line|enabled)', '%{kaslr}'),
    (r'^(ASID allocator initialised with )\d+', r'\1%{asids}'),
    (r'^(CPU features: detected: ARM errata 1165522.*)', r'\1\n%{kpti}'),
    (r'^OF: reserved mem: .*', '%{reservedMemory}'),
    (r'^Detected PIPT I-cache on CPU1', 'Detected PIPT I-cache on CPU%{secondary}'),
    (r'^CPU1: Booted secondary processor 0x0000000001',
     'CPU%{secondary}: Booted secondary processor 0x000000000%{secondary}'),
    (r'^(software IO TLB: mapped \[mem ).*(\] )', r'\1%{swiotlb}\2'),
]

RADIX = re.compile(r'^(?:radix-mmu|Activating Kernel Userspace|lpar: Using radix|HugeTLB: )')
# Lines of the hash MMU, by the line they follow; recorded in ppcd61-hash-memtype2-panic.
HASH = {
    '^random: crng init done': [
        (6, 'hash-mmu: Page sizes from device-tree:'),
        (6, 'hash-mmu: base_shift=12: shift=12, sllp=0x0000, avpnm=0x00000000, tlbiel=1, penc=0'),
        (6, 'hash-mmu: base_shift=16: shift=16, sllp=0x0110, avpnm=0x00000000, tlbiel=1, penc=1'),
        (7, 'Page orders: linear mapping = 16, virtual = 16, io = 16, vmemmap = 16'),
        (6, 'Using 1TB segments'),
        (6, 'hash-mmu: Initializing hash mmu with SLB'),
    ],
    '^vmemmap start ': [
        (6, 'hash-mmu: ppc64_pft_size    = 0x%{hashTableShift}'),
        (6, 'hash-mmu: htab_hash_mask    = 0x%{hashMask}'),
    ],
    '^VFS: Dquot-cache': [(6, 'hugetlbfs: disabling because there are no supported hugepage sizes')],
    '^Trying to unpack rootfs': [(3, 'vas: API is supported only with radix page tables')],
}

PPC = COMMON + [
    (r'^(Dentry cache hash table entries: ).*', r'\1%{dentryHash}'),
    (r'^(Inode-cache hash table entries: ).*', r'\1%{inodeHash}'),
    (r'^(workingset: timestamp_bits=\d+ max_order=)\d+', r'\1%{workingsetOrder}'),
    (r'\b0K cma-reserved', '%{cmaK}K cma-reserved'),
    (r'^(rfi-flush: fallback .*)', r'%{fadumpCma}\n\1'),
    (r'^(mmu_features      = )0x3c007641', r'\1%{mmuFeatures}'),
    (r'^(percpu: Embedded 10 pages.* u)655360', r'\1%{percpuUnit}'),
    (r'^(pcpu-alloc: s603432.* u).*', r'\1%{percpuUnit} alloc=%{percpuAllocation}'),
    (r'^fadump: .*', '%{fadump}'),
    # Said when pstore's backends register.
    (r"^pstore: ignoring unexpected backend 'nvram'", None),
    (r'^(radix-mmu: Mapped 0x[0-9a-f]+-)0x[0-9a-f]+( with 2.00 MiB pages)$', r'\1%{mappedEnd}\2'),
    (r'^(Partition configured for )\d+', r'\1%{cpus}'),
    (r'^(phys_mem_size     = ).*', r'\1%{physMemSize}'),
    (r'^(numa:   NODE_DATA ).*', r'\1[mem %{nodeData}]'),
    (r'^(  Normal   \[mem ).*(\])', r'\1%{ramRange}\2'),
    (r'^(Top of RAM: ).*', r'\1%{physMemSize}, Total RAM: %{physMemSize}'),
    (r'^Allocated \d+ bytes for \d+( pacas)', r'Allocated %{pacaBytes} bytes for %{cpus}\1'),
    (r'^(xive: Using IRQ range \[0-)\d+', r'\1%{lastCpu}'),
    (r'^(numa: Node 0 CPUs: ).*', r'\1%{cpuRange}'),
]

TARGETS = [
    {
        'name': 'debian61arm64', 'release': '6.1.0-50-arm64', 'rules': ARM64,
        'memory': {'reservedK': 40220, 'unaccountedK': 58064},
        'tables': [('a64d61-dt-init-killed', 1), ('a64d61-dt-panic-2cpu-ecc16', 2)],
        'note': 'the lines about KASLR from `a64d61-mem-panic-ecc16`',
    },
    {
        'name': 'debian612arm64', 'release': '6.12.117+deb12-arm64', 'rules': ARM64,
        'memory': {'reservedK': 51828, 'unaccountedK': 2972},
        'tables': [('a64d612-dt-oops-bug-panic', 1), ('a64d612-dt-panic-ecc16', 2)],
    },
    {
        'name': 'debian61ppc64le', 'release': '6.1.0-50-powerpc64le', 'rules': PPC,
        'memory': {'reservedK': 66304, 'unaccountedK': 851200},
        'tables': [('ppcd61-mem-panic-ecc16', 1), ('ppcd61-oops-bug-panic-2cpu', 2)],
        'note': 'the lines of the hash MMU from `ppcd61-hash-memtype2-panic`',
    },
    {
        'name': 'fadump61', 'release': '6.1.192-fadump', 'rules': PPC,
        'memory': {'reservedK': 32768, 'unaccountedK': 0},
        'tables': [('ppcf61-fadump-nocma', 1)],
    },
]

# PowerNV: lines that depend on the size of memory too, and what the hash MMU says of itself there, recorded in d61n-hash-halt.
POWERNV = [rule for rule in PPC if 'rfi-flush' not in rule[0]] + [
    (r'^(radix-mmu: Mapped 0x[0-9a-f]+-)0x[0-9a-f]+( with 64.0 KiB pages)$', r'\1%{mappedEnd}\2'),
    (r'^(kvm_cma_reserve: reserving )\d+', r'%{fadumpCma}\n\1%{kvmMib}'),
    (r'^(cma: Reserved )\d+( MiB at )0x[0-9a-f]+', r'\1%{cmaMib}\2%{cmaBase}'),
    (r'(Memory: .*reserved, )\d+(K cma-reserved)', r'\1%{cmaK}\2'),
]
POWERNV_RADIX = re.compile(r'^(?:radix-mmu|Failed to initialize. Disabling HugeTLB|hugetlbfs: disabling)')
POWERNV_HASH = {
    '^dt-cpu-ftrs: final': [
        (6, 'hash-mmu: Page sizes from device-tree:'),
        (6, 'hash-mmu: base_shift=12: shift=12, sllp=0x0000, avpnm=0x00000000, tlbiel=1, penc=0'),
        (6, 'hash-mmu: base_shift=12: shift=16, sllp=0x0000, avpnm=0x00000000, tlbiel=1, penc=7'),
        (6, 'hash-mmu: base_shift=12: shift=24, sllp=0x0000, avpnm=0x00000000, tlbiel=1, penc=56'),
        (6, 'hash-mmu: base_shift=16: shift=16, sllp=0x0110, avpnm=0x00000000, tlbiel=1, penc=1'),
        (6, 'hash-mmu: base_shift=16: shift=24, sllp=0x0110, avpnm=0x00000000, tlbiel=1, penc=8'),
        (6, 'hash-mmu: base_shift=24: shift=24, sllp=0x0100, avpnm=0x00000001, tlbiel=0, penc=0'),
        (6, 'hash-mmu: base_shift=34: shift=34, sllp=0x0120, avpnm=0x000007ff, tlbiel=0, penc=3'),
        (6, 'Enabling pkeys with max key count 32'),
    ],
    '^Activating Kernel Userspace Exec': [
        (7, 'Page orders: linear mapping = 24, virtual = 16, io = 16, vmemmap = 24'),
        (6, 'Using 1TB segments'),
        (6, 'hash-mmu: Partition table (____ptrval____)'),
        (6, 'hash-mmu: Initializing hash mmu with SLB'),
    ],
    '^vmemmap start ': [
        (6, 'hash-mmu: ppc64_pft_size    = 0x0'),
        (6, 'hash-mmu: htab_hash_mask    = 0x%{hashMask}'),
    ],
    '^kprobes: kprobe jump': [
        (6, 'HugeTLB: registered 16.0 MiB page size, pre-allocated 0 pages'),
        (6, 'HugeTLB: 0 KiB vmemmap can be freed for a 16.0 MiB page'),
        (6, 'HugeTLB: registered 16.0 GiB page size, pre-allocated 0 pages'),
        (6, 'HugeTLB: 0 KiB vmemmap can be freed for a 16.0 GiB page'),
    ],
}

TARGETS.append({
    'name': 'debian61powernv', 'release': '6.1.0-50-powerpc64le on PowerNV', 'rules': POWERNV, 'board': 'powernv', 'from': 'as `dmesg -r` gave them',
    'memory': {'reservedK': 109440, 'unaccountedK': 1},
    'tables': [('d61n-panic', 1)], 'note': 'the lines of the hash MMU from `d61n-hash-halt`',
})

# The big-endian build takes the hash MMU by itself: its lines stand as they are, apart from what memory decides.
BIG = [rule for rule in PPC if 'mmu_features' not in rule[0]] + [
    (r'^(hash-mmu: ppc64_pft_size    = 0x)\w+', r'\1%{hashTableShift}'),
    (r'^(hash-mmu: htab_hash_mask    = 0x)\w+', r'\1%{hashMask}'),
]
BIG += [
    (r'^    (?:log|EXCEPTION|panic)$', None),
    # Said when pstore's backend registers, and when lkdtm is there.
    (r'^(?:pstore: (?:Registered nvram|Using crash dump)|lkdtm: No crash points).*', None),
]
NEW = BIG + [
    (r'^random: crng init done', r'%{fadumpFound}\n\g<0>'),
    (r'^Page orders: .*', r'\g<0>\n%{fadumpParameters}'),
]
TARGETS += [
    {
        'name': 'build61ppc64', 'release': '6.1.192-ppc64', 'rules': BIG, 'from': 'as `dmesg -r` gave them',
        'memory': {'reservedK': 28224, 'unaccountedK': 0}, 'tables': [('b61p-panic', 1), ('b61p-panic-2cpu', 2, {'reservedK': 27648, 'unaccountedK': 0})],
    },
    {
        'name': 'fadump612', 'release': '6.12.117-fadump', 'rules': NEW, 'from': 'as `dmesg -r` gave them',
        'tables': [('b612p-panic', 1, {'reservedK': 12224, 'unaccountedK': 0, 'usedK': 5184, 'ramMiB': 1024}),
                   ('b612p-panic-2cpu', 2, {'reservedK': 14912, 'unaccountedK': 0, 'usedK': 5760, 'ramMiB': 2048})],
    },
]

# The phone: what says the size of its memory, which is soldered on, and the number of its CPUs, which have their own times, stand as recorded.
PHONE = [rule for rule in COMMON if re.search('command line|futex|audit|system clock|console|^.\\^\\(Run|/init|nokaslr|TERM', rule[0])] + [
    (r'^(Machine model: ).*', r'\1%{machineModel}\n%{memoryLimited}'),
    (r'^KASLR (?:disabled on command line|enabled)', '%{kaslr}'),
    (r'^(ASID allocator initialised with )\d+', r'\1%{asids}'),
    (r'^(CPU features: detected: ARM errata 1165522.*)', r'\1\n%{kpti}'),
    (r'^OF: reserved mem: .*', '%{reservedMemory}'),
]
TARGETS += [
    {
        'name': 'debian612phone', 'release': '6.12.117+deb12-arm64 with eight CPUs and 8 GiB', 'rules': PHONE, 'board': 'qcom-phone',
        'from': 'as `dmesg -r` gave them', 'memory': {'reservedK': 274656, 'unaccountedK': 0}, 'tables': [('q612-panic', 8)],
    },
]

LINE = re.compile(r'^<(\d+)>\[ *(\d+)\.(\d{6})\] (.*)$')


def logged(path):
    """The records of a recorded `dmesg -r`."""
    for line in gzip.decompress(path.read_bytes()).decode('latin1').split('\n'):
        match = LINE.match(line)
        if match is not None:
            level, seconds, micro, text = match.groups()
            yield int(level), int(seconds) * 1000000 + int(micro), text


def records(case):
    recorded = FOLDER / f'{case}.dmesg.log.gz'
    if recorded.exists():
        return list(logged(recorded))
    path = FOLDER / f'{case}.files.json.gz'
    dumps = json.loads(gzip.decompress(path.read_bytes()))['0']
    texts = [one['text'] for one in dumps.values() if 'text' in one and one['text'][:5] in ('Panic', 'Oops#')]
    whole = [text for text in texts if re.search(r'\n<\d>.*(Booting Linux on|crng init done|fadump: Firm)', text[:200])]
    result = []
    for line in whole[0].split('\n'):
        match = LINE.match(line)
        if match is None:
            continue
        level, seconds, micro, text = match.groups()
        result.append((int(level), int(seconds) * 1000000 + int(micro), text))
        if text == '    TERM=linux':
            return result
    raise SystemExit(f'{case}: no whole boot')


def templated(case, rules):
    radix, hash_lines = {id(PPC): (RADIX, HASH), id(POWERNV): (POWERNV_RADIX, POWERNV_HASH),
                         id(BIG): (re.compile('(?!)'), {}), id(NEW): (re.compile('(?!)'), {})}.get(id(rules), (RADIX, {}))
    lines = []
    previous = None
    for level, time, text in records(case):
        texts = [text]
        for pattern, replacement in rules:
            changed = []
            for one in texts:
                if re.search(pattern, one) is None:
                    changed.append(one)
                elif replacement is not None:
                    changed += re.sub(pattern, replacement, one).split('\n')
            texts = changed
        for one in texts:
            # A list stands once for all its records.
            if one == previous and re.fullmatch(r'%\{\w+\}', one):
                continue
            tag = ' ?radix' if radix.search(one) is not None else ''
            lines.append(f'{level} {time}{tag}|{one}')
            previous = one
            for pattern, additions in hash_lines.items():
                if re.search(pattern, one) is not None:
                    lines += [f'{hash_level} {time} ?hash|{hash_text}' for hash_level, hash_text in additions]
    return lines


for target in TARGETS:
    if target['name'] not in (sys.argv[2:] or [target['name']]) or not (FOLDER / f'{target["tables"][0][0]}.json').exists():
        continue
    name = target['name']
    cases = ' and '.join(f'`{case}`' for case, *_ in target['tables'])
    note = f', {target["note"]}' if 'note' in target else ''
    out = ['/**', f' * The boot log of {target["release"]}.', ' *',
           f' * Source: {FOLDER.name} {cases}: text, levels and times of the log {target.get("from", "in a recovered dump")}{note}; made by',
           ' * `scripts/record/boot-logs.py`.', ' * Format: see `BootLogTable` in `../kernel-text.ts`.', ' */',
           "import type { BootLogTable } from '../kernel-text.ts';", '',
           f'export const {name}BootLogs: readonly BootLogTable[] = [']
    for case, cpus, *own in target['tables']:
        memory = own[0] if own else target['memory']
        out += ['  {', *([f"    board: '{target['board']}',"] if 'board' in target else []), f'    cpus: {cpus},',
                f'    memory: {{ {", ".join(f"{key}: {value}" for key, value in memory.items())} }},',
                '    log: `']
        lines = templated(case, target['rules'])
        if not any('%{unknownParameters}' in line for line in lines):
            at = next(i for i, line in enumerate(lines) if 'Kernel command line' in line)
            lines.insert(at + 1, '5 0|%{unknownParameters}')
        if target['rules'] in (ARM64, PHONE) and not any('%{reservedMemory}' in line for line in lines):
            at = next(i for i, line in enumerate(lines) if 'efi: UEFI not found' in line)
            lines.insert(at + 1, '6 0|%{reservedMemory}')
        out += [line.replace('\\', '\\\\').replace('`', '\\`').replace('${', '\\${') for line in lines]
        out += ['`,', '  },']
    out += ['];', '']
    (OUT / f'{name}.boot.data.ts').write_text('\n'.join(out))
