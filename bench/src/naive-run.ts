import { once } from 'node:events';
import pg from 'pg';
import type { CarrierProcess } from '../../e2e/stage/carrier.ts';
import { killProcess, startProcess } from '../../e2e/stage/processes.ts';
import type { Stage } from '../../e2e/stage/stage.ts';
import type { NaiveOrders } from './naive-sender.ts';
import type { Workplace } from './workplace.ts';

// Tried on two cores: 16, 32, 64 and 128 connections; this many were the fastest.
const connections = 64;

/** Sends as many texts in the naive design; returns under which tag the carrier's ledger has them. */
export async function sendNaively(
  stage: Stage,
  workplace: Workplace,
  carrier: CarrierProcess,
  texts: number,
): Promise<string> {
  await fillTable(stage.embedded.superuserUrl, texts);
  const orders: NaiveOrders = {
    url: stage.embedded.superuserUrl,
    connections,
    carrierUrl: carrier.url,
    carrierKey: carrier.key,
    tag: 'naive',
    from: '+12025550100',
  };
  const sender = startProcess('bench/src/naive-sender.ts', [JSON.stringify(orders)]);
  workplace.atEnd(() => killProcess(sender, 'SIGKILL'));
  const [code] = (await once(sender, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The naive sender ended before its work was done.');
  return orders.tag;
}

async function fillTable(url: string, texts: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      'create table naive_text (id bigint primary key, number text not null, body text not null, status text not null, provider_id text, sent_at timestamptz)',
    );
    await client.query(
      `insert into naive_text select n, '+1555' || lpad(n::text, 7, '0'), 'Proof: hello Person ' || n || '. Reply STOP to end', 'queued' from generate_series(0, $1::bigint - 1) n`,
      [texts],
    );
    // Without these it would be slower still, and the comparison unfair.
    await client.query(`create index on naive_text (id) where status = 'queued'`);
    await client.query('analyze naive_text');
  } finally {
    await client.end();
  }
}
