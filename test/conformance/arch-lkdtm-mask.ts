/**
 * What differs from run to run in LKDTM's reports on arm64 and 32-bit ARM beside what `arch-console-mask.ts` names.
 */
import { archCrashMask } from './arch-console-mask.ts';
import type { MaskRule } from './console-mask.ts';

export const archLkdtmMask: readonly MaskRule[] = [
  { reason: 'process ids count the helpers that ran before', pattern: /\bpid \d+/g, replacement: 'pid *' },
  {
    reason: 'hashed pointers',
    pattern: /(?<=^lkdtm: (?:Allocated memory|Attempting bad write to freed memory at) ).*/,
    replacement: '*',
  },
  {
    reason: 'arm64: page table entries name pages of this run; their flag bits stay',
    pattern: /\b(1[08]00|00[ac-e][0-9a-f])0000[0-9a-f]{5}([0-9a-f]{3})\b/g,
    replacement: '$1*$2',
  },
  {
    reason: 'arm64: heap of the user, wherever it begins; its place in the page stays',
    pattern: /\b00000000[0-4][0-9a-f]{4}(6d0)\b/g,
    replacement: '*$1',
  },
  {
    reason: 'arm64: a place in the linear map, counted from its start; its place in the page stays',
    pattern: /(?<=^x23: )000000000[0-9a-f]{4}([0-9a-f]{3})\b/g,
    replacement: '*$1',
  },
  {
    reason: 'arm64: places of this run, without leading zeros',
    pattern: /(?<=0x)ffff(?:8000|0000)[0-9a-f]{8}\b/g,
    replacement: '*',
  },
  {
    reason: 'arm64: mappings of the user, without leading zeros',
    pattern: /(?<=0x)ffff[0-9a-f]{8}\b/g,
    replacement: '*',
  },
  {
    reason: '32-bit ARM: page table entries name pages of this run; their flag bits stay',
    pattern: /(?<=\*p?pte=)4[0-9a-f]{4}/g,
    replacement: '*',
  },
  {
    reason: '32-bit ARM: mappings of the user; the place in the page stays',
    pattern: /\bb[67][0-9a-f]{3}(?=[0-9a-f]{3}\b)|(?<=0x)b[67][0-9a-f]{3}(?=[0-9a-f]{3}\b)/g,
    replacement: '*',
  },
  ...archCrashMask,
];

/** 32-bit ARM: the canary of a task is random; each call leaves it at the same distance from the end of the stack, and again in other frames. */
export function withoutTaskCanaries<Line extends { readonly text: string }>(lines: readonly Line[]): Line[] {
  let canary: string | null = null;
  return lines.map((line, i) => {
    if (line.text.startsWith('Stack: (')) canary = canaryOf(lines, i + 1);
    else if (!STACK_ROW.test(line.text)) canary = null;
    return canary === null ? line : { ...line, text: line.text.replaceAll(canary, 'canary  ') };
  });
}

const STACK_ROW = /^[0-9a-f]{4}: /;
/** The row of a stack dump, and its column, that holds the canary. */
const CANARY = /^[13579bdf]f80:(?: [0-9a-f]{8}){3} ([0-9a-f]{8})/;

function canaryOf(lines: readonly { readonly text: string }[], start: number): string | null {
  for (let i = start; i < lines.length && STACK_ROW.test(lines[i]!.text); i++) {
    const found = CANARY.exec(lines[i]!.text);
    if (found !== null) return found[1]!;
  }
  return null;
}
