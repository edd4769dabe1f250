import { recordAudit, requireFreshSignIn, type Scope } from '../../accounts/index.ts';
import { tagOf } from '../../contacts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { readCalledAddress } from '../../platform/outside/address.ts';
import { listColleagues } from '../agents/agent.queries.ts';
import { rulePlace } from './call-rule.ts';
import { deleteRule, findRule, listRules, saveRule } from './rule.queries.ts';
import type { InboxRule } from './rule.ts';

// Each is asked of every reply.
const mostRules = 100;

/** A rule as it was kept, with the key its calls are signed with where that is new: shown this once. */
export type SavedRule = { readonly rule: InboxRule; readonly secret: string | null };

export const ruleNotFound = (shown: string): NotFound =>
  new NotFound('inbox_rule.not_found', `There is no inbox rule ${shown.slice(0, 60)} in this workspace.`);

/** Keeps a rule, new where `id` is null. */
export async function keepRule(
  ctx: Context,
  scope: Scope,
  id: string | null,
  content: Omit<InboxRule, 'id'>,
): Promise<SavedRule> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = id === null ? null : await findRule(tx, id);
    if (id !== null && before === null) throw ruleNotFound(publicId('irl', id));
    if (id === null && (await listRules(tx)).length >= mostRules)
      throw new Conflict(
        'inbox_rule.too_many',
        `There are ${mostRules} rules, which is the most. Delete one.`,
      );
    await check(tx, content);
    if (leadsElsewhere(content, before)) requireFreshSignIn(scope);
    const rule = { ...content, id: id ?? ctx.ids.uuid() };
    const isFirstCall = content.does.webhook !== undefined && before?.does.webhook === undefined;
    const secret = isFirstCall ? newSecret(ctx) : null;
    const sealed = secret === null ? null : ctx.secrets.seal(secret, rulePlace(rule.id));
    await saveRule(tx, rule, sealed, ctx.clock.now());
    await recordAudit(tx, scope, {
      act: before ? 'inbox_rule.changed' : 'inbox_rule.created',
      object: publicId('irl', rule.id),
      ...(before && { before: shown(before) }),
      after: shown(rule),
    });
    return { rule, secret };
  });
}

/** Whether what people write goes to an address to which it did not go before, as a call or by mail. */
function leadsElsewhere({ does }: Omit<InboxRule, 'id'>, before: InboxRule | null): boolean {
  const known = new Set(before?.does.forwardTo);
  return (
    (does.webhook !== undefined && does.webhook !== before?.does.webhook) ||
    (does.forwardTo ?? []).some((address) => !known.has(address))
  );
}

export async function removeRule(ctx: Context, scope: Scope, id: string): Promise<void> {
  await ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await findRule(tx, id);
    if (!before || !(await deleteRule(tx, id))) throw ruleNotFound(publicId('irl', id));
    await recordAudit(tx, scope, {
      ...{ act: 'inbox_rule.deleted', object: publicId('irl', id), before: shown(before) },
    });
  });
}

const shown = ({ name, rank, isOn, wants, does }: Omit<InboxRule, 'id'>) => ({
  name,
  rank,
  isOn,
  wants,
  does,
});

/** As Standard Webhooks writes keys: 24 bytes or more, base64, with a mark in front. */
const newSecret = (ctx: Context): string =>
  `whsec_${Buffer.from(ctx.ids.token(32), 'base64url').toString('base64')}`;

async function check(tx: Tx, { wants, does }: Omit<InboxRule, 'id'>): Promise<void> {
  if (Object.values(does).every((one) => one === undefined || (Array.isArray(one) && one.length === 0)))
    throw refuse('inbox_rule.does_nothing', 'Say what the rule is to do: it does nothing yet.', '/does');
  if (Object.values(wants).some((one) => Array.isArray(one) && one.length === 0))
    throw refuse(
      'inbox_rule.empty_list',
      'Leave a list out, or put something into it: an empty one takes nothing.',
      '/wants',
    );
  if (does.webhook !== undefined) readCalledAddress(does.webhook, 'inbox_rule', '/does/webhook');
  const badMail = (does.forwardTo ?? []).findIndex((one) => !/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(one));
  if (badMail >= 0)
    throw refuse('inbox_rule.bad_mail', 'This is no mail address.', `/does/forward_to/${badMail}`);
  for (const tag of does.tags ?? []) tagOf(tag);
  const known = new Set((await listColleagues(tx)).map(({ accountId }) => accountId));
  for (const [name, to] of [
    ['assign_to', does.assignTo],
    ['hand_over_to', does.handOverTo],
  ] as const) {
    if (to === undefined || to === 'next') continue;
    const accountId = readUuidId('mem', to);
    if (accountId === null || !known.has(accountId))
      throw refuse(
        'member.not_found',
        `There is no member ${to.slice(0, 60)} in this workspace.`,
        `/does/${name}`,
      );
  }
}

const refuse = (code: string, sentence: string, pointer: string) =>
  new Invalid(code, sentence, [{ pointer, code, detail: sentence }]);
