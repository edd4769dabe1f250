/** What a column holds. Times are instants in UTC; decimals travel as text, so that no money is rounded. */
export type ColumnKind = 'text' | 'integer' | 'number' | 'boolean' | 'time';
export type Column = { readonly name: string; readonly kind: ColumnKind };
export type Value = string | number | boolean | Date | null;
/** Values in the order of the columns. */
export type Row = readonly Value[];

/** What turns rows into a file, piece by piece: nothing is kept but what the form itself asks for. */
export type Writer = {
  readonly contentType: string;
  readonly extension: string;
  begin(): Buffer;
  write(rows: readonly Row[]): Promise<Buffer> | Buffer;
  end(): Promise<Buffer> | Buffer;
};
