import { copyArray, copyOptional, copyText } from './copy-text.ts';

/** A row that became no person of its own. */
export type RejectRow = {
  readonly line: number;
  readonly code: string;
  readonly sentence: string;
  /** Its cells as they stood in the file. */
  readonly row: readonly string[];
  /** Only of rows whose number comes again. */
  readonly number: string | null;
};

/** The columns of a reject line, in order. */
export const rejectColumns = 'line, code, sentence, row, number';

/** One line in COPY's text format. */
export function rejectLine({ line, code, sentence, row, number }: RejectRow): string {
  return `${line}\t${code}\t${copyText(sentence)}\t${copyArray(row)}\t${copyOptional(number)}\n`;
}
