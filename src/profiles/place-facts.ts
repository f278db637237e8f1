/** What a kernel's own symbol table says: where its variables lie. */
export interface PlaceFacts {
  /** `NAME ADDRESS BYTES [WORD]` a line: the address as linked, the way to the next symbol, and the eight bytes that are there. */
  readonly places: string;
}
