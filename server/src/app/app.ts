import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { type CheckpointPlaces, keepAudit, listWorkspaceIds, offerSetup } from '../accounts/index.ts';
import { resumeChanges } from '../bulk/index.ts';
import { resumeImports } from '../contacts/index.ts';
import { runDispatch } from '../dispatch/index.ts';
import { mediaHeadersWith, openGateways } from '../gateways/index.ts';
import { openReplyDesk } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import { runJobs } from '../platform/jobs/index.ts';
import { openOutside } from '../platform/outside/outside.ts';
import { resumeOperations } from '../texts/index.ts';
import { takeBackup } from './backup/take-backup.ts';
import { buildHttp } from './build-http.ts';
import { carrierSetting } from './carrier-setting.ts';
import { allChecks, isHeld, vitalChecks } from './check-list.ts';
import type { Config } from './config.schema.ts';
import { adapters } from './gateways.ts';
import { jobs } from './jobs.ts';
import { keepCarrier } from './keep-carrier.ts';
import type { Lifecycle } from './lifecycle.ts';
import { listen } from './listen.ts';
import type { GuardedMetrics } from './metrics.routes.ts';
import type { Platform } from './open-platform.ts';
import { consoleFolder } from './places.ts';
import { pointGateways } from './point-gateways.ts';
import { pollingJobs } from './poll-gateways.ts';
import { postOf } from './post.ts';
import { receiveCallback } from './receive-callback.ts';
import { schedule } from './schedule.ts';
import { singleSignOnOf } from './single-sign-on.ts';
import { makeMessagePartitions } from './upkeep.queries.ts';
import { startUrgentThread, type UrgentThread } from './urgent/urgent-thread.ts';
import { version } from './version.ts';

/** A part of the service that runs until it is told to stop. */
export type Part = { stop(graceMs: number): Promise<void> };
export type Serving = Part & { readonly url: string; readonly setupToken: string | null };

/** What of the process is watched from outside. `metrics` is null where nobody may ask for them here. */
export type Watched = { readonly lifecycle: Lifecycle; readonly metrics: GuardedMetrics | null };

/** Answers people, programs and carriers; keeps the rehearsal carrier if one is wanted. */
export async function serve(
  platform: Platform,
  config: Config,
  { lifecycle, metrics }: Watched,
): Promise<Serving> {
  const { app: ctx, installation, places } = platform;
  const carrier = carrierSetting(config, ctx.secrets);
  const gateways = openGateways(ctx, adapters);
  const post = postOf(config, ctx.log);
  const http = await buildHttp(ctx, {
    version,
    instanceId: installation.instanceId,
    carrier,
    gateways,
    enterToken: config.TIDINGS_ENTER_TOKEN ?? null,
    post,
    singleSignOn: singleSignOnOf(config, ctx.log),
    publicOrigin: config.TIDINGS_PUBLIC_URL ?? null,
    trustProxy: config.TIDINGS_TRUST_PROXY ?? null,
    keeping: keepingOf(config),
    uploadFolder: places.uploads,
    consoleFolder,
    runChecks: () => allChecks(platform, config, carrier),
    runVitalChecks: () => vitalChecks(platform),
    takeBackup: () =>
      takeBackup({
        ownerUrl: platform.ownerUrl,
        secrets: ctx.secrets,
        passphrase: config.TIDINGS_BACKUP_PASSPHRASE ?? null,
      }),
    isHeld: () => isHeld(platform),
    isDraining: () => lifecycle.isDraining,
    metrics,
  });
  const setupToken = await offerSetup(ctx, installation, config.TIDINGS_SETUP_TOKEN ?? null);
  const { TIDINGS_HOST: host, TIDINGS_PORT: port } = config;
  const url = await listen(http, { host, port, hostSetting: 'TIDINGS_HOST', portSetting: 'TIDINGS_PORT' });
  await pointGateways(ctx, carrier);
  warnOfUnheardCarrier(ctx, config);
  const keeper = keepCarrier(ctx, {
    carrier,
    folder: places.carrier,
    callbackBase: `http://127.0.0.1:${new URL(url).port}`,
  });
  return {
    url,
    setupToken,
    async stop(graceMs) {
      // The carrier goes first: it has nobody to report to any more, and takes up its ledger again at the next start.
      await keeper.stop();
      await closeHttp(http, graceMs);
      post?.mailer.close();
      await gateways.close();
    },
  };
}

