/**
 * The running kernel's own pages: code, data and bss where the board says they lie.
 *
 * They are template pages, made once per kernel and aliased copy-on-write at each boot, so that a boot costs what it changes. The
 * bytes stand in for the real image, the same for a release, without meaning, but for the code round the places where it is known to
 * crash.
 */
import { standInBytes } from '../../formats/linux-image.ts';
import { subtract } from '../../memory/memory-map.ts';
import { type PageTemplate, pageTemplate } from '../../memory/page-template.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { KernelProfile } from '../../profiles/kernel.ts';
import type { CrashText, KernelText } from '../../profiles/kernel-text.ts';
import { type CodeWindow, codeWindows } from '../crash/code-bytes.ts';
import { logSymbols } from '../printk/log-symbols.ts';

/** Pages that one node of RAM's page table covers: stretches of this size, on such a boundary, are shared by one entry. */
const STRETCH_BYTES = 4 << 20;
const templates = new Map<string, PageTemplate>();

/** x86: sections that are mapped with their own rights begin on such a boundary. */
const X86_SECTION_ALIGN = 2 << 20;
const PAGE_SIZE = 4096;
/** From `_text` to `_end`, as the image's segment in /proc/vmcore is long, where its sections do not add up to that. By release [recorded]. */
const IMAGE_BYTES: Readonly<Record<string, number>> = {
  '6.1.0-50-arm64': 0x2010000,
  '6.1.0-56-amd64': 0x3430000,
  '6.12.117+deb12-amd64': 0x2c30000,
};
/** arm64 SEGMENT_ALIGN, ppc64le's page; and what lies before and between the sections [recorded: /proc/iomem; where kexec puts what follows]. */
const SEGMENT_ALIGN = 0x10000;
const IMAGE_HEAD_BYTES = { arm64: 0x30000, ppc64le: 0 } as const;

/** Bytes of the image's sections. */
interface Sections {
  readonly code: number;
  readonly data: number;
  readonly readOnly: number;
  readonly init: number;
  readonly bss: number;
}

const knownSections = new WeakMap<object, Sections | null>();

