/**
 * What differs between the shells of one language: bash in POSIX mode, and the ash of BusyBox.
 *
 * Texts and abilities only; the engine asks here instead of knowing the shells by name.
 */
export interface Dialect {
  readonly kind: 'bash' | 'ash';
  /** Arrays, `((`, `$'…'`, brace expansion, `<<<`, `&>` and the like. */
  readonly bashWords: boolean;
}

export const bashDialect: Dialect = { kind: 'bash', bashWords: true };
export const ashDialect: Dialect = { kind: 'ash', bashWords: false };
