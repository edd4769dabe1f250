import { setTimeout as sleep } from 'node:timers/promises';
import type { CarrierProcess } from '../../../e2e/stage/carrier.ts';
import { type Cast, enrol, instanceId, launch, type Stage } from '../../../e2e/stage/stage.ts';
import { systemScope } from '../../../server/src/accounts/index.ts';
import { isRunDrained } from '../../../server/src/dispatch/index.ts';
import { roles } from '../../../server/src/platform/db/roles.ts';
import { publicId } from '../../../server/src/platform/ids.ts';
import { setPace } from '../../../server/src/senders/index.ts';
import { writeAcceptedTexts } from '../accepted-texts.ts';
import { startApiServer } from '../api-desk.ts';
import { settle } from '../blast.ts';
import { byTheClock, someAtOnce } from '../by-the-clock.ts';
import { type CarrierCall, callerLines, openCaller, receiptCall, replyCall } from '../callback-load.ts';
import { percentile } from '../measure.ts';
import { defineScenario } from '../scenario.ts';
import { connectCarrier, openCarrier } from '../sending.ts';
import { openStageIn } from '../stage.ts';
import type { Workplace } from '../workplace.ts';

const pacedTextsPerSecond = 2_000;
const unpaced = 1_000_000;
const oneReplyIn = 20;
const enoughMs = 50;
const warmingCalls = 1_000;
// A dispatcher that has just begun compiles what it runs and plans its statements, on the loop that answers callbacks.
const settledAfterMs = 3_000;

const saidOf = <Name extends string>(name: Name, when: string) =>
  ({
    [`${name}P50Ms`]: `half of the answers came within this, ${when}`,
    [`${name}P99Ms`]: 'and all but one in a hundred within this',
    [`${name}ShareUnder50Ms`]: 'share of the answers that took less than 50 ms',
  }) as Times<Name, string>;

type Times<Name extends string, What> = Record<
  `${Name}P50Ms` | `${Name}P99Ms` | `${Name}ShareUnder50Ms`,
  What
>;

export const callbacks = defineScenario({
  name: 'callbacks',
  about:
    'A carrier posts receipts, and a reply in twenty calls, each as a signed callback of its own; each is answered when what it says is committed and acted on. One process serves and dispatches, as in an installation of one process. First nothing else goes on, then a campaign is paced at 2,000 texts a second over HTTP, then one goes as fast as it can.',
  figures: {
    calls: 'callbacks posted in each of the floods, and in each stretch at 1,000 a second',
    ...saidOf('idle200', 'with 200 callbacks a second and nothing else to do'),
    ...saidOf('idle1000', 'with 1,000 a second and nothing else to do'),
    ...saidOf('idleFlood', 'with 128 under way at any time and nothing else to do'),
    ...saidOf('paced200', 'with 200 a second during the paced campaign'),
    ...saidOf('paced1000', 'with 1,000 a second during the paced campaign'),
    ...saidOf('pacedFlood', 'with 128 under way at any time during the paced campaign'),
    pacedTextsPerSecond: 'texts that the carrier took in a second during the paced campaign',
    ...saidOf('full1000', 'with 1,000 a second during the campaign at full speed'),
    fullTextsPerSecond: 'texts that the carrier took in a second meanwhile',
    ...saidOf('replies', 'of the replies alone, at 1,000 callbacks a second during the paced campaign'),
  },
  limits:
    'Loopback without TLS. Who posts, the carrier, PostgreSQL and the service share two processors, and the campaign’s own receipts come to the same address. Calls are posted at fixed times and count from when they were due, except in a flood.',
  async run({ isQuick, size, workplace, say }) {
    const calls = isQuick ? 500 : (size ?? 8_000);
    const people = isQuick ? 8_000 : 70_000;
    say(`making ${people} people who agreed`);
    const line = await openLine(workplace, people, Math.ceil(calls * 6.5) + warmingCalls);
    // A process that has just started still compiles what it runs.
    await line.flood(warmingCalls);
    say('nothing else to do');
    const idle = [await line.post(calls / 5, 200), await line.post(calls, 1_000), await line.flood(calls)];
    say('during a paced campaign');
    const paced = await line.launch(pacedTextsPerSecond);
    const busy = [await line.post(calls / 5, 200), await line.post(calls, 1_000), await line.flood(calls)];
    const pacedPerSecond = await paced.end();
    say('during a campaign at full speed');
    const full = await line.launch(unpaced);
    const busiest = await line.post(calls, 1_000);
    const fullPerSecond = await full.end();
    for (const one of [paced, full])
      if (one.isOver()) say('a campaign was over before the last callback; these figures are too good');
    return {
      calls,
      ...timesOf('idle200', idle[0]),
      ...timesOf('idle1000', idle[1]),
      ...timesOf('idleFlood', idle[2]),
      ...timesOf('paced200', busy[0]),
      ...timesOf('paced1000', busy[1]),
      ...timesOf('pacedFlood', busy[2]),
      pacedTextsPerSecond: pacedPerSecond,
      ...timesOf('full1000', busiest),
      fullTextsPerSecond: fullPerSecond,
      ...timesOf(
        'replies',
        busy[1]?.filter(({ isReply }) => isReply),
      ),
    };
  },
});

