import type { Tx } from '../../platform/db/pool.ts';
import { type Stretch, sumReasonsOfAccounts, sumTexts, sumWithLinks } from '../reports/report.queries.ts';
import { type ClassOfCode, troubleOf } from './class-of.ts';
import type { Seen } from './judge.ts';

/** All that rules are asked of, of the texts of a stretch. */
export async function seeTexts(tx: Tx, stretch: Stretch, classOfCode: ClassOfCode): Promise<Seen> {
  const reasons = await sumReasonsOfAccounts(tx, stretch);
  return {
    totals: await sumTexts(tx, stretch),
    troubles: reasons.map((one) => ({
      ...{ texts: one.texts, trouble: troubleOf(one, classOfCode) },
      isExplained: one.status !== 'unknown' && one.reason !== null,
    })),
    links: await sumWithLinks(tx, stretch),
  };
}
