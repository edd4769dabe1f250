import pg from 'pg';
import { Pool } from 'undici';
import { tokensOfTexts } from '../../../e2e/stage/links.ts';
import { enrol } from '../../../e2e/stage/stage.ts';
import { roles } from '../../../server/src/platform/db/roles.ts';
import { startApiServer } from '../api-desk.ts';
import { percentile } from '../measure.ts';
import { defineScenario } from '../scenario.ts';
import { openStageIn } from '../stage.ts';

const underWay = 32;
const rounds = 3;
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1';

export const links = defineScenario({
  name: 'links',
  about:
    'People open the short links of a campaign of 100,000, each a token of its own in no order; every one is sent on when the click has committed. Beside it the least that does so: Fastify, a pool, one INSERT a request. One process serves, 32 requests are under way.',
  figures: {
    redirectsPerSecond: 'links followed in a second, every answer a 302 whose click is stored',
    bareRedirectsPerSecond: 'the same of the bare insert',
    ratioToBareInsert: 'redirects for each of the bare insert, measured in turns',
    p50Ms: 'half of the answers came within this',
    p99Ms: 'and all but one in a hundred within this',
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
    'Loopback without TLS; who asks and the database share the two processors with the process that answers.',
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
    const url = await startApiServer(workplace, {
      kind: 'tidings',
      url: stage.embedded.url(roles.app, 'postgres'),
    });
    const bareUrl = await startApiServer(workplace, { kind: 'bare', url: stage.embedded.superuserUrl });
    const each = Math.floor(count / rounds);
    const latencies: number[] = [];
    let [ours, theirs] = [0, 0];
    for (let round = 0; round < rounds; round += 1) {
      say(`round ${round + 1} of ${rounds}`);
      ours += await follow(url, tokens, each, latencies);
      theirs += await follow(bareUrl, tokens, each, []);
    }
    const { rows } = await client.query<{ count: string }>('select count(*) from click');
    await client.end();
    const clicks = Number(rows[0]?.count);
    if (clicks !== each * rounds) throw new Error(`There are ${clicks} clicks instead of ${each * rounds}.`);
    const perSecond = (ms: number) => ((each * rounds) / ms) * 1_000;
    return {
      redirectsPerSecond: perSecond(ours),
      bareRedirectsPerSecond: perSecond(theirs),
      ratioToBareInsert: theirs / ours,
      p50Ms: percentile(latencies, 0.5),
      p99Ms: percentile(latencies, 0.99),
      clicks,
    };
  },
});

/** Milliseconds that so many took. */
async function follow(
  url: string,
  tokens: readonly string[],
  count: number,
  latencies: number[],
): Promise<number> {
  const pool = new Pool(url, { connections: underWay, pipelining: 1 });
  let next = 0;
  const begunAt = performance.now();
  const go = async () => {
    while (next < count) {
      // A step that has no divisor with the number of tokens: all of them, in no order.
      const token = tokens[(next++ * 7_919) % tokens.length];
      const from = performance.now();
      const answer = await pool.request({
        path: `/l/${token}`,
        method: 'GET',
        headers: { 'user-agent': phone },
      });
      await answer.body.dump();
      if (answer.statusCode !== 302 || answer.headers['tidings-click'] === 'late')
        throw new Error(`A link was answered with ${answer.statusCode}.`);
      latencies.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: underWay }, go));
  const ms = performance.now() - begunAt;
  await pool.close();
  return ms;
}
