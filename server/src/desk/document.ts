import { Type } from 'typebox';
import { findActorName } from '../accounts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { openSheet, type Sheet } from '../platform/pdf/sheet.ts';
import { sha256 } from '../platform/secrets.ts';

export type Document = {
  readonly title: string;
  /** Whose it is, what law asks for it, and when it was made. */
  readonly below: string;
  readonly workspace: string;
  readonly made: Date;
  /** Of the file inside. */
  readonly name: string;
  readonly json: string;
};

/** A document of the desk for people, with the same facts for machines inside it as a file. */
export function writeDocument(about: Document, write: (sheet: Sheet) => void): NodeJS.ReadableStream {
  const { title, below, workspace, made, name, json } = about;
  const sheet = openSheet(title, made, [
    {
      name,
      bytes: Buffer.from(json, 'utf8'),
      description: 'The same facts for machines; its SHA-256 is printed in this document.',
    },
  ]);
  sheet.title(title, below);
  write(sheet);
  sheet.heading('How to check this');
  sheet.text('The document carries a file with the same facts for machines. Its SHA-256 must be:');
  sheet.fact('SHA-256', sha256(json).toString('hex'), { isCode: true });
  return sheet.finish(`${title} · ${workspace} · made ${showTime(made)}`);
}

/** `2026-11-24 09:00 UTC`. */
export const showTime = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
export const showTimeOrNull = (at: Date | null): string | null => at && showTime(at);

/** Names of people for what the record knows by their ids; what nobody knows any more stays as it is. */
export async function nameActors(
  tx: Tx,
  actors: readonly (string | null)[],
): Promise<(actor: string) => string> {
  const names = new Map<string, string>();
  for (const actor of new Set(actors))
    if (actor !== null) names.set(actor, (await findActorName(tx, actor)) ?? actor);
  return (actor) => names.get(actor) ?? actor;
}

/** `json` where it is left out. */
export const DocumentFormat = Type.Object(
  { format: Type.Optional(Type.Enum(['json', 'pdf'], { description: 'The PDF carries the JSON inside.' })) },
  { additionalProperties: false },
);
export const producesDocument = ['application/json', 'application/pdf'];
