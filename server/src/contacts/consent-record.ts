import type { Tx } from '../platform/db/pool.ts';
import { type ConsentOfNumber, listConsentsOfNumber } from './consent.queries.ts';
import { type ConsentEventRow, listEventsOfNumber } from './consent-event.queries.ts';
import { type EnoughRules, loadEnoughRules } from './enough-consent.ts';
import { listPrograms } from './program.queries.ts';
import type { Purpose } from './program.ts';
import { listSuppressionsOfNumber, type SuppressionOfNumber } from './suppression.queries.ts';

/** What there is to show about a number: where it stands, who may not text it, and everything that led there. */
export type ConsentRecord = {
  readonly number: string;
  readonly programs: ConsentOfNumber[];
  readonly suppressions: SuppressionOfNumber[];
  /** Newest first. */
  readonly events: ConsentEventRow[];
  readonly hasMoreEvents: boolean;
  /** What each program is for. */
  readonly purposes: ReadonlyMap<string, Purpose>;
  /** What decides whether what is on file is enough for a program's texts. */
  readonly rules: EnoughRules;
};

const mostEvents = 200;

/** Works for any number, whoever's it is; what it allows is told as of `now`. */
export async function getConsentRecord(tx: Tx, number: string, now: Date): Promise<ConsentRecord> {
  const events = await listEventsOfNumber(tx, number, mostEvents + 1);
  return {
    number,
    programs: await listConsentsOfNumber(tx, number),
    suppressions: await listSuppressionsOfNumber(tx, number),
    events: events.slice(0, mostEvents),
    hasMoreEvents: events.length > mostEvents,
    purposes: new Map((await listPrograms(tx)).map(({ id, purpose }) => [id, purpose])),
    rules: await loadEnoughRules(tx, now),
  };
}
