import type { Candidates } from '../places/candidates.ts';
import type { Closure } from './own-rules.ts';
import type { Rule } from './rules.ts';
import { dayAt, dayMs, instantOf } from './zone-time.ts';

/** Everything that has to be asked about a kind of text to a kind of person; made once, asked at many instants. */
export interface Case {
  readonly candidates: Candidates;
  readonly rules: readonly Rule[];
  readonly closures: readonly Closure[];
}

/** Instants in ms. A decision stands until `untilMs`: an open window closes then, and a closed one opens. */
export interface HoursVerdict {
  readonly decision: 'allow' | 'hold' | 'drop';
  /** null where it stands for ever: nothing that was asked opens or closes. */
  readonly untilMs: number | null;
  /** The text is only looked at again then: nobody can say when it may go. */
  readonly isOpeningUnknown?: true;
}

// Nobody is kept waiting for longer than the longest row of Sundays and holidays; what never opens in this time is looked
// at again every day, in case somebody has changed a rule.
const furthestDays = 40;

// An open-ended closure is over when somebody says so, which nobody knows beforehand.
const closureLookMs = 3_600_000;

export function judge({ candidates, rules, closures: asked }: Case, ms: number): HoursVerdict {
  const closures = asked.map((closure) => endOf(closure, ms));
  if (candidates.kind === 'placeless') return { decision: 'drop', untilMs: null };
  if (candidates.kind === 'unknown')
    return { decision: 'hold', untilMs: nextOpening(rules, closures, ms), isOpeningUnknown: true };
  if (rules.length === 0 && closures.length === 0) return { decision: 'allow', untilMs: null };
  const opensAt = firstOpen(rules, closures, ms);
  if (opensAt === ms) return { decision: 'allow', untilMs: closingAfter(rules, closures, ms) };
  if (opensAt === undefined) return { decision: 'hold', untilMs: ms + dayMs, isOpeningUnknown: true };
  if (asked.some((closure) => isOpenEnded(closure, ms)))
    return { decision: 'hold', untilMs: opensAt, isOpeningUnknown: true };
  return { decision: 'hold', untilMs: opensAt };
}

/** Whether it holds at this instant with no end in sight. */
export const isOpenEnded = ({ from, to }: Closure, ms: number): boolean =>
  to === null && from.getTime() <= ms;

interface Span {
  readonly from: number;
  readonly to: number;
}

function endOf({ from, to }: Closure, ms: number): Span {
  const fromMs = from.getTime();
  return { from: fromMs, to: to?.getTime() ?? Math.max(fromMs, ms) + closureLookMs };
}

/** The first instant from `ms` on at which everything is open at once; undefined where their hours never meet. */
function firstOpen(rules: readonly Rule[], closures: readonly Span[], ms: number): number | undefined {
  let from = ms;
  while (from <= ms + furthestDays * dayMs) {
    let latest = from;
    for (const rule of rules) latest = Math.max(latest, windowAt(rule, from).opensAt);
    for (const closure of closures) latest = Math.max(latest, closedUntil(closure, from));
    if (latest === from) return from;
    from = latest;
  }
  return undefined;
}

/** Where it is open now, the opening after the next closing: for those whom no hour suits until somebody knows more. */
function nextOpening(rules: readonly Rule[], closures: readonly Span[], ms: number): number {
  const opensAt = firstOpen(rules, closures, ms);
  if (opensAt !== ms) return opensAt ?? ms + dayMs;
  const closesAt = closingAfter(rules, closures, ms);
  return (closesAt === null ? undefined : firstOpen(rules, closures, closesAt)) ?? ms + dayMs;
}

function closingAfter(rules: readonly Rule[], closures: readonly Span[], ms: number): number | null {
  let first = Number.POSITIVE_INFINITY;
  for (const rule of rules) first = Math.min(first, windowAt(rule, ms).closesAt);
  for (const { from } of closures) if (from > ms) first = Math.min(first, from);
  return Number.isFinite(first) ? first : null;
}

const closedUntil = ({ from, to }: Span, ms: number): number => (ms < from || ms >= to ? ms : to);

/** The window that contains `ms`, or else the next one. */
export function windowAt(rule: Rule, ms: number): { readonly opensAt: number; readonly closesAt: number } {
  const today = dayAt(rule.zone, ms);
  for (let day = today; day <= today + furthestDays; day += 1) {
    const { window } = rule.hoursOn(day);
    if (!window) continue;
    const closesAt = instantOf(rule.zone, day, window.to);
    if (closesAt > ms) return { opensAt: instantOf(rule.zone, day, window.from), closesAt };
  }
  return { opensAt: Number.POSITIVE_INFINITY, closesAt: Number.POSITIVE_INFINITY };
}
