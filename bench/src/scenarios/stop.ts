import { setTimeout as sleep } from 'node:timers/promises';
import { enrol, launch } from '../../../e2e/stage/stage.ts';
import { isRunDrained } from '../../../server/src/dispatch/index.ts';
import { publicId } from '../../../server/src/platform/ids.ts';
import { percentile } from '../measure.ts';
import { defineScenario } from '../scenario.ts';
import { connectCarrier, openCarrier, startWorker } from '../sending.ts';
import { openStageIn } from '../stage.ts';
import { openCallbacks, sendStops } from '../stops.ts';

const everyMs = 100;

export const stop = defineScenario({
  name: 'stop',
  about:
    'People text STOP while a campaign to them runs at full speed and the carrier reports receipts to the same address: first ten a second, then many in the same moment. Each STOP is a signed callback over HTTP; it is answered when the opt-out, the end of what waits for that person and the confirmation are committed.',
  figures: {
    people: 'people whom the campaign texts',
    stops: 'STOPs that came ten a second while it ran',
    p50Ms: 'from sending the callback to its answer, which comes after the commit: half of them were faster',
    p99Ms: 'one STOP in a hundred took longer',
    slowestMs: 'the longest of all',
    burst: 'STOPs that came in the same moment while it ran',
    burstStopsPerSecond: 'how many of those were done in a second',
    idleP50Ms: 'the same with nothing else to do, before the campaign began',
    idleP99Ms: 'one in a hundred took longer then',
  },
  limits:
    'Callbacks are served by the measuring process and the campaign by another; both, the carrier and PostgreSQL share the cores. STOPs are sent at fixed times whether or not earlier ones were answered, so that a hold-up counts for everybody it holds up. The opt-outs of one workspace come one after another, because its ledger of consents has one end.',
  async run({ isQuick, size, workplace, say }) {
    const people = size ?? (isQuick ? 6_000 : 120_000);
    const counts = isQuick ? { idle: 10, busy: 10, burst: 20 } : { idle: 50, busy: 150, burst: 200 };
    const stage = await openStageIn(workplace);
    const callbacks = await openCallbacks(stage, workplace);
    say(`making ${people} people who agreed`);
    const cast = await enrol(stage.ctx, people);
    const address = `${callbacks}/callbacks/${cast.gatewayId}`;
    const carrier = await openCarrier(workplace, address);
    await connectCarrier(stage, cast, carrier);
    const { callbackSecret } = carrier;
    const stops = { address, callbackSecret, to: cast.sender.number };
    say('stopping some before anything runs');
    const isOver = async () => false;
    const idle = await sendStops({ ...stops, everyMs, from: peopleFrom(0, counts.idle), isOver });
    say('stopping others while the campaign runs');
    const runId = await launch(stage.ctx, cast);
    startWorker(stage, workplace);
    while ((await carrier.countAccepted(publicId('cmp', runId))) === 0) await sleep(50);
    const isDrained = () => stage.ctx.db.tx(cast.workspaceId, (tx) => isRunDrained(tx, runId));
    // From the end of the list, because the campaign begins at its beginning.
    const [late, later] = [people - counts.busy, people - counts.busy - counts.burst];
    const busy = await sendStops({
      ...stops,
      everyMs,
      from: peopleFrom(late, counts.busy),
      isOver: isDrained,
    });
    const burst = await sendStops({ ...stops, everyMs: 0, from: peopleFrom(later, counts.burst), isOver });
    if (await isDrained()) say('the campaign was over before the last STOP; these figures are too good');
    return {
      people,
      stops: busy.length,
      p50Ms: percentile(busy, 0.5),
      p99Ms: percentile(busy, 0.99),
      slowestMs: Math.max(...busy),
      burst: burst.length,
      burstStopsPerSecond: (burst.length / Math.max(...burst)) * 1_000,
      idleP50Ms: percentile(idle, 0.5),
      idleP99Ms: percentile(idle, 0.99),
    };
  },
});

/** As the stage numbers its people. */
const peopleFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) => `+1555${String(first + at).padStart(7, '0')}`);
