/**
 * tracefs: the switches of the tracer and an empty trace, with room for what user space writes into trace_marker.
 *
 * Mirrors Linux v6.1 and v6.12 `kernel/trace/trace.c` (modes, print_func_help_header_irq, tracing_mark_write) and `kernel/trace/ftrace.c`. No
 * function is traced into the buffer: a tracer that is chosen shows its header and nothing below it.
 */
import { EBADF, EINVAL } from '../../sim/errno.ts';
import { kstrtoint } from '../cmdline.ts';
import { SymbolTable } from '../crash/symbols.ts';
import type { PseudoServices } from '../procfs/services.ts';
import type { PseudoDirectoryNode, PseudoFileNode, PseudoNode } from '../vfs/pseudo-tree.ts';

/** Markers that are kept; older ones are overwritten. */
const MARKERS_MAX = 200;
const MARKER_BYTES = 4080;

interface Marker {
  readonly comm: string;
  readonly pid: number;
  readonly ns: number;
  readonly text: string;
}

const OPTIONS = (
  'print-parent nosym-offset nosym-addr noverbose noraw nohex nobin noblock trace_printk annotate nouserstacktrace nosym-userobj ' +
  'noprintk-msg-only context-info nolatency-format record-cmd norecord-tgid overwrite nodisable_on_free irq-info markers noevent-fork ' +
  'nopause-on-trace hash-ptr function-trace nofunction-fork nodisplay-graph nostacktrace notest_nop_accept notest_nop_refuse'
).split(' ');

/** 6.12 has two more. */
function options612(): string[] {
  return OPTIONS.flatMap((name) => {
    if (name === 'noblock') return [name, 'nofields'];
    return name === 'noevent-fork' ? [name, 'trace_printk_dest'] : [name];
  });
}

export function tracefsTree(services: PseudoServices): PseudoDirectoryNode {
  const { host, processes, profile, text, time } = services;
  const isX86 = profile.architecture === 'x86_64';
  const tracers = isX86
    ? ['blk', 'mmiotrace', 'function_graph', 'function', 'nop']
    : ['blk', 'function_graph', 'function', 'nop'];
  let tracer = 'nop';
  let isOn = 1;
  let markers: Marker[] = [];
  let written = 0;
  let filter: string[] = [];
  const options = new Set(profile.version.patchlevel >= 12 ? options612() : OPTIONS);
  const functions = () => [...SymbolTable.of(text.crash).symbols()];

  const mark = (line: string): number => {
    if (isOn === 0) return -EBADF;
    const { comm, pid } = processes.current();
    const body = line.slice(0, MARKER_BYTES);
    markers = [...markers, { comm, pid, ns: time.now(), text: body.endsWith('\n') ? body : `${body}\n` }].slice(
      -MARKERS_MAX,
    );
    written++;
    return line.length;
  };
  const traceText = () => {
    if (tracer === 'function_graph') return GRAPH_HEADER;
    const header = functionHeader(tracer, markers.length, written, host.cpuTimes().length);
    return header + markers.map(markerLine).join('');
  };
  const names = (list: readonly string[], none: string) =>
    list.length === 0 ? `#### ${none} ####\n` : `${list.join('\n')}\n`;
  const nodes: Readonly<Record<string, PseudoNode>> = {
    instances: folder(0o750, {}),
    set_ftrace_notrace: file(() => names([], 'no functions disabled'), { write: () => -EINVAL }),
    set_ftrace_filter: file(() => names(filter, 'all functions enabled'), {
      write: (wanted, offset) => {
        const words = wanted.split(/\s+/).filter((word) => word !== '');
        if (words.some((word) => !functions().some(({ name }) => name === word))) return -EINVAL;
        filter = offset === 0 && words.length === 0 ? [] : [...new Set([...filter, ...words])];
        return wanted.length;
      },
    }),
    enabled_functions: file(() => '', { mode: 0o440 }),
    available_filter_functions: file(
      () =>
        functions()
          .map(({ name, module }) => `${name}${module === null ? '' : ` [${module}]`}\n`)
          .join(''),
      { mode: 0o440 },
    ),
    set_ftrace_pid: file(() => 'no pid\n', { write: () => -EINVAL }),
    tracing_on: file(() => `${isOn}\n`, {
      write: (value) => {
        const number = kstrtoint(value);
        if (number === null || number < 0) return -EINVAL;
        isOn = Number(number !== 0);
        return value.length;
      },
    }),
    trace_clock: file(() => `[local] global counter uptime perf mono mono_raw boot tai${isX86 ? ' x86-tsc' : ''}\n`, {
      write: (value) => (value.trim() === 'local' ? value.length : -EINVAL),
    }),
    trace_marker: { kind: 'file', mode: 0o220, size: 0, write: mark },
    buffer_total_size_kb: file(() => `${7 * host.cpuTimes().length}\n`, { mode: 0o440 }),
    buffer_size_kb: file(() => '7\n', { write: () => -EINVAL }),
    trace: file(traceText, {
      // Opening for writing with truncation empties the buffer; so does a write.
      write: (value) => {
        markers = [];
        written = 0;
        return value.length;
      },
    }),
    trace_options: file(() => `${[...options].join('\n')}\n`, {
      write: (value) => setOption(options, value.trim()) ?? value.length,
    }),
    tracing_cpumask: file(() => `${(2 ** host.cpuTimes().length - 1).toString(16)}\n`, { write: () => -EINVAL }),
    current_tracer: file(() => `${tracer}\n`, {
      write: (value) => {
        const wanted = value.trim();
        if (!tracers.includes(wanted)) return -EINVAL;
        if (wanted !== tracer) {
          markers = [];
          written = 0;
        }
        tracer = wanted;
        return value.length;
      },
    }),
    available_tracers: file(() => `${tracers.join(' ')}\n`, { mode: 0o440 }),
  };
  return folder(0o700, nodes);
}

