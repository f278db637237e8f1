"""Crash data of the `linux-arch` kernels: python3 scripts/record/arch-crash-data.py FOLDER.

FOLDER has the vectors' `linux-arch`, or `linux-powernv` or `linux-ppc64` beside it. Every report and every panic of the first boot becomes a path of `CrashData`; register values
become words that say what they belong to (`sp`, `module`, `kernel`, `obj0` …, see `src/kernel/crash/recorded-values.ts`).
"""
import gzip
import pathlib
import re
import sys

OUT = pathlib.Path(__file__).parents[2] / 'src/profiles/kernels'

KERNELS = [
    {
        'name': 'debian61arm64', 'release': '6.1.0-50-arm64', 'arch': 'arm64', 'prefix': 'a64d61-',
        'text': 0xffff800008000000, 'end': 0xffff80000a010000, 'modules': 0xffff800000000000,
    },
    {
        'name': 'debian612arm64', 'release': '6.12.117+deb12-arm64', 'arch': 'arm64', 'prefix': 'a64d612-',
        'text': 0xffff800080000000, 'end': 0xffff800082b30000, 'modules': 0xffff80007ab00000,
    },
    {
        'name': 'debian61armmp', 'release': '6.1.0-50-armmp', 'arch': 'arm', 'prefix': 'armd61-',
        'text': 0xc0300000, 'end': 0xc1670000, 'modules': 0xbf000000,
    },
    {
        'name': 'debian61ppc64le', 'release': '6.1.0-50-powerpc64le', 'arch': 'ppc64le', 'prefix': 'ppcd61-',
        'text': 0xc000000000000000, 'end': 0xc000000002890000, 'modules': 0xc008000000000000,
    },
    {
        'name': 'fadump61', 'release': '6.1.192-fadump', 'arch': 'ppc64le', 'prefix': 'ppcf61-',
        'text': 0xc000000000000000, 'end': 0xc0000000007a0000, 'modules': 0xc008000000000000,
    },
    {
        # Where it differs from the same kernel on pseries.
        'name': 'debian61powernv', 'release': '6.1.0-50-powerpc64le on PowerNV', 'arch': 'ppc64le', 'prefix': 'd61n-',
        'text': 0xc000000000000000, 'end': 0xc000000002890000, 'modules': 0xc008000000000000, 'only': ['exit', 'system-reset/opal'],
    },
    {
        'name': 'build61ppc64', 'release': '6.1.192-ppc64', 'arch': 'ppc64le', 'prefix': 'b61p-',
        'text': 0xc000000000000000, 'end': 0xc000000000700000, 'modules': 0xc008000000000000,
    },
    {
        'name': 'fadump612', 'release': '6.12.117-fadump', 'arch': 'ppc64le', 'prefix': 'b612p-',
        'text': 0xc000000000000000, 'end': 0xc000000000700000, 'modules': 0xc008000000000000,
    },
]

MODULE_PLACES = {'ramoops': 0xc008000000510000, 'crashme': 0xc0080000005d0000, 'lkdtm': 0xc0080000000c0000}

STAMP = re.compile(r'^\[ *\d+\.\d{6}\] ?(.*)$')
SYMBOL = re.compile(r'^([\w.$]+)\+0x([0-9a-f]+)/0x([0-9a-f]+)(?: \[(\w+)\])?$')


def first_boot(path):
    """Records of the first boot from user space on; other console text as None."""
    text = gzip.decompress(path.read_bytes()).decode('latin1')
    lines = []
    for line in text.split('\n'):
        match = STAMP.match(line.rstrip('\r'))
        body = match.group(1) if match else None
        if lines and body and re.match(r'(Booting Linux on|random: crng init done|fadump: Firm|dt-cpu-ftrs: )', body):
            if any(one and one.startswith('Run /init') for one in lines):
                break
        lines.append(body)
    start = next(i for i, one in enumerate(lines) if one and one.startswith('Run /init'))
    return [one for one in lines[start + 1:] if one is not None]


