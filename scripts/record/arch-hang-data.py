"""Where hanging and starved kernels are, from recorded consoles: python3 scripts/record/arch-hang-data.py FOLDER.

FOLDER is `test/fixtures/linux-arch-hangs`. A report with registers becomes the path `lkdtm-TYPE` (or `idle`), a panic in an interrupt
`DETECTOR/lkdtm-TYPE`, the stack of another task a path of its own, a stack of the OOM killer `oom-CAUSE/DECISION`. Words of
register values are those of `arch-crash-data.py`, whose reading this is.
"""
import importlib.machinery
import importlib.util
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
loader = importlib.machinery.SourceFileLoader('arch_crash_data', str(HERE / 'arch-crash-data.py'))
spec = importlib.util.spec_from_loader('arch_crash_data', loader)
crash = importlib.util.module_from_spec(spec)
loader.exec_module(crash)

PANICS = {
    'softlockup: hung tasks': 'softlockup', 'RCU Stall': 'rcu-stall', 'Hard LOCKUP': 'hard-lockup',
    'Software Watchdog Timer expired': 'softdog', 'hung_task: blocked tasks': 'hung-task-panic',
}
THREADS = {'rcu_sched': 'rcu-gp-kthread', 'rcu_preempt': 'rcu-gp-kthread'}
STACK = {'arm64': 0x4000, 'arm': 0x2000, 'ppc64le': 0x4000}


class Case:
    """One console: what was read last, and which words its values have."""

    def __init__(self, kernel, symbols, paths):
        self.kernel, self.symbols, self.paths = kernel, symbols, paths
        self.words, self.context, self.oom = None, 'idle', None
        self.used = False

    def add(self, name, path, sp):
        offsets = [] if sp is None else [sp & (STACK[self.kernel['arch']] - 1)]
        frames = '\n'.join(path.pop('frames'))
        if name in self.paths:
            return
        self.paths[name] = {'stacks': [{'stackPointers': offsets, 'frames': frames}], **path}
        self.used = True


def context_of(frames):
    match = re.search(r'\blkdtm_([A-Z_]+)\b', '\n'.join(frames))
    return f'lkdtm-{match.group(1)}' if match else 'idle'


# ---- traces ----

def ppc_frames(case, reader):
    """Frames and register blocks in the order of the report: ('frame', …) and ('block', registers)."""
    reader.need(r'Call Trace:')
    found = []
    while True:
        match = reader.take(r'\[([0-9a-f]{16})\] \[([0-9a-f]{16})\] (.*?)( \(unreliable\))?$')
        if match:
            sp, address, place, unreliable = match.groups()
            case.symbols.note(place, int(address, 16))
            found.append((int(sp, 16), int(address, 16), place, unreliable is not None))
        elif reader.take(r'--- interrupt: \w+ at (.+)$'):
            found.append(crash.ppc_regs(reader))
            reader.need(r'--- interrupt: ')
        else:
            return found


def feed(words, regs):
    """Equal values get equal names in every report of the same CPU."""
    for key in ('lr', 'ctr', 'regs'):
        words(regs[key], 16)
    for value in regs['gprs']:
        words(value, 16)


def ppc_path(case, found):
    """Lines with `@n`, and the blocks."""
    words, lines, blocks = case.words, [], []
    for one in found:
        if isinstance(one, dict):
            if not one['nip_at'].startswith('0x'):
                case.symbols.note(one['nip_at'], one['nip'])
                case.symbols.note(one['lr_at'], one['lr'])
                feed(words, one)
            else:
                words.usp, words.heap = one['gprs'][1], one['gprs'][30] & ~0xffff
            lines.append(f'@{len(blocks)}')
            blocks.append({**crash.ppc_block(words, one, case.symbols), **({'masked': True} if one['irqmask'] == '1' else {})})
        else:
            lines += crash.ppc_lines([one], words)
    return lines, blocks


def ppc_module(regs):
    match = crash.SYMBOL.match(regs['nip_at'])
    return (regs['nip'] - int(match.group(2), 16)) & ~0xffff if match and match.group(4) else None


def arm_path(case, reader):
    blocks, words = [], case.words
    frames = crash.arm_backtrace(reader, blocks, words, case.symbols)
    if words is None:
        words = case.words = crash.Words(case.kernel, blocks[0][0] if blocks else None)
    made = []
    for bottom, values in blocks:
        if len(values) == 18 and values[16] & 0x1f == 0x13 and values[13] & ~0x1fff == bottom & ~0x1fff:
            # Registers of the kernel: named in the order in which a report shows them.
            for value in [values[12], values[11], *reversed(values[:11])]:
                words(value, 8)
        made.append(crash.block(' '.join(words(value, 8) for value in values), words.relative('sp', words.sp, bottom), None))
    return frames, made


