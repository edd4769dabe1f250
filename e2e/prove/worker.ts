/** One worker of a proof: the service's own dispatcher in a process that can be killed. Its orders come as one JSON argument. */

import { flushCompileCache } from 'node:module';
import { runDispatch, type Timing } from '../../server/src/dispatch/index.ts';
import { sqlStore } from '../../server/src/dispatch/store.ts';
import { openContext } from '../stage/stage.ts';
import { adapterFor } from './ground/adapter.ts';
import { freezingIn } from './ground/freezing.ts';
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
  /** Where it is told to freeze itself; null where nobody does. */
  freezing?: string | null;
};
const { url, name, control, isBlind, freezing, ...options } = orders;
const mistake = mistakeOf(control);
const frozen = freezing ? freezingIn(freezing) : null;
const opened = openContext(url, mistake.session);
const ctx = withStatements({ ...opened, clock: mistake.clock?.(opened.clock) ?? opened.clock }, mistake);
const ending = new AbortController();
process.on('SIGTERM', () => ending.abort());
process.stdout.write('{"ready":true}\n');
// Whoever is killed leaves nothing behind for the next one: what was compiled is kept from the first worker on.
flushCompileCache();
await runDispatch(
  ctx,
  [adapterFor(isBlind, mistake, frozen?.gateway)],
  { ...options, workerName: name, signal: ending.signal },
  { ...sqlStore, ...mistake.store?.(sqlStore), ...frozen?.store(sqlStore) },
);
await ctx.db.close();
