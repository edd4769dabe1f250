import { getWorkspace, type Scope } from '../accounts/index.ts';
import { compileSegment, overEverybody, questionOf, type Segment } from '../audiences/index.ts';
import {
  type Contact,
  type ContactPlace,
  listContactFields,
  listContacts,
  loadContacts,
  loadTextable,
  readContactSearch,
  standardFields,
  type TextableInFull,
  toLine,
} from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { listBelongings, listChosen } from './bulk-change.queries.ts';
import type { Whom } from './bulk-change.ts';

export type Exported = Extract<Whom, { kind: 'search' }> | { readonly kind: 'rule'; readonly rule: Segment };

const perPage = 1_000;
// A rule is asked anew for each page of it, which takes about as long for many people as for few.
const perPageOfRule = 20_000;

/**
 * Everybody whom a filter finds, as CSV that an import takes back: numbers, names, places, own columns, lists and tags. Pages are
 * read as the file is written, so a million need no more memory than a page.
 *
 * Whoever carries the file elsewhere must see whom they may not text: three columns say it. An import takes `opted_out`, and leaves
 * the other two.
 */
export async function* writePeople(ctx: Context, scope: Scope, whom: Exported): AsyncGenerator<string> {
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => ctx.db.tx(scope.workspaceId, work);
  const own = (await inWorkspace(listContactFields)).map(({ name }) => name);
  // Spreadsheets take a file for UTF-8 only when it begins with this mark; an import takes it off again.
  yield `\uFEFF${toLine([...standardFields, 'lists', 'tags', ...textableFields, ...own])}`;
  let place: Place = null;
  do {
    const from: Place = place;
    const page: Page = await inWorkspace((tx) => readPage(tx, ctx, whom, from));
    const rows = page.people.map(({ contact, lists, tags, textable }) => [
      ...cellsOf(contact),
      ...[lists.join('; '), tags.join('; ')],
      ...cellsOfTextable(textable),
      ...own.map((name) => contact.fields[name] ?? ''),
    ]);
    if (rows.length > 0) yield rows.map(toLine).join('');
    place = page.next;
  } while (place !== null);
}

const cellsOf = (contact: Contact): string[] =>
  [
    ...[contact.number, contact.firstName, contact.lastName, contact.email],
    ...[contact.country, contact.region, contact.timeZone],
  ].map((value) => value ?? '');

const textableFields = ['tidings_may_text', 'tidings_programs', 'opted_out'];

const cellsOfTextable = ({ answer, by }: TextableInFull): string[] => [
  ...[answer, by.join('; '), answer === 'opted_out' ? 'yes' : ''],
];

/** Where the next page begins: a place of the listing, or the id after which a rule goes on. */
type Place = ContactPlace | number | null;
type Page = {
  readonly people: readonly {
    readonly contact: Contact;
    readonly lists: readonly string[];
    readonly tags: readonly string[];
    readonly textable: TextableInFull;
  }[];
  readonly next: Place;
};

async function readPage(tx: Tx, ctx: Context, whom: Exported, place: Place): Promise<Page> {
  const { contacts, next } =
    whom.kind === 'rule'
      ? await pageOfRule(tx, ctx, whom.rule, typeof place === 'number' ? place : 0)
      : await listContacts(tx, {
          search: readContactSearch(whom.search ?? undefined, (await getWorkspace(tx)).country),
          ...(whom.listId === null ? {} : { listId: whom.listId }),
          ...(whom.tag === null ? {} : { tag: whom.tag }),
          limit: perPage,
          after: typeof place === 'number' ? null : place,
        });
  const found = await listBelongings(
    tx,
    contacts.map(({ id }) => id),
  );
  const belongings = new Map(found.map((one) => [one.id, one]));
  const textableOf = await loadTextable(
    tx,
    contacts.map(({ number }) => number),
    ctx.clock.now(),
  );
  const people = contacts.map((contact) => {
    const { lists = [], tags = [] } = belongings.get(contact.id) ?? {};
    return { contact, lists, tags, textable: textableOf(contact.number) };
  });
  return { people, next };
}

async function pageOfRule(
  tx: Tx,
  ctx: Context,
  rule: Segment,
  after: number,
): Promise<{ contacts: Contact[]; next: number | null }> {
  const compiled = compileSegment(await questionOf(ctx, tx, rule));
  const ids = await overEverybody(tx, () => listChosen(tx, compiled, { after, limit: perPageOfRule }));
  const found = await loadContacts(tx, ids);
  const contacts = ids.flatMap((id) => found.get(id) ?? []);
  return { contacts, next: ids.length < perPageOfRule ? null : (ids.at(-1) ?? null) };
}
