/**
 * One worker process of a scenario: the service's own dispatcher, with its thread for urgent texts, in the usual settings. Its
 * orders come as one JSON argument.
 */

import { openContext, secretKey } from '../../e2e/stage/stage.ts';
import { ConfigSchema } from '../../server/src/app/config.schema.ts';
import { adapters } from '../../server/src/app/gateways.ts';
import { receiveCallback } from '../../server/src/app/receive-callback.ts';
import { startUrgentThread } from '../../server/src/app/urgent/urgent-thread.ts';
import { type DispatchOptions, runDispatch } from '../../server/src/dispatch/index.ts';
import { openReplyDesk } from '../../server/src/inbound/index.ts';
import { readConfig } from '../../server/src/platform/config.ts';

export type WorkerOrders = Pick<DispatchOptions, 'instanceId' | 'chunksAtOnce' | 'inFlightCap'> & {
  url: string;
  name: string;
};

const { url, name, ...options } = JSON.parse(process.argv[2] ?? '{}') as WorkerOrders;
const ctx = openContext(url);
const { config, problems } = readConfig(ConfigSchema, {}, 'TIDINGS_');
if (!config) throw new Error(problems.join(' '));
const { instanceId } = options;
const urgent = startUrgentThread(
  { config, databaseUrl: url, secretKey, oldSecretKeys: [], instanceId, workerName: `${name}-urgent` },
  ctx.log,
);
const replies = openReplyDesk(ctx);
const ending = new AbortController();
process.on('SIGTERM', () => ending.abort());
await runDispatch(ctx, adapters, {
  ...options,
  workerName: name,
  signal: ending.signal,
  hasUrgentHelp: urgent.isThere,
  hear: (from, callback) => receiveCallback(ctx, replies, instanceId, from, callback),
});
await urgent.stop(1_000);
await ctx.db.close();
process.exit(0);
