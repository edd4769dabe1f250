import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { addPerson, numberOf, openShop, type Shop } from '../../../test/shop.ts';
import { publicId } from '../../platform/ids.ts';

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const body =
  'Harbor Coffee: {{ first_name | default: "friend" }}, rolls from 7 at harbor.example. Reply STOP to opt out';
// Noon in New York on a Tuesday; six in the evening, when Rhode Island closes.
const noon = '2026-11-24T17:00:00Z';
const evening = '2026-11-24T23:00:00Z';

async function open(words = body) {
  const shop = await openShop(database.db);
  const ask = await app.signedIn(shop.workspaceId, 'marketer');
  const payload = {
    ...{ name: 'Spring', body: words, program_id: publicId('prg', shop.programId) },
    ...{ sender_id: publicId('snd', shop.senderId), include: { lists: [publicId('lst', shop.listId)] } },
  };
  const { id } = (await ask({ method: 'POST', url: '/v1/campaigns', payload })).json();
  const check = async (at = noon) => (await ask({ url: `/v1/campaigns/${id}/check?at=${at}` })).json();
  const people = (of: Parameters<typeof addPerson>[2][]) =>
    inShop(shop, async (tx) => {
      for (const one of of) await addPerson(tx, shop, one);
      await tx.query(`update contact set time_zone_source = 'own'`);
    });
  return { shop, ask, id, check, people };
}

type Work = Parameters<TestDatabase['db']['tx']>[1];
const inShop = (shop: Shop, work: Work) => database.db.tx(shop.workspaceId, work);
const lineOf = (check: { departures: { line: string; count: number }[] }, name: string) =>
  check.departures.find(({ line }) => line === name)?.count ?? 0;

