"""LKDTM's crash data of arm64 and 32-bit ARM: python3 scripts/record/arch-lkdtm-data.py FOLDER MODULE-FOLDER.

FOLDER has recorded consoles in the format of linux-console (`lkdtm-consoles.py`), MODULE-FOLDER the modules they were made with,
NAME/lkdtm.ko: addresses of its functions come from there, as no report of arm64 shows them. Each type becomes the path `lkdtm-TYPE`: lines before
the report, the report, lines behind it. Values become words as in `arch-crash-data.py`.
"""
import gzip
import importlib.util
import json
import pathlib
import re
import subprocess
import sys

spec = importlib.util.spec_from_file_location('arch_crash_data', pathlib.Path(__file__).with_name('arch-crash-data.py'))
arch = importlib.util.module_from_spec(spec)
spec.loader.exec_module(arch)

FOLDER, MODULES = map(pathlib.Path, sys.argv[1:3])
# Where the recorded kernels put the module.
BASES = {'debian61arm64': 0xffff800000d00000, 'debian61armmp': 0xbf000000}
MODULE_BYTES = 0x20000
STACK_BYTES = {'arm64': 0x4000, 'arm': 0x2000}
WIDTH = {'arm64': 16, 'arm': 8}
# What warns only once.
ONCE = re.compile(r'kernel/context_tracking\.c:|lib/refcount\.c:|drivers/misc/lkdtm/fortify\.c:|mm/slab\.h:625')
ELSEWHERE = re.compile(r'hrtimer: interrupt took')
IDLE = 'kernel/context_tracking.c:'
# Symbols of the kernels that reports show with their addresses.
SYMBOLS = {}
PAGE_FLAGS = {'arm64': 0xffff000000000fff, 'arm': 0xfff}
REPORT = re.compile(r'Unable to handle|8<--- cut here|-+\[ cut here|Insufficient stack|Kernel panic|Unhandled fault')


class Words(arch.Words):
    """Words of one type's lines; `stack` is the lowest address of the task's stack."""

    def __init__(self, kernel, sp, stack, canary=None):
        super().__init__(kernel, sp, BASES[kernel['name']], canary)
        self.stack, self.map = stack, None

    def near(self, value, pool, name):
        for base, known in pool.items():
            if 0 <= value - base < 0x2000:
                return self.relative(known, base, value)
        return self.object(value, pool, name)

    def user(self, value):
        if self.map is None:
            self.map = value & ~0xfff
        return self.relative('map0', self.map, value)

    def __call__(self, value, width=None):
        kernel = self.kernel
        if value >= 0x100000 and self.sp is not None and -0x1000 <= value - self.stack < STACK_BYTES[kernel['arch']] + 0x1000:
            return self.relative('sp', self.sp, value)
        if kernel['arch'] == 'arm64':
            if value >> 32 == 0xffff0000:
                return self.near(value, self.objects, 'obj')
            if value >> 32 == 0xffff:
                return self.user(value)
            if 0x500000 <= value < 0x41000000 and value & 0xfff == 0x6d0:
                return 'heap+6d0'
            if 0x1000000 <= value < 0x10000000 and value & ~0xfff in {base & 0xffffffff for base in self.objects}:
                # Counted from the start of the linear map.
                name, _, offset = self.near(value + 0xffff000000000000, self.objects, 'obj').partition('+')
                return f'{name}+{0x1000000000000 + int(offset or "0", 16):x}'
            if 0x1000000 <= value < 0x80000000:
                return f'{value:x}'
        elif 0xb6000000 <= value < 0xb7000000:
            return self.user(value)
        elif kernel['end'] <= value < 0xd0000000:
            return self.near(value, self.objects, 'obj')
        elif 0xd0000000 <= value < 0xe0000000:
            return self.near(value, self.areas, 'area')
        elif value >= 0xe0000000 and value != self.canary:
            # Instructions and numbers.
            return f'{value:x}'
        return super().__call__(value, width)

    def text(self, line):
        digits = WIDTH[self.kernel['arch']]
        form = '' if digits == 16 else f':{digits}'

        def word(match):
            value = int(match.group(0), 16)
            found = self(value)
            return match.group(0) if re.fullmatch('[0-9a-f]+', found) else f'%{{{found}{form}}}'
        line = re.sub(r'$^' if line.startswith('lkdtm: Value in memory') else r'\b[0-9a-f]{%d}\b' % digits, word, line)
        if line.startswith('IRQ stack'):
            # The first area of all.
            return line
        line = re.sub(r'(?<=0x)[0-9a-f]{%d}\b' % digits, word, line)
        line = re.sub(r'differ between pid \d+', 'differ between pid %{firstpid:decimal}', line)
        return re.sub(r'\bpid \d+', 'pid %{pid:decimal}', re.sub(r'(?<=trigger count: )\d+', '%{warnings:decimal}', line))

    def lines(self, records):
        return '\n'.join(f'{level} {self.text(text)}' for level, text in records)


