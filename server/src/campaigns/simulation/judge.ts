import { type Hours, type TimedText, wallMsAt } from '@tidings/policy/hours';
import { isAffected, papersRefusal } from '@tidings/policy/registrations';
import { countryOfNumber } from '@tidings/sms/countries';
import { isMarketing } from '../../compliance/index.ts';
import { frequencyVerdict, waitsForPeople } from '../../dispatch/index.ts';
import type { Sender } from '../../senders/index.ts';
import type { CampaignContent } from '../campaign.ts';
import type { Capping } from '../flight/capping.ts';
import type { Passenger } from './passenger.ts';

/** What is decided about one person at one virtual instant. */
export type Judged =
  | { readonly kind: 'go'; readonly closesAtMs: number | null; readonly zones: readonly string[] }
  | {
      readonly kind: 'wait';
      readonly untilMs: number;
      readonly reason: string;
      readonly zones: readonly string[];
    }
  /** For good: left out, or waiting for something that no hour brings. */
  | { readonly kind: 'dropped' | 'waiting'; readonly reason: string };

export type Rules = {
  readonly hours: Hours;
  readonly purpose: string;
  readonly workspaceZone: string;
  readonly sender: Sender;
  readonly capping: Pick<Capping, 'answerAt'>;
  /** Of those whose values make their text marketing; null where none can. */
  readonly sellingCapping: Pick<Capping, 'answerAt'> | null;
  readonly whenCapped: CampaignContent['whenCapped'];
};

/** Asks what dispatch asks, in its order and of the same rules, at whatever instant it is told. */
export function openJudgement(rules: Rules): (one: Passenger, ms: number) => Judged {
  const asWritten = judgementOf(rules);
  if (!rules.sellingCapping) return asWritten;
  const selling = judgementOf({ ...rules, purpose: 'marketing', capping: rules.sellingCapping });
  return (one, ms) => (one.isSelling ? selling : asWritten)(one, ms);
}

function judgementOf(rules: Rules): (one: Passenger, ms: number) => Judged {
  const { purpose, sender } = rules;
  const isAsked = isMarketing(purpose);
  const asking = { ...rules, isAsked, zonesOf: rememberZones() };
  return (one, ms) => {
    if (isAsked && one.isToJudge) return { kind: 'waiting', reason: waitsForPeople.judgement };
    if (isAsked && one.pausedUntilMs !== null && one.pausedUntilMs > ms)
      return { kind: 'wait', untilMs: one.pausedUntilMs, reason: waitsForPeople.pause, zones: [] };
    const papers = papersRefusal(sender, ms);
    if (papers && isAffected(sender.kind, countryOfNumber(one.number)))
      return { kind: 'dropped', reason: papers.code };
    const byHours = judgeHours(one, asking, ms);
    if (byHours.kind !== 'go') return byHours;
    const byCap = isAsked ? judgeCaps(one, rules, ms, byHours.zones) : null;
    if (byCap) return byCap;
    return one.parts === 0 ? { kind: 'dropped', reason: 'unwritable' } : byHours;
  };
}

function judgeHours(
  { number, region, zone, wishes }: Passenger,
  { hours, purpose, workspaceZone, isAsked, zonesOf }: Rules & { isAsked: boolean; zonesOf: ZonesOf },
  ms: number,
): Judged {
  const at = new Date(ms);
  const text: TimedText = { number, region, zone, fallbackZone: workspaceZone, purpose };
  const { asked, verdict } = hours.standingOf(text, at);
  const zones = zonesOf(asked);
  if (verdict.decision === 'drop') return { kind: 'dropped', reason: 'place.placeless' };
  if (verdict.decision === 'hold') {
    if (asked.candidates.kind === 'unknown') return { kind: 'waiting', reason: 'place_unknown' };
    if (verdict.isOpeningUnknown || verdict.untilMs === null) return { kind: 'waiting', reason: 'closed' };
    return { kind: 'wait', untilMs: verdict.untilMs, reason: 'quiet_hours', zones };
  }
  const wished = isAsked ? wishes?.hours : null;
  if (!wished) return { kind: 'go', closesAtMs: verdict.untilMs, zones };
  const wish = { from: wished.from * 60, to: wished.until * 60 };
  const own = hours.verdictOf({ ...text, wish }, at);
  if (own.decision === 'allow')
    return { kind: 'go', closesAtMs: earlier(verdict.untilMs, own.untilMs), zones };
  if (own.isOpeningUnknown || own.untilMs === null) return { kind: 'waiting', reason: 'closed' };
  return { kind: 'wait', untilMs: own.untilMs, reason: waitsForPeople.hours, zones };
}

function judgeCaps(
  { number, country, wishes, marks }: Passenger,
  { capping, whenCapped }: Rules,
  ms: number,
  zones: readonly string[],
): Judged | null {
  if (marks.length === 0) return null;
  const seconds = Math.floor(ms / 1_000);
  const answer = capping.answerAt({ number, country, wishes }, marks, seconds);
  const verdict = answer && frequencyVerdict(answer, { whenCapped }, seconds);
  if (verdict?.kind === 'drop') return { kind: 'dropped', reason: verdict.reason };
  if (verdict?.kind !== 'hold') return null;
  return { kind: 'wait', untilMs: verdict.until.getTime(), reason: 'frequency_cap', zones };
}

type Asked = ReturnType<Hours['standingOf']>['asked'];
type ZonesOf = (asked: Asked) => readonly string[];

/** People of one kind share what was asked about them, and so the zones that follow from it. */
function rememberZones(): ZonesOf {
  const known = new WeakMap<Asked, readonly string[]>();
  return (asked) => {
    const before = known.get(asked);
    if (before) return before;
    const zones = [...new Set(asked.candidates.places.flatMap((place) => place.zones))].sort();
    known.set(asked, zones);
    return zones;
  };
}

const earlier = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : Math.min(one, other);

const dayMs = 86_400_000;

/** What the clocks there show, in minutes since midnight. */
export const minuteAt = (zone: string, ms: number): number =>
  Math.floor((((wallMsAt(zone, ms) % dayMs) + dayMs) % dayMs) / 60_000);
