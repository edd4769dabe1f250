import { setTimeout as sleep } from 'node:timers/promises';
import { signCallback } from '@tidings/carrier';
import { Pool } from 'undici';
import { instanceId, type Stage } from '../../e2e/stage/stage.ts';
import { callbackRoutes } from '../../server/src/app/callbacks.routes.ts';
import { openGateways, rehearsal } from '../../server/src/gateways/index.ts';
import { openHttp } from '../../server/src/platform/http/server.ts';
import { silentLog } from '../../server/src/platform/log.ts';
import type { Workplace } from './workplace.ts';

/** The service's own callback route, in this process; returns its origin. */
export async function openCallbacks({ ctx }: Stage, workplace: Workplace): Promise<string> {
  const gateways = openGateways(ctx, [rehearsal]);
  const http = await openHttp({
    log: silentLog,
    version: '0',
    authorize: async () => {},
    isPermission: () => true,
  });
  callbackRoutes(http, ctx, gateways, instanceId);
  workplace.atEnd(async () => {
    http.server.closeAllConnections();
    await http.close();
    await gateways.close();
  });
  return http.listen({ host: '127.0.0.1', port: 0 });
}

export type Stops = {
  /** Where the carrier reports to. */
  readonly address: string;
  readonly callbackSecret: string;
  /** Whom they text. */
  readonly to: string;
  /** The people who send STOP, one after another. */
  readonly from: readonly string[];
  readonly everyMs: number;
  /** No more are sent once this is true. */
  isOver(): Promise<boolean>;
};

/**
 * Sends STOPs at fixed times, whether or not earlier ones were answered, so that a hold-up counts for everybody it holds
 * up. Returns how long each took, in milliseconds.
 */
export async function sendStops(stops: Stops): Promise<number[]> {
  const { origin, pathname } = new URL(stops.address);
  const pool = new Pool(origin, { connections: 64 });
  const sending: Promise<number>[] = [];
  const startedAt = performance.now();
  for (const number of stops.from) {
    if (sending.length % 10 === 0 && (await stops.isOver())) break;
    await sleep(Math.max(0, startedAt + sending.length * stops.everyMs - performance.now()));
    sending.push(sendStop(pool, pathname, stops, number));
  }
  const times = await Promise.all(sending);
  await pool.close();
  return times;
}

async function sendStop(pool: Pool, path: string, stops: Stops, from: string): Promise<number> {
  const event = {
    type: 'inbound',
    id: `stop-${from}`,
    from,
    to: stops.to,
    body: 'STOP',
    at: new Date().toISOString(),
  };
  const body = JSON.stringify({ events: [event] });
  const signature = signCallback(stops.callbackSecret, body, Math.floor(Date.now() / 1_000));
  const headers = { 'content-type': 'application/json', 'carrier-signature': signature };
  const sentAt = performance.now();
  const answer = await pool.request({ method: 'POST', path, headers, body });
  const ms = performance.now() - sentAt;
  if (answer.statusCode !== 204) throw new Error(`A STOP was answered with ${answer.statusCode}.`);
  await answer.body.dump();
  return ms;
}
