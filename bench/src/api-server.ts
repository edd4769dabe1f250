/**
 * A process that answers requests for texts: the service's own HTTP face (`tidings`), or the least that keeps a text at all
 * (`bare`: Fastify, a pool, one INSERT a request, answered after its commit). Where it `dispatches` it sends campaigns too, as a
 * service of one process does. Its orders come as one JSON argument; it prints where it listens.
 */
import Fastify from 'fastify';
import pg from 'pg';
import { instanceId, secretKey } from '../../e2e/stage/stage.ts';
import { buildHttp } from '../../server/src/app/build-http.ts';
import { carrierSetting } from '../../server/src/app/carrier-setting.ts';
import { ConfigSchema } from '../../server/src/app/config.schema.ts';
import { adapters } from '../../server/src/app/gateways.ts';
import { openGateways } from '../../server/src/gateways/index.ts';
import { systemClock } from '../../server/src/platform/clock.ts';
import { readConfig } from '../../server/src/platform/config.ts';
import { openDatabase } from '../../server/src/platform/db/pool.ts';
import { roles } from '../../server/src/platform/db/roles.ts';
import { systemIds } from '../../server/src/platform/ids.ts';
import { silentLog } from '../../server/src/platform/log.ts';
import { silentMeter } from '../../server/src/platform/metrics/meter.ts';
import { openSecrets } from '../../server/src/platform/secrets.ts';
import { openTracer } from '../../server/src/platform/tracing/tracer.ts';
import { dispatchUntil, type WorkerOrders } from './dispatching.ts';

export type ApiServerOrders = { kind: 'tidings' | 'bare'; url: string; dispatches?: WorkerOrders };

// What the service has for each of its roles unless told otherwise.
const connections = 10;

const { kind, url, dispatches } = JSON.parse(process.argv[2] ?? '{}') as ApiServerOrders;
const http = kind === 'tidings' ? await openService() : openBare();
const address = await http.listen({ port: 0, host: '127.0.0.1' });
process.stdout.write(`${JSON.stringify({ url: address })}\n`);
// Who started it ends it.
if (dispatches) await dispatchUntil(new AbortController().signal, dispatches);

async function openService() {
  const role = roles.app;
  const db = openDatabase({ url, role, log: silentLog, max: connections });
  const machinery = {
    clock: systemClock,
    ids: systemIds(),
    log: silentLog,
    meter: silentMeter,
    tracer: openTracer(),
  };
  const ctx = { ...machinery, db, secrets: openSecrets(secretKey) };
  const { config } = readConfig(ConfigSchema, {}, 'TIDINGS_');
  if (!config) throw new Error('The defaults are no valid settings.');
  return buildHttp(ctx, {
    version: '0.0.0',
    instanceId,
    carrier: carrierSetting(config, ctx.secrets),
    gateways: openGateways(ctx, adapters),
    enterToken: null,
    post: null,
    singleSignOn: null,
    publicOrigin: null,
    trustProxy: null,
    keeping: { textsForMonths: null },
    uploadFolder: '/nonexistent',
    consoleFolder: '/nonexistent',
    runChecks: async () => [],
    runVitalChecks: async () => [],
    takeBackup: async () => {
      throw new Error('Nothing is backed up here.');
    },
    isHeld: async () => false,
    isDraining: () => false,
    metrics: null,
  });
}

function openBare() {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  const http = Fastify({ logger: false });
  http.post<{ Body: { to: string; body: string } }>('/v1/messages', async ({ body }, reply) => {
    const { rows } = await pool.query<{ id: string }>({
      name: 'insert',
      text: 'insert into bare_text (recipient, body) values ($1, $2) returning id',
      values: [body.to, body.body],
    });
    return reply.code(201).send({ id: rows[0]?.id, to: body.to, body: body.body, status: 'queued' });
  });
  http.get<{ Params: { token: string } }>('/l/:token', async ({ params, headers }, reply) => {
    await pool.query({
      name: 'click',
      text: 'insert into bare_click (token, agent) values ($1, $2)',
      values: [params.token, headers['user-agent'] ?? null],
    });
    return reply.code(302).header('location', 'https://shop.example/sale').send();
  });
  return http;
}