class Words:
    """Values as words; one object per report, so that equal pages get equal names."""

    def __init__(self, kernel, sp, module=None, canary=None):
        self.kernel, self.sp, self.module, self.canary = kernel, sp, module, canary
        self.objects, self.heap, self.usp, self.areas = {}, None, None, {}

    def relative(self, name, base, value):
        offset = value - base
        return name if offset == 0 else f'{name}{"+" if offset > 0 else "-"}{abs(offset):x}'

    def object(self, value, pool, name, page=0x1000):
        base = value & ~(page - 1)
        if base not in pool:
            pool[base] = f'{name}{len(pool)}'
        return self.relative(pool[base], base, value)

    def __call__(self, value, width):
        kernel, arch = self.kernel, self.kernel['arch']
        if self.canary is not None and value == self.canary:
            return 'canary'
        if value < 0x100000:
            return f'{value:x}'
        stack = {'arm64': 0x4000, 'arm': 0x2000, 'ppc64le': 0x4000}[arch]
        if self.sp is not None and value & ~(stack - 1) == self.sp & ~(stack - 1) or value == (self.sp or 0):
            return self.relative('sp', self.sp, value)
        if self.sp is not None and value == (self.sp & ~(stack - 1)) + stack:
            return self.relative('sp', self.sp, value)
        if self.module is not None and 0 <= value - self.module < 0x40000:
            return self.relative('module', self.module, value)
        if kernel['text'] <= value < kernel['end']:
            return self.relative('kernel', kernel['text'], value)
        if arch == 'arm64':
            if value >> 32 == 0xffff0000:
                return self.object(value, self.objects, 'obj')
            if value >> 36 in (0xffff800, 0xffff7ff, 0xfffff7ff):
                return self.object(value, self.areas, 'area')
            if 0x1000000 <= value < 0x80000000 and value != 0xdead0000:
                return self.user_heap(value)
            if value >> 32 == 0xffff:
                return self.user_stack(value)
        if arch == 'arm':
            if 0xc0000000 <= value < 0xd0000000:
                return self.object(value, self.objects, 'obj')
            if 0xd0000000 <= value < 0xf0000000 and value >> 16 != 0xdead:
                return self.object(value, self.areas, 'area')
            if 0xbe000000 <= value < 0xbf000000:
                return self.user_stack(value)
            if 0x400000 <= value < 0x4000000:
                return self.user_heap(value)
        if arch == 'ppc64le':
            if value >> 48 == 0xc000:
                return self.object(value, self.objects, 'obj', 0x10000)
            if value >> 48 in (0xc008, 0xc00a):
                return self.object(value, self.areas, 'area', 0x10000)
            if value >> 32 == 0x7fff:
                return self.user_stack(value)
            if 0x10000000 <= value < 0x10300000:
                return f'{value:x}'
            if self.heap is not None and 0 <= 2 ** 64 - value - self.heap < 0x20000:
                return self.relative('negheap', 2 ** 64 - self.heap, value)
            if self.heap is not None and 0 <= value - self.heap < 0x20000:
                return self.relative('heap', self.heap, value)
        return f'{value:x}'

    def user_heap(self, value):
        if self.heap is None:
            self.heap = value & ~0xffff
        if abs(value - self.heap) >= 0x100000:
            return f'{value:x}'
        return self.relative('heap', self.heap, value)

    def user_stack(self, value):
        if self.usp is None:
            self.usp = value & ~0xf
        return self.relative('usp', self.usp, value)


def hexes(text, digits):
    return [int(one, 16) for one in re.findall(r'\b[0-9a-f]{%d}\b' % digits, text)]


class Reader:
    def __init__(self, lines):
        self.lines, self.at = lines, 0

    def peek(self):
        return self.lines[self.at] if self.at < len(self.lines) else ''

    def take(self, pattern):
        match = re.match(pattern, self.peek())
        if match is None:
            return None
        self.at += 1
        return match

    def need(self, pattern):
        match = self.take(pattern)
        if match is None:
            raise SystemExit(f'expected {pattern}, found {self.peek()!r}')
        return match


