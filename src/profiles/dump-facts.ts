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
  /** `NAME BYTES` a line: functions that tools look for by name, and those of the ways. */
  readonly functions: string;
  /**
   * `SYMBOL+0xOFFSET REGISTER BYTES SAVED [CALLEE]` a line: at this return address the caller's frame begins so many bytes above the register (`sp`
   * right behind the return address, or `bp`); SAVED: the caller's frame pointer is kept so far from there, `-`: nowhere; CALLEE: the function that the
   * instruction in front calls by name.
   */
  readonly frames: string;
  /**
   * Ways through the kernel that no report shows whole, `NAME PLACE …` a line, newest first, each place `symbol+0xoffset/0xsize`: `idle` from the idle loop to
   * the scheduler, `halted` where it waits, `boot` and `secondary` how a CPU came to it, `stopped` from the interrupt of a panic on another CPU, `page-fault`
   * and `bug` from an exception to the panic it ends in.
   */
  readonly ways: string;
}
