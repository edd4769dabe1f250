/** One worker process of a scenario: the service's own dispatcher with its usual settings. Its orders come as one JSON argument. */

import { openContext } from '../../e2e/stage/stage.ts';
import { adapters } from '../../server/src/app/gateways.ts';
import { receiveCallback } from '../../server/src/app/receive-callback.ts';
import { type DispatchOptions, runDispatch } from '../../server/src/dispatch/index.ts';
import { openReplyDesk } from '../../server/src/inbound/index.ts';

export type WorkerOrders = Pick<DispatchOptions, 'instanceId' | 'chunksAtOnce' | 'inFlightCap'> & {
  url: string;
  name: string;
};

const { url, name, ...options } = JSON.parse(process.argv[2] ?? '{}') as WorkerOrders;
const ctx = openContext(url);
const replies = openReplyDesk(ctx);
const ending = new AbortController();
process.on('SIGTERM', () => ending.abort());
await runDispatch(ctx, adapters, {
  ...options,
  workerName: name,
  signal: ending.signal,
  hear: (from, callback) => receiveCallback(ctx, replies, options.instanceId, from, callback),
});
await ctx.db.close();
process.exit(0);
