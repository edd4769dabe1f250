/**
 * The control: the design that most people would write. It locks rows, calls the carrier while it holds them, notes the
 * result and commits. A worker that dies in between forgets what it has sent. Under the same kills it must fail.
 */
import pg from 'pg';
import { Pool } from 'undici';

const orders = JSON.parse(process.argv[2] ?? '{}') as {
  url: string;
  carrierUrl: string;
  carrierKey: string;
  tag: string;
  from: string;
};
const database = new pg.Pool({ connectionString: orders.url, max: 4 });
database.on('error', () => {});
database.on('connect', (client) => client.on('error', () => {}));
const carrier = new Pool(orders.carrierUrl, { connections: 128 });
const headers = { authorization: `Bearer ${orders.carrierKey}`, 'content-type': 'application/json' };
const batch = 64;

async function sendBatch(): Promise<number> {
  const client = await database.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ number: string }>(
      'select number from naive_text where not is_sent limit $1 for update skip locked',
      [batch],
    );
    const results = await Promise.all(rows.map(({ number }) => sendOne(number)));
    await client.query('update naive_text set is_sent = true where number = any($1)', [
      results.filter((number) => number !== null),
    ]);
    await client.query('commit');
    client.release();
    return rows.length;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function sendOne(number: string): Promise<string | null> {
  try {
    const body = JSON.stringify({
      reference: `naive.${number.slice(1)}`,
      tag: orders.tag,
      from: orders.from,
      to: number,
      body: 'Proof: hello',
    });
    const answer = await carrier.request({
      method: 'POST',
      path: '/v1/messages',
      headers,
      body,
      headersTimeout: 2_000,
    });
    await answer.body.dump();
    // Refused for good counts as done; anything else is tried again, as such designs do.
    return answer.statusCode === 202 ||
      (answer.statusCode >= 400 && answer.statusCode < 500 && answer.statusCode !== 429)
      ? number
      : null;
  } catch {
    return null;
  }
}

for (;;) {
  const rows = await sendBatch().catch(() => 0);
  if (rows === 0) await new Promise((resume) => setTimeout(resume, 100));
}
