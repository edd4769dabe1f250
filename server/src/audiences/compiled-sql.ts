/** A statement with its parameters. It may stand inside another, whose parameters come before. */
export type CompiledSql = { readonly text: string; readonly values: readonly unknown[] };
