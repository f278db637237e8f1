/** Plain data: what a snapshot, a clock event or a report may hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