def records_of(name):
    with open(FOLDER / f'{name}.json') as file:
        levels = json.load(file)['levels']['map']
    lines = gzip.decompress((FOLDER / f'{name}.log.gz').read_bytes()).decode('latin1').split('\n')
    for line, level in zip(lines, levels):
        match = arch.STAMP.match(line.rstrip('\r'))
        if match and level != '.' and not ELSEWHERE.match(match.group(1)):
            yield level, match.group(1)


def types_of(records):
    """(type, its records); what an idle CPU complains of is apart, as type None."""
    found = []
    records = list(records)
    at = 0
    while at < len(records):
        text = records[at][1]
        start = re.match(r'lkdtm: Performing direct entry (\w+)$', text)
        if start:
            found.append((start.group(1), []))
        elif text.startswith('------------[ cut') and IDLE in records[at + 1][1]:
            start = at
            while not records[at][1].startswith('---[ end trace'):
                at += 1
            found.append((None, records[start:at + 1]))
        elif found:
            found[-1][1].append(records[at])
        at += 1
    return found


def place(text, words):
    """A symbol stays; an address outside any becomes a word."""
    address = re.fullmatch(r'0x([0-9a-f]+)', text)
    return f'={words(int(address.group(1), 16))}' if address else text


def page_tables(line, flags):
    names = {'p4d': 'pgd', '*pgd': 'pgd', 'pte': 'pte0', '*pte': 'pte0', '*ppte': 'pte0'}
    words = []
    for part in re.sub(r'^\[\S+\] ', '', line).split(', '):
        key, digits, bad = re.fullmatch(r'(\S+)=([0-9a-f]+)(\(bad\))?', part).groups()
        value = int(digits, 16)
        words.append('0' if value == 0 else f'{names.get(key, key)}+{value & flags:x}')
    return ' '.join(words)


