import type { Scope } from '../accounts/index.ts';
import {
  addTags,
  addToList,
  removeFromList,
  removeTag,
  requireLists,
  suppressIn,
} from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { eraseByStaff } from '../rights/index.ts';
import {
  addOutcome,
  endChange,
  getChange,
  lockChange,
  type Taken,
  takePeople,
} from './bulk-change.queries.ts';
import { type BulkChange, type Outcome, peopleAtOnce, type Refusal } from './bulk-change.ts';
import { tellEnd } from './move-change.ts';

/**
 * Deals with everybody, some in each transaction, until nobody waits or somebody has stopped it. Who was dealt with waits no
 * more by the same commit, so a process that dies leaves nobody half done and does nobody twice.
 */
export async function workThrough(
  ctx: Context,
  scope: Scope,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  let isMore = true;
  while (isMore) {
    signal.throwIfAborted();
    isMore = await ctx.db.tx(scope.workspaceId, (tx) => workOnce(tx, ctx, scope, id));
  }
}

async function workOnce(tx: Tx, ctx: Context, scope: Scope, id: string): Promise<boolean> {
  const change = await lockChange(tx, id);
  if (change.status !== 'working') return false;
  const people = await takePeople(tx, id, peopleAtOnce[change.act]);
  if (people.length === 0) {
    await endChange(tx, id, { status: 'done', at: ctx.clock.now() });
    await tellEnd(tx, scope, await getChange(tx, id));
    return false;
  }
  await addOutcome(tx, id, await dealWith(tx, ctx, scope, change, people));
  return true;
}

type Person = { readonly contactId: number; readonly number: string };
type Done = { readonly changed: number; readonly refused?: Outcome['refused'] };

async function dealWith(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  change: BulkChange,
  people: readonly Taken[],
): Promise<Outcome> {
  const refused: Partial<Record<Refusal, number>> = {};
  const refuse = (why: Refusal) => {
    refused[why] = (refused[why] ?? 0) + 1;
  };
  // Whoever's data is restricted may still leave, and be forgotten: both are for them (GDPR art. 18(2)).
  const isForThem = change.act === 'suppress' || change.act === 'erase';
  const there: Person[] = [];
  for (const { contactId, number, isRestricted } of people)
    if (number === null) refuse('gone');
    else if (isRestricted && !isForThem) refuse('restricted');
    else there.push({ contactId, number });
  const done = there.length === 0 ? { changed: 0 } : await act(tx, ctx, scope, change, there);
  const more = Object.values(done.refused ?? {}).reduce((sum, count) => sum + count, 0);
  return {
    changed: done.changed,
    unchanged: there.length - done.changed - more,
    refused: sumOf(refused, done.refused ?? {}),
  };
}

/** Somebody may be gone before their turn, and somebody else in the middle of it. */
function sumOf(one: Outcome['refused'], other: Outcome['refused']): Outcome['refused'] {
  const sum: Partial<Record<Refusal, number>> = { ...one };
  for (const why of Object.keys(other) as Refusal[]) sum[why] = (sum[why] ?? 0) + (other[why] ?? 0);
  return sum;
}

async function act(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  { act: what, details }: BulkChange,
  people: readonly Person[],
): Promise<Done> {
  const ids = people.map(({ contactId }) => contactId);
  const { tag = '', listId = '', note } = details;
  switch (what) {
    case 'add_tag':
      return { changed: await addTags(tx, [tag], ids) };
    case 'remove_tag':
      return { changed: await removeTag(tx, tag, ids) };
    case 'add_to_list':
      // One that was removed meanwhile would take nobody and say nothing.
      await requireLists(tx, [listId]);
      return { changed: await addToList(tx, listId, ids) };
    case 'remove_from_list':
      return { changed: await removeFromList(tx, listId, ids) };
    case 'suppress':
      return { changed: await suppressAll(tx, ctx, scope, details, people) };
    case 'erase':
      return eraseAll(tx, ctx, scope, ids, note ?? '');
  }
}

async function suppressAll(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  { reason = 'request', note, brandId = null }: BulkChange['details'],
  people: readonly Person[],
): Promise<number> {
  const { results } = await suppressIn(tx, ctx, scope, {
    numbers: people.map(({ number }) => number),
    ...{ brandId, reason, note },
  });
  return new Set(results.filter((one) => !one.wasOptedOut).map(({ number }) => number)).size;
}

async function eraseAll(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  ids: readonly number[],
  note: string,
): Promise<Done> {
  let changed = 0;
  const refused: Partial<Record<Refusal, number>> = {};
  for (const contactId of ids) {
    const came = await eraseByStaff(tx, ctx, scope, { contactId, note });
    if (came === 'erased') changed += 1;
    else refused[came] = (refused[came] ?? 0) + 1;
  }
  return { changed, refused };
}
