/** What can stand in a file that is taken along: whatever JSON can say. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export type Entry = { readonly [key: string]: Value };
