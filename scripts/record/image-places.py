#!/usr/bin/env python3
"""Where a kernel's variables lie and of what types they are, out of its image alone: for kernels without a debug package at hand.

usage: image-places.py IMAGE VMCOREINFO RELEASE NAME > src/profiles/kernels/NAME.places.data.ts

IMAGE is an uncompressed image (arm64 `Image`) of a kernel with KALLSYMS_ALL and BTF; VMCOREINFO the text that the same kernel says of itself, which tells where
its symbol table is. The length of a variable is the way to the next symbol. Of tables that are dumped by their first word, that word is kept.
Types come from the BTF, in the form of dump-facts.py: those of the variables, and what they are made of.
"""
import importlib
import re
import struct
import sys

facts = importlib.import_module('dump-facts')

NAMES = '''
_text _stext _etext _sinittext _einittext _end
__cpu_possible_mask __cpu_present_mask __cpu_online_mask __cpu_active_mask
_totalram_pages jiffies_64 linux_banner nr_threads nr_irqs tainted_mask taint_flags mem_section node_data node_states __per_cpu_offset
nr_swapfiles init_uts_ns runqueues high_memory init_mm swapper_pg_dir tk_core __per_cpu_start __start_BTF
kallsyms_num_syms kallsyms_relative_base kallsyms_offsets kallsyms_names kallsyms_token_table kallsyms_token_index kallsyms_markers
kallsyms_seqs_of_names
_sdata __bss_start prb printk_rb_static printk_rb_dynamic
'''.split()
# `%`: in the per-CPU area.
TYPES = dict(line.split() for line in '''
__cpu_possible_mask cpumask
__cpu_present_mask cpumask
__cpu_online_mask cpumask
__cpu_active_mask cpumask
_totalram_pages atomic_long_t
jiffies_64 u64
linux_banner char[216]
nr_threads i32
nr_irqs u32
tainted_mask u64
taint_flags taint_flag[19]
mem_section **mem_section
node_data *pglist_data[16]
node_states nodemask_t[6]
__per_cpu_offset u64[512]
nr_swapfiles u32
init_uts_ns uts_namespace
%runqueues rq
high_memory *
init_mm mm_struct
swapper_pg_dir u64[1024]
prb *printk_ringbuffer
printk_rb_static printk_ringbuffer
printk_rb_dynamic printk_ringbuffer
'''.strip().split('\n'))
# Structures that pointers lead to, and that crash wants the size of.
REACHED = 'prb_desc printk_info mem_section pglist_data list_head page'.split()
ENUMS = ('zone_type', 'pageflags')
# By these crash knows that there is debug information; no more of them is told.
SIZE_ONLY = ('task_struct',)


def used_lines(lines):
    """Of a table of types those that the variables need."""
    known = {}
    for line in lines:
        name = line.removeprefix('union ').removeprefix('typedef ').removeprefix('enum ').split(' ')[0]
        known[name] = line
    used, waiting = set(), [*TYPES.values(), *REACHED, *ENUMS]
    while waiting:
        line = known.get(re.sub(r'\[.*|^\*+', '', waiting.pop()).split('[')[0])
        if line is None or line in used:
            continue
        used.add(line)
        if not line.startswith('enum '):
            # What is embedded; what a pointer leads to is not.
            waiting += [kind for word in line.split()[1:] if not (kind := word.split(':')[-1]).startswith('*')]
    sizes = [' '.join(known[name].split(' ')[:2]) for name in SIZE_ONLY]
    return sizes + [line for line in lines if line in used]


WORDS = [name for name in NAMES if name.startswith('kallsyms_')] + ['_text', '_stext', '_etext', '_sinittext', '_einittext']


def main():
    path, info_path, release, name = sys.argv[1:]
    image = open(path, 'rb').read()
    info = dict(re.findall(r'^SYMBOL\((\w+)\)=([0-9a-f]+)$', open(info_path).read(), re.M))
    # The image begins at _text, which is on a boundary of 2 MiB.
    base = int(info['_stext'], 16) & ~0x1fffff

    def at(symbol):
        return int(info[symbol], 16) - base

    count, = struct.unpack_from('<I', image, at('kallsyms_num_syms'))
    table = at('kallsyms_token_table')
    tokens = [image[table + i:image.index(b'\0', table + i)]
              for i in struct.unpack_from('<256H', image, at('kallsyms_token_index'))]
    place = at('kallsyms_names')
    symbols = []
    for offset in struct.unpack_from(f'<{count}I', image, at('kallsyms_offsets')):
        length = image[place]
        place += 1
        if length & 0x80:
            length = length & 0x7f | image[place] << 7
            place += 1
        text = b''.join(tokens[token] for token in image[place:place + length]).decode()
        place += length
        symbols.append((base + offset, text[1:]))
    symbols.sort()
    addresses = sorted({address for address, _ in symbols})
    following = dict(zip(addresses, addresses[1:]))
    found = {}
    for address, symbol in symbols:
        if symbol in NAMES:
            found.setdefault(symbol, address)
    print(f'''/**
 * Where variables of {release} lie, in its image's own symbol table.
 *
 * Source: `vmlinuz-{release}` of Debian's package, read by `scripts/record/image-places.py`. Format: see `PlaceFacts` in
 * `../place-facts.ts`.
 */
import type {{ PlaceFacts }} from '../place-facts.ts';

export const {name}Places: PlaceFacts = {{
  places: `''')
    for symbol in NAMES:
        address = found[symbol]
        word = f' {image[address - base:address - base + 8].hex()}' if symbol in WORDS else ''
        print(f'{symbol} {address:x} {following.get(address, address) - address}{word}')
    btf = image[found['__start_BTF'] - base:]
    table = facts.type_lines(facts.Btf(btf))
    newline = '\n'
    print(f'''`,
  types: `
{newline.join(used_lines(table))}
`,
  variables: `
{newline.join(f'{variable} {kind}' for variable, kind in TYPES.items())}
`,
}};''')


main()
