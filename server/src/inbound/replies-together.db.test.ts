import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { replyStage } from '../../test/replying.ts';
import { lockNumbers } from './inbound.queries.ts';
import { openReplyDesk } from './index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const stage = () => replyStage(database);

describe('replies of one moment', () => {
  test('are each stored, obeyed and answered, in their order for each number', async () => {
    const on = await stage();
    const [first, second] = on.fixture.people;
    if (!first || !second) throw new Error('nobody');
    const desk = openReplyDesk(on.ctx);
    const say = (from: string, body: string, providerId: string) =>
      desk.receive(on.fixture.workspaceId, on.fixture.gatewayId, [
        { providerId, from, to: on.fixture.sender.number, body, ageMs: 0 },
      ]);
    await Promise.all([
      say(first.number, 'STOP', '1'),
      say(second.number, 'STOP', '2'),
      say('+12125550188', 'HELP', '3'),
      say(first.number, 'START', '4'),
      say(first.number, 'STOP', '1'),
      say('+12125550189', 'Good morning', '5'),
    ]);
    expect(await on.standing(first.number)).toMatchObject({ status: 'opted_in', isSuppressed: false });
    expect(await on.standing(second.number)).toMatchObject({ status: 'opted_out', isSuppressed: true });
    const texts = await on.queued();
    expect(texts.map((text) => `${text.number} ${text.reason}`).sort()).toEqual(
      [
        '+12125550188 help',
        `${first.number} start_confirmation`,
        `${first.number} stop_confirmation`,
        `${second.number} stop_confirmation`,
      ].sort(),
    );
    expect((await on.in((tx) => tx.query('select from inbound_message'))).rowCount).toBe(5);
  });

  test('are taken one by one when one of them cannot be, and only that one is refused', async () => {
    const on = await stage();
    const desk = openReplyDesk(on.ctx);
    const say = (gatewayId: string, providerId: string, from: string) =>
      desk.receive(on.fixture.workspaceId, gatewayId, [
        { providerId, from, to: on.fixture.sender.number, body: 'STOP', ageMs: 0 },
      ]);
    const settled = await Promise.allSettled([
      say(on.fixture.gatewayId, '1', on.person.number),
      say('not a gateway', '2', '+12125550187'),
      say(on.fixture.gatewayId, '3', '+12125550188'),
    ]);
    expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const { rows } = await on.in((tx) => tx.query('select number from suppression order by number'));
    // The refused one has left all the same: a STOP stands whatever fails around it.
    expect(rows).toEqual(
      [on.person.number, '+12125550187', '+12125550188'].sort().map((number) => ({ number })),
    );
  });

  test('let nobody who leaves wait for what others have written, and keep the order of each number', async () => {
    const on = await stage();
    const [chatting, leaving] = on.fixture.people;
    if (!chatting || !leaving) throw new Error('nobody');
    const desk = openReplyDesk(on.ctx);
    const say = (from: string, body: string, providerId: string) =>
      desk.receive(on.fixture.workspaceId, on.fixture.gatewayId, [
        { providerId, from, to: on.fixture.sender.number, body, ageMs: 0 },
      ]);
    const held = Promise.withResolvers<void>();
    const may = Promise.withResolvers<void>();
    const holding = on.in(async (tx) => {
      await lockNumbers(tx, [chatting.number]);
      held.resolve();
      await may.promise;
    });
    await held.promise;
    const asked = say(chatting.number, 'HELP', '1');
    const left = say(chatting.number, 'STOP', '2');
    await say(leaving.number, 'STOP', '3');
    expect(await on.standing(leaving.number)).toMatchObject({ isSuppressed: true });
    may.resolve();
    await Promise.all([holding, asked, left]);
    const { rows } = await on.in((tx) =>
      tx.query('select provider_id as id from inbound_message order by inbound_message.id'),
    );
    expect(rows).toEqual([{ id: '3' }, { id: '1' }, { id: '2' }]);
    expect(await on.standing(chatting.number)).toMatchObject({ isSuppressed: true });
  });

  test('of two hundred people who leave are confirmed in one chunk, each once', async () => {
    const on = await stage();
    const numbers = Array.from({ length: 200 }, (_, at) => `+1213555${String(1000 + at)}`);
    await openReplyDesk(on.ctx).receive(
      on.fixture.workspaceId,
      on.fixture.gatewayId,
      numbers.map((from) => ({
        providerId: from,
        from,
        to: on.fixture.sender.number,
        body: 'stop',
        ageMs: 0,
      })),
    );
    expect(new Set((await on.queued()).map((text) => text.number))).toEqual(new Set(numbers));
    expect((await on.in((tx) => tx.query('select from send_chunk'))).rowCount).toBe(1);
  });
});

describe('a STOP', () => {
  test('with ten thousand characters around it is kept as far as phones write, and does no harm', async () => {
    const on = await stage();
    await on.reply(`STOP ${'!'.repeat(10_000)}`);
    await on.reply('ꙮ'.repeat(10_000));
    const { rows } = await on.in((tx) =>
      tx.query<{ length: number }>('select length(body) as length from inbound_message'),
    );
    expect(rows.map((row) => row.length)).toEqual([1_600, 1_600]);
    expect(await on.standing()).toMatchObject({ isSuppressed: true });
  });

  test('to a number that is not ours is obeyed and answered by nobody', async () => {
    const on = await stage();
    await openReplyDesk(on.ctx).receive(on.fixture.workspaceId, on.fixture.gatewayId, [
      { providerId: 'x', from: on.person.number, to: '+12025550199', body: 'STOP', ageMs: 0 },
    ]);
    expect(await on.standing()).toMatchObject({ isSuppressed: true });
    expect(await on.queued()).toEqual([]);
  });
});
