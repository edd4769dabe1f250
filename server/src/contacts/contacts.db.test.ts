import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { fictionalNumbers, newContacts, newMembers, newProgram } from '../../test/people.ts';
import { systemScope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { findContactByNumber, getBelonging, getContact, loadContacts } from './contact.queries.ts';
import { ensureContactFields, listContactFields } from './contact-field.queries.ts';
import { type ContactsAsked, listContacts } from './contact-search.queries.ts';
import { readContactSearch } from './contact-search.ts';
import { createList, ensureList } from './create-list.ts';
import { addToList, listLists, requireLists } from './list.queries.ts';
import { optOutContact } from './opt-out-contact.ts';
import { getProgram, listPrograms } from './program.queries.ts';
import { addTags, listTags } from './tag.queries.ts';

let database: TestDatabase;
let ctx: Context;
let workspaceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  ctx = testContext(database.db);
});
afterAll(() => database.drop());
beforeEach(async () => {
  workspaceId = await newWorkspace(database.db);
});

const inTx = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(workspaceId, work);
const scope = () => systemScope(workspaceId, 'test');

/** People named like this, in this order, with numbers one after another. */
const named = (names: readonly [first: string, last: string][]) =>
  inTx(async (tx) => {
    const ids = await newContacts(tx, fictionalNumbers(names.length));
    for (const [at, [first, last]] of names.entries()) {
      await tx.query(
        'update contact set first_name = $2, last_name = $3, email = lower($2) || $4 where id = $1',
        [ids[at], first, last, '@example.com'],
      );
    }
    return ids;
  });

describe('contacts', () => {
  test('are loaded as a batch, and who is gone is absent', async () => {
    const [first = 0, second = 0] = await inTx((tx) => newContacts(tx, fictionalNumbers(2)));
    const loaded = await inTx((tx) => loadContacts(tx, [second, first, 999_999]));
    expect([...loaded.keys()].sort()).toEqual([first, second].sort());
    expect(loaded.get(first)).toEqual({
      id: first,
      number: '+12015550100',
      firstName: null,
      lastName: null,
      email: null,
      country: 'US',
      region: null,
      timeZone: null,
      timeZoneSource: null,
      language: null,
      wishes: null,
      tracking: null,
      carrier: null,
      fields: {},
    });
  });

  test('are found by number, and a stranger is nobody', async () => {
    const [id] = await inTx((tx) => newContacts(tx, ['+12025550101']));
    expect(await inTx((tx) => findContactByNumber(tx, '+12025550101'))).toMatchObject({ id });
    expect(await inTx((tx) => findContactByNumber(tx, '+12025550102'))).toBeUndefined();
  });

  test('of another workspace do not exist here', async () => {
    const [id = 0] = await inTx((tx) => newContacts(tx, ['+12025550101']));
    workspaceId = await newWorkspace(database.db);
    await expect(inTx((tx) => getContact(tx, id))).rejects.toThrow(
      `There is no contact con_${id} in this workspace.`,
    );
    expect(await inTx((tx) => findContactByNumber(tx, '+12025550101'))).toBeUndefined();
  });
});

