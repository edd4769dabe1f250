import { giveBack } from '../../../platform/give-back.ts';

/** Some thousand people of a file, in the order of their numbers, each number once. */
export type PeoplePage = {
  readonly people: number;
  /** Of these people, those whom the file says have agreed, and those whom it says have left. */
  readonly given: number;
  readonly optedOut: number;
  readonly firstNumber: string;
  readonly lastNumber: string;
  /** In the order of `pageColumns`. */
  readonly columns: readonly Uint8Array<ArrayBuffer>[];
  /** Numbers to be suppressed, of people and of nobody: number, line, since when. */
  readonly optOuts: { readonly count: number; readonly columns: readonly Uint8Array<ArrayBuffer>[] };
  /** Rows whose number comes again, in COPY's text format, and how many they are. */
  readonly rejects: Uint8Array<ArrayBuffer>;
  readonly repeated: number;
};

/** Gives the memory of its columns back, when the database has them: half a megabyte. */
export function releasePage({ columns, optOuts }: PeoplePage): void {
  for (const { buffer } of [...columns, ...optOuts.columns]) giveBack(buffer);
}