def stack(case, reader):
    """The trace behind a header: frames, blocks, stack pointer."""
    arch = case.kernel['arch']
    if arch == 'arm64':
        reader.need(r'Call trace:')
        return crash.trace(reader), [], None
    if arch == 'arm':
        if case.words is None:
            # The innermost exception is where the report began.
            ahead = next((re.match(r'Exception stack\(0x([0-9a-f]+)', line) for line in reader.lines[reader.at:reader.at + 30]
                          if line.startswith('Exception stack')), None)
            sp = int(ahead.group(1), 16) + (0x50 if ahead else 0) if ahead else None
            case.words = crash.Words(case.kernel, sp, 0xbf000000)
        frames, blocks = arm_path(case, reader)
        return frames, blocks, case.words.sp
    found = ppc_frames(case, reader)
    inner = next((one for one in found if isinstance(one, dict) and not one['nip_at'].startswith('0x')), None)
    if case.words is None:
        sp = inner['gprs'][1] if inner else found[0][0]
        case.words = crash.Words(case.kernel, sp, ppc_module(inner) if inner else None)
    if inner:
        feed(case.words, inner)
    lines, blocks = ppc_path(case, found)
    return lines, blocks, case.words.sp


# ---- reports with registers ----

def arm64_report(case, reader):
    holder = {}
    registers = crash.arm64_registers(case.kernel, reader, holder)
    sp = registers.pop('stackOffset')
    case.words = holder['words']
    reader.need(r'Call trace:')
    return registers, crash.trace(reader), [], sp


def arm_report(case, reader):
    pc, lr = reader.need(r'PC is at (.*)$').group(1), reader.need(r'LR is at (.*)$').group(1)
    line = reader.need(r'pc : \[<([0-9a-f]{8})>\]    lr : \[<([0-9a-f]{8})>\]    psr: ([0-9a-f]{8})')
    case.symbols.note(pc, int(line.group(1), 16))
    case.symbols.note(lr, int(line.group(2), 16))
    values = []
    while re.match(r'(sp|r\d+) *: ', reader.peek()):
        values += crash.hexes(reader.need(r'(.*)').group(1), 8)
    reader.need(r'Flags: ')
    table = int(reader.need(r'Control: 10c5387d  Table: ([0-9a-f]{8})').group(1), 16)
    case.words = words = crash.Words(case.kernel, values[0], 0xbf000000 if pc.endswith(']') else None)
    registers = {
        'instructionPointer': pc, 'linkRegister': lr, 'flags': line.group(3),
        'registers': ' '.join(words(value, 8) for value in values[1:]), 'special': f'table+{table & 0xfff:x}',
    }
    frames, blocks = arm_path(case, reader)
    return registers, frames, blocks, values[0] & 0x1fff


def ppc_report(case, reader):
    regs = crash.ppc_regs(reader)
    case.symbols.note(regs['nip_at'], regs['nip'])
    case.symbols.note(regs['lr_at'], regs['lr'])
    sp = regs['gprs'][1]
    case.words = crash.Words(case.kernel, sp, ppc_module(regs))
    feed(case.words, regs)
    lines, blocks = ppc_path(case, ppc_frames(case, reader))
    registers = crash.ppc_block(case.words, regs, case.symbols)
    if regs['irqmask'] == '1':
        registers['masked'] = True
    if reader.take(r'(Instruction dump|Code):'):
        registers['code'] = reader.need(r'(.*)$').group(1) + '\n' + reader.need(r'(.*)$').group(1)
    return registers, lines, blocks, sp & 0x3fff


REPORTS = {
    'arm64': (r'pstate: ', arm64_report), 'arm': (r'PC is at ', arm_report), 'ppc64le': (r'NIP:  ', ppc_report),
}


def report(case, reader):
    opening, read = REPORTS[case.kernel['arch']]
    if re.match(opening, reader.peek()) is None:
        return
    registers, frames, blocks, sp = read(case, reader)
    case.context = context_of([registers['instructionPointer'], *frames])
    fault = {'cause': 'registers', 'code': None, **registers}
    case.add(case.context, {'fault': fault, 'frames': frames, 'blocks': blocks}, sp)


# ---- everything else ----