describe('the list of contacts', () => {
  const search = (text: string, more: Partial<ContactsAsked> = {}) =>
    inTx((tx) => listContacts(tx, { search: readContactSearch(text, 'US'), limit: 50, ...more }));
  const idsOf = async (text: string, more: Partial<ContactsAsked> = {}) =>
    (await search(text, more)).contacts.map((one) => one.id);

  test('shows the newest first, page by page, each person once', async () => {
    const ids = await inTx((tx) => newContacts(tx, fictionalNumbers(7)));
    const seen: number[] = [];
    let after: ContactsAsked['after'] = null;
    do {
      const page = await search('', { limit: 3, after });
      seen.push(...page.contacts.map((one) => one.id));
      after = page.next;
    } while (after);
    expect(seen).toEqual(ids.toReversed());
  });

  test('finds people by the beginning of a name or an address, however it is written', async () => {
    const [ada, adam, quill] = await named([
      ['Ada', 'Lovell'],
      ['Adam', 'Quill'],
      ['Bo', 'Quill'],
    ]);
    expect(await idsOf('ADA')).toEqual([adam, ada]);
    expect(await idsOf('ada lov')).toEqual([ada]);
    expect(await idsOf('qui ad')).toEqual([adam]);
    expect(await idsOf('bo@example')).toEqual([quill]);
    expect(await idsOf('%')).toEqual([]);
    expect(await idsOf('_da')).toEqual([]);
  });

  test('finds people by the beginning of their number, in its order', async () => {
    const ids = await inTx((tx) =>
      newContacts(tx, ['+13035550102', '+13035550101', '+13125550101', '+442079460101']),
    );
    expect(await idsOf('303')).toEqual([ids[1], ids[0]]);
    expect(await idsOf('+1 3')).toEqual([ids[1], ids[0], ids[2]]);
    expect(await idsOf('+44')).toEqual([ids[3]]);
    expect(await idsOf('9')).toEqual([]);
    const first = await search('+13', { limit: 2 });
    expect(first.next).toEqual({ number: '+13035550102' });
    expect((await search('+13', { limit: 2, after: first.next })).contacts.map((one) => one.id)).toEqual([
      ids[2],
    ]);
  });

  test('keeps to a list and a tag', async () => {
    const ids = await named([
      ['Ada', 'A'],
      ['Bea', 'B'],
      ['Ada', 'C'],
      ['Ada', 'D'],
    ]);
    const list = await createList(ctx, scope(), { name: 'Spring' });
    await inTx((tx) => addToList(tx, list.id, ids.slice(0, 3)));
    await inTx((tx) => addTags(tx, ['vip'], ids.slice(1)));
    expect(await idsOf('', { listId: list.id })).toEqual([ids[2], ids[1], ids[0]]);
    expect(await idsOf('', { tag: 'vip' })).toEqual([ids[3], ids[2], ids[1]]);
    expect(await idsOf('', { listId: list.id, tag: 'vip' })).toEqual([ids[2], ids[1]]);
    expect(await idsOf('ada', { listId: list.id, tag: 'vip' })).toEqual([ids[2]]);
    expect(await idsOf('201', { listId: list.id, tag: 'vip' })).toEqual([ids[1], ids[2]]);
    const first = await search('', { listId: list.id, limit: 2 });
    expect(
      (await search('', { listId: list.id, limit: 2, after: first.next })).contacts.map((one) => one.id),
    ).toEqual([ids[0]]);
  });

  test('looks through so many at a time and goes on from there', async () => {
    await named([['Ada', 'First']]);
    await inTx((tx) => newContacts(tx, fictionalNumbers(20_005).slice(1)));
    const first = await search('ada');
    expect(first.contacts).toEqual([]);
    expect(first.next).not.toBeNull();
    const second = await search('ada', { after: first.next });
    expect(second.contacts.map((one) => one.lastName)).toEqual(['First']);
    expect(second.next).toBeNull();
  });
});

describe('lists, tags and fields', () => {
  test('a list is made once under a name', async () => {
    const list = await createList(ctx, scope(), { name: '  Spring  sale ' });
    expect(list.name).toBe('Spring sale');
    await expect(createList(ctx, scope(), { name: 'Spring sale' })).rejects.toThrow(
      'There is a list called “Spring sale” already.',
    );
    expect(await inTx((tx) => ensureList(tx, ctx, 'Spring sale'))).toEqual({ ...list, isNew: false });
    expect(await inTx((tx) => ensureList(tx, ctx, 'Autumn'))).toMatchObject({ isNew: true });
    await expect(createList(ctx, scope(), { name: ' ' })).rejects.toThrow(/A list needs a name/);
  });

  test('two imports that name the same new list fill one list', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => inTx((tx) => ensureList(tx, ctx, 'New'))));
    expect(one?.id).toBe(two?.id);
  });

  test('people are counted once on each list and under each tag', async () => {
    const ids = await inTx((tx) => newContacts(tx, fictionalNumbers(3)));
    const list = await createList(ctx, scope(), { name: 'Spring' });
    await createList(ctx, scope(), { name: 'Autumn' });
    expect(await inTx((tx) => addToList(tx, list.id, ids))).toBe(3);
    expect(await inTx((tx) => addToList(tx, list.id, ids.slice(1)))).toBe(0);
    expect(await inTx((tx) => addTags(tx, ['vip', 'local'], ids.slice(0, 2)))).toBe(4);
    expect(
      (await inTx((tx) => listLists(tx, { limit: 10, after: null }))).map((one) => [one.name, one.people]),
    ).toEqual([
      ['Autumn', 0],
      ['Spring', 3],
    ]);
    expect(await inTx((tx) => listTags(tx, { limit: 10, after: 'local' }))).toEqual([
      { tag: 'vip', people: 2 },
    ]);
    expect(await inTx((tx) => getBelonging(tx, ids[0] ?? 0))).toEqual({
      lists: [{ id: list.id, name: 'Spring' }],
      tags: ['local', 'vip'],
    });
  });

  test('a list that is not there is named', async () => {
    const list = await createList(ctx, scope(), { name: 'Spring' });
    await inTx((tx) => requireLists(tx, [list.id]));
    const other = '01900000-0000-7000-8000-00000000000a';
    await expect(inTx((tx) => requireLists(tx, [list.id, other]))).rejects.toThrow(
      'There is no list lst_0190000000007000800000000000000a',
    );
  });

  test('a field keeps the label and kind it was made with', async () => {
    await inTx((tx) =>
      ensureContactFields(tx, [
        { name: 'store', label: 'Store', kind: 'text' },
        { name: 'store', label: 'STORE', kind: 'number' },
      ]),
    );
    await inTx((tx) =>
      ensureContactFields(tx, [
        { name: 'store', label: 'Shop', kind: 'date' },
        { name: 'city', label: 'City', kind: 'text' },
      ]),
    );
    expect(await inTx(listContactFields)).toEqual([
      { name: 'city', label: 'City', kind: 'text' },
      { name: 'store', label: 'Store', kind: 'text' },
    ]);
  });
});

