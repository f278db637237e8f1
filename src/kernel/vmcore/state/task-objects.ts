/**
 * The tasks of a dead kernel in RAM: task_struct, pid, the tree of pids, memory descriptors and stacks.
 *
 * Mirrors Linux v6.1 and v6.12 `include/linux/sched.h`, `include/linux/pid.h`, `kernel/pid.c` (init_pid_ns.idr) and `kernel/fork.c`, in those members by
 * which dump tools find tasks and tell of them. Left out: credentials, files, signals.
 */
import type { AddressRange } from '../../../memory/memory-map.ts';
import type { MappedRange } from '../../mm/kernel-mapping.ts';
import { type DeadTask, idleTrace, type Ways } from './dead-tasks.ts';
import type { KernelObjects, PlacedObject } from './kernel-objects.ts';
import { STACK_BYTES, stackImage } from './stack-image.ts';
import type { Frame } from './unwind-table.ts';

const PAGE_SIZE = 4096;
/** `__state` by the letter that `ps` shows: TASK_IDLE is TASK_UNINTERRUPTIBLE | TASK_NOLOAD, TASK_DEAD 0x80. */
const STATES = { R: 0, S: 1, D: 2, T: 4, t: 8, Z: 0x80, X: 0x80, I: 0x402 } as const;
/** EXIT_ZOMBIE, EXIT_DEAD. */
const EXIT_STATES: Readonly<Record<string, number>> = { Z: 0x20, X: 0x10 };
/** PF_IDLE; PF_KTHREAD | PF_NOFREEZE | PF_FORKNOEXEC; PF_RANDOMIZE. */
const FLAGS = { idle: 0x2, thread: 0x208040, process: 0x400000 } as const;
/** DEFAULT_PRIO. */
const PRIORITY = 120;
/** MM_FILEPAGES, MM_ANONPAGES. */
const [FILE_PAGES, ANON_PAGES] = [0, 1];
const XA_CHUNK_SHIFT = 6;
const XA_CHUNK = 1 << XA_CHUNK_SHIFT;
/** `xa_mk_node`: what an entry has that is a node. */
const XA_NODE = 2n;
/** From the start of the vmalloc area; a guard page between stacks, as far as they are apart. */
const STACKS_OFFSET = 0x2000000n;
const STACK_STRIDE = 0x8000n;

export interface TaskObjectsInput {
  readonly tasks: readonly DeadTask[];
  readonly cpus: number;
  readonly frames: ReadonlyMap<string, Frame>;
  /** Pages for stacks. */
  readonly stackRoom: readonly AddressRange[];
  /** Stacks that are mapped already, and the start of the vmalloc area. */
  readonly mapped: readonly MappedRange[];
  readonly vmalloc: bigint;
  /** Where the stack pointer of the task that crashed was. */
  readonly crashStackPointer: bigint | null;
  /** Of the CPU on which it died; null: it lives. */
  readonly crashCpu: number | null;
  readonly ways: Ways;
}

export interface StoredTasks {
  /** Idle task of each CPU, and who was on it. */
  readonly idle: readonly bigint[];
  readonly current: readonly bigint[];
  readonly count: number;
  /** Stacks to be mapped. */
  readonly stacks: readonly MappedRange[];
  /** Of each CPU that the panic stopped: where the registers of the interrupt are, on the stack of its idle task. */
  readonly interrupted: ReadonlyMap<number, bigint>;
}

interface Entry {
  readonly task: DeadTask;
  readonly placed: PlacedObject;
  readonly pid: PlacedObject | null;
}

export function storeTasks(objects: KernelObjects, input: TaskObjectsInput): StoredTasks {
  const writer = new TaskWriter(objects, input);
  return writer.store();
}

class TaskWriter {
  readonly #objects: KernelObjects;
  readonly #input: TaskObjectsInput;
  readonly #stacks: MappedRange[] = [];
  readonly #interrupted = new Map<number, bigint>();
  readonly #stackPages: number[];
  #nextStack: bigint;

