import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { addPerson, openShop, type Shop } from '../../../test/shop.ts';
import { publicId } from '../../platform/ids.ts';

let database: TestDatabase;
let app: TestApp;
let shop: Shop;
let ask: Ask;
let people: number[];
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
  shop = await openShop(database.db);
  ask = await app.signedIn(shop.workspaceId);
  people = await database.db.tx(shop.workspaceId, async (tx) => {
    const ids: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      const [tags, lists] = [n < 4 ? ['vip'] : [], n >= 2 && n < 6 ? [shop.listId] : []];
      ids.push(await addPerson(tx, shop, { n, tags, lists }));
    }
    return ids;
  });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const post = async (url: string, payload: object, headers = {}) =>
  ask({ method: 'POST', url, payload, headers });
async function make(name: string, text: string) {
  const answer = await post('/v1/segments', { name, text });
  expect(answer.statusCode, answer.body).toBe(201);
  return answer.json();
}
const who = (place: number) => publicId('con', people[place] ?? 0);

describe('a saved segment', () => {
  test('is read as text, as JSON and as a sentence, counted, and some of its people shown', async () => {
    const made = await make('Regulars', 'tag vip AND not in list "Spring"');
    expect(made).toMatchObject({
      ...{ version: 1, text: 'tag "vip" and not in list "Spring"' },
      sentence: 'People who are tagged “vip” and are not on the list “Spring”.',
      rule: {
        kind: 'all',
        of: [
          { kind: 'tag', tags: ['vip'] },
          { kind: 'not', of: { kind: 'list' } },
        ],
      },
    });
    const counted = (await ask({ url: `/v1/segments/${made.id}/count?sample=1&seed=5` })).json();
    expect(counted).toMatchObject({ count: 2, people: [{ number: expect.stringMatching(/^\+1203/) }] });
    expect((await ask({ url: `/v1/segments/${made.id}/count?sample=1&seed=5` })).json()).toEqual(counted);
    const again = await post('/v1/segments', { name: 'The same', rule: made.rule });
    expect(again.json().text).toBe(made.text);
  });

  test('is changed by version: what somebody else changed meanwhile is not overwritten', async () => {
    const { id } = await make('Changing', 'tag "vip"');
    const change = (payload: object, headers = {}) =>
      ask({ method: 'PATCH', url: `/v1/segments/${id}`, payload, headers });
    const changed = await change({ text: 'not tag "vip"' }, { 'if-match': '"1"' });
    expect([changed.statusCode, changed.headers.etag, changed.json().version]).toEqual([200, '"2"', 2]);
    expect((await change({ name: 'Late', version: 1 })).json()).toMatchObject({
      code: 'segment.changed_meanwhile',
    });
    expect((await change({ text: 'not tag "vip"' })).json().version).toBe(2);
    expect((await change({ text: 'x' }, { 'if-match': 'nonsense' })).json().code).toBe('segment.bad_etag');
    const versions = (await ask({ url: `/v1/segments/${id}/versions` })).json().data;
    expect(versions.map((one: { text: string }) => one.text)).toEqual(['not tag "vip"', 'tag "vip"']);
  });

  test('is refused with the place of what is wrong, in text and in JSON', async () => {
    const bad = (await post('/v1/segments', { name: 'Bad', text: 'tag "vip" and\nstat = TX' })).json();
    expect(bad).toMatchObject({
      code: 'segment.unknown_field',
      detail: expect.stringMatching(/^Line 2, character 1: .*“state”/),
    });
    expect(bad.errors?.[0] ?? bad.details?.[0]).toMatchObject({
      pointer: '/text',
      position: 14,
      end: 18,
      suggestion: 'state',
    });
    const json = (
      await post('/v1/segments', {
        name: 'Bad',
        rule: { kind: 'any', of: [{ kind: 'list', lists: ['lst_1'] }] },
      })
    ).json();
    expect(json.errors?.[0] ?? json.details?.[0]).toMatchObject({
      pointer: '/rule/of/0',
      code: 'segment.unknown_list',
    });
    expect((await post('/v1/segments', { name: 'Bad' })).json().code).toBe('segment.no_rule');
    expect((await post('/v1/segments', { name: 'Regulars', text: 'everyone' })).json().code).toBe(
      'segment.name_taken',
    );
  });

  test('is checked without saving, with what ought to be known', async () => {
    const check = async (text: string) => (await post('/v1/segments/check', { text })).json();
    expect(await check('tag "vop" and not tag "vop"')).toMatchObject({
      is_ready: true,
      notices: [{ code: 'segment.never_true', pointer: '/rule' }, { code: 'segment.unused_tag' }],
    });
    // One condition alone is a rule, in words and as JSON.
    const alone = await check('added in the last 30 days');
    expect(alone).toMatchObject({ is_ready: true, rule: { kind: 'field', field: 'added' } });
    const asJson = await post('/v1/segments/check', { rule: alone.rule });
    expect(asJson.json()).toMatchObject({ text: alone.text, rule: alone.rule });
    expect(await check('did order.placd')).toMatchObject({ notices: [{ code: 'segment.unknown_event' }] });
    expect(await check('(')).toMatchObject({
      is_ready: false,
      problems: [{ code: 'segment.condition_missing' }],
    });
  });

  test('says why a person is in it or not, through the segments that it names', async () => {
    const inner = await make('Inner', 'tag "vip" or in list "Spring"');
    const outer = await make('Outer', 'in segment "Inner" and not phone_country = CA');
    const why = async (place: number) =>
      (await ask({ url: `/v1/segments/${outer.id}/why?contact_id=${who(place)}` })).json();
    expect(await why(3)).toMatchObject({ is_in: true });
    const answer = await why(9);
    expect(answer.is_in).toBe(false);
    expect(
      answer.lines.map((line: { depth: number; kind: string; holds: boolean }) => [
        line.depth,
        line.kind,
        line.holds,
      ]),
    ).toEqual([
      [0, 'all', false],
      [1, 'segment', false],
      [2, 'any', false],
      [3, 'condition', false],
      [3, 'condition', false],
      [1, 'not', true],
      [2, 'condition', false],
    ]);
    expect((await ask({ method: 'DELETE', url: `/v1/segments/${inner.id}` })).json()).toMatchObject({
      code: 'segment.in_use',
      detail: expect.stringContaining('“Outer”'),
    });
    const circle = await ask({
      method: 'PATCH',
      url: `/v1/segments/${inner.id}`,
      payload: { text: 'in segment "Outer"' },
    });
    expect(circle.json()).toMatchObject({
      code: 'segment.cycle',
      detail: expect.stringContaining('“Inner” contains “Outer” contains “Inner”'),
    });
    // By id: the name may change, and what names it goes on.
    await ask({ method: 'PATCH', url: `/v1/segments/${inner.id}`, payload: { name: 'Core' } });
    expect((await ask({ url: `/v1/segments/${outer.id}` })).json().text).toBe(
      'in segment "Core" and phone_country != CA',
    );
    expect((await ask({ method: 'DELETE', url: `/v1/segments/${outer.id}` })).statusCode).toBe(200);
    expect((await ask({ method: 'DELETE', url: `/v1/segments/${inner.id}` })).statusCode).toBe(200);
  });

  test('is counted country by country where that is asked, and the countries add up', async () => {
    const counted = (await post('/v1/segments/count', { text: 'everyone', by: 'country' })).json();
    const sum = counted.countries.reduce((all: number, one: { people: number }) => all + one.people, 0);
    expect([sum, counted.countries.length > 0]).toEqual([counted.count, true]);
    expect((await post('/v1/segments/count', { text: 'everyone' })).json()).toMatchObject({
      ...{ count: counted.count, countries: null },
    });
  });

  test('is put on a list as it stands now', async () => {
    const { id } = await make('Snap', 'tag "vip"');
    const list = (await post(`/v1/segments/${id}/lists`, { name: 'Vips of today' })).json();
    expect(list).toMatchObject({ object: 'list', people: 4 });
    expect((await post('/v1/segments/count', { text: 'in list "Vips of today"' })).json().count).toBe(4);
  });
});