class Symbols:
    """Symbols with the addresses that reports show."""

    def __init__(self, kernel):
        self.kernel, self.rows = kernel, {}

    def note(self, place, address=None):
        match = SYMBOL.match(place)
        if match is None:
            return
        name, offset, size, module = match.groups()
        row = self.rows.setdefault(name, {'size': size, 'module': module, 'address': None})
        if address is not None and row['address'] is None:
            # Modules lie where vmalloc found room: in the data each has one place.
            place = MODULE_PLACES.get(module) if self.kernel['arch'] == 'ppc64le' else None
            row['address'] = address - int(offset, 16) if place is None else place + (address & 0xffff) - int(offset, 16)

    def module_base(self, module):
        found = [row['address'] for row in self.rows.values() if row['module'] == module and row['address'] is not None]
        return min(found) & ~0xfff if found else None

    def text(self):
        lines = []
        for name, row in sorted(self.rows.items(), key=lambda item: (item[1]['module'] or '', item[1]['address'] or 0)):
            if row['address'] is not None:
                lines.append(f'{name} {row["size"]} @{row["address"]:x}' + (f' {row["module"]}' if row['module'] else ''))
        return '\n'.join(lines)


HEADER = r'CPU: (\d+) (?:UID: \d+ )?PID: (\d+) Comm: (\S+) '


def skip_header(reader):
    match = reader.need(HEADER)
    reader.take(r'Tainted: ')
    reader.need(r'Hardware name: ')
    reader.take(r'(Workqueue|Stopper): ')
    return match


# ---- arm64 ----

def arm64_registers(kernel, reader, words_holder):
    pstate = reader.need(r'pstate: ([0-9a-f]{8}) ').group(1)
    pc = reader.need(r'pc : (.*)$').group(1)
    lr = reader.need(r'lr : (.*)$').group(1)
    sp = int(reader.need(r'sp : ([0-9a-f]{16})').group(1), 16)
    values = []
    while reader.peek().startswith('x'):
        values += hexes(reader.need(r'(x.*)').group(1), 16)
    module = None
    if pc.endswith(']'):
        for value in values:
            if kernel['modules'] <= value < kernel['modules'] + 0x4000000 and value < kernel['text']:
                module = min(module or value, value)
        module = None if module is None else module & ~0xfff
        # x1 of some reports is the module's data, a page behind its code.
        if module is not None and not any(module <= v < module + 0x1000 for v in values):
            module = None
    words = words_holder['words'] = Words(kernel, sp, module)
    result = {
        'instructionPointer': pc, 'linkRegister': lr, 'flags': pstate, 'stackOffset': sp & 0x3fff,
        'registers': ' '.join(words(value, 16) for value in values),
    }
    if kernel['text'] <= sp < kernel['end']:
        result['stackPointer'] = words.relative('kernel', kernel['text'], sp)
    return result


def trace(reader, pattern=r' (\S.*)$'):
    frames = []
    while True:
        match = reader.take(pattern)
        if match is None:
            return frames
        frames.append(match.group(1))


def arm64_fault(kernel, reader, symbols):
    fault = {}
    opening = reader.peek()
    if opening.startswith('Unable to handle'):
        fault['cause'] = 'page-fault'
        address = int(re.search(r'address ([0-9a-f]{16})', opening).group(1), 16)
        fault['address'] = f'{address:x}'
        reader.at += 1
        while not reader.peek().startswith('Internal error'):
            line = reader.peek()
            match = re.match(r'  ESR = 0x([0-9a-f]+)', line)
            if match:
                fault['errorCode'] = int(match.group(1), 16)
            match = re.match(r'\[[0-9a-f]{16}\] (.*)$', line)
            if match:
                pairs = [part.split('=') for part in match.group(1).split(', ')]
                fault['pageTables'] = ' '.join(
                    '0' if int(value, 16) == 0 else f'{"pgd" if key in ("pgd", "p4d") else key}+{int(value, 16) & 0xfff0000000000fff:x}'
                    for key, value in pairs)
            reader.at += 1
    elif opening.startswith('------------[ cut here'):
        reader.at += 1
        message = []
        while not re.match(r'(kernel BUG at|WARNING: )', reader.peek()):
            message.append('4 ' + reader.peek())
            reader.at += 1
        bug = reader.take(r'kernel BUG at (.*)!$')
        if bug:
            fault['cause'], fault['location'] = 'bug', bug.group(1)
        else:
            fault['cause'] = 'warn'
            fault['location'] = reader.need(r'WARNING: CPU: \d+ PID: \d+ at (\S+) ').group(1)
        if message:
            fault['message'] = '\n'.join(message)
    die = reader.take(r'Internal error: (.*): ([0-9a-f]+) \[#')
    if die and fault['cause'] == 'bug':
        fault['errorCode'] = int(die.group(2), 16)
    reader.need(r'Modules linked in:')
    header = skip_header(reader)
    holder = {}
    fault.update(arm64_registers(kernel, reader, holder))
    reader.need(r'Call trace:')
    frames = trace(reader)
    code = reader.take(r'Code: (.*)$')
    if code:
        fault['code'] = code.group(1)
    reader.need(r'---\[ end trace')
    return fault, frames, header


