/** How AT&T counts a use case: `mixed` and `dedicated` by the brand's vetting score, the others at a rate of their own. */
export type AttGroup =
  | 'dedicated'
  | 'mixed'
  | 'low_volume'
  | 'sole_proprietor'
  | 'social'
  | 'political'
  | 'charity'
  | 'agents';

export interface UseCase {
  readonly code: string;
  readonly label: string;
  readonly group: AttGroup;
  /** A special use case needs a look by the carriers, or papers beyond the brand's own. */
  readonly isSpecial: boolean;
  /** Whether its texts may promote something. */
  readonly mayPromote: boolean;
  readonly minSamples: number;
  /** What has to be known before choosing it; null where nothing. */
  readonly note: string | null;
}

const standard = (code: string, label: string, more: Partial<UseCase> = {}): UseCase => ({
  ...{ code, label, group: 'dedicated', isSpecial: false, mayPromote: false, minSamples: 2, note: null },
  ...more,
});
const special = (code: string, label: string, more: Partial<UseCase>): UseCase =>
  standard(code, label, { isSpecial: true, ...more });

/**
 * The use cases of The Campaign Registry. A use case cannot be changed afterwards: another one is another registration.
 * Sources: TCR's list as aggregators publish it (Telnyx, Twilio, 2026), confidence A; what each may promote is our reading.
 */
export const useCases: readonly UseCase[] = [
  standard('2FA', 'Passwords and codes'),
  standard('ACCOUNT_NOTIFICATION', 'News of an account'),
  standard('CUSTOMER_CARE', 'Talking with customers'),
  standard('DELIVERY_NOTIFICATION', 'News of a delivery'),
  standard('FRAUD_ALERT', 'Fraud alerts'),
  standard('HIGHER_EDUCATION', 'Colleges and universities'),
  standard('LOW_VOLUME', 'A little of everything', {
    ...{ group: 'low_volume', mayPromote: true },
    note: 'For brands that send fewer than 6,000 parts a month.',
  }),
  standard('MARKETING', 'Offers and promotions', { group: 'mixed', mayPromote: true }),
  standard('MIXED', 'Several use cases on one number', {
    ...{ group: 'mixed', mayPromote: true },
    note: 'Name two to five use cases that it is made of.',
  }),
  standard('POLLING_VOTING', 'Polls and votes that are not political'),
  standard('PUBLIC_SERVICE_ANNOUNCEMENT', 'Public service announcements'),
  standard('SECURITY_ALERT', 'Security alerts'),
  special('AGENTS_FRANCHISES', 'Agents and franchises of one brand', {
    ...{ group: 'agents', mayPromote: true },
    note: 'AT&T counts each number by itself.',
  }),
  special('CHARITY', 'Charities under 501(c)(3)', {
    ...{ group: 'charity', mayPromote: true },
    note: 'The brand must be a NON_PROFIT with status 501(c)(3).',
  }),
  special('EMERGENCY', 'Public safety in an emergency', {
    group: 'political',
    note: 'For what threatens life or property, and for nothing else.',
  }),
  special('K12_EDUCATION', 'Schools', { note: 'For schools and those who text on their behalf.' }),
  special('M2M', 'Machines that text machines', { note: 'The carriers decide each case.' }),
  special('CARRIER_EXEMPT', 'Exempt by word of a carrier', { note: 'The carriers decide each case.' }),
  special('POLITICAL', 'Elections and causes', {
    ...{ group: 'political', mayPromote: true },
    note: 'A 527 organisation needs a token of Campaign Verify.',
  }),
  special('PROXY', 'Two people who do not see each other’s number', {
    ...{ group: 'agents' },
    note: 'AT&T counts each number by itself.',
  }),
  special('SOCIAL', 'Influencers and their followers', {
    ...{ group: 'social', mayPromote: true },
    minSamples: 2,
  }),
  special('SOLE_PROPRIETOR', 'One person without an EIN', {
    ...{ group: 'sole_proprietor', mayPromote: true, minSamples: 2 },
    note: 'One registration and one number for a brand.',
  }),
  special('SWEEPSTAKE', 'Contests and sweepstakes', {
    ...{ group: 'mixed', mayPromote: true },
    note: 'Publish official rules with a way to enter for free.',
  }),
];

export const useCaseCodes: readonly string[] = useCases.map(({ code }) => code);
export const findUseCase = (code: string): UseCase | null =>
  useCases.find((one) => one.code === code) ?? null;

/** What toll-free verification and short codes call what a number is for; whether it may promote something stands beside it. */
export const tollFreeUseCases: Readonly<Record<string, boolean>> = {
  ACCOUNT_NOTIFICATIONS: false,
  CUSTOMER_CARE: false,
  CHARITY_NONPROFIT: true,
  DELIVERY_NOTIFICATIONS: false,
  EVENTS: true,
  FRAUD_ALERT_MESSAGING: false,
  HIGHER_EDUCATION: false,
  K12: false,
  MARKETING: true,
  POLLING_AND_VOTING_NON_POLITICAL: false,
  POLITICAL_ELECTION_CAMPAIGNS: true,
  PUBLIC_SERVICE_ANNOUNCEMENT: false,
  SECURITY_ALERT: false,
  TWO_FACTOR_AUTHENTICATION: false,
};

/** Whether texts under this registration may promote something; true where a form does not say what it is for. */
export function mayPromote(codes: readonly string[]): boolean {
  if (codes.length === 0) return true;
  return codes.some((code) => findUseCase(code)?.mayPromote ?? tollFreeUseCases[code] ?? true);
}
