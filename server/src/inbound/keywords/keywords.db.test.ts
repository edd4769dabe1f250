import { randomUUID } from 'node:crypto';
import { readReply } from '@tidings/sms';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { fakeCarrier } from '../../../test/fake-gateway.ts';
import { plainContent } from '../../../test/keyword.ts';
import { sendingFixture, testContext } from '../../../test/sending.ts';
import { systemScope } from '../../accounts/index.ts';
import { getConversation, listTalk } from '../conversations/conversation.queries.ts';
import { listInbound } from '../inbound-list.queries.ts';
import { openReplyDesk, settleReplies } from '../index.ts';
import { listVersions } from './keyword.queries.ts';
import type { KeywordContent } from './keyword.ts';
import { countResults, listEntries } from './keyword-use.queries.ts';
import { archiveKeyword, changeKeyword, createKeyword, tryKeyword } from './save-keyword.ts';
import { tryText } from './try-text.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const hourMs = 3_600_000;
const stranger = '+12125550188';

async function stage() {
  const ctx = testContext(database.db);
  const fixture = await sendingFixture(ctx, fakeCarrier().adapter, 2);
  const { workspaceId, sender, program } = fixture;
  const scope = systemScope(workspaceId, 'test');
  const [person] = fixture.people;
  if (!person) throw new Error('nobody');
  const query = async <T extends object>(sql: string) =>
    (await ctx.db.tx(workspaceId, (tx) => tx.query<T>(sql))).rows;
  return {
    ...{ ctx, scope, fixture, person, query },
    in: <T>(work: Parameters<typeof ctx.db.tx<T>>[1]) => ctx.db.tx(workspaceId, work),
    make: (change: Partial<KeywordContent>) =>
      createKeyword(ctx, scope, { ...plainContent, programId: program.id, ...change }).then(
        (made) => made.keyword,
      ),
    /** Writes a text and lets the service see to it. */
    async write(body: string, { from = person.number, ageMs = 0, to = sender.number } = {}) {
      const reply = { providerId: randomUUID(), from, to, body, ageMs };
      await openReplyDesk(ctx).receive(workspaceId, fixture.gatewayId, [reply]);
      await settleReplies(ctx, workspaceId);
    },
    answers: (number = person.number) =>
      query<{ body: string; reason: string }>(
        `select body, reason from message where number = '${number}' and kind = 'auto' and status <> 'suppressed' order by id`,
      ),
    marks: async () =>
      (await query<{ marks: string[] }>('select marks from inbound_message order by id desc limit 1'))[0]
        ?.marks,
    talk: async () =>
      (
        await query<{ waits_reason: string | null; quiet_reason: string | null; replies: number }>(
          'select waits_reason, quiet_reason, replies from conversation',
        )
      )[0],
  };
}

