/**
 * The memory of a program as the kernel laid it out: its file, heap, stack, and what the kernel maps. `/proc/PID/maps` and core files show it.
 *
 * Mirrors Linux v6.1 and v6.12 `fs/binfmt_elf.c`. Bytes are those of the start: what a program wrote since is not kept, and its heap has no pages. Left out: what it
 * asked for on top.
 */
import { elfMachines } from '../../formats/elf-core.ts';
import type { Architecture } from '../../profiles/kernel.ts';
import type { RandomStream } from '../../sim/random.ts';
import { type AddressLayout, addressLayout } from './address-layout.ts';
import { type StackDraws, type StartStack, startStack } from './start-stack.ts';
import type { Task } from './task.ts';
import { type ProcessArea, type ProgramHead, programAreas, programHead } from './user-image.ts';
import { vdsoImage } from './vdso.ts';

export interface AddressSpace {
  readonly layout: AddressLayout;
  readonly stack: StartStack;
  /** Lowest first. */
  readonly areas: readonly ProcessArea[];
  /** The auxiliary vector with its end mark. */
  readonly auxiliary: readonly bigint[];
  /** The program's first instruction. */
  readonly entry: bigint;
}

interface Draws extends StackDraws {
  readonly place: number;
}

/** MIN_GAP of `mmap_base`: mappings begin so far below the highest stack at least. */
const MAPPING_GAP = 0x8000000n;
const nothing = () => null;
/** Of memory without a file. */
const mapping = { offset: 0n, dev: 0, ino: 0 } as const;
/** e_machine where 32-bit ARM has no core of a kernel. */
const EM_ARM = 40;

export const machineOf = (architecture: Architecture): number =>
  architecture === 'arm' ? EM_ARM : elfMachines[architecture].machine;

export interface AddressSpacesOptions {
  readonly architecture: Architecture;
  /** Of 6.12. */
  readonly isNew: boolean;
  readonly random: RandomStream;
  readonly isRandom: () => boolean;
}

/** Makes the address spaces of a kernel's programs. Each is drawn when it is first asked for. */
export class AddressSpaces {
  readonly #architecture: Architecture;
  readonly layout: AddressLayout;
  readonly #random: RandomStream;
  /** By the arguments, which a fork shares and an exec replaces. */
  readonly #draws = new WeakMap<readonly string[], Draws>();

  /** Are programs that start now laid out by chance (`kernel.randomize_va_space`)? */
  readonly isRandom: () => boolean;

  constructor({ architecture, isNew, random, isRandom }: AddressSpacesOptions) {
    this.#architecture = architecture;
    this.layout = addressLayout(architecture, isNew);
    this.#random = random;
    this.isRandom = isRandom;
  }

