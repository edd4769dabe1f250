import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { enrol } from '../../../e2e/stage/stage.ts';
import { datasets } from '../../../server/src/analytics/exports/dataset.queries.ts';
import {
  exportRows,
  type Format,
  formats,
  writerOf,
} from '../../../server/src/analytics/exports/export-rows.ts';
import { fold } from '../../../server/src/analytics/reports/fold.ts';
import { countResults, sumCost } from '../../../server/src/analytics/results/result.queries.ts';
import { attribute } from '../../../server/src/conversions/index.ts';
import type { Context } from '../../../server/src/platform/context.ts';
import { timeOf } from '../measure.ts';
import { watchMemory } from '../memory.ts';
import { defineScenario } from '../scenario.ts';
import { openServingContext, openStageIn } from '../stage.ts';

const campaign = '018f0000-0000-7000-8000-00000000c0de';

export const exporting = defineScenario({
  name: 'export',
  about:
    'One campaign of so many texts, with clicks for one in twenty, replies for one in fifty and purchases for one in fifty. Purchases are put down to texts; results are counted as a whole, by carrier and by gateway; texts are counted by the hour for the first time; then all texts are exported in each form, twenty columns a row with words, clicks and money. Beside them stands the same statement as one COPY of PostgreSQL to the same process.',
  figures: {
    texts: 'texts of the campaign',
    attributedPerSecond: 'purchases put down to texts in a second',
    resultsMs: 'the results of the campaign as a whole, counted anew',
    byCarrierMs: 'the same by carrier',
    byGatewayMs: 'the same by gateway',
    foldMs: 'all texts counted by the hour, the first time',
    csvRowsPerSecond: 'rows exported as CSV in a second',
    ndjsonRowsPerSecond: 'rows exported as NDJSON in a second',
    parquetRowsPerSecond: 'rows exported as Parquet in a second',
    copyRowsPerSecond: 'rows that COPY gives out in a second, of the same statement',
    csvToCopy: 'CSV against COPY, in rows a second',
    parquetBytesARow: 'bytes of a row as Parquet',
    csvBytesARow: 'bytes of a row as CSV',
    idleMiB: 'resident memory of this process before exporting, in mebibytes',
    peakMiB: 'the most while exporting',
  },
  comparisons: [
    {
      what: 'rows of an export as CSV in a second',
      ours: 'csvRowsPerSecond',
      theirs: 'copyRowsPerSecond',
      ratio: 'csvToCopy',
      against: 'PostgreSQL’s COPY',
    },
  ],
  limits:
    'The file is taken by the process that makes it, and goes over no wire; the database shares its two processors. The texts were made by a statement and not sent.',
  async run({ isQuick, size, workplace, say }) {
    const texts = size ?? (isQuick ? 5_000 : 1_000_000);
    const stage = await openStageIn(workplace);
    const { workspaceId, sender } = await enrol(stage.ctx, 0);
    say(`making ${texts} texts and what came of them`);
    const client = new pg.Client({ connectionString: stage.embedded.superuserUrl });
    await client.connect();
    for (const [sql, values] of makeAll(workspaceId, sender.id, texts)) await client.query(sql, values);
    await client.end();
    const { ctx } = stage;
    say('putting purchases down');
    let events = 0;
    const attributing = await timeOf(async () => {
      events = await attribute(ctx, workspaceId);
    });
    say(`${events} purchases; counting results`);
    const of = (by: 'none' | 'carrier' | 'gateway') =>
      timeOf(() => ctx.db.tx(workspaceId, (tx) => countResults(tx, [campaign], by)));
    const [results, byCarrier, byGateway] = [await of('none'), await of('carrier'), await of('gateway')];
    await ctx.db.tx(workspaceId, (tx) => sumCost(tx, [campaign]));
    say('counting by the hour');
    const folding = await timeOf(() => fold(ctx, workspaceId));
    const serving = openServingContext(stage, workplace);
    globalThis.gc?.();
    await sleep(200);
    const memory = watchMemory(process.pid);
    const idleMiB = memory.takePeakMiB();
    const made = new Map<Format, { seconds: number; bytes: number }>();
    for (const format of formats) {
      say(`exporting ${format}`);
      made.set(format, await exportAll(serving, workspaceId, format));
    }
    const peakMiB = memory.takePeakMiB();
    memory.stop();
    say('the same by COPY');
    const copying = await copyAll(serving, workspaceId);
    const rate = (format: Format) => texts / (made.get(format)?.seconds ?? 1);
    return {
      texts,
      attributedPerSecond: events / attributing,
      ...{ resultsMs: results * 1_000, byCarrierMs: byCarrier * 1_000, byGatewayMs: byGateway * 1_000 },
      foldMs: folding * 1_000,
      ...{
        csvRowsPerSecond: rate('csv'),
        ndjsonRowsPerSecond: rate('ndjson'),
        parquetRowsPerSecond: rate('parquet'),
      },
      copyRowsPerSecond: texts / copying,
      csvToCopy: rate('csv') / (texts / copying),
      parquetBytesARow: (made.get('parquet')?.bytes ?? 0) / texts,
      csvBytesARow: (made.get('csv')?.bytes ?? 0) / texts,
      ...{ idleMiB, peakMiB },
    };
  },
});

