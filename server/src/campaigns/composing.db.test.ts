import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { addPerson, openShop, type Shop } from '../../test/shop.ts';
import { nobody } from '../audiences/index.ts';
import { takeEvents } from '../events/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { changeSnippet, createSnippet } from '../templates/index.ts';
import { checkCampaign, createCampaign, launchCampaign, lookAtFlight, previewCampaign } from './index.ts';

let database: TestDatabase;
let shop: Shop;
let ids: number[];
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  shop = await openShop(database.db);
  ids = await inShop(async (tx) => [
    await addPerson(tx, shop, { n: 0, firstName: 'Ada', fields: { language: 'en' }, tags: ['VIP guest'] }),
    await addPerson(tx, shop, { n: 1, firstName: 'Eva', fields: { language: 'es-MX' } }),
    await addPerson(tx, shop, { n: 2, firstName: 'Zoe', fields: { language: 'French' } }),
    await addPerson(tx, shop, { n: 3, firstName: 'Kim' }),
  ]);
});

const inShop = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(shop.workspaceId, work);
const write = async (words: string, texts: Record<string, string> = {}) =>
  (
    await createCampaign(shop.ctx, shop.scope, {
      ...{ name: 'Spring', programId: shop.programId, senderId: shop.senderId, texts },
      body: `Harbor Coffee: ${words} Reply STOP to opt out`,
      include: { lists: [shop.listId], tags: [] },
      exclude: nobody,
    })
  ).id;
const es = 'Harbor Coffee: hola {{ first_name }}, abrimos {{ snippet.hours }}. Responde STOP para salir';
const bodiesOf = (id: string) =>
  inShop(async (tx) => {
    const { rows } = await tx.query<{ body: string; texts: Record<string, string> | null }>(
      'select body, texts from send_run where workspace_id = $1 and id = $2',
      [tx.workspaceId, id],
    );
    return rows[0];
  });

describe('a campaign in two languages', () => {
  test('is written to each in theirs, and names those who get another', async () => {
    await createSnippet(shop.ctx, shop.scope, { name: 'hours', body: '7 to 6', texts: { es: 'de 7 a 18' } });
    const id = await write('hi {{ first_name }}, open {{ snippet.hours }}.', { es });
    const { samples } = await previewCampaign(shop.ctx, shop.scope, id, 4);
    const textOf = (name: string) => samples.find(({ contact }) => contact.firstName === name)?.text;
    expect(textOf('Eva')).toBe('Harbor Coffee: hola Eva, abrimos de 7 a 18. Responde STOP para salir');
    for (const name of ['Ada', 'Zoe', 'Kim'])
      expect(textOf(name)).toBe(`Harbor Coffee: hi ${name}, open 7 to 6. Reply STOP to opt out`);
    const flight = await lookAtFlight(shop.ctx, shop.scope, id);
    expect(flight.languages).toEqual(
      expect.arrayContaining([
        { language: 'en', people: 1, text: null, isTheirs: true },
        { language: 'es-mx', people: 1, text: 'es', isTheirs: true },
        { language: 'fr', people: 1, text: null, isTheirs: false },
        { language: null, people: 1, text: null, isTheirs: true },
      ]),
    );
    expect(flight.findings.warnings).toContainEqual(
      expect.objectContaining({ code: 'text.other_language', people: 1 }),
    );
    expect(flight.findings.problems).toEqual([]);
  });

  test('is counted in the longest of them', async () => {
    const id = await write('hi.', { es: `Harbor Coffee: ${'á'.repeat(80)} Responde STOP para salir` });
    const { scan } = await lookAtFlight(shop.ctx, shop.scope, id);
    expect(scan.estimate.parts).toMatchObject({ min: 1, max: 2, total: 5 });
    expect(scan.estimate.worst?.contactId).toBe(ids[1]);
  });

  test('is judged in each of them, with the place', async () => {
    const id = await write('hi.', { es: 'Harbor Coffee: hola {{ nombre }}, abrimos hoy.' });
    const { problems } = await previewCampaign(shop.ctx, shop.scope, id);
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'merge.unknown_field', pointer: '/texts/es', position: 23 }),
    );
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'opt_out.missing',
        pointer: '/texts/es',
        sentence: expect.stringMatching(/^In the text for es: /),
      }),
    );
    await expect(checkCampaign(shop.ctx, shop.scope, id)).rejects.toThrow();
  });

  test('is another content when one of its texts is another', async () => {
    const hashOf = async (texts: Record<string, string>) => {
      const { campaign } = await checkCampaign(shop.ctx, shop.scope, await write('hi.', texts));
      return campaign.contentHash?.toString('hex');
    };
    const hola = (word: string) => ({ es: `Harbor Coffee: ${word}. Responde STOP para salir` });
    const hashes = [
      await hashOf({}),
      await hashOf(hola('hola')),
      await hashOf(hola('buenas')),
      await hashOf(hola('hola')),
    ];
    expect(new Set(hashes).size).toBe(3);
    expect(hashes[1]).toBe(hashes[3]);
  });
});