type Answered = { readonly isReply: boolean; readonly ms: number };

function timesOf<Name extends string>(name: Name, answers: readonly Answered[] = []): Times<Name, number> {
  const ms = answers.map((one) => one.ms);
  return {
    [`${name}P50Ms`]: percentile(ms, 0.5),
    [`${name}P99Ms`]: percentile(ms, 0.99),
    [`${name}ShareUnder50Ms`]: ms.filter((one) => one < enoughMs).length / ms.length,
  } as Times<Name, number>;
}

/** A service of one process, a carrier for its campaigns, and somebody who posts as that carrier would, `inAll` calls at the most. */
async function openLine(workplace: Workplace, people: number, inAll: number) {
  const stage = await openStageIn(workplace);
  const cast = await enrol(stage.ctx, people);
  const url = await startApiServer(workplace, {
    kind: 'tidings',
    url: stage.embedded.url(roles.app, 'postgres'),
    dispatches: { url: stage.embedded.url(roles.worker, 'postgres'), instanceId, name: 'bench' },
  });
  const address = `${url}/callbacks/${cast.gatewayId}`;
  const carrier = await openCarrier(workplace, address, '--sent-receipts', 'off', '--profile', 'plain');
  await connectCarrier(stage, cast, carrier);
  const waiting = await callsFor(stage, cast, inAll, people);
  await settle(stage);
  const caller = await openCaller(address, carrier.callbackSecret);
  workplace.atEnd(() => caller.close());
  const take = (count: number) => waiting.splice(0, count);
  const runIds: string[] = [];
  return {
    /** So many at fixed times. */
    async post(count: number, perSecond: number): Promise<Answered[]> {
      const calls = take(count);
      return beside(calls, await byTheClock(calls, perSecond, caller.call));
    },
    /** So many, always as many under way as there are lines. */
    async flood(count: number): Promise<Answered[]> {
      const calls = take(count);
      return beside(calls, await someAtOnce(calls, callerLines, caller.call));
    },
    async launch(partsPerSecond: number) {
      const target = { level: 'sender', subject: cast.sender.id } as const;
      const scope = systemScope(cast.workspaceId, 'bench');
      await stage.ctx.db.tx(cast.workspaceId, (tx) => setPace(tx, scope, target, partsPerSecond));
      runIds.push(await launch(stage.ctx, cast));
      return follow(stage, cast, carrier, runIds);
    },
  };
}

const beside = (calls: readonly CarrierCall[], times: readonly number[]): Answered[] =>
  calls.map(({ isReply }, at) => ({ isReply, ms: times[at] ?? Number.NaN }));

/** A receipt for each of so many texts, and in place of every twentieth a reply. */
async function callsFor(stage: Stage, cast: Cast, count: number, people: number): Promise<CarrierCall[]> {
  const ids = await writeAcceptedTexts(stage.ctx, cast, count);
  return ids.map((id, at) =>
    at % oneReplyIn === 0
      ? replyCall(`+1555${String(at % people).padStart(7, '0')}`, cast.sender.number)
      : receiptCall(id),
  );
}

/** Waits for the first texts of the last of them. */
async function follow({ ctx }: Stage, cast: Cast, carrier: CarrierProcess, runIds: readonly string[]) {
  const ids = [...runIds];
  const last = ids.at(-1) ?? '';
  const acceptedOf = (id: string) => carrier.countAccepted(publicId('cmp', id));
  const countAccepted = async () =>
    (await Promise.all(ids.map(acceptedOf))).reduce((sum, one) => sum + one, 0);
  while ((await acceptedOf(last)) === 0) await sleep(50);
  await sleep(settledAfterMs);
  const [texts, at] = [await countAccepted(), performance.now()];
  let isOver = false;
  return {
    /** How many texts the carrier has taken in a second since, those that an earlier campaign had left among them. */
    async end(): Promise<number> {
      isOver = await ctx.db.tx(cast.workspaceId, (tx) => isRunDrained(tx, last));
      return (((await countAccepted()) - texts) / (performance.now() - at)) * 1_000;
    },
    /** Whether it had nothing left to send by then. */
    isOver: () => isOver,
  };
}
