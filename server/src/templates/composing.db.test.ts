import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';

let database: TestDatabase;
let app: TestApp;
let workspaceId: string;
let ask: Ask;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  workspaceId = await newWorkspace(database.db);
  ask = await app.withKey(workspaceId, ['templates.read', 'templates.write']);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const post = (url: string, payload: object, by: Ask = ask) => by({ method: 'POST', url, payload });
const patch = (url: string, payload: object, by: Ask = ask) => by({ method: 'PATCH', url, payload });

describe('a template in several languages', () => {
  test('keeps them by their tags, each version its own', async () => {
    const made = (
      await post('/v1/templates', {
        name: 'Ready',
        body: 'Your bread is ready, {{ first_name }}.',
        texts: { es_MX: 'Su pan de {{ city }} está listo.', fr: 'Votre pain est prêt.' },
      })
    ).json();
    expect(made).toMatchObject({
      language: 'en',
      texts: { 'es-mx': 'Su pan de {{ city }} está listo.', fr: 'Votre pain est prêt.' },
      required_fields: ['first_name', 'city'],
      standing: 'unjudged',
    });
    const again = await patch(`/v1/templates/${made.id}`, {
      texts: { fr: 'Votre pain est prêt.', 'es-mx': made.texts['es-mx'] },
    });
    expect(again.json().version).toBe(1);
    const next = await patch(`/v1/templates/${made.id}`, { texts: { fr: 'Prêt.' } });
    expect(next.json()).toMatchObject({ version: 2, texts: { fr: 'Prêt.' }, body: made.body });
    expect((await ask({ url: `/v1/templates/${made.id}?version=1` })).json().texts).toEqual(made.texts);
  });

  test.each([
    [{ klingonish: 'x' }, 'text.bad_language', '/texts/klingonish'],
    [{ en: 'x' }, 'text.bad_texts', '/texts/en'],
    [{ es: ' ' }, 'text.bad_texts', '/texts/es'],
    [{ es: 'a', ES: 'b' }, 'text.bad_texts', '/texts/ES'],
    [{ es: 'Hola {{ name' }, 'merge.unclosed_tag', '/texts/es'],
  ])('is refused for %j', async (texts, code, pointer) => {
    const answer = await post('/v1/templates', { name: `Bad ${JSON.stringify(texts)}`, body: 'Hi', texts });
    expect([answer.statusCode, answer.json().code]).toEqual([422, code]);
    expect(answer.json().errors[0].pointer).toBe(pointer);
  });

  test('warns of what sells in each of them', async () => {
    const answer = await post('/v1/templates', {
      name: 'Selling',
      body: 'Your bread is ready.',
      texts: { fr: 'Votre pain est prêt. Get 20% off today.' },
    });
    expect(answer.json().warnings).toMatchObject([
      { code: 'purpose.promotion', language: 'fr', position: 21 },
    ]);
  });
});

