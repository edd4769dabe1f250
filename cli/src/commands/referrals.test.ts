import { expect, test } from 'vitest';
import { ids, page, runCli } from '../../test/run-cli.ts';

const id = ids.list.replace('lst', 'rfs');
const keyword = ids.list.replace('lst', 'kwd');
const counts = { codes: 4, waiting: 1, rewarded: 2, refused: 0 };
const scheme = {
  object: 'referral_scheme',
  id,
  state: 'on',
  name: 'Friends',
  reward_pools: ['one', 'two'],
  counts,
};

test('names keywords by their words, and pools in their order', async () => {
  const ran = await runCli(
    [
      'referrals',
      'create',
      '--name',
      'Friends',
      '--join',
      'JOIN',
      '--reward',
      'one',
      '--reward',
      'two',
      '--body',
      'x {{ coupon }}',
    ],
    {
      routes: {
        'GET /v1/programs': () => page([{ id: ids.program, name: 'Offers' }]),
        'GET /v1/keywords': () => page([{ id: keyword, words: ['JOIN'] }]),
        'POST /v1/referral-schemes': () => scheme,
      },
    },
  );
  expect(ran.asked.at(-1)?.body).toEqual({
    ...{ name: 'Friends', program_id: ids.program, join_keyword_id: keyword },
    ...{ reward_pools: ['one', 'two'], reward_body: 'x {{ coupon }}' },
  });
  expect(ran.out).toContain('2 friends rewarded, 1 waiting');
});

test('tells how a friend joins by the code of a person', async () => {
  const own = {
    code: 'AC34KN',
    join_word: 'JOIN',
    number: '+12025550100',
    link: 'sms:+12025550100?&body=JOIN%20AC34KN',
  };
  const ran = await runCli(['referrals', 'code', id, 'con_7'], {
    routes: { [`POST /v1/referral-schemes/${id}/codes`]: () => own },
  });
  expect(ran.out).toContain('friends text JOIN AC34KN to +12025550100');
});
