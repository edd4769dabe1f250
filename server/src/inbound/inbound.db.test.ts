import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type ReplyStage, replyStage } from '../../test/replying.ts';
import { systemScope } from '../accounts/index.ts';
import { createProgram } from '../contacts/index.ts';
import { enqueueRun, startRun } from '../dispatch/index.ts';
import { openReplyDesk } from './index.ts';
import { noteLateCampaigns } from './late-campaigns.queries.ts';
import { openLateWalk } from './note-late-campaigns.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const fiveMinutesMs = 300_000;

const stage = () => replyStage(database);
type Stage = ReplyStage;

const secondBrand = (on: Stage) =>
  createProgram(on.ctx, systemScope(on.fixture.workspaceId, 'test'), {
    name: 'Cafe',
    purpose: 'marketing',
    brandName: 'Cafe',
    helpContact: 'cafe@example.com',
    textsPerMonth: 1,
    disclosure: 'Cafe texts, 1 a month. Msg&data rates may apply. Reply HELP for help, STOP to cancel.',
  });

describe('STOP', () => {
  test('opts out, confirms once, and is on record with the very words', async () => {
    const on = await stage();
    await on.reply('Stop please');
    expect(await on.standing()).toMatchObject({ status: 'opted_out', isSuppressed: true });
    expect(await on.queued()).toMatchObject([
      { number: on.person.number, kind: 'auto', reason: 'stop_confirmation' },
    ]);
    const { rows } = await on.in((tx) =>
      tx.query(`select evidence->>'raw_text' as words from consent_event where type = 'opt_out'`),
    );
    expect(rows).toEqual([{ words: 'Stop please' }]);
  });

  test.each([
    ['ALTO', 'Responda START'],
    ['je ne veux plus rien recevoir', 'Répondez START'],
    ['STOP', 'Reply START'],
  ])('as %j is confirmed in the language it was written in', async (words, answer) => {
    const on = await stage();
    await on.reply(words);
    expect((await on.queued()).map(({ body }) => body)).toEqual([expect.stringContaining(answer)]);
  });

  test('is confirmed in the language that the person chose, whatever they write in', async () => {
    const on = await stage();
    await on.in((tx) => tx.query("update contact set language = 'fr' where number = $1", [on.person.number]));
    await on.reply('please take me off your list');
    expect((await on.queued()).at(-1)?.body).toContain('Répondez START');
    await on.reply('START');
    await on.reply('HELP');
    expect((await on.queued()).at(-1)?.body).toContain('Aide: help@example.com.');
  });

  test('said twice is confirmed once', async () => {
    const on = await stage();
    await on.reply('STOP');
    await on.reply('STOP');
    expect(await on.queued()).toHaveLength(1);
  });

  test('brought twice by the carrier is one reply', async () => {
    const on = await stage();
    await on.reply('STOP', { providerId: 'same' });
    await on.reply('STOP', { providerId: 'same' });
    expect((await on.in((tx) => tx.query('select from inbound_message'))).rowCount).toBe(1);
  });

  test('stops what waits for the person in the same transaction', async () => {
    const on = await stage();
    const runId = randomUUID();
    const { program, sender, workspaceId } = on.fixture;
    await on.in(async (tx) => {
      await startRun(tx, {
        id: runId,
        programId: program.id,
        brandId: program.brandId,
        purpose: 'marketing',
        senderId: sender.id,
        body: 'Hi',
      });
      await enqueueRun(tx, {
        runId,
        lane: 'marketing',
        senderId: sender.id,
        notBefore: on.ctx.clock.now(),
        audienceSql: { text: 'select id from contact where workspace_id = $1', values: [workspaceId] },
      });
    });
    await on.reply('unsubscribe');
    const { rows } = await on.in((tx) =>
      tx.query('select contact_id, status, reason from message where campaign_id = $1', [runId]),
    );
    expect(rows).toEqual([{ contact_id: on.person.id, status: 'suppressed', reason: 'contact.opted_out' }]);
  });

  test('that comes late is obeyed and not confirmed', async () => {
    const on = await stage();
    await on.reply('STOP', { ageMs: fiveMinutesMs + 1 });
    expect(await on.standing()).toMatchObject({ isSuppressed: true });
    expect(await on.queued()).toEqual([]);
  });

  test('from a number that is nobody’s contact is kept for whenever it becomes one', async () => {
    const on = await stage();
    await on.reply('STOP', { from: '+12125550188' });
    const { rows } = await on.in((tx) => tx.query('select number from suppression where lifted_at is null'));
    expect(rows).toEqual([{ number: '+12125550188' }]);
    expect(await on.queued()).toHaveLength(1);
  });

  test('that could mean either of two brands means both', async () => {
    const on = await stage();
    await secondBrand(on);
    await on.reply('STOP');
    expect((await on.in((tx) => tx.query('select from suppression where lifted_at is null'))).rowCount).toBe(
      2,
    );
  });

  test('still counts when everything around it fails', async () => {
    const on = await stage();
    // Keeping the reply fails (no such gateway id is a uuid), so the whole handling does.
    const broken = openReplyDesk(on.ctx).receive(on.fixture.workspaceId, 'not a gateway', [
      { providerId: 'x', from: on.person.number, to: on.fixture.sender.number, body: 'STOP', ageMs: 0 },
    ]);
    await expect(broken).rejects.toThrow();
    expect(await on.standing()).toMatchObject({ isSuppressed: true });
  });

  test('is confirmed when the carrier brings it again after everything around it failed', async () => {
    const on = await stage();
    const stop = {
      providerId: 'x',
      from: on.person.number,
      to: on.fixture.sender.number,
      body: 'STOP',
      ageMs: 0,
    };
    await expect(
      openReplyDesk(on.ctx).receive(on.fixture.workspaceId, 'not a gateway', [stop]),
    ).rejects.toThrow();
    await openReplyDesk(on.ctx).receive(on.fixture.workspaceId, on.fixture.gatewayId, [stop]);
    expect((await on.queued()).map((text) => text.reason)).toEqual(['stop_confirmation']);
  });
});