/** The rehearsal carrier speaks to 127.0.0.1 only, whatever else we listen on: no rehearsal leaves the machine. */
function warnOfUnheardCarrier(ctx: Context, config: Config): void {
  if (/^(127\.|0\.0\.0\.0$|localhost$|::$)/.test(config.TIDINGS_HOST)) return;
  ctx.log.warn(
    {},
    `The rehearsal carrier cannot report to ${config.TIDINGS_HOST}. For a rehearsal set TIDINGS_HOST to 127.0.0.1 or 0.0.0.0.`,
  );
}

/** Requests in work get their time, and no more. */
async function closeHttp(http: Http, graceMs: number): Promise<void> {
  const impatience = setTimeout(() => http.server.closeAllConnections(), graceMs);
  await http.close();
  clearTimeout(impatience);
}

/** What a start takes up again: room for this month's texts, and imports, changes to many people and requests for many texts whose job used up its tries. */
async function resumeWork(ctx: Context): Promise<void> {
  const workspaceIds = await ctx.db.system(async (tx) => {
    await makeMessagePartitions(tx);
    return listWorkspaceIds(tx);
  });
  for (const workspaceId of workspaceIds) {
    await ctx.db.tx(workspaceId, async (tx) => {
      await resumeImports(tx);
      await resumeChanges(tx);
      await resumeOperations(tx);
    });
  }
}

export type Working = Part & { readonly urgent: UrgentThread };

const keepingOf = (config: Config) => ({
  textsForMonths: config.TIDINGS_KEEP_TEXTS_MONTHS ?? null,
  eventsForMonths: config.TIDINGS_KEEP_EVENTS_MONTHS ?? null,
});

/** Sends what is due and does the chores. Any number of processes may, on any machine that reaches the database. */
export async function work(platform: Platform, config: Config): Promise<Working> {
  const { worker: ctx, installation } = platform;
  const ending = new AbortController();
  const replies = openReplyDesk(ctx);
  await resumeWork(ctx);
  const post = postOf(config, ctx.log);
  const inbound = { outside: openOutside(), mediaHeaders: mediaHeadersWith(adapters) };
  const tasks = jobs(keepingOf(config), post, inbound, platform.places.reports);
  const polled = openGateways(ctx, adapters);
  const polling = pollingJobs({ gateways: polled, replies, instanceId: installation.instanceId });
  const runner = await runJobs(ctx, {
    tasks: { ...tasks, ...polling },
    schedule,
    concurrency: config.TIDINGS_JOB_CONCURRENCY,
  });
  const { instanceId } = installation;
  const workerName = `${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
  const urgent = startUrgentThread(
    { config, ...platform.keysOfWorker, instanceId, workerName: `${workerName}-urgent` },
    ctx.log,
  );
  const dispatching = runDispatch(ctx, adapters, {
    signal: ending.signal,
    workerName,
    instanceId,
    hasUrgentHelp: urgent.isThere,
    hear: (from, callback) => receiveCallback(ctx, replies, instanceId, from, callback),
    chunksAtOnce: config.TIDINGS_CHUNKS_AT_ONCE,
    inFlightCap: config.TIDINGS_IN_FLIGHT_CAP,
  });
  const auditing = keepAudit(ctx, checkpointPlaces(config), ending.signal);
  return {
    urgent,
    async stop(graceMs) {
      ending.abort();
      await Promise.all([dispatching, urgent.stop(graceMs), auditing, runner.stop(graceMs)]);
      await polled.close();
      post?.mailer.close();
    },
  };
}

const checkpointPlaces = (config: Config): CheckpointPlaces => ({
  file: config.TIDINGS_AUDIT_CHECKPOINT_FILE ?? null,
  url: config.TIDINGS_AUDIT_CHECKPOINT_URL ?? null,
  isLogged: config.TIDINGS_AUDIT_CHECKPOINT_LOG,
});
