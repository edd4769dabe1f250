import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { streamLedger } from '@tidings/carrier';
import { systemScope } from '../../../server/src/accounts/index.ts';
import { checkBackup } from '../../../server/src/app/backup/check-backup.ts';
import { restoreBackup } from '../../../server/src/app/backup/restore-backup.ts';
import { saveBackup } from '../../../server/src/app/backup/save-backup.ts';
import { takeBackup } from '../../../server/src/app/backup/take-backup.ts';
import { releaseHold } from '../../../server/src/app/hold/release-hold.ts';
import { migrationsFolder } from '../../../server/src/app/places.ts';
import { checkTiming, isRunDrained, listHeldTexts } from '../../../server/src/dispatch/index.ts';
import { changeGateway, openGateways, rehearsal } from '../../../server/src/gateways/index.ts';
import type { Context } from '../../../server/src/platform/context.ts';
import { roles } from '../../../server/src/platform/db/roles.ts';
import { publicId } from '../../../server/src/platform/ids.ts';
import { silentLog } from '../../../server/src/platform/log.ts';
import { type CarrierProcess, startCarrierProcess } from '../../stage/carrier.ts';
import { killProcess, startProcess } from '../../stage/processes.ts';
import {
  type Cast,
  enrol,
  instanceId,
  launch,
  openContext,
  openStage,
  type Stage,
} from '../../stage/stage.ts';
import { until } from '../../stage/until.ts';
import { openCallbacks } from '../ground/callbacks.ts';
import { forgetHold, listAnnounced, listSuppressed } from '../ground/lost-time.ts';
import { timing } from '../ground/timing.ts';
import { breaches, judgeRun } from '../ground/verdict.ts';
import type { Order, Proof, Report } from '../proof.ts';

// Longer than a lease: whoever could take up a chunk while held would have done so.
const heldForMs = 6_000;
const sendsForSeconds = 10;
const workers = 2;
const giveUpAfterMs = 300_000;
const stopsOfEachKind = 10;

/** A database that has forgotten what was sent since its backup: nothing leaves before somebody has decided, and nothing twice after. */
export const restore: Proof = {
  shows:
    'the database is lost and an old backup restored: nothing leaves before release, every open text is listed, STOPs are taken',
  controls: ['no-hold'],
  sizes: {
    short: { texts: 3_000, kills: 0, seconds: 0 },
    usual: { texts: 5_000, kills: 0, seconds: 0 },
    nightly: { texts: 200_000, kills: 0, seconds: 0 },
  },
  prove: proveRestore,
};

async function proveRestore(order: Order): Promise<Report> {
  checkTiming(timing, 1_000);
  const stage = await openStage(order.folder);
  const before = await openCallbacks(stage.ctx, rehearsal);
  const pace = Math.ceil(order.texts / sendsForSeconds);
  const cast = await enrol(stage.ctx, order.texts, undefined, pace);
  const address = `${before.url}/callbacks/${cast.gatewayId}`;
  const carrier = await startCarrierProcess(join(order.folder, 'ledger.ndjson'), address, [
    ...['--seed', String(order.seed), '--latency-ms', '5-40', '--listing-lag-ms', '500'],
    ...['stop', 'yes', 'question', 'help'].flatMap((kind) => ['--reply', `${kind}=0`]),
  ]);
  const secret = JSON.stringify({ key: carrier.key, callback_secret: carrier.callbackSecret });
  await stage.ctx.db.tx(cast.workspaceId, (tx) =>
    changeGateway(stage.ctx, tx, { id: cast.gatewayId }, { url: carrier.url }, secret),
  );
  try {
    return await prove(order, { stage, cast, carrier, before, file: join(order.folder, 'proof.backup') });
  } finally {
    await carrier.stop();
    await stage.embedded.stop();
  }
}

type Callbacks = Awaited<ReturnType<typeof openCallbacks>>;
type Scene = { stage: Stage; cast: Cast; carrier: CarrierProcess; before: Callbacks; file: string };

