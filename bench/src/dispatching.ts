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

/** The service's own dispatcher in this process, with its thread for urgent texts, in the usual settings, until the signal says stop. */
export async function dispatchUntil(
  signal: AbortSignal,
  { url, name, ...options }: WorkerOrders,
): Promise<void> {
  const ctx = openContext(url);
  const { config, problems } = readConfig(ConfigSchema, {}, 'TIDINGS_');
  if (!config) throw new Error(problems.join(' '));
  const { instanceId } = options;
  const urgent = startUrgentThread(
    { config, databaseUrl: url, secretKey, oldSecretKeys: [], instanceId, workerName: `${name}-urgent` },
    ctx.log,
  );
  const replies = openReplyDesk(ctx);
  await runDispatch(ctx, adapters, {
    ...options,
    workerName: name,
    signal,
    hasUrgentHelp: urgent.isThere,
    hear: (from, callback) => receiveCallback(ctx, replies, instanceId, from, callback),
  });
  await urgent.stop(1_000);
  await ctx.db.close();
}
