import { splitText } from '@tidings/smpp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { stage, workAll } from '../../../test/dispatching.ts';
import type { InboundPart } from '../../gateways/index.ts';
import { openReplyDesk, takeLateTexts } from '../index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

const header = 6;

async function open() {
  const on = await stage(database, 1);
  const { workspaceId, gatewayId, sender } = on.fixture;
  const clock = on.ctx.clock as typeof on.ctx.clock & { forward(ms: number): void };
  const partsOf = (words: string, reference = 7, from = '+13125550142'): InboundPart[] => {
    const split = splitText(words, { reference, way: 'udh8' });
    const parts = split.ok ? split.parts : [];
    const total = parts.length;
    const coding = {
      charset: parts[0]?.dataCoding === 8 ? 'ucs2' : 'gsm7',
      messageClass: null,
      isWaitingIndication: false,
    } as const;
    return parts.map(({ shortMessage }, at) => ({
      ...{ from, to: sender.number, reference: `udh8 ${reference}`, total, number: at + 1 },
      ...{ octets: Uint8Array.from(shortMessage.subarray(header)), coding },
    }));
  };
  return {
    on,
    partsOf,
    // A desk of its own each time, as of a process that has just begun.
    bring: (...parts: (InboundPart | undefined)[]) =>
      openReplyDesk(on.ctx).receiveParts(
        workspaceId,
        gatewayId,
        parts.filter((one) => one !== undefined),
      ),
    later: async (minutes: number) => {
      clock.forward(minutes * 60_000);
      await takeLateTexts(on.ctx, workspaceId);
    },
    replies: async () =>
      (
        await on.in((tx) =>
          tx.query<{ body: string; intent: string; marks: string[] }>(
            'select body, intent, marks from inbound_message order by id',
          ),
        )
      ).rows,
    kept: async () => (await on.in((tx) => tx.query('select 1 from inbound_part'))).rows.length,
  };
}

const long = `pls no more of these, ${'I have said so before and I say it again: '.repeat(6)}thank you €`;

test('a wish to leave whose parts come apart, backwards, twice, in many processes at once, is one STOP', async () => {
  const at = await open();
  const parts = at.partsOf(long);
  expect(parts.length).toBeGreaterThan(1);
  await at.bring(parts.at(-1));
  await at.bring(parts.at(-1));
  expect(await at.replies()).toEqual([]);
  await Promise.all([...parts, ...parts].map((part) => at.bring(part)));
  await at.bring(...parts);
  expect(await at.replies()).toMatchObject([{ body: long, intent: 'stop', marks: [] }]);
  await workAll(at.on);
  expect(at.on.carrier.accepted.map(({ body }) => body)).toEqual([
    expect.stringContaining('You are unsubscribed'),
  ]);
});

test('a text that stays incomplete is taken after a day, as far as it came and marked', async () => {
  const at = await open();
  const [first, , third] = at.partsOf('Do you have any of the dark rye left for the weekend? '.repeat(8));
  await at.bring(third, first);
  await at.later(60);
  expect(await at.replies()).toEqual([]);
  await at.later(24 * 60);
  expect(await at.replies()).toMatchObject([{ intent: 'other', marks: ['question', 'incomplete'] }]);
  await at.later(1);
  expect(await at.replies()).toHaveLength(1);
});

test('half of a sentence that reads like a wish to leave is heeded within minutes', async () => {
  const at = await open();
  await at.bring(at.partsOf(long)[0]);
  await at.later(6);
  expect(await at.replies()).toMatchObject([{ intent: 'stop', marks: ['incomplete'] }]);
});

test('a text that has just begun is waited for, also where an older one of the same person waits', async () => {
  const at = await open();
  const [opened] = at.partsOf('Do you have any of the dark rye left for the weekend? '.repeat(8), 6);
  const [first, ...others] = at.partsOf(long);
  await at.bring(opened);
  await at.later(10);
  await at.bring(first);
  await at.later(1);
  expect(await at.replies()).toEqual([]);
  await at.bring(...others);
  expect(await at.replies()).toMatchObject([{ body: long, intent: 'stop', marks: [] }]);
});

test('what was taken is forgotten after a day, when no carrier brings it again', async () => {
  const at = await open();
  await at.bring(...at.partsOf(long));
  await at.later(23 * 60);
  expect(await at.kept()).toBeGreaterThan(0);
  await at.later(2 * 60);
  expect(await at.kept()).toBe(0);
});

test('the other workspace sees no part', async () => {
  const [at, other] = [await open(), await open()];
  await at.bring(at.partsOf(long)[0]);
  expect([await at.kept(), await other.kept()]).toEqual([1, 0]);
});
