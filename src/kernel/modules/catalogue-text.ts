/** The form of the catalogue's data; see `catalogue.ts` for the notation. */
export interface CatalogueText {
  /** Of the kernel, the final blank included. */
  readonly vermagic: string;
  readonly modules: string;
  /** Lines of modules.builtin, a selection. */
  readonly builtin: string;
}
