#!/usr/bin/env python3
"""Facts for dump tools out of a kernel's debug package: structures, variables, and frame sizes at return addresses.

usage: dump-facts.py VMLINUX RELEASE PLACES NAME > src/profiles/kernels/NAME.dump.data.ts

VMLINUX is the file of Debian's linux-image-RELEASE-dbg. Structures come from its .BTF, addresses from `nm`, frames from its .orc_unwind tables.
PLACES: a file with `symbol+0xoffset/0xsize` lines, what the recorded stacks of that kernel name. Which structures and members: dump-members.txt.
"""
import bisect
import os
import re
import struct
import subprocess
import sys

# Variables that the simulated kernel writes, with their types; `%`: in the per-CPU area.
VARIABLES = '''
__per_cpu_offset u64[8192]
linux_banner char[256]
init_uts_ns uts_namespace
init_task task_struct
init_stack u64[2048]
init_pid_ns pid_namespace
init_mm mm_struct
init_top_pgt u64[512]
jiffies_64 u64
jiffies u64
avenrun u64[3]
shadow_timekeeper timekeeper
__cpu_possible_mask cpumask
__cpu_present_mask cpumask
__cpu_online_mask cpumask
__cpu_active_mask cpumask
nr_cpu_ids u32
nr_threads i32
tainted_mask u64
taint_flags taint_flag[19]
page_offset_base u64
vmalloc_base u64
vmemmap_base u64
phys_base u64
__pgtable_l5_enabled u32
prb *printk_ringbuffer
printk_rb_static printk_ringbuffer
mem_section **mem_section
node_data *pglist_data[1024]
node_states nodemask_t[6]
nr_node_ids u32
vm_zone_stat atomic_long_t[NR_VM_ZONE_STAT_ITEMS]
vm_node_stat atomic_long_t[NR_VM_NODE_STAT_ITEMS]
vm_committed_as percpu_counter
_totalram_pages atomic_long_t
high_memory *
max_pfn u64
sysctl_overcommit_memory i32
sysctl_overcommit_ratio i32
sysctl_overcommit_kbytes u64
nr_swapfiles u32
vmap_area_list list_head
modules list_head
slab_caches list_head
cpu_khz u32
sysrq_pressed u64
crashing_cpu i32
panic_cpu atomic_t
__start_orc_unwind_ip i32[]
__start_orc_unwind orc_entry[]
orc_lookup u32[]
lookup_num_blocks u32
%cpu_number i32
%current_task *task_struct
%hardirq_stack_ptr *
%pcpu_hot pcpu_hot
%runqueues rq
%cpu_tss_rw tss_struct
%cpu_info cpuinfo_x86
'''
MARKS = '_text _stext _etext _sinittext _einittext __init_begin __init_end _sdata _edata __bss_start __bss_stop _end __per_cpu_start __per_cpu_end __stop_orc_unwind_ip __stop_orc_unwind'
FUNCTIONS = ('schedule __schedule __switch_to_asm ret_from_fork asm_common_interrupt asm_exc_divide_error repeat_nmi dd_init_sched panic sysrq_handle_crash '
             'stop_this_cpu schedule_timeout do_exit crash_nmi_callback vmemmap_populate '
             'schedule_timeout_interruptible schedule_timeout_uninterruptible schedule_idle')
TYPEDEFS = 'atomic_t atomic_long_t cpumask_t nodemask_t spinlock_t raw_spinlock_t gate_desc pid_t ktime_t refcount_t irq_cpustat_t note_buf_t umode_t'.split()
ENUMS = 'zone_stat_item node_stat_item numa_stat_item vm_event_item zone_type zone_watermarks pid_type node_states pageflags'.split()
STRUCT, UNION, PTR, ARRAY, INT, ENUM, FWD, TYPEDEF, FLOAT, ENUM64, FUNC_PROTO = 4, 5, 2, 3, 1, 6, 7, 8, 16, 19, 13
THROUGH = (8, 9, 10, 11, 18)
ORC_REGISTERS = {0: 'undefined', 1: 'prev', 2: 'dx', 3: 'di', 4: 'bp', 5: 'sp', 6: 'r10', 7: 'r13', 8: 'bp-indirect', 9: 'sp-indirect'}


