import type { Tx } from '../../platform/db/pool.ts';
import type { Column } from './column.ts';

export type Filter = {
  readonly campaignId: string | null;
  readonly from: Date | null;
  readonly until: Date | null;
};

/** Rows that are exported: which columns, and the statement of a page of them. */
export type Dataset = {
  readonly summary: string;
  readonly columns: readonly Column[];
  /** A page in the order of its key, as arrays in the order of the columns; the key stands last in each. */
  page(tx: Tx, filter: Filter, after: readonly unknown[] | null, limit: number): Promise<unknown[][]>;
  /** How many of the last values are the key. */
  readonly keyLength: number;
};

const column = (kind: Column['kind']) => (name: string) => ({ name, kind });
const [text, integer, number, time, boolean] = [
  column('text'),
  column('integer'),
  column('number'),
  column('time'),
  column('boolean'),
];

// Pages are arrays: with sixteen columns an object a row costs half of the time again.
const rowsOf = async (tx: Tx, sql: string, values: readonly unknown[]): Promise<unknown[][]> =>
  (await tx.query({ text: sql, values, rowMode: 'array' } as never)).rows as unknown as unknown[][];

const publicUuid = (prefix: string, column: string) => `'${prefix}_' || replace(${column}::text, '-', '')`;

const texts: Dataset = {
  summary: 'Every text with what became of it and what came of it',
  columns: [
    ...[
      'id',
      'campaign_id',
      'campaign',
      'contact_id',
      'number',
      'from',
      'country',
      'carrier',
      'kind',
      'purpose',
    ].map(text),
    ...['status', 'reason'].map(text),
    integer('parts'),
    text('body'),
    ...['queued_at', 'submitted_at', 'final_at'].map(time),
    integer('human_clicks'),
    number('conversions'),
    text('revenue'),
  ],
  keyLength: 1,
  page: (tx, filter, after, limit) =>
    rowsOf(
      tx,
      `with m as materialized (
         select * from message where workspace_id = $1 and id > $2 ${filter.campaignId === null ? 'and $3::uuid is null' : 'and campaign_id = $3'}
           and ($4::timestamptz is null or coalesce(submitted_at, queued_at) >= $4)
           and ($5::timestamptz is null or coalesce(submitted_at, queued_at) < $5) order by id limit $6)
       select 'msg_' || m.id, ${publicUuid('cmp', 'm.campaign_id')}, c.name, 'con_' || m.contact_id, m.number, s.number, o.country, o.carrier,
         m.kind, m.purpose, m.status, m.reason, m.parts, m.body, m.queued_at, m.submitted_at, m.final_at,
         (select count(*)::integer from click k where k.workspace_id = $1 and k.message_id = m.id and k.robot_reason is null),
         b.conversions, b.revenue, m.id
       from m left join campaign c on c.workspace_id = $1 and c.id = m.campaign_id
         left join sender s on s.workspace_id = $1 and s.id = m.sender_id
         left join contact o on o.workspace_id = $1 and o.id = m.contact_id
         left join (select message_id, sum(conversions)::float8 as conversions, sum(revenue)::text as revenue from conversion_credit
           where workspace_id = $1 and message_id in (select id from m) group by 1) b on b.message_id = m.id
       order by m.id`,
      [tx.workspaceId, after?.[0] ?? 0, filter.campaignId, filter.from, filter.until, limit],
    ),
};

const clicks: Dataset = {
  summary: 'Every time a link was opened, with who counts as a program and why',
  columns: [
    time('at'),
    ...['link_id', 'url', 'campaign_id', 'message_id', 'contact_id', 'agent'].map(text),
    boolean('is_human'),
    text('robot_reason'),
  ],
  keyLength: 1,
  page: (tx, filter, after, limit) =>
    rowsOf(
      tx,
      `select k.at, ${publicUuid('lnk', 'l.id')}, l.url, ${publicUuid('cmp', 'l.campaign_id')}, 'msg_' || k.message_id, 'con_' || m.contact_id,
         k.agent, k.robot_reason is null, k.robot_reason, k.id
       from (select * from click where workspace_id = $1 and id > $2
           ${filter.campaignId === null ? 'and $3::uuid is null' : 'and link_id in (select id from link where workspace_id = $1 and campaign_id = $3)'}
           and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5) order by id limit $6) k
         join link l on l.workspace_id = $1 and l.id = k.link_id left join message m on m.id = k.message_id
       order by k.id`,
      [tx.workspaceId, after?.[0] ?? 0, filter.campaignId, filter.from, filter.until, limit],
    ),
};

const replies: Dataset = {
  summary: 'Everything that people wrote back',
  columns: [
    time('received_at'),
    ...['id', 'contact_id', 'number', 'to', 'body', 'intent', 'marks', 'campaign_id'].map(text),
  ],
  keyLength: 1,
  page: (tx, filter, after, limit) =>
    rowsOf(
      tx,
      `select i.received_at, 'rpl_' || i.id, 'con_' || i.contact_id, i.number, s.number, i.body, i.intent, array_to_string(i.marks, ' '),
         ${publicUuid('cmp', 'i.campaign_id')}, i.id
       from (select * from inbound_message where workspace_id = $1 and id > $2
           ${filter.campaignId === null ? 'and $3::uuid is null' : 'and campaign_id = $3'}
           and ($4::timestamptz is null or received_at >= $4) and ($5::timestamptz is null or received_at < $5) order by id limit $6) i
         left join sender s on s.workspace_id = $1 and s.id = i.sender_id order by i.id`,
      [tx.workspaceId, after?.[0] ?? 0, filter.campaignId, filter.from, filter.until, limit],
    ),
};

const conversions: Dataset = {
  summary: 'Every share of a text in a purchase',
  columns: [
    time('occurred_at'),
    ...['event', 'contact_id', 'message_id', 'campaign_id', 'link_id', 'touch'].map(text),
    time('touched_at'),
    number('share'),
    text('revenue'),
  ],
  keyLength: 3,
  page: (tx, filter, after, limit) =>
    rowsOf(
      tx,
      `select c.occurred_at, n.name, 'con_' || c.contact_id, 'msg_' || c.message_id, ${publicUuid('cmp', 'c.campaign_id')},
         ${publicUuid('lnk', 'c.link_id')}, c.touch, c.touched_at, c.conversions::float8, c.revenue::text,
         c.occurred_at::text, c.event_key, c.message_id
       from conversion_credit c left join event_name n on n.workspace_id = $1 and n.id = c.name_id
       where c.workspace_id = $1 and ($2::timestamptz is null or (c.occurred_at, c.event_key, c.message_id) > ($2, $3::uuid, $4::bigint))
         and ($5::uuid is null or c.campaign_id = $5) and ($6::timestamptz is null or c.occurred_at >= $6) and ($7::timestamptz is null or c.occurred_at < $7)
       order by c.occurred_at, c.event_key, c.message_id limit $8`,
      [
        ...[tx.workspaceId, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null],
        ...[filter.campaignId, filter.from, filter.until, limit],
      ],
    ),
};

export const datasets = { texts, clicks, replies, conversions } as const;
export type DatasetName = keyof typeof datasets;
