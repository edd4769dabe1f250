/** One worker of a proof: the service's own dispatcher in a process that can be killed. Its orders come as one JSON argument. */

import { runDispatch, type Timing } from '../../server/src/dispatch/index.ts';
import { sqlStore } from '../../server/src/dispatch/store.ts';
import { openContext } from '../stage/stage.ts';
import { adapterFor } from './ground/adapter.ts';
import { mistakeOf, withStatements } from './ground/mistakes.ts';

const orders = JSON.parse(process.argv[2] ?? '{}') as {
  url: string;
  instanceId: string;
  name: string;
  timing: Timing;
  control: string | null;
  isBlind: boolean;
  inFlightCap?: number;
  chunksAtOnce?: number;
};
const { url, name, control, isBlind, ...options } = orders;
const mistake = mistakeOf(control);
const opened = openContext(url, mistake.session);
const ctx = withStatements({ ...opened, clock: mistake.clock?.(opened.clock) ?? opened.clock }, mistake);
const ending = new AbortController();
process.on('SIGTERM', () => ending.abort());
process.stdout.write('{"ready":true}\n');
await runDispatch(
  ctx,
  [adapterFor(isBlind, mistake)],
  { ...options, workerName: name, signal: ending.signal },
  { ...sqlStore, ...mistake.store?.(sqlStore) },
);
await ctx.db.close();
