import type { PermissionVerdict } from './permission.ts';
import { directive, permissionVersion, unitedStates } from './rows.ts';

/** Where texts that danger to health and safety makes necessary may go to people who have agreed to nothing. */
export interface EmergencyRow {
  readonly id: string;
  readonly places: readonly string[];
  readonly source: string;
}

export const emergencyRows: readonly EmergencyRow[] = [
  { id: 'emergency.us', places: unitedStates, source: '47 CFR 64.1200(a)(1), (f)(4)' },
  {
    id: 'emergency.ca',
    places: ['CA'],
    source: 'CASL (S.C. 2010, c. 23) ss. 1(2), 6: consent is for commercial messages',
  },
  {
    id: 'emergency.gb',
    places: ['GB'],
    source: 'UK GDPR art. 6(1)(d); PECR 2003 reg. 22 is about direct marketing',
  },
  {
    id: 'emergency.eu',
    places: directive,
    source: 'Regulation (EU) 2016/679 art. 6(1)(d); directive 2002/58 art. 13 is about direct marketing',
  },
];

const verdictOf = ({ id, source }: EmergencyRow): PermissionVerdict => ({
  ...{ decision: 'allow', code: null, rule: id, version: permissionVersion },
  sentence: `A text that danger to health or safety makes necessary needs no consent (${source}); the person has not joined, and has not left.`,
});
const verdicts = new Map(emergencyRows.flatMap((row) => row.places.map((place) => [place, verdictOf(row)])));

/**
 * Whether an emergency may go to somebody who has agreed to nothing; null where no such law is known to us. Numbers of no country count
 * with the United States, as everywhere. Who declares an emergency, and that it is one, is for two people to answer for.
 */
export const emergencyVerdict = (country: string | null): PermissionVerdict | null =>
  verdicts.get(country ?? 'US') ?? null;

/** Whether the rule that let a text go was one of these. */
export const isEmergencyRule = (rule: string): boolean => emergencyRows.some(({ id }) => id === rule);
