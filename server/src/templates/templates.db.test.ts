import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';

let database: TestDatabase;
let app: TestApp;
let ask: Ask;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  ask = await app.withKey(await newWorkspace(database.db), ['templates.read', 'templates.write']);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const create = (name: string, body: string) =>
  ask({ method: 'POST', url: '/v1/templates', payload: { name, body } });
const change = (id: string, payload: object) => ask({ method: 'PATCH', url: `/v1/templates/${id}`, payload });

describe('a template', () => {
  test('is kept under a name, and says what a person must have on file', async () => {
    const answer = await create(
      ' Order left ',
      'Order {{ order }} has left, {{ first_name | default: "there" }}.',
    );
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({
      object: 'template',
      name: 'Order left',
      version: 1,
      latest_version: 1,
      required_fields: ['order'],
      archived: false,
    });
  });

  test('of whom two change the same is changed by the first, and the second is told', async () => {
    const made = await create('Twice', 'One');
    const { id, revision } = made.json();
    expect(made.headers.etag).toBe(`"${revision}"`);
    const renamed = await change(id, { name: 'Two times', revision });
    expect([renamed.statusCode, renamed.json().version]).toEqual([200, 1]);
    // A name makes no version of the words, and is not overwritten unseen all the same.
    const second = await change(id, { name: 'Twice over', body: 'Two', revision });
    expect([second.statusCode, second.json().code]).toEqual([409, 'template.changed_meanwhile']);
    const byHeader = await ask({
      ...{ method: 'PATCH', url: `/v1/templates/${id}`, payload: { body: 'Two' } },
      headers: { 'if-match': renamed.headers.etag as string },
    });
    expect(byHeader.json()).toMatchObject({ name: 'Two times', body: 'Two', version: 2 });
    expect((await change(id, { body: 'Three' })).json().version).toBe(3);
  });

  test('of words for mail is asked for the particulars of CAN-SPAM, at each new version as well', async () => {
    const mail = async (body: string, channel = 'commercial_email') =>
      ask({
        method: 'POST',
        url: '/v1/templates',
        payload: { name: `Mail ${body}`.slice(0, 90), body, channel },
      });
    const bare = await mail('Tents are 20 % off.');
    expect(bare.statusCode).toBe(422);
    expect(bare.json().errors.map(({ code }: { code: string }) => code)).toEqual([
      'can_spam.postal_address',
      'can_spam.opt_out',
    ]);
    const whole = 'Tents are 20 % off. Unsubscribe: a@kestrel.example. 14 Harbor Street, Portland, OR 97201';
    const kept = await mail(whole);
    expect(kept.json()).toMatchObject({ channel: 'commercial_email', version: 1 });
    expect((await change(kept.json().id, { body: 'Tents are 30 % off.' })).statusCode).toBe(422);
    expect((await mail(whole, 'mail_gateway')).json().code).toBe('can_spam.mail_gateway');
    expect((await create('For texts', 'Tents are 20 % off.')).json().channel).toBe('text');
  });

  test('warns when it is saved of what sells in its words, and keeps them', async () => {
    const said = (answer: { json(): { warnings: { code: string; position: number; end: number }[] } }) =>
      answer.json().warnings.map(({ code, position, end }) => [code, position, end]);
    const made = await create('Ready', 'Your bread is ready. Get 20% off today.');
    expect(made.statusCode).toBe(201);
    expect(said(made)).toEqual([['purpose.promotion', 21, 32]]);
    expect(made.json().warnings[0].sentence).toMatch(/^“Get 20% off” promotes something: whatever program/);
    const { id } = made.json();
    expect(said(await ask({ url: `/v1/templates/${id}` }))).toHaveLength(1);
    expect(said(await change(id, { body: 'Your bread is ready.' }))).toEqual([]);
    // Whoever has no value reads the fallback.
    const byFallback = await create('Fallback', 'Ready: {{ city | default: "half off" }}.');
    expect(said(byFallback)).toEqual([['purpose.promotion', 27, 35]]);
    // Other warnings are told as well, and one version at a time.
    const versions = (await ask({ url: `/v1/templates/${id}/versions` })).json();
    expect(versions.data.map((one: { warnings: unknown[] }) => one.warnings.length)).toEqual([0, 1]);
  });

  test('says nothing of a promotion where the officer has ruled that it is none', async () => {
    const officer = await app.withKey(await newWorkspace(database.db), [
      ...(['templates.read', 'templates.write', 'policy.write'] as const),
    ]);
    const body = 'Bakery: half off your loaf, as agreed.';
    const make = (name: string) => officer({ method: 'POST', url: '/v1/templates', payload: { name, body } });
    expect((await make('Before')).json().warnings).toHaveLength(1);
    const note = 'The price that was agreed';
    await officer({ method: 'POST', url: '/v1/word-rulings', payload: { body, note } });
    expect((await make('After')).json().warnings).toEqual([]);
  });

  test('keeps every version of its words, and makes none of the same words', async () => {
    const { id } = (await create('Versions', 'One')).json();
    expect((await change(id, { body: 'One' })).json()).toMatchObject({ version: 1 });
    expect((await change(id, { body: 'Two' })).json()).toMatchObject({ version: 2, body: 'Two' });
    expect((await change(id, { name: 'Renamed' })).json()).toMatchObject({ version: 2, name: 'Renamed' });
    const first = await ask({ url: `/v1/templates/${id}?version=1` });
    expect(first.json()).toMatchObject({ version: 1, latest_version: 2, body: 'One' });
    const versions = (await ask({ url: `/v1/templates/${id}/versions` })).json();
    expect(versions.data.map((one: { body: string }) => one.body)).toEqual(['Two', 'One']);
    expect((await ask({ url: `/v1/templates/${id}?version=3` })).json()).toMatchObject({
      status: 404,
      code: 'template.no_version',
    });
  });

  test('two people who write at once make two versions', async () => {
    const { id } = (await create('Together', 'Start')).json();
    await Promise.all(['A', 'B', 'C'].map((body) => change(id, { body })));
    const versions = (await ask({ url: `/v1/templates/${id}/versions` })).json();
    expect(versions.data.map((one: { version: number }) => one.version)).toEqual([4, 3, 2, 1]);
  });

  test('leaves the list when it is archived, and can be taken back', async () => {
    const { id } = (await create('Seldom', 'Hi')).json();
    const names = async (query: string) =>
      (await ask({ url: `/v1/templates${query}` })).json().data.map((one: { id: string }) => one.id);
    await change(id, { archived: true });
    expect(await names('')).not.toContain(id);
    expect(await names('?archived=true')).toEqual([id]);
    await change(id, { archived: false });
    expect(await names('')).toContain(id);
  });

  test('stands in pages by name', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = (await ask({ url: `/v1/templates?limit=2${cursor}` })).json();
      seen.push(...page.data.map((one: { name: string }) => one.name));
      if (!page.has_more) break;
      cursor = `&cursor=${page.next_cursor}`;
    }
    expect(seen).toEqual([...new Set(seen)].toSorted());
    expect(seen.length).toBeGreaterThan(2);
  });

  test.each([
    [{ name: ' ', body: 'Hi' }, 'template.bad_name'],
    [{ name: 'X', body: ' ' }, 'text.empty'],
    [{ name: 'X', body: 'Hi {{ name' }, 'merge.'],
    [{ name: 'X', body: 'a\0b' }, 'text.bad_character'],
  ])('of %j is refused', async ({ name, body }, code) => {
    const answer = await create(name, body);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().code).toContain(code);
    expect(answer.json().errors[0].pointer).toMatch(/^\/(name|body)$/);
  });

  test('of a name that is taken is refused, whoever comes with it', async () => {
    await create('Taken', 'Hi');
    const { id } = (await create('Free', 'Hi')).json();
    expect((await create('Taken', 'Other')).json()).toMatchObject({
      status: 409,
      code: 'template.name_taken',
    });
    expect((await change(id, { name: 'Taken' })).json()).toMatchObject({
      status: 409,
      code: 'template.name_taken',
    });
  });

  test('of another workspace is not there', async () => {
    const { id } = (await create('Mine', 'Hi')).json();
    const stranger = await app.withKey(await newWorkspace(database.db), [
      'templates.read',
      'templates.write',
    ]);
    expect((await stranger({ url: `/v1/templates/${id}` })).statusCode).toBe(404);
    expect((await stranger({ url: `/v1/templates/${id}/versions` })).statusCode).toBe(404);
    const payload = { body: 'Theirs' };
    expect((await stranger({ method: 'PATCH', url: `/v1/templates/${id}`, payload })).statusCode).toBe(404);
  });
});