describe('programs', () => {
  test('are made with their brand, and a second one joins it', async () => {
    const offers = await newProgram(ctx, workspaceId);
    const orders = await newProgram(ctx, workspaceId, { name: 'Orders', purpose: 'transactional' });
    expect(orders.brandId).toBe(offers.brandId);
    expect(await inTx((tx) => getProgram(tx, offers.id))).toEqual(offers);
    expect((await inTx(listPrograms)).map((one) => one.name)).toEqual(['Offers', 'Orders']);
  });

  test('cannot share a name, nor give one brand two places to get help', async () => {
    await newProgram(ctx, workspaceId);
    await expect(newProgram(ctx, workspaceId)).rejects.toThrow('There is a program called “Offers” already.');
    await expect(
      newProgram(ctx, workspaceId, { name: 'Club', helpContact: 'other@example.com' }),
    ).rejects.toThrow('Harbor Books already gives help@harborbooks.example for help.');
    expect((await inTx(listPrograms)).length).toBe(1);
  });

  test('that cannot say how often leave nothing behind, not even the brand', async () => {
    await expect(newProgram(ctx, workspaceId, { textsPerMonth: 0 })).rejects.toThrow(
      /how many texts a month/,
    );
    expect((await inTx((tx) => tx.query('select from brand'))).rowCount).toBe(0);
  });
});

describe('an opt-out that came by another way', () => {
  const wish = () => ({ method: 'console', occurredAt: ctx.clock.now(), evidence: { note: 'called us' } });

  test('holds for every brand, is audited, and is told to the house', async () => {
    const offers = await newProgram(ctx, workspaceId);
    await newProgram(ctx, workspaceId, { name: 'Coffee', brandName: 'Pier Coffee' });
    const [id = 0] = await inTx((tx) => newMembers(tx, ctx, offers, ['+12025550101']));
    const left = await optOutContact(ctx, scope(), id, wish());
    expect(left.map((one) => [one.brandName, one.wasOptedOut])).toEqual([
      ['Harbor Books', false],
      ['Pier Coffee', false],
    ]);
    const audits = await inTx((tx) =>
      tx.query(`select actor, object from audit_entry where act = 'contact.opted_out'`),
    );
    expect(audits.rows).toEqual([{ actor: 'system:test', object: `con_${id}` }]);
  });

  test('holds for one brand when a program is named, and a second one is no news', async () => {
    const offers = await newProgram(ctx, workspaceId);
    await newProgram(ctx, workspaceId, { name: 'Coffee', brandName: 'Pier Coffee' });
    const [id = 0] = await inTx((tx) => newMembers(tx, ctx, offers, ['+12025550101']));
    const [first] = await optOutContact(ctx, scope(), id, { ...wish(), programId: offers.id });
    const again = await optOutContact(ctx, scope(), id, { ...wish(), programId: offers.id });
    expect(again).toEqual([{ ...first, wasOptedOut: true }]);
    const audits = await inTx((tx) => tx.query(`select from audit_entry where act = 'contact.opted_out'`));
    expect(audits.rowCount).toBe(1);
  });

  test('needs a brand to leave', async () => {
    const [id = 0] = await inTx((tx) => newContacts(tx, ['+12025550101']));
    await expect(optOutContact(ctx, scope(), id, wish())).rejects.toThrow(/no brand to opt out of/);
  });
});
