import { rm } from 'node:fs/promises';
import { getWorkspace, recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { NotNow } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { announce, enqueue } from '../../platform/jobs/index.ts';
import { ensureContactFields } from '../contact-field.queries.ts';
import type { ContactField } from '../contact-field.ts';
import { ensureList } from '../create-list.ts';
import { optOutMany } from '../opt-out.ts';
import { tagOf } from '../tag.ts';
import { listOptOutPages, listStagedOptOuts, publishPeople } from './commit.queries.ts';
import { evidenceOf } from './consent-evidence.ts';
import { countDone } from './count.queries.ts';
import { finishImport, getImport, listBrandIds, lockImport, startImporting } from './import.queries.ts';
import { type Import, refuseCommit } from './import.ts';
import { countOnNewList, forgetNewList } from './new-list.queries.ts';
import { lotsOf } from './opt-out-lots.ts';
import { noProgress } from './progress.ts';
import { saveAllPeople } from './save-all-people.ts';
import { stageFile } from './stage-file.ts';
import { clearStaging, countStaged, takeStaging } from './staging.queries.ts';

export const commitTask = 'imports.commit';

const never = new AbortController().signal;

/** Puts the import of a checked file down as a job. */
export async function requestCommit(ctx: Context, scope: Scope, id: string): Promise<Import> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await beginCommit(tx, scope, id);
    await enqueue(
      tx,
      commitTask,
      { workspaceId: scope.workspaceId, importId: id, actor: scope.actor },
      { key: `${commitTask}:${id}` },
    );
    return getImport(tx, id);
  });
}

async function beginCommit(tx: Tx, scope: Scope, id: string): Promise<void> {
  const imported = await lockImport(tx, id);
  refuseCommit(imported.status);
  if (imported.status === 'importing') return;
  await startImporting(tx, id);
  await recordAudit(tx, scope, {
    act: 'import.commit_requested',
    object: publicId('imp', id),
    after: imported.counts,
  });
}

/** Imports a checked file to its end, in this process. */
export async function commitImport(ctx: Context, scope: Scope, id: string, signal = never): Promise<Import> {
  await ctx.db.tx(scope.workspaceId, (tx) => beginCommit(tx, scope, id));
  return runCommit(ctx, scope, id, signal);
}

/**
 * Many small transactions, each of which may be the last that this process commits: opt-outs first, so that nobody who
 * left is texted meanwhile, then people with their consents, then lists and tags all at once. Whoever comes after a
 * crash finds out from the tables how far it came. Two at the same time do the same twice, which changes nothing.
 */
export async function runCommit(
  ctx: Context,
  scope: Scope,
  id: string,
  signal: AbortSignal,
): Promise<Import> {
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => ctx.db.tx(scope.workspaceId, work);
  const imported = await inWorkspace((tx) => getImport(tx, id));
  if (imported.status !== 'importing') return imported;
  await restage(ctx, scope, imported, signal);
  await saveOptOuts(ctx, scope, imported, signal);
  await inWorkspace((tx) => ensureContactFields(tx, fieldsOf(imported)));
  await saveAllPeople(ctx, scope, imported, signal);
  const done = await inWorkspace((tx) => publish(tx, ctx, scope, imported));
  await rm(imported.filePath, { force: true });
  return done;
}

/** Staging does not survive a crash of the database. Then the file is read again; whoever is saved already stays saved. */
async function restage(ctx: Context, scope: Scope, imported: Import, signal: AbortSignal): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const expected = imported.counts.people ?? 0;
    if ((await countStaged(tx, imported.id)) === expected) return;
    if (!(await takeStaging(tx, imported.id))) throw busy();
    const { country } = await getWorkspace(tx);
    await stageFile(tx, {
      ctx,
      imported,
      country,
      now: imported.checkedAt ?? ctx.clock.now(),
      progress: noProgress,
      signal,
    });
  });
}

function busy(): NotNow {
  return new NotNow(
    'import.busy',
    'Another process reads this file at the moment; it will be imported when that is done.',
  );
}

async function saveOptOuts(ctx: Context, scope: Scope, imported: Import, signal: AbortSignal): Promise<void> {
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => ctx.db.tx(scope.workspaceId, work);
  const brandIds = await inWorkspace((tx) => listBrandIds(tx, imported.options.programId));
  const evidence = evidenceOf(imported);
  for (const pages of lotsOf(await inWorkspace((tx) => listOptOutPages(tx, imported.id)))) {
    signal.throwIfAborted();
    await inWorkspace(async (tx) => {
      const leaving = await listStagedOptOuts(tx, imported.id, pages);
      for (const brandId of brandIds) {
        await optOutMany(tx, ctx, {
          brandId,
          actor: scope.actor,
          importId: imported.id,
          optOuts: leaving.map((one) => evidence.optOut(one, ctx.clock.now())),
        });
      }
    });
  }
}

function fieldsOf(imported: Import): ContactField[] {
  const columns = imported.mapping?.columns ?? [];
  const own = columns.flatMap(({ field, name, kind }) =>
    field === null ? [] : [{ name: field, label: name, kind }],
  );
  const has = (count: string) => (imported.counts[count] ?? 0) > 0;
  return [
    ...own,
    ...(has('second_numbers')
      ? [{ name: 'other_numbers', label: 'Other numbers', kind: 'text' as const }]
      : []),
    ...(has('extensions') ? [{ name: 'extension', label: 'Extension', kind: 'text' as const }] : []),
  ];
}

async function publish(tx: Tx, ctx: Context, scope: Scope, imported: Import): Promise<Import> {
  const { options, id } = imported;
  const locked = await lockImport(tx, id);
  if (locked.status !== 'importing') return locked;
  const done = await countDone(tx, id);
  const list = await makeList(tx, ctx, imported, done.created + done.updated + done.unchanged);
  await publishPeople(tx, id, {
    list,
    tags: options.tags.map(tagOf),
    haveOwnTags: imported.mapping?.columns.some((column) => column.target === 'tags') ?? false,
  });
  const counts = { ...done, ...countPermission(locked) };
  await clearStaging(tx, id);
  await finishImport(tx, id, counts, ctx.clock.now());
  await recordAudit(tx, scope, { act: 'import.finished', object: publicId('imp', id), after: counts });
  await announce(tx, scope.workspaceId, 'import.finished', { import_id: id, list_id: list?.id ?? null });
  return getImport(tx, id);
}

/** `people` have been saved; of those who were put on a list to be, whoever made one of its name meanwhile decides. */
async function makeList(tx: Tx, ctx: Context, { id, options }: Import, people: number) {
  const list = options.list ? await ensureList(tx, ctx, options.list, id) : null;
  if (list?.id !== id) await forgetNewList(tx, id);
  return list && { id: list.id, isFilled: list.id === id && (await countOnNewList(tx, id)) === people };
}

/** Who had opted out before and who by this file, and whose consent is too weak, was settled by the check; who has one, when each was saved. */
function countPermission({ counts, savedCounts }: Import) {
  const { people = 0, closed = 0, with_consent = 0 } = savedCounts;
  const optedOut = Math.min(counts.opted_out ?? 0, closed);
  return {
    opted_out: optedOut,
    already_opted_out: closed - optedOut,
    with_consent,
    without_consent: people - closed - with_consent,
    weak_consent: Math.min(counts.weak_consent ?? 0, with_consent),
  };
}
