import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type FaultName, type RunningCarrier, startCarrier, streamLedger } from '@tidings/carrier';
import { callbackRoutes } from '../../../server/src/app/callbacks.routes.ts';
import { receiveCallback } from '../../../server/src/app/receive-callback.ts';
import { isRunDrained, runDispatch } from '../../../server/src/dispatch/index.ts';
import {
  changeGateway,
  createGateway,
  type Gateway,
  type GatewayAdapter,
  openGateways,
} from '../../../server/src/gateways/index.ts';
import { placeOfGateway } from '../../../server/src/gateways/open-gateways.ts';
import { openReplyDesk } from '../../../server/src/inbound/index.ts';
import { roles } from '../../../server/src/platform/db/roles.ts';
import { openHttp } from '../../../server/src/platform/http/server.ts';
import { silentLog } from '../../../server/src/platform/log.ts';
import { insertRoute } from '../../../server/src/routing/route.queries.ts';
import {
  type Cast,
  enrol,
  instanceId,
  launch,
  openContext,
  openStage,
  type Stage,
} from '../../stage/stage.ts';
import type { Order } from '../proof.ts';
import { faceSettings, type GatewayAccount } from './gateway-accounts.ts';
import { mistakeOf } from './mistakes.ts';
import { timing } from './timing.ts';
import { waitFor } from './waiting.ts';

export type Faults = Partial<Record<FaultName, number>>;

export type CampaignOptions = {
  readonly faults: Faults;
  /** After so many texts the first gateway resets every connection, before or after it has taken the text. */
  readonly diesAfter?: number;
};

/** By the ledgers of all its carriers together. */
export type GatewayLineFigures = {
  texts: number;
  accepted: number;
  /** Acceptances beyond the first for one person. */
  twice: number;
  /** People whom no ledger saw, and of whom we do not say why. */
  lost: number;
  unknown: number;
  /** Unknown texts that stand on no list of such. */
  unlisted: number;
  /** Unknown although the carrier can be asked: neither asked three times without being able to say, nor sent again twice in vain. */
  needlesslyUnknown: number;
  class: string;
  isFinished: boolean;
};

/** A database of its own, and in it one workspace for each campaign. */
export async function openGround(folder: string, control: string | null) {
  mkdirSync(folder, { recursive: true });
  const stage = await openStage(folder);
  let count = 0;
  return {
    async campaign(
      order: Pick<Order, 'texts' | 'seed' | 'folder'>,
      accounts: Readonly<Record<string, GatewayAccount>>,
      options: CampaignOptions,
    ): Promise<GatewayLineFigures> {
      count += 1;
      return runCampaign(
        stage,
        { ...order, folder: join(order.folder, `carriers-${count}`), control },
        accounts,
        options,
      );
    },
    close: () => stage.close(),
  };
}

type Playing = { readonly running: RunningCarrier; readonly gatewayId: string; readonly class: string };

async function runCampaign(
  stage: Stage,
  order: Pick<Order, 'texts' | 'seed' | 'folder' | 'control'>,
  accounts: Readonly<Record<string, GatewayAccount>>,
  options: CampaignOptions,
): Promise<GatewayLineFigures> {
  mkdirSync(order.folder, { recursive: true });
  const { ctx } = stage;
  const adapters = Object.values(accounts).map(({ adapter }) => hurried(adapter, order.control));
  const gateways = openGateways(ctx, adapters);
  const http = await openHttp({
    ...{ log: silentLog, version: '0', authorize: async () => {}, isPermission: () => true },
  });
  callbackRoutes(http, ctx, gateways, instanceId);
  const origin = await http.listen({ host: '127.0.0.1', port: 0 });
  const ending = new AbortController();
  const playing: Playing[] = [];
  let working: Promise<void> = Promise.resolve();
  try {
    const cast = await enrolAt(stage, order.texts, accounts);
    for (const [at, account] of Object.values(accounts).entries())
      playing.push(await play(stage, cast, account, { at, origin, order, faults: options.faults }));
    const replies = openReplyDesk(ctx);
    working = runDispatch(ctx, adapters, {
      ...{ signal: ending.signal, workerName: 'prove', instanceId, timing },
      hear: (from, callback) => receiveCallback(ctx, replies, instanceId, from, callback),
    });
    const runId = await launch(ctx, cast);
    if (options.diesAfter !== undefined) await dieAfter(playing[0], options.diesAfter);
    const giveUpMs = order.control === null ? 600_000 : 60_000;
    const isFinished = await waitFor(() => isSettled(stage, cast, runId), giveUpMs);
    return { ...(await judge(stage, cast, runId, playing)), isFinished };
  } finally {
    ending.abort();
    await working.catch(() => {});
    await http.close();
    await gateways.close();
    for (const { running } of playing) await running.stop();
  }
}

