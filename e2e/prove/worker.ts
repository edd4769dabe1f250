/** One worker of a proof: the service's own dispatcher in a process that can be killed. Its orders come as one JSON argument. */

import { runDispatch, type Timing } from '../../server/src/dispatch/index.ts';
import { rehearsal } from '../../server/src/gateways/index.ts';
import { openContext } from '../stage/stage.ts';

const orders = JSON.parse(process.argv[2] ?? '{}') as {
  url: string;
  instanceId: string;
  name: string;
  timing: Timing;
};
const ctx = openContext(orders.url);
const ending = new AbortController();
process.on('SIGTERM', () => ending.abort());
await runDispatch(ctx, [rehearsal], {
  signal: ending.signal,
  workerName: orders.name,
  instanceId: orders.instanceId,
  timing: orders.timing,
});
await ctx.db.close();