describe('a snippet that is written anew', () => {
  test('changes nothing that was checked, is told, and is taken with the next check', async () => {
    const snippet = await createSnippet(shop.ctx, shop.scope, { name: 'hours', body: '7 to 6' });
    const id = await write('open {{ snippet.hours }}.');
    const checked = await checkCampaign(shop.ctx, shop.scope, id);
    expect(checked.campaign.snippets).toEqual({ hours: 1 });
    await changeSnippet(shop.ctx, shop.scope, snippet.id, { body: '9 to 5' });
    const looked = await lookAtFlight(shop.ctx, shop.scope, id);
    expect(looked.findings.warnings).toContainEqual(
      expect.objectContaining({ code: 'snippet.newer_version' }),
    );
    expect(looked.samples[0]?.text).toContain('open 7 to 6.');
    await launchCampaign(shop.ctx, shop.scope, id, {});
    expect((await bodiesOf(id))?.body).toContain('open 7 to 6.');
    const other = await write('open {{ snippet.hours }}.');
    await checkCampaign(shop.ctx, shop.scope, other);
    await launchCampaign(shop.ctx, shop.scope, other, {});
    expect((await bodiesOf(other))?.body).toContain('open 9 to 5.');
  });

  test('and checked again changes what an approval is for', async () => {
    const snippet = await createSnippet(shop.ctx, shop.scope, { name: 'hours', body: '7 to 6' });
    const id = await write('open {{ snippet.hours }}.');
    const first = await checkCampaign(shop.ctx, shop.scope, id);
    await changeSnippet(shop.ctx, shop.scope, snippet.id, { body: '9 to 5' });
    const second = await checkCampaign(shop.ctx, shop.scope, id);
    expect(second.campaign.contentHash?.equals(first.campaign.contentHash as Buffer)).toBe(false);
    expect(second.campaign.snippets).toEqual({ hours: 2 });
  });

  test('and checked again is not launched by whoever saw the words before it', async () => {
    const snippet = await createSnippet(shop.ctx, shop.scope, { name: 'hours', body: '7 to 6' });
    const id = await write('open {{ snippet.hours }}.');
    const check = async () => (await checkCampaign(shop.ctx, shop.scope, id)).campaign.version;
    const seen = await check();
    expect(await check()).toBe(seen);
    await changeSnippet(shop.ctx, shop.scope, snippet.id, { body: '9 to 5' });
    const now = await check();
    const launch = (confirmVersion: number) => launchCampaign(shop.ctx, shop.scope, id, { confirmVersion });
    await expect(launch(seen)).rejects.toMatchObject({ code: 'campaign.changed_since_seen' });
    expect((await launch(now)).status).toBe('sending');
  });

  test('that is not there is a problem with its place, once', async () => {
    const id = await write('open {{ snippet.hours }}.');
    const { problems } = await previewCampaign(shop.ctx, shop.scope, id);
    expect(problems).toMatchObject([{ code: 'snippet.unknown', pointer: '/body', position: 20 }]);
  });
});

describe('what people did', () => {
  const order = (n: number, at: string, value: number, items: object[] = []) => ({
    ...{ id: `${n} ${at}`, name: 'order.placed', occurred_at: at, contact_id: `con_${ids[n]}`, value },
    properties: { items, city: 'Lima' },
  });

  test('stands in their text: the last of it, and all of it counted', async () => {
    await takeEvents(
      shop.ctx,
      shop.scope,
      [
        order(0, '2026-01-02T17:00:00Z', 20),
        order(0, '2026-03-04T17:00:00Z', 49.9, [{ name: 'Rolls' }, { name: 'Rye' }]),
        order(1, '2026-02-03T17:00:00Z', 5),
      ],
      { unknownPeople: 'reject' },
    );
    const id = await write(
      '{% if event.order.placed.total %}thanks for {{ event.order.placed.total | money | default: "it" }} of {{ event.order.placed.items | default: "bread" }} on {{ event.order.placed.at | date: "%b %-d" | default: "that day" }}, order {{ event.order.placed.count }}{% else %}come by{% endif %}{% if tag.vip_guest %}, VIP{% endif %}, from {{ brand.name }} {{ sender.number }}.',
    );
    const { samples, problems } = await previewCampaign(shop.ctx, shop.scope, id, 4);
    expect(problems).toEqual([]);
    const textOf = (name: string) =>
      samples.find(({ contact }) => contact.firstName === name)?.text?.slice('Harbor Coffee: '.length);
    expect(textOf('Ada')).toBe(
      'thanks for $49.90 of Rolls, Rye on Mar 4, order 2, VIP, from Harbor Coffee +12025550100. Reply STOP to opt out',
    );
    expect(textOf('Eva')).toContain('thanks for $5.00 of bread on Feb 3, order 1, from Harbor');
    expect(textOf('Kim')).toContain('come by, from Harbor');
  });

  test('asks for a fallback though everybody has it today, and for names that there are', async () => {
    await takeEvents(
      shop.ctx,
      shop.scope,
      ids.map((_, n) => order(n, '2026-01-02T17:00:00Z', 1)),
      { unknownPeople: 'reject' },
    );
    const problemsOf = async (words: string) =>
      (await previewCampaign(shop.ctx, shop.scope, await write(words))).problems;
    expect(await problemsOf('{{ event.order.placed.total | money }}.')).toMatchObject([
      { code: 'merge.needs_fallback', position: 18 },
    ]);
    expect(await problemsOf('{{ event.order.placed.count }} orders.')).toEqual([]);
    expect(await problemsOf('{{ event.order.placed.sity | default: "x" }}.')).toMatchObject([
      { code: 'merge.unknown_field', suggestion: 'event.order.placed.city' },
    ]);
    expect(await problemsOf('{% if tag.vip_gest %}x{% endif %}.')).toMatchObject([
      { code: 'merge.unknown_field', suggestion: 'tag.vip_guest' },
    ]);
  });
});
