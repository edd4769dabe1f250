import type { HourTotals } from '../reports/report.queries.ts';
import { type Rate, rateOf } from '../results/intervals.ts';
import type { Trouble } from './class-of.ts';
import { meanings, type Rule, type RuleName } from './rules.ts';

/** What a rule is asked of. */
export type Seen = {
  readonly totals: HourTotals;
  /** Of texts that did not arrive. */
  readonly troubles: readonly {
    readonly texts: number;
    readonly trouble: Trouble | null;
    /** Somebody has said what became of it, and why, in whatever words. */
    readonly isExplained: boolean;
  }[];
  /** Of texts with a link alone. */
  readonly links: { readonly reached: number; readonly clicked: number; readonly nobodys: number };
};

export type Judged = {
  readonly rule: RuleName;
  readonly title: string;
  readonly rate: Rate | null;
  readonly threshold: number;
  readonly verdict: 'broken' | 'kept' | 'too_few';
};

/** With fewer texts a few phones that are off would raise an alarm. */
const leastTexts = 200;

/**
 * Each rule by what was seen. Broken is one whose whole interval lies on the wrong side: a share that could be chance wakes nobody, and of the
 * thousands of texts after which an alarm is worth something the interval is narrow.
 */
export function judgeRules(rules: readonly Rule[], seen: Seen): Judged[] {
  return rules.map(({ rule, threshold }) => {
    const { title, side } = meanings[rule];
    const rate = rateFor(rule, seen);
    if (rate === null || rate.of < leastTexts) return { rule, title, rate, threshold, verdict: 'too_few' };
    const isBroken = side === 'above' ? rate.low > threshold : rate.high < threshold;
    return { rule, title, rate, threshold, verdict: isBroken ? 'broken' : 'kept' };
  });
}

function rateFor(rule: RuleName, { totals, troubles, links }: Seen): Rate | null {
  // Where most openings are nobody's, as in lands that ask people first, a share of people would be low whatever they do.
  if (rule === 'clicks' && links.nobodys > links.clicked) return null;
  if (rule === 'clicks') return rateOf(Math.min(links.clicked, links.reached), links.reached);
  const reached = totals.delivered + totals.unconfirmed;
  if (rule === 'opt_outs') return rateOf(Math.min(totals.optOuts, reached), reached);
  const isMeant = ({ trouble, isExplained }: Seen['troubles'][number]) =>
    rule === 'unexplained' ? !isExplained : trouble !== null && meanings[rule].troubles.includes(trouble);
  return rateOf(
    troubles.filter(isMeant).reduce((sum, one) => sum + one.texts, 0),
    totals.texts,
  );
}