def arm64_report(kernel, reader):
    fault, message, address = {'cause': None}, [], None
    if reader.take(r'------------\[ cut here'):
        while not re.match(r'(kernel BUG at|WARNING: )', reader.peek()):
            message.append(reader.record())
        bug = reader.take(r'kernel BUG at (.*)!$')
        fault['cause'] = 'bug' if bug else 'warn'
        fault['location'] = bug.group(1) if bug else reader.need(r'WARNING: CPU: \d+ PID: \d+ at (\S+) ').group(1)
    elif reader.peek().startswith('Insufficient'):
        fault['cause'] = 'stack-guard'
        while not reader.peek().startswith('CPU: '):
            message.append(reader.record())
    else:
        fault['cause'] = 'page-fault'
        address = int(reader.need(r'Unable to handle .* address ([0-9a-f]{16})').group(1), 16)
        while not reader.peek().startswith('Internal error'):
            esr = re.match(r'  ESR = 0x([0-9a-f]+)', reader.peek())
            if esr:
                fault['errorCode'] = int(esr.group(1), 16)
            if reader.peek().startswith('['):
                fault['pageTables'] = page_tables(reader.peek(), PAGE_FLAGS['arm64'])
            reader.at += 1
    die = reader.take(r'Internal error: (.*): ([0-9a-f]+) \[#')
    if die and fault['cause'] == 'bug':
        fault['errorCode'] = int(die.group(2), 16)
    if fault['cause'] != 'stack-guard':
        reader.need(r'Modules linked in:')
    arch.skip_header(reader)
    fault['flags'] = reader.need(r'pstate: ([0-9a-f]{8}) ').group(1)
    pc, lr = reader.need(r'pc : (.*)$').group(1), reader.need(r'lr : (.*)$').group(1)
    sp = int(reader.need(r'sp : ([0-9a-f]{16})').group(1), 16)
    values = []
    while reader.peek().startswith('x'):
        values += arch.hexes(reader.need(r'(x.*)').group(1), 16)
    stack = sp & ~0x3fff
    for _, text in message:
        own = re.match(r'Task stack: +\[0x([0-9a-f]+)\.\.', text)
        if own:
            stack = int(own.group(1), 16)
    words = Words(kernel, sp, stack)
    for value in values:
        words(value)
    if kernel['text'] <= sp < kernel['end']:
        fault['stackPointer'] = words.relative('kernel', kernel['text'], sp)
    fault['instructionPointer'], fault['linkRegister'] = place(pc, words), place(lr, words)
    fault['registers'] = ' '.join(words(value) for value in values)
    if address is not None:
        fault['address'] = words(address)
    if message:
        fault['message'] = words.lines(message)
    path = {'fault': fault}
    if fault['cause'] == 'stack-guard':
        path['panic'] = reader.need(r'Kernel panic - not syncing: (.*)$').group(1)
        arch.skip_header(reader)
    reader.need(r'Call trace:')
    frames = [place(frame, words) for frame in arch.trace(reader)]
    code = reader.take(r'Code: (.*)$')
    fault['code'] = code.group(1) if code and 'bad PC' not in code.group(1) else None
    return path, frames, sp - stack, words


def arm_stack_words(reader):
    """The words of a dump; None for those that could not be read."""
    values = []
    while re.match(r'[0-9a-f]{4}: ', reader.peek()):
        values += [None if one.startswith('?') else int(one, 16) for one in reader.need(r'[0-9a-f]{4}: (.*)$').group(1).split()]
    return values


def arm_message(reader, end):
    message = []
    while not reader.peek().startswith(end):
        message.append(reader.record())
    return message


def arm_blocks(blocks, words):
    return [arch.block(' '.join(words(value) for value in values), words(bottom), None) for bottom, values in blocks]


def arm_warning(kernel, reader):
    location, at = reader.need(r'WARNING: CPU: \d+ PID: \d+ at (\S+) (.*)$').groups()
    message = arm_message(reader, 'Modules linked in:')
    reader.need(r'Modules linked in:')
    arch.skip_header(reader)
    blocks = []
    frames = arch.arm_backtrace(reader, blocks, None, None)
    bottom = blocks[0][0]
    stack = bottom & ~0x1fff
    words = Words(kernel, bottom, stack)
    fault = {'cause': 'warn', 'location': location, 'instructionPointer': at, 'flags': '0', 'registers': '', 'code': None}
    if message:
        fault['message'] = words.lines(message)
    return {'fault': fault, 'blocks': arm_blocks(blocks, words)}, frames, bottom - stack, words


def arm_fault_header(reader, fault):
    """The lines before `Internal error`: message, address that faulted, page tables."""
    if reader.take(r'------------\[ cut here'):
        fault['cause'], fault['location'] = 'bug', reader.need(r'kernel BUG at (.*)!$').group(1)
        return [], None, None
    if reader.peek().startswith('Insufficient'):
        fault['cause'] = 'stack-guard'
        return arm_message(reader, 'Internal error'), None, None
    reader.need(r'8<--- cut here')
    fault['cause'] = 'page-fault'
    address = int(reader.need(r'.* (?:0x)?([0-9a-f]{8})$').group(1), 16)
    tables = reader.take(r'(\[[0-9a-f]{8}\] .*)$')
    return [], address, tables and page_tables(tables.group(1), PAGE_FLAGS['arm'])