async function exportAll(ctx: Context, workspaceId: string, format: Format) {
  const writer = writerOf(datasets.texts, format);
  const filter = { campaignId: null, from: null, until: null };
  let bytes = 0;
  const seconds = await timeOf(async () => {
    for await (const piece of exportRows(ctx, workspaceId, { name: 'texts', filter, writer }))
      bytes += piece.length;
  });
  return { seconds, bytes };
}

const copyAll = (ctx: Context, workspaceId: string): Promise<number> =>
  timeOf(() =>
    ctx.db.tx(workspaceId, async (tx) => {
      let bytes = 0;
      const stream = tx.copyOut(`copy (
        select 'msg_' || m.id, m.campaign_id, c.name, 'con_' || m.contact_id, m.number, s.number, o.country, o.carrier, m.kind, m.purpose, m.status,
          m.reason, m.parts, m.body, m.queued_at, m.submitted_at, m.final_at,
          (select count(*) from click k where k.workspace_id = m.workspace_id and k.message_id = m.id and k.robot_reason is null), b.conversions, b.revenue
        from message m left join campaign c on c.workspace_id = m.workspace_id and c.id = m.campaign_id
          left join sender s on s.workspace_id = m.workspace_id and s.id = m.sender_id
          left join contact o on o.workspace_id = m.workspace_id and o.id = m.contact_id
          left join (select message_id, sum(conversions) as conversions, sum(revenue) as revenue from conversion_credit group by 1) b on b.message_id = m.id
        order by m.id) to stdout (format csv)`);
      for await (const piece of stream) bytes += (piece as Buffer).length;
      if (bytes === 0) throw new Error('COPY gave nothing.');
    }),
  );

const link = '018f0000-0000-7000-8000-0000000001ab';

function makeAll(workspaceId: string, senderId: string, texts: number): [string, unknown[]][] {
  const base = [workspaceId];
  return [
    ["select ensure_event_month(now()::date), ensure_event_month((now() - interval '1 month')::date)", []],
    [
      `insert into contact (workspace_id, number, country, carrier, time_zone) select $1, '+1' || (2000000000 + n), 'US',
         (array['att', 'tmobile', 'verizon'])[n % 4], (array['America/New_York', 'America/Chicago', 'America/Los_Angeles'])[n % 3 + 1] from generate_series(0, $2::int - 1) n`,
      [...base, texts],
    ],
    [
      `insert into campaign (workspace_id, id, name, program_id, sender_id, body, include, created_by)
       select $1, $2, 'Spring opening', id, $3, 'Hi', '{}', 'bench' from program where workspace_id = $1 limit 1`,
      [...base, campaign, senderId],
    ],
    [
      `insert into message (id, workspace_id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status, reason, queued_at, submitted_at, accepted_at, final_at)
       select message_day_floor((now() - interval '1 day')::date) | (row_number() over (order by id) + 1024), $1, $2, id, $3, number, 'marketing', 'campaign',
         'Harbor Coffee: 20 % off until Sunday, just for you. https://go.harbor.example/7QmXc2k Reply STOP to opt out', 1,
         case when id % 20 = 0 then 'undelivered' else 'delivered' end, case when id % 20 = 0 then 'carrier.handset_off' end, at, at, at, at + (id % 90) * interval '1 second'
       from (select id, number, now() - interval '20 hours' + (id % 7200) * interval '1 second' as at from contact where workspace_id = $1) c`,
      [...base, campaign, senderId],
    ],
    [
      `insert into link (workspace_id, id, url, campaign_id, made_by, created_at, changed_at) values ($1, $2, 'https://harbor.example/', $3, 'bench', now(), now())`,
      [...base, link, campaign],
    ],
    [
      `insert into click (workspace_id, link_id, message_id, at, method, robot_reason, judged_by)
       select $1, $2, id, submitted_at + interval '10 minutes', 'GET', case when id % 7 = 0 then 'agent' end, 1 from message where workspace_id = $1 and id % 20 = 3`,
      [...base, link],
    ],
    [
      `insert into inbound_message (workspace_id, gateway_id, provider_id, contact_id, number, body, intent, received_at, campaign_id)
       select $1, $1, id::text, contact_id, number, 'Thanks', 'other', submitted_at + interval '1 hour', $2 from message where workspace_id = $1 and id % 50 = 7`,
      [...base, campaign],
    ],
    [`insert into event_name (workspace_id, name, first_seen_at) values ($1, 'order.placed', now())`, base],
    [
      `with e as (insert into custom_event (workspace_id, name_id, contact_id, occurred_at, key, value, received_at)
         select $1, n.id, m.contact_id, m.submitted_at + interval '2 hours', gen_random_uuid(), (m.id % 9000) / 100.0, now() - interval '10 minutes'
         from message m join event_name n on n.workspace_id = $1 where m.workspace_id = $1 and m.id % 50 = 3 returning *)
       insert into custom_event_total (workspace_id, name_id, contact_id, events, value, first_at, last_at)
       select workspace_id, name_id, contact_id, count(*), sum(value), min(occurred_at), max(occurred_at) from e group by 1, 2, 3`,
      base,
    ],
    ['vacuum analyze', []],
  ];
}
