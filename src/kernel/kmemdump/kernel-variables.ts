/**
 * The kernel's variables that kmemdump registers, in RAM where the kernel of the profile has them.
 *
 * Places: of arm64 those of the image's own symbol table (`placedAddress`), of x86-64 those of the debug file; the log's are this kernel's own.
 * Contents are what the kernel knows; structures of which only members are known
 * that readers look at have those. Left out: addresses that KASLR moves inside structures beyond `pgd`, user namespaces, locks.
 */
import type { AddressRange } from '../../memory/memory-map.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { KernelPlace } from '../../profiles/kernel-places.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import { NS_PER_S } from '../../sim/clock.ts';
import type { LogSymbols } from '../printk/log-symbols.ts';
import { placedAddress } from '../vmcore/placed-kernel.ts';
import { words } from '../vmcore/state/kernel-objects.ts';
import { HZ, INITIAL_JIFFIES, TAINT_LETTERS } from '../vmcore/state/kernel-state.ts';
import type { DumpMemory } from './region-table.ts';

/** Read from the kernel's BTF: Linux 6.12 for arm64. */
const MM_STRUCT = { bytes: 1216, count: 0, pgd: 104, users: 116, startCode: 304, endCode: 312, endData: 328, brk: 344 };
const TK_CORE = { seconds: 120, sinceBoot: 128 } as const;
const TAINT_FLAG_BYTES = 16;
/** Bytes of a `char` array that holds a text: its line feed and NUL. */
const TEXT_END = 2;
const JIFFIES_BYTES = 8;
const NR_IRQS_BYTES = 4;
const UTS_NAME_BYTES = 390;
/** `enum node_states`: all but the last, N_GENERIC_INITIATOR, have the only node. */
const NODE_STATES = [1, 1, 1, 1, 1, 0];
/** Tables and marks of which a word is registered. */
const ONE_WORD = /^(kallsyms_\w+|_(text|stext|etext|sinittext|einittext|end)|swapper_pg_dir)$/;
const CONFIG_MARK = { start: 'IKCFG_ST', end: 'IKCFG_ED' } as const;
const CONFIG_ALIGN = 0x1000;

export interface KernelVariablesInput {
  readonly memory: PhysicalMemory;
  readonly places: ReadonlyMap<string, KernelPlace>;
  readonly image: AddressRange;
  /** The address of `_text` in this boot, and how far that is from where it was linked. */
  readonly text: bigint;
  readonly textMoved: bigint;
  readonly log: LogSymbols;
  readonly banner: string;
  /** /proc/config.gz. */
  readonly config: Uint8Array;
  /** What a linear address begins with: the virtual address of RAM's physical place. */
  readonly linear: (physical: number) => bigint;
  readonly ramEnd: number;
  readonly totalPages: number;
  /** `nr_irqs:` of the boot log. */
  readonly interrupts: number;
  readonly sections: number;
  readonly perCpu: { readonly start: number; readonly unitBytes: number; readonly cpus: number };
  readonly node: number;
}

/** What changes while the kernel runs. */
export interface VariableMoment {
  readonly nowNs: number;
  readonly unixSeconds: number;
  readonly taint: number;
  readonly threads: number;
  readonly online: readonly number[];
}

export class KernelVariables {
  readonly #input: KernelVariablesInput;

  constructor(input: KernelVariablesInput) {
    this.#input = input;
  }

  /** Null: this kernel has none of that name. */
  find(name: string): DumpMemory | null {
    const { log, config } = this.#input;
    switch (name) {
      case 'CONFIG':
        return this.#at(this.#configPlace, CONFIG_MARK.start.length + config.length + CONFIG_MARK.end.length);
      case 'prb_descs':
        return this.#at(log._printk_rb_static_descs, log._printk_rb_static_infos - log._printk_rb_static_descs);
      case 'prb_infos':
        return this.#at(log._printk_rb_static_infos, log.__log_buf - log._printk_rb_static_infos);
      case 'prb_data':
        return this.#at(log.__log_buf, log.block.end - log.__log_buf);
      case 'prb':
        return this.#at(log.prb, 8);
      case 'printk_rb_static':
      case 'printk_rb_dynamic':
        return this.#at(log[name], 88);
      case 'clear_seq':
        return this.#at(log.clear_seq, 24);
      case 'total_nr_irqs':
        return this.find('nr_irqs');
      case 'tk_data':
        return this.find('tk_core');
      case 'init_uts_ns_name':
        return this.#sized('init_uts_ns', UTS_NAME_BYTES);
      case 'init_mm_pgd': {
        const memory = this.#sized('init_mm', MM_STRUCT.bytes);
        return memory === null ? null : this.#at(memory.physical + MM_STRUCT.pgd, 8);
      }
      default:
        return this.#sized(name, this.#bytes(name));
    }
  }

