import type { Context } from '../platform/context.ts';
import { findLink, readLinkSetting } from './link.queries.ts';
import type { Link, LinkSetting } from './link.ts';
import { findBlock, type LinkBlock } from './link-block.queries.ts';

// A switched-off link still works for as long as an answer about it is believed.
const believeLinkMs = 1_000;
// Whoever follows it in the second half of that has it read for those who come next, and does not wait.
const readAgainMs = 500;

/** A link as it stood at a moment of the clock that only runs forward. */
export type Known = { link: Link | null; setting: LinkSetting; readAtMs: number };

export type KnownLinks = {
  /** Which link the numbers of a block belong to; null where nobody has that block. It never changes. */
  blockOf(block: number): Promise<LinkBlock | null>;
  /** The link and how it is to be counted, never older than a second unless the database is away. */
  linkOf(block: LinkBlock): Promise<Known>;
};

/** What is remembered of links, so that a click seldom waits for a question to the database. `mostKept`: of blocks, and of links. */
export function openKnownLinks(ctx: Context, mostKept: number): KnownLinks {
  const blocks = new Map<number, LinkBlock>();
  const links = new Map<string, Known | Promise<Known>>();
  const readingAgain = new Set<string>();

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

  return { blockOf, linkOf };
}
