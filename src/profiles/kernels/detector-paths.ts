/**
 * Reports of detectors, watchdogs and NMIs, put together from what the CPU was doing and what interrupted it.
 *
 * A hang is a place where a CPU goes round; an interrupt that panics shows its own frames, the registers it interrupted and the
 * frames below. The recordings show some pairs; all others of the same two halves follow from them.
 */
import type { CrashData, CrashPath, RecordedRegisters, RecordedStack } from '../crash-data.ts';

/** What a CPU is doing: it idles, or goes round in a function. */
interface DetectorContext {
  readonly registers: RecordedRegisters;
  /** Of further stacks below, as `CrashPath.blocks`. */
  readonly blocks?: readonly RecordedRegisters[];
  readonly stacks: readonly RecordedStack[];
  readonly systemCall: string | null;
  /** Flags where they differ from those of `registers`: what was compared last is chance. By head. */
  readonly flags?: Readonly<Record<string, string>>;
  /** Words of the interrupt's register frame that look like return addresses, one line each: in an NMI, in an interrupt. */
  readonly staleInNmi?: string;
  readonly staleInInterrupt?: string;
}

/** A task that is shown by its stack alone. */
interface DetectorThread {
  readonly stacks: readonly RecordedStack[];
}

export interface DetectorData {
  /** Frames of a panic in an interrupt down to the registers it interrupted, by name: `nmi`, `softdog`, … */
  readonly heads: Readonly<Record<string, string>>;
  readonly contexts: Readonly<Record<string, DetectorContext>>;
  readonly threads: Readonly<Record<string, DetectorThread>>;
}

/**
 * Places of a module that another kernel showed and this one did not: where both have the module from one source and one compiler, as
 * the bytes they share show, its functions are the same, and the frames below are those of a place that this kernel showed.
 */
export function sharedPlaces(own: DetectorData, other: DetectorData): DetectorData {
  const below = own.contexts['lkdtm-SOFTLOCKUP'];
  if (below === undefined) return own;
  const places = Object.entries(other.contexts).filter(([name]) => name.startsWith('lkdtm-'));
  const shared = places.map(([name, { registers }]) => [name, { ...below, registers, staleInInterrupt: '' }] as const);
  return { ...own, contexts: { ...Object.fromEntries(shared), ...own.contexts } };
}

/** Paths: `CONTEXT`, `HEAD/CONTEXT` and `THREAD`. */
export function detectorPaths({ heads, contexts, threads }: DetectorData): CrashData {
  const paths: Record<string, CrashPath> = {};
  for (const [name, { stacks }] of Object.entries(threads)) {
    const hasUser = stacks.some(({ frames }) => frames.includes('@user'));
    paths[name] = { stacks, fault: null, systemCall: hasUser ? 'write' : null };
  }
  for (const [name, context] of Object.entries(contexts)) {
    const { registers, blocks = [], stacks, systemCall } = context;
    paths[name] = { stacks, fault: { cause: 'registers', ...registers }, blocks, systemCall };
    for (const [head, frames] of Object.entries(heads)) {
      paths[`${head}/${name}`] = {
        stacks: stacks.map((stack) => ({ ...stack, frames: interrupted(head, frames, context, stack) })),
        fault: null,
        blocks: [{ ...registers, flags: context.flags?.[head] ?? registers.flags }, ...blocks],
        systemCall,
      };
    }
  }
  return { symbols: '', paths };
}

function interrupted(head: string, above: string, context: DetectorContext, { frames }: RecordedStack): string {
  // The trace of the context alone begins with its own stack; its blocks follow that of the interrupt.
  const below = frames
    .trim()
    .replace(/^@(\d+)$/gm, (_, index: string) => `@${Number(index) + 1}`)
    .split('\n');
  const isNmi = head === 'nmi';
  const stale = lines(isNmi ? (context.staleInNmi ?? twice(context.registers)) : (context.staleInInterrupt ?? ''));
  // An interrupt's way out is part of its head, which has entered the stack below.
  const under = isNmi ? ['</NMI>', ...below] : below.slice(1);
  return [...lines(above), '@0', ...stale, ...under].join('\n');
}

const lines = (text: string): string[] => (text.trim() === '' ? [] : text.trim().split('\n'));

/** The instruction pointer lies twice on the NMI's stack. */
function twice({ instructionPointer }: RecordedRegisters): string {
  return `? ${instructionPointer}\n? ${instructionPointer}`;
}