def section(path, wanted):
    """Address and bytes of an ELF section."""
    with open(path, 'rb') as file:
        head = file.read(64)
        (table,) = struct.unpack_from('<Q', head, 40)
        count, names = struct.unpack_from('<HH', head, 60)
        file.seek(table)
        headers = [struct.unpack_from('<IIQQQQIIQQ', file.read(64)) for _ in range(count)]
        file.seek(headers[names][4])
        text = file.read(headers[names][5])
        for header in headers:
            name = text[header[0]:text.index(b'\0', header[0])].decode()
            if name == wanted:
                file.seek(header[4])
                return header[3], file.read(header[5])
    raise SystemExit(f'no section {wanted}')


class Btf:
    """Types by number."""

    def __init__(self, data):
        magic, _, _, head, type_at, type_len, text_at, text_len = struct.unpack_from('<HBBIIIII', data)
        assert magic == 0xEB9F
        self.text = data[head + text_at:head + text_at + text_len]
        table = data[head + type_at:head + type_at + type_len]
        self.types = [None]
        at = 0
        while at < len(table):
            at = self.read(table, at)
        self.named = {}
        kinds = {STRUCT: 's', UNION: 's', TYPEDEF: 't', ENUM: 'e', ENUM64: 'e'}
        for number, kind in enumerate(self.types):
            if kind and kind['name'] and kind['kind'] in kinds:
                self.named.setdefault((kinds[kind['kind']], kind['name']), number)

    def read(self, table, at):
        name, info, size = struct.unpack_from('<III', table, at)
        at += 12
        kind, count, flag = (info >> 24) & 0x1F, info & 0xFFFF, info >> 31
        one = {'kind': kind, 'name': self.string(name), 'size': size}
        if kind == INT:
            one['encoding'] = struct.unpack_from('<I', table, at)[0]
            at += 4
        elif kind == ARRAY:
            one['element'], _, one['count'] = struct.unpack_from('<III', table, at)
            at += 12
        elif kind in (STRUCT, UNION):
            one['members'] = []
            for _ in range(count):
                member, number, offset = struct.unpack_from('<III', table, at)
                at += 12
                width = offset >> 24 if flag else 0
                one['members'].append((self.string(member), number, offset & 0xFFFFFF if flag else offset, width))
        elif kind in (ENUM, ENUM64):
            one['values'] = []
            for _ in range(count):
                member, value = struct.unpack_from('<Ii', table, at)
                at += 8 if kind == ENUM else 12
                one['values'].append((self.string(member), value))
        else:
            at += {13: 8 * count, 14: 4, 15: 12 * count, 17: 4}.get(kind, 0)
        self.types.append(one)
        return at

    def string(self, at):
        return self.text[at:self.text.index(0, at)].decode()

    def bare(self, number):
        while self.types[number] and self.types[number]['kind'] in THROUGH:
            number = self.types[number]['size']
        return number


class Writer:
    """Structures as lines of the table; see src/formats/c-types.ts."""

    def __init__(self, btf):
        self.btf = btf
        self.embedded = {}
        self.lines = []
        self.done = set()

    def expression(self, number):
        types = self.btf.types
        while types[number] and types[number]['kind'] in THROUGH:
            if types[number]['kind'] == TYPEDEF and types[number]['name'] in TYPEDEFS:
                return types[number]['name']
            number = types[number]['size']
        if number == 0:
            return 'void'
        one = types[number]
        kind, size, name = one['kind'], one['size'], one['name']
        if kind == INT:
            if one['encoding'] >> 24 & 4:
                return 'bool'
            return 'char' if name == 'char' else ('i' if one['encoding'] >> 24 & 1 else 'u') + str(size * 8)
        if kind in (ENUM, ENUM64):
            return name if name in ENUMS else f'u{size * 8}'
        if kind == PTR:
            target = types[self.btf.bare(size)]
            if target is None or target['kind'] in (PTR, ARRAY, FUNC_PROTO):
                return '*'
            return '*' + (target['name'] if target['kind'] in (STRUCT, UNION, FWD) else self.expression(size))
        if kind == ARRAY:
            return f"{self.expression(one['element'])}[{one['count']}]"
        if kind in (STRUCT, UNION):
            if name:
                self.embedded.setdefault(name, number)
                return name
            return f'u{size * 8}' if size in (1, 2, 4, 8) else f'u8[{size}]'
        return f'u{size * 8}' if kind == FLOAT else 'void'

    def members(self, number, base=0):
        for name, kind, offset, width in self.btf.types[number]['members']:
            bare = self.btf.bare(kind)
            if name:
                yield name, kind, base + offset, width
            elif self.btf.types[bare]['kind'] in (STRUCT, UNION):
                yield from self.members(bare, base + offset)

    def emit(self, name, number, wanted):
        one = self.btf.types[number]
        if name == 'pid':
            # `numbers[]`: crash 8.0.2 reads no further than the structure is long, and would find no task. One entry is always there.
            one = {**one, 'size': one['size'] + 16}
        parts = [('union ' if one['kind'] == UNION else '') + name, str(one['size'])]
        for member, kind, offset, width in self.members(number):
            if wanted == '*' or member in wanted:
                bits = f'.{offset % 8}.{width}' if width else ''
                expression = self.expression(kind).replace('upid[0]', 'upid[1]')
                parts.append(f'{member}:{offset // 8}{bits}:{expression}')
        self.lines.append(' '.join(parts))
        self.done.add(name)