describe('START', () => {
  test('after STOP restores what the person had joined, and says so', async () => {
    const on = await stage();
    await on.reply('STOP');
    await on.reply('START');
    expect(await on.standing()).toMatchObject({ status: 'opted_in', isSuppressed: false });
    expect((await on.queued()).map((text) => text.reason)).toEqual([
      'stop_confirmation',
      'start_confirmation',
    ]);
  });

  test('is no consent by itself', async () => {
    const on = await stage();
    await on.reply('STOP', { from: '+12125550188' });
    await on.reply('START', { from: '+12125550188' });
    expect(await on.standing('+12125550188')).toBeUndefined();
    expect((await on.queued()).at(-1)?.body).toContain('you will get no texts');
  });
});

describe('HELP', () => {
  test('tells people on file where their own page is, and strangers nothing', async () => {
    const on = await stage();
    const ctx = { ...on.ctx, origin: 'https://texts.example.com' };
    for (const from of [on.person.number, '+12125550188'])
      await openReplyDesk(ctx).receive(on.fixture.workspaceId, on.fixture.gatewayId, [
        { providerId: from, from, to: on.fixture.sender.number, body: 'HELP', ageMs: 0 },
      ]);
    const said = (await on.queued()).map(({ body }) => body.includes('https://texts.example.com/my?link='));
    expect(said).toEqual([true, false]);
  });

  test('is answered with brand and contact, even to a stranger who opted out', async () => {
    const on = await stage();
    await on.reply('STOP', { from: '+12125550188' });
    await on.reply('HELP', { from: '+12125550188' });
    expect((await on.queued()).at(-1)).toMatchObject({
      number: '+12125550188',
      reason: 'help',
      body: expect.stringContaining('help@example.com'),
    });
  });

  test('is answered once an hour, so that two machines do not talk all night', async () => {
    const on = await stage();
    await on.reply('HELP');
    await on.reply('HELP');
    expect(await on.queued()).toHaveLength(1);
    on.ctx.clock.forward(3_700_000);
    await on.reply('HELP');
    expect(await on.queued()).toHaveLength(2);
  });

  test('asked again before the hour is over is answered by the hour of the last answer, not of the last question', async () => {
    const on = await stage();
    for (let asked = 0; asked < 3; asked += 1) {
      await on.reply('HELP');
      on.ctx.clock.forward(50 * 60_000);
    }
    expect(await on.queued()).toHaveLength(2);
  });

  test('asked twice at once is answered once', async () => {
    const on = await stage();
    await Promise.all([on.reply('HELP'), on.reply('HELP'), on.reply('INFO')]);
    expect(await on.queued()).toHaveLength(1);
  });

  test('knows which text was its answer', async () => {
    const on = await stage();
    await on.reply('HELP');
    const { rows } = await on.in((tx) =>
      tx.query('select m.reason from inbound_message i join message m on m.id = i.answer_id'),
    );
    expect(rows).toEqual([{ reason: 'help' }]);
  });
});

test('anything else is kept and changes nothing', async () => {
  const on = await stage();
  await on.reply('When do you open?');
  expect(await on.queued()).toEqual([]);
  expect(await on.standing()).toMatchObject({ status: 'opted_in', isSuppressed: false });
  const { rows } = await on.in((tx) => tx.query('select body, intent from inbound_message'));
  expect(rows).toEqual([{ body: 'When do you open?', intent: 'other' }]);
});