  constructor(objects: KernelObjects, input: TaskObjectsInput) {
    this.#objects = objects;
    this.#input = input;
    this.#nextStack = input.vmalloc + STACKS_OFFSET;
    const isTaken = (at: number) =>
      input.mapped.some(({ physical, length }) => at < physical + length && physical < at + STACK_BYTES);
    this.#stackPages = input.stackRoom.flatMap(({ start, end }) =>
      Array.from({ length: Math.floor((end - start) / STACK_BYTES) }, (_, index) => start + index * STACK_BYTES).filter(
        (at) => !isTaken(at),
      ),
    );
  }

  store(): StoredTasks {
    const { tasks, cpus } = this.#input;
    const idle = Array.from({ length: cpus }, (_, cpu) => this.#idleTask(cpu));
    const entries = tasks.flatMap((task) => this.#entry(task) ?? []);
    const all = [...idle, ...entries];
    this.#link(all);
    this.#pidTree(entries);
    for (const { placed, pid } of all) {
      this.#objects.store(placed);
      if (pid !== null) this.#objects.store(pid);
    }
    const onCpu = (cpu: number) => entries.find(({ task }) => task.cpu === cpu)?.placed.address;
    return {
      idle: idle.map(({ placed }) => placed.address),
      current: idle.map(({ placed }, cpu) => onCpu(cpu) ?? placed.address),
      count: entries.length,
      stacks: this.#stacks,
      interrupted: this.#interrupted,
    };
  }

  #idleTask(cpu: number): Entry {
    const { tasks, ways, crashCpu } = this.#input;
    const isBusy = tasks.some((task) => task.cpu === cpu);
    const isStopped = !isBusy && crashCpu !== null && crashCpu !== cpu;
    const task: DeadTask = {
      pid: 0,
      ppid: 0,
      comm: `swapper/${cpu}`,
      state: 'R',
      isKernelThread: true,
      startNs: 0,
      userNs: 0,
      systemNs: 0,
      nice: 0,
      memory: { total: 0, resident: 0, shared: 0 },
      trace: idleTrace(ways, { cpu, isStopped, code: (place) => this.#objects.code(place) }),
      cpu: isBusy ? null : cpu,
    };
    const placed = (cpu === 0 ? null : this.#objects.allocate('task_struct')) ?? this.#objects.variable('init_task');
    this.#fill(placed, task, FLAGS.idle | FLAGS.thread, cpu);
    return { task, placed, pid: null };
  }

  #entry(task: DeadTask): Entry | null {
    const placed = this.#objects.allocate('task_struct');
    const pid = this.#objects.allocate('pid');
    if (placed === null || pid === null) return null;
    this.#fill(placed, task, task.isKernelThread ? FLAGS.thread : FLAGS.process, task.cpu ?? 0);
    const links = placed.address + BigInt(this.#objects.types.offset('task_struct', 'pid_links'));
    pid.object
      .set('count.refs.counter', 1)
      .set('tasks[0].first', links)
      .set('numbers[0].nr', task.pid)
      .set('numbers[0].ns', this.#objects.address('init_pid_ns'));
    placed.object.set('thread_pid', pid.address);
    return { task, placed, pid };
  }

  #fill({ object, address }: PlacedObject, task: DeadTask, flags: number, cpu: number): void {
    const { types } = this.#objects;
    const stack = this.#stack(task);
    const isOnCpu = task.cpu !== null;
    object
      .set('__state', STATES[task.state])
      .set('exit_state', EXIT_STATES[task.state] ?? 0)
      .set('flags', flags)
      .set('usage.refs.counter', 1)
      .set('on_cpu', Number(isOnCpu))
      .set('on_rq', Number(task.state === 'R'))
      .set('prio', PRIORITY + task.nice)
      .set('static_prio', PRIORITY + task.nice)
      .set('normal_prio', PRIORITY + task.nice)
      .set('pid', task.pid)
      .set('tgid', task.pid)
      .set('comm', task.comm)
      .set('utime', task.userNs)
      .set('stime', task.systemNs)
      .set('start_time', task.startNs)
      .set('start_boottime', task.startNs)
      .set('recent_used_cpu', cpu)
      .set('wake_cpu', cpu)
      .set('thread_info.cpu', cpu)
      .set('group_leader', address)
      .set('stack', stack.base)
      .set('thread.sp', stack.pointer);
    for (const list of ['children', 'sibling', 'thread_node', 'tasks']) object.emptyList(list, address);
    if (types.has('task_struct', 'thread_group')) object.emptyList('thread_group', address);
    const mm = task.isKernelThread || task.memory.total === 0 ? null : this.#memory(task);
    object.set('mm', mm ?? 0n).set('active_mm', mm ?? this.#objects.address('init_mm'));
  }

  /** `struct mm_struct`: sizes in pages. */
  #memory({ memory }: DeadTask): bigint | null {
    const placed = this.#objects.allocate('mm_struct');
    if (placed === null) return null;
    const { types } = this.#objects;
    const pages = (bytes: number) => Math.ceil(bytes / PAGE_SIZE);
    const counter = (index: number) =>
      types.place('mm_struct', 'rss_stat').bytes === 32
        ? `rss_stat.count[${index}].counter`
        : `rss_stat[${index}].count`;
    placed.object
      .set('mm_users.counter', 1)
      .set('mm_count.counter', 1)
      .set('total_vm', pages(memory.total))
      .set('pgd', this.#objects.address('init_top_pgt'))
      .set(counter(FILE_PAGES), pages(memory.shared))
      .set(counter(ANON_PAGES), pages(Math.max(0, memory.resident - memory.shared)));
    this.#objects.store(placed);
    return placed.address;
  }

  /** Parents, children and the list of all. */
  #link(entries: readonly Entry[]): void {
    const { types } = this.#objects;
    const byPid = new Map(entries.map((entry) => [entry.task.pid, entry]));
    const first = entries[0]!;
    for (const { task, placed } of entries) {
      const parent = byPid.get(task.ppid) ?? byPid.get(1) ?? first;
      placed.object.set('real_parent', parent.placed.address).set('parent', parent.placed.address);
    }
    // Idle tasks of other CPUs are in no list.
    const listed = entries.filter(({ task }, index) => task.pid !== 0 || index === 0);
    this.#ring(listed.map(({ placed }) => [placed, 'tasks'] as const));
    for (const parent of listed) {
      const children = listed.filter(({ task }) => task.pid !== 0 && task.ppid === parent.task.pid);
      if (children.length === 0) continue;
      this.#ring([[parent.placed, 'children'], ...children.map(({ placed }) => [placed, 'sibling'] as const)]);
    }
    for (const { placed, pid } of entries) {
      if (pid === null) continue;
      const head = pid.address + BigInt(types.offset('pid', 'tasks'));
      placed.object.set('pid_links[0].pprev', head);
    }
  }

  /** A circle of list heads. */
  #ring(members: readonly (readonly [placed: PlacedObject, list: string])[]): void {
    const { types } = this.#objects;
    const at = (index: number) => {
      const [placed, list] = members[(index + members.length) % members.length]!;
      return placed.address + BigInt(types.offset('task_struct', list));
    };
    for (const [index, [placed, list]] of members.entries()) {
      placed.object.set(`${list}.next`, at(index + 1)).set(`${list}.prev`, at(index - 1));
    }
  }

  /** `init_pid_ns.idr`: an xarray of pids. */
  #pidTree(entries: readonly Entry[]): void {
    let nodes = new Map(entries.map(({ task, pid }) => [task.pid, pid!.address]));
    let shift = 0;
    const highest = Math.max(0, ...nodes.keys());
    for (;;) {
      const parents = new Map<number, bigint>();
      for (const index of new Set([...nodes.keys()].map((key) => key >> XA_CHUNK_SHIFT))) {
        const address = this.#pidNode(nodes, index, shift);
        if (address !== null) parents.set(index, address | XA_NODE);
      }
      nodes = parents;
      shift += XA_CHUNK_SHIFT;
      if (highest >> shift === 0) break;
    }
    const namespace = this.#objects.variable('init_pid_ns');
    const init = entries.find(({ task }) => task.pid === 1);
    namespace.object
      .set('idr.idr_rt.xa_head', nodes.get(0) ?? 0n)
      .set('idr.idr_next', highest + 1)
      .set('pid_allocated', entries.length)
      .set('child_reaper', init?.placed.address ?? 0n);
    this.#objects.store(namespace);
  }

  #pidNode(below: ReadonlyMap<number, bigint>, index: number, shift: number): bigint | null {
    const node = this.#objects.allocate('xa_node');
    if (node === null) return null;
    let count = 0;
    for (let slot = 0; slot < XA_CHUNK; slot++) {
      const entry = below.get((index << XA_CHUNK_SHIFT) | slot);
      if (entry === undefined) continue;
      node.object.set(`slots[${slot}]`, entry);
      count++;
    }
    node.object
      .set('shift', shift)
      .set('count', count)
      .set('offset', index % XA_CHUNK);
    this.#objects.store(node);
    return node.address;
  }

  /** Its stack with its trace on it; of a sleeping task the stack pointer is at what `switch_to` pushed. */
  #stack(task: DeadTask): { readonly base: bigint; readonly pointer: bigint } {
    const { types } = this.#objects;
    const { frames } = this.#input;
    const place = this.#stackPlace(task);
    if (place === null) return { base: 0n, pointer: 0n };
    const { virtual, physical } = place;
    const image = stackImage({
      trace: task.trace ?? { lines: [], registers: [] },
      base: virtual,
      frames,
      code: (text) => this.#objects.code(text),
    });
    if (task.pid === 0 && task.cpu !== null && image.exceptionAt !== null) {
      this.#interrupted.set(task.cpu, virtual + BigInt(image.exceptionAt));
    }
    const saved = new DataView(image.bytes.buffer);
    const pushed = image.newest - types.offset('inactive_task_frame', 'ret_addr');
    if (task.cpu === null && pushed >= 0) {
      saved.setBigUint64(pushed + types.offset('inactive_task_frame', 'bp'), image.framePointer, true);
    }
    saved.setBigUint64(0, STACK_END_MAGIC, true);
    this.#objects.write(physical, image.bytes);
    const pointer = task.cpu === null ? pushed : image.newest;
    return { base: virtual, pointer: virtual + BigInt(pointer) };
  }

  /** Where its stack lies: that of the crash is mapped since, that of the first idle task is a variable. */
  #stackPlace(task: DeadTask): MappedRange | null {
    const { crashStackPointer: pointer, crashCpu, mapped } = this.#input;
    if (task.pid === 0 && task.comm.endsWith('/0')) {
      const physical = this.#objects.symbols.physical('init_stack');
      return { virtual: this.#objects.address('init_stack'), physical, length: STACK_BYTES };
    }
    const isCrash = task.pid !== 0 && task.cpu !== null && task.cpu === crashCpu && pointer !== null;
    const own = mapped.find(
      ({ virtual, length }) => isCrash && pointer >= virtual && pointer < virtual + BigInt(length),
    );
    return own ?? this.#newStack();
  }

  #newStack(): MappedRange | null {
    const physical = this.#stackPages.shift() ?? this.#objects.take(STACK_BYTES, PAGE_SIZE);
    if (physical === null) return null;
    const range = { virtual: this.#nextStack, physical, length: STACK_BYTES };
    this.#nextStack += STACK_STRIDE;
    this.#stacks.push(range);
    return range;
  }
}

/** At the lowest word of each stack. */
const STACK_END_MAGIC = 0x57ac6e9dn;