  stackOf(task: Task): StartStack {
    const { argv, environ } = task;
    const path = task.execPath;
    const stackLimit = task.limits.soft('s') ?? null;
    return startStack(this.layout, { argv, environ, path, stackLimit }, this.#drawsOf(task));
  }

  of(task: Task): AddressSpace {
    const stack = this.stackOf(task);
    const kernel = this.#kernelAreas(task, stack);
    const head = programHead(task, this.#architecture);
    const auxiliary = this.#auxiliary(task, stack, head, kernel.find(({ name }) => name === '[vdso]')?.start ?? 0n);
    const { start, end } = stack;
    const areas: ProcessArea[] = [
      ...programAreas(task, this.#architecture),
      {
        ...mapping,
        start,
        end,
        permissions: 'rw-p',
        name: '[stack]',
        kind: 'written',
        page: (at) => stack.page(at, auxiliary),
      },
      ...kernel,
    ];
    areas.sort((left, right) => (left.start < right.start ? -1 : 1));
    return { layout: this.layout, stack, areas, auxiliary: [...auxiliary, 0n, 0n], entry: head.entry };
  }

  #drawsOf({ argv, isRandomized }: Task): Draws {
    let draws = this.#draws.get(argv);
    if (draws === undefined) {
      const { stack, kernel } = this.layout;
      const page = isRandomized ? this.#random.int(stack.pages) : 0;
      const spread = isRandomized ? this.#random.int(stack.spreadBytes) : 0;
      const slots = kernel.place.kind === 'mapped' ? kernel.place.pages : 1 << 30;
      const place = isRandomized ? this.#random.int(slots) : 0;
      draws = { page, spread, place, random: Uint8Array.from({ length: 16 }, () => this.#random.int(256)) };
      this.#draws.set(argv, draws);
    }
    return draws;
  }

  /** What the kernel maps. */
  #kernelAreas(task: Task, stack: StartStack): ProcessArea[] {
    const { kernel, pageBytes, is64 } = this.layout;
    const page = BigInt(pageBytes);
    const total = kernel.mappings.reduce((sum, { pages }) => sum + pages, 0);
    let start = this.#kernelStart(
      { isRandomized: task.isRandomized, drawn: this.#drawsOf(task).place },
      stack,
      BigInt(total) * page,
    );
    const areas = kernel.mappings.map(({ name, permissions, pages }): ProcessArea => {
      const first = start;
      start += BigInt(pages) * page;
      const bytes = (at: bigint) => {
        if (name !== '[vdso]') return new Uint8Array(pageBytes);
        const offset = Number(at - first);
        return vdsoImage(machineOf(this.#architecture), is64, pages * pageBytes).slice(offset, offset + pageBytes);
      };
      // [vvar] has no struct pages, except on 32-bit ARM, where it is a page of the kernel's data.
      const isDumped = permissions.includes('x') || !is64;
      return {
        ...mapping,
        start: first,
        end: start,
        permissions,
        name,
        kind: 'special',
        page: isDumped ? bytes : nothing,
      };
    });
    if (kernel.fixed === undefined) return areas;
    const fixed = { ...kernel.fixed, end: kernel.fixed.start + page };
    return [...areas, { ...mapping, ...fixed, kind: 'special', page: () => new Uint8Array(pageBytes) }];
  }

  #kernelStart(
    { isRandomized, drawn }: { readonly isRandomized: boolean; readonly drawn: number },
    stack: StartStack,
    sizeBytes: bigint,
  ): bigint {
    const { kernel, pageBytes } = this.layout;
    const { place } = kernel;
    const page = BigInt(pageBytes);
    const { end } = this.layout.stack;
    if (!isRandomized) return end - MAPPING_GAP - sizeBytes;
    if (place.kind === 'mapped') return end - place.gap - BigInt(drawn) * page - sizeBytes;
    const ceiling = ((stack.end + place.within - 1n) / place.within) * place.within;
    const last = (ceiling < place.limit ? ceiling : place.limit) - sizeBytes;
    // No room above the stack: among the mappings.
    if (last < stack.end) return end - MAPPING_GAP - sizeBytes;
    return stack.end + (BigInt(drawn) % ((last - stack.end) / page + 1n)) * page;
  }

  #auxiliary(task: Task, stack: StartStack, head: ProgramHead, vdso: bigint): readonly bigint[] {
    const { credentials } = task;
    const { headers, headerBytes, headerCount, entry } = head;
    const words: Readonly<Record<string, bigint>> = {
      vdso,
      page: BigInt(this.layout.pageBytes),
      headers,
      headerBytes: BigInt(headerBytes),
      headerCount: BigInt(headerCount),
      entry,
      uid: BigInt(credentials.uid),
      euid: BigInt(credentials.euid),
      gid: BigInt(credentials.gid),
      egid: BigInt(credentials.egid),
      secure: credentials.uid !== credentials.euid || credentials.gid !== credentials.egid ? 1n : 0n,
      random: stack.random,
      path: stack.path,
      platform: stack.platform,
      basePlatform: stack.basePlatform,
    };
    return this.layout.auxiliary.flatMap(([type, word]) => [
      BigInt(type),
      typeof word === 'number' ? BigInt(word) : words[word]!,
    ]);
  }
}
