/**
 * The stack that a program finds at its first instruction: arguments, environment, auxiliary vector, strings.
 *
 * Mirrors Linux v6.1 `fs/exec.c` (copy_strings, setup_arg_pages) and `fs/binfmt_elf.c` (create_elf_tables). What the program pushes later is not there.
 */
import { encodeWords } from '../../formats/process-notes.ts';
import { latin1Bytes } from '../../sim/bytes.ts';
import type { AddressLayout } from './address-layout.ts';

/** What a program is started with. */
export interface ProgramStart {
  readonly argv: readonly string[];
  readonly environ: readonly string[];
  /** As it was given to execve. */
  readonly path: string;
  /** RLIMIT_STACK in bytes, null: unlimited. */
  readonly stackLimit: number | null;
}

/** What is drawn for each program. */
export interface StackDraws {
  /** Pages between the stack's end and the highest possible one. */
  readonly page: number;
  readonly spread: number;
  /** 16 bytes (AT_RANDOM). */
  readonly random: Uint8Array;
}

export interface StartStack {
  /** The mapping. */
  readonly start: bigint;
  readonly end: bigint;
  /** The stack pointer at the first instruction. */
  readonly pointer: bigint;
  /** Of argv[1], which programs of ours that fault look at first. */
  readonly argument: bigint;
  readonly random: bigint;
  readonly path: bigint;
  readonly platform: bigint;
  readonly basePlatform: bigint;
  /** The bytes of a page, null where nobody touched it. */
  page(at: bigint, auxiliary: readonly bigint[]): Uint8Array | null;
}

/** Below the arguments a stack is mapped for so many bytes more. */
const STACK_EXPAND_BYTES = 131_072n;
const RANDOM_BYTES = 16n;

const stringBytes = (words: readonly string[]): bigint =>
  BigInt(words.reduce((total, word) => total + word.length + 1, 0));
const max = (left: bigint, right: bigint) => (left > right ? left : right);
const min = (left: bigint, right: bigint) => (left < right ? left : right);

export function startStack(layout: AddressLayout, program: ProgramStart, draws: StackDraws): StartStack {
  const { argv, environ, path, stackLimit } = program;
  const pageBytes = BigInt(layout.pageBytes);
  const wordBytes = layout.is64 ? 8n : 4n;
  const floor = (address: bigint) => address - (address % pageBytes);
  const end = layout.stack.end - BigInt(draws.page) * pageBytes;
  const pathAt = end - wordBytes - stringBytes([path]);
  const environAt = pathAt - stringBytes(environ);
  const argumentsAt = environAt - stringBytes(argv);
  const isAligned = layout.stack.spreadBytes > 1;
  const aligned = isAligned ? (argumentsAt - BigInt(draws.spread)) & ~15n : argumentsAt;
  const platform = aligned - stringBytes([layout.platform]);
  const basePlatform = layout.basePlatform === undefined ? platform : platform - stringBytes([layout.basePlatform]);
  const random = basePlatform - RANDOM_BYTES;
  // With the end mark.
  const vectorWords = 2 * (layout.auxiliary.length + 1);
  const pointerWords = 1 + argv.length + 1 + environ.length + 1;
  const pointer = (random - BigInt(vectorWords + pointerWords) * wordBytes) & ~15n;
  const limit = stackLimit === null ? end : floor(BigInt(stackLimit));
  const mapped = end - min(limit, end - floor(argumentsAt) + STACK_EXPAND_BYTES);

  const addresses = (words: readonly string[], from: bigint): bigint[] => {
    let at = from;
    return words.map((word) => {
      const address = at;
      at += BigInt(word.length + 1);
      return address;
    });
  };
  const text = (words: readonly string[]) => latin1Bytes(words.map((word) => `${word}\0`).join(''));
  const parts = (auxiliary: readonly bigint[]): readonly (readonly [bigint, Uint8Array])[] => {
    const pointers = [BigInt(argv.length), ...addresses(argv, argumentsAt), 0n, ...addresses(environ, environAt), 0n];
    const { basePlatform: base } = layout;
    return [
      [pointer, encodeWords([...pointers, ...auxiliary, 0n, 0n], layout.is64)],
      [random, draws.random],
      ...(base === undefined ? [] : [[basePlatform, text([base])] as const]),
      [platform, text([layout.platform])],
      [argumentsAt, text([...argv, ...environ, path])],
      [end - wordBytes, new Uint8Array(Number(wordBytes))],
    ];
  };
  let made: readonly (readonly [bigint, Uint8Array])[] | null = null;

  return {
    start: min(mapped, floor(pointer)),
    end,
    pointer,
    argument: argumentsAt + stringBytes(argv.slice(0, 1)),
    random,
    path: pathAt,
    platform,
    basePlatform,
    page(at, auxiliary) {
      made ??= parts(auxiliary);
      const found = made.filter(([start, { length }]) => start < at + pageBytes && start + BigInt(length) > at);
      if (found.length === 0) return null;
      const page = new Uint8Array(layout.pageBytes);
      for (const [start, bytes] of found) {
        const from = max(start, at);
        const to = min(start + BigInt(bytes.length), at + pageBytes);
        page.set(bytes.subarray(Number(from - start), Number(to - start)), Number(from - at));
      }
      return page;
    },
  };
}
