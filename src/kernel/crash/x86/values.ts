/**
 * The values that x86-64 crash reports name, drawn so that they belong together.
 *
 * Which belong together was read off the recordings: the stack pointer lies in the task's 16 KiB stack, registers that point into
 * it are at fixed distances, CR3 and the page tables are whole pages of the kernel's own, the user's registers follow from what was
 * written. Names: `sp`, `kernel`, `modules`, `linear`, `vmalloc`, `percpu` (of this CPU), `count` (bytes written); pages of the
 * linear map `buffer`, `buffer1` … `buffer3`; physical pages `pgd`, `pud`, `pmd`, `pte`, `cr3`; of the user `heap` (start of the
 * thread block, FS), `usp` (stack pointer), `top` (end of the stack), `map` (an anonymous mapping), `word` (see `echoWord`),
 * `status` (exit status); `pid`.
 */
import type { CrashPath } from '../../../profiles/crash-data.ts';
import { assert } from '../../../sim/assert.ts';
import type { RandomStream } from '../../../sim/random.ts';
import type { CrashRequest } from '../architecture.ts';
import type { CrashEnvironment } from '../crash-environment.ts';
import type { Names } from '../register-template.ts';

const THREAD_SIZE = 0x4000n;
/** The first process's stack is the first ever made; others come later. */
const INIT_STACK_OFFSET = 0x10000n;

export function drawX86Values(
  environment: CrashEnvironment,
  { cpu, task, written, exitStatus }: CrashRequest,
  { path, stack }: { readonly path: CrashPath; readonly stack: number },
  random: RandomStream,
): Names {
  const { addresses, text } = environment;
  assert(text.crash.architecture === 'x86_64', 'x86 values of another architecture');
  const base = (digits: string) => BigInt(`0x${digits}`);
  const linear = base(addresses.pageOffset);
  const heap = 0x2000000n + 0x1000n * BigInt(random.int(0x3e000)) + 0x3c0n;
  const usp = 0x7ffc00000000n + 16n * BigInt(random.int(2 ** 30)) + 8n;
  const top = (usp & ~0xfffn) + 0x1000n * BigInt(1 + random.int(2));
  const slot = task.pid === 1 ? INIT_STACK_OFFSET : 0x80000n + THREAD_SIZE * BigInt(random.int(0x180));
  const offsets = path.stacks[stack]?.stackPointers ?? [];
  const offset = offsets.length === 0 ? 0x3dc0 : offsets[random.int(offsets.length)]!;
  const page = () => drawPage(environment, random);
  return {
    sp: base(addresses.vmalloc) + slot + BigInt(offset),
    kernel: base(addresses.text),
    modules: base(addresses.modules),
    linear,
    vmalloc: base(addresses.vmalloc),
    percpu: linear + 0x100000n * BigInt(cpu),
    count: BigInt(written.length),
    pid: BigInt(task.pid),
    buffer: linear + page(),
    pgd: page(),
    pud: page(),
    cr3: page(),
    pmd: page(),
    pte: page(),
    buffer1: linear + page(),
    buffer2: linear + page(),
    buffer3: linear + page(),
    heap,
    usp,
    top,
    map: 0x7f0000000000n + 0x1000n * BigInt(random.int(2 ** 26)),
    word: echoWord(written),
    status: BigInt(exitStatus & 0xff),
  };
}

/**
 * What busybox's strlen leaves in R9: the last 8 bytes it looked at, zero-padded, less 0x01 in each byte. `written` is the
 * word and echo's newline.
 */
function echoWord(written: string): bigint {
  const text = written.replace(/\n$/, '');
  let word = 0n;
  for (let i = Math.floor(text.length / 8) * 8, shift = 0n; i < text.length; i++, shift += 8n) {
    word |= BigInt(text.charCodeAt(i) & 0xff) << shift;
  }
  return word - 0x0101010101010101n;
}

/** Physical address of a whole page of the kernel's objects, above 16 MiB where there is any. */
function drawPage({ objectRam }: CrashEnvironment, random: RandomStream): bigint {
  const ranges = objectRam
    .map(({ start, end }) => ({ start: Math.max(start, 0x1000000), end }))
    .filter(({ start, end }) => start < end);
  const pool = ranges.length > 0 ? ranges : objectRam;
  const pageCount = pool.reduce((sum, { start, end }) => sum + (end - start) / 4096, 0);
  let page = random.int(Math.max(1, pageCount));
  for (const { start, end } of pool) {
    const pages = (end - start) / 4096;
    if (page < pages) return BigInt(start + page * 4096);
    page -= pages;
  }
  return 0n;
}
