/** How much of a dead kernel's memory /proc/vmcore of the next one gives back, page by page. */
import { type ElfSegment, elfCoreHeadBytes, readElfCoreHead } from '../../formats/elf-core.ts';
import type { VmcoreFile } from '../../kernel/kdump/vmcore-file.ts';
import type { MemorySnapshot } from '../../memory/memory-snapshot.ts';
import { PAGE_SIZE } from '../../memory/page.ts';
import type { SavedThing } from './cell-result.ts';

const PT_LOAD = 1;
/** Of program headers; the kernels write fewer. */
const SEGMENTS_MAX = 1_000;
const RUN_PAGES = 256;
const PAGE_WORDS = PAGE_SIZE / 4;

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly load: ElfSegment;
}

/** `dead`: RAM when the kernel had died; `ofBytes`: how much of it was not set aside. Pages that nobody ever wrote say nothing, and are not compared. */
export function measureVmcore(vmcore: VmcoreFile, dead: MemorySnapshot, ofBytes: number): SavedThing {
  const head = readElfCoreHead(vmcore.read(0, elfCoreHeadBytes(SEGMENTS_MAX)));
  const loads = typeof head === 'string' ? [] : head.segments.filter(({ type }) => type === PT_LOAD);
  const stretches = withoutOverlap(loads);
  let pages = 0;
  let truePages = 0;
  for (const { start, end, load } of stretches) {
    for (const run of runsOf(dead.touchedPages({ start, end }))) {
      const from = Math.max(start, run.start);
      const length = Math.min(end, run.end) - from;
      const found = vmcore.read(load.offset + from - load.physical, length);
      pages += length / PAGE_SIZE;
      truePages += samePages(wordsOf(found), wordsOf(dead.read(from, length)));
    }
  }
  const bytes = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
  const wrong = pages - truePages;
  const damage = wrong === 0 ? null : `${wrong} of ${pages} pages are not the dead kernel’s`;
  return { what: 'memory', bytes, ofBytes, pieces: loads.length, damage };
}

/** The kernel's image has a segment of its own, beside that of the RAM it lies in. */
function withoutOverlap(loads: readonly ElfSegment[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const load of loads.toSorted((a, b) => a.physical - b.physical || b.sizeBytes - a.sizeBytes)) {
    const start = Math.max(load.physical, stretches.at(-1)?.end ?? 0);
    const end = load.physical + load.sizeBytes;
    if (end > start) stretches.push({ start, end, load });
  }
  return stretches;
}

/** Pages that follow one another, as addresses: they are read at once. */
function* runsOf(numbers: Iterable<number>): Generator<{ readonly start: number; readonly end: number }, void> {
  let [first, next] = [-1, -1];
  for (const number of numbers) {
    if (number === next && next - first < RUN_PAGES) {
      next++;
      continue;
    }
    if (first >= 0) yield { start: first * PAGE_SIZE, end: next * PAGE_SIZE };
    [first, next] = [number, number + 1];
  }
  if (first >= 0) yield { start: first * PAGE_SIZE, end: next * PAGE_SIZE };
}

/** How many pages of `theirs` are the same in `found`, which may end early. */
function samePages(found: Int32Array, theirs: Int32Array): number {
  let same = 0;
  for (let page = 0; page < theirs.length; page += PAGE_WORDS) {
    let at = page;
    const end = page + PAGE_WORDS;
    while (at < end && found[at] === theirs[at]) at++;
    if (at === end) same++;
  }
  return same;
}

/** Four bytes at once; a last stretch of less is left out. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const { buffer, byteOffset } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Int32Array(buffer, byteOffset, bytes.length >>> 2);
}
