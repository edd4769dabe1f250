import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { stage, workAll } from '../../test/dispatching.ts';
import { systemScope } from '../accounts/index.ts';
import { nobody } from '../audiences/index.ts';
import { checkCampaign, createCampaign, launchCampaign } from '../campaigns/index.ts';
import { correctContact } from '../contacts/index.ts';
import { openReplyDesk } from '../inbound/index.ts';
import { applyReceipts } from '../messages/index.ts';
import { listCampaignReplies } from './campaign-replies.queries.ts';
import { contactTimeline, openReports, peopleBehindLine, unaccountedOf } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** A campaign to everybody of a stage, launched; texts leave when the worker is told to work. */
async function launched(people: number, at = '2026-11-24T17:00:00Z') {
  const on = await stage(database, people);
  on.ctx.clock.moveTo(at);
  const { workspaceId, program, sender } = on.fixture;
  const scope = systemScope(workspaceId, 'test');
  const listId = randomUUID();
  await on.in(async (tx) => {
    await tx.query('insert into contact_list (workspace_id, id, name) values ($1, $2, $3)', [
      workspaceId,
      listId,
      'All',
    ]);
    await tx.query(
      'insert into list_member (workspace_id, list_id, contact_id) select $1, $2, id from contact',
      [workspaceId, listId],
    );
  });
  const { id } = await createCampaign(on.ctx, scope, {
    name: 'Fresh bread',
    programId: program.id,
    senderId: sender.id,
    body: 'Bakery: fresh bread, {{ first_name }}. Reply STOP to end',
    include: { lists: [listId], tags: [] },
    exclude: nobody,
  });
  return { ...on, scope, id, people: on.fixture.people };
}

type World = Awaited<ReturnType<typeof launched>>;

async function launch(on: World): Promise<void> {
  await checkCampaign(on.ctx, on.scope, on.id);
  await launchCampaign(on.ctx, on.scope, on.id, {});
}

async function storyOf(on: World, person: { id: number } | undefined) {
  const { entries } = await on.in((tx) => contactTimeline(tx, person?.id ?? 0, { after: null, limit: 100 }));
  return entries.toReversed().map(({ kind, sentence }) => `${kind}: ${sentence}`);
}

const reply = (on: World, number: string, body: string) =>
  openReplyDesk(on.ctx).receive(on.fixture.workspaceId, on.fixture.gatewayId, [
    { providerId: String(randomUUID()), from: number, to: on.fixture.sender.number, body, ageMs: 0 },
  ]);

async function sentencesOf(on: World, line: string): Promise<string[]> {
  const { entries } = await on.in((tx) =>
    peopleBehindLine(on.ctx, tx, on.id, line, { after: null, limit: 10 }),
  );
  return entries.map(({ sentence }) => sentence);
}

const at = 'Tue, 24 Nov 2026, 12:00 in New York';
const agreed = 'Agreed to Offers of Bakery on Tue, 24 Nov 2026 by a web form.';
const allowed = `Allowed: agreed to Offers on Tue, 24 Nov 2026 by a web form, and it was ${at}.`;

