import type { Template } from '@tidings/sms';
import { type Contact, valuesWithLink } from '../contacts/index.ts';
import { areOurs, loadMerged } from '../merging/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { LoadedContent } from './load-question.ts';

export type SampleValues = (contact: Contact) => ReadonlyMap<string, unknown>;

/** What a text may say about each of a few people, looked up for all of them at once. */
export async function loadSampleValues(
  ctx: Context,
  tx: Tx,
  { program, sender }: Pick<LoadedContent, 'program' | 'sender'>,
  template: Template,
  contacts: readonly Contact[],
): Promise<SampleValues> {
  const fields = template.fields.map(({ name }) => name);
  const merged = areOurs(fields)
    ? await loadMerged(
        tx,
        { programId: program.id, senderId: sender.id },
        fields,
        contacts.map(({ id }) => id),
      )
    : new Map<number, never>();
  return (contact) => {
    const values = valuesWithLink(ctx, tx.workspaceId, contact, template);
    const more = merged.get(contact.id);
    return more ? new Map<string, unknown>([...values, ...more]) : values;
  };
}
