import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../../test/app.ts';
import { testContext } from '../../../test/context.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { openShop } from '../../../test/shop.ts';
import { fixedClock } from '../../platform/clock.ts';

const clock = fixedClock('2026-11-24T17:00:00Z');
let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await cloneDatabase();
  app = await testApp(database, {}, testContext(database.db, clock));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

test('a year of texts is told by what was put into it, and the year before beside it', async () => {
  const shop = await openShop(database.db, clock);
  const ask = await app.signedIn(shop.workspaceId);
  // Two years, on Tuesdays and Saturdays where people are: clicks go from 6 to 12 of a hundred in the second, half as many again on Saturdays,
  // and nobody leaves more often than before. Each week has an offer of its own, by a hash, as weeks have.
  await database.worker.tx(shop.workspaceId, (tx) =>
    tx.query(
      `insert into text_hour (workspace_id, hour, slot, campaign_id, sender_id, country, carrier, status, texts, parts, clicked, replied, left_within_day, made_on)
       select current_workspace(), timestamp '2024-11-11 18:00' at time zone 'America/New_York' + week * interval '7 days' + (day - 1) * interval '1 day',
         (day - 1) * 24 + 18, $1, $2, 'US', 'att', status, texts, texts,
         case when status = 'delivered' then round(texts * (0.06 + 0.06 * greatest(0, week - 52) / 52) * (case day when 6 then 1.2 else 0.8 end)
           * (0.9 + (hashtext(week::text) & 255) / 1275.0)) else 0 end,
         0, case when status = 'delivered' then 8 + (hashtext(week || 'l') & 3) else 0 end, 1
       from generate_series(0, 104) week cross join unnest(array[2, 6]) day
         cross join (values ('delivered', 940), ('undelivered', 60)) s (status, texts)`,
      ['018f0000-0000-7000-8000-00000000c0de', shop.senderId],
    ),
  );
  const answer = await ask({ url: '/v1/reports/trends' });
  expect(answer.statusCode).toBe(200);
  const told = answer.json();
  expect(told).toMatchObject({ from: '2025-11-17', until: '2026-11-15' });
  const verdicts = Object.fromEntries(
    told.trends.map(({ measure, verdict }: { measure: string; verdict: string }) => [measure, verdict]),
  );
  expect(verdicts).toEqual({
    ...{ delivered: 'no_trend_seen', clicked: 'rising', replied: 'too_few', opted_out: 'no_trend_seen' },
  });
  expect(told.trends[1].weeks).toBe(52);
  expect(told.trends[1].per_week.value).toBeGreaterThan(0.0009);
  expect(told.trends[1].per_week.value).toBeLessThan(0.0014);
  expect(
    told.weekdays.map(({ when, verdict }: { when: string; verdict: string }) => [when, verdict]),
  ).toEqual([
    ...[
      ['2', 'lower'],
      ['6', 'higher'],
    ],
  ]);
  expect(told.months).toEqual([]);
  const clicked = told.year_before.changes.find(({ measure }: { measure: string }) => measure === 'clicked');
  expect([told.year_before.from, clicked.verdict]).toEqual(['2024-11-18', 'higher']);
  const other = await app.signedIn((await openShop(database.db, clock)).workspaceId);
  expect((await other({ url: '/v1/reports/trends' })).json().trends[1].verdict).toBe('too_few');
});
