import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { readMember } from '../members.queries.ts';
import { getCase, insertNote, lockCase, saveCase } from './case.queries.ts';
import {
  type CaseDecision,
  type CaseFile,
  type CaseNote,
  refuseClosed,
  refuseOpen,
  refuseUnexplainedDay,
  wordsOf,
} from './case.ts';
import type { Severity } from './terms.ts';

export type CaseChange = {
  readonly title?: string | undefined;
  readonly severity?: Severity | undefined;
  readonly status?: 'open' | 'waiting' | undefined;
  /** `mem_…`; null gives it back. */
  readonly assignedTo?: string | null | undefined;
  readonly dueAt?: Date | undefined;
  readonly dueSource?: string | undefined;
};

/** Changes what is said of an open case. Another day needs its source; what it was before stays in the notes and the audit. */
export function changeCase(ctx: Context, scope: Scope, id: string, change: CaseChange): Promise<CaseFile> {
  return move(ctx, scope, id, async (tx, file) => {
    refuseClosed(file);
    refuseUnexplainedDay(change.dueAt, change.dueSource, file.receivedAt);
    const assigned =
      typeof change.assignedTo === 'string' ? await readMember(tx, change.assignedTo, '/assigned_to') : null;
    const next: CaseFile = {
      ...file,
      title: change.title === undefined ? file.title : titleOf(change.title),
      severity: change.severity ?? file.severity,
      status: change.status ?? file.status,
      assignedTo: change.assignedTo === undefined ? file.assignedTo : (assigned?.accountId ?? null),
      dueAt: change.dueAt ?? file.dueAt,
      dueSource: change.dueSource ?? file.dueSource,
    };
    const [before, after] = [factsOf(file), factsOf(next)];
    const changed = Object.keys(after).filter((key) => before[key] !== after[key]);
    const body = changed
      .map((key) => `${key}: ${before[key] ?? 'nobody'} → ${after[key] ?? 'nobody'}`)
      .join('; ');
    return { next, note: { kind: 'changed', body }, act: 'case.changed', before, after };
  });
}

const titleOf = (title: string) =>
  wordsOf(title, 'case.no_title', 'Say in a few words what the case is about.');

/** What the audit may know: no words that could name a person. */
const factsOf = (file: CaseFile): Record<string, string | null> => ({
  severity: file.severity,
  status: file.status,
  assigned_to: file.assignedTo === null ? null : publicId('mem', file.assignedTo),
  due_at: file.dueAt.toISOString(),
  due_source: file.dueSource,
});

export function noteCase(ctx: Context, scope: Scope, id: string, body: string): Promise<CaseFile> {
  return move(ctx, scope, id, async (_tx, file) => ({
    next: file,
    note: { kind: 'note', body: wordsOf(body, 'case.no_note', 'A note needs words.') },
    ...{ act: 'case.noted', after: { letters: body.trim().length } },
  }));
}

/** What was found, and what was done about it. */
export function closeCase(
  ctx: Context,
  scope: Scope,
  id: string,
  outcome: { readonly decision: CaseDecision; readonly remedy: string },
): Promise<CaseFile> {
  return move(ctx, scope, id, async (_tx, file) => {
    refuseClosed(file);
    const remedy = wordsOf(
      outcome.remedy,
      'case.no_remedy',
      'Say what was done about it, such as “opted out, apologised by letter”, or that nothing was, and why.',
    );
    return {
      next: {
        ...file,
        status: 'closed',
        ...outcome,
        remedy,
        closedAt: ctx.clock.now(),
        closedBy: scope.actor,
      },
      note: { kind: 'closed', body: `${outcome.decision}: ${remedy}` },
      ...{ act: 'case.closed', before: { status: file.status } },
      after: { decision: outcome.decision, is_late: ctx.clock.now() > file.dueAt },
    };
  });
}

export function reopenCase(ctx: Context, scope: Scope, id: string, reason: string): Promise<CaseFile> {
  return move(ctx, scope, id, async (_tx, file) => {
    refuseOpen(file);
    const body = wordsOf(reason, 'case.no_reason', 'Say why it is opened again.');
    return {
      next: { ...file, status: 'open', decision: null, remedy: null, closedAt: null, closedBy: null },
      note: { kind: 'reopened', body },
      ...{ act: 'case.reopened', before: { decision: file.decision }, after: { status: 'open' } },
    };
  });
}

type Move = {
  readonly next: CaseFile;
  readonly note: Pick<CaseNote, 'kind' | 'body'>;
  readonly act: string;
  readonly before?: object;
  readonly after: object;
};

/** One after the other: the case is held until its note and the audit are written. */
function move(
  ctx: Context,
  scope: Scope,
  id: string,
  decide: (tx: Tx, file: CaseFile) => Promise<Move>,
): Promise<CaseFile> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { next, note, act, before, after } = await decide(tx, await lockCase(tx, id));
    await saveCase(tx, next);
    await insertNote(tx, id, { at: ctx.clock.now(), by: scope.actor, ...note });
    await recordAudit(tx, scope, { act, object: publicId('cas', id), ...(before && { before }), after });
    return getCase(tx, id);
  });
}