async function prove(order: Order, scene: Scene): Promise<Report> {
  const { stage, cast, carrier, before } = scene;
  const runId = await launch(stage.ctx, cast);
  const tag = publicId('cmp', runId);
  const acceptedAtBackup = await sendAndLose(scene, tag, order.texts);
  const port = Number(new URL(before.url).port);
  await before.close();
  await stage.ctx.db.close();
  await bringBack(scene);
  if (order.control === 'no-hold') await forgetHold(stage.embedded.superuserUrl);

  const ctx = openContext(stage.embedded.url(roles.worker, 'postgres'));
  const desk = openContext(stage.embedded.url(roles.app, 'postgres'), {}, roles.app);
  const callbacks = await openCallbacks(ctx, rehearsal, port);
  const crew = hire(stage);
  try {
    const lost = (await acceptedRows(carrier.ledger)).length;
    const held = await lookAtHeld(ctx, cast, carrier, tag);
    const leftWhileHeld = (await acceptedRows(carrier.ledger)).length - lost;
    if (order.control === null) await release(desk, cast);
    const isFinished = await isDone(() => ctx.db.tx(cast.workspaceId, (tx) => isRunDrained(tx, runId)));
    // Receipts that are still under way belong to the picture.
    await sleep(1_500);
    const verdict = await judgeRun(ctx, cast, runId, tag, carrier.ledger, order.texts);
    const after = (await acceptedRows(carrier.ledger)).slice(lost).filter((row) => row.tag === tag);
    const { stopped, ...seen } = held;
    const figures = {
      texts: order.texts,
      seed: order.seed,
      ...verdict,
      ...seen,
      acceptedAtBackup,
      acceptedAtLoss: lost,
      leftWhileHeld,
      sentAfterThoseStops: after.filter((row) => stopped.has(row.to)).length,
      isFinished,
    };
    const found = countBreaches(figures);
    return { ...figures, found, passed: isFinished && found === 0 && isHard(figures) };
  } finally {
    for (const worker of crew) await killProcess(worker, 'SIGKILL');
    await callbacks.close();
    await desk.db.close();
    await ctx.db.close();
  }
}

type Figures = {
  texts: number;
  duplicates: number;
  lost: number;
  /** By the ledger, when the backup was asked for, when it was whole, and when the database was lost. */
  acceptedAtBackup: readonly [number, number];
  acceptedAtLoss: number;
  /** Texts that the restored database lists as ones whose fate it cannot know. */
  listed: number;
  /** People whom the carrier had reached, of whom the restored database knows nothing and whom it does not list. */
  unlisted: number;
  leftWhileHeld: number;
  stopsWhileHeld: number;
  stopsTaken: number;
  /** Texts of the run that left for people whose STOP came while held. */
  sentAfterThoseStops: number;
  isFinished: boolean;
};

const countBreaches = (is: Figures) =>
  breaches(is, is.isFinished) +
  is.leftWhileHeld +
  is.unlisted +
  (is.stopsWhileHeld - is.stopsTaken) +
  is.sentAfterThoseStops;

/** A proof in which nothing was sent between backup and loss would prove nothing. */
const isHard = ({ acceptedAtBackup, acceptedAtLoss, texts, listed }: Figures) =>
  acceptedAtLoss - acceptedAtBackup[1] >= texts / 20 && listed > 0;

const hire = (stage: Stage) =>
  Array.from({ length: workers }, (_, at) => {
    const url = stage.embedded.url(roles.worker, 'postgres');
    const orders = { url, instanceId, name: `worker-${at}`, timing, control: null, isBlind: false };
    return startProcess('e2e/prove/worker.ts', [JSON.stringify(orders)]);
  });

/** Sends to the end of the time that will be lost, with a backup on the way; says where the ledger stood around it. */
async function sendAndLose(scene: Scene, tag: string, texts: number): Promise<[number, number]> {
  const { stage, carrier, file } = scene;
  const crew = hire(stage);
  const reach = (share: number) =>
    until(
      `${share} of the texts are accepted`,
      async () => (await carrier.countAccepted(tag)) >= share * texts,
      giveUpAfterMs,
    );
  try {
    await reach(0.2);
    const asked = await carrier.countAccepted(tag);
    const { secrets } = stage.ctx;
    const ownerUrl = stage.embedded.superuserUrl;
    await saveBackup(await takeBackup({ ownerUrl, secrets, passphrase: 'a passphrase of proofs' }), file);
    const whole = await carrier.countAccepted(tag);
    await reach(Math.min(0.9, Math.max(0.6, whole / texts + 0.2)));
    return [asked, whole];
  } finally {
    for (const worker of crew) await killProcess(worker, 'SIGKILL');
  }
}