/** The people, and a gateway for each account: the first is the number's own, the others stand by. */
async function enrolAt(
  stage: Stage,
  texts: number,
  accounts: Readonly<Record<string, GatewayAccount>>,
): Promise<Cast> {
  const [first] = Object.values(accounts);
  if (!first) throw new Error('A campaign needs a gateway.');
  const cast = await enrol(stage.ctx, texts, { kind: first.adapter.kind, settings: {}, secret: '{}' });
  await stage.ctx.db.tx(cast.workspaceId, (tx) =>
    tx.query('update sender set number = $2 where workspace_id = current_workspace() and id = $1', [
      cast.sender.id,
      first.sender,
    ]),
  );
  return cast;
}

type PlayOptions = {
  readonly at: number;
  readonly origin: string;
  readonly order: Pick<Order, 'seed' | 'folder'>;
  readonly faults: Faults;
};

/** Starts the carrier of an account, and enters the account as somebody would who has just got it. */
async function play(
  stage: Stage,
  cast: Cast,
  account: GatewayAccount,
  options: PlayOptions,
): Promise<Playing> {
  const { adapter, face, settings, secrets } = account;
  const { at, origin, order, faults } = options;
  const { ctx } = stage;
  const gatewayId =
    at === 0
      ? cast.gatewayId
      : await ctx.db.tx(cast.workspaceId, (tx) =>
          createGateway(ctx, tx, {
            kind: adapter.kind,
            name: `Carrier ${at + 1}`,
            settings: {},
            secret: '{}',
          }),
        );
  const callbacks = origin + placeOfGateway(ctx, adapter, { id: gatewayId, settings: {} }).callbackPath;
  const running = await startCarrier({
    ...{ key: 'key', callbackUrl: 'http://127.0.0.1:9/', callbackSecret: 'secret', seed: order.seed + at },
    ...{ profile: 'plain' as const, ledger: join(order.folder, `ledger-${at}.ndjson`) },
    ...(face === null ? { smpp: {} } : { providers: { [face]: faceSettings(account, callbacks) } }),
    settings: { faults: shared(faults, account.faultShare ?? 1), sent_receipts: false, listing_lag_ms: 0 },
  });
  const port = Number(running.smpp?.split(':').at(-1));
  const entered =
    face === null
      ? { host: '127.0.0.1', port, systemId: 'rehearsal', window: 20 }
      : { ...settings, origin: running.providers[face], callback_origin: origin, ...connections(adapter) };
  const secret = face === null ? 'key' : JSON.stringify(secrets);
  await ctx.db.tx(cast.workspaceId, async (tx) => {
    await changeGateway(ctx, tx, { id: gatewayId }, entered, secret);
  });
  if (at > 0) await standBy(stage, cast, gatewayId);
  return { running, gatewayId, class: adapter.capabilities.class };
}

/** The number's second way. Routes are made in the service, not in the worker. */
async function standBy(
  { embedded, ctx }: Stage,
  { workspaceId, sender }: Cast,
  gatewayId: string,
): Promise<void> {
  const { db } = openContext(embedded.url(roles.app, 'postgres'), {}, roles.app);
  const whose = { senderId: sender.id, senderKind: null, countries: null, lanes: null };
  try {
    await db.tx(workspaceId, (tx) =>
      insertRoute(tx, { ...whose, id: ctx.ids.uuid(), gatewayId, rank: 200 }, new Date()),
    );
  } finally {
    await db.close();
  }
}