describe('a distance from a postcode', () => {
  const text = 'within 20 miles of 94110';
  const check = async (rule: string) => (await post('/v1/segments/check', { text: rule })).json();

  test('is refused while nobody has said where postcodes lie, and for one that is not among them', async () => {
    expect(await check(text)).toMatchObject({ problems: [{ code: 'segment.no_places' }] });
    const places = [
      { country: 'US', postcode: '94110', latitude: 37.7486, longitude: -122.4158 },
      { country: 'US', postcode: '94601', latitude: 37.7763, longitude: -122.2163 },
    ];
    expect((await post('/v1/postcodes', { places })).json()).toMatchObject({ saved: 2, total: 2 });
    expect(await check(text)).toMatchObject({ problems: [{ code: 'segment.no_postcode' }] });
    await database.db.tx(shop.workspaceId, (tx) =>
      tx.query(
        `insert into contact_field (workspace_id, name, label, kind) values ($1, 'zip', 'Zip', 'text')`,
        [shop.workspaceId],
      ),
    );
    await database.db.tx(shop.workspaceId, (tx) =>
      tx.query(`update contact set fields = '{"zip": "94601-2211"}' where id = $1`, [people[0]]),
    );
    expect(await check('within 20 miles of 94111')).toMatchObject({
      problems: [{ code: 'segment.unknown_postcode', detail: expect.stringContaining('94111 in US') }],
    });
    expect(await check(text)).toMatchObject({
      ...{ is_ready: true, text: 'within 20 miles of "94110" in US' },
      sentence: 'People who have a postcode within 20 miles of 94110 (US).',
    });
    expect((await post('/v1/segments/count', { text })).json().count).toBe(1);
    expect((await post('/v1/segments/why', { text, contact_id: who(0) })).json().lines[0].found).toEqual({
      ...{ postcode: '94601-2211', country: 'US', miles: 11.1 },
    });
  });

  test('goes by the district only where the postcode itself is in no table, and by the number where no country is known', async () => {
    const district = { latitude: 51.5, longitude: -0.12 };
    const places = [
      { country: 'GB', postcode: 'ZZ1', ...district },
      { country: 'GB', postcode: 'ZZ1 1AA', ...district },
      { country: 'GB', postcode: 'ZZ1 9ZZ', latitude: 52.5, longitude: -0.12 },
    ];
    expect((await post('/v1/postcodes', { places })).json()).toMatchObject({ saved: 3 });
    const live = (fields: object, country: string | null) =>
      database.db.tx(shop.workspaceId, (tx) =>
        tx.query('update contact set fields = $2, country = $3 where id = $1', [people[1], fields, country]),
      );
    const rule = 'within 10 miles of "ZZ1 1AA" in GB';
    const asked = async () => [
      (await post('/v1/segments/count', { text: rule })).json().count,
      (await post('/v1/segments/why', { text: rule, contact_id: who(1) })).json().lines[0],
    ];
    // Its own place is 69 miles away, though the middle of its district is near.
    await live({ zip: 'zz1 9zz' }, 'GB');
    expect(await asked()).toMatchObject([0, { holds: false, found: { miles: 69.1 } }]);
    await live({ zip: 'ZZ1 5QQ' }, 'GB');
    expect(await asked()).toMatchObject([1, { holds: true, found: { miles: 0 } }]);
    // Their number is of the US, so no postcode of Britain is theirs.
    await live({ zip: 'ZZ1 5QQ' }, null);
    expect(await asked()).toMatchObject([0, { holds: false, found: { miles: null } }]);
    await live({}, null);
    expect((await ask({ method: 'DELETE', url: '/v1/postcodes/GB' })).json()).toMatchObject({ removed: 3 });
  });

  test('is told as broken once its table is gone, and nothing goes out by it', async () => {
    const near = await make('Near', text);
    const campaign = (
      await post('/v1/campaigns', {
        ...{
          name: 'Near',
          program_id: publicId('prg', shop.programId),
          sender_id: publicId('snd', shop.senderId),
        },
        ...{ body: 'Harbor Coffee: hello. Reply STOP to opt out', include: { segments: [near.id] } },
      })
    ).json();
    expect((await ask({ method: 'DELETE', url: '/v1/postcodes/US' })).json()).toMatchObject({ removed: 2 });
    expect((await post(`/v1/campaigns/${campaign.id}/check`, {})).json()).toMatchObject({
      ...{ code: 'segment.broken', detail: expect.stringContaining('“Near” cannot be asked any more') },
    });
    expect((await ask({ method: 'DELETE', url: '/v1/postcodes/US' })).statusCode).toBe(404);
  });

  test.each([
    [{ country: 'us', postcode: '94110', latitude: 37, longitude: -122 }, '/places/0/country'],
    [{ country: 'US', postcode: '--', latitude: 37, longitude: -122 }, '/places/0/postcode'],
    [{ country: 'US', postcode: '94110', latitude: 97, longitude: -122 }, '/places/0/latitude'],
    [{ country: 'US', postcode: '94110', latitude: 37, longitude: -222 }, '/places/0/longitude'],
  ])('%j is no place', async (place, pointer) => {
    const answer = (await post('/v1/postcodes', { places: [place] })).json();
    expect([answer.code, answer.errors?.[0]?.pointer]).toEqual(['postcode.bad_place', pointer]);
  });
});