def type_lines(btf):
    writer = Writer(btf)
    aliases = []
    anonymous = {}
    for name in TYPEDEFS:
        number = btf.named.get(('t', name))
        if number is None:
            continue
        target = btf.types[btf.bare(number)]
        if target and target['kind'] in (STRUCT, UNION) and not target['name']:
            anonymous[name] = btf.bare(number)
        else:
            aliases.append(f"typedef {name} {writer.expression(btf.types[number]['size'])}")
    with open(os.path.join(os.path.dirname(__file__), 'dump-members.txt')) as file:
        for line in file:
            name, *wanted = line.split()
            number = btf.named.get(('s', name))
            if number is not None:
                writer.emit(name, number, '*' if wanted == ['*'] else wanted)
    for name, number in anonymous.items():
        writer.emit(name, number, '*')
    while more := sorted(set(writer.embedded) - writer.done):
        for name in more:
            writer.emit(name, writer.embedded[name], ())
    for name in ENUMS:
        number = btf.named.get(('e', name))
        if number is not None:
            values = ' '.join(f'{member}={value}' for member, value in btf.types[number]['values'])
            aliases.append(f'enum {name} {values}')
    # Not in the BTF; from the DWARF: `union thread_union`, the size of a stack.
    writer.lines.append('union thread_union 16384 stack:0:u64[2048]')
    return sorted(writer.lines) + aliases


def symbols(path, places):
    """Addresses by name; where several functions share one, that of the size that a place tells."""
    told = dict(re.match(r'(.+)\+0x\w+/0x(\w+)', place).groups() for place in places)
    found = {}
    exact = {}
    sizes = {}
    for line in subprocess.run(['nm', '-S', path], capture_output=True, text=True, check=True).stdout.splitlines():
        words = line.split(' ')
        name, address = words[-1], int(words[0], 16)
        found.setdefault(name, address)
        if len(words) == 4:
            sizes.setdefault(name, int(words[1], 16))
        # Up to the next symbol, which is a multiple of 16 further on.
        if len(words) == 4 and name in told and 0 <= int(told[name], 16) - int(words[1], 16) < 16:
            exact.setdefault(name, address)
    return {**found, **exact}, sizes


# Ways through the kernel that no report shows whole, newest first. `caller>callee`: the last call of that callee; `name`, `name|other`: the first place of
# that name which a recorded stack has, if any.
WAYS = {
    'halted': 'native_safe_halt|pv_native_safe_halt amd_e400_idle|default_idle default_idle_call do_idle>default_idle_call',
    'boot': ('cpu_startup_entry rest_init arch_call_rest_init start_kernel x86_64_start_reservations x86_64_start_kernel '
             'secondary_startup_64_no_verify|common_startup_64'),
    'secondary': 'cpu_startup_entry start_secondary>cpu_startup_entry secondary_startup_64_no_verify|common_startup_64',
    'idle': 'schedule_idle>__schedule do_idle>schedule_idle',
    'stopped': 'stop_this_cpu>mcheck_cpu_clear __sysvec_reboot>stop_this_cpu sysvec_reboot>__sysvec_reboot asm_sysvec_reboot>sysvec_reboot',
    'page-fault': 'oops_end>panic page_fault_oops>oops_end exc_page_fault>do_user_addr_fault asm_exc_page_fault>exc_page_fault',
    'bug': 'oops_end>panic do_trap>die do_error_trap>do_trap exc_invalid_op>do_error_trap asm_exc_invalid_op>exc_invalid_op',
}