describe('a keyword', () => {
  test('is answered, once, from the number it was sent to', async () => {
    const on = await stage();
    const { id } = await on.make({ body: 'Bakery: Hi {{ first_name | default: "there" }}, pizza from six.' });
    await on.write('Pizza!');
    expect(await on.answers()).toEqual([{ body: 'Bakery: Hi Person 0, pizza from six.', reason: 'keyword' }]);
    await settleReplies(on.ctx, on.fixture.workspaceId);
    expect(await on.answers()).toHaveLength(1);
    expect(await on.in((tx) => countResults(tx, id))).toMatchObject({ uses: 1, people: 1, answered: 1 });
  });

  test('is answered to a stranger, who becomes nobody’s contact by it', async () => {
    const on = await stage();
    await on.make({ body: 'Bakery: Hi {{ first_name | default: "there" }}.' });
    await on.write('pizza', { from: stranger });
    expect(await on.answers(stranger)).toMatchObject([{ body: 'Bakery: Hi there.' }]);
    expect(await on.query(`select from contact where number = '${stranger}'`)).toHaveLength(0);
  });

  test('means nothing once it is archived, and says so', async () => {
    const on = await stage();
    const { id } = await on.make({});
    await archiveKeyword(on.ctx, on.scope, id);
    await on.write('pizza');
    expect(await on.answers()).toEqual([]);
    await expect(changeKeyword(on.ctx, on.scope, id, (before) => before)).rejects.toMatchObject({
      code: 'keyword.archived',
    });
  });

  test('keeps its versions and who made them', async () => {
    const on = await stage();
    const { id } = await on.make({});
    await changeKeyword(on.ctx, on.scope, id, (before) => ({ ...before, body: 'Bakery: Sold out.' }));
    await on.write('pizza');
    expect(await on.answers()).toMatchObject([{ body: 'Bakery: Sold out.' }]);
    const versions = await on.in((tx) => listVersions(tx, id));
    expect(versions.map(({ version, content, changedBy }) => [version, content.body, changedBy])).toEqual([
      [2, 'Bakery: Sold out.', 'system:test'],
      [1, plainContent.body, 'system:test'],
    ]);
  });

  test('that two make at once is made once', async () => {
    const on = await stage();
    const made = await Promise.allSettled([on.make({}), on.make({})]);
    expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('on a sender of somebody else is refused as if there were none', async () => {
    const [on, other] = [await stage(), await stage()];
    const senderId = other.fixture.sender.id;
    const { problems } = await tryKeyword(on.ctx, on.scope, {
      ...plainContent,
      programId: on.fixture.program.id,
      senderId,
    });
    expect(problems).toMatchObject([{ code: 'sender.not_found', pointer: '/sender_id' }]);
    await expect(on.make({ senderId })).rejects.toMatchObject({ code: 'sender.not_found' });
  });
});

describe('whoever has left', () => {
  test('is not answered, and what they enter counts all the same', async () => {
    const on = await stage();
    const { id } = await on.make({ kind: 'contest', words: ['WIN'] });
    await on.write('STOP');
    await on.write('win');
    expect((await on.answers()).map(({ reason }) => reason)).toEqual(['stop_confirmation']);
    expect(await on.marks()).toEqual(['opted_out']);
    expect(await on.in((tx) => listEntries(tx, id, { after: null, limit: 9 }))).toHaveLength(1);
  });

  test('while an answer waits does not get it, but the confirmation', async () => {
    const on = await stage();
    await on.make({});
    await on.write('pizza');
    await on.write('STOP');
    expect((await on.answers()).map(({ reason }) => reason)).toEqual(['stop_confirmation']);
  });
});

test('what comes late counts and is not answered: it may be night by now', async () => {
  const on = await stage();
  await on.make({});
  await on.write('pizza', { ageMs: 11 * 60_000 });
  expect(await on.answers()).toEqual([]);
  expect(await on.marks()).toEqual(['late']);
});

describe('contests and votes', () => {
  test('count a person once', async () => {
    const on = await stage();
    const { id } = await on.make({ kind: 'contest', words: ['WIN'], body: 'Bakery: You are in.' });
    await on.write('win');
    await on.write('WIN!');
    await on.write('win', { from: stranger });
    expect((await on.answers()).map(({ body }) => body)).toEqual([
      'Bakery: You are in.',
      'Bakery: You have entered already.',
    ]);
    expect(await on.in((tx) => countResults(tx, id))).toMatchObject({ uses: 3, people: 2, entries: 2 });
  });

  test('count a person once a day where that is wanted', async () => {
    const on = await stage();
    const { id } = await on.make({ kind: 'contest', words: ['WIN'], entries: 'daily' });
    await on.write('win');
    await on.write('win');
    on.ctx.clock.forward(24 * hourMs);
    await on.write('win');
    const entries = await on.in((tx) => listEntries(tx, id, { after: null, limit: 9 }));
    expect(entries.map(({ period }) => period)).toEqual(['2026-11-24', '2026-11-25']);
  });

  const choices = [
    { name: 'Blue', words: [] },
    { name: 'Green', words: [] },
  ];

  test.each([
    ['first', 'Blue'],
    ['last', 'Green'],
  ] as const)('the %s vote counts', async (counts, winner) => {
    const on = await stage();
    const body = 'Bakery: Your vote is {{ choice }}.';
    const { id } = await on.make({ kind: 'vote', words: ['VOTE'], choices, counts, body });
    await on.write('vote blue');
    await on.write('green');
    expect((await on.in((tx) => countResults(tx, id))).votes).toEqual([{ choice: winner, count: 1 }]);
    expect((await on.answers())[0]?.body).toBe('Bakery: Your vote is Blue.');
  });

  test('a vote for nothing is asked for its choice', async () => {
    const on = await stage();
    await on.make({ kind: 'vote', words: ['VOTE'], choices });
    await on.write('vote');
    expect(await on.answers()).toMatchObject([{ body: 'Bakery: Please reply VOTE Blue or VOTE Green.' }]);
  });
});

test('tags are given, to a stranger with the contact that carries them', async () => {
  const on = await stage();
  await on.make({ kind: 'tag', words: ['VEGAN'], tags: ['Vegan'], body: null });
  await on.write('vegan', { from: stranger });
  await on.write('vegan');
  expect(
    await on.query(
      `select c.number from contact_tag t join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id order by 1`,
    ),
  ).toEqual([{ number: on.person.number }, { number: stranger }]);
  expect(await on.query(`select from inbound_message where contact_id is null`)).toHaveLength(0);
});

test('information has words of its own', async () => {
  const on = await stage();
  await on.make({ kind: 'information', words: ['DETAILS'], body: null });
  await on.write('details');
  expect(await on.answers()).toMatchObject([
    {
      body: 'Bakery Offers: 4 msgs/mo. Msg&data rates may apply. Help at help@example.com. Reply STOP to cancel.',
    },
  ]);
});

test('a keyword that merely looks like a wish to leave is the keyword; without it the reader is believed', async () => {
  const on = await stage();
  const word = ['details', 'offers'].find((one) => readReply(one).matchedBy === 'model') ?? 'details';
  const { id } = await on.make({ words: [word] });
  await on.write(word);
  expect((await on.answers()).map(({ reason }) => reason)).toEqual(['keyword']);
  expect((await tryText(on.ctx, on.scope, { body: word, senderId: null })).means).toBe('keyword');
  await archiveKeyword(on.ctx, on.scope, id);
  if (readReply(word).intent === 'stop')
    expect((await tryText(on.ctx, on.scope, { body: word, senderId: null })).means).toBe('rule');
});

test('inbox asks for a person', async () => {
  const on = await stage();
  await on.make({ kind: 'inbox', words: ['AGENT'], body: 'Bakery: Somebody will write to you.' });
  await on.write('agent');
  expect(await on.talk()).toMatchObject({ waits_reason: 'keyword' });
});

describe('limits', () => {
  test('of a person in a day of the workspace, however few hours ago the last one was', async () => {
    const on = await stage();
    await on.make({ perPersonPerDay: 1 });
    await on.write('pizza');
    await on.write('pizza');
    expect(await on.answers()).toHaveLength(1);
    expect(await on.marks()).toEqual(['over_limit']);
    on.ctx.clock.forward(15 * hourMs);
    await on.write('pizza');
    expect(await on.answers()).toHaveLength(2);
  });

  test('in all hold for two who come at once', async () => {
    const on = await stage();
    const { id } = await on.make({ most: 1 });
    const numbers = on.fixture.people.map(({ number }) => number);
    const replies = numbers.map((from) => ({
      ...{ providerId: randomUUID(), from, to: on.fixture.sender.number, body: 'pizza', ageMs: 0 },
    }));
    await openReplyDesk(on.ctx).receive(on.fixture.workspaceId, on.fixture.gatewayId, replies);
    await Promise.all([1, 2].map(() => settleReplies(on.ctx, on.fixture.workspaceId)));
    expect(await on.in((tx) => countResults(tx, id))).toMatchObject({ uses: 2, answered: 1, overLimit: 1 });
  });
});

describe('what is no keyword', () => {
  test('is asked about once an hour where it nearly is one', async () => {
    const on = await stage();
    await on.make({});
    await on.write('piza');
    await on.write('pizzs');
    expect(await on.answers()).toEqual([
      { body: 'Bakery: Did you mean PIZZA? Reply PIZZA. Reply HELP for help.', reason: 'did_you_mean' },
    ]);
  });

  test('gets the default answer once in its hours, and a person', async () => {
    const on = await stage();
    await on.make({ kind: 'default', words: [], body: 'Bakery: We will write back.', everyHours: 2 });
    await on.write('when do you open?');
    await on.write('hello?');
    await on.write('🎉');
    expect(await on.answers()).toMatchObject([{ reason: 'no_keyword' }]);
    expect(await on.talk()).toMatchObject({ waits_reason: 'reply', replies: 3 });
    on.ctx.clock.forward(2 * hourMs + 1);
    await on.write('still there?');
    expect(await on.answers()).toHaveLength(2);
  });

  test('and no default answers a slip on STOP', async () => {
    const on = await stage();
    await on.make({ kind: 'default', words: [] });
    await on.write('hlep');
    const told = await on.marks();
    if (told?.length) expect(told).toEqual(['nearly_reserved']);
    expect((await on.answers()).filter(({ reason }) => reason === 'no_keyword')).toEqual([]);
  });
});

describe('a machine', () => {
  test('that repeats itself is left alone after its third text, and STOP is obeyed all the same', async () => {
    const on = await stage();
    await on.make({});
    for (let times = 0; times < 5; times += 1) await on.write('pizza');
    expect(await on.answers()).toHaveLength(2);
    expect(await on.talk()).toMatchObject({ quiet_reason: 'same_text' });
    expect(await on.marks()).toEqual(['machine']);
    await on.write('STOP');
    expect((await on.answers()).at(-1)?.reason).toBe('stop_confirmation');
  });

  test('that says it is one gets no answer at all', async () => {
    const on = await stage();
    await on.make({ kind: 'default', words: [] });
    await on.write('Automatic reply: I am driving.');
    expect(await on.answers()).toEqual([]);
  });
});

describe('a conversation', () => {
  test('is one for a person and a brand, whatever they write', async () => {
    const on = await stage();
    await on.make({});
    for (const body of ['hello', 'HELP', 'pizza', 'STOP']) await on.write(body);
    expect(await on.query('select replies from conversation')).toEqual([{ replies: 4 }]);
  });

  test('is kept of a text to a number that is not ours, which cannot be answered', async () => {
    const on = await stage();
    await on.make({});
    await on.write('pizza', { to: '+12025550177' });
    expect(await on.answers()).toEqual([]);
    expect(await on.marks()).toEqual(['not_our_number']);
  });
});

describe('what was said', () => {
  test('is listed newest first, theirs and ours, page by page and without gaps', async () => {
    const on = await stage();
    await on.make({});
    for (const body of ['hello', 'pizza', 'thanks']) {
      await on.write(body);
      on.ctx.clock.forward(1_000);
    }
    const lines = await on.in(async (tx) => {
      const { rows } = await tx.query<{ id: number }>('select id from conversation');
      const talk = await getConversation(tx, rows[0]?.id ?? 0);
      const first = await listTalk(tx, talk, { before: null, limit: 2 });
      const last = first.at(-1);
      if (!last) throw new Error('nothing was said');
      const before = { at: last.at.toISOString(), direction: last.direction, id: last.id };
      return [...first, ...(await listTalk(tx, talk, { before, limit: 9 }))];
    });
    expect(lines.map(({ direction, body }) => `${direction} ${body}`)).toEqual([
      'in thanks',
      `out ${plainContent.body}`,
      'in pizza',
      'in hello',
    ]);
  });

  test('is listed reply by reply as well, strangers included', async () => {
    const on = await stage();
    await on.write('hello', { from: stranger });
    await on.write('bonjour');
    const all = await on.in((tx) =>
      listInbound(tx, { number: null, keywordId: null, before: null, limit: 9 }),
    );
    expect(all.map(({ body, contactId }) => [body, contactId === null])).toEqual([
      ['bonjour', false],
      ['hello', true],
    ]);
    const theirs = { number: stranger, keywordId: null, before: null, limit: 9 };
    expect(await on.in((tx) => listInbound(tx, theirs))).toMatchObject([{ body: 'hello', number: stranger }]);
  });
});

describe('a trial', () => {
  test.each([
    ['stop', 'rule'],
    ['pizza', 'keyword'],
    ['piza', 'near'],
    ['hello', 'none'],
  ])('of %j says that it means a %s', async (body, means) => {
    const on = await stage();
    await on.make({});
    const trial = await tryText(on.ctx, on.scope, { body, senderId: on.fixture.sender.id });
    expect(trial.means).toBe(means);
    expect(await on.query('select from inbound_message')).toHaveLength(0);
  });
});
