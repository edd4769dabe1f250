import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { announce, enqueue } from '../../platform/jobs/index.ts';
import { appendConsentEvents } from '../append-consent-events.ts';
import { lockConsentChain } from '../consent-event.queries.ts';
import { addCounts, finishUndo, getImport, isUndoInTime, lockImport, setStatus } from './import.queries.ts';
import { type Import, refuseUndo } from './import.ts';
import { keepToKeys } from './keep-to-keys.queries.ts';
import {
  deleteConsents,
  forgetChanges,
  giveConsentsBack,
  type ImportChange,
  listChanges,
  listTouched,
  lockConsentsOfImport,
  removeContacts,
  restoreContacts,
  unlist,
} from './undo.queries.ts';

export const undoTask = 'imports.undo';

/**
 * Of these contacts, those who have been texted or have written. Texts and replies are kept by slices above this one, so
 * whoever knows everybody hands the answer down.
 */
export type FindHistory = (tx: Tx, contactIds: readonly number[]) => Promise<ReadonlySet<number>>;

const peoplePerBatch = 1_000;
const never = new AbortController().signal;

/** Puts the undoing of an import down as a job. */
export async function requestUndo(ctx: Context, scope: Scope, id: string): Promise<Import> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await beginUndo(tx, scope, id);
    await enqueue(
      tx,
      undoTask,
      { workspaceId: scope.workspaceId, importId: id, actor: scope.actor },
      { key: `${undoTask}:${id}` },
    );
    return getImport(tx, id);
  });
}

async function beginUndo(tx: Tx, scope: Scope, id: string): Promise<void> {
  const imported = await lockImport(tx, id);
  refuseUndo(imported, await isUndoInTime(tx, id));
  if (imported.status === 'undoing') return;
  await setStatus(tx, id, 'undoing');
  await recordAudit(tx, scope, {
    act: 'import.undo_requested',
    object: publicId('imp', id),
    before: { status: imported.status },
    after: { status: 'undoing' },
  });
}

/** Undoes an import to its end, in this process. */
export async function undoImport(
  ctx: Context,
  scope: Scope,
  id: string,
  findHistory: FindHistory,
  signal = never,
): Promise<Import> {
  await ctx.db.tx(scope.workspaceId, (tx) => beginUndo(tx, scope, id));
  return runUndo(ctx, scope, id, findHistory, signal);
}

/**
 * Takes an import back batch by batch. Opt-outs it brought stay, because a person's wish does not end with our mistake;
 * consents it brought are withdrawn by new events, because the ledger only ever grows.
 */
export async function runUndo(
  ctx: Context,
  scope: Scope,
  id: string,
  findHistory: FindHistory,
  signal: AbortSignal,
): Promise<Import> {
  for (;;) {
    signal.throwIfAborted();
    const isDone = await ctx.db.tx(scope.workspaceId, async (tx) => {
      const imported = await lockImport(tx, id);
      if (imported.status !== 'undoing') return true;
      const changes = await listChanges(tx, id, peoplePerBatch);
      if (changes.length > 0) {
        await undoBatch(tx, ctx, scope, imported, changes, findHistory);
        return false;
      }
      await finishUndo(tx, id, ctx.clock.now());
      const after = (await getImport(tx, id)).counts;
      await recordAudit(tx, scope, { act: 'import.undone', object: publicId('imp', id), after });
      await announce(tx, scope.workspaceId, 'import.undone', { import_id: id });
      return true;
    });
    if (isDone) return ctx.db.tx(scope.workspaceId, (tx) => getImport(tx, id));
  }
}

async function undoBatch(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  imported: Import,
  changes: readonly ImportChange[],
  findHistory: FindHistory,
): Promise<void> {
  const ids = changes.map((change) => change.contactId);
  await keepToKeys(tx);
  // The chain comes before every other lock; see append-consent-events.ts.
  await lockConsentChain(tx);
  const withdrawn = await withdrawConsents(tx, ctx, scope, imported, changes);
  await unlist(tx, imported.id, ids);
  const changed = changes.filter((change) => change.kind === 'changed').map((change) => change.contactId);
  const restored = changed.length > 0 ? await restoreContacts(tx, imported.id, changed) : 0;
  const { removed, kept } = await removeCreated(tx, imported, changes, findHistory);
  await forgetChanges(tx, imported.id, ids);
  await addCounts(tx, imported.id, {
    undo_removed: removed,
    undo_kept: kept,
    undo_restored: restored,
    undo_changed_since: changed.length - restored,
    undo_consents_withdrawn: withdrawn,
  });
}

async function withdrawConsents(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  imported: Import,
  changes: readonly ImportChange[],
): Promise<number> {
  const standing = await lockConsentsOfImport(
    tx,
    imported.id,
    changes.map((change) => change.number),
  );
  if (standing.length === 0) return 0;
  const origin = { file: imported.fileName, import: publicId('imp', imported.id) };
  await appendConsentEvents(
    tx,
    ctx,
    standing.map(({ number, contactId, programId, brandId }) => ({
      number,
      contactId,
      brandId,
      programId,
      type: 'withdrawn' as const,
      method: 'import_undone',
      occurredAt: ctx.clock.now(),
      wordsShown: null,
      evidence: {},
      origin,
      actor: scope.actor,
      importId: imported.id,
    })),
  );
  const stronger = standing.filter(({ strengthens }) => strengthens !== null);
  await deleteConsents(
    tx,
    standing.filter(({ strengthens }) => strengthens === null),
  );
  if (stronger.length > 0) await giveConsentsBack(tx, stronger, ctx.clock.now());
  return standing.length;
}

async function removeCreated(
  tx: Tx,
  imported: Import,
  changes: readonly ImportChange[],
  findHistory: FindHistory,
): Promise<{ removed: number; kept: number }> {
  const created = changes
    .filter((change) => change.kind === 'created' && change.number !== '')
    .map((change) => change.contactId);
  if (created.length === 0) return { removed: 0, kept: 0 };
  const history = await findHistory(tx, created);
  const touched = new Set(await listTouched(tx, imported.id, created));
  const free = created.filter((id) => !history.has(id) && !touched.has(id));
  const removed = await removeContacts(tx, free);
  return { removed, kept: created.length - removed };
}