# ---- arm ----

def arm_backtrace(reader, blocks, words, symbols):
    frames = []
    while True:
        match = reader.take(r' (\S.* from .*)$')
        if match:
            frames.append(match.group(1))
            continue
        exception = reader.take(r'Exception stack\(0x([0-9a-f]+) to 0x([0-9a-f]+)\)')
        if exception is None:
            return frames
        values, bottom = arm_words(reader), int(exception.group(1), 16)
        frames.append(f'@{len(blocks)}')
        blocks.append((bottom, values))


def arm_words(reader):
    values = []
    while True:
        match = reader.take(r'[0-9a-f]{4}:((?: +[0-9a-f]{8})+)$')
        if match is None:
            return values
        values += hexes(match.group(1), 8)


def arm_fault(kernel, reader, symbols):
    fault, blocks = {}, []
    reader.take(r'8<--- cut here ---')
    opening = reader.peek()
    if opening.startswith('------------[ cut here'):
        reader.at += 1
        bug = reader.take(r'kernel BUG at (.*)!$')
        if bug:
            fault['cause'], fault['location'] = 'bug', bug.group(1)
        else:
            fault['cause'] = 'warn'
            warn = reader.need(r'WARNING: CPU: \d+ PID: \d+ at (\S+) (.*)$')
            fault['location'], fault['instructionPointer'] = warn.group(1), warn.group(2)
            message = []
            while not reader.peek().startswith('Modules linked in'):
                message.append('4 ' + reader.peek())
                reader.at += 1
            if message:
                fault['message'] = '\n'.join(message)
    else:
        fault['cause'] = 'page-fault'
        reader.at += 1
        match = reader.need(r'\[([0-9a-f]{8})\] (.*)$')
        fault['address'] = f'{int(match.group(1), 16):x}'
        fault['pageTables'] = ' '.join(
            '0' if int(part.split('=')[1], 16) == 0 else f'pgd+{int(part.split("=")[1], 16) & 0xfff:x}'
            for part in match.group(2).split(', '))
    die = reader.take(r'Internal error: (.*): ([0-9a-f]+) \[#')
    if die:
        fault['errorCode'] = int(die.group(2), 16)
    reader.need(r'Modules linked in:')
    header = skip_header(reader)
    if fault['cause'] == 'warn':
        frames = arm_backtrace(reader, blocks, None, symbols)
        words = Words(kernel, blocks[0][0])
        fault.update({'flags': '0', 'registers': '', 'code': None})
        result = [(bottom, ' '.join(words(value, 8) for value in values)) for bottom, values in blocks]
        reader.need(r'---\[ end trace')
        fault['stackOffset'] = blocks[0][0] & 0x1fff
        return fault, frames, header, [block(text, 'sp', fault) for _, text in result]
    pc = reader.need(r'PC is at (.*)$').group(1)
    lr = reader.need(r'LR is at (.*)$').group(1)
    line = reader.need(r'pc : \[<([0-9a-f]{8})>\]    lr : \[<([0-9a-f]{8})>\]    psr: ([0-9a-f]{8})')
    symbols.note(pc, int(line.group(1), 16))
    symbols.note(lr, int(line.group(2), 16))
    values = []
    while re.match(r'(sp|r\d+) *: ', reader.peek()):
        values += hexes(reader.need(r'(.*)').group(1), 8)
    sp = values[0]
    reader.need(r'Flags: ')
    table = int(reader.need(r'Control: 10c5387d  Table: ([0-9a-f]{8})').group(1), 16)
    while reader.take(r'Register r\d+ information:'):
        pass
    reader.need(r'Process ')
    stack = reader.need(r'Stack: \(0x([0-9a-f]+) to 0x([0-9a-f]+)\)')
    on_stack = arm_words(reader)
    counts = {value: on_stack.count(value) for value in on_stack if value > 0x100000 and value not in values}
    canary = max(counts, key=counts.get)
    words = Words(kernel, sp, symbols.module_base('crashme'), canary if counts[canary] >= 3 else None)
    frames = arm_backtrace(reader, blocks, words, symbols)
    code = reader.need(r'Code: (.*)$').group(1)
    reader.need(r'---\[ end trace')
    fault.update({
        'instructionPointer': pc, 'linkRegister': lr, 'flags': line.group(3), 'stackOffset': sp & 0x1fff, 'code': code,
        'registers': ' '.join(words(value, 8) for value in values[1:]),
        'stackWords': ' '.join(words(value, 8) for value in on_stack),
        'special': f'table+{table & 0xfff:x}',
    })
    result = [block(' '.join(words(value, 8) for value in vals), words.relative('sp', sp, bottom), fault) for bottom, vals in blocks]
    return fault, frames, header, result


