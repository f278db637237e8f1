/** What a kernel's image says of itself: where its variables lie, and of what types they are. */
export interface PlaceFacts {
  /** `NAME ADDRESS BYTES [WORD]` a line: the address as linked, the way to the next symbol, and the eight bytes that are there. */
  readonly places: string;
  /** The table of `src/formats/c-types.ts`: types of the variables, and what they are made of. */
  readonly types: string;
  /** `NAME TYPE` a line; `%NAME`: in the area of each CPU. */
  readonly variables: string;
}
