/** How a file is written. `escape` is the character that takes the meaning from the quote after it. */
export type Dialect = {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly escape: '"' | '\\';
  readonly newline: '\n' | '\r';
  readonly hasHeader: boolean;
  /** Lines above the header that belong to no row: titles, `sep=;`. */
  readonly preambleLines: number;
};

export type Delimiter = ',' | ';' | '\t' | '|';

/** `utf-8` stands for every encoding that keeps ASCII; each row then tells whether it is UTF-8 or Windows-1252. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];

/** What people call a delimiter. */
export const delimiterNames: Readonly<Record<Delimiter, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
};
