import { isCountryCode, parseNumber } from '@tidings/sms/numbers';
import { getWorkspace, recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { readMember } from '../members.queries.ts';
import { findReply, getCase, hasCampaign, insertCase, insertNote, type ReplyOfCase } from './case.queries.ts';
import { type CaseFile, refuseUnexplainedDay, wordsOf } from './case.ts';
import { type CaseKindName, caseKinds, dueOf, type Severity } from './terms.ts';

export type NewCase = {
  readonly kind: CaseKindName;
  readonly title: string;
  readonly severity?: Severity | undefined;
  /** As people write it. With a reply it is the reply's. */
  readonly number?: string | undefined;
  readonly campaignId?: string | undefined;
  readonly replyId?: number | undefined;
  /** When it reached the business; its term runs from then. By default now, or when the reply came. */
  readonly receivedAt?: Date | undefined;
  readonly dueAt?: Date | undefined;
  readonly dueSource?: string | undefined;
  /** `mem_…` */
  readonly assignedTo?: string | undefined;
};

/** Opens a case file: what it is about, and by when it must be dealt with. */
export function openCase(ctx: Context, scope: Scope, wish: NewCase): Promise<CaseFile> {
  return ctx.db.tx(scope.workspaceId, (tx) => openWithin(tx, ctx, scope, wish));
}

export async function openWithin(tx: Tx, ctx: Context, scope: Scope, wish: NewCase): Promise<CaseFile> {
  const now = ctx.clock.now();
  const workspace = await getWorkspace(tx);
  const reply = await loadReply(tx, wish);
  const receivedAt = wish.receivedAt ?? reply?.receivedAt ?? now;
  if (receivedAt > now)
    throw new Invalid('case.in_the_future', 'A case cannot have been received later than now.', [
      { pointer: '/received_at', code: 'case.in_the_future', detail: 'It lies in the future.' },
    ]);
  refuseUnexplainedDay(wish.dueAt, wish.dueSource, receivedAt);
  const assigned =
    wish.assignedTo === undefined ? null : await readMember(tx, wish.assignedTo, '/assigned_to');
  const { source, severity } = caseKinds[wish.kind];
  const id = ctx.ids.uuid();
  const isNew = await insertCase(tx, {
    ...{ id, kind: wish.kind, severity: wish.severity ?? severity, status: 'open' },
    title: wordsOf(wish.title, 'case.no_title', 'Say in a few words what the case is about.'),
    number: reply?.number ?? readNumber(wish.number, workspace.country),
    campaignId: await readCampaign(tx, wish.campaignId ?? reply?.campaignId ?? null),
    ...{ replyId: reply?.id ?? null, receivedAt },
    dueAt: wish.dueAt ?? dueOf(wish.kind, receivedAt, workspace),
    dueSource: wish.dueSource ?? source,
    assignedTo: assigned?.accountId ?? null,
    ...{ decision: null, remedy: null, openedAt: now, openedBy: scope.actor, closedAt: null, closedBy: null },
  });
  if (!isNew)
    throw new Conflict(
      'case.of_reply_exists',
      'This reply has a case already. GET /v1/cases?number=… finds it.',
    );
  await insertNote(tx, id, { at: now, by: scope.actor, kind: 'opened', body: '' });
  if (reply)
    await insertNote(tx, id, { at: reply.receivedAt, by: 'contact', kind: 'reply', body: reply.body });
  const file = await getCase(tx, id);
  await recordAudit(tx, scope, {
    act: 'case.opened',
    object: publicId('cas', id),
    after: { kind: file.kind, severity: file.severity, due_at: file.dueAt, due_source: file.dueSource },
  });
  return file;
}

async function loadReply(tx: Tx, { replyId, number }: NewCase): Promise<ReplyOfCase | null> {
  if (replyId === undefined) return null;
  if (number !== undefined)
    throw new Invalid(
      'case.number_and_reply',
      'A case of a reply is about whoever wrote it: leave number out.',
    );
  const reply = await findReply(tx, replyId);
  if (reply) return reply;
  throw new NotFound('reply.not_found', `There is no reply ${publicId('rpl', replyId)} in this workspace.`);
}

function readNumber(text: string | undefined, country: string): string | null {
  if (text === undefined) return null;
  const parsed = parseNumber(text, { defaultCountry: isCountryCode(country) ? country : undefined });
  if (parsed.ok) return parsed.e164;
  throw new Invalid(parsed.code, parsed.sentence, [
    { pointer: '/number', code: parsed.code, detail: parsed.sentence },
  ]);
}

async function readCampaign(tx: Tx, id: string | null): Promise<string | null> {
  if (id === null || (await hasCampaign(tx, id))) return id;
  throw new NotFound('campaign.not_found', `There is no campaign ${publicId('cmp', id)} in this workspace.`);
}