def block(registers, sp, fault):
    return {'instructionPointer': '=0', 'code': None, 'flags': '0', 'stackPointer': sp, 'registers': registers}


# ---- ppc64le ----

def ppc_regs(reader):
    match = reader.need(r'NIP:  ([0-9a-f]{16}) LR: ([0-9a-f]{16}) CTR: ([0-9a-f]{16})')
    nip, lr, ctr = (int(one, 16) for one in match.groups())
    match = reader.need(r'REGS: ([0-9a-f]{16}) TRAP: ([0-9a-f]+) ')
    regs, trap = int(match.group(1), 16), match.group(2)
    match = reader.need(r'MSR:  ([0-9a-f]{16}) <\S*>  CR: ([0-9a-f]{8})  XER: ([0-9a-f]{8})')
    msr, cr, xer = match.groups()
    match = reader.need(r'(?:CFAR: ([0-9a-f]{16}) )?(?:DAR: ([0-9a-f]{16}) DSISR: ([0-9a-f]{8}) )?IRQMASK: (\d+) $')
    cfar, dar, dsisr, irqmask = match.groups()
    gprs = []
    while reader.peek().startswith('GPR'):
        gprs += hexes(reader.need(r'GPR\d\d: (.*)').group(1), 16)
    nip_at = reader.need(r'NIP \[[0-9a-f]{16}\] (.*)$').group(1)
    lr_at = reader.need(r'LR \[[0-9a-f]{16}\] (.*)$').group(1)
    return dict(nip=nip, lr=lr, ctr=ctr, regs=regs, trap=trap, msr=msr, cr=cr, xer=xer, cfar=cfar, dar=dar, dsisr=dsisr,
                irqmask=irqmask, gprs=gprs, nip_at=nip_at, lr_at=lr_at)


def ppc_block(words, one, symbols):
    """Special registers: LR, CTR, CR, XER, where the registers were saved, CFAR if there is one."""
    special = [words(one['lr'], 16), words(one['ctr'], 16), one['cr'].lstrip('0') or '0', one['xer'].lstrip('0') or '0',
               words(one['regs'], 16)]
    if one['cfar'] is not None:
        special.append(words(int(one['cfar'], 16), 16))
    symbolic = SYMBOL.match(one['nip_at']) is not None
    return {
        'instructionPointer': one['nip_at'] if symbolic else f'={one["nip"]:x}',
        'linkRegister': one['lr_at'] if SYMBOL.match(one['lr_at']) else f'={one["lr"]:x}',
        'code': None, 'flags': one['msr'], 'trap': one['trap'], 'special': ' '.join(special),
        'registers': ' '.join(words(value, 16) for value in one['gprs']),
    }