describe('a snippet', () => {
  test('is kept in versions, and told with what says it', async () => {
    const made = (
      await post('/v1/snippets', { name: 'hours', body: '7 to 6', texts: { es: '7 a 18' } })
    ).json();
    expect(made).toMatchObject({ merge_field: '{{ snippet.hours }}', version: 1, texts: { es: '7 a 18' } });
    expect((await patch(`/v1/snippets/${made.id}`, { body: '7 to 6' })).json().version).toBe(1);
    expect((await patch(`/v1/snippets/${made.id}`, { body: '8 to 6' })).json().version).toBe(2);
    const versions = (await ask({ url: `/v1/snippets/${made.id}/versions` })).json().data;
    expect(versions.map((one: { body: string }) => one.body)).toEqual(['8 to 6', '7 to 6']);
    await post('/v1/templates', { name: 'Says hours', body: 'Open {{ snippet.hours }}' });
    await post('/v1/snippets', { name: 'sign', body: 'Harbor, {{snippet.hours}}' });
    const uses = (await ask({ url: `/v1/snippets/${made.id}/uses` })).json().data;
    expect(uses.map((one: { name: string }) => one.name).sort()).toEqual(['Says hours', 'sign']);
  });

  test('is refused where it comes to hold itself, or what is not there', async () => {
    const one = (await post('/v1/snippets', { name: 'one', body: 'x' })).json();
    await post('/v1/snippets', { name: 'two', body: 'y {{ snippet.one }}' });
    const circle = await patch(`/v1/snippets/${one.id}`, { body: 'see {{ snippet.two }}' });
    expect([circle.statusCode, circle.json().code]).toEqual([422, 'snippet.cycle']);
    expect(circle.json().errors[0]).toMatchObject({ pointer: '/body', position: 4 });
    const self = await post('/v1/snippets', { name: 'self', body: '{{ snippet.self }}' });
    expect(self.json().code).toBe('snippet.cycle');
    const hole = await post('/v1/snippets', {
      name: 'hole',
      body: 'a',
      texts: { es: 'b {{ snippet.nobody }}' },
    });
    expect(hole.json()).toMatchObject({
      code: 'snippet.unknown',
      errors: [{ pointer: '/texts/es', position: 2 }],
    });
    const template = await post('/v1/templates', { name: 'Hole', body: 'Hi {{ snippet.nobody }}' });
    expect(template.json()).toMatchObject({ code: 'snippet.unknown', errors: [{ position: 3 }] });
  });

  test.each([
    [{ name: 'Opening hours', body: 'x' }, 'snippet.bad_name'],
    [{ name: 'blank', body: ' ' }, 'text.empty'],
    [{ name: 'open', body: '{{ first_name' }, 'merge.unclosed_tag'],
  ])('of %j is refused', async (payload, code) => {
    expect((await post('/v1/snippets', payload)).json().code).toBe(code);
  });

  test('that is archived is in nothing new', async () => {
    const old = (await post('/v1/snippets', { name: 'old', body: 'x' })).json();
    await patch(`/v1/snippets/${old.id}`, { archived: true });
    const answer = await post('/v1/templates', { name: 'With old', body: 'Hi {{ snippet.old }}' });
    expect(answer.json().code).toBe('snippet.unknown');
    expect((await post('/v1/snippets', { name: 'old', body: 'y' })).json().code).toBe('snippet.name_taken');
  });
});

describe('an approval of a template', () => {
  test('is given by somebody who did not write it, and is of one version', async () => {
    const [writer, officer] = [await app.signedIn(workspaceId), await app.signedIn(workspaceId)];
    const { id } = (await post('/v1/templates', { name: 'Judged', body: 'One' }, writer)).json();
    const url = `/v1/templates/${id}/approvals`;
    const own = await post(url, { verdict: 'approved', version: 1 }, writer);
    expect([own.statusCode, own.json().code]).toEqual([403, 'approval.own_words']);
    const said = await post(url, { verdict: 'approved', version: 1, note: 'Fine' }, officer);
    expect(said.json()).toMatchObject({ standing: 'approved', is_needed: false, data: [{ note: 'Fine' }] });
    await patch(`/v1/templates/${id}`, { body: 'Two' }, writer);
    expect((await ask({ url })).json()).toMatchObject({ version: 2, standing: 'unjudged', is_usable: true });
    await officer({ method: 'PUT', url: '/v1/policy/templates', payload: { needs_approval: true } });
    expect((await ask({ url })).json()).toMatchObject({ is_usable: false, is_needed: true });
    expect((await ask({ url: `${url}?version=1` })).json().is_usable).toBe(true);
    await post(url, { verdict: 'declined', version: 1 }, officer);
    expect((await ask({ url: `${url}?version=1` })).json()).toMatchObject({
      standing: 'declined',
      is_usable: false,
    });
    await officer({ method: 'PUT', url: '/v1/policy/templates', payload: { needs_approval: false } });
  });

  test('is nobody’s of another workspace, and snippets are not there either', async () => {
    const stranger = await app.signedIn(await newWorkspace(database.db));
    const { id } = (await post('/v1/templates', { name: 'Mine', body: 'Mine' })).json();
    const answer = await post(`/v1/templates/${id}/approvals`, { verdict: 'approved', version: 1 }, stranger);
    expect(answer.statusCode).toBe(404);
    const snippet = (await post('/v1/snippets', { name: 'mine', body: 'Mine' })).json();
    expect((await stranger({ url: `/v1/snippets/${snippet.id}` })).statusCode).toBe(404);
    expect((await stranger({ url: '/v1/snippets' })).json().data).toEqual([]);
  });
});
