import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../test/app.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type Stage, stage, workAll } from '../../test/dispatching.ts';
import { addOtherBrand, doReplyJobs, makeKeyword, writeAsPerson } from '../../test/extras.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { tendSurveys } from './send-survey.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
}, 60_000);
afterAll(() => database.drop());

/** A workspace whose people have joined a program, its API, and the phones of its people. */
async function desk(people = 3, more: { approval?: object } = {}) {
  const on: Stage = await stage(database, people);
  const { workspaceId, program } = on.fixture;
  await on.in((tx) =>
    tx.query(`insert into contact_tag (workspace_id, contact_id, tag) select workspace_id, id, 'guests' from contact
      where workspace_id = current_workspace()`),
  );
  const app: TestApp = await testApp(database, {}, { ...on.ctx, db: database.db });
  const ask: Ask = await app.signedIn(workspaceId);
  const call = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
    const answer = await ask({ method, url, ...(payload && { payload }) });
    return { ...answer.json(), http: answer.statusCode };
  };
  if (more.approval) await call('PUT', '/v1/policy/approval', more.approval);
  const open = async (content: object) => {
    const made = await call('POST', '/v1/surveys', {
      ...{
        kind: 'survey',
        name: 'Visit',
        program_id: publicId('prg', program.id),
        thanks: 'Thank you, goodbye.',
      },
      invitation: 'Bakery: two questions about your visit. Reply STOP to end.',
      ...content,
    });
    if (made.http !== 201) return made;
    const opened = await call('POST', `/v1/surveys/${made.id}/open`);
    if (opened.http !== 200) throw new Error(JSON.stringify(opened));
    return made;
  };
  return {
    ...{ on, app, ask, call, open },
    keyword: (word: string) => makeKeyword(on, { words: [word], mayGoOn: true, body: 'Bakery: thanks.' }),
    async tend(hours = 0) {
      on.ctx.clock.forward(hours * 3_600_000);
      await tendSurveys(on.ctx, workspaceId);
      await workAll(on);
    },
    write: (from: string, body: string, more = {}) => writeAsPerson(on, from, body, more),
    sentTo: (number: string) => on.carrier.accepted.filter(({ to }) => to === number).map(({ body }) => body),
    number: (at: number) => on.fixture.people[at]?.number ?? '',
  };
}

const questions = [
  {
    ...{ key: 'again', kind: 'yes_no', text: 'Will you come again?' },
    branches: [{ answers: ['no'], go_to: 'why' }],
  },
  { key: 'score', kind: 'rating', text: 'How good was the bread?', branches: [{ least: 1, go_to: 'end' }] },
  { key: 'why', kind: 'text', text: 'What should we do better?' },
];

