import { isAffected } from '@tidings/policy/registrations';
import { type Sender, standingOf } from '../../senders/index.ts';
import type { CountryParts } from '../../spending/index.ts';
import type { StandingCounts } from '../standing.queries.ts';
import type { FlightReason } from './flight-verdict.ts';

/** What carriers know the sender by, and whether it may text the people of the US. */
export type Registration = {
  readonly number: string;
  readonly kind: Sender['kind'];
  readonly registration: string | null;
  readonly sentence: string;
  readonly warnings: readonly FlightReason[];
};

/** Where the papers of the sender stand, with what people of the audience have of it. */
export function registrationOf(
  sender: Sender,
  counts: Pick<StandingCounts, 'senderUnregistered'>,
  byCountry: readonly CountryParts[],
  at: Date,
): Registration {
  const { number, kind, registration } = sender;
  const { standing, rule, sentence } = standingOf(sender, at);
  const known = { number, kind, registration, sentence };
  const tell = (code: string, words: string): Registration => ({
    ...known,
    warnings: [{ severity: 'warning', code, sentence: words }],
  });
  if (rule !== null && counts.senderUnregistered > 0)
    return tell(
      rule,
      `${sentence} See to its papers, or choose another number: tidings registration numbers`,
    );
  const isForUs = byCountry.some(({ country }) => isAffected(kind, country));
  return standing === 'grace' && isForUs ? tell('sender.grace', sentence) : { ...known, warnings: [] };
}