const shared = (faults: Faults, share: number): Faults =>
  Object.fromEntries(Object.entries(faults).map(([name, rate]) => [name, (rate ?? 0) * share]));

const connections = ({ form }: GatewayAdapter) =>
  form.some(({ name }) => name === 'connections') ? { connections: 16 } : {};

/** Nobody waits here until a carrier's list is surely whole: the lists of these are. A control tries again what was lost. */
function hurried(adapter: GatewayAdapter, control: string | null): GatewayAdapter {
  const mistake = mistakeOf(control);
  return {
    ...adapter,
    open(settings, secret, place) {
      const gateway: Gateway = { ...adapter.open(settings, secret, place), listingLagMs: 0 };
      return mistake.gateway?.(gateway) ?? gateway;
    },
  };
}

async function dieAfter(first: Playing | undefined, texts: number): Promise<void> {
  if (!first) return;
  const { carrier } = first.running;
  await waitFor(async () => carrier.summary().accepted >= texts);
  carrier.change({ faults: { drop_before_accept: 0.5, accept_then_reset: 1 } });
}

// A carrier that cannot say is asked for an hour and a half, more and more rarely; what it cannot say three times it cannot say.
const askedEnough = 3;
// And what each that was asked certainly never had goes once more, twice at most: then a person looks at it.
const resentEnough = 2;

/** Nobody waits, and whoever is unknown is called so for good or has been asked about often enough. */
function isSettled({ ctx }: Stage, { workspaceId }: Cast, runId: string): Promise<boolean> {
  return ctx.db.tx(workspaceId, async (tx) => {
    if (await isRunDrained(tx, runId)) return true;
    const { rows } = await tx.query<{ waiting: number }>(
      `select (select count(*) from send_chunk c where c.run_id = $1 and c.state in ('ready', 'leased'))
         + (select count(*) from unknown_text u join message m on m.id = u.message_id
            where not u.is_final and m.campaign_id = $1 and m.status = 'unknown' and u.tries < $2) as waiting`,
      [runId, askedEnough],
    );
    return rows[0]?.waiting === 0;
  });
}

type Judged = { number: string; status: string; isListed: boolean; tries: number; resends: number };

const isUnasked = ({ status, tries, resends }: Judged): boolean =>
  status === 'unknown' && tries < askedEnough && resends < resentEnough;

async function judge(
  { ctx }: Stage,
  { workspaceId }: Cast,
  runId: string,
  playing: readonly Playing[],
): Promise<Omit<GatewayLineFigures, 'isFinished'>> {
  const times = new Map<string, number>();
  for (const { running } of playing)
    for await (const row of streamLedger(running.ledger))
      if (row.kind === 'accepted') times.set(row.to, (times.get(row.to) ?? 0) + 1);
  const { people, said, unlisted, unasked } = await ctx.db.tx(workspaceId, async (tx) => {
    const numbers = await tx.query<{ number: string }>('select number from contact');
    const messages = await tx.query<Judged>(
      `select m.number, m.status, u.message_id is not null as "isListed", coalesce(u.tries, 0) as tries, coalesce(u.resends, 0) as resends
       from message m left join unknown_text u on u.message_id = m.id where m.campaign_id = $1`,
      [runId],
    );
    const unlisted = messages.rows.filter(({ status, isListed }) => status === 'unknown' && !isListed);
    return {
      people: numbers.rows.map(({ number }) => number),
      said: new Map(messages.rows.map(({ number, status }) => [number, status])),
      unlisted: unlisted.length,
      unasked: messages.rows.filter(isUnasked).length,
    };
  });
  const explained = new Set(['failed', 'suppressed', 'unknown', 'undelivered', 'rejected', 'expired']);
  const accepted = [...times.values()].reduce((sum, count) => sum + count, 0);
  const unknown = [...said.values()].filter((status) => status === 'unknown').length;
  const canAsk = playing.every((one) => one.class < 'D');
  return {
    ...{ texts: people.length, accepted, twice: accepted - times.size, unknown, unlisted },
    lost: people.filter((number) => !times.has(number) && !explained.has(said.get(number) ?? '')).length,
    needlesslyUnknown: canAsk ? unasked : 0,
    class: playing.map((one) => one.class).join('+'),
  };
}
