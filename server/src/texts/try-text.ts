import { type Hours, openHours } from '@tidings/policy/hours';
import { countParts, type PartCount } from '@tidings/sms';
import { countryOfNumber } from '@tidings/sms/countries';
import { getWorkspace } from '../accounts/index.ts';
import { loadOwnRules, whereaboutsOf } from '../compliance/index.ts';
import { laneOf } from '../dispatch/index.ts';
import { listGatewayRows } from '../gateways/index.ts';
import type { Context } from '../platform/context.ts';
import { type Cost, dayIn, findBudget, listPrices, priceRangeOf, type TextKind } from '../spending/index.ts';
import { type LinkReason, type MediaLimits, mmsWayOf, sampleMmsPage, withLink } from '../templates/index.ts';
import { because, type Decision, findPermission, type WrittenText, writeText } from './decide-text.ts';
import { type Known, loadKnown } from './load-known.ts';
import type { TextWish } from './text.ts';
import { asProblem } from './text-desk.ts';
import { openTemplates } from './write-body.ts';

/** What the gateways of a kind take along with a text; null for nothing. */
export type MediaOf = (gatewayKind: string) => MediaLimits | null;

/** What would become of a text, were it sent now: it leaves, it waits, or it is refused. */
export type Trial = {
  readonly text: WrittenText;
  readonly count: PartCount;
  readonly kind: TextKind;
  /** Why its media would go as a link in its words; null where they do not. */
  readonly linkReason: LinkReason | null;
  /** By the prices of today; null while nobody has said what texts cost. */
  readonly cost: Cost | null;
  readonly verdict: {
    readonly will: 'send' | 'wait' | 'refuse';
    readonly code: string | null;
    readonly sentence: string;
    readonly until: Date | null;
  };
};

/**
 * Tries a text without sending it: the words as the person would read them, their parts, the sender, and the verdict that
 * sending would meet now. A wish that cannot even be written is refused as sending would refuse it. Nothing is kept.
 */
export async function tryText(
  ctx: Context,
  mediaOf: MediaOf,
  workspaceId: string,
  wish: TextWish,
): Promise<Trial> {
  const [trial] = await tryTexts(ctx, mediaOf, workspaceId, [wish]);
  if (!trial) throw new Error('tryTexts answers for every wish');
  if (!trial.ok) throw asProblem(trial.refusal);
  return trial.text;
}

/** The same for many at once, in the order of the wishes, with the refusal of each that cannot be written. */
export async function tryTexts(
  ctx: Context,
  mediaOf: MediaOf,
  workspaceId: string,
  wishes: readonly TextWish[],
): Promise<Decision<Trial>[]> {
  const now = ctx.clock.now();
  const { known, prices, budget, hours, kindOf } = await ctx.db.tx(workspaceId, async (tx) => {
    const budget = await findBudget(tx);
    const hours = openHours(await loadOwnRules(tx));
    return {
      known: await loadKnown(ctx, tx, wishes, now),
      budget,
      prices: budget ? await listPrices(tx, dayIn((await getWorkspace(tx)).timeZone, now)) : [],
      hours,
      kindOf: new Map((await listGatewayRows(tx)).map(({ id, kind }) => [id, kind])),
    };
  });
  const templates = openTemplates();
  return wishes.map((wish, at) => {
    const written = writeText(wish, at, known, templates, now);
    if (!written.ok) return written;
    const limits = mediaOf(kindOf.get(written.text.sender.gatewayId) ?? '');
    const { text, kind, linkReason } = asItWouldGo(written.text, limits, ctx.origin);
    const range = priceRangeOf(prices, wayOf(text.sender), countryOfNumber(text.number), kind);
    const times = (one: bigint | undefined) => (one ?? 0n) * BigInt(text.parts);
    const cost = budget && {
      amount: times(range?.most),
      least: times(range?.least),
      currency: budget.currency,
    };
    const verdict = judge(known, hours, text, now);
    return { ok: true, text: { text, count: countParts(text.body), kind, linkReason, cost, verdict } };
  });
}

/** With media as an MMS or as a link, as dispatch would say. */
function asItWouldGo(
  text: WrittenText,
  limits: MediaLimits | null,
  origin = '',
): Pick<Trial, 'kind' | 'linkReason'> & { text: WrittenText } {
  const { attachment, sender, number } = text;
  if (!attachment) return { text, kind: 'sms', linkReason: null };
  const way = mmsWayOf(attachment, { limits, sender, country: countryOfNumber(number) });
  if (way.kind === 'mms') return { text, kind: 'mms', linkReason: null };
  const body = withLink(text.body, sampleMmsPage(origin));
  return { text: { ...text, body, parts: countParts(body).parts }, kind: 'sms', linkReason: way.reason };
}

const purposeOf = ({ promotion, program }: WrittenText) =>
  promotion === null ? program.purpose : 'marketing';
const wayOf = (sender: WrittenText['sender']) => ({ senderId: sender.id, gatewayId: sender.gatewayId });

export function judge(known: Known, hours: Hours, text: WrittenText, now: Date): Trial['verdict'] {
  const permission = findPermission(known, text, now);
  if (!permission.ok) {
    const { code, sentence } = permission.refusal;
    return { will: 'refuse', code, sentence, until: null };
  }
  if (permission.waitsFor !== null) {
    const sentence =
      'It would wait: the person has paused these texts, or wrote something that a person has to judge first.';
    return { will: 'wait', code: permission.waitsFor, sentence, until: null };
  }
  const { sending } = known.workspace;
  if (sending === 'none' || (sending === 'no_marketing' && laneOf(purposeOf(text)) === 'marketing')) {
    const sentence = 'It would wait: sending is stopped in this workspace until somebody lets it go on.';
    return { will: 'wait', code: 'sending.stopped', sentence, until: null };
  }
  return judgeHour(known, hours, text, now);
}

function judgeHour(known: Known, hours: Hours, text: WrittenText, now: Date): Trial['verdict'] {
  const { contact, number, promotion, notBefore } = text;
  const where = whereaboutsOf(number, contact, known.workspace.timeZone);
  const answer = hours.explain({ ...where, purpose: purposeOf(text) }, notBefore);
  if (answer.decision === 'drop') {
    const sentence = answer.trace[0]?.sentence ?? 'No phone that gets texts has this number.';
    return { will: 'refuse', code: 'place.placeless', sentence, until: null };
  }
  if (answer.decision === 'hold') {
    const why = answer.trace.filter((entry) => entry.outcome === 'hold').map((entry) => entry.sentence);
    return {
      will: 'wait',
      code: 'quiet_hours',
      sentence: because(promotion, `It would wait. ${why[0] ?? ''}`.trim()),
      until: answer.until,
    };
  }
  if (notBefore > now)
    return {
      will: 'wait',
      code: 'send_at',
      sentence: 'It would wait for the hour you asked for.',
      until: notBefore,
    };
  return { will: 'send', code: null, sentence: 'It would be sent at once.', until: null };
}