describe('what reaches us late', () => {
  test('a START that was sent before the STOP does not undo it', async () => {
    const on = await stage();
    await on.reply('STOP');
    await on.reply('START', { ageMs: 60_000 });
    expect(await on.standing()).toMatchObject({ status: 'opted_out', isSuppressed: true });
    expect((await on.queued()).map((text) => text.reason)).toEqual(['stop_confirmation']);
  });

  test('the answer to a START that still waits when a STOP comes is not sent', async () => {
    const on = await stage();
    await on.reply('STOP');
    on.ctx.clock.forward(1_000);
    await on.reply('START');
    on.ctx.clock.forward(1_000);
    await on.reply('STOP');
    expect((await on.queued()).map((text) => text.reason)).toEqual([
      'stop_confirmation',
      'stop_confirmation',
    ]);
  });
});

describe('a number of ours that two brands text from', () => {
  const launchOf = (on: Stage, program: { id: string; brandId: string }) =>
    on.in((tx) =>
      startRun(tx, {
        id: randomUUID(),
        programId: program.id,
        brandId: program.brandId,
        purpose: 'marketing',
        senderId: on.fixture.sender.id,
        body: 'Hi',
      }),
    );

  test('hears a STOP for both: a text of the second may be in flight and on no record yet', async () => {
    const on = await stage();
    const cafe = await secondBrand(on);
    await launchOf(on, on.fixture.program);
    await on.in(async (tx) => {
      const run = (await tx.query<{ id: string }>('select id from send_run')).rows[0]?.id;
      await tx.query(
        `insert into message (id, workspace_id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status, queued_at)
         values (next_message_block(), current_workspace(), $1, $2, $3, $4, 'marketing', 'campaign', 'Hi', 1, 'delivered', now())`,
        [run, on.person.id, on.fixture.sender.id, on.person.number],
      );
    });
    await launchOf(on, cafe);
    await on.reply('STOP');
    const { rows } = await on.in((tx) => tx.query('select from suppression where lifted_at is null'));
    expect(rows).toHaveLength(2);
    expect((await on.queued())[0]?.body).toMatch(/Bakery.*Cafe|Cafe.*Bakery/);
  });
});

test('a reply that is here before the text that it answers is on record is put down to its campaign, and none to an older one', async () => {
  const on = await stage();
  const launched = async () => {
    const id = on.ctx.ids.uuid();
    const { id: programId, brandId, purpose } = on.fixture.program;
    await on.in((tx) =>
      startRun(tx, { id, programId, brandId, purpose, senderId: on.fixture.sender.id, body: 'Hi' }),
    );
    return id;
  };
  const left = (campaignId: string, secondsAgo: number) =>
    on.in((tx) =>
      tx.query(
        `insert into message (id, workspace_id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status, queued_at, submitted_at)
         values (next_message_block(), current_workspace(), $1, $2, $3, $4, 'marketing', 'campaign', 'Hi', 1, 'delivered', $5, $5)`,
        [
          ...[campaignId, on.person.id, on.fixture.sender.id, on.person.number],
          new Date(on.ctx.clock.now().getTime() - secondsAgo * 1_000),
        ],
      ),
    );
  const [first, second, third] = [await launched(), await launched(), await launched()];
  await left(first, 600);
  await on.reply('Thanks', { ageMs: 300_000 });
  await on.reply('Nice');
  await left(second, 1);
  await left(third, -60);
  const since = new Date(on.ctx.clock.now().getTime() - 3_600_000);
  const page = { since, before: null, atMost: 100 };
  expect(await on.in((tx) => noteLateCampaigns(tx, page))).toEqual({ noted: 1, next: null });
  expect(await on.in((tx) => noteLateCampaigns(tx, page))).toEqual({ noted: 0, next: null });
  const campaigns = async () =>
    (await on.in((tx) => tx.query('select body, campaign_id from inbound_message order by id'))).rows;
  expect(await campaigns()).toEqual([
    { body: 'Thanks', campaign_id: first },
    { body: 'Nice', campaign_id: second },
  ]);
  // However many have written since: each time the latest, and some of those before them.
  await on.in((tx) => tx.query('update inbound_message set campaign_id = null'));
  for (let n = 0; n < 5; n += 1) await on.reply(`Later ${n}`);
  const walk = openLateWalk(1);
  const seen = [];
  for (let round = 0; round < 3; round += 1) {
    await walk(on.ctx, on.fixture.workspaceId, since);
    seen.push((await campaigns()).slice(0, 2).map((one) => one.campaign_id));
  }
  expect(seen).toEqual([
    [null, null],
    [first, second],
    [first, second],
  ]);
});

test('a reply with a character that no database keeps is taken in all the same', async () => {
  const on = await stage();
  await on.reply('STOP\u0000');
  expect(await on.standing()).toMatchObject({ isSuppressed: true });
  expect((await on.in((tx) => tx.query('select body from inbound_message'))).rows).toEqual([
    { body: 'STOP\uFFFD' },
  ]);
});