def ppc_trace(reader, kernel, symbols, words_of, blocks):
    frames, user = [], None
    reader.need(r'Call Trace:')
    while True:
        match = reader.take(r'\[([0-9a-f]{16})\] \[([0-9a-f]{16})\] (.*?)( \(unreliable\))?$')
        if match:
            sp, address, place, unreliable = match.groups()
            symbols.note(place, int(address, 16))
            frames.append((int(sp, 16), int(address, 16), place, unreliable is not None))
            continue
        match = reader.take(r'--- interrupt: (\w+) at (\S+)$')
        if match is None:
            break
        user = ppc_regs(reader)
        reader.need(r'--- interrupt: ')
    return frames, user


def ppc_lines(frames, words):
    lines = []
    for sp, address, place, unreliable in frames:
        shown = place if SYMBOL.match(place) else f'={words(address, 16)}'
        lines.append(f'{words(sp, 16)} {shown}{" (unreliable)" if unreliable else ""}')
    return lines


def ppc_fault(kernel, reader, symbols):
    fault = {}
    message = []
    if reader.peek().startswith('------------[ cut here'):
        reader.at += 1
        while not re.match(r'(kernel BUG at|WARNING: )', reader.peek()):
            message.append('4 ' + reader.peek())
            reader.at += 1
        bug = reader.take(r'kernel BUG at (.*)!$')
        if bug:
            fault['cause'], fault['location'] = 'bug', bug.group(1)
        else:
            fault['cause'] = 'warn'
            fault['location'] = reader.need(r'WARNING: CPU: \d+ PID: \d+ at (\S+) ').group(1)
    while re.match(r'(lpar: Failed|hash-mmu: )', reader.peek()):
        message.append(('6 ' if reader.peek().startswith('hash') else '3 ') + reader.peek())
        reader.at += 1
    reader.take(r'Kernel attempted to ')
    access = reader.take(r'BUG: .* at (0x[0-9a-f]+)$')
    if access:
        fault['cause'] = 'page-fault'
        reader.need(r'Faulting instruction address: ')
    die = reader.take(r'Oops: (.*), sig: (\d+) \[#')
    if die:
        fault['signal'] = int(die.group(2))
        if 'cause' not in fault:
            fault['cause'], fault['die'] = 'trap', die.group(1)
        reader.need(r'[LB]E PAGE_SIZE')
    reader.take(r'Modules linked in:')
    header = skip_header(reader)
    regs = ppc_regs(reader)
    sp = regs['gprs'][1]
    symbols.note(regs['nip_at'], regs['nip'])
    symbols.note(regs['lr_at'], regs['lr'])
    at = reader.at
    ppc_trace(reader, kernel, symbols, None, None)
    reader.at = at
    module = SYMBOL.match(regs['nip_at']).group(4)
    base = None
    if module is not None:
        base = (regs['nip'] - int(SYMBOL.match(regs['nip_at']).group(2), 16)) & ~0xffff
    words = Words(kernel, sp, base)
    frames, user = ppc_trace(reader, kernel, symbols, None, None)
    main = ppc_block(words, regs, symbols)
    if regs['irqmask'] == '3':
        main['masked'] = 3
    if regs['dar'] is not None:
        fault['address'] = words(int(regs['dar'], 16), 16)
        fault['errorCode'] = int(regs['dsisr'], 16)
    code = None
    if reader.take(r'Instruction dump:'):
        code = reader.need(r'(.*)$').group(1) + '\n' + reader.need(r'(.*)$').group(1)
    line = reader.take(r'Code: (.*)$')
    if line:
        # 6.12 has them on one line.
        code = re.sub(r'^((?:\S+ ){8})', r'\1\n', line.group(1))
    reader.need(r'---\[ end trace')
    fault.update(main)
    fault['code'] = code
    fault['stackOffset'] = sp & 0x3fff
    if kernel['text'] <= sp < kernel['end']:
        fault['stackPointer'] = words.relative('kernel', kernel['text'], sp)
    if message:
        fault['message'] = re.sub(
            r'EA=0x([0-9a-f]{16})', lambda m: f'EA=0x%{{{words(int(m.group(1), 16), 16)}}}', '\n'.join(message))
    lines = ppc_lines(frames, words)
    blocks = []
    if user is not None:
        user_words = Words(kernel, sp, base)
        user_words.usp, user_words.heap = user['gprs'][1], user['gprs'][30] & ~0xffff
        words.usp, words.heap = user_words.usp, user_words.heap
        fault['registers'] = ' '.join(words(value, 16) for value in regs['gprs'])
        blocks.append(ppc_block(user_words, user, symbols))
        lines.append('@0')
    if base is not None:
        fault['moduleBase'] = base
    return fault, lines, header, blocks


