import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { launch, type Stage, stage, workAll } from '../../test/dispatching.ts';
import { liveProgram } from '../../test/joining.ts';
import { plainContent } from '../../test/keyword.ts';
import { newProgram } from '../../test/people.ts';
import { systemScope } from '../accounts/index.ts';
import { loadConsents, verifyConsentChain } from '../contacts/index.ts';
import {
  type JoinRule,
  type JoinWish,
  join,
  setJoinRule,
  tendRequests,
  usualRule,
} from '../joining/index.ts';
import { openReplyDesk, settleReplies } from './index.ts';
import type { KeywordContent } from './keywords/keyword.ts';
import { createKeyword } from './keywords/save-keyword.ts';

const ada = '+13125550142';
let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

async function open(rule: Partial<JoinRule> = {}) {
  const on = await stage(database, 1);
  const { workspaceId, program, sender, gatewayId } = on.fixture;
  await liveProgram(on.ctx, workspaceId, program.id, ['en', 'es']);
  await setJoinRule(on.ctx, systemScope(workspaceId, 'test'), program.id, { ...usualRule(program), ...rule });
  const wish = (more: Partial<JoinWish> = {}): JoinWish => ({
    programId: program.id,
    number: ada,
    method: 'web_form',
    isFromPhone: false,
    act: 'ticked the box and pressed Join',
    occurredAt: on.ctx.clock.now(),
    locale: 'en',
    words: null,
    evidence: { ip: '192.0.2.7' },
    actor: 'system:test',
    attestedAge: null,
    senderId: null,
    person: { firstName: 'Ada' },
    tags: [],
    formId: null,
    isConfirmedByUs: true,
    ...more,
  });
  return {
    on,
    join: (more: Partial<JoinWish> = {}) => on.in((tx) => join(tx, on.ctx, wish(more))),
    reply: (body: string, from = ada, ageMs = 0) =>
      openReplyDesk(on.ctx).receive(workspaceId, gatewayId, [
        { providerId: randomUUID(), from, to: sender.number, body, ageMs },
      ]),
    standing: async (number = ada) =>
      (
        await on.in((tx) =>
          loadConsents(tx, { programId: program.id, brandId: program.brandId, numbers: [number] }),
        )
      ).get(number),
    events: async (number = ada) =>
      (
        await on.in((tx) =>
          tx.query<{ type: string; words_shown: string; evidence: Record<string, unknown> }>(
            'select type, words_shown, evidence from consent_event where number = $1 order by id',
            [number],
          ),
        )
      ).rows,
    sent: async (number = ada) => {
      await workAll(on);
      return on.carrier.accepted.filter(({ to }) => to === number).map(({ body }) => body);
    },
    forward: (hours: number) => (on.ctx.clock as ReturnType<typeof clockOf>).forward(hours * 3_600_000),
  };
}
const clockOf = (on: Stage) => on.ctx.clock as typeof on.ctx.clock & { forward(ms: number): void };

/** Somebody writes to a keyword of the business's own that joins, and the service sees to it. */
async function openKeyword(rule: Partial<JoinRule> = {}) {
  const at = await open(rule);
  const { workspaceId, program } = at.on.fixture;
  const make = (change: Partial<KeywordContent> = {}) =>
    createKeyword(at.on.ctx, systemScope(workspaceId, 'test'), {
      ...{ ...plainContent, kind: 'join', words: ['OFFERS'], body: null, programId: program.id },
      ...{ tags: ['Counter'], ...change },
    });
  const write = async (body: string) => {
    await at.reply(body);
    await settleReplies(at.on.ctx, workspaceId);
  };
  return { ...at, make, write };
}

describe('a keyword of the kind join', () => {
  test('joins whoever sends it, once, and keeps what they wrote as evidence', async () => {
    const at = await openKeyword();
    await at.make();
    await at.write('Offers!');
    expect(await at.standing()).toMatchObject({ status: 'opted_in' });
    expect(await at.sent()).toEqual([expect.stringContaining('Thanks for joining Offers')]);
    const [event] = await at.events();
    expect(event?.evidence).toMatchObject({
      raw_text: 'Offers!',
      keyword_version: 1,
      disclosure: { version: 2 },
    });
    await at.write('offers');
    expect(await at.events()).toHaveLength(1);
    expect((await at.sent()).at(-1)).toContain('is on Offers already');
  });

  test('asks for a YES where the program wants one, and joins by it', async () => {
    const at = await openKeyword({ doubleOptIn: 'always' });
    await at.make();
    await at.write('OFFERS');
    expect(await at.standing()).toMatchObject({ status: 'pending' });
    expect(await at.sent()).toEqual([expect.stringContaining('YES')]);
    await at.write('yes');
    expect(await at.standing()).toMatchObject({ status: 'opted_in' });
    expect((await at.sent()).at(-1)).toContain('Thanks for joining Offers');
  });

  test('brings back whoever had left, by their own text', async () => {
    const at = await openKeyword();
    await at.make();
    await at.write('OFFERS');
    await at.write('STOP');
    expect(await at.standing()).toMatchObject({ isSuppressed: true });
    await at.write('OFFERS');
    expect(await at.standing()).toMatchObject({ status: 'opted_in', isSuppressed: false });
  });

  test('leaves whoever a rule keeps out to a person, and answers nothing', async () => {
    const at = await openKeyword({ leastAge: 21 });
    await at.make();
    await at.write('OFFERS');
    expect(await at.standing()).toBe(undefined);
    expect(await at.sent()).toEqual([]);
    const { rows } = await at.on.in((tx) => tx.query('select waits_reason from conversation'));
    expect(rows).toEqual([{ waits_reason: 'join_refused' }]);
  });

  test('is not made with words of its own, nor for a program that nobody can join', async () => {
    const at = await openKeyword();
    await expect(at.make({ body: 'Bakery: Welcome.' })).rejects.toThrow('Leave the answer out');
    const { ctx, fixture } = at.on;
    const draft = await newProgram(ctx, fixture.workspaceId, { name: 'Later' });
    await at.on.in((tx) => tx.query(`update program set status = 'draft' where id = $1`, [draft.id]));
    await expect(at.make({ programId: draft.id })).rejects.toThrow('Publish “Later” first');
  });
});

