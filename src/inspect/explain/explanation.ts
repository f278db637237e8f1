/** Why somebody's pstore is empty, as a chain of links: the first that is broken is the culprit. */

/**
 * The chain, in order. Space in RAM was kept free (`reserved`), ramoops took it (`bound`), the crash stored its record (`written`), the
 * record outlived the reset (`survived`), nobody stored over it (`untouched`), whoever looked knew it for what it was (`recognised`), and nobody
 * had taken it away before (`uncollected`).
 */
export const links = ['reserved', 'bound', 'written', 'survived', 'untouched', 'recognised', 'uncollected'] as const;

export type LinkName = (typeof links)[number];

/**
 * `risky`: against the rules, but it did no harm this time; `unknown`: nothing says, or the chain did not get so far.
 */
export type LinkState = 'holds' | 'risky' | 'broken' | 'unknown';

export interface Evidence {
  /** `bytes` in RAM, a line of the `console`, a `message` of ramoops or pstore, an `event` of the machine. */
  readonly kind: 'bytes' | 'console' | 'message' | 'event';
  /** Virtual nanoseconds; null: of no one moment. */
  readonly timeNs: number | null;
  readonly text: string;
}

export interface Link {
  readonly name: LinkName;
  readonly state: LinkState;
  readonly finding: string;
  readonly evidence: readonly Evidence[];
  /** What to change. */
  readonly hint: string | null;
}

export interface Explanation {
  /** Whose last words this is about. */
  readonly subject: string;
  /** The first broken link; null: the chain is whole as far as it can be seen. */
  readonly broken: LinkName | null;
  readonly links: readonly Link[];
}

/** A link that holds, unless more is said. */
export function link(name: LinkName, finding: string, more: Partial<Omit<Link, 'name' | 'finding'>> = {}): Link {
  return { name, state: 'holds', finding, evidence: [], hint: null, ...more };
}

export function explanation(subject: string, found: readonly Link[]): Explanation {
  return { subject, broken: found.find(({ state }) => state === 'broken')?.name ?? null, links: found };
}