def arm_report(kernel, reader):
    if reader.peek().startswith('------------[ cut') and reader.lines[reader.at + 1].startswith('WARNING'):
        reader.at += 1
        return arm_warning(kernel, reader)
    fault = {}
    message, address, tables = arm_fault_header(reader, fault)
    die, number = reader.need(r'Internal error: (.*): ([0-9a-f]+) \[#').groups()
    fault['errorCode'] = int(number, 16)
    if fault['cause'] == 'stack-guard':
        fault['die'] = die
    reader.need(r'Modules linked in:')
    arch.skip_header(reader)
    pc, lr = reader.need(r'PC is at (.*)$').group(1), reader.need(r'LR is at (.*)$').group(1)
    line = reader.need(r'pc : \[<([0-9a-f]{8})>\]    lr : \[<([0-9a-f]{8})>\]    psr: ([0-9a-f]{8})')
    for named, digits in ((pc, line.group(1)), (lr, line.group(2))):
        SYMBOLS.setdefault(kernel['name'], arch.Symbols(kernel)).note(named, int(digits, 16))
    values = []
    while re.match(r'(sp|r\d+) *: ', reader.peek()):
        values += arch.hexes(reader.need(r'(.*)').group(1), 8)
    sp = values[0]
    reader.need(r'Flags: ')
    table, domains = reader.need(r'Control: 10c5387d  Table: ([0-9a-f]{8})  DAC: ([0-9a-f]{8})').groups()
    objects = []
    while reader.peek().startswith('Register r'):
        objects.append(reader.need(r'Register r\d+ information: ?(.*)').group(1))
    reader.need(r'Process ')
    stack = int(reader.need(r'Stack: \(0x[0-9a-f]+ to 0x([0-9a-f]+)\)').group(1), 16) - 0x2000
    on_stack = arm_stack_words(reader)
    unread = on_stack.count(None)
    # The canary of the system call, as far from the end of any stack.
    words = Words(kernel, sp, stack, on_stack[(stack + 0x1f8c - sp) // 4])
    blocks = []
    frames = arch.arm_backtrace(reader, blocks, words, None)
    code = reader.need(r'Code: (.*)$').group(1)
    if address is not None:
        fault['address'] = words(address)
    if tables:
        fault['pageTables'] = tables
    fault.update({
        'instructionPointer': place(pc, words), 'linkRegister': place(lr, words), 'flags': line.group(3),
        'registers': ' '.join(words(value) for value in values[1:]),
        'special': f'table+{int(table, 16) & 0xfff:x} {int(domains, 16):x}',
        'objects': '\n'.join(words.text(one) for one in objects),
        **({'unreadWords': unread} if unread else {}),
        'stackWords': ' '.join(words(value) for value in on_stack[unread:]),
        'code': None if code.startswith('bad PC') else code,
    })
    if message:
        fault['message'] = words.lines(message)
    return {'fault': fault, 'blocks': arm_blocks(blocks, words)}, frames, sp - stack, words


class Reader(arch.Reader):
    """Lines with their levels."""

    def __init__(self, records):
        super().__init__([text for _, text in records])
        self.records = records

    def record(self):
        self.at += 1
        return self.records[self.at - 1]


def panic_report(kernel, reader):
    message = reader.need(r'Kernel panic - not syncing: (.*)$').group(1)
    arch.skip_header(reader)
    words = Words(kernel, None, None)
    if kernel['arch'] == 'arm64':
        reader.need(r'Call trace:')
        return {'panic': message, 'fault': None}, [place(frame, words) for frame in arch.trace(reader)], None, words
    frames = arch.arm_backtrace(reader, [], words, None)
    return {'panic': message, 'fault': None}, frames, None, words


def path_of(kernel, records):
    at = next((i for i, (_, text) in enumerate(records) if REPORT.match(text)), len(records))
    before, after, offset, frames = records[:at], [], None, None
    path, words = {'fault': None}, Words(kernel, None, None)
    if at < len(records):
        reader = Reader(records[at:])
        is_panic = reader.peek().startswith('Kernel panic')
        report = panic_report if is_panic else {'arm64': arm64_report, 'arm': arm_report}[kernel['arch']]
        path, frames, offset, words = report(kernel, reader)
        rest = reader.records[reader.at:]
        fault = path['fault']
        if 'panic' not in path:
            reader.need(r'---\[ end trace')
            rest = reader.records[reader.at:]
            fault['irqsDisabled'] = any('exited with irqs disabled' in text for _, text in rest)
            if fault['cause'] == 'warn':
                after = rest
                fault.pop('irqsDisabled')
                if ONCE.match(fault['location']):
                    fault['isOnce'] = True
            elif fault['irqsDisabled'] and kernel['arch'] == 'arm64':
                path['next'] = 'idle-warning'
    stacks = [] if frames is None else [{'stackPointers': [] if offset is None else [offset], 'frames': '\n'.join(frames)}]
    return {
        **({'before': words.lines(before)} if before else {}), 'systemCall': 'write', 'stacks': stacks, **path,
        **({'after': words.lines(after)} if after else {}),
    }


def module_symbols(kernel, text):
    """Functions of the module that the reports name, with the sizes they show."""
    def readelf(*options):
        return subprocess.run(['readelf', *options, MODULES / kernel['name'] / 'lkdtm.ko'], capture_output=True, text=True, check=True).stdout
    # `layout_sections`: code but that of the init function comes first, in the order of the file.
    starts, end = {}, BASES[kernel['name']]
    for match in re.finditer(r'\[ *(\d+)\] (\.\S+) +PROGBITS +\S+ \S+ (\S+) \S+ +AX +\S+ +\S+ +(\d+)$', readelf('-SW'), re.M):
        number, name, size, align = match.groups()
        if not name.startswith('.init'):
            starts[number] = -(-end // int(align)) * int(align)
            end = starts[number] + int(size, 16)
    sizes = dict(re.findall(r'\b([\w.]+)\+0x[0-9a-f]+/0x([0-9a-f]+) \[lkdtm\]', text))
    rows = []
    for match in re.finditer(r': ([0-9a-f]+) +\d+ FUNC +\S+ +\S+ +(\d+) (\S+)$', readelf('-sW'), re.M):
        offset, section, name = match.groups()
        if section in starts and name in sizes:
            rows.append((starts[section] + int(offset, 16), name))
    lines = [f'{name} {sizes[name]} @{address:x} lkdtm' for address, name in sorted(rows)]
    noted = SYMBOLS[kernel['name']].text().split('\n') if kernel['name'] in SYMBOLS else []
    return '\n'.join([row for row in noted if not row.endswith(' lkdtm')] + lines)


def idle_path(kernel, records):
    path = path_of(kernel, records)
    # Register x5: the nesting level, which each death with interrupts off has left two higher.
    path['fault']['registers'] = re.sub(r'\b40000000000000[0-9a-f]{2}(?= )', 'nesting', path['fault']['registers'], count=1)
    return {**path, 'systemCall': None}


def main():
    for kernel in arch.KERNELS:
        if kernel['name'] not in BASES or len(sys.argv) > 3 and kernel['name'] not in sys.argv[3:]:
            continue
        paths, used = {}, []
        for file in sorted(FOLDER.glob(f"{kernel['prefix']}lkdtm-*.json")):
            seen = set()
            for kind, records in types_of(records_of(file.stem)):
                if kind is None:
                    path = idle_path(kernel, records)
                    known = paths.setdefault('idle-warning', path)
                    if path['stacks'][0] not in known['stacks']:
                        known['stacks'] += path['stacks']
                    continue
                path = path_of(kernel, records)
                key = f'lkdtm-{kind}'
                again = f'{key}/again'
                if kind in seen and path.get('before') != paths[key].get('before'):
                    paths.setdefault(again, path)
                elif key not in paths or paths[key]['fault'] is None and path['fault'] is not None:
                    paths[key] = path
                seen.add(kind)
            if seen:
                used.append(file.stem)
        print(kernel['name'], len(paths))
        exported = f"{kernel['name']}Lkdtm"
        text = arch.literal(dict(sorted(paths.items())), 2)
        sources = ', '.join(f'`{case}`' for case in used)
        (arch.OUT / f"{kernel['name']}.lkdtm.data.ts").write_text(f"""/**
 * What LKDTM's types print on {kernel['release']}.
 *
 * Source: linux-console {sources}; made by
 * `scripts/record/arch-lkdtm-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type {{ ArchCrashData }} from '../arch-crash-text.ts';

export const {exported}: ArchCrashData = {{
  symbols: {arch.literal(module_symbols(kernel, text), 2)},
  paths: {text},
}};
""")


main()
