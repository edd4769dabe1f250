import pg from 'pg';
import { Pool } from 'undici';
import { tokensOfTexts } from '../../../e2e/stage/links.ts';
import { enrol } from '../../../e2e/stage/stage.ts';
import { roles } from '../../../server/src/platform/db/roles.ts';
import { startApiServer } from '../api-desk.ts';
import { settle } from '../blast.ts';
import { byTheClock, someAtOnce } from '../by-the-clock.ts';
import { setCoresApart } from '../cores.ts';
import { percentile } from '../measure.ts';
import { defineScenario } from '../scenario.ts';
import { openStageIn } from '../stage.ts';

const underWay = 32;
const rounds = 3;
const pacePerSecond = 5_000;
const pacedSeconds = 10;
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1';

export const links = defineScenario({
  name: 'links',
  about:
    'People open the short links of a campaign of 100,000, each a token of its own in no order; every one is sent on when the click has committed. Beside it the least that does so: Fastify, a pool, one INSERT a request. One process serves, 32 requests are under way. After that links are opened at 5,000 a second by the clock, whether the answers keep up or not. The process that serves has a core to itself.',
  figures: {
    redirectsPerSecond: 'links followed in a second, every answer a 302 whose click is stored',
    bareRedirectsPerSecond: 'the same of the bare insert',
    ratioToBareInsert: 'redirects for each of the bare insert, measured in turns',
    p50Ms: 'half of the answers came within this at 5,000 a second, counted from when they were due',
    p99Ms: 'and all but one in a hundred within this',
    begunLateP99Ms:
      'how late who asks was itself at beginning, one in a hundred; it is part of the two above',
    pacedPerSecond: 'links followed in a second meanwhile',
    fullP50Ms: 'half of the answers came within this at full speed',
    fullP99Ms: 'and all but one in a hundred within this',
    clicks: 'clicks on record at the end, as many as answers',
  },
  comparisons: [
    {
      what: 'redirects a second',
      ours: 'redirectsPerSecond',
      theirs: 'bareRedirectsPerSecond',
      ratio: 'ratioToBareInsert',
      against: 'a bare Fastify insert',
    },
  ],
  limits:
    'Loopback without TLS; who asks and the database share the other processors. The database has had its checkpoint before, as one that runs for hours has: a log that has to grow holds up whoever commits.',
  async run({ isQuick, size, workplace, say }) {
    const count = size ?? (isQuick ? 3_000 : 90_000);
    const stage = await openStageIn(workplace);
    const cast = await enrol(stage.ctx, 0);
    say('writing the tokens of 100,000 texts');
    const tokens = await tokensOfTexts(stage, cast, isQuick ? 5_000 : 100_000);
    const client = new pg.Client({ connectionString: stage.embedded.superuserUrl });
    await client.connect();
    await client.query(
      'create table bare_click (id bigint generated always as identity primary key, token text not null, agent text, at timestamptz not null default now())',
    );
    const cores = setCoresApart(stage, workplace);
    if (!cores) say('the processors cannot be parted; everybody shares them');
    const claim = (pid: number) => cores?.claim(pid);
    const own = stage.embedded.url(roles.app, 'postgres');
    const url = await startApiServer(workplace, { kind: 'tidings', url: own }, claim);
    const bareUrl = await startApiServer(
      workplace,
      { kind: 'bare', url: stage.embedded.superuserUrl },
      claim,
    );
    const each = Math.floor(count / rounds);
    const latencies: number[] = [];
    let [ours, theirs] = [0, 0];
    for (let round = 0; round < rounds; round += 1) {
      say(`round ${round + 1} of ${rounds}`);
      ours += await follow(url, tokens, each, latencies);
      theirs += await follow(bareUrl, tokens, each, []);
    }
    say(`${pacePerSecond} a second for ${pacedSeconds} s`);
    const paced = isQuick ? 1_000 : pacePerSecond * pacedSeconds;
    await settle(stage);
    const { fromDue, begunLate, pacedMs } = await followByTheClock(url, tokens, paced);
    const { rows } = await client.query<{ count: string }>('select count(*) from click');
    await client.end();
    const clicks = Number(rows[0]?.count);
    const expected = each * rounds + paced + 4 * underWay;
    if (clicks !== expected) throw new Error(`There are ${clicks} clicks instead of ${expected}.`);
    const perSecond = (ms: number) => ((each * rounds) / ms) * 1_000;
    return {
      redirectsPerSecond: perSecond(ours),
      bareRedirectsPerSecond: perSecond(theirs),
      ratioToBareInsert: theirs / ours,
      p50Ms: percentile(fromDue, 0.5),
      p99Ms: percentile(fromDue, 0.99),
      begunLateP99Ms: percentile(begunLate, 0.99),
      pacedPerSecond: (paced / pacedMs) * 1_000,
      fullP50Ms: percentile(latencies, 0.5),
      fullP99Ms: percentile(latencies, 0.99),
      clicks,
    };
  },
});

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Milliseconds that so many took; `latencies` gets what each took. */
async function follow(
  url: string,
  tokens: readonly string[],
  count: number,
  latencies: number[],
): Promise<number> {
  const pool = new Pool(url, { connections: underWay, pipelining: 1 });
  const begunAt = performance.now();
  const took = await someAtOnce(upTo(count), underWay, (n) => followOne(pool, tokens, n));
  for (const ms of took) latencies.push(ms);
  const ms = performance.now() - begunAt;
  await pool.close();
  return ms;
}

/** The same with each request made when it is due; how late its answer was counts from there. */
async function followByTheClock(url: string, tokens: readonly string[], count: number) {
  const pool = new Pool(url, { connections: 4 * underWay, pipelining: 1 });
  // Lines are opened before the clock runs: a proxy in front of the service keeps them open for hours.
  await Promise.all(Array.from({ length: 4 * underWay }, (_, at) => followOne(pool, tokens, count + at)));
  const begunLate: number[] = [];
  const follow = (n: number) => followOne(pool, tokens, n);
  const begunAt = performance.now();
  const fromDue = await byTheClock(upTo(count), pacePerSecond, follow, (ms) => begunLate.push(ms));
  const pacedMs = performance.now() - begunAt;
  await pool.close();
  return { fromDue, begunLate, pacedMs };
}

async function followOne(pool: Pool, tokens: readonly string[], place: number): Promise<void> {
  // A step that has no divisor with the number of tokens: all of them, in no order.
  const path = `/l/${tokens[(place * 7_919) % tokens.length]}`;
  const answer = await pool.request({ path, method: 'GET', headers: { 'user-agent': phone } });
  await answer.body.dump();
  if (answer.statusCode !== 302 || answer.headers['tidings-click'] === 'late')
    throw new Error(`A link was answered with ${answer.statusCode}.`);
}
