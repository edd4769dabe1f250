import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { systemScope } from '../../server/src/accounts/index.ts';
import { workerSettings } from '../../server/src/app/worker-settings.ts';
import { createProgram, type Program, recordConsents } from '../../server/src/contacts/index.ts';
import { enqueueRun, startRun } from '../../server/src/dispatch/index.ts';
import { createGateway, type NewGateway } from '../../server/src/gateways/index.ts';
import { systemClock } from '../../server/src/platform/clock.ts';
import type { Context } from '../../server/src/platform/context.ts';
import { type EmbeddedDatabase, startEmbedded } from '../../server/src/platform/db/embedded/index.ts';
import { migrate } from '../../server/src/platform/db/migrate.ts';
import { openDatabase } from '../../server/src/platform/db/pool.ts';
import { roles } from '../../server/src/platform/db/roles.ts';
import type { WorkspaceId } from '../../server/src/platform/ids.ts';
import { systemIds } from '../../server/src/platform/ids.ts';
import { ensureInstallation } from '../../server/src/platform/installation.queries.ts';
import { migrateJobs } from '../../server/src/platform/jobs/index.ts';
import { silentLog } from '../../server/src/platform/log.ts';
import { silentMeter } from '../../server/src/platform/metrics/meter.ts';
import { openSecrets } from '../../server/src/platform/secrets.ts';
import { openTracer } from '../../server/src/platform/tracing/tracer.ts';
import { createSender, type Sender } from '../../server/src/senders/index.ts';

export const secretKey = 'a secret key for proofs, which seal nothing of anybody';
export const instanceId = 'prove';

export type Stage = { embedded: EmbeddedDatabase; ctx: Context; close(): Promise<void> };

/** A database of its own in `folder`, migrated, as the service would have it. */
export async function openStage(folder: string): Promise<Stage> {
  const embedded = await startEmbedded({ dataDir: join(folder, 'data'), log: silentLog });
  const url = embedded.superuserUrl;
  const migrations = join(import.meta.dirname, '../../server/migrations');
  await migrate({ url, folder: migrations, log: silentLog, rolesCanLogIn: true });
  await migrateJobs({ url, log: silentLog });
  const ctx = openContext(embedded.url(roles.worker, 'postgres'));
  // Without an installation nothing leaves.
  await ctx.db.system((tx) => ensureInstallation(tx, instanceId));
  return {
    embedded,
    ctx,
    async close() {
      await ctx.db.close();
      await embedded.stop();
    },
  };
}

export function openContext(
  url: string,
  session: Readonly<Record<string, string>> = {},
  role: string = roles.worker,
): Context {
  const db = openDatabase({
    url,
    role,
    log: silentLog,
    max: 20,
    settings: { ...workerSettings, ...session },
  });
  return {
    db,
    clock: systemClock,
    ids: systemIds(),
    log: silentLog,
    secrets: openSecrets(secretKey),
    meter: silentMeter,
    tracer: openTracer(),
  };
}

export type Cast = { workspaceId: WorkspaceId; gatewayId: string; program: Program; sender: Sender };

const peopleAtOnce = 5_000;

/** A workspace with `count` people who agreed. Area code 555 is nobody's, and the purpose waits for no hour. */
export async function enrol(
  ctx: Context,
  count: number,
  gateway: Pick<NewGateway, 'kind' | 'settings' | 'secret'> = {
    kind: 'rehearsal',
    settings: {},
    secret: '{}',
  },
  partsPerSecond = 1_000_000,
): Promise<Cast> {
  const workspaceId = randomUUID() as WorkspaceId;
  const scope = systemScope(workspaceId, 'prove');
  await ctx.db.tx(workspaceId, (tx) =>
    tx.query('insert into workspace (id, name, country, time_zone) values ($1, $2, $3, $4)', [
      workspaceId,
      'Proof',
      'US',
      'America/New_York',
    ]),
  );
  const program = await createProgram(ctx, scope, {
    name: 'Proof',
    purpose: 'transactional',
    brandName: 'Proof',
    helpContact: 'help@example.com',
    textsPerMonth: 30,
    disclosure: 'You get texts from Proof. Msg&data rates may apply. Reply HELP for help, STOP to cancel.',
  });
  const [gatewayId, sender] = await ctx.db.tx(workspaceId, async (tx) => {
    const id = await createGateway(ctx, tx, { name: 'Rehearsal', ...gateway });
    return [
      id,
      await createSender(ctx, tx, scope, {
        gatewayId: id,
        number: '+12025550100',
        kind: 'short_code',
        partsPerSecond,
      }),
    ] as const;
  });
  for (let first = 0; first < count; first += peopleAtOnce) {
    await ctx.db.tx(workspaceId, async (tx) => {
      const { rows } = await tx.query<{ id: number; number: string }>(
        `insert into contact (workspace_id, number, first_name, country)
         select current_workspace(), '+1555' || lpad(n::text, 7, '0'), 'Person ' || n, 'US' from generate_series($1::bigint, $2::bigint) n returning id, number`,
        [first, Math.min(first + peopleAtOnce, count) - 1],
      );
      const grants = rows.map(({ id, number }) => ({
        number,
        contactId: id,
        method: 'api',
        occurredAt: new Date(),
        wordsShown: program.disclosure,
        evidence: {},
      }));
      await recordConsents(tx, ctx, {
        programId: program.id,
        brandId: program.brandId,
        actor: 'system:prove',
        grants,
      });
    });
  }
  return { workspaceId, gatewayId, program, sender };
}

/** Launches to everybody; returns the run's id. */
export async function launch(ctx: Context, cast: Cast): Promise<string> {
  const runId = randomUUID();
  const { program, sender, workspaceId } = cast;
  await ctx.db.tx(workspaceId, async (tx) => {
    await startRun(tx, {
      id: runId,
      programId: program.id,
      brandId: program.brandId,
      purpose: program.purpose,
      senderId: sender.id,
      body: 'Proof: hello {{ first_name }}. Reply STOP to end',
    });
    await enqueueRun(tx, {
      runId,
      lane: 'marketing',
      senderId: sender.id,
      notBefore: new Date(),
      audienceSql: { text: 'select id from contact where workspace_id = $1', values: [workspaceId] },
    });
  });
  return runId;
}