function file(
  read: () => string,
  { mode = 0o640, write }: { readonly mode?: number; readonly write?: (text: string, offset: number) => number } = {},
): PseudoFileNode {
  return { kind: 'file', mode, size: 0, read, ...(write === undefined ? {} : { write }) };
}

function folder(mode: number, children: Readonly<Record<string, PseudoNode>>): PseudoDirectoryNode {
  const names = Object.keys(children);
  return {
    kind: 'directory',
    mode,
    names: () => names,
    child: (name) => (Object.hasOwn(children, name) ? children[name] : undefined),
  };
}

/** `set_tracer_flag` by name: `NAME` or `noNAME`; -EINVAL for one that does not exist. */
function setOption(options: Set<string>, word: string): number | null {
  const name = word.startsWith('no') && !options.has(word) && options.has(word.slice(2)) ? word.slice(2) : word;
  const plain = word.startsWith('no') ? word.slice(2) : word;
  const known = [...options].find((one) => one === plain || one === `no${plain}` || one === name);
  if (known === undefined) return -EINVAL;
  const list = [...options].map((one) => (one === known ? word : one));
  options.clear();
  for (const one of list) options.add(one);
  return null;
}

const GRAPH_HEADER = `# tracer: function_graph
#
# CPU  DURATION                  FUNCTION CALLS
# |     |   |                     |   |   |   |
`;

function functionHeader(tracer: string, inBuffer: number, written: number, cpus: number): string {
  return `# tracer: ${tracer}
#
# entries-in-buffer/entries-written: ${inBuffer}/${written}   #P:${cpus}
#
#                                _-----=> irqs-off/BH-disabled
#                               / _----=> need-resched
#                              | / _---=> hardirq/softirq
#                              || / _--=> preempt-depth
#                              ||| / _-=> migrate-disable
#                              |||| /     delay
#           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION
#              | |         |   |||||     |         |
`;
}

function markerLine({ comm, pid, ns, text }: Marker): string {
  const microseconds = Math.floor(ns / 1000);
  const stamp = `${String(Math.floor(microseconds / 1e6)).padStart(5)}.${String(microseconds % 1e6).padStart(6, '0')}`;
  return `${comm.padStart(16)}-${String(pid).padEnd(7)} [000] ..... ${stamp}: tracing_mark_write: ${text}`;
}