def way_places(path, addresses, sizes, places):
    """The places of each way, as a report would write them."""
    base, code = section(path, '.text')
    found = {}
    for way, steps in WAYS.items():
        for step in steps.split():
            if '>' not in step:
                named = [place for name in step.split('|') for place in places if place.startswith(f'{name}+') and '+0x0/' not in place]
                found.setdefault(way, []).extend(named[:1])
                continue
            caller, callee = step.split('>')
            place = None
            for name in (caller, f'{caller}.cold'):
                start, size = addresses.get(name, base) - base, sizes.get(name, 0)
                for at in range(start, start + size - 4):
                    target = base + at + 5 + struct.unpack_from('<i', code, at + 1)[0]
                    if code[at] == 0xE8 and target == addresses.get(callee):
                        place = f'{name}+0x{at + 5 - start:x}/0x{(size + 15) // 16 * 16:x}'
            assert place is not None, step
            found.setdefault(way, []).append(place)
    return found


def frame_lines(path, places, addresses):
    base, bytes_ = section(path, '.orc_unwind_ip')
    _, entries = section(path, '.orc_unwind')
    starts = [base + 4 * index + value for index, (value,) in enumerate(struct.iter_unpack('<i', bytes_))]
    order = sorted(range(len(starts)), key=starts.__getitem__)
    ordered = [starts[index] for index in order]
    text, code = section(path, '.text')
    names = {}
    for name, address in addresses.items():
        names.setdefault(address, name)
    known = {place.split('+')[0] for place in places} | set(FUNCTIONS.split())
    for name in known & set(addresses):
        names[addresses[name]] = name
    for place in places:
        name, offset = re.match(r'(.+)\+0x(\w+)/', place).groups()
        if name not in addresses or offset == '0':
            continue
        # The instruction that called.
        entry = order[bisect.bisect_right(ordered, addresses[name] + int(offset, 16) - 1) - 1]
        sp_offset, bp_offset, registers, _ = struct.unpack_from('<hhBB', entries, 6 * entry)
        stack, frame = ORC_REGISTERS[registers & 15], ORC_REGISTERS[registers >> 4]
        if stack in ('sp', 'bp'):
            saved = f'{bp_offset}' if frame == 'prev' else '-'
            call = addresses[name] + int(offset, 16) - 5 - text
            callee = None
            if 0 <= call < len(code) and code[call] == 0xE8:
                callee = names.get(text + call + 5 + struct.unpack_from('<i', code, call + 1)[0])
            yield f'{name}+0x{offset} {stack} {sp_offset} {saved} {callee if callee in known else ""}'.rstrip()


def main():
    path, release, places_file, name = sys.argv[1:]
    btf = Btf(section(path, '.BTF')[1])
    with open(places_file) as file:
        places = file.read().split()
    addresses, sizes = symbols(path, places)
    ways = way_places(path, addresses, sizes, places)
    places += [place for way in ways.values() for place in way]
    counts = {name: value for kind in btf.types if kind for name, value in kind.get('values', ()) if name.startswith('NR_VM')}
    variables = []
    for line in VARIABLES.split('\n'):
        variable, _, kind = line.partition(' ')
        address = addresses.get(variable.lstrip('%'))
        if address is not None:
            kind = re.sub(r'NR_\w+', lambda match: str(counts[match[0]]), kind)
            variables.append(f'{variable} {address:x} {kind}')
    marks = [f'{mark} {addresses[mark]:x}' for mark in MARKS.split() if mark in addresses]
    named = FUNCTIONS.split() + [place.split('+')[0] for way in ways.values() for place in way]
    functions = [f'{function} {sizes.get(function, 0):x}' for function in dict.fromkeys(named) if function in addresses]
    frames = sorted(set(frame_lines(path, places, addresses)))
    newline = '\n'
    print(f'''/**
 * What dump tools know of kernel {release}: structures, variables and frame sizes.
 *
 * Read from the debug file of Debian's package linux-image-{release}-dbg by scripts/record/dump-facts.py. Format: `DumpFacts`.
 */
import type {{ DumpFacts }} from '../dump-facts.ts';

export const {name}Dump: DumpFacts = {{
  types: `
{newline.join(type_lines(btf))}
`,
  variables: `
{newline.join(variables)}
`,
  marks: `
{newline.join(marks)}
`,
  functions: `
{newline.join(functions)}
`,
  frames: `
{newline.join(frames)}
`,
  ways: `
{newline.join(f'{way} {" ".join(steps)}' for way, steps in ways.items())}
`,
}};''')


if __name__ == '__main__':
    main()
