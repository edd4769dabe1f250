import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type Stage, stage, workAll } from '../../test/dispatching.ts';
import { makeKeyword, writeAsPerson } from '../../test/extras.ts';
import { liveProgram } from '../../test/joining.ts';
import { publicId } from '../platform/ids.ts';
import { tendReferrals } from './take-referral.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
}, 60_000);
afterAll(() => database.drop());

const friend = '+12125550771';
const other = '+12125550772';

/** A scheme with rewards for two friends, whose first person may hand on their code. */
async function scheme(codes = 5) {
  const on: Stage = await stage(database, 1);
  const { workspaceId, program } = on.fixture;
  const app: TestApp = await testApp(database, {}, { ...on.ctx, db: database.db });
  const ask: Ask = await app.signedIn(workspaceId);
  const call = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
    const answer = await ask({ method, url, ...(payload && { payload }) });
    return { ...answer.json(), http: answer.statusCode };
  };
  await liveProgram({ ...on.ctx, db: database.db }, workspaceId, program.id);
  const pools = ['first', 'second'];
  for (const name of pools) {
    const { id } = await call('POST', '/v1/coupon-pools', { name });
    if (codes > 0)
      await call('POST', `/v1/coupon-pools/${id}/codes`, {
        codes: Array.from({ length: codes }, (_, at) => `${name}-${at}`),
      });
  }
  const join = await makeKeyword(on, { kind: 'join', words: ['come'], mayGoOn: true, body: null });
  const refer = await makeKeyword(on, { words: ['bring'], body: 'Bakery: no codes today.' });
  const body = {
    ...{ name: 'Friends', program_id: publicId('prg', program.id), reward_pools: pools },
    ...{ join_keyword_id: publicId('kwd', join.id), ask_keyword_id: publicId('kwd', refer.id) },
    reward_body: 'Bakery: thank you for your friend. Your code: {{ coupon }}. Reply STOP to end.',
  };
  const made = await call('POST', '/v1/referral-schemes', body);
  const person = on.fixture.people[0]?.number ?? '';
  return {
    ...{ on, app, call, body, made, person, url: `/v1/referral-schemes/${made.id}` },
    write: (from: string, text: string) => writeAsPerson(on, from, text),
    async tend() {
      await tendReferrals(on.ctx, workspaceId);
      await workAll(on);
    },
    sentTo: (number: string) =>
      on.carrier.accepted.filter(({ to }) => to === number).map(({ body: text }) => text),
    async code() {
      await writeAsPerson(on, person, 'bring');
      return /Your code is ([A-Z0-9]{6})/.exec(this.sentTo(person).at(-1) ?? '')?.[1] ?? '';
    },
  };
}

