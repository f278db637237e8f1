/**
 * What differs between the shells of one language: bash in POSIX mode, the ash of BusyBox, and dash.
 *
 * Texts and abilities only; the engine asks here instead of knowing the shells by name. Ash and dash are of one family: `kind`.
 */
export interface Dialect {
  readonly kind: 'bash' | 'ash';
  /** Messages carry the line for every command (`sh: 1: foo: not found`), and `echo` always reads escapes. */
  readonly isDash: boolean;
  /** Arrays, `((`, brace expansion, `<<<` and the like. */
  readonly bashWords: boolean;
  /** `$'…'`, `[[`, `function`, `${x/a/b}`, `&>`: what BusyBox has taken over of bash. */
  readonly extensions: boolean;
}

export const bashDialect: Dialect = { kind: 'bash', isDash: false, bashWords: true, extensions: true };
export const ashDialect: Dialect = { kind: 'ash', isDash: false, bashWords: false, extensions: true };
export const dashDialect: Dialect = { kind: 'ash', isDash: true, bashWords: false, extensions: false };
