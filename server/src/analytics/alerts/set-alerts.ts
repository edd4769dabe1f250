import { randomBytes } from 'node:crypto';
import { recordAudit, requireFreshSignIn, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Invalid, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { readCalledAddress } from '../../platform/outside/address.ts';
import {
  type Alert,
  findAlert,
  markSeen,
  readAlertSetting,
  readRules,
  saveAlertSetting,
  saveRule,
} from './alert.queries.ts';
import type { Rule } from './rules.ts';
import { secretPlace } from './tell.ts';

export type AlertWish = {
  readonly rules?: readonly Rule[];
  readonly emails?: readonly string[];
  readonly webhookUrl?: string | null;
};

const mostEmails = 20;
export const isEmail = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/.test(text);

export function readEmails(emails: readonly string[]): string[] {
  const own = [...new Set(emails.map((one) => one.trim()))];
  const bad = own.find((one) => !isEmail(one));
  if (bad !== undefined)
    throw new Invalid('alerts.bad_email', `“${bad.slice(0, 60)}” is no address of mail.`);
  if (own.length > mostEmails)
    throw new Invalid('alerts.too_many', `At most ${mostEmails} people can be told.`);
  return own;
}

/** Says what the workspace is told of, and who is told. The secret of a new webhook is shown this once. */
export async function setAlerts(
  ctx: Context,
  scope: Scope,
  wish: AlertWish,
): Promise<{ secret: string | null }> {
  const emails = wish.emails === undefined ? undefined : readEmails(wish.emails);
  const url = wish.webhookUrl === undefined ? undefined : readUrl(wish.webhookUrl);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    for (const rule of wish.rules ?? []) await saveRule(tx, rule);
    const before = await readAlertSetting(tx);
    const isNew = url !== undefined && url !== null && url !== before.webhookUrl;
    const known = new Set(before.emails);
    if (isNew || emails?.some((one) => !known.has(one))) requireFreshSignIn(scope);
    const secret = isNew ? `whsec_${randomBytes(24).toString('base64')}` : null;
    const after = {
      emails: emails ?? before.emails,
      webhookUrl: url === undefined ? before.webhookUrl : url,
      sealedSecret:
        secret === null
          ? url === null
            ? null
            : before.sealedSecret
          : ctx.secrets.seal(secret, secretPlace(tx.workspaceId)),
    };
    await saveAlertSetting(tx, after);
    await recordAudit(tx, scope, {
      act: 'alerts.changed',
      object: 'workspace',
      before: { people: before.emails.length, webhook: before.webhookUrl },
      after: { people: after.emails.length, webhook: after.webhookUrl, rules: await readRules(tx) },
    });
    return { secret };
  });
}

const readUrl = (text: string | null): string | null =>
  text === null ? null : readCalledAddress(text, 'alerts', '/webhook_url');

/** That somebody has taken note; the alert goes on until what it is about has ended. */
export const takeNote = (ctx: Context, scope: Scope, id: string): Promise<Alert> =>
  ctx.db.tx(scope.workspaceId, async (tx) => {
    await markSeen(tx, id, scope.actor, ctx.clock.now());
    const alert = await findAlert(tx, id);
    if (!alert) throw new NotFound('alert.not_found', 'There is no such alert in this workspace.');
    await recordAudit(tx, scope, { act: 'alert.seen', object: publicId('alr', id) });
    return alert;
  });