def oom(case, reader, match):
    ahead = next(line for line in reader.lines[reader.at:]
                 if re.match(r'oom-kill:|Out of memory and no killable|Kernel panic - not', line))
    decision = 'kill' if ahead.startswith('oom-kill') else 'none' if ahead.startswith('Out of') else 'panic'
    crash.skip_header(reader)
    case.words = None
    frames, blocks, sp = stack(case, reader)
    text = '\n'.join(frames)
    causes = {'moom_callback': 'manual', 'copy_process': 'fork', 'shmem_': 'shmem', 'simple_write_begin': 'write', 'vfs_read': 'read'}
    cause = next((cause for symbol, cause in causes.items() if symbol in text), None)
    case.oom = None if cause is None else f'oom-{cause}/{decision}'
    if cause is not None:
        path = {'fault': None, 'allocation': match.group(2), 'frames': frames, 'blocks': blocks}
        case.add(case.oom, path, sp)


def panic(case, reader, message):
    if re.match(crash.HEADER, reader.peek()) is None:
        return
    header = crash.skip_header(reader)
    name = PANICS.get(message)
    if name == 'hung-task-panic' or (header.group(2) == '0' and case.context != 'idle'):
        case.words, case.context = None, 'idle'
    if name is None and message.startswith(('Out of memory', 'System is deadlocked')):
        name = None if case.oom is None else f'{case.oom}-panic'
    elif name is not None and name != 'hung-task-panic':
        shown = context_of(reader.lines[reader.at:reader.at + 60])
        name = f'{name}/{case.context if shown == "idle" else shown}'
    frames, blocks, sp = stack(case, reader)
    if name is not None:
        case.add(name, {'fault': None, 'frames': frames, 'blocks': blocks}, sp)


def task(case, reader, comm, state):
    case.words = None
    frames, blocks, sp = stack(case, reader)
    name = 'lkdtm-HUNG_TASK' if state == 'D' else THREADS.get(comm)
    if name is not None:
        case.add(name, {'fault': None, 'frames': frames, 'blocks': blocks}, sp)


def read_case(kernel, path, paths, symbols):
    case, reader = Case(kernel, symbols, paths), crash.Reader(crash.first_boot(path))
    while reader.at < len(reader.lines):
        line = reader.peek()
        reader.at += 1
        killer = re.match(r'(\S+) invoked oom-killer: (.*), oom_score_adj=', line)
        message = re.match(r'Kernel panic - not syncing: (.*)$', line)
        shown = re.match(r'task:(\S+) +state:(.)', line)
        if killer:
            oom(case, reader, killer)
        elif message:
            panic(case, reader, message.group(1))
        elif shown and not reader.peek().startswith('task:'):
            task(case, reader, *shown.groups())
        elif re.match(crash.HEADER, line) and reader.peek().startswith('Hardware name: '):
            # Otherwise another CPU speaks at the same time.
            reader.at -= 1
            crash.skip_header(reader)
            report(case, reader)
    return case.used


def main(folder):
    for kernel in crash.KERNELS:
        paths, symbols, used = {}, crash.Symbols(kernel), []
        for path in sorted(folder.glob(kernel['prefix'] + '*.console.log.gz')):
            if read_case(kernel, path, paths, symbols):
                used.append(path.name.removesuffix('.console.log.gz'))
        if not paths:
            continue
        in_calls = {name: any('@' in one['frames'] or 'sys_write' in one['frames'] for one in path['stacks']) for name, path in paths.items()}
        out = {name: {'systemCall': 'write' if in_calls[name] else None, **{key: value for key, value in path.items() if value != []}}
               for name, path in sorted(paths.items())}
        print(kernel['name'], list(out))
        sources = ',\n * '.join(f'`{case}`' for case in used)
        rows = symbols.text()
        text = f"""/**
 * Where hanging and starved CPUs of {kernel['release']} are: the stacks and registers its recorded consoles show.
 *
 * Source: linux-arch-hangs {sources};
 * made by `scripts/record/arch-hang-data.py`. Format: see `../arch-crash-text.ts`.
 */
import type {{ ArchCrashData }} from '../arch-crash-text.ts';

export const {kernel['name']}Hangs: ArchCrashData = {{
  symbols: {crash.literal(rows, 2) if rows else "''"},
  paths: {crash.literal(out, 2)},
}};
"""
        (crash.OUT / f'{kernel["name"]}.hangs.data.ts').write_text(text)


if __name__ == '__main__':
    main(pathlib.Path(sys.argv[1]))