# ---- all ----

def panic_stack(kernel, reader, symbols):
    arch = kernel['arch']
    if re.match(HEADER, reader.peek()) is None:
        return None
    skip_header(reader)
    if arch == 'arm64':
        reader.need(r'Call trace:')
        return trace(reader), [], None
    if arch == 'arm':
        return arm_backtrace(reader, [], None, symbols), [], None
    frames, user = ppc_trace(reader, kernel, symbols, None, None)
    sp = frames[0][0]
    words = Words(kernel, sp)
    lines, blocks = ppc_lines(frames, words), []
    if user is not None:
        words.usp, words.heap = user['gprs'][1], user['gprs'][30] & ~0xffff
        blocks.append(ppc_block(words, user, symbols))
        lines.append('@0')
    return lines, blocks, sp & 0x3fff


PATHS = {
    'crashme_null': 'crashme-null', 'crashme_read': 'crashme-read', 'crashme_bug': 'crashme-bug',
    'crashme_warn': 'crashme-warn', 'lkdtm_EXCEPTION': 'lkdtm-EXCEPTION', 'ct_kernel_exit': 'idle-warning',
    'plpar_hcall_norets_notrace': 'system-reset', 'replay_system_reset': 'system-reset/opal', 'persistent_ram_decode_rs8': 'stop-persistent_ram_new',
}


def path_name(place, location, header):
    name = re.match(r'\.?([A-Za-z_0-9]+)', place).group(1)
    if name == 'crashme_write' and location:
        return 'crashme-warn'
    found = PATHS.get(name) or name
    return 'idle-warning/secondary' if found == 'idle-warning' and header.group(1) != '0' else found


def read_case(kernel, path, paths, symbols, used):
    reader = Reader(first_boot(path))
    case = path.name.removesuffix('.console.log.gz')
    fault_of = {'arm64': arm64_fault, 'arm': arm_fault, 'ppc64le': ppc_fault}[kernel['arch']]
    openings = r'(Unable to handle kernel|------------\[ cut here|8<--- cut here|Kernel attempted to|BUG: |lpar: Failed hash|Oops: System Reset)'
    while reader.at < len(reader.lines):
        line = reader.peek()
        if re.match(openings, line):
            result = fault_of(kernel, reader, symbols)
            fault, frames, header = result[:3]
            blocks = result[3] if len(result) > 3 else []
            name = path_name(fault['instructionPointer'], fault['location'] if fault['cause'] == 'warn' else None, header)
            offset = fault.pop('stackOffset')
            if fault.get('pageTables') is None:
                fault.pop('pageTables', None)
            # What stands behind the end mark.
            following = reader.lines[reader.at:reader.at + 2]
            fault['irqsDisabled'] = any('exited with irqs disabled' in one for one in following)
            add(paths, name, fault, frames, blocks, offset, used, case)
            continue
        panic = re.match(r'Kernel panic - not syncing: (.*)$', line)
        if panic:
            reader.at += 1
            found = panic_stack(kernel, reader, symbols)
            if found is not None:
                message = panic.group(1)
                name = {'sysrq triggered crash': 'sysrq-c'}.get(message)
                if message.startswith('Attempted to kill init'):
                    name = 'exit'
                if message.startswith('Out of memory'):
                    name = 'oom-panic'
                frames, blocks, offset = found
                add(paths, name, None, frames, blocks, offset, used, case)
            continue
        oom = re.match(r'(\S+) invoked oom-killer', line)
        if oom:
            reader.at += 1
            frames, blocks, offset = panic_stack(kernel, reader, symbols)
            add(paths, 'oom', None, frames, blocks, offset, used, case)
            continue
        reader.at += 1


