import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { fakeCarrier } from '../../../test/fake-gateway.ts';
import { plainContent } from '../../../test/keyword.ts';
import { sendingFixture, testContext } from '../../../test/sending.ts';
import { systemScope } from '../../accounts/index.ts';
import { fixedClock } from '../../platform/clock.ts';
import { mediaJobs, saveMedia } from '../../templates/index.ts';
import { openReplyDesk, settleReplies } from '../index.ts';
import { readChange } from './keywords.schemas.ts';
import { changeKeyword, createKeyword, tryKeyword } from './save-keyword.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const card = Buffer.from(
  'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Corner Bakery\r\nTEL:+12025550100\r\nEND:VCARD\r\n',
);

async function stage(origin: string | undefined = 'https://texts.example.com') {
  const ctx = { ...testContext(database.db), origin };
  const fixture = await sendingFixture(ctx, fakeCarrier().adapter, 1);
  const { workspaceId, sender, program } = fixture;
  const scope = systemScope(workspaceId, 'test');
  const { media } = await saveMedia(ctx, scope, { name: 'card', content: card });
  const query = async <T extends object>(sql: string) =>
    (await ctx.db.tx(workspaceId, (tx) => tx.query<T>(sql))).rows;
  const content = {
    ...{ ...plainContent, programId: program.id, body: 'Bakery: Here is our card.' },
    ...{ media: [media.id], mmsSubject: 'Card' },
  };
  return {
    ...{ ctx, scope, media, content, query, workspaceId },
    async write(body: string) {
      const from = fixture.people[0]?.number ?? '';
      const reply = { providerId: randomUUID(), from, to: sender.number, body, ageMs: 0 };
      await openReplyDesk(ctx).receive(workspaceId, fixture.gatewayId, [reply]);
      await settleReplies(ctx, workspaceId);
    },
    answers: () =>
      query<{ body: string; media: string[] | null; subject: string | null }>(
        `select t.body, m.media, m.subject from message t left join mms m on m.workspace_id = t.workspace_id and m.id = t.mms_id
         where t.kind = 'auto' order by t.id`,
      ),
  };
}

test('an answer takes its media along, and what is kept of them stays while the keyword has them', async () => {
  const on = await stage();
  const { keyword } = await createKeyword(on.ctx, on.scope, on.content);
  await on.write('Pizza');
  const sent = { body: 'Bakery: Here is our card.', media: [on.media.id], subject: 'Card' };
  expect(await on.answers()).toEqual([sent]);
  await on.query(`update message set mms_id = null`);
  // Years later.
  const clear = async () => {
    await mediaJobs['media.sweep']({
      ...on.ctx,
      db: database.worker,
      clock: fixedClock('2036-01-01T00:00:00Z'),
    });
    return on.query('select from mms');
  };
  expect(await clear()).toHaveLength(1);
  await changeKeyword(on.ctx, on.scope, keyword.id, (before) => readChange({ media: [] }, before));
  await on.write('Pizza');
  expect((await on.answers()).at(-1)).toMatchObject({ media: null });
  expect(await clear()).toHaveLength(0);
});

test('another subject keeps the media, and other words keep both', async () => {
  const on = await stage();
  const { keyword } = await createKeyword(on.ctx, on.scope, on.content);
  const change = (given: Parameters<typeof readChange>[0]) =>
    changeKeyword(on.ctx, on.scope, keyword.id, (before) => readChange(given, before));
  const { keyword: renamed } = await change({ mms_subject: 'Ours' });
  expect(renamed).toMatchObject({ media: [on.media.id], mmsSubject: 'Ours' });
  expect(renamed.mmsId).not.toBe(keyword.mmsId);
  const { keyword: reworded } = await change({ body: 'Bakery: Look here.' });
  expect(reworded).toMatchObject({ mmsId: renamed.mmsId, mmsSubject: 'Ours' });
});

test('media without words, media that are not there and an installation without an address are refused', async () => {
  const on = await stage();
  const { problems } = await tryKeyword(on.ctx, on.scope, { ...on.content, kind: 'inbox', body: null });
  expect(problems.map(({ code }) => code)).toContain('keyword.media_without_words');
  const elsewhere = { ...on.content, media: [randomUUID()] };
  await expect(createKeyword(on.ctx, on.scope, elsewhere)).rejects.toMatchObject({ code: 'media.not_found' });
  const nowhere = await stage();
  const ctx = { ...nowhere.ctx, origin: undefined } as unknown as typeof nowhere.ctx;
  await expect(createKeyword(ctx, nowhere.scope, nowhere.content)).rejects.toMatchObject({
    code: 'media.no_public_address',
  });
});
