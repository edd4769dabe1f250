import { createHmac } from 'node:crypto';
import type { Post } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import type { Outside } from '../../platform/outside/outside.ts';
import {
  type Alert,
  findAlert,
  type Letter,
  readAlertSetting,
  settleLetter,
  takeDueLetters,
} from './alert.queries.ts';
import { meanings } from './rules.ts';

/** Where the secret of the webhook is sealed to. */
export const secretPlace = (workspaceId: string): string => `alert_setting.webhook_secret.${workspaceId}`;

const mostAtOnce = 50;
const answersWithinMs = 10_000;
/** After the first, second … try that failed; twelve tries are most of a day. */
const pausesMs = [30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400, 14_400, 14_400].map(
  (one) => one * 1_000,
);

/** Tells whom it may concern of alerts. What cannot be told now is tried again, and the alert itself stands either way. */
export async function tellAlerts(
  ctx: Context,
  workspaceId: string,
  { post, outside }: { post: Post | null; outside: Outside },
): Promise<number> {
  const letters = await ctx.db.tx(workspaceId, (tx) => takeDueLetters(tx, ctx.clock.now(), mostAtOnce));
  let told = 0;
  for (const letter of letters) {
    const found = await ctx.db.tx(workspaceId, async (tx) => {
      const alert = await findAlert(tx, letter.alertId);
      return alert && { alert, secret: await secretOf(tx, ctx) };
    });
    if (!found) continue;
    const trouble =
      letter.way === 'email'
        ? await mail(post, letter, found.alert)
        : await call(ctx, outside, letter, found.alert, found.secret);
    if (trouble === null) told += 1;
    else ctx.log.warn({ workspaceId, way: letter.way, trouble }, 'An alert could not be told.');
    const now = ctx.clock.now();
    const nextAt = new Date(now.getTime() + (pausesMs[letter.tries - 1] ?? pausesMs.at(-1) ?? 0));
    await ctx.db.tx(workspaceId, (tx) =>
      settleLetter(tx, letter, { toldAt: trouble === null ? now : null, nextAt, trouble }),
    );
  }
  return told;
}

const percent = (value: number) => `${(value * 100).toFixed(1)} %`;

/** One sentence on what is wrong. */
export function sentenceOf(
  alert: Pick<Alert, 'rule' | 'value' | 'low' | 'high' | 'threshold' | 'texts'>,
): string {
  const { title, side } = meanings[alert.rule];
  return `${title}: ${percent(alert.value)} (${percent(alert.low)} to ${percent(alert.high)}) of ${alert.texts}, ${side === 'above' ? 'more' : 'less'} than ${percent(alert.threshold)}.`;
}

async function mail(post: Post | null, letter: Letter, alert: Alert): Promise<string | null> {
  if (!post) return 'No mail goes out from this installation: TIDINGS_SMTP_URL is not set.';
  const text = [
    sentenceOf(alert),
    '',
    meanings[alert.rule].remedy,
    '',
    `Seen at ${alert.raisedAt.toISOString()}. More: ${post.origin}`,
    'Which alerts are sent, and to whom: tidings alerts settings.',
  ].join('\n');
  const failed = await post.mailer
    .send({ to: letter.recipient, subject: `Alert: ${meanings[alert.rule].title}`, text })
    .catch((error: Error) => error);
  return failed instanceof Error ? failed.message : null;
}

async function secretOf(tx: Tx, ctx: Pick<Context, 'secrets'>): Promise<string | null> {
  const { sealedSecret } = await readAlertSetting(tx);
  return sealedSecret && ctx.secrets.open(sealedSecret, secretPlace(tx.workspaceId));
}

/** Signed as Standard Webhooks: the id is the same for every try, and the signature is over id, time and body. */
async function call(
  ctx: Pick<Context, 'clock'>,
  outside: Outside,
  letter: Letter,
  alert: Alert,
  secret: string | null,
): Promise<string | null> {
  if (secret === null) return 'The address has been taken out of the settings since.';
  const id = publicId('alr', alert.id);
  const seconds = Math.floor(ctx.clock.now().getTime() / 1_000);
  const body = JSON.stringify({
    type: 'alert.raised',
    timestamp: alert.raisedAt.toISOString(),
    data: {
      ...{ id, rule: alert.rule, title: meanings[alert.rule].title, sentence: sentenceOf(alert) },
      ...{
        value: alert.value,
        low: alert.low,
        high: alert.high,
        threshold: alert.threshold,
        texts: alert.texts,
      },
    },
  });
  const answer = await outside({
    method: 'POST',
    url: letter.recipient,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signAlert(secret, id, seconds, body),
    },
    body,
    mostBytes: 65_536,
    withinMs: answersWithinMs,
  });
  if (answer.kind === 'failed') return `The address could not be reached (${answer.code}).`;
  return answer.status >= 200 && answer.status < 300 ? null : `The address answered ${answer.status}.`;
}

/** `whsec_` and base64, as others write such secrets; the key is what stands behind it. */
export function signAlert(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}