describe('a survey', () => {
  test('asks one question after another, branches, and counts each person once', async () => {
    const at = await desk();
    const [yes, no] = [at.number(0), at.number(1)];
    const { id } = await at.open({ questions });
    expect(await at.call('POST', `/v1/surveys/${id}/send`, { include: { tags: ['guests'] } })).toMatchObject({
      people: 3,
    });
    await at.tend();
    expect(at.sentTo(yes)).toEqual([
      'Bakery: two questions about your visit. Reply STOP to end. Will you come again? Reply YES or NO.',
    ]);
    await at.write(yes, 'Yes');
    expect(at.sentTo(yes)[1]).toBe(
      'Bakery: How good was the bread? Reply with a number from 1 (worst) to 5 (best).',
    );
    await at.write(yes, '4/5');
    expect(at.sentTo(yes)[2]).toBe('Bakery: Thank you, goodbye.');
    await at.write(no, 'no');
    expect(at.sentTo(no)[1]).toBe('Bakery: What should we do better?');
    await at.write(no, 'Open earlier');
    expect(await at.call('POST', `/v1/surveys/${id}/send`, { include: { tags: ['guests'] } })).toMatchObject({
      people: 0,
    });
    const results = await at.call('GET', `/v1/surveys/${id}/results`);
    expect(results.people).toMatchObject({ done: 2, asked: 1 });
    expect(results.questions).toMatchObject([
      {
        key: 'again',
        answers: 2,
        too_few: true,
        shares: [
          { value: 'yes', count: 1 },
          { value: 'no', count: 1 },
        ],
      },
      { key: 'score', answers: 1, shares: [{ value: '4' }] },
      { key: 'why', answers: 1, shares: [] },
    ]);
    const { data } = await at.call('GET', `/v1/surveys/${id}/answers`);
    expect(data).toMatchObject([
      { number: yes, state: 'done', answers: { again: 'yes', score: '4' } },
      { number: no, answers: { again: 'no', why: 'Open earlier' } },
    ]);
    await at.app.close();
  });

  test('asks again what it cannot read, twice, and then hands over to a person; a STOP is a STOP', async () => {
    const at = await desk(2);
    const [odd, gone] = [at.number(0), at.number(1)];
    const { id } = await at.open({ questions });
    await at.call('POST', `/v1/surveys/${id}/send`, { include: { tags: ['guests'] } });
    await at.tend();
    await at.write(odd, 'hm');
    await at.write(odd, 'hmm');
    expect(at.sentTo(odd)[2]).toBe('Bakery: Will you come again? Reply YES or NO.');
    await at.write(odd, 'hmmm');
    expect(at.sentTo(odd)).toHaveLength(3);
    await at.write(gone, 'STOP');
    expect((await at.call('GET', `/v1/surveys/${id}/results`)).people).toMatchObject({ handed: 1, asked: 1 });
    await at.write(gone, 'yes');
    const { rows } = await at.on.in((tx) =>
      tx.query(`select waits_reason as reason from conversation where waits_since is not null order by id`),
    );
    expect(rows).toContainEqual({ reason: 'reply' });
    await at.app.close();
  });

  test('that asks for words takes none that are a keyword, or are meant for another brand', async () => {
    const at = await desk(1);
    await at.keyword('hours');
    const { id } = await at.open({ questions: questions.slice(2) });
    await at.call('POST', `/v1/surveys/${id}/send`, { include: { tags: ['guests'] } });
    await at.tend();
    await at.write(at.number(0), 'Where are my flowers?', { to: await addOtherBrand(at.on) });
    await at.write(at.number(0), 'Hours!');
    expect(at.sentTo(at.number(0)).slice(1)).toEqual(['Bakery: thanks.']);
    expect((await at.call('GET', `/v1/surveys/${id}/results`)).people).toMatchObject({ asked: 1, done: 0 });
    await at.write(at.number(0), 'Hours are too short');
    expect((await at.call('GET', `/v1/surveys/${id}/answers`)).data).toMatchObject([
      { state: 'done', answers: { why: 'Hours are too short' } },
    ]);
    await at.app.close();
  });

  test('takes what might have been a wish to leave once somebody has judged that it was none, and for nothing that was asked later', async () => {
    const at = await desk(1);
    const more = { key: 'more', kind: 'text', text: 'What else?' };
    const { id } = await at.open({ questions: [questions[2], more] });
    await at.call('POST', `/v1/surveys/${id}/send`, { include: { tags: ['guests'] } });
    await at.tend();
    const answers = async () => (await at.call('GET', `/v1/surveys/${id}/answers`)).data[0]?.answers;
    const judge = async () => {
      const [waiting] = (await at.call('GET', '/v1/reply-cases')).data;
      await at.call('POST', `/v1/reply-cases/${waiting.id}/judgement`, { verdict: 'keep' });
      await doReplyJobs(at.on);
    };
    await at.write(at.number(0), 'The rolls');
    expect([at.sentTo(at.number(0)).length, await answers()]).toEqual([1, undefined]);
    await judge();
    expect(await answers()).toEqual({ why: 'The rolls' });
    expect(at.sentTo(at.number(0))[1]).toBe('Bakery: What else?');
    await at.write(at.number(0), 'My rolls', { ageMs: 60_000 });
    await judge();
    expect(await answers()).toEqual({ why: 'The rolls' });
    await at.app.close();
  });

  test('goes on by a text where the next question could not be said, and takes nothing for its answer before that', async () => {
    const at = await desk(1);
    const { id } = await at.open({ questions });
    await at.call('POST', `/v1/surveys/${id}/send`, { include: { tags: ['guests'] } });
    await at.tend();
    // After an outage: what they wrote counts, and is not answered any more.
    await at.write(at.number(0), 'no', { ageMs: 11 * 60_000 });
    await at.write(at.number(0), 'Are you open?');
    expect(at.sentTo(at.number(0))).toHaveLength(1);
    await at.tend();
    expect(at.sentTo(at.number(0))[1]).toBe('Bakery: What should we do better?');
    await at.write(at.number(0), 'Open earlier');
    expect((await at.call('GET', `/v1/surveys/${id}/answers`)).data).toMatchObject([
      { state: 'done', answers: { again: 'no', why: 'Open earlier' } },
    ]);
    await at.app.close();
  });

  test('reminds, ends, and closes when its time is over', async () => {
    const at = await desk(1);
    const { id } = await at.open({
      questions,
      remind_hours: 24,
      reminders: 1,
      expires_hours: 48,
      ends_at: '2026-12-01T00:00:00Z',
    });
    await at.call('POST', `/v1/surveys/${id}/send`, { include: { tags: ['guests'] } });
    await at.tend();
    await at.tend(24);
    expect(at.sentTo(at.number(0))[1]).toBe('Bakery: A reminder: Will you come again? Reply YES or NO.');
    await at.tend(24);
    expect((await at.call('GET', `/v1/surveys/${id}/results`)).people).toMatchObject({ expired: 1 });
    await at.write(at.number(0), 'yes');
    expect(at.sentTo(at.number(0))).toHaveLength(2);
    await at.tend(24 * 6);
    expect(await at.call('GET', `/v1/surveys/${id}`)).toMatchObject({ state: 'closed' });
    expect(await at.call('POST', `/v1/surveys/${id}/send`, { include: { tags: ['guests'] } })).toMatchObject({
      code: 'survey.not_open',
    });
    await at.app.close();
  });

  test('that was held counts its hours from when it leaves', async () => {
    const at = await desk(1);
    const timed = { questions, remind_hours: 2, reminders: 1, expires_hours: 8 };
    const { id } = await at.open({ ...timed, ends_at: '2026-12-01T00:00:00Z' });
    await at.call('POST', `/v1/surveys/${id}/send`, { include: { tags: ['guests'] } });
    await at.tend();
    const held = (to: string) =>
      at.on.in((tx) => tx.query(`update message set ${to} where workspace_id = current_workspace()`));
    await held(`status = 'queued', submitted_at = null`);
    await at.tend(21);
    expect((await at.call('GET', `/v1/surveys/${id}/results`)).people).toMatchObject({ expired: 0 });
    await held(`status = 'delivered', submitted_at = '${at.on.ctx.clock.now().toISOString()}'`);
    await at.tend(3);
    expect(at.sentTo(at.number(0))[1]).toContain('A reminder');
    await at.tend(8);
    expect((await at.call('GET', `/v1/surveys/${id}/results`)).people).toMatchObject({ expired: 1 });
    await at.app.close();
  });

  test('is not sent to so many that an approval is needed', async () => {
    const at = await desk(3, { approval: { needed: 1, over_people: 2, purposes: null, valid_hours: 24 } });
    const { id } = await at.open({ questions });
    expect(await at.call('POST', `/v1/surveys/${id}/send`, { include: { tags: ['guests'] } })).toMatchObject({
      ...{ http: 409, code: 'survey.needs_approval' },
    });
    await at.app.close();
  });
});