describe('a friend', () => {
  test('who joins by the code brings its owner one coupon, and another friend one of the next pool', async () => {
    const at = await scheme();
    expect(at.made).toMatchObject({ http: 201, state: 'on' });
    const code = await at.code();
    expect(code).not.toBe('');
    expect(await at.code()).toBe(code);
    await at.write(friend, `COME ${code}`);
    await at.tend();
    const rewards = () => at.sentTo(at.person).filter((text) => text.includes('thank you for your friend'));
    expect(rewards()).toEqual(['Bakery: thank you for your friend. Your code: first-0. Reply STOP to end.']);
    await at.tend();
    await at.write(friend, `COME ${code}`);
    await at.tend();
    expect(rewards()).toHaveLength(1);
    await at.write(other, `come ${code.toLowerCase()}`);
    await at.tend();
    expect(rewards()[1]).toContain('second-0');
    await at.write('+12125550773', `come ${code}`);
    await at.tend();
    expect(rewards()).toHaveLength(2);
    const { data } = await at.call('GET', `${at.url}/referrals`);
    expect(data.map((one: { state: string; reason: string | null }) => [one.state, one.reason])).toEqual([
      ['rewarded', null],
      ['rewarded', null],
      ['refused', 'all_rewards_had'],
    ]);
    await at.app.close();
  });

  test('counts where their keyword begins a survey as well, whose question is what they read', async () => {
    const at = await scheme();
    const survey = await at.call('POST', '/v1/surveys', {
      ...{
        kind: 'survey',
        name: 'Door',
        program_id: at.body.program_id,
        keyword_id: at.body.join_keyword_id,
      },
      ...{ invitation: null, thanks: 'Thank you.' },
      questions: [{ key: 'again', kind: 'yes_no', text: 'Were you here before?' }],
    });
    expect(await at.call('POST', `/v1/surveys/${survey.id}/open`)).toMatchObject({ http: 200 });
    await at.write(friend, `COME ${await at.code()}`);
    expect(at.sentTo(friend).at(-1)).toContain('Were you here before?');
    expect((await at.call('GET', at.url)).counts).toMatchObject({ waiting: 1 });
    await at.app.close();
  });

  test('who has to confirm brings nothing before their own YES', async () => {
    const at = await scheme();
    const rule = {
      ...{ double_opt_in: 'always', confirm_within_hours: 24, remind_after_hours: null },
      ...{ least_age: null, countries: null, sender_id: null },
    };
    await at.call('PUT', `/v1/programs/${at.body.program_id}/join-rule`, rule);
    const code = await at.code();
    await at.write(friend, `COME ${code}`);
    await at.tend();
    expect((await at.call('GET', at.url)).counts).toEqual({ codes: 1, waiting: 1, rewarded: 0, refused: 0 });
    await at.write(friend, 'YES');
    await at.tend();
    expect((await at.call('GET', at.url)).counts).toMatchObject({ waiting: 0, rewarded: 1 });
    await at.app.close();
  });

  test('is nobody who is in already, nor oneself, nor somebody with a code that was never given', async () => {
    const at = await scheme();
    const code = await at.code();
    await at.write(at.person, `COME ${code}`);
    await at.write(friend, 'COME AC34KN');
    await at.tend();
    const { data } = await at.call('GET', `${at.url}/referrals`);
    expect(data).toMatchObject([{ friend_number: at.person, state: 'refused', reason: 'own_code' }]);
    await at.app.close();
  });

  test('for whom there is no coupon left waits until there is one', async () => {
    const at = await scheme(0);
    const code = await at.code();
    await at.write(friend, `COME ${code}`);
    await at.tend();
    expect((await at.call('GET', `${at.url}/referrals`)).data).toMatchObject([
      { state: 'waiting', reason: 'no_coupons' },
    ]);
    const pools = (await at.call('GET', '/v1/coupon-pools')).data as { id: string; name: string }[];
    const first = pools.find(({ name }) => name === 'first');
    await at.call('POST', `/v1/coupon-pools/${first?.id}/codes`, { codes: ['LATE-1'] });
    await at.tend();
    expect(at.sentTo(at.person).at(-1)).toContain('LATE-1');
    await at.app.close();
  });
});

test('a scheme that is off gives no codes; one that could not work is refused', async () => {
  const at = await scheme();
  const contact = publicId('con', at.on.fixture.people[0]?.id ?? 0);
  expect(await at.call('POST', `${at.url}/codes`, { contact_id: contact })).toMatchObject({
    ...{ http: 200, join_word: 'come', link: expect.stringMatching(/^sms:\+1202/) },
  });
  await at.call('PUT', `${at.url}/state`, { state: 'off' });
  expect(await at.call('POST', `${at.url}/codes`, { contact_id: contact })).toMatchObject({
    http: 409,
    code: 'referral.off',
  });
  const refusals = [
    [{ reward_pools: ['nothing'] }, 'referral.no_pool'],
    [{ reward_body: 'Bakery: thank you. Reply STOP to end.' }, 'referral.no_coupon'],
    [{ join_keyword_id: at.body.ask_keyword_id }, 'referral.bad_join_keyword'],
    [{}, 'referral.keyword_taken'],
  ] as const;
  for (const [change, code] of refusals)
    expect(await at.call('POST', '/v1/referral-schemes', { ...at.body, ...change })).toMatchObject({ code });
  await at.app.close();
});
