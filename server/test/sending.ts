import { systemScope } from '../src/accounts/index.ts';
import { createProgram, type Program, recordConsents } from '../src/contacts/index.ts';
import { createGateway, type GatewayAdapter } from '../src/gateways/index.ts';
import { fixedClock } from '../src/platform/clock.ts';
import type { Context } from '../src/platform/context.ts';
import type { Db } from '../src/platform/db/pool.ts';
import { systemIds, type WorkspaceId } from '../src/platform/ids.ts';
import { ensureInstallation } from '../src/platform/installation.queries.ts';
import { silentLog } from '../src/platform/log.ts';
import { silentMeter } from '../src/platform/metrics/meter.ts';
import { openSecrets } from '../src/platform/secrets.ts';
import { openTracer } from '../src/platform/tracing/tracer.ts';
import { createSender, type Sender } from '../src/senders/index.ts';
import { newWorkspace } from './database.ts';

/** A context for tests whose clock stands still at noon in New York until told. */
export function testContext(db: Db, at = '2026-11-24T17:00:00Z') {
  const clock = fixedClock(at);
  const context: Context = {
    db,
    clock,
    ids: systemIds(),
    log: silentLog,
    secrets: openSecrets('a secret key for tests, long enough to be one'),
    meter: silentMeter,
    tracer: openTracer(),
  };
  return { ...context, clock };
}

export type SendingFixture = {
  workspaceId: WorkspaceId;
  program: Program;
  sender: Sender;
  gatewayId: string;
  /** Ids of people with consent, in order. */
  people: { id: number; number: string }[];
};

/** A workspace that is ready to send: a program, a number at the given gateway, and `count` people who agreed. */
export async function sendingFixture(
  ctx: Context,
  adapter: Pick<GatewayAdapter, 'kind'>,
  count = 3,
): Promise<SendingFixture> {
  // Without an installation nothing leaves.
  await ctx.db.system((tx) => ensureInstallation(tx, 'test'));
  const workspaceId = await newWorkspace(ctx.db);
  const scope = systemScope(workspaceId, 'test');
  const program = await createProgram(ctx, scope, {
    name: 'Offers',
    purpose: 'marketing',
    brandName: 'Bakery',
    helpContact: 'help@example.com',
    textsPerMonth: 4,
    disclosure:
      'By joining you agree to get recurring automated texts. 4 msgs/mo. Consent is not a condition of purchase. Msg&data rates may apply. Reply HELP for help, STOP to cancel.',
  });
  return ctx.db.tx(workspaceId, async (tx) => {
    const gatewayId = await createGateway(ctx, tx, {
      kind: adapter.kind,
      name: 'Test carrier',
      settings: {},
      secret: '{}',
    });
    const sender = await createSender(ctx, tx, scope, {
      gatewayId,
      number: '+12025550100',
      kind: 'long_code',
      partsPerSecond: 10_000,
    });
    const { rows: people } = await tx.query<{ id: number; number: string }>(
      `insert into contact (workspace_id, number, first_name, country, time_zone, time_zone_source)
       select current_workspace(), '+1212555' || lpad((100 + n)::text, 4, '0'), 'Person ' || n, 'US', 'America/New_York', 'own'
       from generate_series(0, $1 - 1) n returning id, number`,
      [count],
    );
    await recordConsents(tx, ctx, {
      programId: program.id,
      brandId: program.brandId,
      actor: 'system:test',
      grants: people.map(({ id, number }) => ({
        number,
        contactId: id,
        method: 'web_form',
        occurredAt: ctx.clock.now(),
        wordsShown: program.disclosure,
        evidence: {},
      })),
    });
    return { workspaceId, program, sender, gatewayId, people };
  });
}
