import { afterBusinessDays } from '../business-days.ts';

/** Hours on the clock, days of the calendar, or business days (../business-days.ts). */
export type Term = { readonly days: number } | { readonly businessDays: number };

export type CaseKind = {
  readonly name: string;
  readonly term: Term;
  /** Where the term comes from; one that is our own says so. */
  readonly source: string;
  readonly severity: Severity;
};

export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/**
 * What can be on an officer's desk, and by when it must be dealt with. Data: where a law changes, its row does. A letter that
 * names a day of its own wins: say `due_at` and `due_source`.
 */
export const caseKinds = {
  complaint: {
    name: 'Complaint of a person',
    term: { businessDays: 5 },
    source: 'our own promise; no law names a term',
    severity: 'medium',
  },
  opt_out_ignored: {
    name: 'Says that an opt-out was not obeyed',
    term: { businessDays: 10 },
    source:
      '47 CFR 64.1200(a)(10): an opt-out is obeyed within a reasonable time, not over 10 business days from its receipt',
    severity: 'high',
  },
  legal_threat: {
    name: 'Legal threat or demand letter',
    term: { businessDays: 2 },
    source:
      'our own; what could be claimed runs out after 4 years (28 U.S.C. 1658), evidence is kept from now on',
    severity: 'high',
  },
  lawsuit: {
    name: 'Lawsuit that was served',
    term: { days: 21 },
    source:
      'Fed. R. Civ. P. 12(a)(1)(A)(i): an answer within 21 days of being served; state courts have terms of their own',
    severity: 'critical',
  },
  subpoena: {
    name: 'Subpoena for records',
    term: { days: 14 },
    source:
      'Fed. R. Civ. P. 45(d)(2)(B): objections before the time for compliance or 14 days after service, whichever is earlier',
    severity: 'high',
  },
  regulator: {
    name: 'Inquiry of an authority',
    term: { days: 30 },
    source:
      'our own where the letter names no day (47 CFR 1.717 lets the FCC set one); enter the day of the letter',
    severity: 'high',
  },
  privacy_complaint: {
    name: 'Complaint about personal data',
    term: { days: 30 },
    source:
      'UK Data Protection Act 2018 s. 164A: acknowledged within 30 days; elsewhere our own. A request for a right is none: see data requests',
    severity: 'medium',
  },
  carrier_notice: {
    name: 'Notice of a carrier or gateway',
    term: { businessDays: 1 },
    source: 'our own; carriers suspend numbers within days of a notice',
    severity: 'high',
  },
  incident: {
    name: 'Something went wrong here',
    term: { businessDays: 3 },
    source: 'our own; where personal data was breached, open a breach as well: its clock is 72 hours',
    severity: 'medium',
  },
} as const satisfies Record<string, CaseKind>;

export type CaseKindName = keyof typeof caseKinds;
export const caseKindNames = Object.keys(caseKinds) as CaseKindName[];

const dayMs = 86_400_000;

/** When a case of this kind is due that was received then. Days of the calendar are days of 24 hours. */
export function dueOf(
  kind: CaseKindName,
  receivedAt: Date,
  place: { readonly timeZone: string; readonly country: string },
): Date {
  const term: Term = caseKinds[kind].term;
  if ('businessDays' in term) return afterBusinessDays(receivedAt, term.businessDays, place);
  return new Date(receivedAt.getTime() + term.days * dayMs);
}

export function sayTerm(term: Term): string {
  if ('businessDays' in term)
    return term.businessDays === 1 ? '1 business day' : `${term.businessDays} business days`;
  return `${term.days} days`;
}
