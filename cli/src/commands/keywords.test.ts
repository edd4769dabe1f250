import { describe, expect, test } from 'vitest';
import { ids, page, refusal, runCli } from '../../test/run-cli.ts';

const id = ids.list.replace('lst', 'kwd');
const keyword = {
  object: 'keyword',
  id,
  words: ['PIZZA', 'pie'],
  kind: 'reply',
  version: 1,
  body: 'From six.',
};
const programs = { 'GET /v1/programs': () => page([{ id: ids.program, name: 'Offers' }]) };
const keywords = { 'GET /v1/keywords': () => page([keyword]) };

describe('tidings keywords', () => {
  test('lists them on a line each', async () => {
    const ran = await runCli(['keywords', 'list'], { routes: keywords });
    expect(ran.out).toContain('PIZZA, pie');
    expect(ran.out.trim().split('\n')).toHaveLength(2);
  });

  test('makes one with all that was given', async () => {
    const argv = ['keywords', 'create', 'VOTE', '--kind', 'vote', '--choice', 'Blue', '--choice', 'Green'];
    const ran = await runCli([...argv, '--body', 'Thanks.', '--until', '2026-12-01T09:00:00+01:00'], {
      routes: { ...programs, 'POST /v1/keywords': () => ({ ...keyword, words: ['VOTE'] }) },
    });
    expect(ran.code).toBe(0);
    expect(ran.asked.at(-1)?.body).toEqual({
      ...{ kind: 'vote', words: ['VOTE'], program_id: ids.program, body: 'Thanks.' },
      ...{ choices: [{ name: 'Blue' }, { name: 'Green' }], ends_at: '2026-12-01T08:00:00.000Z' },
    });
    expect(ran.out).toContain(`Made ${id}: VOTE.`);
  });

  test('lets media go along with the answer, and takes them off again', async () => {
    const media = `mda_${'a'.repeat(32)}`;
    const routes = {
      ...{ ...programs, ...keywords, 'POST /v1/keywords': () => keyword },
      [`PATCH /v1/keywords/${id}`]: () => keyword,
    };
    const argv = ['keywords', 'create', 'CARD', '--body', 'Here.', '--media', media, '--mms-subject', 'Card'];
    expect((await runCli(argv, { routes })).asked.at(-1)?.body).toMatchObject({
      ...{ body: 'Here.', media: [media], mms_subject: 'Card' },
    });
    const changed = await runCli(['keywords', 'change', id, '--mms-subject', 'Ours'], { routes });
    expect(changed.asked.at(-1)?.body).toEqual({ mms_subject: 'Ours' });
  });

  test('shows the key of a webhook once', async () => {
    const made = { ...keyword, signing_secret: 'whsec_abc' };
    const ran = await runCli(['keywords', 'create', 'PIZZA'], {
      routes: { ...programs, 'POST /v1/keywords': () => made },
    });
    expect(ran.out).toContain('whsec_abc');
  });

  test('ends with 6 where a word belongs to the rules, and says why', async () => {
    const ran = await runCli(['keywords', 'create', 'STOP'], {
      routes: {
        ...programs,
        'POST /v1/keywords': () => refusal(422, 'keyword.reserved', 'Choose another word.'),
      },
    });
    expect(ran.code).toBe(6);
    expect(ran.err).toContain('Choose another word.');
  });

  test('tries one without making it', async () => {
    const check = (is_ready: boolean) => ({
      ...{ object: 'keyword_check', is_ready, warnings: [], answer: null },
      problems: is_ready ? [] : [{ code: 'c', sentence: 'It is taken.', pointer: '/words' }],
    });
    const trying = (is_ready: boolean) =>
      runCli(['keywords', 'create', 'PIZZA', '--dry-run'], {
        routes: { ...programs, 'POST /v1/keywords/check': () => check(is_ready) },
      });
    const [fine, bad] = [await trying(true), await trying(false)];
    expect([fine.code, bad.code]).toEqual([0, 6]);
    expect(bad.out).toContain('It is taken.');
  });

  test('does not understand an hour without a zone', async () => {
    const argv = ['keywords', 'create', 'PIZZA', '--from', '2026-12-01T09:00'];
    expect((await runCli(argv, { routes: programs })).code).toBe(2);
  });

  test('tests a text', async () => {
    const trial = {
      object: 'keyword_test',
      sentence: 'This is nearly PIZZA, which is offered.',
      answer: { body: 'Did you mean PIZZA?' },
    };
    const ran = await runCli(['keywords', 'test', 'piza'], {
      routes: { 'POST /v1/keywords/test': () => trial },
    });
    expect(ran.out).toContain('Did you mean PIZZA?');
    expect(ran.asked.at(-1)?.body).toEqual({ body: 'piza' });
  });

  test('tells results of one that is named by any of its words', async () => {
    const results = {
      ...{ uses: 3, people: 2, answered: 3, entries: 2, votes: [{ choice: 'Blue', count: 2 }] },
      ...{ done: 2, last_done_at: '2026-11-24T17:00:00Z' },
    };
    const ran = await runCli(['keywords', 'results', 'Pie'], {
      routes: {
        ...keywords,
        [`GET /v1/keywords/${id}/results`]: () => results,
        [`GET /v1/keywords/${id}/entries`]: () =>
          page([{ number: '+12025550142', choice: 'Blue', entered_at: '2026-11-24T17:00:00Z' }]),
      },
    });
    expect(ran.out).toContain('It did what it is for 2 times, the last time at 2026-11-24T17:00:00Z.');
    expect(ran.out).toContain('Blue: 2');
    expect(ran.out).toContain('+12025550142');
  });
});

test('tidings replies list shows what came, with its marks', async () => {
  const reply = {
    id: 'rpl_7',
    from: '+12025550142',
    body: 'pizza',
    intent: 'other',
    marks: ['late'],
    received_at: '2026-11-24T17:00:00Z',
  };
  const ran = await runCli(['replies', 'list', '--number', '+12025550142'], {
    routes: { 'GET /v1/inbound-messages': () => page([reply]) },
  });
  expect(ran.out).toContain('late');
  expect(ran.asked.at(-1)?.query.get('number')).toBe('+12025550142');
});