describe('a flight check', () => {
  test('is go when everybody gets it at once, and says how, when and to whom', async () => {
    const { check, people } = await open();
    await people([1, 2, 3].map((n) => ({ n, firstName: `Ada ${n}` })));
    const told = await check();
    expect(told).toMatchObject({
      ...{ object: 'flight_check', verdict: 'go', reasons: [], will_receive: 3, cost: null },
      texts: { people: 3, parts: { max: 1, total: 3 } },
      finish: { at: '2026-11-24T17:00:00.030Z', is_cut: false, never_people: 0 },
      links: [{ address: 'harbor.example', host: 'harbor.example', is_shortener: false, is_own: null }],
      approval: { state: 'not_needed' },
    });
    expect(told.samples).toHaveLength(3);
    expect(told.samples[0].text).toContain('Harbor Coffee: Ada');
    expect(told.waterfall.at(-1)).toMatchObject({ line: 'will_receive', count: 3 });
    expect(told.took_ms).toBeGreaterThanOrEqual(0);
  });

  test('tells by which rule people wait or are left out, so that the lines add up', async () => {
    const { shop, check, people } = await open();
    await people([1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ n, firstName: `Ada ${n}` })));
    await people([{ n: 9, consent: 'none' }]);
    await inShop(shop, async (tx) => {
      await tx.query(`update contact set region = 'RI' where number = $1`, [numberOf(1)]);
      await tx.query(`update consent set paused_until = '2026-12-01' where number = $1`, [numberOf(2)]);
      await tx.query(
        `update consent set held_since = '2026-11-20', held_reason = 'reply_to_judge' where number = $1`,
        [numberOf(3)],
      );
      await tx.query(
        `update contact set wishes = '{"frequency":null,"hours":{"from":9,"until":13}}' where number = $1`,
        [numberOf(4)],
      );
      // Four texts of this program in the last days are as many as it promises a month.
      const marks = [1, 2, 3, 4].flatMap((n) => [
        n,
        Date.parse('2026-11-20T12:00:00Z') / 1_000,
        Number.parseInt(shop.brandId.slice(-8), 16),
        Number.parseInt(shop.programId.slice(-8), 16),
        0,
        0,
      ]);
      await tx.query(
        `insert into frequency_tally (workspace_id, number, marks, last_at) values (current_workspace(), $1, $2, now())`,
        [numberOf(5), `{${marks.join()}}`],
      );
    });
    const told = await check(evening);
    const count = (name: string) => lineOf(told, name);
    expect({ hours: count('quiet_hours'), paused: count('paused'), judge: count('reply_to_judge') }).toEqual({
      hours: 1,
      paused: 1,
      judge: 1,
    });
    expect({ wish: count('own_hours'), capped: count('capped_out'), now: count('at_once') }).toEqual({
      wish: 1,
      capped: 1,
      now: 3,
    });
    expect(told).toMatchObject({ verdict: 'warnings', will_receive: 8 });
    expect(told.reasons.map(({ code }: { code: string }) => code)).toEqual([
      'launch.some_wait',
      'launch.left_out',
    ]);
    expect(told.waterfall).toContainEqual(expect.objectContaining({ line: 'no_consent', count: 1 }));
    expect(told.hours.find(({ decision }: { decision: string }) => decision === 'hold')).toMatchObject({
      until: '2026-11-25T14:00:00.000Z',
    });
  });

  test('shows the worst first: the longest, forced signs, lacking values, names in other letters', async () => {
    const { check, people } = await open();
    const names = ['Ada', 'Maximiliana'.repeat(12), '😀 Bo', 'Αλέξης', undefined];
    await people(names.map((firstName, n) => (firstName === undefined ? { n } : { n, firstName })));
    await people(Array.from({ length: 30 }, (_, n) => ({ n: n + 20, firstName: 'Cy' })));
    const told = await check();
    const why = (name: string | null) =>
      told.samples.find(({ contact }: { contact: { name: string | null } }) => contact.name === name)?.why;
    expect(told.samples).toHaveLength(20);
    expect(why(`${'Maximiliana'.repeat(12)}`)).toBe('longest');
    expect(why('Αλέξης')).toMatch(/longest|forced_ucs2|non_latin_name/);
    expect(why(null)).toBe('missing_value');
    expect(told.missing_values).toMatchObject([{ field: 'first_name', people: 1 }]);
    expect(told.texts.ucs2_people).toBe(2);
  });

  test('is no-go for what a launch would be refused for, with every reason at once', async () => {
    const { check, people } = await open('Hi {{ first_nam }}, see bit.ly/deal');
    await people([{ n: 1, firstName: 'Ada' }]);
    const told = await check();
    const codes = told.reasons.map(({ code }: { code: string }) => code);
    expect(told.verdict).toBe('no_go');
    expect(codes).toEqual(expect.arrayContaining(['merge.unknown_field', 'link.shortener']));
    expect(told.links).toMatchObject([{ is_shortener: true }]);
  });

  test('asks the budget and the approvals that a launch would ask', async () => {
    const { shop, check, people } = await open();
    await people([1, 2].map((n) => ({ n, firstName: 'Ada' })));
    await inShop(shop, async (tx) => {
      await tx.query(
        `insert into spend_budget (workspace_id, currency, campaign_cap) values (current_workspace(), 'USD', 0.01)`,
      );
      await tx.query(`insert into price (workspace_id, per_part) values (current_workspace(), 0.0079)`);
      await tx.query(
        `insert into approval_policy (workspace_id, needed, over_people, purposes, valid_hours) values (current_workspace(), 1, null, null, 24)`,
      );
    });
    const told = await check();
    expect(told.cost).toEqual({
      currency: 'USD',
      per_text: { min: '0.0079', mean: '0.0079', max: '0.0079' },
      total: { min: '0.0158', max: '0.0158' },
    });
    expect(told.reasons.map(({ code }: { code: string }) => code)).toEqual([
      'spending.cap_reached',
      'approval.waiting',
    ]);
    expect(told.verdict).toBe('no_go');
  });

  test('changes nothing, and is refused once the campaign is on its way', async () => {
    const { ask, id, check, people } = await open();
    await people([{ n: 1, firstName: 'Ada' }]);
    await check();
    expect((await ask({ url: `/v1/campaigns/${id}` })).json().status).toBe('draft');
    await ask({ method: 'POST', url: `/v1/campaigns/${id}/check`, payload: {} });
    await ask({ method: 'POST', url: `/v1/campaigns/${id}/launch`, payload: {} });
    expect(await check()).toMatchObject({ status: 409, code: 'campaign.already_launched' });
  });
});
