/**
 * The design that most people would write first, for the comparison in `send`: one row lock and one commit a text. Each
 * of many connections locks the next row, calls the carrier while it holds it, notes the answer and commits. Unlike ours
 * it checks no consent, keeps no intent and forgets what it has sent when it dies in between.
 */
import pg from 'pg';
import { Pool } from 'undici';

export type NaiveOrders = {
  url: string;
  connections: number;
  carrierUrl: string;
  carrierKey: string;
  tag: string;
  from: string;
};

const orders = JSON.parse(process.argv[2] ?? '{}') as NaiveOrders;
const database = new pg.Pool({ connectionString: orders.url, max: orders.connections });
database.on('error', () => {});
const carrier = new Pool(orders.carrierUrl, { connections: orders.connections });
const headers = { authorization: `Bearer ${orders.carrierKey}`, 'content-type': 'application/json' };

const take = {
  name: 'take',
  text: `select id, number, body from naive_text where status = 'queued' order by id limit 1 for update skip locked`,
};
const note = `update naive_text set status = 'accepted', provider_id = $2, sent_at = now() where id = $1`;

type NaiveText = { id: string; number: string; body: string };

async function sendOne(client: pg.PoolClient): Promise<boolean> {
  await client.query('begin');
  const [text] = (await client.query<NaiveText>(take)).rows;
  if (text) {
    const providerId = await submit(text);
    await client.query({ name: 'note', text: note, values: [text.id, providerId] });
  }
  await client.query('commit');
  return text !== undefined;
}

async function submit({ id, number, body }: NaiveText): Promise<string> {
  const answer = await carrier.request({
    method: 'POST',
    path: '/v1/messages',
    headers,
    body: JSON.stringify({ reference: `naive.${id}`, tag: orders.tag, from: orders.from, to: number, body }),
  });
  return ((await answer.body.json()) as { id: string }).id;
}

async function lane(): Promise<void> {
  const client = await database.connect();
  while (await sendOne(client));
  client.release();
}

await Promise.all(Array.from({ length: orders.connections }, lane));
await Promise.all([database.end(), carrier.close()]);