describe('a poll by keyword', () => {
  const poll = {
    ...{ kind: 'poll', name: 'Icing', invitation: null },
    questions: [
      { key: 'icing', kind: 'choice', text: 'Which icing?', choices: [{ name: 'Lemon' }, { name: 'Cocoa' }] },
    ],
  };

  test('takes the vote behind the keyword or asks for it, counts a person once, and stops at its most', async () => {
    const at = await desk(3);
    const keyword = await at.keyword('icing');
    const { id } = await at.open({ ...poll, keyword_id: publicId('kwd', keyword.id), most: 2 });
    const [one, two, three] = [0, 1, 2].map(at.number);
    await at.write(one ?? '', 'ICING lemon');
    expect(at.sentTo(one ?? '')).toEqual(['Bakery: Thank you, goodbye.']);
    await at.write(one ?? '', 'icing cocoa');
    expect(at.sentTo(one ?? '')[1]).toContain('You have answered already');
    await at.write(two ?? '', 'icing');
    expect(at.sentTo(two ?? '')).toEqual(['Bakery: Which icing? Reply 1 Lemon or 2 Cocoa.']);
    await at.write(two ?? '', '2');
    await at.write(three ?? '', 'icing 1');
    expect(at.sentTo(three ?? '')[0]).toContain('all the answers that it can take');
    expect((await at.call('GET', `/v1/surveys/${id}/results`)).questions[0].shares).toMatchObject([
      { value: 'Lemon', count: 1 },
      { value: 'Cocoa', count: 1 },
    ]);
    const other = await at.call('POST', '/v1/surveys', {
      ...{ ...poll, program_id: publicId('prg', at.on.fixture.program.id), thanks: 'Thanks.' },
      keyword_id: publicId('kwd', keyword.id),
    });
    expect(other).toMatchObject({ http: 409, code: 'survey.keyword_taken' });
    await at.app.close();
  });

  test('speaks to people in their language about how to answer, whatever the questions are in', async () => {
    const at = await desk(2);
    await at.on.in((tx) =>
      tx.query(
        `update contact set language = 'es' where workspace_id = current_workspace() and number = $1`,
        [at.number(0)],
      ),
    );
    const keyword = await at.keyword('sabor');
    const { id } = await at.open({ ...poll, keyword_id: publicId('kwd', keyword.id) });
    await at.write(at.number(0), 'sabor');
    expect(at.sentTo(at.number(0))[0]).toContain('Responda 1 Lemon o 2 Cocoa.');
    await at.write(at.number(1), 'sabor');
    expect(at.sentTo(at.number(1))[0]).toContain('Reply 1 Lemon or 2 Cocoa.');
    await at.call('POST', `/v1/surveys/${id}/close`);
    await at.write(at.number(0), 'sabor');
    expect(at.sentTo(at.number(0))[1]).toContain('Esta encuesta ha terminado.');
    await at.app.close();
  });

  test('that lets the last vote count takes another one', async () => {
    const at = await desk(1);
    const keyword = await at.keyword('icing');
    const { id } = await at.open({ ...poll, keyword_id: publicId('kwd', keyword.id), counts: 'last' });
    await at.write(at.number(0), 'icing lemon');
    await at.write(at.number(0), 'icing cocoa');
    const [icing] = (await at.call('GET', `/v1/surveys/${id}/results`)).questions;
    expect(icing).toMatchObject({ answers: 1, shares: [{ count: 0 }, { value: 'Cocoa', count: 1 }] });
    await at.app.close();
  });

  test('yields to another keyword that is sent in place of an answer', async () => {
    const at = await desk(1);
    const keyword = await at.keyword('icing');
    const words = ['hours', 'menu', 'map'];
    for (const word of words) await at.keyword(word);
    await at.open({ ...poll, keyword_id: publicId('kwd', keyword.id) });
    await at.write(at.number(0), 'icing');
    // However often: none of them was a try at the question.
    for (const [nth, word] of words.entries()) {
      await at.write(at.number(0), word);
      expect(at.sentTo(at.number(0))[nth + 1]).toBe('Bakery: thanks.');
    }
    await at.write(at.number(0), 'lemon');
    expect(at.sentTo(at.number(0))[4]).toContain('Thank you');
    await at.app.close();
  });

  test('that is anonymous tells nobody who said what, and forgets it when it is closed', async () => {
    const at = await desk(5);
    const keyword = await at.keyword('icing');
    const { id } = await at.open({ ...poll, keyword_id: publicId('kwd', keyword.id), is_anonymous: true });
    for (const nth of [0, 1, 2, 3]) await at.write(at.number(nth), 'icing lemon');
    const file = () => at.ask({ url: `/v1/surveys/${id}/answers/file?anonymous=true` });
    expect((await file()).json()).toMatchObject({ code: 'survey.too_few' });
    await at.write(at.number(4), 'icing cocoa');
    expect((await file()).body.split('\r\n').toSorted()).toEqual(
      ['', ...Array(4).fill('"Lemon"'), '"Cocoa"', '"icing"'].toSorted(),
    );
    for (const url of ['answers', 'answers/file'])
      expect((await at.ask({ url: `/v1/surveys/${id}/${url}` })).json()).toMatchObject({
        code: 'survey.anonymous',
      });
    await at.call('POST', `/v1/surveys/${id}/close`);
    const { rows } = await at.on.in((tx) =>
      tx.query(`select count(*) as n from survey_session where number like '+%'`),
    );
    expect(rows).toEqual([{ n: 0 }]);
    // Neither the minute nor the order in which people came is left to hold against their texts.
    const { rows: times } = await at.on.in((tx) =>
      tx.query(
        `select count(distinct s.started_at) + count(distinct s.done_at) + count(distinct a.answered_at) as times, count(s.last_asked_at) as asked,
           min(s.started_at) = max(v.closed_at) as "isClosing", count(*) filter (where s.number <> '~' || s.id) as old
         from survey_session s join survey_answer a on a.session_id = s.id join survey v on v.id = s.survey_id where s.survey_id = $1`,
        [readUuidId('svy', id)],
      ),
    );
    expect(times).toEqual([{ times: 3, asked: 0, isClosing: true, old: 0 }]);
    expect((await at.call('GET', `/v1/surveys/${id}/results`)).questions[0].answers).toBe(5);
    await at.app.close();
  });
});
