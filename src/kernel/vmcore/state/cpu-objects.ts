/**
 * The areas of the CPUs in RAM: run queues, who runs, and which CPUs there are.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/sched/sched.h` (struct rq), `arch/x86/kernel/setup_percpu.c` and `kernel/cpu.c` (the masks). Run queues are
 * empty but for the task on the CPU. Left out: exception stacks; interrupt stacks are empty but for the one that a
 * panic stopped.
 */
import { CObject } from '../../../formats/c-object.ts';
import type { AddressRange } from '../../../memory/memory-map.ts';
import { type KernelObjects, words } from './kernel-objects.ts';
import type { StoredTasks } from './task-objects.ts';
import { type Frame, frameBytes } from './unwind-table.ts';

/** NR_CPUS of Debian's kernels. */
const CPUS_MAX = 8192;
/** MAX_RT_PRIO. */
const REAL_TIME_QUEUES = 100;
const INTERRUPT_STACK_BYTES = 0x4000;
const PAGE_SIZE = 4096;

export interface CpuObjectsInput {
  readonly cpus: number;
  /** The areas, one behind the other. */
  readonly areas: AddressRange;
  readonly tasks: StoredTasks;
  /** Those that still ran: a panic without a crash kernel stops the others and marks them offline. */
  readonly online: readonly number[];
  readonly nowNs: number;
  /** The places on the way of the interrupt that stopped a CPU, newest first. */
  readonly stoppedWay: readonly string[];
  readonly frames: ReadonlyMap<string, Frame>;
}

export function storeCpus(objects: KernelObjects, input: CpuObjectsInput): void {
  const { cpus, areas, tasks, online, nowNs } = input;
  const unit = (areas.end - areas.start) / cpus;
  const offsets = Array.from({ length: cpus }, (_, cpu) => objects.linear(areas.start + cpu * unit));
  objects.set('__per_cpu_offset', [...offsets, ...new Array<bigint>(CPUS_MAX - cpus).fill(0n)]);
  for (let cpu = 0; cpu < cpus; cpu++) {
    const area = areas.start + cpu * unit;
    const put = (name: string, bytes: Uint8Array) => {
      if (objects.symbols.has(name)) objects.write(area + Number(objects.symbols.variable(name).address), bytes);
    };
    const current = tasks.current[cpu]!;
    const stack = objects.take(INTERRUPT_STACK_BYTES, PAGE_SIZE);
    if (stack !== null) objects.write(stack, interruptStack(objects, input, tasks.interrupted.get(cpu)));
    const stackTop = stack === null ? 0n : objects.linear(stack + INTERRUPT_STACK_BYTES) - 8n;
    put('cpu_number', words([cpu], 4));
    put('current_task', words([current], 8));
    put('hardirq_stack_ptr', words([stackTop], 8));
    if (objects.symbols.has('pcpu_hot')) {
      const hot = new CObject(objects.types, 'pcpu_hot', 'little');
      hot.set('current_task', current).set('cpu_number', cpu).set('hardirq_stack_ptr', stackTop);
      put('pcpu_hot', hot.bytes);
    }
    put('cpu_tss_rw', new CObject(objects.types, 'tss_struct', 'little').bytes);
    put('cpu_info', new CObject(objects.types, 'cpuinfo_x86', 'little').bytes);
    const queueAt = offsets[cpu]! + objects.symbols.variable('runqueues').address;
    put('runqueues', runQueue(objects, { at: queueAt, cpu, current, idle: tasks.idle[cpu]!, nowNs }));
  }
  const mask = (those: readonly number[]) => {
    const bits = new Array<bigint>(CPUS_MAX / 64).fill(0n);
    for (const cpu of those) bits[cpu >> 6]! |= 1n << BigInt(cpu & 63);
    return bits;
  };
  const all = offsets.map((_, cpu) => cpu);
  objects.set('__cpu_possible_mask', mask(all));
  objects.set('__cpu_present_mask', mask(all));
  objects.set('__cpu_online_mask', mask(online));
  objects.set('__cpu_active_mask', mask(online));
  objects.set('nr_cpu_ids', [cpus], 4);
}

/** What the interrupt of a panic left there; `registers`: where it saved those of the task it came to. */
function interruptStack(
  objects: KernelObjects,
  { stoppedWay, frames }: CpuObjectsInput,
  registers: bigint | undefined,
): Uint8Array {
  const bytes = new Uint8Array(INTERRUPT_STACK_BYTES);
  if (registers === undefined) return bytes;
  const view = new DataView(bytes.buffer);
  // At its top the task's stack pointer [assumed: nothing is between it and the registers, so that every crash finds them].
  let at = INTERRUPT_STACK_BYTES - 8;
  view.setBigUint64(at, registers, true);
  for (const place of stoppedWay.slice(0, -1).reverse()) {
    const code = objects.code(place);
    if (code === null) continue;
    at -= at === INTERRUPT_STACK_BYTES - 8 ? 8 : frameBytes(frames.get(place.split('/')[0]!));
    view.setBigUint64(at, code, true);
  }
  return bytes;
}

function runQueue(
  { types }: KernelObjects,
  queue: {
    readonly at: bigint;
    readonly cpu: number;
    readonly current: bigint;
    readonly idle: bigint;
    readonly nowNs: number;
  },
): Uint8Array {
  const rq = new CObject(types, 'rq', 'little');
  const running = Number(queue.current !== queue.idle);
  rq.set('curr', queue.current)
    .set('idle', queue.idle)
    .set('cpu', queue.cpu)
    .set('clock', queue.nowNs)
    .set('nr_running', running)
    .set('cfs.nr_running', running);
  for (let list = 0; list < REAL_TIME_QUEUES; list++) rq.emptyList(`rt.active.queue[${list}]`, queue.at);
  return rq.bytes;
}
