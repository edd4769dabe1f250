import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import type { Tx } from '../platform/db/pool.ts';
import { loadContacts } from './contact.queries.ts';
import type { Contact } from './contact.ts';
import { type ContactsAsked, listContacts } from './contact-search.queries.ts';
import { readContactSearch } from './contact-search.ts';
import { ensureList } from './create-list.ts';
import { addToList } from './list.queries.ts';
import { addTags } from './tag.queries.ts';

let database: TestDatabase;
let workspaceId: string;
let listId: string;
let people: (Contact & { isListed: boolean; isTagged: boolean })[];

/** Forty people whose names, numbers, list and tag overlap in every way. */
beforeAll(async () => {
  database = await cloneDatabase();
  workspaceId = await newWorkspace(database.db);
  await database.db.tx(workspaceId, async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      `insert into contact (workspace_id, number, first_name, last_name, email)
       select $1, case n % 3 when 0 then '+1212555' when 1 then '+1303555' else '+44770090' end || lpad((100 + n * 7 % 90)::text, 4, '0'),
         (array['Ada', 'Adam', 'Bo', null])[1 + n % 4], (array['Quill', 'Lovell', 'O''Neil', 'Adair', null])[1 + n % 5],
         case when n % 6 = 0 then 'quick' || n || '@example.com' end
       from generate_series(1, 40) n returning id`,
      [workspaceId],
    );
    const ids = rows.map((row) => row.id);
    listId = (await ensureList(tx, testContext(database.db), 'Spring')).id;
    const listed = ids.filter((id) => id % 2 === 0);
    const tagged = ids.filter((id) => id % 5 < 2);
    await addToList(tx, listId, listed);
    await addTags(tx, ['vip'], tagged);
    people = [...(await loadContacts(tx, ids)).values()].map((one) => ({
      ...one,
      isListed: listed.includes(one.id),
      isTagged: tagged.includes(one.id),
    }));
  });
});
afterAll(() => database.drop());

async function walk(tx: Tx, asked: Omit<ContactsAsked, 'after'>): Promise<number[]> {
  const ids: number[] = [];
  let after: ContactsAsked['after'] = null;
  do {
    const page: Awaited<ReturnType<typeof listContacts>> = await listContacts(tx, { ...asked, after });
    expect(page.contacts.length).toBeLessThanOrEqual(asked.limit);
    ids.push(...page.contacts.map((one) => one.id));
    after = page.next;
  } while (after);
  return ids;
}

/** The same question, answered by looking at everybody. */
function lookAtAll(text: string, isListed: boolean, isTagged: boolean): number[] {
  const search = readContactSearch(text, 'US');
  const found = people.filter((one) => {
    if ((isListed && !one.isListed) || (isTagged && !one.isTagged)) return false;
    if (search.kind === 'number') return search.prefixes.some((prefix) => one.number.startsWith(prefix));
    if (search.kind === 'all') return true;
    const beginnings = [one.firstName, one.lastName, one.email].map((part) => part?.toLowerCase() ?? '');
    return search.words.every((word) => beginnings.some((beginning) => beginning.startsWith(word)));
  });
  if (search.kind === 'number')
    return found.sort((a, b) => (a.number < b.number ? -1 : 1)).map((one) => one.id);
  return found.map((one) => one.id).sort((a, b) => b - a);
}

test('every page together finds who looking at everybody finds, in the same order and each once', async () => {
  const texts = [
    '',
    'a',
    'ada',
    'ADA q',
    'o’',
    "o'n",
    'qui',
    'quick1',
    'ada adair',
    '212',
    '1 303',
    '+44',
    '+1',
    '5',
    'zz',
    '_',
    '%',
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...texts),
      fc.boolean(),
      fc.boolean(),
      fc.integer({ min: 1, max: 15 }),
      async (text, isListed, isTagged, limit) => {
        const asked = {
          search: readContactSearch(text, 'US'),
          limit,
          ...(isListed && { listId }),
          ...(isTagged && { tag: 'vip' }),
        };
        const ids = await database.db.tx(workspaceId, (tx) => walk(tx, asked));
        expect(ids).toEqual(lookAtAll(text, isListed, isTagged));
      },
    ),
    { numRuns: 80 },
  );
});