describe('the story of a person', () => {
  test('who got the text, asked something and left, tells each step with its reason', async () => {
    const on = await launched(2);
    await launch(on);
    await workAll(on);
    const [person] = on.people;
    if (!person) throw new Error('nobody');
    const { rows } = await on.in((tx) =>
      tx.query<{ id: number; provider_id: string }>(
        'select id, provider_id from message where contact_id = $1',
        [person.id],
      ),
    );
    await on.in((tx) =>
      applyReceipts(
        tx,
        rows.map((row) => ({
          messageId: row.id,
          gatewayId: null,
          providerId: row.provider_id,
          status: 'delivered',
          reason: null,
          reasonDetail: null,
          occurredAt: on.ctx.clock.now(),
        })),
      ),
    );
    on.ctx.clock.forward(60_000);
    await reply(on, person.number, 'Are you open on Sunday?');
    on.ctx.clock.forward(60_000);
    await reply(on, person.number, 'Stop please');
    on.ctx.clock.forward(1_000);
    await workAll(on);
    expect(await storyOf(on, person)).toEqual([
      `opt_in: ${agreed}`,
      `text: Delivered Tue, 24 Nov 2026, 12:00 in New York. ${allowed}`,
      'reply: Kept; no rule answers it.',
      'reply: Understood as STOP, as the whole message says so.',
      'opt_out: Opted out of Bakery by replying “Stop please”; confirmation sent 1 s later.',
      'text: With the carrier; no final receipt yet. The one confirmation that the rules allow after an opt-out.',
    ]);
    const { progress } = await on.in((tx) => openReports(on.ctx).campaignReport(tx, on.id));
    expect(progress).toMatchObject({ replies: 1, opt_outs: 1, delivered: 1, accepted: 1, handed_over: 2 });
    expect(unaccountedOf(progress)).toBe(0);
    expect(await sentencesOf(on, 'will_receive')).toEqual([
      'Delivered on Tue, 24 Nov 2026, 12:00 in New York.',
      'With the carrier since Tue, 24 Nov 2026, 12:00 in New York; no final receipt yet.',
    ]);
    // Whoever asked and left has replied by the question: the STOP is told among the opt-outs.
    expect(await sentencesOf(on, 'replies')).toEqual([
      expect.stringMatching(/^Replied “Are you open on Sunday\?” on /),
    ]);
    expect(await sentencesOf(on, 'opt_outs')).toEqual([expect.stringMatching(/^Replied “Stop please” on /)]);
    const back = await on.in((tx) => listCampaignReplies(tx, on.id, { before: null, limit: 9 }));
    expect(back.map(({ body, intent }) => [body, intent])).toEqual([
      ['Stop please', 'stop'],
      ['Are you open on Sunday?', 'other'],
    ]);
    const older = await on.in((tx) => listCampaignReplies(tx, on.id, { before: back[0]?.id ?? 0, limit: 9 }));
    expect(older).toHaveLength(1);
  });

  test('for whom it is night says until when the text is held, and afterwards that it was', async () => {
    const on = await launched(1, '2026-11-25T03:10:00Z');
    await launch(on);
    await workAll(on);
    const hold =
      'Held until Wed, 25 Nov 2026, 08:00 in New York: it was 22:10 in New York, and texts have to wait for the hours that are allowed where the person is.';
    expect((await storyOf(on, on.people[0])).at(-1)).toBe(`held: ${hold}`);
    const { held, progress } = await on.in((tx) => openReports(on.ctx).campaignReport(tx, on.id));
    expect(held).toMatchObject([{ until: '2026-11-25T13:00:00.000Z', reason: 'quiet_hours', count: 1 }]);
    expect(progress).toMatchObject({ will_receive: 1, held: 1, queued: 0 });
    expect(await sentencesOf(on, 'will_receive')).toEqual([
      expect.stringMatching(/^Held until Wed, 25 Nov 2026, 08:00 in New York: /),
    ]);
    on.ctx.clock.moveTo('2026-11-25T13:00:00Z');
    await workAll(on);
    expect((await storyOf(on, on.people[0])).slice(-2)).toEqual([
      `held: ${hold}`,
      expect.stringMatching(
        /^text: With the carrier; no final receipt yet\. Allowed: .*08:00 in New York\.$/,
      ),
    ]);
  });

  test('who left while the text waited tells that it was not sent, and why', async () => {
    const on = await launched(1);
    await launch(on);
    await reply(on, on.people[0]?.number ?? '', 'unsubscribe');
    await workAll(on);
    const story = await storyOf(on, on.people[0]);
    expect(story).toContain(`text: Not sent. Opted out by replying “unsubscribe” on ${at}.`);
    const { progress, failures } = await on.in((tx) => openReports(on.ctx).campaignReport(tx, on.id));
    expect(progress).toMatchObject({ suppressed: 1, handed_over: 0, queued: 0 });
    expect(unaccountedOf(progress)).toBe(0);
    expect(failures).toMatchObject([{ reason: 'contact.opted_out', count: 1 }]);
  });

  test('who was left out by the launch tells which campaign and why', async () => {
    const on = await launched(2);
    const [first, second] = on.people;
    await on.in((tx) => tx.query('delete from consent where number = $1', [first?.number]));
    await launch(on);
    expect(await storyOf(on, first)).toContain('left_out: Not texted: no recorded consent for Offers.');
    expect((await storyOf(on, second)).join()).not.toContain('left_out');
  });

  test('comes page by page without losing or repeating anything, also where two things happened in one moment', async () => {
    const on = await launched(1);
    await launch(on);
    await workAll(on);
    for (const words of ['one', 'two', 'three', 'STOP', 'START'])
      await reply(on, on.people[0]?.number ?? '', words);
    const page = (after: Awaited<ReturnType<typeof contactTimeline>>['next']) =>
      on.in((tx) => contactTimeline(tx, on.people[0]?.id ?? 0, { after, limit: 2 }));
    const seen: string[] = [];
    let next: Awaited<ReturnType<typeof contactTimeline>>['next'] = null;
    do {
      const { entries, next: then } = await page(next);
      seen.push(...entries.map((one) => one.id));
      next = then;
    } while (next !== null);
    const whole = await on.in((tx) =>
      contactTimeline(tx, on.people[0]?.id ?? 0, { after: null, limit: 100 }),
    );
    expect(seen).toEqual(whole.entries.map((one) => one.id));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(8);
  });
});

test('what was changed of a person by hand stands in their story, with whoever did it', async () => {
  const on = await stage(database, 1);
  const id = on.fixture.people[0]?.id ?? 0;
  const by = (actor: string) => ({ ...systemScope(on.fixture.workspaceId, 'test'), actor });
  await on.in(async (tx) => {
    await correctContact(tx, on.ctx, by('system:person'), id, { firstName: 'Adaline' });
    await correctContact(tx, on.ctx, by(`member:${randomUUID()}`), id, { fields: { last_visit: '2026' } });
  });
  const { entries } = await on.in((tx) => contactTimeline(tx, id, { after: null, limit: 100 }));
  const edits = entries.filter(({ kind }) => kind === 'edited').map(({ sentence }) => sentence);
  expect(edits.toSorted()).toEqual(['Somebody changed last visit.', 'The person changed first name.']);
});
