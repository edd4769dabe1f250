import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';

/** What a machine remembers of the database, outside of it: how far it had come, which server it was, where we were. */
const Witness = Type.Object({
  version: Type.Literal(1),
  instance_id: Type.String(),
  epoch: Type.Integer(),
  beats: Type.Integer(),
  /** The latest day that an id handed out so far can carry. */
  seen_to: Type.String(),
  cluster: Type.Union([Type.String(), Type.Null()]),
  /** The address of the database, without user and password. */
  database: Type.String(),
  home: Type.Object({
    machine: Type.Union([Type.String(), Type.Null()]),
    inode: Type.String(),
    bornAt: Type.String(),
  }),
  written_at: Type.String(),
});
export type Witness = Static<typeof Witness>;

const check = Compile(Witness);
const fileOf = (folder: string) => join(folder, 'witness.json');

/** `unreadable` when there is one that nobody can make sense of: what it knew is lost, and that it knew something is not. */
export function readWitness(folder: string): Witness | 'unreadable' | null {
  try {
    const found: unknown = JSON.parse(readFileSync(fileOf(folder), 'utf8'));
    return check.Check(found) ? found : 'unreadable';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : 'unreadable';
  }
}

/** Durable and whole, whatever befalls the machine: written aside, flushed, renamed, and the folder flushed as well. */
export function writeWitness(folder: string, witness: Witness): void {
  const aside = join(folder, `witness.${process.pid}`);
  const file = openSync(aside, 'w', 0o600);
  try {
    writeSync(file, `${JSON.stringify(witness)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(aside, fileOf(folder));
  const directory = openSync(folder, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
