import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { announce } from '../../platform/jobs/index.ts';
import type { Stretch } from '../reports/report.queries.ts';
import {
  endAlerts,
  insertLetters,
  listKeepers,
  raiseAlert,
  readAlertSetting,
  readRules,
} from './alert.queries.ts';
import type { ClassOfCode } from './class-of.ts';
import { type Judged, judgeRules } from './judge.ts';
import type { RuleName } from './rules.ts';
import { seeTexts } from './see-texts.ts';
import { sentenceOf } from './tell.ts';

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;
/** A campaign that goes wrong after a good week would hide in it for days. */
const nowMs = 3 * hourMs;
/** Clicks take a day to come; of the last hours nothing can be said about them. */
const needTime: readonly RuleName[] = ['clicks', 'opt_outs'];
const clickDelayMs = 24 * hourMs;

/** Asks every rule of the last week and of the last hours, raises what is broken, and ends what is not any more. */
export async function watchRules(
  ctx: Context,
  workspaceId: string,
  classOfCode: ClassOfCode,
): Promise<RuleName[]> {
  const now = ctx.clock.now();
  return ctx.db.tx(workspaceId, async (tx) => {
    const rules = (await readRules(tx)).filter((one) => one.isOn);
    const judge = async (stretch: Stretch) => judgeRules(rules, await seeTexts(tx, stretch, classOfCode));
    const week = await judge({
      from: new Date(now.getTime() - weekMs),
      until: new Date(now.getTime() + hourMs),
    });
    const settled = await judge({
      from: new Date(now.getTime() - weekMs),
      until: new Date(now.getTime() - clickDelayMs),
    });
    const recent = await judge({
      from: new Date(now.getTime() - nowMs),
      until: new Date(now.getTime() + hourMs),
    });
    const verdicts = rules.map(({ rule }) => {
      const of = (all: readonly Judged[]) => all.find((one) => one.rule === rule);
      const asked = needTime.includes(rule) ? [of(settled)] : [of(recent), of(week)];
      return { rule, broken: asked.find((one) => one?.verdict === 'broken') };
    });
    const raised: RuleName[] = [];
    for (const { rule, broken } of verdicts)
      if (broken?.rate && (await raise(tx, ctx, rule, broken, now))) raised.push(rule);
    const kept = verdicts.filter(({ broken }) => broken === undefined).map(({ rule }) => rule);
    await endAlerts(tx, kept, now);
    return raised;
  });
}

async function raise(tx: Tx, ctx: Context, rule: RuleName, broken: Judged, at: Date): Promise<boolean> {
  const id = ctx.ids.uuid();
  if (broken.rate === null) return false;
  if (!(await raiseAlert(tx, { id, rule, rate: broken.rate, threshold: broken.threshold, at }))) return false;
  const setting = await readAlertSetting(tx);
  const emails = setting.emails.length > 0 ? setting.emails : await listKeepers(tx);
  const letters = [
    ...emails.map((recipient) => ({ way: 'email' as const, recipient })),
    ...(setting.webhookUrl === null ? [] : [{ way: 'webhook' as const, recipient: setting.webhookUrl }]),
  ];
  await insertLetters(tx, id, letters, at);
  const { value, low, high, of: texts } = broken.rate;
  const sentence = sentenceOf({ rule, value, low, high, threshold: broken.threshold, texts });
  await announce(tx, tx.workspaceId, 'alert.raised', { alert_id: id, sentence });
  return true;
}
