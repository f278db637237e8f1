/**
 * What differs from run to run of the real kernel and is therefore masked on both sides before a console is compared.
 *
 * Few rules, each with its reason. Never masked: symbol names, offsets, levels, the order of lines, code bytes. Stale words of
 * the stack (`? symbol`) are not masked either: the replay takes the recorded stack that this run showed.
 */
export interface MaskRule {
  readonly reason: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

export const crashMask: readonly MaskRule[] = [
  {
    reason: 'process ids count the helpers that ran before',
    pattern: /\bPID: \d+|\bpid \d+/g,
    replacement: 'PID *',
  },
  {
    reason: 'process ids count the helpers that ran before',
    pattern:
      /(?<=^note: \S+)\[\d+\]|(?<=^(?:traps: )?crashme)\[\d+\](?=:? )|(?<=^coredump: )\d+|(?<=^Pid |^Process )\d+|(?<=\[\S+):\d+\](?=$)|(?<=\btask \S+):\d+(?= )/,
    replacement: '*',
  },
  {
    reason: 'process ids count the helpers that ran before, also in columns',
    pattern: /\b(t?gid|p?pid):\d+ */g,
    replacement: '$1:* ',
  },
  {
    reason: 'registers hold addresses of stacks, pages and user memory that each run places anew',
    pattern: /\b(R[A-Z0-9]{2}|[FG]S|CR[23]): +((?:0018:|002b:)?)[0-9a-f]{16}/g,
    replacement: '$1: $2*',
  },
  {
    reason: 'page table entries name pages of this run; their flag bits stay',
    pattern: /\b(PGD|P4D|PUD|PMD|PTE) (8(?=[0-9a-f]{15}\b))?[0-9a-f]+([0-9a-f]{3})\b/g,
    replacement: '$1 $2*$3',
  },
  {
    reason: 'addresses of pages, stacks and mappings of the user; those in the kernel and its modules stay',
    pattern: /(?<![0-9a-f])(ffff888|ffffc90|00007f)[0-9a-f]{9,10}\b/g,
    replacement: '$1*',
  },
  {
    reason: 'stack pointer of the user, placed anew by each run',
    pattern: /\bsp:7ff[0-9a-f]{9}\b/,
    replacement: 'sp:*',
  },
  {
    reason: '32-bit ARM: stack of the idle thread',
    pattern: /^Exception stack\(0x[0-9a-f]{8} to 0x[0-9a-f]{8}\)$/,
    replacement: 'Exception stack(* to *)',
  },
  {
    reason: '32-bit ARM: words of that stack; the column and the blanks stay',
    pattern: /(?<=^[0-9a-f]{4}:.*)\b[0-9a-f]{8}\b/g,
    replacement: '*',
  },
  {
    reason: '32-bit ARM: column of those words, as far as the stack decides it',
    pattern: /^[0-9a-f](?=[0-9a-f]{3}:)/,
    replacement: '*',
  },
];

/** What the script noted, over a second serial line. */
export const answerMask: readonly MaskRule[] = [
  { reason: 'time stamps of the log, which the script printed', pattern: /^\[ *\d+\.\d+\]/, replacement: '[*]' },
];

/**
 * The recordings' second serial line gave a character twice, now and then: a recorded line that differs from ours in nothing else is
 * ours. A character that we give more often than the recording stays a difference.
 */
export function undoubled(recorded: readonly string[], ours: readonly string[]): string[] {
  return recorded.map((line, index) => {
    const own = ours[index];
    return own !== undefined && isDoubled(line, own) ? own : line;
  });
}

function isDoubled(recorded: string, ours: string): boolean {
  let at = 0;
  for (const [index, character] of [...recorded].entries()) {
    if (character === ours[at]) at++;
    else if (index === 0 || character !== recorded[index - 1]) return false;
  }
  return at === ours.length;
}

export const bootMask: readonly MaskRule[] = [
  {
    reason: 'time of day of this run',
    pattern: /audit\(\d+\.\d{3}:1\)|clock to \S+ UTC \(\d+\)/,
    replacement: '*',
  },
  {
    reason: 'measured clock of this run',
    pattern:
      /(?<=^sched_clock: Marking stable ).*|(?<=^tsc: Refined TSC clocksource calibration: ).*|(?<=^clocksource: tsc: ).*/,
    replacement: '*',
  },
];

export function masked(text: string, rules: readonly MaskRule[]): string {
  return rules.reduce((line, { pattern, replacement }) => line.replace(pattern, replacement), text);
}
