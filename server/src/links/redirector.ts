import type { Context } from '../platform/context.ts';
import { networkKey } from '../platform/pages/network.ts';
import { insertClicks } from './click.queries.ts';
import { openClickWriter } from './click-writer.ts';
import { openKnownLinks } from './known-links.ts';
import { isOpen, withToken } from './link.ts';
import { agentLetters, robotOfRequest } from './robots.ts';
import { placesOf } from './tokens-of.ts';

/** Who asks, as far as a request says. `address` is turned into a keyed hash and forgotten. */
export type Visitor = {
  readonly method: string;
  readonly agent: string | null;
  readonly purpose: string;
  readonly address: string;
  /** DNT or Global Privacy Control: that the link was opened is counted, and not by whom. */
  readonly wantsPrivacy: boolean;
};

export type Destination =
  | { readonly kind: 'open'; readonly url: string; readonly isStored: boolean }
  | { readonly kind: 'closed' }
  | { readonly kind: 'unknown' };

export type Redirector = {
  /** Where this token leads. Comes back when the click is on record, or when a second has passed without that. */
  follow(token: string, visitor: Visitor): Promise<Destination>;
  /** Writes what is waiting to be written. */
  close(): Promise<void>;
};

const keptAtMost = 100_000;

/**
 * Follows short links. Which numbers belong to which link never changes and is remembered; the link itself is read anew after
 * a second. Nobody is sent on before the click is durable, unless that takes longer than a person waits.
 */
export function openRedirector(
  ctx: Context,
  {
    store = insertClicks,
    waitFor = 'storage',
    mostKept = keptAtMost,
  }: {
    store?: typeof insertClicks;
    waitFor?: 'storage' | 'nothing';
    /** So many blocks, and so many links, are remembered. */
    mostKept?: number;
  } = {},
): Redirector {
  const { blockOf, linkOf } = openKnownLinks(ctx, mostKept);
  const { keep, close } = openClickWriter(ctx, { store, waitFor });

  return {
    async follow(token, visitor) {
      for (const { block, position, keyId } of placesOf(ctx, token)) {
        const found = await blockOf(block);
        // Numbers that another key shuffled are somebody else's under this one.
        if (!found || found.keyId !== keyId || (found.baseId === null && position !== 0)) continue;
        const { link, setting } = await linkOf(found);
        const at = ctx.clock.now();
        if (!link || !isOpen(link, at)) return { kind: 'closed' };
        const isNameless = setting.tracking === 'link' || visitor.wantsPrivacy;
        const agent = visitor.agent?.slice(0, agentLetters) ?? null;
        const messageId = isNameless || found.baseId === null ? null : found.baseId + position;
        const isStored = await keep(found.workspaceId, {
          linkId: link.id,
          messageId,
          at,
          method: visitor.method,
          agent,
          purpose: visitor.purpose.slice(0, agentLetters),
          network: isNameless ? null : networkKey(ctx.secrets, visitor.address),
          robotReason: robotOfRequest({ ...visitor, agent }),
        });
        const url = setting.passesToken && messageId !== null ? withToken(link.url, token) : link.url;
        return { kind: 'open', url, isStored };
      }
      return { kind: 'unknown' };
    },
    close,
  };
}
