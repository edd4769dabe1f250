import { type Callback, type Gateway, listGatewaysOfKinds, type OpenGateways } from '../gateways/index.ts';
import type { Tools } from './steps/step.ts';

export type HearFrom = (
  from: { workspaceId: string; gatewayId: string },
  callback: Callback,
) => Promise<void>;

/**
 * Keeps the lines open over which carriers report, and says of those that will not stand what is wrong, until they do. What a
 * process of before has said stands until a text is accepted. Call it from time to time: an account whose settings were changed has
 * been opened anew and is listened to anew.
 */
export function attendLines(
  tools: Pick<Tools, 'ctx' | 'store'>,
  gateways: OpenGateways,
  kinds: readonly string[],
  hear: HearFrom,
): () => Promise<void> {
  const { ctx, store } = tools;
  const listening = new WeakSet<Gateway>();
  const told = new WeakMap<Gateway, string>();
  return async () => {
    for (const from of await ctx.db.system((tx) => listGatewaysOfKinds(tx, kinds))) {
      const gateway = await ctx.db.tx(from.workspaceId, (tx) => gateways.get(tx, from.gatewayId));
      if (gateway.listen && !listening.has(gateway)) {
        listening.add(gateway);
        gateway.listen((callback) => hearOrSay(tools, hear, from, callback));
      }
      const trouble = gateway.trouble?.() ?? undefined;
      const before = told.get(gateway);
      if (trouble === before) continue;
      await ctx.db.tx(from.workspaceId, async (tx) => {
        if (trouble !== undefined) await store.blockGateway(tx, from.gatewayId, 'misconfigured', trouble, 0);
        else if (before !== undefined) await store.clearGateway(tx, from.gatewayId, before);
      });
      if (trouble === undefined) told.delete(gateway);
      else told.set(gateway, trouble);
    }
  };
}

async function hearOrSay(
  { ctx }: Pick<Tools, 'ctx'>,
  hear: HearFrom,
  from: { workspaceId: string; gatewayId: string },
  callback: Callback,
): Promise<void> {
  try {
    await hear(from, callback);
  } catch (error) {
    ctx.log.warn(
      { err: error, gateway: from.gatewayId },
      'what a carrier told could not be kept; it will come again',
    );
    throw error;
  }
}