describe('a keyword from the phone', () => {
  const keyword = { method: 'keyword', isFromPhone: true, act: 'sent the keyword JOIN' } as const;

  test('joins at once, and is answered with everything a confirmation must say', async () => {
    const at = await open();
    expect(await at.join(keyword)).toMatchObject({ kind: 'joined' });
    expect(await at.standing()).toMatchObject({ status: 'opted_in' });
    expect(await at.sent()).toEqual([
      'Bakery: Thanks for joining Offers. Up to 4 msgs/mo. Msg&data rates may apply. Reply HELP for help, STOP to cancel.',
    ]);
    const [event] = await at.events();
    expect(event?.words_shown).toContain('not a condition of purchase');
    expect(event?.evidence).toMatchObject({
      act: 'sent the keyword JOIN',
      disclosure: { version: 2, locale: 'en' },
      terms: { version: 1 },
      privacy: { version: 1 },
    });
  });

  test('said twice joins once', async () => {
    const at = await open();
    await at.join(keyword);
    expect(await at.join(keyword)).toEqual({ kind: 'already_joined' });
    expect(await at.sent()).toHaveLength(1);
  });

  test('brings back whoever had left, for this program alone', async () => {
    const at = await open();
    await at.join(keyword);
    await at.reply('STOP');
    at.forward(1);
    expect(await at.join(keyword)).toMatchObject({ kind: 'joined' });
    expect(await at.standing()).toMatchObject({ status: 'opted_in', isSuppressed: false });
  });

  test('that is older than the STOP brings nobody back', async () => {
    const at = await open();
    const before = at.on.ctx.clock.now();
    at.forward(1);
    await at.join(keyword);
    await at.reply('STOP');
    expect(await at.join({ ...keyword, occurredAt: before })).toMatchObject({ code: 'contact.opted_out' });
    expect(await at.standing()).toMatchObject({ isSuppressed: true });
  });
});

describe('a number that somebody typed', () => {
  test('is asked, is texted nothing else, and is in with its YES', async () => {
    const at = await open();
    expect(await at.join()).toMatchObject({ kind: 'pending' });
    expect(await at.standing()).toMatchObject({ status: 'pending' });
    await launch(at.on);
    const asked =
      'Bakery: Reply YES to join Offers, up to 4 msgs/mo. Msg&data rates may apply. Reply HELP for help, STOP to cancel.';
    expect(await at.sent()).toEqual([asked]);
    await at.reply('Yes!');
    expect(await at.standing()).toMatchObject({ status: 'opted_in' });
    expect((await at.sent()).at(-1)).toContain('Thanks for joining Offers');
    await launch(at.on);
    expect((await at.sent()).at(-1)).toContain('fresh bread');
    const events = await at.events();
    expect(events.map(({ type }) => type)).toEqual(['doi_requested', 'doi_confirmed']);
    expect(events[1]?.evidence).toMatchObject({ raw_text: 'Yes!', ip: '192.0.2.7' });
    expect(events[1]?.words_shown).toBe(events[0]?.words_shown);
    expect(await at.on.in(verifyConsentChain)).toMatchObject({ isIntact: true });
  });

  test('is asked in the language of the form, and may answer in it', async () => {
    const at = await open();
    await at.join({ locale: 'es' });
    expect(await at.sent()).toEqual([expect.stringContaining('Responda SI para unirse a Offers')]);
    expect((await at.events())[0]?.words_shown).toContain('acepta recibir');
    await at.reply('Sí');
    expect(await at.standing()).toMatchObject({ status: 'opted_in' });
  });

  test('is not asked again while it is asked, nor when it is in', async () => {
    const at = await open();
    await at.join();
    expect(await at.join()).toEqual({ kind: 'already_pending' });
    await at.reply('YES');
    expect(await at.join()).toEqual({ kind: 'already_joined' });
    expect(await at.sent()).toHaveLength(2);
  });

  test('that has opted out is not texted and does not come back', async () => {
    const at = await open();
    await at.reply('STOP');
    const before = (await at.sent()).length;
    expect(await at.join()).toMatchObject({ kind: 'refused', code: 'contact.opted_out' });
    await at.reply('YES');
    expect((await at.sent()).length).toBe(before);
    expect(await at.standing()).toBeUndefined();
  });

  test('that answers STOP is out, and a YES after that takes nothing back', async () => {
    const at = await open();
    await at.join();
    await at.reply('STOP');
    await at.reply('YES');
    expect(await at.standing()).toMatchObject({ status: 'opted_out', isSuppressed: true });
    expect((await at.sent()).filter((body) => body.includes('Thanks'))).toEqual([]);
  });

  test('that never answers is forgotten after a day, and its late YES joins nothing', async () => {
    const at = await open();
    await at.join();
    at.forward(24);
    await at.reply('YES');
    await tendRequests(at.on.ctx, at.on.fixture.workspaceId);
    expect(await at.standing()).toBeUndefined();
    expect((await at.events()).map(({ type }) => type)).toEqual(['doi_requested', 'expired']);
    await at.reply('YES');
    expect(await at.standing()).toBeUndefined();
  });

  test('is reminded once, by day, where the program wants it', async () => {
    // The request is of noon in New York; ten hours later it is night in Chicago.
    const at = await open({ confirmWithinHours: 72, remindAfterHours: 10 });
    await at.join();
    at.forward(10);
    await tendRequests(at.on.ctx, at.on.fixture.workspaceId);
    expect(await at.sent()).toHaveLength(1);
    at.forward(12);
    await tendRequests(at.on.ctx, at.on.fixture.workspaceId);
    at.forward(12);
    await tendRequests(at.on.ctx, at.on.fixture.workspaceId);
    expect(await at.sent()).toEqual([
      expect.stringContaining('Reply YES to join'),
      expect.stringContaining('You asked to join Offers'),
    ]);
  });
});