def add(paths, name, fault, frames, blocks, offset, used, case):
    offsets = [] if offset is None else [offset]
    text = '\n'.join(frames)
    if name not in paths:
        # Reports differ from run to run in nothing but their addresses: the first is kept.
        paths[name] = {'stacks': [{'stackPointers': offsets, 'frames': text}], 'fault': fault, 'blocks': blocks}
        used.add(case)
        return
    known = next((one for one in paths[name]['stacks'] if one['frames'] == text), None)
    if known is None:
        if fault is None and not blocks:
            paths[name]['stacks'].append({'stackPointers': offsets, 'frames': text})
            used.add(case)
        return
    if offset is not None and offset not in known['stackPointers']:
        known['stackPointers'].append(offset)


def literal(value, indent):
    pad = ' ' * indent
    if isinstance(value, str):
        if '\n' in value:
            return '`\n' + value.replace('\\', '\\\\').replace('`', '\\`').replace('${', '\\${') + '\n`'
        return "'" + value.replace('\\', '\\\\').replace("'", "\\'") + "'"
    if value is None:
        return 'null'
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, int):
        return str(value) if value < 65536 else hex(value)
    if isinstance(value, list):
        if all(isinstance(one, int) for one in value):
            return '[' + ', '.join(hex(one) for one in sorted(value)) + ']'
        inner = ',\n'.join(f'{pad}  {literal(one, indent + 2)}' for one in value)
        return f'[\n{inner},\n{pad}]'
    inner = ',\n'.join(f'{pad}  {key if re.fullmatch("[A-Za-z]+", key) else chr(39) + key + chr(39)}: {literal(one, indent + 2)}'
                       for key, one in value.items())
    return '{\n' + inner + f',\n{pad}}}'


def system_call(name):
    return {'exit': 'exit_group', 'idle-warning': None, 'idle-warning/secondary': None, 'system-reset': None, 'system-reset/opal': None}.get(name, 'write')


def main(folder):
    for kernel in KERNELS:
        paths, symbols, used = {}, Symbols(kernel), set()
        for path in sorted(folder.glob(kernel['prefix'] + '*.console.log.gz')):
            read_case(kernel, path, paths, symbols, used)
        if not used:
            continue
        for name in paths.keys() - set(kernel.get('only', paths)):
            del paths[name]
        out = {}
        for name, path in sorted(paths.items()):
            one = {'systemCall': system_call(name), 'stacks': path['stacks']}
            fault = path['fault']
            if fault is not None:
                fault = {key: value for key, value in fault.items() if key != 'moduleBase'}
                fault.setdefault('code', None)
            one['fault'] = fault
            if fault is not None:
                if name.startswith('idle-warning'):
                    one['fault'] = {**fault, 'isOnce': True}
                # Some kernels wonder about interrupts when the CPU goes idle after the task has died.
                if name == 'crashme-bug' and any(other.startswith('idle-warning') for other in paths):
                    one['next'] = 'idle-warning'
            if path['blocks']:
                one['blocks'] = path['blocks']
            out[name] = one
        print(kernel['name'], list(out))
        sources = ', '.join(f'`{case}`' for case in sorted(used))
        rows = symbols.text()
        text = f"""/**
 * Crash texts of {kernel['release']}: the stacks, registers and code words its recorded consoles show.
 *
 * Source: {folder.name} {sources}; made by
 * `scripts/record/arch-crash-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type {{ ArchCrashData }} from '../arch-crash-text.ts';

export const {kernel['name']}CrashPaths: ArchCrashData = {{
  symbols: {literal(rows, 2) if rows else "''"},
  paths: {literal(out, 2)},
}};
"""
        (OUT / f'{kernel["name"]}.crash-paths.data.ts').write_text(text)


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]))
