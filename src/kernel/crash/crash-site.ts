/**
 * The place of a crash with all its values, drawn from a random stream and consistent with each other.
 *
 * Which values belong together was read off the recordings: the stack pointer lies in the task's 16 KiB stack, registers that
 * point into it are at fixed distances, CR2 is the fault address, CR3 and the page tables are whole pages of System RAM, the
 * user's registers follow from what was written.
 */
import type { CrashPath, CrashPathName, RecordedFault } from '../../profiles/kernel-text.ts';
import { userMode } from '../../profiles/kernels/user-mode.data.ts';
import { assert } from '../../sim/assert.ts';
import type { RandomStream } from '../../sim/random.ts';
import { hex64 } from './address-space.ts';
import type { CrashEnvironment, CrashSite, FaultRegisters, Task, UserRegisters } from './crash-environment.ts';
import { evaluate } from './register-template.ts';

export interface CrashRequest {
  readonly path: CrashPathName;
  readonly cpu: number;
  readonly task: Task;
  /** What the task's system call writes, the final newline included; `c\n` for sysrq. */
  readonly written: string;
  /** Status the first process exits with, for `exit`. */
  readonly exitStatus: number;
}

/** CR2 when nothing of the kernel faulted: the user's last page fault, in busybox's data. */
const LAST_USER_FAULT = 0x559c5an;
const THREAD_SIZE = 0x4000n;
/** The first process's stack is the first ever made; others come later. */
const INIT_STACK_OFFSET = 0x10000n;

/** Whether this kernel has the text of a way to crash. */
export function hasCrashPath({ text }: Pick<CrashEnvironment, 'text'>, path: CrashPathName): boolean {
  return text.crash.paths[path] !== undefined;
}

export function crashPath({ text }: Pick<CrashEnvironment, 'text'>, name: CrashPathName): CrashPath {
  const path = text.crash.paths[name];
  assert(path !== undefined, `${text.release} has no text for ${name}`);
  return path;
}

/** Draws a crash. The kernel must have the path. */
export function drawCrashSite(environment: CrashEnvironment, request: CrashRequest, random: RandomStream): CrashSite {
  const path = crashPath(environment, request.path);
  const stack = random.int(path.stacks.length);
  const { cpu, task } = request;
  const site = { path: request.path, cpu, task: { ...task, comm: task.comm.slice(0, 15) }, stack };
  if (environment.text.crash.architecture !== 'x86_64') return { ...site, fault: null, user: null };
  const heap = 0x2000000n + 0x1000n * BigInt(random.int(0x3e000)) + 0x3c0n;
  const user = drawUser(path, request, heap, random);
  const { fault } = path;
  if (fault === null) return { ...site, fault: null, user };
  return { ...site, fault: drawFault(environment, request, { path, stack, fault, heap }, random), user };
}

function drawUser(path: CrashPath, request: CrashRequest, heap: bigint, random: RandomStream): UserRegisters {
  const { registers } = userMode[path.systemCall];
  const sp = 0x7ffc00000000n + 16n * BigInt(random.int(2 ** 30)) + 8n;
  const names = {
    sp,
    heap,
    top: (sp & ~0xfffn) + 0x1000n * BigInt(1 + random.int(2)),
    count: BigInt(request.written.length),
    word: echoWord(request.written),
    status: BigInt(request.exitStatus & 0xff),
  };
  return { stackPointer: hex64(sp), registers: evaluate(registers, names).map(hex64) };
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

interface FaultContext {
  readonly path: CrashPath;
  readonly stack: number;
  readonly fault: RecordedFault;
  readonly heap: bigint;
}

function drawFault(
  environment: CrashEnvironment,
  { cpu, task, written }: CrashRequest,
  { path, stack, fault, heap }: FaultContext,
  random: RandomStream,
): FaultRegisters {
  const { addresses, text } = environment;
  const { crash } = text;
  assert(crash.architecture === 'x86_64', 'x86 registers of another architecture');
  const base = (digits: string) => BigInt(`0x${digits}`);
  const slot = task.pid === 1 ? INIT_STACK_OFFSET : 0x80000n + THREAD_SIZE * BigInt(random.int(0x180));
  const offsets = path.stacks[stack]!.stackPointers;
  const sp = base(addresses.vmalloc) + slot + BigInt(offsets[random.int(offsets.length)]!);
  const buffer = base(addresses.pageOffset) + drawPage(environment, random);
  const names = {
    sp,
    buffer,
    kernel: base(addresses.text),
    modules: base(addresses.modules),
    count: BigInt(written.length),
    percpu: base(addresses.pageOffset) + 0x100000n * BigInt(cpu),
  };
  const pgd = drawPage(environment, random);
  const pud = drawPage(environment, random);
  const entries = fault.cause === 'null-write' ? [pgd + 0x67n, pgd + 0x67n, pud + 0x67n, 0n] : [];
  return {
    stackPointer: hex64(sp),
    registers: evaluate(fault.registers, names).map(hex64),
    pageTables: entries.map((entry) => entry.toString(16)),
    fs: hex64(heap),
    gs: hex64(evaluate(crash.gs, names)[0]!),
    cr2: hex64(fault.cause === 'null-write' ? 0n : LAST_USER_FAULT),
    cr3: hex64(drawPage(environment, random)),
    cr4: crash.cr4.padStart(16, '0'),
  };
}

/** Physical address of a whole page of System RAM above 16 MiB where there is any. */
function drawPage({ systemRam }: CrashEnvironment, random: RandomStream): bigint {
  const ranges = systemRam
    .map(({ start, end }) => ({ start: Math.max(start, 0x1000000), end }))
    .filter(({ start, end }) => start < end);
  const pool = ranges.length > 0 ? ranges : systemRam;
  const pageCount = pool.reduce((sum, { start, end }) => sum + (end - start) / 4096, 0);
  let page = random.int(Math.max(1, pageCount));
  for (const { start, end } of pool) {
    const pages = (end - start) / 4096;
    if (page < pages) return BigInt(start + page * 4096);
    page -= pages;
  }
  return 0n;
}
