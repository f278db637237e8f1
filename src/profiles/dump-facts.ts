/**
 * What a kernel's debug file says: its structures, where its variables lie, how large the frames of its functions are.
 *
 * Read from Debian's debug packages (`scripts/record/dump-facts.py`); the tables have what dump tools ask for and what the simulated kernel
 * fills in, no more.
 */
export interface DumpFacts {
  /** The table of `src/formats/c-types.ts`. */
  readonly types: string;
  /** `NAME ADDRESS TYPE` a line, the address as linked; `%NAME`: in the area of each CPU, the address from its start. */
  readonly variables: string;
  /** `NAME ADDRESS` a line: symbols that mark a place and are no variables. */
  readonly marks: string;
  /** Functions that tools look for by name. */
  readonly functions: string;
  /**
   * `SYMBOL+0xOFFSET REGISTER BYTES SAVED [CALLEE]` a line: at this return address the caller's frame begins so many bytes above the register (`sp`
   * right behind the return address, or `bp`); SAVED: the caller's frame pointer is kept so far from there, `-`: nowhere; CALLEE: the function that the
   * instruction in front calls by name.
   */
  readonly frames: string;
}