describe('what stands against it', () => {
  test.each([
    ['a country that is not open', {}, { number: '+442079460101' }, 'join.country'],
    ['an age nobody asked for', { leastAge: 21 }, {}, 'join.no_age'],
    ['too young an age', { leastAge: 21 }, { attestedAge: 18 }, 'join.too_young'],
    ['what is no number', {}, { number: '+1312' }, 'number.'],
  ] as const)('%s is refused, and nothing is written', async (_name, rule, more, code) => {
    const at = await open(rule);
    const answer = await at.join(more);
    expect(answer).toMatchObject({ kind: 'refused', code: expect.stringContaining(code) });
    expect(await at.events(more && 'number' in more ? more.number : ada)).toEqual([]);
    expect(await at.sent()).toEqual([]);
  });

  test('an age that was said is kept with the consent', async () => {
    const at = await open({ leastAge: 21 });
    expect(await at.join({ attestedAge: 21 })).toMatchObject({ kind: 'pending' });
    expect((await at.events())[0]?.evidence).toMatchObject({ age_attested: 21 });
  });

  test('a German number is asked, whatever the program says', async () => {
    const at = await open({ doubleOptIn: 'never', countries: ['US', 'DE'] });
    expect(await at.join({ method: 'paper' })).toMatchObject({ kind: 'joined' });
    expect(await at.join({ method: 'paper', number: '+4915123456789' })).toMatchObject({ kind: 'pending' });
  });
});

test('a robot that asks for hundreds of neighbours reaches a few of a block, and one of them thrice a day at most', async () => {
  const at = await open();
  const kinds = new Map<string, number>();
  const count = (kind: string) => kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  for (let round = 0; round < 4; round += 1) {
    const answers = await at.on.in(async (tx) => {
      const found = [];
      for (let n = 0; n < 100; n += 1)
        found.push(
          await join(tx, at.on.ctx, {
            ...(await wishOf(at)),
            number: `+1312555${String(1000 + round * 100 + n)}`,
          }),
        );
      return found;
    });
    for (const answer of answers) count(answer.kind);
  }
  // The hour may turn meanwhile, once.
  expect(kinds.get('pending')).toBeLessThanOrEqual(80);
  expect(kinds.get('refused')).toBeGreaterThanOrEqual(320);
  // One number, again and again, each time after its request has run out: three texts in a day at most.
  for (let n = 0; n < 10; n += 1) {
    await at.join({ number: '+17735550143' });
    at.forward(25);
    await tendRequests(at.on.ctx, at.on.fixture.workspaceId);
  }
  expect((await at.sent('+17735550143')).length).toBeLessThanOrEqual(3);
}, 240_000);

async function wishOf(at: Awaited<ReturnType<typeof open>>): Promise<JoinWish> {
  const { program } = at.on.fixture;
  return {
    programId: program.id,
    number: ada,
    method: 'web_form',
    isFromPhone: false,
    act: 'ticked the box',
    occurredAt: at.on.ctx.clock.now(),
    locale: 'en',
    words: null,
    evidence: {},
    actor: 'system:test',
    attestedAge: null,
    senderId: null,
    person: {},
    tags: [],
    formId: null,
    isConfirmedByUs: true,
  };
}
