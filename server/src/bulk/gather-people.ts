import { getWorkspace } from '../accounts/index.ts';
import { compileSegment, loadCatalogue, questionOf, requireRule, streamPeople } from '../audiences/index.ts';
import { type ContactPlace, listContacts, readContactSearch } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { addPeople, dropPeople } from './bulk-change.queries.ts';
import type { Whom } from './bulk-change.ts';

const atOnce = 10_000;

/**
 * Writes down who is meant, as of this moment: what is done to them must not change who they are (whoever is given a tag may
 * leave the filter by it). A job that begins again begins anew.
 */
export async function gatherPeople(tx: Tx, ctx: Context, changeId: string, whom: Whom): Promise<void> {
  await dropPeople(tx, changeId);
  if (whom.kind === 'contacts') return addPeople(tx, changeId, [...new Set(whom.ids)]);
  const found = whom.kind === 'rule' ? chosenBy(tx, ctx, whom.rule) : foundBy(tx, whom);
  for await (const ids of found) await addPeople(tx, changeId, ids);
}

async function* chosenBy(tx: Tx, ctx: Context, written: unknown): AsyncGenerator<readonly number[]> {
  // Read anew: a list or a field that it names may be gone since, and nobody must be chosen by half a rule.
  const rule = await requireRule(tx, { rule: written }, await loadCatalogue(tx));
  yield* streamPeople(tx, compileSegment(await questionOf(ctx, tx, rule)), atOnce);
}

/** As the listing finds them, page by page. */
async function* foundBy(
  tx: Tx,
  { search, listId, tag }: Extract<Whom, { kind: 'search' }>,
): AsyncGenerator<readonly number[]> {
  const wanted = readContactSearch(search ?? undefined, (await getWorkspace(tx)).country);
  let after: ContactPlace | null = null;
  do {
    const page = await listContacts(tx, {
      search: wanted,
      ...(listId === null ? {} : { listId }),
      ...(tag === null ? {} : { tag }),
      limit: atOnce,
      after,
    });
    if (page.contacts.length > 0) yield page.contacts.map(({ id }) => id);
    after = page.next;
  } while (after !== null);
}