function sectionsOf({ bootLogs }: Pick<KernelText, 'bootLogs'>): Sections | null {
  let sections = knownSections.get(bootLogs);
  if (sections === undefined) {
    const line = /\((\d+)K kernel code, (\d+)K rwdata, (\d+)K rodata, (\d+)K init, (\d+)K bss/;
    const match = line.exec(bootLogs[0]?.log ?? '');
    const bytes = (group: number) => Number(match?.[group]) * 1024;
    sections =
      match === null ? null : { code: bytes(1), data: bytes(2), readOnly: bytes(3), init: bytes(4), bss: bytes(5) };
    knownSections.set(bootLogs, sections);
  }
  return sections;
}

/**
 * Where the image lies: as long as its sections are, which the `Memory:` line of its boot log counts, unless it was recorded (x86: text and read-only
 * data each fill whole 2 MiB, data, init and bss follow; arm64 and ppc64le: each whole 64 KiB); on 32-bit ARM as the board says.
 * It begins where the board says, on arm64 where it was loaded.
 */
export function kernelImagePlace(
  kernel: KernelProfile,
  text: Pick<KernelText, 'bootLogs'>,
  board: { readonly address: number; readonly sizeBytes: number },
  entryAddress: number,
): { readonly address: number; readonly sizeBytes: number } {
  const sections = sectionsOf(text);
  if (kernel.architecture === 'arm' || sections === null) return board;
  const { code, data, readOnly, init, bss } = sections;
  const whole = (bytes: number, unit: number) => Math.ceil(bytes / unit) * unit;
  const recorded = IMAGE_BYTES[kernel.release];
  if (kernel.architecture !== 'x86_64') {
    const parts = [code, readOnly, init, data, bss].map((bytes) => whole(bytes, SEGMENT_ALIGN));
    const address = kernel.architecture === 'arm64' ? entryAddress : board.address;
    const sum = parts.reduce((bytes, part) => bytes + part, IMAGE_HEAD_BYTES[kernel.architecture]);
    return { address, sizeBytes: recorded ?? sum };
  }
  if (recorded !== undefined) return { address: board.address, sizeBytes: recorded };
  const aligned = whole(code, X86_SECTION_ALIGN) + whole(readOnly, X86_SECTION_ALIGN);
  return { address: board.address, sizeBytes: aligned + whole(data + init + bss, PAGE_SIZE) };
}

/** Of the head: what lies before the init section [recorded: /proc/iomem]. */
const BEFORE_INIT_BYTES = { arm64: 0x20000, ppc64le: 0 } as const;

/**
 * Where that part of the image ends that is given back after the boot: on arm64 and ppc64le behind text and read-only data, as they lie there; on the others, whose
 * place was not recorded, where the log's variables begin.
 */
export function initMemoryEnd(
  kernel: KernelProfile,
  text: Pick<KernelText, 'bootLogs'>,
  image: { readonly start: number; readonly end: number },
): number {
  const { architecture } = kernel;
  const sections = sectionsOf(text);
  if (sections === null || architecture === 'x86_64' || architecture === 'arm') {
    return logSymbols(kernel, image).block.start;
  }
  const parts = [sections.code, sections.readOnly, sections.init];
  const whole = (bytes: number) => Math.ceil(bytes / SEGMENT_ALIGN) * SEGMENT_ALIGN;
  return parts.reduce((sum, bytes) => sum + whole(bytes), image.start + BEFORE_INIT_BYTES[architecture]);
}

export interface ImageContents {
  /** Where the text begins: on 32-bit ARM not with the image. */
  readonly textStart: number;
  readonly crash: CrashText;
}

/**
 * Puts the image of `kernel` into RAM; address and size are whole pages. The same stretch of bytes serves again and again, where
 * no known code lies in it. The log's variables and arrays are left out: the log puts them there itself.
 */
export function placeKernelImage(
  kernel: KernelProfile,
  place: { readonly address: number; readonly sizeBytes: number },
  { textStart, crash }: ImageContents,
  memory: PhysicalMemory,
): void {
  const image = { start: place.address, end: place.address + place.sizeBytes };
  for (const { start, end } of subtract([image], [logSymbols(kernel, image).block])) {
    let at = start;
    while (at < end) {
      const stop = Math.min(end, (Math.floor(at / STRETCH_BYTES) + 1) * STRETCH_BYTES);
      memory.alias(at, textStretch(kernel.release, crash, at - textStart, stop - at));
      at = stop;
    }
  }
}

/** A stretch of the image from an offset into the text: with the code that lies there. */
function textStretch(release: string, crash: CrashText, offset: number, sizeBytes: number): PageTemplate {
  const name = `kernel text ${release} ${offset} ${sizeBytes}`;
  let found = templates.get(name);
  if (found === undefined) {
    const plain = stretch(release, sizeBytes);
    const windows = codeWindows(crash).filter(
      (window) =>
        window.module === null && window.offset < offset + sizeBytes && window.offset + window.bytes.length > offset,
    );
    found = windows.length === 0 ? plain : pageTemplate(name, 'kernel', () => withCode(plain.bytes, offset, windows));
    templates.set(name, found);
  }
  return found;
}

function withCode(plain: Uint8Array, offset: number, windows: readonly CodeWindow[]): Uint8Array {
  const bytes = plain.slice();
  for (const window of windows) {
    const at = window.offset - offset;
    bytes.set(window.bytes.subarray(Math.max(0, -at), bytes.length - at), Math.max(0, at));
  }
  return bytes;
}

function stretch(release: string, sizeBytes: number): PageTemplate {
  const name = `kernel image ${release} ${sizeBytes}`;
  let found = templates.get(name);
  if (found === undefined) {
    found = pageTemplate(name, 'kernel', () => imageBytes(release, sizeBytes));
    templates.set(name, found);
  }
  return found;
}

function imageBytes(release: string, sizeBytes: number): Uint8Array {
  if (sizeBytes < STRETCH_BYTES) return stretch(release, STRETCH_BYTES).bytes.subarray(0, sizeBytes);
  return standInBytes(`${release} unpacked`, sizeBytes);
}
