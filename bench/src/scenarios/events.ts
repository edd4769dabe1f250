import { Pool } from 'undici';
import { openApiDesk } from '../api-desk.ts';
import { percentile, timeOf } from '../measure.ts';
import { defineScenario } from '../scenario.ts';
import { openStageIn } from '../stage.ts';

const eventsACall = 1_000;
const callsAtOnce = 4;
const people = 20_000;

export const events = defineScenario({
  name: 'events',
  about:
    'Events of a business by API, 1,000 a call with four calls under way: each about one of 20,000 people found by number, with a value and three properties, a fifth of them late by up to a year. Each is taken once by its id, with the total of its person, before the call is answered. Then all of it is sent once more.',
  figures: {
    eventsPerSecond: 'events taken in a second, every call answered after its commit',
    p50Ms: 'half of the calls are answered within this',
    p99Ms: 'and all but one in a hundred within this',
    repeatsPerSecond: 'the same events sent again: found and not taken, in a second',
    events: 'events taken in all, counted in the database afterwards',
  },
  limits:
    'Loopback; one process that serves and one that asks, on the processors that the database runs on. Nobody counts a segment meanwhile.',
  async run({ isQuick, size, workplace, say }) {
    const total = size ?? (isQuick ? 10_000 : 400_000);
    const stage = await openStageIn(workplace);
    const desk = await openApiDesk(stage, workplace, Math.min(people, total));
    const calls = Math.max(1, Math.round(total / eventsACall));
    const bodies = (call: number) => bodyOf(call, desk.numbers);
    const ask = () => askAll(desk, calls, bodies);
    say(`sending ${calls} calls`);
    const first = await ask();
    say('sending them again');
    const again = await ask();
    const { rows } = await stage.ctx.db.tx(desk.cast.workspaceId, (tx) =>
      tx.query<{ events: number; totals: number }>(
        `select (select count(*) from custom_event where workspace_id = current_workspace()) as events,
           (select sum(events)::bigint from custom_event_total where workspace_id = current_workspace()) as totals`,
      ),
    );
    const taken = rows[0]?.events ?? 0;
    if (
      taken !== calls * eventsACall ||
      rows[0]?.totals !== taken ||
      first.accepted !== taken ||
      again.accepted !== 0
    )
      throw new Error(`${first.accepted} of ${calls * eventsACall} events were taken, ${taken} are there.`);
    return {
      eventsPerSecond: taken / first.seconds,
      p50Ms: percentile(first.latenciesMs, 0.5),
      p99Ms: percentile(first.latenciesMs, 0.99),
      repeatsPerSecond: taken / again.seconds,
      events: taken,
    };
  },
});

type Desk = { readonly url: string; readonly headers: Readonly<Record<string, string>> };

async function askAll({ url, headers }: Desk, calls: number, bodyAt: (call: number) => string) {
  const pool = new Pool(url, {
    connections: callsAtOnce,
    pipelining: 1,
    headersTimeout: 120_000,
    bodyTimeout: 120_000,
  });
  const latenciesMs: number[] = [];
  let [next, accepted] = [0, 0];
  const askOn = async () => {
    while (next < calls) {
      const body = bodyAt(next++);
      const from = performance.now();
      const answer = await pool.request({ path: '/v1/events', method: 'POST', headers, body });
      const said = (await answer.body.json()) as { accepted: number; rejected: unknown[] };
      if (answer.statusCode !== 200 || said.rejected.length > 0)
        throw new Error(`Answered ${answer.statusCode}: ${JSON.stringify(said).slice(0, 500)}`);
      latenciesMs.push(performance.now() - from);
      accepted += said.accepted;
    }
  };
  const seconds = await timeOf(() => Promise.all(Array.from({ length: callsAtOnce }, askOn)));
  await pool.close();
  return { seconds, latenciesMs, accepted };
}

const names = ['visit', 'visit', 'visit', 'order.placed', 'cart.left'];
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = Date.now() - hourMs;

/** The same call says the same each time, so that a repeat is one. */
function bodyOf(call: number, numbers: readonly string[]): string {
  const events = Array.from({ length: eventsACall }, (_, at) => {
    const n = call * eventsACall + at;
    const late = n % 5 === 0 ? ((n * 7919) % 365) * dayMs : (n % 3_600) * 1_000;
    return {
      id: `bench-${n}`,
      name: names[n % names.length],
      number: numbers[(n * 31) % numbers.length],
      occurred_at: new Date(now - late).toISOString(),
      value: (n % 9_000) / 100,
      properties: { sku: `SKU-${n % 500}`, channel: n % 2 === 0 ? 'web' : 'shop', items: (n % 4) + 1 },
    };
  });
  return JSON.stringify({ events });
}