  /** `sizeof`, where that is not the way to the next symbol. */
  #bytes(name: string): number | undefined {
    if (name === 'jiffies_64') return JIFFIES_BYTES;
    if (name === 'linux_banner') return this.#input.banner.length + TEXT_END;
    if (name === 'nr_irqs' || name === 'kallsyms_num_syms') return NR_IRQS_BYTES;
    if (name === 'init_mm') return MM_STRUCT.bytes;
    return ONE_WORD.test(name) ? 8 : undefined;
  }

  #sized(name: string, bytes: number | undefined): DumpMemory | null {
    const { places, image, text, textMoved, log } = this.#input;
    const place = places.get(name);
    if (place === undefined) return null;
    const sizeBytes = bytes ?? place.sizeBytes;
    const linked = placedAddress(place, sizeBytes, { image, linkedText: text - textMoved, log });
    return this.#at(image.start + Number(linked - (text - textMoved)), sizeBytes);
  }

  #at(physical: number, sizeBytes: number): DumpMemory {
    const { image, text } = this.#input;
    return { virtual: text + BigInt(physical - image.start), physical, sizeBytes };
  }

  /** The simulated image has its configuration where the real one has its type information: the recorded kernel has none built in. */
  get #configPlace(): number {
    const { places, image, text, textMoved } = this.#input;
    const types = Number((places.get('__start_BTF')?.address ?? text - textMoved) - (text - textMoved));
    return image.start + Math.ceil(types / CONFIG_ALIGN) * CONFIG_ALIGN;
  }

  /** What does not change any more. */
  storeConstants(): void {
    const { banner, config, linear, ramEnd, totalPages, interrupts, sections, perCpu, node, places } = this.#input;
    for (const [name, { word }] of places) if (word !== '') this.#write(name, hexBytes(word));
    this.#write('linux_banner', latin1Bytes(`${banner}\n\0`));
    const packed = new Uint8Array(CONFIG_MARK.start.length + config.length + CONFIG_MARK.end.length);
    packed.set(latin1Bytes(CONFIG_MARK.start));
    packed.set(config, CONFIG_MARK.start.length);
    packed.set(latin1Bytes(CONFIG_MARK.end), CONFIG_MARK.start.length + config.length);
    this.#write('CONFIG', packed);
    const taints = new Uint8Array(TAINT_FLAG_BYTES * TAINT_LETTERS.length);
    for (const [index, letters] of TAINT_LETTERS.entries()) taints.set(latin1Bytes(letters), index * TAINT_FLAG_BYTES);
    this.#write('taint_flags', taints);
    this.#write('_totalram_pages', words([totalPages], 8));
    this.#write('high_memory', words([linear(ramEnd)], 8));
    this.#write('nr_irqs', words([interrupts], 4));
    this.#write('nr_swapfiles', words([0], 4));
    this.#write('mem_section', words([linear(sections)], 8));
    this.#write('node_data', words([linear(node)], 8));
    this.#write('node_states', words(NODE_STATES, 8));
    const areas = Array.from({ length: perCpu.cpus }, (_, cpu) => linear(perCpu.start + cpu * perCpu.unitBytes));
    const template = this.#address('__per_cpu_start');
    this.#write(
      '__per_cpu_offset',
      words(
        areas.map((area) => area - template),
        8,
      ),
    );
    const all = areas.map((_, cpu) => cpu);
    this.#write('__cpu_possible_mask', mask(all));
    this.#write('__cpu_present_mask', mask(all));
    this.#write('__cpu_active_mask', mask(all));
    this.#storeInitMm();
  }

  #storeInitMm(): void {
    const bytes = new Uint8Array(MM_STRUCT.bytes);
    const put = (at: number, value: number | bigint, width: 4 | 8) => bytes.set(words([value], width), at);
    put(MM_STRUCT.count, 1, 4);
    put(MM_STRUCT.users, 2, 4);
    put(MM_STRUCT.pgd, this.#address('swapper_pg_dir'), 8);
    put(MM_STRUCT.startCode, this.#address('_stext'), 8);
    put(MM_STRUCT.endCode, this.#address('_etext'), 8);
    put(MM_STRUCT.brk, this.#address('_end'), 8);
    this.#write('init_mm', bytes);
  }

  store(moment: VariableMoment): void {
    const jiffies = BigInt(INITIAL_JIFFIES) + BigInt(Math.floor(moment.nowNs / (NS_PER_S / HZ)));
    this.#write('jiffies_64', words([jiffies], 8));
    this.#write('nr_threads', words([moment.threads], 4));
    this.#write('tainted_mask', words([moment.taint], 8));
    this.#write('__cpu_online_mask', mask(moment.online));
    const clock = this.find('tk_core');
    if (clock === null) return;
    const seconds = Math.floor(moment.nowNs / NS_PER_S);
    this.#put(clock.physical + TK_CORE.seconds, words([moment.unixSeconds], 8));
    this.#put(clock.physical + TK_CORE.sinceBoot, words([seconds], 8));
  }

  #address(name: string): bigint {
    return this.find(name)?.virtual ?? 0n;
  }

  #write(name: string, bytes: Uint8Array): void {
    const memory = this.find(name);
    if (memory !== null) this.#put(memory.physical, bytes);
  }

  #put(physical: number, bytes: Uint8Array): void {
    const { memory } = this.#input;
    memory.write(physical, bytes, memory.writer('kernel'));
  }
}

/** A `cpumask` of 512 bits (CONFIG_NR_CPUS of Debian's arm64). */
function mask(cpus: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(64);
  for (const cpu of cpus) bytes[cpu >> 3]! |= 1 << (cpu & 7);
  return bytes;
}

function hexBytes(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
