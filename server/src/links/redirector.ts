import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../platform/context.ts';
import { isDatabaseAway } from '../platform/db/trouble.ts';
import { NotNow, OutcomeUnknown } from '../platform/errors.ts';
import { networkKey } from '../platform/pages/network.ts';
import { insertClicks, type NewClick } from './click.queries.ts';
import { findLink, readLinkSetting } from './link.queries.ts';
import { isOpen, type Link, type LinkSetting, withToken } from './link.ts';
import { findBlock, type LinkBlock } from './link-block.queries.ts';
import { robotOfRequest } from './robots.ts';
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

// A switched-off link still works for as long as an answer about it is believed.
const believeLinkMs = 1_000;
// Whoever follows it in the second half of that has it read for those who come next, and does not wait.
const readAgainMs = 500;
const keptAtMost = 100_000;
// A person does not wait for a database that is down; the click is kept and tried again.
const patienceMs = 1_000;
const mostAtOnce = 1_000;
const mostWaiting = 100_000;
const tryAgainMs = 250;
const agentLetters = 300;

type Known = { link: Link | null; setting: LinkSetting; readAtMs: number };
type Waiting = { workspaceId: string; click: NewClick; done(isStored: boolean): void };

/**
 * Follows short links. Which numbers belong to which link never changes and is remembered; the link itself is read anew after
 * a second. Clicks of the same moment are written together: the one that finds nobody writing begins, and those that come
 * meanwhile are the next batch. Nobody is sent on before the click is durable, unless that takes longer than a person waits.
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
  const blocks = new Map<number, LinkBlock>();
  const links = new Map<string, Known | Promise<Known>>();
  const readingAgain = new Set<string>();
  const waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let mostTogether = mostAtOnce;
  let isClosing = false;

  async function blockOf(block: number): Promise<LinkBlock | null> {
    const known = blocks.get(block);
    if (known) return known;
    const found = await ctx.db.system((tx) => findBlock(tx, block));
    if (!found) return null;
    remember(blocks, block, found);
    return found;
  }

  /** What came first goes first. */
  function remember<K, V>(known: Map<K, V>, key: K, value: V): void {
    const [oldest] = known.keys();
    if (known.size >= mostKept && !known.has(key) && oldest !== undefined) known.delete(oldest);
    known.set(key, value);
  }

  /** As of the moment before it was asked for: what is believed for a second is never older than that. */
  function readLink(workspaceId: string, linkId: string): Promise<Known> {
    const readAtMs = ctx.clock.monotonicMs();
    return ctx.db.tx(workspaceId, async (tx) => {
      const asked = Promise.all([findLink(tx, linkId), readLinkSetting(tx)]);
      tx.endsHere();
      const [link, setting] = await asked;
      return { link, setting, readAtMs };
    });
  }

  function readAgain(workspaceId: string, linkId: string, known: Known): void {
    if (readingAgain.has(linkId)) return;
    readingAgain.add(linkId);
    readLink(workspaceId, linkId)
      .then(
        (read) => {
          if (links.get(linkId) === known) links.set(linkId, read);
        },
        () => {},
      )
      .finally(() => readingAgain.delete(linkId));
  }

  async function linkOf({ workspaceId, linkId }: LinkBlock): Promise<Known> {
    const known = links.get(linkId);
    if (known instanceof Promise) return known;
    const ageMs = known ? ctx.clock.monotonicMs() - known.readAtMs : Number.POSITIVE_INFINITY;
    if (known && ageMs < believeLinkMs) {
      if (ageMs >= readAgainMs) readAgain(workspaceId, linkId, known);
      return known;
    }
    const reading = readLink(workspaceId, linkId);
    remember(links, linkId, reading);
    try {
      const read = await reading;
      remember(links, linkId, read);
      return read;
    } catch (error) {
      // While the database is away, what was true a moment ago is better for the person than an error.
      if (known) remember(links, linkId, known);
      else links.delete(linkId);
      if (known) return known;
      throw error;
    }
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, mostTogether);
      mostTogether = mostAtOnce;
      for (const [workspaceId, group] of Map.groupBy(batch, (one) => one.workspaceId)) {
        try {
          await ctx.db.tx(workspaceId, (tx) =>
            store(
              tx,
              group.map((one) => one.click),
            ),
          );
          for (const one of group) one.done(true);
        } catch (error) {
          await putBack(group, error);
        }
      }
    }
  }

  /** What could not be written is tried again; a click that the database refuses by itself does not hold up the others. */
  async function putBack(group: readonly Waiting[], error: unknown): Promise<void> {
    ctx.log.error({ err: error, clicks: group.length }, 'Clicks could not be written.');
    const isAway = error instanceof NotNow || error instanceof OutcomeUnknown || isDatabaseAway(error);
    if (group.length === 1 && !isAway) return group[0]?.done(false);
    waiting.unshift(...group);
    if (isClosing && isAway) return void waiting.splice(0);
    if (isAway) await sleep(tryAgainMs);
    else mostTogether = 1;
  }

  function begin(): void {
    writing ??= writeAll().finally(() => {
      writing = null;
      if (waiting.length > 0) begin();
    });
  }

  function keep(workspaceId: string, click: NewClick): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    if (waiting.length >= mostWaiting) return Promise.resolve(false);
    const impatient = setTimeout(() => resolve(false), patienceMs);
    waiting.push({
      workspaceId,
      click,
      done: (isStored) => {
        clearTimeout(impatient);
        resolve(isStored);
      },
    });
    begin();
    return waitFor === 'storage' ? promise : Promise.resolve(true);
  }

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
    async close() {
      isClosing = true;
      while (writing) await writing;
    },
  };
}
