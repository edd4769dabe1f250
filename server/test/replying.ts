import { randomUUID } from 'node:crypto';
import { loadConsents } from '../src/contacts/index.ts';
import { openReplyDesk } from '../src/inbound/index.ts';
import type { TestDatabase } from './database.ts';
import { fakeCarrier } from './fake-gateway.ts';
import { sendingFixture, testContext } from './sending.ts';

/** A workspace ready to send, and somebody who writes to its number. */
export async function replyStage(database: TestDatabase) {
  const ctx = testContext(database.db);
  const fixture = await sendingFixture(ctx, fakeCarrier().adapter, 2);
  const [person] = fixture.people;
  if (!person) throw new Error('nobody');
  const on = {
    ctx,
    fixture,
    person,
    in: <T>(work: Parameters<typeof ctx.db.tx<T>>[1]) => ctx.db.tx(fixture.workspaceId, work),
    reply: (body: string, { from = person.number, ageMs = 0, providerId = String(randomUUID()) } = {}) =>
      openReplyDesk(ctx).receive(fixture.workspaceId, fixture.gatewayId, [
        { providerId, from, to: fixture.sender.number, body, ageMs },
      ]),
    queued: async () =>
      (
        await on.in((tx) =>
          tx.query<{ number: string; body: string; reason: string; kind: string }>(
            `select number, body, reason, kind from message where status = 'queued' order by id`,
          ),
        )
      ).rows,
    standing: async (number = person.number) =>
      (
        await on.in((tx) =>
          loadConsents(tx, {
            programId: fixture.program.id,
            brandId: fixture.program.brandId,
            numbers: [number],
          }),
        )
      ).get(number),
  };
  return on;
}
export type ReplyStage = Awaited<ReturnType<typeof replyStage>>;

/** Sees to the conversations and keywords of what was taken in, as the job does. */
export { settleReplies } from '../src/inbound/settle-replies.ts';
