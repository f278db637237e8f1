/**
 * What U-Boot occupies in RAM, and writing it there.
 *
 * Mirrors the order of `reserve_*` in U-Boot `common/board_f.c`: from the top of RAM downwards page tables, image, malloc
 * arena, data, stack. Whatever else lay there, a ramoops region for instance, is overwritten at each run of U-Boot. The bytes
 * themselves stand in for code, heap and stack: they have no meaning.
 */
import type { RamOwner } from '../hardware/stage.ts';
import { type PageTemplate, pageTemplate } from '../memory/physical-memory.ts';
import type { BoardProfile, UBootConfig } from '../profiles/board.ts';
import type { UBootProfile } from '../profiles/uboot.ts';
import { assert } from '../sim/assert.ts';
import type { Ram } from './ram.ts';

/** CONFIG_STACK_SIZE: kept free below the stack pointer by `load` and the boot commands. */
const STACK_GUARD_BYTES = 0x1000000;
const PAGE = 0x1000;
/** Of the malloc arena, what drivers and the environment have in use when the prompt comes [assumed]. */
const USED_HEAP_BYTES = 0x40000;
const PAGE_TABLE_BYTES = 0x4000;

/** Addresses; each part ends where the one before it begins. */
export interface RamLayout {
  readonly ramTop: number;
  readonly topStart: number;
  readonly relocAddress: number;
  readonly mallocStart: number;
  readonly dataStart: number;
  /** start_addr_sp: the stack grows down from here. */
  readonly stackPointer: number;
  /** From here to the top of RAM nothing may be loaded. */
  readonly reservedStart: number;
  /** Where malloc gives a large buffer. */
  readonly heapBuffer: number;
}

export function ramLayout(board: BoardProfile, config: UBootConfig): RamLayout {
  const { memory } = config;
  const bank = board.ramBanks[0];
  assert(bank !== undefined, `board ${board.name} has no RAM`);
  const ramTop = bank.end;
  const topStart = ramTop - memory.topBytes;
  const relocAddress = roundDown(topStart - memory.imageBytes);
  const mallocStart = relocAddress - memory.mallocBytes;
  const dataStart = mallocStart - memory.dataBytes;
  const stackPointer = dataStart - 0x10;
  assert(stackPointer - STACK_GUARD_BYTES > bank.start, `board ${board.name}: too little RAM for U-Boot`);
  return {
    ramTop,
    topStart,
    relocAddress,
    mallocStart,
    dataStart,
    stackPointer,
    reservedStart: stackPointer - STACK_GUARD_BYTES,
    heapBuffer: mallocStart + memory.heapFreeOffset,
  };
}

/** Writes U-Boot's own bytes where they lie: what a run of U-Boot does to RAM before the prompt. */
export function occupyRam(ram: Ram, layout: RamLayout, config: UBootConfig, profile: UBootProfile): void {
  const { memory } = config;
  const part = (name: string, bytes: number) => pattern(`uboot ${profile.version} ${name}`, bytes);
  if (memory.textBase !== null) ram.place(memory.textBase, part('image', memory.imageBytes), memory.imageBytes);
  if (memory.imageInRam) ram.place(layout.relocAddress, part('image', memory.imageBytes), memory.imageBytes);
  if (memory.topBytes > 0) ram.place(layout.topStart, part('page tables', PAGE_TABLE_BYTES), PAGE_TABLE_BYTES);
  // SYS_MALLOC_CLEAR_ON_INIT is the default: the whole arena is zeroed first.
  ram.fill(layout.mallocStart, memory.mallocBytes, 0);
  ram.place(layout.mallocStart, part('heap', USED_HEAP_BYTES), USED_HEAP_BYTES);
  const lowEnd = layout.dataStart - roundDown(memory.stackBytes);
  const lowBytes = layout.mallocStart - lowEnd;
  ram.place(lowEnd, part('data and stack', lowBytes), lowBytes);
}

/** The same as ranges, for people. */
export function occupiedRam(layout: RamLayout, { memory }: UBootConfig): readonly RamOwner[] {
  const { ramTop, topStart, relocAddress, mallocStart, dataStart } = layout;
  const lowEnd = dataStart - roundDown(memory.stackBytes);
  const ranges = [
    ...(memory.textBase === null
      ? []
      : [{ start: memory.textBase, end: memory.textBase + memory.imageBytes, name: 'U-Boot before relocation' }]),
    { start: lowEnd, end: dataStart, name: 'U-Boot stack' },
    { start: dataStart, end: mallocStart, name: 'U-Boot data and device tree' },
    { start: mallocStart, end: relocAddress, name: 'U-Boot heap' },
    ...(memory.imageInRam ? [{ start: relocAddress, end: topStart, name: 'U-Boot' }] : []),
    { start: topStart, end: ramTop, name: 'U-Boot page tables' },
  ];
  return ranges.filter(({ start, end }) => start < end);
}

const templates = new Map<string, PageTemplate>();

/** Bytes without meaning, the same for each name and length: xorshift32 seeded with the name's characters. */
function pattern(name: string, length: number): PageTemplate {
  const key = `${name} ${length}`;
  let template = templates.get(key);
  if (template === undefined) {
    template = pageTemplate(key, 'uboot', () => {
      const words = new Uint32Array(length / 4);
      let state = 0x811c9dc5;
      for (const character of key) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193) >>> 0;
      for (let i = 0; i < words.length; i++) {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        words[i] = state >>> 0;
      }
      return new Uint8Array(words.buffer);
    });
    templates.set(key, template);
  }
  return template;
}

function roundDown(address: number): number {
  return address - (address % PAGE);
}
