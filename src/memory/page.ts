/**
 * The size of a page of physical memory. The pages of the sparse store, not those of the simulated CPU: a machine with
 * 64 KiB pages is stored in the same 4 KiB pieces.
 */
export const PAGE_SIZE = 4096;
export const PAGE_SHIFT = 12;
