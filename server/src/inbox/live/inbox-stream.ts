import { type Reach, reachSettings, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { type Change, type ChangeMark, listAllTyping, listChanges, readFeedClock } from './typing.queries.ts';

export type InboxNews = {
  /** Conversations about which there is something new. */
  readonly changed: readonly { readonly id: string; readonly turn: number; readonly state: string }[];
  /** Who writes where at this moment; null where that is as it was. */
  readonly writing:
    | readonly { readonly conversation_id: string; readonly id: string; readonly name: string }[]
    | null;
};

type Listener = (news: InboxNews) => void;

/** What is new in the inboxes of this process’s listeners. A hundred colleagues of one workspace cost as much as one. */
export type InboxFeed = {
  /** Tells of everything from now on until `signal` ends. */
  follow(scope: Scope, listener: Listener, signal: AbortSignal): void;
};

const usualPace = { everyMs: 1_000, pageSize: 500 };

/**
 * One look a second for each workspace, and for each reach within it, while anybody listens. The clock is the database's; each look
 * goes five seconds back, so that what was committed late is found, and what was told already is not told again.
 */
export function openInboxFeed(ctx: Pick<Context, 'db' | 'log'>, pace: Partial<Pace> = {}): InboxFeed {
  const circles = new Map<string, Circle>();
  return {
    follow(scope, listener, signal) {
      const key = `${scope.workspaceId} ${JSON.stringify(scope.reach ?? null)}`;
      const circle = circles.get(key) ?? newCircle();
      circle.listeners.add(listener);
      if (!circles.has(key)) {
        circles.set(key, circle);
        const place = { workspaceId: scope.workspaceId, reach: scope.reach, end: () => circles.delete(key) };
        void lookAround(ctx, place, circle, { ...usualPace, ...pace });
      }
      signal.addEventListener('abort', () => circle.listeners.delete(listener), { once: true });
    },
  };
}

type Pace = typeof usualPace;

type Circle = {
  readonly listeners: Set<Listener>;
  /** What was told of each conversation last, as it was then. */
  readonly told: Map<number, string>;
  since: string | null;
  writing: string;
};

const newCircle = (): Circle => ({ listeners: new Set(), told: new Map(), since: null, writing: '[]' });

async function lookAround(
  ctx: Pick<Context, 'db' | 'log'>,
  { workspaceId, reach, end }: { workspaceId: string; reach: Reach | undefined; end: () => void },
  circle: Circle,
  { everyMs, pageSize }: Pace,
): Promise<void> {
  while (circle.listeners.size > 0) {
    try {
      const news = await look(ctx, { workspaceId, reach }, circle, pageSize);
      if (news) for (const listener of circle.listeners) listener(news);
    } catch (error) {
      // A database that is away comes back; whoever listens sees nothing meanwhile, and asks for all when they come again.
      ctx.log.warn({ err: error }, 'The inbox could not be looked at; it is tried again.');
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs).unref());
  }
  // In the same breath as the last look at who listens: nobody can join a circle that is over.
  end();
}

async function look(
  { db }: Pick<Context, 'db'>,
  { workspaceId, reach }: { workspaceId: string; reach: Reach | undefined },
  circle: Circle,
  pageSize: number,
): Promise<InboxNews | null> {
  const ask = () => db.tx(workspaceId, (tx) => readAll(tx, circle.since, pageSize));
  const { changes, typing, now } = await (reach ? db.within(reachSettings(reach), ask) : ask());
  const isFirst = circle.since === null;
  circle.since = now;
  const fresh = changes.filter(
    ({ conversationId, touchedAt }) => circle.told.get(conversationId) !== touchedAt,
  );
  for (const { conversationId, touchedAt } of fresh) circle.told.set(conversationId, touchedAt);
  if (circle.told.size > 10_000) circle.told.clear();
  const writing = typing.map((one) => ({
    conversation_id: publicId('cnv', one.conversationId),
    id: publicId('mem', one.accountId),
    name: one.name,
  }));
  const shown = JSON.stringify(writing);
  const isSame = shown === circle.writing;
  circle.writing = shown;
  if (isFirst || (fresh.length === 0 && isSame)) return null;
  return {
    changed: fresh.map(({ conversationId, turn, state }) => ({
      id: publicId('cnv', conversationId),
      turn,
      state,
    })),
    writing: isSame ? null : writing,
  };
}

/** Everything since then, page by page: a look that stopped at one page would find that page again for ever, where more has changed within the overlap. */
async function readAll(tx: Tx, since: string | null, pageSize: number) {
  const { now, overlap } = await readFeedClock(tx, since);
  const changes: Change[] = [];
  let after: ChangeMark | null = since === null ? null : { touchedAt: overlap, conversationId: 0 };
  while (after) {
    const page: Change[] = await listChanges(tx, after, pageSize);
    changes.push(...page);
    after = page.length === pageSize ? (page.at(-1) ?? null) : null;
  }
  return { changes, typing: since === null ? [] : await listAllTyping(tx), now };
}
