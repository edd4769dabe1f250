import pg from 'pg';
import { Pool } from 'undici';
import { type ApiDesk, openApiDesk, startApiServer } from '../api-desk.ts';
import { defineScenario } from '../scenario.ts';
import { openStageIn } from '../stage.ts';

// As many requests under way as a busy shop's servers would have.
const underWay = 256;
const rounds = 3;

export const apiAccept = defineScenario({
  name: 'api-accept',
  about:
    'Single texts by API, each a request of its own that is answered once the text is durably queued: a key, a person with consent, merge fields, parts. Beside it the least that keeps a text at all: Fastify, a pool of as many connections, and one INSERT a request, answered after its commit.',
  figures: {
    requestsPerSecond: 'texts asked for and answered in a second, every answer a 201',
    bareRequestsPerSecond: 'requests of the bare insert in a second',
    ratioToBareInsert: 'texts for each bare insert, measured in turns',
    keyedRequestsPerSecond: 'texts in a second when each has an Idempotency-Key, whose answer is kept',
    p50Ms: 'half of the requests are answered within this, with 256 under way',
    p99Ms: 'and all but one in a hundred within this',
    texts: 'texts taken in all',
  },
  comparisons: [
    {
      what: 'requests a second',
      ours: 'requestsPerSecond',
      theirs: 'bareRequestsPerSecond',
      ratio: 'ratioToBareInsert',
      against: 'a bare Fastify insert',
    },
  ],
  limits:
    'Loopback, one process that serves and one that asks, on the processors that the database runs on. No worker sends meanwhile.',
  async run({ isQuick, size, workplace, say }) {
    const texts = size ?? (isQuick ? 2_000 : 40_000);
    const stage = await openStageIn(workplace);
    const desk = await openApiDesk(stage, workplace, Math.min(texts, 20_000));
    const bare = await openBareDesk(stage, workplace);
    const each = Math.floor(texts / rounds);
    const ours: Measured[] = [];
    const theirs: Measured[] = [];
    for (let round = 0; round < rounds; round += 1) {
      say(`round ${round + 1} of ${rounds}`);
      ours.push(await ask(desk, each, textOf(desk)));
      theirs.push(await ask(bare, each, bareText));
    }
    say('with a key for each request');
    const keyed = await ask(desk, each, keyedText(desk));
    const latencies = ours.flatMap((one) => one.latenciesMs).sort((one, other) => one - other);
    const [requestsPerSecond, bareRequestsPerSecond] = [perSecond(ours), perSecond(theirs)];
    const taken = await countTexts(stage, desk);
    if (taken !== each * (rounds + 1))
      throw new Error(`There are ${taken} texts instead of ${each * (rounds + 1)}.`);
    return {
      requestsPerSecond,
      bareRequestsPerSecond,
      ratioToBareInsert: requestsPerSecond / bareRequestsPerSecond,
      keyedRequestsPerSecond: perSecond([keyed]),
      p50Ms: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
      p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
      texts: taken,
    };
  },
});

type Target = Pick<ApiDesk, 'url' | 'headers'>;
type Measured = { count: number; ms: number; latenciesMs: number[] };
type Write = (n: number) => { body: string; headers?: Record<string, string> };

const perSecond = (measured: readonly Measured[]) =>
  (measured.reduce((sum, one) => sum + one.count, 0) / measured.reduce((sum, one) => sum + one.ms, 0)) *
  1_000;

const textOf =
  ({ programId, numbers }: ApiDesk): Write =>
  (n) => ({
    body: JSON.stringify({
      to: numbers[n % numbers.length],
      program_id: programId,
      body: 'Proof: order {{ order }} is on its way.',
      variables: { order: n },
    }),
  });

let keys = 0;
const keyedText = (desk: ApiDesk): Write => {
  const write = textOf(desk);
  return (n) => ({ ...write(n), headers: { 'idempotency-key': `order-${keys++}` } });
};

const bareText: Write = (n) => ({
  body: JSON.stringify({ to: '+12025550142', body: `Proof: order ${n} is on its way.` }),
});

/** Asks for so many texts, with a fixed number of requests under way. */
async function ask({ url, headers }: Target, count: number, write: Write): Promise<Measured> {
  const pool = new Pool(url, { connections: underWay, pipelining: 1 });
  const latenciesMs: number[] = [];
  let next = 0;
  const begunAt = performance.now();
  const askOn = async () => {
    while (next < count) {
      const { body, headers: own } = write(next++);
      const from = performance.now();
      const answer = await pool.request({
        path: '/v1/messages',
        method: 'POST',
        headers: own ? { ...headers, ...own } : headers,
        body,
      });
      if (answer.statusCode !== 201)
        throw new Error(`Answered ${answer.statusCode}: ${await answer.body.text()}`);
      await answer.body.dump();
      latenciesMs.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: underWay }, askOn));
  const ms = performance.now() - begunAt;
  await pool.close();
  return { count, ms, latenciesMs };
}

type Stage = Awaited<ReturnType<typeof openStageIn>>;
type Workplace = Parameters<typeof openStageIn>[0];

async function openBareDesk(stage: Stage, workplace: Workplace): Promise<Target> {
  const client = new pg.Client({ connectionString: stage.embedded.superuserUrl });
  await client.connect();
  await client.query(
    'create table bare_text (id bigint generated always as identity primary key, recipient text not null, body text not null, at timestamptz not null default now())',
  );
  await client.end();
  const url = await startApiServer(workplace, { kind: 'bare', url: stage.embedded.superuserUrl });
  return { url, headers: { 'content-type': 'application/json' } };
}

const countTexts = ({ ctx }: Stage, { cast }: ApiDesk) =>
  ctx.db.tx(cast.workspaceId, async (tx) => {
    const { rows } = await tx.query<{ count: number }>(
      `select count(*) as count from message where workspace_id = current_workspace() and status = 'queued'`,
    );
    return rows[0]?.count ?? 0;
  });
