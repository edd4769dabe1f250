import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Invalid } from '../errors.ts';

/** What a backup says about itself before its first row. */
export const Manifest = Type.Object({
  /** The version of Tidings that took it. */
  product: Type.String(),
  taken_at: Type.String(),
  instance_id: Type.String({ pattern: '^[a-z0-9]{1,32}$' }),
  epoch: Type.Integer({ minimum: 1 }),
  /** The latest day that an id handed out by then can carry. */
  seen_to: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  migrations: Type.Array(
    Type.Object({ version: Type.Integer(), name: Type.String(), checksum: Type.String() }),
  ),
  tables: Type.Array(Type.Object({ name: Type.String(), columns: Type.Array(Type.String()) })),
  /** Partitions by name, since those of long ago are not made by the migrations. */
  partitions: Type.Array(Type.String()),
  /** Tables whose rows are not in here: what is worked out anew, and sessions, which end with a restore. */
  without_rows: Type.Array(Type.String()),
  /** Tells whether the secret key at hand is the one that sealed what is sealed in here. */
  key_check: Type.String(),
});
export type Manifest = Static<typeof Manifest>;

export const TableEnd = Type.Object({
  rows: Type.Integer({ minimum: 0 }),
  bytes: Type.Integer({ minimum: 0 }),
  sha256: Type.String(),
});
export type TableEnd = Static<typeof TableEnd>;

export const SequenceState = Type.Object({
  name: Type.String(),
  last_value: Type.String({ pattern: '^-?\\d+$' }),
  is_called: Type.Boolean(),
});
export type SequenceState = Static<typeof SequenceState>;

export const KeptJob = Type.Object({
  task: Type.String(),
  payload: Type.Unknown(),
  run_at: Type.String(),
  job_key: Type.Union([Type.String(), Type.Null()]),
});
export type KeptJob = Static<typeof KeptJob>;

/** What is said once in a file, under its name. `end` is the last word: whatever lacks it was cut off. */
const said = {
  manifest: Manifest,
  table: Type.Object({ name: Type.String() }),
  end_of_table: TableEnd,
  sequences: Type.Array(SequenceState),
  jobs: Type.Array(KeptJob),
  end: Type.Object({
    tables: Type.Integer(),
    rows: Type.Integer(),
    jobs: Type.Integer(),
    /** Of every record before this one. */
    sha256: Type.String(),
    /** Of the same, made with the installation's secret key: whoever has it knows that nobody else wrote this. */
    signature: Type.String(),
  }),
};
type Said = { [Name in keyof typeof said]: Static<(typeof said)[Name]> };
export type Word = { [Name in keyof Said]: { name: Name; value: Said[Name] } }[keyof Said];
/** A piece of a backup: a word about it, or rows of the table that was named last, as COPY writes them. */
export type BackupRecord = Word | { name: 'rows'; value: Buffer };

const checks = Object.fromEntries(Object.entries(said).map(([name, schema]) => [name, Compile(schema)]));

/** Reads a word back. A file may come from anywhere, so nothing in it is believed before its shape has been seen. */
export function readWord(text: string): Word {
  const word = parse(text);
  if (word && typeof word.name === 'string' && checks[word.name]?.Check(word.value)) return word as Word;
  throw damaged();
}

function parse(text: string): { name?: unknown; value?: unknown } | null {
  try {
    return JSON.parse(text) as object;
  } catch {
    return null;
  }
}

export const damaged = () =>
  new Invalid(
    'backup.damaged',
    'This backup was cut off or altered: what it holds is not what was written. Nothing was restored; take another copy of it, or an older backup.',
  );