async function bringBack({ stage, file }: Scene): Promise<void> {
  const { secrets } = stage.ctx;
  const backup = await checkBackup(file, 'a passphrase of proofs', secrets, migrationsFolder);
  await restoreBackup({
    backup,
    ownerUrl: stage.embedded.superuserUrl,
    isEmbedded: true,
    migrationsFolder,
    // The machine is lost with its memory: the backup alone has to know that it is old.
    witness: null,
    replaces: true,
    log: silentLog,
  });
}

/** Waits while it is held, types STOP on phones that have the text and on phones that do not, and reads what is listed. */
async function lookAtHeld(ctx: Context, cast: Cast, carrier: CarrierProcess, tag: string) {
  const reached = new Set(
    (await acceptedRows(carrier.ledger)).flatMap((row) => (row.tag === tag ? row.to : [])),
  );
  const people = await ctx.db.tx(cast.workspaceId, (tx) =>
    tx.query<{ number: string }>('select number from contact order by number desc'),
  );
  const known = await ctx.db.tx(cast.workspaceId, (tx) =>
    tx.query<{ number: string }>(`select number from message where kind = 'campaign'`),
  );
  const accountedFor = new Set(known.rows.map((row) => row.number));
  for (const number of await ctx.db.tx(cast.workspaceId, listAnnounced)) accountedFor.add(number);
  const listed = await ctx.db.tx(cast.workspaceId, (tx) =>
    listHeldTexts(tx, { flowId: null, after: 0, limit: 10_000_000 }),
  );
  const inList = new Set(listed.map((text) => text.number));
  const numbers = people.rows.map((row) => row.number);
  const stopped = new Set([
    ...numbers.filter((number) => reached.has(number) && inList.has(number)).slice(0, stopsOfEachKind),
    ...numbers.filter((number) => !reached.has(number)).slice(0, stopsOfEachKind),
  ]);
  for (const number of stopped) await carrier.type(number, cast.sender.number, 'STOP');
  const taken = () =>
    ctx.db
      .tx(cast.workspaceId, listSuppressed)
      .then((found) => found.filter((number) => stopped.has(number)).length);
  const heldSince = performance.now();
  await isDone(async () => (await taken()) === stopped.size, 20_000);
  await sleep(Math.max(0, heldForMs - (performance.now() - heldSince)));
  return {
    stopped,
    listed: listed.length,
    unlisted: [...reached].filter((number) => !accountedFor.has(number) && !inList.has(number)).length,
    stopsWhileHeld: stopped.size,
    stopsTaken: await taken(),
  };
}

async function release(desk: Context, cast: Cast): Promise<void> {
  const gateways = openGateways(desk, [rehearsal]);
  try {
    const scope = systemScope(cast.workspaceId, 'prove');
    const { isReleased } = await releaseHold(desk, gateways, scope, {
      flowId: null,
      choice: 'ask',
      confirmCount: null,
    });
    if (!isReleased) throw new Error('The hold was not released.');
  } finally {
    await gateways.close();
  }
}

async function acceptedRows(ledger: string): Promise<{ to: string; tag: string }[]> {
  const rows: { to: string; tag: string }[] = [];
  for await (const row of streamLedger(ledger))
    if (row.kind === 'accepted') rows.push({ to: row.to, tag: row.tag });
  return rows;
}

async function isDone(condition: () => Promise<boolean>, withinMs = giveUpAfterMs): Promise<boolean> {
  const giveUpAt = performance.now() + withinMs;
  while (performance.now() < giveUpAt) {
    if (await condition()) return true;
    await sleep(50);
  }
  return false;
}
