/**
 * What differs from run to run on arm, arm64 and ppc64le, and is masked on both sides before a `linux-arch` console is compared.
 *
 * Never masked: symbols, offsets, levels, order, code words, small numbers, syndromes, flags, kernel text addresses.
 */
import type { MaskRule } from './console-mask.ts';

export const archCrashMask: readonly MaskRule[] = [
  {
    reason: 'process ids count the helpers that ran before',
    pattern: /\bPID: [1-9]\d*|\bpid: \d+/g,
    replacement: 'PID *',
  },
  {
    reason: 'process ids count the helpers that ran before',
    pattern: /^note: (\S+)\[\d+\]/,
    replacement: 'note: $1[*]',
  },
  {
    reason: 'arm64: stacks, pages and per-CPU areas lie where this run put them',
    pattern: /\bffff(?:0000|8000|7fff)[0-9a-f]{8}\b/g,
    replacement: '*',
  },
  { reason: 'arm64: the stack of the user', pattern: /\b0000ffff[0-9a-f]{8}\b/g, replacement: '*' },
  { reason: 'the heap of the user', pattern: /\b00000000[1-7][0-9a-f]{7}\b/g, replacement: '*' },
  {
    reason: 'arm64: page tables of this run; their flag bits stay',
    pattern: /\b(0800)0000[0-9a-f]{5}003\b/g,
    replacement: '$1*003',
  },
  { reason: 'arm64: page tables of this run', pattern: /(?<=pgdp=)[0-9a-f]{16}/, replacement: '*' },
  {
    reason: 'arm64: a randomised kernel',
    pattern: /(?<=^(?:Kernel Offset|PHYS_OFFSET): )0x[0-9a-f]+/,
    replacement: '*',
  },
  {
    reason: 'ppc64le: stacks and pages lie where this run put them; the text of the kernel, 16 MiB, stays',
    pattern: /(?<![0-9a-f])c0000000(?!00)[0-9a-f]{8}\b/g,
    replacement: '*',
  },
  {
    reason: 'ppc64le: modules and I/O lie where vmalloc found room',
    pattern: /(?<=0x|\b)c00[8a]0000[0-9a-f]{4}(?=[0-9a-f]{4}\b)/g,
    replacement: '*',
  },
  { reason: 'ppc64le: stack of the user', pattern: /\b00007fff[0-9a-f]{8}\b/g, replacement: '*' },
  { reason: 'ppc64le: heap of the user with the hash MMU', pattern: /\b00000100[0-9a-f]{8}\b/g, replacement: '*' },
  {
    reason: 'ppc64le: the negative of a heap address',
    pattern: /\bfffff[ef]ff[0-9a-e][0-9a-f]{7}\b/g,
    replacement: '*',
  },
  {
    reason: 'ppc64le: the segment of this run',
    pattern: /(?<=vsid=)0x[0-9a-f]+|(?<=pte=)0x[0-9a-f]+/g,
    replacement: '*',
  },
  {
    reason: '32-bit ARM: stacks and pages lie where this run put them; text and data of the kernel and of modules stay',
    pattern: /\b(?:0x)?(?:c(?:1[6-9a-f]|[2-9a-f][0-9a-f])|d[0-9a-f]{2}|be[0-9a-f])[0-9a-f]{5}\b/g,
    replacement: '*',
  },
  { reason: '32-bit ARM: heap of the user', pattern: /\b0(?:0[4-9a-f]|[1-3][0-9a-f])[0-9a-f]{5}\b/g, replacement: '*' },
  {
    reason: '32-bit ARM: page tables of this run',
    pattern: /(?<=\*pgd=)4[0-9a-f]{4}|(?<=Table: )4[0-9a-f]{4}/g,
    replacement: '*',
  },
  { reason: '32-bit ARM: how far the per-CPU areas were moved', pattern: /\b0d[0-9a-f]{3}000\b/g, replacement: '*' },
  { reason: '32-bit ARM: a hashed pointer', pattern: /(?<=stack limit = )0x[0-9a-f]{8}/, replacement: '*' },
  { reason: '32-bit ARM: column of stack words', pattern: /^[0-9a-f](?=[0-9a-f]{3}:)/, replacement: '*' },
];

/** 32-bit ARM: the canary of a task's stack is random; each dump has it as its fourth word, and again in other frames. */
export function withoutCanaries<Line extends { readonly text: string }>(lines: readonly Line[]): Line[] {
  let canary: string | null = null;
  return lines.map((line, i) => {
    const { text } = line;
    if (lines[i - 1]?.text.startsWith('Stack: (')) canary = text.split(' ')[4] ?? null;
    else if (!/^[0-9a-f]{4}: /.test(text)) canary = null;
    return canary === null ? line : { ...line, text: text.replaceAll(canary, 'canary  ') };
  });
}
