import { areOurs, loadMerged } from '../merging/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { StandingQuestion } from './standing.queries.ts';

/**
 * Puts into rows of people what a text may name besides their own fields, under its names. Nothing is asked where the text
 * names nothing of the kind; else a few questions for all of them.
 */
export async function fillMerged(
  tx: Tx,
  { program, senderId }: Pick<StandingQuestion, 'program' | 'senderId'>,
  fields: readonly string[],
  people: readonly { readonly $id: number; readonly $reason: string | null }[],
): Promise<void> {
  if (senderId === undefined || !areOurs(fields)) return;
  const receivers = people.filter(({ $reason }) => $reason === null);
  const ids = receivers.map(({ $id }) => $id);
  const values = await loadMerged(tx, { programId: program.id, senderId }, fields, ids);
  for (const person of receivers) Object.assign(person, Object.fromEntries(values.get(person.$id) ?? []));
}
