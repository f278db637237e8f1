#!/usr/bin/env python3
"""Where a kernel's variables lie, out of its image alone: for kernels without a debug package at hand.

usage: image-places.py IMAGE VMCOREINFO RELEASE NAME > src/profiles/kernels/NAME.places.data.ts

IMAGE is an uncompressed image (arm64 `Image`) of a kernel with KALLSYMS_ALL; VMCOREINFO the text that the same kernel says of itself, which tells where
its symbol table is. The length of a variable is the way to the next symbol. Of tables that are dumped by their first word, that word is kept.
"""
import re
import struct
import sys

NAMES = '''
_text _stext _etext _sinittext _einittext _end
__cpu_possible_mask __cpu_present_mask __cpu_online_mask __cpu_active_mask
_totalram_pages jiffies_64 linux_banner nr_threads nr_irqs tainted_mask taint_flags mem_section node_data node_states __per_cpu_offset
nr_swapfiles init_uts_ns runqueues high_memory init_mm swapper_pg_dir tk_core __per_cpu_start __start_BTF
kallsyms_num_syms kallsyms_relative_base kallsyms_offsets kallsyms_names kallsyms_token_table kallsyms_token_index kallsyms_markers
kallsyms_seqs_of_names
'''.split()
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
    print('`,\n};')


main()