describe('a campaign to a segment', () => {
  const write = async (more: object) => {
    const content = {
      ...{
        name: 'Spring',
        program_id: publicId('prg', shop.programId),
        sender_id: publicId('snd', shop.senderId),
      },
      body: 'Harbor Coffee: hello. Reply STOP to opt out',
    };
    return (await post('/v1/campaigns', { ...content, ...more })).json();
  };
  const audience = async (id: string) => {
    const {
      waterfall,
      warnings,
      will_receive: _,
      ...rest
    } = (await post(`/v1/campaigns/${id}/preview`, { count: 0 })).json();
    const lines = Object.fromEntries(
      waterfall.map((one: { line: string; count: number }) => [one.line, one.count]),
    );
    return { lines, warnings: warnings.map(({ code }: { code: string }) => code), sentence: rest.audience };
  };

  test('includes and excludes as the segments say, each person once', async () => {
    const vip = await make('Vip', 'tag "vip"');
    const listed = await make('Listed', 'in list "Spring"');
    const both = await write({ include: { segments: [vip.id, listed.id], tags: ['vip'] } });
    expect(await audience(both.id)).toMatchObject({
      lines: { audience: 6, will_receive: 6 },
      sentence: expect.stringContaining('“Vip”'),
    });
    const without = await write({ include: { segments: [listed.id] }, exclude: { segments: [vip.id] } });
    expect(await audience(without.id)).toMatchObject({
      lines: { audience: 4, excluded: 2, will_receive: 2 },
    });
    expect((await ask({ method: 'DELETE', url: `/v1/segments/${vip.id}` })).json()).toMatchObject({
      code: 'segment.in_use',
      detail: expect.stringContaining('the campaign “Spring”'),
    });
    const wrong = await post('/v1/campaigns', {
      name: 'x',
      program_id: both.program_id,
      sender_id: both.sender_id,
      body: 'x',
      include: { segments: [`seg_${'a'.repeat(32)}`] },
    });
    expect(wrong.json().code).toBe('audience.unknown_segment');
  });

  test('goes to at most so many, and the same seed draws the same', async () => {
    const all = await make('All', 'everyone');
    const limited = await write({ include: { segments: [all.id] }, limit: { at_most: 5, seed: 7 } });
    expect(limited.limit).toEqual({ at_most: 5, seed: 7 });
    expect(await audience(limited.id)).toMatchObject({
      lines: { audience: 12, not_drawn: 7, will_receive: 5 },
      sentence: expect.stringContaining('at most 5 of them'),
    });
    const drawn = async (seed: number) => {
      await ask({
        method: 'PATCH',
        url: `/v1/campaigns/${limited.id}`,
        payload: { limit: { at_most: 5, seed } },
      });
      const behind = (await ask({ url: `/v1/campaigns/${limited.id}/people?line=will_receive` })).json();
      return behind.data.map((one: { contact: { id: string } }) => one.contact.id).join();
    };
    const first = await drawn(7);
    expect(first.split(',')).toHaveLength(5);
    expect(await drawn(7)).toBe(first);
    expect(await drawn(8)).not.toBe(first);
  });

  test('that holds nobody, or everybody, is told at the check', async () => {
    const none = await make('None', 'tag "vip" and not tag "vip"');
    const many = await make('Many', 'phone_country = US');
    const told = await write({ include: { segments: [many.id] }, exclude: { segments: [none.id] } });
    expect((await audience(told.id)).warnings).toEqual(
      expect.arrayContaining(['segment.nobody', 'segment.everybody']),
    );
  });

  test('is not launched when the rule was changed after the check, and goes to whoever is in it when it was not', async () => {
    const rule = await make('Launched', 'tag "vip"');
    const { id } = await write({ include: { segments: [rule.id] } });
    const check = () => post(`/v1/campaigns/${id}/check`, {});
    expect((await check()).json().campaign).toMatchObject({ status: 'checked' });
    await ask({
      method: 'PATCH',
      url: `/v1/segments/${rule.id}`,
      payload: { text: 'tag "vip" or in list "Spring"' },
    });
    expect((await post(`/v1/campaigns/${id}/launch`, {})).json()).toMatchObject({
      code: 'campaign.changed_since_check',
    });
    expect((await check()).statusCode).toBe(200);
    expect((await post(`/v1/campaigns/${id}/launch`, {})).json()).toMatchObject({
      status: 'sending',
      will_receive: 6,
    });
  });

  test('whose list is gone is refused by the name of the segment, at every look', async () => {
    const list = (await post('/v1/lists', { name: 'Gone soon' })).json();
    const broken = await make('Broken', 'in list "Gone soon" or tag "vip"');
    const { id } = await write({ include: { segments: [broken.id] } });
    expect((await ask({ method: 'DELETE', url: `/v1/lists/${list.id}` })).statusCode).toBe(204);
    expect((await post(`/v1/campaigns/${id}/preview`, {})).json()).toMatchObject({
      code: 'segment.broken',
      detail: expect.stringMatching(new RegExp(`“Broken”.*${list.id}.* is not there any more`)),
    });
    // Nor is it counted, put on a list, or asked for within another rule: of “not on the list” everybody would be.
    const looks = await Promise.all([
      ask({ url: `/v1/segments/${broken.id}/count` }),
      post(`/v1/segments/${broken.id}/lists`, { name: 'Of a broken one' }),
      post('/v1/segments/count', { text: 'not in segment "Broken"' }),
    ]);
    expect(looks.map(({ json }) => json().errors?.[0]?.code ?? json().code)).toEqual(
      Array(3).fill('segment.broken'),
    );
  });
});
