/**
 * Where variables of 6.12.117+deb12-arm64 lie, in its image's own symbol table.
 *
 * Source: `vmlinuz-6.12.117+deb12-arm64` of Debian's package, read by `scripts/record/image-places.py`. Format: see `PlaceFacts` in
 * `../place-facts.ts`.
 */
import type { PlaceFacts } from '../place-facts.ts';

export const debian612arm64Places: PlaceFacts = {
  places: `
_text ffff800080000000 65536 4d5a40fa3be87314
_stext ffff800080010000 8 1f2003d51f2003d5
_etext ffff800080f50000 24 0000000000000000
_sinittext ffff800081d00000 8 1f2003d51f2003d5
_einittext ffff800081d9f5a4 4 000000003f2303d5
_end ffff800082b30000 0
__cpu_possible_mask ffff8000816d12d8 64
__cpu_present_mask ffff80008267eb38 64
__cpu_online_mask ffff80008267eaf8 64
__cpu_active_mask ffff80008267eb80 64
_totalram_pages ffff80008267f8c0 8
jiffies_64 ffff8000826779c0 64
linux_banner ffff80008126ab00 216
nr_threads ffff800082a4254c 4
nr_irqs ffff80008271a520 8
tainted_mask ffff800082a42570 8
taint_flags ffff800080f6f2e8 304
mem_section ffff800082a847e0 8
node_data ffff800082a88ef0 128
node_states ffff80008267f928 48
__per_cpu_offset ffff8000826831f8 4096
nr_swapfiles ffff800082a8358c 4
init_uts_ns ffff8000829c9998 432
runqueues ffff800081f695c0 3520
high_memory ffff800082a76c90 8
init_mm ffff80008275da40 1280
swapper_pg_dir ffff800081cfe000 8192
tk_core ffff800082a69dc0 288
__per_cpu_start ffff800081f52000 8
__start_BTF ffff800081796e8c 5597137
kallsyms_num_syms ffff80008126abd8 8 2a50020000000000
kallsyms_relative_base ffff8000814cf140 8 0000000000000000
kallsyms_offsets ffff80008143b098 606376 0000000000000000
kallsyms_names ffff80008126abe0 1897752 05545fbc78740874
kallsyms_token_table ffff80008143aa40 1112 645f5f636f6d706f
kallsyms_token_index ffff80008143ae98 512 0000160020002300
kallsyms_markers ffff80008143a0f8 2376 00000000790c0000
kallsyms_seqs_of_names ffff8000814cf148 2067160 0062610062d00062
`,
};
