import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type Stage, stage, workAll } from '../../test/dispatching.ts';
import { addOtherBrand, makeKeyword, writeAsPerson } from '../../test/extras.ts';
import { publicId } from '../platform/ids.ts';
import { tendContests } from './contests.jobs.ts';
import { eraseEntries } from './entry.queries.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
}, 60_000);
afterAll(() => database.drop());

/** A contest that people enter by WIN, with its page and its draw. */
async function contest(people: number, change: object = {}) {
  const on: Stage = await stage(database, people);
  const { workspaceId, program } = on.fixture;
  const app: TestApp = await testApp(database, {}, { ...on.ctx, db: database.db });
  const ask: Ask = await app.signedIn(workspaceId);
  const call = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
    const answer = await ask({ method, url, ...(payload && { payload }) });
    return { ...answer.json(), http: answer.statusCode };
  };
  const keyword = await makeKeyword(on, { kind: 'contest', words: ['win'], body: 'Bakery: you are in.' });
  const body = {
    ...{
      name: 'Cake for a year',
      program_id: publicId('prg', program.id),
      keyword_id: publicId('kwd', keyword.id),
    },
    ...{
      prize: '52 cakes',
      rules: 'No purchase necessary. Void where prohibited.',
      winners: 1,
      alternates: 1,
    },
    ...{
      won_body:
        'Bakery: about Cake for a year, which you entered: please come by within a week for 52 cakes. Reply STOP to end.',
    },
    ...{ starts_at: '2026-11-24T00:00:00Z', ends_at: '2026-11-30T00:00:00Z' },
    ...change,
  };
  const made = await call('POST', '/v1/contests', body);
  if (made.http !== 201) throw new Error(JSON.stringify(made));
  const opened = await call('POST', `/v1/contests/${made.id}/open`);
  if (opened.http !== 200) throw new Error(JSON.stringify(opened));
  return {
    ...{ on, app, call, body, opened, url: `/v1/contests/${made.id}` },
    write: (from: string, body: string, to?: string) => writeAsPerson(on, from, body, to ? { to } : {}),
    post: (fields: Record<string, string>) =>
      app.http.inject({
        ...{ method: 'POST', url: opened.page, payload: new URLSearchParams(fields).toString() },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    tend: async (days: number) => {
      on.ctx.clock.forward(days * 86_400_000);
      await tendContests(on.ctx, workspaceId);
    },
    work: () => workAll(on),
    sentTo: (number: string) =>
      on.carrier.accepted.filter(({ to }) => to === number).map(({ body: text }) => text),
    number: (at: number) => on.fixture.people[at]?.number ?? '',
  };
}

type Draw = {
  readonly seed: string;
  readonly beacon: string | null;
  readonly winners: number;
  readonly alternates: number;
  readonly entries: readonly { readonly id: number; readonly person: string }[];
  readonly places: readonly { readonly rank: number; readonly entry_id: number }[];
};
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Draws again as the guide says, by other code than that which drew. */
function drawAgain({ seed, beacon, winners, alternates, entries }: Draw) {
  const entriesHash = hash(entries.map(({ id, person }) => `${id} ${person}\n`).join(''));
  const people = new Map<string, number>();
  for (const { id, person } of entries.toSorted((a, b) => (lotOf(a) < lotOf(b) ? -1 : 1)))
    if (!people.has(person)) people.set(person, id);
  return { seedHash: hash(seed), entriesHash, drawn: [...people.values()].slice(0, winners + alternates) };
  function lotOf({ id, person }: { id: number; person: string }) {
    return hash(`${seed}\n${entriesHash}\n${beacon ?? ''}\n${id} ${person}`);
  }
}

describe('a contest', () => {
  test('takes one entry a person by text and by the free form, draws, tells the winner, and can be checked', async () => {
    const at = await contest(3);
    expect(at.opened).toMatchObject({
      state: 'open',
      seed_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      entries_sha256: null,
    });
    for (const nth of [0, 1, 2]) await at.write(at.number(nth), 'WIN');
    await at.write(at.number(0), 'win');
    expect(at.sentTo(at.number(0))).toEqual([
      'Bakery: You are in: Cake for a year. Good luck!',
      'Bakery: You have entered already.',
    ]);
    const shown = await at.app.http.inject({ url: at.opened.page });
    expect([shown.statusCode, shown.body]).toEqual([200, expect.stringContaining(at.opened.seed_sha256)]);
    expect((await at.post({ number: '+12125550777' })).body).toContain('Give your full name.');
    expect((await at.post({ number: '+12125550777', full_name: 'Ada <b>Free' })).body).toContain(
      'You are in',
    );
    expect((await at.post({ number: at.number(1), full_name: 'Again' })).body).toContain('You are in');
    expect(await at.call('POST', `${at.url}/draw`, {})).toMatchObject({
      http: 409,
      code: 'contest.wrong_state',
    });
    await at.tend(6);
    const closed = await at.call('GET', at.url);
    expect(closed).toMatchObject({ state: 'closed', counts: { entered: 4, people: 4, free: 1, refused: 0 } });
    await at.write(at.number(0), 'WIN');
    expect(at.sentTo(at.number(0))[2]).toBe('Bakery: This contest is over.');
    expect((await at.app.http.inject({ url: at.opened.page })).statusCode).toBe(410);
    expect(await at.call('GET', `${at.url}/draw`)).toMatchObject({ http: 200, seed: null, places: [] });

    expect(await at.call('POST', `${at.url}/draw`, {})).toMatchObject({ http: 200, state: 'drawn' });
    const draw = await at.call('GET', `${at.url}/draw`);
    expect(JSON.stringify(draw)).not.toContain('+1212');
    const again = drawAgain(draw);
    expect(again).toMatchObject({ seedHash: at.opened.seed_sha256, entriesHash: closed.entries_sha256 });
    expect(draw.places.map((one: { entry_id: number }) => one.entry_id)).toEqual(again.drawn);
    await at.app.close();
  });

  test('tells winners by text where they may be texted, and passes a forfeited prize on', async () => {
    const at = await contest(2);
    for (const nth of [0, 1]) await at.write(at.number(nth), 'WIN');
    await at.call('POST', `${at.url}/close`);
    await at.call('POST', `${at.url}/draw`, {});
    await at.work();
    const { data } = await at.call('GET', `${at.url}/places`);
    expect(data.map(({ state }: { state: string }) => state)).toEqual(['won', 'alternate']);
    const [winner, alternate] = data.map(({ number }: { number: string }) => number);
    expect(at.sentTo(winner)[1]).toContain('come by within a week for 52 cakes');
    expect(at.sentTo(alternate)).toHaveLength(1);
    const lost = await at.call('POST', `${at.url}/places/1`, {
      verdict: 'forfeited',
      reason: 'Not claimed in time',
    });
    expect(lost.data).toMatchObject([{ state: 'forfeited' }, { state: 'won' }]);
    await at.work();
    expect(at.sentTo(alternate)[1]).toContain('come by within a week');
    expect(await at.call('POST', `${at.url}/places/1`, { verdict: 'claimed', reason: 'Late' })).toMatchObject(
      {
        code: 'contest.not_a_winner',
      },
    );
    expect(
      await at.call('POST', `${at.url}/places/2`, { verdict: 'claimed', reason: 'Came by' }),
    ).toMatchObject({
      data: [{}, { state: 'claimed', note: 'Came by' }],
    });
    await database.db.tx(at.on.fixture.workspaceId, (tx) => eraseEntries(tx, alternate, 'nobody-1'));
    expect(await at.call('GET', `${at.url}/places`)).toMatchObject({
      data: [
        { note: 'Not claimed in time' },
        { state: 'claimed', number: expect.stringMatching(/^nobody-1~\d+$/), note: null },
      ],
    });
    await at.app.close();
  });

  test('asks how old people are before their entry counts, and keeps out who lives elsewhere', async () => {
    const at = await contest(3, { least_age: 18, regions: ['US-TX'], rules: 'No purchase necessary.' });
    await at.on.in((tx) =>
      tx.query(`update contact set region = 'NY' where workspace_id = current_workspace() and number = $1`, [
        at.number(2),
      ]),
    );
    for (const nth of [0, 1, 2]) await at.write(at.number(nth), 'WIN');
    expect(at.sentTo(at.number(0))[0]).toContain('are you 18 or older? Reply YES or NO.');
    await at.write(at.number(0), 'YES');
    await at.write(at.number(1), 'no');
    expect(at.sentTo(at.number(1))[1]).toBe('Bakery: You must be 18 or older to enter.');
    expect(at.sentTo(at.number(2))[0]).toContain('not held where you live');
    expect((await at.call('GET', at.url)).counts).toMatchObject({ entered: 1, asked: 0, refused: 2 });
    const elsewhere = { number: '+12125550778', full_name: 'Ada', age: '18', region: 'elsewhere' };
    expect((await at.post(elsewhere)).body).toContain('not held where you live');
    expect(
      (await at.post({ ...elsewhere, number: '+12125550779', region: 'US-TX', age: '' })).body,
    ).toContain('Say that you are 18');
    // Refused by the form, nothing is kept: it could have been anybody's number.
    expect((await at.call('GET', at.url)).counts).toMatchObject({ entered: 1, asked: 0, refused: 2 });
    await at.write('+12125550779', 'WIN');
    expect((await at.call('GET', at.url)).counts).toMatchObject({ entered: 1, asked: 1, refused: 2 });
    const told = { number: '+12125550779', full_name: 'Eve', age: '18', region: 'US-TX' };
    expect((await at.post(told)).body).toContain('You are in');
    expect((await at.call('GET', at.url)).counts).toMatchObject({ entered: 2, asked: 0, refused: 2 });
    const letter = { number: '+12125550780', full_name: 'By Letter', region: 'US-TX', is_old_enough: true };
    expect(await at.call('POST', `${at.url}/entries`, letter)).toMatchObject({ http: 201, state: 'entered' });
    expect(await at.call('POST', `${at.url}/entries`, letter)).toMatchObject({
      code: 'contest.entered_already',
    });
    await at.app.close();
  });

  test('takes a YES for their age within a day, from where it asked, and asks again when they enter again', async () => {
    const at = await contest(1, { least_age: 18 });
    const asked = async () => (await at.call('GET', at.url)).counts.asked;
    await at.write(at.number(0), 'WIN');
    await at.write(at.number(0), 'YES', await addOtherBrand(at.on));
    expect(await asked()).toBe(1);
    await at.tend(1.1);
    await at.write(at.number(0), 'YES');
    expect(await asked()).toBe(1);
    await at.write(at.number(0), 'WIN');
    await at.write(at.number(0), 'YES');
    expect((await at.call('GET', at.url)).counts).toMatchObject({ asked: 0, entered: 1 });
    await at.app.close();
  });

  test('that lets people enter daily counts a day once, and draws a person once', async () => {
    const at = await contest(1, { entries: 'daily', beacon_source: 'the numbers of a lottery' });
    await at.write(at.number(0), 'WIN');
    await at.write(at.number(0), 'WIN');
    at.on.ctx.clock.forward(86_400_000);
    await at.write(at.number(0), 'WIN');
    await at.call('POST', `${at.url}/close`);
    expect((await at.call('GET', at.url)).counts).toMatchObject({ entered: 2, people: 1 });
    expect(await at.call('POST', `${at.url}/draw`, {})).toMatchObject({
      http: 422,
      code: 'contest.needs_beacon',
    });
    await at.call('POST', `${at.url}/draw`, { beacon: '04 11 23' });
    const draw = await at.call('GET', `${at.url}/draw`);
    expect(draw.places.map((one: { entry_id: number }) => one.entry_id)).toEqual(drawAgain(draw).drawn);
    expect([draw.places.length, draw.beacon]).toEqual([1, '04 11 23']);
    await at.app.close();
  });

  test('forgets somebody as often as they enter anew', async () => {
    const at = await contest(1);
    for (const times of [1, 2]) {
      await at.write(at.number(0), 'WIN');
      await database.db.tx(at.on.fixture.workspaceId, (tx) => eraseEntries(tx, at.number(0), 'nobody-1'));
      const { rows } = await database.db.tx(at.on.fixture.workspaceId, (tx) =>
        tx.query<{ number: string }>('select number from contest_entry'),
      );
      expect(rows.map(({ number }) => number.slice(0, 9))).toEqual(Array(times).fill('nobody-1~'));
    }
    await at.app.close();
  });

  test('that is called off draws nobody; one that is open stays as its rules are', async () => {
    const at = await contest(1);
    expect(await at.call('PUT', at.url, { ...at.body, winners: 3 })).toMatchObject({ http: 409 });
    expect(await at.call('POST', `${at.url}/cancel`, { reason: 'The oven broke' })).toMatchObject({
      state: 'cancelled',
    });
    expect(await at.call('POST', `${at.url}/draw`, {})).toMatchObject({ http: 409 });
    const internal = { ...at.body, keyword_id: null, rules: 'Buy now.' };
    expect(await at.call('POST', '/v1/contests', internal)).toMatchObject({ http: 422 });
    await at.app.close();
  });
});
